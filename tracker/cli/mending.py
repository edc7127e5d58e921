"""Putting the record right, visibly: nothing is edited, nothing is lost."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.options import Choice, pass_session, reasoned, rehearsed
from tracker.cli.render import one_line
from tracker.domain.errors import UsageError, day
from tracker.domain.events import ExportMade
from tracker.domain.vocabulary import (
    ClosedAs,
    Direction,
    ErasureReason,
    PartyKind,
    Progress,
    Response,
    Role,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tracker.application import Receipt, Tracker
    from tracker.application.erasure_copies import Copies
    from tracker.cli.session import Session

_DATES_DUE = ("due", "to", "until")
_DATES_PAST = ("of",)
_ON_SERVER = (
    (
        "- the server's own files, until the owner of the database has run VACUUM FULL of the "
        "table texts (VACUUM alone leaves the bytes), ANALYZE of it, and VACUUM FULL of "
        "pg_statistic"
    ),
    (
        "- its write-ahead log, until each file of it from before has been removed or "
        "overwritten, by pg_switch_wal() and CHECKPOINT, several times, or by its own work"
    ),
    (
        "- what was taken from the server: archived logs, base backups, dumps; replicas and "
        "replication slots that do not follow; its own log, where it writes down statements"
    ),
)
"""What erasing leaves where a ledger is kept on a server; docs/trust.md says it at length."""


class Entry(click.ParamType[int]):
    """The position of an entry: printed #41, typed 41."""

    name = "entry"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the position typed."""
        digits = str(value).removeprefix("#")
        if not digits.isdecimal() or not digits.isascii() or not 0 < int(digits) < 2**53:
            self.fail(f"'{value}' is not the number of an entry, like 41", param, ctx)
        return int(digits)


def _parts(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command every option by which an entry was once recorded."""
    for option in reversed(
        [
            click.option("--text", metavar="TEXT", help="Its words: note, reason, title or name."),
            click.option("--part", metavar="TEXT", help="The part agreed."),
            click.option("--response", type=Choice(Response), help="The answer."),
            click.option("--owner", metavar="PARTY", help="Who answers for it."),
            click.option("--with", "with", multiple=True, metavar="PARTY", help="Who helps."),
            click.option("--due", metavar="DATE", help="Only on the day it was recorded."),
            click.option("--to", metavar="DATE", help="The date asked for."),
            click.option("--percent", type=click.IntRange(0, 100), help="How much is done."),
            click.option("--value", metavar="N", help="The reading, or the number of a rule."),
            click.option("--measure", metavar="NAME", help="The name of the measure."),
            click.option("--unit", metavar="U", help="What is counted."),
            click.option("--baseline", metavar="N", help="Where it stood."),
            click.option("--target", metavar="N", help="Where it should be."),
            click.option("--at-least", "direction", flag_value="at least", help="More is better."),
            click.option("--at-most", "direction", flag_value="at most", help="Less is better."),
            click.option("--of", metavar="DATE", help="The date the evidence is of."),
            click.option("--link", metavar="URL", help="Where the evidence is."),
            click.option("--closed-as", type=Choice(ClosedAs), help="What it is closed as."),
            click.option("--progress", type=Choice(Progress), help="How far it has come."),
            click.option("--role", type=Choice(Role), help="The role."),
            click.option("--until", metavar="DATE", help="The last day of the role."),
            click.option("--kind", type=Choice(PartyKind), help="What kind of party."),
        ]
    ):
        command = option(command)
    return command


@click.command()
@click.argument("entry", type=Entry())
@click.option("--ref", metavar="REF", help="The item or action it belongs to instead.")
@_parts
@reasoned("Why it was wrong.")
@click.option("--on", metavar="DATE", help="The day it took effect instead.")
@rehearsed
@pass_session
def correct(
    session: Session,
    /,
    entry: int,
    *,
    ref: str | None,
    why: str,
    on: str | None,
    dry_run: bool,
    **parts: Any,
) -> None:
    """Put a wrong entry right, visibly.

    Give only what was wrong, with the options of the command that recorded it; --on is its right
    date. The entry stays, and earlier views of what was known never change.

    \b
    Examples:
        tracker correct 41 --percent 60 -m "Read from the wrong line"
        tracker correct 41 --on 2026-02-10 -m "It was the Tuesday after"
    """
    given = {
        name.replace("_", "-"): value for name, value in parts.items() if value not in (None, ())
    }
    for name in _DATES_DUE + _DATES_PAST:
        if name in given:
            given[name] = session.day(given[name], forward=name in _DATES_DUE)
    if "direction" in given:
        given["direction"] = Direction(given["direction"])
    day = session.day(on)
    if not given and day is None and ref is None:
        raise UsageError("Say what was wrong: give the right value, --on DATE or --ref REF.")
    session.record(
        lambda tracker: tracker.correct(entry, reason=why, given=given, on=day, ref=ref),
        dry_run=dry_run,
    )


