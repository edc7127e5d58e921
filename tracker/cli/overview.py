"""The first thing a person sees: what needs attention in this ledger, or how to start."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from tracker.cli.cells import counted
from tracker.cli.sheet import one_line
from tracker.domain.errors import NotFoundError, weekday_date
from tracker.domain.vocabulary import Rag, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.cli.session import Session
    from tracker.domain.recommendation import Recommendation
    from tracker.queries.json_types.board import LateShape
    from tracker.queries.plan import Plan

SHOWN = 3
"""How many of each kind are told before they are counted."""


def overview(session: Session) -> None:
    """Show what needs attention in this ledger, or how to start where there is none."""
    try:
        session.location()
    except NotFoundError:
        click.echo(
            "There is no ledger here yet.\n\n"
            "See what this is for, in a minute:  tracker tour\n"
            "Begin one for your service:         tracker init\n"
            "Every command:                      tracker --help"
        )
        return
    _attention(session)


def _attention(session: Session) -> None:
    from tracker.cli.reading_view import demonstration, heading_of, paged
    from tracker.queries.clock_doubts import doubt_remarks

    with session.stored_plan(session.moment(None, None)) as plan:
        services = ", ".join(known.name for known in plan.services.values())
        reports = counted(len(plan.inspections), "report")
        summary = f"{services}: {reports}, {counted(len(plan.items), 'item')}"
        heading = (
            *heading_of(plan),
            *doubt_remarks(plan.wrong_clock_ranges()),
            *demonstration(session),
            "",
        )
        lines = [f"{summary}", "Bring in a report:  tracker import REPORT"]
        if plan.items:
            lines = [summary, *_standing(plan), _next_board(plan)]
        summary, *lines = plan.resolve_texts(lines)
    for line in paged((*heading, one_line(summary))):
        click.echo(line)
    for line in lines:
        click.echo(f"\n{one_line(line[1:])}" if line.startswith("\n") else one_line(line))


def _standing(plan: Plan) -> Iterator[str]:
    """How the items are rated, and what waits; of a whole country each item is read once."""
    ratings: Counter[Rag] = Counter()
    answers: list[str] = []
    going_on: list[Recommendation] = []
    for item in plan.items.values():
        ratings[plan.rating(item).rag] += 1
        if plan.status(item) is Status.AWAITING_RESPONSE:
            answers.append(item.ref)
        if item.proposal is not None or any(x.is_open or x.asked for x in item.actions.values()):
            going_on.append(item)
    counts = (
        f"{ratings[rag]} {rag if rag is not Rag.NONE else 'not rated'}"
        for rag in (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.BLUE, Rag.NONE)
        if ratings[rag]
    )
    yield f"Rating of progress: {', '.join(counts)}"
    yield from _waiting(plan, going_on, answers)


def _waiting(plan: Plan, items: Sequence[Recommendation], answers: Sequence[str]) -> Iterator[str]:
    """The first few of what waits longest, each kind under the command that shows it whole."""
    from tracker.queries.attention import late_actions, pending_decisions

    overdue = [
        f"{row['ref']}  {_lateness(row)}  {row['owner']}: {row['what']}"
        for row in late_actions(plan, items)
    ]
    asked = [
        f"{row['ref']}  {row['decision']}, asked by {row['asked_by']}"
        for row in pending_decisions(plan, items)
    ]
    for count, what, command in (
        (overdue, "late", "tracker late"),
        (asked, "awaiting somebody's agreement", "tracker decisions"),
        (answers, "awaiting response", "tracker list --status awaiting-response"),
    ):
        if count:
            yield f"\n{len(count)} {what}:  {command}"
            yield from (f"  {line}" for line in count[:SHOWN])
            if len(count) > SHOWN:
                yield f"  … and {len(count) - SHOWN} more"


def _lateness(row: LateShape) -> str:
    first, agreed = row["days_late_first"], row["days_late"]
    if first == agreed:
        return f"{counted(first, 'day')} late"
    return f"{counted(first, 'day')} late (first date), {counted(agreed, 'day')} (agreed date)"


def _next_board(plan: Plan) -> str:
    ahead = [meeting for meeting in plan.meetings if meeting >= plan.moment.today]
    if not ahead:
        return "\nNo board is fixed:  tracker board add DATE"
    return f"\nNext board: {weekday_date(ahead[0])}"
