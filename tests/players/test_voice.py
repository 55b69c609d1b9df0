"""What is said goes with what is done: lines that are data, that do not come again too soon, give nothing away and claim nothing untrue."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

import pytest
from msgspec.structs import replace

from game.errors import ScenarioError
from game.players import sayings, voice
from game.players.mind import Mind
from game.players.wants import Proposal
from game.rules import engine
from game.rules.agreement import CLAUSES
from game.rules.characters import ARCHETYPES
from game.rules.decisions import (
    Accept,
    Answer,
    Ask,
    Because,
    Decision,
    Give,
    Offer,
    Package,
    Threat,
    Walk,
    Why,
)
from game.rules.state import State
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, other
from game.rules.view import View, view_of
from game.strict_yaml import read
from tests.players.seated import FLAGSHIP, PAIRS, Moment, at_a_table, mind_at, played, reply, spoken
from tests.rules.test_secrets import scrambled

KINDS = [(seat, kind) for seat in SEATS for kind in ARCHETYPES[seat]]
FILES = [sayings.name_of(*kind) for kind in KINDS]
SEEDS = ("b2:first", "b2:second")


def all_of(name: str) -> list[tuple[str, str]]:
    """Every line of a file with its act."""
    return [
        (act, line)
        for act, moods in sayings.lines_of(name).items()
        for some in moods.values()
        for line in some
    ]


EVERY: Final = [one for name in (*FILES, sayings.ANYBODY) for one in all_of(name)]
ACT_OF: Final = {line.replace("{turn}", FLAGSHIP.turns.word): act for act, line in EVERY}


def said_by(decision: Decision) -> str:
    return str(getattr(decision, "says", ""))


@cache
def spoken_games() -> tuple[tuple[Moment, ...], ...]:
    return tuple(played(seed, *pair) for pair in PAIRS for seed in SEEDS)


def speeches() -> Iterator[tuple[Moment, str]]:
    """Every moment at which a bot said a line, and the line."""
    for game in spoken_games():
        for moment in game:
            if moment.by.startswith("bot") and said_by(moment.decision):
                yield moment, said_by(moment.decision)


# The files


def test_there_are_six_hundred_lines_and_no_two_are_the_same() -> None:
    assert len(EVERY) >= 600
    assert [line for line, times in Counter(line for _, line in EVERY).items() if times > 1] == []


@pytest.mark.parametrize("name", FILES)
def test_every_kind_has_a_voice_of_its_own(name: str) -> None:
    own = all_of(name)
    assert len(own) >= 45
    asked = sayings.ACTS if name.startswith(MICROSOFT) else (*sayings.OFFERING, *sayings.TALKING)
    assert {act for act, _ in own} >= set(asked) - {sayings.AS_RECORDED}
    assert not name.startswith(OPENAI) or not {act for act, _ in own} & set(sayings.ON_NOTICES)


def test_there_is_no_file_of_nobody() -> None:
    assert {path.stem for path in sayings.FOLDER.iterdir()} == {*FILES, sayings.ANYBODY}


@pytest.mark.parametrize("act", sayings.ACTS)
def test_there_is_always_something_to_say(act: str) -> None:
    for seat, kind in KINDS:
        for mood in sayings.MOODS:
            own, common = voice.pool(seat, kind, act, mood, "quarter")
            assert common
            assert len(own) + len(common) >= 3


NO_NAMES: Final = """
    Adverse Apart Approved Base Because Briefly Declined Deferred Deliberately Draw Duly Empires Executed Finally Friday Granted
    Grounds Hence Initial Inside Interesting Lovely Material Meanwhile Numbered Payable Planning Precedents Progress Since
    Sold Spread Street Suppose Swap Thursday Transparency Treasury Tuesday Unsettled Utilisation Waived Whatever Why
