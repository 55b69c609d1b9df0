"""The record as a player: its script is the record's, it does what was done where the game lets it, and says where it did not."""

from __future__ import annotations

from dataclasses import replace as with_fields
from functools import cache

import pytest
from msgspec.structs import replace

from game import players
from game.debrief.telling import tell
from game.errors import Refusal
from game.files.scenarios import load_scenario
from game.players.record import Ghost
from game.rules import engine
from game.rules.agreement import CLAUSES
from game.rules.chance import Chance
from game.rules.decisions import (
    Accept,
    Act,
    Answer,
    CloudPlan,
    Decision,
    Done,
    Offer,
    Package,
    Request,
    Respond,
)
from game.rules.engine import Setup
from game.rules.facts import Decided, Fact
from game.rules.history import OnNotices
from game.rules.scenario import RECORD, dated, told_until, version_at
from game.rules.state import State
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, other, quarter_index
from game.rules.view import view_of
from game.session import Session

FLAGSHIP = load_scenario("first-refusal")
assert FLAGSHIP.record is not None
HISTORY = FLAGSHIP.record
ENDS = told_until(FLAGSHIP)
OCTOBER, APRIL = (dated(FLAGSHIP, date) for date in ("2025-10-28", "2026-04-27"))
ON_RECORD = Setup(weather=RECORD)


class Played:
    """A game up to a quarter: where it stands, what happened, and every answer a ghost gave with what it was asked."""

    def __init__(
        self, seed: str, openai: str, microsoft: str, setup: Setup = ON_RECORD, until: int = ENDS + 2
    ) -> None:
        self.chance = Chance(seed)
        specs = {OPENAI: openai, MICROSOFT: microsoft}
        seated = {s: players.make(specs[s], FLAGSHIP, s, self.chance.child("player", s)) for s in SEATS}
        self.state = engine.new_game(FLAGSHIP, self.chance, setup)
        self.facts: list[Fact] = []
        self.asked: list[tuple[State, engine.Question, Decision]] = []
        while self.state.quarter < until and (questions := engine.ask(FLAGSHIP, self.state)):
            question = questions[0]
            view = view_of(FLAGSHIP, self.state, question.seat)
            options = engine.legal(FLAGSHIP, self.state, question.seat)
            decision = seated[question.seat].decide(view, question, options)
            if specs[question.seat] == RECORD:
                self.asked.append((self.state, question, decision))
            facts, self.state = engine.step(FLAGSHIP, self.state, question.seat, decision, self.chance)
            self.facts += facts

    def notes(self) -> list[str]:
        return [fact.note for fact in self.facts if isinstance(fact, Decided) and fact.note]


@cache
def two_ghosts(seed: str = "b2:record") -> Played:
    return Played(seed, RECORD, RECORD)


def ghost(seat: Seat, chance: Chance) -> Ghost:
    made = players.make(RECORD, FLAGSHIP, seat, chance.child("player", seat))
    assert isinstance(made, Ghost)
    return made


# --- the script -------------------------------------------------------------------------------------------------------


def test_the_versions_are_what_the_clauses_report():
    for version in HISTORY.versions:
        if version.basis == "reading":
            continue
        found = version_at(FLAGSHIP, dated(FLAGSHIP, version.date))
        assert found is not None
        for id, clause in CLAUSES.items():
            known = [one.term for one in clause.record if one.date <= version.date]
            if known and known[-1] is not None:
                assert found[1][id] == known[-1], f"{id} in {version.date}"
            elif id in version.terms:
                assert version.terms[id] in known, f"{id} is not told in {version.date}"


def test_what_is_a_reading_of_ours_is_never_a_term_that_was_not_reported_later():
    for version in HISTORY.versions:
        for id, term in version.terms.items() if version.basis == "reading" else ():
            assert term in [one.term for one in CLAUSES[id].record]


def test_the_first_version_is_the_agreement_the_game_starts_with():
    for id, term in HISTORY.versions[0].terms.items():
        assert FLAGSHIP.agreement[id].start == term


def test_the_script_is_of_the_quarters_it_tells_of():
    assert quarter_index("2025-Q1", HISTORY.until) == ENDS
    for entry in (*HISTORY.versions, *HISTORY.deeds):
        assert 0 <= dated(FLAGSHIP, entry.date) <= ENDS
    for deed in HISTORY.deeds:
        until = getattr(deed, "until", "")
        assert not until or dated(FLAGSHIP, deed.date) <= quarter_index("2025-Q1", until) <= ENDS


def test_every_answer_is_to_a_card_of_the_record():
    cards = {card.id: card for card in FLAGSHIP.events}
    for answer in HISTORY.answers:
        card = cards[answer.card]
        assert card.mark == "historical"
        assert card.record is not None
        assert 0 <= dated(FLAGSHIP, card.record.date) <= ENDS


