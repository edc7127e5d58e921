"""A whole ledger moved to another place: from a file to a server, back, or between two of a kind.

Positions, instants, hashes, texts with their salts and marks: each row as stored. The source is
verified before anything is copied, and the copy before it counts. One that was cut short is no
ledger yet, and continues where it stopped; another ledger in its place is never touched.
"""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.domain.errors import (
    IntegrityError,
    NotFoundError,
    RefusedError,
    UnknownOutcomeError,
)
from tracker.ledger import open_store, safe_location, sqlite_file
from tracker.ledger.atomic_file import atomic_file
from tracker.ledger.backup import BESIDE, verified_head
from tracker.ledger.comparison import CopyVerdict, compare
from tracker.ledger.copy_target import BATCH, SqliteCopyTarget, copy_entries, hash_at, last_of
from tracker.ledger.ledger import Ledger
from tracker.ledger.postgres.address import Address

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.ledger.copy_target import CopyTarget
    from tracker.ledger.envelope import Head
    from tracker.ledger.postgres.copy_target import PostgresCopyTarget
    from tracker.ledger.store import Store

    Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class CopyResult:
    """What was copied: its head, and the entry after which the copy went on, 0 for a new one.

    `already` is whether all of it was there before.
    """

    head: Head
    after: int
    already: bool = False


def copy(
    source: Path | Address,
    target: Path | Address,
    *,
    batch: int = BATCH,
    report_progress: Told | None = None,
) -> CopyResult:
    """Copy a ledger to a place where nothing is, or go on with a copy that was cut short.

    `report_progress` gets how many entries are there, of how many. Raises IntegrityError for a
    source that is damaged, RefusedError for a target that holds anything else.
    """
    last = verified_head(source).position
    if isinstance(target, Path) and os.path.lexists(target):
        return _there(source, target)
    with closing(open_store.open_store(source)) as held:
        filling: CopyTarget | None
        if isinstance(target, Address):
            filling = _on_server(target, held.ledger)
        else:
            filling = _in_file(target, held.ledger)
        if filling is None:
            return _there(source, target)
        with closing(filling):
            after = last_of(filling)
            _require_beginning(filling, held, after)
            try:
                copy_entries(
                    held, filling, batch=batch, report_progress=_telling(report_progress, last)
                )
                head = verified_head(filling.path or target, of=target, filling=True)
            except UnknownOutcomeError:
                raise UnknownOutcomeError(
                    f"{target} gave no answer; the same command continues where the copy stopped."
                ) from None
            except IntegrityError:
                filling.discard()
                raise
            filling.finish(head)
    return CopyResult(head, after)


def _in_file(path: Path, ledger: str) -> SqliteCopyTarget:
    """Return the file that is being filled; create it if there is none.

    Until it is whole it has another name beside its place.
    """
    safe_location.require_safe_location(path)
    for left in (path.with_name(f"{path.name}{end}") for end in BESIDE):
        if os.path.lexists(left):
            raise RefusedError(f"{left} is left of another ledger; move it away first.")
    part = path.with_name(f".tracker-{path.name}.part")
    if not os.path.lexists(part):
        with atomic_file(part) as new:
            sqlite_file.create_tables(new.at, ledger)
            new.publish()
    return SqliteCopyTarget(part, path)


def _on_server(address: Address, ledger: str) -> PostgresCopyTarget | None:
    """Return the ledger that is being filled, created if there is none; null for a whole one.

    Until it is whole the server refuses everybody else.
    """
    try:
        filling = open_store.open_copy_target(address)
    except NotFoundError:
        open_store.create(address, ledger, filling=True)
        filling = open_store.open_copy_target(address)
    if filling.is_filling:
        return filling
    filling.close()
    return None


def _telling(report_progress: Told | None, last: int) -> Callable[[int], None] | None:
    return (
        None
        if report_progress is None
        else lambda position: report_progress(position, max(position, last))
    )


def _there(source: Path | Address, target: Path | Address) -> CopyResult:
    """Return what is said of a target that is a ledger already. Raises RefusedError if it is not.

    The answer to a copy may be lost: where all of it is there, asking again does no harm.
    """
    try:
        other = Ledger.open(target)
    except IntegrityError:
        raise RefusedError(f"{target} exists already; it was left as it is.") from None
    with Ledger.open(source) as one, other:
        comparison = compare(one, other)
    if comparison.verdict is CopyVerdict.SAME:
        return CopyResult(verified_head(target), comparison.common.position, already=True)
    if comparison.verdict is CopyVerdict.DIVERGED:
        raise RefusedError(
            f"{target} continues differently after #{comparison.common.position}; "
            "it was left as it is."
        )
    raise RefusedError(
        f"{target} is in use: it goes up to #{comparison.second.position}, and {source} up to "
        f"#{comparison.first.position}. It was left as it is."
    )


def _require_beginning(filling: CopyTarget, source: Store, last: int) -> None:
    """Raise RefusedError for what is not the beginning of the source."""
    if filling.ledger != source.ledger:
        raise RefusedError(
            f"{filling.location} is what was left of copying another ledger, {filling.ledger}; "
            "it was left as it is."
        )
    if hash_at(filling, last) != hash_at(source, last):
        raise RefusedError(
            f"{filling.location} is what was left of a copy that went on differently by "
            f"#{last}; it was left as it is."
        )
