"""Script files: read whole, and everything wrong with one is said at once, each with its line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.errors import ScenarioError
from game.files.scripts import STEPS, read_script

GOOD = """\
format: script/1
scenario: first-refusal
seed: b2:harbour-7
seats: {microsoft: bot:2}
steps:
  - openai: plan 46 25
  - until: {quarter: 2025-Q2, topic: plan}
  - refused: {by: openai, move: accept, code: wrong-phase}
  - expect: {openai.cash: {at-least: 5}, agreement.revenue-share: [2000, 1800], quarter: 2025-Q2}
"""


def problems(text: str) -> list[str]:
    with pytest.raises(ScenarioError) as found:
        read_script(text.encode(), "a.yaml")
    return [str(problem) for problem in found.value.problems]


def test_a_script_is_read_with_all_its_steps():
    script = read_script(GOOD.encode(), "a.yaml")
    assert [step.kind for step in script.steps] == ["move", "until", "refused", "expect"]
    assert script.seats == {"microsoft": "bot:2"}
    assert script.steps[1].quarter == 1
    assert [one.words() for one in script.steps[3].expected] == ["at least 5", "2000 or 1800", "2025-Q2"]


@pytest.mark.parametrize(
    ("was", "is_", "said"),
    [
        ("script/1", "script/2", "a.yaml:1:9: format: A script begins with format: script/1."),
        ("first-refusal", "first-refusals", "a.yaml:2:11: scenario: There is no scenario of that name."),
        ("first-refusal", "../first-refusal.yaml", "is a path"),
        ("plan 46 25", "plain 46 25", "a.yaml:6:13: steps[0].openai: There is no move “plain”. Did you mean plan?"),
        ("2025-Q2, topic", "2025-Q5, topic", "'2025-Q5' is not a quarter such as 2026-Q3"),
        ("topic: plan", "topic: planning", "Did you mean plan?"),
        ("by: openai", "by: amazon", "“amazon” is no seat"),
        ("openai.cash", "openai.cahs", "a.yaml:9:14: steps[3].expect.openai.cahs: There is no “openai.cahs” to look at."),
        ("at-least: 5", "at-least: many", "many stands where a whole number belongs"),
        ("  - openai: plan 46 25", "  - lab: plan 46 25", "“lab” is no step"),
        ("  - openai: plan 46 25", "  - openai", "A step is one thing"),
        ("seats:", "sits:", "There is no “sits” here"),
        ("seed: b2:harbour-7", "seed: 7", "7 stands where a text belongs"),
        ("seats: {microsoft: bot:2}", "seats: {openai: ../red.moves}", "a.yaml:4:17: seats.openai: “../red.moves” is a path."),
        ("seats:", "start: {openai.cahs: 5}\nseats:", "a.yaml:4:9: start.openai.cahs: There is no “openai.cahs” at the start. Did you"),
        ("seats:", "start: {openai.cash: many}\nseats:", "many stands where a whole number belongs"),
        ("seats:", "start: {openai.safety: 101}\nseats:", "openai.safety goes from 0 to 100."),
        ("seats:", "start: {openai.azure_mw: 5}\nseats:", "openai.azure_mw follows from the contracts."),
        ("seats:", "start: {agreement.ip-end: 2029}\nseats:", "2029 is no term of ip-end. "),
        ("agreement.revenue-share", "agreement.revenue-shares", "Did you mean revenue-share?"),
        ("openai.cash:", "openai.cash.tenths:", "openai.cash is not kept in tenths."),
        ("openai.cash:", "sight.amazon.openai.cash:", "Write sight.SEAT.STAT"),
        ("openai.cash:", "score.openai.returns:", "There are enterprise, compute, mission, independence, standing."),
        ("openai.cash:", "contract.azure.dew:", "Did you mean due?"),
        ("openai.cash:", "table.round:", "Did you mean rounds?"),
        ("openai.cash: {at-least: 5}", "openai.cash: {at-lest: 5}", "There is no “at-lest” here. Did you mean at-least?"),
        ("openai.cash: {at-least: 5}", "openai.cash: [_, 5]", "A value belongs here, or several of which any will do."),
        ("expect: {openai.cash: {at-least: 5}", "happened: {singed: {}", "Nothing happens by the name “singed”. Did you mean signed?"),
        ("expect: {openai.cash: {at-least: 5}", "happened: {moved: {stats: x}", "There is no “stats” here. Did you mean stat?"),
        ("refused: {by: openai, move: accept, code: wrong-phase}", "suppose: {}", "Steps belong here, a list."),
        ("refused: {by: openai, move: accept, code: wrong-phase}", "suppose: [openai: acept]", "Did you mean accept?"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(was, is_, said):
    assert any(said in one for one in problems(GOOD.replace(was, is_, 1)))


def test_everything_wrong_is_said_at_once():
    text = GOOD.replace("plan 46", "plain 46").replace("accept", "agre x").replace("openai.cash", "cash")
    assert len(problems(text)) == 3


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.characters(codec="utf-8")), min_size=1, max_size=4)
)
def test_a_spoilt_script_is_read_or_refused(changes):
    text = list(GOOD)
    for at, letter in changes:
        text[at] = letter
    try:
        script = read_script("".join(text).encode(), "a.yaml")
    except ScenarioError:
        return
    assert all(step.kind in (*STEPS, "move") for step in script.steps)
