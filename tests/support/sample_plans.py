"""Whole plans of the examples in `given.py`, with the people they speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import given as g

from tracker.domain import events as e
from tracker.domain.bitemporal import Entry, Moment, london_day
from tracker.domain.vocabulary import PartyId, PartyKind, Role
from tracker.ledger.envelope import Head
from tracker.queries.folded_plan import FoldedPlan
from tracker.queries.known_streams import by_stream

if TYPE_CHECKING:
    from datetime import date

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


def everybody() -> list[Entry]:
    """Return what made everybody known, on the day of the publication."""
    made = []
    for party, (name, kind, role) in PEOPLE.items():
        about: list[e.AnyEvent] = [e.PartyAdded(kind=kind, name=name)]
        about += [] if role is None else [e.RoleTaken(role=role)]
        made += [g.entry(event, on=g.PUBLISHED, stream=f"party:{party}") for event in about]
    return [entry._replace(position=n) for n, entry in enumerate(made, start=FIRST_OF_PEOPLE)]


def plan(*entries: Entry, on: date = g.TODAY, known: date | None = None) -> FoldedPlan:
    """Return the plan on a day, as it was known at the end of a day: at the end of all, usually."""
    every = [x for x in g.recorded(*entries) if known is None or london_day(x.recorded_at) <= known]
    last = every[-1] if every else None
    position, instant = (0, None) if last is None else (last.position, last.recorded_at)
    head = Head("a ledger", position, "0" * 64, instant)
    moment = Moment(on, head.position, known or g.TODAY, g.TODAY)
    return FoldedPlan(by_stream([*every, *everybody()]), moment, head)


def role_taken(party: PartyId, role: Role, *, on: date = g.BOARD) -> Entry:
    """Return a role that somebody took."""
    return g.entry(e.RoleTaken(role=role), on=on, stream=f"party:{party}")
