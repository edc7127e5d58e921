"""The plan at a moment, folded from the entries: this is what a plan means."""

from __future__ import annotations

from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.domain import board_meetings
from tracker.domain import settings as rules
from tracker.domain.bitemporal import effective_entries
from tracker.domain.inspection import INSPECTION, Inspection, fold_inspection
from tracker.domain.lazy_import import lazy_import
from tracker.domain.parties import PARTY, People, fold_people
from tracker.domain.recommendation import ITEM
from tracker.domain.services import SERVICE, Service, fold_service
from tracker.domain.vocabulary import InspectionId, ItemRef, ServiceId
from tracker.ledger.linked_entries import links_to_item
from tracker.queries.item_filter import ServiceMatcher
from tracker.queries.plan import Plan, links_by_target, report_order, serving_actions

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date
    from typing import Self

    from tracker.domain import item_history
    from tracker.domain.bitemporal import Moment
    from tracker.domain.item_figures import Counted, ItemCounts
    from tracker.domain.parties import Party
    from tracker.domain.recommendation import Recommendation
    from tracker.domain.vocabulary import Role
    from tracker.ledger.head import Head
    from tracker.queries.known_streams import KnownStreams
    from tracker.queries.plan import Answer
    from tracker.queries.statement import Statement
else:
    item_history = lazy_import("tracker.domain.item_history")


