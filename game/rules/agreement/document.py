"""The agreement as a document: numbered articles, what an amendment strikes and inserts, and the plain text of both.

It only words what the clauses hold (rulebook 4.1): nothing here knows one clause from another, and nothing here is felt by the
rules. The definitions are not for negotiation yet, which has not stopped anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from textwrap import fill
from typing import Final, Protocol

import msgspec

from game.rules.agreement import CLAUSES
from game.rules.agreement.clause import Clause, Term, Terms

WIDTH: Final = 76
"""Columns of the plain text."""

SAME: Final = "same"
STRUCK: Final = "struck"
INSERTED: Final = "inserted"


class Amendment(Protocol):
    """What the document needs to know of an amendment that has been signed."""

    @property
    def number(self) -> int:
        """1 for the first."""

    @property
    def label(self) -> str:
        """The quarter it was signed in, such as ``2025-Q3``."""

    @property
    def changes(self) -> tuple[tuple[str, Term, Term], ...]:
        """Clause, the term before, the term after."""


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """One numbered paragraph; ``clause`` is ``None`` where nothing can be negotiated, ``note`` tells when it was amended."""

    number: str
    clause: str | None
    title: str
    text: str
    plain: str
    note: str = ""


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """A numbered article and its paragraphs."""

    number: int
    heading: str
    paragraphs: tuple[Paragraph, ...]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of one clause: the old and the new text, and both in a few words. Empty where there is no such clause."""

    clause: str
    title: str
    struck: str
    inserted: str
    was: str
    now: str


_HEADINGS: Final = (
    ("compute", "Compute"),
    ("money", "Payment"),
    ("technology", "Technology"),
    ("distribution", "Distribution"),
    ("intelligence", "General intelligence"),
    ("capital", "Capital"),
    ("general", "Term and disputes"),
)
_LAST: Final = _HEADINGS[-1][0]
"""The section that is always there: what cannot be negotiated stands at its end."""

_DEFINITIONS: Final = (
    (
        "The Lab",
        "“The Lab” means the party that builds the models, with its subsidiaries and any body that may come to own it.",
        "OpenAI, whatever shape it is in.",
    ),
    (
        "The Cloud",
        "“The Cloud” means the party that houses the models, with its affiliates, in so far as they have been told.",
        "Microsoft.",
    ),
    (
        "Term",
        "“Term” means the time from the date of this Agreement to 31 December 2030, or such later day as this Agreement provides.",
        "From now to the end of 2030, as things stand.",
    ),
    (
        "New Capacity",
        "“New Capacity” means power for the training or serving of models, beyond what was ordered when this Agreement was made.",
        "Compute that has not been ordered yet.",
    ),
    (
        "Bona Fide Offer",
        "“Bona Fide Offer” means a firm offer in writing, by a provider able to perform it, stating price, quantity and date.",
        "A real quote from somebody with a real building.",
    ),
    (
        "Notice",
        "“Notice” means a writing delivered to the other party's legal department in the quarter it concerns, opened or not.",
        "A letter. Sending it counts.",
    ),
    (
        "Revenue",
        "“Revenue” means all sums the Lab receives from customers, through whatever cloud, less refunds but not less regrets.",
        "What customers pay OpenAI.",
    ),
    (
        "API Products",
        "“API Products” means the Lab's models offered to developers to be called from their own software.",
        "Models sold by the call.",
    ),
    (
        "Determination",
        (
            "“Determination” means a finding, made as this Agreement provides, that the Lab has achieved general intelligence. "
            "The parties have considered defining that term, and have agreed to have considered it."
        ),
        "Somebody official says it is AGI.",
    ),
)

_CLOSING: Final = (
    (
        "Amendment",
        "This Agreement is amended only in writing signed by both parties; statements to the press are not writing.",
        "Only signatures change it.",
    ),
)


