"""What may have become of a ledger's file by the time somebody asks."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path


def missing(path: Path) -> None:
    """Take it away."""
    path.unlink()


def empty(path: Path) -> None:
    """Lose its content."""
    path.write_bytes(b"")


def a_text(path: Path) -> None:
    """Put minutes there."""
    path.write_text("Minutes of the board\n" * 200)


def a_database(path: Path) -> None:
    """Put the database of another program there."""
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE cases (name)")


def half(path: Path) -> None:
    """Lose the second half, as in a copy cut short."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def newer(path: Path) -> None:
    """Let a newer version have made it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def a_folder(path: Path) -> None:
    """Put a folder there."""
    path.unlink()
    path.mkdir()


def a_pipe(path: Path) -> None:
    """Put a pipe there into which nobody writes."""
    path.unlink()
    os.mkfifo(path)


def a_device(path: Path) -> None:
    """Put there what swallows everything."""
    path.unlink()
    path.symlink_to(os.devnull)


def a_loop(path: Path) -> None:
    """Let it point to itself."""
    path.unlink()
    path.symlink_to(path)


def unbegun(path: Path) -> None:
    """Leave a ledger of which the power went before anything was recorded."""
    path.unlink()
    Ledger.create(path).close()
