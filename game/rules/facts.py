"""What can happen: every fact is one class here, and the only thing that changes a game.

A fact carries what it needs and nothing that luck or judgement would have to be asked for again: folding the facts of a save
rebuilds the game without deciding anything. ``fact`` in a save is the class's tag. ``change`` edits a state that its caller owns.
"""

from __future__ import annotations

from typing import dataclass_transform

import msgspec
from msgspec.structs import replace

from game.rules.characters import Character
from game.rules.decisions import PLAIN, AnyDecision, Package, Reason, Riders
from game.rules.state import (
    Agreement,
    Amendment,
    Building,
    Certificate,
    ClaimStatus,
    Contract,
    Drawn,
    Ground,
    LastWord,
    Learned,
    Memorandum,
    Minutes,
    Notice,
    Pending,
    Pledge,
    Proceeding,
    Quote,
    Said,
    State,
    Suit,
    Table,
    Waiting,
)
from game.rules.stats import STATS
from game.rules.units import OPENAI, Seat


@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Fact(msgspec.Struct, frozen=True, tag_field="fact", omit_defaults=True):
    """The root of all facts."""

    def change(self, state: State) -> None:
        """Bring it about."""
        raise AssertionError(f"{type(self).__name__} does not say what it changes")


class Decided(Fact, tag="decided"):
    """A seat took a decision: the first fact of every step. ``note`` is what it noted about it, for itself and for afterwards."""

    seat: Seat
    note: str = ""

    def change(self, state: State) -> None:
        state.place(self.seat).moves += 1


class Moved(Fact, tag="moved"):
    """A stat moved by so much (raw units), and why: the register's ``why?`` is made of these."""

    stat: str
    by: int
    why: str

    def change(self, state: State) -> None:
        stat = STATS[self.stat]
        section = getattr(state, stat.section)
        setattr(section, stat.field, getattr(section, stat.field) + self.by)


class QuarterBegan(Fact, tag="quarter"):
    """A new quarter; what belonged to the last one is cleared away. Notices that waited for it come back.

    In a ``held`` one the turn goes on and nobody is asked for orders, so what waits for the next turn goes on waiting.
    """

    quarter: int
    held: bool = False

    def change(self, state: State) -> None:
        state.quarter = self.quarter
        state.cards = ()
        back = "waiting" if self.held else "lodged"
        state.notices = tuple(replace(n, stage=back) for n in state.notices if n.stage == "waiting")
        state.table = None
        state.counsel = ()
        state.run_orders = ()
        state.bridge = ()
        state.openai_place.sealed = ()
        state.microsoft_place.sealed = ()
        state.openai.quotes = tuple(quote for quote in state.openai.quotes if quote.until >= self.quarter)
        held = state.openai.certificate
        if held is not None and held.until < self.quarter:
            state.openai.certificate = None


class PhaseBegan(Fact, tag="phase"):
    """The next phase of the quarter; nobody is done with it yet."""

    phase: str

    def change(self, state: State) -> None:
        state.phase = self.phase
        state.openai_place.done = False
        state.microsoft_place.done = False


class SealedUp(Fact, tag="sealed"):
    """A seat laid down a choice that the other does not see yet."""

    seat: Seat
    decision: AnyDecision

    def change(self, state: State) -> None:
        state.place(self.seat).sealed += (self.decision,)


class TookBack(Fact, tag="took-back"):
    """A seat took back its last sealed choice."""

    seat: Seat

    def change(self, state: State) -> None:
        place = state.place(self.seat)
        place.sealed = place.sealed[:-1]


class SeatDone(Fact, tag="done"):
    """A seat has finished the phase."""

    seat: Seat

    def change(self, state: State) -> None:
        state.place(self.seat).done = True


class Drifted(Fact, tag="drifted"):
    """A seat looks at things another way from now on. That it does is announced; how it looked before is not."""

    seat: Seat
    toward: str
    character: Character

    def change(self, state: State) -> None:
        state.place(self.seat).character = self.character


