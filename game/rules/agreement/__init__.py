"""The agreement: one file per clause, and what can be said of them together.

To add a clause, add its file and name it here: the order here is the order of the document.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from game.rules.agreement import (
    acquired_ip,
    agi_consequence,
    agi_panel,
    agi_trigger,
    api_distribution,
    azure_commitment,
    compute_sourcing,
    delivery_remedy,
    disputes,
    equity_stake,
    governance,
    ip_end,
    ip_exclusivity,
    ip_scope,
    microsoft_agi,
    microsoft_money,
    most_favoured,
    non_solicit,
    notice_window,
    open_weights,
    payment_timing,
    pre_emption,
    rate_card,
    recap_consent,
    renewal,
    research_carve_out,
    revenue_share,
    revenue_share_cap,
    reverse_share,
    safety_duties,
    share_end,
    third_party_products,
)
from game.rules.agreement.clause import BLOCKS, HELPS, HURTS, NONE, Clause, Lens, Reported, Term, Terms

_MODULES: Final = (
    compute_sourcing,
    notice_window,
    research_carve_out,
    azure_commitment,
    rate_card,
    delivery_remedy,
    revenue_share,
    share_end,
    revenue_share_cap,
    payment_timing,
    reverse_share,
    ip_scope,
    ip_end,
    ip_exclusivity,
    acquired_ip,
    api_distribution,
    third_party_products,
    open_weights,
    most_favoured,
    agi_trigger,
    agi_panel,
    agi_consequence,
    microsoft_agi,
    safety_duties,
    equity_stake,
    recap_consent,
    microsoft_money,
    governance,
    pre_emption,
    renewal,
    non_solicit,
    disputes,
)

CLAUSES: Final[Mapping[str, Clause]] = MappingProxyType(
    {module.CLAUSE.id: module.CLAUSE for module in _MODULES}
)
"""Every clause by its id, in the order of the document."""

BY_BLOCK: Final = MappingProxyType(
    {block: tuple(clause for clause in CLAUSES.values() if clause.block == block) for block in BLOCKS}
)
"""The clauses of each block: worth is additive over blocks."""

HEADLINES: Final = tuple(clause.id for clause in CLAUSES.values() if clause.headline)
"""The twelve clauses that make the news (rulebook 3.1.5)."""


def called(id: str) -> str:
    """A clause in a sentence, with its id for whoever writes it: “IP end” (ip-end); what is no clause as it was said."""
    return f"“{CLAUSES[id].title}” ({id})" if id in CLAUSES else f"“{id[:40]}”"


__all__ = [
    "BLOCKS", "BY_BLOCK", "CLAUSES", "HEADLINES", "HELPS", "HURTS", "NONE", "Clause", "Lens", "Reported", "Term", "Terms", "called",
]  # fmt: skip
