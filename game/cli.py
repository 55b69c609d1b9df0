"""The command ``first-refusal``: results on stdout, talk on stderr, exit codes of :class:`game.errors.Exit`.

Every subcommand imports what it needs when it runs, so that ``--version`` and ``--help`` are there at once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from game.rules.engine import Setup
    from game.rules.scenario import Scenario

T = TypeVar("T")

SCENARIO = "first-refusal"
QUICK = "-quick"
MOST_GAMES = 100_000
MOST_JOBS = 256
MOST_DRAWS = 10_000
FEWEST_MATCHES = 8

ABOUT = """\
A negotiation game: you are the lab, or the cloud it cannot do without, from January 2025 to 2030.
Without a command the menu opens.
"""
EXAMPLES = """\
examples:
  first-refusal                                       the menu
  first-refusal play --as openai --seed harbour-7     straight to the table
  first-refusal play --quick                          a whole game in eight minutes
  first-refusal run first-refusal --openai bot:2 --microsoft bot:2/hedger --games 20 --json
  first-refusal verify my-game.jsonl                  prove that a save is what it says
  first-refusal agreement my-game.jsonl --redline -o agreement.html     what became of the agreement, to print

exit codes: 0 fine, 1 a check found something, 2 usage, 3 a scenario is wrong, 4 a save cannot be used
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives back its exit code. Problems are said in one sentence, never a traceback."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words == ["--version"]:
        from game import __version__

        print(f"first-refusal {__version__}")
        return 0
    arguments = _parser().parse_args(words)
    from game.errors import Exit, GameError

    try:
        return int(arguments.run(arguments))
    except GameError as error:
        print(error, file=sys.stderr)
        return int(error.exit)
    except KeyboardInterrupt:
        print("Stopped. What was decided is saved.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return int(Exit.FINE)


def _parser() -> argparse.ArgumentParser:
    import argparse

    from game import __version__

    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        "first-refusal", description=ABOUT, epilog=EXAMPLES, formatter_class=shape
    )
    parser.add_argument("--version", action="version", version=f"first-refusal {__version__}")
    parser.set_defaults(run=_menu)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    play = commands.add_parser(
        "play", help="play a game in the terminal", description="Play a game in the terminal."
    )
    play.add_argument(
        "scenario", nargs="?", default=SCENARIO, help="a scenario's name or file (default: %(default)s)"
    )
    play.add_argument("--quick", action="store_true", help="the scenario's short version: eight minutes")
    play.add_argument(
        "--as",
        dest="seat",
        choices=("openai", "microsoft"),
        default="openai",
        help="your seat (default: %(default)s)",
    )
    play.add_argument(
        "--level",
        type=int,
        choices=range(1, 6),
        default=2,
        help="the counterpart's skill; 1 Intern, 2 Associate (default: %(default)s)",
    )
    play.add_argument(
        "--against",
        choices=("bot", "record"),
        default="bot",
        help="who sits there: a bot, or the record, which does again what was done (default: %(default)s)",
    )
    _add_weather(play)
    play.add_argument(
        "--persona",
        default="",
        metavar="NAME",
        help="the counterpart's archetype, such as hedger (default: drawn)",
    )
    play.add_argument(
        "--mandate",
        default="",
        metavar="NAME",
        help="what you are judged by, such as balanced, or random (default: the scenario's first)",
    )
    play.add_argument(
        "--seed",
        default="",
        metavar="WORDS",
        help="words that decide all luck, such as harbour-7 (default: drawn)",
    )
    play.add_argument(
        "--duplicate",
        default="",
        metavar="CODE",
        help="the game that a code stands for: the same for everyone who types it",
    )
    play.set_defaults(run=_play)

    run = commands.add_parser(
        "run", help="play games without a screen", formatter_class=shape,
        description="Play games between players that need nobody at the keyboard.",
        epilog="a SEAT is random, record, bot:1, bot:2, a bot with an archetype: bot:2/hedger, or a plan on paper: policy:frugal",
    )  # fmt: skip
    run.add_argument("scenario", help="a scenario's name or file")
    run.add_argument("--quick", action="store_true", help="the scenario's short version")
    run.add_argument(
        "--openai", default="bot:2", metavar="SEAT", help="who sits in OpenAI's seat (default: %(default)s)"
    )
    run.add_argument(
        "--microsoft",
        default="bot:2",
        metavar="SEAT",
        help="who sits in Microsoft's seat (default: %(default)s)",
    )
    run.add_argument("--openai-mandate", default="", metavar="NAME", help="what OpenAI is judged by")
    run.add_argument("--microsoft-mandate", default="", metavar="NAME", help="what Microsoft is judged by")
    run.add_argument(
        "--seed",
        default="harbour-7",
        metavar="WORDS",
        help="words that decide all luck (default: %(default)s)",
    )
    run.add_argument(
        "--games",
        type=int,
        default=1,
        metavar="N",
        help="how many; beyond one the seeds are WORDS-1, WORDS-2, …",
    )
    run.add_argument(
        "--jobs", type=int, default=1, metavar="N", help="how many processes (default: %(default)s)"
    )
    _add_weather(run)
    run.add_argument("--save", default="", metavar="DIR", help="record every game in this folder")
    run.add_argument("--par", action="store_true", help="work par out for both seats: 48 more games for each")
    run.add_argument("--json", action="store_true", help="one JSON object a game on stdout")
    run.set_defaults(run=_run)

    balance = commands.add_parser(
        "balance", help="measure the balance of the game", formatter_class=shape,
        description="Play many games between bots, levels and plans on paper, and say what became of every promise: target, "
        "figure with its 95 % interval, met, missed or unclear.",
        epilog="20 games take a minute and leave nearly everything unclear; 2000 take two processes 20 minutes.\n"
        "The exit code is 1 when a promise is missed.",
    )  # fmt: skip
    balance.add_argument(
        "--games", type=int, default=200, metavar="N",
        help="games of level 2 against level 2; the others are in proportion (default: %(default)s)",
    )  # fmt: skip
    balance.add_argument(
        "--jobs", type=int, default=1, metavar="N", help="how many processes (default: %(default)s)"
    )
    balance.add_argument(
        "--seed",
        default="harbour-7",
        metavar="WORDS",
        help="words that decide all luck (default: %(default)s)",
    )
    balance.add_argument(
        "-o", dest="file", default="", metavar="FILE", help="write it to a Markdown file too"
    )
    balance.set_defaults(run=_balance)

    verify = commands.add_parser(
        "verify",
        help="decide saves again and compare",
        description="Decide every step of saves again and compare.",
    )
    verify.add_argument("saves", nargs="+", metavar="SAVE", help="a save's file or name")
    verify.set_defaults(run=_verify)

    replay = commands.add_parser(
        "replay",
        help="read a game again",
        description="Read a game again: a letter a quarter, or every move.",
    )
    replay.add_argument("save", metavar="SAVE", help="a save's file or name")
    replay.add_argument("--text", action="store_true", help="the whole transcript, move by move")
    replay.set_defaults(run=_replay)

    why = commands.add_parser(
        "why",
        help="why a number is what it is",
        description="Why a number is what it is: what it means, what happens at which value, what moved it and by how much, and who "
        "can see it. Without a number: all of them, with what moved each last.",
    )
    why.add_argument("save", metavar="SAVE", help="a save's file or name")
    why.add_argument(
        "stat",
        nargs="?",
        default="",
        metavar="NUMBER",
        help="its name or title, or a part: friction, openai.cash",
    )
    why.add_argument(
        "--at", default="", metavar="QUARTER", help="as of the end of this quarter, such as 2026-Q3"
    )
    why.add_argument(
        "--seat",
        choices=("openai", "microsoft"),
        default="",
        help="what this seat may know (default: the person's while the game goes on; after that everything is told)",
    )
    why.set_defaults(run=_why)

    par = commands.add_parser(
        "par",
        help="what a bot makes of the same seat",
        description="Par for a game: the mean of 24 replays of its seed by a level-2 bot in the same seat against the same "
        "counterpart. It is kept beside the save, in NAME.par.json, and is worked out only once.",
    )
    par.add_argument("save", metavar="SAVE", help="a save's file or name")
    par.add_argument(
        "--as",
        dest="seat",
        choices=("openai", "microsoft"),
        default="",
        help="the seat (default: the person's)",
    )
    par.add_argument(
        "--jobs", type=int, default=1, metavar="N", help="how many processes (default: %(default)s)"
    )
    par.add_argument("--json", action="store_true", help="one JSON object on stdout")
    par.add_argument("--beside", action="store_true", help=argparse.SUPPRESS)
    par.set_defaults(run=_par)

    duplicate = commands.add_parser(
        "duplicate",
        help="rank games of the same deal",
        description="Rank finished games that share scenario, seed, seat and counterpart by their raw score. Games of other deals are "
        "ranked by themselves.",
    )
    duplicate.add_argument(
        "saves", nargs="+", metavar="SAVE", help="a save's file or name, or a folder of saves"
    )
    duplicate.add_argument(
        "--jobs", type=int, default=1, metavar="N", help="how many processes (default: %(default)s)"
    )
    duplicate.add_argument("--json", action="store_true", help="one JSON object a deal on stdout")
    duplicate.set_defaults(run=_duplicate)

    agreement = commands.add_parser(
        "agreement", help="print the agreement of a game", formatter_class=shape,
        usage="first-refusal agreement SAVE [--at QUARTER | --redline [A..B]] [--plain] [--record] [-o FILE]",
        description="The agreement of a game as a document: Markdown, HTML to print, or plain text.",
        epilog="A quarter is one like 2026-Q3 and means its end.",
    )  # fmt: skip
    agreement.add_argument("save", metavar="SAVE", nargs="?", default="", help="a save's file or name")
    agreement.add_argument(
        "--at", default="", metavar="QUARTER", help="as it stood at the end of a quarter (default: now)"
    )
    agreement.add_argument(
        "--redline", nargs="?", const="..", default="", metavar="A..B",
        help="tracked changes between two quarters (default: from the start to now)",
    )  # fmt: skip
    agreement.add_argument("--plain", action="store_true", help="in plain English")
    agreement.add_argument(
        "--record", action="store_true", help="beside what was really signed in 2025 and 2026"
    )
    agreement.add_argument(
        "-o",
        dest="file",
        default="",
        metavar="FILE",
        help="write it to a file that ends in .html, .md or .txt",
    )
    agreement.set_defaults(run=_agreement)

    scenario = commands.add_parser(
        "scenario",
        help="list, check and describe scenarios",
        description="List, check and describe scenarios.",
    )
    kinds = scenario.add_subparsers(title="commands", metavar="COMMAND", required=True)
    kinds.add_parser("list", help="the scenarios there are").set_defaults(run=_scenario_list)
    check = kinds.add_parser("check", help="say everything that is wrong in scenario files")
    check.add_argument("files", nargs="+", metavar="FILE")
    check.add_argument(
        "--cards", action="store_true", help="list every card: when it comes, what each answer does"
    )
    check.set_defaults(run=_scenario_check)
    table = kinds.add_parser(
        "table", help="what there is to bargain about in a scenario",
        description="Draw pairs of characters and say of each clause what it is to both sides, and what splitting it all "
        "down the middle would miss. Looks through both sides' eyes: for teachers, not for players.",
    )  # fmt: skip
    table.add_argument(
        "scenario", nargs="?", default=SCENARIO, help="a scenario's name or file (default: %(default)s)"
    )
    table.add_argument(
        "--draws", type=int, default=100, metavar="N", help="pairs of characters (default: %(default)s)"
    )
    table.add_argument(
        "--seed", default="harbour-7", metavar="WORDS", help="words that draw them (default: %(default)s)"
    )
    table.add_argument("--json", action="store_true", help="one object, $ millions and basis points")
    table.set_defaults(run=_scenario_table)
    schema = kinds.add_parser("schema", help="the JSON Schema of scenario files, for your editor")
    schema.add_argument("-o", dest="file", default="", metavar="FILE", help="write it to a file")
    schema.set_defaults(run=_scenario_schema)
    return parser


