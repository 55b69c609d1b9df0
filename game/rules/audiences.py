"""Who watches: regulators, staff, boards, investors, and each side's trust in the other (rulebook 3.1.4, 3.2.8)."""

from __future__ import annotations

from typing import Final

from game.rules.agreement import governance, open_weights
from game.rules.draft import Draft

HEATS: Final = ("antitrust", "charity", "safety", "export")
REMEDY: Final = 750
INQUIRY: Final = 500


def feelings(draft: Draft) -> None:
    """Trust fades toward the middle, heats cool, moods follow what happened (rulebook 3.1.4, 3.2.8)."""
    state = draft.state
    lab, relations, world = state.openai, state.relations, state.world
    dials = draft.scenario.dials.feelings
    for name in ("openai_trust", "microsoft_trust"):
        value = getattr(relations, name)
        draft.move(f"relations.{name}", (500 - value) * dials.trust_fading.value // 100, "time")
    draft.move("relations.friction", -(relations.friction - 200) // 20, "time")
    for heat in HEATS:
        value = getattr(world, f"heat_{heat}")
        draft.move(f"world.heat_{heat}", -(value * dials.heat_fading.value // 100), "time")
    if relations.exclusive_clauses:
        draft.move("world.heat_antitrust", 5 * min(2, relations.exclusive_clauses), "exclusive clauses")
    draft.move("world.heat_antitrust", governance.heat(state.terms["governance"]), "a seat on two boards")
    if relations.stake > 3000:
        draft.move("world.heat_antitrust", 10, "a large stake")
    if relations.friction > 700:
        draft.move("world.heat_antitrust", 10, "a public quarrel")
        draft.move("world.hype", -10, "a public quarrel")
    draft.move("openai.talent", (dials.talent_rest.value - lab.talent) // 10, "hiring and leaving")
    draft.move(
        "openai.staff_mood", (600 - lab.staff_mood) // 10 + (lab.safety_share - 1500) // 200, "the work"
    )
    draft.move("openai.board_mood", (lab.safety - 450) // 20 + (550 - lab.board_mood) // 10, "the mission")
    draft.move("openai.investor_mood", (world.hype - lab.investor_mood) // 8, "the market")
    if lab.staff_mood < 250:
        draft.move("openai.talent", -50, "resignations")
    weights = state.terms["open-weights"]
    draft.move("openai.staff_mood", open_weights.pride(weights), "open weights")
    draft.move("world.heat_safety", open_weights.worry(weights), "open weights")
    draft.put("relations.unamended", relations.unamended + 1, "time")
    if world.heat_antitrust >= REMEDY:
        draft.move("relations.friction", 20, "the remedy hearing")
