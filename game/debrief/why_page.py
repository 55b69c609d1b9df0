"""“Why?” of a number: what it is, what happens at which value, what moved it quarter by quarter, and who can see it.

One page serves the app and ``first-refusal why``. It is made from the register of stats and from :mod:`game.debrief.causes`,
so a new stat needs nothing here.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from game.debrief.cause_words import PHRASES, cause_words
from game.debrief.causes import Account, Cause, Causes
from game.debrief.figures import MINUS, NAMES, figure, lowered, title_for, when
from game.debrief.telling import ACCOUNTS
from game.rules.agreement import CLAUSES
from game.rules.audiences import DECREE, WALK_OUT
from game.rules.proceedings import KINDS
from game.rules.stats import BIG, EXACT, HIDDEN, STATS, Stat
from game.rules.units import BPS, MICROSOFT, OPENAI, Seat, mul, other, tenths
from game.rules.view import Band

WIDTH: Final = 78
LATELY: Final = 4
"""How many quarters are told with their causes."""
BARS: Final = "▁▂▃▄▅▆▇█"


class Quarter(NamedTuple):
    """A quarter on the page: its heading, from what to what, by how much, and its causes, each with its size or an arrow."""

    label: str
    span: str
    by: str
    causes: tuple[tuple[str, str], ...]
    made_of: tuple[tuple[str, str], ...] = ()
    """What the number itself is made of, where it is found anew each quarter."""


class Page(NamedTuple):
    """What can be said of a number to a seat."""

    name: str
    title: str
    now: str
    words: str
    notes: tuple[tuple[str, str], ...]
    """Heads and sentences: range, thresholds, who sees it, how it stood."""
    quarters: tuple[Quarter, ...]


def exactly(stat: Stat, by: int) -> str:
    """A change with its sign in the unit shown, fine enough to add up: ``−3.1``, ``+$1.25bn``, ``+0.40 %``."""
    return f"{'+' if by >= 0 else MINUS}{_size(stat, abs(by))}"


def _size(stat: Stat, size: int) -> str:
    match stat.unit:
        case "points":
            return tenths(size)
        case "bps":
            return f"{size // 100}.{size % 100:02} %"
        case "bps·q":
            return f"{size // 10_000}.{size % 10_000:04} quarters' worth"
        case "$M" | "$M/q" | "$M/y":
            return f"${size}m" if size < 1000 else f"${size // 1000:,}.{size % 1000 // 10:02}bn"
        case "MW" | "MW/q":
            return f"{size:,} MW"
        case "$k/MW-q":
            return f"${size}k"
        case _:
            return f"{size:,}"


def stated(stat: Stat, value: int | Band | None) -> str:
    """A value as fine as its changes are; a range by its two ends; what is not told as a question mark."""
    if value is None:
        return "?"
    if isinstance(value, Band):
        return f"{_value(stat, max(value.low, stat.low))} to {_value(stat, min(value.high, stat.high))}"
    return _value(stat, value)


def _value(stat: Stat, value: int) -> str:
    if stat.unit == "flag" or (stat.unit == "quarters" and value >= 999):
        return figure(stat.name, value)
    return f"{MINUS if value < 0 else ''}{_size(stat, abs(value))}"


# What happens where

_MORE: Final[dict[str, tuple[tuple[int, str], ...]]] = {
    "world.heat_antitrust": ((DECREE, "a court strikes everything exclusive at once"),),
    "world.hype": (
        (450, "from here there are lenders for building of one's own; under it nobody finances that"),
        (900, "beyond this it falls by 2 a quarter by itself: nothing is that good"),
    ),
    "world.appetite": ((10_000, "the trend: beyond it power is harder to find, and megawatts elsewhere grow dearer"),),
    "world.power_tight": (
        (300, "beyond this megawatts elsewhere grow dearer"),
        (550, "beyond this capacity takes a quarter longer, and fewer build slots can be used"),
    ),
    "openai.staff_mood": ((WALK_OUT, "under this they walk out together, and some of them find desks at Microsoft"),),
    "openai.talent": ((350, "under this research goes at 85 % of its pace"),),
    "microsoft.board_patience": ((200, "under this the CFO caps the building at 60 % of the slots"),),
    "microsoft.fear": (
        (500, "beyond this it takes from the share price every quarter"),
        (700, "beyond this the board loses patience, 3 a quarter"),
    ),
    "relations.friction": (
        (300, "beyond this the quarrel warms antitrust heat"),
        (700, "beyond this it costs hype, 1 a quarter"),
    ),
}  # fmt: skip
"""What happens at a value (raw units) that is no proceeding of :data:`game.rules.proceedings.KINDS`."""


def thresholds(stat: Stat) -> tuple[tuple[int, str], ...]:
    """The values (raw units) at which something happens, and what."""
    found = [
        (kind.at, f"{lowered(kind.title)}: {kind.holds}" if not kind.falls else f"under this {kind.near}")
        for kind in KINDS.values()
        if kind.stat == stat.name
    ]
    if stat.dear:
        found.append((stat.dear, "beyond this it rises ever more slowly"))
    return tuple(sorted((*found, *_MORE.get(stat.name, ()))))


def _range(stat: Stat) -> str:
    if stat.unit == "flag":
        return "Yes or no."
    if stat.high >= BIG:
        return "It has no ceiling, and may fall below zero." if stat.low < 0 else "It has no ceiling."
    return f"From {_limit(stat, stat.low)} to {_limit(stat, stat.high)}."


def _limit(stat: Stat, value: int) -> str:
    """A value of the scale itself, which has no fractions."""
    return _value(stat, value).replace(".00", "").removesuffix(".0")


# Who sees it


def _sees(causes: Causes, stat: Stat, seat: Seat) -> str:
    width = causes.sight(stat.name, seat)
    if width == HIDDEN:
        return "not at all"
    return "exactly" if width == EXACT else f"as a range {_limit(stat, width)} wide"


def seers(causes: Causes, stat: Stat, seat: Seat | None) -> str:
    """Who can see a number how well, and which clause of the agreement opens it or would."""
    first, second = (OPENAI, MICROSOFT) if seat is None else (seat, other(seat))
    you = "You see" if seat is not None else f"{NAMES[first]} sees"
    words = [f"{you} it {_sees(causes, stat, first)}, {NAMES[second]} {_sees(causes, stat, second)}."]
    if stat.microsoft != EXACT:
        opened = [
            f"“{clause.short(term)}” in {lowered(clause.title)}"
            for clause in CLAUSES.values()
            for term, shown in clause.shows.items()
            if stat.name in shown
        ]
        if opened:
            words.append(f"The agreement shows it to Microsoft exactly under {' or '.join(opened)}.")
    return " ".join(words)


SCORED: Final = {
    (OPENAI, "enterprise"): ("openai.value", "openai.dilution", "openai.share_owed"),
    (OPENAI, "compute"): ("openai.unserved_sum", "openai.idle_sum", "openai.distresses"),
    (OPENAI, "mission"): (
        "openai.safety", "openai.major_incidents", "openai.minor_incidents", "relations.determined", "relations.bad_faith",
    ),
    (OPENAI, "independence"): ("openai.outside_share", "relations.exclusive_clauses", "relations.stake"),
    (OPENAI, "standing"): (
        "world.heat_antitrust", "world.heat_charity", "world.heat_safety", "openai.staff_mood", "openai.board_mood",
        "relations.microsoft_trust", "relations.lost_disputes", "openai.major_incidents", "openai.minor_incidents",
    ),
    (MICROSOFT, "returns"): ("microsoft.returns", "openai.value", "relations.stake", "openai.share_owed"),
    (MICROSOFT, "access"): ("microsoft.access", "world.rival"),
    (MICROSOFT, "cloud"): (
        "openai.azure_mw", "microsoft.ai_mw", "microsoft.other_demand", "microsoft.utilisation", "microsoft.delivery_failures",
    ),
    (MICROSOFT, "resilience"): ("microsoft.capability", "world.rival", "microsoft.concentration", "microsoft.hosts_rivals"),
    (MICROSOFT, "standing"): (
        "microsoft.share_price", "microsoft.fear", "world.heat_antitrust", "relations.openai_trust", "microsoft.delivery_failures",
        "relations.judgments",
    ),
}  # fmt: skip
"""The numbers that each dimension of a score reads (:mod:`game.rules.dimensions`)."""


def scored(name: str) -> str:
    """Whose score a number counts in, in words; empty when in nobody's."""
    places = [f"{NAMES[seat]}'s {id}" for (seat, id), names in SCORED.items() if name in names]
    return ", ".join(places)


