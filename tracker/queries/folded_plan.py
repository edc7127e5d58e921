"""The whole plan at one moment: every item, report, party and number, folded from the ledger."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.domain import board_meetings
from tracker.domain import settings as rules
from tracker.domain.bitemporal import effective_entries
from tracker.domain.inspection import INSPECTION, Inspection, fold_inspection
from tracker.domain.item_figures import Counted, Figures, figures, rate_item
from tracker.domain.lazy_import import lazy_import
from tracker.domain.parties import PARTY, People, fold_people
from tracker.domain.rag import Rating
from tracker.domain.services import SERVICE, Service, fold_service
from tracker.domain.vocabulary import InspectionId, ItemRef, Relation, ServiceId, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from typing import TypeVar

    from tracker.domain import item_history
    from tracker.domain.bitemporal import Moment
    from tracker.domain.recommendation import Recommendation
    from tracker.ledger.head import Head
    from tracker.queries.known_streams import KnownStreams
    from tracker.queries.statement import Statement

    Answer = TypeVar("Answer")
else:
    item_history = lazy_import("tracker.domain.item_history")


class FoldedPlan:
    """Everything at one moment. What is not asked for is not folded."""

    def __init__(self, streams: KnownStreams, moment: Moment, head: Head) -> None:
        """Take the entries known at the moment, by stream, and the head they end with."""
        self.streams = streams
        self.moment = moment
        self.head = head

    @property
    def as_of(self) -> date:
        """The day asked about, to its end."""
        return self.moment.as_of

    @cached_property
    def items(self) -> Mapping[ItemRef, Recommendation]:
        """Every item in the plan on the day, by its reference, in the order of the reports."""
        return self._items_of(item_history.ITEM)

    def _items_of(self, prefix: str) -> dict[ItemRef, Recommendation]:
        folded = (
            item_history.fold_item(self.streams[stream], self.as_of)
            for stream in self.streams_beginning(prefix)
        )
        every = sorted((item for item in folded if item is not None), key=report_order)
        return {item.ref: item for item in every}

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

    @cached_property
    def services(self) -> dict[ServiceId, Service]:
        """Every service known on the day; one known only later goes by its first name."""
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

    @cached_property
    def settings(self) -> rules.Settings:
        """The numbers of the rules in force on the day."""
        return rules.fold_settings(self.streams.get(rules.STREAM, ()), self.as_of)

    @cached_property
    def meetings(self) -> board_meetings.Meetings:
        """The days of the board's meetings as fixed by the day."""
        return board_meetings.fold_meetings(self.streams.get(board_meetings.STREAM, ()), self.as_of)

    def settings_on(self, day: date) -> rules.Settings:
        """Return the numbers of the rules on another day, as known at the moment."""
        return rules.fold_settings(self.streams.get(rules.STREAM, ()), day)

    def report_on(self, known: InspectionId, day: date) -> Inspection | None:
        """Return a report as it stood on another day, as known at the moment."""
        return fold_inspection(self.streams.get(f"{INSPECTION}{known}", ()), day)

    def item(self, ref: ItemRef) -> Recommendation | None:
        """Return an item in the plan on the day, null where there is none."""
        return self.items.get(ref)

    def of_item(self, ref: ItemRef) -> FoldedPlan:  # noqa: ARG002 - a folded plan has every item
        """Return a plan that answers about one item, and need read no more than its report."""
        return self

    def links_to(self, ref: ItemRef) -> list[Recommendation]:
        """Return the other items that have a link to one, in the order of the reports."""
        return [
            item
            for item in self.items.values()
            if item.ref != ref and any(link.to == ref for link in item.links)
        ]

    def of_report(self, report: InspectionId) -> list[Recommendation]:
        """Return the items of one report, in its order."""
        if "items" in self.__dict__:
            return [self.items[ref] for ref in self._by_report.get(report, ())]
        return list(self._items_of(f"{item_history.ITEM}{report}/").values())

    @cached_property
    def _by_report(self) -> dict[str, list[ItemRef]]:
        by_report: defaultdict[str, list[ItemRef]] = defaultdict(list)
        for ref in self.items:
            by_report[ref.partition("/")[0]].append(ref)
        return by_report

    def items_with_links(self) -> Iterable[Recommendation]:
        """Return the items among which are those with an action that serves another."""
        return self.items.values()

    def entry_changes(
        self, before: FoldedPlan
    ) -> Iterable[tuple[Statement | None, Statement | None, Statement]]:
        """Yield what entries about items said at an earlier moment, say now, and how to show them.

        As `folded_entry_changes` does, which folds them.
        """
        from tracker.queries.folded_diff import Known, folded_entry_changes  # noqa: PLC0415 - it needs every kind of event

        then, now = (Known(plan.streams, plan.as_of) for plan in (before, self))
        return folded_entry_changes(then, now, self.name)

    def streams_beginning(self, prefix: str) -> list[str]:
        """Return the streams that begin so, of those with an entry known at the moment."""
        return self.streams.beginning(prefix)

    def actions_ever(self, ref: ItemRef) -> set[int]:
        """Return the number of every action ever assigned under an item, taken back or not."""
        from tracker.queries.folded_diff import assigned_actions  # noqa: PLC0415 - the same

        return assigned_actions(self.streams[f"{item_history.ITEM}{ref}"])

    def wrong_clock_ranges(self) -> list[tuple[int, int, int]]:
        """Return the entries recorded by a wrong clock: the first, the last, which says so."""
        from tracker.queries.folded_diff import wrong_clock_ranges  # noqa: PLC0415 - the same

        return wrong_clock_ranges(self.streams)

    def has_begun(self) -> bool:
        """Whether anything at all had happened by the day."""
        each_stream = map(self.streams.__getitem__, self.streams_beginning(""))
        return any(
            steps and steps[0].effective_on <= self.as_of
            for steps in map(effective_entries, each_stream)
        )

    def restricted_to(
        self,
        service: str | None = None,  # noqa: ARG002 - a plan that is folded is there as a whole
        report: str | None = None,  # noqa: ARG002 - the same
        kind: str | None = None,  # noqa: ARG002 - the same
    ) -> FoldedPlan:
        """Return a plan that need hold no other items than those of a service, report or kind.

        A service is named by a part of its id or of its names, a report by its beginning.
        """
        return self

    def batches(self) -> Iterable[FoldedPlan]:
        """Yield plans that have the items in turn, in their order; each is read when it comes."""
        return [self]

    def resolve_texts(self, answer: Answer) -> Answer:
        """Return an answer with every text in it."""
        return answer

    @cached_property
    def _serving(self) -> dict[ItemRef, list[Counted]]:
        serving: defaultdict[ItemRef, list[Counted]] = defaultdict(list)
        for item in self.items_with_links():
            for link in item.links:
                served = item.actions.get(link.action or 0)
                if link.relation is Relation.SERVES and served is not None:
                    serving[link.to].append((item, served))
        return serving

    def actions(self, item: Recommendation) -> list[Counted]:
        """Return the actions that count under an item: its own, then those that serve it."""
        return [(item, a) for a in item.actions.values()] + self._serving.get(item.ref, [])

    def covering(self, item: Recommendation) -> Recommendation:
        """Return the item whose status stands for this one's: itself, unless it is covered."""
        seen = {item.ref}
        while (ref := item.covered_by) is not None and ref not in seen:
            covering = self.item(ref)
            if covering is None:
                break
            item = covering
            seen.add(ref)
        return item

    def status(self, item: Recommendation) -> Status:
        """Return where an item stands; a covered one stands where what covers it does."""
        covering = self.covering(item)
        return covering.status_among(action for _, action in self.actions(covering))

    def rating(self, item: Recommendation) -> Rating:
        """Return the rating of an item and its reason; a covered one has that of what covers it."""
        covering = self.covering(item)
        rating = rate_item(covering, self.actions(covering), self.as_of, self.settings.numbers)
        if covering is item:
            return rating
        return Rating(rating.rag, f"covered by {covering.ref}: {rating.reason}")

    def figures(self, item: Recommendation) -> Figures:
        """Return what the actions counted under an item add up to."""
        return figures(self.actions(item), self.as_of)

    def themes(self, item: Recommendation) -> list[str]:
        """Return what an item is put under, each once."""
        return [str(theme) for theme in item.themes]

    def name(self, party: str) -> str:
        """Return what a party is called on the day."""
        return self.people.name(party)

    def service_name(self, service_id: ServiceId) -> str:
        """Return what a service is called on the day, or its id where it is not known."""
        known = self._service(f"{SERVICE}{service_id}")
        return service_id if known is None else known.name


