"""Whether Microsoft lets OpenAI become a company (rulebook 3.1.5 C21).

A stake implies the consent. Consent without a stake is a recapitalisation in which Microsoft keeps its rights to profits.
"""

from __future__ import annotations

from typing import Final

from game.rules.agreement.clause import Clause, Lens, Reported, Terms, voices
from game.rules.agreement.equity_stake import leverage, stake
from game.rules.agreement.sources import GOVERNANCE, OCTOBER_2025
from game.rules.units import OPENAI, SQUARE_ROOT, Seat, mul

WITHHELD: Final = "withheld"
GIVEN: Final = "given"


def consented(terms: Terms) -> bool:
    """Whether OpenAI may be recapitalised under these terms: consent is given, or implied by a stake."""
    return terms["recap-consent"] == GIVEN or stake(terms["equity-stake"]) > 0


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """The money that waits for a recapitalisation, against a veto that can be used once (rulebook 3.4.2, CAPITAL)."""
    if not consented(terms):
        return 0
    return mul(lens.recap, SQUARE_ROOT(lens.cash)) if seat == OPENAI else -leverage(lens.value)


_ARTICLES: Final = {
    WITHHELD: (
        "The Lab shall not be recapitalised without the consent of the Cloud, "
        "which is deemed given where the Cloud receives equity and not otherwise."
    ),
    GIVEN: (
        "The Cloud consents to the recapitalisation of the Lab. This consent is given once and may be cited, framed and relied upon."
    ),
}
_PLAIN: Final = {
    WITHHELD: "OpenAI may not become a company unless Microsoft says so. A stake would say so.",
    GIVEN: "OpenAI may become a company, whether or not Microsoft owns any of it.",
}

CLAUSE: Final = Clause(
    id="recap-consent",
    title="Consent to restructure",
    section="capital",
    block="capital",
    options=(WITHHELD, GIVEN),
    reads=("equity-stake", "recap-consent"),
    settled_by_recap=True,
    article=lambda term: _ARTICLES[str(term)],
    plain=lambda term: _PLAIN[str(term)],
    short=str,
    worth=_worth,
    voice=voices(
        openai_hurts="Consent “{now}” hurts {how}: the money is waiting in the lobby, and has asked twice about the parking.",
        openai_helps="Consent “{now}” helps {how}: we may at last be a thing that people can own.",
        microsoft_hurts="Consent “{now}” hurts {how}: a veto is only ever worth something on the day before.",
        microsoft_helps="Consent “{now}” helps {how}: people return calls when a signature is missing.",
    ),
    record=(
        Reported("2025-01-21", WITHHELD, "Microsoft's consent is needed, and had not been given.", GOVERNANCE),
        Reported("2025-10-28", GIVEN, "Given, with the recapitalisation.", OCTOBER_2025),
    ),
)  # fmt: skip
