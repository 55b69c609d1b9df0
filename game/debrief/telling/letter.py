"""A quarter as a letter of six lines, or of three."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from game.debrief.figures import MINUS, change, figure, lowered, trend
from game.debrief.riders import offered_terms, settled_words
from game.debrief.telling.bargaining import reason_words
from game.debrief.telling.capacity import provider_of_contract
from game.debrief.telling.numbers import HEADLINE
from game.debrief.telling.saying import sees
from game.debrief.telling.stories import tell
from game.rules import facts as happened
from game.rules.facts import Fact, Moved
from game.rules.proceedings import EVALUATIONS
from game.rules.scenario import Scenario
from game.rules.units import OPENAI, Seat, money, other, power
from game.rules.view import View


def letter(
    before: View, after: View, facts: Iterable[Fact], scenario: Scenario
) -> tuple[tuple[str, str], ...]:
    """A quarter in six lines, a label and a sentence each, from what one seat saw at its beginning and at its end.

    A table that closed unsigned has a line of its own, and so have what makes a headline, an AGI claim that moved and what those who
    watch have begun.
    """
    facts = tuple(facts)
    seat = after.seat
    headline = _headline(before, after, facts, scenario)
    table, claimed = _table_line(facts, scenario, after), _claim_line(facts, scenario, seat)
    watched = _watched_line(facts, scenario, seat)
    return (
        ("Money", _money_line(before, after, facts, scenario)),
        ("Customers", _customers_line(before, after)),
        ("Compute", _compute_line(before, after, facts, scenario)),
        ("Models", _models_line(before, after)),
        ("Trust", _trust_line(before, after, facts, scenario)),
        ("Signed", _signed_line(facts, scenario, after)),
        *((("News", headline),) if headline else ()),
        *((("Table", table),) if table else ()),
        *((("AGI", claimed),) if claimed else ()),
        *((("Watched", watched),) if watched else ()),
    )


def short_letter(
    before: View, after: View, facts: Iterable[Fact], scenario: Scenario
) -> tuple[tuple[str, str], ...]:
    """The same in three lines, for a turn that many quarters went by in: money, compute, what was signed.

    Why a table closed, and what those who watch have begun, have lines of their own here too.
    """
    facts = tuple(facts)
    table, watched = _table_line(facts, scenario, after), _watched_line(facts, scenario, after.seat)
    supply = (_customers_line(before, after), _compute_line(before, after, facts, scenario))
    return (
        ("Money", _money_line(before, after, facts, scenario)),
        ("Compute", " ".join(supply)),
        ("Signed", _signed_line(facts, scenario, after)),
        *((("Table", table),) if table else ()),
        *((("Watched", watched),) if watched else ()),
    )


def _was(before: View, after: View, name: str) -> str:
    value = after.numbers[name]
    by = after.number(name) - before.number(name)
    moved = change(name, by) if trend(name, by) and isinstance(value, int) else ""
    return f"{figure(name, value)} ({moved})" if moved else figure(name, value)


ACCOUNTS: Final = (
    "sales", "Microsoft's share", "licences to others", "compute", "people and everything else", "revenue share", "interest",
    "profit share",
)  # fmt: skip
"""Reasons for which cash moves that make up a quarter's net (rulebook 3.2.6); all others are one-off."""


WORTH_A_WORD: Final = 1000
"""One-off money of more than so much is told, $M."""


def _one_off(facts: Sequence[Fact], scenario: Scenario) -> str:
    """Cash that came or went beside the quarter's accounts, by its reason: “ and +$20bn: the conditional tranche”."""
    sums: dict[str, int] = {}
    for fact in facts:
        if isinstance(fact, Moved) and fact.stat == "openai.cash" and fact.why not in ACCOUNTS:
            sums[fact.why] = sums.get(fact.why, 0) + fact.by
    told = [
        f"{change('openai.cash', by)}: {_reason_for_money(why, scenario)}"
        for why, by in sums.items()
        if abs(by) > WORTH_A_WORD
    ]
    return f" and {', '.join(told)}" if told else ""


