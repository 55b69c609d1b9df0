"""The claim: the word was said, and Microsoft accepts it, disputes it, bids for it, or wants the panel."""

from __future__ import annotations

from typing import Final

from game.debrief.claims import dispute_words, failed_words, made_words
from game.debrief.figures import when
from game.debrief.findings import learned_words
from game.desk.content import Content
from game.desk.matters.matter import Asked, Listed, Matter
from game.desk.words import MUTED, lines
from game.rules.agi import ACCEPT, BUY_OUT, DEMAND, DISPUTE
from game.rules.agreement import CLAUSES, agi_panel
from game.rules.decisions import AnswerClaim
from game.rules.information import ODDS, YEAR
from game.rules.scenario import Scenario
from game.rules.units import MICROSOFT
from game.rules.view import View

TERMS: Final = (
    (
        "declare",
        "OpenAI's board says AGI is here, if the agreement leaves it to the board. Far short of the bar is bad faith.",
    ),
    (
        "certify",
        "It claims on a profit potential of $100bn a year, its own figures or its auditors'. A court weighs the auditors.",
    ),
    ("refer", "It asks the panel, which decides in a quarter or two, for whoever named it."),
    (
        "dispute",
        "Microsoft goes to court, which may order that the share be paid and later models licensed until its verdict.",
    ),
    (
        "buy out",
        "Microsoft opens the table; what is signed there withdraws the claim. Unsigned, it accepts or disputes.",
    ),
    (
        "the panel",
        "Microsoft may have it decide in the court's place, where the agreement says who sits on it.",
    ),
    (
        "renounce",
        "“No trigger”, signed by both: no claim is made any more, a pending one is withdrawn, and it is not brought back.",
    ),
)
"""The ways to claim and to answer, for the help."""


def claim(asked: Asked) -> Matter:
    """What Microsoft may say to the word, and what each answer leads to."""
    scenario, view = asked.scenario, asked.view
    terms, pending = view.agreement.terms, view.claim
    assert pending is not None
    listed = Listed(width=asked.width, default=asked.default)
    open_now = {o.decision.answer: o.decision for o in asked.options if isinstance(o.decision, AnswerClaim)}
    effect = CLAUSES["agi-consequence"].plain(terms["agi-consequence"])
    listed.add(ACCEPT, "Accept: it is AGI", f"{effect} Their trust +5", open_now[ACCEPT])
    listed.add(DISPUTE, "Dispute it", dispute_words(terms), open_now[DISPUTE])
    if BUY_OUT in open_now:
        words = "the table opens, you speak first; what is signed there ends the claim; unsigned, you accept or dispute"
        listed.add(BUY_OUT, "Offer to buy it out", words, open_now[BUY_OUT])
    if DEMAND in open_now:
        listed.add(DEMAND, "Demand the panel", _panel_words(view), open_now[DEMAND])
    elif pending.stage == "claimed":
        listed.add(DEMAND, "Demand the panel", closed="closed: the agreement does not say who sits on it")
    returned = "Your buy-out was not signed. " if pending.stage == "returned" else ""
    text = lines(
        f"{returned}{made_words(pending, MICROSOFT)}. {failed_words(pending)}",
        Content.styled(_odds(scenario, view), MUTED),
    )
    return listed.matter("claim", "The word was said", text, asked.advice)


def _panel_words(view: View) -> str:
    panel = view.agreement.terms["agi-panel"]
    wait = agi_panel.wait(panel)
    after = "a quarter" if wait == 1 else f"{wait} quarters"
    return f"its verdict in {after}, no lawyers, all goes on until then; their trust −5. {CLAUSES['agi-panel'].plain(panel)}"


def _odds(scenario: Scenario, view: View) -> str:
    """Counsel's last reading of the odds, if it is no older than a year."""
    read = [one for one in view.learned if one.topic == ODDS and view.quarter - one.quarter <= YEAR]
    if not read:
        return "Counsel, hired in the plan, would know the odds."
    return f"Counsel, {when(scenario, read[-1].quarter)}: {learned_words(read[-1], view.seat, scenario)}."
