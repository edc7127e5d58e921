"""The options that whole families of commands share, each family with one decorator."""

from __future__ import annotations

import functools
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.reading_view import ReadingView
from tracker.domain.errors import NotFoundError, UsageError
from tracker.presentation.render import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.cli.session import Session
    from tracker.domain.vocabulary import Word

pass_session = click.pass_obj
"""Give a command its session."""

MOST_BYTES = 100_000
"""More than any text may have: a file larger than this is read no further."""


def formats(command: Callable[..., None], more: Sequence[str] = ()) -> Callable[..., None]:
    """Give a command the formats it may answer in; it receives one as `form`."""
    forms = click.Choice((*FORMATS, *more))
    for option in (
        click.option("--csv", "form", flag_value="csv", help="Short for --format csv."),
        click.option("--json", "form", flag_value="json", help="Short for --format json."),
        click.option("--format", "form", type=forms, default="table", help="How to print it."),
    ):
        command = option(command)
    return command


def reading_facts(command: Callable[..., None]) -> Callable[..., None]:
    """Give a reading command what `reading` gives, and the form of a facts file (`toml`)."""
    return reading(command, "toml")


def reading(command: Callable[..., None], *more: str) -> Callable[..., None]:
    """Give a reading command its moment and its formats; it receives a View."""

    @click.option(
        "--as-of", metavar="DATE", help="What was true on a day: 2026-03-31, today, board."
    )
    @click.option(
        "--known-at", metavar="WHEN", help="As known on a day, at an instant or a position."
    )
    @functools.partial(formats, more=more)
    @pass_session
    @functools.wraps(command)
    def reads(
        session: Session,
        /,
        *args: Any,
        as_of: str | None,
        known_at: str | None,
        form: str,
        **kwargs: Any,
    ) -> None:
        command(ReadingView(session, as_of, known_at, form), *args, **kwargs)

    return reads


def changing(command: Callable[..., None]) -> Callable[..., None]:
    """Give a changing command the day it took effect and its rehearsal."""
    return click.option("--on", metavar="DATE", help="The day it took effect: today unless given.")(
        rehearsed(command)
    )


def rehearsed(command: Callable[..., None]) -> Callable[..., None]:
    """Give a changing command its rehearsal, as `dry_run`."""
    return click.option(
        "--dry-run", is_flag=True, help="Print what would be recorded; record nothing."
    )(command)


class Choice(click.ParamType["Word"]):
    """A word of the vocabulary, typed with hyphens or spaces."""

    def __init__(self, words: type[Word]) -> None:
        """Take the enumeration whose words may be typed."""
        self.words = words
        self.name = words.__name__.lower()

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Word:
        """Return the word typed. Fails with the words there are."""
        try:
            return self.words.read(value)
        except ValueError:
            choices = ", ".join(word.typed for word in self.words)
            self.fail(f"'{value}' is not one of {choices}", param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - Click's signature
        """Name the words in the help."""
        return "|".join(word.typed for word in self.words)


class EntryNumber(click.ParamType[int]):
    """The position of an entry: printed #41, typed 41."""

    name = "entry"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the position typed."""
        digits = str(value).removeprefix("#")
        if not digits.isdecimal() or not digits.isascii() or not 0 < int(digits) < 2**53:
            self.fail(f"'{value}' is not the number of an entry, like 41", param, ctx)
        return int(digits)


def reasoned(
    what: str = "Why.", *, required: bool = True
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command its reason as `why`: -m TEXT, -F FILE (- for standard input) or an editor.

    A text in an argument stays in the shell's history; one from a file does not.
    """

    def gives(command: Callable[..., None]) -> Callable[..., None]:
        @click.option("-m", "message", metavar="TEXT", help=what)
        @click.option(
            "-F", "from_file", metavar="FILE", help="The same from a file; - is standard input."
        )
        @functools.wraps(command)
        def with_reason(
            *args: Any, message: str | None, from_file: str | None, **kwargs: Any
        ) -> None:
            given = written(message, from_file)
            if given is None and required:
                given = edited()
            command(*args, why=given, **kwargs)

        return with_reason

    return gives


def written(message: str | None, from_file: str | None) -> str | None:
    """Return a text given in words or in a file; null if neither was. Raises UsageError."""
    if message is not None and from_file is not None:
        raise UsageError("Give the text once: in words or from a file.")
    if from_file is None:
        return message
    try:
        if from_file == "-":
            return sys.stdin.buffer.read(MOST_BYTES + 1).decode("utf-8")
        with Path(from_file).open("rb") as file:
            return file.read(MOST_BYTES + 1).decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError(
            f"{from_file} is not UTF-8 text. In Notepad: Save As, encoding UTF-8."
        ) from None
    except (OSError, ValueError) as error:
        fault = getattr(error, "strerror", None) or error
        raise NotFoundError(f"{from_file} cannot be read ({fault}).") from None


def edited() -> str:
    """Ask for a text in the person's editor, on a terminal. Raises UsageError elsewhere."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("A reason is needed: -m TEXT or -F FILE.")
    text = click.edit("", require_save=True)
    if text is None or not text.strip():
        raise click.Abort
    return text
