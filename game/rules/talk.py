"""What is said at the table: offers and what they hang together with, questions, and words about the talk itself (rulebook 3.3).

Offers and questions pass the turn. Agreeing a clause, insisting on one, naming a block, promising and threatening do not: they
are said on the way to an offer.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from game.errors import Refusal
from game.rules.agreement import BY_BLOCK, CLAUSES, Terms, called
from game.rules.decisions import (
    Agree,
    Ask,
    Because,
    Contingent,
    Give,
    Insist,
    Offer,
    Package,
    Promise,
    Reopen,
    Riders,
    Stage,
    Threat,
    Why,
)
from game.rules.draft import Draft
from game.rules.facts import Spoke
from game.rules.packages import checked_package, merged, negotiable
from game.rules.scenario import Scenario
from game.rules.state import Ground, State, Table
from game.rules.table import fit_to_print, give_way, the_table
from game.rules.triggers import reads, refusal_of_contingents
from game.rules.undertakings import (
    OPEN_PROMISES,
    PROMISE,
    THREAT,
    THREATENED,
    Undertaking,
    check_letters,
    checked,
    dates,
    offered_to,
    pledge,
    unpayable,
)
from game.rules.units import Seat, other

MOST_INSISTED: Final = 2
"""Clauses a seat may call not negotiable at one table."""
MOST_LINKS: Final = 2
REOPENED: Final = -30
"""Tenths of the other side's trust that taking back an agreed clause costs."""


def _free_to_speak(table: Table, what: str) -> None:
    if table.must_answer == "because":
        raise Refusal(
            "owes-reasons", "The other side asked why; it is owed an answer first.", "Answer with because."
        )
    if table.must_answer == "offer" and what not in ("offer", "aside"):
        raise Refusal(
            "owes-offer", "The other side asked for an offer; it is owed one.", "Offer, or walk away."
        )


def rounds_of(riders: Riders) -> int:
    """How many rounds an offer takes: one, and one more when lawyers must write side letters."""
    return 1 + bool(riders.letters)


def offer(draft: Draft, decision: Offer) -> None:
    """Put a package on the table; it takes the place of what lay there."""
    state, seat, riders = draft.state, draft.seat, decision.riders
    table = the_table(state)
    _free_to_speak(table, "offer")
    rounds = rounds_of(riders)
    if table.rounds < rounds:
        if table.rounds:
            raise Refusal(
                "no-rounds", "Side letters take two rounds, and one is left.", "Leave the letters out."
            )
        raise Refusal(
            "no-rounds", "There are no rounds left at this table.", "Accept what lies there, or walk away."
        )
    package = checked_offer(draft, decision)
    if table.offered_by == other(seat) and package == table.offers and riders == table.riders:
        raise Refusal("same-package", "That package is on the table already.", "Accept it.")
    fit_to_print(decision.reasons, decision.gap, decision.says, decision.patience)
    ground = _linked(give_way(draft, seat, package), seat, package, riders)
    draft.happen(
        Spoke(
            seat=seat, move="offer", rounds=table.rounds - rounds, turn=other(seat), package=package, riders=riders,
            reasons=decision.reasons, gap=decision.gap, says=decision.says, patience=decision.patience,
            ground=ground if ground != table.ground else None,
        )
    )  # fmt: skip


def checked_offer(draft: Draft, decision: Offer) -> Package:
    """The package of an offer in the document's order; refuses what the rules or the talk so far do not allow."""
    state, riders = draft.state, decision.riders
    package: Package = ()
    if decision.package or not riders.contingents:
        package = checked_package(draft.scenario, state, decision.package, "an offer")
    refusal = refusal_of_contingents(draft.scenario, state, riders.contingents, package)
    if refusal is not None:
        raise Refusal(refusal.code, f"As an offer: {refusal.words}", refusal.hint)
    check_letters(draft.scenario, state, riders.letters)
    refusal = unpayable(reads(state), draft.seat, riders.letters)
    if refusal is not None:
        raise refusal
    _check_links(package, riders)
    check_ground(the_table(state).ground, state.terms, draft.seat, package, riders.contingents)
    return package


def _check_links(package: Package, riders: Riders) -> None:
    if len(riders.links) > MOST_LINKS:
        raise Refusal("too-many-links", f"A package carries at most {MOST_LINKS} links.", "Leave one out.")
    changed = {clause for clause, _ in package}
    for one, two in riders.links:
        if one == two or not {one, two} <= changed:
            raise Refusal(
                "loose-link",
                f"A link ties two clauses that the package changes; {called(one)} and {called(two)} are not two of them.",
                "Change both, or leave the link out.",
            )


