"""What was said at the table and what lies on it, as text: for the desk, the pane beside it and the page of the whole talk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from game.debrief.figures import NAMES, lowered
from game.debrief.riders import offered_terms, package_words, pledge_words, riders_words
from game.debrief.telling import reason_words, who
from game.desk.clauses import clause_title
from game.desk.content import Content
from game.desk.words import MUTED, SEAT_COLOUR, TOLD, changes_words, fitted, hanging
from game.rules.agreement import CLAUSES, Term
from game.rules.decisions import PLAIN, Package, Reason, Riders
from game.rules.scenario import Scenario
from game.rules.state import Said
from game.rules.units import Seat, other
from game.rules.view import View

TITLES: Final = 19
"""Columns of a clause's title where clauses stand under each other."""
Long = Literal["prose", "column", "number"]
"""How an offer of many clauses is told: all of it in a sentence, a line each, or only how many."""
RIDER_SIGNS: Final = ("&", "?", "§")
"""A link, a condition, a side letter."""


def rider_lines(riders: Riders, scenario: Scenario, view: View, width: int, style: str = "") -> list[Content]:
    """What hangs on a package, a sentence a line, each with its sign."""
    kinds = (
        Riders(links=riders.links),
        Riders(contingents=riders.contingents),
        Riders(letters=riders.letters),
    )
    return [
        hanging(f"{sign} ", f"{words}.", width, 2, style)
        for sign, part in zip(RIDER_SIGNS, kinds, strict=True)
        for words in riders_words(part, scenario, view.seat)
    ]


def moved_words(scenario: Scenario, view: View, said: Said, most: int = len(CLAUSES)) -> str:
    """One entry of the talk without its speaker: what was done, in a few words; more than ``most`` changes only as a number."""
    clause, term = "", ""
    if said.package:
        id, value = said.package[0]
        clause, term = CLAUSES[id].title, f"“{CLAUSES[id].short(value)}”"
    match said.move:
        case "offer":
            if len(said.package) > most:
                return f"{lowered(changes_words(len(said.package)))}."
            return f"{package_words(said.package)}." if said.package else "the clauses as they stand."
        case "ask":
            return "what would make this work?"
        case "give":
            return f"what would you give for {term} on {clause}?"
        case "why":
            return "why not?"
        case "because":
            return "reasons."
        case "agree":
            return f"would agree on {clause}: {term}."
        case "reopen":
            return f"reopens {clause}."
        case "insist":
            return f"{clause} is {term}, and that is not negotiable."
        case "stage":
            return f"the {said.about} clauses only, please." if said.about else "everything again, please."
        case "promise" | "threat":
            pledge = next((pledge for pledge in view.pledges if pledge.id == said.about), None)
            words = pledge_words(pledge, scenario, view.seat) if pledge is not None else ""
            return f"{words.partition(' ')[2]}." if words else said.move
        case _:
            return "leaves."


def said_lines(
    scenario: Scenario, view: View, width: int, *, newest_first: bool = True, long: Long = "prose"
) -> list[list[Content]]:
    """The talk at this table, an entry a list of lines; ``long`` is how an offer of many clauses is told."""
    table = view.table
    if table is None:
        return []
    found: list[list[Content]] = []
    about: dict[str, dict[str, Term]] = {view.seat: {}, other(view.seat): {}}
    if table.offered_by and not any(said.move == "offer" for said in table.history):
        about[table.offered_by] = dict(table.offers)
    for said in table.history:
        name = who(said.seat, view.seat)
        head = Content.styled(f"{name}: ", f"bold {SEAT_COLOUR[said.seat]}")
        lines = [
            hanging(
                head, moved_words(scenario, view, said, len(CLAUSES) if long == "prose" else TOLD), width, 2
            )
        ]
        if long == "column" and len(said.package) > TOLD:
            lines += [changed_line(id, term, width) for id, term in said.package]
        lines += rider_lines(said.riders, scenario, view, width)
        if said.says:
            lines.append(hanging("", f"“{said.says}”", width, 2, MUTED))
        lines += reason_lines(view, said.reasons, said.seat, about[other(said.seat)], width)
        if said.gap:
            lines.append(hanging("", f"They call it {said.gap}.", width, 2, MUTED))
        if said.move == "offer":
            about[said.seat] = offered_terms(said.package, said.riders)
        found.append(lines)
    return found[::-1] if newest_first else found


