"""Help for the screen under it: every key and what it does, from the register of commands, one piece of text."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.desk.content import Content
from game.desk.words import hanging
from game.tui.commands import Command, key_words
from game.tui.screens.paper import Paper

_MOVES = (
    ("↑ ↓", "Move through the rows."),
    ("enter", "Do the highlighted row."),
    ("1 … 9", "Do the row that shows that number; on a card go to it, and again or enter answers."),
    ("digits", "On a row with a value, type the value. Other rows without a number take enter."),
    ("← →  − +", "Change the highlighted value; with shift by ten."),
    ("tab", "Go to the next region."),
    ("mouse", "Click rows, the signs in them, and the hints at the foot."),
)


class Help(Paper):
    """What every key does here."""

    def __init__(
        self,
        commands: tuple[Command, ...],
        signs: tuple[tuple[str, str], ...] = (),
        terms: tuple[tuple[str, str], ...] = (),
        letters: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__()
        self._commands, self._signs, self._terms = commands, signs, terms
        self._letters = " ".join(letters)
        self._arrows = " ".join(key_words(arrow) for arrow in letters.values())

    def title_words(self) -> str:
        return "Help"

    def words(self) -> Content:
        lines = list[Content]()
        if self._signs:
            lines += [
                Content.styled("Signs", "bold"),
                *(self._line(*told) for told in self._signs),
                Content(""),
            ]
        lines.append(Content.styled("Rows", "bold"))
        lines += [self._line(key, words) for key, words in _MOVES]
        if self._letters:
            lines.append(self._line(self._letters, f"The same as {self._arrows}."))
        lines += [Content(""), Content.styled("Here", "bold")]
        for command in self._commands:
            keys = " ".join(key_words(key) for key in command.key.split(","))
            lines.append(
                self._line(
                    keys, f"{command.title}{'' if command.title.endswith('?') else '.'} {command.help}"
                )
            )
        if self._terms:
            lines += [Content(""), Content.styled("The AGI clause", "bold")]
            lines += [self._line(term, words) for term, words in self._terms]
        return Content("\n").join(lines)

    def do_help(self) -> None:
        self.dismiss(None)

    def _line(self, key: str, words: str) -> Content:
        room = max(15, len(key) + 2)  # long keys push their words on, and are not glued to them
        return hanging(Content.styled(key, "bold $primary"), words, self.width, room)
