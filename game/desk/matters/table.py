"""The table: what lies on it, every clause as it stands in two packages beside each other, and what hangs on the draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from game.bargaining.tables import open_clauses
from game.debrief.figures import NAMES, lowered
from game.debrief.riders import offered_terms, package_words
from game.debrief.telling import who
from game.desk.adviser import Worths
from game.desk.clauses import clause_title, term_words
from game.desk.content import Content
from game.desk.margin import strong_tastes
from game.desk.matters.draft import (
    ALL,
    DRAFT,
    FEW,
    IN_PLAY,
    MINE,
    THEIRS,
    TODAY,
    Sketch,
    by_changes,
    choices,
    columns,
    compared,
    hanging_on,
    listed,
    package_of,
    showing,
)
from game.desk.matters.matter import Asked, Fold, Listed, Matter, Rider, Turn
from game.desk.row import Row
from game.desk.talk import (
    last_offer,
    last_riders,
    last_said,
    moved_words,
    new_words,
    reason_about,
    reason_lines,
    rider_lines,
    their_reasons,
)
from game.desk.words import MUTED, SEAT_COLOUR, TOLD, changes_words, fitted, hanging, lines
from game.rules.agreement import CLAUSES, Term, compute_sourcing
from game.rules.agreement.document import Article, articles
from game.rules.decisions import Because, Package, Reason, Walk
from game.rules.packages import merged, settled, settled_words
from game.rules.scenario import Scenario
from game.rules.state import Ground
from game.rules.table import CONCEDED
from game.rules.talk import rounds_of
from game.rules.units import MICROSOFT, OPENAI, other
from game.rules.view import View

LEAD: Final = 2
NUMBERS: Final = 5
TITLES: Final = 19
VALUES: Final = 15
MARKS: Final = 4
BARE: Final = LEAD + TITLES + 2 * (VALUES + 1)
TIGHT: Final = BARE + 2 * MARKS - 1
"""Columns from which a change has a mark for what it is worth."""
NUMBERED: Final = TIGHT + NUMBERS
"""Columns from which a clause has its number in the document."""
SPOKEN: Final = NUMBERED + MARKS
"""Columns from which a mark says what they said of it."""
ROOMY: Final = SPOKEN + VALUES + 1
"""Columns from which today's agreement has a column of its own."""
BAR: Final = 10
"""Cells of the bar of their patience, a point each; few people have more."""
TALL: Final = 26
"""Lines of the desk from which all that lies on the table is told at length."""
SMALL: Final = 12
"""Lines of the desk below which what they said is read in its tab alone."""
_NAMES: Final = {TODAY: "today", THEIRS: "theirs", MINE: "my last", DRAFT: "draft"}
_COLOURS: Final = {TODAY: MUTED, THEIRS: "$accent", MINE: "$secondary", DRAFT: "$secondary"}

CLAIMED: Final = "An AGI claim waits for this table: sign anything here, and it is withdrawn."
ENDS: Final = "← Microsoft's end · OpenAI's end → (+ and −: what it is worth to you)"
"""Which way a ladder runs. Its end is not better for its side in every clause."""

LADDER: Final = "The first is Microsoft's end, the last OpenAI's."
"""Said over a ladder that is read from its top."""
END: Final = "That is {name}'s end of the ladder: there is nothing beyond it."
"""What is said where a clause is turned no further. A ladder does not go round."""

SIGNS: Final = (
    (
        "+++ … −−−",
        "After a term: what it is worth to you, alone. In the first line: the whole offer; the rows need not add up to that.",
    ),
    (
        "2 offers left",
        "An offer and its answer take two rounds; so does a question. The last round has no answer but yes or no.",
    ),
    ("people", "At the end: a sign your own people's liking makes, not the figures."),
    ("lost ?", "At the end: a sign that comes from the condition on it, which a new signature lifts."),
    (
        "they",
        "What they said of this very term, as a sign: − it hurts them, + it helps them, more signs the more.",
    ),
    (
        "(−) (+)",
        "In that column: they said so of another term of the clause. With the cursor there you read which.",
    ),
    ("=", "Both columns say the same, and not what is in force."),
    ("·", "Left as it is; after a term: hardly anything."),
    ("✓", "Agreed by both: it has left this table."),
    ("½", "One side would agree it."),
    ("!", "Somebody calls it not negotiable."),
    ("&", "Linked with another: both or neither."),
    ("?", "Something about it hangs on a condition."),
    ("§", "A side letter."),
    ("×", "Settled: no longer open to change."),
)
"""The signs of the table, for the help."""


