"""A file that is there whole or not at all, and never in the place of another.

It is written under another name beside its place, brought to the disk, and only then given its
name. Only its owner may read it.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class AtomicFile:
    """A file being written: `at` is where it is now, `path` where it will be."""

    at: Path
    path: Path

    def write(self, content: bytes) -> None:
        """Write all of it, down to the disk. Raises RefusedError if there is no room."""
        with _told(self.path), self.at.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def publish(self) -> None:
        """Give it its name. Raises RefusedError if something has that name by now."""
        with _told(self.path):
            try:
                os.link(self.at, self.path)
            except FileExistsError:
                raise
            except OSError:  # a disk without links: keep the name first, then take its place
                os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
                self.at.replace(self.path)
            with suppress(OSError):  # not every system lets a folder be brought to the disk
                folder = os.open(self.path.parent, os.O_RDONLY)
                try:
                    os.fsync(folder)
                finally:
                    os.close(folder)


@contextmanager
def atomic_file(path: Path) -> Iterator[AtomicFile]:
    """Make a file in this block, which puts it in its place or leaves nothing behind.

    Raises RefusedError if something is there already or nothing can be.
    """
    with _told(path):
        with suppress(FileNotFoundError):
            path.lstat()
            raise FileExistsError
        number, name = tempfile.mkstemp(prefix=".tracker-", suffix=".part", dir=path.parent)
        os.close(number)
    at = Path(name)
    try:
        yield AtomicFile(at, path)
    finally:
        at.unlink(missing_ok=True)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the system reports in this block into one sentence about the file."""
    try:
        yield
    except FileExistsError:
        raise _exists(path) from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise RefusedError(f"{path} cannot be written: {reason}.") from None


def _exists(path: Path) -> RefusedError:
    return RefusedError(f"{path} exists already; it was left as it is.")
