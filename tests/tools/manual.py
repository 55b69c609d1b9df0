"""The tables of ``docs/playing.md`` that nobody writes by hand: every screen's keys, from the register of commands."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from game.tui.commands import (
    BESIDE,
    COMMANDS,
    CURTAIN,
    ENDING,
    EVERYWHERE,
    GAME,
    LESSON,
    LIST,
    MARKET,
    MENU,
    PAPER,
    WATCH,
    Command,
    key_words,
)

PAGE: Final = Path(__file__).parents[2] / "docs" / "playing.md"
BEGIN, END = "<!-- keys: make manual writes this -->", "<!-- end of keys -->"
TITLES: Final = {
    MENU: "The menu",
    GAME: "The quarter",
    MARKET: "The market",
    PAPER: "Pages: agreement, ledger, notes, news, brief, and what opens from them",
    LIST: "Lists: new game, the shelf, everybody's acts",
    WATCH: "A game watched again",
    BESIDE: "Two games side by side",
    ENDING: "The end",
    LESSON: "The tutorial's end",
    CURTAIN: "The curtain between two people",
}


def keys() -> str:
    """Every screen with its keys, as Markdown."""
    table = ("table",)
    parts = [_part("Everywhere", [c for c in COMMANDS.values() if c.where == EVERYWHERE])]
    for where in EVERYWHERE:
        own = [c for c in COMMANDS.values() if where in c.where and c.where != EVERYWHERE]
        parts.append(_part(TITLES[where], [c for c in own if c.topics != table]))
        parts.append(_part("The table", [c for c in own if c.topics == table]))
    return "\n\n".join(filter(None, parts))


def _part(title: str, commands: list[Command]) -> str:
    if not commands:
        return ""
    rows = [f"| {_keys(command)} | {command.title} | {_cell(command.help)} |" for command in commands]
    return "\n".join([f"### {title}", "", "| key | what | |", "|---|---|---|", *rows])


def _keys(command: Command) -> str:
    return " ".join(f"`{_cell(key_words(key))}`" for key in command.key.split(",")) if command.key else ""


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


def written(page: str) -> str:
    """The page with its tables as they are today."""
    made = f"{BEGIN}\n\n{keys()}\n\n{END}"
    return re.sub(f"{re.escape(BEGIN)}.*{re.escape(END)}", lambda _: made, page, flags=re.DOTALL)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
