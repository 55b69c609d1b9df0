"""The dossier: what a seat knows of the other side, and how surely. Who it probably is, what it cares about, what it gave up, how
its word has held, what was found out, its numbers and its mandate.

Made from a view alone. Odds and cares are beliefs of the kind a careful bot would hold, and are called so.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from game.bargaining.profile import Care, Profile, profile
from game.debrief.figures import NAMES, figure, lowered, when
from game.debrief.findings import SOURCES, is_stale, learned_words, meaning, reliability_words
from game.debrief.riders import capital, offered_terms
from game.desk.content import Content
from game.desk.notes import heard, newest, section
from game.desk.numbers import THEIRS
from game.desk.words import MUTED, SEAT_COLOUR, fitted, hanging
from game.rules.agreement import CLAUSES, Term
from game.rules.characters import ARCHETYPES
from game.rules.scenario import Scenario
from game.rules.state import Learned, Said
from game.rules.undertakings import THREAT
from game.rules.units import BPS, OPENAI, SQUARE_ROOT, Seat, other, percent
from game.rules.view import View

STALE: Final = "over a year old"
LIKELY: Final = 2200
"""From which odds on it is told what gives a kind away, bps."""
MOST_CARES: Final = 7
MOST_SAID: Final = 4
"""How many clauses beyond the dearest are shown because something was said of them."""
CHEAP: Final = 3
BAR: Final = 15
"""Columns of a bar."""
SHORT_BAR: Final = 10
NAME: Final = 24
"""Columns of a clause's name."""
_WORDS: Final = ((6600, "a lot"), (3300, "a good deal"), (1200, "somewhat"), (0, "little"))
"""How much a clause matters against the one that matters most, bps."""


def pages(scenario: Scenario, view: View, width: int, *, bars: bool = True) -> Content:
    """The whole dossier. Without ``bars`` it is words only, to be read out."""
    them = NAMES[other(view.seat)]
    parts: list[Content] = []
    if view.phase != "over":
        believed = profile(scenario, view)
        parts += [
            section(f"Who speaks for {them}, you think", _kinds(believed, view, width, bars), "", width),
            section("What they seem to care about", _cares(scenario, view, believed, width, bars), "", width),
        ]
    parts += [
        section(
            "Where they moved",
            [
                hanging(
                    Content.assemble(("· ", MUTED), (f"{when(scenario, at):<9}", "bold")), words, width, 11
                )
                for at, words in reversed(list(_moved(scenario, view)))
            ],
            "Nowhere yet. What they ask for at a table and give up again is noted here.",
            width,
        ),
        section("Whose word has held", [*_kept(view, width)], "", width),
        section(f"{them}'s numbers, as far as you can tell", _numbers(view, width, bars), "", width),
        section("What they are judged by", [_mandate(scenario, view, width)], "", width),
        section(
            "What you found out",
            [_finding(scenario, view, learned, width) for learned in newest(view)],
            "Nothing yet. Due diligence, the back-channel and counsel are in the plan; now and then somebody simply tells you.",
            width,
        ),
    ]
    return Content("\n\n").join(parts)


# Who they are


