"""What the app remembers between games: that the disclaimer was read, the colours, the coach. A broken file is the same as none."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

NAME: Final = "settings.json"


class Settings(NamedTuple):
    """The few things worth remembering."""

    told: bool = False
    theme: str = "late-light"
    coach: bool = True
    """Whether the coach sits beside the table."""
    waiver: bool = False
    """Whether the tutorial was played, or skipped."""


def place() -> Path:
    """Where the settings are kept."""
    from platformdirs import user_config_path

    return user_config_path("first-refusal", appauthor=False) / NAME


def read() -> Settings:
    """The settings; the usual ones where the file is missing or makes no sense."""
    try:
        held = json.loads(place().read_text(encoding="utf-8"))
        told, theme, coach = held.get("told"), held.get("theme"), held.get("coach")
        waiver = held.get("waiver")
    except (OSError, ValueError, AttributeError, RecursionError):
        return Settings()
    usual = Settings()
    theme = theme if isinstance(theme, str) else usual.theme
    return Settings(told is True, theme, coach is not False, waiver is True)


def write(settings: Settings) -> None:
    """Remember; a disk that refuses is no reason to stop playing."""
    with suppress(OSError):
        path = place()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(settings._asdict()) + "\n", encoding="utf-8")