@click.command("take-back")
@click.argument("entry", type=Entry())
@click.option("--whole", is_flag=True, help="All that its command recorded, as a whole import.")
@reasoned("Why it was never true.")
@rehearsed
@pass_session
def take_back(session: Session, entry: int, *, whole: bool, why: str, dry_run: bool) -> None:
    """Take back an entry that was never true, visibly.

    Taking a correction back restores what stood before it.

    \b
    Example:
        tracker take-back 41 -m "Recorded against the wrong service"
    """
    session.record(
        lambda tracker: tracker.take_back(entry, reason=why, whole=whole), dry_run=dry_run
    )


@click.command()
@reasoned("Why it was never true.")
@rehearsed
@pass_session
def undo(session: Session, *, why: str, dry_run: bool) -> None:
    """Take back what your own last command recorded, visibly.

    The whole of it, as take-back --whole does. What others have recorded since stays. Undone
    twice, it stands again.

    \b
    Example:
        tracker undo -m "Typed in the wrong line"
    """
    session.record(lambda tracker: tracker.undo(reason=why), dry_run=dry_run)


@click.command()
@click.argument("entry", type=Entry())
@click.option("--reason", type=Choice(ErasureReason), help="Why; the text would name it again.")
@click.option("--confirm", is_flag=True, help="Destroy what somebody else asked to be erased.")
@click.option("--copies", is_flag=True, help="Only say where copies of the texts may lie.")
@click.option("--yes", is_flag=True, help="Ask no question before destroying.")
@rehearsed
@pass_session
def erase(
    session: Session,
    entry: int,
    *,
    reason: ErasureReason | None,
    confirm: bool,
    copies: bool,
    yes: bool,
    dry_run: bool,
) -> None:
    """Erase texts that name a child, by two people.

    Asked for with --reason, the texts of an entry and of its corrections are hidden everywhere at
    once; when somebody else says --confirm they are gone for good. That something was said, when
    and by whom stays, and the record still proves itself. Copies made before (exports, backups,
    printed papers) are not reached; where they may lie is said then, or when asked with --copies.

    \b
    Examples:
        tracker --by "A Manager" erase 41 --reason names-a-child
        tracker --by "A Chair" erase 41 --confirm
    """
    if copies and not (confirm or reason is not None):
        _say_where(session, entry)
        return
    if copies or confirm == (reason is not None):
        raise UsageError("Ask with --reason, or confirm with --confirm what somebody else asked.")
    if reason is not None:
        session.record(lambda tracker: tracker.ask_erasure(entry, reason), dry_run=dry_run)
        return
    session.record(
        lambda tracker: _confirmed(tracker, entry, sure=yes or dry_run),
        dry_run=dry_run,
        then=lambda: _say_where(session, entry),
    )


def _say_where(session: Session, entry: int) -> None:
    """Print where copies of the texts of an entry may lie."""
    for line in _where(session.tracker().copies(entry)):
        click.echo(one_line(line))


def _where(copies: Copies) -> Iterator[str]:
    yield "Copies that erasing does not reach; look for each, and destroy it:"
    for made in copies.exports:
        if isinstance(made.event, ExportMade):
            of = made.event.inspection or "the whole ledger"
            yield (
                f"- {made.event.file}, exported as #{made.position} on {day(made.effective_on)} "
                f"({of}); its SHA-256 is {made.event.sha256}"
            )
    if not copies.exports:
        yield "- exports: none of those recorded holds it"
    upto = "on" if copies.last is None else f"to #{copies.last}"
    yield (
        f"- backups: each from #{copies.first} {upto}; the .head file beside a backup says which "
        "it is, and holds no text"
    )
    beside = "look beside backups and exports"
    if not copies.on_server:
        beside = f"{', '.join(copies.parts) or 'none beside the ledger'}; {beside} too"
    yield f"- files .tracker-*.part that a stopped backup, restore or export left: {beside}"
    if copies.on_server:
        yield from _ON_SERVER
    yield (
        "- what no program can know of: the paper or file it was taken from, answers printed or "
        "sent on, minutes, mails, screens, what a shell remembers of commands typed"
    )


def _confirmed(tracker: Tracker, entry: int, *, sure: bool) -> Receipt:
    """Confirm an erasure; ask first, but not about one that is refused or that is done already."""
    if not sure:
        rehearsing = tracker.acting_as(tracker.acting._replace(dry_run=True))
        rehearsed = rehearsing.confirm_erasure(entry)
        if rehearsed.entries and not rehearsed.repeated:
            _sure(entry)
    return tracker.confirm_erasure(entry)


def _sure(entry: int) -> None:
    """Ask once more, on a terminal. Raises UsageError elsewhere."""
    if not sys.stdin.isatty():
        raise UsageError("Nobody can be asked here whether to destroy the texts: give --yes.")
    click.confirm(f"Destroy the texts of #{entry} for good", abort=True, err=True)