def table(asked: Asked) -> Matter:
    """The clauses side by side, or the reasons that are owed."""
    view, width = asked.view, asked.width
    lying = view.table
    assert lying is not None
    listed_ = Listed(numbered=False, width=width)
    if any(isinstance(option.decision, Because) for option in asked.options):
        listed_.numbered = True
        listed_.add("because", "Give your reasons", "as your adviser would word them", Because())
        listed_.add("walk", "Leave the table", f"for this {asked.view.turns.word}", Walk())
        return listed_.matter(
            "table",
            "They ask why",
            Content("They want to know what is wrong with their offer."),
            asked.advice,
            rounds_left(view),
        )
    sketch = asked.draft or Sketch()
    _rows(listed_, asked, sketch)
    text = lines(*_header(asked, sketch), _heads(asked, sketch))
    return listed_.matter(
        "table", f"The table: your turn, {rounds_left(view)}", text, asked.advice, _state(asked, sketch)
    )


def rounds_left(view: View) -> str:
    """How much of the talk is left, as a player counts it: “2 offers left”."""
    assert view.table is not None
    rounds = view.table.rounds
    offers = (rounds + 1) // 2
    return (
        "last round"
        if rounds == 1
        else f"{offers} offer{'s' * (offers != 1)} left"
        if rounds
        else "no rounds left"
    )


def _state(asked: Asked, sketch: Sketch) -> str:
    which = showing(asked.scenario, sketch)
    ring = choices(asked.scenario)
    following = ring[(ring.index(which) + 1) % len(ring)]
    shown = "clauses in play" if which == IN_PLAY else f"{which} clauses"
    assert asked.view.table is not None
    theirs = " · t copies theirs" if asked.view.table.offered_by == other(asked.view.seat) else ""
    return f"{shown} · f {following} · d compares{theirs}"


# What lies there


def _header(asked: Asked, sketch: Sketch) -> Iterator[Content | str]:
    view, width = asked.view, asked.width
    lying = view.table
    assert lying is not None
    if lying.claim:
        yield hanging(Content.styled("! ", "$warning"), CLAIMED, width, 2)
    yield from _lying(asked)
    yield _mood(view)
    yield from _word(asked)
    if lying.wanted:
        yield _owed(f"They ask what you would give for {package_words(lying.wanted)}", width)
    elif lying.must_answer == "offer":
        yield _owed("They asked what would make this work", width)
    if lying.ground.block:
        yield Content.styled(f"The talk is about the {lying.ground.block} clauses only.", MUTED)
    if sketch.tying:
        words = f"{CLAUSES[sketch.tying].title} and …: L on another changed clause links them."
        yield hanging(Content.styled("& ", "bold"), words, width, 2)


def _owed(asked: str, width: int) -> Content:
    return hanging(Content.styled("! ", "$warning"), f"{asked}: they are owed an offer.", width, 2)


def _lying(asked: Asked) -> Iterator[Content]:
    """The package on the table, and whose it is."""
    scenario, view, width = asked.scenario, asked.view, asked.width
    lying = view.table
    assert lying is not None
    them, tall = other(view.seat), asked.height >= TALL
    if not lying.offered_by:
        before = package_words(last_offer(view, them))
        words = "Nothing lies on the table yet. Turn a clause with ← and →, then o offers."
        if before:
            words = f"Nothing lies on the table. Last time they stood at: {before}."
        yield hanging("", words, width, 0, MUTED)
        return
    theirs = lying.offered_by == them
    colour = "$accent" if theirs else "$secondary"
    head = Content.styled(f"{who(them, view.seat)} offers: " if theirs else "You offer: ", f"bold {colour}")
    notice = notice_left(view, lying.offers)
    yield hanging(head, " ".join(filter(None, (f"{_offered(lying.offers)}.", notice))), width, 2)
    riders = rider_lines(lying.riders, scenario, view, width, colour)
    most = 7 if tall else 3 if asked.beside else 2
    yield from riders[:most]
    if len(riders) > most:
        yield Content.styled(f"  and {len(riders) - most} more: h has all of it", MUTED)


