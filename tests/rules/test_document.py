"""The agreement as a document (rulebook 4.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import permutations

import msgspec
import pytest

from game.rules.agreement import CLAUSES
from game.rules.agreement.clause import Term
from game.rules.agreement.document import (
    RESERVED,
    Article,
    Change,
    articles,
    definitions,
    linked,
    redline,
    tracked,
    uses,
)

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
        "Compute", "Payment", "Technology", "Distribution", "General intelligence", "Capital", "Term and disputes",
    ]  # fmt: skip
    for article in made:
        assert [p.number for p in article.paragraphs] == [
            f"{article.number}.{i}" for i in range(1, len(article.paragraphs) + 1)
        ]
    assert list(paragraphs(START)) == list(CLAUSES)


def said(clause, term, words="article"):
    """What a clause says in the document, with the clauses it refers to by their number."""
    numbers = {p.clause: p.number for p in paragraphs(START).values()}
    return re.sub(r"\[([a-z0-9-]+)\]", lambda found: f"§{numbers[found[1]]}", getattr(clause, words)(term))


def test_a_paragraph_holds_the_words_of_its_clause():
    for name, paragraph in paragraphs(START).items():
        clause = CLAUSES[name]
        assert paragraph.title == clause.title
        assert paragraph.text == said(clause, START[name])
        assert paragraph.plain == said(clause, START[name], "plain")
        assert paragraph.open == clause.open_points.get(START[name], "")
        assert (paragraph.note, paragraph.past) == ("", ())


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
        Signed(1, "Q2 2025", (("azure-commitment", 50, 100),)),
        Signed(2, "Q3 2025", (("azure-commitment", 100, 250), ("compute-sourcing", "rofr", "match"))),
    )
    noted = paragraphs(OTHER, history)
    assert noted["compute-sourcing"].note == "amended Q3 2025, Amendment No. 2"
    assert noted["azure-commitment"].note == "amended Q2 2025, Amendment No. 1; Q3 2025, Amendment No. 2"
    assert noted["ip-scope"].note == ""


def test_a_paragraph_keeps_what_it_said_before_each_amendment():
    history = (
        Signed(1, "Q2 2025", (("azure-commitment", 50, 100),)),
        Signed(2, "Q3 2025", (("azure-commitment", 100, 250),)),
    )
    clause = CLAUSES["azure-commitment"]
    first, second = paragraphs({**START, "azure-commitment": 250}, history)["azure-commitment"].past
    assert (first.was, second.was) == ("$50bn", "$100bn")
    assert (first.text, second.plain) == (clause.article(50), clause.plain(100))
    assert second.amended == "Q3 2025, Amendment No. 2"


def test_a_reference_has_the_number_of_its_clause_wherever_that_stands():
    free = CLAUSES["research-carve-out"].article("unlimited")
    assert "[compute-sourcing]" in free
    whole = paragraphs({"compute-sourcing": "none", "research-carve-out": "unlimited"})
    assert "§2.1" in whole["research-carve-out"].text
    alone = paragraphs({"research-carve-out": "unlimited"})["research-carve-out"]
    assert alone.number == "2.1"
    assert RESERVED in alone.text
    (change,) = redline({**START, "research-carve-out": 0}, {**START, "research-carve-out": 1000})
    assert "§2.1" in change.struck
    assert "§2.1" in change.inserted


@pytest.mark.parametrize("clause", CLAUSES.values(), ids=list(CLAUSES))
def test_every_reference_of_every_term_is_to_a_clause(clause):
    for term in clause.options:
        for words in (clause.article(term), clause.plain(term)):
            assert set(re.findall(r"\[([a-z0-9-]+)\]", words)) <= set(CLAUSES)


def test_defined_terms_and_references_are_found_once_a_paragraph():
    defined = definitions(articles(START))
    words = (
        "The Lab shall give Notice under §2.1 of New Capacity; the Lab's notice is no Notice. Notices count."
    )
    pieces = linked(words, defined)
    assert "".join(piece.text for piece in pieces) == words
    assert [(piece.text, piece.to) for piece in pieces if piece.to] == [
        ("The Lab", defined["The Lab"].number), ("Notice", defined["Notice"].number), ("§2.1", "2.1"),
        ("New Capacity", defined["New Capacity"].number),
    ]  # fmt: skip
    assert all(
        piece.to != defined["The Lab"].number for piece in linked(words, defined, {defined["The Lab"].number})
    )


def test_a_defined_term_is_not_found_inside_another_word():
    defined = definitions(articles(START))
    assert linked("Labour, Terms-of-art and terminal revenue.", {"The Lab": defined["The Lab"]}) == (
        ("Labour, Terms-of-art and terminal revenue.", ""),
    )


def test_what_a_definition_is_used_for_is_known():
    made = articles({"compute-sourcing": "rofr", "research-carve-out": 1000})
    found = uses(made)
    numbers = {title: p.number for title, p in definitions(made).items()}
    assert found[numbers["Bona Fide Offer"]] == ("2.1",)
    assert found["2.1"] == ("2.2",)
    assert numbers["API Products"] not in found
    assert all(number not in places for number, places in found.items())


def test_what_a_term_leaves_open_is_in_its_paragraph(monkeypatch):
    clause = CLAUSES["agi-trigger"]
    vague = replace(clause, open_points={"panel": "standard of proof"})
    monkeypatch.setattr("game.rules.agreement.document.CLAUSES", {clause.id: vague})
    assert paragraphs({clause.id: "panel"})[clause.id].open == "standard of proof"
    assert paragraphs({clause.id: "board"})[clause.id].open == ""


def test_a_redline_holds_what_changes_in_the_order_of_the_document():
    changes = redline(START, OTHER)
    assert [change.clause for change in changes] == ["compute-sourcing", "revenue-share-cap"]
    first = changes[0]
    clause = CLAUSES["compute-sourcing"]
    assert (first.struck, first.inserted) == (clause.article("rofr"), clause.article("match"))
    (plain, _) = redline(START, OTHER, plain=True)
    assert (plain.struck, plain.inserted) == (clause.plain("rofr"), clause.plain("match"))
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


def test_a_document_is_a_value():
    made = articles(START)
    assert made == articles(dict(START))
    assert hash(made) == hash(articles(dict(START)))
    assert msgspec.json.decode(msgspec.json.encode(made), type=tuple[Article, ...]) == made
