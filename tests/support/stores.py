"""A ledger on each kind of store, with a clock of its own: what the tests of time are run on.

To run them on another kind of store, add it to STORES. On a server, a ledger with a clock of its
own is a rehearsal: anybody may act in it, at any instant.
"""

from __future__ import annotations

import io
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, Final

import given as g
import postgres_server
import pytest

from tracker.application.tracker import CommandActor, Tracker
from tracker.cli.main import run
from tracker.cli.session import STAGE, Stage
from tracker.domain import events as e
from tracker.domain.vocabulary import PartyKind, Response, Role
from tracker.ledger.envelope import NewEntry
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tracker.domain.bitemporal import Entry
    from tracker.domain.recommendation import Recommendation
    from tracker.ledger.postgres.address import Address

STORES: Final[dict[str, Callable[[Path], Path | Address]]] = {
    "sqlite": lambda path: path,
    "postgresql": lambda _: postgres_server.shared().address(),
}
"""Where a ledger that would be in a file is made, in each kind of store."""

in_a_file: Final = pytest.mark.parametrize("store", ["sqlite"])
"""Marks a test that is about the file."""

ITEM: Final = f"item:{g.REF}"
REPORT: Final = e.InspectionPublished(
    service=g.SERVICE,
    inspectorate="An inspectorate",
    title="An inspection in Knowsley",
    kind="inspection",
    published=e.PrintedDate(iso="2026-01-05"),
    fieldwork=e.Fieldwork(),
    source=e.Source(report="report.pdf", layout="made-up"),
)
OPENED: Final = date(2026, 1, 5)


def noon(day: date) -> datetime:
    """Return noon (UTC) of a day."""
    return datetime.combine(day, time(12), tzinfo=UTC)


class SetClock:
    """A clock that stands until it is set."""

    def __init__(self, instant: datetime) -> None:
        """Begin at an instant."""
        self.instant = instant

    def __call__(self) -> datetime:
        """Return the instant it stands at."""
        return self.instant


@dataclass(frozen=True, slots=True)
class CommandOutput:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


class SampleLedger:
    """A ledger with the recommendation of `given.py`, and whoever writes and asks there."""

    def __init__(self, store: str, folder: Path, **fixed: Any) -> None:
        """Make a ledger without entries; its clock stands at noon on the day A was opened.

        `fixed` may be its id, its salts and who is logged in.
        """
        self.clock = SetClock(noon(OPENED))
        self.place = STORES[store](folder / "tracker.db")
        self.record = Ledger.create(self.place, clock=self.clock, **fixed)

    def opened(self) -> SampleLedger:
        """Begin it with people, and with A: action 1, effective and recorded on 5 January 2026."""
        Tracker.begin(
            self.record,
            service="Knowsley Youth Justice Service",
            chair="Jo Chair",
            manager="Sam Manager",
            demonstration=True,
        )
        self.manager.add_party("Ash Clerk", PartyKind.PERSON, role=Role.CLERK)
        self.manager.add_party("Head of Education", PartyKind.ROLE)
        self.manager.add_party("Merseyside Police", PartyKind.BODY)
        self.append(REPORT, on=OPENED, stream=f"inspection:{g.INSPECTION}")
        self.append(g.made(on=OPENED).event, on=OPENED)
        self.manager.respond([g.REF], Response.AGREED)
        self.manager.assign(g.REF, g.WHAT, owner="Head of Education", due=date(2026, 6, 30))
        return self

    def by(self, name: str) -> Tracker:
        """Return the use cases with somebody acting."""
        return Tracker(self.record, CommandActor(by=name))

    @property
    def manager(self) -> Tracker:
        """The use cases with the manager acting."""
        return self.by("Sam Manager")

    def on(self, day: date | datetime) -> Tracker:
        """Set the clock, to noon where a day is given, and return the manager's use cases."""
        self.clock.instant = day if isinstance(day, datetime) else noon(day)
        return self.manager

    def append(self, *made: e.AnyEvent, on: date, stream: str = ITEM) -> list[Entry]:
        """Record events in one save, whatever the rules say of them."""
        with self.record.unit():
            head = self.record.head().position
            new = [NewEntry(stream, on, event) for event in made]
            return [*self.record.append(new, actor=g.MANAGER, command_id=f"after-{head}")]

    def item(
        self, as_of: date | None = None, known_at: int | date | datetime | None = None
    ) -> Recommendation | None:
        """Return the recommendation at a moment."""
        tracker = Tracker(self.record)
        return tracker.folded_plan(tracker.moment(as_of, known_at)).items.get(g.REF)

    def stood(
        self, as_of: date | None = None, known_at: int | date | datetime | None = None
    ) -> str | None:
        """Return where A stood at a moment, in the words of the cases; nothing before it was."""
        item = self.item(as_of, known_at)
        action = None if item is None else item.actions.get(1)
        if action is None:
            return None
        return {
            "not started None": "open",
            "in progress 50": "in progress",
            "in progress 0": "paused",
        }.get(
            f"{action.status} {action.percent}",
            {"complete": "done", "withdrawn": "closed"}.get(action.status, action.status),
        )

    def typed(self, *words: str, width: int = 200) -> CommandOutput:
        """Run a command on the ledger at the clock's instant, as if typed."""
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
        token = STAGE.set(Stage(self.clock.instant, width))
        try:
            with redirect_stdout(out), redirect_stderr(err):
                code = run(["--ledger", str(self.place), *words])
        finally:
            STAGE.reset(token)
        return CommandOutput(code, _printed(out), _printed(err))


def _printed(stream: Any) -> str:
    stream.flush()
    return str(stream.buffer.getvalue(), "utf-8")


class _UndoneError(Exception):
    """A story has been told, and is undone."""


@contextmanager
def undone(sample: SampleLedger) -> Iterator[None]:
    """Undo at the end what is recorded in between: every story begins in an empty ledger."""
    with suppress(_UndoneError), sample.record.unit():
        yield
        raise _UndoneError


@pytest.fixture(name="sample", scope="module", params=STORES)
def empty_desk(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SampleLedger]:
    """An empty ledger, on the kind of store that is asked for."""
    ledger = SampleLedger(request.param, tmp_path_factory.mktemp("ledger"))
    with ledger.record:
        yield ledger
