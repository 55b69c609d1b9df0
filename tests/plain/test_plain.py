"""The plain mode plays the whole game: every line can be read out, every prompt understood, and the game is the app's."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from game.cli import main
from game.desk.coaching import WAIVER
from game.desk.starting import begun_lesson
from game.files.moves import write_move
from game.files.places import save_folder
from game.files.scenarios import load_scenario
from game.plain.beginning import Beginning
from game.plain.reader import Reader, aloud
from game.rules.decisions import Act, CloudPlan, Offer, Plan, Request, Threat, Undo
from game.rules.units import SEATS, Seat
from game.session import Session
from tests.plain.conftest import Person, Typed, begun, obvious, opened

HERE = Path(__file__).parent.parent.parent
WORDS = (
    "?", "status", "status all", "they", "agreement", "agreement revenue share", "ledger", "market", "notes", "news", "brief", "said",
    "letter", "numbers", "numbers cash", "why cash", "moves", "about", "r",
)  # fmt: skip


def the_game() -> tuple[str, list[str], Session]:
    """A short game of Microsoft's, played as advised."""
    path = save_folder() / "whole.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    session = begun("microsoft", path=path)
    after = iter(("1", "2", "3", "4", "5", "6"))
    said, typed = opened(
        session, lambda prompt: next(after, None) if prompt.startswith("What would") else obvious(prompt)
    )
    return said, typed, Session.load(path)


def test_a_whole_game_is_played_line_by_line_and_is_the_game_that_the_same_decisions_make() -> None:
    said, typed, played = the_game()
    assert played.outcome() is not None
    assert all(len(line) <= 80 for line in said.splitlines())
    assert not set(said) & set("\x1b\r\t→−·●○×│─█▲▼…“”’")
    assert "The end." in said
    assert "grade" in said
    assert "Across the table sat" in said
    for words in ("judged by", "Amendment No. 2", "You and the record", "the record", "Nobody was told"):
        assert words in " ".join(said.split())

    # The same moves, as a script has them, against the same bot.
    again = begun("microsoft")
    mine = iter([step.decision for step in played.steps if step.by == "microsoft"])
    for step in played.steps:
        if step.by == "microsoft":
            again.act("microsoft", next(mine))
        else:
            question = again.waits_for_bot()
            assert question is not None
            again.act("openai", again.think(question))
    assert again.state == played.state

    # And the same answers from a file, in a process that loads nothing that draws.
    code = (
        "import sys; from game.cli import main; code = main(sys.argv[1:]); "
        "assert not {'textual', 'rich'} & set(sys.modules); sys.exit(code)"
    )
    command = ("play", "--plain", "--quick", "--as", "microsoft", "--seed", "harbour-7")
    done = subprocess.run(
        [sys.executable, "-c", code, *command],
        cwd=HERE, input="\n".join(typed) + "\n", capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    piped = Session.load(save_folder() / "microsoft-harbour-7.jsonl")
    assert [step.state for step in piped.steps] == [step.state for step in played.steps]
    assert done.stdout.splitlines()[2:40] == said.splitlines()[:38]
    assert "There is nothing more to read" not in done.stdout.split("The end.")[0]


def test_moves_can_be_typed_as_scripts_write_them() -> None:
    person = Person(begun("openai"), "openai")
    respond = write_move(person.playing._moment.advice.decisions[0], "2025-Q1")
    said = person.types(
        respond, "plan train=46 safety=25", "act court about=oracle amount=300", "undo", "done"
    )
    mine = [step.decision for step in person.session.steps if step.by == "openai"]
    assert mine[1] == Plan(train=46, safety=25)
    assert isinstance(mine[2], Act)
    assert mine[2].amount == 300
    assert "Compute and notices" in said
    said = person.types("request 100 azure 2026-Q1")
    asked = [step.decision for step in person.session.steps if isinstance(step.decision, Request)]
    assert [request.mw for request in asked] == [100]
    assert "Microsoft" in said


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("9", '"9" is not a number from 1 to 3.'),
        ("0", "not a number from 1 to 3"),
        ("frobnicate", "nothing that can be said here"),
        ("staus", "Did you mean status?"),
        ("plan train=200 safety=1", "."),
        ("plan wobble", "."),
        ("respond nothing nothing", "."),
        ("why nonsense", "No number is called"),
        ("agreement nonsense", "No clause is called"),
        ("\x1b[2J", "nothing that can be said here"),
        ("x" * 9000, "nothing that can be said here"),
    ],
)
def test_what_does_not_fit_is_answered_by_a_sentence_and_asked_again(typed: str, told: str) -> None:
    person = Person(begun("openai"), "openai")
    person.types()
    said = person.types(typed)
    assert told in said
    assert said.count("Answer, 1 to 3") == 2
    assert not person.session.steps
    assert "\x1b" not in said


