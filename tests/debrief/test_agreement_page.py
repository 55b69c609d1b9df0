"""The agreement as a page to keep: its dates, its two settings, its redline, and the command that prints it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from game.cli import main
from game.debrief.agreement_page import (
    DISCLAIMER,
    START,
    html,
    markdown,
    page_of,
    quarter_of,
    span_of,
    terms_at,
)
from game.errors import Exit, Refusal
from game.rules.agreement import CLAUSES
from tests.debrief.kept import amended
from tests.worlds import TERMS, world

VOID = {"meta", "br", "hr", "link", "img"}


@pytest.fixture(scope="module")
def session():
    return amended().session


@pytest.fixture(scope="module")
def save(tmp_path_factory):
    path = tmp_path_factory.mktemp("kept") / "kept.jsonl"
    game = amended(path)
    game.session.close()
    return str(path)


class Reader(HTMLParser):
    """Reads a page, and fails on a tag that is closed by another or not at all."""

    def __init__(self, text):
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.words += data.split()

    @property
    def text(self):
        return " ".join(self.words)


def flat(text):
    return " ".join(text.split())


def test_the_terms_at_a_date_are_those_signed_by_its_end(session):
    scenario, agreement = session.scenario, session.state.agreement
    assert [a.quarter for a in agreement.amendments] == [0, 2]
    assert terms_at(scenario, agreement, START) == dict(TERMS)
    shares = [terms_at(scenario, agreement, quarter)["revenue-share"] for quarter in range(4)]
    assert shares == [1500, 1500, 1000, 1000]
    assert terms_at(scenario, agreement, session.state.quarter) == session.state.terms


def test_the_page_of_a_date_notes_only_what_had_been_signed(session):
    early, late = markdown(page_of(session, 1)), markdown(page_of(session, 4))
    assert "As it stood at the end of 2025-Q2, after one amendment." in early
    assert "(amended 2025-Q1, Amendment No. 1)" in flat(early)
    assert "No. 2" not in early
    assert "after 2 amendments" in late
    assert "(amended 2025-Q1, Amendment No. 1; 2025-Q3, Amendment No. 2)" in flat(late)


@pytest.mark.parametrize("plain", [False, True])
def test_a_page_holds_every_clause_as_signed_or_in_plain_english(session, plain):
    terms = session.state.terms
    for setting in (markdown, html):
        text = setting(page_of(session, 4, plain=plain))
        read = Reader(text).text if setting is html else flat(text)
        for id, clause in CLAUSES.items():
            for words, wanted in ((clause.article(terms[id]), not plain), (clause.plain(terms[id]), plain)):
                assert (flat(words) in read) is wanted
        assert DISCLAIMER in read


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("record", [False, True])
@pytest.mark.parametrize("since", [None, START, 1, 4])
def test_no_line_of_markdown_is_over_eighty_columns(session, since, plain, record):
    text = markdown(page_of(session, 4, since, plain=plain, record=record))
    assert max(map(len, text.splitlines())) <= 80
    assert text.endswith(".\n")
    assert "\n\n\n" not in text


def test_a_redline_of_equal_dates_says_that_nothing_changed(session):
    page = page_of(session, 3, 3)
    assert page.changes == ()
    for text in (flat(markdown(page)), Reader(html(page)).text):
        assert "Nothing: the agreement is the same, word for word." in text
        assert "Article" not in text
    assert page_of(session, 4, 3).changes == ()


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("since", [START, 0, 1])
def test_a_redline_without_what_it_strikes_is_the_new_text(session, since, plain):
    redlined = markdown(page_of(session, 4, since, plain=plain))
    consolidated = markdown(page_of(session, 4, plain=plain))
    assert "~~" in redlined
    kept = re.sub(r"\*\*", "", re.sub(r"~~[^~]*~~\s*", "", redlined.split("## ", 1)[1]))
    new = consolidated.split("## ", 1)[1]
    ends = "## Schedule"  # of a redline it lists what was signed in its time only
    assert flat(kept.split(ends)[0]) == flat(new.split(ends)[0])


def test_a_redline_counts_only_the_amendments_of_its_time(session):
    assert [a.number for a in page_of(session, 4, START).amendments] == [1, 2]
    assert [a.number for a in page_of(session, 4, 0).amendments] == [2]
    assert [a.number for a in page_of(session, 1, START).amendments] == [1]
    assert {change.clause for change in page_of(session, 4, 1).changes} == {"revenue-share", "ip-scope"}


def test_html_marks_changes_by_tags_and_not_by_colour_alone(session):
    text = html(page_of(session, 4, START))
    tags = Reader(text).tags
    assert "ins" in tags
    assert "del" in tags
    assert re.search(r"ins \{ text-decoration: underline", text)
    assert re.search(r"del \{ text-decoration: line-through", text)


@pytest.mark.parametrize("since", [None, START, 4])
def test_html_is_well_formed_and_asks_for_nothing_from_outside(session, since):
    text = html(page_of(session, 4, since, record=True))
    read = Reader(text)
    assert text.startswith("<!doctype html>")
    assert {"title", "main", "table", "footer"} <= set(read.tags)
    assert not {"src", "href", "style"} & set(read.attributes)
    assert not re.search(r"https?:|url\(|@import|<script|<link", text)


def test_what_an_author_wrote_is_only_text(tmp_path):
    game = amended(scenario=world(quarters=6, openai={"cash": 90_000}, title="<b>*Bold* & “co”</b>"))
    page = page_of(game.session, 4)
    text = html(page)
    assert "<b>" not in text
    assert "&lt;b&gt;*Bold* &amp; “co”" in text
    assert "<b>*Bold* & “co”</b>" in Reader(text).text
    assert r"\<b\>\*Bold\* & “co”\</b\>" in markdown(page)


def test_the_appendix_sets_every_clause_beside_what_is_reported_of_it(session):
    page = page_of(session, 4, record=True)
    assert [compared.title for compared in page.compared] == [clause.title for clause in CLAUSES.values()]
    for text in (flat(markdown(page)), Reader(html(page)).text):
        for clause in CLAUSES.values():
            for entry in (entry for entry in clause.record if entry.date in ("2025-10-28", "2026-04-27")):
                assert entry.words in text
                if len(entry.source) < 78:
                    assert entry.source in text
    share = next(compared for compared in page.compared if compared.title == "IP scope")
    assert [nearest for _, nearest, _, _ in share.reports] == ["models, products, as in yours"] * 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2026", "“2026” is not a quarter"), ("2026-Q5", "is not a quarter"), ("next", "is not a quarter"),
        ("２０２５-Q1", "is not a quarter"), ("2024-Q4", "before the game begins"), ("2026-Q2", "has not reached 2026-Q2"),
    ],
)  # fmt: skip
def test_a_quarter_that_is_none_is_refused_in_a_sentence(session, words, said):
    with pytest.raises(Refusal, match=re.escape(said)):
        quarter_of(session.scenario, 4, words)


def test_spans_may_leave_out_either_end(session):
    scenario = session.scenario
    assert span_of(scenario, 4, "2025-Q1..2025-Q3") == (0, 2)
    assert span_of(scenario, 4, "..2025-Q3") == (START, 2)
    assert span_of(scenario, 4, "2025-Q3..") == (2, 4)
    assert span_of(scenario, 4, "..") == (START, 4)
    assert span_of(scenario, 4, "2025-Q3..2025-Q3") == (2, 2)


def ran(capsys, *words):
    code = main(("agreement", *words))
    out, err = capsys.readouterr()
    return code, out, err


def test_the_command_prints_the_agreement_of_a_save(capsys, save):
    code, out, err = ran(capsys, save)
    assert (code, err) == (0, "")
    assert out.startswith("# Agreement between OpenAI and Microsoft\n")
    assert "2026-Q1, after 2 amendments" in out
    assert "OpenAI by a person" in flat(out)
    assert "end of 2025-Q2, after one amendment" in ran(capsys, save, "--at", "2025-Q2")[1]
    assert CLAUSES["ip-scope"].plain("models") in flat(ran(capsys, save, "--plain")[1])
    assert "## Appendix" in ran(capsys, save, "--record")[1]


def test_the_command_prints_a_redline_however_it_is_asked(capsys, save):
    _, whole, _ = ran(capsys, save, "--redline")
    assert "What changed from the start to the end of 2026-Q1." in whole
    assert ran(capsys, "--redline", save) == ran(capsys, save, "--redline", "..2026-Q1") == (0, whole, "")
    _, part, _ = ran(capsys, save, "--redline", "2025-Q1..2025-Q3")
    assert "from the end of 2025-Q1 to the end of 2025-Q3" in part
    assert "~~models" in part
    _, to, _ = ran(capsys, save, "--redline", "--at", "2025-Q2")
    assert "from the start to the end of 2025-Q2" in to


def test_the_command_writes_files_by_their_ending(capsys, save, tmp_path):
    for name, begins in (("a.md", "# Agreement"), ("b.html", "<!doctype html>")):
        file = tmp_path / "deep" / name
        assert ran(capsys, save, "--redline", "-o", str(file)) == (0, "", "")
        assert file.read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--at", "yesterday"), "2026-Q3"),
        (("--at", "2031-Q1"), "has not reached"),
        (("--redline", "2025-Q3..2025-Q1"), "2025-Q1..2025-Q3"),
        (("--redline", "2025-Q1"), "not two quarters"),
        (("--redline", "2025-Q1..soon"), "soon"),
        (("--redline", "2025-Q1..2025-Q3", "--at", "2025-Q2"), "Leave one of them out"),
        (("-o", "page.pdf"), ".md or .html"),
    ],
)
def test_a_mistake_gets_one_sentence(capsys, save, words, said):
    code, out, err = ran(capsys, save, *words)
    assert (code, out) == (Exit.USAGE, "")
    assert said in err
    assert len(err.splitlines()) == 1
    assert err.endswith(".\n")


def test_the_agreement_of_no_game_is_asked_for_in_a_sentence(capsys):
    assert ran(capsys)[0] == Exit.USAGE
    code, _, err = ran(capsys, "missing.jsonl")
    assert code == Exit.SAVE
    assert "missing.jsonl" in err
