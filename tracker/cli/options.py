"""The options that whole families of commands share, each family with one decorator."""

from __future__ import annotations

import functools
import os
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.render import FORMATS, Sheet, one_line, render
from tracker.cli.session import STAGE
from tracker.domain.errors import NotFoundError, UsageError
from tracker.domain.moment import LONDON
from tracker.register.doubts import doubts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from tracker.cli.session import Session
    from tracker.domain.moment import Moment
    from tracker.domain.vocabulary import Word
    from tracker.register.plan import Plan

pass_session = click.pass_obj
"""Give a command its session."""

NARROWEST = 40
"""Characters of the narrowest page that is written for."""

MOST_BYTES = 100_000
"""More than any text may have: a file larger than this is read no further."""


@dataclass(frozen=True, slots=True)
class View:
    """What a reading command is asked of, and in which format it answers."""

    session: Session
    as_of: str | None
    known_at: str | None
    form: str

    def moment(self) -> Moment:
        """Return the resolved pair."""
        return self.session.moment(self.as_of, self.known_at)

    def plan(self) -> Plan:
        """Return the whole plan at the resolved pair."""
        return self.session.plan(self.moment())

    def asked(self) -> AbstractContextManager[Plan]:
        """Give the plan at the resolved pair for a block, from the register where it can be."""
        return self.session.asked(self.moment())

    def silence(self, plan: Plan) -> str | None:
        """Return the sentence of a moment that lies before everything, null elsewhere."""
        from tracker.register.finding import silence

        return silence(plan, lambda: self.session.tracker().record)

    def show(
        self,
        plan: Plan,
        sheets: Sequence[Sheet],
        *,
        answer: Mapping[str, object],
        records: str | None = None,
        remarks: Sequence[str] = (),
        heading: Sequence[str] | None = None,
    ) -> None:
        """Print an answer with the pair it is true of; for machines the pair goes to remarks.

        `heading` is what it is true of where that is more than one pair.
        """
        heading = [*(heading or heading_of(plan)), *doubts(plan), *demonstration(self.session)]
        pieces = self.rendered(
            sheets, answer=answer, records=records, heading=heading, remarks=remarks
        )
        self._told_apart(heading, remarks)
        _put(piece.encode("utf-8") for piece in pieces)

    def tell(self, plan: Plan, pieces: Iterable[bytes], *, remarks: Sequence[str]) -> None:
        """Print an answer that was rendered before, with the pair it is true of apart from it."""
        self._told_apart([*heading_of(plan), *doubts(plan), *demonstration(self.session)], remarks)
        _put(pieces)

    def rendered(
        self,
        sheets: Sequence[Sheet],
        *,
        answer: Mapping[str, object],
        records: str | None = None,
        heading: Sequence[str] = (),
        remarks: Sequence[str] = (),
    ) -> Iterator[str]:
        """Return an answer in the format asked for, piece by piece."""
        wide = page_width()
        page = wide if self.form in {"table", "plain"} else None
        return render(
            sheets,
            form=self.form,
            heading=_filled(heading, page),
            remarks=_filled(remarks, page),
            answer=answer,
            records=records,
            width=wide,
            bom=not sys.stdout.isatty(),
        )

    def _told_apart(self, heading: Sequence[str], remarks: Sequence[str]) -> None:
        if self.form in {"csv", "tsv"}:
            for line in (*heading, *remarks):
                click.echo(one_line(line), err=True)


def _put(pieces: Iterable[bytes]) -> None:
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def paged(lines: Sequence[str]) -> list[str]:
    """Return lines as they fit the terminal's page."""
    return _filled(lines, page_width())


def _filled(lines: Sequence[str], width: int | None) -> list[str]:
    """Return lines as they fit the page."""
    if width is None:
        return list(lines)
    return [part for line in lines for part in textwrap.wrap(line, width) or [""]]


def page_width() -> int | None:
    """Return the characters a line may have: the terminal's, or those COLUMNS says.

    There is no bound where the output goes elsewhere: nothing is wrapped for a program.
    """
    stage = STAGE.get()
    if stage is not None:
        return stage.width
    if sys.stdout.isatty() or os.environ.get("COLUMNS"):
        from shutil import get_terminal_size

        return max(get_terminal_size().columns, NARROWEST)
    return None


def heading_of(plan: Plan) -> list[str]:
    """Return the lines that say what an answer is true of."""
    as_of = plan.moment.as_of
    label = plan.moment.label
    head = plan.head
    known = "nothing recorded yet"
    if head.recorded_at is not None:
        known = f"{in_london(head.recorded_at)} = #{head.position}, head {head.hash[:8]}…"
    marked = f" ({label})" if label else ""
    day = f"{as_of.day} {as_of:%b %Y} (end of day){marked}"
    return [f"True on: {day}. As recorded by: {known}"]


def in_london(instant: datetime) -> str:
    """Return an instant as it is read in London: 14 Apr 2026 17:02:11 BST."""
    there = instant.astimezone(LONDON)
    return f"{there.day} {there:%b %Y %H:%M:%S %Z}"


def demonstration(session: Session) -> list[str]:
    """Return the warning of a demonstration ledger, in which dates and instants are played."""
    if session.reading().is_demonstration():
        return ["A demonstration ledger: its plan is illustrative, its instants are played."]
    return []


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

    @click.option("--as-of", metavar="DATE", help="True on that day: 2026-03-31, today, board.")
    @click.option("--known-at", metavar="WHEN", help="As recorded by a day, instant or position.")
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
        command(View(session, as_of, known_at, form), *args, **kwargs)

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
    """Return a text given in words or in a file; null where neither was. Raises UsageError."""
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
        raise UsageError(f"{from_file} is not a text in UTF-8.") from None
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
