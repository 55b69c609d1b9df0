"""What tells one kind from another at the table: what it raises, and what it never trades (rulebook 3.4.1).

Whoever is of a kind acts on it (:mod:`game.players.manners`), and whoever listens may recognise it (:mod:`game.bargaining.kinds`).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from game.rules.units import MICROSOFT, OPENAI

RAISES: Final = MappingProxyType(
    {
        (MICROSOFT, "empire-builder"): ("compute-sourcing", "notice-window"),
        (MICROSOFT, "deal-lawyer"): ("agi-trigger", "agi-consequence", "agi-panel", "disputes", "non-solicit", "acquired-ip"),
        (MICROSOFT, "hedger"): ("microsoft-agi", "ip-end", "ip-scope"),
        (MICROSOFT, "dealmaker"): ("api-distribution", "third-party-products", "payment-timing", "open-weights"),
        (MICROSOFT, "capex-sceptic"): ("renewal", "rate-card", "azure-commitment"),
        (OPENAI, "empire-builder"): ("research-carve-out", "compute-sourcing", "delivery-remedy"),
        (OPENAI, "safety-hawk"): ("safety-duties", "agi-trigger", "agi-panel"),
        (OPENAI, "cash-starved"): ("payment-timing", "microsoft-money", "revenue-share-cap"),
        (OPENAI, "dealmaker"): ("microsoft-agi", "governance", "api-distribution", "open-weights"),
        (OPENAI, "independent"): ("api-distribution", "third-party-products", "ip-exclusivity", "renewal"),
    }
)  # fmt: skip
"""What a kind brings up, the dearest to it first."""
AT_ONCE: Final = MappingProxyType({"deal-lawyer": 3, "dealmaker": 2})
"""How much of that it brings up in one offer, where that is more than one thing."""
KEEPS: Final = MappingProxyType(
    {
        (MICROSOFT, "empire-builder"): ("compute-sourcing",),
        (OPENAI, "safety-hawk"): ("agi-trigger", "agi-consequence", "safety-duties"),
    }
)
"""What a kind never gives, for whatever price."""
