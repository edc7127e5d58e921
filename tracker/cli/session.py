"""One run of the command line: which ledger, who acts, and what the dates typed mean."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, overload

from tracker.domain.errors import (
    NotFoundError,
    RefusedError,
    TrackerError,
    UsageError,
    with_names,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from datetime import date, datetime

    from tracker.application import Receipt, Tracker
    from tracker.domain.bitemporal import Moment
    from tracker.ledger.postgres.address import Address
    from tracker.queries.plan import Plan
    from tracker.queries.reader import ReadModelReader

FILE = "tracker.db"
"""What a ledger is called where nobody says otherwise."""


class Stage(NamedTuple):
    """What the tour sets up for one command: its instant, the width of the page, and silence."""

    instant: datetime
    width: int
    quiet: bool = False


STAGE: ContextVar[Stage | None] = ContextVar("stage", default=None)
"""Set by the tour alone; an instant is played only in a ledger that says it is a demonstration."""


@dataclass
class Session:
    """What stands before the command, and the ledger once it is open."""

    ledger: str | None = None
    by: str | None = None
    decided_by: str | None = None
    minute: str | None = None
    command_id: str | None = None
    _reading: ReadModelReader | None = field(default=None, init=False)
    _open: Tracker | None = field(default=None, init=False)

    def close(self) -> None:
        """Close the ledger, if it was opened."""
        if self._open is not None:
            self._open.record.close()
        elif self._reading is not None:
            self._reading.store.close()
        self._open = self._reading = None

    def location(self) -> Path | Address:
        """Return where the ledger is: --ledger, TRACKER_LEDGER, or tracker.db here or above.

        Raises NotFoundError where none of these names one.
        """
        typed = self.ledger
        if typed is None:
            typed = os.environ.get("TRACKER_LEDGER") or None
        if typed is not None:
            return parse_location(typed)
        here = _here()
        for folder in (here, *here.parents):
            if os.path.lexists(folder / FILE):  # where nobody may look there is none
                return folder / FILE
        raise NotFoundError(
            f"There is no ledger ({FILE}) in this folder or above it; "
            "tracker init begins one, tracker tour shows one."
        )

    def reader(self) -> ReadModelReader:
        """Return the ledger, open for asking what its read model holds."""
        if self._reading is None:
            from tracker.ledger import open_store
            from tracker.queries.reader import ReadModelReader

            store = open_store.open_store(self.location())
            self._reading = ReadModelReader(
                store, lambda moment: self.tracker().folded_plan(moment), _clock()
            )
            if STAGE.get() is not None and not self._reading.is_demonstration():
                raise RefusedError("An instant is played only in a demonstration ledger.")
        return self._reading

    def tracker(self) -> Tracker:
        """Return the ledger, open for everything."""
        if self._open is None:
            from tracker.application import Tracker
            from tracker.ledger.ledger import Ledger

            self._open = Tracker(Ledger.over(self.reader().store, clock=_clock()))
        return self._open

    def stored_plan(self, moment: Moment) -> AbstractContextManager[Plan]:
        """Give the plan at a moment for a block, from the read model where it can be."""
        return self.reader().plan(moment)

    def record(
        self,
        do: Callable[[Tracker], Receipt],
        *,
        dry_run: bool = False,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Run one command that changes, and say what it recorded; `then` says what belongs to it.

        Whatever cuts either short is told as an answer that was not printed.
        """
        from tracker.application import CommandActor
        from tracker.cli.receipt import print_receipt, print_safely

        tracker = self.tracker()
        by = os.environ.get("TRACKER_BY") or None if self.by is None else self.by
        if by is None and tracker.record.logins() is None:
            from tracker.cli.remembered_actor import remembered_actor

            with self.names():
                by = remembered_actor(tracker)
        from uuid import uuid4

        command = uuid4().hex if self.command_id is None else self.command_id
        acting = CommandActor(by, self.decided_by, self.minute, command, dry_run)
        try:
            with self.names():
                receipt = do(tracker.acting_as(acting))
        except KeyboardInterrupt:
            self._look_what_stopped(command)
            raise
        stage = STAGE.get()
        if stage is None or not stage.quiet:
            with print_safely(() if dry_run else receipt.entries):
                if receipt.entries and tracker.settings().name_check:
                    from tracker.cli.personal_data_notice import remark_on

                    remark_on(receipt, tracker)
                with self.stored_plan(self.reader().moment()) as plan:
                    print_receipt(receipt, plan, brief=stage is not None)
                if then is not None:
                    then()

    def _look_what_stopped(self, command: str) -> None:
        """Say whether a command that somebody stopped had recorded. Raises UntoldError if so."""
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

    @contextmanager
    def names(self) -> Iterator[None]:
        """Give the parties in a refusal their names, on its way out of this block."""
        try:
            yield
        except TrackerError as error:
            if "«" in error.sentence:
                from functools import partial

                from tracker.queries.directory import party_name

                with self.stored_plan(self.reader().moment()) as plan:
                    error.args = (with_names(error.sentence, partial(party_name, plan)),)
            raise

    def folded_plan(self, moment: Moment) -> Plan:
        """Return the plan at a moment."""
        return self.tracker().folded_plan(moment)

    @overload
    def day(self, typed: str, *, forward: bool = False) -> date: ...

    @overload
    def day(self, typed: str | None, *, forward: bool = False) -> date | None: ...

    def day(self, typed: str | None, *, forward: bool = False) -> date | None:
        """Return the day somebody typed; `forward` for what is due. `board` is a meeting."""
        if typed is None:
            return None
        from tracker.cli.dates import understand

        reading = self.reader()
        meetings = reading.meetings() if "board" in typed.lower() else ()
        return understand(typed, today=reading.today(), forward=forward, meetings=meetings)

    def due(self, typed: str) -> date:
        """Return the day by which something is to be done."""
        return self.day(typed, forward=True)

    def moment(self, as_of: str | None, known_at: str | None) -> Moment:
        """Resolve --as-of and --known-at as typed; both are now where not given."""
        reading = self.reader()
        if as_of is None and known_at is None:
            return reading.moment()
        from tracker.cli.dates import understand_known, understand_strict

        today = reading.today()
        asked: date | None = None
        if as_of is not None and as_of.strip().lower() == "board":
            asked = self.day("board")
        elif as_of is not None:
            asked = understand_strict(as_of, today=today)
        known = None if known_at is None else understand_known(known_at, today=today)
        return reading.moment(asked, known)