def test_everything_in_the_script_names_its_source():
    for entry in (*HISTORY.versions, *HISTORY.deeds, *HISTORY.figures):
        assert entry.source


# --- two ghosts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", ["b2:record", "b2:again", "b2:another"])
def test_two_ghosts_sign_what_was_signed_when_it_was_signed(seed):
    state = two_ghosts(seed).state
    signed = [a for a in state.agreement.amendments if a.quarter <= ENDS]
    assert [a.quarter for a in signed] == [2, OCTOBER, APRIL]
    terms = {id: entry.start for id, entry in FLAGSHIP.agreement.items()}
    for amendment in signed:
        terms.update((clause, now) for clause, _, now in amendment.changes)
        if amendment.quarter in (OCTOBER, APRIL):
            found = version_at(FLAGSHIP, amendment.quarter)
            assert found is not None
            assert {id: terms[id] for id in found[1]} == found[1]


def test_two_ghosts_answer_the_cards_as_they_were_answered():
    told = {answer.card: answer for answer in HISTORY.answers}
    game = two_ghosts()
    drawn = {past.card: past for past in game.state.drawn if past.quarter <= ENDS}
    assert len(drawn) >= len(told) - 1
    for id, past in drawn.items():
        if id in told:
            assert (past.openai, past.microsoft) == (told[id].openai, told[id].microsoft)


def test_two_ghosts_order_from_whom_was_ordered_and_waive_what_was_waived():
    state = two_ghosts().state
    signed = {contract.provider for contract in state.openai.contracts}
    assert {"azure", "oracle", "neocloud", "bookshop"} <= signed
    assert state.relations.waived > 0
    assert state.relations.exercised == 0


def test_the_money_of_december_comes_because_the_consent_came_in_time():
    game = two_ghosts()
    assert "conditional-tranche" in game.state.met
    assert game.state.openai.recapitalised
    assert game.state.openai.distresses == 0


def test_where_a_turn_is_three_quarters_it_signs_in_the_turn_of_the_date():
    quick = load_scenario("first-refusal-quick")
    session = Session.new(quick, "b2:quick", {OPENAI: RECORD, MICROSOFT: RECORD}, ON_RECORD)
    session.play_bots()
    signed = [a for a in session.state.agreement.amendments if a.quarter <= ENDS]
    assert [a.quarter for a in signed] == [0, 3]
    found = version_at(quick, APRIL)
    assert found is not None
    for clause, _, term in signed[1].changes:
        assert found[1][clause] == term


# --- against others ---------------------------------------------------------------------------------------------------

PAIRS = [(RECORD, "random"), ("random", RECORD), (RECORD, "bot:2"), ("bot:2", RECORD)]


@pytest.mark.parametrize(("openai", "microsoft"), PAIRS)
@pytest.mark.parametrize("seed", range(3))
def test_a_ghost_makes_legal_moves_against_anybody(seed, openai, microsoft):
    setup = Setup() if seed == 0 else ON_RECORD
    assert Played(f"b2:legal-{seed}", openai, microsoft, setup).asked


@pytest.mark.heavy
@pytest.mark.parametrize(("openai", "microsoft"), PAIRS)
@pytest.mark.parametrize("seed", range(50))
def test_a_ghost_makes_legal_moves_to_the_end_of_any_game(seed, openai, microsoft):
    game = Played(f"b2:ghost-{seed}", openai, microsoft, Setup() if seed % 2 else ON_RECORD, 24)
    assert game.asked


def test_a_ghost_of_the_same_view_gives_the_same_answer():
    game = Played("b2:same", RECORD, "bot:2", Setup())
    for state, question, decision in game.asked[::3]:
        view = view_of(FLAGSHIP, state, question.seat)
        options = engine.legal(FLAGSHIP, state, question.seat)
        assert ghost(OPENAI, game.chance).decide(view, question, options) == decision


@pytest.mark.parametrize(("openai", "microsoft"), [(RECORD, "bot:2"), ("bot:2", RECORD)])
def test_a_ghost_sees_nothing_but_its_view(openai, microsoft):
    game = Played("b2:blind", openai, microsoft)
    for state, question, decision in game.asked[::4]:
        secret = engine.apply(state, ())
        hidden = other(question.seat)
        secret.place(hidden).character = replace(
            secret.place(hidden).character, tastes=(), must_sign_by=5, archetype="dealmaker"
        )
        secret.place(hidden).sealed = ()
        secret.world.pace, secret.world.theta = 12_500, 1500
        view = view_of(FLAGSHIP, secret, question.seat)
        options = engine.legal(FLAGSHIP, state, question.seat)
        assert ghost(question.seat, game.chance).decide(view, question, options) == decision