def _offered(package: Package) -> str:
    """A package in words; a long one only as a number: its clauses are the bold rows."""
    if not package:
        return "the clauses as they stand"
    if len(package) <= TOLD:
        return package_words(package)
    return f"{lowered(changes_words(len(package)))} (bold)"


def _mood(view: View) -> Content | str:
    """How much patience they have, as a bar with its number, and how far apart they call it."""
    assert view.table is not None
    patience = getattr(view.table, f"patience_{other(view.seat)}")
    last = last_said(view)
    gap = f"They call it {last.gap}." if last is not None and last.gap else ""
    if patience < 0:
        return Content.styled(gap, MUTED)
    full = min(patience, BAR)
    return Content.assemble(
        ("Their patience ", MUTED), ("━" * full, "bold $accent"), ("─" * (BAR - full), MUTED), f" {patience}",
        (f"   {gap}" if gap else "", MUTED),
    )  # fmt: skip


def _word(asked: Asked) -> Iterator[Content]:
    """What they said last, where it does not stand beside the desk; a threat or promise of this turn always."""
    view, width = asked.view, asked.width
    last = last_said(view)
    if last is None:
        return
    yield from _given(asked)
    if asked.beside or asked.height < SMALL:
        return
    mine = offered_terms(last_offer(view, view.seat), last_riders(view, view.seat))
    about = mine or offered_terms(last_offer(view, last.seat), last.riders)
    if asked.height >= TALL:
        if last.says:
            yield hanging("", f"“{last.says}”", width, 0, MUTED)
        if last.reasons:
            yield Content.styled("On your offer:" if mine else "What they look for:", MUTED)
            yield from reason_lines(view, last.reasons, last.seat, about, width)
    elif last.reasons:
        sign, _, reason = reason_lines(view, last.reasons[:1], last.seat, about, 10_000)[0].plain.partition(
            " "
        )
        yield _short(f"{sign} ", reason, width, _spare(asked))
    elif last.says:
        yield _short("", f"“{last.says}”", width, _spare(asked))


def _given(asked: Asked) -> Iterator[Content]:
    """What they have promised and threatened since the player spoke."""
    view = asked.view
    for said in new_words(view):
        if said.move in ("promise", "threat"):
            kind = "promises" if said.move == "promise" else "threatens"
            words = moved_words(asked.scenario, view, said).removeprefix(f"{kind} ")
            head = Content.styled(f"{who(said.seat, view.seat)} {kind}: ", "bold $warning")
            yield hanging(head, words, asked.width, 2)


MORE: Final = " h has all"


AROUND: Final = 13
"""Lines of the desk that are not rows, at most, as long as nothing hangs on an offer."""


def _spare(asked: Asked) -> bool:
    """Whether all rows are seen and a line is left."""
    return len(listed(asked.scenario, asked.view, asked.draft or Sketch())) + AROUND <= asked.height


def _short(head: str, words: str, width: int, spare: bool) -> Content:
    """What they said first, cut to a line, or two where one is ``spare``, and where the rest is."""
    told = hanging(head, words, width - len(MORE), len(head)).plain.split("\n")
    if spare and len(told) == 2:
        return Content.assemble(("\n".join(told), "$accent"), (MORE, MUTED))
    return Content.assemble((fitted(f"{head}{words}", width - len(MORE)), "$accent"), (MORE, MUTED))


# The rows


def _heads(asked: Asked, sketch: Sketch) -> Content:
    """The heads of the columns, with a mark for each whole package's worth."""
    view, width = asked.view, asked.width
    left, right = compared(view, sketch)
    held, riders = columns(view, sketch), hanging_on(view, sketch)
    worths = Worths(asked.scenario, view)
    space = " " * (LEAD + (NUMBERS if width >= NUMBERED else 0))
    marked = width >= TIGHT and any(held.values())
    parts: list[Any] = [(f"{space}{'whole offer' if marked else '':<{TITLES}}", MUTED)]
    if width >= ROOMY and left != TODAY:
        parts.append((f"{'today':<{VALUES + 1}}", MUTED))
    for name in (left, right):
        parts.append((f"{_NAMES[name]:<{VALUES + 1}}", f"bold {_COLOURS[name]}"))
        if width >= TIGHT:
            parts.append((f"{worths.whole(held[name], riders[name]):<{MARKS}}", "bold"))
    if width >= SPOKEN:
        parts.append(("they", MUTED))
    return Content.assemble(*parts).rstrip()


