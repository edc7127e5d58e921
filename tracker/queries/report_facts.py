"""Published reports as their facts stand: one line each, or one whole with its sums done again."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from tracker.domain.errors import long_date
from tracker.domain.free_text import text_or_marker
from tracker.domain.inspection import Inspection
from tracker.domain.partial_dates import has_day, printed_text
from tracker.domain.report_checks import SUM, check_report, points_under
from tracker.domain.vocabulary import Kind, Status
from tracker.queries.item_row import iso

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.domain.events import RecommendationMade
    from tracker.domain.recommendation import Recommendation
    from tracker.queries.json_types.reports import (
        ReportFacts,
        ReportLineShape,
        ReportShape,
        StandardShape,
    )
    from tracker.queries.plan import Plan

MANY: Final = {
    Kind.RECOMMENDATION: "recommendations",
    Kind.AREA_FOR_IMPROVEMENT: "areas for improvement",
    Kind.AREA_REQUIRING_IMPROVEMENT: "areas requiring improvement",
    Kind.KEY_CONCERN: "key concerns",
    Kind.PRIORITY_ACTION: "priority actions",
}
"""What several items of a kind are called."""


def reports_json(plan: Plan) -> list[tuple[ReportLineShape, str]]:
    """Return every report in a line, the oldest first, each with when it was published."""
    _ = plan.items  # read once, for all of them
    return plan.resolve_texts(
        [(report_row(plan, report), published_json(report)) for report in plan.inspections.values()]
    )


def report_row(plan: Plan, report: Inspection) -> ReportLineShape:
    """Return one report in a line, with how many of its items are closed."""
    counts = _items(plan, report)
    return {
        **_facts(plan, report),
        "reissued_on": iso(report.reissued_on),
        "items": len(counts),
        "closed": sum(plan.status(item) is Status.CLOSED for item in counts),
    }


def report_json(plan: Plan, report: Inspection) -> ReportShape:
    """Return one report whole: its facts as printed, its items and its sums done again."""
    facts = report.facts.model_dump(mode="json")
    after = plan.settings.plan_deadline_days
    return {
        **_facts(plan, report),
        "reissued_on": iso(report.reissued_on),
        "inspectorate": facts["inspectorate"],
        "kind": facts["kind"],
        "fieldwork": facts["fieldwork"],
        "standards": _standards(report),
        "case_figures": facts["case_figures"],
        "samples": facts["samples"],
        "items": [
            {
                "ref": item.ref,
                "number": item.number,
                "kind": item.kind.value,
                "standard": item.standard,
                "addressee": text_or_marker(item.addressee),
                "text": str(item.text),
            }
            for item in _items(plan, report)
        ],
        "warnings": facts["warnings"],
        "checks": [
            {
                "what": check.what,
                "printed": check.printed,
                "reckoned": check.reckoned,
                "agrees": check.agrees,
            }
            for check in check_report(report)
        ],
        "action_plan_due": (report.published_on + timedelta(days=after)).isoformat(),
        "action_plan_due_basis": (
            f"{after} days after {_from(report)}; "
            "not printed in the report; a setting (plan-deadline-days)"
        ),
    }


def published_json(report: Inspection) -> str:
    """Return when a report was published, as it prints it, and since when its re-issue stands.

    A day only stated is marked so.
    """
    printed = report.facts.published
    words = [] if printed.iso is None else [printed_text(printed.iso)]
    if printed.text is not None:
        words = [str(printed.text)]
    if printed.stated is not None:
        words.append(f"{long_date(printed.stated)} (stated, not printed)")
    if report.reissued_on is not None:
        words.append(f"re-issued {long_date(report.reissued_on)}")
    return ", ".join(words)


def _from(report: Inspection) -> str:
    """The day the action plan's time runs from; where no day is known, the end of what is."""
    printed = report.facts.published
    if printed.iso is None or printed.stated is not None or has_day(printed.iso):
        return long_date(report.published_on)
    if report.reissued_on is not None:
        return long_date(report.published_on)
    return f"the end of {printed_text(printed.iso)}"


def contents_counts(report: Inspection, items: Sequence[RecommendationMade]) -> str:
    """Return what a report holds, counted, with its score beside the sum of its ratings."""
    return ", ".join(_counts(report, items)) or "no facts"


def _counts(report: Inspection, items: Sequence[RecommendationMade]) -> Iterator[str]:
    facts = report.facts
    kinds = Counter(item.kind for item in items)
    for kind in Kind:
        if kinds[kind]:
            to = {str(item.addressee) for item in items if item.kind is kind and item.addressee}
            addressed = f" to {_count(len(to), 'body', 'bodies')}" if to else ""
            yield _count(kinds[kind], kind, MANY[kind]) + addressed
    rated = sum(standard.rating is not None for standard in facts.standards)
    if rated:
        yield _count(rated, "rating")
    if facts.score is not None:
        yield f"{facts.score.points}/{facts.score.of}{_checks(report)}"
    asked = [question for standard in facts.standards for question in standard.questions]
    for many, what in (
        (asked, "key question"),
        (facts.case_figures, "case figure"),
        (facts.samples, "sample"),
    ):
        if many:
            yield _count(len(many), what)


def _checks(report: Inspection) -> str:
    for check in check_report(report):
        if check.what == SUM:
            if check.agrees:
                return " ✓"
            return f", where the ratings add up to {check.reckoned.replace(' of ', '/')}"
    return ""


def _count(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def _facts(plan: Plan, report: Inspection) -> ReportFacts:
    facts = report.facts
    score = facts.score
    return {
        "id": report.id,
        "service": plan.service_name(facts.service),
        "service_id": facts.service,
        "title": str(facts.title),
        "published": {"text": text_or_marker(facts.published.text), "iso": facts.published.iso},
        "published_stated": iso(facts.published.stated),
        "score": None if score is None else {"points": score.points, "of": score.of},
        "overall": text_or_marker(facts.overall),
    }


def _items(plan: Plan, report: Inspection) -> list[Recommendation]:
    """The items of a report as it stands: what its re-issue dropped is in the plan alone."""
    return [item for item in plan.of_report(report.id) if item.dropped_on is None]


def _standards(report: Inspection) -> list[StandardShape]:
    return [
        {
            "number": standard.number,
            "name": str(standard.name),
            "rating": text_or_marker(standard.rating),
            "points": points_under(report.facts, standard.number, standard.rating),
            "questions": [
                {"text": str(asked.text), "percent": asked.percent} for asked in standard.questions
            ],
        }
        for standard in report.facts.standards
    ]
