"""The player's side of the table: a draft with what hangs on it, what it is compared with, and which clauses are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from msgspec.structs import replace

from game.desk.talk import last_offer, last_riders
from game.rules.agreement import CLAUSES, HEADLINES, Term
from game.rules.decisions import PLAIN, Package, Riders
from game.rules.packages import HEADLINE, negotiable, options_of
from game.rules.scenario import Scenario
from game.rules.units import other
from game.rules.view import View

TODAY: Final = "today"
THEIRS: Final = "theirs"
MINE: Final = "my last"
DRAFT: Final = "draft"
ALL: Final = "all"
IN_PLAY: Final = "in play"
FEW: Final = 16
"""Clauses that are simply shown; more are filtered and stand under headings."""


@dataclass(slots=True)
class Sketch:
    """A draft that begins empty and lives as long as the table. ``terms`` holds what it changes, ``riders`` what hangs on it."""

    terms: dict[str, Term] = field(default_factory=dict)
    riders: Riders = PLAIN
    compared: int = 0
    """Which of the :func:`comparisons` is shown."""
    shown: str = ""
    """Which clauses are shown; empty: the usual ones."""
    folded: set[str] = field(default_factory=set)
    """Articles whose clauses are not shown."""
    tying: str = ""
    """The clause that waits for a second one to be linked with."""

    def fit(self, package: Package) -> None:
        """Leave out links that tie what the draft no longer changes."""
        changed = {clause for clause, _ in package}
        links = tuple(link for link in self.riders.links if set(link) <= changed)
        if links != self.riders.links:
            self.riders = replace(self.riders, links=links)
        if self.tying not in changed:
            self.tying = ""


def package_of(view: View, terms: Mapping[str, Term]) -> Package:
    """A draft's terms as a package: what they change, in the order of the document."""
    return tuple((id, terms[id]) for id in CLAUSES if id in terms and terms[id] != view.agreement.terms[id])


def turned_term(scenario: Scenario, clause: str, term: Term, by: int) -> Term:
    """The term so many steps along the clause's ladder; the ladder does not go round."""
    ladder = options_of(scenario, clause)
    at = ladder.index(term) if term in ladder else 0
    return ladder[min(max(at + by, 0), len(ladder) - 1)]


# What stands beside what


def columns(view: View, sketch: Sketch) -> dict[str, Package]:
    """Every package that can be looked at, by the name of its column; only those there are."""
    found = {THEIRS: last_offer(view, other(view.seat)), MINE: last_offer(view, view.seat)}
    return {
        TODAY: (),
        **{name: package for name, package in found.items() if package},
        DRAFT: package_of(view, sketch.terms),
    }


def hanging_on(view: View, sketch: Sketch) -> dict[str, Riders]:
    """What hangs on each package that can be looked at."""
    return {
        TODAY: PLAIN, THEIRS: last_riders(view, other(view.seat)), MINE: last_riders(view, view.seat), DRAFT: sketch.riders,
    }  # fmt: skip


def comparisons(view: View) -> tuple[tuple[str, str], ...]:
    """The pairs of columns that one key goes through, what matters most first."""
    theirs, mine = last_offer(view, other(view.seat)), last_offer(view, view.seat)
    return tuple(
        pair
        for pair, there_is in (
            ((THEIRS, DRAFT), bool(theirs)),
            ((MINE, DRAFT), bool(mine)),
            ((MINE, THEIRS), bool(mine and theirs)),
            ((TODAY, DRAFT), True),
        )
        if there_is
    )


def compared(view: View, sketch: Sketch) -> tuple[str, str]:
    """The two columns that are shown now."""
    pairs = comparisons(view)
    return pairs[sketch.compared % len(pairs)]


# Which clauses are shown


def choices(scenario: Scenario) -> tuple[str, ...]:
    """What one key goes through: the headline clauses where there are many, all, those in play."""
    return (HEADLINE, ALL, IN_PLAY) if len(negotiable(scenario)) > FEW else (ALL, IN_PLAY)


def showing(scenario: Scenario, sketch: Sketch) -> str:
    """Which clauses are shown now."""
    return sketch.shown or choices(scenario)[0]


def in_play(view: View, sketch: Sketch) -> set[str]:
    """The clauses somebody has touched at this table."""
    assert view.table is not None
    ground = view.table.ground
    touched = {id for package in columns(view, sketch).values() for id, _ in package}
    touched |= {id for id, _ in (*ground.agreed, *view.table.wanted)}
    touched |= {id for _, id, _ in (*ground.half, *ground.insisted)}
    hanging = (*sketch.riders.contingents, *view.table.riders.contingents)
    return touched | {contingent.clause for contingent in hanging}


def by_changes(view: View, ids: Iterable[str]) -> list[str]:
    """Clauses with those first that the other side's last offer changes, then those that one's own does; the rest as they come.

    The draft moves none: a row that is turned stays where it is.
    """
    theirs, mine = dict(last_offer(view, other(view.seat))), dict(last_offer(view, view.seat))
    return sorted(ids, key=lambda id: 0 if id in theirs else 1 if id in mine else 2)


def listed(scenario: Scenario, view: View, sketch: Sketch) -> tuple[str, ...]:
    """The clauses that are shown, in the order of the document; what is in play always is."""
    every, which = negotiable(scenario), showing(scenario, sketch)
    if which == ALL:
        return every
    assert view.table is not None
    block = view.table.ground.block
    usual = {id for id in every if CLAUSES[id].block == block} if block else set(HEADLINES)
    kept = in_play(view, sketch) | (usual if which == HEADLINE else set())
    found = tuple(id for id in every if id in kept)
    return found or every
