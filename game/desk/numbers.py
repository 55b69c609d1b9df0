"""The numbers of each side in the order in which a player wants them, and what is left: of money, and to do."""

from __future__ import annotations

from typing import Final

from game.desk.purse import quarters_left
from game.rules.decisions import Act
from game.rules.orders import ACTIONS
from game.rules.units import MICROSOFT, OPENAI, Seat
from game.rules.view import View

OWN: Final = {
    OPENAI: (
        ("openai.cash", "Cash"),
        ("openai.net", "Net"),
        ("openai.revenue", "Revenue"),
        ("openai.unserved", "Unserved"),
        ("fleet", "Fleet"),
        ("openai.late_mw", "Late"),
        ("world.appetite", "Appetite"),
        ("openai.capability", "Capability"),
        ("world.rival", "Rival"),
        ("openai.safety", "Safety"),
        ("relations.openai_trust", "Trust"),
        ("openai.value", "Value"),
        ("openai.share", "Share"),
        ("openai.outside_share", "Non-Azure"),
        ("openai.talent", "Talent"),
        ("openai.staff_mood", "Staff mood"),
        ("openai.board_mood", "Board mood"),
        ("openai.investor_mood", "Investors"),
        ("openai.lab_capability", "In the lab"),
        ("world.hype", "Hype"),
        ("world.power_tight", "Power"),
        ("world.heat_antitrust", "Antitrust"),
        ("world.heat_safety", "Safety heat"),
    ),
    MICROSOFT: (
        ("microsoft.cash_flow", "AI flow"),
        ("microsoft.ai_revenue", "AI revenue"),
        ("microsoft.capex", "AI capex"),
        ("microsoft.slots", "Slots"),
        ("microsoft.slots_used", "Promised"),
        ("microsoft.utilisation", "Utilised"),
        ("microsoft.bookings", "Bookings"),
        ("microsoft.access", "Access"),
        ("world.rival", "Rival"),
        ("microsoft.concentration", "On OpenAI"),
        ("relations.microsoft_trust", "Trust"),
        ("microsoft.share_price", "Shares"),
        ("microsoft.fear", "Capex fear"),
        ("microsoft.spare_mw", "Spare"),
        ("microsoft.ai_mw", "Own AI"),
        ("microsoft.capability", "Own model"),
        ("microsoft.board_patience", "Board"),
        ("microsoft.backlog", "Backlog"),
        ("microsoft.returns", "Returns"),
        ("world.appetite", "Appetite"),
        ("world.hype", "Hype"),
        ("world.power_tight", "Power"),
        ("world.heat_antitrust", "Antitrust"),
        ("world.heat_safety", "Safety heat"),
    ),
}
"""A seat's own numbers, what matters most first: as many are shown as there are rows."""

SECTIONS: Final[dict[Seat, tuple[tuple[str, tuple[str, ...]], ...]]] = {
    OPENAI: (
        ("Money", ("openai.cash", "openai.net", "openai.revenue", "openai.value")),
        ("Compute", ("fleet", "openai.late_mw", "openai.unserved", "openai.outside_share", "world.power_tight")),
        ("Models", ("openai.capability", "openai.lab_capability", "world.rival", "openai.safety", "openai.talent")),
        ("Customers", ("openai.share", "world.appetite", "world.hype")),
        ("People", ("relations.openai_trust", "openai.staff_mood", "openai.board_mood", "openai.investor_mood")),
        ("Watchers", ("world.heat_antitrust", "world.heat_safety")),
    ),
    MICROSOFT: (
        ("Money", ("microsoft.cash_flow", "microsoft.ai_revenue", "microsoft.capex", "microsoft.returns", "microsoft.backlog")),
        (
            "Compute",
            (
                "microsoft.slots", "microsoft.slots_used", "microsoft.spare_mw", "microsoft.ai_mw", "microsoft.utilisation",
                "microsoft.bookings", "world.power_tight",
            ),
        ),
        ("Models", ("microsoft.access", "microsoft.capability", "world.rival", "microsoft.concentration")),
        ("Market", ("microsoft.share_price", "microsoft.fear", "world.appetite", "world.hype")),
        ("People", ("relations.microsoft_trust", "microsoft.board_patience")),
        ("Watchers", ("world.heat_antitrust", "world.heat_safety")),
    ),
}  # fmt: skip
"""The same numbers in groups, for where there is room for all of them and their headings."""

THEIRS: Final = {
    OPENAI: (
        ("openai.cash", "Cash"),
        ("openai.revenue", "Revenue"),
        ("openai.net", "Net"),
        ("openai.unserved", "Unserved"),
        ("openai.capability", "Capability"),
        ("openai.azure_mw", "Azure"),
        ("openai.partner_mw", "Partners"),
        ("relations.openai_trust", "Trust"),
        ("openai.share", "Share"),
        ("openai.value", "Value"),
        ("openai.safety", "Safety"),
        ("openai.own_mw", "Own build"),
        ("openai.outside_share", "Non-Azure"),
        ("openai.profit_potential", "Potential"),
        ("openai.talent", "Talent"),
        ("openai.lab_capability", "In the lab"),
        ("openai.train", "Training"),
        ("openai.board_mood", "Board mood"),
        ("openai.staff_mood", "Staff mood"),
    ),
    MICROSOFT: (
        ("microsoft.slots", "Slots"),
        ("microsoft.access", "Access"),
        ("microsoft.capability", "Own model"),
        ("microsoft.ai_revenue", "AI revenue"),
        ("microsoft.fear", "Capex fear"),
        ("microsoft.concentration", "On OpenAI"),
        ("relations.microsoft_trust", "Trust"),
        ("microsoft.share_price", "Shares"),
        ("microsoft.capex", "AI capex"),
        ("microsoft.ai_mw", "Own AI"),
        ("microsoft.backlog", "Backlog"),
        ("microsoft.delivery_failures", "Failures"),
    ),
}
"""What a seat sees of the other, most telling first; the last of it only if the agreement shows it."""

FLEET: Final = ("openai.azure_mw", "openai.partner_mw", "openai.own_mw")
"""What a fleet is the sum of."""


def points_left(view: View) -> int:
    """Action points that are not planned away."""
    spent = (
        sum(ACTIONS[a.action].points for a in view.sealed if isinstance(a, Act))
        if view.phase == "plan"
        else 0
    )
    return view.number(f"{view.seat}.action_points") - spent


def runway(view: View) -> str:
    """How long the cash lasts at this pace, in words."""
    quarters = quarters_left(view)
    if quarters is None:
        return ", earning" if view.number("openai.net") else ""
    if not quarters:
        return ", under a quarter"
    return f" for {quarters} quarter{'s' * (quarters != 1)}" if quarters < 20 else " for years"
