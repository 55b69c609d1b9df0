"""What a seat can do: every decision is one class here, a plain frozen value.

Numbers are in the unit a player uses: percent for sliders, MW, $ millions, quarters counted from 0. Whether a decision is
allowed now is for the concern that carries it out to say. ``kind`` in a save is the class's tag.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, dataclass_transform

import msgspec

from game.rules.agreement import Term
from game.rules.units import Seat

Package = tuple[tuple[str, Term], ...]
"""A proposal: the clauses it changes and their new terms, in the order of the document. Nothing else changes."""


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class Decision(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", omit_defaults=True):
    """The root of all decisions. ``note`` is for the log: nobody but the seat reads it before the game is over."""

    note: str = ""


class Done(Decision, tag="done"):
    """Finish this phase: what was not decided takes its default."""


class Respond(Decision, tag="respond"):
    """Answer a card. Sealed until both seats have answered."""

    card: str
    choice: str


class Plan(Decision, tag="plan"):
    """OpenAI's order sheet (rulebook 3.2.2). Percent; sealed; the last one given before ``Done`` counts."""

    train: int
    safety: int
    stance: Literal["premium", "standard", "war"] = "standard"


class CloudPlan(Decision, tag="cloud-plan"):
    """Microsoft's order sheet (rulebook 3.2.2). Percent; sealed; the last one given before ``Done`` counts.

    ``build`` of the build slots, ``partner`` of what is built beyond promises and kept ready for the lab, ``own`` effort of a
    full own-model programme, ``rate`` for other customers.
    """

    build: int
    partner: int
    own: int
    rate: Literal["high", "mid", "low"] = "mid"


class Act(Decision, tag="act"):
    """Spend action points (rulebook 3.2.3). Sealed; carried out when both seats are done. Once a quarter each.

    ``about`` says what or whom (a provider, a topic, a heat, a direction), ``amount`` how much ($ millions or MW).
    """

    action: str
    about: str = ""
    amount: int = 0


class Undo(Decision, tag="undo"):
    """Take back the last thing planned, before the reveal."""


class Request(Decision, tag="request"):
    """OpenAI asks for capacity. ``provider`` "azure" asks Microsoft; anybody else is a notice, or a signature where none is owed.

    ``start`` is the quarter it should run from, ``purpose`` "serve" or "train" (which may draw on the carve-out).
    """

    mw: int
    provider: str
    start: int
    purpose: Literal["serve", "train"] = "serve"


class Answer(Decision, tag="answer"):
    """Microsoft answers a notice (rulebook 3.2.4): exercise, partial, counter, waive, waive-for, later, or silence.

    ``share`` percent for partial; ``price`` and ``start`` for a counter; ``package`` for waive-for, and ``otherwise`` what happens
    when it is not signed.
    """

    notice: str
    answer: Literal["exercise", "partial", "counter", "waive", "waive-for", "later", "silence"]
    share: int = 0
    price: int = 0
    start: int = 0
    package: Package = ()
    otherwise: Literal["exercise", "waive"] = "exercise"
    says: str = ""


class Sign(Decision, tag="sign"):
    """OpenAI takes what the answer to a notice gives it."""

    notice: str


class Withdraw(Decision, tag="withdraw"):
    """OpenAI takes a notice back, or leaves what the answer gives it."""

    notice: str


class Decline(Decision, tag="decline"):
    """OpenAI declines a counter: Microsoft must then exercise or waive."""

    notice: str


class Cancel(Decision, tag="cancel"):
    """OpenAI cancels capacity that has not been delivered, for a fee."""

    contract: str


class Run(Decision, tag="run"):
    """OpenAI's frontier run: finish it, or hold and release what was finished (rulebook 3.2.5)."""

    order: Literal["finish", "release", "hold"]


class Claim(Decision, tag="claim"):
    """OpenAI claims that AGI is here (rulebook 3.2.7): it declares (the board limb), certifies (profit) or refers (panel)."""

    limb: Literal["board", "profit", "panel"]


class AnswerClaim(Decision, tag="answer-claim"):
    """Microsoft accepts a claim, takes it to court, offers to buy it out at the table, or demands the panel (rulebook 3.2.7)."""

    answer: Literal["accept", "dispute", "buy-out", "panel"]


class Reason(msgspec.Struct, frozen=True, array_like=True):
    """Why: a clause, whether its change hurts or helps the speaker, and how much. Bands, never numbers (rulebook 3.3.7).

    ``taste`` says that it is a private liking which decides the sign, and not what the clause does.
    """

    clause: str
    sign: Literal["hurts", "helps"]
    band: Literal["trace", "some", "a lot", "decisive"]
    taste: bool = False