def articles(terms: Terms, history: Sequence[Amendment] = ()) -> tuple[Article, ...]:
    """The consolidated document: only clauses in ``terms`` appear, each noting the amendments of ``history`` that touched it."""
    made = [Article(number=1, heading="Definitions", paragraphs=_fixed(1, _DEFINITIONS))]
    for section, heading in _HEADINGS:
        held = [clause for clause in CLAUSES.values() if clause.section == section and clause.id in terms]
        closing = _CLOSING if section == _LAST else ()
        if held or closing:
            number = len(made) + 1
            paragraphs = tuple(
                _paragraph(f"{number}.{i}", clause, terms[clause.id], history)
                for i, clause in enumerate(held, 1)
            )
            paragraphs += _fixed(number, closing, len(held) + 1)
            made.append(Article(number=number, heading=heading, paragraphs=paragraphs))
    return tuple(made)


def _fixed(number: int, entries: Iterable[tuple[str, str, str]], first: int = 1) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(number=f"{number}.{i}", clause=None, title=title, text=text, plain=plain)
        for i, (title, text, plain) in enumerate(entries, first)
    )


def _paragraph(number: str, clause: Clause, term: Term, history: Sequence[Amendment]) -> Paragraph:
    signed = [
        f"{amendment.label}, Amendment No. {amendment.number}"
        for amendment in history
        if any(touched == clause.id for touched, _, _ in amendment.changes)
    ]
    return Paragraph(
        number=number,
        clause=clause.id,
        title=clause.title,
        text=clause.article(term),
        plain=clause.plain(term),
        note=f"amended {'; '.join(signed)}" if signed else "",
    )


def redline(before_terms: Terms, after_terms: Terms) -> tuple[Change, ...]:
    """What changes from one agreement to another, in the order of the document; clauses that stay are left out."""
    return tuple(
        Change(
            clause=clause.id,
            title=clause.title,
            struck="" if was is None else clause.article(was),
            inserted="" if now is None else clause.article(now),
            was="" if was is None else clause.short(was),
            now="" if now is None else clause.short(now),
        )
        for clause in CLAUSES.values()
        if (was := before_terms.get(clause.id)) != (now := after_terms.get(clause.id))
    )


def tracked(change: Change) -> tuple[tuple[str, str], ...]:
    """A change word by word: pieces of text, each ``same``, ``struck`` or ``inserted``, in reading order.

    The pieces that are not struck, joined by spaces, are the new text; those not inserted, the old.
    """
    old, new = change.struck.split(), change.inserted.split()
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    last = len(steps) - 1
    kept = [
        tag == "equal" and (b - a >= 3 or i in (0, last)) for i, (tag, a, b, _, _) in enumerate(steps)
    ]  # a word or two in common are an accident, and read like one
    if 4 * sum(b - a for keep, (_, a, b, _, _) in zip(kept, steps, strict=True) if keep) < len(old):
        kept = [False] * len(steps)
    pieces: list[tuple[str, str]] = []
    out: list[str] = []
    come: list[str] = []

    def flush() -> None:
        pieces.extend((kind, " ".join(words)) for kind, words in ((STRUCK, out), (INSERTED, come)) if words)
        out.clear()
        come.clear()

    for keep, (_, a, b, c, d) in zip(kept, steps, strict=True):
        if keep:
            flush()
            pieces.append((SAME, " ".join(old[a:b])))
        else:
            out += old[a:b]
            come += new[c:d]
    flush()
    return tuple(pieces)


_MARKS: Final = {SAME: "{}", STRUCK: "[-{}-]", INSERTED: "{{+{}+}}"}


def as_text(articles: Sequence[Article], changes: Sequence[Change] = ()) -> str:
    """The document in plain text, 76 columns wide; ``changes`` are shown in it as ``[-struck-]`` and ``{+inserted+}``.

    A changed paragraph shows its change, whichever of the two agreements the articles were made from.
    """
    by_clause = {change.clause: change for change in changes}
    blocks = []
    for article in articles:
        lines = [f"ARTICLE {article.number} — {article.heading.upper()}"]
        for paragraph in article.paragraphs:
            change = by_clause.get(paragraph.clause or "")
            text = paragraph.text if change is None else _marked(change)
            lines.append(_wrapped(f"{paragraph.number} {paragraph.title}. {text}", ""))
            if paragraph.note:
                lines.append(_wrapped(f"({paragraph.note})", "    "))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _marked(change: Change) -> str:
    return " ".join(_MARKS[kind].format(text) for kind, text in tracked(change))


def _wrapped(text: str, indent: str) -> str:
    return fill(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
