"""The famous games: what no one of them covers, and how one is recorded again.

``python -m tests.tools.famous missing`` says what the games under ``saves/`` do not show, ``table`` prints the list of them for
saves/README.md. ``python -m tests.tools.famous record`` plays
each again, decision by decision, under today's rules and in today's format, as is needed before a release in which either number goes
up; ``record FILE…`` does so with these. A game that would go otherwise is left as it is and said; with ``--new-rules`` it may go
otherwise, as long as every decision is still allowed, and it ends, and ends as it did.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, get_args

from msgspec.structs import replace

import game
from game.debrief.figures import said as spoken
from game.errors import GameError, Refusal, SaveError
from game.files.places import SUFFIX, shipped
from game.files.saves import Saved, Step, peek, read_save, said_of_them, state_hash, write_save
from game.files.scenarios import load_scenario
from game.players import LEVELS, parse
from game.rules import engine
from game.rules.agreement import CLAUSES
from game.rules.chance import Chance
from game.rules.decisions import AnyDecision, Respond
from game.rules.facts import AnyFact, CardDrawn, Ended, Signed
from game.rules.units import SEATS

FLAGSHIP: Final = "first-refusal"


# What the games cover


@cache
def wanted() -> Mapping[str, str]:
    """Everything of the flagship that should be in some famous game: what it is called, and what a person calls that."""
    scenario = load_scenario(FLAGSHIP)
    things: dict[str, str] = {}
    for seat in SEATS:
        things[f"person:{seat}"] = f"a person in the seat of {seat}"
    for level in LEVELS:
        things[f"level:{level}"] = f"a bot of level {level}"
    for clause in CLAUSES:
        things[f"clause:{clause}"] = f"a signature that changes {clause}"
    for kind in get_args(AnyDecision):
        things[f"decision:{_tag(kind)}"] = f"the decision {_tag(kind)}"
    for kind in get_args(AnyFact):
        things[f"fact:{_tag(kind)}"] = f"the fact {_tag(kind)}"
    for kind in _kinds(
        wait for waits in (scenario.events, scenario.endings) for one in waits for wait in one.when
    ):
        things[f"condition:{kind}"] = f"a card or an ending that waited for a condition {kind}"
    for card in scenario.events:
        things[f"card:{card.id}"] = f"the card {card.id}"
        for seat, choices in (("openai", card.choices.openai), ("microsoft", card.choices.microsoft)):
            for choice in choices:
                things[f"choice:{card.id}/{seat}/{choice.id}"] = (
                    f"{seat} answering {card.id} with {choice.id}"
                )
    for ending in scenario.endings:
        things[f"ending:{ending.id}"] = f"the ending {ending.id}"
    return MappingProxyType(things)


def covered(saved: Saved) -> set[str]:
    """What of :func:`wanted` is in a game. The cards of the short game are the flagship's."""
    header, scenario = saved.header, saved.header.scenario
    cards = {card.id: card for card in scenario.events}
    endings = {ending.id: ending for ending in scenario.endings}
    found = {f"person:{seat}" for seat in header.people}
    found |= {f"level:{level}" for seat in SEATS if (level := parse(header.seats[seat]).level)}
    for step in saved.steps:
        decision = step.decision
        found.add(f"decision:{_tag(type(decision))}")
        if isinstance(decision, Respond) and decision.card in cards:
            found.add(f"choice:{decision.card}/{step.by}/{decision.choice}")
            found.add(f"card:{decision.card}")
        for fact in step.facts:
            found.add(f"fact:{_tag(type(fact))}")
            if isinstance(fact, CardDrawn) and fact.card in cards:
                card = cards[fact.card]
                if not card.choices.openai and not card.choices.microsoft:
                    found.add(f"card:{card.id}")
                found |= {f"condition:{kind}" for kind in _kinds(card.when)}
            elif isinstance(fact, Signed):
                found |= {f"clause:{clause}" for clause, _, _ in fact.amendment.changes}
            elif isinstance(fact, Ended):
                found.add(f"ending:{fact.ending}")
                found |= {f"condition:{kind}" for kind in _kinds(endings[fact.ending].when)}
    return found


def _tag(kind: Any) -> str:
    return str(kind.__struct_config__.tag)


def _kinds(conditions: Iterable[Any]) -> Iterator[str]:
    for condition in conditions:
        yield type(condition).__name__
        for inside in ("any_of", "all_of", "none_of"):
            yield from _kinds(getattr(condition, inside, ()))


