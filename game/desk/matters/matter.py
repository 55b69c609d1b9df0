"""What a question looks like as rows, whatever it is about: a matter, what its rows do, and what it is made from.

The types all topics share. No topic is named here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from game.desk.adviser import Advice
from game.desk.content import Content
from game.desk.matters.draft import Sketch
from game.desk.row import Row
from game.desk.words import KEPT, MUTED, hanging, lines
from game.rules.decisions import Decision, Option
from game.rules.scenario import Scenario
from game.rules.view import View


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a form asks for: a number in ``low..high`` by ``step``, or one of ``choices`` (value and words)."""

    name: str
    title: str
    low: int = 0
    high: int = 0
    step: int = 1
    start: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    begins: str = ""
    """The choice it begins with; empty: the first."""
    shown: Callable[[int], str] = str
    unit: str = ""
    """How it is typed, see :mod:`game.desk.amounts`; empty: it is only turned."""


@dataclass(frozen=True, slots=True)
class Form:
    """A small dialog: fields, what they make, and what that means in a sentence."""

    title: str
    fields: tuple[Field, ...]
    make: Callable[[Mapping[str, Any]], Any]
    tell: Callable[[Mapping[str, Any]], str] = lambda values: ""
    button: str = "Do it"
    limits: Callable[[Mapping[str, Any]], Mapping[str, tuple[int, int]]] = lambda values: {}
    """The ranges of fields that depend on what the others say."""
    adapts: Callable[[Mapping[str, Any]], tuple[Field, ...]] | None = None
    """The fields as they are once some are filled in, where one decides what another can be."""
    refuses: Callable[[Any], str] = lambda made: ""
    """Why what was made will not do, in a sentence; empty when it will."""


@dataclass(frozen=True, slots=True)
class Slider:
    """A value of the order sheet that a row turns."""

    name: str
    low: int
    high: int
    step: int = 1
    choices: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A clause of the draft that a row turns."""

    clause: str


@dataclass(frozen=True, slots=True)
class Fold:
    """An article whose clauses a row folds away or brings back."""

    heading: str


@dataclass(frozen=True, slots=True)
class Rider:
    """Something that hangs on the draft; picking its row takes it off. ``kind`` is a field of the riders."""

    kind: str
    at: int


@dataclass(frozen=True, slots=True)
class DraftWaiver:
    """A waiver's price is drafted like an offer."""

    notice: str


@dataclass(frozen=True, slots=True)
class DraftTerms:
    """What a bridge costs is drafted like an offer."""


Deed = Decision | Form | Slider | Turn | Fold | Rider | DraftWaiver | DraftTerms


@dataclass(frozen=True, slots=True)
class Matter:
    """A question as a screen shows it. ``deeds`` says what a row does."""

    topic: str
    title: str
    text: Content
    rows: tuple[Row, ...]
    deeds: Mapping[str, Deed]
    advice: str = ""
    state: str = ""
    """A few words for the frame: points, rounds."""


SILENT: Final = "if you say nothing"


def aloud(label: str, detail: str) -> str:
    """A label and what stands under it or beside it as one reads them out: “Sign: $12m a quarter from delivery on.”"""
    if not detail:
        return label
    ends = label.endswith((".", "!", "?", "…"))
    return f"{label.removesuffix('…')}{' ' if ends and not label.endswith('…') else ': '}{detail}"


@dataclass(slots=True)
class Places:
    """Where rows stand while one question is asked again and again: what is gone keeps its place, and what is new comes after."""

    _phase: object = None
    _labels: dict[str, str] = field(default_factory=dict)

    def keep(self, phase: object, found: Mapping[str, str]) -> Mapping[str, str]:
        """All rows that were there in this ``phase``, and their labels, in the order in which they were first seen."""
        if phase != self._phase:
            self._phase, self._labels = phase, {}
        self._labels.update(found)
        return dict(self._labels)


@dataclass(slots=True)
class Listed:
    """Rows being collected, numbered as they come."""

    rows: list[Row] = field(default_factory=list)
    deeds: dict[str, Deed] = field(default_factory=dict)
    numbered: bool = True
    width: int = 60
    asks: bool = False
    """Whether a number only goes to its row."""
    default: Decision | None = None
    """What comes of doing nothing; the row that does it says so."""
    counted: int = 0
    """Numbers given so far."""

    def gone(self, id: str, label: str, why: str) -> None:
        """A row that can no longer be chosen: it keeps its number, and says why on one line."""
        self.counted += 1
        label = label.removesuffix("…")
        words = hanging(Content.styled("× ", MUTED), f"{label}: {why}", self.width, 2, MUTED)
        self.rows.append(Row(id, words, closed=True, spoken=f"{label}: closed: {why}"))

    def add(self, id: str, label: str, detail: str = "", deed: Deed | None = None, closed: str = "") -> None:
        self.counted += not closed
        number = 0 if closed or not self.numbered else self.counted
        mark = f"{number} " if 0 < number < 10 else "  "
        under = closed or detail
        if deed is not None and deed == self.default:
            label = f"{label} ({SILENT})"
        head = Content.styled(mark, MUTED if closed else "bold")
        words = lines(
            hanging(head, label, self.width, 2, MUTED if closed else ""),
            hanging("  ", under, self.width, 2, MUTED) if under else "",
        )
        number = number if number < 10 else 0
        self.rows.append(
            Row(
                id,
                words,
                closed=bool(closed),
                number=number,
                asks=self.asks,
                spoken=aloud(label, under.replace(KEPT, " ")),
            )
        )
        if deed is not None:
            self.deeds[id] = deed

    def matter(self, topic: str, title: str, text: Content, advice: Advice, state: str = "") -> Matter:
        return Matter(topic, title, text, tuple(self.rows), self.deeds, advice.words, state)


@dataclass(frozen=True, slots=True)
class Asked:
    """All that a matter is made from: what a seat is asked, and what the player has turned so far."""

    scenario: Scenario
    view: View
    options: tuple[Option, ...]
    advice: Advice
    sheet: Mapping[str, Any]
    """What the player has turned on the order sheet."""
    draft: Sketch | None
    """What the player has drafted at the table."""
    width: int
    """Columns a row has."""
    height: int = 20
    """Lines the whole desk has."""
    beside: bool = False
    """Whether what was said stands beside the desk."""
    default: Decision | None = None
    """What comes of doing nothing."""
    places: Places = field(default_factory=Places)
    """Where the rows stood when it was asked before in this phase."""

    @property
    def room(self) -> int:
        """Columns of the text above and below the rows."""
        return self.width + 1
