"""The words of the command line: every command, its options and what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.cli import playing, running, saved, scenarios, tournaments
from game.cli.shared import SCENARIO

if TYPE_CHECKING:
    import argparse


ABOUT = """\
A negotiation game: you are the lab, or the cloud it cannot do without, from January 2025 to 2030.
Without a command the menu opens.
"""
EXAMPLES = """\
examples:
  first-refusal                                       the menu
  first-refusal play --as openai --seed harbour-7     straight to the table
  first-refusal play --quick                          a whole game in eight minutes
  first-refusal play --plain                          line by line, for screen readers and pipes
  first-refusal run first-refusal --openai bot:2 --microsoft bot:2/hedger --games 20 --json
  first-refusal tournament random bot:1 bot:2 --games 40 --jobs 2       who is better, on the same deals
  first-refusal verify my-game.jsonl                  prove that a save is what it says
  first-refusal agreement my-game.jsonl --redline -o agreement.html     what became of the agreement, to print

exit codes: 0 fine, 1 a check found something, 2 usage, 3 a scenario is wrong, 4 a save cannot be used
"""


def command_line() -> argparse.ArgumentParser:
    import argparse

    from game import __version__

    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        "first-refusal", description=ABOUT, epilog=EXAMPLES, formatter_class=shape
    )
    parser.add_argument("--version", action="version", version=f"first-refusal {__version__}")
    parser.set_defaults(run=playing.menu)
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
        help="your seat (default: openai)",
    )
    play.add_argument(
        "--plain",
        action="store_true",
        help="line by line, without a screen: for screen readers and pipes; with nothing else said it asks what to play",
    )
    play.add_argument(
        "--hot-seat",
        action="store_true",
        help="two people at one keyboard, one in each seat, with a curtain between turns; a --mandate is both sides'",
    )
    play.add_argument(
        "--level",
        type=int,
        choices=range(1, 6),
        default=2,
        help="the counterpart's skill: 1 Intern, 2 Associate, 3 Partner, 4 Rainmaker, 5 Old Hand (default: %(default)s)",
    )
    play.add_argument(
        "--against",
        metavar="WHO",
        default="bot",
        help="who sits there: bot; record, which does again what was done; exec:COMMAND, another program (default: %(default)s)",
    )
    _add_weather(play)
    play.add_argument(
        "--persona",
        default="",
        metavar="NAME",
        help="the counterpart's archetype, such as hedger, and dials if you like: hedger,warmth=80,bluff=0; there are warmth and "
        "dominance (0 to 100), patience (3 to 9), bluff (0 to 40) (default: drawn)",
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
    play.set_defaults(run=playing.play)

    serve = commands.add_parser(
        "serve",
        help="play in a browser",
        description="Serve the game to a browser on this machine (needs the extra web). Every visitor gets a process of the game of "
        "their own, and all of them the same folder of saves; there is no password.",
    )
    serve.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="where to listen (default: %(default)s, this machine only)",
    )
    serve.add_argument(
        "--port",
        type=int,
        default=8000,
        metavar="N",
        help="the port; 0 for any that is free (default: %(default)s)",
    )
    serve.set_defaults(run=playing.serve)

    run = commands.add_parser(
        "run", help="play games without a screen", formatter_class=shape,
        description="Play games between players that need nobody at the keyboard.",
        epilog="a SEAT is random, record, bot:1, bot:2, a bot with an archetype: bot:2/hedger, and with\n"
        "behaviour dials: bot:2/hedger,warmth=80,dominance=20,patience=9,bluff=0, a plan on paper: policy:frugal,\n"
        "a way of bargaining to measure against: foil:boulware, or another program: exec:COMMAND,\n"
        "exec@SECONDS:COMMAND (a minute for a move if you do not say); see docs/players.md",
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
    run.set_defaults(run=running.run)

    script = commands.add_parser(
        "script", help="drive games by scripts", formatter_class=shape,
        description="Drive games by scripts, and compare what happens with what they expect.",
        epilog="A script is a YAML file of moves and expectations: docs/scripts.md explains it, examples/scripts has some. A failed\n"
        "expectation is reported as file:line:column: expected …, got ….\n\n"
        "exit codes: 0 all is as written, 1 an expectation failed, 3 a script cannot be read; the worst of all files counts",
    )  # fmt: skip
    script.add_argument(
        "files", nargs="+", metavar="FILE", help="a script, a folder of scripts, or - for stdin"
    )
    script.add_argument(
        "--update",
        action="store_true",
        help="fill in what a script leaves blank (_), and write its golden file: every move, and the last numbers",
    )
    script.add_argument("--save", default="", metavar="DIR", help="record every game in this folder")
    script.set_defaults(run=running.script)

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
    balance.set_defaults(run=running.balance)

    tournament = commands.add_parser(
        "tournament", help="everybody against everybody, on the same deals", formatter_class=shape,
        description="Duplicate matches between players that need nobody at the keyboard: the same seeds with the seats swapped. Told "
        "are the\nadvantage over reservation first (the score of the seat when nobody ever sits down), then who is better than "
        "whom,\nwhat each gets at the table alone, and a rating.",
        epilog="a PLAYER is random, record, policy:adaptive, a bot, as bot:2, or another program, as exec:COMMAND;\n"
        "it must fit both seats, so archetypes are left out\n"
        "a game of bot:2 takes most of a second, of bot:5 half a minute; a match at the table some hundredths of a second\n"
        "the same arguments give the same tables, in however many processes; programs are no more regular than they are\n"
        "the workers of a cluster need the game in this version, and a program that plays; the scenario is sent to them",
    )  # fmt: skip
    tournament.add_argument(
        "players", nargs="+", metavar="PLAYER", help="who plays: two or more, the weakest first"
    )
    tournament.add_argument(
        "--scenario", default=SCENARIO, metavar="S", help="a scenario's name or file (default: %(default)s)"
    )
    tournament.add_argument(
        "--games", type=int, default=40, metavar="N",
        help="games a pair, two to a deal, so an even number (default: %(default)s)",
    )  # fmt: skip
    tournament.add_argument(
        "--seed", default="harbour-7", metavar="WORDS",
        help="words that decide all luck (default: %(default)s)",
    )  # fmt: skip
    tournament.add_argument(
        "--steps", action="store_true", help="compare neighbours in the list only, as on a ladder"
    )
    tournament.add_argument(
        "--table", action="store_true", help="the table alone: no whole games, milliseconds a match"
    )
    tournament.add_argument(
        "--jobs", type=int, default=1, metavar="N", help="how many processes (default: %(default)s)"
    )
    tournament.add_argument(
        "--cluster", default="", metavar="ADDRESS",
        help="play on the workers of this Dask scheduler, such as tcp://10.0.0.7:8786 (needs the extra cluster)",
    )  # fmt: skip
    tournament.add_argument(
        "--json", action="store_true", help="one JSON object; a figure is [value, low, high]"
    )
    tournament.add_argument(
        "-o", "--file", dest="file", default="", metavar="FILE", help="write it to a Markdown file too"
    )
    tournament.set_defaults(run=tournaments.tournament)

    verify = commands.add_parser(
        "verify",
        help="decide saves again and compare",
        description="Decide every step of saves again and compare.",
    )
    verify.add_argument("saves", nargs="+", metavar="SAVE", help="a save's file or name")
    verify.add_argument(
        "--jobs", type=int, default=1, metavar="N", help="how many processes (default: %(default)s)"
    )
    verify.set_defaults(run=saved.verify)

    replay = commands.add_parser(
        "replay",
        help="read a game again",
        description="Read a game again: a letter a quarter, or every move.",
    )
    replay.add_argument("save", metavar="SAVE", help="a save's file or name")
    replay.add_argument("--text", action="store_true", help="the whole game as a story, a chapter a quarter")
    replay.add_argument(
        "--seat",
        choices=("openai", "microsoft"),
        default="",
        help="what this seat may know (default: the person's while the game goes on; after that everything is told)",
    )
    replay.set_defaults(run=saved.replay)

    why = commands.add_parser(
        "why",
        help="why a number is what it is, or why a bot did what it did",
        description="Why a number is what it is: what it means, what happens at which value, what moved it and by how much, and who "
        "can see it. Without a number: all of them, with what moved each last. Once the game is over --act opens any act of a bot: "
        "what it was worth to it, what it held out for, what it believed, what else it could have done, and what was true.",
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
    why.add_argument(
        "--acts",
        action="store_true",
        help="the acts of a finished game, numbered; those with a dash were a person's",
    )
    why.add_argument("--act", type=int, metavar="N", help="open act N of a finished game")
    why.add_argument("--json", action="store_true", help="one JSON object an act on stdout")
    why.set_defaults(run=saved.why)

    whatif = commands.add_parser(
        "whatif", help="the turning points of a finished game", formatter_class=shape,
        description="Each of your decisions against what a bot would have done in its place, under the same luck: which of them "
        "were worth most, for better or worse, and whether that was the decision or the luck after it.",
    )  # fmt: skip
    whatif.add_argument("save", metavar="SAVE", help="a save's file or name")
    whatif.add_argument(
        "--top", type=int, default=5, metavar="N", help="how many turning points (default: %(default)s)"
    )
    whatif.add_argument(
        "--by", default="bot:2", metavar="BOT", help="whose choice is tried (default: %(default)s)"
    )
    whatif.add_argument(
        "--lucks", type=int, default=8, metavar="N",
        help="fresh lucks to try each turning point under, 0 for none (default: %(default)s)",
    )  # fmt: skip
    whatif.add_argument(
        "--seat", choices=("openai", "microsoft"), default="", help="whose decisions (default: the person's)"
    )
    whatif.add_argument(
        "--jobs", type=int, default=1, metavar="N", help="how many processes (default: %(default)s)"
    )
    whatif.add_argument("--json", action="store_true", help="one JSON object on stdout")
    whatif.add_argument("--beside", action="store_true", help=argparse.SUPPRESS)
    whatif.set_defaults(run=saved.whatif)

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
    par.set_defaults(run=saved.par)

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
    duplicate.set_defaults(run=saved.duplicate)

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
    agreement.set_defaults(run=saved.agreement)

    protocol = commands.add_parser(
        "protocol",
        help="the JSON Schema of what another program is told and may answer",
        description="Print the JSON Schema of the lines between the game and a program in a seat (exec:COMMAND): hello, ask, move.",
    )
    protocol.add_argument("-o", dest="file", default="", metavar="FILE", help="write it to a file")
    protocol.set_defaults(run=scenarios.protocol)

    scenario = commands.add_parser(
        "scenario",
        help="list, check and describe scenarios",
        description="List, check and describe scenarios.",
    )
    kinds = scenario.add_subparsers(title="commands", metavar="COMMAND", required=True)
    kinds.add_parser("list", help="the scenarios there are").set_defaults(run=scenarios.list_all)
    check = kinds.add_parser("check", help="say everything that is wrong in scenario files")
    check.add_argument("files", nargs="+", metavar="FILE")
    check.add_argument(
        "--cards", action="store_true", help="list every card: when it comes, what each answer does"
    )
    check.set_defaults(run=scenarios.check)
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
    table.set_defaults(run=scenarios.table)
    schema = kinds.add_parser("schema", help="the JSON Schema of scenario files, for your editor")
    schema.add_argument("-o", dest="file", default="", metavar="FILE", help="write it to a file")
    schema.set_defaults(run=scenarios.schema)
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
