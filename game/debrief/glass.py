"""The glass box: what went into an act of a bot, beside what was true, once the game is over (rulebook 4.6).

The act is thought again from the moment it was made at, by the same bot with the same luck, and is told only if it comes to what
was done. What the bot believed stands beside what was so, which neither side could see while the game was on.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import msgspec

from game import players
from game.bargaining import claims, reasons
from game.bargaining.appraisal import Appraiser
from game.bargaining.tables import NEVER
from game.debrief.acts import ONCE, act_words, moments, openable
from game.debrief.figures import MINUS, NAMES, figure, lowered, title_for, when
from game.debrief.riders import capital, package_words, riders_words
from game.errors import Refusal
from game.players.negotiator import Negotiator
from game.players.thoughts import Talk, Thought, Weighed, thought_of
from game.players.workings import Tried, Way
from game.rules import engine
from game.rules.agreement import CLAUSES
from game.rules.characters import ARCHETYPES
from game.rules.decisions import (
    Accept,
    Act,
    Agree,
    Answer,
    CloudPlan,
    Decision,
    Decline,
    Done,
    Insist,
    Offer,
    Package,
    Plan,
    Promise,
    Respond,
    Sign,
    Threat,
    Withdraw,
)
from game.rules.orders import ACTIONS
from game.rules.scenario import Scenario
from game.rules.state import State
from game.rules.units import Seat, money, other, percent, power, quarter_index, quarter_label, tenths
from game.rules.view import view_of
from game.session import YOU, Session

WIDTH: Final = 78


class Truth(msgspec.Struct, frozen=True, kw_only=True):
    """What an offer would have gained the other side that day, $ millions, by its own books; ``parts`` for each clause."""

    gain: int | None
    parts: dict[str, int] = {}


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """An act with the box open. ``n`` counts the game's steps from 1; ``pace`` is the true one, bps."""

    n: int
    seat: Seat
    quarter: str
    topic: str
    words: str
    archetype: str
    across: str
    """Who sat there, and who across from it."""
    thought: Thought
    pace: int
    saw: dict[str, str]
    """The numbers that its wishes go by, as it saw them."""
    theirs: Truth | None = None
    said: Truth | None = None
    beside: tuple[Truth, ...] = ()


def glass_box(session: Session, n: int) -> Opened:
    """An act of a finished game, opened; refuses what cannot be, in a sentence."""
    openable(session)
    if not 1 <= n <= len(session.steps):
        raise Refusal("no-such-act", f"There is no act {n}.", f"The game has acts 1 to {len(session.steps)}.")
    step, scenario = session.steps[n - 1], session.scenario
    bot = _bot(session, step.by)
    state, question = next(found for at, found in enumerate(moments(session), 1) if at == n)
    if question.name == ONCE:
        raise Refusal(
            "other-rules",
            f"Act {n} answered what rules {session.header.rules} asked, and today's do not.",
            "Open another act.",
        )
    view, options = view_of(scenario, state, step.by), engine.legal(scenario, state, step.by)
    thought = thought_of(bot, view, question, options)
    if thought.decision != step.decision:
        raise Refusal(
            "another-hand",
            f"Act {n} was not decided by the {_who(session, step.by)} who sits there now.",
            "Another player made it, or another version of the game did.",
        )
    talk = thought.talk
    truly = _truth(scenario, state, other(step.by))
    return Opened(
        n=n,
        seat=step.by,
        quarter=quarter_label(scenario.quarters.from_, state.quarter),
        topic=question.topic,
        words=act_words(step.decision, scenario, state.notices, question.topic),
        archetype=state.place(step.by).character.archetype,
        across=state.place(other(step.by)).character.archetype,
        thought=thought,
        pace=state.world.pace,
        saw={name: figure(name, view.numbers[name]) for name in _gone_by(thought) if name in view.numbers},
        theirs=truly(talk.theirs) if talk is not None and talk.theirs is not None else None,
        said=truly(talk.said) if talk is not None and talk.said is not None else None,
        beside=tuple(truly(one) for one in talk.beside) if talk is not None else (),
    )


def last_at_a_table(session: Session, seat: Seat) -> Opened | None:
    """The last offer a seat's bot made, or the last it signed, opened; ``None`` where there is none, or it cannot be."""
    acts = (n for n in range(len(session.steps), 0, -1) if session.steps[n - 1].by == seat)
    n = next((n for n in acts if isinstance(session.steps[n - 1].decision, Offer | Accept)), None)
    try:
        return glass_box(session, n) if n is not None else None
    except Refusal:
        return None


