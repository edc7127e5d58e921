"""Record who was given the head, and keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import pass_session, reasoned, rehearsed
from tracker.domain.head_text import grouped_digits

if TYPE_CHECKING:
    from tracker.application.tracker import Receipt, Tracker
    from tracker.cli.session import Session


@click.command()
@click.option("--to", required=True, metavar="WHOM", help="Who was given it: a person, minutes.")
@click.option("--known-at", metavar="WHEN", help="The head as of a day, instant or position.")
@reasoned("A note on it.", required=False)
@click.option("--on", metavar="DATE", help="The day it was given: today unless said.")
@rehearsed
@pass_session
def anchor(
    session: Session,
    *,
    to: str,
    known_at: str | None,
    why: str | None,
    on: str | None,
    dry_run: bool,
) -> None:
    """Record who was given the head, and keep it.

    Anyone may. Give the head to someone who keeps it elsewhere: the board's minutes, an inspector.
    If what was recorded up to it is rewritten later, their copy shows it.

    \b
    Examples:
        tracker anchor --to "Mary Jones, HMIP"
        tracker anchor --to "The minutes" -m "Item 9" --on board
    """
    day = session.day(on)
    position = None if known_at is None else session.moment(None, known_at).position
    given: list[str] = []

    def do(tracker: Tracker) -> Receipt:
        receipt = tracker.anchor(to, note=why, position=position, on=day)
        given.extend(_given(receipt))
        return receipt

    session.record(do, dry_run=dry_run)
    for line in given:
        click.echo(line)


def _given(receipt: Receipt) -> list[str]:
    from tracker.domain.events import HeadAnchored

    return [
        f"Give them this: head of #{entry.event.position}: {grouped_digits(entry.event.head)}"
        for entry in receipt.entries
        if isinstance(entry.event, HeadAnchored)
    ]