def check_ground(
    ground: Ground, terms: Terms, seat: Seat, package: Package, contingents: tuple[Contingent, ...]
) -> None:
    """Hold an offer against what has been agreed about the talk: agreed clauses, the block, the other side's links."""
    after = merged(terms, package)
    hanging = {contingent.clause for contingent in contingents}
    for clause, term in ground.agreed:
        if after[clause] != term or clause in hanging:
            raise Refusal(
                "agreed-clause",
                f"{CLAUSES[clause].title} is agreed as “{CLAUSES[clause].short(term)}” and has left this table.",
                "Leave it as agreed, or reopen it for a round.",
            )
    if ground.block:
        outside = [c for c in (*dict(package), *sorted(hanging)) if CLAUSES[c].block != ground.block]
        agreed = dict(ground.agreed)
        outside = [clause for clause in outside if clause not in agreed]
        if outside:
            raise Refusal(
                "another-block",
                f"The talk is about {ground.block} only, and {called(outside[0])} is not part of it.",
                "Leave it out, or lift the block.",
            )
    for who, linked in ground.links:
        held = sum(after[clause] == term for clause, term in linked)
        if who != seat and 0 < held < len(linked):
            names = " and ".join(called(clause) for clause, _ in linked)
            raise Refusal(
                "linked", f"They offered {names} together: it is both or neither.", "Take both, or neither."
            )


def _linked(ground: Ground, seat: Seat, package: Package, riders: Riders) -> Ground:
    """The ground after an offer of ``seat``: its new links take the place of its old ones."""
    given = dict(package)
    kept = tuple(link for link in ground.links if link[0] != seat)
    mine = tuple((seat, tuple((clause, given[clause]) for clause in link)) for link in riders.links)
    return replace(ground, links=kept + mine)


def ask(draft: Draft, decision: Ask) -> None:
    """“What would make this work?” It costs a round."""
    _question(draft, "ask", (), decision.says)


def give(draft: Draft, decision: Give) -> None:
    """“What would you give me for this?” It costs a round; the answer is an offer that takes it up, or does not."""
    state = draft.state
    wanted = checked_package(draft.scenario, state, ((decision.clause, decision.term),), "a wish")
    check_ground(the_table(state).ground, state.terms, draft.seat, wanted, ())
    _question(draft, "give", wanted)


def _question(draft: Draft, move: str, wanted: Package, says: str = "") -> None:
    table = the_table(draft.state)
    _free_to_speak(table, move)
    fit_to_print((), "", says)
    if table.rounds <= 1:
        raise Refusal(
            "no-rounds",
            "Asking takes a round, and its answer another; there are not two left.",
            "Accept or walk away.",
        )
    draft.happen(
        Spoke(
            seat=draft.seat, move=move, rounds=table.rounds - 1, turn=other(draft.seat), package=wanted,
            wanted=wanted, must_answer="offer", says=says,
        )
    )  # fmt: skip


def why(draft: Draft, decision: Why) -> None:
    """“Why not?” Free, once a refusal: the other side must have countered something of yours."""
    table = the_table(draft.state)
    _free_to_speak(table, "why")
    if table.asked_why:
        raise Refusal("asked-why", "You asked why already; this is its answer.", "Offer something else.")
    moved = {said.seat for said in table.history if said.move == "offer"}
    if table.offered_by != other(draft.seat) or draft.seat not in moved:
        raise Refusal(
            "nothing-refused", "Nothing of yours was refused at this table yet.", "Make an offer first."
        )
    fit_to_print((), "", decision.says)
    draft.happen(
        Spoke(
            seat=draft.seat,
            move="why",
            rounds=table.rounds,
            turn=other(draft.seat),
            says=decision.says,
            must_answer="because",
            asked_why=True,
        )
    )


def because(draft: Draft, decision: Because) -> None:
    """Answer why."""
    table = the_table(draft.state)
    if table.must_answer != "because":
        raise Refusal("not-asked", "Nobody asked why.", "Make a move of your own.")
    fit_to_print(decision.reasons, decision.gap, decision.says)
    draft.happen(
        Spoke(
            seat=draft.seat, move="because", rounds=table.rounds, turn=other(draft.seat), reasons=decision.reasons,
            gap=decision.gap, says=decision.says, asked_why=True,
        )
    )  # fmt: skip


# Words about the talk itself, which do not pass the turn


