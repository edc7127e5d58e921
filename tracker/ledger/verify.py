"""Verifying a ledger: everything in it is checked again, and nothing in it is trusted.

It is only read. Whatever became of it, the answer is a verdict: what is wrong, where first, and how
often; what is no ledger at all, or one that only a newer version can read, is an error that says
so. The same walk goes through a file and through the tables of a server.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.ledger import open_store, verify_source
from tracker.ledger.chain import genesis
from tracker.ledger.findings import Finding, Findings
from tracker.ledger.postgres.address import Address
from tracker.ledger.timestamps import parse_instant
from tracker.ledger.verify_entries import EntryWalk
from tracker.ledger.verify_source import UndecodableError, UnreadableError
from tracker.ledger.verify_targets import check_erasures, check_targets
from tracker.ledger.verify_totals import WalkTotals

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from os import PathLike

    from tracker.domain.head_text import SavedHead
    from tracker.ledger.verify_source import VerifySource
    from tracker.ledger.verify_totals import Anchor

_ANY_OUT_OF_TURN = """
SELECT 1 FROM stored_events GROUP BY originator_id
HAVING min(originator_version) {differs} 1 OR max(originator_version) {differs} count(*)
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
) numbered WHERE version {differs} number
"""
_HASH = "SELECT hash FROM stored_events WHERE position = ?"


@dataclass(frozen=True, slots=True)
class VerifyResult:
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
        """The first position at which something is wrong; null if none can be named."""
        places = [finding.position for finding in self.findings if finding.position is not None]
        return min(places, default=None)


def verify(
    location: str | PathLike[str] | Address,
    seek: Sequence[SavedHead] = (),
    *,
    filling: bool = False,
) -> VerifyResult:
    """Check everything in a ledger, and look for heads in its history.

    One on a server that is still being filled is for whoever fills it. Raises NotFoundError if
    there is none, IntegrityError for what is no ledger at all, NewerLedgerError for a form that
    only a newer version knows, BusyError, RefusedError.
    """
    with _opened(location, filling=filling) as opened:
        return _Check(opened).verdict(seek)


def _opened(
    location: str | PathLike[str] | Address, *, filling: bool
) -> AbstractContextManager[VerifySource]:
    if isinstance(location, Address):
        open_store.require_driver()
        from tracker.ledger.postgres.verify_source import server_source  # noqa: PLC0415 - a file needs none

        return server_source(location, filling=filling)
    return verify_source.file_source(Path(location).absolute())


class _Check:
    """One ledger being checked, in one snapshot."""

    def __init__(self, source: VerifySource) -> None:
        self._place = source
        self._findings = Findings()
        self._broken: set[int] = set()

    def verdict(self, seek: Sequence[SavedHead]) -> VerifyResult:
        """Check everything there is to check."""
        readable = self._place.form(self._findings)
        ledger = self._place.ledger(self._findings)
        walked = WalkTotals(head=bytes.fromhex(genesis(ledger or "")), sought=[[] for _ in seek])
        if readable:
            walked = self._walked(ledger or "", seek)
            self._then(lambda: self._after(walked))
            self._then(lambda: self._place.sidecar_rows(self._findings))
        self._then(lambda: self._place.storage(self._findings))
        return VerifyResult(
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

    def _then(self, check: Callable[[], None]) -> None:
        """Do a check; where the database cannot read on, that is the finding."""
        try:
            with self._place.reading():
                check()
        except UnreadableError:
            says = f"A part of the {self._place.called} cannot be read: it is damaged."
            self._findings.add("file", says)

    def _walked(self, ledger: str, seek: Sequence[SavedHead]) -> WalkTotals:
        """Walk through the rows; again, and more patiently, where a text cannot be decoded."""
        before = self._findings
        for patient in (False, True):
            self._findings = before.copy()
            walk = EntryWalk(ledger, self._findings, seek)
            try:
                with self._place.reading():
                    walk.through(*self._place.rows(patient=patient))
            except UndecodableError:
                if patient:
                    self._cut_short(walk.found)
                continue
            except UnreadableError:
                self._cut_short(walk.found)
            break
        return walk.found

    def _cut_short(self, walked: WalkTotals) -> None:
        last = walked.entries
        says = f"The {self._place.called} cannot be read beyond entry #{last}: it is damaged."
        self._findings.add("file", says, last + 1)

    def _after(self, walked: WalkTotals) -> None:
        """Check what needs the whole ledger beside it."""
        source, differs = self._place, self._place.differs
        if source.fetch(_ANY_OUT_OF_TURN.format(differs=differs), ()):
            for (position,) in source.iterate(_OUT_OF_TURN.format(differs=differs)):
                says = f"Entry #{position} is not numbered as the next of its subject."
                self._findings.add("stream", says, position)
        if walked.mending or walked.erasing:
            check_targets(source, self._findings)
        if walked.hidden or walked.erasing:
            check_erasures(source, walked, self._findings)
        for anchor in walked.anchors:
            is_before = anchor.position < anchor.at
            rows = source.fetch(_HASH, (anchor.position,)) if is_before else []
            if rows != [(bytes.fromhex(anchor.head),)]:
                says = (
                    f"Entry #{anchor.position} does not have the head that was given to somebody "
                    f"by #{anchor.at}."
                )
                self._broken.add(anchor.at)
                self._findings.add("anchor", says, anchor.position)


def _instant(recorded_at: str | None) -> datetime | None:
    return None if recorded_at is None else parse_instant(recorded_at)
