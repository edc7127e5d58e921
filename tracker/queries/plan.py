"""The plan at one moment: what can be asked of it, however it is read.

`Plan` folds it from the entries, which is what a plan means. `StoredPlan` reads it from the
read model, and has to give the same answers.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Protocol

from tracker.domain.item_figures import (
    Counted,
    Figures,
    ItemCounts,
    figures,
    item_counts,
    rate_item,
)
from tracker.domain.rag import Rating
from tracker.domain.vocabulary import ItemRef, Relation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date
    from typing import Self, TypeVar

    from tracker.domain import board_meetings
    from tracker.domain import settings as rules
    from tracker.domain.bitemporal import Moment
    from tracker.domain.inspection import Inspection
    from tracker.domain.parties import Party, People
    from tracker.domain.recommendation import Recommendation
    from tracker.domain.services import Service
    from tracker.domain.vocabulary import InspectionId, Role, ServiceId, Status
    from tracker.ledger.head import Head
    from tracker.queries.known_streams import KnownStreams
    from tracker.queries.statement import Statement

    Answer = TypeVar("Answer")


class Plan(Protocol):
    """Every item, report, party and number there is on a day, as known at a position.

    A plan may be restricted to some items. It still finds any other by its reference, for an item
    may be covered or served by one elsewhere.
    """

    moment: Moment
    head: Head

    # What each kind of plan reads in its own way.

    @property
    def streams(self) -> KnownStreams:
        """Every entry known at the moment, by stream."""
        ...

    @property
    def items(self) -> Mapping[ItemRef, Recommendation]:
        """Every item in the plan on the day, by its reference, in the order of the reports."""
        ...

    @property
    def inspections(self) -> Mapping[InspectionId, Inspection]:
        """Every report published by the day, by its id, the oldest first."""
        ...

    @property
    def people(self) -> People:
        """Every party known on the day."""
        ...

    def role_holders(self, roles: Collection[Role]) -> list[Party]:
        """Return the parties that hold one of some roles on the day."""
        ...

    @property
    def services(self) -> Mapping[ServiceId, Service]:
        """Every service known on the day; one known only later has its first name."""
        ...

    @property
    def settings(self) -> rules.Settings:
        """The numbers of the rules in force on the day."""
        ...

    @property
    def meetings(self) -> board_meetings.Meetings:
        """The days of the board's meetings, as booked by the day."""
        ...

    def settings_on(self, day: date) -> rules.Settings:
        """Return the numbers of the rules on another day, as known at the moment."""
        ...

    def report_on(self, known: InspectionId, day: date) -> Inspection | None:
        """Return a report as it was on another day, as known at the moment."""
        ...

    def name(self, party: str) -> str:
        """Return the name of a party on the day; its id if it is not known."""
        ...

    def service_name(self, service_id: ServiceId) -> str:
        """Return the name of a service on the day; its id if it is not known."""
        ...

    def item(self, ref: ItemRef) -> Recommendation | None:
        """Return an item in the plan on the day, restricted or not; null if it is not there."""
        ...

    def of_item(self, ref: ItemRef) -> Self:
        """Return the plan of one item's report."""
        ...

    def of_report(self, report: InspectionId) -> list[Recommendation]:
        """Return the items of one report, in its order."""
        ...

    def restricted_to(
        self, service: str | None = None, report: str | None = None, kind: str | None = None
    ) -> Self:
        """Return the plan of the items of a service, a report or a kind.

        A service is given by a part of its id or of a name it has had, a report by the beginning of
        its id.
        """
        ...

    def batches(self) -> Iterable[Self]:
        """Yield plans that have the items in turn, in their order; each is read when it comes."""
        ...

    def linking(self, ref: ItemRef) -> list[Recommendation]:
        """Return the items in the plan with a link to one, in the order of the reports."""
        ...

    def serving(self, ref: ItemRef) -> list[Counted]:
        """Return the actions under other items that serve one."""
        ...

    def item_counts(self) -> Iterable[ItemCounts]:
        """Return what is counted of each item."""
        ...

    def entry_changes(
        self, before: Self
    ) -> Iterable[tuple[Statement | None, Statement | None, Statement]]:
        """Yield what entries about items said at an earlier moment, say now, and how to show them.

        Entries that say the same are left out. What an entry says is null if it does not count, or
        not yet on the day; it is shown all the same.
        """
        ...

    def streams_beginning(self, prefix: str) -> list[str]:
        """Return the streams whose names begin so, of those with an entry known at the moment."""
        ...

    def actions_ever(self, ref: ItemRef) -> set[int]:
        """Return the number of every action ever assigned under an item, taken back or not."""
        ...

    def wrong_clock_ranges(self) -> list[tuple[int, int, int]]:
        """Return the entries recorded by a wrong clock: the first, the last, which one says so."""
        ...

    def has_begun(self) -> bool:
        """Whether anything at all had happened by the day."""
        ...

    def resolve_texts(self, answer: Answer) -> Answer:
        """Return an answer with every text in it; a query does so before it returns one."""
        ...

    def themes(self, item: Recommendation) -> list[str]:
        """Return the themes of an item, each once."""
        ...

    # What follows from those.

    @property
    def as_of(self) -> date:
        """The day asked about, to its end."""
        return self.moment.as_of

    def links_to(self, ref: ItemRef) -> list[Recommendation]:
        """Return the other items that have a link to one, in the order of the reports."""
        return [item for item in self.linking(ref) if item.ref != ref]

    def actions(self, item: Recommendation) -> list[Counted]:
        """Return the actions that count under an item: its own, then those that serve it."""
        return [(item, action) for action in item.actions.values()] + self.serving(item.ref)

    def covering(self, item: Recommendation) -> Recommendation:
        """Return the item whose status this one has: itself, unless another covers it."""
        seen = {item.ref}
        while (ref := item.covered_by) is not None and ref not in seen:
            covering = self.item(ref)
            if covering is None:
                break
            item = covering
            seen.add(ref)
        return item

    def status(self, item: Recommendation) -> Status:
        """Return the status of an item; a covered one has that of the item that covers it."""
        covering = self.covering(item)
        return covering.status_among(action for _, action in self.actions(covering))

    def rating(self, item: Recommendation) -> Rating:
        """Return the rating of an item and its reason; a covered one has the covering item's."""
        covering = self.covering(item)
        rating = rate_item(covering, self.actions(covering), self.as_of, self.settings.numbers)
        if covering is item:
            return rating
        return Rating(rating.rag, f"covered by {covering.ref}: {rating.reason}")

    def counts(self, item: Recommendation) -> ItemCounts:
        """Return what is counted of an item."""
        return item_counts(item, self.actions(item))

    def figures(self, item: Recommendation) -> Figures:
        """Return what the actions that count under an item add up to."""
        return figures(self.actions(item), self.as_of)


