"""The plan: order sheets, and what a seat can spend its attention on (rulebook 3.2.2, 3.2.3).

To add an action, write its function and give it a row in :data:`ACTIONS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from game.errors import Refusal
from game.rules import agi, candour, compute, effects, finance, information, proceedings, suits, table
from game.rules.agreement import microsoft_agi, non_solicit, rate_card, renewal
from game.rules.amending import amend
from game.rules.decisions import Act, CloudPlan, Decision, Plan, Undo
from game.rules.draft import Draft
from game.rules.facts import Acted, ConditionLapsed, ContractSigned, Quoted, SealedUp, StanceSet, TookBack
from game.rules.payments import spend
from game.rules.scenario import Scenario
from game.rules.state import Contract, Quote, State
from game.rules.units import BPS, MICROSOFT, OPENAI, SEATS, Seat, clamp, money, mul, other, quarter_label

LEAST_POINTS: Final = 1
"""What questions from outside leave of a turn's attention, however many there are."""
QUOTE_LIVES: Final = 1
"""Turns after its own for which a quote stands."""
CHEAPEST: Final = 1000
DEAREST: Final = 6000
"""What a company costs, $M."""
TECHNOLOGY: Final = 6000
"""The chance that a company's technology is what was worth having, bps; else its customers are."""
INTEGRATING: Final = 3
"""Quarters after the purchase until another company can be bought: at most one a year."""

SHEETS: Final[dict[str, tuple[tuple[str, int, int], ...]]] = {
    OPENAI: (("train", 20, 70), ("safety", 0, 50)),
    MICROSOFT: (("build", 0, 100), ("partner", 0, 100), ("own", 0, 120)),
}
"""The sliders of each seat's order sheet with their ranges, percent."""


CASE: Final = 80
"""Tenths of safety that a safety case is worth which covers ten points of capability or more; of less, its part."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a seat can spend attention on: ``points`` of it, and ``cost`` $M (OpenAI needs the cash).

    ``pays`` is what it takes from OpenAI beyond that, $M, which ``carry_out`` moves. ``abouts`` lists what it can be about,
    ``amounts`` the range of its amount; ``bar`` says why not, if not now; ``carry_out`` runs when both plans are revealed.
    """

    id: str
    title: str
    words: str
    seats: tuple[Seat, ...]
    carry_out: Callable[[Draft, Seat, Act], None]
    points: int = 1
    cost: int = 0
    pays: Callable[[State, Act], int] | None = None
    abouts: Callable[[Scenario, State], tuple[str, ...]] | None = None
    amounts: Callable[[Scenario, State, str], tuple[int, int]] | None = None
    unit: str = ""
    bar: Callable[[State, Seat], str] | None = None
    """Why not now, for a seat and from what it can see; empty when nothing bars it."""


def _nothing(draft: Draft, seat: Seat, act: Act) -> None:
    """The fact that it was done is all it does here; another concern reads it."""


def _court(draft: Draft, seat: Seat, act: Act) -> None:
    state = draft.state
    provider = compute.known_provider(draft.scenario, act.about)
    mw = min(act.amount, compute.available(draft.scenario, provider, state.quarter))
    wobble = draft.chance.normal(0, 150, "quote", provider.id, state.quarter)
    price = compute.price_of(provider, state) + mul(compute.price_of(provider, state), wobble)
    quote = Quote(
        provider=provider.id,
        mw=mw,
        price=price,
        start=state.quarter + provider.lead,
        until=state.quarter + QUOTE_LIVES * draft.scenario.turns.quarters,
    )
    draft.happen(Quoted(quote))


def _raise_equity(draft: Draft, seat: Seat, act: Act) -> None:
    amount = min(act.amount, finance.largest_round(draft.scenario, draft.state))
    if amount > 0:
        finance.raise_equity(draft, amount)


def _raise_debt(draft: Draft, seat: Seat, act: Act) -> None:
    amount = min(act.amount, finance.largest_loan(draft.scenario, draft.state))
    draft.move("openai.cash", amount, "project debt")
    draft.move("openai.debt", amount, "project debt")


def news_of(capability: int, evaluated: int) -> int:
    """Percent of a full safety case that one finds, by what in the lab the last one does not cover."""
    return clamp(capability + 50 - evaluated, 10, 100)


