"""The bargaining table: when it opens, how it closes, and what is signed at it (rulebook 3.3.1). No dice.

What is said at it in between is :mod:`game.rules.talk`.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from game.errors import Refusal
from game.rules.agreement import CLAUSES
from game.rules.amending import amend
from game.rules.characters import typical
from game.rules.decisions import Accept, Package, Principle, Reason, Riders, Walk
from game.rules.draft import Draft
from game.rules.facts import ClaimSettled, MemorandumEnded, MemorandumMade, Spoke, TableClosed, TableOpened
from game.rules.packages import merged, refusal_of
from game.rules.payments import pay
from game.rules.scenario import Scenario
from game.rules.state import Ground, LastWord, Memorandum, State, Table
from game.rules.triggers import reads
from game.rules.undertakings import bases, bind, unpayable, withdraw_threats
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, mul, other
from game.rules.view import view_of
from game.rules.worth import lens_of, worth

GOOD_TRUST: Final = 600
MOST_SAID: Final = 600
"""Characters of one speech."""
MOST_PATIENCE: Final = 99
BREAK_FEE: Final = 50
LEAST_FEE: Final = 100
"""What breaking a memorandum costs: half a percent (bps) of the larger side's gain, at least $100M."""
BROKEN_WORD: Final = -100
"""Tenths of the other side's trust that breaking a memorandum costs."""
CONCEDED: Final = -200
"""Tenths of credibility that giving way on what one called not negotiable costs."""


def rounds_for(scenario: Scenario, state: State) -> int:
    """Rounds at this turn's table: more with trust, counsel, or when time is running out, and never too many."""
    relations, turns = state.relations, scenario.turns
    trusted = relations.openai_trust + relations.microsoft_trust >= 2 * GOOD_TRUST
    until = turns.next(state.quarter)
    shared_date = any(state.quarter <= d.quarter < until and len(d.seen_by) == 2 for d in scenario.deadlines)
    hurried = shared_date or scenario.last_turn(state.quarter)
    return min(turns.most_rounds, turns.rounds + trusted + 2 * hurried + len(state.counsel))


def open_table(draft: Draft) -> None:
    """Open the table if somebody wants it, if a waiver has a price that lies on it, or if Microsoft would buy a claim out."""
    state = draft.state
    rounds = rounds_for(draft.scenario, state)
    buying = state.claim is not None and state.claim.stage == "buy-out"
    for notice in state.notices:
        if notice.stage == "linked":
            table = Table(
                opener=MICROSOFT,
                turn=OPENAI,
                rounds=rounds,
                offers=notice.package,
                offered_by=MICROSOFT,
                notice=notice.id,
                claim=buying,
            )
            draft.happen(TableOpened(table))
            return
    if buying:
        draft.happen(TableOpened(Table(opener=MICROSOFT, turn=MICROSOFT, rounds=rounds, claim=True)))
        return
    if not state.wants_table:
        return
    opener = (
        state.wants_table[0]
        if len(state.wants_table) == 1
        else SEATS[(draft.scenario.turns.number(state.quarter) - 1) % 2]
    )
    draft.happen(TableOpened(Table(opener=opener, turn=opener, rounds=rounds)))


def the_table(state: State) -> Table:
    """The open table; refuses when there is none."""
    if state.table is None:
        raise Refusal(
            "no-table", "The table is not open this quarter.", "Open it in the plan: act open-table."
        )
    return state.table


def fit_to_print(reasons: tuple[Reason, ...], gap: str, says: str, patience: int = -1) -> None:
    """What is said at the table is kept for good, so it is kept short, and its reasons are about clauses that exist."""
    if len(says) > MOST_SAID or len(gap) > MOST_SAID or len(reasons) > len(CLAUSES):
        raise Refusal(
            "too-long", "That is more than anybody reads at a table.", f"Say it in {MOST_SAID} characters."
        )
    for reason in reasons:
        if reason.clause not in CLAUSES:
            raise Refusal(
                "no-such-clause",
                f"There is no clause “{reason.clause[:40]}”.",
                f"There are {', '.join(CLAUSES)}.",
            )
    if not -1 <= patience <= MOST_PATIENCE:
        raise Refusal("patience", f"Patience is 0 to {MOST_PATIENCE}, or -1 for not saying.", "Leave it out.")


def give_way(draft: Draft, seat: Seat, package: Package) -> Ground:
    """A seat offers or signs what it had called not negotiable: its words are worth less, and that one nothing any more.

    Gives back the ground without the words that were eaten.
    """
    ground, after = the_table(draft.state).ground, merged(draft.state.terms, package)
    kept = tuple(word for word in ground.insisted if word[0] != seat or after[word[1]] == word[2])
    eaten = len(ground.insisted) - len(kept)
    draft.move(f"relations.{seat}_credibility", CONCEDED * eaten, "gave way on what was not negotiable")
    return replace(ground, insisted=kept)


def walk(draft: Draft, decision: Walk) -> None:
    """Leave the table for this quarter. Leaving with rounds to go costs the other side's trust."""
    state, seat = draft.state, draft.seat
    table = the_table(state)
    early = table.rounds > 0 and any(said.move in ("offer", "ask", "give") for said in table.history)
    fit_to_print(decision.reasons, "", decision.says)
    draft.happen(
        Spoke(
            seat=seat,
            move="walk",
            rounds=table.rounds,
            turn=other(seat),
            reasons=decision.reasons,
            says=decision.says,
        )
    )
    draft.happen(TableClosed("walked" if early else "out-of-rounds", _last_words(state)))
    if early:
        draft.move(f"relations.{other(seat)}_trust", -50, "walked from the table")


