"""Who sits in a seat: archetypes, and the private draw that makes each game's counterpart its own (rulebook 3.4.1, 3.3.8).

Multipliers are in bps of the valuations of rulebook 3.4.2; every one is invented. A character is drawn once a game and is
known to its own seat only.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, NamedTuple

import msgspec

from game.errors import Refusal
from game.rules.agreement import CLAUSES, Lens
from game.rules.chance import Chance
from game.rules.units import MICROSOFT, OPENAI, Seat, clamp, mul

JITTER: Final = 1000
"""Standard deviation of a multiplier's private draw, bps of itself."""
TASTE: Final = 3000
MOST_TASTE: Final = 8000
"""Standard deviation of a private taste, bps of the clause's swing and at most so many $ millions: without it the game is
solved after five plays, and without the ceiling a liking for a stake outweighed the company."""
DRIFT: Final = 3
"""A step from one archetype toward another is the so-many-th part of the way (rulebook 3.5, E58)."""
SECRET_DEADLINE: Final = 3000
"""The chance that a seat must sign before a certain quarter, bps."""


class Range(NamedTuple):
    """From where to where a behaviour dial goes, and the standard deviation of its draw around the archetype's."""

    low: int
    high: int
    deviation: int


DIALS: Final = MappingProxyType(
    {
        "warmth": Range(0, 100, 10),
        "dominance": Range(0, 100, 10),
        "patience": Range(3, 9, 1),
        "bluff": Range(0, 40, 5),
    }
)
"""The behaviour dials by name: how a seat deals, whatever it values (rulebook 3.4.1)."""


