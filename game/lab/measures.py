"""How each promise about the balance is measured: over the evidence alone, so that it can be tried on games made by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from math import fsum, sqrt
from typing import Final, NamedTuple

from game.lab.evidence import Evidence, Look, by_seed, mean, policy_in
from game.lab.statistics import Figure, bootstrap, elo, mean_of, median_of, quantile, share_of
from game.lab.watched import Watched
from game.players.policies import ADAPTIVE, AWAY, policies_of
from game.rules.units import MICROSOFT, OPENAI, Seat, other, quarter_index

HEADLINE: Final = (
    "compute-sourcing", "research-carve-out", "azure-commitment", "revenue-share", "revenue-share-cap", "ip-scope", "ip-end",
    "api-distribution", "agi-trigger", "agi-consequence", "equity-stake", "third-party-products",
)  # fmt: skip
"""The clauses that should end differently for different people."""
TERMS: Final = 3
STUCK: Final = 0.75
"""A headline clause has so many terms at the Nash point, and none in more than this part of the draws."""
RARE: Final = 0.01
COMMON: Final = 0.60
CELL: Final = 80
"""Games in a cell of the prototype's policy matrix: what its “one standard error” meant."""
ENOUGH: Final = 200
SHORT: Final = 500
"""Unserved demand, bps, under which compute is enough and over which it is short."""
NAMED: Final = 6
"""The most names in a note."""
NEAR: Final = 1e-9


class Finding(NamedTuple):
    """What was found, and a word on it."""

    figure: Figure
    note: str = ""


Measure = Callable[[Evidence], Finding]
Tells = Callable[[Watched], float | None]
"""What a game tells; ``None`` leaves it out."""


# Over the mirror's games


def _told(tells: Tells, evidence: Evidence) -> list[list[float]]:
    return [[float(told) for told in map(tells, games) if told is not None] for games in evidence.seeds]


def share(tells: Tells) -> Measure:
    """The share of games of which something is true (1 or 0)."""
    return lambda evidence: Finding(share_of(_told(tells, evidence)))


def average(tells: Tells) -> Measure:
    """The mean of what the games tell."""
    return lambda evidence: Finding(mean_of(_told(tells, evidence)))


def middle(tells: Tells) -> Measure:
    """The median of what the games tell."""
    return lambda evidence: Finding(median_of(_told(tells, evidence)))


def below(record: float, tells: Tells) -> Measure:
    """The share of games below the record: 10 to 90 % when the record could have been one of them."""

    def is_below(game: Watched) -> float | None:
        told = tells(game)
        return None if told is None else float(told < record)

    return share(is_below)


def decisions(seat: Seat) -> Measure:
    """A seat's decisions a game: what it settled otherwise than by going on, a turn's plan counted once."""
    return average(lambda game: game.decisions[seat])


def score(seat: Seat) -> Measure:
    """A seat's mean score."""
    return average(lambda game: game.scores[seat])


def dimension(seat: Seat, id: str) -> Measure:
    """The mean of one dimension."""
    return average(lambda game: game.dimensions[seat][id])


def beats_par(games: Sequence[Watched], seat: Seat) -> list[float]:
    """For each replay of a seed whether it is above the mean of the others: 1, 0, or ½. Nothing for a single game."""
    scores = [game.scores[seat] for game in games]
    if len(scores) < 2:
        return []
    whole = fsum(scores)
    over = [one - (whole - one) / (len(scores) - 1) for one in scores]
    return [0.5 if abs(by) < NEAR else float(by > 0) for by in over]


def wins(seat: Seat) -> Measure:
    """How often a seat beats the par of its seed."""
    return lambda evidence: Finding(share_of([beats_par(games, seat) for games in evidence.seeds]))


def both_win(evidence: Evidence) -> Finding:
    """How often both do in the same game."""
    return Finding(
        share_of(
            [
                [a * b for a, b in zip(beats_par(games, OPENAI), beats_par(games, MICROSOFT), strict=True)]
                for games in evidence.seeds
            ]
        )
    )


