"""The colours of the app, by role, in a dark and a light theme. Styles use only these roles.

Every text is at least 4.5 : 1 on what it stands on, the cursor row and quiet text included; tests measure it. No meaning is
told by hue alone: each coloured thing also has a word, a sign or a place.
"""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="late-light",
    dark=True,
    primary="#b8a6f8",
    secondary="#7fb6f5",
    accent="#f2a65e",
    success="#8fd19e",
    warning="#e9cf72",
    error="#f58c84",
    foreground="#dce1e7",
    background="#0e1115",
    surface="#151a20",
    panel="#1b2129",
    variables={
        "text-muted": "#98a3b0",
        "text-disabled": "#8a95a2",
        "foreground-muted": "#98a3b0",
        "foreground-disabled": "#8a95a2",
        "edge": "#39424d",
        "cursor": "#b8a6f8",
        "cursor-text": "#12101c",
        "cursor-away": "#2a2f3d",
        "cursor-away-text": "#dce1e7",
        "block-cursor-background": "#b8a6f8",
        "block-cursor-foreground": "#12101c",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#2a2f3d",
        "block-cursor-blurred-foreground": "#dce1e7",
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": "#222934",
        "border": "#b8a6f8",
        "border-blurred": "#39424d",
        "scrollbar": "#39424d",
        "scrollbar-hover": "#566270",
        "scrollbar-active": "#b8a6f8",
        "scrollbar-background": "#0e1115",
        "scrollbar-background-hover": "#0e1115",
        "scrollbar-background-active": "#0e1115",
        "scrollbar-corner-color": "#0e1115",
        "input-selection-background": "#4a3f80",
        "button-color-foreground": "#12101c",
    },
)

LIGHT: Final = Theme(
    name="morning-light",
    dark=False,
    primary="#5638b5",
    secondary="#0a559c",
    accent="#963f00",
    success="#1c6330",
    warning="#6b4e00",
    error="#a3241b",
    foreground="#1d232b",
    background="#faf9f6",
    surface="#f3f1ec",
    panel="#ebe8e1",
    variables={
        "text-muted": "#535e6b",
        "text-disabled": "#5c6673",
        "foreground-muted": "#535e6b",
        "foreground-disabled": "#5c6673",
        "edge": "#c3beb3",
        "cursor": "#5638b5",
        "cursor-text": "#ffffff",
        "cursor-away": "#dfdaf0",
        "cursor-away-text": "#1d232b",
        "block-cursor-background": "#5638b5",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#dfdaf0",
        "block-cursor-blurred-foreground": "#1d232b",
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": "#e6e2da",
        "border": "#5638b5",
        "border-blurred": "#c3beb3",
        "scrollbar": "#c3beb3",
        "scrollbar-hover": "#98a3b0",
        "scrollbar-active": "#5638b5",
        "scrollbar-background": "#faf9f6",
        "scrollbar-background-hover": "#faf9f6",
        "scrollbar-background-active": "#faf9f6",
        "scrollbar-corner-color": "#faf9f6",
        "input-selection-background": "#d4caf2",
        "button-color-foreground": "#ffffff",
    },
)

THEMES: Final = (DARK, LIGHT)
