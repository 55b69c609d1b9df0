"""What the agreement is worth to a seat, from what that seat can see (rulebook 3.4.2).

One valuation serves buying, selling, asking and countering, for bots, advisers and due diligence alike. It is a belief, in $
millions over the rest of the game; the rules' cash flows never use it.
"""

from __future__ import annotations

from typing import Final

from game.rules.agreement import CLAUSES, Lens, Term, Terms, share_end
from game.rules.characters import Character
from game.rules.packages import ladders
from game.rules.scenario import Scenario
from game.rules.units import BPS, Seat, clamp, mul, quarter_index
from game.rules.view import View

LONG_GROWTH = 300
"""Quarterly growth believed in beyond the last quarter of the tables, bps."""

TOO_HOT = 600
"""Antitrust heat, tenths, from which one reckons with what a court may strike: 3 in 10 at 75, never more than half."""


WAITING = 38_000
"""What a recapitalisation in the first year is believed to bring OpenAI, $M; half of it later. With the rulebook's 48,000 one pair in
ten had more than $165bn to gain at the first table, where 160 are promised (rulebook 3.8.1)."""


def forecast(scenario: Scenario, view: View, belief: int) -> tuple[int, ...]:
    """Believed OpenAI revenue a quarter, $M: today's demand on the common growth path, to the last quarter any share could run."""
    growth = scenario.tables.growth
    revenue = mul(mul(view.number("world.market"), view.number("openai.share")), belief)
    path = []
    far = quarter_index(scenario.quarters.from_, f"{share_end.LATEST}-Q4") + 1
    for quarter in range(view.quarter, max(view.last, far)):
        path.append(revenue)
        revenue += mul(revenue, growth[quarter] if quarter < len(growth) else LONG_GROWTH)
    return tuple(path)


def market_path(scenario: Scenario, quarter: int) -> int:
    """The market's size a quarter, $M, had it grown as everybody expected at the start."""
    market = scenario.start.world["market"]
    for growth in scenario.tables.growth[:quarter]:
        market += mul(market, growth)
    return market


def lens_of(scenario: Scenario, view: View, character: Character | None = None, seat: Seat = "") -> Lens:
    """How a character looks at the agreement from this view; by default the view's own seat and character.

    With another ``character`` and ``seat`` it is how the view's seat imagines the other side to look at it.
    """
    character = character or view.character
    ahead = view.number("world.market") * BPS // market_path(scenario, view.quarter)
    recapitalised = view.number("openai.recapitalised")
    return character.lens(
        seat=seat or view.seat,
        quarter=view.quarter,
        last=view.last,
        year=int(view.label[:4]),
        season=int(view.label[6]) - 1,
        revenue=forecast(scenario, view, character.revenue),
        value=mul(character.value, clamp(ahead, 5000, 30_000)),
        scarcity=clamp(6000 + 4 * view.number("openai.unserved_year"), 6000, 18_000),
        market=clamp(ahead, 4000, 20_000),
        recap=0 if recapitalised else WAITING if view.quarter <= 3 else WAITING // 2,
        invested=view.number("microsoft.new_money"),
        struck=clamp((view.number("world.heat_antitrust") - TOO_HOT) * 20, 0, BPS // 2),
        paid=view.number("openai.share_paid") + view.number("openai.share_owed"),
    )


def taste_of(scenario: Scenario, character: Character, terms: Terms, lens: Lens) -> int:
    """What private tastes add to an agreement against the one at the start, $M, for the rest of the game."""
    total = 0
    for taste in character.tastes:
        clause = CLAUSES[taste.clause]
        steps = clause.rank(terms[taste.clause]) - clause.rank(scenario.agreement[taste.clause].start)
        total += mul(taste.amount, lens.horizon) * steps // (len(clause.options) - 1)
    return total


def worth(scenario: Scenario, terms: Terms, lens: Lens, character: Character) -> int:
    """What an agreement is worth over the rest of the game, $M; only differences mean anything."""
    total = sum(clause.worth(lens.seat, terms, lens) for clause in CLAUSES.values())
    return total + taste_of(scenario, character, terms, lens)


_AFFECTED: Final = {id: tuple(clause for clause in CLAUSES.values() if id in clause.reads) for id in CLAUSES}
"""For each clause those whose worth reads it."""


def swings(scenario: Scenario, terms: Terms, lens: Lens) -> dict[str, int]:
    """For each negotiable clause, by how much its terms differ in worth to the lens's seat, all else as it is, $M."""
    found = {}
    trial = dict(terms)
    for id, options in ladders(scenario).items():
        values = []
        for term in options:
            trial[id] = term
            values.append(sum(clause.worth(lens.seat, trial, lens) for clause in _AFFECTED[id]))
        trial[id] = terms[id]
        found[id] = max(values) - min(values)
    return found


def ambiguity(terms: Terms, lenses: tuple[Lens, Lens]) -> dict[str, int]:
    """What the points that the agreement leaves open cost both seats together, $M, by clause (rulebook 4.1).

    It is what both would gain, as these two lenses see it, if the point were settled in the way best for both: by the best of the
    clause's terms that leave nothing open. Clauses that leave nothing open, or that nobody would gain by settling, are left out.
    A seat that is not to know the other's lens passes the one it imagines.
    """
    found = {}
    for id, clause in CLAUSES.items():
        if terms[id] not in clause.open_points:
            continue
        settled = [term for term in clause.options if term not in clause.open_points]
        gain = max(_together(id, term, terms, lenses) for term in settled) - _together(
            id, terms[id], terms, lenses
        )
        if gain > 0:
            found[id] = gain
    return found


def _together(id: str, term: Term, terms: Terms, lenses: tuple[Lens, Lens]) -> int:
    """What the clauses that read this one are worth to both seats together under one of its terms, $M."""
    trial = {**terms, id: term}
    return sum(clause.worth(lens.seat, trial, lens) for clause in _AFFECTED[id] for lens in lenses)


def ambiguity_word(price: int) -> str:
    """How large the price of an open point is, $M: ``none``, ``low`` (below $1bn), ``some`` (below $3bn) or ``high``."""
    if price <= 0:
        return "none"
    return "low" if price < 1000 else "some" if price < 3000 else "high"


def priorities(scenario: Scenario, view: View) -> tuple[str, ...]:
    """The negotiable clauses by how much is in them for the view's seat, most first."""
    lens = lens_of(scenario, view)
    found = swings(scenario, view.agreement.terms, lens)
    weighed = {id: swing + mul(abs(view.character.taste(id)), lens.horizon) for id, swing in found.items()}
    return tuple(sorted(weighed, key=lambda id: (-weighed[id], id)))
