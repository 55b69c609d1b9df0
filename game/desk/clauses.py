"""Clauses and their terms, short enough for a column."""

from __future__ import annotations

from typing import Final

from game.rules.agreement import CLAUSES, Term

SHORT_TITLES: Final = {
    "agi-trigger": "AGI determined by",
    "agi-consequence": "… and its effect",
    "third-party-products": "Third parties",
    "acquired-ip": "Acquired IP",
    "most-favoured": "Most favoured",
    "recap-consent": "Consent",
    "microsoft-money": "New money",
    "pre-emption": "Pre-emption",
    "non-solicit": "Non-solicit",
}
SHORT_TERMS: Final = {
    "no trigger": "nobody",
    "models, products": "models+products",
    "Azure + security": "Azure+security",
    "research IP ends": "research ends",
}


def clause_title(id: str) -> str:
    """A clause's title, short enough for a column."""
    return SHORT_TITLES.get(id, CLAUSES[id].title)


def term_words(id: str, term: Term) -> str:
    """A clause's term, short enough for a column."""
    words = CLAUSES[id].short(term)
    return SHORT_TERMS.get(words, words)