def _gone_by(thought: Thought) -> Iterator[str]:
    for wish in thought.wishes:
        if isinstance(wish.decision, Act):
            yield from GOES_BY.get(wish.decision.action, ())


def _who(session: Session, seat: Seat) -> str:
    return session.header.seats[seat]


def _bot(session: Session, seat: Seat) -> Negotiator:
    """The bot in a seat, made anew with the luck it had."""
    spec = _who(session, seat)
    if spec == YOU:
        words = "A person decided that, and only they know what they thought."
        raise Refusal("a-person", words, "Open an act of the other side.")
    if players.parse(spec).kind == players.BOT:
        luck = session.chance.child("player", seat)
        made = players.make(spec, session.scenario, seat, luck)
        assert isinstance(made, Negotiator)
        return made
    raise Refusal("no-thoughts", f"{NAMES[seat]} was played by “{spec}”, which leaves no thoughts behind.")


def _truth(scenario: Scenario, state: State, seat: Seat) -> Callable[[Weighed], Truth]:
    eyes = Appraiser(scenario, view_of(scenario, state, seat))
    rid = claims.rid_of_it(scenario, eyes.view, eyes.lens(seat))

    def truly(offer: Weighed) -> Truth:
        gain = eyes.gain(offer.package, offer.riders) + rid
        if gain <= NEVER // 2:
            return Truth(gain=None)
        return Truth(gain=gain, parts=dict(reasons.contributions(eyes.book, offer.package)))

    return truly


# The page


class Row(NamedTuple):
    """A row: what stands in its columns, and words that hang after them."""

    cells: tuple[str, ...]
    words: str


class Section(NamedTuple):
    """A part of the page: its title, sentences, and rows under the heads of their columns."""

    title: str
    words: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


def page_of(opened: Opened, scenario: Scenario) -> tuple[Section, ...]:
    """All that can be said of an act, in sections; empty ones left out."""
    thought = opened.thought
    found = (
        _of_talk(opened, thought.talk, scenario) if thought.talk is not None else _of_desk(opened, scenario)
    )
    return tuple(section for section in found if section.words or section.rows)


def _sum(amount: int | None) -> str:
    if amount is None:
        return "beyond"
    return f"{'+' if amount > 0 else ''}{_exactly(amount)}" if amount else "nothing"


def _plain(amount: int | None) -> str:
    return "more than it could bear" if amount is None else _exactly(amount)


