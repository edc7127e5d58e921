"""Reports as sheets: the list, and one report with everything it prints."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tracker.domain.partial_dates import printed_text
from tracker.domain.report_checks import check_report
from tracker.presentation.cells import facts, percentage, table
from tracker.presentation.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.domain.inspection import Inspection
    from tracker.queries.json_types.reports import (
        FieldworkShape,
        ReportLineShape,
        ReportShape,
        ScoreShape,
    )

_sheet = partial(table, {"what": 70, "question": 70, "name": 40, "addressed to": 30})


def report_lines(lines: Sequence[tuple[ReportLineShape, str]]) -> Sheet:
    """Return the list of reports, each with when it was published as it prints it."""
    rows = [
        (
            line["id"],
            line["service"],
            line["title"],
            on,
            line["overall"] or "",
            _score(line["score"]),
            str(line["items"]),
            str(line["closed"]),
        )
        for line, on in lines
    ]
    columns = ("id", "service", "title", "published", "overall", "score", "items", "closed")
    return Sheet(columns, rows, widths={"title": 40, "service": 30})


def report_sheets(report: ReportShape, published_words: str) -> list[Sheet]:
    """Return the sheets of a report; what it does not print has none."""
    sheets = [
        facts(
            (
                (report["id"], report["title"]),
                ("service", report["service"]),
                ("inspectorate", report["inspectorate"]),
                ("kind", report["kind"]),
                ("published", published_words),
                ("fieldwork", _fieldwork(report["fieldwork"])),
                ("overall", report["overall"]),
                ("score", _score(report["score"]) or None),
                ("action plan due", _due(report)),
            )
        ),
        _sheet(
            "Standards",
            ("number", "name", "rating", "points"),
            (
                (
                    standard["number"] or "",
                    standard["name"],
                    standard["rating"] or "",
                    _number(standard["points"]),
                )
                for standard in report["standards"]
            ),
        ),
        _sheet(
            "Key questions",
            ("standard", "question", "yes"),
            (
                (
                    standard["number"] or standard["name"],
                    asked["text"],
                    percentage(asked["percent"]),
                )
                for standard in report["standards"]
                for asked in standard["questions"]
            ),
        ),
        _sheet(
            "Case figures",
            ("paragraph", "good enough", "of", "what"),
            (
                (
                    case_figure["paragraph"] or "",
                    str(case_figure["sufficient"]),
                    str(case_figure["of"]),
                    case_figure["text"],
                )
                for case_figure in report["case_figures"]
            ),
        ),
        _sheet(
            "Samples",
            ("cases", "what"),
            ((str(sample["cases"]), sample["text"]) for sample in report["samples"]),
        ),
        _sheet(
            "Items",
            ("item", "kind", "addressed to", "what"),
            (
                (item["ref"], item["kind"], item["addressee"] or "", item["text"])
                for item in report["items"]
            ),
        ),
    ]
    return [sheet for sheet in sheets if sheet.rows]


def oddities(report: Inspection, *, agreeing: bool = True) -> list[str]:
    """Return every sum done again and every warning, a sentence each.

    Sums that agree are left out where `agreeing` is not asked for; those that a warning has said
    already are not said twice.
    """
    warned = "\n".join(map(str, report.facts.warnings))
    checks = [
        check
        for check in check_report(report)
        if (agreeing if check.agrees else check.sentence not in warned)
    ]
    return [
        *(check.sentence[:1].upper() + check.sentence[1:] for check in checks),
        *(f"Warning: {warning}" for warning in report.facts.warnings),
    ]


def _fieldwork(was: FieldworkShape) -> str | None:
    start, end = (None if iso is None else printed_text(iso) for iso in (was["start"], was["end"]))
    if start is None:
        return None if end is None else f"until {end}"
    return f"from {start}" if end is None else f"{start} to {end}"


def _due(report: ReportShape) -> str:
    return f"{printed_text(report['action_plan_due'])} ({report['action_plan_due_basis']})"


def _score(score: ScoreShape | None) -> str:
    return "" if score is None else f"{score['points']} of {score['of']}"


def _number(number: int | None) -> str:
    return "" if number is None else str(number)
