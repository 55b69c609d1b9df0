"""Lines out and lines in. A line is at most 80 columns, holds no escape code and no sign that only an eye can read."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from textwrap import wrap
from typing import Final, TextIO

from game.desk.content import Content
from game.desk.naming import renamed

WIDTH: Final = 79
WIDE: Final = 10_000
"""Columns that no line reaches: the reader breaks them."""
LONGEST: Final = 8_000
"""Signs of a line that are read; what is longer is nobody's answer."""
PAGE: Final = 20
"""Lines of a long text that are read before one is asked whether to go on."""

_ALOUD: Final = (
    (re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]"), ""),
    (re.compile(r"\s+"), " "),
    (re.compile(r"^\s*→\s*"), "So: "),
    (re.compile(r"\s*→\s*"), " to "),
    (re.compile(r"(?:−|(?<!\S)-)(?=[$\d])"), "minus "),
    (re.compile(r"\s+·\s+"), ", "),
    (re.compile(r"^[·●○×▸▾&?§+−]\s+"), ""),
    (re.compile("−"), "minus"),
    (re.compile(r"\s*±\s*"), " plus or minus "),
    (re.compile("[\u2500-\u259f]+"), ""),
    (re.compile(r"(?<=\w)–(?=\w)"), " to "),
    (re.compile("▲"), "up "),
    (re.compile("▼"), "down "),
    (re.compile("…"), "..."),
    (re.compile("[“”]"), '"'),
    (re.compile("’"), "'"),
    (re.compile(r"(?<=\d) %"), "%"),
    (re.compile(r"  +"), " "),
    (re.compile(r" (?=[:;,.](?:\s|$))"), ""),
)
"""Signs that are read out badly or not at all, and what stands for them."""
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Gone(Exception):
    """Nobody types any more: the input has ended."""


def aloud(words: Content | str) -> str:
    """Words as they are read out: one line, without signs that mean something only beside each other."""
    text = words if isinstance(words, str) else words.plain
    for sign, said in _ALOUD:
        text = sign.sub(said, text)
    return text.strip()


class Reader:
    """Reads out and listens. Where the input is a file, answers are written down behind their questions."""

    def __init__(
        self, source: TextIO | None = None, sink: TextIO | None = None, *, made_up: bool = False
    ) -> None:
        self.named: Callable[[str], str] = renamed if made_up else str
        """A text with the names that are read out."""
        self._in, self._out = source or sys.stdin, sink or sys.stdout
        for stream in (self._in, self._out):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        self.live = self._in.isatty() and self._out.isatty()
        """Whether somebody sits there."""

    def say(self, *paragraphs: Content | str) -> None:
        """Read paragraphs out, each line of them as a line of its own."""
        for line in lines_of(paragraphs):
            self._write(line)
        self._out.flush()

    def title(self, words: str) -> None:
        """What is new from here on, after an empty line."""
        self._write("")
        self.say(words)

    def read(self, paragraphs: Iterable[Content | str]) -> None:
        """Read a long text out, a page at a time where somebody sits there."""
        lines = list(lines_of(paragraphs))
        while lines:
            for line in lines[:PAGE]:
                self._write(line)
            del lines[:PAGE]
            if lines and self.live and self.ask(f"{len(lines)} more lines. Enter: read on; a word: enough"):
                return
        self._out.flush()

    def ask(self, question: str) -> str:
        """One line from whoever plays, without signs that control anything. ``Gone`` when there are no more."""
        *before, last = wrap(self.named(aloud(question)), WIDTH - 2, break_on_hyphens=False) or [""]
        for line in before:
            self._write(line)
        self._out.write(f"{last}: ")
        self._out.flush()
        try:
            answer = self._in.readline(LONGEST)
        except UnicodeDecodeError:
            answer = "?\n"
        if not answer:
            self._write("")
            raise Gone
        while len(answer) == LONGEST and not answer.endswith("\n") and self._in.readline(LONGEST):
            pass
        said = " ".join(_CONTROL.sub(" ", answer).split())
        if not self._in.isatty():
            fits = len(last) + 2 + len(said) <= WIDTH
            self._out.write(f"{said}\n" if fits else "\n".join(("", *wrap(said, WIDTH), "")))
        return said

    def _write(self, line: str) -> None:
        self._out.write(f"{self.named(line)}\n")


def lines_of(paragraphs: Iterable[Content | str]) -> Iterable[str]:
    """Paragraphs as lines that fit."""
    for paragraph in paragraphs:
        text = paragraph if isinstance(paragraph, str) else paragraph.plain
        for line in text.split("\n"):
            yield from wrap(aloud(line), WIDTH, break_on_hyphens=False)
