"""What the companies are called where a person reads: by their names, or by made-up ones. The one place that knows both.

Nothing is renamed but what is painted or read out: rules, saves, scripts and moves keep their ids, and a document that is kept
as a file keeps the names.
"""

from __future__ import annotations

import re
from typing import Final

MADE_UP: Final = {
    "OpenAI": "Lab", "Microsoft": "Cloud", "Azure": "Haze", "Oracle": "Augur", "CoreWeave": "Loom", "Amazon": "River",
    "Google": "Lookup", "Stargate": "Portal", "OA": "L", "MS": "C",
}  # fmt: skip
"""Every real name with a made-up one, none longer than the real one, so that it has room wherever that had."""
_REAL: Final = re.compile(rf"\b(?:([Aa])n (?=OpenAI\b|Azure\b|Oracle\b|Amazon\b))?\b({'|'.join(MADE_UP)})\b")
_AN: Final = ("A",)
"""Letters before which “a” is “an”."""
_FILLS: Final = " ─━"
_FRAMES: Final = ("│", "┃", "╮", "╯", "┐", "┘", "┓", "┛")


def _made_up(found: re.Match[str]) -> str:
    article, name = found.groups()
    said = MADE_UP[name]
    return f"{article}{'n' if said.startswith(_AN) else ''} {said}" if article else said


def renamed(text: str) -> str:
    """A text with made-up names for real ones."""
    return _REAL.sub(_made_up, text)


def realigned(line: str) -> list[tuple[str, int]] | None:
    """A painted line renamed, each sign with the place of the one in the line whose look it has; ``None`` where nothing is renamed.

    The line stays as long as it is, and columns and frames where they are: what a name is shorter by is made up for at the next
    gap or rule behind it, or at the line's end.
    """
    found = list(_REAL.finditer(line))
    if not found:
        return None
    signs: list[tuple[str, int]] = []
    at = short = 0
    for name in (*found, None):
        for place in range(at, name.start() if name is not None else len(line)):
            if short and line[place] in _FILLS and line[place + 1 : place + 2] == line[place]:
                signs += [(line[place], place)] * short
                short = 0
            signs.append((line[place], place))
        if name is not None:
            said = _made_up(name)
            signs += [(sign, name.end() - 1) for sign in said]
            short += name.end() - name.start() - len(said)
            at = name.end()
    end = len(signs) - (1 if line.endswith(_FRAMES) else 0)
    signs[end:end] = [(" ", signs[end - 1][1])] * short
    return signs
