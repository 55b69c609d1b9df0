"""A disk that fills up in the middle of a game: it is said, nothing is lost, and the game goes on when there is room."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.errors import SaveError
from game.files.saves import Recorder, Step
from game.session import verify
from game.tui.screens import quarter
from tests.tools.screens import painted
from tests.tui.conftest import Opens, begun


async def test_the_counterparts_step_waits_for_room_on_the_disk(
    opened: Opens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = begun("microsoft", path=tmp_path / "full.jsonl")
    append, full = Recorder.append, True

    def failing(self: Recorder, step: Step) -> Step:
        if full and step.by == "openai":
            raise SaveError("full.jsonl", "could not be written: the disk is full.", "Free some space.")
        return append(self, step)

    monkeypatch.setattr(Recorder, "append", failing)
    monkeypatch.setattr(quarter, "RETRY", 0.01)
    async with opened(session) as game:
        await game.pilot.pause()
        assert "the disk is full" in painted(game.app)
        before = len(session.steps)
        full = False
        await game.press("enter")
        while len(session.steps) == before:
            await game.settle()
    session.close()
    assert len(verify(tmp_path / "full.jsonl").steps) > before
