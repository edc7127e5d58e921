"""The plan of a moment as the read model holds it: the same plan, found and not folded.

Texts stand in it by their places until an answer is spelt out; then those that it says are read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from itertools import starmap
from typing import TYPE_CHECKING, Any

from tracker.domain import board_meetings
from tracker.domain import settings as rules
from tracker.domain.bitemporal import london_day
from tracker.domain.free_text import Erased
from tracker.domain.inspection import INSPECTION
from tracker.domain.lazy_import import lazy_import
from tracker.domain.parties import PARTY, People
from tracker.domain.services import SERVICE
from tracker.domain.vocabulary import ErasureReason, ItemRef
from tracker.ledger.timestamps import parse_instant
from tracker.projection import stream_codecs as kept
from tracker.projection.codec import decode
from tracker.projection.item_codec import decode_item
from tracker.projection.row_queries import EVERYTHING, RowQueries, Scope
from tracker.projection.text_placeholders import find_placeholders, resolve_texts, strings_in
from tracker.projection.validity import AskedMoment
from tracker.queries.clock_doubts import last_doubtful_position
from tracker.queries.folded_plan import FoldedPlan, ServiceMatcher, print_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from tracker.domain import item_history
    from tracker.domain.bitemporal import Moment
    from tracker.domain.inspection import Inspection
    from tracker.domain.parties import Party
    from tracker.domain.recommendation import Recommendation
    from tracker.domain.services import Service
    from tracker.domain.vocabulary import InspectionId, ServiceId
    from tracker.ledger.head import Head
    from tracker.ledger.store import Store
    from tracker.projection.row_queries import ItemRow
    from tracker.projection.text_placeholders import TextPosition
    from tracker.queries.folded_plan import Answer
    from tracker.queries.known_streams import KnownStreams
    from tracker.queries.statement import Statement
else:
    item_history = lazy_import("tracker.domain.item_history")


AT_ONCE = 1_000
"""Items of a plan that is read in parts."""


class StoredItems(Mapping[ItemRef, "Recommendation"]):
    """Items by their references in the order of the reports, each read when it is asked for."""

    def __init__(self, rows: Iterable[ItemRow]) -> None:
        """Take the rows of items and of their actions; actions alone are no item."""
        self._own: dict[str, tuple[str, int, str]] = {}
        self._actions: dict[str, list[tuple[int, str]]] = {}
        for ref, part, service, serves, state in rows:
            if part:
                self._actions.setdefault(ref, []).append((part, state))
            else:
                self._own[ref] = service, serves, state
        order = {ref: _order(state) for ref, (_, _, state) in self._own.items()}
        self._order = sorted(self._own, key=order.__getitem__)

    def __getitem__(self, ref: str) -> Recommendation:
        """Return an item with its actions."""
        service, _, state = self._own[ref]
        return decode_item(ref, service, state, self._actions.get(ref, ()))

    def __iter__(self) -> Iterator[ItemRef]:
        """Yield the references in the order of the reports."""
        return map(ItemRef, self._order)

    def __len__(self) -> int:
        """Return how many items there are."""
        return len(self._own)

    def serving(self) -> list[str]:
        """Return the items that have an action which serves another."""
        return [ref for ref in self._order if self._own[ref][1]]


def _order(state: str) -> Any:
    parts = decode(state)
    return print_order(parts[0], parts[1], parts[5])


class StoredPlan(FoldedPlan):
    """The plan of a moment, or of a part of its items, from the read model."""

    def __init__(
        self,
        store: Store,
        moment: Moment,
        head: Head,
        entries: Callable[[], KnownStreams],
        scope: Scope = EVERYTHING,
    ) -> None:
        """Take the store; `entries` are read where something has to be folded after all."""
        self.moment = moment
        self.head = head
        self.scope = scope
        known_day = moment.known_day
        if head.recorded_at is not None:  # a clock that is behind says what is known before its day
            known_day = max(known_day, london_day(head.recorded_at))
        asked = AskedMoment(moment.as_of.toordinal(), moment.position, known_day.toordinal())
        self._store = store
        self.queries = RowQueries(store, asked)
        self._entries = entries
        self._texts: dict[TextPosition, str] = {}
        self._lines: dict[str, list[tuple[int, int, str]]] = {}
        self._parties: dict[str, Party | None] = {}
        self._reports: dict[tuple[str, str], Inspection] = {}
        self._others: dict[str, Recommendation | None] = {}

    def restricted_to(
        self, service: str | None = None, report: str | None = None, kind: str | None = None
    ) -> StoredPlan:
        """Return the plan of the items of a service, report or kind alone."""
        asked = ServiceMatcher(self, service)
        services = None if service is None else [x for x in self.queries.services() if x in asked]
        scope = Scope(services, report, kind)
        return StoredPlan(self._store, self.moment, self.head, self._entries, scope)

    def batches(self) -> Iterator[StoredPlan]:
        """Yield plans that have the items in turn, a few reports at a time, in their order."""
        reports: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for ref, service, state in self.queries.items_begun(self.scope):
            reports[decode(f"{state.partition(',')[0]}]")[0]].append((ref, service))
        some: list[tuple[str, str]] = []
        for report in sorted(reports):
            some += reports.pop(report)
            if len(some) >= AT_ONCE or not reports:
                refs, services = zip(*some, strict=True)
                scope = self.scope._replace(services=sorted({*services}), refs=refs)
                yield StoredPlan(self._store, self.moment, self.head, self._entries, scope)
                some = []

    @cached_property
    def streams(self) -> KnownStreams:  # type: ignore[override]  # read only where asked for
        """Every entry known at the moment, by stream: to be folded, where that is asked for."""
        return self._entries()

    @cached_property
    def items(self) -> StoredItems:
        """Every item in scope that is in the plan on the day, in the order of the reports."""
        return StoredItems(self.queries.items(self.scope))

    def item(self, ref: ItemRef) -> Recommendation | None:
        """Return an item in the plan on the day, also out of scope; null where there is none."""
        if "items" in self.__dict__ and ref in self.items:
            return self.items[ref]
        if ref not in self._others:
            rows = self.queries.items(Scope(self._services_of([ref]), refs=[ref]))
            self._others[ref] = StoredItems(rows).get(ref)
        return self._others[ref]

    def _services_of(self, refs: Iterable[str]) -> list[str]:
        """Return the services that items were made for, under which their rows are kept."""
        streams = (self.streams.get(f"{item_history.ITEM}{ref}", ()) for ref in refs)
        return sorted({item_history.first_service(entries) for entries in streams})

    def of_item(self, ref: ItemRef) -> StoredPlan:
        """Return the plan of the items of one item's report and service alone."""
        scope = Scope(self._services_of([ref]), f"{ref.partition('/')[0]}/")
        return StoredPlan(self._store, self.moment, self.head, self._entries, scope)

    def links_to(self, ref: ItemRef) -> list[Recommendation]:
        """Return the other items that have a link to one, in scope or not."""
        rows = [row for row in self.queries.items(Scope(mentioning=ref)) if row[0] != ref]
        if not rows:
            return []
        scope = Scope(sorted({row[2] for row in rows}), refs=[row[0] for row in rows])
        others = StoredItems(self.queries.items(scope)).values()
        return [item for item in others if any(link.to == ref for link in item.links)]

    def items_with_links(self) -> Iterable[Recommendation]:
        """Return the items with an action that serves another, in scope or not."""
        if self.scope == EVERYTHING:
            return map(self.items.__getitem__, self.items.serving())
        reports = {ref.partition("/")[0] for ref in self.items}
        rows = self.queries.items(Scope(serving=reports))
        if not rows:
            return ()
        scope = Scope(sorted({row[2] for row in rows}), refs=[row[0] for row in rows])
        return StoredItems(self.queries.items(scope)).values()

    @cached_property
    def inspections(self) -> dict[InspectionId, Inspection]:
        """Every report published by the day, by its id, the oldest first."""
        every = list(starmap(kept.decode_report, self.queries.streams(INSPECTION)))
        every.sort(key=lambda report: (report.published_on, report.id))
        return {report.id: report for report in every}

    @cached_property
    def people(self) -> People:
        """Every party known on the day."""
        parties = list(starmap(kept.decode_party, self.queries.streams(PARTY)))
        parties.sort(key=lambda pair: int(pair[0].id[1:]))
        return People(
            {party.id: party for party, known in parties if known},
            {party.id: party for party, known in parties if not known},
        )

    def themes(self, item: Recommendation) -> list[str]:
        """Return what an item is put under, each once: two places may hold the same text."""
        themes = super().themes(item)
        return themes if len(themes) < 2 else list(dict.fromkeys(self.resolve_texts(themes)))  # noqa: PLR2004 - two

    def name(self, party: str) -> str:
        """Return what a party is called on the day."""
        if party not in self._parties:
            state = self._state(f"{PARTY}{party}", self.as_of)
            party_ = None if state is None else kept.decode_party(party, state)[0]
            self._parties[party] = party_
        known = self._parties[party]
        return party if known is None or not known.names else known.name

    @cached_property
    def services(self) -> dict[ServiceId, Service]:
        """Every service known on the day; one known only later goes by its first name."""
        services = starmap(kept.decode_service, self.queries.streams(SERVICE))
        return {service.id: service for service in sorted(services, key=lambda service: service.id)}

    def service_name(self, service_id: ServiceId) -> str:
        """Return what a service is called on the day, or its id where it is not known."""
        known = self.services.get(service_id)
        return service_id if known is None else known.name

    def of_report(self, report: InspectionId) -> list[Recommendation]:
        """Return the items of one report, in its order."""
        return [self.items[ref] for ref in self._by_report.get(report, ())]

    @cached_property
    def settings(self) -> rules.Settings:
        """The numbers of the rules in force on the day."""
        return self.settings_on(self.as_of)

    def settings_on(self, day: date) -> rules.Settings:
        """Return the numbers of the rules on another day, as known at the moment."""
        state = self._state(rules.STREAM, day)
        return rules.Settings() if state is None else kept.decode_settings(state)

    @cached_property
    def meetings(self) -> board_meetings.Meetings:
        """The days of the board's meetings as fixed by the day."""
        state = self._state(board_meetings.STREAM, self.as_of)
        return () if state is None else kept.decode_meetings(state)

    def report_on(self, known: InspectionId, day: date) -> Inspection | None:
        """Return a report as it stood on another day, as known at the moment."""
        state = self._state(f"{INSPECTION}{known}", day)
        if state is None:
            return None
        if (known, state) not in self._reports:  # every item of a report asks for it
            self._reports[known, state] = kept.decode_report(known, state)
        return self._reports[known, state]

    def _state(self, stream: str, day: date) -> str | None:
        if stream not in self._lines:
            self._lines[stream] = self.queries.stream(stream)
        ordinal = day.toordinal()
        for start, end, state in self._lines[stream]:
            if start <= ordinal < end:
                return state
        return None

    def resolve_texts(self, answer: Answer) -> Answer:
        """Return an answer with every name and text in it."""
        wanted = find_placeholders(strings_in(answer)) - self._texts.keys()
        for position, n, body, hidden, erasing, recorded_at in self.queries.texts(wanted):
            if (position, n) in wanted:
                gone = None if hidden is None else _erased_marker(body, erasing, recorded_at)
                self._texts[position, n] = body if gone is None else str(gone)
        resolved: Answer = resolve_texts(answer, self._texts.__getitem__)
        return resolved

    def entry_changes(
        self, before: FoldedPlan
    ) -> Iterable[tuple[Statement | None, Statement | None, Statement]]:
        """Yield what entries about items said at an earlier moment, say now, and how to show them.

        Those of every service in scope; what says the same is left out.
        """
        from tracker.queries.stored_diff import StoredDiff  # noqa: PLC0415 - only diff does

        services = self.queries.services() if self.scope.services is None else self.scope.services
        return StoredDiff(
            self.queries, before.moment, self.moment, self.name, self.resolve_texts
        ).entry_changes(services)

    def streams_beginning(self, prefix: str) -> list[str]:
        """Return the streams that begin so, of those with an entry known at the moment."""
        return self.queries.streams_beginning(prefix)

    def actions_ever(self, ref: ItemRef) -> set[int]:
        """Return the number of every action ever assigned under an item, taken back or not."""
        states = map(decode, self.queries.states(f"{item_history.ITEM}{ref}"))
        events = (state.get("event") or state for state in states)
        return {event["action"] for event in events if event["type"].startswith("action-assigned.")}

    def wrong_clock_ranges(self) -> list[tuple[int, int, int]]:
        """Return the entries recorded by a wrong clock: the first, the last, which says so."""
        state = self._state("ledger", self.as_of)
        known = [] if state is None else kept.decode_doubts(state)
        return [(first, self._last_doubtful(position), position) for first, position in known]

    def _last_doubtful(self, acknowledged: int) -> int:
        saved = self.queries.saved_from(acknowledged)
        return last_doubtful_position(
            (position, parse_instant(instant)) for position, instant in saved
        )

    def has_begun(self) -> bool:
        """Whether anything at all had happened by the day."""
        return self.queries.begun_on() <= self.as_of.toordinal() or super().has_begun()


def _erased_marker(body: str | None, erasing: bytes, recorded_at: str) -> Erased:
    """Return what is left of a text that somebody asked to erase, and perhaps another confirmed."""
    reason = ErasureReason(decode(erasing.decode())["reason"])
    return Erased(london_day(parse_instant(recorded_at)), reason, confirmed=body is None)
