"""Which items a question is about: by service, report, status, owner and so on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.vocabulary import ServiceId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tracker.domain.free_text import Erased
    from tracker.domain.recommendation import Recommendation
    from tracker.domain.vocabulary import Kind, Rag, Status
    from tracker.queries.plan import Plan


def contains_words(wanted: str, names: Iterable[str]) -> bool:
    """Whether one of the names contains the words asked for, in either case."""
    return any(wanted.casefold() in name.casefold() for name in names)


class ServiceMatcher:
    """The services whose ids, or names at any time, contain some words; all if there are none."""

    def __init__(self, plan: Plan, words: str | None) -> None:
        """Take the words, and the plan that knows the names of each service."""
        self._plan = plan
        self._words = words
        self._names: dict[ServiceId, list[str]] | None = None

    def __contains__(self, service: str) -> bool:
        """Whether a service is among them."""
        if self._words is None:
            return True
        if self._names is None:  # all at once: reading each text alone is slow
            every = self._plan.services.items()
            names = {known: [str(name) for _, name in service.names] for known, service in every}
            self._names = self._plan.resolve_texts(names)
        return contains_words(self._words, [service, *self._names.get(ServiceId(service), ())])


class OwnerMatcher:
    """The parties whose names, now or formerly, contain some words; all if there are none."""

    def __init__(self, plan: Plan, words: str | None) -> None:
        """Take the words, and the plan that knows the names of each party."""
        self._plan = plan
        self._words = words
        self._names: defaultdict[str, set[str]] | None = None

    def __contains__(self, name: str) -> bool:
        """Whether the party with this name is among them."""
        if self._words is None:
            return True
        if self._names is None:  # all at once, as for services
            bearers = [party.names for party in self._plan.people.by_id.values() if party.names]
            self._names = defaultdict(set)
            for names in self._plan.resolve_texts([[*map(str, names)] for names in bearers]):
                self._names[names[-1]].update(names)
        return contains_words(self._words, {name, *self._names[name]})


class ItemFilter(NamedTuple):
    """What is asked for. A field that is null asks for everything."""

    service: str | None = None
    inspection: str | None = None
    status: Status | None = None
    owner: str | None = None
    addressee: str | None = None
    rag: Rag | None = None
    theme: str | None = None
    kind: Kind | None = None
    overdue: bool = False

    def plan(self, plan: Plan) -> Plan:
        """Return the part of a plan that is searched."""
        return plan.restricted_to(
            self.service,
            None if self.inspection is None else self.inspection.lower(),
            None if self.kind is None else self.kind.value,
        )

    def items(self, plan: Plan) -> Iterator[Recommendation]:
        """Yield the items that match, in the order of the plan."""
        services, owners = ServiceMatcher(plan, self.service), OwnerMatcher(plan, self.owner)

        def matches(item: Recommendation) -> bool:
            return (
                item.service in services
                and (self.inspection is None or item.inspection.startswith(self.inspection.lower()))
                and (self.kind is None or item.kind is self.kind)
                and (self.status is None or plan.status(item) is self.status)
                and (self.addressee is None or _contains(plan, self.addressee, item.addressee))
                and (self.theme is None or any(_contains(plan, self.theme, x) for x in item.themes))
                and (self.owner is None or any(name in owners for name in _owners(plan, item)))
                and (not self.overdue or _is_late(plan, item))
                and (self.rag is None or plan.rating(item).rag is self.rag)
            )

        return filter(matches, plan.items.values())


def _contains(plan: Plan, wanted: str, text: str | Erased | None) -> bool:
    return contains_words(wanted, plan.resolve_texts([str(text or "")]))


def _owners(plan: Plan, item: Recommendation) -> list[str]:
    return plan.resolve_texts([plan.name(owner) for owner in plan.figures(item).owners])


def _is_late(plan: Plan, item: Recommendation) -> bool:
    figures = plan.figures(item)
    return figures.days_late_first > 0 or figures.days_late > 0