def _reason_for_money(why: str, scenario: Scenario) -> str:
    """A reason in the middle of a sentence; a card's title is quoted, since it may be a sentence itself."""
    titles = {card.title for card in scenario.events} | {date.title for date in scenario.deadlines}
    if why.removesuffix(", over") not in titles:
        return why
    return lowered(why) if why.startswith(("The ", "A ", "An ")) else f"“{why}”"


def _money_line(before: View, after: View, facts: Sequence[Fact], scenario: Scenario) -> str:
    numbers = after.numbers
    if before.turns.quarters > 1:
        return _turn_of_money(before, after, facts, scenario)
    if after.seat == OPENAI:
        net, cash = figure("openai.net", numbers["openai.net"]), figure("openai.cash", numbers["openai.cash"])
        revenue = _was(before, after, "openai.revenue")
        return f"Revenue {revenue}, net {net}{_one_off(facts, scenario)}; cash {cash}."
    revenue = figure("microsoft.ai_revenue", numbers["microsoft.ai_revenue"])
    return f"AI cash flow {_was(before, after, 'microsoft.cash_flow')}, AI revenue {revenue}."


def _turn_of_money(before: View, after: View, facts: Sequence[Fact], scenario: Scenario) -> str:
    """The money of a turn of many quarters, summed over them: what was there and what came are what is there."""
    if after.seat != OPENAI:
        flow, revenue = _earned(before, facts)
        return f"In all, AI cash flow {_fine(flow)}, AI revenue {_fine(revenue)}."
    moves = [fact for fact in facts if isinstance(fact, Moved) and fact.stat == "openai.cash"]
    sold = sum(fact.by for fact in moves if fact.why == "sales")
    net = sum(fact.by for fact in moves if fact.why in ACCOUNTS)
    sums: dict[str, int] = {}
    for fact in moves:
        if fact.why not in ACCOUNTS:
            sums[fact.why] = sums.get(fact.why, 0) + fact.by
    told = {why: by for why, by in sums.items() if abs(by) > WORTH_A_WORD}
    came = [
        f"net {_signed(net)}",
        *(f"{_reason_for_money(why, scenario)} {_signed(by)}" for why, by in told.items()),
    ]
    rest = sum(sums.values()) - sum(told.values())
    if abs(rest) >= CRUMB:
        came.append(f"the rest {_signed(rest)}")
    was, now = before.number("openai.cash"), after.number("openai.cash")
    return f"Revenue {_fine(sold)} in all. Cash was {_fine(was)}; {'; '.join(came)}; it is {_fine(now)}."


CRUMB: Final = 50
"""Less than so much does not show in billions with one place, $M."""


def _earned(before: View, facts: Sequence[Fact]) -> tuple[int, int]:
    """Microsoft's AI cash flow and AI revenue over the quarters of a turn, $M: each quarter ends with what its returns gain."""
    now = {name: before.number(name) for name in ("microsoft.cash_flow", "microsoft.ai_revenue")}
    flow = revenue = 0
    for fact in facts:
        if not isinstance(fact, Moved):
            continue
        if fact.stat in now:
            now[fact.stat] += fact.by
        elif fact.stat == "microsoft.returns" and fact.why == "the quarter":
            flow += now["microsoft.cash_flow"]
            revenue += now["microsoft.ai_revenue"]
    return flow, revenue


