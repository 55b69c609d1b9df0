"""The record as a player (rulebook 4.5): it does again what was done, as far as this game lets it.

The script is the scenario's, so the ghost remembers nothing: from the view and the quarter it knows what is due. What is no longer
possible it leaves, and notes that; what the record does not tell, an Associate judges. After the record ends there is only
the Associate.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple, TypeVar

from msgspec.structs import replace

from game.bargaining import ground
from game.players import cloud_desk, lab_desk, outlook, sayings
from game.players.lab_desk import first_open
from game.players.mind import Mind
from game.players.negotiator import Negotiator
from game.players.wants import Proposal
from game.rules.agreement import CLAUSES, Term
from game.rules.cards import card_of, choices_of
from game.rules.chance import Chance
from game.rules.compute import AZURE, OWN_BUILD, SMALLEST, provider_of
from game.rules.decisions import (
    Accept,
    Act,
    Answer,
    Cancel,
    Claim,
    CloudPlan,
    Decision,
    Done,
    Offer,
    Option,
    Package,
    Plan,
    Request,
    Respond,
)
from game.rules.engine import Question
from game.rules.history import Did, History, OnNotices, Ordered, Planned, Raised, Version
from game.rules.orders import ACTIONS
from game.rules.scenario import Scenario, dated, told_until, version_at
from game.rules.units import BPS, OPENAI, Seat, money, power, quarter_index, quarter_label
from game.rules.view import View

LEVEL: Final = 2
"""The skill with which it goes on where the record is silent."""
UPKEEP: Final = frozenset({"safety-case", "town-hall", "lobby", "power-deal", "fast-track"})
"""What it does on its own judgement while the record lasts: the housekeeping nobody reported."""
EMERGENCY: Final = "raise-equity"
SOON: Final = 2
"""Quarters within which the cash must be seen to end before it raises money that the record did not."""

T = TypeVar("T", Raised, Ordered, Planned, Did, OnNotices)


class Left(NamedTuple):
    """Of an order: MW to ask for this quarter, and how much of it is not signed yet, bps."""

    part: int
    behind: int


class Ghost:
    """Whoever sat in this seat, from January 2025 to the end of what is reported; then a bot."""

    def __init__(self, scenario: Scenario, seat: Seat, history: History, chance: Chance) -> None:
        self.scenario, self.seat, self.history = scenario, seat, history
        self.living = Negotiator(scenario, seat, LEVEL, chance)
        self._until = told_until(scenario)

    def decide(self, view: View, question: Question, options: tuple[Option, ...]) -> Decision:
        """The record's answer to a question, or the living one's where there is none."""
        if view.quarter <= self._until:
            match question.topic:
                case "events":
                    return self._respond(view, question, options)
                case "plan":
                    return self._plan(view, question, options)
                case "notices":
                    return self._order(view, question, options)
                case "answer":
                    return self._answer(view, question, options)
                case "table":
                    return self._talk(view, question, options)
        return self.living.decide(view, question, options)

    def due(self, kind: type[T], view: View) -> tuple[T, ...]:
        """The deeds of a kind whose time it is: in the turns from their date to the quarter they name, or in their own."""
        view_turn = self._turn(view.quarter)
        return tuple(
            deed
            for deed in self.history.deeds
            if isinstance(deed, kind)
            and self._turns_left(deed, view)
            and self._turn(self._first(deed)) <= view_turn
        )

    def _turn(self, quarter: int) -> int:
        return self.scenario.turns.number(quarter)

    def _turns_left(self, deed: Raised | Ordered | Planned | Did | OnNotices, view: View) -> int:
        """The turns in which a deed can still be done, this one included; 0 when its time is over."""
        return max(0, self._turn(self._last(deed)) - self._turn(view.quarter) + 1)

    def _first(self, deed: Raised | Ordered | Planned | Did | OnNotices) -> int:
        return dated(self.scenario, deed.date)

    def _last(self, deed: Raised | Ordered | Planned | Did | OnNotices) -> int:
        if isinstance(deed, Planned | OnNotices):
            return self._until
        until = "" if isinstance(deed, Did) else deed.until
        return quarter_index(self.scenario.quarters.from_, until) if until else self._first(deed)

    # Cards

    def _respond(self, view: View, question: Question, options: tuple[Option, ...]) -> Decision:
        waiting = [option.decision for option in options if isinstance(option.decision, Respond)]
        if not waiting:
            return self.living.decide(view, question, options)
        card = waiting[0].card
        told = next((answer for answer in self.history.answers if answer.card == card), None)
        choice = "" if told is None else told.openai if self.seat == OPENAI else told.microsoft
        scripted = Respond(card=card, choice=choice)
        if scripted in waiting:
            return scripted
        found = self.living.decide(view, question, options)
        if not choice:
            return found
        words = next(c.text for c in choices_of(card_of(self.scenario, card), self.seat) if c.id == choice)
        return replace(found, note=f"The record's answer, “{words}”, is not open here")

    # The plan

    def _plan(self, view: View, question: Question, options: tuple[Option, ...]) -> Decision:
        mind = self.living.mind(view)
        found = first_open(self._wishes(mind), options)
        if not isinstance(found, Done):
            return found
        short = self._short(mind)
        kept = UPKEEP | {EMERGENCY} if short else UPKEEP
        own = tuple(o for o in options if not isinstance(o.decision, Act) or o.decision.action in kept)
        found = self.living.decide(view, question, own)
        if isinstance(found, Act) and found.action == EMERGENCY:
            return replace(found, note="The record raised nothing now; this cash would not last as long")
        if isinstance(found, Done) and (left := self._left_undone(view)):
            return Done(note=f"Of the record, not done: {'; '.join(left)}")
        return found

    def _wishes(self, mind: Mind) -> Iterator[Decision]:
        """What is to be sealed and is not yet: the sheet, then acts in the order of what cannot wait."""
        view = mind.view
        if not any(isinstance(sealed, Plan | CloudPlan) for sealed in view.sealed):
            yield self._sheet(mind)
        yield from self._acts(view)

    def _sheet(self, mind: Mind) -> Decision:
        sheet: Plan | CloudPlan = lab_desk.sheet(mind) if self.seat == OPENAI else cloud_desk.sheet(mind)
        for deed in self.due(Planned, mind.view):
            if deed.plan == self.seat:
                told = {field: getattr(deed, field, None) for field in sheet.__struct_fields__}
                sheet = replace(sheet, **{field: value for field, value in told.items() if value is not None})
        return sheet

    def _acts(self, view: View) -> Iterator[Act]:
        """What the record did this quarter and a plan can do, most urgent first; without what is sealed already.

        Whom it cannot ask this quarter it asks in the next: an order has until its last one.
        """
        acts = [*self._opening(view), *(self._money(view) if self.seat == OPENAI else ())]
        acts += [
            Act(action=deed.act, about=deed.about, amount=deed.amount)
            for deed in self.due(Did, view)
            if deed.seat == self.seat
        ]
        if self.seat == OPENAI:
            quoted = {quote.provider for quote in view.quotes if quote.until > view.quarter}
            whom = sorted(self._orders(view), key=lambda order: (self._last(order[0]), -order[1].behind))
            acts += [
                Act(action="court", about=deed.order, amount=left.part)
                for deed, left in whom
                if deed.order not in (AZURE, OWN_BUILD) and deed.order not in quoted
            ]
        sealed = {(act.action, act.about) for act in view.sealed if isinstance(act, Act)}
        return (act for act in acts if (act.action, act.about) not in sealed)

    def _version(self, view: View) -> tuple[Version, dict[str, Term]] | None:
        """What the record has signed by the end of the turn."""
        return version_at(self.scenario, self.scenario.turns.next(view.quarter) - 1)

    def _opening(self, view: View) -> tuple[Act, ...]:
        version = self._version(view)
        today = version is not None and self._turn(dated(self.scenario, version[0].date)) == self._turn(
            view.quarter
        )
        return (Act(action="open-table"),) if today and self._package(view) else ()

    def _money(self, view: View) -> list[Act]:
        asked = sum(
            deed.raise_ // (self._turn(self._last(deed)) - self._turn(self._first(deed)) + 1)
            for deed in self.due(Raised, view)
        )
        return [Act(action=EMERGENCY, amount=asked)] if asked else []

    def _short(self, mind: Mind) -> bool:
        """Whether the lab's cash is seen to end within two quarters."""
        if self.seat != OPENAI:
            return False
        view = mind.view
        return min(outlook.cash_path(self.scenario, view, SOON, view.number("openai.train"))) < 0

    def _left_undone(self, view: View) -> list[str]:
        left = []
        for act in self._acts(view):
            if act.action == "open-table":
                left.append("opening the table")
            elif act.action == EMERGENCY:
                left.append(f"raising {money(act.amount)}")
            elif act.action != "court":
                left.append(ACTIONS[act.action].title.lower())
        for wanted in self._money(view) if self.seat == OPENAI else ():
            raised = [a.amount for a in view.sealed if isinstance(a, Act) and a.action == EMERGENCY]
            if raised and raised[0] < wanted.amount:
                left.append(f"raising {money(wanted.amount - raised[0])} of {money(wanted.amount)}")
        return left

    # Orders and notices

    def _orders(self, view: View) -> list[tuple[Ordered, Left]]:
        """What is to be ordered this quarter: what is left of each order, in equal parts."""
        found = []
        for deed in self.due(Ordered, view):
            first = self._first(deed)
            labels = (
                quarter_label(self.scenario.quarters.from_, q).lower() for q in range(first, view.quarter + 1)
            )
            names = tuple(f"{who}{deed.order}-{label}" for label in labels for who in ("", "azure-for-"))
            signed = sum(contract.mw for contract in view.contracts if contract.id.startswith(names))
            part = -(-(deed.mw - signed) // self._turns_left(deed, view))
            if part >= SMALLEST:
                found.append((deed, Left(part, (deed.mw - signed) * BPS // deed.mw)))
        return found

    def _order(self, view: View, question: Question, options: tuple[Option, ...]) -> Decision:
        made = {notice.provider for notice in view.notices}
        made |= {contract.provider for contract in view.contracts if contract.id.endswith(view.label.lower())}
        # A start too early for anybody is held to the first there is.
        wishes = [
            Request(mw=left.part, provider=deed.order, start=view.quarter)
            for deed, left in self._orders(view)
            if deed.order not in made
        ]
        found = first_open(iter(wishes), options)
        if not isinstance(found, Done):
            return found
        own = tuple(o for o in options if not isinstance(o.decision, Request | Claim | Cancel))
        found = self.living.decide(view, question, own)
        if isinstance(found, Done) and (left := self._never_had(view)):
            return Done(note=f"Of the record, never to be had: {', '.join(left)}")
        return found

    def _never_had(self, view: View) -> list[str]:
        """What is left of the orders that end this quarter."""
        return [
            f"{power(left.part)} of {self._name(deed.order)}"
            for deed, left in self._orders(view)
            if self._turns_left(deed, view) == 1
        ]

    def _name(self, id: str) -> str:
        provider = provider_of(self.scenario, id)
        return provider.name if provider is not None else "Azure"

    def _answer(self, view: View, question: Question, options: tuple[Option, ...]) -> Decision:
        notice = next(n for n in view.notices if n.stage in ("lodged", "returned"))
        told = self.due(OnNotices, view)
        if notice.provider == AZURE or not told:
            return self.living.decide(view, question, options)
        for option in options:
            if isinstance(option.decision, Answer) and option.decision.answer == told[-1].notices:
                return option.decision
        found = self.living.decide(view, question, options)
        return replace(found, note=f"The record's answer, to {told[-1].notices}, is not open here")

    # The table

    def _package(self, view: View) -> Package:
        """What of the record's agreement is not in force and may still be put forward; empty when all of it is."""
        found = self._version(view)
        if found is None:
            return ()
        mind = self.living.mind(view)
        terms = found[1]
        package = mind.fitting(tuple((clause, terms[clause]) for clause in CLAUSES if clause in terms))
        if view.table is None:
            return package
        held = view.table.ground
        agreed = dict(held.agreed)
        package = tuple(
            (clause, agreed.get(clause, term))
            for clause, term in package
            if held.block in ("", CLAUSES[clause].block) or clause in agreed
        )
        package = mind.fitting((*package, *(one for one in held.agreed if one[0] not in dict(package))))
        for who, linked in held.links:
            if who != self.seat and not set(linked) <= set(package):
                package = tuple(change for change in package if change not in linked)
        return package if ground.lawful(held, view.agreement.terms, self.seat, package) else ()

    def _talk(self, view: View, question: Question, options: tuple[Option, ...]) -> Decision:
        """On its date and after, the record's agreement is on the table until it is signed; else it is an Associate's table."""
        table, found = view.table, self._version(view)
        package = self._package(view)
        assert table is not None
        if found is None or not package or table.must_answer == "because":
            return self.living.decide(view, question, options)
        mind = self.living.mind(view)
        lies = table.offered_by not in ("", self.seat)
        theirs = Proposal(table.offers, table.riders) if lies else Proposal(())
        if lies and self._as_recorded(mind, package, theirs) and Option(Accept()) in options:
            return Accept(says=self.living.says(view, sayings.SIGN, question.name))
        if lies and mind.accepts(*theirs):
            return Accept(says=self.living.says(view, sayings.SIGN, question.name))
        if table.rounds <= 0:
            return self.living.decide(view, question, options)
        said = self._conceded(mind, package, theirs)
        return Offer(
            package=said,
            reasons=mind.reasons(*theirs),
            gap=mind.gap(*theirs),
            patience=mind.patience,
            says=self._says(view, found[0], question.name),
        )

    def _as_recorded(self, mind: Mind, package: Package, theirs: Proposal) -> bool:
        """Whether their offer has all of the record in it, and nothing beside it that makes that worse."""
        if not set(package) <= set(theirs.package):
            return False
        return mind.accountants.gain(*theirs) >= mind.accountants.gain(package)

    def _conceded(self, mind: Mind, package: Package, theirs: Proposal) -> Package:
        """The record, and of what else they ask the cheapest, as far as that leaves what an Associate would hold out for."""
        named = dict(package)
        asked = sorted(
            ((clause, term) for clause, term in theirs.package if clause not in named),
            key=lambda change: -mind.eyes.gain((change,)),
        )
        said = named
        for clause, term in asked:
            trial = {**said, clause: term}
            packed = tuple((id, trial[id]) for id in CLAUSES if id in trial)
            lawful = ground.lawful(mind.table.ground, mind.view.agreement.terms, self.seat, packed)
            if lawful and mind.eyes.gain(packed) >= mind.target:
                said = trial
        return tuple((id, said[id]) for id in CLAUSES if id in said)

    def _says(self, view: View, version: Version, name: str) -> str:
        assert view.table is not None
        if any(one.seat == self.seat for one in view.table.history):
            return self.living.says(view, sayings.AS_RECORDED, name)
        return f"{version.title}, as it was signed. We would rather not surprise anybody."
