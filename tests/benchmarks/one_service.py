"""One service's plan in a large ledger beside a small one: it has the same size in both."""

from __future__ import annotations

from contextlib import ExitStack, closing
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Protocol

from tracker.ledger import open_store
from tracker.queries.attention import late
from tracker.queries.diff import what_changed
from tracker.queries.reader import Reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tracker.domain.bitemporal import Moment
    from tracker.queries.folded_plan import Plan

SERVICE = "service-001"
DAY, BOARDS = date(2016, 6, 30), (date(2016, 3, 31), date(2016, 6, 30))
ROUNDS = 15


class InTurn(Protocol):
    """What times things in turn."""

    def __call__(self, *runs: Callable[[], object], rounds: int) -> list[float]:
        """Return the median seconds of each."""


def never_folded(moment: Moment) -> Plan:
    """Refuse: what is timed here is the register."""
    raise AssertionError(moment)


def questions(small: Path, large: Path, in_turn: InTurn) -> None:
    """Ask both ledgers the same, in turn, and print the ratio of times."""
    print(f"\none service, {ROUNDS} rounds; the large ledger beside the small one")
    with ExitStack() as open_:
        one, other = (
            Reading(open_.enter_context(closing(open_store.opened(path))), never_folded, None)
            for path in (small, large)
        )
        for what, ask in (("plan", _plan), ("late", _late), ("changed", _changed)):
            assert ask(one) == ask(other)
            a, b = in_turn(partial(ask, one), partial(ask, other), rounds=ROUNDS)
            print(
                f"  {what:8} small {a * 1000:6.1f} ms, large {b * 1000:6.1f} ms, ratio {b / a:.2f}"
            )


def _plan(reading: Reading) -> int:
    with reading.plan(reading.moment(DAY)) as plan:
        return len(list(plan.narrowed(service=SERVICE).items.values()))


def _late(reading: Reading) -> int:
    with reading.plan(reading.moment(DAY)) as plan:
        asked = plan.narrowed(service=SERVICE)
        return len(asked.spelt(late(asked, asked.items.values())))


def _changed(reading: Reading) -> int:
    first, last = (reading.moment(day, day) for day in BOARDS)
    with reading.plan(first) as before, reading.plan(last) as after:
        asked = before.narrowed(service=SERVICE), after.narrowed(service=SERVICE)
        changes, learned = what_changed(*asked, service=SERVICE)
        return len(asked[1].spelt(changes)) + len(asked[1].spelt(learned))
