"""What tells one kind from another at the table: what it raises, and what it never trades (rulebook 3.4.1).

Whoever is of a kind acts on it (:mod:`game.players.manners`), and whoever listens may recognise it (:mod:`game.bargaining.kinds`).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from game.rules.units import MICROSOFT, OPENAI, Seat

ASKS: Final = MappingProxyType(
    {
        (MICROSOFT, "empire-builder"): ("compute-sourcing", "notice-window"),
        (MICROSOFT, "deal-lawyer"): (
            "agi-trigger",
            "agi-consequence",
            "agi-panel",
            "disputes",
            "non-solicit",
        ),
        (MICROSOFT, "hedger"): ("microsoft-agi",),
        (OPENAI, "empire-builder"): ("compute-sourcing", "delivery-remedy", "research-carve-out"),
        (OPENAI, "safety-hawk"): ("safety-duties", "agi-trigger", "agi-panel"),
        (OPENAI, "cash-starved"): ("payment-timing", "microsoft-money", "revenue-share-cap"),
        (OPENAI, "independent"): ("api-distribution", "third-party-products", "ip-exclusivity", "renewal"),
    }
)
"""What a kind asks for whatever the subject is, the dearest to it first."""
GIVES: Final = MappingProxyType(
    {
        (MICROSOFT, "hedger"): ("ip-end", "ip-scope"),
        (MICROSOFT, "dealmaker"): (
            "third-party-products",
            "api-distribution",
            "payment-timing",
            "open-weights",
        ),
        (MICROSOFT, "capex-sceptic"): ("renewal", "rate-card", "compute-sourcing"),
        (OPENAI, "dealmaker"): ("microsoft-agi", "governance", "most-favoured"),
    }
)
"""What a kind puts in its offers of its own accord, where it does the other side more good than it harm."""
AT_ONCE: Final = MappingProxyType({"deal-lawyer": 3, "dealmaker": 2, "hedger": 2})
"""How much of that it brings up in one offer, where that is more than one thing."""
KEEPS: Final = MappingProxyType(
    {
        (MICROSOFT, "empire-builder"): ("compute-sourcing",),
        (OPENAI, "safety-hawk"): ("agi-trigger", "agi-consequence", "safety-duties"),
    }
)
"""What a kind never gives, for whatever price."""


def raised_by(seat: Seat, kind: str) -> tuple[str, ...]:
    """The clauses that a kind brings into its offers, the dearest to it first."""
    return (*ASKS.get((seat, kind), ()), *GIVES.get((seat, kind), ()))
