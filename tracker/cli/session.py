"""One run of the command line: which ledger, who acts, and what the dates typed mean."""

from __future__ import annotations

import json
import os
import sys
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.domain.errors import (
    NotFoundError,
    RefusedError,
    TrackerError,
    UsageError,
    named,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from tracker.application import Tracker
    from tracker.application.desk import Receipt
    from tracker.domain.moment import Moment
    from tracker.register.plan import Plan

FILE = "tracker.db"


@dataclass(frozen=True, slots=True)
class Stage:
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
    no_color: bool = False
    _open: Tracker | None = field(default=None, init=False)

    def close(self) -> None:
        """Close the ledger, if it was opened."""
        if self._open is not None:
            self._open.record.close()
            self._open = None

    def path(self) -> Path:
        """Return where the ledger is: --ledger, TRACKER_LEDGER, or tracker.db here or above.

        Raises NotFoundError where none of these names one.
        """
        named_path = self.ledger or os.environ.get("TRACKER_LEDGER")
        if named_path:
            return Path(named_path)
        here = Path.cwd()
        for folder in (here, *here.parents):
            if (folder / FILE).exists():
                return folder / FILE
        raise NotFoundError(
            f"There is no ledger ({FILE}) in this folder or above it; "
            "tracker init begins one, tracker tour shows one."
        )

    def tracker(self) -> Tracker:
        """Return the ledger, open for asking."""
        if self._open is None:
            from tracker.application import Tracker
            from tracker.ledger.record import Record

            stage = STAGE.get()
            if stage is None:
                self._open = Tracker(Record.open(self.path()))
            else:
                instant = stage.instant
                self._open = Tracker(Record.open(self.path(), clock=lambda: instant))
                if not self._open.is_demonstration():
                    raise RefusedError("An instant is played only in a demonstration ledger.")
        return self._open

    def record(self, do: Callable[[Tracker], Receipt], *, dry_run: bool = False) -> None:
        """Run one command that changes, and say what it recorded."""
        from tracker.application.unit import Acting
        from tracker.cli.say import say

        tracker = self.tracker()
        acting = Acting(
            by=self.by or os.environ.get("TRACKER_BY") or self._remembered(tracker),
            decided_by=self.decided_by,
            minute=self.minute,
            command_id=self.command_id,
            dry_run=dry_run,
        )
        with self.names():
            receipt = do(tracker.acting_as(acting))
        stage = STAGE.get()
        if stage is None or not stage.quiet:
            say(receipt, tracker, brief=stage is not None)

    def names(self) -> Naming:
        """Return a block in which a refusal's parties get their names."""
        return Naming(self)

    def plan(self, moment: Moment) -> Plan:
        """Return the plan at a moment."""
        return self.tracker().plan(moment)

    def day(self, typed: str | None, *, forward: bool = False) -> date | None:
        """Return the day somebody typed; `forward` for what is due. `board` is a meeting."""
        if typed is None:
            return None
        from tracker.cli.dates import understand

        tracker = self.tracker()
        meetings = tracker.meetings() if "board" in typed.lower() else ()
        return understand(typed, today=tracker.today(), forward=forward, meetings=meetings)

    def due(self, typed: str) -> date:
        """Return the day by which something is to be done."""
        found = self.day(typed, forward=True)
        if found is None:
            raise UsageError("A date is needed.")
        return found

    def moment(self, as_of: str | None, known_at: str | None) -> Moment:
        """Resolve --as-of and --known-at as typed; both are now where not given."""
        from tracker.cli.dates import understand_known, understand_strict

        tracker = self.tracker()
        today = tracker.today()
        asked: date | None = None
        if as_of is not None and as_of.strip().lower() == "board":
            asked = self.day("board")
        elif as_of is not None:
            asked = understand_strict(as_of, today=today)
        known = None if known_at is None else understand_known(known_at, today=today)
        return tracker.moment(asked, known)

    def _remembered(self, tracker: Tracker) -> str | None:
        """Who acted last here, asked once on a terminal and kept for this user and ledger."""
        store = _config() / "acting.json"
        try:
            kept = json.loads(store.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            kept = {}
        ledger = tracker.record.ledger_id
        known = kept.get(ledger) if isinstance(kept, dict) else None
        if isinstance(known, str):
            return known
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            return None
        name: str = click.prompt("Who is recording this (remembered for this ledger)", err=True)
        with self.names():
            found = tracker.find_party(name)
        store.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept = {**kept, ledger: found.id} if isinstance(kept, dict) else {ledger: found.id}
        store.write_text(json.dumps(kept, indent=1), encoding="utf-8")
        return found.id


def _config() -> Path:
    base = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA")
    return Path(base) / "tracker" if base else Path.home() / ".config" / "tracker"


class Naming:
    """A block in which the parties in a refusal's sentence get their names."""

    def __init__(self, session: Session) -> None:
        """Take the session whose ledger knows the names."""
        self.session = session

    def __enter__(self) -> None:
        """Begin the block."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Put names into a refusal on its way out."""
        if isinstance(error, TrackerError) and "«" in error.sentence:
            people = self.session.tracker().plan().people
            error.args = (named(error.sentence, people.name),)
