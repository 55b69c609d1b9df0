"""How soon the command is there."""

from __future__ import annotations

from bench.clock import PYTHON, process


def main() -> None:
    """Print the figures of starting."""
    nothing = process((PYTHON, "-c", "pass"))
    for words in (("--version",), ("--help",)):
        took = process((PYTHON, "-m", "game", *words))
        print(
            f"first-refusal {words[0]}: {took:.0f} ms, {took / nothing:.1f} times python -c pass ({nothing:.0f} ms; goal for --version: 3)"
        )
