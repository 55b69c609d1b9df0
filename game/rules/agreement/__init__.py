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
    open_weights,
    pre_emption,
    recap_consent,
    research_carve_out,
    revenue_share,
    revenue_share_cap,
    safety_duties,
    third_party_products,
)
from game.rules.agreement.clause import BLOCKS, HELPS, HURTS, NONE, Clause, Lens, Reported, Term, Terms

_MODULES: Final = (
    compute_sourcing,
    research_carve_out,
    azure_commitment,
    revenue_share,
    revenue_share_cap,
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

__all__ = [
    "BLOCKS", "BY_BLOCK", "CLAUSES", "HELPS", "HURTS", "NONE", "Clause", "Lens", "Reported", "Term", "Terms",
]  # fmt: skip