class FoldedPlan(Plan):
    """A plan folded from the entries. Nothing is folded, or read, before it is asked for."""

    def __init__(self, streams: KnownStreams, moment: Moment, head: Head) -> None:
        """Take the entries known at the moment, by stream, and the head they end with."""
        self._streams = streams
        self.moment = moment
        self.head = head
        self._folded: dict[ItemRef, Recommendation | None] = {}
        self._linking: dict[ItemRef, list[Recommendation]] = {}
        self._names: dict[str, str] = {}
        self._is_whole = True
        self._report = ""
        self._includes: Callable[[Recommendation], bool] = lambda _: True

    @property
    def streams(self) -> KnownStreams:
        """Every entry known at the moment, by stream."""
        return self._streams

    @cached_property
    def items(self) -> dict[ItemRef, Recommendation]:
        """Every item in the plan on the day, by its reference, in the order of the reports."""
        items = list(filter(self._includes, self._items_beginning(self._report)))
        if self._is_whole:
            self._linking = links_by_target(items)
        return {item.ref: item for item in items}

    def _items_beginning(self, start: str) -> list[Recommendation]:
        refs = (ItemRef(name.removeprefix(ITEM)) for name in self.streams_beginning(ITEM + start))
        return self._in_order(map(self.item, refs))

    def _in_order(self, items: Iterable[Recommendation | None]) -> list[Recommendation]:
        return sorted((item for item in items if item is not None), key=report_order)

    def item(self, ref: ItemRef) -> Recommendation | None:
        """Return an item in the plan on the day, restricted or not; null if it is not there."""
        if ref not in self._folded:
            entries = self.streams.get(f"{ITEM}{ref}", ())
            self._folded[ref] = item_history.fold_item(entries, self.as_of) if entries else None
        return self._folded[ref]

    @cached_property
    def inspections(self) -> dict[InspectionId, Inspection]:
        """Every report published by the day, by its id, the oldest first."""
        folded = (
            fold_inspection(self.streams[stream], self.as_of)
            for stream in self.streams_beginning(INSPECTION)
        )
        every = [report for report in folded if report is not None]
        every.sort(key=lambda report: (report.published_on, report.id))
        return {report.id: report for report in every}

    @cached_property
    def people(self) -> People:
        """Every party known on the day."""
        streams = {name: self.streams[name] for name in self.streams_beginning(PARTY)}
        return fold_people(streams, self.as_of)

    def role_holders(self, roles: Collection[Role]) -> list[Party]:
        """Return the parties that hold one of some roles on the day."""
        return [p for p in self.people.by_id.values() if not p.roles(self.as_of).isdisjoint(roles)]

    def name(self, party: str) -> str:
        """Return the name of a party on the day; its id if it is not known."""
        if party not in self._names:
            stream = f"{PARTY}{party}"
            known = fold_people({stream: self.streams.get(stream, ())}, self.as_of)
            self._names[party] = known.name(party)
        return self._names[party]

    @cached_property
    def services(self) -> dict[ServiceId, Service]:
        """Every service known on the day; one known only later has its first name."""
        services: dict[ServiceId, Service] = {}
        for stream in self.streams_beginning(SERVICE):
            known = self._service(stream)
            if known is not None:
                services[known.id] = known
        return dict(sorted(services.items()))

    def _service(self, stream: str) -> Service | None:
        entries = self.streams.get(stream, ())
        if not entries:
            return None
        first = min(entry.effective_on for entry in entries)
        return fold_service(entries, max(self.as_of, first))

    def service_name(self, service_id: ServiceId) -> str:
        """Return the name of a service on the day; its id if it is not known."""
        known = self._service(f"{SERVICE}{service_id}")
        return service_id if known is None else known.name

    @cached_property
    def settings(self) -> rules.Settings:
        """The numbers of the rules in force on the day."""
        return self.settings_on(self.as_of)

    def settings_on(self, day: date) -> rules.Settings:
        """Return the numbers of the rules on another day, as known at the moment."""
        return rules.fold_settings(self.streams.get(rules.STREAM, ()), day)

    @cached_property
    def meetings(self) -> board_meetings.Meetings:
        """The days of the board's meetings, as booked by the day."""
        return board_meetings.fold_meetings(self.streams.get(board_meetings.STREAM, ()), self.as_of)

    def report_on(self, known: InspectionId, day: date) -> Inspection | None:
        """Return a report as it was on another day, as known at the moment."""
        return fold_inspection(self.streams.get(f"{INSPECTION}{known}", ()), day)

    def of_item(self, ref: ItemRef) -> Self:
        """Return the plan of one item's report."""
        report, _, _ = ref.partition("/")
        return self._part(f"{report}/", lambda _: True)

    def of_report(self, report: InspectionId) -> list[Recommendation]:
        """Return the items of one report, in its order."""
        return list(filter(self._includes, self._items_beginning(f"{report}/")))

    def restricted_to(
        self, service: str | None = None, report: str | None = None, kind: str | None = None
    ) -> Self:
        """Return the plan of the items of a service, a report or a kind."""
        services = ServiceMatcher(self, service)
        return self._part(
            report or "",
            lambda item: item.service in services and kind in {None, item.kind.value},
        )

    def _part(self, report: str, includes: Callable[[Recommendation], bool]) -> Self:
        """Return a plan of some items; it shares what this one has folded."""
        part = copy(self)
        part.__dict__.pop("items", None)
        part._is_whole, part._linking = False, {}  # noqa: SLF001 - of this class
        part._report, part._includes = report, includes  # noqa: SLF001 - of this class
        return part

    def batches(self) -> list[Self]:
        """Return this plan: what is folded is there at once."""
        return [self]

    def linking(self, ref: ItemRef) -> list[Recommendation]:
        """Return the items in the plan with a link to one, in the order of the reports."""
        if self._is_whole and "items" in self.__dict__:
            return self._linking.get(ref, [])
        if ref not in self._linking:
            streams = self.streams.linking(links_to_item(ref))
            refs = [ItemRef(name.removeprefix(ITEM)) for name in streams if name.startswith(ITEM)]
            items = self._in_order(map(self.item, refs))
            self._linking[ref] = [x for x in items if any(link.to == ref for link in x.links)]
        return self._linking[ref]

    def serving(self, ref: ItemRef) -> list[Counted]:
        """Return the actions under other items that serve one."""
        return serving_actions(self.linking(ref)).get(ref, [])

    def item_counts(self) -> Iterable[ItemCounts]:
        """Return what is counted of each item."""
        return map(self.counts, self.items.values())

    def entry_changes(
        self, before: Plan
    ) -> Iterable[tuple[Statement | None, Statement | None, Statement]]:
        """Yield what entries about items said at an earlier moment, say now, and how to show them.

        Those of all items, in this part of the plan or not.
        """
        from tracker.queries.folded_diff import Known, folded_entry_changes  # noqa: PLC0415 - it needs every kind of event

        then, now = (Known(plan.streams, plan.as_of) for plan in (before, self))
        return folded_entry_changes(then, now, self.name)

    def streams_beginning(self, prefix: str) -> list[str]:
        """Return the streams whose names begin so, of those with an entry known at the moment."""
        return self.streams.beginning(prefix)

    def actions_ever(self, ref: ItemRef) -> set[int]:
        """Return the number of every action ever assigned under an item, taken back or not."""
        from tracker.queries.folded_diff import assigned_actions  # noqa: PLC0415 - the same

        return assigned_actions(self.streams[f"{ITEM}{ref}"])

    def wrong_clock_ranges(self) -> list[tuple[int, int, int]]:
        """Return the entries recorded by a wrong clock: the first, the last, which one says so."""
        from tracker.queries.folded_diff import wrong_clock_ranges  # noqa: PLC0415 - the same

        return wrong_clock_ranges(self.streams)

    def has_begun(self) -> bool:
        """Whether anything at all had happened by the day."""
        return self._has_begun("ledger") or any(map(self._has_begun, self.streams_beginning("")))

    def _has_begun(self, stream: str) -> bool:
        steps = effective_entries(self.streams.get(stream, ()))
        return bool(steps) and steps[0].effective_on <= self.as_of

    def resolve_texts(self, answer: Answer) -> Answer:
        """Return the answer: entries are read with their texts."""
        return answer

    def themes(self, item: Recommendation) -> list[str]:
        """Return the themes of an item, each once."""
        return [str(theme) for theme in item.themes]