def _rows(found: Listed, asked: Asked, sketch: Sketch) -> None:
    scenario, view = asked.scenario, asked.view
    shown = set(listed(scenario, view, sketch))
    open_ = {id for id, _ in open_clauses(scenario, view)}
    worths, said = Worths(scenario, view), their_reasons(view)
    held = columns(view, sketch)
    pair = compared(view, sketch)
    judged = judged_terms(view, sketch, pair)
    headed = showing(scenario, sketch) == ALL and len(shown) > FEW
    numbers: dict[str, str] = {}
    unheaded: list[str] = []

    def add_lines(ids: list[str]) -> None:
        for id in ids:
            shut, reasons = id not in open_, _said_of(view, id, said, judged)
            line = _line(
                view, sketch, id, numbers[id], held, pair, worths, reasons, asked.width, settled=shut
            )
            line = Content.styled(line.plain, MUTED) if shut else line
            found.rows.append(Row(f"clause:{id}", line, turns=True, jumps=True))
            found.deeds[f"clause:{id}"] = Turn(id)

    for article in articles(view.agreement.terms):
        there = {p.clause: p.number for p in article.paragraphs if p.clause in shown}
        ids = [id for id in there if id]
        if not ids:
            continue
        numbers |= {id: there[id] for id in ids}
        if not headed:
            unheaded += ids
            continue
        _head(found, article, len(ids), ids, held, sketch)
        if article.heading not in sketch.folded:
            add_lines(ids)
    add_lines(by_changes(view, unheaded))
    riders = rider_lines(sketch.riders, scenario, view, asked.width)
    kinds = ["links"] * len(sketch.riders.links) + ["contingents"] * len(sketch.riders.contingents)
    kinds += ["letters"] * len(sketch.riders.letters)
    for n, (kind, line) in enumerate(zip(kinds, riders, strict=True)):
        at = n - kinds.index(kind)
        found.rows.append(Row(f"rider:{kind}:{at}", line.stylize("$secondary")))
        found.deeds[f"rider:{kind}:{at}"] = Rider(kind, at)


def _head(
    found: Listed, article: Article, count: int, ids: list[str], held: dict[str, Package], sketch: Sketch
) -> None:
    folded = article.heading in sketch.folded
    touched = sum(any(id in dict(package) for package in held.values()) for id in ids)
    note = f"  {count} clause{'s' * (count != 1)}" if folded else ""
    note += f"{',' if folded else ' '} {touched} in play" if touched else ""
    words = Content.assemble(
        (f"{'▸' if folded else '▾'} {article.number} {article.heading}", "bold $primary"), (note, MUTED)
    )
    found.rows.append(Row(f"head:{article.heading}", words, turns=True, jumps=True))
    found.deeds[f"head:{article.heading}"] = Fold(article.heading)


def _line(
    view: View, sketch: Sketch, id: str, number: str, held: dict[str, Package], pair: tuple[str, str], worths: Worths,
    said: str, width: int, *, settled: bool,
) -> Content:  # fmt: skip
    now = view.agreement.terms[id]
    terms = {name: dict(package).get(id, now) for name, package in held.items()}
    left, right = pair
    one = terms[left] == terms[right] != now
    touched = any(terms[name] != now for name in pair)
    parts: list[Any] = [(f"{lead(view, sketch, id, settled=settled):<{LEAD}}", "bold")]
    if width >= NUMBERED:
        parts.append((f"{number:<{NUMBERS}}", MUTED))
    parts.append((f"{fitted(clause_title(id), TITLES - 1):<{TITLES}}", "bold" if touched else ""))
    if width >= ROOMY and left != TODAY:
        parts.append((f"{fitted(term_words(id, now), VALUES):<{VALUES + 1}}", MUTED))
    for name in pair:
        term = terms[name]
        # The draft shows what would be in force; the column beside it only what it would change.
        shows = name in (DRAFT, TODAY) or term != now or (name == THEIRS and right == THEIRS)
        words = fitted(term_words(id, term), VALUES) if shows else "·"
        colour = f"bold {_COLOURS[name]}" if term != now else MUTED
        if one and name == right:
            parts[-1] = (f"{parts[-1][0][:-1]}=", parts[-1][1])
        parts.append((f"{words:<{VALUES + 1}}", colour))
        if width >= TIGHT:
            parts.append((f"{worths.mark(id, term) if term != now and not settled else '':<{MARKS}}", "bold"))
    if width >= SPOKEN and said:
        parts.append((said, MUTED if said[0] == "(" else "bold $accent"))
    line = Content.assemble(*parts).rstrip()
    judged = DRAFT if DRAFT in pair else left
    source = worths.source(id, terms[judged]) if terms[judged] != now and not settled else ""
    room = width - line.cell_length - len(source)
    if width < SPOKEN or not source or room < 1:
        return line
    return Content.assemble(line, " " * room, (source, MUTED))


