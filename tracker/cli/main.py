"""The command `tracker`: finds the words, runs one command, and ends in a sentence and a code.

The help of every command stands here in one line, so that `--help` loads none of them. Errors
become a sentence and an exit code in this one place.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

import click

from tracker import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

LONGEST = 1_000
"""Characters a sentence may have; of a longer one the middle is left out."""

COMMANDS: dict[str, str] = {
    "init": "Begin a ledger with its first parties",
    "tour": "Show in a minute what the program is for, on two real reports",
    "import": "Read published reports or facts files, and record them",
    "inspections": "List the reports, with their dates and ratings",
    "inspection": "Show one report and its facts, with the arithmetic checked",
    "list": "List the plan, one line an item",
    "show": "Show one item or action, whole",
    "history": "Tell what happened: when it took effect, when it was recorded, by whom",
    "watch": "Show entries as colleagues record them",
    "diff": "Show what changed between two days, as between two boards",
    "late": "List what is late, by the first date and by the agreed one",
    "decisions": "List what awaits somebody's agreement",
    "respond": "Answer an item: agreed, partly agreed or not agreed",
    "agree": "Agree a closure, or another date, that somebody else asked for",
    "refuse": "Refuse a closure, or another date, that somebody else asked for",
    "propose": "Propose to close an item",
    "claim": "Say how far the service itself thinks it has come",
    "judge": "Say how far the inspector judges that the service has come",
    "assign": "Assign an action towards an item",
    "log": "Log a note on an item, or progress on an action",
    "complete": "Report an action carried out",
    "withdraw": "Say that an action is no longer to be carried out",
    "reopen": "Take up a closed item, or an ended action, again",
    "reown": "Let somebody else answer for an action",
    "redate": "Ask for another due date",
    "outcome": "State what should be better, and how it is counted",
    "measure": "Give a reading of a measure",
    "evidence": "File proof: where it is, and the date it is of",
    "link": "Say what belongs together",
    "theme": "Put an item under themes",
    "correct": "Put a wrong entry right, visibly",
    "erase": "Erase texts that name a child, by two people",
    "take-back": "Take back an entry that was never true, visibly",
    "undo": "Take back what your own last command recorded, visibly",
    "people": "Show and change who is known, and their roles",
    "services": "Show, compare, rename and merge services",
    "board": "Show, fix and move the days on which the board meets",
    "settings": "Show and agree the numbers of the rules",
    "export": "Write a bundle that an inspector can check alone",
    "head": "Print the head of the record, for the minutes",
    "anchor": "Record that the head was given to somebody, and keep it",
    "verify": "Check everything in the ledger anew, and hold it to heads that were kept",
    "clock": "Acknowledge a clock that is behind the record, to go on recording",
    "backup": "Copy the ledger to PATH while it is in use, and prove the copy",
    "restore": "Bring a backup back, proven, with the texts erased since then erased again",
    "copy": "Copy a whole ledger to another place: to a server, or back into a file",
    "compare": "Say up to which entry two copies of a ledger are the same",
    "rebuild": "Make the register anew from the record",
    "upgrade": "Bring a ledger of an older version to the form of this one",
}
"""Each command, with its help in one line; its file under `commands/` bears its name."""


_TAKEN = {"import", "list"}
"""Names that Python has a use for: the file and the command have an underscore after theirs."""


class LazyGroup(click.Group):
    """A group that knows its commands by name, and loads one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's signature
        """Return every command, in the order of a plan's life."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - Click's signature
        """Return a command, loaded now."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_") + "_" * (cmd_name in _TAKEN)
        command = getattr(import_module(f"tracker.cli.commands.{name}"), name)
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command typed; for one there is not, name those it may have been."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=3)
            maybe = f" Did you mean {' or '.join(near)}?" if near else ""
            ctx.fail(f"There is no command '{args[0]}'.{maybe}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - Click's signature
        """Write the commands from the list above, loading none."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--ledger", metavar="PLACE", help="A file or address; else TRACKER_LEDGER, else tracker.db."
)
@click.option("--by", metavar="NAME", help="Who acts, a party of this ledger; else TRACKER_BY.")
@click.option("--for", "decided_by", metavar="PARTY", help="Whose decision is entered.")
@click.option("--minute", metavar="TEXT", help="The minute that records that decision.")
@click.option("--command-id", metavar="ID", help="A command with an id recorded once is done once.")
@click.option("--no-color", is_flag=True, help="Never colour the output.")
@click.version_option(__version__, "-V", "--version", message="tracker %(version)s")
@click.pass_context
def cli(ctx: click.Context, /, **given: Any) -> None:
    """Carry out inspection recommendations, and show the plan on any date, as known on any date.

    \b
    Examples:
        tracker tour
        tracker init --service "Knowsley Youth Justice Service" --chair Chair --manager Manager
        tracker list --as-of 2026-03-31
    """
    from tracker.cli.session import Session

    no_color = given.pop("no_color")
    if no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        ctx.color = False
    ctx.obj = Session(**given)
    ctx.call_on_close(ctx.obj.close)
    if ctx.invoked_subcommand is None:
        from tracker.cli.overview import overview

        overview(ctx.obj)


def main() -> None:
    """Run the command line and end the process with the exit code promised."""
    _ready_streams()
    if "_TRACKER_COMPLETE" in os.environ:
        cli(prog_name="tracker")  # a shell asks what may be typed next
    code = run(sys.argv[1:])
    _flush_or_drop(sys.stdout)
    _flush_or_drop(sys.stderr)
    gc.freeze()  # what is left goes with the process: it need not be looked through once more
    sys.exit(code)


def _ready_streams() -> None:
    """Let every text be printed, and put a stand-in where a standard stream is closed.

    Input is then empty, printing fails, and no ledger is opened in the stream's place.
    """
    streams = (
        ("stdin", os.O_RDONLY, "r"),
        ("stdout", os.O_RDONLY, "w"),
        ("stderr", os.O_RDWR, "w"),
    )
    for name, flags, mode in streams:
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8"))
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def run(words: list[str]) -> int:
    """Run one command and return its exit code; every failure is one sentence."""
    try:
        run_words(words)
        sys.stdout.flush()
    except click.exceptions.Exit as left:
        return left.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        if sys.stderr.isatty():
            click.echo(err=True)  # the sentence begins a line of its own, after the ^C
        return _end("Stopped; nothing was recorded.", 1)
    except click.UsageError as error:
        hint = "" if error.ctx is None else f" See {error.ctx.command_path} --help."
        return _end(_with_full_stop(error.format_message()) + hint, 2)
    except click.ClickException as error:
        return _end(_with_full_stop(error.format_message()), 1)
    except BrokenPipeError:
        return 0
    except OSError as error:
        if error.filename is not None:
            return _failed(error)
        return _end(f"The answer was not printed ({(error.strerror or str(error)).lower()}).", 1)
    except Exception as error:  # noqa: BLE001 - the last resort: nobody is shown a traceback
        return _failed(error)
    return 0


def run_words(words: Sequence[str]) -> None:
    """Run one command; whatever ends it early is raised."""
    with cli.make_context("tracker", list(words)) as context:
        cli.invoke(context)


def _flush_or_drop(stream: TextIO) -> None:
    """Print what is still to be printed, or let it go nowhere: the exit code is decided."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _failed(error: Exception) -> int:
    from tracker.domain.errors import TrackerError

    if isinstance(error, TrackerError):
        return _end(error.sentence, error.exit_code)
    return _end(
        f"tracker itself failed ({type(error).__name__}); "
        "tracker history shows whether anything was recorded.",
        1,
    )


def _end(sentence: str, code: int) -> int:
    from tracker.cli.render import one_line

    line = one_line(sentence)
    if len(line) > LONGEST:  # somebody pasted a text where a word belongs
        line = f"{line[: LONGEST // 2]} … {line[-LONGEST // 2 :]}"
    with suppress(OSError):
        click.echo(line, err=True)
    return code


def _with_full_stop(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


if __name__ == "__main__":
    main()
