"""An action's life: assigned, worked on, put off, handed on, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import changing, pass_session, reasoned, written
from tracker.domain.errors import UsageError

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command()
@click.argument("ref")
@click.argument("what")
@click.option("--owner", required=True, help="Who answers for it: a person, a role or a body.")
@click.option("--due", required=True, metavar="DATE", help="When it is to be done.")
@click.option("--with", "supporting", multiple=True, metavar="PARTY", help="Who helps; repeatable.")
@changing
@pass_session
def assign(
    session: Session,
    ref: str,
    what: str,
    *,
    owner: str,
    due: str,
    supporting: tuple[str, ...],
    on: str | None,
    dry_run: bool,
) -> None:
    """Assign an action towards an item.

    \b
    Example:
        tracker assign knowsley-2023/2 "Review every exclusion this term" \\
            --owner "Head of Education" --due "end of march"
    """
    day, last = session.day(on), session.due(due)
    session.record(
        lambda tracker: tracker.assign(
            ref, what, owner=owner, due=last, supporting=supporting, on=day
        ),
        dry_run=dry_run,
    )


@click.command()
@click.argument("ref")
@click.argument("note", required=False)
@click.option("-F", "from_file", metavar="FILE", help="The note from a file; - is standard input.")
@click.option("--percent", type=click.IntRange(0, 100), help="How much of the action is done.")
@changing
@pass_session
def log(
    session: Session,
    ref: str,
    *,
    note: str | None,
    from_file: str | None,
    percent: int | None,
    on: str | None,
    dry_run: bool,
) -> None:
    """Log a note on an item, or progress on an action.

    Write no child's name, initials, date of birth, school or case number.

    \b
    Example:
        tracker log knowsley-2023/2/1 "Letters sent to all nine schools" --percent 40 --on monday
    """
    text = written(note, from_file)
    if text is None:
        raise UsageError("A note is needed: in words after the reference, or with -F FILE.")
    day = session.day(on)
    session.record(lambda tracker: tracker.log(ref, text, percent=percent, on=day), dry_run=dry_run)


@click.command()
@click.argument("ref")
@reasoned("A note about it.", required=False)
@changing
@pass_session
def complete(session: Session, ref: str, *, why: str | None, on: str | None, dry_run: bool) -> None:
    """Report an action carried out.

    \b
    Example:
        tracker complete knowsley-2023/2/1 -m "All nine schools answered" --on yesterday
    """
    day = session.day(on)
    session.record(lambda tracker: tracker.complete(ref, note=why, on=day), dry_run=dry_run)


@click.command()
@click.argument("ref")
@reasoned()
@changing
@pass_session
def withdraw(session: Session, ref: str, *, why: str, on: str | None, dry_run: bool) -> None:
    """Say that an action is no longer to be carried out.

    \b
    Example:
        tracker withdraw knowsley-2023/2/1 -m "Overtaken by the new inclusion panel"
    """
    day = session.day(on)
    session.record(lambda tracker: tracker.withdraw(ref, why=why, on=day), dry_run=dry_run)


@click.command()
@click.argument("ref")
@reasoned()
@changing
@pass_session
def reopen(session: Session, ref: str, *, why: str, on: str | None, dry_run: bool) -> None:
    """Take up a closed item, or an ended action, again.

    \b
    Example:
        tracker reopen knowsley-2023/2 -m "Exclusions have risen again this term"
    """
    day = session.day(on)
    session.record(lambda tracker: tracker.reopen(ref, why=why, on=day), dry_run=dry_run)


@click.command()
@click.argument("ref", required=False)
@click.option("--owner", required=True, help="Who answers for it from now on.")
@click.option("--from", "old", metavar="PARTY", help="Every open action of this party, not one.")
@changing
@pass_session
def reown(
    session: Session,
    ref: str | None,
    *,
    owner: str,
    old: str | None,
    on: str | None,
    dry_run: bool,
) -> None:
    """Let somebody else answer for an action.

    \b
    Examples:
        tracker reown knowsley-2023/2/1 --owner "Head of Inclusion"
        tracker reown --from "Head of Education" --owner "Head of Inclusion" --on "1 sep"
    """
    day = session.day(on, forward=True)
    if ref is not None and old is None:
        session.record(lambda tracker: tracker.reown(ref, owner=owner, on=day), dry_run=dry_run)
    elif old is not None and ref is None:
        session.record(
            lambda tracker: tracker.reown_all(old=old, owner=owner, on=day), dry_run=dry_run
        )
    else:
        raise UsageError("Name one action, or everybody's with --from PARTY; not both.")


@click.command()
@click.argument("ref")
@click.option("--to", required=True, metavar="DATE", help="The date asked for.")
@reasoned()
@changing
@pass_session
def redate(session: Session, ref: str, *, to: str, why: str, on: str | None, dry_run: bool) -> None:
    """Ask for another due date.

    Somebody else agrees or refuses it; the first date is never lost.

    \b
    Example:
        tracker redate knowsley-2023/2/1 --to "end of june" -m "Two schools answer after Easter"
    """
    day, wanted = session.day(on), session.due(to)
    session.record(
        lambda tracker: tracker.redate(ref, to=wanted, reason=why, on=day), dry_run=dry_run
    )
