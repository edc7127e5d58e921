"""What was just added to a ledger, as it will be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, cast, overload

from tracker.domain.bitemporal import Entry
from tracker.domain.vocabulary import PartyId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tracker.domain.events import AnyEvent
    from tracker.ledger.envelope import AppendPosition, NewRow, Save


class AppendedEntries(Sequence[Entry]):
    """The entries of a save. Their position is asked for when one of them is used.

    Looked at inside the unit of work, they are sent to whatever keeps the ledger there and then;
    after it, nothing more is asked.
    """

    def __init__(
        self, rows: Sequence[NewRow], save: Save, placed: Callable[[], AppendPosition]
    ) -> None:
        """Take the rows of one save, and the function that returns their position."""
        self._rows = rows
        self._save = save
        self._placed = placed

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | list[Entry]:
        """Return one, or some. Raises MisuseError if the unit of work failed."""
        return self._entries[index]

    @cached_property
    def _entries(self) -> list[Entry]:
        return [*self._read(self._placed())]

    def _read(self, location: AppendPosition) -> Iterator[Entry]:
        for position, row in enumerate(self._rows, location.after + 1):
            yield Entry(
                position,
                str(row.originator_id),
                date.fromisoformat(row.effective_on),
                location.recorded_at,
                PartyId(self._save.actor),
                self._save.command,
                cast("AnyEvent", row.event),
            )
