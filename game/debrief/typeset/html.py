"""The agreement in HTML that needs no other file: to read, to click through, to print on A4 or Letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from game.debrief.agreement_page import (
    DISCLAIMER,
    NOTHING,
    SIGNATORIES,
    SIGNATURES,
    WITNESS,
    Cell,
    Page,
    Party,
    Schedule,
    open_words,
)
from game.rules.agreement.document import (
    INSERTED,
    SAME,
    STRUCK,
    Article,
    Change,
    Paragraph,
    definitions,
    linked,
    tracked,
)

_STYLE: Final = """\
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #1a1a1a; font: 1.06rem/1.55 Charter, "Bitstream Charter", Georgia, "Liberation Serif", serif; }
main { max-width: 41rem; margin: 3.5rem auto; padding: 0 1.5rem; }
p { hyphens: manual; }
a { color: inherit; text-decoration: underline dotted #8a8a8a .08em; text-underline-offset: .2em; }
a:hover, a:focus { text-decoration-style: solid; text-decoration-color: #1a1a1a; }
:target { background: #fdf3d0; }
.cover { text-align: center; }
.cover .kind { letter-spacing: .16em; text-transform: uppercase; font-size: .8rem; color: #555; margin: 0 0 2.2rem; }
h1 { font-size: 1.9rem; font-weight: 600; line-height: 1.25; margin: 0 0 2rem; }
.party { margin: 0; } .party strong { display: block; font-size: 1.2rem; } .party span { color: #555; font-size: .9em; display: block; }
.and { margin: 1rem 0; font-style: italic; }
.dated { margin: 2.2rem 0 .4rem; font-weight: 600; }
.made, .small { color: #555; font-size: .85em; } .made { margin: .25rem 0; }
.small { border-top: 1px solid #bbb; margin: 2.4rem 0 0; padding-top: .8rem; }
h2 { font-size: 1rem; font-weight: 600; letter-spacing: .06em; text-transform: uppercase; margin: 2.4rem 0 .8rem; }
nav ol { list-style: none; margin: 0; padding: 0; } nav li { margin: .3rem 0; } nav a { text-decoration: none; }
nav .within { color: #555; font-size: .85em; display: block; padding-left: 1.2rem; }
.article p { margin: .7rem 0; padding-left: 3rem; text-indent: -3rem; }
.number { display: inline-block; width: 3rem; text-indent: 0; font-variant-numeric: tabular-nums; }
.note, .open { display: block; text-indent: 0; font-size: .85em; }
.note { color: #555; font-style: italic; }
.open { color: #7c4a03; font-weight: 600; }
ins { text-decoration: underline; text-decoration-thickness: .09em; text-underline-offset: .18em; color: #14532d; }
del { text-decoration: line-through; color: #7f1d1d; }
ins a, del a { text-decoration: inherit; }
.signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 0 3rem; }
.signatures h3 { font-size: 1rem; margin: 1.2rem 0 0; }
.line { border-top: 1px solid #1a1a1a; margin: 3rem 0 0; padding-top: .25rem; font-size: .85em; }
table { border-collapse: collapse; width: 100%; font-size: .85em; line-height: 1.4; }
th, td { text-align: left; vertical-align: top; padding: .5rem .8rem .5rem 0; border-bottom: 1px solid #bbb; }
th[scope=row] { font-weight: 600; } thead th { border-bottom: 2px solid #1a1a1a; } td strong, td div { display: block; }
.source { display: block; color: #555; font-size: .9em; overflow-wrap: anywhere; }
@page {
  margin: 24mm 22mm 22mm;
  @bottom-center { content: counter(page) " / " counter(pages); font: 9pt Georgia, "Liberation Serif", serif; color: #555; }
}
@page :first { @bottom-center { content: none; } }
@media print {
  body { font-size: 10.5pt; } main { max-width: none; margin: 0; padding: 0; }
  a { text-decoration: none; } :target { background: none; }
  .cover { break-after: page; padding-top: 30mm; } nav { break-after: page; }
  .signatures-page ~ .schedule:last-of-type, .signatures-page + .schedule { break-before: page; }
  .small { margin-top: 40mm; } nav a::after { content: target-counter(attr(href), page); float: right; }
  h2, h3 { break-after: avoid; } p, tr, li, .signatures-page { break-inside: avoid; orphans: 3; widows: 3; }
  thead { display: table-header-group; }
}
@media (max-width: 34rem) { .signatures { grid-template-columns: 1fr; } .article p { padding-left: 0; text-indent: 0; } }
"""
_TAGS: Final = {SAME: "{}", STRUCK: "<del>{}</del>", INSERTED: "<ins>{}</ins>"}


def html(page: Page) -> str:
    """The page as HTML; defined terms and references lead to what they mean, changes are marked not by colour alone."""
    title = escape(page.title)
    return "\n".join(
        (
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>",
            f"<style>\n{_STYLE}</style>",
            "</head>",
            "<body>",
            "<main>",
            *_cover(page),
            *_body(page),
            "</main>",
            "</body>",
            "</html>",
            "",
        )
    )


def _cover(page: Page) -> Iterator[str]:
    kind = "Redline" if page.redlined else "In plain English" if page.plain else "Consolidated text"
    lab, cloud = (_party(party) for party in page.parties)
    yield f'<header class="cover">\n<p class="kind">{kind}</p>\n<h1>{escape(page.title)}</h1>'
    yield f'{lab}\n<p class="and">and</p>\n{cloud}'
    yield f'<p class="dated">{_whole(page.dated)}</p>'
    yield from (f'<p class="made">{escape(line)}</p>' for line in page.made)
    yield f'<p class="small">{escape(DISCLAIMER)}</p>\n</header>'


def _party(party: Party) -> str:
    return f'<p class="party"><strong>{escape(party.role)}</strong>{escape(party.name)} <span>{escape(party.played)}</span></p>'


def _body(page: Page) -> Iterator[str]:
    if page.unchanged:
        yield f"<p>{escape(NOTHING)}</p>"
    else:
        yield from _contents(page)
        if page.redlined:
            yield "<p>What was struck reads <del>like this</del>, what is new <ins>like this</ins>.</p>"
        by_clause = {change.clause: change for change in page.changes}
        defined = definitions(page.articles)
        for article in page.articles:
            yield f'<section class="article" id="{_id(f"Article {article.number}")}">'
            yield f"<h2>{_heading(article)}</h2>"
            for paragraph in article.paragraphs:
                yield _paragraph(page, paragraph, by_clause.get(paragraph.clause or ""), defined)
            yield "</section>"
        yield from _signatures(page)
    for i, schedule in enumerate(page.schedules, 1):
        yield from _schedule(i, schedule)


def _id(words: str) -> str:
    return words.lower().replace(" ", "-")


def _heading(article: Article) -> str:
    return f"Article {article.number} — {escape(article.heading)}"


def _contents(page: Page) -> Iterator[str]:
    yield "<nav>\n<h2>Contents</h2>\n<ol>"
    for article in page.articles:
        within = " · ".join(f"{p.number}&#160;{escape(p.title)}" for p in article.paragraphs)
        to = _id(f"Article {article.number}")
        yield f'<li><a href="#{to}">{_heading(article)}</a> <span class="within">{within}</span></li>'
    yield f'<li><a href="#{_id(SIGNATURES)}">{SIGNATURES}</a></li>'
    for i, schedule in enumerate(page.schedules, 1):
        yield f'<li><a href="#{_id(f"Schedule {i}")}">Schedule {i} — {escape(schedule.title)}</a></li>'
    yield "</ol>\n</nav>"


def _paragraph(
    page: Page, paragraph: Paragraph, change: Change | None, defined: Mapping[str, Paragraph]
) -> str:
    seen = {paragraph.number}
    if change is not None:
        text = " ".join(
            _TAGS[kind].format(escape(piece) if kind == STRUCK else _linked(piece, defined, seen))
            for kind, piece in tracked(change)
        )
    else:
        text = escape(paragraph.plain) if page.plain else _linked(paragraph.text, defined, seen)
    left = open_words(paragraph, page.prices.get(paragraph.clause or "", ""))
    mark = f' <span class="open">⚠ {_whole(left)}</span>' if left else ""
    note = f' <span class="note">({_whole(paragraph.note)})</span>' if paragraph.note else ""
    number = f'<span class="number">{paragraph.number}</span>'
    return f'<p id="s{paragraph.number}">{number}<em>{escape(paragraph.title)}.</em> {text}{mark}{note}</p>'


def _linked(text: str, defined: Mapping[str, Paragraph], seen: set[str]) -> str:
    meant = {paragraph.number: paragraph.text for paragraph in defined.values()}
    parts = []
    for piece, to in linked(text, defined, seen):
        if not to:
            parts.append(escape(piece))
            continue
        tip = f' title="{escape(meant[to])}"' if to in meant else ""
        parts.append(f'<a href="#s{to}"{tip}>{escape(piece)}</a>')
    return "".join(parts)


def _signatures(page: Page) -> Iterator[str]:
    yield f'<section class="signatures-page" id="{_id(SIGNATURES)}">\n<h2>{SIGNATURES}</h2>'
    yield f'<p>{escape(WITNESS)} In this form since {_whole(page.signed)}.</p>\n<div class="signatures">'
    for party in page.parties:
        lines = "".join(f'<p class="line">{escape(role)}</p>' for role in SIGNATORIES)
        yield f'<div><h3>{escape(party.signs)}</h3>{lines}<p class="line">Date</p></div>'
    yield "</div>\n</section>"


def _schedule(number: int, schedule: Schedule) -> Iterator[str]:
    yield f'<section class="schedule" id="{_id(f"Schedule {number}")}">'
    yield f"<h2>Schedule {number} — {escape(schedule.title)}</h2>\n<p>{escape(schedule.lead)}</p>\n<table>"
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in schedule.heads)
    yield f"<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>"
    for head, *cells in schedule.rows:
        told = "".join(f"<td>{_cell(cell)}</td>" for cell in cells)
        yield f'<tr><th scope="row">{_whole(head.lines[0])}</th>{told}</tr>'
    yield "</tbody>\n</table>\n</section>"


def _cell(cell: Cell) -> str:
    strong = f"<strong>{_whole(cell.strong)}</strong>" if cell.strong else ""
    lines = " ".join(f"<div>{_whole(line)}</div>" for line in cell.lines)
    source = f' <span class="source">{escape(cell.source)}</span>' if cell.source else ""
    return f"{strong} {lines}{source}".strip()


def _whole(text: str) -> str:
    """Escaped, with a quarter, an amendment's number and a percent sign kept from parting at the end of a line."""
    whole = escape(text).replace("No. ", "No.&#160;").replace(" %", "&#160;%")
    for quarter in ("Q1", "Q2", "Q3", "Q4"):
        whole = whole.replace(f"{quarter} ", f"{quarter}&#160;")
    return whole
