"""The agreement as a document (rulebook 4.1)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

import msgspec
import pytest

from game.rules.agreement import CLAUSES
from game.rules.agreement.clause import Term
from game.rules.agreement.document import WIDTH, Article, Change, articles, as_text, redline, tracked

START: dict[str, Term] = {
    clause.id: clause.options[min(1, len(clause.options) - 1)] for clause in CLAUSES.values()
}
OTHER: dict[str, Term] = START | {"compute-sourcing": "match", "revenue-share-cap": 38}


@dataclass(frozen=True)
class Signed:
    number: int
    label: str
    changes: tuple[tuple[str, Term, Term], ...]


def paragraphs(terms, history=()):
    return {p.clause: p for article in articles(terms, history) for p in article.paragraphs if p.clause}


def test_articles_and_paragraphs_are_numbered_in_order():
    made = articles(START)
    assert [article.number for article in made] == list(range(1, len(made) + 1))
    assert made[0].heading == "Definitions"
    assert [article.heading for article in made[1:]] == [
        "Compute", "Payment", "Technology", "Distribution", "General intelligence", "Capital",
        "Term and disputes",
    ]  # fmt: skip
    for article in made:
        assert [p.number for p in article.paragraphs] == [
            f"{article.number}.{i}" for i in range(1, len(article.paragraphs) + 1)
        ]
    assert list(paragraphs(START)) == list(CLAUSES)


def test_a_paragraph_holds_the_words_of_its_clause():
    for name, paragraph in paragraphs(START).items():
        clause = CLAUSES[name]
        assert paragraph.title == clause.title
        assert paragraph.text == clause.article(START[name])
        assert paragraph.plain == clause.plain(START[name])
        assert paragraph.note == ""


def test_definitions_and_what_closes_the_document_are_not_negotiable():
    made = articles(START)
    defined = [p.title for p in made[0].paragraphs]
    for word in ("The Lab", "The Cloud", "New Capacity", "Bona Fide Offer", "Notice", "Determination"):
        assert word in defined
    fixed = [p for p in made[-1].paragraphs if p.clause is None]
    assert fixed[-1] == made[-1].paragraphs[-1]
    for paragraph in (*made[0].paragraphs, *fixed):
        assert paragraph.clause is None
        assert paragraph.text
        assert paragraph.plain
    assert "Amendment" in [p.title for p in fixed]
    assert "31 December 2030" in made[-1].paragraphs[0].text


def test_the_closing_article_is_there_without_its_clauses():
    last = articles({"compute-sourcing": "rofr"})[-1]
    assert last.heading == "Term and disputes"
    assert {p.clause for p in last.paragraphs} == {None}


def test_an_agreement_with_few_clauses_has_few_articles():
    made = articles({"compute-sourcing": "rofr", "third-party-products": "any"})
    assert [article.heading for article in made] == [
        "Definitions",
        "Compute",
        "Distribution",
        "Term and disputes",
    ]
    assert [article.number for article in made] == [1, 2, 3, 4]


def test_amendments_are_noted_where_they_touched():
    history = (
        Signed(1, "2025-Q2", (("azure-commitment", 50, 100),)),
        Signed(2, "2025-Q3", (("azure-commitment", 100, 250), ("compute-sourcing", "rofr", "match"))),
    )
    noted = paragraphs(OTHER, history)
    assert noted["compute-sourcing"].note == "amended 2025-Q3, Amendment No. 2"
    assert noted["azure-commitment"].note == "amended 2025-Q2, Amendment No. 1; 2025-Q3, Amendment No. 2"
    assert noted["ip-scope"].note == ""


def test_a_redline_holds_what_changes_in_the_order_of_the_document():
    changes = redline(START, OTHER)
    assert [change.clause for change in changes] == ["compute-sourcing", "revenue-share-cap"]
    first = changes[0]
    clause = CLAUSES["compute-sourcing"]
    assert (first.struck, first.inserted) == (clause.article("rofr"), clause.article("match"))
    assert (first.title, first.was, first.now) == ("Compute sourcing", "first refusal", "match only")
    assert redline(START, START) == ()


def test_a_clause_that_was_not_there_is_only_inserted():
    without = {name: term for name, term in START.items() if name != "ip-end"}
    (change,) = redline(without, START)
    assert (change.struck, change.was) == ("", "")
    assert tracked(change) == (("inserted", change.inserted),)
    (change,) = redline(START, without)
    assert (change.inserted, change.now) == ("", "")


@pytest.mark.parametrize("clause", CLAUSES.values(), ids=list(CLAUSES))
def test_tracked_words_hold_both_texts(clause):
    for was, now in permutations(clause.options, 2):
        (change,) = redline({clause.id: was}, {clause.id: now})
        pieces = tracked(change)
        assert " ".join(text for kind, text in pieces if kind != "inserted") == change.struck
        assert " ".join(text for kind, text in pieces if kind != "struck") == change.inserted
        assert all(text for _, text in pieces)


def test_only_the_number_is_tracked_where_only_the_number_changes():
    (change,) = redline({"research-carve-out": 1000}, {"research-carve-out": 2500})
    assert [text for kind, text in tracked(change) if kind != "same"] == ["1,000", "2,500"]


def test_texts_with_an_accident_in_common_are_struck_whole():
    change = Change(
        clause="x",
        title="X",
        struck="The cat sat on a mat.",
        inserted="The dog ran to a log.",
        was="",
        now="",
    )
    assert [kind for kind, _ in tracked(change)] == ["struck", "inserted"]


def test_the_text_is_wrapped_and_marks_what_changes():
    changes = redline(START, OTHER)
    history = tuple(Signed(i, f"2026-Q{i}", (("compute-sourcing", "rofr", "match"),)) for i in range(1, 5))
    text = as_text(articles(OTHER, history), changes)
    assert all(len(line) <= WIDTH for line in text.splitlines())
    assert "ARTICLE 2 — COMPUTE\n2.1 Compute sourcing. " in text
    flat = " ".join(text.split())
    assert "{+" in flat
    assert "[-" in flat
    assert "(amended 2026-Q1, Amendment No. 1; " in flat
    assert flat.count("{+") == sum(kind == "inserted" for change in changes for kind, _ in tracked(change))


def test_a_redline_reads_the_same_from_either_side():
    changes = redline(START, OTHER)
    assert as_text(articles(START), changes) == as_text(articles(OTHER), changes)


def test_without_changes_the_text_is_the_consolidated_document():
    text = as_text(articles(START))
    assert "[-" not in text
    assert "{+" not in text
    flat = " ".join(text.split())
    for paragraph in paragraphs(START).values():
        assert f"{paragraph.number} {paragraph.title}. {paragraph.text}" in flat


def test_every_option_of_every_clause_fits_the_page():
    for clause in CLAUSES.values():
        for term in clause.options:
            assert all(len(line) <= WIDTH for line in as_text(articles({clause.id: term})).splitlines())


def test_a_document_is_a_value():
    made = articles(START)
    assert made == articles(dict(START))
    assert hash(made) == hash(articles(dict(START)))
    assert msgspec.json.decode(msgspec.json.encode(made), type=tuple[Article, ...]) == made
