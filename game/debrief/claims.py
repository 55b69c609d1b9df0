"""An AGI claim in sentences: how it is made, where it stands, what hangs on it (rulebook 3.2.7).

One wording serves the claim's question, the ledger, the news, the letter and the replay. Nothing here decides anything.
"""

from __future__ import annotations

from typing import Final

from game.debrief.figures import NAMES, when
from game.rules.agi import BAD_FAITH, DAMAGES, INJUNCTION, PROFIT_BAR
from game.rules.agreement import Terms, agi_consequence, disputes, share_end
from game.rules.amending import LATE_INTEREST
from game.rules.scenario import Scenario
from game.rules.state import Certificate, ClaimStatus
from game.rules.units import MICROSOFT, OPENAI, Seat, money, percent

WAYS: Final = {"board": ("declare", "declares"), "profit": ("certify", "certifies"), "panel": ("ask", "asks")}
"""What OpenAI does to claim under a limb: as ``you``, and by name."""


def _who(speaker: Seat, seat: Seat | None) -> str:
    return "You" if speaker == seat else NAMES[speaker]


def made_words(claim: ClaimStatus, seat: Seat | None) -> str:
    """How a claim was made: “OpenAI certifies that AGI is here, under the profit limb, on auditors who say $103bn”."""
    does = f"{_who(OPENAI, seat)} {WAYS[claim.limb][0 if seat == OPENAI else 1]}"
    if claim.limb == "panel":
        return f"{does} the panel whether AGI is here"
    on = f", on auditors who say {money(claim.certified)} a year" if claim.certified else ""
    return f"{does} that AGI is here, under the {claim.limb} limb{on}"


def moved_words(claim: ClaimStatus, scenario: Scenario, seat: Seat | None) -> str:
    """What became of a claim just now, in a sentence or two."""
    cloud, lab = _who(MICROSOFT, seat), seat == MICROSOFT
    match claim.stage:
        case "claimed":
            return f"{made_words(claim, seat)}."
        case "buy-out":
            return f"{cloud} would rather buy the claim out: the table opens."
        case "returned":
            return f"The buy-out was not signed. {cloud} must accept the claim or dispute it."
        case "referred":
            verdict = f"its verdict is due in {when(scenario, claim.until)}"
            if claim.limb == "panel":
                return f"{made_words(claim, seat)}; {verdict}."
            return f"{cloud} {'demand' if lab else 'demands'} the panel; {verdict}."
        case _ if claim.owed:
            return f"Share withheld for the claim so far: {money(claim.owed)}; the verdict is due by {when(scenario, claim.until)}."
        case _:
            filed = f"{cloud} {'dispute' if lab else 'disputes'} it; a verdict is due by {when(scenario, claim.until)}"
            return f"{filed}. {meanwhile_words(claim)}"


def meanwhile_words(claim: ClaimStatus) -> str:
    """What a court has said about the time until its verdict."""
    stopped = _stopped(claim.frozen_share, claim.frozen_access)
    if not stopped:
        return "Until then the court keeps things as they are."
    return f"The court orders nothing until then: {stopped}."


def _stopped(share: bool, access: bool) -> str:
    parts = ["no share is paid"] * share + ["Microsoft gets no later models"] * access
    return " and ".join(parts)


def dispute_words(terms: Terms) -> str:
    """What going to court costs and risks, under these terms: money, time, and what may stop meanwhile."""
    where = terms["disputes"]
    shortest, longest = disputes.lengths(where)
    costs = (
        f"{money(disputes.cost(where))} a quarter each, {shortest} to {longest} quarters, trust −10 both ways"
    )
    share = agi_consequence.stops_share(terms["agi-consequence"]) or share_end.stops_with_agi(
        terms["share-end"]
    )
    stopped = _stopped(share, agi_consequence.ends_later(terms["agi-consequence"]))
    if not stopped:
        return costs
    return f"{costs}; unless enjoined ({INJUNCTION // 100} in 100), {stopped} meanwhile"


def failed_words(claim: ClaimStatus) -> str:
    """What follows when a claim fails."""
    paid = f"what was withheld is paid with {percent(LATE_INTEREST)} on it"
    if claim.limb == "profit":
        return f"If it fails, {paid}."
    return f"If it fails, {paid}; {BAD_FAITH} short of the bar it was bad faith, {money(DAMAGES)} more."


STAGES: Final = {
    "claimed": "{cloud} {must} answer the AGI claim",
    "buy-out": "The table decides whether to buy out the AGI claim",
    "returned": "{cloud} {must} accept the AGI claim or dispute it",
    "disputed": "The court's verdict on the AGI claim",
    "referred": "The panel's verdict on the AGI claim",
}
"""What a claim waits for, by its stage."""


def waits_for(claim: ClaimStatus, scenario: Scenario, seat: Seat | None) -> str:
    """What a claim waits for, and since when: “The court's verdict on the AGI claim of Q1 2029, board limb”."""
    waits = STAGES[claim.stage].format(cloud=_who(MICROSOFT, seat), must="must")
    return f"{waits} of {when(scenario, claim.filed)}, {claim.limb} limb"


def hangs_on(claim: ClaimStatus) -> str:
    """What goes on until a claim is decided, and what follows if it fails; empty before anybody has gone to court."""
    if claim.stage != "disputed":
        return ""
    owed = f" Withheld so far: {money(claim.owed)}." if claim.owed else ""
    return f"{meanwhile_words(claim)}{owed} {failed_words(claim)}"


def certificate_words(certificate: Certificate) -> str:
    """What auditors say, and whether that opens the profit limb."""
    says = f"Auditors certify a profit potential of {money(certificate.says)} a year"
    if certificate.says >= PROFIT_BAR:
        return f"{says}: the profit limb is open"
    return f"{says}, which opens nothing; it takes {money(PROFIT_BAR)}"
