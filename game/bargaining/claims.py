"""What a seat may believe about an AGI claim: how it would be decided, what hangs on it, and what being rid of it is worth.

From a view alone: the bar nobody knows is the scenario's usual one, which OpenAI corrects by where its own board puts it.
"""

from __future__ import annotations

from typing import Final

from game.rules.agi import BAD_FAITH, COURT_SPREAD, DAMAGES
from game.rules.agreement import CLAUSES, Lens, agi_consequence, agi_panel, disputes, share_end
from game.rules.information import ODDS
from game.rules.scenario import Scenario
from game.rules.units import LOGISTIC, OPENAI, clamp, mul
from game.rules.view import View

UNSURE: Final = 80
"""Tenths by which nobody knows better where the bar is: odds are flatter than a court's own."""
BOARD: Final = 59
"""The weight of OpenAI's board's own bar against the usual one, percent: as their spreads have it."""
LATELY: Final = 2
"""Quarters for which counsel's reading of the odds is believed."""
TEMPER: Final = 500
"""$ millions that the trust is worth which a dispute costs a side."""
SHARE: Final = ("revenue-share", "share-end", "revenue-share-cap")


def beyond(scenario: Scenario, view: View) -> int:
    """Tenths by which the lab seems to be past the bar."""
    usual = scenario.hidden.theta
    if view.seat == OPENAI:
        bar = (BOARD * view.number("openai.agi_view") + (100 - BOARD) * usual) // 100
        return view.number("openai.lab_capability") - bar
    return view.number("openai.capability") + 10 - usual


def court_odds(scenario: Scenario, view: View, limb: str) -> int:
    """How likely OpenAI would win in court, bps: what counsel has read lately, else one's own guess."""
    read = [one for one in view.learned if one.topic == ODDS and view.quarter - one.quarter < LATELY]
    if read:
        return sum(read[-1].values) // len(read[-1].values)
    clear = limb == "profit" and agi_panel.clear(view.agreement.terms["agi-panel"])
    seems = LOGISTIC(beyond(scenario, view) * 100 // (COURT_SPREAD + UNSURE))
    trust = 2 * (view.number("relations.microsoft_trust") - 500)
    return clamp(2000 + mul(6000, seems) + 1000 * clear + trust, 200, 9800)


def panel_odds(scenario: Scenario, view: View) -> int:
    """How likely a panel would find for OpenAI, bps."""
    panel = view.agreement.terms["agi-panel"]
    seen = beyond(scenario, view) + agi_panel.shift(panel)
    return LOGISTIC(seen * 100 // (agi_panel.spread(panel) + UNSURE))


def stake(view: View, lens: Lens) -> int:
    """$ millions that a determination would be worth to a lens's seat, the revenue share included where it stops: a loss to Microsoft."""
    terms = view.agreement.terms
    worth = agi_consequence.at_stake(lens.seat, terms, lens)
    if agi_consequence.stops_share(terms["agi-consequence"]) or share_end.stops_with_agi(terms["share-end"]):
        worth -= sum(CLAUSES[id].worth(lens.seat, terms, lens) for id in SHARE)
    return worth


def cost(view: View) -> int:
    """$ millions that going to court costs a side, its temper included."""
    where = view.agreement.terms["disputes"]
    return disputes.cost(where) * sum(disputes.lengths(where)) // 2 + TEMPER


def at_law(scenario: Scenario, view: View, lens: Lens, limb: str) -> int:
    """$ millions that a claim in court is worth to a lens's seat, as the view's seat sees the odds."""
    won = mul(stake(view, lens), court_odds(scenario, view, limb))
    short = limb != "profit" and beyond(scenario, view) < -BAD_FAITH
    damages = (-DAMAGES if lens.seat == OPENAI else DAMAGES) * short
    return won + damages - cost(view)


def before_a_panel(scenario: Scenario, view: View, lens: Lens) -> int:
    """$ millions that a claim before a panel is worth to a lens's seat."""
    return mul(stake(view, lens), panel_odds(scenario, view)) - TEMPER // 2


def rid_of_it(scenario: Scenario, view: View, lens: Lens) -> int:
    """$ millions that a lens's seat gains when the claim that waits for the table is withdrawn; 0 when none waits there.

    Else Microsoft would accept it or go to court, whichever it likes better.
    """
    if view.claim is None or view.table is None or not view.table.claim:
        return 0
    fought = at_law(scenario, view, lens, view.claim.limb)
    if lens.seat == OPENAI:
        return -max(0, fought)
    return -min(0, max(fought, stake(view, lens)))
