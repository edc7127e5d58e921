"""What there is to count in each service at one moment, from the few facts of each item it needs.

An item that is covered by another is not counted, that one is. Its own actions are.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from tracker.domain.item_figures import ItemCounts
    from tracker.domain.vocabulary import ItemRef, ServiceId
    from tracker.queries.plan import Plan


@dataclass(slots=True)
class Tally:
    """What the figures of a service are made of; `days` to close, one for each closed item."""

    items: int = 0
    days: list[int] = field(default_factory=list)
    reached: int = 0
    in_time: int = 0
    ever_closed: int = 0
    reopened: int = 0
    actions: int = 0
    slips: int = 0
    viewed: int = 0
    steps: int = 0

    @property
    def closed(self) -> int:
        """How many are closed."""
        return len(self.days)

    @property
    def open(self) -> int:
        """How many do not."""
        return self.items - self.closed


def tally_services(plan: Plan, every: Iterable[ItemCounts]) -> dict[ServiceId, Tally]:
    """Return what there is to count in each service that has one of these items, by its id."""
    known = {facts.ref: facts for facts in every}

    def look(ref: ItemRef) -> ItemCounts | None:
        if ref not in known and (other := plan.item(ref)) is not None:
            return plan.counts(other)
        return known.get(ref)

    by_service: dict[ServiceId, Tally] = {}
    for facts in known.values():
        tally = by_service.setdefault(facts.service, Tally())
        tally.actions += facts.actions
        tally.slips += facts.slips
        if not _is_covered(facts, look):
            _count(tally, facts, plan.as_of)
    return dict(sorted(by_service.items()))


def total(every: Iterable[Tally]) -> Tally:
    """Return the tally of several services as one."""
    total = Tally()
    for tally in every:
        for count in fields(Tally):
            setattr(total, count.name, getattr(total, count.name) + getattr(tally, count.name))
    return total


def _is_covered(facts: ItemCounts, look: Callable[[ItemRef], ItemCounts | None]) -> bool:
    """Whether another item covers it. Items that cover each other are not covered."""
    at, seen = facts, {facts.ref}
    while at.covered_by is not None and (covering := look(at.covered_by)) is not None:
        if covering.ref in seen:
            return covering.ref != facts.ref
        seen.add(covering.ref)
        at = covering
    return at is not facts


def _count(tally: Tally, facts: ItemCounts, as_of: date) -> None:
    closed_on, first = facts.closed_on, facts.first_date
    tally.items += 1
    if closed_on is not None:
        tally.days.append(max(0, (closed_on - facts.published_on).days))
    if first is not None and first <= as_of:
        tally.reached += 1
        tally.in_time += closed_on is not None and closed_on <= first
    tally.ever_closed += closed_on is not None or facts.times_reopened > 0
    tally.reopened += facts.times_reopened > 0
    if facts.gap is not None:
        tally.viewed += 1
        tally.steps += facts.gap
