"""A quarter of a game on paper: what mattered in its heading, then the news, the desks, the capacity, the table, and how it stands.

Everything is told as in :mod:`game.debrief.telling`, to whom it may be told; here it is only put in the order in which one reads, and
what belongs together is said in one breath.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from game.debrief.figures import change, figure, lowered, trend, when
from game.debrief.riders import capital, offer_words, offered_terms, riders_words
from game.debrief.telling.bargaining import reason_words
from game.debrief.telling.capacity import notice_words, provider_of_contract
from game.debrief.telling.saying import quoted_title, sees, verb, who
from game.debrief.telling.stories import come_of, deed, story, tell
from game.debrief.terms import change_words
from game.rules import facts as happened
from game.rules.agreement import CLAUSES
from game.rules.cards import card_of
from game.rules.decisions import Package, Respond
from game.rules.facts import Fact, Moved
from game.rules.scenario import Scenario
from game.rules.state import Contract, Notice, State
from game.rules.units import MICROSOFT, OPENAI, Seat, power
from game.rules.view import Band, view_of

WIDTH: Final = 78
SPEAKER: Final = 13
"""Columns before what is said at the table."""
MOST: Final = 3
"""So many things are in a heading."""

_ASKS: Final = {
    "back-channel": "back-channel", "diligence": "diligence", "counsel": "counsel", "disclosure": "disclose",
}  # fmt: skip
"""From where something is learned, and the deed that it came of."""
_FLEETS: Final = {
    "openai.azure_mw": "of Azure", "openai.partner_mw": "from partners", "openai.own_mw": "of its own",
}  # fmt: skip
_STANDS: Final = (
    ("openai.cash", "cash"), ("fleet", "fleet"), ("openai.capability", "best model"), ("world.rival", "best rival"),
    ("microsoft.ai_revenue", "Microsoft's AI revenue"), ("relations.openai_trust", "OpenAI's trust"),
    ("relations.microsoft_trust", "Microsoft's"),
)  # fmt: skip
_AFFAIRS: Final = (
    "a bridge from Microsoft", "the bridge repaid", "damages", "research sold to a rival", "emergency round", "a determination",
)  # fmt: skip
"""Why a number moves that belongs to a claim, a court or an empty till."""
_PRICE: Final = re.compile(" per MW and quarter")
_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")


def wrapped(text: str, first: int = 0, rest: int | None = None) -> list[str]:
    """Lines with so many blanks before the first of them, and before the others."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=" " * first,
        subsequent_indent=" " * (first if rest is None else rest),
        break_on_hyphens=False,
    )


def heading(words: str) -> list[str]:
    """A heading, underlined."""
    lines = wrapped(words)
    return ["", *lines, "-" * max(map(len, lines))]


def chapter(
    scenario: Scenario, seat: Seat | None, before: State, facts: Sequence[Fact], after: State
) -> Iterator[str]:
    """A quarter, from the facts between its first state and its last, as ``seat`` could tell it or as it was (``None``)."""
    told = _Chapter(scenario, seat, before, facts)
    mattered, quarter = _mattered(scenario, seat, facts), when(scenario, before.quarter)
    while len(quarter) + len("; ".join(mattered)) + 2 > WIDTH:
        mattered.pop()
    yield from heading(": ".join(filter(None, (quarter, "; ".join(mattered)))))
    for part in (told.news(), told.desks(), told.capacity(), told.table(), told.affairs(), told.close()):
        yield from part
    yield ""
    yield from wrapped(_stands(scenario, seat, before, after), 2)


# What mattered


def _mattered(scenario: Scenario, seat: Seat | None, facts: Sequence[Fact]) -> list[str]:
    """The few things that a quarter is remembered for, the weightiest first."""
    found = [
        (weight, words)
        for fact in facts
        if tell(fact, scenario, seat)
        for weight, words in _weight(fact, scenario)
    ]
    return list(dict.fromkeys(words for _, words in sorted(found, key=lambda one: one[0])))[:MOST]


_HOW: Final = {
    "signed": "Amendment No. {} is signed", "condition": "Amendment No. {} comes of a condition",
    "judgment": "Amendment No. {} is a court's", "break": "Amendment No. {} follows from the break option",
    "concession": "Amendment No. {} is a concession",
}  # fmt: skip


