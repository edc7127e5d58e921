"""The sums of a report as it was read, done again: what does not agree is told, with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.domain.inspection import Inspection
from tracker.domain.report_checks import check_report
from tracker.domain.vocabulary import InspectionId
from tracker.intake.facts_file import propose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tracker.intake.pages import Line


def score_warnings(
    facts: Mapping[str, Any], line_of: Callable[[tuple[str | int, ...]], Line | None]
) -> Iterator[str]:
    """Yield a warning for each sum that does not agree, with the line that a field is on.

    Raises FactsError for odd facts.
    """
    proposal = propose(facts, "report").provisional()
    on, published, _ = proposal.events()
    for check in check_report(Inspection(InspectionId(proposal.id), published, on, position=1)):
        if not check.agrees:
            line = line_of(check.field) or line_of(("score",))
            yield check.sentence if line is None else f"{line.where}: {check.sentence}"