def test_words_are_heard_at_every_question_and_change_nothing() -> None:
    person = Person(begun("openai"), "openai")
    person.types("", "")
    steps = len(person.session.steps)
    said = person.types(*WORDS, "1", *WORDS, "back")
    assert len(person.session.steps) == steps
    for words in (
        "Cash: $",
        "Microsoft, as far as you can tell",
        "Revenue share: 20%",
        "Your mandate is",
        "Type the number",
    ):
        assert words in said
    assert said.count("Compute and notices.") == 2  # r reads it again


def test_a_plan_is_turned_planned_taken_back_and_sealed() -> None:
    person = Person(begun("microsoft"), "microsoft")
    said = person.types("", "1", "150", "60", "4", "low", "5", "open the table")
    assert "It goes from" in said
    assert "Build: 60%" in said
    assert "Rate: low" in said
    assert any(isinstance(step.decision, Act) for step in person.session.steps)
    assert "Take back the last thing planned" in said
    said = person.types("5", "hire their team", "5", "open the table", "7", "7", "6")
    assert "Only the last thing planned can be taken back." in said
    sealed = [step.decision for step in person.session.steps if isinstance(step.decision, CloudPlan)]
    assert [(plan.build, plan.rate) for plan in sealed] == [(60, "low")]
    assert Undo() in [step.decision for step in person.session.steps]
    assert person.session.state.table is None


def at_the_table() -> Person:
    person = Person(begun("microsoft"), "microsoft")
    said = person.types("", "5", "open the table", "6")
    for _ in range(12):
        if said.rstrip().rsplit("\n", 1)[-1].startswith("Your move, 1 to 8"):
            return person
        said = person.types("")
    raise AssertionError(said)


def test_the_table_is_drafted_bound_and_offered() -> None:
    person = at_the_table()
    said = person.types("2", "cap", "60", "2", "equity", "23", "link", "1", "2", "7", "1")
    assert "Revenue share cap" in said
    assert "helps you" in said
    assert "Your draft: " in said
    said = person.types("2", "ip end", "1", "2", "commitment", "1")
    told = said.split("four clauses change, what matters most to you first.")[1].split("\n")[1:5]
    strong = [words.count("decisively") * 3 + words.count("a lot") * 2 for words in told]
    assert strong == sorted(strong, reverse=True)
    said = person.types("7", "only if", "licence", "back", "7", "side letter", "", "", "", "", "", "y")
    said += person.types("7", "not negotiable", "equity", "n", "threaten", "", "", "y")
    assert "It costs nothing to say" in said
    assert any(isinstance(step.decision, Threat) for step in person.session.steps)
    before = len(person.session.steps)
    said = person.types("3", "", "3", "y")
    made = [s.decision for s in person.session.steps if s.by == "microsoft" and isinstance(s.decision, Offer)]
    assert len(made) == 1
    assert len(made[0].package) == 4
    assert len(made[0].riders.letters) == 1
    assert len(person.session.steps) > before
    assert "becomes" in said


