"""What a new game needs, and how a session is made of it."""

from __future__ import annotations

import secrets
from typing import Final, NamedTuple

from game.desk.coaching import lesson
from game.files.places import new_save_path, slug_of
from game.files.saves import YOU, Header
from game.rules.chance import checked_seed
from game.rules.engine import Setup
from game.rules.scenario import DRAWN, RECORD, Scenario
from game.rules.units import OPENAI, SEATS, Seat
from game.session import Session

LEVELS: Final = {
    "bot:1": "1, Intern: concedes clause by clause",
    "bot:2": "2, Associate: trades what it likes for what you like",
    "bot:3": "3, Partner: asks itself who you are",
    "bot:4": "4, Rainmaker: reckons with what you will say",
    "bot:5": "5, Old Hand: plays the quarter too, and takes its time",
    "record": "The record: does again what was done, to mid-2026",
    YOU: "Hot seat: a person beside you, a curtain in between",
}
"""Who can sit across the table: the beginning of a spec, and what it says of itself in a line."""
FAIR: Final = "More skill and never a bonus: every level plays by your rules, with what its seat can see."
LEVELS_MEAN: Final = {
    "bot:1": "It takes the agreement a clause at a time and gives way a step at a time. A first counterpart, and a patient one.",
    "bot:2": "It gives what it holds cheap for what people like you usually hold cheap. Par is what it makes of your own seat.",
    "bot:3": "It reads your offers for who you are, and prices its own by that. What you gave up easily, it has noticed.",
    "bot:4": "It reckons with your answer before it speaks, so its first offer is not where it means to end.",
    "bot:5": "It plays the whole quarter through in its head, orders included, before it moves. Allow it its seconds.",
    "record": "It signs, orders and answers what was reported up to mid-2026, as far as your game lets it. It does not bargain.",
}
"""What sits across, in a sentence or two."""
WEATHERS: Final = {
    DRAWN: "drawn: cards come as they come",
    RECORD: "the record's: cards come on their dates",
}
"""How cards come, and what that says of itself in a line."""

_PLACES: Final = (
    "harbour", "lantern", "quarry", "orchard", "viaduct", "meadow", "foundry", "lighthouse", "canal", "summit", "granary",
    "terrace", "ferry", "archive", "glacier", "weir",
)  # fmt: skip

DEALT: Final = (
    "One of these, by the seed: as a class is dealt its briefs. You read yours when the game begins."
)
SURPRISE: Final = "A surprise: one of five kinds, by the seed. Which it was, you read when the game is over."


def length_words(scenario: Scenario) -> str:
    """A scenario's title and how long it takes: “First Refusal, 24 quarters, about 30 min”."""
    turns, count = scenario.turns, scenario.quarters.count
    of = (
        f"{turns.number(count - 1)} turns of {turns.quarters} quarters"
        if turns.quarters > 1
        else f"{count} quarters"
    )
    return f"{scenario.title}: {of}, about {scenario.minutes} min"


class Wanted(NamedTuple):
    """A game as it was set: who sits where, whose mandate is what ("" for the default), the seed's words, the weather."""

    seats: dict[Seat, str]
    mandates: dict[Seat, str]
    seed: str
    weather: str = DRAWN


def drawn_words() -> str:
    """A seed nobody chose: a place and a number."""
    return f"{secrets.choice(_PLACES)}-{secrets.randbelow(90) + 10}"


def begun(scenario: Scenario, wanted: Wanted) -> Session:
    """A session on disk. Raises the game's errors where seed, seat or folder will not do."""
    mandates = {f"{seat}_mandate": mandate for seat, mandate in wanted.mandates.items()}
    setup = Setup(**mandates, weather=wanted.weather)
    seed = checked_seed(wanted.seed)
    people = [seat for seat in SEATS if wanted.seats[seat] == YOU]
    who = people[0] if len(people) == 1 else "both"
    path = new_save_path(slug_of(f"{who}-{seed.partition(':')[2]}"))
    return Session.new(scenario, seed, wanted.seats, setup, path)


def begun_lesson(scenario: Scenario, seat: Seat) -> Session:
    """The tutorial in a seat, on disk."""
    told = lesson(seat)
    path = new_save_path(slug_of(f"{told.scenario}-{seat}"))
    return Session.new(scenario, told.seed, told.seats, told.setup, path)


def wanted_again(header: Header) -> Wanted:
    """What a game was begun with, to begin it once more: with the people's mandates. The bots' are the scenario's."""
    setup = header.setup
    mandates = {"openai": setup.openai_mandate, "microsoft": setup.microsoft_mandate}
    people = header.people or (OPENAI,)
    return Wanted(dict(header.seats), {seat: mandates[seat] for seat in people}, header.seed, setup.weather)
