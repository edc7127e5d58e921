"""The plan at a moment, read from stored rows instead of folded.

It holds placeholders for texts. A query resolves them in its whole answer at once.
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
from tracker.domain.errors import DamagedEntryError
from tracker.domain.free_text import Erased
from tracker.domain.inspection import INSPECTION
from tracker.domain.parties import PARTY, People
from tracker.domain.recommendation import ITEM
from tracker.domain.services import SERVICE
from tracker.domain.vocabulary import ErasureReason, ItemRef
from tracker.ledger.linked_entries import links_into_report, links_to_item
from tracker.ledger.timestamps import parse_instant
from tracker.projection import stream_codecs as kept
from tracker.projection.codec import damaged_rows_raise, decode
from tracker.projection.item_codec import decode_item, item_positions
from tracker.projection.row_queries import EVERYTHING, RowQueries, Scope, stored_event
from tracker.projection.text_placeholders import find_placeholders, resolve_texts, strings_in
from tracker.projection.validity import AskedMoment
from tracker.queries.clock_doubts import last_doubtful_position
from tracker.queries.item_filter import ServiceMatcher
from tracker.queries.plan import Plan, print_order, serving_actions

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import date
    from typing import Self

    from tracker.domain.bitemporal import Moment
    from tracker.domain.inspection import Inspection
    from tracker.domain.item_figures import Counted, ItemCounts
    from tracker.domain.parties import Party
    from tracker.domain.recommendation import Recommendation
    from tracker.domain.services import Service
    from tracker.domain.vocabulary import InspectionId, Role, ServiceId
    from tracker.ledger.head import Head
    from tracker.ledger.store import Store
    from tracker.projection.row_queries import ItemRow
    from tracker.projection.text_placeholders import TextPosition
    from tracker.queries.folded_plan import FoldedPlan
    from tracker.queries.known_streams import KnownStreams
    from tracker.queries.plan import Answer
    from tracker.queries.statement import Statement

AT_ONCE = 1_000
"""Items of a plan that is read in parts."""


_ORDER = item_positions("inspection", "number", "standard")


@damaged_rows_raise()
def _report_of(state: str) -> str:
    """Return the report in the beginning of an item's state, of which it is the first field."""
    (report,) = decode(f"{state.partition(',')[0]}]")
    return str(report)


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


@damaged_rows_raise()
def _order(state: str) -> Any:
    fields = decode(state)
    return print_order(*(fields[position] for position in _ORDER))