def tables_sign(evidence: Evidence) -> Finding:
    """How many tables lead to a signature within two quarters; one in the last quarter that does not has no second."""
    last = evidence.scenario.quarters.count - 1
    return Finding(
        share_of(
            [
                [float(signed) for game in games for at, signed in game.tables if at < last or signed]
                for games in evidence.seeds
            ]
        )
    )


def _shares(
    ids: Iterable[str], holds: Callable[[Watched, str], bool], evidence: Evidence
) -> dict[str, Figure]:
    return {
        id: share_of([[float(holds(game, id)) for game in games] for games in evidence.seeds]) for id in ids
    }


def _count(found: dict[str, Figure], holds: Callable[[float], bool]) -> Figure:
    """How many figures hold. Those that hold at both ends of their interval surely do, those that do at one may."""
    surely = sum(holds(one.low) and holds(one.high) for one in found.values())
    perhaps = sum(holds(one.low) or holds(one.high) for one in found.values())
    return Figure(sum(holds(one.value) for one in found.values()), surely, perhaps)


def _named(found: dict[str, Figure], ids: Iterable[str], about: str = "", most: int = NAMED) -> str:
    """The ids with their shares, the largest first: ``rarer: overtaken 0.4 %, declared 0 %``."""
    listed = sorted(ids, key=lambda id: -found[id].value)
    words = ", ".join(
        f"{id} {found[id].value * 100:.{1 if found[id].value < RARE else 0}f} %" for id in listed[:most]
    )
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return about + words + more if listed else ""


def _endings(evidence: Evidence) -> dict[str, Figure]:
    return _shares((e.id for e in evidence.scenario.endings), lambda game, id: game.ending == id, evidence)


def kinds_of_ending(evidence: Evidence) -> Finding:
    """How many endings are not rare."""
    found = _endings(evidence)
    rarer = (id for id, figure in found.items() if figure.value < RARE)
    return Finding(_count(found, lambda at: at >= RARE), _named(found, rarer, "rarer: ", len(found)))


def commonest_ending(evidence: Evidence) -> Finding:
    """How common the commonest ending is."""
    found = _endings(evidence)
    most = max(found, key=lambda id: found[id].value)
    seen = (id for id, figure in found.items() if figure.value >= RARE)
    return Finding(found[most], _named(found, seen, most=len(found)))


def _cards(evidence: Evidence, scheduled: bool) -> dict[str, Figure]:
    ids = (card.id for card in evidence.scenario.events if scheduled or card.scheduled is None)
    return _shares(ids, lambda game, id: id in game.cards, evidence)


def rare_cards(evidence: Evidence) -> Finding:
    """How many cards hardly any game sees."""
    found = _cards(evidence, scheduled=True)
    rare = (id for id, figure in found.items() if figure.value < RARE)
    return Finding(_count(found, lambda at: at < RARE), _named(found, rare))


def common_cards(evidence: Evidence) -> Finding:
    """How many cards too many games see; those that have a date are meant to be seen."""
    found = _cards(evidence, scheduled=False)
    common = (id for id, figure in found.items() if figure.value > COMMON)
    return Finding(_count(found, lambda at: at > COMMON), _named(found, common))


# The economy beside the record


def _at(game: Watched, label: str) -> int | None:
    at = quarter_index(game.first, label)
    return at if 0 <= at < len(game.fleet) else None


def in_2025(name: str) -> Tells:
    """The sum of a stat over 2025, $bn; nothing from a game that did not see all of it."""

    def tells(game: Watched) -> float | None:
        first, last = _at(game, "2025-Q1"), _at(game, "2025-Q4")
        return None if first is None or last is None else sum(game.series[name][first : last + 1]) / 1000

    return tells


def at_end_of(label: str, name: str) -> Tells:
    """A stat at the end of a quarter, $bn."""

    def tells(game: Watched) -> float | None:
        at = _at(game, label)
        return None if at is None else game.series[name][at] / 1000

    return tells


def burn_2025(game: Watched) -> float | None:
    """What OpenAI lost in 2025, $bn."""
    net = in_2025("openai.net")(game)
    return None if net is None else -net


