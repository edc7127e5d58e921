"""Assign an action towards an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import changing, pass_session

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command()
@click.argument("ref")
@click.argument("what")
@click.option("--owner", required=True, help="Who answers for it: a person, a role or a body.")
@click.option("--due", required=True, metavar="DATE", help="The due date.")
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
