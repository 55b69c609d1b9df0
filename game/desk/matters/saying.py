"""What is read before something is said at the table that cannot be unsaid: doubts first, then the price."""

from __future__ import annotations

from typing import Final

from game.debrief.telling import notice_words
from game.desk.adviser import Worths
from game.desk.matters import table
from game.rules.agreement import CLAUSES, Term
from game.rules.decisions import Answer, AnswerClaim, Bridge, Decision, Package, Rescue, Riders
from game.rules.scenario import Scenario
from game.rules.table import BROKEN_WORD, CONCEDED
from game.rules.talk import REOPENED, rounds_of
from game.rules.units import other
from game.rules.view import View

ASKING: Final = 2
"""Rounds that a question takes: it and its answer."""
GRAVE: Final = ("We could not live through it", "It costs us decisively")
"""How the adviser begins on an offer that is not sent without a question."""
MORE: Final = (
    "link", "only-if", "side-letter", "agree", "give", "insist", "stage", "promise", "threaten", "principle", "ask", "why",
)  # fmt: skip
"""The moves in the list of more, in its order."""
STRIP: Final = {
    "link": "link", "only-if": "only if", "side-letter": "letter", "stage": "block", "agree": "agree", "insist": "hold",
    "ask": "ask", "why": "why", "promise": "promise", "threaten": "threaten", "principle": "in principle",
}  # fmt: skip
"""The moves under the draft, the most wanted first, each with its word."""
HUNG: Final = ("link", "only-if", "side-letter")
"""Those that only hang something on a draft: of no use when none can be offered any more."""
CLOSED: Final = {
    "agree": "nothing left to agree",
    "give": "it needs two rounds",
    "insist": "two are as many as count",
    "stage": "said once already",
    "promise": "no more are heard",
    "threaten": "no more are heard",
    "principle": "nothing to accept",
    "ask": "it needs two rounds",
    "why": "nothing left to ask",
}
"""Why a move is closed, in a few words."""
UNPAYABLE: Final = (
    "You could not pay the penalty of its side letter today, so you cannot sign it. "
    "Offer it with a smaller one, or without."
)
ONE_BLOCK: Final = "The rest stays as it is, at this table. Free, and once a table."
NO_LETTERS: Final = "There is no quarter left in which a side letter could be kept."


def leaving(view: View) -> str:
    """What it costs to leave the table now, and what becomes of a notice; empty where it costs nothing."""
    lying = view.table
    assert lying is not None
    if lying.rounds <= 0 or not any(said.move in ("offer", "ask", "give") for said in lying.history):
        return ""
    left = "The last round is not used yet" if lying.rounds == 1 else f"You have {table.rounds_left(view)}"
    costs = f"{left}: leaving now costs 5 of their trust."
    return " ".join(filter(None, (costs, table.notice_left(view, ()))))


def doubts(scenario: Scenario, view: View, package: Package, riders: Riders) -> list[str]:
    """What to say once before an offer is sent that could cost a lot."""
    lying, found = view.table, []
    if lying is not None and lying.rounds == rounds_of(riders) and lying.offered_by == other(view.seat):
        found.append("This is the last round: if they refuse, the table closes and their offer goes with it.")
    found += giving_way(view, package)
    worth = Worths(scenario, view).words(package, riders) if package else ""
    if worth.startswith(GRAVE):
        found.append(f"Your adviser on this offer: {worth} They may sign it as it stands.")
    return found


def giving_way(view: View, package: Package) -> list[str]:
    """What it costs that a package gives way on what the seat called not negotiable."""
    titles = [CLAUSES[id].title for id in table.gives_way(view, package)]
    if not titles:
        return []
    cost = -CONCEDED // 10 * len(titles)
    return [f"You called {' and '.join(titles)} not negotiable. Giving way now costs {cost} of your word."]


def runs_from_now(view: View) -> str:
    """What a signature does besides."""
    assert view.table is not None
    gone = " The AGI claim is withdrawn with it." if view.table.claim else ""
    return f"The rules run on it from now on.{gone}"


