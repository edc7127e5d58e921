"""Copies of a ledger, made while it is in use: verified before they count, never over anything.

A copy is made under another name, with nothing in it but what the ledger still holds: what was
erased, and pages that are free, do not come along. Only when it is proven, and on the disk, does it
get its name; anything that fails earlier leaves nothing behind.
"""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.errors import IntegrityError, RefusedError
from tracker.ledger import sqlite_errors
from tracker.ledger.atomic_file import AtomicFile, atomic_file
from tracker.ledger.envelope import Head
from tracker.ledger.timestamps import format_instant
from tracker.ledger.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tracker.ledger.ledger import Ledger
    from tracker.ledger.postgres.address import Address

BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite would take for a part of a new file, were it left there by an old one."""

_OF_THE_COPY = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN})
"""Errors that are the new file's and not the ledger's."""

_LONGEST = 1_000
"""More characters than a head beside a backup has."""


@dataclass(frozen=True, slots=True)
class BackupCopy:
    """A copy of a ledger, the one called `of`, that has no name yet."""

    new: AtomicFile
    of: str

    def prove(self) -> Head:
        """Prove the copy, have it on the disk, and return its head. Raises IntegrityError."""
        head = verified_head(self.new.at, of=self.of)
        with self.new.at.open("rb+") as file:
            os.fsync(file.fileno())
        return head

    def publish(self) -> None:
        """Give it its name."""
        self.new.publish()


def verified_head(
    location: Path | Address, *, of: Path | Address | str | None = None, filling: bool = False
) -> Head:
    """Return the head of a ledger that was verified; what is wrong is said of the one it is of.

    Raises IntegrityError.
    """
    verdict = verify(location, filling=filling)
    if not verdict.is_good:
        raise IntegrityError(
            f"{of or location} is not as it was recorded: {verdict.findings[0].says} "
            "No copy was kept."
        )
    return Head(verdict.ledger or "", verdict.entries, verdict.head, verdict.recorded_at)


def back_up(record: Ledger, path: Path) -> Head:
    """Copy a ledger in use to a path, with its head in a file beside it; return that head.

    Raises RefusedError if something is in the way or the copy cannot be written.
    """
    with verified_copy(record, path) as copy, atomic_file(head_file(path)) as beside:
        head = copy.prove()
        beside.write(_stated(head).encode())
        beside.publish()
        try:
            copy.publish()
        except BaseException:
            beside.path.unlink(missing_ok=True)
            raise
    return head


@contextmanager
def verified_copy(record: Ledger, path: Path) -> Iterator[BackupCopy]:
    """Give the block a copy of a ledger that has no name yet; without one it is gone afterwards.

    Raises RefusedError if something is in its place or it cannot be written.
    """
    if not path.name:
        raise RefusedError(f"{path} is a folder; name a file in it.")
    for left in (path.with_name(f"{path.name}{end}") for end in BESIDE):
        if os.path.lexists(left):
            raise RefusedError(f"{left} is left of another ledger; move it away first.")
    with atomic_file(path) as new, _in_words(path, record.place):
        try:
            record.copy_into(new.at)
            yield BackupCopy(new, record.place)
        finally:
            for end in BESIDE:
                new.at.with_name(f"{new.at.name}{end}").unlink(missing_ok=True)


@contextmanager
def _in_words(path: Path, ledger: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _OF_THE_COPY:
            raise sqlite_errors.error_sentence(error, ledger) from error
        raise _not_made(path, str(error)) from error
    except OSError as error:
        raise _not_made(path, (error.strerror or str(error)).lower()) from error


def _not_made(path: Path, why: str) -> RefusedError:
    return RefusedError(f"{path} could not be made: {why}; nothing was left there.")


# The head beside a copy.


def head_file(path: Path) -> Path:
    """Return the file that holds the head of a backup."""
    return path.with_name(f"{path.name}.head")


def _stated(head: Head) -> str:
    instant = None if head.recorded_at is None else format_instant(head.recorded_at)
    stated = {
        "ledger": head.ledger,
        "position": head.position,
        "head": head.hash,
        "recorded_at": instant,
    }
    return json.dumps(stated, indent=2) + "\n"


def check_stated(path: Path, head: Head) -> bool:
    """Return whether a head was written beside a backup. Raises IntegrityError for another one."""
    beside = head_file(path)
    try:
        if not stat.S_ISREG(beside.stat().st_mode):
            raise IntegrityError(f"{beside} is not an ordinary file; nothing was restored.")
        with beside.open(encoding="utf-8", errors="replace") as file:
            content = file.read(_LONGEST)
    except FileNotFoundError:
        return False
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise IntegrityError(f"{beside} cannot be read: {why}; nothing was restored.") from None
    if content != _stated(head):
        raise IntegrityError(
            f"{path} is not the backup whose head is written in {beside}; nothing was restored."
        )
    return True
