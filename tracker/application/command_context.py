"""One command, from reading to recording, in one unit of work: who acts, on what, by what right."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from tracker.application.logins import logged_in
from tracker.application.lookups import Lookups
from tracker.application.save_checks import check_entries
from tracker.domain import events, rights
from tracker.domain import settings as rules
from tracker.domain.bitemporal import Entry, london_day
from tracker.domain.errors import (
    NotFoundError,
    RightError,
    RuleError,
    UsageError,
    joined,
    party_mark,
)
from tracker.domain.free_text import clean
from tracker.domain.hints import hint
from tracker.domain.inspection import INSPECTION
from tracker.domain.parties import PARTY, Party
from tracker.domain.recommendation import ITEM, Decider, Recommendation
from tracker.domain.reference import Reference, no_such_item, parse_reference, resolve_inspection
from tracker.domain.vocabulary import TITLE, InspectionId, ItemRef, PartyId, Role
from tracker.ledger.envelope import NewEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from tracker.domain.events import AnyEvent, Decision
    from tracker.ledger.ledger import Ledger

_TYPISTS = frozenset({Role.CHAIR, Role.VICE_CHAIR, Role.MANAGER, Role.CLERK})


class CommandActor(NamedTuple):
    """Who acts, as typed; another decider with the minute; the command's id; a dry run or not."""

    by: str | None = None
    decided_by: str | None = None
    minute: str | None = None
    command_id: str | None = None
    dry_run: bool = False


class PlannedEntry(NamedTuple):
    """An event to record in a stream, on a day.

    `decided` says that it was decided on the whole history of its item: the rules have run on
    everything that is recorded, so that nothing recorded can contradict it.
    """

    stream: str
    event: AnyEvent
    on: date
    decided: bool = False


