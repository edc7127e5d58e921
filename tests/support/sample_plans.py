"""Whole plans of the examples in `given.py`, with the people they speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import given as g

from tracker.domain import events as e
from tracker.domain.bitemporal import Entry, Moment, london_day
from tracker.domain.vocabulary import PartyId, PartyKind, Role
from tracker.ledger.envelope import Head
from tracker.queries.folded_plan import FoldedPlan
from tracker.queries.known_streams import KnownStreams, by_stream

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.ledger.linked_entries import Targets

PEOPLE: Final = {
    g.CHAIR: ("The Chair", PartyKind.PERSON, Role.CHAIR),
    g.MANAGER: ("The Manager", PartyKind.PERSON, Role.MANAGER),
    g.CLERK: ("The Clerk", PartyKind.PERSON, Role.CLERK),
    g.INSPECTOR: ("The Inspector", PartyKind.PERSON, Role.INSPECTOR),
    g.POLICE: ("The police", PartyKind.BODY, None),
    g.EDUCATION: ("Head of Education", PartyKind.ROLE, None),
}
FIRST_OF_PEOPLE: Final = 1001
"""The position of the first entry about people: those of a test count from 1."""


class Entries:
    """Entries that are in no ledger, read as a ledger's are."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Take the entries, in order of position."""
        self._by_stream = by_stream(entries)
        self._entries = entries

    def entries(self, *, upto: int) -> list[Entry]:
        """Return all of them up to a position."""
        return [entry for entry in self._entries if entry.position <= upto]

    def stream(self, name: str, /) -> list[Entry]:
        """Return those of one stream."""
        return self._by_stream.get(name, [])

    def streams(self, prefix: str, upto: int, /) -> list[str]:
        """Return the streams that begin so and had begun by a position."""
        return [
            name
            for name, entries in self._by_stream.items()
            if name.startswith(prefix) and entries[0].position <= upto
        ]

    def streams_linking(self, targets: Sequence[Targets], upto: int, /) -> list[str]:
        """Return the streams with an entry, up to a position, that links into some ranges."""
        return [
            name
            for name, entries in self._by_stream.items()
            if any(
                start <= f'{event.to}"'.encode() < end
                for start, end in targets
                for entry in entries
                for event in (entry.event, getattr(entry.event, "event", None))
                if isinstance(event, e.RecommendationLinked) and entry.position <= upto
            )
        ]


def everybody() -> list[Entry]:
    """Return what made everybody known, on the day of the publication."""
    values = []
    for party, (name, kind, role) in PEOPLE.items():
        about: list[e.AnyEvent] = [e.PartyAdded(kind=kind, name=name)]
        about += [] if role is None else [e.RoleTaken(role=role)]
        values += [g.entry(event, on=g.PUBLISHED, stream=f"party:{party}") for event in about]
    return [entry._replace(position=n) for n, entry in enumerate(values, start=FIRST_OF_PEOPLE)]


def plan(*entries: Entry, on: date = g.TODAY, known: date | None = None) -> FoldedPlan:
    """Return the plan on a day, as it was known at the end of a day: at the end of all, usually."""
    every = [x for x in g.recorded(*entries) if known is None or london_day(x.recorded_at) <= known]
    last = every[-1] if every else None
    position, instant = (0, None) if last is None else (last.position, last.recorded_at)
    head = Head("a ledger", position, "0" * 64, instant)
    moment = Moment(on, head.position, known or g.TODAY, g.TODAY)
    known_entries = [*every, *everybody()]
    streams = KnownStreams(Entries(known_entries), known_entries[-1].position)
    return FoldedPlan(streams, moment, head)


def role_taken(party: PartyId, role: Role, *, on: date = g.BOARD) -> Entry:
    """Return a role that somebody took."""
    return g.entry(e.RoleTaken(role=role), on=on, stream=f"party:{party}")
