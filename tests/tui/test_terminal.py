"""In a real terminal: any size at any moment, whatever is pasted, and away to the shell and back."""

from __future__ import annotations

import shutil
import sys
from random import Random

import pytest

from game.files.places import save_folder
from game.files.saves import read_save
from game.tui import settings

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals of this kind", allow_module_level=True)

from tests.tools.terminal import GAME, Terminal

PLAY = (*GAME, "play", "--seed", "harbour-7")


@pytest.fixture(autouse=True)
def _told() -> None:
    settings.write(settings.Settings(told=True))


def test_after_forty_sizes_the_screen_is_what_it_was() -> None:
    luck = Random("sizes")
    sizes = [(200, 60), (80, 24), (20, 5), (4, 2), (1, 1), (59, 40), (300, 3), (60, 15)]
    sizes += [(luck.randint(1, 200), luck.randint(1, 60)) for _ in range(32)]
    with Terminal(PLAY) as terminal:
        terminal.wait("quit")
        fresh = terminal.settle()
        for width, height in sizes:
            terminal.resize(width, height)
            terminal.read(0.01)
        terminal.resize(52, 14)
        terminal.wait("needs 60×16, now 52×14")
        terminal.press("   nq\r")
        terminal.settle()
        assert terminal.text.split() == ["needs", "60×16,", "now", "52×14", "^q", "leaves"]
        terminal.resize(120, 40)
        terminal.wait_for(fresh)
        terminal.press("q")
        assert terminal.end() == 0
        assert b"\x1b[?1049l" in terminal.written
        assert terminal.written.rindex(b"\x1b[?25h") > terminal.written.rindex(b"\x1b[?25l")


def test_a_key_that_was_pressed_twice_answers_once() -> None:
    with Terminal(PLAY) as terminal:
        terminal.wait("quit")
        terminal.settle()
        terminal.press("  ")
        terminal.settle()
        assert "does not wait" not in terminal.text
        (save,) = save_folder().glob("*.jsonl")
        assert [step.by for step in read_save(save).steps].count("openai") == 1


def test_what_is_pasted_decides_nothing_and_fills_no_more_than_a_line() -> None:
    with Terminal(PLAY) as terminal:
        terminal.wait("quit")
        before = terminal.settle()
        (save,) = save_folder().glob("*.jsonl")
        kept = save.read_bytes()
        for text in (b"1 2 n q \r\n", b"x" * 100_000, "№ \x07 ü\n\n".encode()):
            terminal.press(b"\x1b[200~" + text + b"\x1b[201~")
            terminal.settle()
            terminal.wait_for(before)
        assert save.read_bytes() == kept


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash to go back to")
def test_away_to_the_shell_and_back() -> None:
    with Terminal(("bash", "--norc", "--noprofile", "-i"), environment={"PS1": "shell> "}) as terminal:
        terminal.wait("shell>")
        terminal.press(" ".join(GAME) + "\r")
        terminal.wait("New game")
        before = terminal.settle()
        terminal.press(b"\x1a")
        terminal.wait("Stopped")
        assert b"\x1b[?1049l" in terminal.written
        terminal.press("echo here I am\r")
        terminal.wait("\nhere I am")
        terminal.press("fg\r")
        terminal.wait("New game")
        terminal.wait_for(before)
        terminal.press("q")
        terminal.wait("shell>")
