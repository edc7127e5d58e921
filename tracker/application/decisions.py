"""Answers, decisions, claims and judgements: one method a verb, one unit of work a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.application.command_context import CommandContext, PlannedEntry
from tracker.application.input_cleaning import clean_optional
from tracker.application.use_cases import Receipt, UseCases
from tracker.domain import events as e
from tracker.domain.bitemporal import corrections_in_force, effective_entries
from tracker.domain.errors import SamePersonError
from tracker.domain.free_text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.domain.recommendation import Recommendation
    from tracker.domain.vocabulary import ClosedAs, Progress, Response


class DecisionCommands(UseCases):
    """Responses, decisions, the service's own view and the inspector's judgement."""

    def respond(
        self,
        refs: Sequence[str],
        response: Response,
        *,
        part: str | None = None,
        why: str | None = None,
        on: date | None = None,
    ) -> Receipt:
        """Answer items."""
        part, why = clean_optional(part, what="part"), clean_optional(why, what="reason")

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            return [
                change
                for item in {item_.ref: item_ for item_ in map(unit.only_item, refs)}.values()
                for change in unit.planned(
                    item,
                    item.respond(response, part=part, why=why, minuted=unit.minuted, on=unit.on),
                )
            ]

        return self.run_command(decide, on)

    def agree(self, refs: Sequence[str], *, on: date | None = None) -> Receipt:
        """Agree closures and date changes that another person asked for."""

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            changes: list[PlannedEntry] = []
            for reference, item in dict(map(unit.item, refs)).items():
                _refuse_own_wording(unit, item, reference.action)
                if reference.action is None:
                    events = item.agree_closure(by=unit.decider, on=unit.on)
                else:
                    events = item.agree_date_change(reference.action, by=unit.decider, on=unit.on)
                changes += unit.planned(item, events)
            return changes

        return self.run_command(decide, on)

    def refuse(self, ref: str, *, why: str, on: date | None = None) -> Receipt:
        """Refuse the closure of an item, or another date for an action."""
        why = clean(why, what="reason")

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            reference, item = unit.item(ref)
            _refuse_own_wording(unit, item, reference.action)
            if reference.action is None:
                events = item.refuse_closure(why=why, by=unit.decider, on=unit.on)
            else:
                events = item.refuse_date_change(
                    reference.action, why=why, by=unit.decider, on=unit.on
                )
            return unit.planned(item, events)

        return self.run_command(decide, on)

    def propose(
        self, ref: str, closed_as: ClosedAs, *, why: str, on: date | None = None
    ) -> Receipt:
        """Propose to close an item."""
        why = clean(why, what="reason")

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            item = unit.only_item(ref)
            return unit.planned(item, item.propose_closure(closed_as, why=why, on=unit.on))

        return self.run_command(decide, on)

    def self_assess(
        self, ref: str, progress: Progress, *, why: str, on: date | None = None
    ) -> Receipt:
        """Say how far the service itself thinks it has come with an item."""
        why = clean(why, what="reason")

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            item = unit.only_item(ref)
            return unit.planned(item, item.claim(progress, why=why, on=unit.on))

        return self.run_command(decide, on)

    def judge(self, ref: str, progress: Progress, *, why: str, on: date | None = None) -> Receipt:
        """Say how far the inspector judges that the service has come with an item."""
        why = clean(why, what="reason")

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            item = unit.only_item(ref)
            events = item.judge(progress, why=why, minuted=unit.minuted, on=unit.on)
            return unit.planned(item, events)

        return self.run_command(decide, on)


def _refuse_own_wording(unit: CommandContext, item: Recommendation, action: int | None) -> None:
    """Refuse a decision by the person who corrected the request: it is theirs too."""
    entries = unit.timeline(item.ref).entries
    asked = [
        step.position
        for step in effective_entries(entries)
        if step.effective_on <= unit.on and _asks(step.event, action)
    ]
    live = corrections_in_force(entries)
    for entry in entries:
        if (
            isinstance(entry.event, e.EntryCorrected)
            and entry.event.entry in asked[-1:]
            and entry.position in live
            and entry.actor in unit.decider.people
        ):
            raise SamePersonError("put right", entry.actor)


def _asks(event: e.PlainEvent, action: int | None) -> bool:
    if action is None:
        return isinstance(event, e.ClosureProposed)
    return isinstance(event, e.DateChangeAsked) and event.action == action