def _add_weather(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--record-weather",
        dest="weather",
        action="store_const",
        const="record",
        default="drawn",
        help="cards come on the dates of the record, and as they come only after it ends",
    )


def _needs_terminal(what: str) -> None:
    from game.errors import GameError

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise GameError(
            f"{what} needs a terminal, and this is not one; try first-refusal run for games without a screen."
        )


def _menu(arguments: argparse.Namespace) -> int:
    _needs_terminal("The game")
    from game import tui

    return tui.menu()


def _play(arguments: argparse.Namespace) -> int:
    from game.errors import Refusal

    if arguments.duplicate:
        return _play_duplicate(arguments)
    if arguments.level > 2:
        raise Refusal(
            "no-such-level",
            f"Level {arguments.level} is not built yet.",
            "There are 1 (Intern) and 2 (Associate).",
        )
    other = "microsoft" if arguments.seat == "openai" else "openai"
    who = "record" if arguments.against == "record" else f"bot:{arguments.level}"
    spec = who + (f"/{arguments.persona}" if arguments.persona else "")
    from game import players

    players.check(spec, other)
    setup = _setup(**{f"{arguments.seat}_mandate": arguments.mandate, "weather": arguments.weather})
    seed = arguments.seed or drawn_seed()
    from game.files.places import new_save_path, slug_of
    from game.files.scenarios import load_scenario
    from game.rules.chance import checked_seed

    seed = checked_seed(seed)
    _needs_terminal("Playing")
    from game import tui

    with tui.opening():
        from game.session import Session

        scenario = load_scenario(_chosen(arguments))
        path = new_save_path(slug_of(f"{arguments.seat}-{seed.partition(':')[2]}"))
        session = Session.new(scenario, seed, {arguments.seat: "you", other: spec}, setup, path)
    return tui.play(session)


