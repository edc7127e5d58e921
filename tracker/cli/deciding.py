"""Answers, decisions, claims and judgements: what the service, the chair and the inspector say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import Choice, changing, pass_session, reasoned
from tracker.domain.vocabulary import ClosedAs, Progress, Response

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


@click.command()
@click.argument("refs", metavar="REF...", nargs=-1, required=True)
@changing
@pass_session
def agree(session: Session, refs: tuple[str, ...], *, on: str | None, dry_run: bool) -> None:
    """Agree a closure, or another date, that somebody else asked for.

    A reference of an item agrees its closure, one of an action its other date.

    \b
    Examples:
        tracker agree knowsley-2023/2/1
        tracker --by Clerk --for Chair --minute "7 of 12 March" agree knowsley-2023/2
    """
    day = session.day(on)
    session.record(lambda tracker: tracker.agree(refs, on=day), dry_run=dry_run)


@click.command()
@click.argument("ref")
@reasoned()
@changing
@pass_session
def refuse(session: Session, ref: str, *, why: str, on: str | None, dry_run: bool) -> None:
    """Refuse a closure, or another date, that somebody else asked for.

    \b
    Example:
        tracker refuse knowsley-2023/2/1 -m "The board wants it before the summer"
    """
    day = session.day(on)
    session.record(lambda tracker: tracker.refuse(ref, why=why, on=day), dry_run=dry_run)


@click.command()
@click.argument("ref")
@click.argument("closed_as", type=Choice(ClosedAs))
@reasoned()
@changing
@pass_session
def propose(
    session: Session, ref: str, closed_as: ClosedAs, *, why: str, on: str | None, dry_run: bool
) -> None:
    """Propose to close an item.

    Somebody else agrees or refuses it. Implemented is refused while an action is open.

    \b
    Example:
        tracker propose knowsley-2023/1 implemented -m "Education attends at director level"
    """
    day = session.day(on)
    session.record(
        lambda tracker: tracker.propose(ref, closed_as, why=why, on=day), dry_run=dry_run
    )


@click.command()
@click.argument("ref")
@click.argument("progress", type=Choice(Progress))
@reasoned()
@changing
@pass_session
def claim(
    session: Session, ref: str, progress: Progress, *, why: str, on: str | None, dry_run: bool
) -> None:
    """Say how far the service itself thinks it has come.

    \b
    Example:
        tracker claim knowsley-2023/2 good -m "Exclusions are down by a third"
    """
    day = session.day(on)
    session.record(lambda tracker: tracker.claim(ref, progress, why=why, on=day), dry_run=dry_run)


@click.command()
@click.argument("ref")
@click.argument("progress", type=Choice(Progress))
@reasoned()
@changing
@pass_session
def judge(
    session: Session, ref: str, progress: Progress, *, why: str, on: str | None, dry_run: bool
) -> None:
    """Say how far the inspector judges that the service has come.

    \b
    Example:
        tracker --by "An Inspector" judge knowsley-2023/2 reasonable -m "Down, from a high level"
    """
    day = session.day(on)
    session.record(lambda tracker: tracker.judge(ref, progress, why=why, on=day), dry_run=dry_run)
