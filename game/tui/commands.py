"""Every command of the app, once: from this register come the bindings, the footer, the palette and the help.

A command is carried out by the screen's method ``do_<id>`` (hyphens as underscores). What is not in the register can be
neither bound nor shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from textual.binding import Binding, BindingType

from game.desk.moves import MOVES

MENU: Final = "menu"
GAME: Final = "game"
PAPER: Final = "paper"
"""Screens that are only read: agreement, ledger, notes, brief, help, about, letter."""
LIST: Final = "list"
"""Screens where something is chosen from a list: new game, load."""
ENDING: Final = "ending"
LESSON: Final = "lesson"
"""The tutorial's end."""
WATCH: Final = "watch"
"""A game watched again."""
BESIDE: Final = "beside"
"""Two games watched side by side."""
MARKET: Final = "market"
"""The charts."""
CURTAIN: Final = "curtain"
"""What lies between two people who share a keyboard."""
TOPICS: Final = ("events", "plan", "notices", "answer", "reply", "claim", "table", "rescue", "bridge")
"""Everything that the game screen may be asking."""
EVERYWHERE: Final = (MENU, GAME, PAPER, LIST, ENDING, LESSON, WATCH, BESIDE, MARKET, CURTAIN)


@dataclass(frozen=True, slots=True)
class Command:
    """Something a player can do: its key or keys, what the palette and help call it, and one sentence of help.

    ``hint`` is its word in the footer (empty: not there); the lower ``rank``, the longer it stays when the footer is narrow.
    ``topics`` limits it to those questions of the game screen.
    """

    id: str
    title: str
    key: str
    help: str
    where: tuple[str, ...]
    hint: str = ""
    rank: int = 5
    topics: tuple[str, ...] = ()

    @property
    def key_words(self) -> str:
        """The first key as a person would say it."""
        return key_words(self.key.split(",")[0])


_KEYS: Final = {
    "question_mark": "?", "plus": "+", "minus": "-", "escape": "esc", "equals_sign": "=", "ctrl+p": "^p", "ctrl+q": "^q",
    "left_square_bracket": "[", "right_square_bracket": "]", "left": "←", "right": "→", "up": "↑", "down": "↓", "slash": "/",
}  # fmt: skip


def key_words(key: str) -> str:
    """A key as a person would say it."""
    return _KEYS.get(key, key)


def _move(id: str, key: str, hint: str, rank: int) -> Command:
    """A move at the table, which the plain mode calls the same."""
    title, words = MOVES[id]
    return Command(id, title, key, words, (GAME,), hint, rank, ("table",))