class CardDrawn(Fact, tag="card"):
    """An event came up."""

    card: str

    def change(self, state: State) -> None:
        state.cards += (self.card,)
        state.drawn += (Drawn(card=self.card, quarter=state.quarter),)


class CardMissed(Fact, tag="card-missed"):
    """In the record this happened by now; here it could not, for want of ``why``."""

    card: str
    why: str

    def change(self, state: State) -> None:
        pass


class Responded(Fact, tag="responded"):
    """A seat's answer to a card is revealed."""

    seat: Seat
    card: str
    choice: str

    def change(self, state: State) -> None:
        state.drawn = tuple(
            replace(past, **{self.seat: self.choice})
            if past.card == self.card and past.quarter == state.quarter
            else past
            for past in state.drawn
        )


class Acted(Fact, tag="acted"):
    """A seat spent attention on something. What it led to are other facts."""

    seat: Seat
    action: str
    about: str = ""
    amount: int = 0

    def change(self, state: State) -> None:
        if self.action == "open-table":
            state.wants_table += (self.seat,)
        elif self.action == "counsel":
            state.counsel += (self.seat,)


class StanceSet(Fact, tag="stance"):
    """A seat's pricing: OpenAI's stance, or Microsoft's rate for other customers."""

    seat: Seat
    stance: str

    def change(self, state: State) -> None:
        if self.seat == OPENAI:
            state.openai.stance = self.stance
        else:
            state.microsoft.rate = self.stance


class Quoted(Fact, tag="quoted"):
    """A provider gave a firm quote."""

    quote: Quote

    def change(self, state: State) -> None:
        state.openai.quotes += (self.quote,)


class Certified(Fact, tag="certified"):
    """Auditors have put a figure on what OpenAI's systems could return. Only OpenAI is told, until it claims on it."""

    certificate: Certificate

    def change(self, state: State) -> None:
        state.openai.certificate = self.certificate


class Found(Fact, tag="found"):
    """A seat learned something. Only that seat is told."""

    seat: Seat
    learned: Learned

    def change(self, state: State) -> None:
        state.place(self.seat).learned += (self.learned,)


class Unanswered(Fact, tag="unanswered"):
    """A seat would not be drawn over the back-channel, so nobody learned anything."""

    seat: Seat
    question: str

    def change(self, state: State) -> None:
        pass


class Traced(Fact, tag="traced"):
    """What a seat did behind the other's back (``action``, and ``about`` what) has come out."""

    seat: Seat
    action: str
    about: str = ""

    def change(self, state: State) -> None:
        pass


class NoticeMoved(Fact, tag="notice"):
    """A notice was lodged, answered, or otherwise came a stage further."""

    notice: Notice

    def change(self, state: State) -> None:
        others = tuple(notice for notice in state.notices if notice.id != self.notice.id)
        state.notices = (*others, self.notice)


class NoticeClosed(Fact, tag="notice-closed"):
    """A notice is over: ``how`` is signed, withdrawn, declined or silence. It stays in sight until the quarter ends."""

    notice: str
    how: str

    def change(self, state: State) -> None:
        state.notices = tuple(
            replace(notice, stage=self.how) if notice.id == self.notice else notice
            for notice in state.notices
        )


class Remarked(Fact, tag="remark"):
    """Somebody said something with an answer to a notice; both sides heard it."""

    said: Said

    def change(self, state: State) -> None:
        state.remarks += (self.said,)


class ContractSigned(Fact, tag="contract"):
    """OpenAI signed capacity."""

    contract: Contract

    def change(self, state: State) -> None:
        state.openai.contracts += (self.contract,)


class Delivered(Fact, tag="delivered"):
    """Capacity came on line."""

    contract: str

    def change(self, state: State) -> None:
        state.openai.contracts = tuple(
            replace(contract, live=True) if contract.id == self.contract else contract
            for contract in state.openai.contracts
        )


