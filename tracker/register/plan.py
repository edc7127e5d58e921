"""The whole plan at one moment: every item, report, party and number, folded from the ledger."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.domain import board
from tracker.domain import settings as rules
from tracker.domain.figures import Counted, Figures, figures, rate
from tracker.domain.inspection import INSPECTION, Inspection, inspection
from tracker.domain.parties import People, people
from tracker.domain.rag import Rating
from tracker.domain.services import SERVICE, Service, service
from tracker.domain.timeline import ITEM, recommendation
from tracker.domain.vocabulary import InspectionId, ItemRef, Relation, ServiceId, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from tracker.domain.moment import Entry, Moment
    from tracker.domain.recommendation import Recommendation
    from tracker.ledger.envelope import Head


def by_stream(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return entries by their stream, each in order of position."""
    streams: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        streams[entry.stream].append(entry)
    return dict(streams)


class Plan:
    """Everything at one moment. What is not asked for is not folded."""

    def __init__(self, streams: Mapping[str, Sequence[Entry]], moment: Moment, head: Head) -> None:
        """Take the entries known at the moment, by stream, and the head they end with."""
        self.streams = streams
        self.moment = moment
        self.head = head

    @property
    def as_of(self) -> date:
        """The day asked about, to its end."""
        return self.moment.as_of

    @cached_property
    def items(self) -> dict[ItemRef, Recommendation]:
        """Every item in the plan on the day, by its reference, in the order of the reports."""
        found = (
            recommendation(entries, self.as_of)
            for stream, entries in self.streams.items()
            if stream.startswith(ITEM)
        )
        every = sorted((item for item in found if item is not None), key=_in_print)
        return {item.ref: item for item in every}

    @cached_property
    def inspections(self) -> dict[InspectionId, Inspection]:
        """Every report published by the day, by its id, the oldest first."""
        found = (
            inspection(entries, self.as_of)
            for stream, entries in self.streams.items()
            if stream.startswith(INSPECTION)
        )
        every = [report for report in found if report is not None]
        every.sort(key=lambda report: (report.published_on, report.id))
        return {report.id: report for report in every}

    @cached_property
    def people(self) -> People:
        """Every party known on the day."""
        return people(self.streams, self.as_of)

    @cached_property
    def services(self) -> dict[ServiceId, Service]:
        """Every service known on the day; one known only later goes by its first name."""
        found: dict[ServiceId, Service] = {}
        for stream, entries in self.streams.items():
            if stream.startswith(SERVICE):
                first = min(entry.effective_on for entry in entries)
                known = service(entries, max(self.as_of, first))
                if known is not None:
                    found[known.id] = known
        return dict(sorted(found.items()))

    @cached_property
    def settings(self) -> rules.Settings:
        """The numbers of the rules in force on the day."""
        return rules.settings(self.streams.get(rules.STREAM, ()), self.as_of)

    @cached_property
    def meetings(self) -> board.Meetings:
        """The days of the board's meetings as fixed by the day."""
        return board.meetings(self.streams.get(board.STREAM, ()), self.as_of)

    @cached_property
    def _serving(self) -> dict[ItemRef, list[Counted]]:
        found: defaultdict[ItemRef, list[Counted]] = defaultdict(list)
        for item in self.items.values():
            for link in item.links:
                served = item.actions.get(link.action or 0)
                if link.relation is Relation.SERVES and served is not None:
                    found[link.to].append((item, served))
        return found

    def actions(self, item: Recommendation) -> list[Counted]:
        """Return the actions that count under an item: its own, then those that serve it."""
        return [(item, a) for a in item.actions.values()] + self._serving.get(item.ref, [])

    def covering(self, item: Recommendation) -> Recommendation:
        """Return the item whose status stands for this one's: itself, unless it is covered."""
        seen = {item.ref}
        while (ref := item.covered_by) is not None and ref in self.items and ref not in seen:
            item = self.items[ref]
            seen.add(ref)
        return item

    def status(self, item: Recommendation) -> Status:
        """Return where an item stands; a covered one stands where what covers it does."""
        covering = self.covering(item)
        return covering.status_among(action for _, action in self.actions(covering))

    def rating(self, item: Recommendation) -> Rating:
        """Return the rating of an item and its reason; a covered one has that of what covers it."""
        covering = self.covering(item)
        found = rate(covering, self.actions(covering), self.as_of, self.settings.numbers)
        if covering is item:
            return found
        return Rating(found.rag, f"covered by {covering.ref}: {found.reason}")

    def figures(self, item: Recommendation) -> Figures:
        """Return what the actions counted under an item add up to."""
        return figures(self.actions(item), self.as_of)

    def name(self, party: str) -> str:
        """Return what a party is called on the day."""
        return self.people.name(party)

    def service_name(self, service_id: ServiceId) -> str:
        """Return what a service is called on the day, or its id where it is not known."""
        known = self.services.get(service_id)
        return service_id if known is None else known.name


def _in_print(item: Recommendation) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The order of a report: recommendations first, then by number, 10 after 9."""
    parts = item.number.replace("-", ".").split(".")
    key = tuple((int(part), "") if part.isdigit() else (0, part) for part in parts)
    return item.inspection, ((0 if item.standard is None else 1, ""), *key)
