"""Plays the app in a terminal and ends it at moments that a seed draws: killed, told to stop, hung up on. Then Continue opens it again.

What the screen showed when it had come to rest must be in the file: its first row is compared with what the seat saw after each step
on disk. The save must open, the menu must offer the game with all its steps, and the game must come back as it stood. Whatever can
be caught must leave the terminal as it was. ``python -m tests.tools.app_crash 200`` prints what happened.
"""

from __future__ import annotations

import random
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from game.debrief.figures import NAMES, figure, turn_words
from game.desk.numbers import runway
from game.files.saves import read_save
from game.rules.units import OPENAI, SEATS, Seat
from game.rules.view import View
from game.session import Session, verify
from game.tui.widgets.status import PHASES
from tests.tools.terminal import GAME, PATIENCE, Terminal

TYPED = (
    *(["space"] * 14), *"1234", "enter", "enter", "enter", "y", "escape", "escape", "up", "down", "down", "left", "right", "right", "n",
    "n", "o", "a", "g", "l", "j", "?", "tab", "pagedown", "s", "d", "w", "/", "rev", "12", "backspace", "ctrl+c", "ctrl+z",
)  # fmt: skip
"""What somebody presses who hardly looks. Nothing in it leaves the game."""
ENDS = (*(["KILL"] * 12), "TERM", "HUP", "INT", "hang up")
CAUGHT = {"TERM": 143, "HUP": 129, "INT": 130}
"""What a shell is told of an end that was asked for."""
_FIRST_ROW = re.compile(
    r" (\S.*?) · (\d+/\d+) · ([a-z ]+) · (OpenAI|Microsoft) +(\S.*?)(?: · [●○]* ?-?\d+.*)?$"
)
_THINKS = re.compile(r"(OpenAI|Microsoft) (is|reads|reckons) [^.]*…")
_OFFERED = re.compile(r"(\d) Continue +.*, (\d+) steps?\b")


class Crashes(NamedTuple):
    """What happened: how it was ended and how often, the first rows that were looked up in the file, what the game was at."""

    ends: Counter[str]
    rows: int
    games: int
    steps: int
    silent: int
    """Ends after which the file held more than the screen had shown."""
    at: Counter[str]


def crash(home: Path, count: int, seed: str) -> Crashes:
    """Play and end so often. ``AssertionError`` says what was lost, or not restored."""
    luck = random.Random(seed)
    found = Crashes(Counter(), 0, 0, 0, 0, Counter())
    path: Path | None = None
    while sum(found.ends.values()) < count:
        before = set(_saves(home))
        fresh = path is None or Session.load(path).outcome() is not None
        with _begun(home, f"{seed}-{found.games}", luck) if fresh else _opened(home) as terminal:
            if not fresh:
                assert path is not None
                _continued(terminal, path)
            assert terminal.until(_in_game), "\n".join(terminal.rows)
            if fresh:
                path = next(file for file in _saves(home) if file not in before)
                found = found._replace(games=found.games + 1)
            assert path is not None
            rows = _played(terminal, luck)
            end, at = luck.choice(ENDS), _caught_at(terminal, rows, luck)
            _ended(terminal, end)
        found.ends[end] += 1
        # Whose game has ended may have begun another, with some key or other.
        others = [file for file in _saves(home) if file not in before and file != path]
        silent = _held([path, *others], rows)
        path = others[-1] if others else path
        found.at[at] += 1
        found = found._replace(rows=found.rows + len(set(rows)), silent=found.silent + silent)
    for file in _saves(home):
        found = found._replace(steps=found.steps + len(verify(file).steps))
    return found


Row = tuple[str, str, str, str, str]


def _opened(home: Path, *words: str) -> Terminal:
    """The game in a home of its own."""
    places = {"HOME": home, "XDG_DATA_HOME": home / "data", "XDG_CONFIG_HOME": home / "config"}
    places |= {"XDG_STATE_HOME": home / "state", "XDG_CACHE_HOME": home / "cache"}
    return Terminal((*GAME, *words), (80, 24), {name: str(place) for name, place in places.items()})


def _begun(home: Path, words: str, luck: random.Random) -> Terminal:
    seat, level = luck.choice(SEATS), luck.choice("1223345")
    terminal = _opened(home, "play", "--quick", "--as", seat, "--seed", words, "--level", level)
    asks = terminal.until(lambda rows: _in_game(rows) or any("Before you begin" in row for row in rows))
    assert asks, "\n".join(terminal.rows)
    if not _in_game(terminal.rows):
        terminal.press("enter")
    return terminal