def _weight(fact: Fact, scenario: Scenario) -> Iterator[tuple[int, str]]:
    match fact:
        case happened.Ended():
            yield 0, "the end"
        case happened.ClaimMoved(claim=claim) if claim.stage == "claimed":
            yield 1, "AGI is claimed"
        case happened.ClaimMoved(claim=claim) if claim.stage in ("disputed", "referred") and not claim.owed:
            yield 1, "the claim is disputed" if claim.stage == "disputed" else "the claim goes to the panel"
        case happened.ClaimSettled():
            yield 1, "the claim is settled"
        case happened.DistressCalled():
            yield 2, "OpenAI runs out of cash"
        case happened.WalkedOut():
            yield 2, "the staff walk out"
        case happened.Signed():
            yield 3, _HOW[fact.amendment.how].format(fact.amendment.number)
        case happened.Incident(major=True):
            yield 4, "a major incident"
        case happened.SuitMoved():
            yield 4, "a day in court" if fact.suit.status != "open" else "a suit"
        case happened.DeadlinePassed(met=False):
            title = next(date.title for date in scenario.deadlines if date.id == fact.deadline)
            yield 5, f"missed, {lowered(title)}"
        case Moved(stat="openai.recapitalised"):
            yield 5, "the recapitalisation is through"
        case happened.TableClosed():
            yield 6, "a table without a signature"
        case happened.NoticeMoved(notice=notice) if (
            notice.answer == "exercise" and notice.provider != "azure"
        ):
            yield 7, "first refusal is exercised"
        case happened.Breakthrough():
            yield 8, "a breakthrough"
        case _:
            pass


# A quarter in its parts