class Slipped(Fact, tag="slipped"):
    """Capacity did not come on line; it is due so many quarters later."""

    contract: str
    by: int

    def change(self, state: State) -> None:
        state.openai.contracts = tuple(
            replace(contract, due=contract.due + self.by, late=contract.late + self.by)
            if contract.id == self.contract
            else contract
            for contract in state.openai.contracts
        )


class Repriced(Fact, tag="repriced"):
    """A contract's term ran out and it rolls on at the market's price."""

    contract: str
    price: int

    def change(self, state: State) -> None:
        state.openai.contracts = tuple(
            replace(contract, price=self.price, term=contract.term + 4)
            if contract.id == self.contract
            else contract
            for contract in state.openai.contracts
        )


class Cancelled(Fact, tag="cancelled"):
    """Undelivered capacity was given up."""

    contract: str

    def change(self, state: State) -> None:
        state.openai.contracts = tuple(
            contract for contract in state.openai.contracts if contract.id != self.contract
        )


class BuildStarted(Fact, tag="build"):
    """Microsoft started capacity for itself and other customers (or, ``ready``, kept back for the lab)."""

    building: Building

    def change(self, state: State) -> None:
        state.microsoft.building += (self.building,)


class BuildFinished(Fact, tag="built"):
    """Microsoft's own capacity that was due came on line."""

    quarter: int

    def change(self, state: State) -> None:
        state.microsoft.building = tuple(b for b in state.microsoft.building if b.due > self.quarter)


class AccessSeen(Fact, tag="access"):
    """This quarter's gap between what Microsoft may use and the rival, kept for eight quarters."""

    gap: int

    def change(self, state: State) -> None:
        state.microsoft.access_gaps = (*state.microsoft.access_gaps, self.gap)[-8:]


class RunOrdered(Fact, tag="run-order"):
    """OpenAI gave an order about its frontier run or what came of it."""

    order: str

    def change(self, state: State) -> None:
        state.run_orders += (self.order,)


class RunEnded(Fact, tag="run-ended"):
    """A frontier run finished; ``luck`` in percent of what was expected."""

    luck: int
    gain: int

    def change(self, state: State) -> None:
        pass


class Holding(Fact, tag="holding"):
    """OpenAI decided to hold back what it has, or to release it."""

    held: bool

    def change(self, state: State) -> None:
        state.openai.holding = self.held


class Breakthrough(Fact, tag="breakthrough"):
    """Research got lucky. A paper will follow, and rivals read papers."""

    def change(self, state: State) -> None:
        pass


class Incident(Fact, tag="incident"):
    """Something went wrong in public. ``major`` halts training."""

    major: bool

    def change(self, state: State) -> None:
        pass


class Set(Fact, tag="pending"):
    """A change was set in motion that arrives later."""

    pending: Pending

    def change(self, state: State) -> None:
        state.pending += (self.pending,)


class Arrived(Fact, tag="arrived"):
    """What was due this quarter has arrived."""

    quarter: int

    def change(self, state: State) -> None:
        state.pending = tuple(pending for pending in state.pending if pending.due > self.quarter)


class DeadlinePassed(Fact, tag="deadline"):
    """A date came; its condition was met or not."""

    deadline: str
    met: bool

    def change(self, state: State) -> None:
        state.met += (self.deadline,)


class ClaimMoved(Fact, tag="claim"):
    """An AGI claim was made, or came a stage further."""

    claim: ClaimStatus

    def change(self, state: State) -> None:
        state.claim = self.claim
        state.last_claim = self.claim.filed


class ClaimSettled(Fact, tag="claim-settled"):
    """An AGI claim is over. ``how``: accepted · upheld · rejected · bad-faith · dropped (its limb was signed away) · bought-out."""

    how: str

    def change(self, state: State) -> None:
        state.claim = None


class TableOpened(Fact, tag="table"):
    """The bargaining table is open for this quarter."""

    table: Table

    def change(self, state: State) -> None:
        state.table = self.table
        state.wants_table = ()