def _safety_case(draft: Draft, seat: Seat, act: Act) -> None:
    lab = draft.state.openai
    new = news_of(lab.lab_capability, lab.evaluated)
    draft.move("openai.safety_cases", 1, "a safety case")
    draft.move("openai.safety", CASE * new // 100, "a safety case")
    draft.put(
        "openai.evaluated",
        max(draft.state.openai.evaluated, draft.state.openai.lab_capability + 50),
        "a safety case",
    )
    draft.move("world.heat_safety", -60 * new // 100, "a safety case")


def _host_rival(draft: Draft, seat: Seat, act: Act) -> None:
    draft.put("microsoft.hosts_rivals", 1, "a rival's models hosted")
    draft.move("relations.openai_trust", -40, "a rival's models hosted")


def _fast_track(draft: Draft, seat: Seat, act: Act) -> None:
    mw = min(act.amount, draft.state.microsoft.spare_mw)
    if mw <= 0:
        return
    draft.move("microsoft.spare_mw", -mw, "fast-tracked to the lab")
    contract = Contract(
        id=f"azure-fast-{draft.state.quarter}",
        provider="azure",
        mw=mw,
        price=rate_card.LIST,
        due=draft.state.quarter + 1,
        term=24,
        listed=True,
    )
    draft.happen(ContractSigned(contract))
    draft.move("relations.openai_trust", min(50, mw // 2), "fast-tracked capacity")


def _power_deal(draft: Draft, seat: Seat, act: Act) -> None:
    moved = draft.move("world.power_tight", -50, "a power deal")
    draft.later(4, "world.power_tight", -moved, "the power deal, over")


def _complain(draft: Draft, seat: Seat, act: Act) -> None:
    draft.move(f"{seat}.complaints", 1, "a complaint")
    draft.move("world.heat_antitrust", 100, "a complaint")
    draft.move(f"relations.{other(seat)}_trust", -80, "a complaint")
    draft.move("relations.friction", 80, "a complaint")


def _break_memorandum(draft: Draft, seat: Seat, act: Act) -> None:
    table.break_memorandum(draft, seat)


def _unbroken(state: State, seat: Seat) -> str:
    return "nothing has been agreed in principle" if state.memorandum is None else ""


def _fee(state: State, act: Act) -> int:
    return state.memorandum.fee if state.memorandum is not None else 0


def _unspent(state: State) -> int:
    """OpenAI's cash less what it has planned to spend, $M."""
    return state.openai.cash - sum(
        ACTIONS[act.action].cost + (pays(state, act) if (pays := ACTIONS[act.action].pays) is not None else 0)
        for act in planned_acts(state, OPENAI)
    )


def _town_hall(draft: Draft, seat: Seat, act: Act) -> None:
    if seat == OPENAI:
        draft.move("openai.staff_mood", 40, "a town hall")
        draft.move("openai.board_mood", 20, "a town hall")
    else:
        draft.move("microsoft.share_price", draft.state.microsoft.share_price // 100, "an investor day")
        draft.move("microsoft.fear", -40, "an investor day")


def _purse(state: State) -> tuple[int, int]:
    """The least and the most OpenAI can plan to pay for a company, $M; (0, 0) when it cannot pay the least."""
    most = min(DEAREST, _unspent(state))
    return (CHEAPEST, most) if most >= CHEAPEST else (0, 0)


def _buy_company(draft: Draft, seat: Seat, act: Act) -> None:
    """A company for its technology or for its customers: which it was turns out afterwards."""
    size = (act.amount - CHEAPEST) * BPS // (DEAREST - CHEAPEST)
    draft.move("openai.cash", -act.amount, "a company bought")
    draft.put("openai.integrating", 1, "a company bought")
    draft.later(INTEGRATING, "openai.integrating", -1, "the company is integrated")
    draft.move("world.heat_antitrust", 30, "a company bought")
    draft.move("openai.staff_mood", -30, "a company bought")
    if draft.chance.hit(TECHNOLOGY, "company", draft.state.quarter):
        came = draft.move("openai.lab_capability", 10 + mul(15, size), "a company bought")
        draft.move("openai.capability", came, "a company bought")
        draft.move("openai.acquired", came, "a company bought")
    else:
        draft.move("openai.share", 40 + mul(60, size), "a company bought")


def _hire_team(draft: Draft, seat: Seat, act: Act) -> None:
    """A team changes its badge; the side it left remembers (rulebook 3.1.4)."""
    if seat == OPENAI:
        draft.move("openai.talent", 40, "a team hired away")
        draft.move("microsoft.capability", -10, "a team hired away")
    else:
        draft.move("openai.talent", -50, "a team hired away")
        draft.move("openai.staff_mood", -40, "a team hired away")
        draft.move("microsoft.capability", 40, "a team hired away")
    draft.move(f"relations.{other(seat)}_trust", -100, "a team hired away")
    draft.move("world.heat_antitrust", 50, "a team hired away")


def _break(draft: Draft, seat: Seat, act: Act) -> None:
    """OpenAI pays and is out of the compute articles, conditions on them included; the option is used up (rulebook 3.1.5 C31)."""
    before = draft.state.terms
    after = (("compute-sourcing", "none"), ("azure-commitment", 0), ("renewal", renewal.ENDS))
    spend(draft, MICROSOFT, -renewal.FEE, "the break fee")
    amend(draft, tuple((clause, term) for clause, term in after if before[clause] != term), how="break")
    for waiting in draft.state.agreement.waiting:
        if waiting.contingent.clause in dict(after):
            draft.happen(ConditionLapsed(waiting, "left"))
    draft.move("relations.microsoft_trust", -250, "the break")
    draft.move("relations.friction", 100, "the break")


def _providers(scenario: Scenario, state: State) -> tuple[str, ...]:
    return tuple(
        p.id
        for p in scenario.providers
        if p.id != compute.OWN_BUILD and compute.available(scenario, p, state.quarter) > 0
    )


def _quotable(scenario: Scenario, state: State, about: str) -> tuple[int, int]:
    most = compute.available(scenario, compute.known_provider(scenario, about), state.quarter)
    return compute.SMALLEST, max(compute.SMALLEST, most)


ACTIONS: Final = {
    action.id: action
    for action in (
        Action("open-table", "Open the table", "Start bargaining this quarter. Free for the side that did not open.", SEATS, _nothing),
        Action(
            "diligence", "Due diligence", "Learn one hidden thing about the other side, roughly.", SEATS, information.diligence,
            cost=25, abouts=lambda scenario, state: candour.TOPICS,
        ),
        Action(
            "back-channel", "Back-channel", "One question, yes or no. Both sides answer it, truly, or nobody does; trust +1.", SEATS,
            information.back_channel, abouts=lambda scenario, state: information.questions_of(scenario),
            bar=lambda state, seat: (
                "" if information.answers(state, seat) else "you trust them too little to answer it yourself"
            ),
        ),
        Action(
            "disclose", "Disclose", "Tell them one true thing about yourself, exactly. News to them earns 3 of their trust.", SEATS,
            information.disclose, points=0, abouts=lambda scenario, state: candour.DISCLOSED,
        ),
        Action(
            "counsel", "Counsel", "One more round at the table this quarter, and the odds in court over the AGI clause.", SEATS,
            information.counsel, cost=10,
        ),
        Action(
            "certify", "Hire auditors",
            f"Outsiders put a figure on the profit potential, right within {agi.STRAYS // 100} %: $100bn opens the profit limb, this "
            "quarter and next.",
            (OPENAI,), agi.certify, bar=lambda state, seat: agi.no_auditors(state),
        ),
        Action(
            "court", "Court a provider", "A firm quote: evidence for a notice, and somewhere to go.", (OPENAI,), _court,
            abouts=_providers,
            amounts=_quotable,
            unit="MW",
        ),
        Action(
            "raise-equity", "Raise equity",
            f"Sell shares for cash, at what the market thinks today; investors' mood up to −{finance.FATIGUE // 10}.",
            (OPENAI,), _raise_equity,
            amounts=lambda scenario, state, about: (0, finance.largest_round(scenario, state)), unit="$M",
        ),
        Action(
            "raise-debt", "Raise project debt", "Borrow against capacity of your own, at 2 % a quarter.", (OPENAI,), _raise_debt,
            amounts=lambda scenario, state, about: (0, finance.largest_loan(scenario, state)), unit="$M",
        ),
        Action(
            "safety-case", "Safety case",
            f"Evaluations by outsiders: safety up to +{CASE // 10}, less where little is new; what is new is released a quarter later.",
            (OPENAI,), _safety_case,
        ),
        Action(
            "buy-company", "Buy a company", "Better models, or more customers; which, one learns later. One a year.", (OPENAI,),
            _buy_company, amounts=lambda scenario, state, about: _purse(state), unit="$M",
            pays=lambda state, act: act.amount,
            bar=lambda state, seat: "the last one is still being integrated" if state.openai.integrating else "",
        ),
        Action(
            "hire-team", "Hire their team", "Some of their best people become yours: their trust −10, and they have friends.", SEATS,
            _hire_team, cost=650,
            bar=lambda state, seat: (
                "the agreement forbids hiring each other's people" if non_solicit.barred(state.terms["non-solicit"]) else ""
            ),
        ),
        Action(
            "host-rival", "Host a rival's models", "A floor under your products, and a cool breakfast.", (MICROSOFT,), _host_rival,
            bar=lambda state, seat: "they are hosted already" if state.microsoft.hosts_rivals else "",
        ),
        Action(
            "fast-track", "Fast-track spare capacity", "Hand kept-back capacity to the lab next quarter; +5 trust for 100 MW", (MICROSOFT,),
            _fast_track, amounts=lambda scenario, state, about: (0, state.microsoft.spare_mw), unit="MW",
        ),
        Action("power-deal", "Power deal", "Plugs for a year: power tightness −5.", SEATS, _power_deal, cost=400),
        Action(
            "lobby", "Lobby", "Cool a heat by 6, by 3 once a case is open; or warm it by 4, and hope.", SEATS, information.lobby,
            cost=30, abouts=lambda scenario, state: information.LOBBIES,
        ),
        Action(
            "leak", "Leak", "Move a heat, the hype or the share price by 4; friction +6, and one in three is traced: trust −15.", SEATS,
            information.leak, abouts=lambda scenario, state: information.LEAKS,
        ),
        Action(
            "complain", "Complain to the regulator", "Antitrust heat +10, friction +8; the other side reads it in the papers.", SEATS,
            _complain,
        ),
        Action(
            "sue-microsoft", "Sue", "Take Microsoft to court: trust −10 both ways, costs every quarter, damages in the end, or not.",
            (OPENAI,), suits.file, abouts=lambda scenario, state: suits.open_to(state, OPENAI),
        ),
        Action(
            "sue-openai", "Sue", "Take OpenAI to court: trust −10 both ways, costs every quarter, damages in the end, or not.",
            (MICROSOFT,), suits.file, abouts=lambda scenario, state: suits.open_to(state, MICROSOFT),
        ),
        Action(
            "break-memorandum", "Break the memorandum", "Pay the fee; what was agreed in principle is not signed.", SEATS,
            _break_memorandum, points=0, pays=_fee, bar=_unbroken,
        ),
        Action("town-hall", "Town hall", "Be seen to listen: moods +4.", SEATS, _town_hall),
        Action(
            "break-agreement", "Use the break option", "Buy compute anywhere, owe Azure no more orders; their trust −25.", (OPENAI,),
            _break, cost=renewal.FEE,
        ),
    )
}  # fmt: skip
"""Every action by its id, in the order in which a quarter carries them out."""


def planned_acts(state: State, seat: Seat) -> tuple[Act, ...]:
    """The actions a seat has sealed or carried out this quarter."""
    return tuple(sealed for sealed in state.place(seat).sealed if isinstance(sealed, Act))


def points_left(state: State, seat: Seat) -> int:
    """Action points not yet planned away."""
    spent = sum(ACTIONS[act.action].points for act in planned_acts(state, seat))
    left: int = getattr(state, seat).action_points
    return left - spent if state.phase == "plan" else left


def closed_because(scenario: Scenario, state: State, seat: Seat, action: Action) -> str:
    """Why an action cannot be planned now; empty when it can."""
    planned = planned_acts(state, seat)
    return _closed(scenario, state, seat, action, {act.action for act in planned}, points_left(state, seat))


def open_actions(scenario: Scenario, state: State, seat: Seat) -> tuple[Action, ...]:
    """The actions that a seat can plan now."""
    planned = {act.action for act in planned_acts(state, seat)}
    left = points_left(state, seat)
    return tuple(a for a in _BY_SEAT[seat] if not _closed(scenario, state, seat, a, planned, left))


def _closed(
    scenario: Scenario, state: State, seat: Seat, action: Action, planned: set[str], left: int
) -> str:
    if seat not in action.seats:
        return "it is not yours to do"
    if action.id in planned:
        return f"once a {scenario.turns.word} is enough"
    if left < action.points:
        return f"it takes {action.points} action point{'s' * (action.points > 1)} and there is {left} left"
    if action.bar is not None and (why := action.bar(state, seat)):
        return why
    cost = action.cost + (action.pays(state, Act(action=action.id)) if action.pays is not None else 0)
    if seat == OPENAI and cost and cost > (unspent := _unspent(state)):
        return f"it costs {money(cost)} and there is {money(unspent)}"
    if action.amounts is not None and action.abouts is None:
        _, most = action.amounts(scenario, state, "")
        if most <= 0:
            return _NONE_LEFT[action.id]
    if action.id == "break-agreement":
        year = int(quarter_label(scenario.quarters.from_, state.quarter)[:4])
        if not renewal.may_break(state.terms["renewal"], year):
            held = state.terms["renewal"] == renewal.BREAK
            return _TOO_EARLY if held else "the agreement has no break option"
    if action.abouts is not None and not action.abouts(scenario, state):
        return "there is nothing to sue over" if action.carry_out is suits.file else "there is nobody to ask"
    return ""


_BY_SEAT: Final = {seat: tuple(a for a in ACTIONS.values() if seat in a.seats) for seat in SEATS}
_TOO_EARLY: Final = f"the break option opens in January {renewal.SINCE}"
_NONE_LEFT: Final = {
    "raise-equity": "the capital market is closed at this hype",
    "raise-debt": "lenders see no own-built capacity to lend against",
    "fast-track": "there is no spare capacity",
    "buy-company": f"no company worth having costs less than {money(CHEAPEST)}",
}


def abouts_of(scenario: Scenario, state: State, action: Action) -> tuple[str, ...]:
    """What an action can be about now; ("",) when it is about nothing."""
    return action.abouts(scenario, state) if action.abouts is not None else ("",)


def amounts_of(scenario: Scenario, state: State, action: Action, about: str) -> tuple[int, int] | None:
    """The range of an action's amount now, if it has one."""
    return action.amounts(scenario, state, about) if action.amounts is not None else None


def act(draft: Draft, decision: Act) -> None:
    """Seal an action, or say why not."""
    state, seat, scenario = draft.state, draft.seat, draft.scenario
    action = ACTIONS.get(decision.action)
    if action is None:
        mine = ", ".join(a.id for a in ACTIONS.values() if seat in a.seats)
        raise Refusal("no-such-action", f"There is no action “{decision.action[:40]}”.", f"There are {mine}.")
    why = closed_because(scenario, state, seat, action)
    if why:
        raise Refusal(
            "action-closed", f"{action.title} is not open now: {why}.", "Choose another, or end the plan."
        )
    abouts = abouts_of(scenario, state, action)
    if decision.about not in abouts:
        listed = ", ".join(a for a in abouts if a) or "nothing"
        raise Refusal(
            "action-about",
            f"{action.title} cannot be about “{decision.about[:40]}”.",
            f"It can be about {listed}.",
        )
    amounts = amounts_of(scenario, state, action, decision.about)
    if amounts is None:
        if decision.amount:
            raise Refusal("action-amount", f"{action.title} takes no amount.", "Leave the amount out.")
    elif not max(1, amounts[0]) <= decision.amount <= amounts[1]:
        raise Refusal(
            "action-amount",
            f"{action.title} takes {max(1, amounts[0])} to {amounts[1]} {action.unit} now, not {decision.amount}.",
            f"Ask for at most {amounts[1]} {action.unit}.",
        )
    draft.happen(SealedUp(seat, decision))


def sheet(draft: Draft, decision: Plan | CloudPlan) -> None:
    """Seal an order sheet, or say which slider is out of its range."""
    seat = draft.seat
    if isinstance(decision, Plan) != (seat == OPENAI):
        mine = "plan" if seat == OPENAI else "cloud-plan"
        raise Refusal("not-your-sheet", "That is the other seat's order sheet.", f"Yours is {mine}.")
    for name, low, high in SHEETS[seat]:
        value = getattr(decision, name)
        if not low <= value <= high:
            raise Refusal(
                "slider-range",
                f"“{name}” goes from {low} to {high} percent; {value} does not fit.",
                f"Use {low} to {high}.",
            )
    if isinstance(decision, CloudPlan) and decision.build > most_build(draft.state):
        raise Refusal(
            "capex-cap",
            "The CFO has capped the building at 60 percent.",
            "Build 60 or less until the board calms down.",
        )
    if isinstance(decision, CloudPlan) and decision.own > (most := most_own(draft.state)):
        raise Refusal(
            "non-compete",
            f"The agreement holds Microsoft's own models to {most} percent of a full programme.",
            f"Plan {most} or less, or negotiate the freedom to pursue it.",
        )
    if isinstance(decision, Plan) and decision.train > most_training(draft.state):
        raise Refusal(
            "licence", "The licence caps training at 45 percent until safety is 60.", "Train 45 or less."
        )
    draft.happen(SealedUp(seat, decision))


def most_build(state: State) -> int:
    """The most of its slots Microsoft may build on, percent: the CFO caps it when the board has lost patience."""
    return 60 if state.microsoft.board_patience < 200 else 100


def most_own(state: State) -> int:
    """The most Microsoft may put into its own models, percent of a full programme: the agreement says how free it is."""
    return microsoft_agi.most_effort(state.terms["microsoft-agi"])


def most_training(state: State) -> int:
    """The most of the fleet that may train, percent: less while a licence is applied for."""
    return 45 if proceedings.under(state, proceedings.LICENCE) else 70


def undo(draft: Draft, decision: Undo) -> None:
    """Take back the last thing planned."""
    sealed = draft.state.place(draft.seat).sealed
    if not sealed or not isinstance(sealed[-1], Act | Plan | CloudPlan):
        raise Refusal("nothing-planned", "There is nothing planned to take back.", "Plan something first.")
    draft.happen(TookBack(draft.seat))


def current_sheet(state: State, seat: Seat) -> Plan | CloudPlan:
    """The sheet that counts: the last one sealed this quarter, else last quarter's as far as it is still allowed."""
    for sealed in reversed(state.place(seat).sealed):
        if isinstance(sealed, Plan | CloudPlan):
            return sealed
    lab, cloud = state.openai, state.microsoft
    if seat == OPENAI:
        train = min(lab.train // 100, most_training(state))
        return Plan(train=train, safety=lab.safety_share // 100, stance=lab.stance)  # type: ignore[arg-type]
    return CloudPlan(
        build=min(cloud.build // 100, most_build(state)),
        partner=cloud.partner // 100,
        own=min(cloud.own_effort // 100, most_own(state)),
        rate=cloud.rate,  # type: ignore[arg-type]
    )


_TAKES_ATTENTION: Final = {
    OPENAI: (proceedings.INQUIRY, proceedings.MISSION),
    MICROSOFT: (proceedings.INQUIRY,),
}


def begin(draft: Draft) -> None:
    """New attention for both seats; an inquiry takes some of it, a board with questions, and what cards set in motion."""
    state, turns = draft.state, draft.scenario.turns
    for seat in SEATS:
        taken = (proceedings.under(state, what) for what in _TAKES_ATTENTION[seat])
        points = max(LEAST_POINTS, turns.points - sum(one is not None for one in taken))
        draft.put(f"{seat}.action_points", points, f"a new {turns.word}")
    effects.attention(draft)


def hold(draft: Draft) -> None:
    """A quarter without new plans: the sheets stand, as far as they are still allowed."""
    for seat in SEATS:
        _set_sheet(draft, seat, current_sheet(draft.state, seat))


def reveal(draft: Draft) -> None:
    """Both plans are in: set the sheets, then carry out the actions in their fixed order, OpenAI's first."""
    state = draft.state
    for seat in SEATS:
        _set_sheet(draft, seat, current_sheet(state, seat))
    planned: list[tuple[Seat, Act]] = [(seat, act) for seat in SEATS for act in planned_acts(state, seat)]
    for action in ACTIONS.values():
        for seat, done in planned:
            if done.action != action.id:
                continue
            draft.happen(Acted(seat, done.action, done.about, done.amount))
            draft.move(f"{seat}.action_points", -action.points, action.title)
            if action.cost:
                spend(draft, seat, action.cost, action.title)
            action.carry_out(draft, seat, done)


def _set_sheet(draft: Draft, seat: Seat, sheet: Decision) -> None:
    if isinstance(sheet, Plan):
        draft.put("openai.train", min(sheet.train, most_training(draft.state)) * 100, "the plan")
        draft.put("openai.safety_share", sheet.safety * 100, "the plan")
        if sheet.stance != draft.state.openai.stance:
            draft.happen(StanceSet(seat, sheet.stance))
    elif isinstance(sheet, CloudPlan):
        draft.put("microsoft.build", min(sheet.build, most_build(draft.state)) * 100, "the plan")
        draft.put("microsoft.partner", sheet.partner * 100, "the plan")
        draft.put("microsoft.own_effort", min(sheet.own, most_own(draft.state)) * 100, "the plan")
        if sheet.rate != draft.state.microsoft.rate:
            draft.happen(StanceSet(seat, sheet.rate))
