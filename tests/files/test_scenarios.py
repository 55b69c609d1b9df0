"""Scenario files: an author is told everything that is wrong, at its place, in one reading."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.errors import Exit, ScenarioError
from game.files import sense
from game.files.places import shipped
from game.files.scenarios import (
    check_scenario,
    find_scenario,
    headline,
    load_scenario,
    look_at,
    read_scenario,
    scenario_schema,
    shipped_scenarios,
)
from game.files.schema import FILE, schema_text
from game.files.shape import adapter, judged
from game.rules import engine
from game.rules.agreement import CLAUSES
from game.rules.chance import Chance
from game.rules.conditions import AnyOf, Between, ClauseIs, NoneOf, QuarterIs, StatIs
from game.rules.events import Change, Halt, Perhaps
from game.rules.scenario import Scenario
from game.rules.stats import STATS
from game.strict_yaml import read
from tests.files.small import small_yaml

SMALL = small_yaml()


def said_of(text: str) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        read_scenario(text, "s.yaml")
    assert caught.value.exit == Exit.SCENARIO
    said = [str(problem) for problem in caught.value.problems]
    assert all("\n" not in line for line in said)
    assert str(caught.value) == "\n".join(said)
    return said


def changed(old: str, new: str) -> tuple[str, int]:
    """The small scenario with one thing changed, and the line of the change."""
    assert SMALL.count(old) == 1, f"{old!r} stands {SMALL.count(old)} times in the small scenario"
    at = SMALL.index(old)
    return SMALL.replace(old, new), SMALL.count("\n", 0, at) + 1


# What is right


def test_a_small_scenario_is_read(scenario: Scenario) -> None:
    card = scenario.events[0]
    crowded = StatIs(stat="world.power_tight", at_least=20)
    tied = ClauseIs(clause="compute-sourcing", is_=("rofr", "exclusive"))
    assert card.when == (QuarterIs(quarter=Between(from_=1)), AnyOf(any_of=(crowded, tied)))
    (perhaps,) = card.choices.microsoft[1].effects
    lost = Change(change="relations.openai_trust", by=-3)
    assert perhaps == Perhaps(chance=30, then=(lost,), otherwise=(Halt(halt=1),))
    assert isinstance(scenario.events[1].when[0], NoneOf)
    assert isinstance(scenario.hidden.pace, tuple)
    assert hash(scenario.events[0].when) == hash(scenario.events[0].when)


def test_a_game_can_be_played_with_what_was_read(scenario: Scenario) -> None:
    state = engine.new_game(scenario, Chance("b2:harbour-7"))
    assert state.world.hype == 580
    assert engine.ask(scenario, state)


@pytest.mark.parametrize("name", [name for name, _ in shipped_scenarios()])
def test_a_scenario_that_ships_has_no_problems_and_no_warnings(name: str) -> None:
    assert [str(problem) for problem in check_scenario(name)] == []
    assert load_scenario(name).id == name


# One thing wrong: where, and what is said

WRONG = [
    # The shape
    ("title: Small\n", "titel: Small\n", "titel: There is no such key here. Did you mean title?"),
    ("summary: As little as there can be.\n", "", "The key summary is missing. It is a text."),
    ("minutes: 5", 'minutes: "5"', "minutes: '5' stands where a whole number belongs. Write it without quotes."),
    ("minutes: 5", "minutes: true", "minutes: true stands where a whole number belongs."),
    ("minutes: 5", "minutes: [5]", "minutes: A list stands where a whole number belongs."),
    ("title: Small\n", "title: 5\n", 'title: 5 stands where a text belongs. Put it in quotes: "5".'),
    ("hard: true", "hard: yes", "'yes' stands where true or false belongs. Write true or false, without quotes."),
    ("seen-by: [openai]", "seen-by: openai", "'openai' stands where a list belongs. Write [ ] around it."),
    ("count: 6}", "count: six}", "quarters.count: 'six' stands where a whole number belongs."),
    ("record: {date: 2025-11, source: F10}", "record: F10", "'F10' stands where a mapping with date, source belongs."),
    ("revenue-share: {start: 2000}", "revenue-share: {start: true}", "true stands where a whole number or a word belongs."),
    # Unions give one sentence about the member that was meant
    ("at-least: 20", "at-lest: 20", "any-of[0].at-lest: There is no such key here. Did you mean at-least?"),
    ("at-least: 20", "at-least: much", "any-of[0].at-least: 'much' stands where a whole number belongs."),
    ("{quarter: {from: 1}}", "{quartr: {from: 1}}", "when[0]: 'quartr' is none of the things that may stand here. Did you mean quarter?"),
    ("{quarter: {from: 1}}", "{}", "when[0]: This is empty. There are stat, quarter, clause, on-order, happened, any-of, all-of, none-of."),
    ("{quarter: {from: 1}}", "always", "when[0]: 'always' stands where {stat: …} or"),
    ("{quarter: {from: 1}}", "{quarter: {form: 1}}", "when[0].quarter.form: There is no such key here. Did you mean from?"),
    ("is: [rofr, exclusive]", "is: rofr", "any-of[1].is: 'rofr' stands where a list belongs."),
    ("otherwise: [{halt: 1}]", "otherwise: [{hold: 1}]", "otherwise[0]: 'hold' is none of the things that may stand here."),
    ("{change: microsoft.capex, by: 400}", "{change: microsoft.capex}", "The key by is missing. It is a whole number."),
    # The writing
    ("cooldown: 2", "cooldown: 2.5", "cooldown: 2.5 is a number of a kind that is not used here."),
    ("cooldown: 2", "cooldown: ~", "cooldown: There is no value here."),
    ("weight: 8", "title: Again", "The key title was given before"),
    # Names
    ("cash: 10000", "cach: 10000", "openai has no stat 'cach'. Did you mean cash?"),
    ("cash: 10000", "cash: 10000, agi_view: 1", "agi_view is drawn when a game begins. Leave it out."),
    ("cash: 10000", "cash: 10000, azure_mw: 3", "sum to 700 MW, not to 3."),
    ("cash: 10000, ", "", "The start value of cash (Cash, $M) is missing."),
    ("market: 4000", "market: 0", "world.market: 0 is not between 1 and"),
    ("hype: 58", "hype: 101", "world.hype: 101 is not between 0 and 100."),
    ("stat: world.power_tight", "stat: power_tight", "There is no stat 'power_tight'. Did you mean world.power_tight?"),
    ("stat: world.power_tight", "stat: world.power_tite", "There is no stat 'world.power_tite'. Did you mean world.power_tight?"),
    ("change: microsoft.capex", "change: microsoft.capx", "There is no stat 'microsoft.capx'. Did you mean microsoft.capex?"),
    ("clause: compute-sourcing", "clause: compute-sorcing", "There is no clause 'compute-sorcing'. Did you mean compute-sourcing?"),
    ("is: [rofr, exclusive]", "is: [rofr, exlusive]", "is[1]: 'exlusive' is not a term of compute-sourcing. Did you mean exclusive?"),
    ("  ip-end:", "  ip-and:", "There is no clause 'ip-and'. Did you mean ip-end?"),
    ("revenue-share: {start: 2000}", "revenue-share: {start: 2001}", "2001 is not a term of revenue-share."),
    ("revenue-share: {start: 2000}", 'revenue-share: {start: "2000"}', "'2000' is not a term of revenue-share."),
    ("revenue-share: {start: 2000}", "revenue-share: {start: 2000, options: [1500, 1000]}", "The start 2000 is not on the ladder"),
    ("revenue-share: {start: 2000}", "revenue-share: {start: 2000, options: [0, 2000]}",
     "out of order. Best for Microsoft first: 2000, 0."),
    ("revenue-share: {start: 2000}", "revenue-share: {start: 0, options: [0, 0]}", "0 stands on the ladder twice."),
    ("provider: big-red", "provider: big-rod", "There is no provider 'big-rod'. Did you mean big-red?"),
    ("capacity: big-red", "capacity: big-rod", "There is no provider 'big-rod'."),
    ("happened: warm-shells", "happened: warm-shell", "There is no card 'warm-shell'. Did you mean warm-shells?"),
    ("choice: slip", "choice: sleep", "Nobody can answer warm-shells with 'sleep'. Did you mean slip?"),
    ("seen-by: [openai]", "seen-by: [open-ai]", "There is no seat 'open-ai'. Did you mean openai?"),
    ("  - id: echo", "  - id: warm-shells", "The id warm-shells was given before"),
    ("- id: slip\n", "- id: turbines\n", "The id turbines was given before"),
    ("  - id: as-it-was", "  - id: down-round", "The id down-round was given before"),
    ("  - id: echo", "  - id: Echo Two", "'Echo Two' is not an id: lower-case words and digits joined by hyphens. Try echo-two."),
    ("  - id: big-red\n", "  - id: azure\n", "azure is the other seat, not a provider."),
    ('"drift": {"value": 2200', '"drift": {"value": 22000', "22000 is not between 0 and 10000."),
    ('"capex": {"value": 38, "from": "rulebook"', '"capex": {"value": 38, "from": ""', "A dial says where it comes from."),
    ('"values": [70, 85, 100, 110, 125, 140]', '"values": []', "There is nothing to draw."),
    ('"churn": {"value": 1600, ', '"churn": {', "The key value is missing."),
    ('"churn": ', '"chum": ', "There is no such key here. Did you mean churn?"),
    ("mark: fiction", "mark: friction", "'friction' is not a mark. Did you mean fiction?"),
    ("    record: {date: 2025-11, source: F10}\n", "", "A historical card must say where it stands in the record."),
    # The record
    ('until: 2025-Q4\n  versions', 'until: 2025-12\n  versions', "'2025-12' is not a quarter. Write it like 2025-Q1."),
    ('{date: "2025-01-21", title', '{date: "January", title', "'January' is not a date. Write it like 2025-10-28, or 2025-10."),
    ('{date: "2025-01-21", title', '{date: "2025-11-21", title', "The versions are out of order."),
    ("compute-sourcing: none, ip-end: 2032}", "compute-sourcing: none, ip-end: 2033}", "2033 is not a term of ip-end."),
    ("compute-sourcing: none, ip-end: 2032}", "compute-sorcery: none}", "There is no clause 'compute-sorcery'. Did you mean"),
    ("microsoft: turbines, basis", "microsoft: turbans, basis", "microsoft cannot answer warm-shells with 'turbans'."),
    ("microsoft: turbines, basis", "openai: turbines, basis", "openai cannot answer warm-shells with 'turbines'."),
    ("card: warm-shells, microsoft", "card: cold-shells, microsoft", "There is no card 'cold-shells'. Did you mean warm-shells?"),
    ("basis: reported", "basis: hearsay", "'hearsay' is not a basis."),
    ("order: big-red", "order: big-rod", "There is no provider 'big-rod'."),
    ("raise: 1000", "raise: 0", "raise: 0 is not between 1"),
    ('date: "2025-02", build: 60', 'date: "2025-02", train: 60', "microsoft has no train on its order sheet."),
    ('date: "2025-02", build: 60', 'date: "2025-02", build: 101', "build: 101 is not between 0 and 100."),
    ("act: host-rival, seat: microsoft", "act: host-rival, seat: openai", "openai has no action 'host-rival'."),
    ("notices: waive", "notices: wave", "'wave' is not how the record answered."),
    ("stats: [openai.sold]", "stats: [openai.cold]", "There is no stat 'openai.cold'."),
    ("record: {date: 2025-11, source: F10}", "record: {date: autumn, source: F10}", "'autumn' is not a date."),
    # Numbers
    ("format: scenario/1", "format: scenario/2", "It was written for a later game."),
    ("format: scenario/1", "format: script/1", "This game reads scenario/1, not script/1."),
    ("from: 2025-Q1", "from: 2025-Q5", "'2025-Q5' is not a quarter. Write it like 2025-Q1."),
    ("count: 6}", "count: 0}", "quarters.count: 0 is not between 1 and 40."),
    ("count: 6}", "count: 7}", "The table has 6 numbers and the game 7 quarters."),
    ("revenue-per-mw: [5519", "revenue-per-mw: [0", "revenue-per-mw[0]: 0 is not above 0."),
    ("pace: [9000, 10000, 11000]", "pace: []", "There is no pace to draw."),
    ("theta: 1720", "theta: 2720", "2720 does not lie between 1500 and 2000."),
    ("quarter: 3\n", "quarter: 6\n", "The game has no quarter 6: it has 6, counted from 0."),
    ("scheduled: {quarter: 2,", "scheduled: {quarter: 9,", "The game has no quarter 9"),
    ("chance: 30", "chance: 101", "chance: 101 is not between 0 and 100."),
    ("halt: 1", "halt: 0", "halt: 0 is not between 1 and 100."),
    ("enterprise: 20", "enterprise: 30", "The weights sum to 110, not to 100."),
    ("enterprise: 20", "enterprize: 20", "openai is not judged by 'enterprize'. Did you mean enterprise?"),
    ("enterprise: 20, ", "", "The weight of enterprise is missing."),
    # What cards bring about
    ("promise: azure-orders", "promise: azure-order", "openai cannot promise 'azure-order'. Did you mean azure-orders?"),
    ("promise: azure-orders", "promise: waive", "openai cannot promise 'waive'."),
    ("amount: 200, due: 3", "amount: 50, due: 3", "amount: 50 is not between 100 and 5000."),
    ("amount: 200, due: 3", "amount: 200, due: 9", "due: 9 is not between 1 and 8."),
    ("- {amend: open-weights, to: limited}", "- {promise: safety-case, due: 3}", "Only an answer can promise something."),
    ("- {amend: open-weights, to: limited}", "- {if-they: deny, then: []}", "Only an answer can hang on the other's."),
    ("amend: open-weights", "amend: open-weight", "There is no clause 'open-weight'. Did you mean open-weights?"),
    ("to: limited", "to: limitless", "'limitless' is not a term of open-weights."),
    ("if-they: deny", "if-they: listen", "There is no answer of microsoft's 'listen'."),
    ("learns: openai", "learns: nobody", "There is no seat 'nobody'."),
    ("about: capacity", "about: gossip", "There is no thing to learn 'gossip'."),
    ("raise: 2", "raise: 60", "raise: 60 is not between 1 and 50."),
    ("slip: azure", "slip: nobody", "There is no provider 'nobody'."),
    ("give-up: azure", "give-up: nobody", "There is no provider 'nobody'."),
    ("toward: capex-sceptic", "toward: safety-hawk", "There is no archetype of microsoft 'safety-hawk'."),
    ("odds: 50", "odds: 0", "odds: 0 is not between 1 and 100."),
    ("need: [{stat: world.hype, at-most: 90}]", "need: [{stat: openai.cash, at-least: 9}]",
     "microsoft would learn from its own answers what openai.cash is."),
    ("need: [{stat: world.hype, at-most: 90}]", "need: [{on-order: big-red}]",
     "Microsoft would learn from its own answers what OpenAI has ordered elsewhere."),
    ("stat: world.power_tight", "stat: world.theta", "Nobody is told world.theta, and the card would tell."),
    # The end
    ("    title: As it was\n", "    title: As it was\n    when: [{stat: world.hype, at-least: 9}]\n",
     "No soft ending is without conditions"),
    ("    hard: true\n    when: [{stat: openai.distresses_lately, at-least: 90}]\n", "", "no soft ending after it can come. Put it last."),
    ("    when: [{stat: openai.distresses_lately, at-least: 90}]\n", "", "would stop the game at once."),
    ("epithets: [Still here, And yet]", "epithets: []", "An ending needs an epithet."),
    ("stat: world.hype, at-most: 90", "stat: world.hype", "This holds always. Give it at-least or at-most."),
    ("stat: world.hype, at-most: 90", "stat: world.hype, at-most: 9, at-least: 10", "Nothing is at least 10 and at most 9."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "words"), WRONG, ids=[f"{new.strip() or old.strip()}"[:60] for old, new, _ in WRONG]
)
def test_an_author_is_told(old: str, new: str, words: str) -> None:
    text, _ = changed(old, new)
    said = said_of(text)
    assert any(words in line for line in said), said
    # Nothing is said that only follows from it: at most that what was misspelt, or has another name now, is missing.
    assert len(said) <= (5 if "7}" in new or "azure" in new else 2), said


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("at-least: 20", "at-lest: 20", "at-lest"),
        ("at-least: 20", "at-least: much", "much"),
        ("cash: 10000", "cach: 10000", "cach"),
        ("happened: warm-shells", "happened: warm-shell", "warm-shell"),
        ("seen-by: [openai]", "seen-by: [open-ai]", "open-ai"),
    ],
)
def test_the_place_is_where_it_is_wrong(old: str, new: str, place: str) -> None:
    text, line = changed(old, new)
    (first, *_) = said_of(text)
    assert first.startswith(f"s.yaml:{line}:{text.splitlines()[line - 1].index(place) + 1}: ")


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    text = SMALL
    for old, new in (
        ("minutes: 5", "minutes: five"),
        ("cash: 10000", "cach: 10000"),
        ("pace: [9000", "pace: [9000.5"),
        ("at-least: 20", "at-lest: 20"),
        ("choice: slip", "choice: sleep"),
        ("enterprise: 20", "enterprise: 30"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    said = said_of(text)
    assert [re.sub(r"^s\.yaml:\d+:\d+: (\S+):.*", r"\1", line) for line in said] == [
        "minutes", "start.openai.cach", "hidden.pace[0]", "events[0].when[1].any-of[0].at-lest",
        "events[1].when[0].none-of[0].choice", "mandates.openai[0].weights",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["1", "[]", "{}", "words", "[{a: 1}]", "start: {openai: 3}", "events: {}", "a: {b: {c: d}}"]
)
def test_what_is_nothing_like_a_scenario_is_told_so(text: str) -> None:
    assert said_of(text)


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_line_may_be_lost_or_moved(data: st.DataObject) -> None:
    lines = SMALL.splitlines(keepends=True)
    line = lines.pop(data.draw(st.integers(0, len(lines) - 1)))
    if data.draw(st.booleans()):
        lines.insert(
            data.draw(st.integers(0, len(lines))), " " * data.draw(st.integers(0, 4)) + line.lstrip()
        )
    with suppress(ScenarioError):
        read_scenario("".join(lines), "s.yaml")


# Warnings

WARNED = [
    ("    weight: 8\n", "", "This card can never come: it has no weight and is not scheduled."),
    ("{quarter: {from: 1}}", "{quarter: {from: 7}}", "This card can never come: no quarter of the game lies between 7 and 999."),
    ("at-most: 90", "at-least: 1001", "Nobody can ever take this: world.hype is at most 100."),
    ("need: [{stat: world.hype, at-most: 90}]", "need: [{clause: ip-end, is: [2027]}]", ""),
    ("text: Buy turbines.", "text: Buy turbines.\n          points: 4", "Nobody can ever take this: it costs 4 of 3 points."),
    ("at-least: 90", "at-least: 101", "This ending can never come: openai.distresses_lately is at most 100."),
    ("at-least: 40", "at-least: 101", "This date can never be met: relations.openai_trust is at most 100."),
    ("Buy turbines.", "Buy turbines. " * 8, "characters do not fit the screen: at most 72."),
    ("Somebody remembers.", "It goes on. " * 40, "characters do not fit the screen: at most 420."),
    ("Somebody remembers.", "a b c " * 21, "63 words are too many to read at once: at most 60."),
    ("title: Warm shells", f"title: {'Warm ' * 12}", "at most 48."),
    ("when: [{none-of: [{happened: warm-shells, within: 2, choice: slip}]}]", "when: [{quarter: {from: 5}}]",
     "it is scheduled for quarter 2, outside 5 to 999."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), WARNED)
def test_an_author_is_warned_and_the_game_goes_on(tmp_path: Path, old: str, new: str, words: str) -> None:
    text, _ = changed(old, new)
    path = tmp_path / "s.yaml"
    path.write_text(text, encoding="utf-8")
    problems, warnings, scenario = look_at(path)
    assert problems == ()
    assert scenario is not None
    assert len(warnings) == (1 if words else 0), [str(one) for one in warnings]
    assert all(words in str(one) for one in warnings)
    assert [str(one) for one in check_scenario(path)] == [
        str(one).replace(one.words, f"Warning: {one.words}") for one in warnings
    ]


def test_a_term_that_no_ladder_leads_to_is_never_in_force(tmp_path: Path) -> None:
    text, _ = changed("need: [{stat: world.hype, at-most: 90}]", "need: [{clause: ip-end, is: [2027]}]")
    path = tmp_path / "s.yaml"
    path.write_text(
        text.replace("ip-end: {start: 2030}", "ip-end: {start: 2030, options: []}"), encoding="utf-8"
    )
    (warning,) = look_at(path).warnings
    assert "ip-end is never 2027 here" in str(warning)


def test_warnings_are_looked_for_where_a_clause_has_the_wrong_shape(tmp_path: Path) -> None:
    text, _ = changed("need: [{stat: world.hype, at-most: 90}]", "need: [{clause: [ip-end], is: [2027]}]")
    path = tmp_path / "s.yaml"
    path.write_text(text, encoding="utf-8")
    problems, warnings, _ = look_at(path)
    assert problems
    assert warnings == ()


def test_a_warning_is_silenced_on_its_line(tmp_path: Path) -> None:
    text, _ = changed("text: Buy turbines.", f"text: {'Buy turbines. ' * 8} # checked: it is read aloud")
    path = tmp_path / "s.yaml"
    path.write_text(text, encoding="utf-8")
    assert check_scenario(path) == ()


def test_a_stat_that_is_needed_and_one_that_is_drawn_are_stats() -> None:
    for fields in (sense.NEEDED, sense.DRAWN):
        for section, names in fields.items():
            assert all(f"{section}.{name}" in STATS for name in names)


# Finding


def test_a_slug_names_a_scenario_that_ships_and_a_path_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(SMALL, encoding="utf-8")
    assert find_scenario(str(path)) == path
    assert load_scenario(path).id == "small"
    for name, file in shipped_scenarios():
        assert find_scenario(name) == file


@pytest.mark.parametrize(
    "name", ["nowhere", "../secret", "/etc/passwd", "", "nul", "nowhere.yaml", "\0.yaml", "x" * 9000]
)
def test_a_scenario_that_is_not_there_is_said(name: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        load_scenario(name)
    assert len(caught.value.problems) == 1
    assert check_scenario(name) == caught.value.problems


def test_a_folder_and_a_binary_file_are_no_scenario(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "picture.yaml").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    for name in ("folder.yaml", "picture.yaml"):
        with pytest.raises(ScenarioError) as caught:
            load_scenario(tmp_path / name)
        assert len(caught.value.problems) == 1


def test_a_headline_is_read_without_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(SMALL + "\n\t- not yaml at all: [", encoding="utf-8")
    assert headline(path) == ("small", "Small", "As little as there can be.", 5, 6, "2025-Q1", 1)
    path.write_text("title: x\n", encoding="utf-8")
    with pytest.raises(ScenarioError):
        headline(path)
    with pytest.raises(ScenarioError):
        headline(tmp_path / "nothing.yaml")


def test_headlines_load_no_pydantic(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(SMALL, encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from game.files.scenarios import headline\n"
        "headline(Path(sys.argv[1])); print('pydantic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "False"


# The schema for an author's editor


def test_the_schema_knows_the_games_names() -> None:
    schema = scenario_schema()
    kinds: dict[str, Any] = schema["$defs"]
    assert kinds["StatIs"]["properties"]["stat"]["enum"] == list(STATS)
    assert set(kinds["Card"]["properties"]) >= {"id", "title", "when", "choices"}
    assert kinds["ClauseIs"]["properties"]["is"]["type"] == "array"
    clauses = schema["properties"]["agreement"]["properties"]
    assert list(clauses) == list(CLAUSES)
    assert clauses["revenue-share"]["properties"]["start"]["enum"] == list(CLAUSES["revenue-share"].options)
    assert kinds["Start"]["properties"]["world"]["properties"]["hype"]["maximum"] == 100
    assert "null" not in json.dumps(schema)
    named = set(re.findall(r"#/\$defs/(\w+)", json.dumps(schema)))
    assert named == set(kinds)


def test_the_schema_in_the_repository_is_the_one_the_game_makes() -> None:
    file = shipped("scenarios") / FILE
    assert file.read_text(encoding="utf-8") == schema_text(), "run make schema"


def test_the_small_scenario_has_every_kind_of_record() -> None:
    from game.files.shape import records

    seen = {kind.__name__ for kind, _, _ in records(read(SMALL, "s.yaml").value)}
    named = set(scenario_schema()["$defs"]) | {"Mandate", "Negotiable", "Scenario"}
    assert seen == named


def test_the_flagship_is_read_as_pydantic_would_read_it() -> None:
    document = read((shipped("scenarios") / "first-refusal.yaml").read_text(encoding="utf-8"), "flagship")
    scenario, problems = judged(document)
    assert not problems
    assert scenario == adapter().validate_json(msgspec.json.encode(document.value))
