"""The base of all use cases: a ledger, who acts on it, and one command as one unit of work."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from tracker.application.command_context import CommandActor, CommandContext, PlannedEntry
from tracker.application.concurrent_entries import entries_meanwhile, meanwhile_sentence
from tracker.domain import settings as rules
from tracker.domain.bitemporal import london_day
from tracker.domain.errors import NotFoundError, RefusedError, UsageError
from tracker.projection.projector import Projector
from tracker.queries.folded_plan import FoldedPlan
from tracker.queries.known_streams import KnownStreams
from tracker.queries.resolve_moment import resolve_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType
    from typing import Self

    from tracker.domain.bitemporal import Entry, Moment
    from tracker.domain.parties import Party
    from tracker.ledger.ledger import Ledger


class Receipt(NamedTuple):
    """What one command recorded, or would have; nothing if it was true already.

    `repeated` says that a command with this id had recorded it before; `meanwhile` is what others
    recorded, of what it is about, while the command was on its way.
    """

    entries: tuple[Entry, ...]
    dry_run: bool = False
    repeated: bool = False
    meanwhile: tuple[Entry, ...] = ()


_LOOK = "Look at it, and type this again only if it still has to be."


class _DryRunError(Exception):
    """A dry run is over: everything is undone."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self.entries = tuple(entries)


class UseCases:
    """A ledger, and who acts on it."""

    def __init__(self, record: Ledger, acting: CommandActor | None = None) -> None:
        """Take an open ledger; `acting` may be left out for asking."""
        record.project_with(lambda store: Projector(store).catch_up)
        self.record = record
        self.acting = acting or CommandActor()

    def acting_as(self, acting: CommandActor) -> Self:
        """Return the same ledger with another person acting."""
        return type(self)(self.record, acting)

    def __enter__(self) -> Self:
        """Use the ledger until the end of a block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the ledger."""
        self.record.close()

    # Asking.

    def moment(
        self, as_of: date | None = None, known_at: int | date | datetime | None = None
    ) -> Moment:
        """Resolve the pair a question is asked of; both now where not given.

        Raises UsageError for knowledge of the future, NotFoundError for a position beyond the end.
        """
        return resolve_moment(self.record, self.record.now(), as_of, known_at)

    def folded_plan(self, moment: Moment | None = None) -> FoldedPlan:
        """Return the plan at a moment, now if none is given; it folds only what is asked for."""
        with self.record.reading():
            asked = moment or self.moment()
            streams = KnownStreams(self.record, asked.position)
            return FoldedPlan(streams, asked, self.record.head(asked.position))

    def find_party(self, typed: str) -> Party:
        """Return the one party known today by a name. Raises as `Unit.party`."""
        with self.record.reading():
            return CommandContext(self.record, self.acting, None).party(typed)

    def settings(self) -> rules.Settings:
        """Return the numbers of the rules in force today."""
        return rules.fold_settings(self.record.stream(rules.STREAM), london_day(self.record.now()))

    # Recording: one unit of work each.

    def run_command(
        self,
        decide: Callable[[CommandContext], Sequence[PlannedEntry]],
        on: date | None = None,
        after: Callable[[CommandContext, Sequence[Entry]], None] | None = None,
        *,
        behind: bool = False,
    ) -> Receipt:
        """Decide and record in one unit of work; a command id recorded before is done already.

        `behind` is for what is done while the clock is behind the record.
        """
        try:
            with self.record.unit():
                command = self.acting.command_id
                if command is not None and (done := self.record.command(command)):
                    return Receipt(tuple(done), repeated=True)
                unit, head = CommandContext(self.record, self.acting, on), self.record.head()
                try:
                    if unit.logins:  # a person who is not let in sees no other refusal first
                        _ = unit.actor
                    entries = unit.save(decide(unit))
                except (RefusedError, NotFoundError, UsageError) as error:
                    if not behind:  # under a wrong clock any rule refuses by the wrong day
                        self.record.check_clock(head)
                    others = entries_meanwhile(unit, head.position)
                    if others and isinstance(error, RefusedError):
                        error.args = (f"{error.sentence} {meanwhile_sentence(others)} {_LOOK}",)
                    raise
                others = entries_meanwhile(unit, head.position)
                if after is not None:
                    after(unit, entries)
                self._stop_if_dry_run(entries)
        except _DryRunError as rehearsed:
            return Receipt(rehearsed.entries, dry_run=True)
        return Receipt(tuple(entries), meanwhile=others)

    def _stop_if_dry_run(self, entries: Sequence[Entry]) -> None:
        if self.acting.dry_run:
            self.record.head()  # what was only to be sent to a server is sent, and may be refused
            raise _DryRunError(entries)
