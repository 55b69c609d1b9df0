"""The game as one seat believes it to stand: a whole state, made from a view and nothing else.

What the seat reads exactly is exact, what it is told in a band lies somewhere in the band, and what nobody tells it is as it
usually is by this quarter: as in a game of the two desks on paper, in a size that fits what it does see. Who sits across is drawn
from all there are. Nothing sealed, coming or drawn in the true game is known here, so playing on from it is thinking, not spying.
"""

from __future__ import annotations

from math import isqrt
from typing import Final

from msgspec.structs import replace

from game.players import outlook
from game.players.planner import Adaptive
from game.rules import engine
from game.rules.chance import Chance
from game.rules.characters import drawn
from game.rules.compute import AZURE, OWN_BUILD
from game.rules.decisions import Act
from game.rules.scenario import Scenario
from game.rules.state import Agreement, Building, Contract, Memorandum, Pledge, State
from game.rules.stats import STATS
from game.rules.undertakings import UNDERTAKINGS, bases
from game.rules.units import BPS, OPENAI, SEATS, Seat, clamp, mul, other
from game.rules.view import Band, View, view_of

USUAL: Final = "b2:usual"
"""The seed of the game that stands for what is usual."""
BOARDS_EYE: Final = 100
"""How far, in tenths, OpenAI's board strays from the bar when it puts its own."""
FLEET: Final = ("azure_mw", "partner_mw", "own_mw")
HALLS: Final = ("other_demand", "bookings", "spare_mw", "cash_flow", "returns")
"""What of Microsoft's business is about as large as its halls are."""
BOOKS: Final = ("compute_cost", "debt", "profit_potential")
"""What of OpenAI's books is about as large as its sales are."""