def test_the_end_of_the_input_leaves_the_save_whole_and_enter_goes_on_with_it() -> None:
    path = save_folder() / "short.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    said, _ = opened(begun("openai", path=path), ("", "1"))
    assert "There is nothing more to read, so the game stops here." in said
    assert "Saved as short" in said
    steps = len(Session.load(path).steps)
    said, _ = opened(None, ("", "", "quit"))
    assert "Continue: OpenAI" in said
    assert len(Session.load(path).steps) > steps


def told(prompt: str, said: str) -> str | None:
    """What somebody types who does what the tutorial says, and else what is advised."""
    if prompt.startswith("What would you like"):
        return None
    coached = (
        said.rsplit("\nTutorial: ", 1)[-1]
        if "\nTutorial: " in said[said[: -len(prompt)].rfind("): ") :]
        else ""
    )
    typed = re.search(r'Type\s+"([^"]*)"', coached)
    return "y" if " y or n" in prompt else typed[1] if typed else ""


@pytest.mark.parametrize("seat", SEATS)
def test_whoever_does_what_the_tutorial_says_signs_something_and_reads_what_was_left(seat: Seat) -> None:
    heard = StringIO()
    typed = Typed(heard, lambda prompt: told(prompt, heard.getvalue()))
    session = begun_lesson(load_scenario(WAIVER), seat)
    assert Beginning(Reader(typed, heard)).open(session) == 0
    said = heard.getvalue()
    assert "turn 1 of 3" in said
    assert re.search(r'Type\s+"a\s+bare\s+demand"', said)
    assert len(session.state.agreement.amendments) == 1
    assert re.search(r"You left .* on the\s+table", said)
    assert re.search(r"The best for both: \+?\$", said)


def test_the_tutorial_is_openais_unless_another_seat_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO(""))
    assert main(["play", "waiver", "--plain"]) == 0
    assert "You are OpenAI" in capsys.readouterr().out


def test_a_new_game_is_set_up_in_questions() -> None:
    said, _ = opened(
        None,
        (
            "new game",
            "game",
            "short",
            "you are",
            "microsoft",
            "level",
            "intern",
            "seed",
            "quarry-3",
            "",
            "brief",
            "quit",
        ),
    )
    assert "You are Microsoft" in said
    assert "Your mandate is Balanced" in said
    header = Session.load(save_folder() / "microsoft-quarry-3.jsonl").header
    assert header.scenario.id == "first-refusal-quick"
    assert header.seats["openai"].startswith("bot:1")
    assert header.seats["microsoft"] == "you"


def test_without_a_screen_the_app_says_that_there_is_a_plain_mode(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["play", "--seed", "x"], []):
        assert main(command) == 2
        assert "play --plain" in capsys.readouterr().err
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "dumb")
    assert main(["play", "--seed", "x"]) == 2
    assert "TERM is dumb; first-refusal play --plain" in capsys.readouterr().err
    assert main(["play", "--plain", "--hot-seat"]) == 2
    assert "Two people cannot share --plain" in capsys.readouterr().err


def test_signs_are_read_out_as_words() -> None:
    assert aloud("· Trust −3 · cash ▼2 bn → “ten”…") == 'Trust minus 3, cash down 2 bn to "ten"...'
    assert aloud("\x1b[2Jcash -$5bn") == "[2Jcash minus $5bn"
    assert aloud("Q1–Q3 2025: +5 %  ▁▃▆") == "Q1 to Q3 2025: +5%"


def test_a_famous_game_is_told_of_and_where_it_is_read() -> None:
    said, _ = opened(None, ("load", "nine million", "quit"))
    assert "Nine million messages, a famous game" in said
    assert "before there is anything to say it about" in " ".join(said.split())
    assert "first-refusal replay nine-million-messages" in said


def test_a_program_in_a_save_is_shown_before_it_is_started(tmp_path: Path) -> None:
    path, started = save_folder() / "stranger.jsonl", tmp_path / "started"
    path.parent.mkdir(parents=True, exist_ok=True)
    begun("openai", bot=f"exec:touch {started}", path=path).close()
    said, _ = opened(None, ("", "", "quit"))
    assert "exec:touch" in said
    assert "with your rights" in said
    assert not started.exists()
