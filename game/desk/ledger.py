"""The ledger: everything with a date as one line through time, what is late before now and what is due after it; and what stands.

Every entry says what it is in a word, and how much money hangs on it in a column of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple

from game.debrief.figures import change, lowered, price_words, provider_name, title_for, when
from game.debrief.riders import capital
from game.desk.content import Content
from game.desk.owed import dates as dates_of
from game.desk.owed import past, still_open
from game.desk.purse import bridges
from game.desk.words import MUTED, hanging
from game.players.outlook import azure_price
from game.rules.compute import AZURE, quote_left, standing
from game.rules.scenario import Scenario
from game.rules.state import Contract
from game.rules.units import OPENAI, money, power
from game.rules.view import View

DATE: Final = 9
KIND: Final = 12
MONEY: Final = 10
"""Columns of an entry's quarter, of its word and of its money."""
WIDEST: Final = 200
"""Columns from which on nothing is drawn in columns: it is read out."""
_KINDS: Final = {
    "promise": "promised", "letter": "bound", "threat": "threatened", "memorandum": "agreed", "claim": "claimed",
    "certificate": "audited", "condition": "if", "suit": "in court", "proceeding": "watched", "date": "date",
    "clause": "clause", "notice": "notice", "halt": "halted", "contract": "ends", "peril": "at stake",
    "bridge": "to repay",
}  # fmt: skip
"""What kind of thing is dated, in a word."""
_GRAVE: Final = ("late", "threatened", "in court", "watched", "at stake")


class _Entry(NamedTuple):
    """One line of the ledger; ``follows`` hangs under it."""

    quarter: int
    kind: str
    words: str
    follows: str = ""
    worth: str = ""