class Contingent(msgspec.Struct, frozen=True, kw_only=True):
    """A contingent clause: once a trigger of the closed list is met, the clause becomes the term (rulebook 3.3.4).

    ``trigger`` names it, ``at`` is its measure in the trigger's unit, ``by`` the last quarter in which it can be met.
    """

    clause: str
    term: Term
    trigger: str
    at: int
    by: int


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A side letter: a promise of ``seat`` that binds, with a ``penalty`` in $ millions for breaking it (rulebook 3.3.6)."""

    seat: Seat
    undertaking: str
    amount: int
    due: int
    penalty: int


class Riders(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a package hangs together with: linked clauses, contingent clauses, side letters. Signed with it or not at all.

    A link is two clauses of the package: whoever counters takes both terms or neither.
    """

    links: tuple[tuple[str, str], ...] = ()
    contingents: tuple[Contingent, ...] = ()
    letters: tuple[Letter, ...] = ()


PLAIN = Riders()
"""A package that hangs together with nothing."""


class Offer(Decision, tag="offer"):
    """Put a package on the table; it costs a round, and one more with side letters.

    A counterpart says why, how far apart it feels, and how patient it is.
    """

    package: Package
    riders: Riders = PLAIN
    reasons: tuple[Reason, ...] = ()
    gap: str = ""
    patience: int = -1
    says: str = ""


class Accept(Decision, tag="accept"):
    """Sign the package on the table. Binding; the rules run on it from this quarter on."""

    says: str = ""


class Principle(Decision, tag="principle"):
    """Accept in principle: a memorandum that binds next quarter, unless somebody pays to break it (rulebook 3.3.1)."""


class Agree(Decision, tag="agree"):
    """Agree one clause as the package on the table has it. Once both have, it leaves this table. Free."""

    clause: str


class Reopen(Decision, tag="reopen"):
    """Take an agreed clause back on the table: a round and some trust."""

    clause: str


class Insist(Decision, tag="insist"):
    """Declare a clause not negotiable as one's own last offer, or the agreement, has it. Free, and dear to take back."""

    clause: str


class Stage(Decision, tag="stage"):
    """Talk about one block of clauses only; the rest stays as it is. An empty block lifts it. Free."""

    block: str


class Give(Decision, tag="give"):
    """“What would you give me for this?” It costs a round; the other side answers with an offer or walks."""

    clause: str
    term: Term


class Promise(Decision, tag="promise"):
    """Promise something measurable by a date. Nobody can enforce it; everybody will remember (rulebook 3.3.6). Free."""

    undertaking: str
    amount: int
    due: int


class Threat(Decision, tag="threat"):
    """Threaten a named act by a date. It is believed as far as it is in one's interest (rulebook 3.3.6). Free."""

    undertaking: str
    amount: int
    due: int


class Ask(Decision, tag="ask"):
    """“What would make this work?” It costs a round; the other side must answer with an offer or walk."""

    says: str = ""


class Why(Decision, tag="why"):
    """“Why not?” Free, once a refusal; the other side answers with its reasons."""

    says: str = ""


class Because(Decision, tag="because"):
    """The answer to why."""

    reasons: tuple[Reason, ...] = ()
    gap: str = ""
    says: str = ""


class Walk(Decision, tag="walk"):
    """Leave the table for this quarter, and say why."""

    reasons: tuple[Reason, ...] = ()
    says: str = ""


class Rescue(Decision, tag="rescue"):
    """OpenAI out of cash: an emergency round, cancelling undelivered capacity, a bridge from Microsoft, or an asset sale."""

    way: Literal["emergency-round", "cancel-capacity", "bridge", "bridge-on-terms", "asset-sale"]


class Bridge(Decision, tag="bridge"):
    """Microsoft grants or declines the bridge that OpenAI asks for, or grants it for a change in the agreement (``package``)."""

    grant: bool
    package: Package = ()


AnyDecision = (
    Done | Respond | Plan | CloudPlan | Act | Undo | Request | Answer | Sign | Withdraw | Decline | Cancel | Run | Claim
    | AnswerClaim | Offer | Accept | Principle | Agree | Reopen | Insist | Stage | Give | Promise | Threat | Ask | Why | Because
    | Walk | Rescue | Bridge
)  # fmt: skip


class Option(NamedTuple):
    """A legal decision. ``ranges`` says which of its whole numbers may differ: field, least, most."""

    decision: Decision
    ranges: tuple[tuple[str, int, int], ...] = ()
