"""Words with marks for how they look: what the app draws in colour, and what the plain mode reads out as it stands.

It has the few verbs of Textual's value of the same name and none of its library, which half the house would load for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from textual.content import Content as Drawn

Style = str | Mapping[str, Any]
"""A style by its name, or what a click on the words says."""


class Span(NamedTuple):
    """A style from one sign to another."""

    start: int
    end: int
    style: Style


class Content:
    """Words with marks; never changed. Two are equal when they say the same, however they look."""

    __slots__ = ("_drawn", "plain", "spans")

    def __init__(self, plain: str = "", spans: Sequence[Span] = ()) -> None:
        self.plain = plain
        self.spans = tuple(spans)
        self._drawn: Drawn | None = None

    @classmethod
    def styled(cls, text: str, style: Style = "") -> Content:
        """Words in one style."""
        return cls(text, (Span(0, len(text), style),) if text and style else ())

    @classmethod
    def assemble(cls, *parts: Content | str | tuple[str, Style]) -> Content:
        """Parts one after the other, each as it is or with a style."""
        return cls().join([cls.styled(*part) if isinstance(part, tuple) else part for part in parts])

    def join(self, parts: Iterable[Content | str]) -> Content:
        """Parts with this between them."""
        words: list[str] = []
        spans: list[Span] = []
        at = 0
        for piece in self._between(parts):
            text = piece if isinstance(piece, str) else piece.plain
            if not isinstance(piece, str):
                spans += [Span(at + start, at + end, style) for start, end, style in piece.spans]
            words.append(text)
            at += len(text)
        return Content("".join(words), spans)

    def _between(self, parts: Iterable[Content | str]) -> Iterator[Content | str]:
        for n, part in enumerate(parts):
            if n and self.plain:
                yield self
            yield part

    def __add__(self, other: Content | str) -> Content:
        return Content.assemble(self, other)

    def __eq__(self, other: object) -> bool:
        return self.plain == (other.plain if isinstance(other, Content) else other)

    def __hash__(self) -> int:
        return hash(self.plain)

    def __len__(self) -> int:
        return len(self.plain)

    def __str__(self) -> str:
        return self.plain

    def __repr__(self) -> str:
        return f"Content({self.plain!r}, {self.spans!r})"

    @property
    def cell_length(self) -> int:
        """Columns it takes in a line."""
        wide = 0 if self.plain.isascii() else sum(east_asian_width(sign) in "WF" for sign in self.plain)
        return len(self.plain) + wide

    def stylize(self, style: Style, start: int = 0, end: int | None = None) -> Content:
        """The same with a style over all of it, or a part."""
        span = Span(start, len(self) if end is None else end, style)
        return Content(self.plain, (*self.spans, span)) if style and self.plain else self

    def stylize_before(self, style: Style) -> Content:
        """The same with a style under all others."""
        under = (Span(0, len(self), style),) if style and self.plain else ()
        return Content(self.plain, (*under, *self.spans))

    def part(self, start: int, end: int) -> Content:
        """What stands between two signs."""
        kept = [
            Span(max(span.start, start) - start, min(span.end, end) - start, span.style)
            for span in self.spans
            if span.start < end and span.end > start
        ]
        return Content(self.plain[start:end], kept)

    def rstrip(self) -> Content:
        """Without room at the end."""
        return self.part(0, len(self.plain.rstrip()))

    def split(self, separator: str = "\n") -> list[Content]:
        """Its lines. A last one that is empty is none."""
        found, at = list[Content](), 0
        for words in self.plain.split(separator):
            found.append(self.part(at, at + len(words)))
            at += len(words) + len(separator)
        return found[:-1] if len(found) > 1 and not found[-1] else found

    def visualize(self, widget: object = None, obj: object = None) -> Drawn:
        """How the app draws it: Textual asks this of whatever it is given to show."""
        if self._drawn is None:
            from textual.content import Content as Drawn
            from textual.content import Span as Drawing
            from textual.style import Style as Look

            spans = [
                Drawing(start, end, style if isinstance(style, str) else Look.from_meta(dict(style)))
                for start, end, style in self.spans
            ]
            self._drawn = Drawn(self.plain, spans)
        return self._drawn
