"""What the app remembers between games: what was read, and how somebody likes it. A broken file is the same as none, and is told of."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

NAME: Final = "settings.json"
USUAL: Final = "late-light"
THEMES: Final = {
    USUAL: "late light, dark",
    "morning-light": "morning light, light",
    "high-contrast-dark": "high contrast, dark",
    "high-contrast-light": "high contrast, light",
    "blue-orange-dark": "blue and orange, dark",
    "blue-orange-light": "blue and orange, light",
    "terminal-dark": "the terminal's own sixteen, dark",
    "terminal-light": "the terminal's own sixteen, light",
}
"""Every theme and what it is called."""


class Settings(NamedTuple):
    """The few things worth remembering."""

    told: bool = False
    theme: str = USUAL
    coach: bool = True
    """Whether the coach sits beside the table."""
    waiver: bool = False
    """Whether the tutorial was played, or skipped."""
    still: bool = False
    """Whether nothing moves by itself."""
    renamed: bool = False
    """Whether the companies have made-up names."""
    compact: bool = False
    """Whether rows stand without room between them."""
    ask: bool = False
    """Whether one is asked before leaving, though nothing would be lost."""


class Found(NamedTuple):
    """The settings that could be read, and a sentence where something of the file could not."""

    settings: Settings
    trouble: str = ""


def place() -> Path:
    """Where the settings are kept."""
    from platformdirs import user_config_path

    return user_config_path("first-refusal", appauthor=False) / NAME


def find() -> Found:
    """The settings; what is missing or makes no sense is as usual."""
    usual = Settings()
    try:
        held = json.loads(place().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Found(usual)
    except OSError as error:
        return Found(usual, _said(error.strerror or "it cannot be read"))
    except json.JSONDecodeError as error:
        return Found(usual, _said(f"line {error.lineno} makes no sense"))
    except (ValueError, RecursionError):
        return Found(usual, _said("it is not text that can be read"))
    if not isinstance(held, dict):
        return Found(usual, _said("it is not a list of settings"))
    kept: dict[str, Any] = {}
    wrong = list[str]()
    for name, begins in usual._asdict().items():
        value = held.get(name, begins)
        fits = value in THEMES if name == "theme" and isinstance(value, str) else type(value) is bool
        if fits:
            kept[name] = value
        else:
            kept[name] = begins
            wrong.append(f"“{name}”")
    return Found(Settings(**kept), _said(f"{' and '.join(wrong)} cannot be so") if wrong else "")


def read() -> Settings:
    """The settings, whatever the file is like."""
    return find().settings


def write(settings: Settings) -> None:
    """Remember; a disk that refuses is no reason to stop playing."""
    with suppress(OSError):
        path = place()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(settings._asdict()) + "\n", encoding="utf-8")


def _said(what: str) -> str:
    return f"{place()}: {what}; there, the usual settings are used."
