"""The sums of a report as it was read, done again: what does not agree is told, with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.inspection import Inspection
from tracker.domain.report_checks import check_report
from tracker.domain.vocabulary import InspectionId
from tracker.intake.facts_file import propose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.intake.readers import ReportReading


def score_warnings(reading: ReportReading) -> Iterator[str]:
    """Yield a warning for each sum that does not agree. Raises FactsError for odd facts."""
    proposal = propose(reading.facts, "report").provisional()
    on, published, _ = proposal.events()
    for check in check_report(Inspection(InspectionId(proposal.id), published, on, position=1)):
        if not check.agrees:
            line = reading.line(check.field) or reading.line(("score",))
            yield check.sentence if line is None else f"{line.where}: {check.sentence}"