class _Chapter:
    def __init__(self, scenario: Scenario, seat: Seat | None, before: State, facts: Sequence[Fact]) -> None:
        self.scenario, self.seat, self.before = scenario, seat, before
        self._cards: dict[str, list[list[Fact]]] = {}
        """By card, what was answered and what came of it."""
        self._desk: list[Fact] = []
        self._moved: list[Fact] = []
        """What was asked for, answered and signed in megawatts."""
        self._said: list[Fact] = []
        self._affairs: list[Fact] = []
        self._rest: list[Fact] = []
        self._missed: list[Fact] = []
        self._facts = facts
        self._share_out(facts)

    def _share_out(self, facts: Sequence[Fact]) -> None:
        """Every fact to its part."""
        answering: list[Fact] | None = None
        open_ = False
        out = {(fact.seat, fact.card) for fact in facts if isinstance(fact, happened.Responded)}
        if self.before.quarter == 0:
            self._cards.update({card: [] for card in self.before.cards})
        for fact in facts:
            match fact:
                case happened.PhaseBegan():
                    answering = None
                case happened.SealedUp(seat=seat, decision=Respond(card=card)) if (seat, card) in out:
                    pass
                case happened.CardDrawn(card=card):
                    self._cards.setdefault(card, [])
                case happened.CardMissed():
                    self._missed.append(fact)
                case happened.Responded(card=card):
                    answering = [fact]
                    self._cards.setdefault(card, []).append(answering)
                case happened.TableOpened():
                    open_ = True
                    self._said.append(fact)
                case happened.TableClosed():
                    open_ = False
                    self._said.append(fact)
                case happened.Spoke() | happened.MemorandumMade():
                    self._said.append(fact)
                case happened.Signed(amendment=amendment) if amendment.how == "signed":
                    self._said.append(fact)
                case happened.PledgeMoved() if open_:
                    self._said.append(fact)
                case Moved(why=why) if why in (
                    "walked from the table",
                    "gave way on what was not negotiable",
                ):
                    self._said.append(fact)
                case (
                    happened.ClaimMoved()
                    | happened.ClaimSettled()
                    | happened.SuitMoved()
                    | happened.DistressCalled()
                ):
                    self._affairs.append(fact)
                case happened.BridgeAsked() | happened.Cancelled() | happened.WalkedOut():
                    self._affairs.append(fact)
                case Moved(why=why) if why in _AFFAIRS:
                    self._affairs.append(fact)
                case _ if answering is not None:
                    answering.append(fact)
                case (
                    happened.NoticeMoved()
                    | happened.NoticeClosed()
                    | happened.Remarked()
                    | happened.ContractSigned()
                ):
                    self._moved.append(fact)
                case _ if _at_a_desk(fact):
                    self._desk.append(fact)
                case _:
                    self._rest.append(fact)

    def _story(self, facts: Iterable[Fact]) -> tuple[str, ...]:
        return story(facts, self.scenario, self.seat)

    # The news

    def news(self) -> Iterator[str]:
        """Each card with both answers under it; then what the record had by now and this game has not."""
        for id, answers in self._cards.items():
            title = card_of(self.scenario, id).title
            yield ""
            yield from wrapped(quoted_title(title), 2)
            for facts in answers:
                yield from self._answer(title, facts)
        for words in self._story(self._missed):
            yield ""
            yield from wrapped(words, 2, 4)

    def _answer(self, title: str, facts: list[Fact]) -> Iterator[str]:
        """An answer, with what it moved in brackets and what else came of it after that."""
        moves = [fact for fact in facts[1:] if isinstance(fact, Moved)]
        rest = [fact for fact in facts[1:] if not isinstance(fact, Moved)]
        words = " ".join(self._story([facts[0], *moves, *rest]))
        words = words.replace(f", on {quoted_title(title)}:", ":", 1).replace(f"{title}: ", "")
        yield from wrapped(_short(words), 4, 6)

    # The desks

    def desks(self) -> Iterator[str]:
        """What both ordered, in one paragraph: what came of a deed stands for it."""
        deeds: dict[Seat, list[str]] = {}
        told: list[Fact] = []
        come = come_of(self._facts, self.scenario, self.seat) | self._found_out()
        asked = {
            fact.notice.provider if isinstance(fact, happened.NoticeMoved) else fact.contract.provider
            for fact in self._moved
            if isinstance(fact, happened.NoticeMoved | happened.ContractSigned)
        }
        if any(isinstance(fact, happened.TableOpened) for fact in self._said):
            come |= {"open-table"}
        for fact in self._desk:
            match fact:
                case happened.Acted():
                    words = tell(fact, self.scenario, self.seat)
                    if words and deed(fact) not in come:
                        did = words.removeprefix(f"{who(fact.seat, self.seat)} ").rstrip(".")
                        deeds.setdefault(fact.seat, []).append(did)
                case happened.RunOrdered() if deed(fact) in come:
                    pass
                case happened.Quoted(quote=quote) if quote.provider in asked:
                    pass
                case _:
                    told.append(fact)
        said = [f"{who(seat, self.seat)}: {'; '.join(did)}." for seat, did in deeds.items()]
        yield from _paragraph(_short(" ".join((*self._story(told), *said))))

    def _found_out(self) -> set[str]:
        learned = [
            fact.learned
            for fact in self._desk
            if isinstance(fact, happened.Found) and tell(fact, self.scenario, self.seat)
        ]
        return {_ASKS[one.source] for one in learned if one.source in _ASKS}

    # Capacity

    def capacity(self) -> Iterator[str]:
        """Each notice from its beginning to its end in a few sentences; then what was signed without one."""
        threads: dict[str, list[Fact]] = {}
        contracts: list[Contract] = []
        last = ""
        for fact in self._moved:
            match fact:
                case happened.NoticeMoved(notice=notice):
                    last = notice.id
                    threads.setdefault(last, []).append(fact)
                case happened.NoticeClosed(notice=id):
                    last = id
                    threads.setdefault(last, []).append(fact)
                case happened.Remarked() if last:
                    threads[last].append(fact)
                case happened.ContractSigned(contract=contract) if tell(fact, self.scenario, self.seat):
                    contracts.append(contract)
                case _:
                    pass
        lines = [words for facts in threads.values() if (words := self._thread(facts, contracts))]
        if contracts:
            signed = "; ".join(_outright(one, self.scenario) for one in contracts)
            lines.insert(0, f"Signed without a notice: {signed}.")
        if lines:
            yield ""
        for words in lines:
            yield from wrapped(_short(words), 2, 4)

    def _thread(self, facts: Sequence[Fact], contracts: list[Contract]) -> str:
        """A notice's way. A contract that came of it is said here, and taken from the list."""
        parts: list[str] = []
        notice: Notice | None = None
        for fact in facts:
            if isinstance(fact, happened.NoticeMoved):
                notice = fact.notice
                parts.append(self._stage(notice, opened=not parts))
            elif isinstance(fact, happened.Remarked):
                parts.append(f"“{fact.said.says}”")
            elif words := tell(fact, self.scenario, self.seat):
                parts.append(words)
        if notice is not None:
            came = next((one for one in contracts if _came_of(one, notice)), None)
            if came is not None:
                contracts.remove(came)
                if came.provider != "azure":
                    parts.append("Signed.")
        return " ".join(filter(None, parts))

    def _stage(self, notice: Notice, *, opened: bool) -> str:
        asked = notice_words(notice, self.scenario)
        azure = notice.provider == "azure"
        if notice.stage == "lodged" and opened:
            if azure:
                return f"{verb(OPENAI, self.seat, 'ask', 'asks')} for {asked}."
            return f"{verb(OPENAI, self.seat, 'give', 'gives')} notice of {asked}."
        instead = power(notice.azure_mw)
        if (notice.azure_mw, notice.azure_start) != (notice.mw, notice.start):
            instead = f"{instead} of Azure from {when(self.scenario, notice.azure_start)}"
        match notice.stage, notice.answer:
            case "answered", "waive":
                return f"{verb(MICROSOFT, self.seat, 'waive', 'waives')}."
            case "answered", "exercise" if azure:
                return f"{verb(MICROSOFT, self.seat, 'grant', 'grants')} it."
            case "answered", "exercise":
                unpaid = "Its price is not signed: " if notice.package else ""
                exercises = verb(MICROSOFT, self.seat, "exercise", "exercises")
                return f"{unpaid}{exercises} the right of first refusal: {instead}."
            case "answered", "partial":
                return f"{verb(MICROSOFT, self.seat, 'grant', 'grants')} {power(notice.azure_mw)} of it."
            case _:
                moved = happened.NoticeMoved(notice)
                return tell(moved, self.scenario, self.seat) or ""

    # The table

    def table(self) -> Iterator[str]:
        """The table as a scene: who speaks, what is said, and what is done in brackets."""
        offers: dict[Seat, dict[str, int | str]] = {}
        given: set[tuple[str, str]] = set()
        for fact in self._said:
            match fact:
                case happened.TableOpened(table=table):
                    rounds = (
                        f"{_NUMBERS[table.rounds] if table.rounds < len(_NUMBERS) else table.rounds} rounds"
                    )
                    begins = verb(table.turn, self.seat, "begin", "begins")
                    yield ""
                    yield from wrapped(f"The table is opened. {begins}; there are {rounds}.", 2)
                    yield ""
                case happened.Spoke():
                    yield from self._speech(fact, offers, given)
                    if fact.move == "offer":
                        offers[fact.seat] = offered_terms(fact.package, fact.riders)
                case happened.Signed(amendment=amendment):
                    yield ""
                    yield from wrapped(f"Amendment No. {amendment.number} is signed:", 2)
                    rows = [change_words(*change) for change in amendment.changes]
                    rows += riders_words(amendment.riders, self.scenario, self.seat)
                    for row, end in zip(rows, [";"] * (len(rows) - 1) + ["."], strict=True):
                        yield from wrapped(f"{row}{end}", 4, 6)
                case happened.PledgeMoved(pledge=pledge) if pledge.seat != self.seat:
                    name = who(pledge.seat, self.seat)
                    pledged = (tell(fact, self.scenario, self.seat) or "").removeprefix(f"{name} ")
                    yield from self._row(name, "", capital(pledged))
                case _:
                    if words := tell(fact, self.scenario, self.seat):
                        yield from wrapped(f"[{words}]", SPEAKER)

    def _speech(
        self, fact: happened.Spoke, offers: dict[Seat, dict[str, int | str]], given: set[tuple[str, str]]
    ) -> Iterator[str]:
        said, done = self._words(fact)
        reason = next((one for one in fact.reasons if (one.clause, fact.seat) not in given), None)
        if reason is not None and fact.move in ("offer", "walk", "because"):
            given.add((reason.clause, fact.seat))
            was = self.before.terms[reason.clause]
            theirs = next((terms for seat, terms in offers.items() if seat != fact.seat), {})
            because = reason_words(reason, fact.seat, was, theirs.get(reason.clause, was))
            because = f"“{capital(because[1:])}" if because.startswith("“") else because
            said = f"{because} {said}".strip()
        if said or done:
            yield from self._row(who(fact.seat, self.seat), said, done)

    def _row(self, name: str, said: str, done: str) -> Iterator[str]:
        """What somebody says and does."""
        head = f"  {name.upper():<{SPEAKER - 2}}"
        if said:
            lines = wrapped(f"“{said.replace('“', '‘').replace('”', '’')}”", SPEAKER)
            yield head + lines[0].lstrip()
            yield from lines[1:]
        if done:
            lines = wrapped(f"[{done}]", SPEAKER)
            yield lines[0] if said else head + lines[0].lstrip()
            yield from lines[1:]

    def _words(self, fact: happened.Spoke) -> tuple[str, str]:
        """What is said, and what is done."""
        match fact.move:
            case "offer":
                return (
                    fact.says,
                    f"Offers {offer_words(fact.package, fact.riders, self.scenario, self.seat)}.",
                )
            case "accept":
                return fact.says, "Agrees."
            case "walk":
                return fact.says, "Leaves the table."
            case "reopen":
                return fact.says, f"Reopens {_clause(fact.package)}, which was agreed."
            case "ask" | "why":
                return fact.says, "Asks what would make this work." if fact.move == "ask" else "Asks why not."
            case "because":
                return fact.says, "" if fact.says or fact.reasons else "Gives reasons."
            case _:
                words = tell(fact, self.scenario, self.seat) or ""
                return capital(words.removeprefix(f"{who(fact.seat, self.seat)}: ")), ""

    # What hangs over both

    def affairs(self) -> Iterator[str]:
        """Claims, courts and an empty till, in a paragraph of their own."""
        yield from _paragraph(_short(" ".join(self._story(self._affairs))))

    # How it closed

    def close(self) -> Iterator[str]:
        """What came on line, what is late, and what the world made of it."""
        came: dict[str, int] = {}
        late: dict[str, int] = {}
        rest: list[Fact] = []
        for fact in self._rest:
            match fact:
                case Moved(why="delivered", stat=stat) if stat in _FLEETS:
                    if sees(self.seat, stat):
                        came[stat] = came.get(stat, 0) + fact.by
                case happened.Slipped(contract=id, by=by):
                    if tell(fact, self.scenario, self.seat):
                        name = provider_of_contract(self.scenario, id)
                        late[name] = max(late.get(name, 0), by)
                case _:
                    rest.append(fact)
        words = []
        if came:
            parts = " and ".join(
                f"{power(came[stat])} {whose}" for stat, whose in _FLEETS.items() if stat in came
            )
            words.append(f"On line from now on: {parts}.")
        words += [
            f"{_named(self.scenario, name)} is late by {'a quarter' if by == 1 else f'{by} quarters'}."
            for name, by in late.items()
        ]
        yield from _paragraph(_short(" ".join((*words, *self._story(rest)))))


