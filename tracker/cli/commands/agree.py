"""Agree a closure or a new date that another person asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import changing, pass_session

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command()
@click.argument("refs", metavar="REF...", nargs=-1, required=True)
@changing
@pass_session
def agree(session: Session, refs: tuple[str, ...], *, on: str | None, dry_run: bool) -> None:
    """Agree a closure or a new date that another person asked for.

    A reference of an item agrees its closure, one of an action its other date.

    \b
    Examples:
        tracker agree knowsley-2023/2/1
        tracker --by Clerk --for Chair --minute "7 of 12 March" agree knowsley-2023/2
    """
    day = session.day(on)
    session.record(lambda tracker: tracker.agree(refs, on=day), dry_run=dry_run)
