"""The agreement as a document: numbered articles, what an amendment strikes and inserts, what refers to what.

It only words what the clauses hold (rulebook 4.1): nothing here knows one clause from another, and nothing here is felt by the
rules. The definitions are not for negotiation yet, which has not stopped anybody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, NamedTuple, Protocol

import msgspec

from game.rules.agreement import CLAUSES
from game.rules.agreement.clause import Clause, Term, Terms

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
        """The quarter it was signed in, such as ``Q3 2025``."""

    @property
    def changes(self) -> tuple[tuple[str, Term, Term], ...]:
        """Clause, the term before, the term after."""


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """What a paragraph said until an amendment: in a few words, as signed, in plain English."""

    number: int
    """The amendment's."""
    label: str
    was: str
    text: str
    plain: str

    @property
    def amended(self) -> str:
        """When that ended: ``Q3 2025, Amendment No. 2``."""
        return f"{self.label}, Amendment No. {self.number}"


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """One numbered paragraph; ``clause`` is ``None`` where nothing can be negotiated.

    ``past`` holds what it said before each amendment that touched it, the oldest first; ``open`` what it leaves to be agreed.
    """

    number: str
    clause: str | None
    title: str
    text: str
    plain: str
    past: tuple[Past, ...] = ()
    open: str = ""

    @property
    def note(self) -> str:
        """When it was amended, in words; empty when it never was."""
        return f"amended {'; '.join(past.amended for past in self.past)}" if self.past else ""


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


LAST: Final = "general"
"""The section that is always there: what cannot be negotiated stands at its end."""

_HEADINGS: Final = (
    ("compute", "Compute"),
    ("money", "Payment"),
    ("technology", "Technology"),
    ("distribution", "Distribution"),
    ("intelligence", "General intelligence"),
    ("capital", "Capital"),
    (LAST, "Term and disputes"),
)

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
    """The consolidated document: only clauses in ``terms`` appear, each with the amendments of ``history`` that touched it."""
    numbers = _numbers(terms)
    made = [Article(number=1, heading="Definitions", paragraphs=tuple(_fixed(1, 0, _DEFINITIONS)))]
    for heading, held in _held(terms):
        number = len(made) + 1
        paragraphs = [_paragraph(clause, terms[clause.id], numbers, history) for clause in held]
        if heading == _HEADINGS[-1][1]:
            paragraphs += _fixed(number, len(held), _CLOSING)
        made.append(Article(number=number, heading=heading, paragraphs=tuple(paragraphs)))
    return tuple(made)


def _held(terms: Terms) -> Iterator[tuple[str, tuple[Clause, ...]]]:
    """The headings after the definitions, each with its clauses; without one only the last is there."""
    for section, heading in _HEADINGS:
        held = tuple(
            clause for clause in CLAUSES.values() if clause.section == section and clause.id in terms
        )
        if held or section == LAST:
            yield heading, held


def _numbers(terms: Terms) -> dict[str, str]:
    """The number of each clause's paragraph."""
    return {
        clause.id: f"{article}.{i}"
        for article, (_, held) in enumerate(_held(terms), 2)
        for i, clause in enumerate(held, 1)
    }


def _fixed(article: int, before: int, entries: Iterable[tuple[str, str, str]]) -> Iterator[Paragraph]:
    for i, (title, text, plain) in enumerate(entries, before + 1):
        yield Paragraph(number=f"{article}.{i}", clause=None, title=title, text=text, plain=plain)


def _paragraph(
    clause: Clause, term: Term, numbers: Mapping[str, str], history: Sequence[Amendment]
) -> Paragraph:
    past = tuple(
        Past(
            number=amendment.number,
            label=amendment.label,
            was=clause.short(was),
            text=_resolved(clause.article(was), numbers),
            plain=_resolved(clause.plain(was), numbers),
        )
        for amendment in history
        for touched, was, _ in amendment.changes
        if touched == clause.id
    )
    return Paragraph(
        number=numbers[clause.id],
        clause=clause.id,
        title=clause.title,
        text=_resolved(clause.article(term), numbers),
        plain=_resolved(clause.plain(term), numbers),
        past=past,
        open=clause.open_points.get(term, ""),
    )


# --- What refers to what ----------------------------------------------------------------------------------------------

RESERVED: Final = "[Reserved]"
"""What a reference says whose clause is not in this agreement."""

_REFERENCE: Final = re.compile(r"\[([a-z0-9-]+)\]")


def _resolved(text: str, numbers: Mapping[str, str]) -> str:
    """A text with the clauses it refers to by id, ``[compute-sourcing]``, called by their number, ``§2.1``."""
    return _REFERENCE.sub(lambda found: f"§{numbers[found[1]]}" if found[1] in numbers else RESERVED, text)


class Piece(NamedTuple):
    """A piece of text, and the number of the paragraph it leads to: a defined term or a reference; else empty."""

    text: str
    to: str


def definitions(articles: Sequence[Article]) -> dict[str, Paragraph]:
    """The paragraph of each defined term."""
    return {paragraph.title: paragraph for paragraph in articles[0].paragraphs}


@lru_cache(maxsize=8)
def _finder(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(range(len(words)), key=lambda i: -len(words[i]))
    found = (f"(?P<w{i}>{re.escape(words[i]).replace('The', '[Tt]he', 1)}s?)" for i in longest)
    return re.compile(rf"\b(?:{'|'.join(found)})\b|§(?P<to>[0-9]+\.[0-9]+)")


def linked(text: str, defined: Mapping[str, Paragraph], seen: set[str] | None = None) -> tuple[Piece, ...]:
    """A text in pieces, its defined terms and references apart. A term counts once, where ``seen`` does not have it yet.

    ``defined`` is what :func:`definitions` gave; the pieces joined are the text. ``seen`` holds numbers of paragraphs and grows.
    """
    seen = set() if seen is None else seen
    words = tuple(defined)
    pieces: list[Piece] = []
    at = 0
    for match in _finder(words).finditer(text):
        kind = match.lastgroup or ""
        to = match["to"] or defined[words[int(kind[1:])]].number
        if kind != "to" and to in seen:
            continue
        seen.add(to)
        pieces += [Piece(text[at : match.start()], ""), Piece(match[0], to)]
        at = match.end()
    return tuple(piece for piece in (*pieces, Piece(text[at:], "")) if piece.text)


def uses(articles: Sequence[Article]) -> dict[str, tuple[str, ...]]:
    """Where each paragraph is referred to, or its term used: its number, and the numbers of the paragraphs that do."""
    defined = definitions(articles)
    found: dict[str, list[str]] = {}
    for article in articles:
        for paragraph in article.paragraphs:
            places = dict.fromkeys(piece.to for piece in linked(paragraph.text, defined, {paragraph.number}))
            for to in places:
                if to:
                    found.setdefault(to, []).append(paragraph.number)
    return {to: tuple(numbers) for to, numbers in found.items()}


# --- What changes -----------------------------------------------------------------------------------------------------


def redline(before_terms: Terms, after_terms: Terms, *, plain: bool = False) -> tuple[Change, ...]:
    """What changes from one agreement to another, in the order of the document; clauses that stay are left out.

    The texts are those of the articles, or with ``plain`` those in plain English.
    """
    numbers = _numbers({**before_terms, **after_terms})

    def words(clause: Clause) -> Callable[[Term], str]:
        return clause.plain if plain else clause.article

    return tuple(
        Change(
            clause=clause.id,
            title=clause.title,
            struck="" if was is None else _resolved(words(clause)(was), numbers),
            inserted="" if now is None else _resolved(words(clause)(now), numbers),
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