def price_of(view: View, decision: Decision) -> Package:
    """The change of the agreement that a decision away from the table asks for, or takes; empty where it has none."""
    match decision:
        case Answer(package=package) | Bridge(package=package):
            return package
        case Rescue(way="bridge-on-terms"):
            return view.bridge
    return ()


def asked_first(view: View, decision: Decision) -> tuple[str, str, str] | None:
    """What to ask before what cannot be taken back: a title, what follows, and the word for yes; nothing where nobody need ask."""
    match decision:
        case AnswerClaim(answer="accept"):
            effect = CLAUSES["agi-consequence"].plain(view.agreement.terms["agi-consequence"])
            return "Accept that it is AGI?", f"{effect} A yes is not taken back.", "Accept"
        case _ if not price_of(view, decision):
            return None
        case Answer(otherwise=otherwise):
            follows = f"They may sign it at once; then the notice is waived. If it is not signed, you {otherwise} it."
            return "Waive for this?", f"It opens the table with this on it. {follows}", "Name it"
        case Bridge():
            return "Lend for this?", "If they take the bridge, they sign this with it.", "Name it"
    return (
        "Take the bridge for this?",
        "You sign it as you take the money. The rules run on it from now on.",
        "Sign",
    )


def notice_settled(scenario: Scenario, view: View) -> list[str]:
    """What became of the notices whose waiver had a price on the table that has just closed."""
    found = []
    for notice in view.notices:
        if notice.package and notice.answer in ("waive", "exercise"):
            how = "was waived" if notice.answer == "waive" else "was not waived: first refusal is exercised"
            found.append(f"The notice of {notice_words(notice, scenario)} {how}.")
    return found


def in_principle(view: View) -> tuple[str, str]:
    """What accepting in principle means: what stands before the fee to break it, and after."""
    return (
        f"It is signed next {view.turns.word}, after the plans. Until then either side can break it in its plan, for ",
        f" to the other and {-BROKEN_WORD // 10} of its trust.",
    )


def agreeing(clause: str, term: Term) -> str:
    """What it means to agree a clause as it lies there."""
    title = CLAUSES[clause].title
    return (
        f"You would have {title} as “{CLAUSES[clause].short(term)}”. Once both have agreed it, it leaves this table; it is signed "
        f"with the rest. To reopen it costs a round, and {-REOPENED // 10} of their trust."
    )


def reopening(clause: str) -> str:
    """What it costs to put a clause back on the table that was agreed."""
    return f"{CLAUSES[clause].title} goes back on the table. It costs a round, and {-REOPENED // 10} of their trust."


def asking(left: int) -> str:
    """What it costs to ask for their best version when rounds are few."""
    rounds = {0: "no round", 1: "one round"}.get(left, f"{left} rounds")
    return f"It takes two rounds: one for your question, one for their answer. Then {rounds} will be left to settle it."


def insisting(view: View, clause: str) -> str:
    """What is held, and what giving way on it would cost."""
    lying = view.table
    assert lying is not None
    mine = [said.package for said in lying.history if said.move == "offer" and said.seat == view.seat]
    terms = {**view.agreement.terms, **dict(mine[-1] if mine else ())}
    held = "as your last offer has it" if mine else "as it stands today"
    return (
        f"{CLAUSES[clause].title} is “{CLAUSES[clause].short(terms[clause])}”, {held}, and that is not negotiable. It costs "
        f"nothing to say. If you offer or sign anything else on it later, your word counts for {-CONCEDED // 10} less."
    )


def block_words(block: str) -> tuple[str, str]:
    """A block of clauses by its name, and what is in it."""
    titles = [clause.title for clause in CLAUSES.values() if clause.block == block]
    held = ", ".join(titles[:4]) + (f" and {len(titles) - 4} more" if len(titles) > 4 else "")
    return (f"The {block} clauses" if block else "Everything again"), held