def fleet_2025(game: Watched) -> float | None:
    """OpenAI's fleet at the end of 2025, GW."""
    at = _at(game, "2025-Q4")
    return None if at is None else game.fleet[at] / 1000


def waves(unserved: Sequence[int]) -> int:
    """How many separate times compute went short (bps of demand) after there had been enough."""
    short, found = True, 0
    for turned_away in unserved:
        if turned_away < ENOUGH:
            short = False
        elif turned_away > SHORT and not short:
            short, found = True, found + 1
    return found


def short_again(game: Watched) -> float:
    """Whether compute went short again after 2026."""
    first = max(0, quarter_index(game.first, "2027-Q1"))
    return float(waves(game.series["openai.unserved"][first:]) > 0)


# The ladder


def _duplicates(evidence: Evidence, seat: Seat, lower: str, higher: str) -> tuple[tuple[float, float], ...]:
    """What two levels made of the same seat in the same seed against the same counterpart."""

    def scores(level: str) -> dict[str, float]:
        games = evidence.mirror if level == "bot:2" else evidence.ladder
        return {
            game.seed: game.scores[seat]
            for game in games
            if game.replay == 0 and game.seats[seat] == level and game.seats[other(seat)] == "bot:2"
        }

    weak, strong = scores(lower), scores(higher)
    return tuple((weak[seed], strong[seed]) for seed in weak if seed in strong)


def rung(seat: Seat, lower: str, higher: str) -> Measure:
    """How much stronger one level is than another in a seat, in Elo, by duplicate games."""

    def measure(evidence: Evidence) -> Finding:
        pairs = _duplicates(evidence, seat, lower, higher)
        won = share_of([[0.5 if abs(b - a) < NEAR else float(b > a)] for a, b in pairs])
        return Finding(elo(won), f"wins {won.value * 100:.0f} %")

    return measure


def better(seat: Seat, lower: str, higher: str) -> Measure:
    """How many points one level makes more than another of a seat, by duplicate games."""

    def measure(evidence: Evidence) -> Finding:
        return Finding(mean_of([[b - a] for a, b in _duplicates(evidence, seat, lower, higher)]))

    return measure


# Policies

Worlds = Sequence[Sequence[dict[str, float]]]


def _static(seat: Seat) -> tuple[str, ...]:
    return tuple(policy for policy in policies_of(seat) if policy != ADAPTIVE)


def _means(seat: Seat, worlds: Worlds) -> dict[str, float]:
    return {policy: mean(world[policy] for seed in worlds for world in seed) for policy in policies_of(seat)}


def _extreme(
    seat: Seat, evidence: Evidence, extreme: Callable[[Iterable[float]], float]
) -> dict[str, Figure]:
    """In what share of the worlds each static policy is the best, or the worst; ties are shared out."""

    def part(world: dict[str, float], policy: str) -> float:
        scores = [world[one] for one in _static(seat)]
        end = extreme(scores)
        return float(world[policy] == end) / scores.count(end)

    worlds = evidence.matrix[seat]
    return {
        policy: share_of([[part(world, policy) for world in seed] for seed in worlds])
        for policy in _static(seat)
    }


def most_often_best(seat: Seat) -> Measure:
    """In how many worlds the policy is best that is so most often."""

    def measure(evidence: Evidence) -> Finding:
        found = _extreme(seat, evidence, max)
        most = max(found, key=lambda policy: found[policy].value)
        return Finding(found[most], most)

    return measure


def worst_somewhere(seat: Seat) -> Measure:
    """How many policies are the worst of all in some worlds."""

    def measure(evidence: Evidence) -> Finding:
        found = _extreme(seat, evidence, min)
        never = (policy for policy, figure in found.items() if figure.value < RARE)
        return Finding(_count(found, lambda at: at >= RARE), _named(found, never, "hardly ever: "))

    return measure


