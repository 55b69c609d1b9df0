"""What a spec that begins with exec orders: a command, how long an answer may take, and the nature of the seat.

Reading one starts nothing, and says nothing of whether the command could be run here: a save may name a program of elsewhere.
"""

from __future__ import annotations

import re
import shlex
import sys
from shutil import which
from typing import Final, NamedTuple

SECONDS: Final = 60
"""How long an answer may take where the spec does not say."""
MOST_SECONDS: Final = 3600
LONGEST: Final = 500
"""The most characters of a command."""


class Order(NamedTuple):
    """The nature of the seat ("" to draw one; archetype and dials as for a bot), the seconds an answer may take, and the command."""

    nature: str
    seconds: int
    command: str

    def words(self) -> str | list[str]:
        """The command as a process takes it: its words, parted by the quotes of a shell and without one. Windows parts them itself."""
        return self.command if sys.platform == "win32" else shlex.split(self.command)

    def here(self) -> bool:
        """Whether there is such a program on this machine."""
        return which(shlex.split(self.command, posix=sys.platform != "win32")[0].strip('"')) is not None


def read(text: str) -> Order:
    """What ``exec:COMMAND``, ``exec/NATURE:COMMAND``, ``exec@SECONDS:COMMAND``, or both in this order, say. Raises ``ValueError``."""
    head, colon, command = text.strip().partition(":")
    known = re.fullmatch(r"exec(?:/([a-z0-9=,-]+))?(?:@([0-9]{1,9}))?", head.lower(), re.ASCII)
    if known is None or not colon or not command.strip():
        raise ValueError("After exec: comes the command that is to be run")
    seconds = int(known[2] or SECONDS)
    if not 1 <= seconds <= MOST_SECONDS:
        raise ValueError(f"An answer may take 1 to {MOST_SECONDS} seconds, not {seconds}")
    if len(command) > LONGEST or not command.isprintable():
        raise ValueError(f"A command has at most {LONGEST} characters, and all of them can be printed")
    try:
        first = shlex.split(command)[0]
    except ValueError:
        raise ValueError("A quote in the command is never closed") from None
    if not first:
        raise ValueError("The command begins with nothing in quotes")
    return Order(known[1] or "", seconds, command.strip())
