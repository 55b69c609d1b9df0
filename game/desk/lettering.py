"""Titles in letters of their own, three rows high: half blocks, a cell each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_LETTERS: Final = {
    "A": (".###.", "##.##", "##.##", "#####", "##.##", "##.##"),
    "B": ("####.", "##.##", "####.", "##.##", "##.##", "####."),
    "C": (".####", "##...", "##...", "##...", "##...", ".####"),
    "D": ("####.", "##.##", "##.##", "##.##", "##.##", "####."),
    "E": ("#####", "##...", "####.", "##...", "##...", "#####"),
    "F": ("#####", "##...", "####.", "##...", "##...", "##..."),
    "G": (".####", "##...", "##...", "##.##", "##.##", ".####"),
    "H": ("##.##", "##.##", "#####", "##.##", "##.##", "##.##"),
    "I": ("##", "##", "##", "##", "##", "##"),
    "J": ("...##", "...##", "...##", "...##", "##.##", ".###."),
    "K": ("##.##", "##.##", "####.", "####.", "##.##", "##.##"),
    "L": ("##...", "##...", "##...", "##...", "##...", "#####"),
    "M": ("##...##", "###.###", "#######", "##.#.##", "##...##", "##...##"),
    "N": ("##..##", "###.##", "######", "##.###", "##..##", "##..##"),
    "O": (".###.", "##.##", "##.##", "##.##", "##.##", ".###."),
    "P": ("####.", "##.##", "##.##", "####.", "##...", "##..."),
    "Q": (".###.", "##.##", "##.##", "##.##", "##.#.", ".##.#"),
    "R": ("####.", "##.##", "##.##", "####.", "##.##", "##.##"),
    "S": (".####", "##...", ".###.", "...##", "...##", "####."),
    "T": ("######", "..##..", "..##..", "..##..", "..##..", "..##.."),
    "U": ("##.##", "##.##", "##.##", "##.##", "##.##", ".###."),
    "V": ("##.##", "##.##", "##.##", "##.##", ".###.", "..#.."),
    "W": ("##...##", "##...##", "##.#.##", "#######", "###.###", "##...##"),
    "X": ("##.##", "##.##", ".###.", ".###.", "##.##", "##.##"),
    "Y": ("##..##", "##..##", ".####.", "..##..", "..##..", "..##.."),
    "Z": ("#####", "...##", "..##.", ".##..", "##...", "#####"),
    "-": ("....", "....", "####", "....", "....", "...."),
    " ": ("..", "..", "..", "..", "..", ".."),
}
"""Six dots high; two of them make a cell."""
_BLOCKS: Final = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}
HIGH: Final = 3
"""Rows of a line of large letters."""


def lettered(words: str) -> str:
    """Some words in large letters, as three lines; only of the letters there are."""
    dots = [".".join(rows) for rows in zip(*(_LETTERS[letter] for letter in words.upper()), strict=True)]
    return "\n".join(
        "".join(_BLOCKS[upper + lower] for upper, lower in zip(dots[at], dots[at + 1], strict=True)).rstrip()
        for at in range(0, len(dots), 2)
    )


def heading(words: str, width: int, most: int) -> list[str]:
    """Words as large as they can be said in so many columns and at most so many rows; nothing where they cannot."""
    if all(letter in _LETTERS for letter in words.upper()):
        for parts in _broken(words, most // HIGH):
            rows = [row for part in parts for row in lettered(part).split("\n")]
            if max(map(len, rows)) <= width:
                return rows
    return []


def _broken(words: str, lines: int) -> Iterator[tuple[str, ...]]:
    """The words in one line, then in two, as far as there may be so many."""
    if lines >= 1:
        yield (words,)
    said = words.split()
    if lines > 1:
        yield from (
            (" ".join(said[:at]), " ".join(said[at:]))
            for at in sorted(
                range(1, len(said)), key=lambda at: abs(len(" ".join(said[:at])) * 2 - len(words))
            )
        )