def term_line(view: View, sketch: Sketch, worths: Worths, id: str, term: Term) -> Content:
    """One term of a clause's ladder: in a few words, what it is worth alone, and where it stands already."""
    now = view.agreement.terms[id]
    held = [name for name, package in columns(view, sketch).items() if dict(package).get(id, now) == term]
    return Content.assemble(
        f"{fitted(CLAUSES[id].short(term), 34):<35}",
        (f"{worths.mark(id, term):<{MARKS}}", "bold"),
        (", ".join(_NAMES[name] for name in held), MUTED),
    )


def judged_terms(view: View, sketch: Sketch, pair: tuple[str, str]) -> dict[str, Term]:
    """The terms that what they said is set beside: the draft's, or of two offers the first's, conditions with them."""
    name = DRAFT if DRAFT in pair else pair[0]
    return offered_terms(columns(view, sketch)[name], hanging_on(view, sketch)[name])


def _said_of(view: View, id: str, said: dict[str, tuple[Reason, Term]], judged: dict[str, Term]) -> str:
    """What they said of a clause, as signs: in brackets where it was about another term than the one that is judged."""
    if id not in said:
        return ""
    reason, about = said[id]
    if judged.get(id) == about != view.agreement.terms[id]:
        return spoken(reason)
    return "(−)" if reason.sign == "hurts" else "(+)"


def spoken(reason: Reason) -> str:
    """A reason as signs, the way worth is shown."""
    size = {"trace": 1, "some": 1, "a lot": 2, "decisive": 3}[reason.band]
    return ("+" if reason.sign == "helps" else "−") * size


def lead(view: View, sketch: Sketch, id: str, *, settled: bool = False) -> str:
    """The sign before a clause: what has been said of it at this table."""
    assert view.table is not None
    ground = view.table.ground
    if settled:
        return "×"
    if id in dict(ground.agreed):
        return "✓"
    if any(clause == id for _, clause, _ in ground.insisted):
        return "!"
    if any(clause == id for _, clause, _ in ground.half):
        return "½"
    riders = (sketch.riders, view.table.riders)
    if id == sketch.tying or any(id in link for rider in riders for link in rider.links):
        return "&"
    if any(id == contingent.clause for rider in riders for contingent in rider.contingents):
        return "?"
    return ""


def end_of_ladder(by: int) -> str:
    """What is said of a clause that was turned by so much and is at that end already."""
    return END.format(name=NAMES[OPENAI if by > 0 else MICROSOFT])


# The clause under the cursor


def notice_left(view: View, package: Package) -> str:
    """What becomes of the notice that waits for this table if it closes on this package; empty when none waits.

    It hangs on its price being in force, whoever offers it; nothing on a condition counts.
    """
    notice = next((one for one in view.notices if one.stage == "linked"), None)
    if view.table is None or notice is None:
        return ""
    after = merged(view.agreement.terms, package)
    regime = after["compute-sourcing"]
    if all(after[clause] == term for clause, term in notice.package):
        return "With it the notice is waived."
    if not compute_sourcing.needs_notice(regime):
        return "With it no notice is owed."
    if notice.otherwise == "waive":
        return "The notice is waived, signed or not."
    takes = "you exercise" if view.seat == MICROSOFT else f"{NAMES[MICROSOFT]} exercises"
    can = " what can be matched" if compute_sourcing.must_match_all(regime) else " it"
    return (
        f"The notice is not waived by this: {takes}{can}, for its price was {package_words(notice.package)}."
    )


