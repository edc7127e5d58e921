"""What is recorded about parties, services, the board's meetings and the numbers of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.application.command_context import CommandContext, PlannedEntry
from tracker.application.logins import bind, check_login
from tracker.application.use_cases import Receipt, UseCases
from tracker.domain import board_meetings, events, parties
from tracker.domain import settings as rules
from tracker.domain.bitemporal import london_day
from tracker.domain.errors import RuleError
from tracker.domain.free_text import clean
from tracker.domain.parties import PARTY
from tracker.domain.services import SERVICE, Service, service_id
from tracker.domain.vocabulary import TITLE, PartyKind, Role
from tracker.ledger.envelope import NewEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from tracker.domain.vocabulary import Setting
    from tracker.ledger.ledger import Ledger


class DirectoryCommands(UseCases):
    """The verbs about who and when, rather than what."""

    @classmethod
    def begin(
        cls,
        record: Ledger,
        *,
        service: str,
        chair: str,
        manager: str,
        on: date | None = None,
        demonstration: bool = False,
    ) -> Receipt:
        """Begin a ledger just created: its service, chair and manager, recorded by the manager."""
        names = {
            role: clean(name, limit=TITLE, what=f"name of the {role}")
            for role, name in ((Role.CHAIR, chair), (Role.MANAGER, manager))
        }
        title = clean(service, limit=TITLE, what="name of the service")
        with cls(record).record.unit():
            day_one = on or london_day(record.now())
            new = [NewEntry("ledger", day_one, events.LedgerBegun(demonstration=demonstration))]
            new.append(
                NewEntry(f"{SERVICE}{service_id(title)}", day_one, events.ServiceAdded(name=title))
            )
            for number, (role, name) in enumerate(names.items(), start=1):
                stream = f"{PARTY}p{number}"
                added = events.PartyAdded(kind=PartyKind.PERSON, name=name)
                new.append(NewEntry(stream, day_one, added))
                new.append(NewEntry(stream, day_one, events.RoleTaken(role=role)))
            if record.logins() is not None:
                new.append(NewEntry(f"{PARTY}p2", day_one, events.LoginBound(login=record.login)))
            entries = record.append(new, actor="p2", command_id="init")
            bind(record, entries)
            return Receipt(tuple(entries))

    def add_party(
        self, name: str, kind: PartyKind, *, role: Role | None = None, on: date | None = None
    ) -> Receipt:
        """Make a person, role or body known, perhaps with the role a person holds."""
        name = clean(name, limit=TITLE, what="name")

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            unit.refuse_name(name)
            stream = f"{PARTY}{unit.new_party_id()}"
            new_events: list[events.PartyEvent] = [events.PartyAdded(kind=kind, name=name)]
            if role is not None and kind is not PartyKind.PERSON:
                raise RuleError(f"{name} is a {kind}; only a person is {role}.")
            if role is not None:
                fresh = parties.Party(unit.actor.id, kind, (name,))
                new_events += fresh.take_role(role, on=unit.on, until=None)
            return [PlannedEntry(stream, event, unit.on) for event in new_events]

        return self.run_command(decide, on)

    def _about_party(
        self,
        typed: str,
        on: date | None,
        decide: Callable[[parties.Party, CommandContext], Sequence[events.PartyEvent]],
    ) -> Receipt:
        def change(unit: CommandContext) -> list[PlannedEntry]:
            party = unit.party(typed)
            return [
                PlannedEntry(f"{PARTY}{party.id}", event, unit.on) for event in decide(party, unit)
            ]

        return self.run_command(change, on)

    def rename_party(self, typed: str, name: str, *, on: date | None = None) -> Receipt:
        """Rename a person, a role or an organisation."""
        name = clean(name, limit=TITLE, what="name")

        def decide(party: parties.Party, unit: CommandContext) -> list[events.PartyEvent]:
            unit.refuse_name(name, but=party.id)
            return party.rename(name)

        return self._about_party(typed, on, decide)

    def take_role(
        self, typed: str, role: Role, *, until: date | None = None, on: date | None = None
    ) -> Receipt:
        """Let a person hold a role."""
        return self._about_party(
            typed, on, lambda party, unit: party.take_role(role, on=unit.on, until=until)
        )

    def end_role(self, typed: str, role: Role, *, on: date | None = None) -> Receipt:
        """Let a person no longer hold a role, from a day on."""
        return self._about_party(typed, on, lambda party, unit: party.end_role(role, on=unit.on))

    def bind_login(self, typed: str, login: str | None) -> Receipt:
        """Link a login to a party from now on; null unlinks it."""
        login = None if login is None else clean(login, limit=TITLE, what="login")

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            party, logins = unit.party(typed), unit.logins
            if logins is None:
                known = unit.people.by_id.values()
                logins = {
                    str(party_.login): party_.id for party_ in known if party_.login is not None
                }
            else:
                mine = (login_ for login_, whose in logins.items() if whose == party.id)
                party = party._replace(login=next(mine, None))
            new_events = party.bind_login(login)
            if new_events:
                check_login(party, login, logins, unit.actor.id if unit.logins else None)
            return [PlannedEntry(f"{PARTY}{party.id}", event, unit.today) for event in new_events]

        return self.run_command(decide, after=lambda unit, entries: bind(unit.record, entries))

    def rename_service(self, typed: str, name: str, *, on: date | None = None) -> Receipt:
        """Let a service go by another name."""
        name = clean(name, limit=TITLE, what="name")
        return self._about_service(typed, on, lambda service, _: service.rename(name))

    def merge_service(self, typed: str, into: str, *, on: date | None = None) -> Receipt:
        """Let a service become part of another."""
        return self._about_service(
            typed, on, lambda service, unit: service.merge(unit.service(into))
        )

    def _about_service(
        self,
        typed: str,
        on: date | None,
        decide: Callable[[Service, CommandContext], Sequence[events.ServiceEvent]],
    ) -> Receipt:
        def change(unit: CommandContext) -> list[PlannedEntry]:
            service = unit.service(typed)
            return [
                PlannedEntry(f"{SERVICE}{service.id}", event, unit.on)
                for event in decide(service, unit)
            ]

        return self.run_command(change, on)

    def add_meeting(self, *days: date, on: date | None = None) -> Receipt:
        """Book board meetings."""
        return self.run_command(
            lambda unit: [
                PlannedEntry(board_meetings.STREAM, event, unit.on)
                for fixed in dict.fromkeys(days)
                for event in board_meetings.add_meeting(unit.meetings, fixed)
            ],
            on,
        )

    def move_meeting(self, meeting: date, to: date, *, on: date | None = None) -> Receipt:
        """Move a board meeting to another day."""
        return self.run_command(
            lambda unit: [
                PlannedEntry(board_meetings.STREAM, event, unit.on)
                for event in board_meetings.move_meeting(unit.meetings, meeting, to)
            ],
            on,
        )

    def agree_setting(
        self, setting: Setting, value: int | None, *, on: date | None = None
    ) -> Receipt:
        """Agree another number for a rule; null lifts a limit."""
        return self.run_command(
            lambda unit: [
                PlannedEntry(rules.STREAM, event, unit.on)
                for event in rules.agree_setting(unit.settings, setting, value)
            ],
            on,
        )
