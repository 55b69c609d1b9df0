"""docs/playing.md says nothing that is not so: its keys are the register's, its pictures and pages are there."""

from __future__ import annotations

import re

from game.rules.agreement import CLAUSES
from game.tui.commands import COMMANDS
from tests.tools.manual import PAGE, written

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_tables_of_keys_are_those_of_the_register() -> None:
    assert written(TEXT) == TEXT, "make manual writes them anew"
    assert all(f"| {command.title} |" in TEXT for command in COMMANDS.values())


def test_what_the_manual_points_at_is_there() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", TEXT)
    assert len(links) > 5
    assert [link for link in links if not (PAGE.parent / link).exists()] == []


def test_the_manual_counts_the_clauses_and_names_the_terms_of_the_field() -> None:
    assert f"{len(CLAUSES)} clauses" in TEXT
    for term in ("BATNA", "Reservation value", "Pareto", "Log-roll", "Nash point", "ZOPA"):
        assert f"**{term}" in TEXT
