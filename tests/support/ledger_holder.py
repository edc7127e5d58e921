"""Somebody else who holds a ledger for a while: another process, in the middle of something."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOLDS: Final = {
    "recording": "BEGIN IMMEDIATE",
    "committing": "BEGIN EXCLUSIVE",
    "reading": "BEGIN; SELECT id FROM ledger",
}
"""What somebody else may be doing, and the statements with which SQLite lets them."""

_HOLDER = """
import select, sqlite3, sys
path, statements, seconds = sys.argv[1:]
connection = sqlite3.connect(path, isolation_level=None)
for statement in statements.split(";"):
    connection.execute(statement).fetchall()
print(flush=True)
select.select([sys.stdin], [], [], float(seconds))
connection.rollback()
"""


@contextmanager
def holding(path: Path, what: str, seconds: float) -> Iterator[None]:
    """Let another process hold a ledger for some seconds, but not longer than this block."""
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(path), HOLDS[what], str(seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"\n"
        yield
        with suppress(BrokenPipeError):  # a child may have the pipe too, so that it stays open
            holder.communicate(b"\n")