def _last_words(state: State) -> tuple[LastWord, ...]:
    assert state.table is not None
    last: dict[Seat, Package] = {}
    for said in state.table.history:
        if said.move == "offer":
            last[said.seat] = said.package
    return tuple(
        LastWord(seat=seat, quarter=state.quarter, package=last[seat]) for seat in SEATS if seat in last
    )


def _taken(draft: Draft, move: str, says: str = "") -> Table:
    """Say yes to what the other side put on the table; gives back the table as it was."""
    state, seat = draft.state, draft.seat
    table = the_table(state)
    fit_to_print((), "", says)
    if table.must_answer == "because":
        raise Refusal(
            "owes-reasons", "The other side asked why; it is owed an answer first.", "Answer with because."
        )
    if table.offered_by != other(seat):
        raise Refusal(
            "nothing-on-the-table",
            "There is no offer of the other side's to accept.",
            "Make one, or ask for one.",
        )
    refusal = unpayable(reads(state), seat, table.riders.letters)
    if refusal is not None:
        raise refusal
    give_way(draft, seat, table.offers)
    draft.happen(
        Spoke(
            seat=seat, move=move, rounds=table.rounds, turn=other(seat), package=table.offers, riders=table.riders,
            says=says,
        )
    )  # fmt: skip
    return table


def accept(draft: Draft, decision: Accept) -> None:
    """Sign what the other side put on the table. The rules run on it from now on."""
    table = _taken(draft, "accept", decision.says)
    if table.claim:
        draft.happen(ClaimSettled("bought-out"))
    _sign(draft, table.offers, table.riders, bases(draft.state, table.riders.letters))
    draft.happen(TableClosed("signed"))


def _sign(draft: Draft, package: Package, riders: Riders, since: tuple[int, ...]) -> None:
    amend(draft, package, riders)
    bind(draft, riders.letters, since)
    withdraw_threats(draft)


def principle(draft: Draft, decision: Principle) -> None:
    """Accept in principle: signed when next quarter's plans are out, unless one side pays the fee to break it."""
    state = draft.state
    refusal = cannot_wait(draft.scenario, state)
    if refusal is not None:
        raise refusal
    table = _taken(draft, "principle")
    fee = break_fee(draft.scenario, state, table.offers)
    draft.happen(
        MemorandumMade(
            Memorandum(
                seat=draft.seat,
                quarter=state.quarter,
                package=table.offers,
                riders=table.riders,
                fee=fee,
                bases=bases(state, table.riders.letters),
            )
        )
    )
    draft.happen(TableClosed("principle"))


def cannot_wait(scenario: Scenario, state: State) -> Refusal | None:
    """Why what lies on the table cannot be signed next quarter instead of now, if it cannot."""
    if scenario.last_turn(state.quarter):
        return Refusal(
            "no-next-quarter",
            f"There is no next {scenario.turns.word} for it to bind in.",
            "Accept it, or leave it.",
        )
    table = the_table(state)
    if table.claim:
        return Refusal(
            "claim-waits",
            "The AGI claim waits for this table, and is withdrawn only when something is signed.",
            "Accept it, or offer something else.",
        )
    price = next((notice.package for notice in state.notices if notice.id == table.notice), ())
    after = merged(state.terms, table.offers)
    if price and all(after[clause] == term for clause, term in price):
        return Refusal(
            "waiver-waits",
            "A waiver hangs on this package, and is given only when it is signed.",
            "Accept it, or offer something else.",
        )
    return None


def break_fee(scenario: Scenario, state: State, package: Package) -> int:
    """What breaking a memorandum on a package costs, $M: from what it gains the usual kind of either side, as is public."""
    view = view_of(scenario, state, MICROSOFT)
    gains = []
    for seat in SEATS:
        usual = typical(seat)
        lens = lens_of(scenario, view, usual, seat)
        before, after = state.terms, merged(state.terms, package)
        gains.append(worth(scenario, after, lens, usual) - worth(scenario, before, lens, usual))
    return max(LEAST_FEE, mul(max(gains), BREAK_FEE))


def break_memorandum(draft: Draft, seat: Seat) -> None:
    """Pay the fee to the other side and be rid of the memorandum."""
    memorandum = draft.state.memorandum
    if memorandum is None:  # the other side broke it a moment ago, and pays for it
        return
    pay(draft, seat, memorandum.fee, "the break fee")
    draft.move(f"relations.{other(seat)}_trust", BROKEN_WORD, "a memorandum broken")
    draft.happen(MemorandumEnded("broken", seat))


def settle_memorandum(draft: Draft) -> None:
    """A memorandum of last quarter that nobody broke is signed, if it can still be."""
    state = draft.state
    memorandum = state.memorandum
    if memorandum is None or memorandum.quarter == state.quarter:
        return
    package = tuple((clause, term) for clause, term in memorandum.package if state.terms[clause] != term)
    refusal = refusal_of(draft.scenario, state, package) if package else None
    if refusal is not None or not (package or memorandum.riders.contingents):
        draft.happen(MemorandumEnded("lapsed"))
        return
    draft.happen(MemorandumEnded("signed"))
    _sign(draft, package, memorandum.riders, memorandum.bases)
