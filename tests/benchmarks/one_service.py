"""One service's plan in a large ledger beside a small one: it has the same size in both."""

from __future__ import annotations

from contextlib import ExitStack, closing
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Protocol

from tracker.ledger import open_store
from tracker.queries.attention import late_actions
from tracker.queries.diff import diff_plans
from tracker.queries.reader import ReadModelReader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tracker.domain.bitemporal import Moment
    from tracker.queries.folded_plan import FoldedPlan

SERVICE = "service-001"
DAY, BOARDS = date(2016, 6, 30), (date(2016, 3, 31), date(2016, 6, 30))
ROUNDS = 15


class InTurn(Protocol):
    """What times things in turn."""

    def __call__(self, *runs: Callable[[], object], rounds: int) -> list[float]:
        """Return the median seconds of each."""


def never_folded(moment: Moment) -> FoldedPlan:
    """Refuse: what is timed here is the read model."""
    raise AssertionError(moment)


def questions(small: Path, large: Path, in_turn: InTurn) -> None:
    """Ask both ledgers the same, in turn, and print the ratio of times."""
    print(f"\none service, {ROUNDS} rounds; the large ledger beside the small one")
    with ExitStack() as open_:
        one, other = (
            ReadModelReader(
                open_.enter_context(closing(open_store.open_store(path))), never_folded, None
            )
            for path in (small, large)
        )
        for what, ask in (("plan", _plan), ("late", _late), ("changed", _changed)):
            assert ask(one) == ask(other)
            a, b = in_turn(partial(ask, one), partial(ask, other), rounds=ROUNDS)
            print(
                f"  {what:8} small {a * 1000:6.1f} ms, large {b * 1000:6.1f} ms, ratio {b / a:.2f}"
            )


def _plan(reading: ReadModelReader) -> int:
    with reading.plan(reading.moment(DAY)) as plan:
        return len(list(plan.restricted_to(service=SERVICE).items.values()))


def _late(reading: ReadModelReader) -> int:
    with reading.plan(reading.moment(DAY)) as plan:
        asked = plan.restricted_to(service=SERVICE)
        return len(asked.resolve_texts(late_actions(asked, asked.items.values())))


def _changed(reading: ReadModelReader) -> int:
    first, last = (reading.moment(day, day) for day in BOARDS)
    with reading.plan(first) as before, reading.plan(last) as after:
        asked = before.restricted_to(service=SERVICE), after.restricted_to(service=SERVICE)
        changes, learned = diff_plans(*asked, service=SERVICE)
        return len(asked[1].resolve_texts(changes)) + len(asked[1].resolve_texts(learned))
