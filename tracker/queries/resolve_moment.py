"""What a question is asked of: the moment that --as-of and --known-at name, resolved once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from tracker.domain.bitemporal import Moment, end_of_day, london_day
from tracker.domain.errors import UsageError, long_date
from tracker.domain.hints import hint

if TYPE_CHECKING:
    from typing import Protocol

    from tracker.ledger.head import Head

    KnownAt = int | date | datetime
    """What is typed for --known-at: a position, a day or an instant."""

    class LedgerPositions(Protocol):
        """Where a ledger says which entries there are."""

        def head(self, position: int | None = None, /) -> Head:
            """Return the head, or that at a position."""

        def save_of(self, position: int, /) -> tuple[int, int]:
            """Return the first and last position of the save that holds an entry."""

        def position_at(self, before: datetime, /) -> int:
            """Return the last position recorded before an instant."""


def resolve_moment(
    ledger: LedgerPositions, now: datetime, as_of: date | None, known_at: KnownAt | None
) -> Moment:
    """Return the moment asked about; both are now where not given.

    Raises UsageError for knowledge of the future, NotFoundError for a position beyond the end.
    """
    today = london_day(now)
    position, known_day = _known(ledger, now, today, known_at)
    return Moment(known_day if as_of is None else as_of, position, known_day, today)


def _known(
    ledger: LedgerPositions, now: datetime, today: date, known_at: KnownAt | None
) -> tuple[int, date]:
    if known_at is None:
        return ledger.head().position, today
    if isinstance(known_at, int):
        position = ledger.save_of(known_at)[1]
        instant = ledger.head(position).recorded_at
        return position, today if instant is None else london_day(instant)
    if not isinstance(known_at, datetime):
        if known_at > today:
            raise _future(f"{long_date(known_at)} is in the future")
        return ledger.position_at(end_of_day(known_at)), known_at
    if known_at > now:
        raise _future("That instant is in the future")
    after = known_at + timedelta(microseconds=1)
    return ledger.position_at(after), london_day(known_at)


def _future(what: str) -> UsageError:
    return UsageError(
        f"{what}, so what is known then is not recorded yet.", hint=hint("name-past-moment")
    )
