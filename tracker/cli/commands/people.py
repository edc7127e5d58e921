"""Show people and organisations, and change their roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.default_list import DefaultListGroup, show_list
from tracker.cli.options import Choice, changing, pass_session, reading, rehearsed
from tracker.cli.reading_view import ReadingView
from tracker.domain.errors import UsageError
from tracker.domain.vocabulary import PartyKind, Role
from tracker.presentation.directory_tables import people_table
from tracker.queries.directory import people_json
from tracker.queries.item_row import moment_json

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.queries.json_types.reports import (
        PeopleShape,
    )


@click.group(cls=DefaultListGroup)
def people() -> None:
    """Show people and organisations, and change their roles.

    \b
    Examples:
        tracker people
        tracker people add "Merseyside Police" --kind body
        tracker people login "Dana Okafor" dana
    """


@people.command("list")
@reading
def list_people(view: ReadingView) -> None:
    """List people and organisations, with their roles and logins on the day.

    \b
    Example:
        tracker people list --as-of 2026-03-31
    """
    with view.stored_plan() as plan:
        people = people_json(plan)
        answer: PeopleShape = {**moment_json(plan), "people": people}
        quiet = view.nothing_recorded_yet(plan)
    show_list(
        view,
        plan,
        people_table(answer["people"]),
        answer=answer,
        records="people",
        quiet=quiet,
    )


@people.command("add")
@click.argument("name")
@click.option("--kind", type=Choice(PartyKind), default="person", help="Who it is: a person.")
@click.option("--role", type=Choice(Role), help="The role the person holds from the day on.")
@changing
@pass_session
def add_party(
    session: Session,
    name: str,
    *,
    kind: PartyKind,
    role: Role | None,
    on: str | None,
    dry_run: bool,
) -> None:
    """Add a person, a role or an organisation.

    \b
    Examples:
        tracker people add "Ines Palmer" --role clerk
        tracker people add "Merseyside Police" --kind body
    """
    if role is not None and kind is not PartyKind.PERSON:
        raise UsageError(f"Only a person is {role}; this is a {kind}.")
    since = session.day(on)
    session.record(
        lambda tracker: tracker.add_party(name, kind, role=role, on=since), dry_run=dry_run
    )


@people.command("rename")
@click.argument("name")
@click.argument("to", metavar="NEW-NAME")
@changing
@pass_session
def rename_party(session: Session, name: str, to: str, *, on: str | None, dry_run: bool) -> None:
    """Rename a person, a role or an organisation.

    \b
    Example:
        tracker people rename "Head of Education" "Head of Inclusion"
    """
    since = session.day(on)
    session.record(lambda tracker: tracker.rename_party(name, to, on=since), dry_run=dry_run)


@people.command("role")
@click.argument("name")
@click.argument("role", type=Choice(Role))
@click.option("--until", metavar="DATE", help="The last day of the role; no end unless given.")
@click.option("--end", is_flag=True, help="End the role from this day.")
@changing
@pass_session
def take_role(
    session: Session,
    name: str,
    role: Role,
    *,
    until: str | None,
    end: bool,
    on: str | None,
    dry_run: bool,
) -> None:
    """Give a person a role, or end one.

    \b
    Examples:
        tracker people role "Ines Palmer" vice-chair --until "end of march"
        tracker people role "Ines Palmer" clerk --end
    """
    if end and until is not None:
        raise UsageError(
            "Give --until DATE for a role that is taken, or --end for one that is over."
        )
    since, last = session.day(on), session.day(until, forward=True)
    if end:
        session.record(lambda tracker: tracker.end_role(name, role, on=since), dry_run=dry_run)
    else:
        session.record(
            lambda tracker: tracker.take_role(name, role, until=last, on=since), dry_run=dry_run
        )


@people.command("login")
@click.argument("name")
@click.argument("login", required=False)
@rehearsed
@pass_session
def bind_login(session: Session, name: str, login: str | None, *, dry_run: bool) -> None:
    """Link a login on a server to a person; without a login, unlink it.

    On a server the login is who acts. In a file it is only noted, until the ledger is copied to a
    server.

    \b
    Examples:
        tracker people login "Dana Okafor" dana
        tracker people login "Dana Okafor"
    """
    session.record(lambda tracker: tracker.bind_login(name, login), dry_run=dry_run)