COMMANDS: Final = {
    command.id: command
    for command in (
        Command(
            "default", "Take the adviser's suggestion", "space",
            "Do what the last line of your move suggests.", (GAME,), "as advised", 2,
        ),
        Command("answer", "Answer the card", "enter", "Give the answer under the cursor.", (GAME,), "answer", 1, ("events",)),
        Command("send", "Finish the plan", "n", "Seal the plan as it stands and go on.", (GAME,), "seal plan", 2, ("plan",)),
        Command("undo", "Take back", "u", "Take back the last thing you planned.", (GAME,), "take back", 4, ("plan",)),
        Command("carry-on", "Carry on", "n", "Nothing more to order now; go on.", (GAME,), "carry on", 2, ("notices",)),
        _move("offer", "o", "offer", 1),
        _move("accept", "a", "accept", 1),
        _move("principle", "p", "", 4),
        Command(
            "more-moves", "More moves", "s",
            "Link, condition, side letter, agree, not negotiable, one block, promise, threat: what each costs.", (GAME,), "more", 2,
            ("table",),
        ),
        Command(
            "compare", "Compare", "d",
            "Beside each other: their last and the draft, your last and the draft, your last and theirs, today and the draft.", (GAME,),
            "compare", 5, ("table",),
        ),
        Command(
            "filter", "Which clauses to show", "f", "The headline clauses, all of them, or those somebody has touched.", (GAME,),
            "filter", 5, ("table",),
        ),
        Command("find", "Find a clause", "slash", "Type a part of its name.", (GAME,), "", 6, ("table",)),
        Command(
            "talk", "Read what was said", "h",
            "Every move at this table, with its reasons and what hung on it.", (GAME,), "said", 5, ("table",),
        ),
        _move("agree", "y", "", 4),
        _move("link", "L", "", 6),
        _move("only-if", "I", "", 6),
        _move("side-letter", "S", "", 6),
        _move("give", "G", "", 6),
        _move("insist", "N", "", 6),
        _move("stage", "B", "", 6),
        _move("promise", "P", "", 6),
        _move("threaten", "T", "", 6),
        Command(
            "coach", "The coach's frontier", "z", "The frontier as you believe it, and where every offer lies on it: there, or away.",
            (GAME,), "frontier", 7, ("table",),
        ),
        Command("tab-owed", "What is owed", "u", "What was promised or has a date, where it does not stand beside the draft.",
            (GAME,), "", 7, ("table",),
        ),
        Command("tab-draft", "To the draft", "escape", "From what was said, the frontier, what is owed.", (GAME,), "", 7, ("table",)),
        _move("as-coached", "Z", "", 6),
        _move("ask", "k", "ask (2 rounds)", 3),
        _move("why", "w", "why", 3),
        _move("theirs", "t", "theirs", 3),
        _move("clear", "c", "", 6),
        Command(
            "lay-1", "Start from the first package laid out", "1", "Copy it into your draft: in the tutorial.", (GAME,), "", 6, ("table",),
        ),
        Command(
            "lay-2", "Start from the second package laid out", "2", "Copy it into your draft: in the tutorial.", (GAME,), "", 6, ("table",),
        ),
        Command(
            "lay-3", "Start from the third package laid out", "3", "Copy it into your draft: in the tutorial.", (GAME,), "", 6, ("table",),
        ),
        _move("walk", "x", "leave", 2),
        Command(
            "agreement", "Read the agreement", "g",
            "The whole agreement, in plain English or as signed, with what has changed.", (GAME, ENDING), "agreement", 5,
        ),
        Command(
            "ledger", "Open the ledger", "l",
            "Contracts and deliveries, quotes, dates, what is coming.", (GAME, ENDING), "ledger", 6,
        ),
        Command(
            "notes", "What you know of them", "j",
            "Who they probably are, what they care about, what you found out and how surely; and your notes of what they said.",
            (GAME, ENDING), "notes", 7,
        ),
        Command(
            "market", "Look at the market", "M",
            "Charts of the whole game so far: money, capacity, models, prices, share, mood, heat and trust.", (GAME, ENDING), "", 7,
        ),
        Command(
            "look-back", "Look back over the game", "r", "Every moment so far on a timeline, as your seat was told of it.", (GAME,), "", 7,
        ),
        Command("news", "Read all the news", "e", "Everything that happened, quarter by quarter.", (GAME, ENDING), "", 7),
        Command("brief", "Read your brief", "b", "Who you are, what you are scored on, what is yours to know.", (GAME,), "", 8),
        Command(
            "numbers", "Why is a number so?", "v",
            "Every number in a list: type a part of its name, and read what it means, what moved it, who sees it.", (GAME, ENDING),
            "numbers", 8,
        ),
        Command(
            "why-number", "Why this number?", "w",
            "What moved the number under the cursor: on your order sheet, or at the side, which tab reaches.", (GAME,), "", 8,
            tuple(topic for topic in TOPICS if topic != "table"),
        ),
        Command(
            "acts", "Open the glass box", "w",
            "Every act of the game; any of the other side's can be opened: what it wanted, believed and could have done instead.",
            (ENDING,), "their acts", 4,
        ),
        Command(
            "watch", "Watch the game again", "t",
            "The game under the cursor on a timeline, moment by moment; from any of them you can play on.", (ENDING, LIST), "watch", 3,
        ),
        Command("the-end", "The end", "0", "What became of you, both scores, one lesson.", (ENDING,), "", 7),
        Command(
            "score", "What earned and what cost", "1", "Both sides' scores, dimension by dimension.", (ENDING,), "", 7,
        ),
        Command(
            "signatures", "The signatures", "2",
            "Each signature on the frontier of that day: what was signed, what was offered, what there was.", (ENDING,), "", 7,
        ),
        Command("they", "Who sat across", "4", "What they wanted, how they dealt, what they believed of you.", (ENDING,), "", 7),
        Command("luck", "What luck was worth", "5", "Your score against par of this very world; a code for a friend.", (ENDING,), "", 7),
        Command("page-on", "Next page", "right", "Turn to the next page of the review.", (ENDING,), "next page", 1),
        Command("page-back", "Page before", "left", "Turn to the page before.", (ENDING,), "", 6),
        Command("signature-on", "Next signature", "down,right_square_bracket", "The signature after this one.", (ENDING,), "next", 3),
        Command("signature-back", "Signature before", "up,left_square_bracket", "The signature before this one.", (ENDING,), "", 6),
        Command(
            "what-if", "Turning points", "3,d",
            "What each of your decisions was worth against a bot's in its place, worked out beside the screen.", (ENDING,),
            "", 4,
        ),
        Command("moment-on", "Next moment", "right", "Go to what happened next.", (WATCH, BESIDE), "", 6),
        Command("moment-back", "Moment before", "left", "Go to what happened before.", (WATCH, BESIDE), "", 6),
        Command(
            "quarter-on", "Next quarter", "down,shift+right,right_square_bracket", "Go to the beginning of the next quarter.",
            (WATCH, BESIDE), "", 6,
        ),
        Command(
            "quarter-back", "Quarter before", "up,shift+left,left_square_bracket",
            "Go to the beginning of this quarter, or of the one before.", (WATCH, BESIDE), "", 6,
        ),
        Command(
            "next-signature", "Next signature", "n", "Go to where the agreement was next amended.", (WATCH, BESIDE), "signature", 5,
        ),
        Command(
            "next-look", "Next moment worth a look", "m", "Go to the next ◇ of a famous game; from the last to the first.", (WATCH,),
            "worth a look", 2,
        ),
        Command(
            "look-before", "Worth a look before", "M", "Go to the ◇ before this moment; from the first to the last.", (WATCH,), "", 6,
        ),
        Command("to-the-start", "To the start", "home", "Go to the first moment.", (WATCH, BESIDE), "", 7),
        Command("to-the-end", "To the end", "end", "Go to the last moment.", (WATCH, BESIDE), "", 7),
        Command(
            "first-difference", "First difference", "d", "Go to where the two games part.", (BESIDE,), "first difference", 2,
        ),
        Command("next-curve", "Another curve", "c", "Draw the course of another number in both games.", (BESIDE,), "curve", 2),
        Command(
            "next-pane", "What happens, agreements, ends", "a",
            "Turn over what is shown above: what happens in both, their agreements, how they part and end.", (BESIDE,), "agreements", 2,
        ),
        Command(
            "pin", "Pin this moment", "enter",
            "Numbers and clauses are compared with the pinned moment; esc goes back to it, then takes the pin out.", (WATCH,), "pin", 3,
        ),
        Command("play", "Play or pause", "space", "Let the game go by.", (WATCH, BESIDE), "play", 1),
        Command("faster", "Faster", "plus", "Twice as many moments a second.", (WATCH, BESIDE), "", 7),
        Command("slower", "Slower", "minus", "Half as many moments a second.", (WATCH, BESIDE), "", 7),
        Command(
            "eyes", "Whose eyes", "v",
            "OpenAI's, Microsoft's, or the whole truth. While a game goes on there are only your own.", (WATCH,), "eyes", 3,
        ),
        Command("then", "The agreement as it stood", "a", "The whole document at this moment.", (WATCH,), "agreement", 4),
        Command(
            "branch", "Continue from here", "b",
            "Play on from this moment as another game, with the same luck. This one stays as it is.", (WATCH, LIST, ENDING), "play on", 2,
        ),
        Command(
            "turning-points", "Turning points", "t",
            "What each decision was worth against a bot's in its place: bots play the game on from each, beside the screen.", (WATCH,),
            "turning points", 4,
        ),
        Command(
            "side-by-side", "Side by side", "s",
            "Two games on one timeline: this one and what a bot makes of it from here, or two that you mark in a list.",
            (WATCH, LIST, ENDING), "side by side", 5,
        ),
        Command(
            "find-game", "Find a game", "slash", "Type a part of its name, seat, scenario or ending; esc shows all again.", (LIST,),
            "find", 3,
        ),
        Command("rename-game", "Rename this game", "r", "Give the game under the cursor another name.", (LIST,), "rename", 6),
        Command(
            "put-away", "Put this game away", "x,delete", "Move the game under the cursor into the trash, beside the saves.", (LIST,),
            "put away", 6,
        ),
        Command("chart-on", "Next chart", "right,l", "Go to the chart after this one.", (MARKET,), "next chart", 2),
        Command("chart-back", "Chart before", "left,h", "Go to the chart before this one.", (MARKET,), "before", 3),
        Command("chart-below", "Chart below", "down,j", "Go to the chart below.", (MARKET,), "", 6),
        Command("chart-above", "Chart above", "up,k", "Go to the chart above.", (MARKET,), "", 6),
        Command("why-chart", "Why is it so?", "enter,w", "What moved the numbers of this chart.", (MARKET,), "why", 2),
        Command("open-act", "Open this act", "w", "What went into it, beside what was true. Enter does too.", (LIST,), "open", 2),
        Command("next-act", "Next act", "right", "Open the act after this one.", (PAPER,), "next act", 3),
        Command("act-before", "Act before", "left", "Open the act before this one.", (PAPER,), "act before", 3),
        Command("continue", "Continue the last game", "c", "Take up the last game that has not ended.", (MENU,), "", 5),
        Command("new-game", "New game", "n", "Choose a seat and begin.", (MENU, ENDING, LESSON), "new game", 3),
        Command("load", "Load a game", "l", "Every saved game, with where it stands.", (MENU,), "", 5),
        Command("about", "About this game", "i", "What this is, what it is not, and where its facts come from.", (MENU, GAME), "", 9),
        Command("start", "Begin", "space", "Begin the game as it is set here.", (LIST,), "begin", 1),
        Command(
            "lift", "Lift the curtain", "r", "When the one it names sits here, and the other looks elsewhere.", (CURTAIN,),
            "lift the curtain", 1,
        ),
        Command(
            "other-side", "Turn the table round", "o", "Agreement, ledger, notes and news as the other of you read them.", (ENDING,),
            "other side", 4,
        ),
        Command(
            "you-and-record", "You and the record", "6,c",
            "Your agreement beside the real one, date by date, with sources; and a few figures of the world.", (ENDING,), "", 4,
        ),
        Command(
            "replay", "Play it again", "r", "The same seat, counterpart and seed from the first quarter.", (ENDING, LESSON), "again", 2,
        ),
        Command("skip", "Skip the tutorial", "X", "Leave the tutorial for the menu; it can be had there again.", (GAME,), "skip", 1),
        Command("tutorial", "The tutorial", "w", "The Waiver: six minutes, one request, one refusal, one signature.", (MENU,), "", 5),
        Command(
            "review", "The whole review", "a", "What was signed, clause by clause, and who sat across.", (LESSON,), "whole review", 3,
        ),
        Command(
            "main-menu", "Leave for the menu", "m", "Go to the menu. Every step is saved already.", (GAME, ENDING, LESSON, CURTAIN),
            "menu", 8,
        ),
        Command(
            "plain-english", "Plain English or as signed", "p",
            "Say each clause plainly, or as it was signed.", (PAPER,), "plain", 3,
        ),
        Command(
            "redline", "Mark what has changed", "r",
            "Show what was struck and inserted between two dates: at first, since the first quarter.", (PAPER,), "changes", 3,
        ),
        Command("dates", "Choose two dates", "d", "Choose between which signatures changes are shown.", (PAPER,), "dates", 4),
        Command("next-change", "Next change", "n", "Go to the next clause that is marked as changed.", (PAPER,), "next", 2),
        Command(
            "record", "Compare with the record", "c",
            "Set beside each clause what was really signed in October 2025 and April 2026, as reported.", (PAPER,), "record", 3,
        ),
        Command("look", "Read with all notes", "enter", "The clause, its margin and the terms it rests on, in full.", (PAPER,), "notes", 6),
        Command("export", "Keep a copy", "e", "Write what is shown to a file, to print or hand in.", (PAPER,), "keep", 5),
        Command("turn-over", "Dossier or notes", "right,left,tab", "Turn to the other page.", (PAPER,), "turn over", 3),
        Command("next-article", "Next article", "right", "Go to the article after this one.", (PAPER,), "", 8),
        Command("previous-article", "Article before", "left", "Go to the article before this one.", (PAPER,), "", 8),
        Command(
            "back", "Back", "escape,backspace", "One step back. It never leaves the game.",
            (PAPER, LIST, WATCH, BESIDE, MARKET, ENDING), "back", 1,
        ),
        Command(
            "settings", "Settings", "f2", "Theme, motion, names, density, the coach, and whether leaving asks.", EVERYWHERE, "", 9,
        ),
        Command("colours", "Dark or light", "ctrl+t", "The same kind of theme on the other ground.", EVERYWHERE, "", 9),
        Command("help", "Help", "question_mark,f1", "What every key does here.", EVERYWHERE, "help", 0),
        Command("palette", "Commands", "ctrl+p", "Find a command by name.", EVERYWHERE, "commands", 0),
        Command("suspend", "Back to the shell for a moment", "ctrl+z", "The game waits; fg brings it back.", EVERYWHERE, "", 9),
        Command(
            "quit", "Quit", "q,ctrl+q", "Leave at once: every step is saved already. Only a draft is not, and is asked about.",
            EVERYWHERE, "quit", 0,
        ),
    )
}  # fmt: skip
"""Every command by its id."""


