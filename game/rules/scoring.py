"""What a scenario says about scoring: the constants of the ten dimensions, and what a bot usually reaches (rulebook 3.6.1, 3.6.3).

A dimension starts at ``start`` points and earns or costs from there, 0 to 100. Parts are in bps, money in $ millions, capability in
tenths, meters in points; a rate that would be below one point is kept in tenths of a point, and says so.
"""

from __future__ import annotations

from game.rules.conditions import record


@record
class Usual:
    """What a level-2 bot reaches in a seat against another, tenths of a point: what a score is held against until par is known.

    ``means`` has a mean for each dimension, so that it serves every mandate. ``deviation`` is how far different players of one and
    the same seed come apart, ``spread`` how far all games do, worlds and players alike: the measure while par is not known. ``from``
    tells where they were measured.
    """

    means: dict[str, int]
    deviation: int
    spread: int
    from_: str


@record
class EnterpriseScoring:
    """``at-start`` is what the old owners' company is worth at ``start``; a doubling earns ``doubling``."""

    start: int
    at_start: int
    doubling: int


@record
class ComputeScoring:
    """``unserved`` and ``idle`` cost tenths of a point a percent, idle beyond ``slack``."""

    start: int
    unserved: int
    slack: int
    idle: int
    distress: int


@record
class MissionScoring:
    """``safety`` is what a full meter earns; a determination earns with the meter at ``safe`` or more."""

    start: int
    safety: int
    major: int
    minor: int
    determined: int
    safe: int
    bad_faith: int


@record
class IndependenceScoring:
    """Balance is from ``least`` to ``most`` outside Azure; a point for every ``off`` beyond, and for every ``over`` of stake."""

    start: int
    least: int
    most: int
    off: int
    ties: int
    tie: int
    stake: int
    over: int


@record
class LabStandingScoring:
    """A point for every two of mean heat beyond ``heat``, of mean mood about ``mood`` and of the other side's trust about ``trust``."""

    start: int
    heat: int
    mood: int
    trust: int
    lost: int
    major: int
    minor: int
    kept: int
    most_kept: int
    broken: int


@record
class ReturnsScoring:
    """``plans`` times the planned cash flows is what is worth ``start``; a doubling earns ``doubling``."""

    start: int
    plans: int
    doubling: int


@record
class AccessScoring:
    """``lead`` is what a lead of ten points (100 tenths) earns on the mean of two years."""

    start: int
    lead: int


@record
class CloudScoring:
    """``plan`` MW at first, growing by ``growth`` a quarter: sold as planned it earns ``sold``. A point for every ``later`` still due."""

    plan: int
    growth: int
    sold: int
    most_sold: int
    utilisation: int
    late: int
    later: int
    most_later: int


@record
class ResilienceScoring:
    """Balance is from ``least`` to ``most`` of capacity for one customer; ``rights`` is what a licence that survives AGI earns."""

    start: int
    gap: int
    least: int
    most: int
    off: int
    rivals: int
    rights: int


@record
class CloudStandingScoring:
    """Three points for every ten percent of share price about ``price``; one for 2½ of fear and of antitrust heat, two of trust."""

    start: int
    price: int
    most_price: int
    fear: int
    heat: int
    trust: int
    late: int
    lost: int
    kept: int
    most_kept: int
    broken: int


@record
class LabScoring:
    """How OpenAI's seat is judged."""

    usual: Usual
    enterprise: EnterpriseScoring
    compute: ComputeScoring
    mission: MissionScoring
    independence: IndependenceScoring
    standing: LabStandingScoring


@record
class MicrosoftScoring:
    """How Microsoft's seat is judged."""

    usual: Usual
    returns: ReturnsScoring
    access: AccessScoring
    cloud: CloudScoring
    resilience: ResilienceScoring
    standing: CloudStandingScoring


@record
class Scoring:
    """How both seats are judged."""

    openai: LabScoring
    microsoft: MicrosoftScoring
