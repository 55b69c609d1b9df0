"""The command ``first-refusal``: results on stdout, talk on stderr, exit codes of :class:`game.errors.Exit`.

Every subcommand imports what it needs when it runs, so that ``--version`` and ``--help`` are there at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives back its exit code. Problems are said in one sentence, never a traceback."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words == ["--version"]:
        from game import __version__

        print(f"first-refusal {__version__}")
        return 0
    from game.cli.parser import command_line

    arguments = command_line().parse_args(words)
    from game.errors import Exit, GameError

    try:
        return int(arguments.run(arguments))
    except GameError as error:
        print(error, file=sys.stderr)
        return int(error.exit)
    except KeyboardInterrupt:
        print("Stopped. What was decided is saved.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return int(Exit.FINE)
