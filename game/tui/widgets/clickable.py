"""Text of which parts can be clicked, each with a command; they keep their own look."""

from __future__ import annotations

from rich.style import Style as RichStyle
from textual.widgets import Static


class Clickable(Static):
    """What can be clicked keeps its own look: the key in the accent, the word plain."""

    @property
    def link_style(self) -> RichStyle:
        """No look of its own."""
        return RichStyle.null()
