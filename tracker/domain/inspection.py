"""One inspection as its report was published, or issued again, on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from tracker.domain.bitemporal import effective_up_to
from tracker.domain.lazy_import import lazy_import
from tracker.domain.vocabulary import InspectionId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.domain import events as e
    from tracker.domain.bitemporal import Entry
    from tracker.domain.events import ReportPrinted
else:
    e = lazy_import("tracker.domain.events")


INSPECTION: Final = "inspection:"
"""The name of an inspection's stream, before its id."""


class Inspection(NamedTuple):
    """A published report: its facts as printed, and the entry that holds them.

    `published_on` is the day it was first published. From `reissued_on` on, the facts are those of
    its last re-issue.
    """

    id: InspectionId
    facts: ReportPrinted
    published_on: date
    position: int
    reissued_on: date | None = None


def fold_inspection(entries: Sequence[Entry], as_of: date) -> Inspection | None:
    """Return an inspection from the entries of its stream, as published up to the end of a day.

    Entries must come in order of position. None if it is not published by that day; a re-issue
    without a publication does not count.
    """
    report: Inspection | None = None
    for stands in effective_up_to(entries, as_of):
        if isinstance(stands.event, e.InspectionReissued) and report is not None:
            report = report._replace(
                facts=stands.event,
                position=stands.position,
                reissued_on=stands.effective_on,
            )
        if isinstance(stands.event, e.InspectionPublished):
            report = Inspection(
                id=InspectionId(stands.entry.stream.removeprefix(INSPECTION)),
                facts=stands.event,
                published_on=stands.effective_on,
                position=stands.position,
            )
    return report
