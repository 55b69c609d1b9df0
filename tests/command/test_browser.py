"""The game in a browser: who may come in, what is said, and a quarter played in a real one."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game.cli import main
from game.cli.browser import stranger
from game.errors import Exit
from game.files.places import save_folder
from game.files.saves import read_save
from game.session import Session
from game.tui import settings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 120.0
"""Seconds to wait for what should take one or two."""


@pytest.mark.parametrize(
    ("host", "origin", "loopback", "comes_in"),
    [
        ("127.0.0.1:8000", "", True, True),
        ("localhost:8000", "http://localhost:8000", True, True),
        ("[::1]:8000", "http://[::1]:8000", True, True),
        ("127.0.0.1:8000", "https://elsewhere.example", True, False),
        ("rebound.example:8000", "http://rebound.example:8000", True, False),
        ("games.example:8000", "http://games.example:8000", False, True),
        ("games.example:8000", "null", False, False),
    ],
)
def test_only_the_games_own_page_is_let_in(host: str, origin: str, loopback: bool, comes_in: bool) -> None:
    assert (stranger(host, origin, loopback=loopback) == "") == comes_in


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--port", "70000"), "--port goes from 0 to 65535; 70000 does not fit."),
        (("--host", "256.0.0.1"), "The game cannot be served at 256.0.0.1, port 8000: "),
    ],
)
def test_an_address_that_cannot_be_is_one_sentence(capsys, words, said) -> None:
    assert main(("serve", *words)) == Exit.USAGE
    assert said in capsys.readouterr().err


def test_without_the_extra_it_is_said_how_to_have_it(capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "game.cli.browser")
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    assert main(("serve",)) == Exit.USAGE
    err = capsys.readouterr().err
    assert "first-refusal[web]" in err
    assert err.count("\n") == 1


@pytest.mark.heavy
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
def test_a_quarter_is_played_in_a_browser_and_saved() -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    settings.write(settings.Settings(told=True))
    server = subprocess.Popen(
        [sys.executable, "-m", "game", "serve", "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert server.stderr is not None
    try:
        found = re.search(r"http://[^,]+", server.stderr.readline())
        assert found is not None
        asked: list[str] = []
        with playwright.sync_playwright() as play:
            browser = play.chromium.launch(executable_path=CHROMIUM)
            page = browser.new_page(viewport={"width": 1100, "height": 760})
            page.on("request", lambda request: asked.append(request.url))
            page.goto(found.group())
            page.wait_for_selector(".xterm")
            page.wait_for_selector("body.-first-byte", state="attached")
            page.wait_for_timeout(500)
            page.click("#terminal")
            menu = page.screenshot()
            for key in ("n", "Space", "Escape"):
                page.keyboard.press(key)
                page.wait_for_timeout(700)
            end, quarter = time.monotonic() + PATIENCE, 0
            while not quarter:
                assert time.monotonic() < end, "the first quarter does not end"
                page.keyboard.press("Space")
                page.wait_for_timeout(500)
                for save in save_folder().glob("*.jsonl"):
                    quarter = Session.load(save).state.quarter
            steps = read_save(save).steps
            assert {"openai", "microsoft"} <= {step.by for step in steps}
            assert page.screenshot() != menu
            server.send_signal(signal.SIGINT)
            assert server.wait(PATIENCE) == 0
            page.wait_for_selector("#closed")  # the page says that the game has ended
            browser.close()
        assert asked
        assert all(url.startswith(found.group()) for url in asked), asked
        assert read_save(save).steps[: len(steps)] == steps
    finally:
        server.kill()
        server.wait()
        server.stderr.close()