def _chosen(arguments: argparse.Namespace) -> str:
    """The scenario that was asked for; with --quick the short one that stands beside it."""
    from pathlib import Path

    name: str = arguments.scenario
    path = Path(name)
    if not arguments.quick or path.stem.endswith(QUICK):
        return name
    return str(path.with_name(f"{path.stem}{QUICK}{path.suffix}"))


def _play_duplicate(arguments: argparse.Namespace) -> int:
    """Play what a code stands for. It says everything, so nothing else is asked."""
    from game.files.deals import checked, read_code
    from game.files.places import new_save_path, slug_of
    from game.files.scenarios import load_scenario

    deal = read_code(arguments.duplicate)
    scenario = load_scenario(deal.scenario)
    checked(deal, scenario)
    _needs_terminal("Playing")
    from game import tui

    with tui.opening():
        from game.session import Session

        path = new_save_path(slug_of(f"{deal.seat}-{deal.seed}"))
        session = Session.new(scenario, deal.seed, deal.seats, deal.setup, path)
    return tui.play(session)


def _setup(**chosen: str) -> Setup:
    from game.rules.engine import Setup

    return Setup(**chosen)


def drawn_seed() -> str:
    """A seed of one's own: two plain words and a number."""
    import secrets

    first = (
        "harbour",
        "ledger",
        "quiet",
        "copper",
        "winter",
        "paper",
        "signal",
        "granite",
        "lantern",
        "orchard",
    )
    second = (
        "bridge",
        "window",
        "meadow",
        "engine",
        "valley",
        "anchor",
        "garden",
        "station",
        "mirror",
        "river",
    )
    return f"b2:{secrets.choice(first)}-{secrets.choice(second)}-{secrets.randbelow(100)}"


