"""The agreement as a document: articles and clauses to go through one by one, as signed, in plain English or as a redline.

What a clause rests on, said before and really said stands in the margin, with the seat's own notes. What is shown can be kept as a
file.
"""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from game.debrief.agreement_page import (
    NOTHING,
    RECORD,
    alike,
    amended,
    open_words,
    page_between,
    reports,
    stage,
    terms_after,
)
from game.debrief.figures import when
from game.debrief.typeset import FORMATS
from game.desk.content import Content
from game.desk.margin import Margin, Note, margin_words, page_words
from game.desk.redline import tracked_words
from game.desk.row import Row
from game.desk.words import MUTED
from game.errors import GameError
from game.files.places import new_page_path, slug_of, write_whole
from game.rules.agreement.document import Article, Change, Paragraph, articles, definitions, linked, redline
from game.rules.units import Seat
from game.session import Session
from game.tui.commands import PAPER, Command
from game.tui.screens.base import bound
from game.tui.screens.choose import Choose
from game.tui.screens.dialogs import Tell
from game.tui.screens.paper import Paper
from game.tui.widgets.document import Document

TABLE: Final = -1
"""In place of a number of amendments: the offer that lies on the table."""
REALLY: Final = {-2 - i: name for i, (name, _) in enumerate(RECORD)}
"""In place of a number of amendments: what was really signed, by when."""
SIGNED: Final = "as signed"
PLAIN: Final = "plain English"


class NotePage(Paper):
    """One paragraph and everything noted on it."""

    BINDINGS = [Binding("enter,space", "command('back')", "Close", show=False)]

    def __init__(self, title: str, words: Content) -> None:
        super().__init__()
        self._title, self._words = title, words

    def title_words(self) -> str:
        return self._title

    def words(self) -> Content:
        return self._words