def _exactly(amount: int) -> str:
    """$ millions to a tenth of a billion: what was compared should be seen to differ."""
    if abs(amount) < 1000:
        return money(amount).replace("-", MINUS)
    whole, tenth = divmod((abs(amount) + 50) // 100, 10)
    return f"{MINUS if amount < 0 else ''}${whole:,}.{tenth}bn"


# An act at the table


def _of_talk(opened: Opened, talk: Talk, scenario: Scenario) -> Iterator[Section]:
    me, them = NAMES[opened.seat], NAMES[other(opened.seat)]
    yield Section("Why", tuple(_reason(opened, talk, me, them)))
    yield Section(f"What {me} held out for", tuple(_held(talk, them)))
    if talk.theirs is not None:
        yield _offer(f"On the table, from {them}", talk.theirs, opened.theirs, me, them, scenario)
    if talk.said is not None:
        title = {
            "enough": "What it would have offered instead",
            "own-word": "What it would have offered instead",
            "first": "The offer that was to follow",
        }.get(talk.because, f"What {me} offered")
        yield _offer(title, talk.said, opened.said, me, them, scenario)
    rows = tuple(
        Row((_sum(one.own), _believed(one), _sum(true.gain)), capital(_beside(one.package, talk.said)))
        for one, true in zip(talk.beside, opened.beside, strict=True)
    )
    yield Section("Packages it had beside that", (), ("its own", "believed", "truly"), rows)
    rows = tuple(
        Row(
            (_sum(one.own), _sum(one.theirs), percent(one.chance), _sum(one.value)),
            _PROMISED if not n else "",
        )
        for n, one in enumerate(talk.weighed)
    )
    yield Section(
        "Offers by their chances",
        (
            "What each would gain it and, as it believed, the other side; how likely it was signed; what making it was worth.",
        )
        if rows
        else (),
        ("its own", "believed", "chance", "worth"),
        rows,
    )
    yield Section(f"Who it thought {them} was", tuple(_suspects(opened, talk, them)))
    yield Section("Who was who", tuple(_characters(opened, me, them)))


def _reason(opened: Opened, talk: Talk, me: str, them: str) -> Iterator[str]:
    target = _plain(talk.target)
    lay = _plain(talk.theirs.own) if talk.theirs is not None else ""
    match talk.because:
        case "enough":
            yield f"What lay there seemed to gain it {lay}, and by then it held out for {target}. So it signed."
        case "own-word":
            yield f"It had offered this itself at this table, and it signs what it has offered, though it held out for {target}."
        case "no-rounds":
            yield f"No round was left{_short(lay, target)}."
        case "no-patience":
            yield f"Its patience was gone{_short(lay, target)}."
        case "kept":
            yield "It would have signed what lay there, but for what its kind never gives."
        case "nothing":
            yield f"It found nothing that it could say, that would gain it enough, and that left {them} anything."
        case "nearest":
            yield (
                f"It kept to what {them} had offered: the fewest changes that lifted it to {target}, and of those the ones that "
                f"seemed to cost {them} least."
            )
        case "best" | "on-condition":
            wanted = _plain(talk.wanted)
            if talk.weighed:
                yield (
                    f"Of {talk.weighed_of} offers that it weighed by their chances, one that gained it {wanted} or so promised most, "
                    "with all that might follow."
                )
            yield f"Of what seemed to gain it {wanted} or more, this seemed to leave {them} most."
            if talk.said is not None and talk.said.own is not None and talk.said.own < talk.wanted:
                yield "Nothing at that price could be said, or was any news, so it went lower."
            if talk.held:
                yield (
                    "In it had to be what was asked for, what was called not negotiable, and what its kind brings up or keeps: "
                    f"{package_words(talk.held)}."
                )
            if talk.because == "on-condition":
                yield f"A plain deal seemed to leave {them} too little; on a condition both may expect the better half."
        case "by-clause":
            yield (
                f"It went down from its wishes clause by clause, in an order of its own, as long as {target} was left. "
                f"What {them} might want did not come into it."
            )
        case "asked":
            yield "It was asked why not, and reasons are owed. They are the clauses that weigh most in its books."
        case _:
            aside = _ASIDES.get(type(opened.thought.decision), "it wanted to know")
            yield f"That was said on the way to an offer: {aside}."
            if talk.word is not None:
                yield _word(opened.thought.decision, *talk.word, them)
    if talk.theirs is not None and talk.theirs.own is not None and talk.theirs.sure is not None:
        if talk.because == "enough" and talk.theirs.sure < talk.target:
            yield (
                f"It had misjudged that: its accountants called it {_plain(talk.theirs.sure)}, less than it held out for. "
                "They let pass whatever is no loss."
            )


_ASIDES: Final[dict[type[Decision], str]] = {
    Agree: "that clause would be no better for it in its own next offer",
    Insist: "that clause had most in it for it, and had been touched",
    Promise: "few rounds were left",
    Threat: "few rounds were left, and what lay there was too little",
}


def _word(decision: Decision, cost: int, worth: int, them: str) -> str:
    """What a promise or a threat was made of."""
    if isinstance(decision, Promise):
        return (
            f"Keeping it seemed to cost it {_plain(max(0, cost))} and to be worth {_plain(worth)} to {them}."
        )
    meant = (
        f"carrying it out would have cost it {_plain(cost)}"
        if cost > 0
        else "it had as good a reason to do it anyway"
    )
    return f"It seemed to cost {them} {_plain(worth)}; {meant}."


def _short(lay: str, target: str) -> str:
    return f", and what lay there seemed to gain it {lay} where it held out for {target}" if lay else ""


_TRIED: Final = {
    "worse": "worse than the one before",
    "stale": "hardly moved",
    "lowball": "far under what it would walk away from",
    "granted": "gave it something it holds dear",
}


def _held(talk: Talk, them: str) -> Iterator[str]:
    both = f", of {_plain(talk.scale)} at stake for both" if talk.scale > talk.most else ""
    could = f"The most it thought it could get was {_plain(talk.most)}{both}."
    walk, rounds = (
        f"would have walked away under {_plain(talk.floor)}",
        f"after {talk.used} of {talk.rounds} rounds",
    )
    if talk.weighed:
        yield f"{could} It {walk}. Going on seemed worth {_plain(talk.target)} to it {rounds}, so it signed nothing under that."
    else:
        yield f"{could} It began at {_plain(talk.start)}, {walk}, and {rounds} held out for {_plain(talk.target)}."
    if talk.pressed:
        yield "A date pressed it."
    if talk.last:
        yield "Hardly another table was to come."
    if talk.target < talk.floor:
        yield "It was the last word of a last chance: then it takes nearly anything that is worth a signature."
    if talk.heeded:
        yield f"It believed threats, which took {_plain(talk.heeded)} off what it would walk away from."
    if talk.defied:
        yield f"It was threatened with what it did not believe ({talk.defied}), and asked for more."
    if talk.promised:
        yield f"{them}'s promises took {_plain(talk.promised)} off what it held out for."
    if talk.thanks:
        yield f"{them}'s last concession took {_plain(talk.thanks)} off it, in thanks."
    spent = [
        f"offer {n + 1} {_TRIED[why]} ({MINUS if by < 0 else '+'}{abs(by)})" for n, why, by in talk.tried
    ]
    yield f"Patience: {talk.patience}, of {talk.patience_at_first} at first{'' if spent else ' still'}." + (
        f" {them}'s {', '.join(spent)}." if spent else ""
    )


def _offer(title: str, offer: Weighed, true: Truth | None, me: str, them: str, scenario: Scenario) -> Section:
    assert true is not None
    words = [f"{condition}." for condition in riders_words(offer.riders, scenario, None)]
    rows = [
        Row(
            (
                _sum(part.own),
                "" if part.theirs is None else _sum(part.theirs),
                _sum(true.parts.get(part.clause)),
            ),
            f"{CLAUSES[part.clause].title}: {CLAUSES[part.clause].short(part.term)}",
        )
        for part in offer.parts
    ]
    if not rows and offer.package:
        words.append(f"{capital(package_words(offer.package))}.")
    hangs = " and what hangs on it" if any((offer.riders.contingents, offer.riders.letters)) else ""
    whole = Row((_sum(offer.own), _believed(offer), _sum(true.gain)), f"all of it{hangs}")
    if offer.sure is not None and offer.own is not None and offer.sure != offer.own:
        words.append(f"By its accountants it would gain {me} {_plain(offer.sure)}.")
    return Section(title, tuple(words), ("its own", "believed", "truly"), (*rows, whole))


def _believed(offer: Weighed) -> str:
    return "" if offer.theirs is None and offer.own is not None else _sum(offer.theirs)


def _beside(package: Package, said: Weighed | None) -> str:
    """A package in a few words: as it differs from the one beside it, where that is shorter."""
    if said is None:
        return package_words(package)
    changed = tuple(change for change in package if change not in said.package)
    kept = {clause for clause, _ in package}
    gone = [lowered(CLAUSES[clause].title) for clause, _ in said.package if clause not in kept]
    if len(changed) + len(gone) >= len(package):
        return package_words(package)
    with_ = f"with {package_words(changed)}" if changed else ""
    without = f"without {' and '.join(gone)}" if gone else ""
    return f"the same {'; '.join(filter(None, (with_, without)))}"


_PROMISED: Final = "promised most"


def _suspects(opened: Opened, talk: Talk, them: str) -> Iterator[str]:
    if not talk.kinds:
        return
    kinds = ARCHETYPES[other(opened.seat)]
    odds = ", ".join(f"{kinds[id].title} {percent(likely)}" for id, likely in talk.kinds)
    yield f"{odds}. {them} was the {kinds[opened.across].title}."


def _characters(opened: Opened, me: str, them: str) -> Iterator[str]:
    yield from _kind(opened)
    across = ARCHETYPES[other(opened.seat)].get(opened.across)
    if across is not None:
        yield f"{them} was the {across.title}, which {me} was not told."
    yield (
        f"“Its own” is what it seemed to gain {me}; “believed” what {me} thought it would gain {them}; “truly” what it would have, "
        f"by {them}'s own books that day."
    )


# An act of the quarter


_BECAUSE: Final = {
    "plan": "The first thing on its list that was open and not done yet.",
    "notices": "The first thing on its list that was open and not done yet.",
    "events": "Of the answers, the one that seemed worth most to it, the mood of the day included.",
    "answer": "It takes over what it has room for.",
    "reply": "It signs what the answer gives, unless it is a tenth dearer or two quarters later than it asked for.",
    "claim": "Whatever loses it least; a bid, where that is free and earnest.",
    "rescue": "The cheapest way on that was open.",
    "bridge": "To a friend a favour; to others for the change worth most that a lab without cash could not refuse.",
}
_PAYS: Final = (
    "It takes over what pays better than other customers, as far as it has room; the rest it lets go."
)
_PRICED: Final = "It would have let that go, and asked a price for doing so."
_LED: Final = "Of the answers, the one that its own score came out best after."
_SHEET: Final = "Its order sheet comes first, from what it reckoned with."
_LIKED: Final = "Its order sheet comes first: of those it looked at, the best for its own score."
_LEANT: Final = "Its order sheet comes first, leaning the way that did best when it played on in its head."
_EMPTY: Final = "Nothing was left on its list that was open."
_WORD: Final = "It had given its word, and did as it had said."


def _why(opened: Opened) -> str:
    thought, done = opened.thought, opened.thought.decision
    by_score = any(way.unit == "points" for way in thought.ways)
    if thought.how == "word":
        return _WORD
    if isinstance(done, Plan | CloudPlan):
        return _LEANT if thought.tried else _LIKED if by_score else _SHEET
    if isinstance(done, Done) and opened.topic in ("plan", "notices"):
        return _EMPTY
    if isinstance(done, Answer) and done.answer == "waive-for":
        return _PRICED
    if opened.topic in ("answer", "reply", "claim") and by_score:
        return _LED
    if "margin_here" in thought.figures:
        return _PAYS
    return _BECAUSE[opened.topic]


GOES_BY: Final = {
    "safety-case": ("openai.safety", "world.heat_safety"),
    "town-hall": ("openai.staff_mood", "openai.board_mood", "microsoft.fear"),
    "power-deal": ("world.power_tight",),
    "fast-track": ("openai.unserved", "microsoft.spare_mw"),
    "raise-equity": ("openai.cash", "world.hype"),
    "sue-microsoft": ("relations.openai_trust",),
    "sue-openai": ("relations.microsoft_trust",),
    "hire-team": ("openai.talent",),
}
"""The numbers a desk goes by when it wishes for an action, as far as they are few."""


def _of_desk(opened: Opened, scenario: Scenario) -> Iterator[Section]:
    thought = opened.thought
    done = thought.decision
    yield Section("Why", (_why(opened),))
    rows, taken = [], False
    for wish in thought.wishes:
        mark = "had done" if wish.done else "not open" if not wish.open else "later" if taken else "did it"
        taken = taken or wish.open
        rows.append(
            Row((mark,), f"{capital(_words(wish.decision, scenario))}{_because_of(opened, wish.decision)}")
        )
    yield Section("Its list, in its order", (), (), tuple(rows))
    rows = [
        Row(
            (_mark(way), "did it" if _same(way.decision, done) else ""),
            capital(_words(way.decision, scenario)),
        )
        for way in thought.ways
    ]
    yield Section("What it weighed", (), (), tuple(rows))
    rows = [Row((_points(one.points),), capital(_way_words(one))) for one in thought.tried]
    about = (_BETTER if opened.topic == "plan" else _CAME_TO,) if rows else ()
    yield Section("What it tried in its head", about, (), tuple(rows))
    rows = [Row((FIGURES[name][1](value),), FIGURES[name][0]) for name, value in thought.figures.items()]
    yield Section("What it reckoned with", (), (), tuple(rows))
    yield Section(
        "What it believed",
        (
            f"The world to run at {percent(thought.pace)} of the usual pace. It ran at {percent(opened.pace)}.",
        ),
    )
    yield Section("Who it was", tuple(_kind(opened)))


def _because_of(opened: Opened, wish: Decision) -> str:
    """The numbers a wish goes by, in brackets."""
    names = GOES_BY.get(wish.action, ()) if isinstance(wish, Act) else ()
    told = [
        f"{lowered(title_for(name, opened.seat))} {opened.saw[name]}" for name in names if name in opened.saw
    ]
    return f" ({', '.join(told)})" if told else ""


def _kind(opened: Opened) -> Iterator[str]:
    kind = ARCHETYPES[opened.seat].get(opened.archetype)
    if kind is not None:
        yield f"{NAMES[opened.seat]} was the {kind.title}: it {kind.tell}."


def _mark(way: Way) -> str:
    if way.unit == "$M":
        return _sum(way.worth)
    return _points(way.worth) if way.unit == "points" else f"{way.worth:,}".replace("-", MINUS)


def _points(hundredths: int) -> str:
    """Points of a score, to the hundredth: what it is about is often no more."""
    sign, size = (MINUS if hundredths < 0 else ""), abs(hundredths)
    return f"{sign}{size // 100}.{size % 100:02}"


_BETTER: Final = (
    "Points of its own score by which it came out better so than the other way, in the worlds it imagined."
)
_CAME_TO: Final = "What its own score came to, in the worlds it imagined."
_LEAN: Final[dict[str, str]] = {
    "train": "training {} points",
    "safety": "safety {} points",
    "orders": "orders {} % of the desk's",
    "outside": "capacity from others {} points",
    "runway": "quarters of cash in sight {}",
    "stance": "the {} price",
    "build": "building {} points",
    "kept": "kept for the lab {} points",
    "own": "own models {} points",
    "rate": "the {} rate for others",
    "keen": "a premium on the lab's load {}, $k a MW-quarter",
    "also": "{}",
}
"""What each part of a lean is."""


def _way_words(tried: Tried) -> str:
    way = _lean_words(tried.way) or "as the desk would have it"
    if tried.than is None:
        return way
    return f"{way}, not {_lean_words(tried.than) or 'as the desk would have it'}"


def _lean_words(way: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(_LEAN[name].format(_leant(name, value)) for name, value in way)


def _leant(name: str, value: str) -> str:
    if name == "also":
        return ", ".join(_also(named) for named in value.split(","))
    if name in ("orders", "stance", "rate"):
        return value
    return value.replace("-", MINUS) if value.startswith("-") else f"+{value}"


def _also(named: str) -> str:
    action, _, about = named.partition("/")
    return lowered(ACTIONS[action].title) + (f" ({about.replace('-', ' ')})" if about else "")


def _same(one: Decision, two: Decision) -> bool:
    if isinstance(one, Act) and isinstance(two, Act):
        return (one.action, one.about) == (two.action, two.about)
    return one == two


def _words(decision: Decision, scenario: Scenario) -> str:
    words = act_words(decision, scenario)
    if isinstance(decision, Respond):
        return words.partition("”: ")[2]
    words = words.removeprefix("spends attention: ").removeprefix("plans: ")
    return (
        words.replace(" a notice", " it")
        if isinstance(decision, Answer | Sign | Withdraw | Decline)
        else words
    )


Shown = Callable[[int], str]


def _tenths(value: int) -> str:
    return tenths(value).replace("-", MINUS)


def _price(thousands: int) -> str:
    return f"{thousands / 1000:.2f}m".replace("-", MINUS)


FIGURES: Final[dict[str, tuple[str, Shown]]] = {
    "serving_mw": ("what serving its customers would take this quarter", power),
    "arriving_mw": ("the capacity it counted on having", power),
    "need_mw": ("the capacity it would need by the time an order comes", power),
    "need_ahead": ("quarters ahead for which it orders", str),
    "coming_mw": ("what it will have by then as signed", power),
    "least_cash": ("the least cash in sight, without raising any", _plain),
    "cash_quarters": ("quarters of cash that it looks ahead", str),
    "past_the_bar": ("points by which it was past the bar, as its board has it", _tenths),
    "short_mw": ("what other customers will lack", power),
    "lab_mw": ("what the lab usually signs", power),
    "slots_mw": ("what could be built", power),
    "room_mw": ("the room it had", power),
    "asked_mw": ("what was asked for", power),
    "margin_here": ("a megawatt for the lab, $ a quarter, its premium and its fears included", _price),
    "margin_elsewhere": ("the same for other customers, as scarce as capacity will be", _price),
}
"""What a desk may have reckoned, in words, and how it is shown."""


def title_of(opened: Opened, scenario: Scenario) -> str:
    """Which act it was, and when."""
    return f"Act {opened.n}, {when(scenario, quarter_index(scenario.quarters.from_, opened.quarter))}"


def text_of(opened: Opened, scenario: Scenario) -> Iterator[str]:
    """The page as lines of text."""
    yield from _wrapped(f"{title_of(opened, scenario)}: {NAMES[opened.seat]} {opened.words}.", "")
    for section in page_of(opened, scenario):
        yield ""
        yield section.title
        for words in section.words:
            yield from _wrapped(words, "  ")
        if section.heads:
            yield f"  {''.join(f'{head:>10}' for head in section.heads)}"
        for row in section.rows:
            yield from _wrapped(row.words, "  " + "".join(f"{cell:>10}" for cell in row.cells) + "  ")


def _wrapped(words: str, head: str) -> Iterator[str]:
    kept = words.replace(" %", "\u00a0%")  # a number and its sign stay together
    for line in textwrap.wrap(kept, WIDTH, initial_indent=head, subsequent_indent=" " * len(head)) or [
        head.rstrip()
    ]:
        yield line.replace("\u00a0", " ")
