"""Commands about saves: verify, par, what if, duplicate, replay, why, agreement."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING

from game.cli.shared import jobs_of, save_at, whose, with_progress

if TYPE_CHECKING:
    import argparse


MOST_NAMED = 12
"""Numbers that are named when a word could mean several."""


def verify(arguments: argparse.Namespace) -> int:
    from game.errors import Exit
    from game.lab.runs import spread

    worst = int(Exit.FINE)
    for code, words in spread(_verified, arguments.saves, jobs_of(arguments)):
        print(words, file=sys.stderr if code else sys.stdout)
        worst = max(worst, code)
    return worst


def _verified(name: str) -> tuple[int, str]:
    """What there is to say of a save that is decided again, and the exit code it is worth."""
    from game.errors import Exit, SaveError, printable
    from game.session import verify

    try:
        session = verify(save_at(name))
    except SaveError as error:
        return int(error.exit), str(error)
    note = f" ({session.note})" if session.note else ""
    return int(Exit.FINE), f"{printable(name)}: {len(session.steps)} steps decided again, all the same.{note}"


def par(arguments: argparse.Namespace) -> int:
    """Work par out for a save, and print it beside what was reached."""
    import msgspec

    from game.debrief.verdict import standing
    from game.lab import par
    from game.session import Session

    if arguments.beside:
        from game.lab.beside import work

        return work(save_at(arguments.save))
    jobs, path = jobs_of(arguments), save_at(arguments.save)
    session = Session.load(path)
    seat = arguments.seat or whose(session, "--as") or "openai"
    progress: Iterable[tuple[int, ...]] = par.par_beside(path, session.header, seat, jobs)
    if sys.stderr.isatty():
        progress = with_progress(progress, par.GAMES + 1)
    *_, scores = progress
    found = par.par_from(scores)
    assert found is not None
    outcome = session.outcome({seat: found})
    judged = next((score for score in outcome.seats if score.seat == seat), None) if outcome else None
    if arguments.json:
        reached = {"score": judged.score, "overall": judged.overall, "grade": judged.grade} if judged else {}
        line = {"seat": seat, **found._asdict(), "each": scores, **reached}
        print(msgspec.json.encode(line, order="sorted").decode())
    elif judged is not None:
        print(standing(judged))
    else:
        print(f"Par for {seat} is {par.words(found)}. The game is not over.")
    return 0


def whatif(arguments: argparse.Namespace) -> int:
    """Every decision of a finished game against what a bot would have done in its place."""
    import msgspec

    from game import players
    from game.errors import Refusal
    from game.lab import turns, whatif
    from game.session import Session

    for name, least, most in (("top", 1, 100), ("lucks", 0, 1000)):
        if not least <= getattr(arguments, name) <= most:
            given = getattr(arguments, name)
            raise Refusal(name, f"--{name} goes from {least} to {most}; {given} does not fit.")
    jobs, path = jobs_of(arguments), save_at(arguments.save)
    session = Session.load(path)
    seat = whatif.seat_of(session, arguments.seat)
    players.check(arguments.by, seat)
    if players.parse(arguments.by).kind != players.BOT:
        raise Refusal("by", f"“{arguments.by}” cannot choose in your place.", "A bot can: bot:2.")
    if arguments.beside:
        from game.lab.beside import take_apart

        for line in take_apart(path, seat, arguments.by):
            print(line, flush=True)
        return 0
    for words in whatif.forewarned(session, seat, arguments.by):
        print(words, file=sys.stderr)
    known = turns.read_turns(path, seat, arguments.by)
    found = turns.find(path, known)
    _through(turns.play(path, known, jobs), known.games - len(known.scores))
    whole = whatif.taken_apart(seat, found, known.scores, arguments.by)
    top = whole.turning_points(arguments.top)
    if arguments.lucks:
        left = len(known.untried(top, arguments.lucks))
        _through(turns.try_again(path, known, top, arguments.lucks, jobs), left)
        top = whatif.ranked(known.again(worth, arguments.lucks) for worth in top)
    if arguments.json:
        print(msgspec.json.encode({"whole": whole, "turning-points": top}, order="sorted").decode())
    else:
        print("\n".join(whatif.as_text(whole, top, session)))
    return 0


def _through(results: Iterable[object], total: int) -> None:
    """Wait for all of it, with progress where somebody looks."""
    deque(with_progress(results, total) if total and sys.stderr.isatty() else results, maxlen=0)


def duplicate(arguments: argparse.Namespace) -> int:
    """Rank finished games, a table a deal."""
    from pathlib import Path

    import msgspec

    from game.errors import Exit, printable, short
    from game.lab.duplicate import Left, as_text, ranked, saves_in

    jobs, tables = jobs_of(arguments), 0
    names = [Path(name) if os.path.isdir(name) else save_at(name) for name in arguments.saves]
    for found in ranked(saves_in(names), jobs):
        if isinstance(found, Left):
            print(printable(f"{short(found.path.name, 80)} is left out: {found.why}"), file=sys.stderr)
            continue
        if tables == 1:
            print("These games are of different deals; each deal is ranked by itself.", file=sys.stderr)
        if arguments.json:
            print(msgspec.json.encode(found, order="sorted").decode(), flush=True)
        else:
            print("\n".join(("",) * bool(tables) + tuple(as_text(found))), flush=True)
        tables += 1
    if not tables:
        print("There is no finished game to rank.", file=sys.stderr)
        return int(Exit.FOUND)
    return 0


def replay(arguments: argparse.Namespace) -> int:
    from game.debrief.transcript import WIDTH, letters, transcript
    from game.desk.fame import heading
    from game.files.saves import famous_of
    from game.lab.par import pars_beside
    from game.session import Session

    path = save_at(arguments.save)
    fame = famous_of(path)
    for line in heading(fame, WIDTH) if fame is not None else ():
        print(line)
    session = Session.load(path)
    pars = pars_beside(path, session.header)
    seat = arguments.seat or (whose(session, "--seat") if session.questions() else "") or None
    for line in (transcript if arguments.text else letters)(session, seat, pars):
        print(line)
    return 0


def why(arguments: argparse.Namespace) -> int:
    """Why a number is what it is; or, with --acts and --act, what there is to open of a finished game, and one act opened."""
    from game.errors import Refusal

    if not (arguments.acts or arguments.act is not None):
        if arguments.json:
            raise Refusal("json", "--json is for an act.", "Say which: --act 12, or --acts for the list.")
        return _why_number(arguments)
    if arguments.stat or (arguments.acts and arguments.act is not None):
        raise Refusal("two-questions", "That asks two things at once.", "Say a number, --acts or --act 12.")
    return _acts(arguments) if arguments.acts else _act(arguments)


def _acts(arguments: argparse.Namespace) -> int:
    from textwrap import wrap

    import msgspec

    from game.debrief.acts import deeds, openable
    from game.debrief.agreement_page import quarter_of
    from game.session import Session

    session = Session.load(save_at(arguments.save))
    openable(session)
    at = quarter_of(session.scenario, session.state.quarter, arguments.at) if arguments.at else None
    for deed in deeds(session):
        if arguments.seat in ("", deed.seat) and at in (None, deed.quarter):
            if arguments.json:
                print(msgspec.json.encode(deed.as_line(session.scenario), order="sorted").decode())
            else:
                head = f"{deed.n:>5}{' ' if deed.thought else '-'} "
                told = wrap(deed.told(session.scenario), 79, initial_indent=head, subsequent_indent=" " * 16)
                print("\n".join(told))
    return 0


def _act(arguments: argparse.Namespace) -> int:
    import msgspec

    from game.debrief.glass import glass_box, text_of
    from game.errors import Refusal
    from game.session import Session

    if arguments.at or arguments.seat:
        raise Refusal("act-only", "An act has its quarter and its seat.", "Leave --at and --seat out.")
    session = Session.load(save_at(arguments.save))
    opened = glass_box(session, arguments.act)
    if arguments.json:
        print(msgspec.json.encode(opened, order="sorted").decode())
    else:
        for line in text_of(opened, session.scenario):
            print(line)
    return 0


def _why_number(arguments: argparse.Namespace) -> int:
    from game.debrief.agreement_page import quarter_of
    from game.debrief.causes import causes_of
    from game.debrief.why_page import found, listed, page_of, text_of
    from game.errors import Refusal
    from game.session import Session

    session = Session.load(save_at(arguments.save))
    causes = causes_of(session)
    seat = arguments.seat or (whose(session, "--seat") if session.questions() else "") or None
    at = quarter_of(session.scenario, session.state.quarter, arguments.at) if arguments.at else None
    if session.note:
        print(session.note, file=sys.stderr)
    if not arguments.stat:
        lines = listed(causes, seat, at)
    else:
        names = found(arguments.stat)
        if not names:
            words = f"No number is called “{arguments.stat[:40]}”."
            raise Refusal("no-such-number", words, "Leave it out to read the list of all of them.")
        if len(names) > 1:
            more = f" or {len(names) - MOST_NAMED} others" if len(names) > MOST_NAMED else ""
            words = f"“{arguments.stat[:40]}” could be {', '.join(names[:MOST_NAMED])}{more}."
            raise Refusal("which-number", words, "Say one of these.")
        lines = text_of(page_of(causes, names[0], seat, at))
    for line in lines:
        print(line)
    return 0


def agreement(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from game.debrief.agreement_page import page_of, quarter_of, span_of
    from game.debrief.typeset import FORMATS, markdown
    from game.errors import Refusal
    from game.files.places import write_whole
    from game.session import Session

    save, redline = arguments.save, arguments.redline
    if not save and redline.strip("."):  # --redline SAVE: the name is taken for the dates
        save, redline = redline, ".."
    if not save:
        raise Refusal("no-save", "The agreement of which game?", "Name a save, or its file.")
    if arguments.at and redline.strip("."):
        raise Refusal("two-dates", "--at and the dates of --redline say it twice.", "Leave one of them out.")
    typeset = FORMATS.get(Path(arguments.file).suffix.lower()) if arguments.file else markdown
    if typeset is None:
        raise Refusal("no-such-format", f"What should {arguments.file} be?", "End it in .html, .md or .txt.")
    session = Session.load(save_at(save))
    scenario, now = session.scenario, session.state.quarter
    since, at = span_of(scenario, now, redline) if redline else (None, now)
    if arguments.at:
        at = quarter_of(scenario, now, arguments.at)
    text = typeset(page_of(session, at, since, plain=arguments.plain, record=arguments.record))
    if session.note:
        print(session.note, file=sys.stderr)
    if arguments.file:
        write_whole(Path(arguments.file), text.encode())
    else:
        print(text, end="")
    return 0
