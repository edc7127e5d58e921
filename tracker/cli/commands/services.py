"""Show, compare, rename and merge services."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.commands.services_compare import services_compare
from tracker.cli.default_list import DefaultListGroup, show_list
from tracker.cli.options import changing, pass_session, reading
from tracker.cli.reading_view import ReadingView
from tracker.presentation.directory_tables import services_table
from tracker.queries.directory import services_json
from tracker.queries.item_row import moment_json

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.queries.json_types.reports import (
        ServicesShape,
    )


@click.group(cls=DefaultListGroup)
def services() -> None:
    """Show, compare, rename and merge services.

    \b
    Examples:
        tracker services
        tracker services compare --suppress-below 5
        tracker services rename knowsley "Knowsley Youth Justice Partnership"
    """


services.add_command(services_compare)


@services.command("list")
@reading
def list_services(view: ReadingView) -> None:
    """List the services, with their names over time and their reports.

    \b
    Example:
        tracker services list --json
    """
    with view.stored_plan() as plan:
        services = services_json(plan)
        answer: ServicesShape = {**moment_json(plan), "services": services}
        quiet = view.nothing_recorded_yet(plan)
    show_list(
        view,
        plan,
        services_table(answer["services"]),
        answer=answer,
        records="services",
        quiet=quiet,
    )


@services.command("rename")
@click.argument("service")
@click.argument("to", metavar="NEW-NAME")
@changing
@pass_session
def rename_service(
    session: Session, service: str, to: str, *, on: str | None, dry_run: bool
) -> None:
    """Rename a service; what was recorded stays where it was.

    \b
    Example:
        tracker services rename knowsley "Knowsley Youth Justice Partnership" --on 2026-04-01
    """
    since = session.day(on)
    session.record(lambda tracker: tracker.rename_service(service, to, on=since), dry_run=dry_run)


@services.command("merge")
@click.argument("service")
@click.option("--into", required=True, metavar="SERVICE", help="The service it merges into.")
@changing
@pass_session
def merge_service(
    session: Session, service: str, *, into: str, on: str | None, dry_run: bool
) -> None:
    """Merge a service into another; what was recorded stays where it was.

    \b
    Example:
        tracker services merge knowsley --into liverpool --on 2026-04-01
    """
    since = session.day(on)
    session.record(lambda tracker: tracker.merge_service(service, into, on=since), dry_run=dry_run)