def _continued(terminal: Terminal, path: Path) -> None:
    """The menu offers the game with every step that is on disk; it is opened."""
    assert terminal.until(lambda rows: any(map(_OFFERED.search, rows))), "\n".join(terminal.rows)
    offered = next(found for row in terminal.rows if (found := _OFFERED.search(row)))
    assert int(offered[2]) == len(read_save(path).steps), f"Continue offers {offered[0]}"
    terminal.press(offered[1])


def _in_game(rows: list[str]) -> bool:
    return _FIRST_ROW.match(rows[0].rstrip()) is not None


def _played(terminal: Terminal, luck: random.Random) -> list[Row]:
    """Press keys, sometimes faster than they can be answered; the first rows that were seen at rest."""
    rows: list[Row] = []
    rested = terminal.look(2)
    for more in range(luck.choice((1, 10, 25, 60)), -1, -1):
        if rested and (row := _FIRST_ROW.match(terminal.rows[0].rstrip())):
            rows.append((row[1], row[2], row[3], row[4], row[5]))
        if more:
            terminal.press(luck.choice(TYPED))
            rested = luck.random() < 0.7 and terminal.look(1.5, 0.08)
    return rows


def _caught_at(terminal: Terminal, rows: list[Row], luck: random.Random) -> str:
    """What is under way when the end comes: somebody types, the counterpart thinks, or the phase that was seen last."""
    match luck.choice(("type", "think", "rest")):
        case "type":
            terminal.press(*(luck.choice(TYPED) for _ in range(luck.randint(1, 6))))
            time.sleep(luck.random() * luck.choice((0, 0.02, 0.3)))
            return "somebody types"
        case "think":
            terminal.press("escape", "space")
            if terminal.until(_thinking, luck.choice((0.5, 2))):
                return "the counterpart thinks"
    return rows[-1][2] if rows else "nothing seen yet"


def _thinking(rows: list[str]) -> bool:
    return any(_THINKS.search(row) for row in rows)


def _ended(terminal: Terminal, end: str) -> None:
    if end == "hang up":
        terminal.hang_up()
        until = time.monotonic() + PATIENCE
        while not terminal.ended() and time.monotonic() < until:
            time.sleep(0.05)
        assert terminal.ended(), "nobody is at the terminal, and it goes on"
    else:
        terminal.signal(getattr(signal, f"SIG{end}"))
        code = terminal.end()
        assert code == CAUGHT.get(end, -signal.SIGKILL), "\n".join(
            [f"after {end} it gives back {code}", *terminal.rows]
        )
        if end in CAUGHT:
            assert terminal.restored(), f"after {end} it leaves the terminal as {terminal.written[-200:]!r}"


def _held(paths: list[Path], rows: list[Row]) -> bool:
    """Whether the files hold more than was seen. ``AssertionError`` when they hold less, or cannot be opened."""
    stood: list[Row] = []
    for path in paths:
        steps, session = read_save(path).steps, Session.load(path)
        stood += [_row(view_at(session, n, session.people[0])) for n in range(len(steps) + 1)]
    at = 0
    for row in rows:  # in the order in which they were seen
        later = [n for n in range(at, len(stood)) if stood[n] == row]
        assert later, f"{paths}: the screen showed {row}, and the file knows nothing of it after step {at}"
        at = later[0]
    return bool(rows) and stood[-1] != rows[-1]


def _saves(home: Path) -> list[Path]:
    """Every game, the last that was written to last."""
    return sorted((home / "data").rglob("*.jsonl"), key=lambda file: file.stat().st_mtime_ns)


def view_at(session: Session, n: int, seat: Seat) -> View:
    """What a seat saw after so many steps."""
    return session.as_it_stood(n).view(seat)


def _row(view: View) -> Row:
    """The first row of the screen as it must be for a view."""
    now, last = view.turns.number(view.quarter), view.turns.number(view.last - 1)
    if view.seat == OPENAI:
        money = f"cash {figure('openai.cash', view.numbers['openai.cash'])}{runway(view)}"
    else:
        money = f"AI cash flow {figure('microsoft.cash_flow', view.numbers['microsoft.cash_flow'])}"
    return turn_words(view), f"{now}/{last}", PHASES[view.phase], NAMES[view.seat], money


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(crash(Path(folder), int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "crash"))
