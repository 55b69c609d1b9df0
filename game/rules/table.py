"""The bargaining table: alternating offers of packages, in limited rounds, with no dice (rulebook 3.3.1)."""

from __future__ import annotations

from typing import Final

from game.errors import Refusal
from game.rules.agreement import CLAUSES, agi_trigger, recap_consent
from game.rules.decisions import Accept, Ask, Because, Offer, Package, Reason, Walk, Why
from game.rules.draft import Draft
from game.rules.facts import ClaimSettled, Signed, Spoke, TableClosed, TableOpened
from game.rules.packages import checked_package
from game.rules.scenario import Scenario
from game.rules.state import Amendment, LastWord, State, Table
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, other

ROUNDS: Final = 3
MOST_ROUNDS: Final = 8
GOOD_TRUST: Final = 600
MOST_SAID: Final = 600
"""Characters of one speech."""
MOST_PATIENCE: Final = 99
REVIEW: Final = 1
REVIEW_IN_HEAT: Final = 2
"""Quarters until a recapitalisation is through the attorneys general; more when charity heat is at 50."""


def rounds_for(scenario: Scenario, state: State) -> int:
    """Rounds at this quarter's table: three, more with trust, counsel, or when time is running out."""
    relations = state.relations
    trusted = relations.openai_trust + relations.microsoft_trust >= 2 * GOOD_TRUST
    shared_date = any(d.quarter == state.quarter and len(d.seen_by) == 2 for d in scenario.deadlines)
    last = state.quarter == scenario.quarters.count - 1
    return min(MOST_ROUNDS, ROUNDS + trusted + 2 * (shared_date or last) + len(state.counsel))


def open_table(draft: Draft) -> None:
    """Open the table if somebody wants it, or if a waiver has a price that lies on it."""
    state = draft.state
    rounds = rounds_for(draft.scenario, state)
    for notice in state.notices:
        if notice.stage == "linked":
            table = Table(
                opener=MICROSOFT,
                turn=OPENAI,
                rounds=rounds,
                offers=notice.package,
                offered_by=MICROSOFT,
                notice=notice.id,
            )
            draft.happen(TableOpened(table))
            return
    if not state.wants_table:
        return
    opener = state.wants_table[0] if len(state.wants_table) == 1 else SEATS[state.quarter % 2]
    draft.happen(TableOpened(Table(opener=opener, turn=opener, rounds=rounds)))


def _table(state: State) -> Table:
    if state.table is None:
        raise Refusal(
            "no-table", "The table is not open this quarter.", "Open it in the plan: act open-table."
        )
    return state.table


def _free_to_speak(table: Table, what: str) -> None:
    if table.must_answer == "because":
        raise Refusal(
            "owes-reasons", "The other side asked why; it is owed an answer first.", "Answer with because."
        )
    if table.must_answer == "offer" and what != "offer":
        raise Refusal(
            "owes-offer", "The other side asked what would work; it is owed an offer.", "Offer, or walk away."
        )


def _fit_to_print(reasons: tuple[Reason, ...], gap: str, says: str, patience: int = -1) -> None:
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


def offer(draft: Draft, decision: Offer) -> None:
    """Put a package on the table; it takes the place of what lay there."""
    table = _table(draft.state)
    _free_to_speak(table, "offer")
    if table.rounds <= 0:
        raise Refusal(
            "no-rounds", "There are no rounds left at this table.", "Accept what lies there, or walk away."
        )
    package = checked_package(draft.scenario, draft.state, decision.package, "an offer")
    if table.offered_by and package == table.offers and table.offered_by != draft.seat:
        raise Refusal("same-package", "That package is on the table already.", "Accept it.")
    _fit_to_print(decision.reasons, decision.gap, decision.says, decision.patience)
    draft.happen(
        Spoke(
            seat=draft.seat, move="offer", rounds=table.rounds - 1, turn=other(draft.seat), package=package,
            reasons=decision.reasons, gap=decision.gap, says=decision.says, patience=decision.patience,
        )
    )  # fmt: skip


