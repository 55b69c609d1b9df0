"""Page 5: what luck was worth. Your score on one scale with the replays that make par, and with what bots usually reach."""

from __future__ import annotations

from typing import Final

from game.debrief.figures import NAMES
from game.debrief.verdict import luck, waiting
from game.desk.content import Content
from game.desk.ending import UNKNOWN, world_words
from game.desk.ending.finished import Finished
from game.desk.words import MUTED, SEAT_COLOUR, hanging
from game.files.deals import code_of
from game.rules.score import usual_of
from game.rules.units import OPENAI, Seat, tenths

TEXT: Final = 72
HEAD: Final = 9
_STEPS: Final = "▁▂▃▄▅▆▇█"


def luck_page(game: Finished, scores: dict[Seat, tuple[int, ...]], games: int, width: int) -> Content:
    """The page. ``scores`` are the replays of each judged seat that there are; ``games`` make a par, 0 when nobody works it out."""
    wide = min(width, TEXT)
    parts = [_seat(game, seat, scores.get(seat, ()), games, wide) for seat in game.people]
    session = game.session
    parts.append(hanging("", world_words(session.state), wide, 0, MUTED))
    code = code_of(session.header)
    if code:
        says = "Challenge a friend: the same seed, seat and counterpart, so the same luck. Send this line:"
        ranks = "With both saves in one folder, this ranks them by the raw score:"
        parts.append(
            Content("\n").join(
                [
                    hanging("", says, wide, 0),
                    *_command(code, width),
                    hanging("", ranks, wide, 0),
                    Content.styled("  first-refusal duplicate FOLDER", "bold"),
                ]
            )
        )
    if session.path is not None:
        parts.append(Content.styled(f"Saved as {session.path.stem}.", MUTED))
    return Content("\n\n").join(parts)


def _seat(game: Finished, seat: Seat, scores: tuple[int, ...], games: int, width: int) -> Content:
    scenario, judged = game.session.scenario, game.score(seat)
    usual = usual_of(scenario, seat, judged.mandate)
    spread = (scenario.scoring.openai if seat == OPENAI else scenario.scoring.microsoft).usual.spread
    long = width - HEAD
    rows = [
        Content.styled(f"{'':<{HEAD}}{_placed(dict.fromkeys((0, 25, 50, 75, 100)), long)}", MUTED),
        Content.assemble(f"{'Usual':<{HEAD}}", (_reach(usual, spread, long), MUTED)),
    ]
    if scores:
        rows.append(Content.assemble(f"{'Replays':<{HEAD}}", (_heap(scores, long), "$success")))
    if judged.games:
        rows.append(Content.assemble(f"{'Par':<{HEAD}}", _mark(judged.par, f"┃ {tenths(judged.par)}", long)))
    whose = NAMES[seat] if game.together else "You"
    rows.append(
        Content.assemble(
            (f"{whose:<{HEAD}}", f"bold {SEAT_COLOUR[seat]}"),
            (_mark(judged.score * 10, f"◆ {judged.score}", long), f"bold {SEAT_COLOUR[seat]}"),
        )
    )
    said = luck(scenario, judged)
    if not said:
        said = waiting(len(scores), games) if games else f"{UNKNOWN} {_how(game)}".rstrip()
    key = f"Usual: what bots reach here over many worlds, {tenths(usual)}, give or take {tenths(spread)}."
    if scores:
        key += " Replays: what one makes of this very world, a block the higher the more often."
    return Content("\n").join(
        [hanging("", said, width, 0), Content(), *rows, Content(), hanging("", key, width, 0, MUTED)]
    )


def _command(code: str, width: int) -> list[Content]:
    """What plays a code, on a line of its own where there is room."""
    command = "  first-refusal play --duplicate"
    if len(command) + len(code) < width:
        return [Content.styled(f"{command} {code}", "bold")]
    return [Content.styled(command, "bold"), Content.styled(f"    {code}", "bold")]


def _how(game: Finished) -> str:
    path = game.session.path
    return f"“first-refusal par {path.stem}” works it out." if path is not None else ""


def _at(value: int, long: int) -> int:
    """Where so many tenths of a point stand."""
    return min(max(value, 0), 1000) * (long - 1) // 1000


def _placed(values: dict[int, None], long: int) -> str:
    """The scale."""
    cells = [" "] * long
    for value in values:
        words = str(value)
        at = min(_at(value * 10, long), long - len(words))
        cells[at : at + len(words)] = words
    return "".join(cells)


def _reach(middle: int, spread: int, long: int) -> str:
    low, high, at = _at(middle - spread, long), _at(middle + spread, long), _at(middle, long)
    cells = [" "] * long
    cells[low : high + 1] = "─" * (high + 1 - low)
    cells[low], cells[high], cells[at] = "├", "┤", "┼"
    return "".join(cells).rstrip()


def _heap(scores: tuple[int, ...], long: int) -> str:
    """How many replays came to each place, as a curve of blocks."""
    found = [0] * long
    for score in scores:
        found[_at(score * 10, long)] += 1
    most = max(found)
    return "".join(
        " " if not n else _STEPS[(n * (len(_STEPS) - 1) + most - 1) // most] for n in found
    ).rstrip()


def _mark(value: int, words: str, long: int) -> str:
    at = _at(value, long)
    if at + len(words) > long:
        sign, _, figure = words.partition(" ")
        return f"{figure} {sign}".rjust(at + 1)
    return " " * at + words
