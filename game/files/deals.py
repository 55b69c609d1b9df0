"""What a seat was dealt, by name: two games of one deal can be compared, as in duplicate bridge (rulebook 3.6.3).

A deal is a scenario, a seed, a seat, a counterpart and a setup under the same rules. Its *code* is short enough to be written on a
board: ``first-refusal.harbour-7.openai.2.hedger.balanced.3f9a``. The last part is taken from the deal itself, so that a slip of the
pen, or another version of the scenario or the game, is noticed before anybody plays the wrong one.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec.structs import replace

from game.errors import Refusal
from game.files.canonical import canonical, digest
from game.files.records import dumped
from game.files.saves import YOU, Header
from game.rules.characters import asked_for
from game.rules.engine import Setup
from game.rules.scenario import DRAWN, Scenario
from game.rules.units import SEATS, Seat, other

_EXEC: Final = "exec"
_LIKE: Final = "A code looks like first-refusal.harbour-7.openai.2.drawn.balanced.3f9a."


class Deal(NamedTuple):
    """What a code says: scenario, seed, the person's seat, who sits across and as what (as “hedger” or “hedger,warmth=80”; "" drawn),
    mandate and weather."""

    scenario: str
    seed: str
    seat: Seat
    counterpart: str
    character: str
    mandate: str
    weather: str
    check: str

    @property
    def level(self) -> str:
        """Who sits across, as a spec without its character, such as ``bot:2``."""
        return f"bot:{self.counterpart}" if self.counterpart.isdecimal() else self.counterpart

    @property
    def seats(self) -> dict[Seat, str]:
        """Who sits where."""
        spec = self.level + (f"/{self.character}" if self.character else "")
        return {seat: YOU if seat == self.seat else spec for seat in SEATS}

    @property
    def setup(self) -> Setup:
        """What is chosen before the first quarter, but for what the counterpart's spec says."""
        return Setup(**{f"{self.seat}_mandate": self.mandate, "weather": self.weather})


def deal_of(header: Header, seat: Seat) -> str:
    """The name of what a seat was dealt: equal for games in which par is the same, and only for those."""
    first = header.scenario.mandates.openai[0], header.scenario.mandates.microsoft[0]
    setup = header.setup
    mandates = (setup.openai_mandate or first[0].id, setup.microsoft_mandate or first[1].id)
    return digest(
        canonical(
            {
                "scenario": dumped(header.scenario),
                "seed": header.seed,
                "setup": replace(setup, openai_mandate=mandates[0], microsoft_mandate=mandates[1]),
                "seat": seat,
                "counterpart": header.seats[other(seat)],
                "rules": header.rules,
                "game": header.game,
            }
        )
    )


def code_of(header: Header) -> str:
    """The code of a game that one person plays against the game; empty for any other, which no code can deal again."""
    seat = next(iter(header.people), "")
    spec = header.seats[other(seat)] if seat else ""
    who, _, character = spec.partition("/")
    if who in ("", YOU) or spec.startswith(_EXEC):
        return ""
    mandate = header.setup.openai_mandate if seat == SEATS[0] else header.setup.microsoft_mandate
    mandates = header.scenario.mandates.openai if seat == SEATS[0] else header.scenario.mandates.microsoft
    check = deal_of(header, seat)[:4]
    seed = header.seed.partition(":")[2]
    deal = Deal(
        header.scenario.id, seed, seat, who.removeprefix("bot:"), character, mandate or mandates[0].id, header.setup.weather, check
    )  # fmt: skip
    dealt = replace(header, setup=_with_character(deal), seats=deal.seats)
    if deal_of(dealt, seat)[:4] != check:
        return ""
    weather = () if deal.weather == DRAWN else (deal.weather,)
    return ".".join((*deal[:4], character or DRAWN, deal.mandate, *weather, check))


def read_code(code: str) -> Deal:
    """What a code says; no program is in one. Refuses what is none.

    Whether its check is right, :func:`checked` says once the scenario is read.
    """
    parts = code.strip().lower().split(".")
    if len(parts) == len(Deal._fields) - 1:  # the usual weather goes without saying
        parts.insert(-1, DRAWN)
    if (
        len(parts) != len(Deal._fields)
        or not all(parts)
        or parts[2] not in SEATS
        or parts[3] == YOU
        or parts[3].startswith(_EXEC)
    ):
        raise Refusal("no-such-deal", f"“{code[:80]}” is not the code of a game.", _LIKE)
    scenario, seed, seat, counterpart, character, *rest = parts
    return Deal(scenario, seed, seat, counterpart, "" if character == DRAWN else character, *rest)


def checked(deal: Deal, scenario: Scenario) -> None:
    """Refuses a deal that was not made for this scenario under these rules."""
    header = Header(
        scenario=scenario, seed=f"b2:{deal.seed}", seats=dict(deal.seats), setup=_with_character(deal)
    )
    if deal_of(header, deal.seat)[:4] != deal.check:
        words = "The code does not fit: a sign is wrong, or it was made with another version of the game or the scenario."
        raise Refusal("other-deal", words, "Ask for it again, and which version it is from.")


def _with_character(deal: Deal) -> Setup:
    seat = other(deal.seat)
    archetype, dials = asked_for(deal.character)
    return replace(deal.setup, **{f"{seat}_archetype": archetype, f"{seat}_dials": dials})
