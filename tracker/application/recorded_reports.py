"""Reports as they are recorded, in the form they were proposed in, on any day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from tracker.domain.bitemporal import effective_entries
from tracker.domain.events import InspectionReissued, RecommendationMade, ReportPrinted
from tracker.domain.inspection import INSPECTION, Inspection, fold_inspection
from tracker.domain.item_history import fold_item
from tracker.domain.lazy_import import lazy_import
from tracker.domain.recommendation import ITEM
from tracker.domain.services import SERVICE, fold_service
from tracker.domain.vocabulary import InspectionId

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.domain.bitemporal import Entry
    from tracker.domain.recommendation import Recommendation
    from tracker.domain.vocabulary import ServiceId
    from tracker.intake import recorded_facts as proposals
    from tracker.intake.proposal import Proposal
    from tracker.intake.recorded_facts import Tables
    from tracker.queries.plan import Plan
else:
    proposals = lazy_import("tracker.intake.recorded_facts")


class Streams(Protocol):
    """A source of a ledger's entries, stream by stream."""

    def stream(self, name: str, /) -> Sequence[Entry]:
        """Return the entries of a stream, in order of position; none of one there is not."""
        ...

    def streams(self, prefix: str = "", /) -> Sequence[str]:
        """Return the names of the streams that begin so."""
        ...


@dataclass(frozen=True, slots=True)
class ReportVersion:
    """A report as it was published or re-issued: which entry says so, and from which day."""

    inspection: InspectionId
    position: int
    on: date
    facts: ReportPrinted

    @property
    def sha256(self) -> str | None:
        """The digest of the file it was read from, if that is known."""
        return self.facts.source.sha256


class _PlanStreams:
    """The streams of a plan: what was known at its moment."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def stream(self, name: str, /) -> Sequence[Entry]:
        return self.plan.streams.get(name, ())

    def streams(self, prefix: str = "", /) -> Sequence[str]:
        return self.plan.streams_beginning(prefix)


def recorded_report(plan: Plan, inspection_id: InspectionId) -> Proposal | None:
    """Return a report of a plan as the proposal it was recorded from, re-issued if it was by then.

    Its facts file is the one it was recorded from. An erased text is its marker. None if the
    report was not published by the day.
    """
    report = report_on(_PlanStreams(plan), inspection_id, plan.as_of)
    return None if report is None else proposals.recorded_proposal(report)


def versions(ledger: Streams) -> list[list[ReportVersion]]:
    """Return the versions of each report that count, the first published first."""
    return [
        recorded
        for name in ledger.streams(INSPECTION)
        if (recorded := _versions(name.removeprefix(INSPECTION), ledger.stream(name)))
    ]


def _versions(inspection_id: str, entries: Sequence[Entry]) -> list[ReportVersion]:
    return [
        ReportVersion(InspectionId(inspection_id), x.position, x.effective_on, x.event)
        for x in effective_entries(entries)
        if isinstance(x.event, ReportPrinted)
    ]


def report_on(ledger: Streams, inspection_id: InspectionId, as_of: date) -> Tables | None:
    """Return the facts of a report as they were on a day; None before it was published."""
    report = fold_inspection(ledger.stream(f"{INSPECTION}{inspection_id}"), as_of)
    if report is None:
        return None
    on = report.reissued_on or report.published_on
    return proposals.recorded_tables(
        report, _items(ledger, report, as_of), _name(ledger, report.facts.service, on)
    )


def _items(ledger: Streams, report: Inspection, as_of: date) -> list[Recommendation]:
    """The items of a report on a day, in the order in which it prints them."""
    printed = report.facts.items if isinstance(report.facts, InspectionReissued) else ()
    places = {number: index for index, number in enumerate(printed)}
    ordered = []
    for name in ledger.streams(f"{ITEM}{report.id}/"):
        entries = ledger.stream(name)
        item = fold_item(entries, as_of)
        if item is not None and item.published_on <= as_of and item.dropped_on is None:
            step = next(
                x for x in effective_entries(entries) if isinstance(x.event, RecommendationMade)
            )
            ordered.append((places.get(item.number, len(places)), step.position, item))
    return [item for *_, item in sorted(ordered, key=lambda row: row[:2])]


def _name(ledger: Streams, service_id: ServiceId, on: date) -> str:
    """What the service was called on a day; one known only later goes by its first name."""
    entries = ledger.stream(f"{SERVICE}{service_id}")
    first = min((entry.effective_on for entry in entries), default=on)
    known = fold_service(entries, max(on, first))
    return service_id if known is None else known.name
