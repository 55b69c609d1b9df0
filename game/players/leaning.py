"""How a quarter may differ from what the desk's rules of thumb would make of it.

A lean is small and steady: a little more training, a little less building. Trying the same lean for the rest of the game, instead of
one odd quarter, is what makes it stand out from the weather.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from msgspec.structs import replace

from game.rules.decisions import Act, CloudPlan, Plan


class Lean(NamedTuple):
    """OpenAI's: points of ``train`` and ``safety``, percent of what it would ``orders``, points more of the fleet ``outside``,
    quarters of ``runway`` more, another price ``stance``. Microsoft's: points of ``build``, ``kept`` for the lab and ``own``
    models, another ``rate``, and how much more ``keen`` it is on the lab's load, $k a MW-quarter.
    Either seat's: actions it takes ``also`` ("lobby/safety-down"), with attention that nothing else wants."""

    train: int = 0
    safety: int = 0
    orders: int = 100
    outside: int = 0
    runway: int = 0
    stance: Literal["", "premium", "standard", "war"] = ""
    build: int = 0
    kept: int = 0
    own: int = 0
    rate: Literal["", "high", "mid", "low"] = ""
    keen: int = 0
    also: tuple[str, ...] = ()

    def told(self) -> tuple[tuple[str, str], ...]:
        """What is otherwise than upright, by name."""
        fields = ((name, value) for name, value in self._asdict().items() if value != getattr(UPRIGHT, name))
        return tuple(
            (name, ",".join(value) if isinstance(value, tuple) else str(value)) for name, value in fields
        )

    def of_lab(self, sheet: Plan) -> Plan:
        """OpenAI's sheet, leant."""
        if not (self.train or self.safety or self.stance):
            return sheet
        return replace(
            sheet,
            train=sheet.train + self.train,
            safety=sheet.safety + self.safety,
            stance=self.stance or sheet.stance,
        )

    def of_cloud(self, sheet: CloudPlan) -> CloudPlan:
        """Microsoft's sheet, leant."""
        if not (self.build or self.kept or self.own or self.rate):
            return sheet
        return replace(
            sheet,
            build=sheet.build + self.build,
            partner=sheet.partner + self.kept,
            own=sheet.own + self.own,
            rate=self.rate or sheet.rate,
        )

    def with_the_rest(self) -> Iterator[Act]:
        """What it does with attention that is left."""
        for named in self.also:
            action, _, about = named.partition("/")
            yield Act(action=action, about=about)


UPRIGHT: Final = Lean()
"""As the desk would have it."""