class CommandContext(Lookups):
    """What one command reads and records. Use it inside the ledger's unit of work only."""

    def __init__(self, record: Ledger, acting: CommandActor, on: date | None) -> None:
        """Begin: today is read once; a command that gives no date takes effect today."""
        super().__init__(record, london_day(record.now()))
        self.acting = acting
        self.command_id = uuid4().hex if acting.command_id is None else acting.command_id
        self.on = on or self.today

    @cached_property
    def settings(self) -> rules.Settings:
        """The numbers of the rules on the day the command takes effect."""
        return self.settings_on(self.on)

    def settings_on(self, on: date) -> rules.Settings:
        """Return the numbers of the rules on a day."""
        return rules.fold_settings(self.record.stream(rules.STREAM), on)

    @cached_property
    def logins(self) -> dict[str, str] | None:
        """Which party each login is, where logins say who acts; null elsewhere."""
        return self.record.logins()

    @cached_property
    def actor(self) -> Party:
        """The person who types the command: on a server, the one who is logged in."""
        named = None if self.acting.by is None else self.party(self.acting.by)
        if self.logins:
            return logged_in(self, self.logins, named)
        if named is None:
            raise UsageError("Who is recording this?", hint=hint("name-actor"))
        return named

    @cached_property
    def decider(self) -> Decider:
        """The person who decides: the one who types, or the one the decision is minuted for."""
        if self.acting.decided_by is None:
            if self.acting.minute is not None:
                raise UsageError(
                    "A minute records another person's decision.",
                    hint=hint("name-decider"),
                )
            return Decider(self.actor.id)
        if self.acting.minute is None:
            raise UsageError(
                "Another person's decision is entered with its minute.",
                hint=hint("name-minute"),
            )
        decider = self.party(self.acting.decided_by)
        if decider.id == self.actor.id:
            raise UsageError(
                "Your own decision is not entered for another person.",
                hint=hint("omit-decider"),
            )
        self.check_typist()
        minute = clean(self.acting.minute, limit=TITLE, what="minute")
        return Decider(self.actor.id, events.Minuted(decided_by=decider.id, minute=minute))

    def check_typist(self) -> None:
        """Refuse to enter another person's decision without a role. Raises RightError."""
        if not self.actor.roles(self.today) & _TYPISTS:
            raise RightError(
                f"Only {joined(f'the {role}' for role in Role if role in _TYPISTS)} may enter "
                f"another person's decision; {party_mark(self.actor.id)} holds no such role today."
            )

    @property
    def minuted(self) -> events.Minuted | None:
        """The minute of a decision entered for another person."""
        return self.decider.minuted

    def new_party_id(self) -> PartyId:
        """Return the id of the next party: ids are never used twice."""
        taken = (int(name.removeprefix(f"{PARTY}p")) for name in self.record.streams(PARTY))
        return PartyId(f"p{max(taken, default=0) + 1}")

    def reference(self, typed: str) -> Reference:
        """Return what a reference names. Raises UsageError, AmbiguousError, NotFoundError."""
        start, number, action = parse_reference(typed)
        reports = self.record.streams(INSPECTION + start) or self.record.streams(INSPECTION)
        known = {InspectionId(name.removeprefix(INSPECTION)) for name in reports}
        inspection = resolve_inspection(start, known)
        reference = Reference(ItemRef(f"{inspection}/{number}"), action)
        if self.item_before(reference.item, self.on) is None:
            streams = self.record.streams(f"{ITEM}{inspection}/")
            every = [ItemRef(name.removeprefix(ITEM)) for name in streams]
            refs = [ref for ref in every if self.item_before(ref, self.on) is not None]
            if not refs:
                raise NotFoundError(f"{inspection} has no items now: they were taken back.")
            raise no_such_item(inspection, number, refs)
        return reference

    def item(self, typed: str) -> tuple[Reference, Recommendation]:
        """Return what a reference names, on the day of the command. Raises as `reference`."""
        reference = self.reference(typed)
        item = self.item_before(reference.item, self.on)
        if item is None:
            raise NotFoundError(f"There is no item {reference.item}.")
        if reference.action is not None and reference.action >= item.next_action:
            there = joined([str(n) for n in sorted(item.actions)] or ["none"], last="and")
            raise NotFoundError(f"{item.ref} has no action {reference.action}; it has {there}.")
        return reference, item

    def only_item(self, typed: str) -> Recommendation:
        """Return the item that a reference names. Raises UsageError for that of an action."""
        reference, item = self.item(typed)
        if reference.action is not None:
            raise UsageError(f"{reference} is an action; this is about the item {item.ref}.")
        return item

    def action(self, typed: str) -> tuple[Recommendation, int]:
        """Return the item and number of an action. Raises UsageError for a reference of an item."""
        reference, item = self.item(typed)
        if reference.action is None:
            raise UsageError(f"{item.ref} is an item; name one of its actions, as {item.ref}/1.")
        return item, reference.action

    def planned(self, item: Recommendation, events: Iterable[AnyEvent]) -> list[PlannedEntry]:
        """Return what an item decided as changes in its stream, on the day of the command."""
        decided = item is self.timeline(item.ref).complete
        return [PlannedEntry(f"{ITEM}{item.ref}", event, self.on, decided) for event in events]

    def save(self, changes: Sequence[PlannedEntry]) -> Sequence[Entry]:
        """Record changes together, if rights and histories allow them. The actor must be known."""
        _ = self.actor
        if not changes:
            return []
        self._minutes_only_decisions(changes)
        items = (c.stream.removeprefix(ITEM) for c in changes if c.stream.startswith(ITEM))
        self.prefetch([ItemRef(ref) for ref in items])
        for change in changes:
            self._check_right(change)
        in_stream = Counter(change.stream for change in changes)
        decided = {c.stream for c in changes if c.decided and in_stream[c.stream] == 1}
        check_entries(self, self._as_entries(changes), self.actor.id, decided)
        new = [NewEntry(c.stream, c.on, c.event) for c in changes]
        self.forget()
        return self.record.append(new, actor=self.actor.id, command_id=self.command_id)

    def _minutes_only_decisions(self, changes: Sequence[PlannedEntry]) -> None:
        decided = any(isinstance(c.event, events.Decision) for c in changes)
        minuting = self.acting.decided_by is not None or self.acting.minute is not None
        if minuting and not decided:
            raise RuleError(
                "Only a response, a decision or a judgement can be entered for another person.",
                hint=hint("omit-decider"),
            )

    def _check_right(self, change: PlannedEntry) -> None:
        """Check the right to record a change. The commands that correct check theirs themselves."""
        if isinstance(change.event, events.Mending):
            return
        person = self.actor
        if isinstance(change.event, events.Decision):
            person = self._rights_holder(change.event)
        self.check(person, change.stream, change.event)

    def _rights_holder(self, event: Decision) -> Party:
        """Return whose rights a decision goes by."""
        if event.minuted is None:
            return self.actor
        return self.people.by_id[event.minuted.decided_by]

    def check(self, person: Party, stream: str, event: AnyEvent) -> None:
        """Refuse what a person has no right to record today. Raises RightError."""
        item = None
        if stream.startswith(ITEM):
            item = self.item_before(ItemRef(stream.removeprefix(ITEM)), self.today)
        rights.check_right(rights.verb_of(event), person, today=self.today, item=item, event=event)

    def _as_entries(self, changes: Sequence[PlannedEntry]) -> list[Entry]:
        last, now = self.record.head().position, self.record.now()
        return [
            Entry(last + n, c.stream, c.on, now, self.actor.id, self.command_id, c.event)
            for n, c in enumerate(changes, start=1)
        ]
