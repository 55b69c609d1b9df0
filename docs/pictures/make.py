"""Make the pictures of the README and the manual: real games, real screens. ``make pictures`` runs it.

A level-2 bot plays in your place up to a moment worth a picture; the app is then opened on the game and its screen exported.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"
HOME = tempfile.TemporaryDirectory()
os.environ.update(HOME=HOME.name, XDG_CONFIG_HOME=HOME.name, XDG_DATA_HOME=HOME.name)

from game import players  # noqa: E402 (the home must be a fresh one before anything looks for it)
from game.files.scenarios import load_scenario  # noqa: E402
from game.rules.state import State  # noqa: E402
from game.session import Session  # noqa: E402
from game.tui import settings  # noqa: E402
from game.tui.app import FirstRefusal  # noqa: E402

HERE = Path(__file__).parent
SIZE = (120, 40)
SEED = "b2:copper-meadow-7"


def played(seat: str, until: Callable[[State, str], bool]) -> Session:
    """A game in which a bot has sat in ``seat`` until ``until`` says, of the state and what the seat is asked, to stop."""
    other = "microsoft" if seat == "openai" else "openai"
    session = Session.new(load_scenario("first-refusal"), SEED, {seat: "you", other: "bot:2"})
    standing_in = players.make("bot:2", session.scenario, seat, session.chance.child("player", seat))
    while True:
        session.play_bots()
        question = session.question(seat)
        if question is None or until(session.state, question.topic):
            return session
        session.act(seat, standing_in.decide(session.view(seat), question, session.legal(seat)))


def at_the_table(state: State, topic: str) -> bool:
    """An offer of the other side's lies on the table, and it has said why it refused mine."""
    table = state.table
    return (
        topic == "table" and table is not None and table.offered_by == "microsoft" and len(table.history) > 1
    )


MOMENTS: dict[str, tuple[str, Callable[[State, str], bool]]] = {
    "quarter": ("openai", lambda state, topic: state.quarter >= 5 and topic == "events"),
    "plan": ("microsoft", lambda state, topic: state.quarter >= 3 and topic == "plan"),
    "table": ("openai", at_the_table),
    "ending": ("openai", lambda state, topic: False),
}


async def picture(name: str) -> None:
    """Export one screen as SVG."""
    seat, until = MOMENTS[name]
    settings.write(settings.read()._replace(told=True))
    app = FirstRefusal(played(seat, until))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        svg = app.export_screenshot(title="first-refusal")
    # Textual numbers its pictures at random; the same screen must give the same file.
    svg = re.sub(r"terminal-\d+", f"first-refusal-{name}", svg)
    (HERE / f"{name}.svg").write_text(svg, encoding="utf-8")


for chosen in sys.argv[1:] or MOMENTS:
    asyncio.run(picture(chosen))
