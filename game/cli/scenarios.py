"""``scenario``: list, check, table, schema; and the schema that programs in a seat go by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.cli.shared import MOST_DRAWS

if TYPE_CHECKING:
    import argparse

    from game.rules.scenario import Scenario


def list_all(arguments: argparse.Namespace) -> int:
    from game.files.scenarios import headline, shipped_scenarios

    for id, path in shipped_scenarios():
        head = headline(path)
        print(f"{id:<20} {head.length:<21}  ~{head.minutes:>2} min  {head.title}: {head.summary}")
    return 0


def check(arguments: argparse.Namespace) -> int:
    from game.errors import Exit
    from game.files.scenarios import look_at

    worst = Exit.FINE
    for file in arguments.files:
        checked = look_at(file)
        for problem in checked.problems:
            print(problem)
        for warning in checked.warnings:
            print(f"warning: {warning}")
        if checked.problems:
            worst = Exit.FOUND
        elif checked.warnings:
            print(f"{file}: playable, with {len(checked.warnings)} warnings.")
        else:
            print(f"{file}: nothing to complain about.")
        if checked.scenario is not None:
            _print_cards(checked.scenario, whole=arguments.cards)
    return int(worst)


def _print_cards(scenario: Scenario, *, whole: bool) -> None:
    """Print what an author should know of a scenario's cards, and with ``whole`` the cards themselves."""
    from game.lab.deck import described, remarks

    if whole:
        print("\n".join(described(scenario)))
    print("\n".join(remarks(scenario)))


def table(arguments: argparse.Namespace) -> int:
    """Print what each clause is to the two sides, over many draws."""
    from game.errors import Exit, Refusal
    from game.files.scenarios import load_scenario
    from game.lab.anatomy import as_text, study
    from game.rules.chance import checked_seed

    if not 1 <= arguments.draws <= MOST_DRAWS:
        raise Refusal(
            "draws", f"--draws goes from 1 to {MOST_DRAWS}; {arguments.draws} does not fit.", "100 is plenty."
        )
    found = study(load_scenario(arguments.scenario), arguments.draws, checked_seed(arguments.seed))
    if arguments.json:
        import msgspec

        print(msgspec.json.encode(found).decode())
    else:
        print(as_text(found))
    return int(Exit.FINE)


def schema(arguments: argparse.Namespace) -> int:
    from game.files.scenarios import scenario_schema

    return _as_json(scenario_schema(), arguments.file)


def protocol(arguments: argparse.Namespace) -> int:
    """Print the schema of the lines between the game and another program."""
    from game.players.lines import schema

    return _as_json(schema(), arguments.file)


def _as_json(value: object, file: str) -> int:
    import json

    from game.files.places import write_whole

    text = json.dumps(value, indent=2, ensure_ascii=False) + "\n"
    if file:
        from pathlib import Path

        write_whole(Path(file), text.encode())
    else:
        print(text, end="")
    return 0
