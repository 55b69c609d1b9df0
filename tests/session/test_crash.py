"""A game whose process is killed loses nothing that was acknowledged, and can be read whenever it was killed.

First a session in a process of its own, then the app in a terminal: killed, told to stop, hung up on.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.tools.crash import Crashes, crash

if sys.platform != "win32":
    from tests.tools import app_crash

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


def test_an_app_that_is_ended_in_the_middle_comes_back_as_it_stood(tmp_path: Path) -> None:
    found = app_crash.crash(tmp_path, 2, "two")
    assert sum(found.ends.values()) == 2
    assert found.rows >= 2
    assert found.steps > 2


@pytest.mark.heavy
def test_an_app_that_is_ended_two_hundred_times_comes_back_as_it_stood(tmp_path: Path) -> None:
    found = app_crash.crash(tmp_path, 200, "two-hundred")
    assert set(app_crash.ENDS) == set(found.ends)
    assert found.steps > 300
    print(found)