NOT_SHOWN: Final = frozenset(
    (
        "oracle-stopgap/openai/wait", "consent/microsoft/refuse", "export-rule/openai/relocate", "finance-chief/openai/elsewhere",
        "finance-chief/microsoft/keep", "job-offers/openai/vest", "founders-dinner/openai/small-talk", "founders-dinner/openai/pay",
        "founders-dinner/microsoft/small-talk", "founders-dinner/microsoft/hint", "weights-gone/microsoft/audit",
        "product-harm/openai/change", "rival-says-it/openai/shrug", "power-bills/microsoft/pay", "what-now-state/openai/open",
        "what-now-state/microsoft/region", "what-now-price/openai/as-it-is", "what-now-price/microsoft/wait",
    )
)  # fmt: skip
"""Answers that nobody gave in any of the games, of three hundred and more. Everything else is shown."""


def missing(shown: Iterable[set[str]]) -> tuple[str, ...]:
    """What is in none of the games that show this, in words; the answers that are known not to be shown are not said again."""
    things = wanted()
    found = set[str]().union(*shown) | {f"choice:{answer}" for answer in NOT_SHOWN}
    return tuple(words for thing, words in things.items() if thing not in found)


def files() -> tuple[Path, ...]:
    """The files of the famous games."""
    return tuple(sorted(shipped("saves").glob(f"*{SUFFIX}")))


def table() -> str:
    """The famous games as saves/README.md lists them."""
    rows = ["| game | `first-refusal replay` | who plays, and how it ends |", "|---|---|---|"]
    for one in said_of_them():
        glance = peek(shipped("saves") / f"{one.name}{SUFFIX}")
        who = " against ".join(f"`{glance.seats[seat]}`" for seat in SEATS)
        short = " (the short game)" if glance.scenario != FLAGSHIP else ""
        how = f"{glance.ending.replace('-', ' ')}, {spoken(glance.quarter)}"
        rows.append(f"| **{one.title}** | `{one.name}` | {who}{short}: {how} |")
    return "\n".join(rows)


# Recording one again


def record_again(path: Path, *, new_rules: bool = False) -> Path:
    """Play a recorded game again and put what comes of it in its place. ``SaveError`` when it parts from what it was."""
    saved = read_save(path)
    header = replace(saved.header, rules=engine.RULES, game=game.__version__)
    write_save(path, header, tuple(played_again(path, saved, new_rules=new_rules)))
    return path


def played_again(path: Path, saved: Saved, *, new_rules: bool = False) -> list[Step]:
    """The steps of a game, decided again by today's rules. Bots are not asked: what they decided stands in the file."""
    header, chance = saved.header, Chance(saved.header.seed)
    state = engine.new_game(header.scenario, chance, header.setup)
    steps: list[Step] = []
    for n, step in enumerate(saved.steps, 1):
        try:
            facts, state = engine.step(header.scenario, state, step.by, step.decision, chance)
        except Refusal as refusal:
            words = f"step {n}: {step.by}'s decision is refused now: {refusal}"
            raise SaveError(str(path), words, "The game is left as it is.", n + 1) from None
        if facts != step.facts and not new_rules:
            words = f"step {n}: what comes of {step.by}'s decision is not what came of it then."
            raise SaveError(str(path), words, "Say --new-rules if it may go otherwise.", n + 1)
        steps.append(replace(step, facts=facts, state=state_hash(state)))
    check_the_end(path, saved.steps, steps)
    return steps


def check_the_end(path: Path, before: Iterable[Step], after: Iterable[Step]) -> None:
    """Refuse a game that does not end as it did."""
    then, now = _ending(before), _ending(after)
    if then != now:
        words = f"ended as {then or 'nothing yet'}, and ends as {now or 'nothing yet'} now."
        raise SaveError(str(path), words, "The game is left as it is.")


def _ending(steps: Iterable[Step]) -> str:
    return next((fact.ending for step in steps for fact in step.facts if isinstance(fact, Ended)), "")


def main(arguments: list[str]) -> int:
    """The command. Gives back its exit code."""
    new_rules = "--new-rules" in arguments
    what, *names = [word for word in arguments if word != "--new-rules"] or [""]
    if what == "missing" and not names:
        found = missing(map(covered, map(read_save, files())))
        for words in found:
            print(f"No famous game has {words}.")
        return int(bool(found))
    if what == "table" and not names:
        print(table())
        return 0
    if what != "record":
        print(
            "Say missing, table, or record with the files of games, or with none for all that ship.",
            file=sys.stderr,
        )
        return 2
    worst = 0
    for path in map(Path, names) if names else files():
        try:
            record_again(path, new_rules=new_rules)
        except GameError as error:
            print(error, file=sys.stderr)
            worst = 1
        else:
            print(f"{path.name} is recorded again: {path.stat().st_size // 1000} kB.")
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
