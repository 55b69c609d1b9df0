"""Who seems to sit across the table, as far as one seat can tell: how likely each kind is, and what they seem to care about.

The same reckoning as a bot's that asks itself who the other side is (:mod:`game.bargaining.kinds`), for a person to read. It comes
from a view alone and is belief, never the truth.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from game.bargaining import kinds
from game.bargaining.appraisal import Appraiser
from game.bargaining.kinds import Odds
from game.bargaining.tables import NEVER, Book, book_of, liking
from game.rules.agreement import Term
from game.rules.characters import typical
from game.rules.scenario import Scenario
from game.rules.units import BPS, other
from game.rules.view import View

THOUGHT_OF: Final = 1000
"""How likely a kind is, bps, from which on what it would care about is reckoned with."""


class Care(NamedTuple):
    """How much a clause seems to matter to them, bps of what matters most: the likeliest, and between which two it may be."""

    clause: str
    low: int
    likely: int
    high: int
    wants: Term
    """The term they would seem to like best."""


class Profile(NamedTuple):
    """Odds over the kinds in bps, what they seem to care about (the dearest first), and how many things it all rests on."""

    odds: Odds
    cares: tuple[Care, ...]
    heard: int


def profile(scenario: Scenario, view: View) -> Profile:
    """The other side as the view's seat may imagine it."""
    eyes = Appraiser(scenario, view)
    imagined = kinds.imagined(scenario, view)
    history = view.table.history if view.table is not None else ()
    heard = kinds.before_the_table(scenario, view, eyes.book) + kinds.heard(scenario, view, history)
    found = kinds.portrait(
        eyes.book,
        tuple(book for _, book in imagined),
        book_of(scenario, view, typical(view.seat), view.seat),
        kinds.conduct(view),
        eyes.lens(other(view.seat)).horizon,
        heard,
    )
    thought = [liking(book, found.tastes) for id, book in imagined if dict(found.odds)[id] >= THOUGHT_OF]
    return Profile(found.odds, _cares(found.book, thought), len(heard))


def _cares(book: Book, thought: list[Book]) -> tuple[Care, ...]:
    swings = {clause: _swing(book, clause) for clause in book.layout.places}
    most = max((swing for swing, _ in swings.values()), default=0)
    if most <= 0:
        return ()
    found = []
    for clause, (swing, wants) in swings.items():
        ways = [swing, *(_swing(one, clause)[0] for one in thought)]
        low, likely, high = (min(BPS, way * BPS // most) for way in (min(ways), swing, max(ways)))
        found.append(Care(clause, low, likely, high, wants))
    return tuple(sorted(found, key=lambda care: (-care.likely, care.clause)))


def _swing(book: Book, clause: str) -> tuple[int, Term]:
    """What lies between the worst and the best term of a clause that they could live with, and which is the best."""
    which, place = book.layout.places[clause]
    terms = book.layout.blocks[which].options[place]
    gains = [(book.gain_of(((clause, term),)), -at, term) for at, term in enumerate(terms)]
    known = [gain for gain in gains if gain[0] > NEVER // 2]
    best = max(known, key=lambda gain: gain[:2])
    return best[0] - min(gain for gain, _, _ in known), best[2]