def _aside(
    draft: Draft, move: str, ground: Ground, package: Package = (), about: str = "", rounds: int = 0
) -> None:
    table = the_table(draft.state)
    draft.happen(
        Spoke(
            seat=draft.seat, move=move, rounds=table.rounds - rounds, turn=draft.seat, package=package, about=about,
            must_answer=table.must_answer, wanted=table.wanted, asked_why=table.asked_why,
            ground=ground if ground != table.ground else None,
        )
    )  # fmt: skip


def _clause(draft: Draft, clause: str) -> str:
    open_to_change = negotiable(draft.scenario)
    if clause not in open_to_change:
        raise Refusal(
            "no-such-clause",
            f"There is no clause “{clause[:40]}” up for negotiation.",
            f"There are {', '.join(open_to_change)}.",
        )
    return clause


def agree(draft: Draft, decision: Agree) -> None:
    """Agree a clause as the package on the table has it. When both have, it leaves this table."""
    state, seat = draft.state, draft.seat
    table = the_table(state)
    _free_to_speak(table, "aside")
    clause = _clause(draft, decision.clause)
    ground = table.ground
    given = dict(table.offers)
    if clause not in given:
        raise Refusal(
            "not-on-the-table",
            f"The package on the table does not change {called(clause)}.",
            "Agree one that it changes.",
        )
    if clause in dict(ground.agreed):
        raise Refusal("agreed-already", f"{CLAUSES[clause].title} is agreed already.", "Talk about the rest.")
    word = (seat, clause, given[clause])
    if word in ground.half:
        raise Refusal("said-already", "You have agreed that; they have not.", "Go on, and see.")
    half = tuple(said for said in ground.half if said[1] != clause or said[0] != seat)
    if (other(seat), clause, given[clause]) in half:
        half = tuple(said for said in half if said[1] != clause)
        agreed = {**dict(ground.agreed), clause: given[clause]}
        ground = replace(ground, half=half, agreed=tuple((id, agreed[id]) for id in CLAUSES if id in agreed))
    else:
        ground = replace(ground, half=(*half, word))
    _aside(draft, "agree", ground, ((clause, given[clause]),))


def reopen(draft: Draft, decision: Reopen) -> None:
    """Take an agreed clause back on the table, for a round and some of the other side's trust."""
    table = the_table(draft.state)
    _free_to_speak(table, "reopen")
    agreed = dict(table.ground.agreed)
    if decision.clause not in agreed:
        listed = ", ".join(agreed) or "none"
        raise Refusal(
            "not-agreed", f"{called(decision.clause)} is not agreed at this table.", f"Agreed are: {listed}."
        )
    if table.rounds <= 1:
        raise Refusal("no-rounds", "Reopening takes a round, and there is none to spare.", "Leave it agreed.")
    kept = tuple((clause, term) for clause, term in table.ground.agreed if clause != decision.clause)
    term = agreed[decision.clause]
    _aside(draft, "reopen", replace(table.ground, agreed=kept), ((decision.clause, term),), rounds=1)
    draft.move(f"relations.{other(draft.seat)}_trust", REOPENED, "an agreed clause reopened")


def insist(draft: Draft, decision: Insist) -> None:
    """Call a clause not negotiable as one's last offer has it, else as it stands. Giving way later costs credibility."""
    state, seat = draft.state, draft.seat
    table = the_table(state)
    _free_to_speak(table, "aside")
    clause = _clause(draft, decision.clause)
    mine = [word for word in table.ground.insisted if word[0] == seat]
    if any(word[1] == clause for word in mine):
        raise Refusal(
            "said-already", "You have called that not negotiable.", "Saying it again does not help."
        )
    if len(mine) >= MOST_INSISTED:
        raise Refusal(
            "insisted-enough",
            f"Only {MOST_INSISTED} clauses can be not negotiable.",
            "Negotiate about the rest.",
        )
    offered = [said.package for said in table.history if said.move == "offer" and said.seat == seat]
    term = merged(state.terms, offered[-1] if offered else ())[clause]
    ground = replace(table.ground, insisted=(*table.ground.insisted, (seat, clause, term)))
    _aside(draft, "insist", ground, ((clause, term),))