def changed_line(id: str, term: Term, width: int) -> Content:
    """A clause of an offer and what it would be, in a line."""
    title = clause_title(id)
    return Content.assemble(
        (f"  {fitted(title, TITLES):<{TITLES + 1}}", MUTED),
        fitted(CLAUSES[id].short(term), width - TITLES - 3),
    )


def before_them(scenario: Scenario, view: View, width: int) -> list[Content]:
    """What lies on the table while the other side thinks about it, a clause a line."""
    table = view.table
    if table is None or not table.offered_by:
        return []
    whose = "You offered:" if table.offered_by == view.seat else f"{NAMES[table.offered_by]} offered:"
    return [
        Content.styled(whose, f"bold {SEAT_COLOUR[table.offered_by]}"),
        *(changed_line(id, term, width) for id, term in table.offers),
        *rider_lines(table.riders, scenario, view, width),
    ]


def reason_lines(
    view: View, reasons: tuple[Reason, ...], speaker: str, about: Mapping[str, Term], width: int
) -> list[Content]:
    """Reasons, worded with the terms they are about."""
    terms = view.agreement.terms
    return [
        hanging(
            f"{'−' if reason.sign == 'hurts' else '+'} ",
            reason_words(
                reason, speaker, terms[reason.clause], about.get(reason.clause, terms[reason.clause])
            ),
            width,
            2,
            MUTED,
        )
        for reason in reasons
    ]


def last_offer(view: View, seat: Seat) -> Package:
    """What a seat last offered, at this table or the last one; empty when it never did."""
    assert view.table is not None
    for said in reversed(view.table.history):
        if said.seat == seat and said.move == "offer":
            return said.package
    if view.table.offered_by == seat:
        return view.table.offers  # a waiver's price, which nobody has spoken about
    return next((word.package for word in view.last_words if word.seat == seat), ())


def last_riders(view: View, seat: Seat) -> Riders:
    """What hung on what a seat last offered at this table."""
    assert view.table is not None
    for said in reversed(view.table.history):
        if said.seat == seat and said.move == "offer":
            return said.riders
    return view.table.riders if view.table.offered_by == seat else PLAIN


def last_said(view: View) -> Said | None:
    """What the other side said last at this table."""
    assert view.table is not None
    return next((said for said in reversed(view.table.history) if said.seat == other(view.seat)), None)


def new_words(view: View) -> tuple[Said, ...]:
    """What the other side has said at this table since one spoke oneself, the first of it first."""
    assert view.table is not None
    history = view.table.history
    spoke = next((n for n in range(len(history), 0, -1) if history[n - 1].seat == view.seat), 0)
    return tuple(history[spoke:])


def their_reasons(view: View) -> dict[str, tuple[Reason, Term]]:
    """Their latest reason about each clause at this table, with the term it was about."""
    assert view.table is not None
    them = other(view.seat)
    mine = dict(view.table.offers) if view.table.offered_by == view.seat else {}
    found: dict[str, tuple[Reason, Term]] = {}
    for said in view.table.history:
        if said.seat == view.seat:
            mine = offered_terms(said.package, said.riders) if said.move == "offer" else mine
            continue
        about = mine or dict(last_offer(view, them))
        for reason in said.reasons:
            found[reason.clause] = reason, about.get(reason.clause, view.agreement.terms[reason.clause])
    return found


def reason_about(view: View, clause: str) -> str:
    """Their latest reason about a clause as a sentence, with the term of the offer it was about; empty without one."""
    if clause not in (reasons := their_reasons(view)):
        return ""
    reason, now = reasons[clause]
    words = reason_words(reason, other(view.seat), view.agreement.terms[clause], now)
    return f"{'−' if reason.sign == 'hurts' else '+'} {words}"


def said_entries(scenario: Scenario, view: View, width: int, *, alone: bool) -> list[Content]:
    """The talk for a pane, the latest first; ``alone``: not beside the draft, whose rows show the clauses.

    A word on how to begin where nothing was said.
    """
    said = said_lines(scenario, view, width, long="column" if alone else "number")
    entries = [Content("\n").join(lines) for lines in said]
    return entries or [
        hanging("", "Nothing yet. Draft something on the left; o puts it on the table.", width, 0, MUTED)
    ]