def test_after_the_record_it_is_an_associate():
    game = Played("b2:after", RECORD, "bot:2", until=ENDS + 4)
    later = [one for one in game.asked if one[0].quarter > ENDS]
    assert later
    for state, question, decision in later:
        living = players.make("bot:2", FLAGSHIP, OPENAI, game.chance.child("player", OPENAI))
        view = view_of(FLAGSHIP, state, OPENAI)
        assert living.decide(view, question, engine.legal(FLAGSHIP, state, OPENAI)) == decision


# --- what it notes ----------------------------------------------------------------------------------------------------


def test_what_the_game_does_not_let_it_do_again_is_noted_for_the_log():
    notes = two_ghosts().notes()
    assert any("never to be had" in note for note in notes)
    assert any("not done: raising" in note for note in notes)


def test_an_answer_that_is_closed_here_is_noted_and_another_given():
    """The cheque was taken under terms that this game never agreed."""
    chance = Chance("b2:cheque")
    state = engine.apply(engine.new_game(FLAGSHIP, chance, ON_RECORD), ())
    state.quarter, state.cards = 4, ("bookshop-cheque",)
    question = next(q for q in engine.ask(FLAGSHIP, state) if q.seat == OPENAI)
    view, options = view_of(FLAGSHIP, state, OPENAI), engine.legal(FLAGSHIP, state, OPENAI)
    decision = ghost(OPENAI, chance).decide(view, question, options)
    assert isinstance(decision, Respond)
    assert decision.choice != "fifteen"
    assert "“Take the fifteen” is not open" in decision.note.replace("answer, ", "").replace(",", "")


def test_a_note_is_told_to_its_own_seat_and_after_the_game_and_to_nobody_else():
    fact = Decided(OPENAI, "The cash would not last.")
    assert tell(fact, FLAGSHIP, MICROSOFT) is None
    assert tell(fact, FLAGSHIP, OPENAI) == "OpenAI, for the file: The cash would not last."
    assert tell(fact, FLAGSHIP, None) == tell(fact, FLAGSHIP, OPENAI)


def test_a_note_longer_than_a_speech_is_refused():
    chance = Chance("b2:long")
    state = engine.new_game(FLAGSHIP, chance)
    with pytest.raises(Refusal, match="too long"):
        engine.step(FLAGSHIP, state, OPENAI, Done(note="a" * 601), chance)


def test_an_answer_to_a_notice_that_is_closed_here_is_noted_and_another_given():
    """A record that took everything over meets a game in which there is nothing to match it with."""
    taking = (OnNotices(notices="exercise", date="2025-01", text="It took it.", source="nobody"),)
    chance = Chance("b2:taking")
    state = engine.apply(engine.new_game(FLAGSHIP, chance), ())
    while state.phase != "plan":
        _, state = engine.step(FLAGSHIP, state, engine.ask(FLAGSHIP, state)[0].seat, Done(), chance)
    state.agreement = replace(state.agreement, terms={**state.agreement.terms, "compute-sourcing": "match"})
    decisions: list[tuple[Seat, Decision]] = [
        (OPENAI, Act(action="court", about="oracle", amount=100)), (OPENAI, Done()), (MICROSOFT, Done()),
        (OPENAI, Request(mw=100, provider="oracle", start=5)), (OPENAI, Done()),
    ]  # fmt: skip
    for seat, decision in decisions:
        if engine.topic_of(FLAGSHIP, state, MICROSOFT) == "answer":
            break
        _, state = engine.step(FLAGSHIP, state, seat, decision, chance)
    state.microsoft.slots = state.microsoft.spare_mw = 0
    (question,) = engine.ask(FLAGSHIP, state)
    view, options = view_of(FLAGSHIP, state, MICROSOFT), engine.legal(FLAGSHIP, state, MICROSOFT)
    decision = Ghost(FLAGSHIP, MICROSOFT, with_fields(HISTORY, deeds=taking), chance).decide(
        view, question, options
    )
    assert isinstance(decision, Answer)
    assert decision.answer != "exercise"
    assert "not open here" in decision.note


# --- at the table -----------------------------------------------------------------------------------------------------


def before_the_table(quarter: int) -> tuple[State, Chance]:
    """A game in which nothing was signed, in the plan of that quarter, the ghost's side not having planned yet."""
    chance = Chance("b2:table")
    state = engine.new_game(FLAGSHIP, chance, ON_RECORD)
    while questions := engine.ask(FLAGSHIP, state):
        question = questions[0]
        if state.quarter == quarter and question.topic == "plan":
            break
        _, state = engine.step(FLAGSHIP, state, question.seat, Done(), chance)
    return state, chance


