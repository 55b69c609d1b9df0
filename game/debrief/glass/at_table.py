"""An act at a table: what was said or signed, what was held out for, and what was weighed beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.debrief.figures import MINUS, NAMES, lowered
from game.debrief.glass.opening import Opened, Truth
from game.debrief.glass.sections import Row, Section, kind_words, signed, sized
from game.debrief.riders import capital, package_words, riders_words
from game.players.thoughts import Talk, Weighed
from game.rules.agreement import CLAUSES
from game.rules.characters import ARCHETYPES
from game.rules.decisions import Agree, Decision, Insist, Package, Promise, Threat
from game.rules.scenario import Scenario
from game.rules.units import other, percent


def of_talk(opened: Opened, talk: Talk, scenario: Scenario) -> Iterator[Section]:
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
        Row((signed(one.own), _believed(one), signed(true.gain)), capital(_beside(one.package, talk.said)))
        for one, true in zip(talk.beside, opened.beside, strict=True)
    )
    yield Section("Packages it had beside that", (), ("its own", "believed", "truly"), rows)
    rows = tuple(
        Row(
            (signed(one.own), signed(one.theirs), percent(one.chance), signed(one.value)),
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
    target = sized(talk.target)
    lay = sized(talk.theirs.own) if talk.theirs is not None else ""
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
            wanted = sized(talk.wanted)
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
                f"It had misjudged that: its accountants called it {sized(talk.theirs.sure)}, less than it held out for. "
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
        return f"Keeping it seemed to cost it {sized(max(0, cost))} and to be worth {sized(worth)} to {them}."
    meant = (
        f"carrying it out would have cost it {sized(cost)}"
        if cost > 0
        else "it had as good a reason to do it anyway"
    )
    return f"It seemed to cost {them} {sized(worth)}; {meant}."


def _short(lay: str, target: str) -> str:
    return f", and what lay there seemed to gain it {lay} where it held out for {target}" if lay else ""


_TRIED: Final = {
    "worse": "worse than the one before",
    "stale": "hardly moved",
    "lowball": "far under what it would walk away from",
    "granted": "gave it something it holds dear",
}


def _held(talk: Talk, them: str) -> Iterator[str]:
    both = f", of {sized(talk.scale)} at stake for both" if talk.scale > talk.most else ""
    could = f"The most it thought it could get was {sized(talk.most)}{both}."
    walk, rounds = (
        f"would have walked away under {sized(talk.floor)}",
        f"after {talk.used} of {talk.rounds} rounds",
    )
    if talk.weighed:
        yield f"{could} It {walk}. Going on seemed worth {sized(talk.target)} to it {rounds}, so it signed nothing under that."
    else:
        yield f"{could} It began at {sized(talk.start)}, {walk}, and {rounds} held out for {sized(talk.target)}."
    if talk.pressed:
        yield "A date pressed it."
    if talk.last:
        yield "Hardly another table was to come."
    if talk.target < talk.floor:
        yield "It was the last word of a last chance: then it takes nearly anything that is worth a signature."
    if talk.heeded:
        yield f"It believed threats, which took {sized(talk.heeded)} off what it would walk away from."
    if talk.defied:
        yield f"It was threatened with what it did not believe ({talk.defied}), and asked for more."
    if talk.promised:
        yield f"{them}'s promises took {sized(talk.promised)} off what it held out for."
    if talk.thanks:
        yield f"{them}'s last concession took {sized(talk.thanks)} off it, in thanks."
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
                signed(part.own),
                "" if part.theirs is None else signed(part.theirs),
                signed(true.parts.get(part.clause)),
            ),
            f"{CLAUSES[part.clause].title}: {CLAUSES[part.clause].short(part.term)}",
        )
        for part in offer.parts
    ]
    if not rows and offer.package:
        words.append(f"{capital(package_words(offer.package))}.")
    hangs = " and what hangs on it" if any((offer.riders.contingents, offer.riders.letters)) else ""
    whole = Row((signed(offer.own), _believed(offer), signed(true.gain)), f"all of it{hangs}")
    if offer.sure is not None and offer.own is not None and offer.sure != offer.own:
        words.append(f"By its accountants it would gain {me} {sized(offer.sure)}.")
    return Section(title, tuple(words), ("its own", "believed", "truly"), (*rows, whole))


def _believed(offer: Weighed) -> str:
    return "" if offer.theirs is None and offer.own is not None else signed(offer.theirs)


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
    yield from kind_words(opened)
    across = ARCHETYPES[other(opened.seat)].get(opened.across)
    if across is not None:
        yield f"{them} was the {across.title}, which {me} was not told."
    yield (
        f"“Its own” is what it seemed to gain {me}; “believed” what {me} thought it would gain {them}; “truly” what it would have, "
        f"by {them}'s own books that day."
    )