def commands_of(where: str) -> tuple[Command, ...]:
    """The commands of a kind of screen."""
    return tuple(command for command in COMMANDS.values() if where in command.where)


def letters_of(where: str) -> dict[str, str]:
    """The letters that stand for arrows on a kind of screen.

    Where a command has one of a pair, the capitals move instead, and left and right have no letters: half a pair would be worse.
    """
    taken = {key for command in commands_of(where) for key in command.key.split(",")}
    rows = "JK" if taken & {"j", "k"} else "jk"
    sides = "" if taken & {"h", "l"} else "hl"
    return dict(zip(rows + sides, ("down", "up", "left", "right"), strict=False))


def arrows(letters: Mapping[str, str]) -> list[BindingType]:
    """Bindings that let letters stand for arrows."""
    return [Binding(letter, f"app.simulate_key('{arrow}')", show=False) for letter, arrow in letters.items()]


def bindings_of(where: str, *leave_out: str) -> list[BindingType]:
    """The bindings of a kind of screen. Commands that share a key are told apart by what applies."""
    taken: dict[str, list[Command]] = {}
    for command in commands_of(where):
        if command.id not in leave_out:
            for key in command.key.split(","):
                taken.setdefault(key, []).append(command)
    return arrows(letters_of(where)) + [
        Binding(
            key,
            f"command('{'|'.join(c.id for c in found)}')",
            found[0].title,
            show=False,
            id=f"{where}.{key}",
        )
        for key, found in taken.items()
    ]
