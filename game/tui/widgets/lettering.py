"""The title in letters of its own, three rows high: half blocks, a cell each."""

from __future__ import annotations

from typing import Final

_LETTERS: Final = {
    "A": (".###.", "##.##", "##.##", "#####", "##.##", "##.##"),
    "E": ("#####", "##...", "####.", "##...", "##...", "#####"),
    "F": ("#####", "##...", "####.", "##...", "##...", "##..."),
    "I": ("##", "##", "##", "##", "##", "##"),
    "L": ("##...", "##...", "##...", "##...", "##...", "#####"),
    "R": ("####.", "##.##", "##.##", "####.", "##.##", "##.##"),
    "S": (".####", "##...", ".###.", "...##", "...##", "####."),
    "T": ("######", "..##..", "..##..", "..##..", "..##..", "..##.."),
    "U": ("##.##", "##.##", "##.##", "##.##", "##.##", ".###."),
    " ": ("..", "..", "..", "..", "..", ".."),
}
"""Six dots high; two of them make a cell."""
_BLOCKS: Final = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}


def lettered(words: str) -> str:
    """Some words in large letters, as three lines; only of the letters there are."""
    dots = [".".join(rows) for rows in zip(*(_LETTERS[letter] for letter in words), strict=True)]
    return "\n".join(
        "".join(_BLOCKS[upper + lower] for upper, lower in zip(dots[at], dots[at + 1], strict=True)).rstrip()
        for at in range(0, len(dots), 2)
    )
