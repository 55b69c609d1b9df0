"""The moves at the table by their ids: what each is called, and what it is in a sentence."""

from __future__ import annotations

from typing import Final

MOVES: Final = {
    "offer": (
        "Make this offer",
        "Put your draft on the table. It costs a round.",
    ),
    "accept": (
        "Accept their offer",
        "Sign what they put on the table. The rules run on it from now on.",
    ),
    "principle": (
        "Accept in principle",
        "A memorandum: signed a turn later, unless one side pays a fee to break it. The fee is shown first.",
    ),
    "agree": (
        "Agree this clause",
        "As it lies on the table; once both have, it leaves this table. An agreed one is reopened.",
    ),
    "link": (
        "Link two clauses",
        "Mark a changed clause, then another: both are taken or neither.",
    ),
    "only-if": (
        "Only if…",
        "Let this clause change once something is so, by a date.",
    ),
    "side-letter": (
        "Add a side letter",
        "A promise with a penalty, signed with the offer.",
    ),
    "give": (
        "What would you give me for this?",
        "Ask the price of this clause as you drafted it. It costs a round, and its answer another.",
    ),
    "insist": (
        "Not negotiable",
        "Hold this clause where it is. Free; giving way later costs your word.",
    ),
    "stage": (
        "One block only",
        "Talk about one block of clauses; the rest stays as it is. Once a table.",
    ),
    "promise": (
        "Promise something",
        "By a date. Nobody can enforce it; everybody will remember.",
    ),
    "threaten": (
        "Threaten something",
        "By a date. It costs trust now, and your word if you let it pass.",
    ),
    "as-coached": (
        "Start from the coach's S",
        "Copy what the coach thinks fair to both into your draft; space is your adviser, who thinks of you.",
    ),
    "ask": (
        "Ask what would make this work",
        "Ask for their best version. It costs a round, and its answer another.",
    ),
    "why": (
        "Why not?",
        "Ask for the reasons behind a refusal. Free, once a refusal.",
    ),
    "theirs": (
        "Start from their offer",
        "Copy the whole of their offer into your draft, in the place of what you drafted.",
    ),
    "clear": (
        "Clear the draft",
        "Set every clause of your draft back to today's agreement.",
    ),
    "walk": (
        "Leave the table",
        "Leave until it opens again. Leaving early costs trust.",
    ),
}
