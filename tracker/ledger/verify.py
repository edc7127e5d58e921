"""Verifying a ledger: everything in its file is checked anew, and nothing in it is trusted.

The file is only read. Whatever became of it, the answer is a verdict: what is wrong, where first,
and how often; a file that is no ledger at all, or one that only a newer version can read, is an
error that says so.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.ledger import faults, form, opening
from tracker.ledger.about import check_erasures, check_targets
from tracker.ledger.chain import genesis
from tracker.ledger.findings import Finding, Findings
from tracker.ledger.instants import read_stamp
from tracker.ledger.walk import Walk
from tracker.ledger.walked import Walked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from tracker.domain.heads import Kept
    from tracker.ledger.walked import Anchor

_EVENTS = """
SELECT position, originator_id, originator_version, topic, state, effective_on, hash
FROM stored_events ORDER BY position
"""
_SAVES = "SELECT last, recorded_at, actor, command_id, login FROM saves ORDER BY last"
_TEXTS = """
SELECT ifnull(CAST(position AS INTEGER), 0), n, salt, body, hidden
FROM texts ORDER BY texts.position, n
"""
_ANY_OUT_OF_TURN = """
SELECT 1 FROM stored_events GROUP BY originator_id
HAVING min(originator_version) IS NOT 1 OR max(originator_version) IS NOT count(*)
UNION ALL
SELECT 1 FROM stored_events after JOIN stored_events before
    ON before.originator_id = after.originator_id
    AND before.originator_version = after.originator_version - 1