class Ledger:
    """Everything that is owed or due, as a seat sees it, in lines of so many columns."""

    def __init__(self, scenario: Scenario, view: View, width: int) -> None:
        self._scenario, self._view, self.width = scenario, view, width

    def words(self) -> Content:
        """The whole ledger."""
        view = self._view
        live = [contract for contract in view.contracts if contract.live]
        whose = "Capacity" if view.seat == OPENAI else "Azure capacity for OpenAI"
        parts = [
            self._timeline(),
            self._section(
                f"{whose}, running: {power(sum(c.mw for c in live))}",
                list(self._running()),
                "None.",
            ),
        ]
        parts.append(self._section("Under the agreement", list(self._agreement()), ""))
        ended = [
            self._entry(_Entry(owed.quarter, "", owed.words), f"{when(self._scenario, owed.quarter)}")
            for owed in past(self._scenario, view)
        ]
        if ended:
            parts.append(self._section("How it ended", ended, ""))
        return Content("\n\n").join(parts)

    # Through time

    def _timeline(self) -> Content:
        """What is late, then now, then what comes, quarter by quarter."""
        view = self._view
        late = [contract for contract in view.contracts if contract.late and not contract.live]
        rows = [self._head()]
        for contract in sorted(late, key=lambda one: one.due - one.late):
            promised = contract.due - contract.late
            rows.append(self._entry(self._delivery(contract, "late"), when(self._scenario, promised)))
        rows.append(self._now())
        found = [*self._deliveries(), *self._said(), *self._moves()]
        for quarter, entries in groupby(sorted(found, key=lambda one: one.quarter), lambda one: one.quarter):
            label = when(self._scenario, quarter)
            for entry in entries:
                rows.append(self._entry(entry, label))
                label = "" if self.width < WIDEST else label
        if not found:
            rows.append(Content.styled("Nothing is due, and nobody owes anybody a word.", MUTED))
        return Content("\n").join(rows)

    def _head(self) -> Content:
        coming = [contract for contract in self._view.contracts if not contract.live]
        late = sum(contract.mw for contract in coming if contract.late)
        parts = [f"On its way: {power(sum(contract.mw for contract in coming))}"]
        parts += [f"late: {power(late)}"] if late else ["nothing late"]
        return Content.assemble(("; ".join(parts), "bold $primary"))

    def _now(self) -> Content:
        words = f"now, {when(self._scenario, self._view.quarter)} "
        line = "─" * (self.width - len(words)) if self.width < WIDEST else ""
        return Content.assemble((words, "bold $primary"), (line, MUTED))

    def _entry(self, entry: _Entry, label: str) -> Content:
        """A date, a word, what it is, and the money at the right."""
        if self.width >= WIDEST:
            worth = entry.worth.replace("/q", " a quarter")
            said = [_ended(words) for words in (entry.words, worth, capital(entry.follows)) if words]
            return Content(f"{': '.join(filter(None, (label, entry.kind)))}: {' '.join(said)}")
        kind = "! " * (entry.kind in _GRAVE) + entry.kind
        head = Content.assemble(
            (f"{label:<{DATE}}", "bold"),
            (f"{kind:<{KIND}}" if kind else "", "$warning" if entry.kind in _GRAVE else MUTED),
        )
        indent = DATE + KIND if kind else DATE
        room = self.width - MONEY if entry.worth else self.width
        first, *rest = hanging(head, _ended(entry.words), room, indent).split("\n")
        space = " " * (self.width - first.cell_length - len(entry.worth))
        lines = [first + space + Content.styled(entry.worth, "bold") if entry.worth else first, *rest]
        if entry.follows:
            lines += hanging("", _ended(capital(entry.follows)), room, indent, MUTED).split("\n")
        return Content("\n").join(lines)

    def _deliveries(self) -> Iterator[_Entry]:
        for contract in self._view.contracts:
            if not contract.live and not contract.late:
                yield self._delivery(contract, "due")
        for building in self._view.building:
            ready = ", kept ready for OpenAI" if building.ready else ""
            yield _Entry(building.due, "building", f"{power(building.mw)} of your own{ready}")

    def _delivery(self, contract: Contract, kind: str) -> _Entry:
        name = provider_name(self._scenario, contract.provider)
        use = " to train" if contract.purpose == "train" else ""
        late = ""
        if kind == "late":
            quarters = f"{contract.late} quarter{'s' * (contract.late != 1)}"
            late = f", {quarters} late; now for {when(self._scenario, contract.due)}"
        price = azure_price(self._view) if contract.listed else contract.price
        bill = f"{money(contract.mw * price // 1000)}/q" if self._view.seat == OPENAI else ""
        return _Entry(contract.due, kind, f"{power(contract.mw)} from {name}{use}{late}", "", bill)

    def _said(self) -> Iterator[_Entry]:
        scenario, view = self._scenario, self._view
        for owed in (*still_open(scenario, view), *dates_of(scenario, view)):
            worth = money(owed.amount) if owed.amount else ""
            yield _Entry(owed.quarter, _KINDS[owed.kind], owed.words, owed.follows, worth)
        for entry in self._quotes() if view.seat == OPENAI else ():
            yield entry._replace(words=f"The last quarter of a quote: {entry.words}", worth="")

    def _moves(self) -> Iterator[_Entry]:
        repaid = bridges(self._view)
        for pending in self._view.coming:
            if pending in repaid:
                continue  # it is owed
            odds = f", {pending.odds} % likely" if pending.odds < 100 else ""
            moved = f"{title_for(pending.stat, self._view.seat)} {change(pending.stat, pending.by)}{odds}"
            yield _Entry(pending.due, "coming", f"{moved} ({lowered(pending.why)})")

    # What stands

    def _section(self, title: str, rows: list[Content], empty: str) -> Content:
        body = rows or [Content.styled(empty, MUTED)]
        return Content("\n").join([Content.styled(title, "bold $primary"), *body])

    def _agreement(self) -> Iterator[Content]:
        for words in self._terms():
            yield hanging("", words, self.width, 2) if self.width < WIDEST else Content(words)

    def _terms(self) -> Iterator[str]:
        view = self._view
        commitment = int(view.agreement.terms["azure-commitment"])
        yield (
            f"${commitment}bn of Azure by the end of the term."
            if commitment
            else "No commitment to buy from Azure."
        )
        yield f"Azure charges {price_words(azure_price(view))} for what is billed by the card."
        paid = f"Revenue share paid so far: {money(view.number('openai.share_paid'))}."
        if later := view.number("openai.share_owed"):
            paid = f"{paid} Earned and still to be paid: {money(later)}."
        yield paid
        if promised := int(view.agreement.terms["microsoft-money"]):
            came = money(view.number("microsoft.new_money"))
            yield f"New money from Microsoft: {came} paid in, of ${promised}bn."

    def _quotes(self) -> Iterator[_Entry]:
        """What each provider's quote that counts still offers, until when it stands."""
        view = self._view
        for quote in standing(view.quotes).values():
            left = quote_left(self._scenario, quote, view.quarter, view.contracts, view.notices)
            taken = f" left of {power(quote.mw)}" if left < quote.mw else ""
            name = provider_name(self._scenario, quote.provider)
            words = f"{name}, {power(left)}{taken} at {price_words(quote.price)}, from {when(self._scenario, quote.start)}"
            yield _Entry(quote.until, "quote", words)

    def _running(self) -> Iterator[Content]:
        """What runs, provider by provider, at which prices and how much of it to train."""
        live = [contract for contract in self._view.contracts if contract.live]
        for provider in dict.fromkeys(contract.provider for contract in live):
            held = [contract for contract in live if contract.provider == provider]
            prices = sorted({contract.price for contract in held})
            at = f"at {price_words(prices[-1])}"
            if len(prices) > 1:
                at = f"at {price_words(prices[0]).split()[0]} to {price_words(prices[-1])}"
            trains = sum(contract.mw for contract in held if contract.purpose == "train")
            notes = ["" if provider == AZURE else at, f"{power(trains)} of it to train" if trains else ""]
            head = f"{provider_name(self._scenario, provider):<{DATE + KIND}}{power(sum(c.mw for c in held)):>8}  "
            words = ", ".join(filter(None, notes))
            if self.width < WIDEST:
                yield hanging(head, words, self.width, len(head), MUTED)
            else:
                yield Content.assemble(head, (words, MUTED))


def _ended(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
