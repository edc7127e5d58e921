"""Answer an item: agreed, partly agreed or not agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import Choice, changing, pass_session, reasoned
from tracker.domain.vocabulary import Response

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command()
@click.argument("refs", metavar="REF...", nargs=-1, required=True)
@click.argument("response", type=Choice(Response))
@click.option("--part", metavar="TEXT", help="Which part is agreed, where not all of it is.")
@reasoned("Why it is not agreed, or not all of it.", required=False)
@changing
@pass_session
def respond(
    session: Session,
    refs: tuple[str, ...],
    response: Response,
    *,
    part: str | None,
    why: str | None,
    on: str | None,
    dry_run: bool,
) -> None:
    """Answer an item: agreed, partly agreed or not agreed.

    \b
    Examples:
        tracker respond knowsley-2023/1 knowsley-2023/2 agreed
        tracker respond knowsley-2023/3 partly-agreed --part "For 16 and 17" -m "No funding at 18"
    """
    day = session.day(on)
    session.record(
        lambda tracker: tracker.respond(refs, response, part=part, why=why, on=day),
        dry_run=dry_run,
    )