WHERE before.position > after.position LIMIT 1
"""
_OUT_OF_TURN = """
SELECT position FROM (
    SELECT position, originator_version AS version,
        row_number() OVER (PARTITION BY originator_id ORDER BY position) AS number
    FROM stored_events
) WHERE version IS NOT number
"""
_HASH = "SELECT hash FROM stored_events WHERE position = ?"
_UNDECODABLE = "Could not decode to UTF-8"
MOST_FAULTS = 100
"""Sentences of SQLite's own check that are counted."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a ledger: what it holds, what is wrong, and where the heads looked for are.

    `texts` counts what a person wrote or a report printed, `erased` those of it that are gone.
    `broken` are the entries that kept a head which the ledger no longer has. `sought` has, for
    each head looked for, the positions whose head it is or begins.
    """

    ledger: str | None
    entries: int
    texts: int
    erased: int
    head: str
    recorded_at: datetime | None
    anchors: tuple[Anchor, ...]
    broken: frozenset[int]
    findings: tuple[Finding, ...]
    sought: tuple[tuple[int, ...], ...]

    @property
    def is_good(self) -> bool:
        """Whether nothing at all is wrong."""
        return not self.findings

    @property
    def is_damaged(self) -> bool:
        """Whether something was changed or lost, and not only written by a newer version."""
        return any(finding.is_damage for finding in self.findings)

    @property
    def first_bad(self) -> int | None:
        """The first position at which something is wrong; null where none can be named."""
        places = [each.position for each in self.findings if each.position is not None]
        return min(places, default=None)


def verify(path: Path, seek: Sequence[Kept] = ()) -> Verdict:
    """Check everything in a ledger's file, and look for heads in its history.

    Raises NotFoundError where there is none, IntegrityError for what is no ledger at all,
    NewerLedgerError for a form that only a newer version knows, BusyError, RefusedError.
    """
    opening.look_at(path)
    with faults.translated(path), closing(form.connected(path)) as connection:
        connection.execute("BEGIN")
        return _Check(path, connection).verdict(seek)


class _Check:
    """One file being checked, in one snapshot."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._findings = Findings()
        self._broken: set[int] = set()

    def verdict(self, seek: Sequence[Kept]) -> Verdict:
        """Check everything there is to check."""
        whole = form.check(self._path, self._connection, self._findings)
        ledger = form.ledger_id(self._connection, self._findings) if "ledger" in whole else None
        walked = Walked(head=bytes.fromhex(genesis(ledger or "")), sought=[[] for _ in seek])
        readable = all(table in whole for table in form.ROWS)
        if readable:
            walked = self._walked(ledger or "", seek)
            self._then("file", lambda: self._after(walked))
        self._then("file", lambda: self._by_sqlite(whole))
        return Verdict(
            ledger=ledger,
            entries=walked.entries,
            texts=walked.texts,
            erased=walked.erased,
            head=walked.head.hex(),
            recorded_at=_instant(walked.recorded_at),
            anchors=tuple(walked.anchors),
            broken=frozenset(self._broken),
            findings=self._findings.listed(),
            sought=tuple(map(tuple, walked.sought)),
        )

    def _then(self, kind: str, check: Callable[[], None]) -> None:
        """Do a check; where SQLite cannot read on, that is the finding."""
        try:
            check()
        except sqlite3.DatabaseError as error:
            if _is_busy(error):
                raise
            self._findings.add(kind, "A part of the file cannot be read: it is damaged.")

    def _walked(self, ledger: str, seek: Sequence[Kept]) -> Walked:
        """Walk through the rows; again, and more patiently, where a text cannot be decoded."""
        before = self._findings
        for patient in (False, True):
            self._findings = before.copy()
            self._connection.text_factory = form.decoded if patient else str
            walk = Walk(ledger, self._findings, seek)
            try:
                walk.through(*map(self._connection.execute, (_EVENTS, _SAVES, _TEXTS)))
            except sqlite3.OperationalError as error:
                if not patient and _UNDECODABLE in str(error):
                    continue
                self._cut_short(error, walk.found)
            except sqlite3.DatabaseError as error:
                self._cut_short(error, walk.found)
            break
        self._connection.text_factory = form.decoded
        return walk.found

    def _cut_short(self, error: sqlite3.DatabaseError, walked: Walked) -> None:
        if _is_busy(error):
            raise error
        last = walked.entries
        says = f"The file cannot be read beyond entry #{last}: it is damaged."
        self._findings.add("file", says, last + 1)

    def _after(self, walked: Walked) -> None:
        """Check what needs the whole ledger beside it."""
        if self._connection.execute(_ANY_OUT_OF_TURN).fetchone():
            for (position,) in self._connection.execute(_OUT_OF_TURN):
                says = f"Entry #{position} is not numbered as the next of its subject."
                self._findings.add("stream", says, position)
        if walked.mending or walked.erasing:
            check_targets(self._connection, self._findings)
        if walked.hidden or walked.erasing:
            check_erasures(self._connection, walked, self._findings)
        for anchor in walked.anchors:
            found = self._connection.execute(_HASH, (anchor.position,)).fetchone()
            before = anchor.position < anchor.at
            if not before or found is None or found[0] != bytes.fromhex(anchor.head):
                says = (
                    f"Entry #{anchor.position} does not have the head that was given to somebody "
                    f"by #{anchor.at}."
                )
                self._broken.add(anchor.at)
                self._findings.add("anchor", says, anchor.position)

    def _by_sqlite(self, whole: set[str]) -> None:
        """Let SQLite check its own pages and indexes; of a foreign form only our own tables."""
        exact = not any(finding.kind == "form" for finding in self._findings.listed())
        names = [""] if exact else [f"({table})" for table in form.ROWS if table in whole]
        for name in names:
            found = self._connection.execute(f"PRAGMA integrity_check{name or f'({MOST_FAULTS})'}")
            said = [line for (line,) in found if line != "ok"]
            if said:
                says = f"SQLite's own check finds fault with the file ({said[0]!a})."
                self._findings.add("sqlite", says, count=len(said))


def _is_busy(error: sqlite3.DatabaseError) -> bool:
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def _instant(recorded_at: str | None) -> datetime | None:
    return None if recorded_at is None else read_stamp(recorded_at)
