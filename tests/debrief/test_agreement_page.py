"""The agreement as a page to keep: its dates, its two settings, its redline, and the command that prints it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from game.cli import main
from game.debrief.agreement_page import (
    DISCLAIMER,
    RECORD,
    START,
    page_between,
    page_of,
    quarter_of,
    reports,
    span_of,
    terms_at,
)
from game.debrief.figures import day_words
from game.debrief.typeset import FORMATS, html, markdown, text
from game.errors import Exit, Refusal
from game.rules.agreement import CLAUSES
from game.rules.decisions import Accept, Contingent, Letter, Offer, Riders
from tests.debrief.kept import Kept, amended
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
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tips: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.words += [" "] * (tag != "a")
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        for name, found in (("id", self.ids), ("href", self.links), ("title", self.tips)):
            found += [value for which, value in attrs if which == name]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self.words += [" "] * (tag != "a")

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self):
        return " ".join("".join(self.words).split())


def flat(text):
    return " ".join(text.split())


def words_of(setting, page):
    """What a reader of a page reads, whatever it is set in."""
    made = setting(page)
    return Reader(made).text.replace("\xa0", " ") if setting is html else re.sub(r"\\(.)", r"\1", flat(made))


def test_the_terms_at_a_date_are_those_signed_by_its_end(session):
    scenario, agreement = session.scenario, session.state.agreement
    assert [a.quarter for a in agreement.amendments] == [0, 2]
    assert terms_at(scenario, agreement, START) == dict(TERMS)
    shares = [terms_at(scenario, agreement, quarter)["revenue-share"] for quarter in range(4)]
    assert shares == [1500, 1500, 1000, 1000]
    assert terms_at(scenario, agreement, session.state.quarter) == session.state.terms


def test_the_page_of_a_date_notes_only_what_had_been_signed(session):
    early, late = markdown(page_of(session, 1)), markdown(page_of(session, 4))
    assert "As it stood at the end of Q2 2025, after one amendment." in early
    assert "(amended Q1 2025, Amendment No. 1)" in flat(early)
    assert "No. 2" not in early
    assert "after 2 amendments" in late
    assert "(amended Q1 2025, Amendment No. 1; Q3 2025, Amendment No. 2)" in flat(late)


@pytest.mark.parametrize("plain", [False, True])
def test_a_page_holds_every_clause_as_signed_or_in_plain_english(session, plain):
    page = page_of(session, 4, plain=plain)
    assert [p.clause for article in page.articles for p in article.paragraphs if p.clause] == list(CLAUSES)
    for setting in FORMATS.values():
        read = words_of(setting, page)
        for article in page.articles:
            for paragraph in article.paragraphs:
                assert (flat(paragraph.text) in read) is not plain
                assert (flat(paragraph.plain) in read) is plain
        assert DISCLAIMER in read
        assert all(role in read for role in ("The Lab", "The Cloud", "hief executive"))


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("record", [False, True])
@pytest.mark.parametrize("since", [None, START, 1, 4])
def test_no_line_to_read_as_it_is_is_over_eighty_columns(session, since, plain, record):
    page = page_of(session, 4, since, plain=plain, record=record)
    for made in (markdown(page), text(page)):
        assert max(map(len, re.sub(r"\(#.*\)", "", made).splitlines())) <= 80
        assert made.endswith(".\n")
        assert "\n\n\n" not in made


def test_a_redline_of_equal_dates_says_that_nothing_changed(session):
    page = page_of(session, 3, 3)
    assert page.changes == ()
    for setting in FORMATS.values():
        read = words_of(setting, page)
        assert "Nothing: the agreement is the same, word for word." in read
        assert "article" not in read.lower()
    assert page_of(session, 4, 3).changes == ()


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("since", [START, 0, 1])
def test_a_redline_without_what_it_strikes_is_the_new_text(session, since, plain):
    redlined = markdown(page_of(session, 4, since, plain=plain))
    consolidated = markdown(page_of(session, 4, plain=plain))
    assert "~~" in redlined
    begins, ends = "## Article 1", "## Signatures"
    kept = re.sub(r"\*\*", "", re.sub(r"~~[^~]*~~\s*", "", redlined.split(begins)[1]))
    new = consolidated.split(begins)[1]
    assert flat(kept.split(ends)[0]) == flat(new.split(ends)[0])


def test_a_redline_counts_only_the_amendments_of_its_time(session):
    def amendments(page):
        table = next(schedule for schedule in page.schedules if schedule.title == "Table of amendments")
        return [row[0].lines[0] for row in table.rows]

    assert amendments(page_of(session, 4, START)) == ["No. 1", "No. 2"]
    assert amendments(page_of(session, 4, 0)) == ["No. 2"]
    assert amendments(page_of(session, 1, START)) == ["No. 1"]
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
    assert {"title", "main", "table", "header"} <= set(read.tags)
    assert not {"src", "style"} & set(read.attributes)
    assert not re.search(r"https?:|url\(|@import|<script|<link", text)


def test_what_an_author_wrote_is_only_text(tmp_path):
    game = amended(scenario=world(quarters=6, openai={"cash": 90_000}, title="<b>*Bold* & “co”</b>"))
    page = page_of(game.session, 4)
    text = html(page)
    assert "<b>" not in text
    assert "&lt;b&gt;*Bold* &amp; “co”" in text
    assert "<b>*Bold* & “co”</b>" in Reader(text).text
    assert r"\<b\>\*Bold\* & “co”\</b\>" in markdown(page)


@pytest.mark.parametrize("since", [None, START])
def test_every_link_of_html_leads_somewhere_and_tells_what_a_term_means(session, since):
    page = page_of(session, 4, since, record=True)
    read = Reader(html(page))
    assert len(set(read.ids)) == len(read.ids)
    assert all(link.startswith("#") and link[1:] in read.ids for link in read.links)
    headings = len(page.headings)
    assert len(read.links) > headings + len(CLAUSES)
    meant = next(p.text for p in page.articles[0].paragraphs if p.title == "New Capacity")
    assert meant in read.tips


def test_an_amended_clause_keeps_what_it_said_before(session):
    page = page_of(session, 4)
    share = CLAUSES["revenue-share"]
    for setting in FORMATS.values():
        read = words_of(setting, page)
        assert "What the clauses said before" in read or "WHAT THE CLAUSES SAID BEFORE" in read
        for before in (2000, 1500):
            assert share.article(before) in read
    assert share.article(2000) not in words_of(html, page_of(session, 4, 0))
    for line in ("Revenue share: 20 % → 15 %", "Revenue share: 15 % → 10 %"):
        assert line in words_of(html, page)


def test_the_pages_of_the_app_are_those_of_the_dates(session):
    assert page_between(session, 0, 2, record=False).changes == page_of(session, 4, START).changes
    assert page_between(session, None, 1, record=False).articles == page_of(session, 0).articles
    page = page_between(session, 1, 2)
    assert "from Amendment No. 1 (Q1 2025) to Amendment No. 2 (Q3 2025)" in page.dated
    assert {change.clause for change in page.changes} == {"revenue-share", "ip-scope"}


def test_a_page_says_nothing_of_a_game_under_way_that_a_seat_keeps_to_itself(session):
    page = page_of(session, 4, record=True)
    for seat in ("openai", "microsoft"):
        kind = session.state.place(seat).character.archetype
        title = kind.replace("-", " ").title()
        for setting in FORMATS.values():
            assert title not in setting(page)
            assert "of 100" not in setting(page)


def test_a_finished_game_says_who_they_were_and_how_it_ended():
    game = amended()
    while game.session.outcome() is None:
        game.close()
    outcome = game.session.outcome()
    assert outcome is not None
    read = words_of(markdown, page_of(game.session, game.session.state.quarter))
    assert f"How it ended: {outcome.title}" in read
    assert read.count("by nature") == 2


def test_what_was_signed_with_an_amendment_stands_beside_it_and_waits_till_it_is_due():
    game = Kept(world(quarters=6, openai={"cash": 90_000}))
    game.table()
    riders = Riders(
        links=(("ip-end", "azure-commitment"),),
        contingents=(Contingent(clause="revenue-share-cap", term=60, trigger="sold", at=10, by=5),),
        letters=(Letter(seat="microsoft", undertaking="no-rivals", amount=1, due=3, penalty=500),),
    )
    game.openai(Offer(package=(("azure-commitment", 100), ("ip-end", 2032)), riders=riders)).microsoft(
        Accept()
    )
    page = page_of(game.session, 0)
    for setting in FORMATS.values():
        read = words_of(setting, page)
        for words in (
            "once OpenAI has sold $10bn in all, if by the end of Q2 2026, revenue share cap becomes “$60bn cap”",
            "signed as linked: IP end and Azure commitment, both or neither",
            "side letter: Microsoft will host no rival's models by the end of Q4 2025, or pay $500m",
        ):
            assert words in read
        assert "ontingent clauses in force" in read
    while not any(a.how == "condition" for a in game.state.agreement.amendments):
        game.close()
    page = page_of(game.session, game.state.quarter)
    for setting in FORMATS.values():
        read = words_of(setting, page)
        assert "a condition having come true" in read
        assert "ontingent clauses in force" not in read


def test_what_is_left_to_be_agreed_is_marked_and_listed_and_priced_only_when_it_is_over():
    game = amended()
    assert game.state.terms["agi-panel"] == "unspecified"
    left = CLAUSES["agi-panel"].open_points["unspecified"]

    def listed():
        page = page_of(game.session, game.session.state.quarter)
        (schedule,) = (s for s in page.schedules if s.title == "What is left to be agreed")
        for setting in FORMATS.values():
            assert f"{left}: [to be agreed]" in words_of(setting, page)
        return page, next(
            row for row in schedule.rows if row[0].lines[0].endswith(CLAUSES["agi-panel"].title)
        )

    page, row = listed()
    assert (page.prices, row[2].lines) == ({}, ("reckoned at the end",))
    while game.session.outcome() is None:
        game.close()
    page, row = listed()
    price = page.prices["agi-panel"]
    assert re.fullmatch(r"\$[0-9.]+(bn|m)", price)
    assert row[2].lines == (price,)
    assert f"(ambiguity price: {price})" in words_of(html, page)


def test_the_record_sets_every_clause_beside_what_is_reported_of_it(session):
    page = page_of(session, 4, record=True)
    schedule = page.schedules[-1]
    assert [row[0].lines[0] for row in schedule.rows] == [clause.title for clause in CLAUSES.values()]
    assert schedule.heads[2:] == tuple(name for name, _ in RECORD)
    for setting in FORMATS.values():
        read = words_of(setting, page)
        for id in CLAUSES:
            for report in reports(id):
                assert report.words in read
                if len(report.source) < 60 and setting is not text:
                    assert report.source in read
    scope = next(row for row in schedule.rows if row[0].lines[0] == "IP scope")
    assert [cell.strong for cell in scope[2:]] == ["models, products, as in yours"] * 2


def test_a_report_is_the_last_one_up_to_the_date():
    dates = dict(RECORD)
    for id, clause in CLAUSES.items():
        known = [entry for entry in clause.record if entry.date <= max(dates.values())]
        assert bool(reports(id)) == bool(known)
        for report in reports(id):
            last = max(entry.date for entry in clause.record if entry.date <= dates[report.when])
            assert report.dated == day_words(last)
    assert day_words("2025-10-08") == "8 October 2025"


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
    assert "Q1 2026, after 2 amendments" in out
    assert "OpenAI, played by a person" in flat(out)
    assert "end of Q2 2025, after one amendment" in ran(capsys, save, "--at", "2025-Q2")[1]
    assert CLAUSES["ip-scope"].plain("models") in flat(ran(capsys, save, "--plain")[1])
    assert "What was really signed, as reported" in ran(capsys, save, "--record")[1]


def test_the_command_prints_a_redline_however_it_is_asked(capsys, save):
    _, whole, _ = ran(capsys, save, "--redline")
    assert "What changed from the start to the end of Q1 2026." in whole
    assert ran(capsys, "--redline", save) == ran(capsys, save, "--redline", "..2026-Q1") == (0, whole, "")
    _, part, _ = ran(capsys, save, "--redline", "2025-Q1..2025-Q3")
    assert "from the end of Q1 2025 to the end of Q3 2025" in part
    assert "~~models" in part
    _, to, _ = ran(capsys, save, "--redline", "--at", "2025-Q2")
    assert "from the start to the end of Q2 2025" in to


def test_the_command_writes_files_by_their_ending(capsys, save, tmp_path):
    for name, begins in (("a.md", "# Agreement"), ("b.html", "<!doctype html>"), ("c.txt", "     ")):
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
        (("-o", "page.pdf"), ".html, .md or .txt"),
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