def report_order(item: Recommendation) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Return where an item stands: by report, recommendations first, then by number."""
    return print_order(item.inspection, item.number, item.standard)


def print_order(
    report: str, number: str, standard: str | None
) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Return where an item stands in the order of the reports: 10 after 9."""
    parts = number.replace("-", ".").split(".")
    key = tuple((int(part), "") if part.isdigit() else (0, part) for part in parts)
    return report, ((0 if standard is None else 1, ""), *key)


def contains_words(wanted: str, names: Iterable[str]) -> bool:
    """Whether the words asked for stand in one of the names, in either case."""
    return any(wanted.casefold() in name.casefold() for name in names)


class ServiceMatcher:
    """The services that are named by a part of their ids or names; all of them where none is."""

    def __init__(self, plan: FoldedPlan, words: str | None) -> None:
        """Take the words, and the plan that knows what each service is and was called."""
        self._plan = plan
        self._words = words
        self._names: dict[ServiceId, list[str]] | None = None

    def __contains__(self, service: str) -> bool:
        """Whether a service is among them."""
        if self._words is None:
            return True
        if self._names is None:  # at once: each text that is looked up alone takes its time
            every = self._plan.services.items()
            names = {known: [str(name) for _, name in service.names] for known, service in every}
            self._names = self._plan.resolve_texts(names)
        return contains_words(self._words, [service, *self._names.get(ServiceId(service), ())])
