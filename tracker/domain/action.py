"""An action: a concrete step with one accountable owner, a first date and a current one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.vocabulary import ActionStatus

if TYPE_CHECKING:
    from datetime import date

    from tracker.domain.free_text import Erased
    from tracker.domain.vocabulary import PartyId


class DateChange(NamedTuple):
    """A request for another due date. If it was agreed, `on` is the day of the agreement."""

    was: date
    to: date
    reason: str | Erased
    asked_by: PartyId
    asked_at: int
    asked_on: date
    agreed_by: PartyId | None = None
    on: date | None = None


@dataclass(frozen=True)
class Action:
    """A step towards an item. `first_due` is the date first promised and is never lost.

    `percent` is the last progress logged, 0 to 100, and null before the first. `touched` is the
    latest day on which anything about it took effect.
    """

    number: int
    what: str | Erased
    owner: PartyId
    due: date
    first_due: date
    supporting: tuple[PartyId, ...]
    assigned_on: date
    assigned_at: int
    touched: date
    started: bool = False
    percent: int | None = None
    completed_on: date | None = None
    withdrawn_on: date | None = None
    ended_by_closure: bool = False
    asked: DateChange | None = None
    date_changes: tuple[DateChange, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is still to be carried out."""
        return self.completed_on is None and self.withdrawn_on is None

    @property
    def status(self) -> ActionStatus:
        """Its status: derived, never typed."""
        if self.withdrawn_on is not None:
            return ActionStatus.WITHDRAWN
        if self.completed_on is not None:
            return ActionStatus.COMPLETE
        return ActionStatus.IN_PROGRESS if self.started else ActionStatus.NOT_STARTED

    @property
    def done_percent(self) -> int:
        """How much of it is done: complete is 100, no percentage counts as 0."""
        return 100 if self.completed_on is not None else self.percent or 0

    @property
    def slips(self) -> tuple[DateChange, ...]:
        """The agreed date changes that put it off."""
        return tuple(change for change in self.date_changes if change.to > change.was)

    def days_late(self, as_of: date) -> int:
        """Whole days past the agreed date, 0 when not late or no longer open."""
        return max(0, (as_of - self.due).days) if self.is_open else 0

    def days_late_first(self, as_of: date) -> int:
        """Whole days past the date first promised, 0 when not late or no longer open."""
        return max(0, (as_of - self.first_due).days) if self.is_open else 0
