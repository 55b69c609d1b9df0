"""The claim: the word was said, and Microsoft accepts it or disputes it."""

from __future__ import annotations

from textual.content import Content

from game.rules.agreement import CLAUSES, disputes
from game.rules.decisions import AnswerClaim
from game.rules.units import money
from game.tui.matters.matter import Asked, Listed, Matter
from game.tui.words import MUTED, lines


def claim(asked: Asked) -> Matter:
    """Whether to accept that AGI is here."""
    view = asked.view
    listed = Listed(width=asked.width)
    effect = CLAUSES["agi-consequence"].plain(view.agreement.terms["agi-consequence"])
    listed.add("accept", "Accept: it is AGI", effect, AnswerClaim(answer="accept"))
    where = view.agreement.terms["disputes"]
    shortest, longest = disputes.lengths(where)
    listed.add(
        "dispute",
        "Dispute it",
        f"{money(disputes.cost(where))} a quarter each, {shortest} to {longest} quarters, trust −10 both ways",
        AnswerClaim(answer="dispute"),
    )
    limb = view.claim.limb if view.claim else ""
    text = lines(
        f"OpenAI says that AGI is here, under the {limb} limb of the clause.",
        Content.styled(CLAUSES["agi-trigger"].plain(view.agreement.terms["agi-trigger"]), MUTED),
    )
    return listed.matter("claim", "The word was said", text, asked.advice)
