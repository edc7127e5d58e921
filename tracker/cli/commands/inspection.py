"""Show one inspection report, with its arithmetic checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import reading_facts
from tracker.cli.reading_view import ReadingView
from tracker.domain.errors import NotFoundError, long_date
from tracker.presentation.import_review import as_toml
from tracker.presentation.report_tables import oddities, report_sheets
from tracker.queries.item_row import moment_json
from tracker.queries.report_facts import published_json, report_json
from tracker.queries.resolve_reference import resolve_inspection_id

if TYPE_CHECKING:
    from tracker.domain.inspection import Inspection
    from tracker.queries.json_types.reports import InspectionShape
    from tracker.queries.plan import Plan


@click.command()
@click.argument("typed", metavar="ID")
@reading_facts
def inspection(view: ReadingView, typed: str) -> None:
    """Show one inspection report, with its arithmetic checked.

    --format toml prints it as the facts file that it can be imported from.

    \b
    Examples:
        tracker inspection knowsley-2023
        tracker inspection know --json
        tracker inspection know --format toml
    """
    plan = view.folded_plan()
    nothing = view.nothing_recorded_yet(plan)
    answer: dict[str, object] = {**moment_json(plan)}
    report = None
    if nothing is None:
        known = resolve_inspection_id(plan, typed)
        report = plan.report_on(known, plan.as_of)
        nothing = f"{known} was not published by {long_date(plan.as_of)}."
        answer["id"] = known
    if view.form == "toml":
        click.echo(_facts_file(plan, report, nothing).encode(), nl=False)
    elif report is None:
        view.show(plan, [], answer=answer, remarks=[nothing])
    else:
        whole: InspectionShape = {**moment_json(plan), **report_json(plan, report)}
        sheets = report_sheets(whole, published_json(report))
        view.show(plan, sheets, answer=whole, remarks=oddities(report))


def _facts_file(plan: Plan, report: Inspection | None, nothing: str) -> str:
    """Return a report as a facts file. Raises NotFoundError if there is none on that day."""
    from tracker.application.recorded_reports import recorded_report
    from tracker.intake.facts_file import write_facts

    recorded = None if report is None else recorded_report(plan, report.id)
    if recorded is None:
        raise NotFoundError(nothing)
    return as_toml(write_facts(recorded))
