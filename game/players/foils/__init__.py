"""Foils: players to measure others against at the table (rulebook 3.8.3).

Some are the concession strategies of the literature, from their papers, and know their own books truly; some try one trick each, and
see with the Associate's eyes. None knows anything about the other side. Their quarter is the level-2 desk's, so that whatever differs
was won or lost at the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from game.players.foils.foil import Foil
    from game.rules.chance import Chance
    from game.rules.scenario import Scenario
    from game.rules.units import Seat

BENCHMARKS: Final = ("boulware", "linear", "conceder", "tit-for-tat", "micro")
TRICKS: Final = ("prober", "bully", "staller", "splitter", "copycat", "gift-giver")
FOILS: Final = (*BENCHMARKS, *TRICKS)
"""Everything ``foil:`` may name."""


def seated(name: str, scenario: Scenario, seat: Seat, chance: Chance) -> Foil:
    """The foil of that name. ``KeyError`` for a name that is none of :data:`FOILS`."""
    from game.players.foils import benchmarks, tricks

    kinds: Mapping[str, type[Foil]] = MappingProxyType(benchmarks.KINDS | tricks.KINDS)
    return kinds[name](scenario, seat, chance)
