"""The first sight of the end: what it is called, what became of you, both scores against par, one lesson, and a code for a friend.

It fits 80 columns and 24 lines without scrolling; where there is more room it says more and breathes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from game.debrief.figures import NAMES, said
from game.debrief.lessons import Lesson
from game.debrief.verdict import waiting, with_sign
from game.desk.content import Content
from game.desk.ending.finished import Finished
from game.desk.ending.measured import against_par
from game.desk.ending.signing_page import picture
from game.desk.lettering import HIGH, heading
from game.desk.words import MUTED, SEAT_COLOUR, hanging
from game.files.deals import code_of
from game.rules.score import POOR, SeatScore
from game.rules.units import Seat, money, percent, tenths

if TYPE_CHECKING:
    from game.debrief.against import Against
    from game.debrief.signatures import Joint

TEXT: Final = 72
"""Columns of a line of text."""
TALL: Final = 26
"""Lines from which all is said that could be."""
NAME: Final = 16
SHORT: Final = 2
"""Lines of what became of you, where there is little room."""
PLOT: Final = 8
"""Lines from which a picture is one."""
LOOKING: Final = "Reading the signatures again: the lesson is being looked for…"


class Read(NamedTuple):
    """What is known once the signatures have been read again: each of them, what all were worth, the lesson for whoever was judged."""

    found: tuple[Against, ...]
    joint: Joint | None
    lessons: dict[Seat, Lesson]


def first_sight(game: Finished, read: Read | None, done: int, games: int, width: int, height: int) -> Content:
    """The page. ``done`` of ``games`` replays for par are there; ``games`` is 0 when nobody works it out."""
    tall, wide, outcome = height >= TALL, min(width, TEXT), game.outcome
    whom = "this" if game.together else "you"
    called = Content.assemble(
        (f"After {outcome.quarters} quarters they call {whom} ", MUTED), (f"“{outcome.epithet}”.", "bold")
    )
    told = _text(outcome.text, wide) if tall else _shortly(outcome.text, wide)
    bars = [_score(game, seat, wide) for seat in (game.seat, game.them)]
    bars += _text(_par(game, done, games), wide, MUTED)
    blocks = [
        [
            Content.styled(row, "bold $primary")
            for row in heading(outcome.title, width, 2 * HIGH if tall else HIGH)  # the frame says it too
        ],
        [called, *([Content()] if tall else []), *told],
        _text(game.averted, wide) if game.averted else [],
        bars,
        _jointly(game, read.joint, wide, tall=tall) if read is not None else [],
        _lesson(read.lessons[game.seat] if read is not None else None, wide),
        _code(game, width, tall=tall),
    ]
    lines = _spaced([block for block in blocks if block], height)
    if read is not None and (room := height - len(lines) - 3) >= PLOT:
        lines += _largest(game, read.found, wide, room)
    return Content("\n").join(lines)


def _largest(game: Finished, found: Sequence[Against], width: int, height: int) -> list[Content]:
    """Where there is room for it, the signature with most in it as a picture."""
    one = max(found, key=lambda one: one.signed.there if one.signed is not None else 0)
    head = "What there was on the first day"
    if one.signed is not None:
        head = f"No. {one.signed.number}, {said(one.signed.label)}: {percent(one.signed.efficiency)} taken"
    right = f"↑ better for {NAMES[game.them]}, → for {NAMES[game.seat]}"
    title = Content.assemble((head, "bold $primary"), (f"{right:>{width - len(head)}}", MUTED))
    return [Content(), title, *picture(game, one, width, height)]


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
    """What became of it in two lines: as many sentences as they hold; the first alone as far as its colon, where it is longer."""
    sentences = [f"{one.rstrip('.')}." for one in " ".join(words.split()).split(". ")]
    for many in range(len(sentences), 0, -1):
        lines = _text(" ".join(sentences[:many]), width)
        if len(lines) <= SHORT:
            return lines
    return _text(f"{sentences[0].partition(':')[0].rstrip('.')}.", width)


def _jointly(game: Finished, joint: Joint | None, width: int, *, tall: bool) -> list[Content]:
    """What both had of what there was for both, and what it means that somebody won."""
    head = Content.styled("Together  ", "bold")
    if joint is None:
        return [head + "No stamp: nothing was signed."]
    words = f"{joint.stamp[0].upper()}{joint.stamp[1:]}: {percent(joint.efficiency)}"
    words += (
        f", {money(joint.had)} of the {money(joint.there)} that the amendments could have been worth to both."
        if tall
        else " of what was there for both."
    )
    won = [game.score(seat) for seat in game.people if game.score(seat).grade not in (*POOR, "C")]
    if joint.stamp == "Pyrrhic" and won:
        grades = " and ".join(
            f"{NAMES[one.seat]} has {one.grade}" if game.together else one.grade for one in won
        )
        words += f" And yet: {grades}. One can win a game that both have lost."
    return hanging(head, words, width, len(head)).split("\n")


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
        beside = "" if game.together else f"; for {NAMES[game.them]} what is usual"
        return f"┃ is par: what bot:2 makes of this deal, the mean of 24 replays{beside}."
    if games:
        return f"┃ is what bots usually reach. {waiting(done, games).split(' Until')[0]}"
    return "┃ is what bots usually reach in a seat; par is not known."


def _lesson(lesson: Lesson | None, width: int) -> list[Content]:
    if lesson is None:
        return [Content.styled(LOOKING, MUTED)]
    return [Content.styled(lesson.name, "bold $primary"), *_text(lesson.words, width)]
