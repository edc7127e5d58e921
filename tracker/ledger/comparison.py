"""Two copies of one ledger: how far they are the same, and whether one merely goes on.

Equal hashes mean equal histories, so the last entry whose hash is the same in both is the last
they share. Each hash is computed anew on the way there, and each text held to the commitment in its
entry: a copy that was tampered with is no copy.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from tracker.domain.errors import DamagedEntryError, IntegrityError, RefusedError, UnknownEventError
from tracker.ledger.chain import genesis, row_hash
from tracker.ledger.reader import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.ledger.envelope import Head, LedgerRow
    from tracker.ledger.ledger import Ledger


class CopyVerdict(Enum):
    """What two copies are to each other."""

    SAME = "same"
    FIRST_EXTENDS = "first extends second"
    SECOND_EXTENDS = "second extends first"
    DIVERGED = "diverged"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The last head two copies share (at position 0 they share none), and the head of each."""

    common: Head
    first: Head
    second: Head

    @property
    def verdict(self) -> CopyVerdict:
        """What the two are to each other."""
        match (
            self.first.position > self.common.position,
            self.second.position > self.common.position,
        ):
            case (False, False):
                return CopyVerdict.SAME
            case (True, False):
                return CopyVerdict.FIRST_EXTENDS
            case (False, True):
                return CopyVerdict.SECOND_EXTENDS
            case _:
                return CopyVerdict.DIVERGED


def compare(first: Ledger, second: Ledger) -> Comparison:
    """Compare two copies of a ledger.

    Raises RefusedError for two ledgers, IntegrityError for an entry that is not as it was recorded.
    """
    require_one_ledger(first, second)
    heads = first.head(), second.head()
    common = 0
    upto = min(head.position for head in heads)
    for one, other in zip(_hashes(first, upto), _hashes(second, upto), strict=True):
        if one != other:
            break
        common += 1
    return Comparison(first.head(common), *heads)


def require_one_ledger(first: Ledger, second: Ledger) -> None:
    """Raise RefusedError for two ledgers that never were one."""
    if first.ledger_id != second.ledger_id:
        raise RefusedError(f"{first.place} and {second.place} are two ledgers, not copies of one.")


def _hashes(record: Ledger, upto: int) -> Iterator[bytes]:
    """Yield the hash of each entry. Raises IntegrityError at the first that has another."""
    prev, position = genesis(record.ledger_id), 0
    for start in range(0, upto, PAGE):
        for row in record.rows(after=start, upto=min(start + PAGE, upto)):
            position += 1
            try:
                digest = row_hash(row, ledger=record.ledger_id, prev=prev)
            except (ValueError, TypeError, AttributeError):
                digest = b""
            if row.position != position or row.hash != digest or not _is_readable(record, row):
                raise IntegrityError(f"Entry #{position} of {record.place} is not as recorded.")
            yield digest
            prev = digest.hex()


def _is_readable(record: Ledger, row: LedgerRow) -> bool:
    """Whether the texts of a row are those recorded; what a newer version wrote is let pass."""
    with suppress(UnknownEventError):
        try:
            record.mapper.read(row)
        except DamagedEntryError:
            return False
    return True
