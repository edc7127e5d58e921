"""Show entries as colleagues record them."""

from __future__ import annotations

import json
import sys
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING

import click

from tracker.cli.options import pass_session
from tracker.domain.effective_dates import EffectiveDates
from tracker.domain.errors import NotFoundError, RefusedError
from tracker.presentation.heading import in_london
from tracker.presentation.receipt import sentence
from tracker.presentation.sheet import one_line
from tracker.queries.history import history_entries

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.domain.bitemporal import Entry
    from tracker.queries.plan import Plan

A_WHILE = 30.0
"""Seconds after which the ledger is asked anyway, should no word of something new have come."""


AGAIN = 2.0
"""Seconds after which a ledger that could not be reached is asked again."""


@click.command()
@click.option(
    "--since", metavar="POSITION", type=click.IntRange(min=0), help="Start after this entry."
)
@click.option("--seconds", type=click.FloatRange(min=0), help="Stop after this many seconds.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@pass_session
def watch(session: Session, *, since: int | None, seconds: float | None, as_json: bool) -> None:
    """Show entries as colleagues record them.

    It begins with what is recorded from now on, or after a position, and misses nothing: after a
    lost connection it continues where it was. Ctrl-C ends it.

    \b
    Examples:
        tracker watch
        tracker watch --since 1204 --json
    """
    head = session.tracker().record.head().position
    if since is not None and since > head:
        raise NotFoundError(f"There is no entry #{since} in this ledger; the last is #{head}.")
    seen = head if since is None else since
    click.echo(one_line(f"Watching from #{seen} on; Ctrl-C ends it."), err=True)
    until = None if seconds is None else monotonic() + seconds
    try:
        while True:
            seen = _told(session, seen, as_json=as_json)
            left = A_WHILE if until is None else min(until - monotonic(), A_WHILE)
            if left <= 0:
                return
            _wait(session, left)
    except KeyboardInterrupt:
        return


def _told(session: Session, seen: int, *, as_json: bool) -> int:
    """Print what was recorded after a position, and return the last."""
    tracker = session.tracker()
    moment = tracker.moment()._replace(as_of=date.max)
    if moment.position <= seen:
        return seen
    plan = tracker.folded_plan(moment)
    if as_json:
        rows = history_entries(plan, by_record=True)
        lines = [json.dumps(row, ensure_ascii=False) for row in rows if row["position"] > seen]
    else:
        today = tracker.folded_plan()
        entries = tracker.record.entries(after=seen, upto=moment.position)
        effects = EffectiveDates(today.streams)
        lines = [one_line(_line(today, entry, effects)) for entry in entries]
    for line in lines:
        click.echo(line)
    sys.stdout.flush()
    return moment.position


def _line(plan: Plan, entry: Entry, effects: EffectiveDates) -> str:
    who, when = plan.name(entry.actor), in_london(entry.recorded_at)
    return f"#{entry.position}  {when}  {who}: {sentence(plan, plan.name, entry, effects)}."


def _wait(session: Session, seconds: float) -> None:
    """Wait for something new; a ledger out of reach is waited for, then opened again."""
    try:
        session.tracker().record.wait(seconds)
    except RefusedError as lost:
        click.echo(one_line(f"{lost} Trying again."), err=True)
        session.close()
        until = monotonic() + seconds
        while monotonic() < until:
            try:
                session.tracker().record.head()
            except RefusedError:
                session.close()
                _pause(min(AGAIN, max(until - monotonic(), 0)))
            else:
                return


def _pause(seconds: float) -> None:
    from time import sleep

    sleep(seconds)
