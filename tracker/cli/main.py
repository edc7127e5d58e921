"""The command `tracker`: finds the words, runs one command, and ends in a sentence and a code.

The help of every command is here in one line, so that `--help` loads none of them. Errors
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

GROUPS: dict[str, dict[str, str]] = {
    "Begin": {
        "init": "Start a ledger with its first people",
        "tour": "Show in a minute what the program does, with two real reports",
        "import": "Read published reports or facts files, and record them",
        "people": "Show people and organisations, and change their roles",
        "services": "Show, compare, rename and merge services",
        "board": "Show, book and move board meetings",
        "settings": "Show and change the numbers of the rules",
    },
    "See the plan": {
        "list": "List the plan, one line for each item",
        "show": "Show one item or action in full",
        "late": "List late actions, by the first date and by the agreed date",
        "decisions": "List what needs a decision",
        "inspections": "List the inspection reports, with dates and ratings",
        "inspection": "Show one inspection report, with its arithmetic checked",
    },
    "See the past": {
        "history": "Show the history: effective date, recorded date, author",
        "changes": "Show what changed between two dates, such as two board meetings",
        "watch": "Show entries as colleagues record them",
    },
    "Answer and assign": {
        "respond": "Answer an item: agreed, partly agreed or not agreed",
        "assign": "Assign an action towards an item",
        "reassign": "Reassign an action to another owner",
        "reschedule": "Ask for another due date",
    },
    "Record progress": {
        "log": "Log a note on an item, or progress on an action",
        "complete": "Report an action complete",
        "withdraw": "Withdraw an action",
        "reopen": "Reopen a closed item, or an ended action",
        "outcome": "State what should improve, and how it is measured",
        "measure": "Record a measurement",
        "evidence": "File evidence: where it is, and its date",
        "theme": "Give an item themes",
        "link": "Link items that belong together",
    },
    "Decide": {
        "close": "Propose to close an item",
        "agree": "Agree a closure or a new date that another person asked for",
        "refuse": "Refuse a closure or a new date that another person asked for",
        "self-assess": "Record the service's own view of progress",
        "judge": "Record the inspector's judgement of progress",
    },
    "Correct": {
        "correct": "Correct a wrong entry, visibly",
        "take-back": "Take back an entry that was never true, visibly",
        "undo": "Take back your own last command, visibly",
        "erase": "Erase text that names a child; it takes two people",
    },
    "Check the record": {
        "head": "Print the head of the record, for the minutes",
        "anchor": "Record who was given the head, and keep it",
        "verify": "Recheck the whole ledger and compare it with saved heads",
        "export": "Write a bundle that an inspector can check without this program",
        "clock": "Acknowledge a clock that is behind the record",
    },
    "Keep copies": {
        "backup": "Copy the ledger while it is in use, and verify the copy",
        "restore": "Restore a backup, and erase again what was erased since",
        "copy": "Copy a whole ledger to another place: a server, or a file",
        "compare": "Find the last entry that two copies of a ledger share",
        "upgrade": "Upgrade a ledger from an older version",
        "rebuild": "Rebuild the read model from the ledger",
    },
}
"""The commands by what they are for, each with its help in one line."""

COMMANDS = {name: text for group in GROUPS.values() for name, text in group.items()}
"""Every command with its help; its file under `commands/` bears its name."""

ALIASES = {
    "diff": "changes",
    "redate": "reschedule",
    "reown": "reassign",
    "propose": "close",
    "claim": "self-assess",
}
"""Older names, which go on working."""

_TAKEN = {"import", "list"}
"""Names that Python has a use for: the file and the command have an underscore after theirs."""


class LazyGroup(click.Group):
    """A group that knows its commands by name, and loads one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's signature
        """Return every command, in the order of a plan's life."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - Click's signature
        """Return a command, loaded now."""
        cmd_name = ALIASES.get(cmd_name, cmd_name)
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_") + "_" * (cmd_name in _TAKEN)
        command = getattr(import_module(f"tracker.cli.commands.{name}"), name)
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command typed; for one there is not, name those it may have been."""
        if args and not args[0].startswith("-") and args[0] not in {*COMMANDS, *ALIASES}:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=3)
            maybe = f" Did you mean {' or '.join(near)}?" if near else ""
            ctx.fail(f"There is no command '{args[0]}'.{maybe}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - Click's signature
        """Write the commands from the list above, loading none."""
        widest = max(map(len, COMMANDS))
        for group, commands in GROUPS.items():
            with formatter.section(group):
                formatter.write_dl([(name.ljust(widest), text) for name, text in commands.items()])


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--ledger", metavar="PLACE", help="A file or address; else TRACKER_LEDGER, else tracker.db."
)
@click.option("--by", metavar="NAME", help="Who you are in this ledger; else TRACKER_BY.")
@click.option("--for", "decided_by", metavar="PARTY", help="Whose decision you are entering.")
@click.option("--minute", metavar="TEXT", help="The minute that records that decision.")
@click.option("--command-id", metavar="ID", help="Idempotency key: a repeated id does nothing.")
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
    gc.freeze()  # what is left ends with the process: nothing is searched for garbage
    sys.exit(code)


def _ready_streams() -> None:
    """Let every text be printed, and open a substitute for a standard stream that is closed.

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
            click.echo(err=True)  # the sentence begins on a new line, after the ^C
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
    """Run one command; anything that ends it early is raised."""
    with cli.make_context("tracker", list(words)) as context:
        try:
            cli.invoke(context)
        except Exception as error:
            if not isinstance(error, click.ClickException):
                from tracker.cli.hints import with_hint

                with_hint(error, context.obj)
            raise


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
    from tracker.presentation.sheet import one_line

    line = one_line(sentence)
    if len(line) > LONGEST:  # someone pasted a text instead of a word
        line = f"{line[: LONGEST // 2]} … {line[-LONGEST // 2 :]}"
    with suppress(OSError):
        click.echo(line, err=True)
    return code


def _with_full_stop(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


if __name__ == "__main__":
    main()
