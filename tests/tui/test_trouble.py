"""Out of cash, on screen: a bridge may be granted for a change in the agreement, drafted like any other."""

from __future__ import annotations

from dataclasses import replace

from game.rules.decisions import Bridge
from game.rules.facts import BridgeAsked
from game.rules.units import MICROSOFT
from game.session import Session
from tests.tools.screens import cut_off, painted
from tests.tui.conftest import Opens, begun, flagship


def asked_for_a_bridge() -> Session:
    """The first quarter has closed without cash, and OpenAI asks a person in Microsoft's seat for a bridge."""
    session = begun(MICROSOFT)
    session.state = session.state.copy()
    session.state.openai.cash, session.state.phase = -2000, "bridge"
    return session


async def test_a_bridge_is_granted_for_a_change_that_is_turned_in_a_dialog(opened: Opens) -> None:
    session = asked_for_a_bridge()
    async with opened(session, (80, 24)) as game:
        assert "They are out of cash" in painted(game.app)
        await game.press("2")
        assert type(game.screen).__name__ == "BridgeTerms"
        assert "A bridge, for a change in the agreement" in painted(game.app)
        assert not cut_off(game.app)
        await game.press("right", "enter", "enter")
        assert "If they take the bridge, they sign this with it." in painted(game.app)
        await game.press("enter")
        assert not [step for step in session.steps if isinstance(step.decision, Bridge)], "enter says no"
        await game.press("2", "right", "enter", "enter", "y")
        made = [step.decision for step in session.steps if isinstance(step.decision, Bridge)]
        assert [decision.grant for decision in made] == [True]
        assert len(made[0].package) == 1
        facts = [fact for step in session.steps for fact in step.facts if isinstance(fact, BridgeAsked)]
        assert any(fact.terms == made[0].package for fact in facts)


async def test_the_ledger_holds_what_regulators_have_begun(opened: Opens) -> None:
    hot = {**flagship().start.world, "heat_antitrust": 80, "heat_safety": 60}
    scenario = replace(flagship(), start=replace(flagship().start, world=hot))
    async with opened(begun(MICROSOFT, scenario=scenario), (80, 24)) as game:
        await game.press("l")
        shown = painted(game.app)
        assert "The antitrust inquiry" in shown
        assert "An action point less for both" in shown
