"""How a game opens: the start, what is drawn, the tables, the dials, and who sells capacity."""

from __future__ import annotations

from typing import Any, Final, get_args, get_type_hints

from game.files.records import entries
from game.files.sense.look import Checks, Found, Look, as_list, as_mapping, as_number, left_out
from game.rules.compute import AZURE, OWN_BUILD
from game.rules.dials import Dial, Dials, Draws, Within
from game.rules.scenario import Provider, StartBuilding, StartContract
from game.rules.stats import SECTION_STATS, STATS, Stat
from game.rules.units import OPENAI
from game.strict_yaml import Path, did_you_mean

NEEDED: Final = {
    "openai": (
        "cash", "revenue", "share", "capability", "lab_capability", "train", "safety_share", "safety", "talent",
        "staff_mood", "board_mood", "investor_mood", "value",
    ),
    "microsoft": (
        "ai_mw", "other_demand", "capability", "build", "own_effort", "ai_revenue", "share_price", "fear", "board_patience",
    ),
    "world": (
        "market", "rival", "partner_price", "power_tight", "hype", "heat_antitrust", "heat_charity", "heat_safety",
        "heat_export",
    ),
    "relations": ("openai_trust", "microsoft_trust", "openai_credibility", "microsoft_credibility", "friction"),
}  # fmt: skip
"""Start values without a natural zero (rulebook 3.1)."""

DRAWN: Final = {
    "openai": ("agi_view",),
    "microsoft": (),
    "world": ("pace", "adoption", "theta"),
    "relations": (),
}
"""What a new game draws: a value in the file would be thrown away."""

_ONE_UP: Final = ("reference-training", "revenue-per-mw", "value-multiple")
"""Tables the rules divide by or scale with: they hold numbers above 0."""


def start_bounds(stat: Stat) -> tuple[int, int]:
    """The least and the most that a stat may be at the start, in the unit shown. There is always somebody to sell to."""
    return 1 if stat.name == "world.market" else -(-stat.low // stat.scale), stat.high // stat.scale


def start_values(look: Look, start: dict[str, Any]) -> Found:
    delivered = _delivered(as_list(start.get("contracts")))
    for section, stats in SECTION_STATS.items():
        values = start.get(section)
        if not isinstance(values, dict):
            continue
        known = {stat.field: stat for stat in stats}
        for field, value in values.items():
            path = ("start", section, field)
            if field not in known:
                open_fields = [name for name in known if name not in DRAWN[section] and name not in values]
                hint = did_you_mean(field, open_fields)
                yield look.at(path, f"{section} has no stat {field!r}.", hint, at_key=True)
            elif field in DRAWN[section]:
                words = f"{field} is drawn when a game begins."
                yield look.at(path, words, "Leave it out.", at_key=True)
            elif (number := as_number(value)) is not None:
                yield from look.within(path, number, *start_bounds(known[field]))
                live = delivered.get(field, number) if section == OPENAI else number
                if live != number:
                    words = f"The contracts that run from the start sum to {live} MW, not to {number}."
                    yield look.at(path, words, "Correct it, or leave it out.")
        given = {key: None for key in values if key not in known or key in NEEDED[section]}
        for field in left_out(NEEDED[section], given):
            words = f"The start value of {field} ({known[field].title}, {known[field].unit}) is missing."
            yield look.at(("start", section), words, at_key=True)


def _delivered(contracts: list[Any]) -> dict[str, int]:
    """Capacity that contracts deliver from the start, MW, by the stat that sums it."""
    sums = {"azure_mw": 0, "partner_mw": 0, "own_mw": 0}
    for contract in map(as_mapping, contracts):
        if contract.get("due", 0) == 0:
            who = contract.get("provider")
            sums["azure_mw" if who == AZURE else "own_mw" if who == OWN_BUILD else "partner_mw"] += (
                as_number(contract.get("mw")) or 0
            )
    return sums


def tables(look: Look, tables: dict[str, Any]) -> Found:
    for name, table in tables.items():
        path = ("tables", name)
        if not isinstance(table, list):
            continue
        if look.count is not None and len(table) < look.count:
            words = f"The table has {len(table)} numbers and the game {look.count} quarters."
            yield look.at(path, words, "Give one number a quarter.", at_key=True)
        for index, value in enumerate(table):
            number = as_number(value)
            if number is not None and name in _ONE_UP and number < 1:
                yield look.at((*path, index), f"{number} is not above 0.")


def hidden(look: Look, hidden: dict[str, Any]) -> Found:
    for key in ("pace", "adoption"):
        if hidden.get(key) == []:
            yield look.at(("hidden", key), f"There is no {key} to draw.", "10000 is the usual one.")
        for index, drawn in enumerate(as_list(hidden.get(key))):
            yield from look.within(("hidden", key, index), drawn, 1, STATS[f"world.{key}"].high)
    low, middle, high = (as_number(hidden.get(key)) for key in ("theta-low", "theta", "theta-high"))
    if low is not None and middle is not None and high is not None and not low <= middle <= high:
        yield look.at(("hidden", "theta"), f"{middle} does not lie between {low} and {high}.")
    yield from look.within(("hidden", "theta-deviation"), hidden.get("theta-deviation"), 0, 1000)


def dial(look: Look, path: Path, data: dict[str, Any]) -> Found:
    """A number of ``dials:``, ``value`` of one or ``values`` to draw from."""
    group = entries(Dials).get(str(path[1])) if len(path) > 2 else None
    if group is None:
        return
    declared = get_type_hints(group.type, include_extras=True)[entries(group.type)[str(path[2])].name]
    room = next((part for part in get_args(declared) if isinstance(part, Within)), None)
    if room is not None:
        yield from look.within((*path, "value"), data.get("value"), room.low, room.high)
    for index, value in enumerate(as_list(data.get("values"))):
        yield from look.within((*path, "values", index), value, 0, 1000)
    if data.get("values") == []:
        yield look.at((*path, "values"), "There is nothing to draw.")
    if data.get("from") == "":
        yield look.at(
            (*path, "from"), "A dial says where it comes from.", "The record, or what it was fitted to."
        )


def provider(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from look.id(path, data)
    if data.get("id") == AZURE:
        yield look.at((*path, "id"), f"{AZURE} is the other seat, not a provider.", "Give it another id.")
    for key, low, high in (
        ("available", 0, 1_000_000), ("since", 0, 999), ("price", 1, 1_000_000), ("lead", 0, 40), ("slip", 0, 10_000),
        ("term", 1, 99), ("prepay", 0, 10_000), ("capex", 0, 1_000_000), ("needs-hype", 0, 100), ("training", 0, 20_000),
    ):  # fmt: skip
        yield from look.within((*path, key), data.get(key), low, high)


def contract(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from look.id(path, data)
    yield from look.who((*path, "provider"), data.get("provider"))
    for key, low in (("mw", 1), ("price", 0), ("due", 0), ("term", 1)):
        yield from look.within((*path, key), data.get(key), low, 1_000_000)


def building(look: Look, path: Path, data: dict[str, Any]) -> Found:
    for key in ("mw", "due"):
        yield from look.within((*path, key), data.get(key), 1, 1_000_000)


CHECKS: Final[Checks] = {
    Dial: dial,
    Draws: dial,
    Provider: provider,
    StartContract: contract,
    StartBuilding: building,
}
