"""Which kind of store a ledger is kept in: a file, or a server of its own.

What only a server needs is loaded for a server only.
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError
from tracker.ledger import sqlite_file
from tracker.ledger.sqlite_store import SqliteStore

if TYPE_CHECKING:
    from tracker.ledger.postgres.address import Address
    from tracker.ledger.postgres.copy_target import PostgresCopyTarget
    from tracker.ledger.store import Store

    Place = str | PathLike[str] | Address


def create(location: Place, ledger: str, *, rehearsal: bool = False, filling: bool = False) -> None:
    """Make a ledger without entries. Raises RefusedError if something exists already."""
    if isinstance(location, str | PathLike):
        sqlite_file.create(Path(location).absolute(), ledger)
        return
    require_driver()
    from tracker.ledger.postgres import create as making  # noqa: PLC0415 - a file needs no driver

    making.create(location, ledger, rehearsal=rehearsal, filling=filling)


def create_and_open(location: Place, ledger: str) -> Store:
    """Make a ledger without entries and open it; on a server only the first unit commits it.

    Raises as `create`.
    """
    if isinstance(location, str | PathLike):
        create(location, ledger)
        return open_store(location)
    require_driver()
    from tracker.ledger.postgres import create as making  # noqa: PLC0415 - a file needs no driver
    from tracker.ledger.postgres.store import PostgresStore  # noqa: PLC0415 - the same

    return PostgresStore(location, connection=making.create_and_connect(location, ledger))


def open_store(location: Place, *, busy_ms: int = sqlite_file.BUSY_MS) -> Store:
    """Open a ledger. Raises NotFoundError if there is none, and as its kind of store does."""
    if isinstance(location, str | PathLike):
        return SqliteStore(Path(location).absolute(), busy_ms=busy_ms)
    require_driver()
    from tracker.ledger.postgres.store import PostgresStore  # noqa: PLC0415 - the same

    return PostgresStore(location, busy_ms=busy_ms)


def open_copy_target(address: Address) -> PostgresCopyTarget:
    """Open a ledger on a server that is being filled, or turns out not to be any more."""
    require_driver()
    from tracker.ledger.postgres.copy_target import PostgresCopyTarget  # noqa: PLC0415 - the same

    return PostgresCopyTarget(address)


def require_driver() -> None:
    """Raise RefusedError if what a server needs is not installed."""
    try:
        import psycopg  # noqa: F401, PLC0415 - the same
    except ImportError:
        raise RefusedError(
            "A ledger on a server needs an extra; first run: "
            "pip install 'inspection-tracker[shared]'"
        ) from None