def _run(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from game.errors import Refusal

    for name, most in (("games", MOST_GAMES), ("jobs", MOST_JOBS)):
        if not 1 <= getattr(arguments, name) <= most:
            raise Refusal(name, f"--{name} goes from 1 to {most}; {getattr(arguments, name)} does not fit.")
    import msgspec

    from game import players
    from game.files.places import slug_of
    from game.files.scenarios import load_scenario
    from game.lab import runs

    seats = {"openai": arguments.openai, "microsoft": arguments.microsoft}
    for seat, spec in seats.items():
        players.check(spec, seat)
        if spec == players.YOU:
            raise Refusal(
                "nobody-there",
                f"Nobody is at the keyboard in run, so “you” cannot sit for {seat}.",
                f"Try --{seat} bot:2, or play.",
            )
    chosen = _chosen(arguments)
    load_scenario(chosen)
    setup = _setup(
        openai_mandate=arguments.openai_mandate,
        microsoft_mandate=arguments.microsoft_mandate,
        weather=arguments.weather,
    )
    folder = Path(arguments.save) if arguments.save else None
    seeds = runs.seeds_of(arguments.seed, arguments.games)
    if folder is not None:
        _make(folder)
    games = tuple(
        runs.Game(
            scenario=chosen, seed=seed, seats=seats, setup=setup,
            save=str(folder / f"{slug_of(seed.partition(':')[2])}.jsonl") if folder else "", par=arguments.par,
        )
        for seed in seeds
    )  # fmt: skip
    results = runs.play_all(games, min(arguments.jobs, len(games)))
    if len(games) > 2 and sys.stderr.isatty():
        results = _with_progress(results, len(games))
    for result in results:
        if arguments.json:
            print(msgspec.json.encode(result, order="sorted").decode(), flush=True)
        else:
            lab, cloud = result.seats["openai"], result.seats["microsoft"]
            print(
                f"{result.seed}  {result.ending:<18} {result.quarters:2} quarters  {result.signatures:2} signatures  "
                f"OpenAI {lab.score:3} {lab.grade} ({lab.archetype})  Microsoft {cloud.score:3} {cloud.grade} ({cloud.archetype})",
                flush=True,
            )
    return 0


def _balance(arguments: argparse.Namespace) -> int:
    """Measure every promise about the balance."""
    from pathlib import Path

    from game.errors import Exit, Refusal
    from game.files.places import cannot_write, write_whole
    from game.rules.chance import checked_seed

    for name, least, most in (("games", FEWEST_MATCHES, MOST_GAMES), ("jobs", 1, MOST_JOBS)):
        if not least <= getattr(arguments, name) <= most:
            given = getattr(arguments, name)
            raise Refusal(name, f"--{name} goes from {least} to {most}; {given} does not fit.")
    seed = checked_seed(arguments.seed)
    checked_seed(f"{seed}-paper-{arguments.games}")  # there will be none longer
    path = Path(arguments.file) if arguments.file else None
    if path is not None and not path.parent.is_dir():  # sooner than after twenty minutes
        raise cannot_write(path, FileNotFoundError(2, "there is no such folder"))
    from game.lab import balance

    follow = _with_progress if sys.stderr.isatty() else balance.quietly
    try:
        told = balance.judge(balance.gather(SCENARIO, seed, arguments.games, arguments.jobs, follow))
    except KeyboardInterrupt:
        print("Stopped. Nothing was written.", file=sys.stderr)
        return 130
    print(balance.as_text(told))
    if path is not None:
        write_whole(path, balance.as_markdown(told, SCENARIO, seed, arguments.games).encode())
    return int(Exit.FOUND if balance.missed(told) else Exit.FINE)


def _make(folder: Path) -> None:
    from game.files.places import cannot_write

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from None


def _with_progress(results: Iterable[T], total: int) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import track

    yield from track(results, "Playing", total=total, console=Console(stderr=True))


def _save_at(name: str) -> Path:
    """A save by its file, or by its name."""
    from pathlib import Path

    from game.files.places import is_slug, save_path

    path = Path(name)
    return save_path(name) if is_slug(name) and not path.exists() else path


def _verify(arguments: argparse.Namespace) -> int:
    from game.errors import Exit, SaveError
    from game.session import verify

    worst = Exit.FINE
    for name in arguments.saves:
        try:
            session = verify(_save_at(name))
        except SaveError as error:
            print(error, file=sys.stderr)
            worst = max(worst, error.exit)
        else:
            note = f" ({session.note})" if session.note else ""
            print(f"{name}: {len(session.steps)} steps decided again, all the same.{note}")
    return int(worst)


def _jobs(arguments: argparse.Namespace) -> int:
    from game.errors import Refusal

    jobs = int(arguments.jobs)
    if not 1 <= jobs <= MOST_JOBS:
        raise Refusal("jobs", f"--jobs goes from 1 to {MOST_JOBS}; {jobs} does not fit.")
    return jobs


def _par(arguments: argparse.Namespace) -> int:
    """Work par out for a save, and print it beside what was reached."""
    import msgspec

    from game.debrief.verdict import standing
    from game.lab import par
    from game.session import YOU, Session

    if arguments.beside:
        from game.lab.beside import work

        return work(_save_at(arguments.save))
    jobs, path = _jobs(arguments), _save_at(arguments.save)
    session = Session.load(path)
    seat = arguments.seat or next((s for s, who in session.header.seats.items() if who == YOU), "openai")
    progress: Iterable[tuple[int, ...]] = par.par_beside(path, session.header, seat, jobs)
    if sys.stderr.isatty():
        progress = _with_progress(progress, par.GAMES + 1)
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


def _duplicate(arguments: argparse.Namespace) -> int:
    """Rank finished games, a table a deal."""
    from pathlib import Path

    import msgspec

    from game.errors import Exit
    from game.lab.duplicate import Left, as_text, ranked, saves_in

    jobs, tables = _jobs(arguments), 0
    names = [Path(name) if Path(name).is_dir() else _save_at(name) for name in arguments.saves]
    for found in ranked(saves_in(names), jobs):
        if isinstance(found, Left):
            print(f"{found.path.name} is left out: {found.why}", file=sys.stderr)
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


def _replay(arguments: argparse.Namespace) -> int:
    from game.debrief.transcript import letters, transcript
    from game.lab.par import pars_beside
    from game.session import Session

    path = _save_at(arguments.save)
    session = Session.load(path)
    pars = pars_beside(path, session.header)
    for line in transcript(session, pars=pars) if arguments.text else letters(session, pars):
        print(line)
    return 0


def _why(arguments: argparse.Namespace) -> int:
    from game.debrief.agreement_page import quarter_of
    from game.debrief.causes import causes_of
    from game.debrief.why_page import found, listed, page_of, text_of
    from game.errors import Refusal
    from game.session import YOU, Session

    session = Session.load(_save_at(arguments.save))
    causes = causes_of(session)
    sitting = next((seat for seat, who in session.header.seats.items() if who == YOU), None)
    seat = arguments.seat or (sitting if session.questions() else None)
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
            words = f"“{arguments.stat[:40]}” could be {', '.join(names)}."
            raise Refusal("which-number", words, "Say one of these.")
        lines = text_of(page_of(causes, names[0], seat, at))
    for line in lines:
        print(line)
    return 0


def _agreement(arguments: argparse.Namespace) -> int:
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
    session = Session.load(_save_at(save))
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


def _scenario_list(arguments: argparse.Namespace) -> int:
    from game.files.scenarios import headline, shipped_scenarios

    for id, path in shipped_scenarios():
        head = headline(path)
        print(f"{id:<20} {head.length:<21}  ~{head.minutes:>2} min  {head.title}: {head.summary}")
    return 0


def _scenario_check(arguments: argparse.Namespace) -> int:
    from game.errors import Exit
    from game.files.scenarios import look_at

    worst = Exit.FINE
    for file in arguments.files:
        checked = look_at(file)
        for problem in checked.problems:
            print(problem)
        for warning in checked.warnings:
            print(f"warning: {warning}")
        if checked.problems:
            worst = Exit.FOUND
        elif checked.warnings:
            print(f"{file}: playable, with {len(checked.warnings)} warnings.")
        else:
            print(f"{file}: nothing to complain about.")
        if checked.scenario is not None:
            _print_cards(checked.scenario, whole=arguments.cards)
    return int(worst)


def _print_cards(scenario: Scenario, *, whole: bool) -> None:
    """Print what an author should know of a scenario's cards, and with ``whole`` the cards themselves."""
    from game.lab.deck import described, remarks

    if whole:
        print("\n".join(described(scenario)))
    print("\n".join(remarks(scenario)))


def _scenario_table(arguments: argparse.Namespace) -> int:
    """Print what each clause is to the two sides, over many draws."""
    from game.errors import Exit, Refusal
    from game.files.scenarios import load_scenario
    from game.lab.anatomy import as_text, study
    from game.rules.chance import checked_seed

    if not 1 <= arguments.draws <= MOST_DRAWS:
        raise Refusal(
            "draws", f"--draws goes from 1 to {MOST_DRAWS}; {arguments.draws} does not fit.", "100 is plenty."
        )
    found = study(load_scenario(arguments.scenario), arguments.draws, checked_seed(arguments.seed))
    if arguments.json:
        import msgspec

        print(msgspec.json.encode(found).decode())
    else:
        print(as_text(found))
    return int(Exit.FINE)


def _scenario_schema(arguments: argparse.Namespace) -> int:
    import json

    from game.files.places import write_whole
    from game.files.scenarios import scenario_schema

    text = json.dumps(scenario_schema(), indent=2, ensure_ascii=False) + "\n"
    if arguments.file:
        from pathlib import Path

        write_whole(Path(arguments.file), text.encode())
    else:
        print(text, end="")
    return 0
