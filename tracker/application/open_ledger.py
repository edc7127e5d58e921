"""A ledger, found by its place and opened once: the plan, and what people type about it.

The command line and a page open ledgers, read dates and find moments here, so that they agree.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, overload

from tracker.domain.errors import NotFoundError, TrackerError, UsageError, with_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from datetime import date, datetime

    from tracker.application.tracker import Tracker
    from tracker.domain.bitemporal import Moment
    from tracker.ledger.postgres.address import Address
    from tracker.queries.plan import Plan
    from tracker.queries.reader import ReadModelReader
    from tracker.queries.resolve_moment import KnownAt

FILE = "tracker.db"
"""The name of a ledger's file, unless another is given."""


def current_folder() -> Path:
    """Return the folder this runs in. Raises NotFoundError if it is gone."""
    try:
        return Path.cwd()
    except OSError:
        raise NotFoundError("The folder that this is typed in is not there any more.") from None


def parse_location(typed: str) -> Path | Address:
    """Return the file or the address of a server that was typed.

    Raises UsageError for what is neither, and for an address with a password in it.
    """
    from tracker.ledger.postgres.address import address  # noqa: PLC0415 - only if one is typed

    if not typed:
        raise UsageError("The ledger has to be named: an empty text is no file.")
    path = Path(typed)
    return address(typed) or (path if path.is_absolute() else current_folder() / path)


def nearest_ledger(here: Path) -> Path | None:
    """Return the ledger's file in a folder or above it; null if there is none."""
    for folder in (here, *here.parents):
        if os.path.lexists(folder / FILE):  # a folder that may not be read holds none
            return folder / FILE
    return None


class OpenLedger:
    """One ledger, opened when it is first needed, and closed once."""

    def __init__(
        self, location: Path | Address, clock: Callable[[], datetime] | None = None
    ) -> None:
        """Take its place; without a clock, the ledger's own is used."""
        self.location = location
        self._clock = clock
        self._reader: ReadModelReader | None = None
        self._tracker: Tracker | None = None

    def close(self) -> None:
        """Close it, if it was opened."""
        if self._tracker is not None:
            self._tracker.record.close()
        elif self._reader is not None:
            self._reader.store.close()
        self._tracker = self._reader = None

    def reader(self) -> ReadModelReader:
        """Return the ledger, open for reading the read model."""
        if self._reader is None:
            from tracker.ledger import open_store  # noqa: PLC0415 - help opens no ledger
            from tracker.queries.reader import ReadModelReader  # noqa: PLC0415 - the same

            store = open_store.open_store(self.location)
            self._reader = ReadModelReader(
                store, lambda moment: self.tracker().folded_plan(moment), self._clock
            )
        return self._reader

    def tracker(self) -> Tracker:
        """Return the ledger, open for every use case."""
        if self._tracker is None:
            from tracker.application.tracker import Tracker  # noqa: PLC0415 - reading needs none
            from tracker.ledger.ledger import Ledger  # noqa: PLC0415 - the same

            self._tracker = Tracker(Ledger.over(self.reader().store, clock=self._clock))
        return self._tracker

    def stored_plan(self, moment: Moment) -> AbstractContextManager[Plan]:
        """Give the plan at a moment for a block, from the read model if it is up to date."""
        return self.reader().plan(moment)

    @contextmanager
    def named_errors(self) -> Iterator[None]:
        """Put the names of parties into a refusal, on its way out of this block."""
        try:
            yield
        except TrackerError as error:
            if "«" in error.sentence:
                from tracker.queries.directory import party_name  # noqa: PLC0415 - seldom needed

                with self.stored_plan(self.reader().moment()) as plan:
                    error.args = (with_names(error.sentence, partial(party_name, plan)),)
            raise

    @overload
    def day(self, typed: str, *, forward: bool = False) -> date: ...

    @overload
    def day(self, typed: str | None, *, forward: bool = False) -> date | None: ...

    def day(self, typed: str | None, *, forward: bool = False) -> date | None:
        """Return the day that was typed; `forward` for what is due. `board` is a meeting."""
        if typed is None:
            return None
        from tracker.application.date_phrases import understand  # noqa: PLC0415 - seldom needed

        reader = self.reader()
        meetings = reader.meetings() if "board" in typed.lower() else ()
        return understand(typed, today=reader.today(), forward=forward, meetings=meetings)

    def known_at(self, typed: str | None) -> KnownAt | None:
        """Return what --known-at or its field on a page names; null if it was not given."""
        if typed is None:
            return None
        from tracker.application.date_phrases import understand_known  # noqa: PLC0415 - the same

        return understand_known(typed, today=self.reader().today())

    def moment(self, as_of: str | None, known_at: str | None) -> Moment:
        """Return the moment that was typed as two dates; both are now if not given."""
        if as_of is None:
            return self.reader().moment(None, self.known_at(known_at))
        if as_of.strip().lower() == "board":
            return self.reader().moment(self.day("board"), self.known_at(known_at))
        from tracker.application.date_phrases import understand_strict  # noqa: PLC0415 - the same

        day = understand_strict(as_of, today=self.reader().today())
        return self.reader().moment(day, self.known_at(known_at))