class Spoke(Fact, tag="spoke"):
    """Somebody moved at the table. ``turn``, ``rounds`` and what must be answered are as they stand after it."""

    seat: Seat
    move: str
    rounds: int
    turn: Seat
    package: Package = ()
    riders: Riders = PLAIN
    about: str = ""
    must_answer: str = ""
    wanted: Package = ()
    asked_why: bool = False
    reasons: tuple[Reason, ...] = ()
    gap: str = ""
    says: str = ""
    patience: int = -1
    ground: Ground | None = None
    """What is settled about the talk itself, where the move changed it."""

    def change(self, state: State) -> None:
        table = state.table
        assert table is not None
        said = Said(
            seat=self.seat,
            move=self.move,
            package=self.package,
            riders=self.riders,
            about=self.about,
            reasons=self.reasons,
            gap=self.gap,
            says=self.says,
        )
        offered = self.move == "offer"
        patience = {f"patience_{self.seat}": self.patience} if self.patience >= 0 else {}
        state.table = replace(
            table,
            turn=self.turn,
            rounds=self.rounds,
            must_answer=self.must_answer,
            wanted=self.wanted,
            asked_why=self.asked_why,
            offers=self.package if offered else table.offers,
            riders=self.riders if offered else table.riders,
            offered_by=self.seat if offered else table.offered_by,
            ground=table.ground if self.ground is None else self.ground,
            history=(*table.history, said),
            **patience,
        )


class TableClosed(Fact, tag="table-closed"):
    """The table is closed for this quarter. ``how``: signed · principle · walked · out-of-rounds."""

    how: str
    last_words: tuple[LastWord, ...] = ()

    def change(self, state: State) -> None:
        if state.table is not None:
            state.minutes += (Minutes(quarter=state.quarter, how=self.how, history=state.table.history),)
        state.table = None
        seats = {word.seat for word in self.last_words}
        kept = tuple(word for word in state.last_words if word.seat not in seats)
        settled = self.how in ("signed", "principle")
        state.last_words = () if settled else (*kept, *self.last_words)


class Signed(Fact, tag="signed"):
    """The agreement was amended. The rules run on it from now on; what is signed on a clause supersedes conditions on it."""

    amendment: Amendment

    def change(self, state: State) -> None:
        amendment, agreement = self.amendment, state.agreement
        terms = {**agreement.terms, **{clause: after for clause, _, after in amendment.changes}}
        changed = {contingent.clause for contingent in amendment.riders.contingents}
        if amendment.how == "signed":
            changed |= {clause for clause, _, _ in amendment.changes}
        waiting = tuple(old for old in agreement.waiting if old.contingent.clause not in changed)
        new = tuple(Waiting(amendment=amendment.number, contingent=c) for c in amendment.riders.contingents)
        state.agreement = Agreement(
            terms=terms, amendments=(*agreement.amendments, amendment), waiting=waiting + new
        )


class ConditionMet(Fact, tag="condition-met"):
    """A contingent clause came true; the amendment it brings follows, if there is still anything to change."""

    waiting: Waiting

    def change(self, state: State) -> None:
        _no_longer_waiting(state, self.waiting)


class ConditionLapsed(Fact, tag="condition-lapsed"):
    """A contingent clause is over and was not met. ``how``: late (it ran out of time) · left or struck (what it was about was)."""

    waiting: Waiting
    how: str = "late"

    def change(self, state: State) -> None:
        _no_longer_waiting(state, self.waiting)


def _no_longer_waiting(state: State, waiting: Waiting) -> None:
    left = tuple(other for other in state.agreement.waiting if other != waiting)
    state.agreement = replace(state.agreement, waiting=left)


class MemorandumMade(Fact, tag="memorandum"):
    """A package was accepted in principle."""

    memorandum: Memorandum

    def change(self, state: State) -> None:
        state.memorandum = self.memorandum