def _kinds(believed: Profile, view: View, width: int, bars: bool) -> list[Content]:
    kinds = ARCHETYPES[other(view.seat)]
    rows: list[Content] = []
    for id, odds in sorted(believed.odds, key=lambda one: -one[1]):
        drawn = "━" * ((odds * SHORT_BAR + BPS // 2) // BPS) if bars else ""
        head = Content.assemble(
            f"  {kinds[id].title:<16}", (f"{percent(odds):>5}", "bold"),
            (f"  {drawn:<{SHORT_BAR}}" if bars else "", SEAT_COLOUR[other(view.seat)]), "  ",
        )  # fmt: skip
        tell = f"{kinds[id].tell}." if odds >= LIKELY else ""
        rows.append(hanging(head, tell, width, 16 + 9 + (SHORT_BAR + 2 if bars else 0), MUTED))
    rests = (
        f"It rests on {believed.heard} thing{'s' * (believed.heard != 1)} they proposed, refused or said, or that you found out."
        if believed.heard
        else "Nothing was said yet that would tell them apart: offers, refusals and reasons do."
    )
    return [*rows, hanging("  ", rests, width, 2, MUTED)]


# What they care about


def _cares(scenario: Scenario, view: View, believed: Profile, width: int, bars: bool) -> list[Content]:
    if not believed.cares:
        return [hanging("  ", "Nothing can be changed any more, so nothing is at stake.", width, 2, MUTED)]
    signs = _signs(scenario, view)
    rows = [
        Content.styled(f"  {'':<{NAME}}{'little':<{BAR - 5}}a lot  ● likeliest, ─ may be", MUTED)
    ] if bars else []  # fmt: skip
    later = believed.cares[MOST_CARES:]
    said = [care for care in later if care.clause in signs][:MOST_SAID]
    for care in (*believed.cares[:MOST_CARES], *said):
        clause = CLAUSES[care.clause]
        shown = _bar(care, SEAT_COLOUR[other(view.seat)]) if bars else Content(_how_much(care))
        head = Content.assemble(f"  {fitted(clause.title, NAME - 1):<{NAME}}", shown, "  ")
        words = "; ".join(
            filter(None, (f"likes {lowered(clause.short(care.wants))}", signs.get(care.clause)))
        )
        rows.append(hanging(head, f"{words}.", width, 4 + NAME + BAR if bars else 4, MUTED))
    quiet = "Where no more is noted they have said nothing, and it is what their kind usually likes."
    rows.append(hanging("  ", quiet, width, 2, MUTED))
    cheap = [lowered(CLAUSES[care.clause].title) for care in later[-CHEAP:] if care not in said]
    if cheap:
        rows.append(hanging("  ", f"What seems to cost them least: {', '.join(cheap)}.", width, 2, MUTED))
    return rows


def _bar(care: Care, tone: str) -> Content:
    """Where it lies between little and a lot; the scale is that of roots, since one clause outweighs most others by far."""
    low, likely, high = (SQUARE_ROOT(part) * (BAR - 1) // BPS for part in (care.low, care.likely, care.high))
    band = ["─"] * (high - low + 1)
    band[likely - low] = "●"
    return Content.assemble(("·" * low, MUTED), ("".join(band), tone), ("·" * (BAR - 1 - high), MUTED))


def _how_much(care: Care) -> str:
    low, likely, high = (
        next(words for limit, words in _WORDS if part >= limit) for part in (care.low, care.likely, care.high)
    )
    return likely if low == high else f"{likely} (between {low} and {high})"


def _signs(scenario: Scenario, view: View) -> dict[str, str]:
    """What of each clause was said or found out, in words: that is how sure one can be."""
    found: dict[str, list[str]] = {}
    for id, entries in heard(view).items():
        times = "" if len(entries) == 1 else f" {len(entries)} times, last"
        found.setdefault(id, []).append(f"they said so{times} in {when(scenario, entries[0].quarter)}")
    raised = {
        clause: quarter
        for quarter, said in _offers(view)
        for clause in offered_terms(said.package, said.riders)
    }
    for id, quarter in raised.items():
        found.setdefault(id, []).append(f"in their offer of {when(scenario, quarter)}")
    looked = [one for one in view.learned if one.topic == "priorities"]
    for at, id in enumerate(looked[-1].clauses if looked else ()):
        first = at < len(looked[-1].clauses) // 2
        found.setdefault(id, []).append(
            f"{SOURCES[looked[-1].source]} it comes {'first' if first else 'last'}"
        )
    return {id: "; ".join(words) for id, words in found.items()}


def _tables(view: View) -> Iterator[tuple[int, tuple[Said, ...]]]:
    for minutes in view.minutes:
        yield minutes.quarter, minutes.history
    if view.table is not None:
        yield view.quarter, view.table.history


def _offers(view: View) -> Iterator[tuple[int, Said]]:
    """Their offers at all tables so far."""
    for quarter, history in _tables(view):
        yield from ((quarter, said) for said in history if said.seat != view.seat and said.move == "offer")


def _moved(scenario: Scenario, view: View) -> Iterator[tuple[int, str]]:
    """What they asked for at a table and asked for otherwise later, and what they had signed in the end."""
    signed = {
        quarter: {clause: now for clause, _, now in amendment.changes}
        for amendment in view.agreement.amendments
        if amendment.how == "signed"
        for quarter in (amendment.quarter,)
    }
    for quarter, history in _tables(view):
        asked: dict[str, list[Term]] = {}
        for said in history:
            if said.seat != view.seat and said.move == "offer":
                for clause, term in offered_terms(said.package, said.riders).items():
                    asked.setdefault(clause, []).append(term)
        for clause, terms in asked.items():
            became = signed.get(quarter, {}).get(clause)
            steps = [(was, now) for was, now in pairwise(terms) if was != now]
            course = [f"asked for {_quoted(clause, terms[0])}"]
            course += [f"{_way(view, clause, *step)} {_quoted(clause, step[1])}" for step in steps]
            if became is not None and became != terms[-1]:
                course.append(f"signed {_quoted(clause, became)}")
            if len(course) > 1:
                yield quarter, f"{CLAUSES[clause].title}: {', then '.join(course)}."


def _quoted(clause: str, term: Term) -> str:
    return f"“{CLAUSES[clause].short(term)}”"


def _way(view: View, clause: str, was: Term, now: Term) -> str:
    """Whether they came nearer with a term or went further away: ladders run from Microsoft's end to OpenAI's."""
    rank = CLAUSES[clause].rank
    nearer = (rank(now) > rank(was)) == (view.seat == OPENAI)
    return "gave way to" if nearer else "wanted"


# Their word


def _kept(view: View, width: int) -> Iterator[Content]:
    for seat in (other(view.seat), view.seat):
        name = "You" if seat == view.seat else NAMES[seat]
        credit = figure(f"relations.{seat}_credibility", view.numbers[f"relations.{seat}_credibility"])
        yield hanging(f"  {name:<11}", f"{_word(view, seat)}; credibility {credit}.", width, 13)


def _word(view: View, seat: Seat) -> str:
    """How what a seat promised and threatened came out, in figures."""
    mine = [pledge for pledge in view.pledges if pledge.seat == seat]
    ways = ("kept", "broken", "carried-out", "let-pass", "withdrawn", "open")
    found = {way: sum(pledge.status == way for pledge in mine) for way in ways}
    open_threats = sum(pledge.status == "open" and pledge.kind == THREAT for pledge in mine)
    found["open"] -= open_threats
    promises = [f"{found[way]} {way}" for way in ("kept", "broken", "open") if found[way]]
    threats = [
        f"{count} {words}"
        for count, words in (
            (found["carried-out"], "carried out"), (found["let-pass"], "let pass"), (found["withdrawn"], "withdrawn"),
            (open_threats, "over your head" if seat != view.seat else "open"),
        )
        if count
    ]  # fmt: skip
    told = [f"promises {', '.join(promises)}"] * bool(promises) + [f"threats {', '.join(threats)}"] * bool(
        threats
    )
    return "; ".join(told) or "no promise and no threat so far"


# What was found out, and what can be seen


def _finding(scenario: Scenario, view: View, learned: Learned, width: int) -> Content:
    stale = is_stale(learned, view.quarter)
    head = Content.assemble(("· ", MUTED), (f"{when(scenario, learned.quarter):<9}", "bold"))
    rows = [
        hanging(
            head,
            f"{capital(learned_words(learned, view.seat, scenario))}.",
            width,
            11,
            MUTED if stale else "",
        ),
        hanging(
            "", f"{capital(reliability_words(learned))}{f'; {STALE}' if stale else ''}.", width, 11, MUTED
        ),
    ]
    if not stale:
        rows.append(hanging(Content.styled("         →", MUTED), meaning(learned, view.seat), width, 11))
    return Content("\n").join(rows)


def _numbers(view: View, width: int, bars: bool) -> list[Content]:
    """Their numbers in two columns, with how far off each may be."""
    them = other(view.seat)
    known = [
        (label, figure(name, view.numbers[name])) for name, label in THEIRS[them] if name in view.numbers
    ]
    if not bars:
        return [Content(f"  {label}: {shown}.") for label, shown in known]
    half = (len(known) + 1) // 2
    column = min(34, (width - 4) // 2)
    cells = [Content.assemble((f"{label:<12}", MUTED), f"{shown:>{column - 14}}  ") for label, shown in known]
    cells.append(Content(""))
    return [Content("  ") + cells[at] + "  " + cells[min(at + half, len(known))] for at in range(half)]


def _mandate(scenario: Scenario, view: View, width: int) -> Content:
    them = other(view.seat)
    mandates = scenario.mandates.openai if them == OPENAI else scenario.mandates.microsoft
    if len(mandates) == 1:
        return hanging("  ", f"{mandates[0].title}: {mandates[0].brief}", width, 2)
    if view.phase == "over":
        return hanging("  ", "It stands over their score, at the end.", width, 2)
    titles = [mandate.title for mandate in mandates]
    listed = f"{', '.join(titles[:-1])} or {titles[-1]}"
    return hanging("  ", f"You are not told. It is one of {len(titles)}: {listed}.", width, 2)
