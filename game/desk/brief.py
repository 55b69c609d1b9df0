"""What a player may read at any time: the brief, the news so far, and what this game is and is not."""

from __future__ import annotations

from collections.abc import Sequence

import game
from game.debrief.agreement_page import DISCLAIMER
from game.debrief.figures import NAMES, lowered, when
from game.desk.content import Content
from game.desk.margin import strong_tastes
from game.desk.words import MUTED, SEAT_COLOUR, hanging
from game.rules.agreement import CLAUSES
from game.rules.characters import ARCHETYPES
from game.rules.orders import Action
from game.rules.scenario import Scenario
from game.rules.score import mandate_of
from game.rules.units import other
from game.rules.view import View


def deed_words(action: Action, view: View) -> str:
    """What an action does, in a sentence; the rules say “quarter” where a game may have longer turns."""
    return action.words.replace("this quarter", f"this {view.turns.word}")


def weights_words(weights: dict[str, int]) -> str:
    """A mandate's weights in words, the heaviest first."""
    return ", ".join(
        f"{name} {weight}" for name, weight in sorted(weights.items(), key=lambda entry: -entry[1])
    )


def brief_words(scenario: Scenario, view: View) -> Content:
    """The role brief: mandate, three numbers, private tastes as plain sentences, dates."""
    mandate = mandate_of(scenario, view.seat, view.character.mandate)
    kind = ARCHETYPES[view.seat].get(view.character.archetype)
    them = NAMES[other(view.seat)]
    parts = [
        Content.assemble(
            ("You are ", ""),
            (NAMES[view.seat], f"bold {SEAT_COLOUR[view.seat]}"),
            ". Your mandate is ",
            (mandate.title, "bold"),
            ".",
        ),
        Content(mandate.brief),
        Content.assemble(
            ("You are scored on ", MUTED),
            weights_words(mandate.weights),
            (" of 100, at the end of the last quarter.", MUTED),
        ),
    ]
    if kind is not None:
        parts.append(
            Content.assemble(
                (
                    f"Your own manner, which {them} is not told: the house calls you the {kind.title}, who ",
                    MUTED,
                ),
                f"{kind.tell}.",
            )
        )
    tastes = strong_tastes(scenario, view)
    if tastes:
        parts.append(
            Content("\n").join(
                [
                    Content.styled(
                        "Yours alone to know; on these clauses most of all your own people differ:", MUTED
                    ),
                    *[Content(f"· {CLAUSES[id].title}: {lowered(words)}") for id, words in tastes[:3]],
                    Content.styled(
                        "The others are told beside each clause, at the table and in the agreement.", MUTED
                    ),
                ]
            )
        )
    if view.character.must_sign_by >= 0:
        parts.append(
            Content(
                f"You badly want a signature before {when(scenario, view.character.must_sign_by)}. Do not tell them."
            )
        )
    if view.dates:
        rows = [
            Content(f"· {when(scenario, d.quarter)}: {d.title}. {d.text}")
            for d in sorted(view.dates, key=lambda d: d.quarter)
        ]
        parts.append(Content("\n").join([Content.styled("Dates:", MUTED), *rows]))
    parts.append(
        Content.styled(
            f"Nobody has told you what {them} fears. Ask, offer, and watch what it gives up.", MUTED
        )
    )
    return Content("\n\n").join(parts)


def news_words(scenario: Scenario, told: Sequence[tuple[int, str]], width: int) -> Content:
    """Everything that happened, the latest quarter first."""
    quarters: dict[int, list[str]] = {}
    for quarter, words in told:
        quarters.setdefault(quarter, []).append(words)
    parts = [
        Content("\n").join(
            [
                Content.styled(when(scenario, quarter), "bold $primary"),
                *[hanging("· ", line, width, 2) for line in told],
            ]
        )
        for quarter, told in sorted(quarters.items(), reverse=True)
    ]
    return (
        Content("\n\n").join(parts)
        if parts
        else Content.styled("Nothing has happened yet, which is also news.", MUTED)
    )


def about_words() -> Content:
    """The disclaimer and the version."""
    return Content("\n\n").join(
        [
            Content.assemble(("First Refusal ", "bold"), (f"version {game.__version__}", MUTED)),
            Content(
                "Two companies that need each other, one agreement, six years. You sit on one side of it."
            ),
            Content(DISCLAIMER),
            Content(
                "The game makes no claim that artificial general intelligence is near or far: how far it is, is a dial, "
                "drawn anew each game."
            ),
            Content(
                "Everything is decided on this machine, without a network, and written to disk step by step."
            ),
        ]
    )
