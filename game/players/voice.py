"""What counterparts say at the table: a dry line for each kind of negotiator and each kind of move (rulebook 3.4.7).

Lines say nothing that could be false: the reasons beside them are computed. Never about real persons.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from game.rules.chance import Chance
from game.rules.units import Seat

ACTS: Final = ("open", "counter", "because", "last", "impatient", "nothing")
"""Opening; countering; answering why; leaving when the rounds are over, the patience is, or there is nothing to be had."""

_COMMON: Final = {
    "open": ("Here is a redline.", "We took the liberty of drafting.", "A proposal, for discussion."),
    "counter": ("Not quite. This, perhaps.", "We have moved. It is marked.", "See the revised draft."),
    "because": ("Since you ask.", "In order of weight.", "The short version follows."),
    "last": ("That was the last round. Next quarter, then.", "Time is up; the draft keeps.", "We shall resume where we stopped."),
    "impatient": ("We have read this paragraph before.", "We are going in circles, and one of us is billing."),
    "nothing": ("We find nothing here that helps us both.", "The agreement in force is, it turns out, the best offer."),
}  # fmt: skip

LINES: Final[MappingProxyType[tuple[Seat, str], dict[str, tuple[str, ...]]]] = MappingProxyType({})
"""Lines by seat and archetype, then by act."""


def line(seat: Seat, archetype: str, act: str, chance: Chance, *name: str | int) -> str:
    """One line for an act, the same whenever it is asked under the same name."""
    own = LINES.get((seat, archetype), {}).get(act, ())
    return chance.pick((*own, *own, *_COMMON[act]), "voice", *name)
