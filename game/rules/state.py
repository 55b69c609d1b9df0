"""Everything that can change in a game: the two seats, the world, the relationship, the agreement in force.

A state is a value: compared by content, dumped generically, never changed after it was handed out. Facts change a *copy*
(:meth:`State.copy` copies the sections; what they hold is immutable). Units: :mod:`game.rules.units` and the register of stats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Self

import msgspec

from game.rules.agreement import Term, Terms
from game.rules.characters import Character
from game.rules.decisions import PLAIN, AnyDecision, Contingent, Package, Reason, Riders
from game.rules.units import OPENAI, Seat

# `omit_defaults` leaves a field out where it holds the very object that is the default. An equal one is written, and then equal states
# have two hashes; so it stands only where every default is a value of which there is but one: nothing, no, a small number.


class Section(msgspec.Struct):
    """A part of the state that facts change, on a copy."""

    if TYPE_CHECKING:

        def __copy__(self) -> Self: ...


class Contract(msgspec.Struct, frozen=True, kw_only=True):
    """Capacity OpenAI has signed. ``price`` $k per MW-quarter, take-or-pay from delivery."""

    id: str
    provider: str
    mw: int
    price: int
    due: int
    """The quarter it is promised for; moved by slips."""
    term: int
    live: bool = False
    late: int = 0
    purpose: str = "serve"
    exercised: bool = False
    """Whether Microsoft took it under its right: then being late is a delivery failure."""
    listed: bool = False
    """Whether it is billed by Azure's rate card as that stands; ``price`` is the list's then."""


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """A firm offer from a provider that was courted: evidence, and a way out. Lives for this quarter and the next."""

    provider: str
    mw: int
    price: int
    start: int
    until: int


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """A request for capacity on its way (rulebook 3.2.4).

    ``stage``: lodged (Microsoft answers) · answered (OpenAI signs or withdraws) · countered (OpenAI signs or declines) · returned
    (Microsoft must exercise or waive) · linked (waits for the table) · waiting (lodged again next quarter); then, until the quarter
    ends, how it closed: signed · withdrawn · declined · silence.
    """

    id: str
    provider: str
    mw: int
    price: int
    start: int
    term: int
    purpose: str
    stage: str = "lodged"
    answer: str = ""
    azure_mw: int = 0
    azure_price: int = 0
    azure_start: int = 0
    package: Package = ()
    otherwise: str = ""
    waited: bool = False
    """Whether Microsoft has left it for another quarter already."""


class Certificate(msgspec.Struct, frozen=True, kw_only=True):
    """What auditors say OpenAI's systems could return: ``says`` $M a year, within 15 % of the truth. OpenAI's own until it is used."""

    quarter: int
    says: int
    until: int
    """The last quarter in which a claim may rest on it."""


class Building(msgspec.Struct, frozen=True, array_like=True):
    """Microsoft's own capacity under way; ``ready`` is kept back as spare for the lab."""

    mw: int
    due: int
    ready: bool = False


