"""What Microsoft gets for letting OpenAI become a company (rulebook 3.1.5 C20).

Any stake implies Microsoft's consent to a recapitalisation (see ``recap-consent``); without one it keeps its profit rights.
"""

from __future__ import annotations

from typing import Final

from game.rules.agreement.clause import NONE, Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.sources import JANUARY_2023, OCTOBER_2025, STAKE
from game.rules.units import OPENAI, Seat, mul, percent

RECOVERY: Final = 13_000
"""$ millions put in, to be recovered from profits first."""
CEILING: Final = 92_000
"""$ millions Microsoft may take of profits in all, recovery included."""
_FIRST_PART: Final = 7500
_LATER_PART: Final = 4900


def stake(term: Term) -> int:
    """Bps of OpenAI's equity Microsoft holds on recapitalisation; 0 while it keeps profit rights instead."""
    return 0 if term == NONE else int(term)


def profit_rights(term: Term) -> bool:
    """Whether Microsoft still shares in profits, there being no equity."""
    return term == NONE


def profit_share(term: Term, profit: int, recovered: int, taken: int) -> int:
    """$ millions of one quarter's profit that go to Microsoft (rulebook 3.2.6).

    75 % until 13,000 are ``recovered``, then 49 % of the rest until 92,000 are ``taken`` in all; 0 on a loss or without profit
    rights. ``taken`` counts what was recovered; afterwards both have grown by the answer, ``recovered`` to 13,000 at most.
    """
    if not profit_rights(term) or profit <= 0:
        return 0
    first = min(mul(profit, _FIRST_PART), max(0, RECOVERY - recovered))
    rest = max(0, profit - (first * 10_000 + _FIRST_PART - 1) // _FIRST_PART)
    later = mul(rest, _LATER_PART) if recovered + first >= RECOVERY else 0
    return min(first + later, max(0, CEILING - taken))


def leverage(value: int) -> int:
    """$ millions that withholding consent is worth to Microsoft in a company worth ``value``: a part of what it gives up.

    Of the 70 of 450 that rulebook 3.4.2 has it give up, the rest are the profit rights. The cut is invented: a little more, and
    nobody would consent without a stake; a little less, and nobody would take one.
    """
    return value // 60


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """One number to cut the pie by, in place of the rights to profits (rulebook 3.4.2, CAPITAL)."""
    term = terms["equity-stake"]
    if profit_rights(term):
        return 0
    given = mul(lens.value, stake(term))
    if seat == OPENAI:
        return mul(lens.value, 1500) - given
    return mul(given, 9200) - (lens.value * 7 // 45 - leverage(lens.value))


def _article(term: Term) -> str:
    if term == NONE:
        return (
            "The Cloud holds no equity and keeps its right to 75 % of the Lab's profits until it has recovered $13bn, "
            "and 49 % thereafter until it has taken $92bn."
        )
    return (
        "The Cloud consents to the recapitalisation of the Lab, and receives on it "
        f"{percent(int(term))} of the Lab's equity, as converted, in place of every right to profits."
    )


def _plain(term: Term) -> str:
    if term == NONE:
        return "Microsoft owns none of OpenAI, and most of its profits if there are any."
    return f"OpenAI may become a company. Microsoft owns {percent(int(term))} of it and gives up its claim on profits."


CLAUSE: Final = Clause(
    id="equity-stake",
    title="Equity stake",
    section="capital",
    block="capital",
    options=(3500, 3300, 3000, 2700, 2500, 2300, 2000, 1800, 1500, NONE),
    reads=("equity-stake",),
    headline=True,
    settled_by_recap=True,
    article=_article,
    plain=_plain,
    short=lambda term: "profit rights" if term == NONE else percent(int(term)),
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” to the other side hurts {how}: the staff were told that they owned something.",
        openai_helps="“{now}” to the other side helps {how}: there is money outside that will only shake a normal hand.",
        microsoft_hurts="“{now}” as our stake hurts {how}: we were there when it was an opinion.",
        microsoft_helps="“{now}” as our stake helps {how}: it can be shown to an auditor without a diagram.",
    ),
    record=(
        Reported(
            "2023-01-23", NONE, "75 % of profits until about $13bn is back, then 49 % to a cap of about $92bn, as reported.",
            JANUARY_2023,
        ),
        Reported("2025-01-21", NONE, "Unchanged.", JANUARY_2023),
        Reported(
            "2025-10-28", 2700, "About 27 % as converted, valued at about $135bn; the caps on profit abolished.",
            OCTOBER_2025,
        ),
        Reported(
            "2026-04-27", 2700, "About 27 % as converted in the report for 31 March 2026.", STAKE,
        ),
    ),
)  # fmt: skip
