"""How much room the screens need. In less nothing is laid out: the terminal shows one sentence and waits until it is bigger."""

from __future__ import annotations

from textwrap import wrap
from typing import Final

from rich.console import Group, RenderableType
from rich.control import Control
from rich.text import Text
from textual.geometry import Size

LEAST: Final = Size(60, 16)
LEAVING: Final = "ctrl+q"
"""The one key that still means something where there is no room, and no key that is pressed by mistake."""


def is_short(size: Size) -> bool:
    """Whether there is less room than a screen needs."""
    return size.width < LEAST.width or size.height < LEAST.height


def roomy(size: Size) -> Size:
    """The size that the screens are laid out in: the terminal's, and never less than they need."""
    return Size(max(size.width, LEAST.width), max(size.height, LEAST.height))


def wanting(size: Size) -> tuple[str, ...]:
    """What is said in a terminal of this size instead of the game: as much as fits, the most important first."""
    words = (f"needs {LEAST.width}×{LEAST.height}, now {size.width}×{size.height}", "^q leaves")
    return tuple(line for text in words for line in wrap(text, max(1, size.width)))[: size.height]


def painted(size: Size) -> RenderableType:
    """The sentence in the middle of an empty terminal."""
    lines = wanting(size)
    top = (size.height - len(lines)) // 2
    parts: list[RenderableType] = [Control.clear()]
    for row, line in enumerate(lines, top):
        parts += [Control.move_to((size.width - len(line)) // 2, row), Text(line, end="")]
    return Group(*parts)
