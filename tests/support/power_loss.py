"""What a disk may hold after the power went: every write that was not synced came, or half came.

Between two syncs a disk does what it likes: of the writes still waiting any may be lost, in any
order, in pieces of a sector; a file made or deleted may still be there or not, until its folder
was synced (with a new file's first sync, and by a deletion that is to be certain).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import faulty_vfs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from random import Random

    Keep = Callable[[], bool]

SECTOR = 512


@dataclass
class Log:
    """A watcher that lets everything happen, and keeps it in order with what was answered."""

    steps: list[faulty_vfs.DiskStep] = field(default_factory=list)

    def before(self, _: faulty_vfs.DiskStep) -> int:
        """Let it happen."""
        return faulty_vfs.OK

    def after(self, step: faulty_vfs.DiskStep) -> int:
        """Keep what happened."""
        self.steps.append(step)
        return faulty_vfs.OK

    def said(self, command: str) -> None:
        """Keep that a command was answered as recorded."""
        self.steps.append(faulty_vfs.DiskStep("said", command))


@dataclass
class _RecordedFile:
    certain: bytes = b""
    waiting: list[faulty_vfs.DiskStep] = field(default_factory=list)

    def left(self, keep: Keep) -> bytes:
        """Return what may be left of the file."""
        content = bytearray(self.certain)
        for step in self.waiting:
            if step.kind == "truncate":
                if keep():
                    del content[step.at :]
                continue
            for start in range(0, len(step.data), SECTOR):
                if keep():
                    piece = step.data[start : start + SECTOR]
                    end = step.at + start + len(piece)
                    content.extend(bytes(max(0, end - len(content))))
                    content[step.at + start : end] = piece
        return bytes(content)


class Disk:
    """A folder on a disk with a cache: what is certain, and what is still waiting."""

    def __init__(self, start: dict[str, bytes]) -> None:
        """Begin with files of which everything is certain."""
        self._now = {name: _RecordedFile(content) for name, content in start.items()}
        self._certain = dict(self._now)
        self._names_waiting: list[tuple[str, _RecordedFile | None]] = []

    def happen(self, step: faulty_vfs.DiskStep) -> None:
        """Let a step happen."""
        if step.kind == "delete":
            self._now.pop(step.name, None)
            self._names_waiting.append((step.name, None))
            if step.at:
                self._sync_folder()
        elif step.kind in {"write", "truncate"}:
            self._file(step.name).waiting.append(step)
        elif step.kind == "sync":
            file = self._file(step.name)
            file.certain, file.waiting = file.left(lambda: True), []
            self._sync_folder()

    def _file(self, name: str) -> _RecordedFile:
        if name not in self._now:
            self._now[name] = _RecordedFile()
            self._names_waiting.append((name, self._now[name]))
        return self._now[name]

    def _sync_folder(self) -> None:
        self._certain = dict(self._now)
        self._names_waiting = []

    def left(self, keep: Keep) -> dict[str, bytes]:
        """Return what may be left of the folder, where `keep` decides for each piece."""
        names = dict(self._certain)
        for name, file in self._names_waiting:
            if keep():
                names.pop(name, None)
                if file is not None:
                    names[name] = file
        return {name: file.left(keep) for name, file in names.items()}


def images(
    start: dict[str, bytes], steps: Iterable[faulty_vfs.DiskStep], chance: Random, *, count: int
) -> Iterator[tuple[frozenset[str], dict[str, bytes]]]:
    """Yield what was answered, and what may be left, after the power went at every step.

    At each step: nothing that waited came, everything came, and `each` images in between.
    """
    disk, names = Disk(start), frozenset[str]()
    for step in steps:
        if step.kind == "said":
            names |= {step.name}
        disk.happen(step)
        yield names, disk.left(lambda: False)
        yield names, disk.left(lambda: True)
        for _ in range(count):
            yield names, disk.left(partial(_one_in, chance, chance.random()))


def _one_in(chance: Random, share: float) -> bool:
    """Keep a share of the pieces, whichever."""
    return chance.random() < share
