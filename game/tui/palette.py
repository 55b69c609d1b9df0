"""The command palette: what applies on the screen under it, from the register, with each command's key; and why a number is so."""

from __future__ import annotations

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from game.tui.commands import Command


class Register(Provider):
    """Every command that applies on the screen."""

    def _commands(self) -> tuple[Command, ...]:
        commands = getattr(self.screen, "commands", None)
        found = commands() if callable(commands) else ()
        return tuple(command for command in found if command.id != "palette")

    def _carry_out(self, command: Command) -> None:
        self.screen.action_command(command.id)  # type: ignore[attr-defined]

    async def discover(self) -> Hits:
        for command in self._commands():
            yield DiscoveryHit(
                f"{command.title}  ({command.key_words})",
                partial(self._carry_out, command),
                text=command.title,
                help=command.help,
            )

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in self._commands():
            score = matcher.match(command.title)
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(command.title),
                    partial(self._carry_out, command),
                    text=command.title,
                    help=command.help,
                )


class Reasons(Provider):
    """“Why is Friction 41?”, for every number that the screen's seat is told."""

    async def startup(self) -> None:
        self._numbers: tuple[tuple[str, str], ...] = ()
        told = getattr(self.screen, "numbers_told", None)
        if callable(told):
            named = self.app.named  # type: ignore[attr-defined]
            self._numbers = tuple((name, named(words)) for name, words in told())

    async def discover(self) -> Hits:
        """None: a hundred questions before anybody has asked one would bury the commands."""
        none: tuple[DiscoveryHit, ...] = ()
        for hit in none:
            yield hit

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for name, words in self._numbers:
            score = matcher.match(words)
            if score > 0:
                yield Hit(score, matcher.highlight(words), partial(self._why, name), text=words)

    def _why(self, name: str) -> None:
        self.screen.why(name)  # type: ignore[attr-defined]
