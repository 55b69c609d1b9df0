"""When Microsoft's licence to OpenAI's technology ends (rulebook 3.1.5 C13)."""

from __future__ import annotations

from typing import Final

from game.rules.agreement.clause import Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.ip_scope import BASELINE, worth_until
from game.rules.agreement.sources import APRIL_2026, JANUARY_2025, OCTOBER_2025
from game.rules.units import Seat


def live(term: Term, year: int) -> bool:
    """Whether the licence runs in a calendar year: to the end of the year named."""
    return year <= int(term)


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """The years beyond 2030, or those short of it; with the scope's worth it makes the licence's (rulebook 3.4.2, TECH)."""
    scope = terms["ip-scope"]
    return worth_until(seat, scope, int(terms["ip-end"]), lens) - worth_until(seat, scope, BASELINE, lens)


CLAUSE: Final = Clause(
    id="ip-end",
    title="IP end",
    section="technology",
    block="technology",
    options=(2035, 2032, 2030, 2028, 2027),
    reads=("ip-scope", "ip-end"),
    headline=True,
    article=lambda term: (
        f"The licence granted in [ip-scope] ends on 31 December {term}, "
        "whereupon the Cloud shall return or destroy every copy and so certify."
    ),
    plain=lambda term: f"Microsoft may use OpenAI's technology until the end of {term}. Then it needs its own.",
    short=lambda term: f"end of {term}",
    worth=_worth,
    voice=voices(
        openai_hurts="A licence to the “{now}” hurts {how}: by then we mean to be selling what it gives away.",
        openai_helps="A licence to the “{now}” helps {how}: we should like to meet our own technology again.",
        microsoft_hurts="A licence to the “{now}” hurts {how}: roadmaps do not care to end before the roads.",
        microsoft_helps="A licence to the “{now}” helps {how}: time to learn to do without is still time.",
    ),
    record=(
        Reported("2025-01-21", 2030, "2030; the text before it said 2030 or AGI.", JANUARY_2025),
        Reported(
            "2025-10-28", 2032,
            "2032 for models and products; research IP to the verification of AGI or 2030, whichever comes first.",
            OCTOBER_2025,
        ),
        Reported("2026-04-27", 2032, "2032.", APRIL_2026),
    ),
)  # fmt: skip
