"""Reassign an action to another owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import changing, pass_session
from tracker.domain.errors import UsageError

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command()
@click.argument("ref", required=False)
@click.option("--owner", required=True, help="Who answers for it from now on.")
@click.option("--from", "old", metavar="PARTY", help="Reassign all open actions of this party.")
@changing
@pass_session
def reassign(
    session: Session,
    ref: str | None,
    *,
    owner: str,
    old: str | None,
    on: str | None,
    dry_run: bool,
) -> None:
    """Reassign an action to another owner.

    \b
    Examples:
        tracker reassign knowsley-2023/2/1 --owner "Head of Inclusion"
        tracker reassign --from "Head of Education" --owner "Head of Inclusion" --on "1 sep"
    """
    day = session.day(on, forward=True)
    if ref is not None and old is None:
        session.record(lambda tracker: tracker.reassign(ref, owner=owner, on=day), dry_run=dry_run)
    elif old is not None and ref is None:
        session.record(
            lambda tracker: tracker.reassign_all(old=old, owner=owner, on=day), dry_run=dry_run
        )
    else:
        raise UsageError("Name one action, or everybody's with --from PARTY; not both.")
