"""What a screen can be held to, from inside the process: nothing cut off, nothing for the mouse alone, a palette that has it all.

``cut_off`` reads what was painted and compares it with what the widgets were given, so it needs no list of screens.
"""

from __future__ import annotations

import re
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
        if not widget.display or widget.disabled:
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
