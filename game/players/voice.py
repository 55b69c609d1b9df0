"""What counterparts say at the table: a dry line for each kind of negotiator and each kind of move (rulebook 3.4.7).

A line colours a move and claims nothing about it; the reasons beside it are computed. Nobody real is ever meant.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from game.rules.chance import Chance
from game.rules.decisions import Package, Riders
from game.rules.state import Table
from game.rules.undertakings import PROMISE, THREAT
from game.rules.units import MICROSOFT, OPENAI, Seat

OPEN: Final = "open"
COUNTER: Final = "counter"
BECAUSE: Final = "because"
LAST: Final = "last"
IMPATIENT: Final = "impatient"
NOTHING: Final = "nothing"
ACTS: Final = (OPEN, COUNTER, BECAUSE, LAST, IMPATIENT, NOTHING)
"""Opening; countering; answering why; leaving because the rounds are over, patience is, or nothing would help both."""
FOR_THAT: Final = "for-that"
NOT_THAT: Final = "not-that"
TIED: Final = "tied"
ON_CONDITION: Final = "on-condition"
FIRM: Final = "firm"
PROMISED: Final = "promised"
THREATENED: Final = "threatened"
TURNS: Final = (FOR_THAT, NOT_THAT, TIED, ON_CONDITION, FIRM, PROMISED, THREATENED)
"""Offering what something would cost, or that it is not to be had; with two clauses tied; with a condition; after calling a
clause not negotiable, after a promise, after a threat. Kinds that have nothing of their own to say about it say what anybody
might."""

Lines = tuple[str, ...]

ANYBODY: Final[MappingProxyType[str, Lines]] = MappingProxyType(
    {
        OPEN: ("Here is a redline.", "We took the liberty of drafting.", "A proposal, for discussion."),
        COUNTER: ("Not quite. This, perhaps.", "Our changes are marked.", "See the revised draft."),
        BECAUSE: ("Since you ask.", "In order of weight.", "The short version follows."),
        LAST: (
            "That was the last round. Next quarter, then.",
            "Time is up; the draft keeps.",
            "We shall resume where we stopped.",
        ),
        IMPATIENT: (
            "We have read this paragraph before.",
            "We are going in circles, and one of us is billing.",
            "Let us both go and be busy elsewhere.",
        ),
        NOTHING: (
            "We find nothing here that helps us both.",
            "The agreement in force is, it turns out, the best offer.",
            "There is no version of this that we would both sign.",
        ),
        FOR_THAT: (
            "You asked what it costs. It costs this.",
            "That can be had. Please see the rest of the page.",
            "For that, the following, which we also wanted.",
        ),
        NOT_THAT: (
            "Not that, at any price we could write down. This, instead.",
            "That one we could not find a price for. We looked.",
            "You asked for one thing; here is what there is.",
        ),
        TIED: (
            "The two are stapled, for your convenience.",
            "One without the other is a different meeting.",
            "It is both or neither. We have had the other kind.",
        ),
        ON_CONDITION: (
            "If you are right about the numbers, you will like this.",
            "We each believe our own forecast. Here is a clause that does too.",
            "Payable in optimism, on delivery.",
        ),
        FIRM: (
            "One paragraph is not up for discussion. The rest is stationery.",
            "We have said which clause is closed. The others are ajar.",
            "On that one we have no instructions, and want none.",
        ),
        PROMISED: (
            "With our word on it, which we mean to keep. It is dated.",
            "And a promise, at no extra charge.",
            "The sentiment is in the ledger. So is the deadline.",
        ),
        THREATENED: (
            "We mentioned what happens otherwise. This is the otherwise you would prefer.",
            "The alternative is in the ledger, with a date. Here is the draft.",
            "Nothing personal. It is a schedule.",
        ),
    }
)
"""What anybody might say."""

LINES: Final[MappingProxyType[tuple[Seat, str], MappingProxyType[str, Lines]]] = MappingProxyType(
    {
        (seat, archetype): MappingProxyType(lines)
        for seat, archetype, lines in (
            (
                MICROSOFT,
                "empire-builder",
                {
                    OPEN: (
                        "One platform, end to end. Initial here.",
                        "We drew the map; you are on it.",
                        "Think of it as a foundation.",
                    ),
                    COUNTER: (
                        "The platform needs a little more platform.",
                        "Close. Now with plumbing.",
                        "We prefer our ends joined.",
                    ),
                    BECAUSE: (
                        "A platform is only as whole as its edges.",
                        "It would leave a gap where a moat was.",
                        "We plan in decades.",
                    ),
                    LAST: (
                        "The platform will be here next quarter. It is poured.",
                        "We can wait. It is a large building.",
                    ),
                    IMPATIENT: ("We build faster than this.", "At this pace we would rather pour concrete."),
                    NOTHING: (
                        "Nothing here makes the platform larger.",
                        "We already have this one, in force.",
                    ),
                    THREATENED: (
                        "The platform has other tenants in mind. See the ledger.",
                        "We own the road. This is the toll-free version.",
                    ),
                },
            ),
            (
                MICROSOFT,
                "deal-lawyer",
                {
                    OPEN: (
                        "For the avoidance of doubt, a draft.",
                        "Definitions first; the rest is arithmetic.",
                        "Please see, and see also, the attached.",
                    ),
                    COUNTER: (
                        "Subject to the following, without prejudice.",
                        "Agreed, save as amended hereunder.",
                        "We have marked it up. Only the words.",
                    ),
                    BECAUSE: (
                        "We refer to our reasons, which are enclosed.",
                        "The clause means what it says. That is the difficulty.",
                        "As set out below, and not otherwise.",
                    ),
                    LAST: (
                        "All rights reserved until next quarter.",
                        "The session lapses by effluxion of time.",
                    ),
                    IMPATIENT: ("We note the repetition for the file.", "This has been asked and answered."),
                    NOTHING: ("No wording known to us would do.", "We can offer only the recitals."),
                    FIRM: (
                        "The clause aforesaid is not open. Time is of the essence everywhere else.",
                        "Save as to that paragraph, which is saved from you.",
                    ),
                    TIED: ("The foregoing are severable from everything but each other.",),
                },
            ),
            (
                MICROSOFT,
                "hedger",
                {
                    OPEN: (
                        "An option, so to speak.",
                        "We like to keep a door open. This is the door.",
                        "Nothing final; that is the beauty of it.",
                    ),
                    COUNTER: (
                        "We would rather have it both ways. Like so.",
                        "Shorter, and with an exit.",
                        "Let us not put everything in one clause.",
                    ),
                    BECAUSE: (
                        "It closes a door we were leaning on.",
                        "We price what we cannot undo.",
                        "Optionality, mostly.",
                    ),
                    LAST: (
                        "We are happy to decide later. It is our strength.",
                        "Unsettled is also a position.",
                    ),
                    IMPATIENT: (
                        "We have other calls to take. Deliberately.",
                        "There is always the other supplier.",
                    ),
                    NOTHING: (
                        "Our alternatives are dull, and better.",
                        "We would be paying to have fewer choices.",
                    ),
                },
            ),
            (
                MICROSOFT,
                "dealmaker",
                {
                    OPEN: (
                        "Whole package. Let us get it done.",
                        "Everything on one page, most of it good.",
                        "Sign early, lunch late.",
                    ),
                    COUNTER: (
                        "Getting there. Try this.",
                        "Swap this for that and we can all go home.",
                        "One more turn of the handle.",
                    ),
                    BECAUSE: (
                        "Happy to tell you where it pinches.",
                        "Here is what would have to give.",
                        "No secrets: this part.",
                    ),
                    LAST: ("Same time next quarter? We will bring biscuits.", "So near. Call us."),
                    IMPATIENT: (
                        "We want a deal, and this is a conversation.",
                        "Let us stop before we stop liking each other.",
                    ),
                    NOTHING: ("Even we cannot make a package of this.", "No deal beats a bad dinner."),
                    PROMISED: ("And a handshake, in writing, with a date.",),
                },
            ),
            (
                MICROSOFT,
                "capex-sceptic",
                {
                    OPEN: (
                        "A modest proposal, with a spreadsheet.",
                        "This one survives the earnings call.",
                        "Priced as if money were real.",
                    ),
                    COUNTER: (
                        "The Street would ask about that. So we did.",
                        "Fewer megawatts, more margin.",
                        "Discipline, with tracked changes.",
                    ),
                    BECAUSE: (
                        "Somebody has to fund it, and has seen the slide.",
                        "It does not discount well.",
                        "The cash flow is shy.",
                    ),
                    LAST: ("We will revisit it with next quarter's numbers.", "Not spending is also a plan."),
                    IMPATIENT: (
                        "Every round costs us basis points.",
                        "The meeting is now dearer than the clause.",
                    ),
                    NOTHING: (
                        "The return on this is a learning experience.",
                        "It fails at every rate we tried.",
                    ),
                    ON_CONDITION: ("We discount your forecast. You need not. Hence the if.",),
                },
            ),
            (
                OPENAI,
                "empire-builder",
                {
                    OPEN: (
                        "A small step for the contract.",
                        "Everything here doubles every so often. Plan for it.",
                        "Let us write it for where the curve goes.",
                    ),
                    COUNTER: (
                        "Larger. The rest is fine.",
                        "We added a zero where it was lonely.",
                        "This one scales.",
                    ),
                    BECAUSE: (
                        "It is linear, and we are not.",
                        "It would bind us in a year we have already planned past.",
                        "Because of the curve.",
                    ),
                    LAST: (
                        "By next quarter the numbers will look small.",
                        "The exponential does not wait. We will.",
                    ),
                    IMPATIENT: (
                        "We have trained models in less time.",
                        "At this rate the paper will outlive the industry.",
                    ),
                    NOTHING: ("No part of this gets larger.", "We would be signing the past."),
                    THREATENED: (
                        "Other people have electricity. This is us asking nicely.",
                        "The curve goes on without you, from the date in the ledger.",
                    ),
                    ON_CONDITION: ("It only bites once we are enormous. So, presently.",),
                },
            ),
            (
                OPENAI,
                "safety-hawk",
                {
                    OPEN: (
                        "If it could be agreed, this might be prudent.",
                        "We would propose, subject to review, the following.",
                        "Should you be minded to, this.",
                    ),
                    COUNTER: (
                        "It could be acceptable, were it to read so.",
                        "One would sleep better with these changes.",
                        "We might, if; see the if.",
                    ),
                    BECAUSE: (
                        "It would be difficult, were it to go wrong.",
                        "We would have to explain it to ourselves first.",
                        "There would be consequences, in the conditional.",
                    ),
                    LAST: (
                        "It may be as well to think about it for a quarter.",
                        "Perhaps later. Later is often safer.",
                    ),
                    IMPATIENT: (
                        "We would rather not be hurried into repeating ourselves.",
                        "One might call this an evaluation, failed.",
                    ),
                    NOTHING: (
                        "There would seem to be no safe version of this.",
                        "On balance one would abstain.",
                    ),
                    FIRM: (
                        "That clause would rather not be touched, and neither would we.",
                        "Should it be reopened, one would have to leave the room.",
                    ),
                },
            ),
            (
                OPENAI,
                "cash-starved",
                {
                    OPEN: (
                        "The month ends on the thirtieth. Hence this.",
                        "A proposal with dates in it.",
                        "Soon, ideally. Today is also soon.",
                    ),
                    COUNTER: (
                        "Same thing, but earlier.",
                        "We moved the numbers to where the calendar is.",
                        "Could it start before it is signed?",
                    ),
                    BECAUSE: (
                        "It falls due in a quarter we remember badly.",
                        "The calendar objects.",
                        "It is a matter of when.",
                    ),
                    LAST: ("We have fewer next quarters than you do. Still.", "Noted in the diary, in red."),
                    IMPATIENT: (
                        "Time is the thing we cannot raise.",
                        "We must be elsewhere, being invoiced.",
                    ),
                    NOTHING: (
                        "It costs more than it brings, and sooner.",
                        "We cannot afford to be polite about this one.",
                    ),
                },
            ),
            (
                OPENAI,
                "dealmaker",
                {
                    OPEN: (
                        "Something for everyone (sorry).",
                        "We tried to think of both of us.",
                        "A broad package; handle with both hands.",
                    ),
                    COUNTER: (
                        "Nearly win-win. We will stop saying it when it is true.",
                        "A little of yours, a little of ours.",
                        "Suppose we traded these two.",
                    ),
                    BECAUSE: (
                        "Gladly: this is the part that is not a win.",
                        "Here is what we would need back.",
                        "Transparency, our second favourite word.",
                    ),
                    LAST: ("We had fun. Again soon?", "Let us not let a calendar come between us."),
                    IMPATIENT: (
                        "We are still friends, just shorter of time.",
                        "A pause might help the relationship.",
                    ),
                    NOTHING: ("We looked for the win twice.", "It would be lose-lose, which has no acronym."),
                    PROMISED: ("With a promise on top, which is our favourite currency (sorry).",),
                },
            ),
            (
                OPENAI,
                "independent",
                {
                    OPEN: (
                        "A version with some choice in it.",
                        "Customers asked for this, more or less.",
                        "Here is one that both of us could leave.",
                    ),
                    COUNTER: (
                        "With one more door in it.",
                        "Fine, but on any cloud.",
                        "We have added the word “may” throughout.",
                    ),
                    BECAUSE: (
                        "Our customers would have to be told.",
                        "It would be somebody else's decision, and we make those.",
                        "Choice, chiefly.",
                    ),
                    LAST: (
                        "We shall manage on our own for a quarter.",
                        "We are free next quarter. We are free generally.",
                    ),
                    IMPATIENT: ("There are other rooms.", "We came to talk, not to be kept."),
                    NOTHING: ("It reads like a lease.", "We would be signing for a smaller room."),
                },
            ),
        )
    }
)
"""What each kind says, by seat and archetype, then by act."""


def act_of(table: Table, seat: Seat, package: Package, riders: Riders, answers: bool) -> str:
    """What a seat is doing when it makes an offer: what it has just said on the way to it comes first."""
    moves = {THREAT: THREATENED, "insist": FIRM, PROMISE: PROMISED}
    last = table.history[-1] if table.history else None
    if last is not None and last.seat == seat and last.move in moves:
        return moves[last.move]
    if table.wanted and table.must_answer == "offer":
        return FOR_THAT if set(table.wanted) <= set(package) else NOT_THAT
    if riders.contingents:
        return ON_CONDITION
    if riders.links:
        return TIED
    return COUNTER if answers else OPEN


def line(seat: Seat, archetype: str, act: str, chance: Chance, *name: str | int) -> str:
    """One line for an act, the same whenever it is asked for under the same name."""
    own = LINES[seat, archetype].get(act, ()) if (seat, archetype) in LINES else ()
    return chance.pick((*own, *own, *ANYBODY[act]), "voice", act, *name)
