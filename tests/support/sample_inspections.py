"""Published inspections as tests need them: of no place, with the standards that matter."""

from __future__ import annotations

from tracker.domain.events import (
    Fieldwork,
    InspectionPublished,
    KeyQuestion,
    PrintedDate,
    Score,
    Source,
    Standard,
)
from tracker.domain.free_text import Erased
from tracker.domain.vocabulary import ServiceId


def report(
    *standards: Standard,
    score: Score | None = None,
    overall: str | Erased | None = None,
    title: str = "A report",
) -> InspectionPublished:
    """Return a publication with these standards."""
    return InspectionPublished(
        service=ServiceId("elmshire"),
        inspectorate="An inspectorate",
        title=title,
        kind="Inspection",
        published=PrintedDate(text="May 2023", iso="2023-05"),
        fieldwork=Fieldwork(),
        score=score,
        overall=overall,
        standards=standards,
        source=Source(report="A report", layout="made-up"),
    )


def rated(number: str, rating: str | Erased | None, *percentages: int | None) -> Standard:
    """Return a standard with its rating and the percentages of its key questions."""
    questions = tuple(KeyQuestion(text="Is it?", percent=percent) for percent in percentages)
    return Standard(number=number, name="A standard", rating=rating, questions=questions)