class Pending(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A change that was set in motion and arrives later, or may: ``odds`` in percent, tried on the day.

    What hangs on one throw has the same ``coin``.
    """

    due: int
    stat: str
    by: int
    why: str
    odds: int = 100
    coin: str = ""


class Drawn(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A card that was drawn, when, and what each seat answered."""

    card: str
    quarter: int
    openai: str = ""
    microsoft: str = ""


class Learned(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a seat found out: about what, when, from whom, the finding (values, or clause ids in order), and how sure it is.

    ``source``: diligence · back-channel · disclosure · counsel. Two values are a range, one is exact; a back-channel's one value is
    1 for yes and 0 for no, and its topic the question's id.
    """

    topic: str
    quarter: int
    source: str
    reliability: str
    """In words, to follow what was found: “right two times in three”."""
    values: tuple[int, ...] = ()
    clauses: tuple[str, ...] = ()


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a session's history: who did what at the table."""

    seat: Seat
    move: str
    package: Package = ()
    riders: Riders = PLAIN
    about: str = ""
    """The pledge that was made, or the block that was named."""
    reasons: tuple[Reason, ...] = ()
    gap: str = ""
    says: str = ""


class Ground(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What has been settled about the talk itself at one table (rulebook 3.3.1, 3.3.4)."""

    agreed: Package = ()
    """Clauses both have agreed: they have left this table."""
    half: tuple[tuple[Seat, str, Term], ...] = ()
    """Clauses that one seat would agree."""
    insisted: tuple[tuple[Seat, str, Term], ...] = ()
    """Clauses a seat has called not negotiable, and as what."""
    block: str = ""
    """The only block under discussion; empty for all."""
    staged: tuple[Seat, ...] = ()
    """Who has named a block at this table; once each."""
    links: tuple[tuple[Seat, Package], ...] = ()
    """Terms that the last offer of a seat made hang together."""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """The bargaining table of this quarter (rulebook 3.3.1). One package lies on it at most."""

    opener: Seat
    turn: Seat
    rounds: int
    offers: Package = ()
    riders: Riders = PLAIN
    offered_by: str = ""
    ground: Ground = Ground()
    wanted: Package = ()
    """What the other side asked a price for."""
    must_answer: str = ""
    """"offer" after an ask, "because" after a why."""
    asked_why: bool = False
    notice: str = ""
    """A notice that waits for this table."""
    claim: bool = False
    """Whether it was opened to buy out an AGI claim: what is signed at it settles that."""
    patience_openai: int = -1
    patience_microsoft: int = -1
    history: tuple[Said, ...] = ()


class Minutes(msgspec.Struct, frozen=True, kw_only=True):
    """A table that has closed: when, how (signed · walked · out-of-rounds), and everything that was said at it."""

    quarter: int
    how: str
    history: tuple[Said, ...]


class LastWord(msgspec.Struct, frozen=True, kw_only=True):
    """Where a seat stood when a table without a signature closed: aspirations carry over (rulebook 3.3.1)."""

    seat: Seat
    quarter: int
    package: Package


How = Literal["signed", "condition", "judgment", "break", "concession"]
"""What brought an amendment about: both signed it, a contingent clause came true, a court, OpenAI used its option, an answer to a card."""


class Amendment(msgspec.Struct, frozen=True, kw_only=True):
    """One change: ``changes`` holds clause, term before, term after; ``riders`` what was signed with it."""

    number: int
    quarter: int
    changes: tuple[tuple[str, Term, Term], ...]
    riders: Riders = PLAIN
    how: How = "signed"


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A contingent clause in force, and the amendment it came with."""

    amendment: int
    contingent: Contingent


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """The terms in force and how they came to be."""

    terms: dict[str, Term]
    amendments: tuple[Amendment, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    """Contingent clauses whose trigger has not been met yet."""


class Memorandum(msgspec.Struct, frozen=True, kw_only=True):
    """A package accepted in principle: signed next quarter, unless somebody pays ``fee`` $ millions to break it."""

    seat: Seat
    """Who accepted."""
    quarter: int
    package: Package
    riders: Riders
    fee: int
    bases: tuple[int, ...] = ()
    """How much each side letter's undertaking had been done by then: it is held to from that day. A view has none."""


class Pledge(msgspec.Struct, frozen=True, kw_only=True):
    """What a seat has said it will do: a promise, a binding side letter, or a threat.

    ``base`` is how much of it was done when it was said; a view has 0 where its seat could not know.
    ``status``: open · kept · broken · carried-out · let-pass · withdrawn.
    """

    id: str
    seat: Seat
    kind: str
    undertaking: str
    amount: int
    made: int
    due: int
    base: int
    penalty: int = 0
    status: str = "open"
    ended: int = 0
    """The quarter in which it stopped being open."""


class ClaimStatus(msgspec.Struct, frozen=True, kw_only=True):
    """An AGI claim under way (rulebook 3.2.7).

    ``stage``: claimed (Microsoft answers) · buy-out (it waits for the table) · returned (the buy-out was not signed: Microsoft accepts
    or disputes) · disputed (before a court) · referred (before a panel). ``until`` is the quarter of the verdict.
    """

    limb: str
    filed: int
    stage: str
    until: int = 0
    certified: int = 0
    """$M a year that the auditors' certificate says, where the claim rests on one."""
    frozen_share: bool = False
    """Whether no court has ordered the revenue share to be paid meanwhile."""
    frozen_access: bool = False
    """Whether no court has ordered that Microsoft get later models meanwhile."""
    owed: int = 0
    """$M of it withheld so far; paid back if the claim fails."""


class Proceeding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What those who watch have begun: one of :data:`game.rules.proceedings.KINDS`, since when, and when it bites or is heard next."""

    what: str
    since: int
    due: int
    clause: str = ""
    """The clause it is about, where it is about one."""


class Suit(msgspec.Struct, frozen=True, kw_only=True):
    """A suit: who sues over which of :data:`game.rules.suits.CAUSES`, for how much ($M), with what odds (bps), decided when.

    ``basis`` tells what it is about from what it was about the last time. ``status``: open · won · lost · settled · moot.
    """

    id: str
    over: str
    claimant: Seat
    filed: int
    until: int
    amount: int
    odds: int
    basis: int = 0
    status: str = "open"
    ended: int = 0


class Lab(Section, kw_only=True):
    """OpenAI's seat. Every number is in the register of stats."""

    cash: int = 0
    revenue: int = 0
    net: int = 0
    share: int = 0
    brand: int = 0
    unserved: int = 0
    unserved_year: int = 0
    unserved_sum: int = 0
    idle: int = 0
    idle_sum: int = 0
    azure_mw: int = 0
    partner_mw: int = 0
    own_mw: int = 0
    late_mw: int = 0
    compute_cost: int = 0
    committed: int = 0
    outside_share: int = 0
    carve_used: int = 0
    released_mw: int = 0
    capability: int = 0
    lab_capability: int = 0
    acquired: int = 0
    integrating: int = 0
    run_quarters: int = 0
    run_gain: int = 0
    run_luck: int = 0
    held: int = 0
    halted: int = 0
    train: int = 0
    safety_share: int = 0
    safety: int = 0
    evaluated: int = 0
    safety_cases: int = 0
    talent: int = 0
    staff_mood: int = 0
    board_mood: int = 0
    investor_mood: int = 0
    value: int = 0
    raised: int = 0
    dilution: int = 0
    debt: int = 0
    sold: int = 0
    azure_signed: int = 0
    outside_signed: int = 0
    complaints: int = 0
    suits: int = 0
    share_paid: int = 0
    share_owed: int = 0
    profit_paid: int = 0
    profit_potential: int = 0
    recapitalised: int = 0
    minor_incidents: int = 0
    major_incidents: int = 0
    distresses: int = 0
    distresses_lately: int = 0
    since_distress: int = 0
    behind: int = 0
    lead: int = 0
    transferred: int = 0
    listed: int = 0
    agi_view: int = 0
    licence_refusals: int = 0
    action_points: int = 0
    stance: str = "standard"
    holding: bool = False
    contracts: tuple[Contract, ...] = ()
    quotes: tuple[Quote, ...] = ()
    certificate: Certificate | None = None
    share_parts: tuple[int, ...] = ()
    """Revenue share still owed, $M, in each of the next quarters; together ``share_owed``."""


class Cloud(Section, kw_only=True):
    """Microsoft's seat. Every number is in the register of stats."""

    ai_mw: int = 0
    other_demand: int = 0
    bookings: int = 0
    spare_mw: int = 0
    slots: int = 0
    slots_used: int = 0
    utilisation: int = 0
    capability: int = 0
    access: int = 0
    build: int = 0
    partner: int = 0
    own_effort: int = 0
    hosts_rivals: int = 0
    ai_revenue: int = 0
    cash_flow: int = 0
    returns: int = 0
    capex: int = 0
    share_price: int = 0
    fear: int = 0
    concentration: int = 0
    backlog: int = 0
    board_patience: int = 0
    funded: int = 0
    new_money: int = 0
    delivery_failures: int = 0
    idle_quarters: int = 0
    complaints: int = 0
    suits: int = 0
    action_points: int = 0
    rate: str = "mid"
    building: tuple[Building, ...] = ()
    access_gaps: tuple[int, ...] = ()
    """Access less the rival, tenths, of the last eight quarters."""


class World(Section, kw_only=True):
    """What neither seat decides."""

    market: int = 0
    appetite: int = 10_000
    frontier: int = 0
    pace: int = 0
    adoption: int = 10_000
    rival: int = 0
    theta: int = 0
    partner_price: int = 0
    power_tight: int = 0
    hype: int = 0
    heat_antitrust: int = 0
    heat_charity: int = 0
    heat_safety: int = 0
    heat_export: int = 0


class Relations(Section, kw_only=True):
    """What stands between the two seats."""

    openai_trust: int = 0
    microsoft_trust: int = 0
    openai_credibility: int = 0
    microsoft_credibility: int = 0
    friction: int = 0
    signatures: int = 0
    unamended: int = 0
    exclusive_clauses: int = 0
    stake: int = 0
    waived: int = 0
    exercised: int = 0
    claims: int = 0
    bought: int = 0
    judgments: int = 0
    bad_faith: int = 0
    determined: int = 0
    lost_disputes: int = 0
    traced: int = 0


class Place(Section, kw_only=True, omit_defaults=True):
    """What only one seat knows or has laid down: its character, its sealed choices, what it learned."""

    character: Character
    moves: int = 0
    """Decisions this seat has taken in the game: what tells its questions apart."""
    sealed: tuple[AnyDecision, ...] = ()
    done: bool = False
    learned: tuple[Learned, ...] = ()


class State(Section, kw_only=True):
    """The whole game at one moment. ``phase`` is one of :data:`game.rules.quarter.PHASES`."""

    quarter: int
    phase: str
    openai: Lab
    microsoft: Cloud
    world: World
    relations: Relations
    openai_place: Place
    microsoft_place: Place
    agreement: Agreement
    cards: tuple[str, ...] = ()
    """Cards lying open this quarter."""
    drawn: tuple[Drawn, ...] = ()
    notices: tuple[Notice, ...] = ()
    table: Table | None = None
    wants_table: tuple[Seat, ...] = ()
    memorandum: Memorandum | None = None
    pledges: tuple[Pledge, ...] = ()
    """Everything promised, bound by letter and threatened in the game, oldest first."""
    counsel: tuple[Seat, ...] = ()
    last_words: tuple[LastWord, ...] = ()
    minutes: tuple[Minutes, ...] = ()
    """Every table that has closed, the oldest first; both seats were there."""
    remarks: tuple[Said, ...] = ()
    """What was said with the answers to notices, the oldest first: ``move`` is the answer, ``about`` the notice."""
    run_orders: tuple[str, ...] = ()
    """Orders about the frontier run and its release that OpenAI gave this quarter; each once."""
    claim: ClaimStatus | None = None
    last_claim: int = -99
    """The quarter in which the last claim was made."""
    pending: tuple[Pending, ...] = ()
    proceedings: tuple[Proceeding, ...] = ()
    """What regulators, staff and boards have begun, in the order of its beginning."""
    suits: tuple[Suit, ...] = ()
    """Everything anybody has sued over, the oldest first."""
    bridge: Package = ()
    """What Microsoft wants for the bridge OpenAI has asked it for; empty while there is none on offer."""
    met: tuple[str, ...] = ()
    """Dates that have passed, and bridges that were asked for."""
    weather: str = "drawn"
    """How cards come: drawn, or as in the record."""
    ending: str = ""

    def place(self, seat: Seat) -> Place:
        """What only ``seat`` knows."""
        return self.openai_place if seat == OPENAI else self.microsoft_place

    @property
    def terms(self) -> Terms:
        """The agreement in force."""
        return self.agreement.terms

    def copy(self) -> State:
        """A state that facts may change without touching this one."""
        # The structs' own __copy__, called directly: copy.copy() would spend ten times as long finding it.
        new = self.__copy__()
        new.openai = self.openai.__copy__()
        new.microsoft = self.microsoft.__copy__()
        new.world = self.world.__copy__()
        new.relations = self.relations.__copy__()
        new.openai_place = self.openai_place.__copy__()
        new.microsoft_place = self.microsoft_place.__copy__()
        return new


def fleet(lab: Lab) -> int:
    """Delivered capacity, MW."""
    return lab.azure_mw + lab.partner_mw + lab.own_mw
