"""Trouble: a lab that is out of cash, its ways on, and the bridge that Microsoft may lend."""

from __future__ import annotations

from typing import Final

from game.debrief.figures import figure, when
from game.debrief.riders import offer_words
from game.desk.content import Content
from game.desk.matters.matter import Asked, DraftTerms, Listed, Matter
from game.desk.purse import brings, loan
from game.desk.words import MUTED, lines
from game.rules.decisions import PLAIN, Bridge, Rescue
from game.rules.units import money

_WAYS: Final = {
    "bridge": (
        "Ask Microsoft for a bridge",
        "{brings} now, {back} back {due}; they may decline, or have terms",
    ),
    "bridge-on-terms": (
        "Take the bridge on its terms",
        "{brings} now, {back} back {due}, and an amendment",
    ),
    "emergency-round": (
        "An emergency round",
        "{brings} of shares at half price; 10 % more dilution; investor mood −10, staff −6",
    ),
    "cancel-capacity": (
        "Cancel all undelivered outside capacity",
        "{brings} back; 7 % of your market share goes",
    ),
    "asset-sale": ("Sell research to a rival", "{brings} now; the rival +30; board mood −10, staff −6"),
}


def rescue(asked: Asked) -> Matter:
    """The ways on that are open to a lab without cash."""
    view, options = asked.view, asked.options
    listed = Listed(width=asked.width, default=asked.default)
    open_ = {o.decision.way: o.decision for o in options if isinstance(o.decision, Rescue)}
    bridge = loan(asked.scenario, view)
    due = f"in {when(asked.scenario, bridge.due)}" if bridge.due < view.last else "after the last quarter"
    for way, (label, detail) in _WAYS.items():
        if way in open_:
            told = detail.format(
                brings=money(brings(asked.scenario, view, way)), back=money(bridge.back), due=due
            )
            listed.add(way, label, told, open_[way])
    hole = figure("openai.cash", view.numbers["openai.cash"])
    terms = (
        f"Microsoft would lend it for {offer_words(view.bridge, PLAIN, asked.scenario, view.seat)}."
        if view.bridge
        else ""
    )
    text = lines(
        f"The quarter closed with {hole} in the bank. You must find a way on.",
        terms,
        Content.styled("Run out twice within a year, and creditors run the lab.", MUTED),
    )
    return listed.matter("rescue", "Out of cash", text, asked.advice)


def bridge(asked: Asked) -> Matter:
    """Whether Microsoft lends it the money."""
    listed = Listed(width=asked.width, default=asked.default)
    listed.add(
        "grant", "Grant the bridge", "it comes back with 8 % after a year; their trust +8", Bridge(grant=True)
    )
    listed.add(
        "terms",
        "Grant it for a change in the agreement…",
        "they take it, or find another way; their trust −2",
        DraftTerms(),
    )
    listed.add("decline", "Decline", "their trust −6; they must find another way", Bridge(grant=False))
    text = Content(
        "OpenAI is out of cash and asks you for a bridge: the hole, and three quarters of burn. What it would refuse at a table "
        "it may sign for this."
    )
    return listed.matter("bridge", "They are out of cash", text, asked.advice)