def _fine(millions: int) -> str:
    """Money that has to add up: billions with one place."""
    if abs(millions) < 1000:
        return money(millions).replace("-", MINUS)
    whole, tenth = divmod((abs(millions) + 50) // 100, 10)
    return f"{MINUS if millions < 0 else ''}${whole:,}.{tenth}bn"


def _signed(millions: int) -> str:
    return f"+{_fine(millions)}" if millions > 0 else _fine(millions)


def _customers_line(before: View, after: View) -> str:
    unserved = after.numbers["openai.unserved"]
    share = figure("openai.share", after.numbers["openai.share"])
    turned = figure("openai.unserved", unserved)
    owner = "" if after.seat == OPENAI else "OpenAI: "
    last = " in the last quarter" if before.turns.quarters > 1 else ""
    return f"{owner}{turned} of demand turned away{last}; market share {share}."


def _compute_line(before: View, after: View, facts: Sequence[Fact], scenario: Scenario) -> str:
    seat = after.seat
    came = sum(
        f.by
        for f in facts
        if isinstance(f, Moved)
        and f.why == "delivered"
        and f.stat.startswith("openai.")
        and sees(seat, f.stat)
    )
    slipped = [
        f
        for f in facts
        if isinstance(f, happened.Slipped)
        and (seat == OPENAI or provider_of_contract(scenario, f.contract) == "azure")
    ]
    late = _late_words(before, after, slipped)
    return f"{power(came)} delivered; {late}." if came else f"Nothing delivered; {late}."


def _late_words(before: View, after: View, slipped: Sequence[happened.Slipped]) -> str:
    """What slipped while the turn ran, and what is late now where that is another number."""
    known = {one.id: one.mw for view in (before, after) for one in view.contracts}
    behind = sum(known.get(id, 0) for id in {fact.contract for fact in slipped})
    azure = sum(one.mw for one in after.contracts if one.late and not one.live)
    still = after.number("openai.late_mw") if after.seat == OPENAI else azure
    if behind == still:
        return f"{power(still)} late" if still else "some of it late" if slipped else "nothing late"
    now = f"{power(still) if still else 'nothing'} late now"
    return f"{power(behind)} slipped, {now}" if behind else f"nothing slipped, {now}"


def _models_line(before: View, after: View) -> str:
    rival = after.number("world.rival")
    name = "openai.capability" if after.seat == OPENAI else "microsoft.access"
    whose = "Capability" if after.seat == OPENAI else "The best you may use is"
    ahead = after.number(name) - rival
    place = f"{ahead} ahead" if ahead > 0 else f"{-ahead} behind" if ahead else "level"
    return f"{whose} {figure(name, after.numbers[name])}, the rival {rival:,}: {place}."


def _trust_line(before: View, after: View, facts: Sequence[Fact], scenario: Scenario) -> str:
    mine = f"relations.{after.seat}_trust"
    theirs = f"relations.{other(after.seat)}_trust"
    settled = [
        settled_words(fact.pledge, scenario, after.seat)
        for fact in facts
        if isinstance(fact, happened.PledgeMoved)
        and fact.pledge.status in ("kept", "broken", "carried-out", "let-pass")
    ]
    stands = (
        f"Yours in them {_was(before, after, mine)}; theirs in you {figure(theirs, after.numbers[theirs])}."
    )
    return " ".join([stands, *settled])


def _signed_line(facts: Sequence[Fact], scenario: Scenario, after: View) -> str:
    seat = after.seat
    kinds = (
        happened.Signed, happened.ContractSigned, happened.MemorandumMade, happened.MemorandumEnded, happened.ConditionMet,
        happened.ConditionLapsed,
    )  # fmt: skip
    told = [words for f in facts if isinstance(f, kinds) and (words := tell(f, scenario, seat))]
    if not told and any(one.how == "signed" for one in after.agreement.amendments):
        return "Nothing. The agreement goes on as it was signed."
    if not told:
        return "Nothing. The old agreement goes on as if it were a good one."
    return " ".join(words.removeprefix("Signed: ") for words in told)


def _headline(before: View, after: View, facts: Sequence[Fact], scenario: Scenario) -> str:
    """What nobody at the table did and everybody talks about: appetite that moved far, hearings, releases that begin to wait."""
    moved = [fact for fact in facts if isinstance(fact, Moved)]
    said = [
        words
        for fact in moved
        if fact.why in ("a hearing", "a new use", "a crash") and (words := tell(fact, scenario, after.seat))
    ]
    by = after.number("world.appetite") - before.number("world.appetite")
    if abs(by) >= HEADLINE:
        said.append(f"Customers ask for {change('world.appetite', by)} against last {scenario.turns.word}.")
    required = any(one.what == EVALUATIONS for one in before.proceedings)
    kept = sum(fact.by for fact in moved if fact.stat == "openai.held" and fact.by > 0)
    if kept and required and after.seat == OPENAI and not before.number("openai.held"):
        said.append("Safety heat holds releases back from now on: what is new waits for a safety case.")
    return " ".join(said)


def _watched_line(facts: Sequence[Fact], scenario: Scenario, seat: Seat | None) -> str:
    """What regulators, courts and staff have begun and ended; empty in a quarter in which nobody moved."""
    kinds = (
        happened.ProceedingBegan, happened.ProceedingOver, happened.Postponed, happened.WalkedOut, happened.SuitMoved,
    )  # fmt: skip
    return " ".join(words for f in facts if isinstance(f, kinds) and (words := tell(f, scenario, seat)))


def _table_line(facts: Sequence[Fact], scenario: Scenario, after: View) -> str:
    """How a table closed that nobody signed at: who left and why, then that it is closed; empty when none did."""
    told, since = list[str](), 0
    for n, fact in enumerate(facts, 1):
        if isinstance(fact, happened.TableClosed):
            if fact.how in ("walked", "out-of-rounds"):
                told += _unsigned(facts[since:n], scenario, after)
            since = n
    return " ".join(told)


def _unsigned(facts: Sequence[Fact], scenario: Scenario, after: View) -> list[str]:
    """The same of one table, from what was said since the one before; its last fact is that it closed."""
    left = [f for f in facts if isinstance(f, happened.Spoke) and f.move == "walk"]
    why = [tell(f, scenario, after.seat) for f in left] + [_left_because(f, facts, after) for f in left]
    why += [_how_far(f, facts, after) for f in left]
    if not any(one.reasons or one.says for one in left):
        why += _last_heard(facts, scenario, after)
    return [words for words in (*why, tell(facts[-1], scenario, after.seat)) if words]


def _how_far(left: happened.Spoke, facts: Sequence[Fact], after: View) -> str:
    """How far apart they called it last, where they leave without a word of what was wrong."""
    spoken = [f for f in facts if isinstance(f, happened.Spoke) and f.seat == left.seat and f.gap]
    if left.seat == after.seat or not spoken or any(reason.sign == "hurts" for reason in left.reasons):
        return ""
    return f"They called it {spoken[-1].gap}."


def _last_heard(facts: Sequence[Fact], scenario: Scenario, after: View) -> list[str]:
    """Whose offer was not signed and whether time was up, and the other side's last words: for a table left without a word."""
    spoken = [f for f in facts if isinstance(f, happened.Spoke)]
    offers = [f for f in spoken if f.move == "offer"]
    ended = any(isinstance(f, happened.TableClosed) and f.how == "out-of-rounds" for f in facts)
    found = []
    if offers:
        whose = "Your" if offers[-1].seat == after.seat else "Their"
        found.append(f"{whose} last offer was not signed{', and no round was left' if ended else ''}.")
    heard = [f for f in spoken if f.seat != after.seat and f.move != "walk" and (f.says or f.reasons)]
    if heard:
        last = heard[-1]
        said = f" “{last.says}”" if last.says else ""
        before = facts[: facts.index(last)]
        found.append(" ".join(filter(None, (f"Their last words:{said}", _left_because(last, before, after)))))
    return found


def _claim_line(facts: Sequence[Fact], scenario: Scenario, seat: Seat) -> str:
    """What was certified, claimed, answered and decided about AGI; empty when nobody said the word."""
    kinds = (happened.Certified, happened.ClaimMoved, happened.ClaimSettled)
    return " ".join(words for f in facts if isinstance(f, kinds) and (words := tell(f, scenario, seat)))


def _left_because(left: happened.Spoke, facts: Sequence[Fact], after: View) -> str:
    """The reasons somebody left with: they are about what the other side last offered."""
    if not left.reasons:
        return ""
    speeches = [
        f for f in facts if isinstance(f, happened.Spoke) and f.move == "offer" and f.seat != left.seat
    ]
    offered = offered_terms(speeches[-1].package, speeches[-1].riders) if speeches else {}
    said = []
    for reason in left.reasons:
        was = after.agreement.terms[reason.clause]
        sign = "−" if reason.sign == "hurts" else "+"
        said.append(f"{sign} {reason_words(reason, left.seat, was, offered.get(reason.clause, was))}")
    return f"On {'your' if left.seat != after.seat else 'their'} offer: {' '.join(said)}"