class Archetype(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of negotiator. ``tell`` is what an observant player could notice; ``hurry`` is the concession exponent in bps."""

    id: str
    title: str
    seat: Seat
    weights: MappingProxyType[str, int] | dict[str, int]
    discount: int
    """What a quarter's delay costs it, bps."""
    revenue: int
    """Its belief in OpenAI's revenue against the common forecast, bps."""
    value: int
    """What it believes OpenAI is worth, $ millions."""
    agi: int
    hurry: int
    """Below 10000 it holds out until late (Boulware), above it gives early (Conceder)."""
    patience: int
    """Stale offers and steps back it puts up with at one table."""
    warmth: int
    dominance: int
    bluff: int
    """How often it threatens what it would not do, percent."""
    voice: str
    tell: str


def _cloud(id: str, title: str, control: int, cloud: int, ip: int, resil: int, **rest: object) -> Archetype:
    weights = {"control": control, "cloud": cloud, "ip": ip, "resil": resil}
    return Archetype(id=id, title=title, seat=MICROSOFT, weights=weights, **rest)  # type: ignore[arg-type]


def _lab(
    id: str, title: str, flex: int, cash: int, mission: int, dist: int, comp: int, **rest: object
) -> Archetype:
    weights = {"flex": flex, "cash": cash, "mission": mission, "dist": dist, "comp": comp}
    return Archetype(id=id, title=title, seat=OPENAI, weights=weights, **rest)  # type: ignore[arg-type]


_ARCHETYPES: Final = (
    _cloud(
        "empire-builder", "Empire Builder", 15000, 13000, 11000, 8000, discount=200, revenue=10500, value=480_000, agi=9000,
        hurry=5000, patience=5, warmth=35, dominance=75, bluff=25, voice="platform, end to end",
        tell="exercises early and never trades the right of first refusal for cash",
    ),
    _cloud(
        "deal-lawyer", "Deal Lawyer", 11000, 10000, 11000, 10000, discount=220, revenue=8500, value=400_000, agi=16000,
        hurry=4000, patience=8, warmth=30, dominance=45, bluff=5, voice="for the avoidance of doubt",
        tell="returns to the AGI trigger and its consequence whatever the subject",
    ),
    _cloud(
        "hedger", "Hedger", 7000, 9000, 7500, 19000, discount=220, revenue=8000, value=420_000, agi=10000,
        hurry=8000, patience=6, warmth=55, dominance=35, bluff=10, voice="optionality",
        tell="hosts rivals and is content with short licences",
    ),
    _cloud(
        "dealmaker", "Dealmaker", 9500, 10000, 10000, 10000, discount=200, revenue=10000, value=520_000, agi=8000,
        hurry=11000, patience=6, warmth=75, dominance=40, bluff=20, voice="let us get it done",
        tell="offers whole packages and counters quickly",
    ),
    _cloud(
        "capex-sceptic", "Capex Sceptic", 5500, 6000, 10000, 11000, discount=300, revenue=8000, value=380_000, agi=9000,
        hurry=7000, patience=6, warmth=45, dominance=50, bluff=10, voice="discipline, the Street",
        tell="waives often and talks of rate cards and ways out",
    ),
    _lab(
        "empire-builder", "Empire Builder", 14000, 9000, 1500, 12000, 11000, discount=300, revenue=14500, value=600_000,
        agi=13000, hurry=5000, patience=5, warmth=35, dominance=75, bluff=30, voice="exponentials",
        tell="asks for gigawatts before it asks for the price",
    ),
    _lab(
        "safety-hawk", "Safety Hawk", 7000, 8000, 16000, 7000, 8000, discount=250, revenue=10500, value=420_000,
        agi=11000, hurry=6000, patience=7, warmth=50, dominance=40, bluff=5, voice="the conditional tense",
        tell="does not trade the AGI clause",
    ),
    _lab(
        "cash-starved", "Cash-Starved", 9500, 15000, 3500, 10000, 9000, discount=550, revenue=11500, value=430_000,
        agi=9000, hurry=14000, patience=4, warmth=55, dominance=35, bluff=15, voice="calendars",
        tell="hates waiting and loves a cap",
    ),
    _lab(
        "dealmaker", "Dealmaker", 10500, 10000, 4500, 11000, 10000, discount=350, revenue=12000, value=500_000,
        agi=10000, hurry=11000, patience=6, warmth=75, dominance=40, bluff=20, voice="win-win (sorry)",
        tell="offers broad packages",
    ),
    _lab(
        "independent", "Independent", 12000, 10000, 7000, 15000, 14000, discount=350, revenue=12000, value=500_000,
        agi=11000, hurry=7000, patience=6, warmth=45, dominance=55, bluff=10, voice="choice, customers",
        tell="wants other clouds and little equity given away",
    ),
)  # fmt: skip

ARCHETYPES: Final = MappingProxyType(
    {seat: MappingProxyType({a.id: a for a in _ARCHETYPES if a.seat == seat}) for seat in (OPENAI, MICROSOFT)}
)
"""The archetypes of each seat by id."""


class Taste(msgspec.Struct, frozen=True, array_like=True):
    """A private liking: $ millions added when a clause stands at OpenAI's end of its ladder instead of Microsoft's.

    It counts over the whole game; like what a term is worth it fades with the part that is still to come.
    """

    clause: str
    amount: int


_DIALS_ARE: Final = (
    "There are "
    + ", ".join(f"{name} ({low} to {high})" for name, (low, high, _) in DIALS.items())
    + ", as in hedger,warmth=80."
)


def dials_of(text: str) -> dict[str, int]:
    """The dials as they are written, “warmth=80,bluff=0”. Refuses what is no dial or goes too far."""
    given: dict[str, int] = {}
    for word in text.split(",") if text else ():
        name, _, value = word.partition("=")
        if name not in DIALS:
            raise Refusal("no-such-dial", f"There is no dial “{name[:40]}”.", _DIALS_ARE)
        low, high, _ = DIALS[name]
        if not (value.isascii() and value.isdecimal() and len(value) <= 3 and low <= int(value) <= high):
            words = f"{name.capitalize()} is a whole number from {low} to {high}; “{value[:40]}” is not."
            raise Refusal("dial", words)
        given[name] = int(value)
    return given


def asked_for(text: str) -> tuple[str, str]:
    """The archetype and the dials in “hedger,warmth=80”, either of them "" for what is left to chance. Refuses as :func:`dials_of`.

    Archetypes belong to seats, so whether there is one of that name is not asked here.
    """
    first, _, rest = text.partition(",")
    archetype, dials = ("", text) if "=" in first else (first, rest)
    dials_of(dials)
    return archetype, dials


class Character(msgspec.Struct, frozen=True, kw_only=True):
    """One seat's private self for one game. ``archetype`` names the kind, ``weights`` the drawn multipliers (bps).

    The dials say how it deals: warmth and dominance 0 to 100, patience 3 to 9, bluff 0 to 40 percent.
    """

    archetype: str
    mandate: str
    weights: tuple[tuple[str, int], ...]
    revenue: int
    value: int
    agi: int
    discount: int
    warmth: int
    dominance: int
    patience: int
    bluff: int
    tastes: tuple[Taste, ...] = ()
    must_sign_by: int = -1
    """A quarter before which it badly wants a signature; -1 for none."""

    def lens(self, **seen: object) -> Lens:
        """How this character looks at the agreement, given what it sees of the world (see :class:`Lens`)."""
        return Lens(**dict(self.weights), agi=self.agi, discount=self.discount, **seen)  # type: ignore[arg-type]

    def taste(self, clause: str) -> int:
        """The private taste for a clause, $ millions from one end of its ladder to the other."""
        for taste in self.tastes:
            if taste.clause == clause:
                return taste.amount
        return 0


def typical(seat: Seat) -> Character:
    """The average character of a seat: what somebody knows who knows nothing about this one."""
    kinds = tuple(ARCHETYPES[seat].values())
    n = len(kinds)
    names = tuple(kinds[0].weights)
    return Character(
        archetype="",
        mandate="",
        weights=tuple((name, sum(kind.weights[name] for kind in kinds) // n) for name in names),
        revenue=sum(kind.revenue for kind in kinds) // n,
        value=sum(kind.value for kind in kinds) // n,
        agi=sum(kind.agi for kind in kinds) // n,
        discount=sum(kind.discount for kind in kinds) // n,
        **{name: sum(getattr(kind, name) for kind in kinds) // n for name in DIALS},
    )


def central(seat: Seat, archetype: str) -> Character:
    """The middle of a kind: what somebody imagines who knows the kind and nothing else."""
    kind = ARCHETYPES[seat][archetype]
    return Character(
        archetype=archetype,
        mandate="",
        weights=tuple(kind.weights.items()),
        revenue=kind.revenue,
        value=kind.value,
        agi=kind.agi,
        discount=kind.discount,
        **{name: getattr(kind, name) for name in DIALS},
    )


def drawn(
    seat: Seat,
    archetype: str,
    mandate: str,
    quarters: int,
    chance: Chance,
    chosen: dict[str, int] | None = None,
) -> Character:
    """A character of an archetype ("" draws one) with its private jitter and deadline; tastes come later, from swings.

    Dials that were not ``chosen`` are drawn around the archetype's.
    """
    kinds = tuple(ARCHETYPES[seat])
    kind = ARCHETYPES[seat][archetype or chance.pick(kinds, "archetype", seat)]

    def jittered(name: str, value: int) -> int:
        return mul(value, max(5000, chance.normal(10_000, JITTER, "jitter", seat, name)))

    def dial(name: str) -> int:
        low, high, deviation = DIALS[name]
        around = chance.normal(getattr(kind, name), deviation, "dial", seat, name)
        return clamp((chosen or {}).get(name, around), low, high)

    hurried = chance.hit(SECRET_DEADLINE, "deadline", seat)
    return Character(
        archetype=kind.id,
        mandate=mandate,
        weights=tuple((name, jittered(name, value)) for name, value in kind.weights.items()),
        revenue=jittered("revenue", kind.revenue),
        value=jittered("value", kind.value),
        agi=jittered("agi", kind.agi),
        discount=kind.discount,
        warmth=dial("warmth"),
        dominance=dial("dominance"),
        patience=dial("patience"),
        bluff=dial("bluff"),
        must_sign_by=2 + chance.below(max(1, quarters // 3), "deadline-quarter", seat) if hurried else -1,
    )


def drifted(character: Character, seat: Seat, archetype: str) -> Character:
    """The character a step nearer to an archetype of its seat: a third of the way in everything but its private tastes."""
    kind = ARCHETYPES[seat][archetype]

    def nearer(value: int, to: int) -> int:
        return value + (to - value) // DRIFT

    return msgspec.structs.replace(
        character,
        weights=tuple((name, nearer(value, kind.weights[name])) for name, value in character.weights),
        revenue=nearer(character.revenue, kind.revenue),
        value=nearer(character.value, kind.value),
        agi=nearer(character.agi, kind.agi),
        discount=nearer(character.discount, kind.discount),
        **{name: nearer(getattr(character, name), getattr(kind, name)) for name in DIALS},
    )


def tastes(seat: Seat, swings: dict[str, int], chance: Chance) -> tuple[Taste, ...]:
    """Private tastes from each clause's swing ($ millions), a bell of 30 % of it, or of $8bn (rulebook 3.3.8)."""
    return tuple(
        Taste(id, chance.normal(0, min(MOST_TASTE, mul(swings[id], TASTE)), "taste", seat, id))
        for id in CLAUSES
        if swings.get(id, 0)
    )
