"""How a page of the agreement is set: Markdown, plain text, HTML. What it says is :mod:`game.debrief.agreement_page`'s."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from game.debrief.agreement_page import Page
from game.debrief.typeset.html import html
from game.debrief.typeset.markdown import markdown
from game.debrief.typeset.text import text

FORMATS: Final[Mapping[str, Callable[[Page], str]]] = MappingProxyType(
    {".html": html, ".md": markdown, ".txt": text}
)
"""How a page is set, by the ending of the file it goes to."""

__all__ = ["FORMATS", "html", "markdown", "text"]
