"""The coach: what could be had, as the player may believe it, and where every offer lies on it. Belief, never the truth.

It draws what :mod:`game.bargaining.coach` believes. Sizes are drawn, not told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.bargaining.coach import Board
from game.debrief.figures import NAMES
from game.debrief.riders import package_words
from game.desk import plots
from game.desk.adviser import Worths
from game.desk.clauses import clause_title, term_words
from game.desk.content import Content
from game.desk.words import MUTED, SEAT_COLOUR, TOLD, changes_words, fitted, hanging
from game.rules.agreement import Term
from game.rules.units import other
from game.rules.view import View

TITLE: Final = "The frontier, as you believe it"
NOTHING: Final = "Nothing seems to help you both."
LISTED: Final = 28
"""Columns of what stands beside the plot."""
LEAST: Final = 4
"""Lines beside the plot that the offers so far are left with."""
ENOUGH: Final = 10
"""Columns there that a clause's title is left with."""
BROAD: Final = 66
"""Columns from which the offers so far stand beside the plot, not under it."""


_DRAFTS: Final = Content.assemble(("Z", "bold $primary"), (" drafts it", MUTED)).stylize(
    {"@click": "screen.command('as-coached')"}
)
"""The key that drafts what the coach would put forward."""


def _spots(seen: Board, view: View) -> list[plots.Spot]:
    """Every offer with its sign and its name; those of one place under one name, with the sign of the latest."""
    own, theirs = SEAT_COLOUR[view.seat], SEAT_COLOUR[other(view.seat)]
    found = [
        plots.Spot(
            (spot.own, spot.theirs),
            "m" if seat == view.seat else "t",
            "",
            own if seat == view.seat else theirs,
        )
        for seat, spot in seen.before
    ]
    named = (
        (seen.today, "o", "today", "bold"),
        (seen.nash, "N", "fair split", "bold $success"),
        (seen.suggested, "S", "coach's", "bold $success"),
        (seen.mine, "M", "your last", f"bold {own}"),
        (seen.theirs, "T", "their last", f"bold {theirs}"),
        (seen.draft if seen.draft != seen.mine else None, "D", "your draft", f"bold {own}"),
    )
    places: dict[plots.Point, plots.Spot] = {}
    for spot, sign, name, style in named:
        if spot is not None:
            at = (spot.own, spot.theirs)
            before = places.get(at)
            places[at] = plots.Spot(at, sign, f"{before.name}, {name}" if before else name, style)
    return [*found, *places.values()]


def coach_lines(view: View, seen: Board, worths: Worths, width: int, height: int) -> list[Content]:
    """The coach's pane: the plot, the offers so far, and what it would put forward."""
    broad = width >= BROAD
    beside = list(_beside(view, seen, worths, LISTED if broad else width, height, short=not broad))
    room = width - LISTED - 3 if broad else width
    tall = height - 2 if broad else max(4, min(14, height - 2 - len(beside)))
    line = tuple((spot.own, spot.theirs) for spot in seen.frontier) or ((0, 0),)
    drawing = [
        Content.styled(fitted(f"↑ better for {NAMES[other(view.seat)]}, you think", room), MUTED),
        *plots.curved(_spots(seen, view), [plots.Curve(line, "$success")], room, max(2, tall), clear=True),
        _foot(seen, room),
    ]
    if not broad:
        return [*drawing, *beside]
    beside += [Content()] * (len(drawing) - len(beside))
    return [
        Content.assemble(left, " " * (room - left.cell_length), (" │ ", MUTED), right).rstrip()
        for left, right in zip(drawing, beside, strict=False)
    ]


def _foot(seen: Board, room: int) -> Content:
    """The name of the level axis, and what the small letters are."""
    axis = "better for you →"
    small = "m t: offered before" if seen.before and room > len(axis) + 22 else ""
    return Content.styled(f"{small}{axis:>{room - len(small)}}", MUTED)


def _beside(
    view: View, seen: Board, worths: Worths, width: int, height: int, *, short: bool
) -> Iterator[Content]:
    """The offers at this table with what each would be worth to oneself, and what the coach would put forward."""
    package = seen.suggested.package if seen.suggested is not None else ()
    if seen.suggested is None:
        below = hanging("", NOTHING, width, 0, MUTED).split("\n")
    elif short or len(package) > height - LEAST:
        words = package_words(package) if len(package) <= TOLD else changes_words(len(package))
        below = hanging(Content.styled("S ", "bold $success"), f"{words}.", width, 2, MUTED).split("\n")
        tail = Content.assemble(below[-1], "  ", _DRAFTS)
        below = (
            [*below[:-1], tail] if tail.cell_length <= width else [*below, Content.assemble("  ", _DRAFTS)]
        )
    else:
        head = Content.assemble(("S ", "bold $success"), ("coach's  ", "bold"), _DRAFTS)
        below = [head, *(_clause(id, term, width) for id, term in package)]
    if short:
        yield from below
        return
    offers = list(offer_lines(view, worths))
    room = height - len(below) - 1
    yield Content.styled("Offers at this table", "bold")
    if not offers:
        yield Content.styled("None yet.", MUTED)
    yield from offers[-max(1, room) :]
    yield from below


def _clause(id: str, term: Term, width: int) -> Content:
    words = fitted(term_words(id, term), width - ENOUGH)
    return Content.assemble((f"  {fitted(clause_title(id), width - len(words) - 3)} ", MUTED), words)


def offer_lines(view: View, worths: Worths) -> Iterator[Content]:
    """Every offer at this table in a line: whose, how much it changes, and what it would be worth to oneself."""
    table = view.table
    said = [said for said in table.history if said.move == "offer"] if table is not None else []
    if table is not None and not said and table.offered_by:
        yield _offer_line(
            1, table.offered_by, len(table.offers), worths.whole(table.offers, table.riders), view
        )
    for n, offer in enumerate(said, 1):
        yield _offer_line(n, offer.seat, len(offer.package), worths.whole(offer.package, offer.riders), view)


def _offer_line(n: int, seat: str, changes: int, mark: str, view: View) -> Content:
    name = "you" if seat == view.seat else "they"
    return Content.assemble(
        (f"{n:>2} ", MUTED),
        (f"{name:<5}", f"bold {SEAT_COLOUR[seat]}"),
        f"{changes} change{'s' * (changes != 1)}".ljust(11),
        (mark, "bold"),
    )
