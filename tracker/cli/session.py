"""One run of the command line: which ledger, who acts, and what the dates typed mean."""

from __future__ import annotations

import os
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, overload

from tracker.application.open_ledger import (
    FILE,
    OpenLedger,
    current_folder,
    nearest_ledger,
    parse_location,
)
from tracker.domain.errors import NotFoundError, RefusedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import date, datetime

    from tracker.application.tracker import Receipt, Tracker
    from tracker.domain.bitemporal import Moment
    from tracker.ledger.postgres.address import Address
    from tracker.queries.plan import Plan
    from tracker.queries.reader import ReadModelReader


class Stage(NamedTuple):
    """What the tour sets up for one command: its instant, the width of the page, and silence."""

    instant: datetime
    width: int
    quiet: bool = False


STAGE: ContextVar[Stage | None] = ContextVar("stage", default=None)
"""Set by the tour alone; an instant is played only in a ledger that says it is a demonstration."""


@dataclass
class Session:
    """The options before a command, and its ledger once it is open."""

    ledger: str | None = None
    by: str | None = None
    decided_by: str | None = None
    minute: str | None = None
    command_id: str | None = None
    _open: OpenLedger | None = field(default=None, init=False)

    def close(self) -> None:
        """Close the ledger, if it was opened."""
        if self._open is not None:
            self._open.close()
        self._open = None

    def location(self) -> Path | Address:
        """Return the place of the ledger: --ledger, TRACKER_LEDGER, or tracker.db here or above.

        Raises NotFoundError if none of these names one.
        """
        typed = self.ledger
        if typed is None:
            typed = os.environ.get("TRACKER_LEDGER") or None
        if typed is not None:
            return parse_location(typed)
        nearest = nearest_ledger(current_folder())
        if nearest is None:
            raise NotFoundError(
                f"There is no ledger ({FILE}) in this folder or above it. "
                "To start one: tracker init. To see one: tracker tour"
            )
        return nearest

    def open(self) -> OpenLedger:
        """Return the ledger, opened. Raises RefusedError if the tour would play in a real one."""
        if self._open is None:
            self._open = OpenLedger(self.location(), _clock())
            if STAGE.get() is not None and not self._open.reader().is_demonstration():
                raise RefusedError("An instant is played only in a demonstration ledger.")
        return self._open

    def reader(self) -> ReadModelReader:
        """Return the ledger, open for reading the read model."""
        return self.open().reader()

    def tracker(self) -> Tracker:
        """Return the ledger, open for every use case."""
        return self.open().tracker()

    def stored_plan(self, moment: Moment) -> AbstractContextManager[Plan]:
        """Give the plan at a moment for a block, from the read model if it is up to date."""
        return self.open().stored_plan(moment)

    def record(
        self,
        do: Callable[[Tracker], Receipt],
        *,
        dry_run: bool = False,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Run one command that changes, and say what it recorded; `then` says what belongs to it.

        If either is cut short, the error says that the answer was not printed.
        """
        from tracker.application.tracker import CommandActor
        from tracker.cli.receipt import print_receipt, print_safely

        tracker = self.tracker()
        by = os.environ.get("TRACKER_BY") or None if self.by is None else self.by
        if by is None and tracker.record.logins() is None:
            from tracker.cli.remembered_actor import remembered_actor

            with self.open().named_errors():
                by = remembered_actor(tracker)
        from uuid import uuid4

        command = uuid4().hex if self.command_id is None else self.command_id
        acting = CommandActor(by, self.decided_by, self.minute, command, dry_run)
        try:
            with self.open().named_errors():
                receipt = do(tracker.acting_as(acting))
        except KeyboardInterrupt:
            self._look_what_stopped(command)
            raise
        stage = STAGE.get()
        if stage is None or not stage.quiet:
            with print_safely(() if dry_run else receipt.entries):
                if receipt.entries and tracker.settings().name_check:
                    from tracker.cli.personal_data_notice import print_personal_data_notice

                    print_personal_data_notice(receipt, tracker)
                with self.stored_plan(self.reader().moment()) as plan:
                    print_receipt(receipt, plan, self, brief=stage is not None)
                if then is not None:
                    then()

    def _look_what_stopped(self, command: str) -> None:
        """Find out whether a stopped command had recorded. Raises UnprintedReceiptError if so."""
        import signal

        from tracker.cli.receipt import print_safely

        undisturbed = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            self.close()
            if entries := self.tracker().record.command(command):
                with print_safely(entries):
                    raise KeyboardInterrupt
        finally:
            signal.signal(signal.SIGINT, undisturbed)

    def folded_plan(self, moment: Moment) -> Plan:
        """Return the plan at a moment, folded."""
        return self.tracker().folded_plan(moment)

    @overload
    def day(self, typed: str, *, forward: bool = False) -> date: ...

    @overload
    def day(self, typed: str | None, *, forward: bool = False) -> date | None: ...

    def day(self, typed: str | None, *, forward: bool = False) -> date | None:
        """Return the day that was typed; `forward` for what is due. `board` is a meeting."""
        return None if typed is None else self.open().day(typed, forward=forward)

    def due(self, typed: str) -> date:
        """Return the day by which something is due."""
        return self.day(typed, forward=True)

    def moment(self, as_of: str | None, known_at: str | None) -> Moment:
        """Return the moment of --as-of and --known-at as typed; both are now if not given."""
        return self.open().moment(as_of, known_at)


def _clock() -> Callable[[], datetime] | None:
    """Return the clock that the tour plays; null for the ledger's own."""
    stage = STAGE.get()
    if stage is None:
        return None
    instant = stage.instant
    return lambda: instant


def file(typed: str) -> Path:
    """Return the path of a file as typed. Raises UsageError for an address."""
    location = parse_location(typed)
    if isinstance(location, Path):
        return location
    raise UsageError(f"This takes a file, and {location} is not one.")


def copy_file(typed: str, otherwise: str) -> Path:
    """Return the path of a copy as typed. Raises UsageError for an address."""
    location = parse_location(typed)
    if isinstance(location, Path):
        return location
    raise UsageError(f"{location} is no file: {otherwise}.")


def home_file(typed: str) -> Path:
    """Return the file typed; ~ is a home folder, if there is one of that name."""
    with suppress(RuntimeError):
        return Path(typed).expanduser()
    return Path(typed)


def day_stated(typed: str | None) -> date | None:
    """Return the day typed when there may be no ledger yet to say what today is."""
    if typed is None:
        return None
    from tracker.application.date_phrases import understand
    from tracker.domain.bitemporal import london_day
    from tracker.ledger.system import system_clock

    return understand(typed, today=london_day(system_clock()), forward=False)
