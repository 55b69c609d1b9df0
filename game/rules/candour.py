"""What is true about a seat and the other may come to know: by being told, by looking, or from the papers (rulebook 3.2.3, 3.5)."""

from __future__ import annotations

from typing import Final

from game.rules.scenario import Scenario
from game.rules.state import Learned
from game.rules.units import MICROSOFT
from game.rules.view import View
from game.rules.worth import priorities

DISCLOSURE: Final = "disclosure"
NEWS: Final = "news"
TOPICS: Final = ("capability", "capacity", "cash", "priorities")
"""What due diligence can look into."""
DISCLOSED: Final = (*TOPICS, "deadline")
"""What a seat can tell about itself, and what the news can tell about it."""


def measure(view: View, topic: str) -> int:
    """The number that a topic is about, of a view's own seat, in raw units; of a deadline the quarter, -1 for none."""
    n = view.number
    if topic == "deadline":
        return view.character.must_sign_by if view.character.must_sign_by >= view.quarter else -1
    if view.seat == MICROSOFT:
        free = max(0, n("microsoft.slots") - n("microsoft.slots_used"))
        return {
            "capability": n("microsoft.capability"),
            "capacity": free + n("microsoft.spare_mw"),
            "cash": n("microsoft.cash_flow"),
        }[topic]
    ordered = sum(contract.mw for contract in view.contracts if not contract.live)
    return {
        "capability": n("openai.lab_capability"),
        "capacity": n("openai.partner_mw") + n("openai.own_mw") + ordered,
        "cash": n("openai.cash"),
    }[topic]


def ends(order: tuple[str, ...]) -> tuple[str, ...]:
    """The three clauses cared about most and the three least."""
    return (*order[:3], *order[-3:])


def disclosure(scenario: Scenario, view: View, topic: str, source: str = DISCLOSURE) -> Learned:
    """What the other side learns about a topic if a view's seat tells it now, or somebody else does."""
    listed = topic == "priorities"
    return Learned(
        topic=topic,
        quarter=view.quarter,
        source=source,
        reliability="true on the day",
        values=() if listed else (measure(view, topic),),
        clauses=ends(priorities(scenario, view)) if listed else (),
    )