class Imagination:
    """How a seat of a scenario fills in what it does not see. It remembers only what is usual, which is the same for every game."""

    def __init__(self, scenario: Scenario, seat: Seat) -> None:
        self.scenario, self.seat = scenario, seat
        self._usual: list[State] = []

    def usual(self, quarter: int) -> State:
        """What a game has usually come to when plans are laid for a quarter; do not change it."""
        if not self._usual:
            self._usual = usual_game(self.scenario)
        return self._usual[min(quarter, len(self._usual) - 1)]

    def state(self, view: View, luck: Chance) -> State:
        """A state that this seat would see just so; ``luck`` draws what it does not see."""
        state = self.usual(view.quarter).copy()
        state.quarter, state.phase = view.quarter, view.phase
        if self.seat == OPENAI:
            self._their_halls(state, view)
        else:
            self._their_books(state, view)
        for name, seen in view.numbers.items():
            stat = STATS[name]
            value = _within(seen, stat.low, stat.high, luck, name) if isinstance(seen, Band) else seen
            setattr(getattr(state, stat.section), stat.field, value)
        self._world(state, view, luck)
        self._papers(state, view)
        self._people(state, view, luck)
        if self.seat == OPENAI:
            self._own_lab(state, view)
        else:
            self._own_cloud(state, view, luck)
        return state

    # What both see

    def _world(self, state: State, view: View, luck: Chance) -> None:
        """Pace and bar as the seat believes them; the less certain, the less it has seen."""
        scenario, world = self.scenario, state.world
        hidden = scenario.hidden
        mean = sum(hidden.pace) // len(hidden.pace)
        strays = (luck.pick(hidden.pace, "pace") - mean) * outlook.SURE // (outlook.SURE + view.quarter)
        world.pace = clamp(outlook.pace(scenario, view) + strays, min(hidden.pace), max(hidden.pace))
        world.adoption = luck.pick(hidden.adoption, "adoption")
        bar, spread = hidden.theta, hidden.theta_deviation
        if self.seat == OPENAI:  # its board's own bar is a look at the true one through fog
            sharp, wide = BOARDS_EYE**2, spread**2
            bar = (view.number("openai.agi_view") * wide + bar * sharp) // (wide + sharp)
            spread = isqrt(wide * sharp // (wide + sharp))
        world.theta = clamp(luck.normal(bar, spread, "theta"), hidden.theta_low, hidden.theta_high)

    def _papers(self, state: State, view: View) -> None:
        """Everything on paper that both have a copy of."""
        state.agreement = Agreement(
            terms=dict(view.agreement.terms),
            amendments=view.agreement.amendments,
            waiting=view.agreement.waiting,
        )
        state.cards, state.drawn, state.notices = view.cards, view.drawn, view.notices
        state.table, state.last_words = view.table, view.last_words
        state.minutes, state.remarks = view.minutes, view.remarks
        state.pledges = tuple(_recalled(state, pledge) for pledge in view.pledges)
        state.memorandum = _with_bases(state, view.memorandum)
        state.counsel, state.suits, state.claim, state.bridge = (
            view.counsel,
            view.suits,
            view.claim,
            view.bridge,
        )
        state.proceedings, state.pending, state.ending = view.proceedings, view.coming, view.ending
        known = {date.id for date in view.dates}
        state.met = tuple(one.id for one in self.scenario.deadlines if one.id not in known)
        if view.phase == "bridge":
            state.met += (f"bridge-{view.quarter}",)
        state.run_orders, state.weather = (), "drawn"
        state.last_claim = view.quarter if view.number("relations.claims") else -99
        if view.claim is not None:
            state.last_claim = view.claim.filed
        state.openai.stance = view.stance

    def _people(self, state: State, view: View, luck: Chance) -> None:
        """Oneself as one is, and somebody across."""
        me, them, scenario = state.place(self.seat), state.place(other(self.seat)), self.scenario
        me.character, me.sealed, me.done, me.learned = view.character, view.sealed, view.done, view.learned
        mandates = scenario.mandates.microsoft if self.seat == OPENAI else scenario.mandates.openai
        mandate = luck.pick(mandates, "mandate").id
        them.character = drawn(other(self.seat), "", mandate, scenario.quarters.count, luck)
        them.sealed, them.done, them.learned = (), False, ()
        asked = any(isinstance(one, Act) and one.action == "open-table" for one in view.sealed)
        state.wants_table = (self.seat,) if asked and view.phase == "notices" else ()

    # OpenAI's eyes

    def _own_lab(self, state: State, view: View) -> None:
        lab, cloud = state.openai, state.microsoft
        lab.contracts, lab.quotes, lab.certificate = view.contracts, view.quotes, view.certificate
        lab.holding, lab.share_parts = view.holding, _parts(view.number("openai.share_owed"))
        cloud.slots_used = min(cloud.slots_used, cloud.slots)

    def _their_halls(self, state: State, view: View) -> None:
        """Microsoft's business, as large as its halls look from outside."""
        cloud = state.microsoft
        part = view.number("microsoft.ai_mw") * BPS // max(1, cloud.ai_mw)
        for field in HALLS:
            setattr(cloud, field, mul(getattr(cloud, field), part))
        cloud.building = tuple(_of_size(one, part) for one in cloud.building)
        gap = view.number("microsoft.access") - view.number("world.rival")
        cloud.access_gaps = (gap,) * len(cloud.access_gaps)
        cloud.slots_used = 0

    # Microsoft's eyes

    def _own_cloud(self, state: State, view: View, luck: Chance) -> None:
        lab, cloud = state.openai, state.microsoft
        cloud.rate, cloud.building = view.rate, view.building
        gap = view.number("microsoft.access") - view.number("world.rival")
        cloud.access_gaps = (gap,) * min(8, view.quarter)
        lab.share_parts = _parts(view.number("openai.share_owed"))
        lab.quotes, lab.certificate, lab.holding = (), None, False
        lab.contracts = view.contracts + self._elsewhere(state)
        fleet = sum(getattr(lab, field) for field in FLEET)
        lab.outside_share = (
            lab.outside_share
            if not fleet
            else _held(view, "openai.outside_share", BPS - lab.azure_mw * BPS // fleet)
        )
        lab.late_mw = sum(c.mw for c in view.contracts if not c.live and c.due < view.quarter)

    def _elsewhere(self, state: State) -> tuple[Contract, ...]:
        """What OpenAI has of others: as much as is seen to run, and on order what it has signed beyond that."""
        lab, first = state.openai, self.scenario.providers[0]
        found = []
        for field, provider in (("partner_mw", first.id), ("own_mw", OWN_BUILD)):
            if mw := getattr(lab, field):
                found.append(
                    Contract(
                        id=f"{provider}-seen", provider=provider, mw=mw, price=first.price, due=0, term=first.term, live=True
                    )
                )  # fmt: skip
        starts = sum(c.mw for c in self.scenario.start.contracts if c.provider != AZURE)
        coming = starts + lab.outside_signed - lab.partner_mw - lab.own_mw
        if coming > 0:
            due = state.quarter + first.lead // 2 + 1
            found.append(
                Contract(id=f"{first.id}-signed", provider=first.id, mw=coming, price=first.price, due=due, term=first.term)
            )  # fmt: skip
        return tuple(found)

    def _their_books(self, state: State, view: View) -> None:
        """OpenAI's books, as large as its sales are; its lab ahead of what it has released by as much as labs usually are."""
        lab = state.openai
        part = view.number("openai.revenue") * BPS // max(1, lab.revenue)
        for field in BOOKS:
            setattr(lab, field, mul(getattr(lab, field), part))
        ahead = max(0, lab.lab_capability - lab.capability)
        lab.lab_capability = view.number("openai.capability") + ahead
        lab.held, lab.evaluated = ahead, max(lab.evaluated, lab.lab_capability)
        lab.unserved_sum = view.number("openai.unserved_year") * view.quarter


def usual_game(scenario: Scenario) -> list[State]:
    """A game of the two desks on paper: the state whenever a quarter's plans are laid."""
    chance = Chance(USUAL)
    seated = {seat: Adaptive(scenario, seat, chance.child("player", seat)) for seat in SEATS}
    state = engine.new_game(scenario, chance)
    found: list[State] = []
    while questions := engine.ask(scenario, state):
        if len(found) <= state.quarter:
            found.append(state)
        question = questions[0]
        view, options = view_of(scenario, state, question.seat), engine.legal(scenario, state, question.seat)
        decision = seated[question.seat].decide(view, question, options)
        _, state = engine.step(scenario, state, question.seat, decision, chance)
    return found


def _of_size(building: Building, part: int) -> Building:
    """So many bps of what is being built."""
    return replace(building, mw=mul(building.mw, part))


def _within(band: Band, low: int, high: int, luck: Chance, name: str) -> int:
    """Somewhere in a band, as far as the number can be there at all."""
    least, most = max(low, band.low), min(high, band.high - 1)
    return least + luck.below(max(1, most - least + 1), "band", name)


def _held(view: View, name: str, value: int) -> int:
    """A number that is known to lie in a band, as near to ``value`` as the band allows."""
    seen = view.numbers[name]
    return clamp(value, seen.low, seen.high - 1) if isinstance(seen, Band) else seen


def _parts(owed: int) -> tuple[int, ...]:
    return (owed,) if owed else ()


def _recalled(state: State, pledge: Pledge) -> Pledge:
    """A pledge, as if what it counts had stood still since, where the seat cannot tell."""
    if pledge.base:
        return pledge
    stat = STATS[UNDERTAKINGS[pledge.undertaking].counts(pledge.seat)]
    return replace(pledge, base=getattr(getattr(state, stat.section), stat.field))


def _with_bases(state: State, memorandum: Memorandum | None) -> Memorandum | None:
    if memorandum is None:
        return None
    return replace(memorandum, bases=bases(state, memorandum.riders.letters))
