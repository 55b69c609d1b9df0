"""A title three lines high, in thin lines: a capital in double ones. What has signs that are not drawn here stays a line of text."""

from __future__ import annotations

from typing import Final

from game.desk.content import Content

_DRAWN: Final = {
    "a": "┌─┐├─┤┴ ┴", "b": "┌┐ ├┴┐└─┘", "c": "┌─┐│  └─┘", "d": "┌┬┐ ││─┴┘", "e": "┌─┐├┤ └─┘", "f": "┌─┐├┤ └  ", "g": "┌─┐│ ┬└─┘",
    "h": "┬ ┬├─┤┴ ┴", "i": "┬│┴", "j": " ┬ │└┘", "k": "┬┌─├┴┐┴ ┴", "l": "┬  │  ┴─┘", "m": "┌┬┐│││┴ ┴", "n": "┌┐┌│││┘└┘",
    "o": "┌─┐│ │└─┘", "p": "┌─┐├─┘┴  ", "q": "┌─┐ │─┼┐└─┘└", "r": "┬─┐├┬┘┴└─", "s": "┌─┐└─┐└─┘", "t": "┌┬┐ │  ┴ ", "u": "┬ ┬│ │└─┘",
    "v": "┬  ┬└┐┌┘ └┘ ", "w": "┬ ┬│││└┴┘", "x": "─┐ ┬┌┴┬┘┴ └─", "y": "┬ ┬└┬┘ ┴ ", "z": "┌─┐┌─┘└─┘", " ": "   ", "-": "   ───   ",
    ",": "  │", ".": "  ·", "’": "│  ", "'": "│  ",
}  # fmt: skip
"""Each letter's three rows, one after the other."""
_DOUBLE: Final = str.maketrans("─│┌┐└┘├┤┬┴┼", "═║╔╗╚╝╠╣╦╩╬")
HEIGHT: Final = 3


def heading(words: str, width: int, style: str) -> list[Content]:
    """The words in large letters; one plain line where they cannot be drawn in so many columns."""
    if not all(sign.lower() in _DRAWN for sign in words):
        return [Content.styled(words, style)]
    for gap in (1, 0):
        rows = _rows(words, gap)
        if len(rows[0]) <= width:
            return [Content.styled(row.rstrip(), style) for row in rows]
    return [Content.styled(words, style)]


def _rows(words: str, gap: int) -> list[str]:
    rows = [""] * HEIGHT
    for sign in words:
        drawn = _DRAWN[sign.lower()].translate(_DOUBLE if sign.isupper() else {})
        wide = len(drawn) // HEIGHT
        for n in range(HEIGHT):
            rows[n] += drawn[n * wide : (n + 1) * wide] + " " * gap
    return rows
