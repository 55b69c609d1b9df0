"""Page 4: who sat across, what it wanted, how it dealt, and what it believed of you. Where two people played, what each was dealt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from game.debrief.characters import CARES, gave_away, who
from game.debrief.figures import MINUS, NAMES
from game.desk.content import Content
from game.desk.ending.finished import Finished
from game.desk.ending.measured import bar
from game.desk.words import MUTED, SEAT_COLOUR, hanging
from game.rules.characters import ARCHETYPES, DIALS, typical
from game.rules.units import BPS, Seat, money

if TYPE_CHECKING:
    from game.debrief.glass import Opened

TEXT: Final = 72
BAR: Final = 20
LABEL: Final = 41
DIAL: Final = 12
SURE: Final = 2500
"""Bps of belief under which nobody was taken for anybody: the kinds are five."""


def they_page(game: Finished, opened: Opened | None, looking: str, width: int) -> Content:
    """The page. ``opened`` is the other side's last act at a table; ``looking`` stands in its place until it is there."""
    wide = min(width, TEXT)
    if game.together:
        return Content("\n\n").join([_dealt(game, seat, wide) for seat in (game.seat, game.them)])
    session, them = game.session, game.them
    character = session.state.place(them).character
    kind = ARCHETYPES[them].get(character.archetype)
    title = kind.title if kind is not None else "somebody of no particular kind"
    lines = [
        Content.assemble(
            ("Across the table sat the " if kind is not None else "Across the table sat ", MUTED),
            (f"{title}.", f"bold {SEAT_COLOUR[them]}"),
        )
    ]
    if kind is not None:
        lines += hanging("", f"What gave it away: {gave_away(them, character)}", wide, 0).split("\n")
    wanted, _, *pressed = who(session.scenario, them, character)
    lines += [Content(), _head("What it believed", "when it last spoke at a table")]
    lines += _believed(game, opened, looking, wide)
    lines += [Content(), _head("What it wanted", "against what is usual in its chair")]
    usual = dict(typical(them).weights)
    for name, weight in sorted(character.weights, key=lambda one: -one[1] * BPS // max(1, usual[one[0]])):
        times = weight * 10 // max(1, usual[name])
        cared = bar(times, 20, BAR, SEAT_COLOUR[them])
        lines.append(Content.assemble(f"  {CARES[name]:<{LABEL}}", cared, f"  ×{times // 10}.{times % 10}"))
    for words in filter(None, (wanted.partition(". ")[2], *pressed)):
        lines += hanging("", words, wide, 2).split("\n")
    lines += [Content(), _head("How it dealt", "")]
    dials = [_dial(name, getattr(character, name), SEAT_COLOUR[them]) for name in DIALS]
    beside = [Content.assemble(one, "      ", two) for one, two in (dials[:2], dials[2:])]
    lines += beside if all(line.cell_length <= width for line in beside) else dials
    lines += [Content(), Content.assemble(("w ", "bold $primary"), ("opens any of its acts", MUTED))]
    return Content("\n").join(lines)


def _dial(name: str, value: int, tone: str) -> Content:
    low, high, _ = DIALS[name]
    return Content.assemble(
        f"  {name:<10}", bar(value - low, high - low, DIAL, tone), f" {value:>3} of {high:<3}"
    )


def _head(words: str, quiet: str) -> Content:
    return Content.assemble((words, "bold $primary"), (f", {quiet}" if quiet else "", MUTED))


def _believed(game: Finished, opened: Opened | None, looking: str, width: int) -> list[Content]:
    """What it thought could be had, what it would have taken, and what it thought of you."""
    talk = opened.thought.talk if opened is not None else None
    if opened is None or talk is None:
        return [Content.styled(f"  {looking}", MUTED)]
    said = [
        f"It held out for {_sum(talk.target)}, and would have walked away under {_sum(talk.floor)}: that much less would have done."
        if 0 < talk.floor < talk.target
        else f"It held out for {_sum(talk.target)}."
    ]
    if talk.kinds:
        kind, likely = talk.kinds[0]
        title = ARCHETYPES[game.seat][kind].title if kind in ARCHETYPES[game.seat] else kind
        truly = ARCHETYPES[game.seat].get(game.session.state.place(game.seat).character.archetype)
        so = f" You were dealt the {truly.title}." if truly is not None else ""
        took = (
            "could not tell who you were"
            if likely < SURE
            else f"took you for the {title}, {likely // 100} in 100"
        )
        said.append(f"It {took}.{so}")
    if talk.said is not None and opened.said is not None and talk.said.theirs is not None:
        true = "more than you could bear" if opened.said.gain is None else _sum(opened.said.gain)
        said.append(
            f"What it offered you it thought worth {_sum(talk.said.theirs)} to you; by your own books it was {true}."
        )
    return [line for words in said for line in hanging("", words, width, 2).split("\n")]


def _sum(millions: int) -> str:
    return money(millions).replace("-", MINUS) if millions else "nothing"


def _dealt(game: Finished, seat: Seat, width: int) -> Content:
    """What a person's own people were like, which they were asked not to tell. How they dealt is the person's affair."""
    session = game.session
    character = session.state.place(seat).character
    cared = who(session.scenario, seat, character)[0]
    kind = ARCHETYPES[seat].get(character.archetype)
    title = f"the {kind.title}" if kind is not None else "nobody in particular"
    pressed = ""
    if character.must_sign_by >= 0:
        turn = session.scenario.turns.number(character.must_sign_by)
        pressed = f" Its people badly wanted a signature before turn {turn}."
    head = Content.assemble((NAMES[seat], f"bold {SEAT_COLOUR[seat]}"), (" was dealt ", MUTED), f"{title}.")
    return Content("\n").join([head, hanging("", f"{cared}{pressed}", width, 0)])
