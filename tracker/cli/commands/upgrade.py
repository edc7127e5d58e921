"""Upgrade a ledger from an older version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import pass_session
from tracker.presentation.sheet import one_line

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command()
@pass_session
def upgrade(session: Session) -> None:
    """Upgrade a ledger from an older version.

    No other command changes how a ledger is laid out. What is recorded, and its head, stay as they
    are. Take a backup first.

    \b
    Example:
        tracker upgrade
    """
    from tracker.ledger.upgrade import upgrade as upgraded

    location = session.location()
    before = upgraded(location)
    if before:
        click.echo(
            one_line(f"Upgraded {location} from form {before[0]} to the form of this version.")
        )
    else:
        click.echo(one_line(f"Nothing to do: {location} is up to date."))
