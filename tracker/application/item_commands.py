"""Notes, and an action's life: assigned, worked on, put off, handed on, ended, taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.application.command_context import CommandContext, PlannedEntry
from tracker.application.input_cleaning import clean_optional
from tracker.application.use_cases import Receipt, UseCases
from tracker.domain.errors import RuleError
from tracker.domain.free_text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class ItemCommands(UseCases):
    """The verbs about what has to be carried out."""

    def assign(
        self,
        ref: str,
        what: str,
        *,
        owner: str,
        due: date,
        supporting: Sequence[str] = (),
        on: date | None = None,
    ) -> Receipt:
        """Assign an action towards an item."""
        what = clean(what, what="action")

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            item = unit.only_item(ref)
            events = item.assign_action(
                what,
                owner=unit.party(owner).id,
                due=due,
                supporting=[unit.party(name).id for name in supporting],
                on=unit.on,
            )
            return unit.planned(item, events)

        return self.run_command(decide, on)

    def log(
        self, ref: str, note: str, *, percent: int | None = None, on: date | None = None
    ) -> Receipt:
        """Note something about an item, or progress on an action."""
        note = clean(note, what="note")

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            reference, item = unit.item(ref)
            events = item.log(note, action=reference.action, percent=percent, on=unit.on)
            return unit.planned(item, events)

        return self.run_command(decide, on)

    def complete(self, ref: str, *, note: str | None = None, on: date | None = None) -> Receipt:
        """Report an action carried out."""
        note = clean_optional(note, what="note")

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            item, action = unit.action(ref)
            return unit.planned(item, item.complete_action(action, note=note, on=unit.on))

        return self.run_command(decide, on)

    def withdraw(self, ref: str, *, why: str, on: date | None = None) -> Receipt:
        """Withdraw an action."""
        why = clean(why, what="reason")

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            item, action = unit.action(ref)
            return unit.planned(item, item.withdraw_action(action, why=why, on=unit.on))

        return self.run_command(decide, on)

    def reopen(self, ref: str, *, why: str, on: date | None = None) -> Receipt:
        """Take up a closed item, or a complete or withdrawn action, again."""
        why = clean(why, what="reason")

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            reference, item = unit.item(ref)
            if reference.action is None:
                events = item.reopen(why=why, minuted=unit.minuted, on=unit.on)
            else:
                events = item.reopen_action(
                    reference.action, why=why, minuted=unit.minuted, on=unit.on
                )
            return unit.planned(item, events)

        return self.run_command(decide, on)

    def reassign(self, ref: str, *, owner: str, on: date | None = None) -> Receipt:
        """Give an action to another owner."""

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            item, action = unit.action(ref)
            to = unit.party(owner).id
            return unit.planned(item, item.reassign_action(action, owner=to, on=unit.on))

        return self.run_command(decide, on)

    def reassign_all(self, *, old: str, owner: str, on: date | None = None) -> Receipt:
        """Give every open action of one party to another owner."""

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            was, to = unit.party(old), unit.party(owner).id
            owned = [
                (item, action.number)
                for item in unit.items(unit.on)
                for action in item.actions.values()
                if action.is_open and action.owner == was.id
            ]
            if not owned:
                raise RuleError(f"{was.name} owns no open action.")
            return [
                change
                for item, number in owned
                for change in unit.planned(item, item.reassign_action(number, owner=to, on=unit.on))
            ]

        return self.run_command(decide, on)

    def reschedule(self, ref: str, *, to: date, reason: str, on: date | None = None) -> Receipt:
        """Ask for another due date of an action."""
        reason = clean(reason, what="reason")

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            item, action = unit.action(ref)
            events = item.ask_date_change(
                action, to=to, reason=reason, settings=unit.settings, on=unit.on
            )
            return unit.planned(item, events)

        return self.run_command(decide, on)
