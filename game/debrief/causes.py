"""What moved a number, quarter by quarter and by how much, as far as a seat may know.

Every change of a number is a fact with a reason, so the causes of a quarter add up to its change. What a seat is told of them:

- of its own numbers, and of those that both read: every cause and its size, except that what the other side does in private is
  summed up with what nobody decides, under one name that stands there either way;
- of a number that it reads as a range, or because the agreement shows it: which way things went that it knows have happened;
- of a number that it is not told: nothing.

With no seat everything is told, which is for after the game.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from game.rules.agreement.clause import Terms
from game.rules.audiences import HEATS
from game.rules.events import Change, Effect, IfThey, Later, Perhaps, Raise
from game.rules.facts import Acted, Ended, Fact, Moved, QuarterBegan, Signed, StanceSet
from game.rules.finance import value_of
from game.rules.market import stance_of
from game.rules.scenario import Scenario
from game.rules.state import State
from game.rules.stats import EXACT, HIDDEN, STATS, Stat
from game.rules.units import BPS, MICROSOFT, OPENAI, SEATS, Seat, mul
from game.rules.view import Band, band_of, sight
from game.session import Session


class Cause(NamedTuple):
    """One reason why a number moved in a quarter, and by how much (raw units); of what is only a direction ``by`` is ±1."""

    why: str
    by: int
    sized: bool = True


class Account(NamedTuple):
    """A number's quarter: what it was at its beginning and end (``None`` where that is not told), and what moved it, largest first."""

    quarter: int
    before: int | Band | None
    after: int | Band | None
    causes: tuple[Cause, ...]

    @property
    def by(self) -> int | None:
        """The change, raw units; ``None`` where it is not known exactly."""
        if isinstance(self.before, int) and isinstance(self.after, int):
            return self.after - self.before
        return None


_SHARE: Final = "market share"
_PRICE: Final = "the price"
_LEFT: Final = {
    "openai.revenue": "what could be served",
    "openai.share": "the level",
    "microsoft.share_price": "the plan",
    "microsoft.fear": "the building programme",
}
"""What is left of a move when its other parts are known, where the rules' own reason is no name for it."""
_VALUED: Final = ("the revenue", "the multiple", "the mood")
REST: Final = "the rest"
"""The cause that sums up what a seat is not told one by one."""

_BOTH: Final = SEATS
_LAB: Final = (OPENAI,)

_WORLD: Final[dict[str, tuple[Seat, ...]]] = {
    **dict.fromkeys(
        (
            "time", "growth", "the market", "the market's mood", "a crash", "nothing is that good", "the grid", "a power deal",
            "the power deal, over", "a leak", "a hearing", "a public quarrel", "a complaint", "a remedy", "an order", "what the file holds",
            "exclusive clauses", "a seat on two boards", "a large stake", "a company without a conscience clause", "the recapitalisation",
            "a company bought", "a team hired away", "a determination", "the word was said", "not in good faith", "major-incident",
            "minor-incident", "rivals", "a rival's leap", "a paper", "fashion", "a new use", "the race",
        ),
        _BOTH,
    ),
    **dict.fromkeys(
        (
            "thin safety", "what it can do", "released untested", "held back and not said", "fast and thin", "a safety case",
            "capacity abroad", "research bought", "open weights", "what the lab published",
        ),
        _LAB,
    ),
    "politics": _BOTH,
}  # fmt: skip
"""Who may tell a cause of the world's numbers apart from the rest. Lobbying is its author's to know; to others it is politics."""
_NOISE: Final = frozenset(("politics", "rivals", "the market's mood", "the grid", "the market", "growth"))
"""What nobody decides: told with its size, it would leave the size of what is private."""

_HAPPENED: Final = frozenset((
    "sales", "revenue share", "profit share", "Microsoft's share", "equity round", "emergency round", "new money from Microsoft",
    "a bridge from Microsoft", "the bridge repaid", "damages", "damages for delay", "withheld share paid", "the side letter's penalty",
    "the break fee", "the dispute", "a team hired away", "a walk-out", "major-incident", "minor-incident", "a safety case",
    "a determination", "out of cash", "the suit",
))  # fmt: skip
"""What both sides know to have happened: of a number that the other side reads as a range, its direction is told."""
_BY_ITSELF: Final = frozenset(("time",))
"""What moves a number by how high it is; that it did would say more than the range."""


