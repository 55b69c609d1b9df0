"""The ledger: capacity and when it comes, quotes, what was promised and threatened, dates, what is coming."""

from __future__ import annotations

from game.debrief.figures import change, lowered, price_words, provider_name, title_for, when
from game.debrief.riders import capital
from game.desk.content import Content
from game.desk.owed import Owed, past, still_open
from game.desk.owed import dates as dates_of
from game.desk.words import MUTED, hanging
from game.players.outlook import azure_price
from game.rules.compute import AZURE, quote_left, standing
from game.rules.scenario import Scenario
from game.rules.state import Contract, Quote
from game.rules.units import OPENAI, money, power
from game.rules.view import View


class Ledger:
    """Everything that is owed or due, as a seat sees it, in lines of so many columns."""

    def __init__(self, scenario: Scenario, view: View, width: int) -> None:
        self._scenario, self._view, self.width = scenario, view, width

    def words(self) -> Content:
        """The whole ledger."""
        view = self._view
        parts: list[Content] = []
        running = [c for c in view.contracts if c.live]
        coming = sorted((c for c in view.contracts if not c.live), key=lambda c: c.due)
        whose = "Capacity" if view.seat == OPENAI else "Azure capacity for OpenAI"
        parts.append(
            self._section(
                f"{whose}, running: {power(sum(c.mw for c in running))}",
                [self._contract(c) for c in running],
                "None.",
            )
        )
        parts.append(
            self._section(
                f"On its way: {power(sum(c.mw for c in coming))}",
                [self._contract(c) for c in coming],
                "Nothing is on its way.",
            )
        )
        if view.seat == OPENAI:
            quotes = [self._quote(quote) for quote in standing(view.quotes).values()]
            parts.append(self._section("Quotes", quotes, "None. Court a provider in the plan to get one."))
        else:
            building = [
                Content(
                    f"{power(b.mw):>8}  {when(self._scenario, b.due)}{'  kept ready for OpenAI' if b.ready else ''}"
                )
                for b in view.building
            ]
            parts.append(self._section("Your own building", building, "Nothing."))
        said = [self._owed(owed) for owed in still_open(self._scenario, view)]
        parts.append(
            self._section(
                "Promised, bound, threatened, claimed, on a condition, or before somebody",
                said,
                "Nothing. Nobody owes anybody a word.",
            )
        )
        ended = [self._owed(owed) for owed in past(self._scenario, view)]
        if ended:
            parts.append(self._section("How it ended", ended, ""))
        dates = [self._owed(owed) for owed in dates_of(self._scenario, view)]
        parts.append(self._section("Dates", dates, "No date you know of."))
        moves = [
            Content.assemble(
                (f"{when(self._scenario, p.due):<9}", "bold"),
                f"{title_for(p.stat, view.seat)} {change(p.stat, p.by)}{f', {p.odds} %' if p.odds < 100 else ''}",
                (f"  ({lowered(p.why)})", MUTED),
            )
            for p in sorted(view.coming, key=lambda p: p.due)
        ]
        parts.append(self._section("Changes under way", moves, "None."))
        commitment = int(view.agreement.terms["azure-commitment"])
        owed = (
            f"${commitment}bn of Azure by the end of the term."
            if commitment
            else "No commitment to buy from Azure."
        )
        card = f"Azure charges {price_words(azure_price(view))} for what is billed by the card."
        paid = f"Revenue share paid so far: {money(view.number('openai.share_paid'))}."
        if later := view.number("openai.share_owed"):
            paid = f"{paid} Earned and still to be paid: {money(later)}."
        lines = [Content(owed), Content(card), Content(paid)]
        if promised := int(view.agreement.terms["microsoft-money"]):
            came = money(view.number("microsoft.new_money"))
            lines.append(Content(f"New money from Microsoft: {came} paid in, of ${promised}bn."))
        parts.append(self._section("Under the agreement", lines, ""))
        return Content("\n\n").join(parts)

    def _section(self, title: str, rows: list[Content], empty: str) -> Content:
        body = rows or [Content.styled(empty, MUTED)]
        return Content("\n").join(
            [Content.styled(title, "bold $primary"), *[Content("  ") + row for row in body]]
        )

    def _owed(self, owed: Owed) -> Content:
        head = Content.styled(f"{when(self._scenario, owed.quarter):<9}", "bold")
        room = self.width - 2
        words = owed.words if owed.words.endswith((".", "!", "?")) else f"{owed.words}."
        parts = [hanging(head, words, room, 9)]
        if owed.follows:
            parts.append(hanging("", capital(owed.follows.rstrip(".")) + ".", room, 9, MUTED))
        return Content("\n  ").join([line for part in parts for line in part.split("\n")])

    def _quote(self, quote: Quote) -> Content:
        view = self._view
        left = quote_left(self._scenario, quote, view.quarter, view.contracts, view.notices)
        taken = f" left of {power(quote.mw)}" if left < quote.mw else ""
        words = (
            f"{power(left)}{taken} at {price_words(quote.price)}, from {when(self._scenario, quote.start)}, "
            f"stands until {when(self._scenario, quote.until)}"
        )
        rows = hanging(f"{provider_name(self._scenario, quote.provider):<20}", words, self.width - 2, 20)
        return Content("\n  ").join(rows.split("\n"))

    def _contract(self, contract: Contract) -> Content:
        due = "running" if contract.live else when(self._scenario, contract.due)
        late = (
            f"  ! {contract.late} quarter{'s' * (contract.late != 1)} late"
            if contract.late and not contract.live
            else ""
        )
        name = provider_name(self._scenario, contract.provider)
        price = "" if contract.provider == AZURE else f"  {price_words(contract.price)}"
        purpose = "  training" if contract.purpose == "train" else ""
        return Content.assemble(
            f"{name:<22}{power(contract.mw):>8}  {due:<8}", (price + purpose, MUTED), (late, "$warning")
        )
