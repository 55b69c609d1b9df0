"""A famous game in words: what it is, what it teaches, and where to look."""

from __future__ import annotations

from textwrap import wrap

from game.debrief.figures import said
from game.files.saves import Famous, Moment


def where(moment: Moment) -> str:
    """A moment to look at, and why: ``Q3 2026, step 210: the lab reads the footnote.``"""
    return f"{said(moment.quarter)}, step {moment.step}: {moment.text}"


def heading(game: Famous, width: int) -> tuple[str, ...]:
    """What stands above a famous game on paper, in lines of at most ``width`` columns."""
    looked = [line for moment in game.moments for line in wrap(where(moment), width, subsequent_indent="  ")]
    return (game.title, "", *wrap(game.text, width), "", *wrap(game.teaches, width), "", *looked, "")