def ask(draft: Draft, decision: Ask) -> None:
    """“What would make this work?” It costs a round."""
    table = _table(draft.state)
    _free_to_speak(table, "ask")
    if table.rounds <= 1:
        raise Refusal(
            "no-rounds",
            "Asking takes a round, and its answer another; there are not two left.",
            "Accept or walk away.",
        )
    draft.happen(
        Spoke(
            seat=draft.seat, move="ask", rounds=table.rounds - 1, turn=other(draft.seat), must_answer="offer"
        )
    )


def why(draft: Draft, decision: Why) -> None:
    """“Why not?” Free, once a refusal: the other side must have countered something of yours."""
    table = _table(draft.state)
    _free_to_speak(table, "why")
    if table.asked_why:
        raise Refusal("asked-why", "You asked why already; this is its answer.", "Offer something else.")
    moved = {said.seat for said in table.history if said.move == "offer"}
    if table.offered_by != other(draft.seat) or draft.seat not in moved:
        raise Refusal(
            "nothing-refused", "Nothing of yours was refused at this table yet.", "Make an offer first."
        )
    draft.happen(
        Spoke(
            seat=draft.seat,
            move="why",
            rounds=table.rounds,
            turn=other(draft.seat),
            must_answer="because",
            asked_why=True,
        )
    )


def because(draft: Draft, decision: Because) -> None:
    """Answer why."""
    table = _table(draft.state)
    if table.must_answer != "because":
        raise Refusal("not-asked", "Nobody asked why.", "Make a move of your own.")
    _fit_to_print(decision.reasons, decision.gap, decision.says)
    draft.happen(
        Spoke(
            seat=draft.seat, move="because", rounds=table.rounds, turn=other(draft.seat), reasons=decision.reasons,
            gap=decision.gap, says=decision.says, asked_why=True,
        )
    )  # fmt: skip


def walk(draft: Draft, decision: Walk) -> None:
    """Leave the table for this quarter. Leaving with rounds to go costs the other side's trust."""
    state, seat = draft.state, draft.seat
    table = _table(state)
    early = table.rounds > 0 and bool(table.history)
    _fit_to_print(decision.reasons, "", decision.says)
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


def accept(draft: Draft, decision: Accept) -> None:
    """Sign what the other side put on the table. The rules run on it from now on."""
    state, seat = draft.state, draft.seat
    table = _table(state)
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
    before = state.terms
    changes = tuple((clause, before[clause], term) for clause, term in table.offers)
    draft.happen(Spoke(seat=seat, move="accept", rounds=table.rounds, turn=other(seat), package=table.offers))
    number = len(state.agreement.amendments) + 1
    draft.happen(Signed(Amendment(number=number, quarter=state.quarter, changes=changes)))
    draft.happen(TableClosed("signed"))
    draft.move("relations.signatures", 1, "an amendment")
    draft.put("relations.unamended", 0, "an amendment")
    for name in ("openai_trust", "microsoft_trust"):
        draft.move(f"relations.{name}", 60, "an amendment")
    draft.move("relations.friction", -40, "an amendment")
    after = state.terms
    commitment = int(after["azure-commitment"]) - int(before["azure-commitment"])
    draft.move("microsoft.backlog", commitment * 1000, "the commitment")
    if commitment > 0:
        draft.move("microsoft.fear", -10, "signed demand")
    consented = recap_consent.consented(after)
    if recap_consent.consented(before) != consented:
        _consent(draft, consented)
    if state.claim is not None and state.claim.limb not in agi_trigger.limbs(after["agi-trigger"]):
        draft.happen(ClaimSettled("dropped"))


def _consent(draft: Draft, given: bool) -> None:
    """Microsoft's consent to a recapitalisation starts its review; consent taken back before its end calls the review off."""
    state = draft.state
    if given:
        wait = REVIEW_IN_HEAT if state.world.heat_charity >= 500 else REVIEW
        draft.move("world.heat_charity", 60, "the recapitalisation")
        draft.later(wait, "openai.recapitalised", 1, "the recapitalisation is through review")
        return
    for pending in state.pending:
        if pending.stat == "openai.recapitalised" and pending.by > 0:
            draft.later(pending.due - state.quarter, pending.stat, -1, "the recapitalisation is called off")
