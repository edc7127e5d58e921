"""Rebuilding the read model of a ledger, and comparing it with the record."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from tracker.domain.errors import TrackerError
from tracker.ledger import open_store
from tracker.ledger.findings import REGISTER, Finding
from tracker.projection.consistency import inconsistencies
from tracker.projection.projector import Projector

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tracker.ledger.postgres.address import Address


def rebuild(location: Path | Address, report_progress: Callable[[int, int], None]) -> int:
    """Drop a ledger's read model and build it again; return how many entries it covers.

    `report_progress` gets how many streams are done, of how many. The record is not touched. Raises
    any command that records.
    """
    with closing(open_store.open_store(location)) as store, store.unit():
        store.remake_register()
        return Projector(store).rebuild(report_progress)


def findings(location: Path | Address) -> tuple[Finding, ...]:
    """Return what is wrong with the read model of a ledger whose record is as it should be."""
    try:
        with closing(open_store.open_store(location)) as store:
            faults = inconsistencies(store)
    except TrackerError as error:
        return (Finding(REGISTER, None, f"The read model cannot be read: {error.sentence}"),)
    if not faults:
        return ()
    return (Finding(REGISTER, None, faults[0], len(faults)),)
