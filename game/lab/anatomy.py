"""The anatomy of a scenario's table: what each clause is to the two sides, and how much splitting it all down the middle misses.

For teachers who want to know what their class will bargain about, and for whoever tunes a scenario (rulebook 3.4.2, 3.8.1). It
draws pairs of characters as games do and looks at the first quarter's table through both pairs of eyes at once, as no player can.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final, Literal

import msgspec
import numpy as np

from game.bargaining.frontier import pareto_of
from game.bargaining.tables import NEVER, Block, Book, Gains, book_of
from game.rules import engine
from game.rules.agreement import CLAUSES, Term
from game.rules.chance import Chance
from game.rules.scenario import Scenario
from game.rules.units import BPS, SEATS, money, percent
from game.rules.view import view_of

Nature = Literal["compatible", "integrative", "distributive", "idle"]
COMPATIBLE: Final = 5000
"""Both sides favour the same term in at least so many bps of the draws."""
INTEGRATIVE: Final = 1000
"""The term that is best for the average pair gains it at least so many bps of what the clause is worth to the side that cares
more: there is something to make, not only to share out."""


class ClauseStudy(msgspec.Struct, frozen=True, kw_only=True):
    """One clause over all draws. Money in $ millions, means over the draws, all other clauses as they are."""

    id: str
    nature: Nature
    openai: tuple[int, int]
    """What its worst and its best term gain OpenAI over the term in force."""
    microsoft: tuple[int, int]
    joint: int
    """What the best term for each pair gains it."""
    same: int
    """In how many draws, bps, both favour the same term."""
    nash: tuple[tuple[Term, int], ...]
    """The terms it has at the Nash point, and in how many draws, the most frequent first."""


class Study(msgspec.Struct, frozen=True, kw_only=True):
    """The whole table over all draws. Shares in bps, money in $ millions."""

    scenario: str
    draws: int
    clauses: tuple[ClauseStudy, ...]
    joint: tuple[int, int, int]
    """What both together could gain: the 10th, 50th and 90th percentile."""
    openai_at_nash: int
    """OpenAI's mean part of what both gain at the Nash point."""
    midpoint: int
    """The mean part of the joint gain that splitting every clause down the middle would get."""

    def of(self, nature: Nature) -> tuple[str, ...]:
        """The clauses of a nature, in the order of the document."""
        return tuple(clause.id for clause in self.clauses if clause.nature == nature)


class Draw(msgspec.Struct, frozen=True, kw_only=True):
    """The table through one pair of eyes. Money in $ millions."""

    gains: dict[str, tuple[Gains, Gains]]
    """Of each clause's terms, all else as it is, for OpenAI and for Microsoft."""
    nash: dict[str, Term]
    """The terms at the Nash point."""
    joint: int
    """The most both together could gain."""
    at_nash: tuple[int, int]
    """What each gains at the Nash point."""
    middle: int
    """What both together gain when every clause goes halfway."""


