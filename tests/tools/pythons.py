"""The famous games under every Python that is here, from 3.11 up, with two hash seeds each: ``python -m tests.tools.pythons``.

An environment is made for each outside the checkout, with the versions that uv.lock names, and thrown away. A Python that is not here,
or whose packages cannot be had, is left out and said. The exit code is 1 when a game was decided otherwise anywhere.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Final

from tests.tools.famous import files

VERSIONS: Final = ("3.11", "3.12", "3.13", "3.14")
HASH_SEEDS: Final = ("0", "4242")
PATIENCE: Final = 180
"""Seconds for the packages to come."""
ROOT: Final = Path(__file__).parents[2]


def found(version: str) -> str:
    """The interpreter of a version, on the path or among pyenv's; empty when there is none that starts."""
    return next(filter(lambda python: _starts(python, version), _candidates(version)), "")


def _candidates(version: str) -> Iterator[str]:
    yield which(f"python{version}") or ""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from map(str, sorted((pyenv / "versions").glob(f"{version}.*/bin/python{version}")))


def _starts(python: str, version: str) -> bool:
    if not python:
        return False
    asked = [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    said = subprocess.run(asked, capture_output=True, text=True, check=False)
    return said.returncode == 0 and said.stdout.strip() == version


def environment(python: str, folder: Path) -> str:
    """An environment with what the game needs to run: its interpreter, or "" when the packages cannot be had."""
    words = ["sync", "--quiet", "--locked", "--no-dev", "--no-install-project", "--python", python]
    try:
        made = subprocess.run(
            [sys.executable, "-m", "uv", *words],
            cwd=ROOT,
            env={**os.environ, "UV_PROJECT_ENVIRONMENT": str(folder), "UV_PYTHON_DOWNLOADS": "never"},
            capture_output=True,
            check=False,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired:
        return ""
    there = [folder / "bin" / "python", folder / "Scripts" / "python.exe"]
    return next((str(file) for file in there if file.exists()), "") if made.returncode == 0 else ""


def verified(python: str, hash_seed: str) -> str:
    """What ``verify`` says of the famous games that did not come out the same; empty when all did."""
    said = subprocess.run(
        [python, "-m", "game", "verify", *map(str, files())],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=False,
    )
    return said.stderr.strip() or f"exit code {said.returncode}" if said.returncode else ""


def main() -> int:
    """The command. Gives back its exit code."""
    worst = 0
    for version in VERSIONS:
        python = found(version)
        if not python:
            print(f"Python {version} is not here.")
            continue
        with TemporaryDirectory() as folder:
            inside = environment(python, Path(folder) / "environment")
            if not inside:
                print(f"Python {version} is here, and its packages cannot be had: left out.")
                continue
            wrong = [words for seed in HASH_SEEDS if (words := verified(inside, seed))]
        print("\n".join(wrong) or f"Python {version}: {len(files())} famous games, the same to the bit.")
        worst = max(worst, bool(wrong))
    return worst


if __name__ == "__main__":
    sys.exit(main())