def links_by_target(items: Iterable[Recommendation]) -> dict[ItemRef, list[Recommendation]]:
    """Return the items that have a link, by the item they link to, each once."""
    linking: defaultdict[ItemRef, list[Recommendation]] = defaultdict(list)
    for item in items:
        for target in dict.fromkeys(link.to for link in item.links):
            linking[target].append(item)
    return dict(linking)


def serving_actions(items: Iterable[Recommendation]) -> dict[ItemRef, list[Counted]]:
    """Return the actions of some items that serve other items, by the item served."""
    serving: defaultdict[ItemRef, list[Counted]] = defaultdict(list)
    for item in items:
        for link in item.links:
            action = item.actions.get(link.action or 0)
            if link.relation is Relation.SERVES and action is not None:
                serving[link.to].append((item, action))
    return dict(serving)


def report_order(item: Recommendation) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Return the place of an item: by report, recommendations first, then by number."""
    return print_order(item.inspection, item.number, item.standard)


def print_order(
    report: str, number: str, standard: str | None
) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Return the place of an item in the order of the reports: 10 after 9."""
    parts = number.replace("-", ".").split(".")
    key = tuple((int(part), "") if part.isdigit() else (0, part) for part in parts)
    return report, ((0 if standard is None else 1, ""), *key)
