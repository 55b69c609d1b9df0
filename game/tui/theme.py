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
        "text-disabled": "#535e6b",
        "foreground-muted": "#535e6b",
        "foreground-disabled": "#535e6b",
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


def _plain_theme(
    name: str, *, dark: bool, ground: tuple[str, str, str], text: tuple[str, str], edge: str, hues: tuple[str, ...],
    cursor: tuple[str, str, str], selection: str,
) -> Theme:  # fmt: skip
    """A theme from few colours. ``ground``: the page, what is raised, a field; ``text``: plain and quiet; ``hues``: focus, OpenAI,
    Microsoft, gain, risk, loss; ``cursor``: the row under it, its text, and the row of a list that is not in focus.
    """
    primary, secondary, accent, success, warning, error = hues
    plain, quiet = text
    row, on_row, away = cursor
    return Theme(
        name=name,
        dark=dark,
        primary=primary,
        secondary=secondary,
        accent=accent,
        success=success,
        warning=warning,
        error=error,
        foreground=plain,
        background=ground[0],
        surface=ground[1],
        panel=ground[2],
        variables={
            **dict.fromkeys(("text-muted", "text-disabled", "foreground-muted", "foreground-disabled"), quiet),
            **dict.fromkeys(("edge", "border-blurred", "scrollbar"), edge),
            **dict.fromkeys(("border", "scrollbar-hover", "scrollbar-active"), primary),
            **dict.fromkeys(("cursor", "block-cursor-background"), row),
            **dict.fromkeys(("cursor-text", "block-cursor-foreground", "button-color-foreground"), on_row),
            **dict.fromkeys(("cursor-away", "block-cursor-blurred-background", "block-hover-background"), away),
            **dict.fromkeys(("cursor-away-text", "block-cursor-blurred-foreground"), plain),
            **dict.fromkeys(("block-cursor-text-style", "block-cursor-blurred-text-style"), "none"),
            **dict.fromkeys(
                (
                    "scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active", "scrollbar-corner-color",
                ),
                ground[0],
            ),
            "input-selection-background": selection,
        },
    )  # fmt: skip


def _of_the_terminal(name: str, *, dark: bool, hues: tuple[str, ...]) -> Theme:
    """A theme in the sixteen colours of the terminal. Quiet text is plain there: no one of the sixteen is quiet and readable on all."""
    own = "ansi_default"
    theme = _plain_theme(
        name, dark=dark, ground=(own, own, own), text=(own, own), edge=own, hues=hues, cursor=("ansi_cyan", "ansi_black", own),
        selection="ansi_cyan",
    )  # fmt: skip
    theme.ansi = True
    theme.variables["ansi-background"], theme.variables["ansi-foreground"] = (
        ("ansi_black", "ansi_white") if dark else ("ansi_white", "ansi_black")
    )
    return theme


_HIGH_DARK: Final = _plain_theme(
    "high-contrast-dark", dark=True, ground=("#000000", "#0a0a0a", "#161616"), text=("#ffffff", "#d0d4d9"), edge="#9aa2ab",
    hues=("#ffe14d", "#9ccbff", "#ffb878", "#9ff0b0", "#ffe14d", "#ffaaa4"), cursor=("#ffe14d", "#000000", "#33373d"),
    selection="#3a4a73",
)  # fmt: skip
_HIGH_LIGHT: Final = _plain_theme(
    "high-contrast-light", dark=False, ground=("#ffffff", "#f8f8f8", "#efefef"), text=("#000000", "#33383e"), edge="#5a6068",
    hues=("#31128a", "#003a78", "#6b2800", "#0c4419", "#513800", "#7f120b"), cursor=("#1d0a5c", "#ffffff", "#dcdce6"),
    selection="#c9d7f5",
)  # fmt: skip
_BLUE_DARK: Final = _plain_theme(
    "blue-orange-dark", dark=True, ground=("#0d1117", "#141a22", "#1b232d"), text=("#e2e6ea", "#9aa6b4"), edge="#3c4754",
    hues=("#dfe3e8", "#6db3ff", "#ffa64d", "#8cc8ff", "#ffc98a", "#ff9429"), cursor=("#6db3ff", "#06121f", "#24303f"),
    selection="#2c4a6e",
)  # fmt: skip
_BLUE_LIGHT: Final = _plain_theme(
    "blue-orange-light", dark=False, ground=("#fbfaf7", "#f4f2ed", "#ebe8e1"), text=("#1d232b", "#525d6a"), edge="#c3beb3",
    hues=("#2b3440", "#00529c", "#8f3c00", "#004785", "#7a4300", "#a33a00"), cursor=("#00529c", "#ffffff", "#d9e5f2"),
    selection="#c4dbf2",
)  # fmt: skip
_OWN_DARK: Final = _of_the_terminal(
    "terminal-dark", dark=True,
    hues=("ansi_bright_magenta", "ansi_bright_cyan", "ansi_bright_yellow", "ansi_bright_green", "ansi_yellow", "ansi_bright_red"),
)  # fmt: skip
_OWN_LIGHT: Final = _of_the_terminal(
    "terminal-light", dark=False,
    hues=("ansi_magenta", "ansi_blue", "ansi_red", "ansi_blue", "ansi_magenta", "ansi_red"),
)  # fmt: skip

THEMES: Final = (DARK, LIGHT, _HIGH_DARK, _HIGH_LIGHT, _BLUE_DARK, _BLUE_LIGHT, _OWN_DARK, _OWN_LIGHT)
"""Dark and light by turns."""


def other_ground(name: str) -> str:
    """The light theme to a dark one of the same kind, and the other way round."""
    names = [theme.name for theme in THEMES]
    return names[names.index(name) ^ 1]