def lead(seat: Seat) -> Measure:
    """By how many standard errors of a cell of eighty games the best static policy leads the next."""

    def ranked(means: dict[str, float]) -> list[str]:
        return sorted(_static(seat), key=lambda policy: -means[policy])

    def led(worlds: Worlds) -> float:
        first, second, *_ = ranked(_means(seat, worlds))
        by = [world[first] - world[second] for seed in worlds for world in seed]
        ahead = mean(by)
        spread = sqrt(fsum((one - ahead) ** 2 for one in by) / max(1, len(by) - 1))
        return ahead / (spread / sqrt(CELL)) if spread else 0.0

    def measure(evidence: Evidence) -> Finding:
        worlds = evidence.matrix[seat]
        means = _means(seat, worlds)
        first, second, *_ = ranked(means)
        return Finding(bootstrap(worlds, led), f"{first} {means[first]:.1f}, {second} {means[second]:.1f}")

    return measure


def over_best(seat: Seat, policy: str) -> Measure:
    """What a policy makes more than the best static one but itself."""

    def rival(means: dict[str, float]) -> str:
        return max((one for one in _static(seat) if one != policy), key=lambda one: means[one])

    def gained(worlds: Worlds) -> float:
        means = _means(seat, worlds)
        return means[policy] - means[rival(means)]

    def measure(evidence: Evidence) -> Finding:
        worlds = evidence.matrix[seat]
        return Finding(bootstrap(worlds, gained), f"over {rival(_means(seat, worlds))}")

    return measure


def swing(*, tight: bool) -> Measure:
    """What taking every notice over gains Microsoft over letting all go, in the half of the seeds where demand is tight or slack.

    A seed is the tighter the more others' demand there is for Microsoft's capacity while it lets go.
    """

    def measure(evidence: Evidence) -> Finding:
        gained: dict[str, float] = {}
        pressure: dict[str, float] = {}
        for games, worlds in zip(by_seed(evidence.paper), evidence.matrix[MICROSOFT], strict=True):
            seed = games[0].seed
            gained[seed] = mean(world["exercise-all"] - world["waive-all"] for world in worlds)
            pressure[seed] = mean(
                asked / max(1, built)
                for game in games
                if policy_in(game, MICROSOFT) == "waive-all"
                for asked, built in zip(
                    game.series["microsoft.other_demand"], game.series["microsoft.ai_mw"], strict=True
                )
            )
        ordered = sorted(pressure, key=lambda seed: (pressure[seed], seed))
        half = len(ordered) // 2
        return Finding(
            mean_of([[gained[seed]] for seed in (ordered[half:] if tight else ordered[: half or 1])])
        )

    return measure


def without_a_table(seat: Seat) -> Measure:
    """What a seat makes over the par of the seed when it never sits down."""

    def measure(evidence: Evidence) -> Finding:
        mine = [game for game in evidence.alone if game.seats[seat] == f"policy:{AWAY}"]
        return Finding(mean_of([[game.scores[seat] - evidence.pars[game.seed, seat]] for game in mine]))

    return measure


# The table of the first quarter


def looks(tells: Callable[[Look], float]) -> Measure:
    """The mean of what each look at the table tells."""
    return lambda evidence: Finding(mean_of([[tells(look)] for look in evidence.looks]))


def joint(part: float) -> Measure:
    """A quantile of what both could gain together, $bn."""
    return lambda evidence: Finding(
        bootstrap([look.joint / 1000 for look in evidence.looks], lambda drawn: quantile(drawn, part))
    )


def varied(evidence: Evidence) -> Finding:
    """How many headline clauses end differently for different people. One of too few terms counts as always the same."""
    found: dict[str, Figure] = {}
    for clause in HEADLINE:
        seen = Counter(look.nash[clause] for look in evidence.looks)
        most = max(seen, key=lambda term: seen[term])
        top = share_of([[float(look.nash[clause] == most)] for look in evidence.looks])
        found[clause] = top if len(seen) >= TERMS else Figure(1.0, 1.0, 1.0)
    stuck = (clause for clause, figure in found.items() if figure.value > STUCK)
    return Finding(_count(found, lambda at: at <= STUCK), _named(found, stuck, "stuck: "))