class _Move(NamedTuple):
    why: str
    by: int
    author: Seat


class _Sale(NamedTuple):
    """What a quarter's sales hung on when they were made, and how the company was valued on them."""

    market: int
    appetite: int
    share: int
    stance: str


class _Valued(NamedTuple):
    """What the market went by when it last valued the company."""

    revenue: int
    quarter: int
    hype: int


class Causes:
    """The causes of every number of a game so far. Make one with :func:`causes_of`."""

    def __init__(self, scenario: Scenario, first: State) -> None:
        self.scenario = scenario
        self.first = self.quarter = first.quarter
        """The game's first quarter, and the one that has been reached."""
        self.over = False
        self._cards = {card.title for card in scenario.events}
        self._dates = {date.title: date.seen_by for date in scenario.deadlines}
        self._fog = {seat: frozenset(_fog(scenario, seat)) for seat in SEATS}
        self._now = {
            stat.name: int(getattr(getattr(first, stat.section), stat.field)) for stat in STATS.values()
        }
        self._terms: Terms = dict(first.terms)
        self._stood: dict[int, tuple[dict[str, int], Terms]] = {first.quarter: (dict(self._now), self._terms)}
        self._moves: dict[tuple[int, str], list[_Move]] = {}
        self._stance = first.openai.stance
        self._sold = self._sale()
        self._asked: list[tuple[_Move, int]] = []
        self._valued = _Valued(first.openai.revenue, first.quarter, first.world.hype)

    def note(self, facts: Iterable[Fact]) -> None:
        """Take in the facts of a step."""
        author = ""
        for fact in facts:
            if isinstance(fact, Moved):
                moves = self._moves.setdefault((self.quarter, fact.stat), [])
                moves += self._parts(_Move(fact.why, fact.by, author), fact.stat)
                self._now[fact.stat] += fact.by
                if fact.stat == "world.appetite":
                    self._asked.append((_Move(fact.why, fact.by, author), self._now[fact.stat]))
            elif isinstance(fact, StanceSet) and fact.seat == OPENAI:
                self._stance = fact.stance
            elif isinstance(fact, Acted):
                author = fact.seat
            elif isinstance(fact, Signed):
                self._terms = {**self._terms, **{id: after for id, _, after in fact.amendment.changes}}
            elif isinstance(fact, Ended):
                self.over = True
            elif isinstance(fact, QuarterBegan):
                author, self.quarter = "", fact.quarter
                self._stood[fact.quarter] = (dict(self._now), self._terms)

    def _parts(self, move: _Move, name: str) -> tuple[_Move, ...]:
        """A move in its parts, where one reason stands for several that are known by their sizes; they add up to it."""
        if (name, move.why) == ("openai.revenue", "sales"):
            parts = self._of_sales(move)
        elif (name, move.why) == ("openai.value", "the market"):
            parts = self._of_value(move)
        elif (name, move.why) == ("openai.share", "customers compare"):
            parts = self._of_share(move)
        elif (name, move.why) == ("microsoft.share_price", "the Street"):
            parts = self._of_price(move)
        elif (name, move.why) == ("microsoft.fear", "capex and concentration"):
            parts = self._of_fear(move)
        else:
            return (move,)
        if not parts:
            return (move,)
        rest = move._replace(why=_LEFT.get(name, move.why), by=move.by - sum(part.by for part in parts))
        return (*parts, rest)

    def _sale(self) -> _Sale:
        now = self._now
        return _Sale(now["world.market"], now["world.appetite"], now["openai.share"], self._stance)

    def _of_sales(self, move: _Move) -> tuple[_Move, ...]:
        """The market, what is asked of it, the part of it that comes here, the price; the rest is what could be served."""
        was, now, asked = self._sold, self._sale(), self._asked
        self._sold, self._asked = now, []
        before = self._now["openai.revenue"]
        if not (was.market and was.appetite and was.share):
            return ()
        grown = before * now.market // was.market
        parts, sum_ = [move._replace(why="growth", by=grown - before)], grown
        for cause, appetite in asked:
            then = grown * appetite // was.appetite
            parts.append(cause._replace(by=then - sum_))
            sum_ = then
        parts.append(move._replace(why=_SHARE, by=sum_ * now.share // was.share - sum_))
        if was.stance != now.stance and self._now["openai.unserved"]:
            dials, after = self.scenario.dials.market, before + move.by
            then = after * stance_of(dials, was.stance)[1] // stance_of(dials, now.stance)[1]
            parts.append(move._replace(why=_PRICE, by=after - then))
        return tuple(parts)

    def _of_value(self, move: _Move) -> tuple[_Move, ...]:
        """Revenue, the multiple of the year, the mood of the market; the rest is what else had moved the value since."""
        was = self._valued
        now = _Valued(self._now["openai.revenue"], self.quarter, self._now["world.hype"])
        self._valued = now
        steps = (
            was, was._replace(revenue=now.revenue), was._replace(revenue=now.revenue, quarter=now.quarter), now,
        )  # fmt: skip
        worth = [value_of(self.scenario, *step) for step in steps]
        return tuple(
            move._replace(why=why, by=after - before)
            for why, before, after in zip(_VALUED, worth, worth[1:], strict=False)
        )

    def _of_share(self, move: _Move) -> tuple[_Move, ...]:
        """Who is ahead, the price and the brand, each against none of it; the rest is the way back, and what may be sold where."""
        now, dials = self._now, self.scenario.dials.market
        appeal = (
            ("who is ahead", dials.share_per_tenth.value * (now["openai.capability"] - now["world.rival"])),
            (_PRICE, stance_of(dials, self._stance)[0]),
            ("the brand", now["openai.brand"]),
        )
        return tuple(move._replace(why=why, by=mul(by, dials.drift.value)) for why, by in appeal)

    def _of_price(self, move: _Move) -> tuple[_Move, ...]:
        """Fear, concentration and the market's mood, which both read; the rest is profit against plan."""
        now, dials = self._now, self.scenario.dials.cloud
        one = max(0, now["microsoft.concentration"] - dials.feared_concentration.value)
        parts = (
            ("the years", dials.price_growth.value),
            ("concentration", -(dials.price_concentration.value * one // BPS)),
            ("the mood", dials.price_hype.value * (now["world.hype"] - 550) // 10),
            ("fear", -(dials.price_fear.value * max(0, now["microsoft.fear"] - 500) // 10)),
        )
        return tuple(move._replace(why=why, by=mul(now["microsoft.share_price"], by)) for why, by in parts)

    def _of_fear(self, move: _Move) -> tuple[_Move, ...]:
        """Concentration, the market's mood and time; the rest is the building programme. At an end of the scale it is all one."""
        now, dials, stat = self._now, self.scenario.dials.cloud, STATS["microsoft.fear"]
        if now["microsoft.fear"] + move.by in (stat.low, stat.high):
            return ()
        one = max(0, now["microsoft.concentration"] - dials.feared_concentration.value)
        parts = (
            ("concentration", one // 100),
            ("the mood", -((now["world.hype"] - 550) // 40)),
            ("time", -dials.fear_fading.value),
        )
        return tuple(move._replace(why=why, by=by) for why, by in parts)

    def _at(self, quarter: int) -> tuple[dict[str, int], Terms]:
        """The numbers and terms at the beginning of a quarter; of the one after the last, as they are now."""
        return self._stood.get(quarter, (self._now, self._terms))

    def value(self, name: str, seat: Seat | None, quarter: int | None = None) -> int | Band | None:
        """A number as the seat saw it when a quarter began, or sees it now; ``None`` when it does not."""
        numbers, terms = (self._now, self._terms) if quarter is None else self._at(quarter)
        width = EXACT if seat is None else sight(STATS[name], seat, terms)
        if width == HIDDEN:
            return None
        return numbers[name] if width == EXACT else band_of(numbers[name], width)

    def sight(self, name: str, seat: Seat) -> int:
        """How well a seat sees a number under the agreement as it is now."""
        return sight(STATS[name], seat, self._terms)

    def account(self, name: str, seat: Seat | None, quarter: int) -> Account:
        """A number's account of a quarter."""
        before, after = self.value(name, seat, quarter), self.value(name, seat, quarter + 1)
        moves = self._moves.get((quarter, name), [])
        stat = STATS[name]
        if seat is None:
            causes = _summed((move.why, move.by) for move in moves)
        elif stat.sight(seat) == EXACT:
            causes = _summed(
                (move.why if self._tells_apart(stat, move, seat) else REST, move.by) for move in moves
            )
        elif before is None or after is None or _at_an_end(stat, before) or _at_an_end(stat, after):
            causes = ()
        else:
            causes = tuple(
                Cause(cause.why, 1 if cause.by > 0 else -1, sized=False)
                for cause in _summed((m.why, m.by) for m in moves if self._knows_of(stat, m))
            )
        return Account(quarter, before, after, causes)

    def accounts(self, name: str, seat: Seat | None) -> tuple[Account, ...]:
        """Its accounts of every quarter so far, the first first."""
        return tuple(self.account(name, seat, quarter) for quarter in range(self.first, self.quarter + 1))

    def moved(self, name: str, quarter: int, why: str) -> int:
        """By how much a number moved in a quarter for one reason (raw units). What is private is private to the caller."""
        return sum(move.by for move in self._moves.get((quarter, name), ()) if move.why == why)

    def fogged(self, name: str, seat: Seat) -> bool:
        """Whether what moves a number that the seat reads may be private, so that it and what nobody decides are one cause."""
        return name in self._fog[seat]

    def _tells_apart(self, stat: Stat, move: _Move, seat: Seat) -> bool:
        cause = move.why.removesuffix(", over")
        if cause in self._dates:
            return seat in self._dates[cause]
        if stat.name == "openai.revenue" and seat == MICROSOFT:
            return self._tells_apart(STATS["world.appetite"], move, seat)
        if stat.section != "world" or cause in self._cards:
            return True
        if move.why in _NOISE and self.fogged(stat.name, seat):
            return False
        if move.why == "lobbying":
            return move.author == seat
        if move.why in _WORLD:
            return seat in _WORLD[move.why]
        return seat == OPENAI and move.why in {provider.name for provider in self.scenario.providers}

    def _knows_of(self, stat: Stat, move: _Move) -> bool:
        cause = move.why.removesuffix(", over")
        if cause in self._cards or cause in self._dates or cause in _BY_ITSELF:
            return False  # what a card does to it may hang on luck that is not told
        return stat.section == "relations" or move.why in _HAPPENED


def _fog(scenario: Scenario, seat: Seat) -> Iterator[str]:
    """The numbers that something private to the other side moves."""
    yield from (f"world.heat_{heat}" for heat in HEATS)
    if seat == MICROSOFT:
        yield from ("world.rival", "openai.revenue")
        yield from (change.change for provider in scenario.providers for change in provider.effects)
    for date in scenario.deadlines:
        if seat not in date.seen_by:
            yield from _touched((*date.met, *date.missed))


def _touched(effects: Iterable[Effect]) -> Iterator[str]:
    for effect in effects:
        if isinstance(effect, Change):
            yield effect.change
        elif isinstance(effect, Later):
            yield from _touched(effect.then)
        elif isinstance(effect, Perhaps | IfThey):
            yield from _touched((*effect.then, *effect.otherwise))
        elif isinstance(effect, Raise):
            yield "openai.raised"


def _summed(moves: Iterable[tuple[str, int]]) -> tuple[Cause, ...]:
    sums: dict[str, int] = {}
    for why, by in moves:
        sums[why] = sums.get(why, 0) + by
    found = [Cause(why, by) for why, by in sums.items() if by]
    return tuple(sorted(found, key=lambda cause: (cause.why == REST, -abs(cause.by))))


def _at_an_end(stat: Stat, value: int | Band) -> bool:
    """Whether a range touches the end of the scale, where what did not move it would say on which side of the range it is."""
    return isinstance(value, Band) and (value.low <= stat.low or value.high >= stat.high)


def causes_of(session: Session) -> Causes:
    """The causes of every number of a session so far."""
    found = Causes(session.scenario, session.at(0))
    for step in session.steps:
        found.note(step.facts)
    return found