class StoredPlan(Plan):
    """A plan, or a part of one, read from the read model."""

    def __init__(
        self,
        store: Store,
        moment: Moment,
        head: Head,
        fold: Callable[[], FoldedPlan],
        scope: Scope = EVERYTHING,
    ) -> None:
        """Take the store; `fold` gives the same plan folded, for what only entries can answer."""
        self.moment = moment
        self.head = head
        self.scope = scope
        known_day = moment.known_day
        if head.recorded_at is not None:  # a clock that is behind says what is known before its day
            known_day = max(known_day, london_day(head.recorded_at))
        asked = AskedMoment(moment.as_of.toordinal(), moment.position, known_day.toordinal())
        self.queries = RowQueries(store, asked)
        self._store = store
        self._fold = fold
        self._texts: dict[TextPosition, str] = {}
        self._lines: dict[str, list[tuple[int, int, str]]] = {}
        self._parties: dict[str, Party | None] = {}
        self._reports: dict[tuple[str, str], Inspection] = {}
        self._others: dict[str, Recommendation | None] = {}
        self._serving: dict[str, dict[ItemRef, list[Counted]]] = {}
        self._holders: dict[frozenset[Role], list[Party]] = {}

    def _part(self, scope: Scope) -> Self:
        return type(self)(self._store, self.moment, self.head, self._fold, scope)

    def restricted_to(
        self, service: str | None = None, report: str | None = None, kind: str | None = None
    ) -> Self:
        """Return the plan of the items of a service, a report or a kind."""
        asked = ServiceMatcher(self, service)
        services = None if service is None else [x for x in self.queries.services() if x in asked]
        return self._part(Scope(services, report, kind))

    def batches(self) -> Iterator[Self]:
        """Yield plans that have the items in turn, a few reports at a time, in their order."""
        reports: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for ref, service, state in self.queries.items_begun(self.scope):
            reports[_report_of(state)].append((ref, service))
        some: list[tuple[str, str]] = []
        for report in sorted(reports):
            some += reports.pop(report)
            if len(some) >= AT_ONCE or not reports:
                refs, services = zip(*some, strict=True)
                yield self._part(self.scope._replace(services=sorted({*services}), refs=refs))
                some = []

    @cached_property
    def _folded(self) -> FoldedPlan:
        return self._fold()

    @property
    def streams(self) -> KnownStreams:
        """Every entry known at the moment, by stream."""
        return self._folded.streams

    @cached_property
    def items(self) -> StoredItems:
        """Every item in scope that is in the plan on the day, in the order of the reports."""
        return StoredItems(self.queries.items(self.scope))

    def item(self, ref: ItemRef) -> Recommendation | None:
        """Return an item in the plan on the day, restricted or not; null if it is not there."""
        if "items" in self.__dict__ and ref in self.items:
            return self.items[ref]
        if ref not in self._others:
            self._others[ref] = self._items_of([ref]).get(ref)
        return self._others[ref]

    def _items_of(self, refs: Sequence[str]) -> StoredItems:
        rows = self.queries.items(self.queries.scope_of(refs)) if refs else []
        return StoredItems(rows)

    def of_item(self, ref: ItemRef) -> Self:
        """Return the plan of one item's report."""
        services = self.queries.scope_of([ref]).services
        return self._part(Scope(services, f"{ref.partition('/')[0]}/"))

    def linking(self, ref: ItemRef) -> list[Recommendation]:
        """Return the items in the plan with a link to one, in the order of the reports."""
        items = self._items_of(self.queries.linking([links_to_item(ref)])).values()
        return [item for item in items if any(link.to == ref for link in item.links)]

    def serving(self, ref: ItemRef) -> list[Counted]:
        """Return the actions under other items that serve one."""
        if self.scope == EVERYTHING:
            return self._all_serving.get(ref, [])
        report, _, _ = ref.partition("/")
        if report not in self._serving:
            self._read_serving({report, *(item.partition("/")[0] for item in self.items)})
        return self._serving[report].get(ref, [])

    @cached_property
    def _all_serving(self) -> dict[ItemRef, list[Counted]]:
        return serving_actions(map(self.items.__getitem__, self.items.serving()))

    def _read_serving(self, reports: set[str]) -> None:
        """Read the actions that serve the items of some reports, all at once."""
        new = sorted(reports - self._serving.keys())
        refs = self.queries.linking([links_into_report(report) for report in new])
        self._serving.update({report: {} for report in new})
        for served, actions in serving_actions(self._items_of(refs).values()).items():
            report, _, _ = served.partition("/")
            if report in new:
                self._serving[report][served] = actions

    def item_counts(self) -> Iterable[ItemCounts]:
        """Return what is counted of each item, without making items of the rows."""
        from tracker.queries.stored_counts import stored_item_counts  # noqa: PLC0415 - only comparison counts

        return stored_item_counts(self.queries, self.scope)

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

    def role_holders(self, roles: Collection[Role]) -> list[Party]:
        """Return the parties that hold one of some roles on the day.

        Only the rows in which such a role is named are decoded: a nation has a thousand parties.
        """
        asked = frozenset(roles)
        if asked not in self._holders:
            named = [f'"{role.value}"' for role in asked]
            rows = self.queries.streams(PARTY)
            rows = [row for row in rows if any(word in row[1] for word in named)]
            parties = [party for party, known in starmap(kept.decode_party, rows) if known]
            parties.sort(key=lambda party: int(party.id[1:]))
            self._holders[asked] = [p for p in parties if p.roles(self.as_of) & asked]
        return self._holders[asked]

    def themes(self, item: Recommendation) -> list[str]:
        """Return the themes of an item, each once: two placeholders may be of the same text."""
        themes = [str(theme) for theme in item.themes]
        return themes if len(themes) < 2 else list(dict.fromkeys(self.resolve_texts(themes)))  # noqa: PLR2004 - two

    def name(self, party: str) -> str:
        """Return the name of a party on the day; its id if it is not known."""
        if party not in self._parties:
            state = self._state(f"{PARTY}{party}", self.as_of)
            party_ = None if state is None else kept.decode_party(party, state)[0]
            self._parties[party] = party_
        known = self._parties[party]
        return party if known is None or not known.names else known.name

    @cached_property
    def services(self) -> dict[ServiceId, Service]:
        """Every service known on the day; one known only later has its first name."""
        services = starmap(kept.decode_service, self.queries.streams(SERVICE))
        return {service.id: service for service in sorted(services, key=lambda service: service.id)}

    def service_name(self, service_id: ServiceId) -> str:
        """Return the name of a service on the day; its id if it is not known."""
        known = self.services.get(service_id)
        return service_id if known is None else known.name

    def of_report(self, report: InspectionId) -> list[Recommendation]:
        """Return the items of one report, in its order."""
        if "items" in self.__dict__:
            return [self.items[ref] for ref in self._by_report.get(report, ())]
        streams = self.streams_beginning(f"{ITEM}{report}/")
        return list(self._items_of([name.removeprefix(ITEM) for name in streams]).values())

    @cached_property
    def _by_report(self) -> dict[str, list[ItemRef]]:
        by_report: defaultdict[str, list[ItemRef]] = defaultdict(list)
        for ref in self.items:
            by_report[ref.partition("/")[0]].append(ref)
        return by_report

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
        """The days of the board's meetings, as booked by the day."""
        state = self._state(board_meetings.STREAM, self.as_of)
        return () if state is None else kept.decode_meetings(state)

    def report_on(self, known: InspectionId, day: date) -> Inspection | None:
        """Return a report as it was on another day, as known at the moment."""
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
                gone = (
                    None
                    if hidden is None
                    else _erased_marker(hidden, erasing, recorded_at, confirmed=body is None)
                )
                self._texts[position, n] = body if gone is None else str(gone)
        resolved: Answer = resolve_texts(answer, self._text)
        return resolved

    @damaged_rows_raise()
    def _text(self, place: TextPosition) -> str:
        return self._texts[place]

    def entry_changes(
        self, before: Plan
    ) -> Iterable[tuple[Statement | None, Statement | None, Statement]]:
        """Yield what entries about items said at an earlier moment, say now, and how to show them.

        Those of every service in this part of the plan.
        """
        from tracker.queries.stored_diff import StoredDiff  # noqa: PLC0415 - only diff does

        services = self.queries.services() if self.scope.services is None else self.scope.services
        return StoredDiff(
            self.queries, before.moment, self.moment, self.name, self.resolve_texts
        ).entry_changes(services)

    def streams_beginning(self, prefix: str) -> list[str]:
        """Return the streams whose names begin so, of those with an entry known at the moment."""
        return self.queries.streams_beginning(prefix)

    def actions_ever(self, ref: ItemRef) -> set[int]:
        """Return the number of every action ever assigned under an item, taken back or not."""
        states = self.queries.events(f"{ITEM}{ref}")
        events = (state.get("event") or state for state in states)
        return {
            event["action"]
            for event in events
            if str(event.get("type")).startswith("action-assigned.") and "action" in event
        }

    def wrong_clock_ranges(self) -> list[tuple[int, int, int]]:
        """Return the entries recorded by a wrong clock: the first, the last, which one says so."""
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
        return self.queries.begun_on() <= self.as_of.toordinal() or self._folded.has_begun()


def _erased_marker(
    asked_at: int, state: bytes | None, recorded_at: str | None, *, confirmed: bool
) -> Erased:
    """Return the marker of a text whose erasure was asked for at a position."""
    reason = stored_event(asked_at, state or b"").get("reason")
    if reason not in set(ErasureReason) or recorded_at is None:
        raise DamagedEntryError(asked_at, "a text is hidden by it, but it asks for no erasure")
    return Erased(london_day(parse_instant(recorded_at)), ErasureReason(reason), confirmed)