class Sitting:
    """A table in some quarter with the ghost across from ``me``, nothing of the record's agreement having been signed."""

    def __init__(self, quarter: int, me: Seat = OPENAI, opened_by_me: bool = False) -> None:
        self.me, self.them = me, other(me)
        self.state, self.chance = before_the_table(quarter)
        self.ghost = ghost(self.them, self.chance)
        wants = self.state.quarter
        while not (self.state.phase == "table" and self.state.table is not None):
            assert self.state.quarter == wants, "no table came"
            question = engine.ask(FLAGSHIP, self.state)[0]
            decision: Decision = Done()
            if question.seat == self.them:
                decision = self._thinks(question)
            elif question.topic == "plan" and opened_by_me and not self.state.place(me).sealed:
                decision = Act(action="open-table")
            self._step(question.seat, decision)

    def _thinks(self, question: engine.Question) -> Decision:
        view = view_of(FLAGSHIP, self.state, self.them)
        return self.ghost.decide(view, question, engine.legal(FLAGSHIP, self.state, self.them))

    def _step(self, seat: Seat, decision: Decision) -> None:
        _, self.state = engine.step(FLAGSHIP, self.state, seat, decision, self.chance)

    def hears(self, decision: Decision | None = None) -> Decision:
        """What the ghost says, to what I say if I say something."""
        if decision is not None:
            self._step(self.me, decision)
        question = engine.ask(FLAGSHIP, self.state)[0]
        assert question.seat == self.them
        said = self._thinks(question)
        self._step(self.them, said)
        return said


def of_record(state: State, quarter: int) -> Package:
    found = version_at(FLAGSHIP, quarter)
    assert found is not None
    return tuple((id, found[1][id]) for id in CLAUSES if id in found[1] and found[1][id] != state.terms[id])


@pytest.mark.parametrize("me", SEATS)
@pytest.mark.parametrize("quarter", [OCTOBER, APRIL])
def test_on_its_date_it_opens_the_table_and_puts_the_records_agreement_on_it(me, quarter):
    sitting = Sitting(quarter, me)
    said = sitting.hears() if sitting.state.table and sitting.state.table.turn != me else None
    if said is None:
        said = sitting.hears(Offer(package=(("ip-end", 2035),)))
    assert isinstance(said, Offer)
    assert set(of_record(sitting.state, quarter)) <= set(said.package)


def test_between_its_dates_it_opens_none():
    for quarter in (1, OCTOBER + 1):
        with pytest.raises(AssertionError, match="no table came"):
            Sitting(quarter)


def test_it_signs_the_record_when_it_is_offered_that():
    sitting = Sitting(OCTOBER, MICROSOFT)
    package = of_record(sitting.state, OCTOBER)
    if sitting.state.table is not None and sitting.state.table.turn != MICROSOFT:
        sitting.hears()
        sitting._step(MICROSOFT, Accept())
    else:
        assert isinstance(sitting.hears(Offer(package=package)), Accept)
    assert all(sitting.state.terms[id] == term for id, term in package)


def test_it_does_not_sign_the_record_with_something_worse_beside_it():
    sitting = Sitting(OCTOBER, OPENAI, opened_by_me=True)
    if sitting.state.table is not None and sitting.state.table.turn != OPENAI:
        sitting.hears()
    package = dict(of_record(sitting.state, OCTOBER)) | {"revenue-share": 0, "rate-card": 1500}
    ordered = tuple((id, package[id]) for id in CLAUSES if id in package)
    said = sitting.hears(Offer(package=ordered))
    assert not isinstance(said, Accept)


def test_it_holds_to_the_record_for_the_session():
    sitting = Sitting(OCTOBER, OPENAI, opened_by_me=True)
    held = set(of_record(sitting.state, OCTOBER))
    if sitting.state.table is not None and sitting.state.table.turn != OPENAI:
        sitting.hears()
    for term in (2028, 2027):
        if sitting.state.table is None or sitting.state.table.rounds < 2:
            break
        said = sitting.hears(Offer(package=(("ip-end", term), ("revenue-share", 0))))
        assert isinstance(said, Offer)
        assert held <= set(said.package)


def test_where_it_has_no_date_it_talks_like_an_associate():
    sitting = Sitting(1, OPENAI, opened_by_me=True)
    _, state = engine.step(
        FLAGSHIP, sitting.state, OPENAI, Offer(package=(("revenue-share", 0),)), sitting.chance
    )
    question = engine.ask(FLAGSHIP, state)[0]
    view, options = view_of(FLAGSHIP, state, MICROSOFT), engine.legal(FLAGSHIP, state, MICROSOFT)
    living = players.make("bot:2", FLAGSHIP, MICROSOFT, sitting.chance.child("player", MICROSOFT))
    assert sitting.ghost.decide(view, question, options) == living.decide(view, question, options)


def test_its_sheet_is_the_records_where_that_is_told():
    sheets = [one for _, _, one in two_ghosts().asked if isinstance(one, CloudPlan)]
    assert [sheet.build for sheet in sheets[:4]] == [55, 70, 100, 100]
