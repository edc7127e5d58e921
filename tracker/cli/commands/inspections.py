"""List the inspection reports, with dates and ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import reading
from tracker.cli.reading_view import ReadingView
from tracker.presentation.report_tables import report_lines
from tracker.queries.item_row import moment_json
from tracker.queries.report_facts import reports_json

if TYPE_CHECKING:
    from tracker.queries.json_types.reports import ReportsShape


@click.command()
@click.option("--service", metavar="NAME", help="Only this service, by id or name.")
@reading
def inspections(view: ReadingView, service: str | None) -> None:
    """List the inspection reports, with dates and ratings.

    \b
    Examples:
        tracker inspections
        tracker inspections --service knowsley --json
    """
    with view.stored_plan() as plan:
        lines = reports_json(plan)
        quiet = view.nothing_recorded_yet(plan)
    if service is not None:
        asked = service.casefold()
        lines = [
            (line, on)
            for line, on in lines
            if asked in line["service_id"] or asked in line["service"].casefold()
        ]
    answer: ReportsShape = {**moment_json(plan), "inspections": [line for line, _ in lines]}
    nothing = [] if lines else ["No reports yet. To import one: tracker import REPORT"]
    view.show(
        plan,
        [report_lines(lines)],
        answer=answer,
        records="inspections",
        remarks=nothing if quiet is None else [quiet],
    )
