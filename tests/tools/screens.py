"""What a screen can be held to, from inside the process: nothing cut off, nothing for the mouse alone, a palette that has it all.

``cut_off`` reads what was painted and compares it with what the widgets were given, so it needs no list of screens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from textual.events import Click, MouseDown
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button

WORD = re.compile(r"[^\W_]+")


def shown(widget: Widget) -> str:
    """The text a widget painted."""
    width, height = widget.size
    return "\n".join(widget.render_line(y).text for y in range(height)) if width and height else ""


def painted(app: Any) -> str:
    """The text of the whole screen."""
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in lines)


def _wanted(widget: Widget) -> str:
    visual = getattr(widget, "visual", None)
    for name in ("plain", "_text"):
        text = getattr(visual, name, None)
        if isinstance(text, str):
            return text
    return ""


def _is_scrolled(widget: Widget, screen: Screen[Any]) -> bool:
    return any(
        isinstance(parent, Widget) and parent is not screen and (parent.max_scroll_y or parent.max_scroll_x)
        for parent in widget.ancestors
    )


def cut_off(app: Any) -> list[str]:
    """Text that does not fit, widgets off the screen or of no size, scroll areas that need a mouse."""
    screen, bad = app.screen, []
    for widget in screen.walk_children(Widget, with_self=False):
        if not (widget.display and widget.visible) or widget.has_class("-textual-system"):
            continue
        if any(isinstance(parent, Widget) and not parent.display for parent in widget.ancestors):
            continue
        name = f"{type(widget).__name__}#{widget.id}" if widget.id else type(widget).__name__
        if (
            not _is_scrolled(widget, screen)
            and widget.region.area
            and not screen.region.contains_region(widget.region)
        ):
            bad.append(f"{name}: {widget.region} is not wholly on the screen {screen.size}")
        wanted = "" if widget.children else _wanted(widget)
        if wanted.strip():
            left = WORD.findall(shown(widget))
            missing = [word for word in WORD.findall(wanted) if word not in left]
            if missing:
                bad.append(f"{name}: {missing[:4]} of {wanted[:40]!r} cannot be read")
        if widget.children and widget.max_scroll_x:
            bad.append(f"{name}: wider than its place by {widget.max_scroll_x}")
        inside = any(child.focusable for child in widget.walk_children(Widget))
        if widget.max_scroll_y and not widget.focusable and not inside:
            bad.append(f"{name}: scrolls by {widget.max_scroll_y} rows, but only a mouse can scroll it")
    return bad


def mouse_only(app: Any) -> list[str]:
    """Things of ours that answer a click and cannot be focused, and buttons outside the Tab chain."""
    chain, bad = set(app.screen.focus_chain), []
    for widget in app.screen.walk_children(Widget, with_self=False):
        kind = type(widget)
        seen = all(node.display for node in (widget, *widget.ancestors) if isinstance(node, Widget))
        if not seen or widget.disabled:
            continue
        handlers = [
            name for name in ("on_click", "_on_click", "on_mouse_down", "on_mouse_up") if name in vars(kind)
        ]
        decorated = [m for m in (Click, MouseDown) if m in getattr(kind, "_decorated_handlers", {})]
        if kind.__module__.startswith("game.") and (handlers or decorated) and widget not in chain:
            bad.append(f"{kind.__name__}: answers clicks but cannot be focused")
        if isinstance(widget, Button) and widget not in chain:
            bad.append(f"Button {widget.label!s}: not in the Tab chain")
    return bad


async def palette_titles(app: Any) -> set[str]:
    """Every command that the palette offers on this screen."""
    titles = {command.title for command in app.get_system_commands(app.screen)}
    for source in {*app.COMMANDS, *app.screen.COMMANDS}:
        if not isinstance(source, type):
            continue
        provider = source(app.screen)
        await provider.startup()
        async for hit in provider.discover():
            titles.add(str(getattr(hit, "text", None) or hit.prompt))
    return titles


Ink = tuple[int, int, int]


def _cells(app: Any) -> Iterator[tuple[str, Ink | None, Ink | None]]:
    """Every piece of text on the screen with the colour it has and the one it stands on; ``None`` is the terminal's own."""
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            inks = [
                None if style is None or colour is None or colour.triplet is None else tuple(colour.triplet)
                for colour in ((style.color, style.bgcolor) if style is not None else (None, None))
            ]
            if style is not None and style.reverse:
                inks.reverse()
            yield segment.text, inks[0], inks[1]


def _light(ink: Ink) -> float:
    parts = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in ink]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: Ink, two: Ink) -> float:
    """How far two colours are apart, as the Web Content Accessibility Guidelines count: 1 to 21."""
    low, high = sorted((_light(one), _light(two)))
    return (high + 0.05) / (low + 0.05)


def faint(app: Any, least: float = 4.5) -> list[str]:
    """Letters and digits that stand out from their ground by less than ``least``; frames and bars may be faint."""
    found: dict[tuple[Ink, Ink], str] = {}
    for text, ink, ground in _cells(app):
        if ink is not None and ground is not None and any(sign.isalnum() for sign in text):
            if contrast(ink, ground) < least:
                found.setdefault((ink, ground), text.strip()[:40])
    return [f"{contrast(*pair):.2f}:1 {pair} for {text!r}" for pair, text in found.items()]


def coloured(app: Any) -> list[str]:
    """What is painted in anything but grey."""
    return [
        f"{ink} for {text.strip()[:40]!r}"
        for text, *inks in _cells(app)
        for ink in inks
        if ink is not None and max(ink) - min(ink) > 1
    ]


def sixteen(app: Any) -> list[str]:
    """What is painted in a colour that is not one of the terminal's own."""
    found = []
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            for colour in (segment.style.color, segment.style.bgcolor) if segment.style is not None else ():
                if colour is not None and colour.triplet is not None and segment.text.strip():
                    found.append(f"{colour.name} for {segment.text.strip()[:40]!r}")
    return found
