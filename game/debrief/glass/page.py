"""The page of an act, in sections and as lines of text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from game.debrief.figures import NAMES, when
from game.debrief.glass.at_desk import of_desk
from game.debrief.glass.at_table import of_talk
from game.debrief.glass.opening import Opened
from game.debrief.glass.sections import Section
from game.rules.scenario import Scenario
from game.rules.units import quarter_index

WIDTH: Final = 78


def page_of(opened: Opened, scenario: Scenario) -> tuple[Section, ...]:
    """All that can be said of an act, in sections; empty ones left out."""
    thought = opened.thought
    found = of_talk(opened, thought.talk, scenario) if thought.talk is not None else of_desk(opened, scenario)
    return tuple(section for section in found if section.words or section.rows)


def title_of(opened: Opened, scenario: Scenario) -> str:
    """Which act it was, and when."""
    return f"Act {opened.n}, {when(scenario, quarter_index(scenario.quarters.from_, opened.quarter))}"


def text_of(opened: Opened, scenario: Scenario) -> Iterator[str]:
    """The page as lines of text."""
    yield from _wrapped(f"{title_of(opened, scenario)}: {NAMES[opened.seat]} {opened.words}.", "")
    for section in page_of(opened, scenario):
        yield ""
        yield section.title
        for words in section.words:
            yield from _wrapped(words, "  ")
        if section.heads:
            yield f"  {''.join(f'{head:>10}' for head in section.heads)}"
        for row in section.rows:
            yield from _wrapped(row.words, "  " + "".join(f"{cell:>10}" for cell in row.cells) + "  ")


def _wrapped(words: str, head: str) -> Iterator[str]:
    kept = words.replace(" %", "\u00a0%")  # a number and its sign stay together
    for line in textwrap.wrap(kept, WIDTH, initial_indent=head, subsequent_indent=" " * len(head)) or [
        head.rstrip()
    ]:
        yield line.replace("\u00a0", " ")
