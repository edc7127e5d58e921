"""The first thing a person sees: what needs attention in this ledger, or how to start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.domain.errors import NotFoundError, weekday_date
from tracker.domain.vocabulary import Rag
from tracker.presentation.cells import counted
from tracker.presentation.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.cli.session import Session
    from tracker.queries.attention import Overview
    from tracker.queries.json_types.board import LateShape

SHOWN = 3
"""How many of each kind are listed before they are counted."""


def overview(session: Session) -> None:
    """Show what needs attention in this ledger, or how to start if there is none."""
    try:
        session.location()
    except NotFoundError:
        click.echo(
            "There is no ledger here yet.\n\n"
            "See what this is for, in a minute:  tracker tour\n"
            "Start one for your service:         tracker init\n"
            "Every command:                      tracker --help"
        )
        return
    _attention(session)


def _attention(session: Session) -> None:
    from tracker.cli.reading_view import demonstration, paged
    from tracker.presentation.heading import heading_of
    from tracker.queries.attention import overview as attention
    from tracker.queries.clock_doubts import doubt_remarks

    with session.stored_plan(session.moment(None, None)) as plan:
        needs = attention(plan)
        heading = (
            *heading_of(plan),
            *doubt_remarks(plan.wrong_clock_ranges()),
            *demonstration(session),
            "",
        )
    services, items = ", ".join(needs.services), counted(needs.items, "item")
    summary = f"{services}: {counted(needs.reports, 'report')}, {items}"
    lines = ["Import a report:  tracker import REPORT"]
    if needs.items:
        lines = [_ratings(needs), *_waiting(needs), _next_board(needs)]
    for line in paged((*heading, one_line(summary))):
        click.echo(line)
    for line in lines:
        click.echo(f"\n{one_line(line[1:])}" if line.startswith("\n") else one_line(line))


def _ratings(needs: Overview) -> str:
    counts = (
        f"{needs.ratings[rag]} {rag if rag is not Rag.NONE else 'not rated'}"
        for rag in (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.BLUE, Rag.NONE)
        if needs.ratings[rag]
    )
    return f"Rating of progress: {', '.join(counts)}"


def _waiting(needs: Overview) -> Iterator[str]:
    """Yield the first few of what waits longest, each kind under the command that lists it all."""
    late = [f"{row['ref']}  {_lateness(row)}  {row['owner']}: {row['what']}" for row in needs.late]
    asked = [
        f"{row['ref']}  {row['decision']}, asked by {row['asked_by']}" for row in needs.decisions
    ]
    for rows, what, command in (
        (late, "late", "tracker late"),
        (asked, "needing a decision", "tracker decisions"),
        (
            needs.awaiting_response,
            "awaiting response",
            "tracker list --status awaiting-response",
        ),
    ):
        if rows:
            yield f"\n{len(rows)} {what}:  {command}"
            yield from (f"  {line}" for line in rows[:SHOWN])
            if len(rows) > SHOWN:
                yield f"  … and {len(rows) - SHOWN} more"


def _lateness(row: LateShape) -> str:
    first, agreed = row["days_late_first"], row["days_late"]
    if first == agreed:
        return f"{counted(first, 'day')} late"
    return f"{counted(first, 'day')} late (first date), {counted(agreed, 'day')} (agreed date)"


def _next_board(needs: Overview) -> str:
    if needs.next_board is None:
        return "\nNo board meeting is booked:  tracker board add DATE"
    return f"\nNext board: {weekday_date(needs.next_board)}"