def _paragraph(words: str) -> Iterator[str]:
    if words:
        yield ""
        yield from wrapped(words, 2)


def _at_a_desk(fact: Fact) -> bool:
    match fact:
        case (
            happened.Acted() | happened.StanceSet() | happened.Quoted() | happened.RunOrdered() | happened.RunEnded() | happened.Holding()
            | happened.Found() | happened.Unanswered() | happened.Traced() | happened.Certified() | happened.Decided() | happened.SealedUp()
        ):  # fmt: skip
            return not (isinstance(fact, happened.SealedUp) and not isinstance(fact.decision, Respond))
        case Moved(why=why):
            return why in ("equity round", "a safety case", "a company bought", "cancellation")
        case _:
            return False


def _short(words: str) -> str:
    """Prices are per megawatt and quarter throughout; the head of a transcript says so once."""
    return _PRICE.sub("", words)


def _clause(package: Package) -> str:
    return lowered(CLAUSES[package[0][0]].title) if package else "a clause"


def _named(scenario: Scenario, id: str) -> str:
    from game.debrief.figures import provider_name

    return provider_name(scenario, id)


def _outright(contract: Contract, scenario: Scenario) -> str:
    return (
        f"{power(contract.mw)} from {_named(scenario, contract.provider)}, due {when(scenario, contract.due)}"
    )


