"""The agreement: every clause is there, with terms it knows, in the order of its ladder."""

from __future__ import annotations

from typing import Any, Final

from game.files.sense.look import Checks, Found, Look, as_list, left_out
from game.rules.agreement import CLAUSES
from game.rules.scenario import Negotiable
from game.strict_yaml import Path, did_you_mean


def agreement(look: Look, agreement: Any) -> Found:
    if not isinstance(agreement, dict):
        return
    for clause in agreement:
        if clause not in CLAUSES:
            words = f"There is no clause {clause!r}."
            yield look.at(("agreement", clause), words, did_you_mean(clause, tuple(CLAUSES)), at_key=True)
    for clause in left_out(CLAUSES, agreement):
        words = f"The clause {clause} ({CLAUSES[clause].title}) is missing."
        yield look.at(
            ("agreement",), words, "Give its start; with options: [] it is not negotiated.", at_key=True
        )


def clause(look: Look, path: Path, data: dict[str, Any]) -> Found:
    clause = CLAUSES.get(str(path[-1]))
    if clause is None:
        return
    start, options = data.get("start"), data.get("options")
    if isinstance(start, int | str):
        yield from look.term((*path, "start"), clause.id, start)
    seen: list[Any] = []
    for index, term in enumerate(as_list(options)):
        if isinstance(term, int | str):
            yield from look.term((*path, "options", index), clause.id, term)
            if term in seen:
                yield look.at((*path, "options", index), f"{term} stands on the ladder twice.")
            seen.append(term)
    if seen and start not in seen and start in clause.options:
        words = f"The start {start} is not on the ladder, so nobody could go back to it."
        yield look.at((*path, "start"), words, "Add it to the options.")
    ranks = [clause.rank(term) for term in seen if term in clause.options]
    if ranks != sorted(ranks):
        ladder = ", ".join(str(term) for term in clause.options if term in seen)
        yield look.at(
            (*path, "options"), "The ladder is out of order.", f"Best for Microsoft first: {ladder}."
        )


CHECKS: Final[Checks] = {
    Negotiable: clause,
}
