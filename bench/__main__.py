"""Run the benchmarks: all of them, or the groups named."""

from __future__ import annotations

import importlib
import sys

GROUPS = ("start", "rules", "frontier", "bargaining", "games", "saves", "quarter", "screen", "keys", "memory")


def main(names: list[str]) -> int:
    """Run the groups named, or all."""
    unknown = [name for name in names if name not in GROUPS]
    if unknown:
        print(f"There is no group {unknown[0]!r}; there are {', '.join(GROUPS)}.", file=sys.stderr)
        return 2
    for name in names or GROUPS:
        print(f"— {name}")
        importlib.import_module(f"bench.{name}").main()
    return 0


raise SystemExit(main(sys.argv[1:]))