class MemorandumEnded(Fact, tag="memorandum-ended"):
    """A memorandum is over. ``how``: signed · broken · lapsed; ``seat`` is who broke it."""

    how: str
    seat: str = ""

    def change(self, state: State) -> None:
        state.memorandum = None


class PledgeMoved(Fact, tag="pledge"):
    """A promise, side letter or threat was made, or came to its end."""

    pledge: Pledge

    def change(self, state: State) -> None:
        if any(pledge.id == self.pledge.id for pledge in state.pledges):
            state.pledges = tuple(
                self.pledge if pledge.id == self.pledge.id else pledge for pledge in state.pledges
            )
        else:
            state.pledges += (self.pledge,)


class ProceedingBegan(Fact, tag="proceeding"):
    """Somebody who watches has begun something, or named its next date."""

    proceeding: Proceeding

    def change(self, state: State) -> None:
        others = tuple(one for one in state.proceedings if one.what != self.proceeding.what)
        state.proceedings = (*others, self.proceeding)


class ProceedingOver(Fact, tag="proceeding-over"):
    """It is over. ``how``: cooled · done · met."""

    what: str
    how: str

    def change(self, state: State) -> None:
        state.proceedings = tuple(one for one in state.proceedings if one.what != self.what)


class Postponed(Fact, tag="postponed"):
    """A change that was under way arrives so many quarters later."""

    stat: str
    by: int

    def change(self, state: State) -> None:
        state.pending = tuple(
            replace(pending, due=pending.due + self.by) if pending.stat == self.stat else pending
            for pending in state.pending
        )


class WalkedOut(Fact, tag="walk-out"):
    """The staff walked out together; ``part`` of them, bps, went to Microsoft."""

    part: int

    def change(self, state: State) -> None:
        pass


class SuitMoved(Fact, tag="suit"):
    """A suit was brought, or came to its end."""

    suit: Suit

    def change(self, state: State) -> None:
        others = tuple(one for one in state.suits if one.id != self.suit.id)
        state.suits = (*others, self.suit)


class ShareDeferred(Fact, tag="share-deferred"):
    """What of the revenue share is owed in each of the next quarters, $M."""

    parts: tuple[int, ...]

    def change(self, state: State) -> None:
        state.openai.share_parts = self.parts


class DistressCalled(Fact, tag="distress"):
    """The cash ran out; OpenAI must choose how to go on."""

    def change(self, state: State) -> None:
        pass


class BridgeAsked(Fact, tag="bridge"):
    """OpenAI asked Microsoft for a bridge; ``granted`` is the answer, unset while it is open; ``terms`` what Microsoft wants for it."""

    granted: bool | None = None
    terms: Package = ()

    def change(self, state: State) -> None:
        asked = self.granted is None and not self.terms
        if asked:
            state.met += (f"bridge-{state.quarter}",)
        state.bridge = self.terms
        state.phase = "bridge" if asked else "distress"


class Ended(Fact, tag="ended"):
    """The game is over."""

    ending: str

    def change(self, state: State) -> None:
        state.ending = self.ending
        state.phase = "over"
        state.table = None


AnyFact = (
    Decided | Moved | QuarterBegan | PhaseBegan | SealedUp | TookBack | SeatDone | Drifted | CardDrawn | CardMissed | Responded
    | Acted | StanceSet | Quoted | Certified | Found | Unanswered | Traced | NoticeMoved | NoticeClosed | Remarked
    | ContractSigned | Delivered | Slipped | Repriced | Cancelled | BuildStarted | BuildFinished | AccessSeen | RunOrdered
    | RunEnded | Holding | Breakthrough | Incident | Set | Arrived | DeadlinePassed | ClaimMoved | ClaimSettled | TableOpened
    | Spoke | TableClosed | Signed | ShareDeferred | ConditionMet | ConditionLapsed | MemorandumMade | MemorandumEnded
    | PledgeMoved | ProceedingBegan | ProceedingOver | Postponed | WalkedOut | SuitMoved | DistressCalled | BridgeAsked | Ended
)  # fmt: skip
