"""People, roles and organisations: who they are on a day, and which roles the people hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never

from tracker.domain.bitemporal import effective_entries
from tracker.domain.errors import RuleError, long_date, party_mark
from tracker.domain.lazy_import import lazy_import
from tracker.domain.vocabulary import PartyId, PartyKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from tracker.domain import events as e
    from tracker.domain.bitemporal import EffectiveEntry, Entry
    from tracker.domain.free_text import Erased
else:
    e = lazy_import("tracker.domain.events")


PARTY = "party:"
"""The name of a party's stream, before its id."""


class HeldRole(NamedTuple):
    """A role held from a day, with or without a last day."""

    role: Role
    since: date
    until: date | None = None


class Party(NamedTuple):
    """A party that may own or do things: its names, the latest last, and the roles it has held.

    `login` is its login on a server.
    """

    id: PartyId
    kind: PartyKind
    names: tuple[str | Erased, ...]
    held: tuple[HeldRole, ...] = ()
    login: str | Erased | None = None

    @property
    def name(self) -> str:
        """Its name on this day."""
        return str(self.names[-1])

    def roles(self, on: date) -> frozenset[Role]:
        """Return the roles held on a day."""
        return frozenset(
            h.role for h in self.held if h.since <= on and (h.until is None or on <= h.until)
        )

    def rename(self, name: str) -> list[e.PartyEvent]:
        """Rename it; the same name changes nothing."""
        return [] if name == self.names[-1] else [e.PartyRenamed(name=name)]

    def take_role(self, role: Role, *, on: date, until: date | None) -> list[e.PartyEvent]:
        """Give a person a role from a day, with or without a last day."""
        if self.kind is not PartyKind.PERSON:
            raise RuleError(f"{party_mark(self.id)} is a {self.kind}; only a person is {role}.")
        if until is not None and until < on:
            raise RuleError(
                f"A role cannot end on {long_date(until)}, before it begins on {long_date(on)}."
            )
        if any(h == HeldRole(role, on, until) for h in self.held):
            return []
        if role in self.roles(on):
            raise RuleError(f"{party_mark(self.id)} is {role} on {long_date(on)} already.")
        return [e.RoleTaken(role=role, until=until)]

    def end_role(self, role: Role, *, on: date) -> list[e.PartyEvent]:
        """End a person's role from a day on."""
        if role not in self.roles(on):
            raise RuleError(f"{party_mark(self.id)} is not {role} on {long_date(on)}.")
        return [e.RoleEnded(role=role)]

    def bind_login(self, login: str | None) -> list[e.PartyEvent]:
        """Link a login from now on; null unlinks it. The same login again changes nothing."""
        if self.kind is PartyKind.BODY:
            raise RuleError(
                f"{party_mark(self.id)} is an organisation; the manager or clerk records for it."
            )
        return [] if login == self.login else [e.LoginBound(login=login)]


def fold_party(entries: Sequence[Entry], as_of: date) -> Party | None:
    """Return a party as it was at the end of a day; null before the first entry about it.

    A role may be dated before its person was added, and counts all the same.
    """
    steps = effective_entries(entries)
    if not steps or steps[0].effective_on > as_of:
        return None
    folded: Party | None = None
    for step in steps:
        if isinstance(step.event, e.PartyAdded):
            known = PartyId(step.entry.stream.removeprefix(PARTY))
            folded = Party(known, step.event.kind, (step.event.name,))
    for step in steps:
        if folded is not None and step.effective_on <= as_of:
            folded = _evolve(folded, step)
    return folded


def _evolve(known: Party, step: EffectiveEntry) -> Party:
    event = step.event
    if not isinstance(event, e.PartyEvent):
        return known
    match event:
        case e.PartyAdded():
            return known
        case e.PartyRenamed(name=name):
            return known._replace(names=(*known.names, name))
        case e.RoleTaken(role=role, until=until):
            return known._replace(held=(*known.held, HeldRole(role, step.effective_on, until)))
        case e.RoleEnded(role=role):
            return known._replace(held=tuple(_without_role(known.held, role, step.effective_on)))
        case e.LoginBound(login=login):
            return known._replace(login=login)
        case _:
            assert_never(event)


def _without_role(held: Iterable[HeldRole], role: Role, on: date) -> Iterable[HeldRole]:
    for h in held:
        if h.role is role and h.since <= on and (h.until is None or on <= h.until):
            if h.since < on:
                yield h._replace(until=_day_before(on))
        else:
            yield h


def _day_before(on: date) -> date:
    return type(on).fromordinal(on.toordinal() - 1)


class People(NamedTuple):
    """All parties known on a day, by id; `later` holds those added after it."""

    by_id: Mapping[PartyId, Party]
    later: Mapping[PartyId, Party]

    def name(self, party_id: str) -> str:
        """Return a party's name; if it is not known yet on this day, its first name later on."""
        known = self.by_id.get(PartyId(party_id)) or self.later.get(PartyId(party_id))
        return str(party_id) if known is None or not known.names else known.name


def first_names(entries: Iterable[Entry]) -> tuple[str | Erased, ...]:
    """Return the name a party was added with, whenever that took effect; empty if it never was."""
    return tuple(x.event.name for x in entries if isinstance(x.event, e.PartyAdded))[:1]


def fold_people(streams: Mapping[str, Sequence[Entry]], as_of: date) -> People:
    """Return all parties known at the end of a day, from the streams of a ledger."""
    now: dict[PartyId, Party] = {}
    later: dict[PartyId, Party] = {}
    for stream, entries in streams.items():
        if stream.startswith(PARTY):
            known = fold_party(entries, as_of)
            if known is not None:
                now[known.id] = known
            else:
                party_id = PartyId(stream.removeprefix(PARTY))
                later[party_id] = Party(party_id, PartyKind.PERSON, first_names(entries))
    return People(now, later)