def stage(draft: Draft, decision: Stage) -> None:
    """Talk about one block only, or about everything again; each side may say so once at a table."""
    table = the_table(draft.state)
    _free_to_speak(table, "aside")
    ground = table.ground
    if decision.block not in ("", *BY_BLOCK):
        raise Refusal(
            "no-such-block",
            f"There is no block “{decision.block[:40]}”.",
            f"There are {', '.join(BY_BLOCK)}.",
        )
    if decision.block == ground.block:
        raise Refusal("same-block", "That is what the talk is about.", "Make an offer.")
    if draft.seat in ground.staged:
        raise Refusal("staged-already", "You have narrowed the talk once at this table.", "Make an offer.")
    _aside(
        draft,
        "stage",
        replace(ground, block=decision.block, staged=(*ground.staged, draft.seat)),
        about=decision.block,
    )


def promise(draft: Draft, decision: Promise) -> None:
    """Promise something measurable; it is entered in the ledger with its test and date."""
    state, seat = draft.state, draft.seat
    table = the_table(state)
    _free_to_speak(table, "aside")
    if _promised(state, seat) >= OPEN_PROMISES:
        raise Refusal(
            "promised-enough",
            f"{OPEN_PROMISES} of your promises are open; a third would not be believed.",
            "Keep one.",
        )
    _spoken_once(table, seat, PROMISE)
    checked(draft.scenario, state, seat, PROMISE, decision.undertaking, decision.amount, decision.due)
    made = pledge(draft, seat, PROMISE, decision.undertaking, decision.amount, decision.due)
    _aside(draft, PROMISE, table.ground, about=made.id)


def threat(draft: Draft, decision: Threat) -> None:
    """Threaten a named act by a date. It costs trust now, and credibility if it is not carried out."""
    state, seat = draft.state, draft.seat
    table = the_table(state)
    _free_to_speak(table, "aside")
    _spoken_once(table, seat, THREAT)
    checked(draft.scenario, state, seat, THREAT, decision.undertaking, decision.amount, decision.due)
    made = pledge(draft, seat, THREAT, decision.undertaking, decision.amount, decision.due)
    _aside(draft, THREAT, table.ground, about=made.id)
    draft.move(f"relations.{other(seat)}_trust", THREATENED, "a threat")


def _spoken_once(table: Table, seat: Seat, kind: str) -> None:
    if any(said.seat == seat and said.move == kind for said in table.history):
        raise Refusal("once-a-table", f"One {kind} at a table is as many as are heard.", "Make an offer.")


def stands(state: State, seat: Seat, package: Package) -> bool:
    """Whether a package is within what has been agreed about the talk."""
    ground = the_table(state).ground
    if ground == _OPEN_GROUND:
        return True
    try:
        check_ground(ground, state.terms, seat, package, ())
    except Refusal:
        return False
    return True


_OPEN_GROUND: Final = Ground()


def open_to_stage(state: State, seat: Seat) -> tuple[str, ...]:
    """The blocks a seat could name now; an empty one lifts the block that is named."""
    ground = the_table(state).ground
    if seat in ground.staged:
        return ()
    return tuple(block for block in ("", *BY_BLOCK) if block != ground.block)


def open_to_say(
    scenario: Scenario, state: State, seat: Seat, kind: str
) -> tuple[tuple[Undertaking, int, int], ...]:
    """What a seat could promise or threaten now, with the first and the last date for it."""
    first, last = dates(scenario, state.quarter)
    spoken = any(said.seat == seat and said.move == kind for said in the_table(state).history)
    mine = [pledge for pledge in state.pledges if pledge.seat == seat and pledge.status == "open"]
    if first > last or spoken or (kind == PROMISE and _promised(state, seat) >= OPEN_PROMISES):
        return ()
    said_already = {pledge.undertaking for pledge in mine}
    return tuple(
        (undertaking, first, last)
        for undertaking in offered_to(seat, kind)
        if undertaking.id not in said_already and not undertaking.idle(state)
    )


def _promised(state: State, seat: Seat) -> int:
    return sum(p.seat == seat and p.kind == PROMISE and p.status == "open" for p in state.pledges)


def open_to_agree(state: State, seat: Seat) -> tuple[str, ...]:
    """The clauses a seat could agree now."""
    table = the_table(state)
    mine = {(who, clause, term) for who, clause, term in table.ground.half if who == seat}
    agreed = dict(table.ground.agreed)
    return tuple(
        clause for clause, term in table.offers if clause not in agreed and (seat, clause, term) not in mine
    )


def open_to_insist(scenario: Scenario, state: State, seat: Seat) -> tuple[str, ...]:
    """The clauses a seat could still call not negotiable."""
    mine = [clause for who, clause, _ in the_table(state).ground.insisted if who == seat]
    if len(mine) >= MOST_INSISTED:
        return ()
    return tuple(clause for clause in negotiable(scenario) if clause not in mine)
