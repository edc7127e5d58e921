"""A clock that is behind the record: what a person says of it, so that recording goes on."""

from __future__ import annotations

from datetime import timedelta

from tracker.application.command_context import CommandContext, PlannedEntry
from tracker.application.use_cases import Receipt, UseCases
from tracker.domain.errors import ClockError, IntegrityError, RuleError
from tracker.domain.events import ClockAnomaly
from tracker.domain.free_text import clean
from tracker.ledger.timestamps import format_instant, is_behind


class ClockCommands(UseCases):
    """The verb about the computer's clock."""

    def acknowledge_clock(self, *, reason: str) -> Receipt:
        """Say that the clock is right, and the times of what was recorded after it in doubt.

        Entries are then recorded just after the last, until the clock has passed it. Raises
        RuleError if the clock is not behind, IntegrityError if it is before the ledger.
        """
        reason = clean(reason, what="reason")

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            now, head = self.record.now(), self.record.head()
            if head.recorded_at is None or not is_behind(now, head.recorded_at):
                raise RuleError(
                    "This computer's clock is not behind the record; there is nothing to "
                    "acknowledge."
                )
            begun = self.record.head(1).recorded_at
            if begun is not None and is_behind(now, begun):
                raise IntegrityError(
                    f"This computer's clock says {now:%d %B %Y %H:%M:%S} UTC, before this ledger "
                    f"was begun at {begun:%d %B %Y %H:%M:%S} UTC: that cannot be right. Nothing "
                    "was recorded; set this computer's clock right."
                )
            try:
                self.record.check_clock(head)
            except ClockError:
                first = self.record.position_at(now + timedelta(microseconds=1)) + 1
                event = ClockAnomaly(
                    first=first, last=head.position, clock=format_instant(now), reason=reason
                )
                return [PlannedEntry("ledger", event, unit.today)]
            return []

        return self.run_command(decide, behind=True)