def _clock() -> Callable[[], datetime] | None:
    """Return the clock that the tour plays; null where there is none but the ledger's own."""
    stage = STAGE.get()
    if stage is None:
        return None
    instant = stage.instant
    return lambda: instant


def parse_location(typed: str) -> Path | Address:
    """Return where a ledger is, or is to be, as typed: a file, or an address of a server.

    Raises UsageError for what is neither, and for an address with a password in it.
    """
    from tracker.ledger.postgres.address import address

    if not typed:
        raise UsageError("The ledger has to be named: an empty text is no file.")
    path = Path(typed)
    return address(typed) or (path if path.is_absolute() else _here() / path)


def file(typed: str) -> Path:
    """Return where a file is, or is to be, as typed. Raises UsageError for an address."""
    location = parse_location(typed)
    if isinstance(location, Path):
        return location
    raise UsageError(f"This takes a file, and {location} is none.")


def copy_file(typed: str, otherwise: str) -> Path:
    """Return where a copy is kept, or is to be. Raises UsageError for an address."""
    location = parse_location(typed)
    if isinstance(location, Path):
        return location
    raise UsageError(f"{location} is no file: {otherwise}.")


def home_file(typed: str) -> Path:
    """Return the file typed; ~ is a home, where there is one of that name."""
    with suppress(RuntimeError):
        return Path(typed).expanduser()
    return Path(typed)


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError:
        raise NotFoundError("The folder that this is typed in is not there any more.") from None


def day_stated(typed: str | None) -> date | None:
    """Return the day somebody typed where there may be no ledger yet to ask what today is."""
    if typed is None:
        return None
    from tracker.cli.dates import understand
    from tracker.domain.bitemporal import london_day
    from tracker.ledger.system import system_clock

    return understand(typed, today=london_day(system_clock()), forward=False)