class AgreementPage(Paper):
    """The whole agreement, to read."""

    BINDINGS = bound(PAPER)

    def __init__(self, session: Session, seat: Seat) -> None:
        super().__init__()
        self._session = session
        self._view = view = session.view(seat)
        self._scenario = session.scenario
        self._margin = Margin(session.scenario, view)
        self._plain = False
        self._redlined = False
        self._record = False
        self._signed = view.agreement.amendments
        self._span = (0, len(self._signed))
        self._texts: tuple[Article, ...] = articles(view.agreement.terms)
        self._changes: dict[str, Change] = {}
        self._lay_out()

    # What is shown

    def _terms(self, count: int) -> dict[str, int | str]:
        if count == TABLE:
            table = self._view.table
            assert table is not None
            return {**self._view.agreement.terms, **dict(table.offers)}
        if count in REALLY:
            terms = dict(self._view.agreement.terms)
            found = [(id, r.term) for id in terms for r in reports(id) if r.when == REALLY[count]]
            return {**terms, **{id: term for id, term in found if term is not None}}
        return terms_after(self._scenario, self._view.agreement, count)

    def _lay_out(self) -> None:
        """Make the articles and the changes of what is shown."""
        old, new = self._span if self._redlined else (0, len(self._signed))
        history = self._signed[:new] if new >= 0 else self._signed
        self._texts = articles(self._terms(new), amended(self._scenario, history))
        before, after = self._terms(old), self._terms(new)
        changes = redline(before, after, plain=self._plain) if self._redlined else ()
        self._changes = {change.clause: change for change in changes}

    @property
    def _paragraphs(self) -> list[Paragraph]:
        return [paragraph for article in self._texts for paragraph in article.paragraphs]

    @property
    def _document(self) -> Document:
        return self.query_one(Document)

    def body(self) -> ComposeResult:
        first = len(self._texts[0].paragraphs)  # the definitions stand above, where they are looked up
        with Container(id="agreement"):
            yield Document(first)
            with VerticalScroll(id="margin", classes="region") as margin:
                margin.border_title = "In the margin"
                margin.border_subtitle = "enter reads all"
                yield Static(id="margin-words")

    def on_mount(self) -> None:
        self.watch(self._document, "here", self._draw_margin, init=False)

    @property
    def width(self) -> int:
        """Nothing is written to fit a width here."""
        return 0

    def draw(self) -> None:
        self._lay_out()
        self._title()
        self._document.show(self._blocks())
        self._draw_margin()

    def _title(self) -> None:
        document = self._document
        document.border_title = self.title_words()
        document.border_subtitle = self.subtitle_words()

    def _blocks(self) -> list[tuple[Content, bool]]:
        """What every heading and paragraph says, and which of the two it is."""
        defined, blocks = definitions(self._texts), list[tuple[Content, bool]]()
        for article in self._texts:
            heading = f"Article {article.number}: {article.heading}"
            blocks.append((Content.styled(heading, "bold $primary"), True))
            blocks += [(self._paragraph(paragraph, defined), False) for paragraph in article.paragraphs]
        return blocks

    def title_words(self) -> str:
        beside = REALLY.get(self._span[1], "") if self._redlined else ""
        really = f", beside the real one of {beside}" if beside else ""
        return f"The agreement, {when(self._scenario, self._view.quarter)}{really}"

    def subtitle_words(self) -> str:
        count = len(self._signed)
        times = f"amended {count} time{'s' * (count != 1)}" if count else "never amended"
        shown = PLAIN if self._plain else SIGNED
        if self._record and not self._redlined:
            terms = self._terms(count)
            same = ", ".join(f"{n} as in {name}" for name, n in alike(terms).items())
            return f"{shown} · of {len(terms)} clauses {same}"
        if not self._redlined:
            return f"{shown} · {times}"
        old, new = (self._stage(count) for count in self._span)
        if not self._changes:
            return NOTHING
        many = len(self._changes)
        plain = f" · {PLAIN}" if self._plain else ""
        return f"{many} change{'s' * (many != 1)} from {old} to {new}{plain}"

    def _stage(self, count: int) -> str:
        if count == TABLE:
            return "the offer on the table"
        return REALLY.get(count) or stage(self._scenario, self._signed, count)

    def _paragraph(self, paragraph: Paragraph, defined: dict[str, Paragraph]) -> Content:
        change = self._changes.get(paragraph.clause or "")
        seen = {paragraph.number}

        def dressed(text: str) -> Content:
            if not defined:
                return Content(text)
            return Content.assemble(
                *(
                    Content.styled(piece, "italic").stylize({"@click": f"screen.look_up('{to}')"})
                    if to
                    else piece
                    for piece, to in linked(text, defined, seen)
                )
            )

        head = Content.assemble((f"{paragraph.number} ", MUTED), (f"{paragraph.title}. ", "bold"))
        if change is not None:
            body = tracked_words(change, Content if self._plain else dressed)
        elif self._plain:
            body = Content(paragraph.plain)
        else:
            body = dressed(paragraph.text)
        parts = [head, body]
        if paragraph.open:
            price = self._margin.prices.get(paragraph.clause or "", "")
            parts.append(Content.styled(f" ! {open_words(paragraph, price)}", "bold $warning"))
        for waiting in self._margin.awaited.get(paragraph.clause or "", ()):
            parts.append(Content.styled(f" ? {waiting}.", "$warning"))
        if paragraph.note:
            parts.append(Content.styled(f" ({paragraph.note})", MUTED))
        if self._record and paragraph.clause is not None:
            parts += [self._reported(paragraph.clause)]
        return Content.assemble(*parts)

    def _reported(self, clause: str) -> Content:
        rows = []
        for report in reports(clause):
            same = report.term == self._terms(len(self._signed))[clause]
            mark = (
                ("= ", "$success")
                if same
                else ("≠ ", "$warning")
                if report.term is not None
                else ("? ", MUTED)
            )
            rows.append(
                Content.assemble(
                    "\n  ", mark, (f"{report.when}: {report.nearest}", "bold"), (f". {report.words}", MUTED)
                )
            )
        return Content("").join(rows)

    def _draw_margin(self) -> None:
        self.query_one("#margin-words", Static).update(margin_words(self._here, self._notes(self._here)))
        self.query_one("#margin").scroll_home(animate=False)

    @property
    def _here(self) -> Paragraph:
        """The paragraph under the cursor."""
        return self._paragraphs[self._document.here]

    def _notes(self, paragraph: Paragraph) -> tuple[Note, ...]:
        return tuple(self._margin.notes(paragraph, self._texts, plain=self._plain))

    # What a player may do with it

    def applies(self, command: Command) -> bool:
        if command.id == "next-change":
            return bool(self._changes)
        return command.id in ("plain-english", "redline") or super().applies(command)

    def _show(self) -> None:
        self.draw()
        self._document.go(self._document.here)
        self.refresh_hints()

    def do_plain_english(self) -> None:
        self._plain = not self._plain
        self._show()

    def do_redline(self) -> None:
        self._redlined = not self._redlined
        self._show()

    def do_record(self) -> None:
        self._record = not self._record
        self.draw()
        self._document.go(self._document.here)

    def do_next_change(self) -> None:
        places = self._changed
        self._document.go(next((i for i in places if i > self._document.here), places[0]))

    @property
    def _changed(self) -> list[int]:
        """The places of the paragraphs that are marked as changed."""
        return [i for i, paragraph in enumerate(self._paragraphs) if paragraph.clause in self._changes]

    def do_next_article(self) -> None:
        self._to_article(1)

    def do_previous_article(self) -> None:
        self._to_article(-1)

    def _to_article(self, by: int) -> None:
        firsts, index = [], 0
        for article in self._texts:
            firsts.append(index)
            index += len(article.paragraphs)
        here = self._document.here
        found = [i for i in firsts if (i > here if by > 0 else i < here)]
        if found:
            self._document.go(found[0] if by > 0 else found[-1], top=True)

    def do_look(self) -> None:
        paragraph = self._here
        words = self._paragraph(paragraph, {})
        title = f"{paragraph.number} {paragraph.title}"
        self.app.push_screen(NotePage(title, page_words(words, self._notes(paragraph))))

    def action_look_up(self, number: str) -> None:
        """Tell what a defined term means, or what a paragraph that is referred to says."""
        paragraph = next(p for p in self._paragraphs if p.number == number)
        self.app.push_screen(Tell(f"{number} {paragraph.title}", paragraph.text, "Read on"))

    # Two dates

    def do_dates(self) -> None:
        last = len(self._signed)
        rows = []
        if self._view.table is not None and self._view.table.offers:
            rows.append(self._between(last, TABLE, "What the offer on the table would change"))
        if last > 1:  # with one amendment that is what the amendment changed
            rows.append(self._between(0, last, "Everything since the start"))
        if last:
            rows += [self._between(n - 1, n, f"What {self._stage(n)} changed") for n in range(last, 0, -1)]
        if last > 1:
            rows.append(Row("other", Content("Between two other dates…")))
        rows += [
            self._between(last, new, f"From this text to the real one of {name}")
            for new, name in REALLY.items()
        ]
        self.app.push_screen(Choose("Show changes", rows), self._chosen)

    def _between(self, old: int, new: int, words: str) -> Row:
        return Row(f"{old} {new}", Content(words))

    def _chosen(self, id: str | None) -> None:
        if id == "other":
            rows = [Row(str(n), Content(f"From {self._stage(n)}")) for n in range(len(self._signed))]
            self.app.push_screen(Choose("From when?", rows), self._begun)
        elif id:
            old, new = id.split()
            self._span = (int(old), int(new))
            self._redlined = True
            self._show()
            if self._changes:
                self._document.go(self._changed[0])

    def _begun(self, id: str | None) -> None:
        if id is not None:
            rows = [
                Row(f"{id} {n}", Content(f"To {self._stage(n)}"))
                for n in range(len(self._signed), int(id), -1)
            ]
            self.app.push_screen(Choose("To when?", rows), self._chosen)

    # To keep

    def do_export(self) -> None:
        rows = [
            Row(".html", Content("A web page, to print or hand in")),
            Row(".md", Content("Markdown")),
            Row(".txt", Content("Plain text")),
        ]
        said = f"As it is shown: {self.subtitle_words()}."
        if self._redlined and self._span[1] < 0:
            said = "Only signatures are kept: the text in force, with the record behind it."
        self.app.push_screen(Choose("Keep a copy", rows, said), self._kept)

    def _kept(self, ending: str | None) -> None:
        if not ending:
            return
        session, new = self._session, self._span[1]
        if self._redlined and new >= 0:
            page = page_between(session, *self._span, plain=self._plain)
        else:
            page = page_between(session, None, len(self._signed), plain=self._plain)
        name = session.path.stem if session.path is not None else session.header.seed
        try:
            path = new_page_path(slug_of(f"agreement {name} {self._view.label}"), ending)
            write_whole(path, FORMATS[ending](page).encode())
        except GameError as error:
            self.app.push_screen(Tell("It could not be kept", str(error)))
            return
        self.app.push_screen(Tell("Kept", f"The agreement is in\n{path}"))