# How it stood


def sparkline(values: Sequence[int | Band | None]) -> str:
    """Values as a row of bars between the least and the most; a dot where one is not told."""
    known = [_middle(value) for value in values if value is not None]
    low, span = min(known, default=0), max(known, default=0) - min(known, default=0)
    return "".join(
        "·" if value is None else BARS[(_middle(value) - low) * (len(BARS) - 1) // span if span else 3]
        for value in values
    )


def _middle(value: int | Band) -> int:
    return value.middle if isinstance(value, Band) else value


def _stood(causes: Causes, stat: Stat, seat: Seat | None, until: int) -> str:
    values = [causes.value(stat.name, seat, quarter) for quarter in range(causes.first, until + 1)]
    values.append(causes.value(stat.name, seat, until + 1))
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    low, high = min(known, key=_middle), max(known, key=_middle)
    between = f"least {stated(stat, low)}, most {stated(stat, high)}" if low != high else "always the same"
    return f"{sparkline(values)}  since {when(causes.scenario, causes.first)}, {between}"


# What it is made of


def _made_of(causes: Causes, stat: Stat, seat: Seat | None, account: Account) -> Iterator[tuple[str, str]]:
    """The parts of a number that is found anew each quarter, for those who see all of them."""
    quarter = account.quarter
    if account.before is None or account.after is None or not account.causes:
        return
    if stat.name == "openai.net" and seat != MICROSOFT:
        for why in ACCOUNTS:
            if by := causes.moved("openai.cash", quarter, why):
                yield exactly(stat, by), PHRASES.get(why, why)
    elif stat.name == "openai.revenue" and seat != MICROSOFT:
        unserved = causes.value("openai.unserved", seat, quarter + 1)
        if isinstance(account.after, int) and isinstance(unserved, int) and unserved < BPS:
            asked = account.after * BPS // (BPS - unserved)
            yield exactly(stat, asked), "what customers asked for"
            if account.after - asked:
                yield exactly(stat, account.after - asked), "turned away for want of compute"
    elif stat.name == "microsoft.cash_flow" and seat != OPENAI:
        yield from _flow(causes, stat, quarter)


def _flow(causes: Causes, stat: Stat, quarter: int) -> Iterator[tuple[str, str]]:
    dials = causes.scenario.dials.cloud
    flow = sum(cause.by for cause in causes.account(stat.name, MICROSOFT, quarter).causes)
    before = causes.value(stat.name, MICROSOFT, quarter)
    sales = causes.value("microsoft.ai_revenue", MICROSOFT, quarter + 1)
    effort = causes.value("microsoft.own_effort", MICROSOFT, quarter + 1)
    if not (isinstance(before, int) and isinstance(sales, int) and isinstance(effort, int)):
        return
    total = before + flow
    share = sum(causes.moved("openai.cash", quarter, why) for why in ("revenue share", "profit share"))
    parts = [
        (mul(sales, dials.product_margin.value), "the margin of its own AI products"),
        (-share, "revenue and profit share from OpenAI"),
        (-causes.moved("openai.cash", quarter, "Microsoft's share"), "revenue share that it pays back"),
        (-mul(dials.own_cost.value + dials.own_cost_growth.value * quarter, effort), "its own models"),
    ]
    yield exactly(stat, total - sum(by for by, _ in parts)), "capacity: Azure for OpenAI, and other customers"
    for by, words in parts:
        if by:
            yield exactly(stat, by), words


# The page


def page_of(causes: Causes, name: str, seat: Seat | None, at: int | None = None) -> Page:
    """The page of a number for a seat, or with everything told; with ``at`` as of the end of that quarter."""
    stat = STATS[name]
    until = causes.quarter if at is None else at
    value = causes.value(name, seat, until + 1)
    notes = [("Range", _range(stat))]
    for limit, words in thresholds(stat):
        notes.append((f"At {_limit(stat, limit)}", f"{words}."))
    notes.append(("Seen", seers(causes, stat, seat)))
    if counted := scored(name):
        notes.append(("Score", f"It counts in {counted}."))
    if stood := _stood(causes, stat, seat, until):
        notes.append(("So far", f"{stood}."))
    quarters = [
        _quarter(causes, stat, seat, quarter)
        for quarter in range(until, max(causes.first, until - LATELY + 1) - 1, -1)
        if value is not None and (quarter == causes.first or not _unbegun(causes, name, seat, quarter))
    ]
    now = stated(stat, value) if value is not None else "you are not told"
    return Page(name, title_for(name, seat), now, stat.words, tuple(notes), tuple(quarters))


def _unbegun(causes: Causes, name: str, seat: Seat | None, quarter: int) -> bool:
    """Whether it is the quarter being played and nothing has moved the number in it yet."""
    going = quarter == causes.quarter and not causes.over
    return going and not causes.account(name, seat, quarter).causes


def _quarter(causes: Causes, stat: Stat, seat: Seat | None, quarter: int) -> Quarter:
    account = causes.account(stat.name, seat, quarter)
    so_far = ", so far" if quarter == causes.quarter and not causes.over else ""
    before, after = stated(stat, account.before), stated(stat, account.after)
    span = f"{before} → {after}" if account.before != account.after else before
    by = account.by
    return Quarter(
        f"{when(causes.scenario, quarter)}{so_far}",
        span,
        "" if by is None else exactly(stat, by) if by else "no change",
        tuple((_sized(stat, cause), cause_words(causes, stat, cause.why, seat)) for cause in account.causes),
        tuple(_made_of(causes, stat, seat, account)),
    )


def _sized(stat: Stat, cause: Cause) -> str:
    if not cause.sized:
        return "▲" if cause.by > 0 else "▼"
    if stat.unit == "flag":
        return "yes" if cause.by > 0 else "no"
    return exactly(stat, cause.by) if cause.by else "0"


UNTOLD: Final = "What moved it is not yours to know."
QUIET: Final = "Nothing moved it."


def silence(page: Page, quarter: Quarter) -> str:
    """What is said of a quarter without causes."""
    return QUIET if quarter.by == "no change" else UNTOLD


def last_change(causes: Causes, name: str, seat: Seat | None, at: int | None = None) -> str:
    """A number's last quarter in a few words, for a list: by how much it moved and the largest cause."""
    stat, until = STATS[name], causes.quarter if at is None else at
    lately = [quarter for quarter in (until, until - 1) if quarter >= causes.first]
    accounts = [causes.account(name, seat, quarter) for quarter in lately]
    account = next((a for a in accounts if a.causes), None)
    if account is None:
        return ""
    cause = account.causes[0]
    by = f"{exactly(stat, account.by)}: " if account.by is not None and stat.unit != "flag" else ""
    return f"{when(causes.scenario, account.quarter)} {by}{cause_words(causes, stat, cause.why, seat)}"


def found(text: str) -> tuple[str, ...]:
    """The names of the stats that a text means: a name itself, else every one whose name or title holds it."""
    wanted = text.strip().lower()
    if wanted in STATS:
        return (wanted,)
    exact = tuple(s.name for s in STATS.values() if wanted in (s.title.lower(), s.field))
    return exact or tuple(s.name for s in STATS.values() if wanted and wanted in searched(s))


def searched(stat: Stat) -> str:
    """What a number is found by: its name, its title, whose it is, whose score it counts in."""
    whose = NAMES.get(stat.section, stat.section)
    return f"{stat.name} {whose} {stat.title} {scored(stat.name)} {_CALLED.get(stat.name, '')}".lower()


_CALLED: Final = {
    "openai.recapitalised": "restructured, restructuring, recapitalisation, public-benefit corporation",
    "openai.capability": "model",
    "openai.outside_share": "non-azure",
    "openai.investor_mood": "investors",
    "openai.profit_potential": "potential",
    "microsoft.cash_flow": "AI flow",
    "microsoft.ai_revenue": "AI sales",
    "microsoft.slots_used": "promised",
    "microsoft.utilisation": "utilised",
    "microsoft.concentration": "on OpenAI",
    "microsoft.share_price": "shares",
    "microsoft.ai_mw": "own AI",
    "microsoft.capability": "own model",
    "microsoft.board_patience": "board",
    "microsoft.delivery_failures": "failures",
    "world.heat_safety": "regulators",
}
"""What a number is called besides where there is little room, or in a text."""


def text_of(page: Page) -> Iterator[str]:
    """The page as lines of text."""
    yield f"{page.title}: {page.now}"
    yield from textwrap.wrap(page.words, WIDTH, initial_indent="  ", subsequent_indent="  ")
    for head, words in page.notes:
        yield from textwrap.wrap(f"{head:<9} {words}", WIDTH, initial_indent="  ", subsequent_indent=" " * 12)
    for quarter in page.quarters:
        yield ""
        yield f"{quarter.label}: {quarter.span}{f'  ({quarter.by})' if quarter.by else ''}"
        for sign, words in quarter.causes:
            yield from textwrap.wrap(f"{sign:>10}  {words}", WIDTH, subsequent_indent=" " * 12)
        if not quarter.causes:
            yield f"            {silence(page, quarter)}"
        if quarter.made_of:
            yield "            It is made of:"
            for sign, words in quarter.made_of:
                yield f"{sign:>10}  {words}"


def listed(causes: Causes, seat: Seat | None, at: int | None = None) -> Iterator[str]:
    """Every number in a line: its name, its value, what moved it last; with ``at`` as of the end of that quarter."""
    for stat in STATS.values():
        value = causes.value(stat.name, seat, causes.quarter + 1 if at is None else at + 1)
        shown = figure(stat.name, value) if value is not None else "not told"
        yield f"{stat.name:<32}{shown:>14}  {last_change(causes, stat.name, seat, at)}".rstrip()
