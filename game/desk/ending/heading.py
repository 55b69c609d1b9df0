"""A title three lines high, in thin lines: a capital in double ones. What has signs that are not drawn here stays a line of text."""

from __future__ import annotations

from typing import Final

from game.desk.content import Content

_DRAWN: Final = {
    "a": "┌─┐├─┤┴ ┴", "b": "┌┐ ├┴┐└─┘", "c": "┌─┐│  └─┘", "d": "┌┬┐ ││─┴┘", "e": "┌─┐├┤ └─┘", "f": "┌─┐├┤ └  ", "g": "┌─┐│ ┬└─┘",
    "h": "┬ ┬├─┤┴ ┴", "i": "┬│┴", "j": " ┬ │└┘", "k": "┬┌─├┴┐┴ ┴", "l": "┬  │  ┴─┘", "m": "┌┬┐│││┴ ┴", "n": "┌┐┌│││┘└┘",
    "o": "┌─┐│ │└─┘", "p": "┌─┐├─┘┴  ", "q": "┌─┐ │─┼┐└─┘└", "r": "┬─┐├┬┘┴└─", "s": "┌─┐└─┐└─┘", "t": "┌┬┐ │  ┴ ", "u": "┬ ┬│ │└─┘",
    "v": "┬  ┬└┐┌┘ └┘ ", "w": "┬ ┬│││└┴┘", "x": "─┐ ┬┌┴┬┘┴ └─", "y": "┬ ┬└┬┘ ┴ ", "z": "┌─┐┌─┘└─┘", " ": "      ", "-": "   ───   ",
    ",": "  │", ".": "  ·", "’": "│  ", "'": "│  ",
}  # fmt: skip
"""Each letter's three rows, one after the other."""
_DOUBLE: Final = str.maketrans("─│┌┐└┘├┤┬┴┼", "═║╔╗╚╝╠╣╦╩╬")
HEIGHT: Final = 3


def heading(words: str, width: int, style: str) -> list[Content]:
    """The words in large letters, on as many lines as they need; one plain line where they cannot be drawn in so many columns."""
    if not all(sign.lower() in _DRAWN for sign in words):
        return [Content.styled(words, style)]
    rows = list[str]()
    for line in _lines(words.split(), width):
        if len(line[0]) > width:
            return [Content.styled(words, style)]
        rows += line
    return [Content.styled(row.rstrip(), style) for row in rows]


def _lines(words: list[str], width: int) -> list[tuple[str, ...]]:
    lines, line = list[tuple[str, ...]](), ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and len(_rows(longer)[0]) > width:
            lines.append(_rows(line))
            longer = word
        line = longer
    return [*lines, _rows(line)]


def _rows(words: str) -> tuple[str, ...]:
    rows = ["", "", ""]
    for sign in words:
        drawn = _DRAWN[sign.lower()].translate(_DOUBLE if sign.isupper() else {})
        wide = len(drawn) // HEIGHT
        for n in range(HEIGHT):
            rows[n] += drawn[n * wide : (n + 1) * wide]
    return tuple(rows)
