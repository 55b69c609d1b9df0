"""The saves as the menu and the load screen list them: cheap to look at, damaged ones with their sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from time import localtime, strftime
from typing import Final, NamedTuple

from game.debrief.figures import NAMES, figure, said
from game.desk.content import Content
from game.desk.words import MUTED, SEAT_COLOUR, curve, fitted, hanging
from game.errors import GameError, SaveError
from game.files.saves import (
    YOU,
    Famous,
    Glance,
    Result,
    famous,
    glances,
    keep_results,
    known,
    latest,
    said_of_them,
)
from game.rules.agreement import CLAUSES
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, other, tenths

TAUGHT: Final = "waiver"
"""The scenario of the tutorial."""
FEW: Final = 8
"""So many saves are looked at while one waits: a tenth of a second."""


class Kept(NamedTuple):
    """A save on the shelf. ``words`` says what it is; ``error`` why it cannot be opened, if so; ``depth`` how many games on the shelf
    it is a branch of a branch of; ``fame`` what is said of it, if it is one of those that ship."""

    path: Path
    name: str
    words: str
    finished: bool
    error: str = ""
    depth: int = 0
    fame: Famous | None = None
    glance: Glance | None = None
    """What was seen of it; ``None`` where it cannot be opened, or was not looked at yet."""


def shelf() -> tuple[Kept, ...]:
    """One's own games, each with its branches under it: those that go on first, then the latest; then those that cannot be read."""
    found = glances()
    good = _as_tree([glance for glance in found if isinstance(glance, Glance)])
    bad = [_spoilt(error) for error in found if isinstance(error, SaveError)]
    return (*good, *bad)


def shelf_at_once() -> tuple[Kept, ...]:
    """One's own games without looking at more than a few: where there are more that nothing is known of, those by their names alone."""
    seen, unseen = known()
    if len(unseen) <= FEW:
        return shelf()
    return (*_as_tree(list(seen)), *(Kept(path, path.stem, "", False) for path in unseen))


def famous_shelf() -> tuple[Kept, ...]:
    """The games that ship, in the order of what is said of them; what cannot be read, their description included, says why."""
    try:
        told = {game.name: game for game in said_of_them()}
    except SaveError as error:
        return (_spoilt(error),)
    return tuple(
        _spoilt(one) if isinstance(one, SaveError) else _famous(one, told.get(one.name)) for one in famous()
    )


def _as_tree(found: list[Glance]) -> list[Kept]:
    """Games in their order, a branch below the game it left. A game that names itself as its own origin is nobody's branch."""
    names = {glance.name for glance in found}
    under: dict[str, list[Glance]] = {}
    for glance in found:
        left = glance.origin.save if glance.origin is not None else ""
        under.setdefault(left if left in names and left != glance.name else "", []).append(glance)
    shown: set[Path] = set()

    def grown(glance: Glance, depth: int) -> Iterator[Kept]:
        if glance.path not in shown:
            shown.add(glance.path)
            yield _kept(glance, depth)
            for branch in under.get(glance.name, ()):
                yield from grown(branch, depth + 1)

    families = [tuple(grown(glance, 0)) for glance in under.get("", ())]
    families += [(_kept(glance),) for glance in found if glance.path not in shown]  # these hang in a circle
    families.sort(key=lambda family: all(kept.finished for kept in family))
    return [kept for family in families for kept in family]


def last_unfinished() -> Kept | None:
    """The last game of one's own that a person plays and that has not ended; a tutorial that was left only where there is no other."""
    left = None
    for glance in latest():
        if not glance.ending and YOU in glance.seats.values():
            if glance.scenario != TAUGHT:
                return _kept(glance)
            left = left or glance
    return _kept(left) if left is not None else None


def _people(glance: Glance) -> tuple[Seat, ...]:
    return tuple(seat for seat in SEATS if glance.seats.get(seat) == YOU)


def who_words(glance: Glance) -> str:
    """Whose game it is: ``OpenAI``, ``OpenAI and Microsoft``, ``bots``."""
    return " and ".join(NAMES[seat] for seat in _people(glance)) or "bots"


def where_words(glance: Glance) -> str:
    """Where a game stands: its quarter, or how it ended."""
    return (
        glance.ending.replace("-", " ") if glance.ending else said(glance.quarter) if glance.quarter else ""
    )


def _kept(glance: Glance, depth: int = 0) -> Kept:
    steps, left = f"{glance.steps} step{'' if glance.steps == 1 else 's'}", glance.origin
    if left is not None:
        steps = f"left {'' if depth else left.save + ' '}at step {left.step} of {glance.steps}"
    words = f"{who_words(glance)}, {where_words(glance)}, {steps}"
    return Kept(glance.path, glance.path.stem, words, bool(glance.ending), depth=depth, glance=glance)


def _famous(glance: Glance, fame: Famous | None) -> Kept:
    """A game that ships: by whom, and how it ended."""
    return _kept(glance)._replace(words=f"{who_words(glance)}, {where_words(glance)}", fame=fame)


def _spoilt(error: SaveError) -> Kept:
    path = Path(error.file)
    return Kept(path, path.stem, f"cannot be opened: {error.words}", True, str(error))


# How a game went


_COURSES: Final = {OPENAI: "openai.value", MICROSOFT: "microsoft.share_price"}


