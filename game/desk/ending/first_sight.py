"""The first sight of the end: what it is called, what became of you, both scores against par, one lesson, and a code for a friend.

It fits 80 columns and 24 lines without scrolling; where there is more room it says more and breathes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from game.debrief.figures import NAMES
from game.debrief.lessons import Lesson
from game.debrief.verdict import waiting, with_sign
from game.desk.content import Content
from game.desk.ending.finished import Finished
from game.desk.ending.heading import heading
from game.desk.ending.measured import against_par
from game.desk.words import MUTED, SEAT_COLOUR, hanging
from game.files.deals import code_of
from game.rules.score import POOR, SeatScore
from game.rules.units import Seat, money, percent, tenths

if TYPE_CHECKING:
    from game.debrief.signatures import Joint

TEXT: Final = 72
"""Columns of a line of text."""
TALL: Final = 26
"""Lines from which all is said that could be."""
NAME: Final = 16
SHORT: Final = 40
"""A sentence of fewer signs takes the next along."""
LOOKING: Final = "Reading the signatures again: the lesson is being looked for…"


def first_sight(
    game: Finished, joint: Joint | None, lesson: Lesson | None, done: int, games: int, width: int, height: int
) -> Content:
    """The page. ``done`` of ``games`` replays for par are there; ``games`` is 0 when nobody works it out. While there is no lesson,
    the signatures are still being read."""
    tall, wide, outcome = height >= TALL, min(width, TEXT), game.outcome
    whom = "this" if game.together else "you"
    called = Content.assemble(
        (f"After {outcome.quarters} quarters they call {whom} ", MUTED), (f"{outcome.epithet}.", "bold")
    )
    told = _text(outcome.text, wide) if tall else _shortly(outcome.text, wide)
    bars = [_score(game, seat, wide) for seat in (game.seat, game.them)]
    bars += _text(_par(game, done, games), wide, MUTED)
    blocks = [
        heading(outcome.title, width, "bold $primary"),
        [called, *([Content()] if tall else []), *told],
        bars,
        _jointly(game, joint, wide, tall=tall) if lesson is not None else [],
        _lesson(lesson, wide),
        _code(game, width, tall=tall),
    ]
    return Content("\n").join(_spaced([block for block in blocks if block], height))


def _spaced(blocks: list[list[Content]], height: int) -> list[Content]:
    """The blocks with a blank line between; where there is no room for all of those, the last ones go first."""
    spare = height - sum(map(len, blocks))
    lines = list[Content]()
    for n, block in enumerate(blocks):
        lines += [Content()] if 0 < n <= spare else []
        lines += block
    return lines


def _text(words: str, width: int, style: str = "") -> list[Content]:
    return hanging("", words, width, 0, style).split("\n")


def _shortly(words: str, width: int) -> list[Content]:
    """What became of it in a sentence of two lines: where the first is longer, as far as its colon."""
    first, *rest = " ".join(words.split()).split(". ")
    if len(first) < SHORT and rest:
        first = f"{first}. {rest[0]}"
    lines = _text(f"{first.rstrip('.')}.", width)
    return lines if len(lines) < 3 else _text(f"{first.partition(':')[0].rstrip('.')}.", width)


def _jointly(game: Finished, joint: Joint | None, width: int, *, tall: bool) -> list[Content]:
    """What both had of what there was for both, and what it means that somebody won."""
    head = Content.styled("Together  ", "bold")
    if joint is None:
        return [head + "No stamp: nothing was signed."]
    said = f"{joint.stamp[0].upper()}{joint.stamp[1:]}: {percent(joint.efficiency)}"
    said += (
        f", {money(joint.had)} of the {money(joint.there)} that the amendments could have been worth to both."
        if tall
        else " of what was there for both."
    )
    won = [game.score(seat) for seat in game.people if game.score(seat).grade not in (*POOR, "C")]
    if joint.stamp == "Pyrrhic" and won:
        grades = " and ".join(
            f"{NAMES[one.seat]} has {one.grade}" if game.together else one.grade for one in won
        )
        said += f" And yet: {grades}. One can win a game that both have lost."
    return hanging(head, said, width, len(head)).split("\n")


def _code(game: Finished, width: int, *, tall: bool) -> list[Content]:
    """How somebody else gets the same game."""
    code = code_of(game.session.header)
    if not code:
        return []
    says = "Challenge a friend to the same game: " if tall else "Challenge a friend: "
    command = "first-refusal play --duplicate"
    if len(says) + len(command) + len(code) < width:
        return [Content.assemble((says, MUTED), f"{command} {code}")]
    if len(command) + len(code) < width:
        return [Content.styled(says.rstrip(), MUTED), Content(f"{command} {code}")]
    return [Content.assemble((says, MUTED), command), Content(f"  {code}")]


def _score(game: Finished, seat: Seat, width: int) -> Content:
    """A side's bar, its score, what it is held against, and the grade."""
    judged = game.score(seat)
    tail = (
        f"{judged.score:>4}  {against(judged):>5} {tenths(judged.par):>4} {with_sign(judged.over_par):>6}  "
    )
    long = width - NAME - len(tail) - len("grade E")
    over = "$success" if judged.over_par > 0 else "$error" if judged.over_par < 0 else ""
    shown, rest = tail[:4], tail[4:-8]
    return Content.assemble(
        (f"{game.name(seat):<{NAME}}", f"bold {SEAT_COLOUR[seat]}"),
        against_par(judged.score, judged.par, long, SEAT_COLOUR[seat]),
        (shown, "bold"),
        (rest, MUTED),
        (tail[-8:], over),
        ("grade ", MUTED),
        (judged.grade, "bold"),
    )


def against(judged: SeatScore) -> str:
    """What a score is held against, in a word."""
    return "par" if judged.games else "usual"


def _par(game: Finished, done: int, games: int) -> str:
    """What the line through the bars is, and how far par is."""
    if all(game.score(seat).games for seat in game.people):
        return "┃ is par: what a bot makes of the same seat, world and counterpart."
    if games:
        return f"┃ is what bots usually reach. {waiting(done, games).split(' Until')[0]}"
    return "┃ is what bots usually reach in a seat; par is not known."


def _lesson(lesson: Lesson | None, width: int) -> list[Content]:
    if lesson is None:
        return [Content.styled(LOOKING, MUTED)]
    return [Content.styled(lesson.name, "bold $primary"), *_text(lesson.words, width)]
