"""Page 2: a signature as a picture. What there was to sign that day in both sides' true values, what each offered, what was signed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from game.debrief.figures import MINUS, NAMES, said
from game.desk import plots
from game.desk.content import Content
from game.desk.ending.finished import Finished
from game.desk.ending.measured import split
from game.desk.words import MUTED, SEAT_COLOUR, hanging, row_line
from game.rules.units import OPENAI, Seat, money, percent

if TYPE_CHECKING:
    from game.debrief.against import Against
    from game.debrief.signatures import Pair

TEXT: Final = 72
WIDEST: Final = 100
LEAST: Final = 7
MOST: Final = 24
"""Columns and lines of a plot, at most and at least."""
NAME: Final = 30
SUM: Final = 11
READING: Final = "Reading the signatures again, with both pairs of eyes…"


def signing_page(game: Finished, found: tuple[Against, ...], at: int, width: int, height: int) -> Content:
    """The page of one of the signatures."""
    if not found:
        return Content.styled(READING, MUTED)
    one, wide = found[at], min(width, WIDEST)
    below = [Content(), *_figures(game, one, min(width, TEXT))]
    head = _head(one, at, len(found), wide)
    room = max(LEAST, min(MOST, height - len(below) - len(head) - 2))
    top = Content.styled(f"↑ better for {NAMES[game.them]}", MUTED)
    foot = Content.styled(f"{f'better for {NAMES[game.seat]} →':>{wide}}", MUTED)
    return Content("\n").join([*head, top, *picture(game, one, wide, room), foot, *below[1:]])


def _head(one: Against, at: int, many: int, width: int) -> list[Content]:
    if one.signed is None:
        return [Content.styled("Nothing was signed. This was there on the first day.", "bold")]
    left = f"Amendment No. {one.signed.number}, {said(one.signed.label)}"
    right = f"{at + 1} of {many}   ↑ ↓ the others" if many > 1 else ""
    line = row_line(left, right, width)
    return [Content(line).stylize("bold $primary", 0, len(left)).stylize(MUTED, len(left))]


def picture(game: Finished, one: Against, width: int, height: int) -> list[Content]:
    """The plot alone."""
    spots = [plots.Spot((0, 0), "T", "today’s terms", "bold")]
    for offer in one.offers:
        sign, name = _offer(game, offer.seat, last=offer.last)
        spots.append(
            plots.Spot(_own_first(offer.at, game.seat), sign, name, f"bold {SEAT_COLOUR[offer.seat]}")
        )
    if one.nash != one.gains or one.signed is None:
        spots.append(plots.Spot(_own_first(one.nash, game.seat), "N", "Nash", "bold $success"))
    if one.signed is not None:
        name = "signed, and the Nash point" if one.gains == one.nash else "signed"
        spots.append(plots.Spot(_own_first(one.gains, game.seat), "S", name, "bold $primary"))
    curves = [
        plots.Curve([_own_first(pair, game.seat) for pair in one.frontier], MUTED, thin=True),
        plots.Curve([_own_first(pair, game.seat) for pair in one.within], "$success"),
    ]
    return plots.curved(spots, curves, width, height)


def _offer(game: Finished, seat: Seat, *, last: bool) -> tuple[str, str]:
    """An offer's sign and name: numbers for one's own, letters for theirs."""
    mine = seat == game.seat
    who = NAMES[seat] if game.together or not mine else "you"
    return ("12" if mine else "ab")[last], f"{who}, {'last' if last else 'first'}"


def _figures(game: Finished, one: Against, width: int) -> Iterator[Content]:
    me, them = NAMES[game.seat], NAMES[game.them]
    yield Content.styled(f"{'':<{NAME}}{me:>{SUM}}{them:>{SUM}}", MUTED)
    if one.signed is not None:
        yield _row("S  what was signed", _own_first(one.gains, game.seat), "bold")
    yield _row("N  Nash: the largest product", _own_first(one.nash, game.seat))
    for offer in one.offers:
        sign, name = _offer(game, offer.seat, last=offer.last)
        yield _row(f"{sign}  offered: {name}", _own_first(offer.at, game.seat))
    if one.signed is not None:
        yield from _taken(game, one, width)
    yield Content.assemble(
        ("⣀⡠⠊", "$success"),
        (" what one amendment could change   ", MUTED),
        ("⢀⠐⠈ with everything rewritten", MUTED),
    )


def _taken(game: Finished, one: Against, width: int) -> Iterator[Content]:
    """How much of the joint gain was taken, and who got how much of it."""
    signed = one.signed
    assert signed is not None
    own, theirs = _own_first(one.gains, game.seat)
    if own + theirs <= 0:
        yield Content(
            "Together it was worth less than nothing." if own + theirs else "Together it was worth nothing."
        )
        return
    part = own * 100 // (own + theirs)
    words = f"{percent(signed.efficiency)} of the most there was at that split ({signed.stamp})."
    yield from hanging(Content.styled("Taken ", "bold"), words, width, 6).split("\n")
    if own >= 0 and theirs >= 0:
        tones = SEAT_COLOUR[game.seat], SEAT_COLOUR[game.them]
        left, right = f"{NAMES[game.seat]} {part} % ", f" {100 - part} % {NAMES[game.them]}"
        bar = split(own, theirs, width - len(left) - len(right), tones)
        yield Content.assemble((left, tones[0]), bar, (right, tones[1]))


def _row(name: str, pair: Pair, style: str = "") -> Content:
    own, theirs = map(_sum, pair)
    return Content.styled(f"{name:<{NAME}}{own:>{SUM}}{theirs:>{SUM}}", style)


def _own_first(pair: Pair, seat: Seat) -> Pair:
    return pair if seat == OPENAI else (pair[1], pair[0])


def _sum(millions: int) -> str:
    return f"{'+' if millions > 0 else ''}{money(millions)}".replace("-", MINUS) if millions else "nothing"