def standing(view: View, id: str, agree: str = "y") -> str:
    """What has been said of a clause at this table, in a sentence; empty when nothing has. ``agree`` is how agreeing is called."""
    assert view.table is not None
    ground, seat = view.table.ground, view.seat
    short = CLAUSES[id].short
    if id in dict(ground.agreed):
        agreed = short(dict(ground.agreed)[id])
        return f"Agreed by both as “{agreed}”: it has left this table. {agree} reopens it, for a round and trust −3."
    said = [_insisted(who_, short(term), seat) for who_, clause, term in ground.insisted if clause == id]
    for who_, clause, term in ground.half:
        if clause == id:
            said.append(
                f"You would agree “{short(term)}”."
                if who_ == seat
                else f"They would agree “{short(term)}”; {agree} agrees it too, when it lies there so."
            )
    return " ".join(said)


def _insisted(speaker: str, words: str, seat: str) -> str:
    if speaker == seat:
        return f"You called “{words}” not negotiable: giving way costs {-CONCEDED // 10} of your word."
    return f"They call “{words}” not negotiable."


def gives_way(view: View, package: Package) -> tuple[str, ...]:
    """The clauses on which a package gives way on what its seat called not negotiable."""
    assert view.table is not None
    ground: Ground = view.table.ground
    after = {**view.agreement.terms, **dict(package)}
    return tuple(
        clause for who_, clause, term in ground.insisted if who_ == view.seat and after[clause] != term
    )


def settled_because(scenario: Scenario, view: View, id: str) -> str:
    """Why a clause is no longer open to change, in a sentence; empty when it is."""
    if id in {clause for clause, _ in open_clauses(scenario, view)}:
        return ""
    now = view.agreement.terms[id]
    if settled(id, view.number("openai.recapitalised"), now):
        return settled_words(id, now)
    return f"{CLAUSES[id].title} stands where no amendment can move it."


def foot(asked: Asked, id: str) -> Content:
    """The clause under the cursor as the draft has it, what was said of it, and what the whole draft is worth."""
    view = asked.view
    sketch = asked.draft or Sketch()
    now = view.agreement.terms[id]
    if why := settled_because(asked.scenario, view, id):
        return lines(
            hanging("", CLAUSES[id].plain(now), asked.room, 0),
            hanging(Content.styled("× ", "bold"), why, asked.room, 2, "$warning"),
            draft_words(asked, sketch),
        )
    term: Term = sketch.terms.get(id, now)
    plain = CLAUSES[id].plain(term)
    if term != now:
        plain = f"{plain} Today: {CLAUSES[id].short(now)}."
    parts: list[Content | str] = [hanging("", plain, asked.room, 0)]
    if words := standing(view, id):
        parts.append(hanging("", words, asked.room, 0, "$warning"))
    if words := dict(strong_tastes(asked.scenario, view)).get(id, ""):
        parts.append(hanging("", words, asked.room, 0, SEAT_COLOUR[view.seat]))
    if term != now and any(one.contingent.clause == id for one in view.agreement.waiting):
        parts.append(
            hanging("", "Signed anew, it loses the condition that hangs on it.", asked.room, 0, "$warning")
        )
    if words := reason_about(view, id):
        said = f"They say ({spoken(their_reasons(view)[id][0])}): "
        parts.append(hanging(Content.styled(said, "bold $accent"), words[2:], asked.room, 2, "$accent"))
    parts.append(draft_words(asked, sketch))
    if asked.height >= TALL:
        parts.append(hanging("", ENDS, asked.room, 0, MUTED))
    return lines(*parts)


def draft_words(asked: Asked, sketch: Sketch) -> Content:
    """The draft in a sentence: how much it changes, what it costs to say, what the adviser makes of it."""
    view = asked.view
    package = package_of(view, sketch.terms)
    riders = sketch.riders
    hung = len(riders.links) + len(riders.contingents) + len(riders.letters)
    if not package and not riders.contingents:
        return Content.styled("Your draft is today's agreement: turn a clause with ← and →.", MUTED)
    worth = Worths(asked.scenario, view).words(package, riders)
    more = f", {hung} thing{'s' * (hung != 1)} hanging on it" if hung else ""
    count = f"{len(package)} change{'s' * (len(package) != 1)}{more}"
    dear = " Two rounds, for the letters." if rounds_of(riders) > 1 else ""
    notice = f" {words}" if (words := notice_left(view, package)) else ""
    return hanging(
        Content.styled("Draft ", "bold $secondary"), f"({count}): {worth}{dear}{notice}", asked.room, 2
    )
