"""The ladder: how a save of an earlier format becomes one of today's. docs/saves.md lists the formats.

A rung takes the plain data of a line one format up. It knows nothing of today's classes, which will change, and it is never edited
once a game with the next format has been released. Rungs are for shape alone: what an old decision would cause today is
nobody's to say, so decisions and facts keep their meaning, and ``rules`` its number.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any, Final

import msgspec

Data = dict[str, Any]

NEWEST: Final = 3
"""The number of the format that is written."""


def header(line: Data, number: int) -> Data:
    """The first line of a save of format ``number`` as today's format has it."""
    for rung in HEADERS[number - 1 :]:
        line = rung(line)
    return line | {"format": f"save/{NEWEST}"}


def step(line: Data, number: int) -> Data:
    """A step of a save of format ``number`` as today's format has it. What is not of that format's shape is left as it is."""
    for rung in STEPS[number - 1 :]:
        line = rung(line)
    return line


# From save/1, which was written before the first release and grew while it was. A scenario came to have dials, which had been the
# rules' own constants, a draw of how fast others adopt, scoring of its own, turns, and seven more clauses.


@cache
def _what_save_1_lacked() -> Data:
    data = files(__package__).joinpath("lacked-by-save-1.json").read_bytes()
    return msgspec.json.decode(data, type=Data)


def _header_from_1(line: Data) -> Data:
    lacked, scenario = _what_save_1_lacked(), dict(line["scenario"])
    clauses = {id: {"options": [], "start": start} for id, start in lacked["agreement"].items()}
    scenario["agreement"] = clauses | scenario["agreement"]
    scenario["hidden"] = lacked["hidden"] | scenario["hidden"]
    dials = scenario.get("dials", {})
    scenario["dials"] = {part: given | dials.get(part, {}) for part, given in lacked["dials"].items()}
    scenario.setdefault("scoring", lacked["scoring"])
    if "cards-a-quarter" in scenario:
        scenario["turns"] = {"cards": scenario.pop("cards-a-quarter")}
    return line | {"scenario": scenario}


def _step_from_1(line: Data) -> Data:
    """Facts ``moved`` that follow each other were written one by one, and ``sealed`` said again whose decision it was and which."""
    if not isinstance(line.get("facts"), list):
        return line
    sealed = {"fact": "sealed", "seat": line.get("by"), "decision": line.get("decision")}
    facts: list[Any] = []
    for moved, run in groupby(line["facts"], _is_move):
        if moved:
            facts.append({"fact": "moves", "moves": [[one["stat"], one["by"], one["why"]] for one in run]})
        else:
            facts.extend({"fact": "laid-down"} if fact == sealed else _with_its_source(fact) for fact in run)
    return line | {"facts": facts}


def _with_its_source(fact: Any) -> Any:
    """At first all that was found out came of due diligence, and did not say so."""
    if isinstance(fact, dict) and fact.get("fact") == "found" and isinstance(fact.get("learned"), dict):
        return fact | {"learned": {"source": "diligence"} | fact["learned"]}
    return fact


def _is_move(fact: Any) -> bool:
    return (
        isinstance(fact, dict)
        and fact.get("fact") == "moved"
        and fact.keys() == {"by", "fact", "stat", "why"}
    )


# From save/2, which was written for some days before the first release. It said of every step that it was decided, held the numbers
# that moved after each other in a fact ``moves``, and had hashes twice as long, of which the first half is kept.


def _header_from_2(line: Data) -> Data:
    origin = line.get("origin")
    return line | {"origin": _shorter(origin, "head")} if isinstance(origin, dict) else line


def _step_from_2(line: Data) -> Data:
    line = _shorter(_shorter(line, "prev"), "state")
    decision, told = line.get("decision"), line.get("facts")
    if not isinstance(decision, dict) or not isinstance(told, list):
        return line
    note = {"note": decision["note"]} if "note" in decision else {}
    decided = told[:1] == [{"fact": "decided", "seat": line.get("by"), **note}]
    facts: list[Any] = []
    for fact in told[decided:]:
        together = fact.get("moves") if isinstance(fact, dict) and fact.get("fact") == "moves" else None
        facts.extend(together if isinstance(together, list) else [fact])
    return line | {"facts": facts} | ({} if decided else {"decided": False})


def _shorter(line: Data, name: str) -> Data:
    whole = line.get(name)
    return line | {name: whole[:16]} if isinstance(whole, str) and len(whole) == 32 else line


HEADERS: Final = (_header_from_1, _header_from_2)
STEPS: Final = (_step_from_1, _step_from_2)
