"""A game whose process is killed loses nothing that was acknowledged, and can be read whenever it was killed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.tools.crash import Crashes, crash

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed like this there")


def held(found: Crashes, kills: int) -> None:
    assert found.kills == kills
    assert found.acknowledged > 10 * kills


def test_six_kills_lose_nothing(tmp_path: Path) -> None:
    held(crash(tmp_path, 6, "six"), 6)


@pytest.mark.heavy
def test_two_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    found = crash(tmp_path, 200, "two-hundred")
    held(found, 200)
    print(found)