"""
"""Words that are written with a capital and nowhere without: who writes another one here asks who is meant by it."""


def test_nobody_is_named() -> None:
    words = {word for _, line in EVERY for word in re.findall(r"[A-Za-z]+", line)}
    found = {word for word in words if not word.islower() and word.lower() not in words}
    assert found <= set(NO_NAMES.split())
    assert "Street" in found


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- Here is a redline.", "voice.yaml:1:1: A voice is a mapping of acts."),
        ("opne:\n  any: [A draft.]", "voice.yaml:1:1: opne: Nobody does “opne” here. Did you mean open?"),
        ("open: [A draft.]", "voice.yaml:1:7: open: An act has lines by mood."),
        ("open:\n  angry: [A draft.]", "voice.yaml:2:3: open.angry: There is no mood “angry”."),
        ("open:\n  any: A draft.", "voice.yaml:2:8: open.any: A mood has a list of lines."),
        ("open:\n  any:\n    - 7", "voice.yaml:3:7: open.any[0]: A line is a text."),
        ("open:\n  any:\n    - A draft", "voice.yaml:3:7: open.any[0]: A line is one sentence or more"),
        ("open:\n  any:\n    - Next {quarter}.", "voice.yaml:3:7: open.any[0]: Only {turn} stands in braces."),
        ("open:\n  any:\n    - A “draft”.", "voice.yaml:3:7: open.any[0]: What is said stands in quotes already."),
        (f"open:\n  any:\n    - {'Long ' * 20}.", "voice.yaml:3:7: open.any[0]: The line has 101 characters"),
        ("open:\n  any:\n    - Once.\n  cold:\n    - Once.", "voice.yaml:5:7: open.cold[0]: The line stands in line 3"),
        ("open:\n  any:\n    - *no", "voice.yaml:3:7: The alias *no is not used here."),
    ],
)  # fmt: skip
def test_an_author_is_told_what_is_wrong_and_where(text: str, says: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        sayings.lines_in(read(text, "voice.yaml"))
    assert says in str(refused.value)


# Which line


def test_no_line_comes_again_before_all_that_would_do_have_been_said() -> None:
    for game in spoken_games():
        said: Counter[str] = Counter()
        for moment in game:
            line = said_by(moment.decision)
            if not moment.by.startswith("bot") or not line:
                continue
            view, feeling = moment.view, voice.mood(moment.view)
            own, common = voice.pool(
                view.seat, view.character.archetype, ACT_OF[line], feeling, view.turns.word
            )
            assert line in (*own, *common)
            assert said[line] == min(said[one] for one in (*own, *common))
            said[line] += 1
        if all(moment.by.startswith("bot") for moment in game):
            assert len(said) >= 7 * said.total() // 10


def test_a_turn_is_called_what_the_game_calls_it() -> None:
    at = [line for _, line in EVERY if "{turn}" in line]
    assert at
    for moment, line in speeches():
        assert "{" not in line, moment.seed


def test_both_sides_have_heard_everything_that_was_said() -> None:
    for game in spoken_games():
        said = Counter(said_by(moment.decision) for moment in game if said_by(moment.decision))
        last = game[-1].state
        for seat in SEATS:
            heard = voice.heard_so_far(view_of(FLAGSHIP, last, seat))
            assert not heard - said
            assert (said - heard).total() <= 1  # what the last decision itself says


# Moods


def at(view: View, trust: int, friction: int = 100) -> View:
    numbers = {**view.numbers, f"relations.{view.seat}_trust": trust, "relations.friction": friction}
    return replace(view, numbers=numbers)


def test_it_is_warm_to_those_it_trusts_and_cold_to_those_it_does_not() -> None:
    state, _ = at_a_table("bot:2")
    view = view_of(FLAGSHIP, state, MICROSOFT)
    assert [voice.mood(at(view, trust)) for trust in (399, 400, 699, 700)] == [
        "cold",
        "plain",
        "plain",
        "warm",
    ]
    assert voice.mood(at(view, 900, friction=500)) == "plain"


def test_a_threat_makes_anybody_cold_until_they_have_answered_it() -> None:
    state, chance = at_a_table("bot:2", microsoft_archetype="deal-lawyer")
    for option in engine.legal(FLAGSHIP, state, OPENAI):
        if isinstance(option.decision, Threat):
            _, state = engine.step(FLAGSHIP, state, OPENAI, option.decision, chance)
            break
    assert voice.mood(at(view_of(FLAGSHIP, state, MICROSOFT), 900)) == "cold"
    said, state = reply(state, chance, Offer(package=(("revenue-share", 1500),)))
    assert said_by(said) in ACT_OF
    assert ACT_OF[said_by(said)] == sayings.TO_A_THREAT
    assert voice.mood(at(view_of(FLAGSHIP, state, MICROSOFT), 900)) == "warm"


def test_a_mood_gives_nothing_away_that_the_listener_may_not_know() -> None:
    rnd, moods = random.Random(7), set()
    for moment, _ in list(speeches())[::5]:
        seat = moment.question.seat
        feeling = voice.mood(moment.view)
        moods.add(feeling)
        for _ in range(3):
            secret = scrambled(FLAGSHIP, moment.state, other(seat), rnd)
            assert voice.mood(view_of(FLAGSHIP, secret, seat)) == feeling
    assert moods == set(sayings.MOODS)


def test_a_date_that_only_one_side_knows_is_never_hinted_at() -> None:
    pressed = 0
    for moment, line in speeches():
        if not isinstance(moment.decision, Offer):
            continue
        mind = mind_at(moment, moment.state)
        said = Proposal(moment.decision.package, moment.decision.riders)
        assert voice.act_of(mind, said) == ACT_OF[line]
        character = replace(mind.view.character, must_sign_by=mind.view.quarter)
        mind.view = replace(mind.view, character=character)
        assert voice.act_of(mind, said) == ACT_OF[line]
        pressed += ACT_OF[line] == sayings.DEADLINE
    assert pressed
    shared = {date.quarter for date in FLAGSHIP.deadlines if len(date.seen_by) == 2}
    state, _ = at_a_table("bot:2")
    for seat in SEATS:
        for quarter in range(FLAGSHIP.quarters.count):
            then = state.copy()
            then.quarter = quarter
            told = voice.presses(FLAGSHIP, view_of(FLAGSHIP, then, seat))
            assert told == (quarter in shared or quarter == FLAGSHIP.quarters.count - 1)


# The words and the numbers


def rungs(state: State, seat: Seat, before: Package, after: Package) -> set[int]:
    """Which way the clauses of a seat's offer went: 1 for the other side's good, -1 against it."""
    old, new = {**state.terms, **dict(before)}, {**state.terms, **dict(after)}
    way = 1 if seat == MICROSOFT else -1
    found = set()
    for id, clause in CLAUSES.items():
        step = clause.options.index(new[id]) - clause.options.index(old[id])
        if step:
            found.add(way if step > 0 else -way)
    return found


def offers(state: State, seat: Seat) -> list[Package]:
    assert state.table is not None
    return [said.package for said in state.table.history if said.move == "offer" and said.seat == seat]


class Claims:
    """What each kind of line says is so; checked against the state, not against how the line was chosen."""

    def __init__(self, moment: Moment) -> None:
        self.state, self.seat, self.decision = moment.state, moment.question.seat, moment.decision
        self.mind: Callable[[], Mind] = lambda: mind_at(moment, moment.state)
        self.table = moment.state.table
        self.last_turn = FLAGSHIP.last_turn(moment.state.quarter)

    def holds(self, act: str) -> bool:
        if isinstance(self.decision, Answer):
            return self._answers(self.decision, act)
        if isinstance(self.decision, Walk):
            rounds = self.table.rounds if self.table else 0
            return {
                sayings.LAST: rounds == 0 and not self.last_turn,
                sayings.FAREWELL: rounds == 0 and self.last_turn,
                sayings.IMPATIENT: rounds > 0 and self.mind().patience == 0,
                sayings.NOTHING: rounds > 0,
            }[act]
        if isinstance(self.decision, Offer):
            return self._offers(self.decision, act)
        return isinstance(self.decision, {sayings.SIGN: Accept, sayings.BECAUSE: Because}[act])

    def _answers(self, answer: Answer, act: str) -> bool:
        notice = next(one for one in self.state.notices if one.id == answer.notice)
        azure = notice.provider == "azure"
        return (answer.answer, azure) in {
            sayings.GRANT: [("exercise", True)],
            sayings.EXERCISE: [("exercise", False)],
            sayings.IN_PART: [("partial", True), ("partial", False)],
            sayings.WAIVE: [("waive", False)],
            sayings.DECLINE: [("waive", True)],
            sayings.PRICE: [("waive-for", False)],
            sayings.LATER: [("later", False)],
        }[act]

    def _offers(self, offer: Offer, act: str) -> bool:
        table, them = self.table, other(self.seat)
        assert table is not None
        mine, theirs = offers(self.state, self.seat), offers(self.state, them)
        moved = rungs(self.state, self.seat, mine[-1], offer.package) if mine else set()
        last = table.history[-1] if table.history else None
        aside = last.move if last is not None and last.seat == self.seat else ""
        heard = {said.move for said in table.history if said.seat == them}
        quarter = self.state.quarter
        match act:
            case sayings.OPEN | sayings.NEWS:
                news = any(one.quarter == quarter for one in self.state.drawn)
                return not mine and not theirs and (act == sayings.OPEN or news)
            case sayings.DEADLINE:
                return self.last_turn or any(
                    date.quarter == quarter and len(date.seen_by) == 2 for date in FLAGSHIP.deadlines
                )
            case sayings.COUNTER:
                return bool(mine or theirs or table.offered_by)
            case sayings.CONCEDE:
                book = self.mind().theirs
                return moved == {1} and book.gain_of(offer.package) > book.gain_of(mine[-1])
            case sayings.STAND:
                return bool(mine) and 1 not in moved
            case sayings.THANKS:
                own = self.mind().own
                return rungs(self.state, them, *theirs[-2:]) == {1} and own.gain_of(theirs[-1]) > own.gain_of(
                    theirs[-2]
                )
            case sayings.LAST_ROUND:
                return table.rounds == 1 + bool(offer.riders.letters)
            case sayings.FOR_THAT | sayings.NOT_THAT:
                return (act == sayings.FOR_THAT) == (set(table.wanted) <= set(offer.package)) and bool(
                    table.wanted
                )
            case sayings.TIED:
                return bool(offer.riders.links)
            case sayings.ON_CONDITION:
                return bool(offer.riders.contingents)
            case sayings.FIRM | sayings.PROMISED | sayings.THREATENED:
                return aside == {"firm": "insist", "promised": "promise", "threatened": "threat"}[act]
            case sayings.TO_A_PROMISE | sayings.TO_A_THREAT:
                return act.removeprefix("to-a-") in heard
        return False


def test_the_words_never_contradict_the_numbers() -> None:
    acts: Counter[str] = Counter()
    for moment, line in speeches():
        act = ACT_OF[line]
        assert Claims(moment).holds(act), (moment.seed, moment.state.quarter, moment.decision)
        acts[act] += 1
    assert len(acts) >= 20
    assert acts[sayings.CONCEDE] >= 3


@pytest.mark.parametrize("kind", list(ARCHETYPES[MICROSOFT]))
def test_what_is_said_to_a_person_who_tries_everything_is_true_as_well(kind: str) -> None:
    asked: Package = (("revenue-share", 1500), ("ip-end", 2032))
    state, chance = at_a_table("bot:2", microsoft_archetype=kind)
    for move in (Give(clause="api-distribution", term="azure-first"), Offer(package=asked), Why(), Ask(),
                 Offer(package=asked[:1])):  # fmt: skip
        if state.table is None or state.table.turn != OPENAI:
            continue
        state.table = replace(state.table, rounds=4)
        _, before = engine.step(FLAGSHIP, state, OPENAI, move, chance)
        said, state = spoken(state, chance, move)
        line = said_by(said[-1])
        question = engine.ask(FLAGSHIP, before)[0]
        if len(said) == 1:
            moment = Moment(
                before, question, view_of(FLAGSHIP, before, MICROSOFT), (), said[0], "bot:2", "b2:first"
            )
            assert Claims(moment).holds(ACT_OF[line]), (move, line)


def test_giving_way_is_called_so_and_standing_firm_is_not_called_giving_way() -> None:
    state, _ = at_a_table("bot:2")
    view = view_of(FLAGSHIP, state, MICROSOFT)
    first, kinder, mixed = (
        (("revenue-share", 2000),),
        (("revenue-share", 1500),),
        (("revenue-share", 1500), ("ip-end", 2035)),
    )
    assert voice.gives_way(view, MICROSOFT, Proposal(first), Proposal(kinder))
    assert not voice.gives_way(view, OPENAI, Proposal(first), Proposal(kinder))
    assert voice.stands_still(view, OPENAI, Proposal(first), Proposal(kinder))
    assert not voice.gives_way(view, MICROSOFT, Proposal(first), Proposal(mixed))
    assert not voice.stands_still(view, MICROSOFT, Proposal(first), Proposal(mixed))


def test_nothing_is_made_light_of_where_somebody_could_have_been_hurt() -> None:
    grave = {card.id for card in FLAGSHIP.events if voice.is_grave(card)}
    assert {"product-harm", "major-incident", "safety-team", "weights-gone"} <= grave
    assert len(grave) < 10
    for moment, line in speeches():
        if ACT_OF[line] == sayings.NEWS:
            drawn = {one.card for one in moment.state.drawn if one.quarter == moment.state.quarter}
            assert not drawn & grave