def _course(glance: Glance) -> tuple[str, tuple[int, ...]]:
    """The number that is drawn of a game, quarter by quarter: that of whoever plays it, of bots' games OpenAI's value.

    Two who share a keyboard are shown neither while the game goes on: one of them must not know.
    """
    people = _people(glance)
    if len(people) > 1 and not glance.ending:
        return "", ()
    seat = people[0] if len(people) == 1 else OPENAI
    return _COURSES[seat], glance.value if seat == OPENAI else glance.price


def course_colour(glance: Glance) -> str:
    """The colour of its curve: that of whoever plays it."""
    people = _people(glance)
    return SEAT_COLOUR[people[0]] if len(people) == 1 else MUTED


def sparkline(glance: Glance, most: int) -> str:
    """The course of a game in at most so many cells, so that the whole calendar of a long game fits."""
    _, values = _course(glance)
    every = -(-len(values) // most)
    return curve(values[::-1][::every][::-1]) if len(values) > 1 else ""


def result_words(glance: Glance) -> str:
    """What it came to, in a few columns: points and grade, or both sides' points; empty while that is not known."""
    results, people = glance.results, _people(glance)
    if not results:
        return ""
    if len(people) == 1:
        mine = results[people[0]]
        return f"{mine.score} {mine.grade}"
    return ":".join(str(results[seat].score) for seat in SEATS)


def worked_out(glance: Glance) -> Mapping[Seat, Result]:
    """How a game that is over came out, against par where that is known, kept for the next look. Empty where it cannot be read."""
    from game.files.deals import deal_of
    from game.files.pars import read_scores
    from game.lab.par import par_from
    from game.session import Session

    try:
        session = Session.load(glance.path)
        scores = {seat: read_scores(glance.path, deal_of(session.header, seat)) for seat in session.people}
        pars = {seat: par for seat, found in scores.items() if (par := par_from(found)) is not None}
        outcome = session.outcome(pars)
    except GameError:
        return {}
    results = (
        {one.seat: Result(one.score, one.par, one.grade, bool(one.games)) for one in outcome.seats}
        if outcome is not None
        else {}
    )
    keep_results(glance.path, results)
    return results


# What is said of the game under the cursor


def about_words(kept: Kept, width: int) -> Content:
    """A game in a few lines: scenario, seats, how it went, what was drawn and signed last."""
    glance = kept.glance
    if glance is None:
        return hanging(Content.styled(kept.name, "bold"), "", width, 2) + f"\n{kept.error}"
    lines = [
        Content.assemble((kept.name, "bold"), (f"  {glance.title}, {glance.seed.partition(':')[2]}", MUTED)),
        _pair("Seats", _seats(glance), width),
        _pair("Stands", f"{where_words(glance)}, {_steps(glance)}, {_last_played(glance)}", width),
    ]
    name, values = _course(glance)
    if len(values) > 1:
        room = max(8, width - 34)
        drawn = f"{sparkline(glance, room)}  {figure(name, values[0])} → {figure(name, values[-1])}"
        lines.append(_pair("Value" if name == _COURSES[OPENAI] else "Share", drawn, width))
    lines += [_pair(head, words, width) for head, words in _happened(glance)]
    lines += [_pair("Came to", words, width) for words in _came_to(glance)]
    return Content("\n").join(lines)


def _pair(head: str, words: str, width: int) -> Content:
    return hanging(Content.styled(head, MUTED), words, width, 9)


def _seats(glance: Glance) -> str:
    return ", ".join(f"{NAMES[seat]} {_player(glance.seats.get(seat, ''))}" for seat in SEATS)


def _player(spec: str) -> str:
    if spec == YOU:
        return "you"
    from game.desk.starting import LEVELS

    level, _, _ = spec.partition("/")
    _, _, name = LEVELS.get(level, "").partition(":")[0].partition(", ")
    return name or ("the record" if spec == "record" else fitted(spec, 24))


def _steps(glance: Glance) -> str:
    steps = f"{glance.steps} step{'' if glance.steps == 1 else 's'}"
    left = glance.origin
    return f"left {left.save} at step {left.step} of {glance.steps}" if left is not None else steps


def _last_played(glance: Glance) -> str:
    return strftime("last played %d %b %Y", localtime(glance.changed))


def _happened(glance: Glance) -> Iterator[tuple[str, str]]:
    if glance.card:
        yield "News", glance.card
    if glance.signed:
        quarter, *clauses = glance.signed
        names = [CLAUSES[id].title for id in clauses if id in CLAUSES]
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        what = f": {', '.join(names[:3])}{more}" if names else ""
        yield "Amended", f"no. {glance.signatures}, {said(quarter)}{what}"
    else:
        yield "Signed", "nothing yet" if not glance.ending else "nothing"


def _came_to(glance: Glance) -> Iterator[str]:
    people = _people(glance)
    for seat in people:
        if seat in glance.results:
            mine, theirs = glance.results[seat], glance.results.get(other(seat))
            against = f"{'par' if mine.known else 'usually'} {tenths(mine.par)}"
            across = (
                f"; {NAMES[other(seat)]} {theirs.score}" if theirs is not None and len(people) == 1 else ""
            )
            name = f"{NAMES[seat]} " if len(people) > 1 else ""
            yield f"{name}{mine.score} points, {against}, grade {mine.grade}{across}"
    if not people and glance.results:
        yield ", ".join(f"{NAMES[seat]} {glance.results[seat].score}" for seat in SEATS)
