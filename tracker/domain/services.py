"""Services: an id, and its names over time. Renaming or merging one leaves the record alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.bitemporal import effective_up_to
from tracker.domain.errors import RuleError
from tracker.domain.lazy_import import lazy_import
from tracker.domain.vocabulary import ServiceId

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.domain import events as e
    from tracker.domain.bitemporal import Entry
    from tracker.domain.free_text import Erased
else:
    e = lazy_import("tracker.domain.events")


SERVICE = "service:"
"""The name of a service's stream, before its id."""

_SHARED = {"youth", "justice", "offending", "service", "services", "team", "yos", "yjs", "yot"}
"""The words that the names of all services share."""


class Service(NamedTuple):
    """A youth justice service on a day: its names with the day each began, the latest last."""

    id: ServiceId
    names: tuple[tuple[date, str | Erased], ...]
    merged_into: ServiceId | None = None

    @property
    def name(self) -> str:
        """Its name on this day."""
        return str(self.names[-1][1])

    def rename(self, name: str) -> list[e.ServiceEvent]:
        """Rename it; the same name changes nothing."""
        return [] if name == self.names[-1][1] else [e.ServiceRenamed(name=name)]

    def merge(self, into: Service) -> list[e.ServiceEvent]:
        """Merge it into another; what was recorded stays where it was."""
        if into.id == self.id:
            raise RuleError(f"{self.name} cannot be merged into itself.")
        if self.merged_into is not None:
            if self.merged_into == into.id:
                return []
            raise RuleError(f"{self.name} became part of {self.merged_into} already.")
        if into.merged_into is not None:
            raise RuleError(f"{into.name} is itself part of {into.merged_into} by now.")
        return [e.ServiceMerged(into=into.id)]


def service_id(name: str) -> ServiceId:
    """Return an id made from a service's name: its place, without words that all services share."""
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in name.casefold()).split()
    name_words = [word for word in words if word not in _SHARED]
    return ServiceId("-".join(name_words or words)[:60].strip("-") or "service")


def fold_service(entries: Sequence[Entry], as_of: date) -> Service | None:
    """Return a service as it was at the end of a day; null before it was added."""
    names: list[tuple[date, str | Erased]] = []
    merged_into: ServiceId | None = None
    for step in effective_up_to(entries, as_of):
        match step.event:
            case e.ServiceAdded(name=name) | e.ServiceRenamed(name=name):
                names.append((step.effective_on, name))
            case e.ServiceMerged(into=into):
                merged_into = into
            case _:
                pass
    if not names:
        return None
    return Service(ServiceId(entries[0].stream.removeprefix(SERVICE)), tuple(names), merged_into)
