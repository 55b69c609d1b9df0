"""Packages: proposals to amend, checked against what may be negotiated. Order of the clauses is the document's."""

from __future__ import annotations

from typing import Final

from game.errors import Refusal
from game.rules.agreement import CLAUSES, Term, Terms, called
from game.rules.decisions import Package
from game.rules.scenario import Scenario
from game.rules.state import State
from game.rules.units import BPS

HEADLINE: Final = "headline"
"""The detail in which only the clauses that make the news are bargained about."""


def options_of(scenario: Scenario, clause: str) -> tuple[Term, ...]:
    """The terms a clause may take in this scenario, on its ladder; empty when it is not up for negotiation."""
    entry = scenario.agreement.get(clause)
    if entry is None or (scenario.detail == HEADLINE and not CLAUSES[clause].headline):
        return ()
    return CLAUSES[clause].options if entry.options is None else entry.options


def negotiable(scenario: Scenario) -> tuple[str, ...]:
    """The clauses that are up for negotiation, in the order of the document."""
    return tuple(ladders(scenario))


def ladders(scenario: Scenario) -> dict[str, tuple[Term, ...]]:
    """The terms of every clause that is up for negotiation, in the order of the document."""
    entries, whole = scenario.agreement, scenario.detail != HEADLINE
    found = {
        id: clause.options if (options := entries[id].options) is None else options
        for id, clause in CLAUSES.items()
        if id in entries and (whole or clause.headline)
    }
    return {id: options for id, options in found.items() if len(options) > 1}


def settled(clause: str, recapitalised: int, term: Term) -> bool:
    """Whether a clause as it stands can no longer be amended, the lab being ``recapitalised``."""
    known = CLAUSES[clause]
    return (bool(recapitalised) and known.settled_by_recap) or (
        known.final is not None and term == known.final
    )


def settled_words(clause: str, term: Term) -> str:
    """Why a settled clause can no longer be amended, in a sentence."""
    known = CLAUSES[clause]
    if term == known.final:
        return f"{known.title} was renounced, and is not brought back."
    return f"{known.title} was settled in the recapitalisation."


def refusal_of(scenario: Scenario, state: State, package: Package) -> Refusal | None:
    """What is wrong with a package, if anything: unknown clauses or terms, repetition, nothing changed, no law for it."""
    seen: set[str] = set()
    changed = False
    for clause, term in package:
        if clause not in CLAUSES:
            return Refusal(
                "no-such-clause",
                f"There is no clause “{clause[:40]}”.",
                f"There are {', '.join(negotiable(scenario))}.",
            )
        if clause in seen:
            return Refusal("clause-twice", f"The package changes {called(clause)} twice.", "Say it once.")
        seen.add(clause)
        options = options_of(scenario, clause)
        if term not in options or type(term) not in (int, str):  # True and 1.0 are equal to 1
            listed = (
                ", ".join(str(option) for option in options) or "nothing: it is not up for negotiation here"
            )
            return Refusal(
                "no-such-term",
                f"{called(clause)} cannot become {repr(term)[:60]}.",
                f"Its terms are {listed}.",
            )
        changed = changed or state.terms[clause] != term
    if not changed:
        return Refusal(
            "nothing-changed", "The package changes nothing in the agreement.", "Change at least one clause."
        )
    after = merged(state.terms, package)
    for clause in after:
        now = state.terms[clause]
        if after[clause] != now and settled(clause, state.openai.recapitalised, now):
            return Refusal("settled", settled_words(clause, now), "Leave that clause out.")
    stake = after["equity-stake"]
    if isinstance(stake, int) and stake > BPS:
        return Refusal("too-much-equity", "Nobody can hold more than all of it.", "Ask for less equity.")
    return None


def checked_package(scenario: Scenario, state: State, package: Package, what: str) -> Package:
    """The package in the document's order without what it leaves as it is; refuses one that will not do."""
    refusal = refusal_of(scenario, state, package)
    if refusal is not None:
        raise Refusal(refusal.code, f"As {what}: {refusal.words}", refusal.hint)
    given = dict(package)
    return tuple((id, given[id]) for id in CLAUSES if id in given and state.terms[id] != given[id])


def merged(terms: Terms, package: Package) -> dict[str, Term]:
    """The agreement as it would read with the package signed."""
    return {**terms, **dict(package)}
