"""A ledger opened to be asked: what its read model holds, and no event of it.

Where the read model does not cover every entry, or is of another form, the answer is folded from
the entries: the same one, later.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from tracker.domain import board_meetings
from tracker.domain.bitemporal import Moment, london_day
from tracker.ledger.positions import Positions
from tracker.projection.codec import decode
from tracker.projection.coverage import is_complete
from tracker.queries.resolve_moment import resolve_moment
from tracker.queries.stored_plan import StoredPlan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from tracker.ledger.store import Store
    from tracker.queries.folded_plan import FoldedPlan
    from tracker.queries.plan import Plan
    from tracker.queries.resolve_moment import KnownAt

    Fold = Callable[[Moment], FoldedPlan]

_FIRST: Final = "SELECT topic, state FROM stored_events WHERE position = 1"


class ReadModelReader:
    """A ledger, open for asking."""

    def __init__(self, store: Store, fold: Fold, clock: Callable[[], datetime] | None) -> None:
        """Take the store it lies in, and what folds a plan where the read model has none."""
        self.store = store
        self._fold = fold
        self._clock = clock or store.now
        self._positions = Positions(store)

    def today(self) -> date:
        """Return today in London."""
        return london_day(self._clock())

    def moment(self, as_of: date | None = None, known_at: KnownAt | None = None) -> Moment:
        """Resolve the pair a question is asked of; both now where not given."""
        with self.store.reading():
            return resolve_moment(self._positions, self._clock(), as_of, known_at)

    @contextmanager
    def plan(self, moment: Moment) -> Iterator[Plan]:
        """Give the plan at a moment for this block, all of it from one snapshot."""
        with self.store.reading():
            if not is_complete(self.store):
                yield self._fold(moment)
                return
            head = self._positions.head(moment.position)
            yield StoredPlan(self.store, moment, head, lambda: self._fold(moment))

    def meetings(self) -> board_meetings.Meetings:
        """Return the days of the board's meetings as fixed by today."""
        with self.plan(self.moment()) as plan:
            return plan.meetings

    def is_demonstration(self) -> bool:
        """Whether the ledger's first entry says that it is a demonstration."""
        for topic, state in self.store.fetch_all(_FIRST):
            if topic.startswith("ledger-begun."):
                event: dict[str, Any] = decode(state.decode())
                return event.get("demonstration") is True
        return False