def _came_of(contract: Contract, notice: Notice) -> bool:
    if contract.provider == "azure" and contract.mw == notice.azure_mw:
        return True
    return contract.provider == notice.provider and contract.mw == notice.mw


def _stands(scenario: Scenario, seat: Seat | None, before: State, after: State) -> str:
    """The main numbers at the end of a quarter, as far as they are seen, with what they moved by."""
    parts = []
    for name, title in _STANDS:
        was, now = _value(scenario, seat, before, name), _value(scenario, seat, after, name)
        if now is None:
            continue
        unit = "openai.azure_mw" if name == "fleet" else name
        by = now - was if isinstance(now, int) and isinstance(was, int) else 0
        moved = f" ({change(unit, by)})" if trend(unit, by) else ""
        parts.append(f"{title} {figure(unit, now)}{moved}")
    return f"So it stands: {', '.join(parts)}."


def _value(scenario: Scenario, seat: Seat | None, state: State, name: str) -> int | Band | None:
    if name == "fleet":
        parts = [_value(scenario, seat, state, part) for part in _FLEETS]
        return (
            sum(part for part in parts if isinstance(part, int))
            if all(isinstance(part, int) for part in parts)
            else None
        )
    if seat is not None:
        return view_of(scenario, state, seat).numbers.get(name)
    section, field = name.split(".")
    return int(getattr(getattr(state, section), field))