def study(scenario: Scenario, draws: int, seed: str) -> Study:
    """Look at the table of the first quarter with so many pairs of characters; the same seed draws the same pairs."""
    drawn = [draw(scenario, f"{seed}-{number}") for number in range(draws)]
    at_nash = [one.at_nash for one in drawn]
    low, middle, high = np.percentile([one.joint for one in drawn], (10, 50, 90))
    return Study(
        scenario=scenario.id,
        draws=draws,
        clauses=tuple(_clause(id, drawn) for id in drawn[0].gains),
        joint=(int(low), int(middle), int(high)),
        openai_at_nash=sum(own * BPS // max(1, own + theirs) for own, theirs in at_nash) // draws,
        midpoint=sum(one.middle * BPS // max(1, one.joint) for one in drawn) // draws,
    )


def draw(scenario: Scenario, seed: str) -> Draw:
    """Look at the table of the first quarter with the pair of characters that this seed draws."""
    state = engine.new_game(scenario, Chance(seed))
    own, theirs = (book_of(scenario, view_of(scenario, state, seat)) for seat in SEATS)
    frontier = pareto_of(own, theirs)
    nash, best = frontier.nash(), frontier.welfare_of_both()
    # Leaving everything as it is costs nobody anything, so there is always somewhere to agree.
    assert nash is not None
    assert best is not None
    blocks = list(zip(own.layout.blocks, own.gains, theirs.gains, strict=True))
    gains = {
        clause: (_ladder(block, place, mine), _ladder(block, place, yours))
        for block, mine, yours in blocks
        for place, clause in enumerate(block.clauses)
    }
    return Draw(
        gains=gains,
        nash={clause: term for block, at in zip(own.layout.blocks, frontier.point(nash), strict=True)
              for clause, term in _terms(block, at)},
        joint=sum(frontier.gains(best)),
        at_nash=frontier.gains(nash),
        middle=_middle(own, theirs, gains),
    )  # fmt: skip


def _terms(block: Block, at: int) -> Iterator[tuple[str, Term]]:
    for clause, options, place in zip(block.clauses, block.options, block.digits(at), strict=True):
        yield clause, options[place]


def _ladder(block: Block, place: int, gains: Gains) -> Gains:
    """What each term of one clause gains, all others as they are."""
    stride, length = block.strides[place], len(block.options[place])
    first = block.now - block.digits(block.now)[place] * stride
    return gains[first : first + length * stride : stride]


def _middle(own: Book, theirs: Book, gains: dict[str, tuple[Gains, Gains]]) -> int:
    """What both together gain when every clause goes halfway between the terms the two sides would like best."""
    point = []
    for block in own.layout.blocks:
        places = [
            (int(mine.argmax()) + int(yours.argmax()) + 1) // 2
            for mine, yours in (gains[id] for id in block.clauses)
        ]
        point.append(sum(place * stride for place, stride in zip(places, block.strides, strict=True)))
    middle = own.gain(tuple(point)) + theirs.gain(tuple(point))
    return middle if middle > NEVER // 2 else 0


def _clause(id: str, drawn: list[Draw]) -> ClauseStudy:
    many = len(drawn)
    mine = [one.gains[id][0] for one in drawn]
    yours = [one.gains[id][1] for one in drawn]
    possible = [np.where(gains > NEVER // 2, gains, 0) for gains in mine]
    same = sum(bool(a.argmax() == b.argmax()) for a, b in zip(possible, yours, strict=True)) * BPS // many
    joint = sum(int((a + b).max()) for a, b in zip(mine, yours, strict=True)) // many
    openai, microsoft = (
        (sum(int(g.min()) for g in gains) // many, sum(int(g.max()) for g in gains) // many)
        for gains in (possible, yours)
    )
    at_stake = max(openai[1] - openai[0], microsoft[1] - microsoft[0])
    nature: Nature = "distributive"
    if not at_stake:
        nature = "idle"  # nothing hangs on it yet
    elif same >= COMPATIBLE:
        nature = "compatible"
    elif int(np.sum([*mine, *yours], axis=0).max()) // many * BPS >= at_stake * INTEGRATIVE:
        nature = "integrative"
    nash = Counter(one.nash[id] for one in drawn)
    order = sorted(nash.items(), key=lambda item: (-item[1], CLAUSES[id].rank(item[0])))
    return ClauseStudy(
        id=id, nature=nature, openai=openai, microsoft=microsoft, joint=joint, same=same, nash=tuple(order)
    )


def as_text(found: Study) -> str:
    """The study as a table to read, 100 columns wide."""
    low, middle, high = (money(amount) for amount in found.joint)
    lines = [
        f"{found.scenario}, {found.draws} pairs of characters, first quarter; $bn over the rest of the game",
        "",
        f"{'clause':<24}{'OpenAI':>16}{'Microsoft':>16}{'together':>10}  {'nature':<14}at the Nash point",
    ]
    for clause in found.clauses:
        terms = ", ".join(
            f"{CLAUSES[clause.id].short(term)} {count * 100 // found.draws} %"
            for term, count in clause.nash[:2]
        )
        lines.append(
            f"{clause.id:<24}{_span(clause.openai):>16}{_span(clause.microsoft):>16}{clause.joint / 1000:>10.1f}"
            f"  {clause.nature:<14}{terms}"
        )
    lines += [
        "",
        f"Both together could gain {low} to {high}, {middle} at the median; OpenAI has {percent(found.openai_at_nash)} of it at the",
        f"Nash point. Splitting every clause down the middle would get them {percent(found.midpoint)} of it. Every preference is invented.",
    ]
    return "\n".join(lines)


def _span(span: tuple[int, int]) -> str:
    return f"{span[0] / 1000:.1f} … {span[1] / 1000:.1f}"
