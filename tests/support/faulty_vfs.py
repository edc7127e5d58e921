"""The disk as SQLite sees it, with somebody standing in the way.

A layer in C types around the operating system's own: every opening, reading, writing, truncating,
syncing and deleting of a file by any connection of this process is told to a watcher first, and
fails with the code that the watcher returns. So the product itself is tested, on its own
connections, and nothing is compiled.
"""

from __future__ import annotations

import _sqlite3
import ctypes
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

OK = 0
IOERR = 10
CANTOPEN = 14


@dataclass(frozen=True, slots=True)
class DiskStep:
    """One thing asked of the disk: `open`, `read`, `write`, `truncate`, `sync` or `delete`.

    `at` is the offset of a write, the size of a truncation, and 1 for a deletion that is to be
    certain before it returns. `grows` says of a write that the file becomes longer.
    """

    kind: str
    name: str
    at: int = 0
    data: bytes = b""
    grows: bool = False


class Watcher(Protocol):
    """Whoever stands in the way."""

    def before(self, step: DiskStep) -> int:
        """Return 0 to let a step happen, else the code it fails with; it does not happen then."""

    def after(self, step: DiskStep) -> int:
        """Return 0, or the code that a step which did happen is said to have failed with."""


_POINTER, _INT, _LONG = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
_OUT = ctypes.POINTER(ctypes.c_int)


class _VfsFile(ctypes.Structure):
    _fields_ = (("methods", _POINTER),)


_FILES = ctypes.POINTER(_VfsFile)
_CLOSE = ctypes.CFUNCTYPE(_INT, _FILES)
_READ = ctypes.CFUNCTYPE(_INT, _FILES, _POINTER, _INT, _LONG)
_TRUNCATE = ctypes.CFUNCTYPE(_INT, _FILES, _LONG)
_SIZE = ctypes.CFUNCTYPE(_INT, _FILES, ctypes.POINTER(_LONG))
_SYNC = ctypes.CFUNCTYPE(_INT, _FILES, _INT)


class _Methods(ctypes.Structure):
    _fields_ = (
        ("version", _INT),
        ("close", _CLOSE),
        ("read", _READ),
        ("write", _READ),
        ("truncate", _TRUNCATE),
        ("sync", _SYNC),
        ("size", _SIZE),
        ("others", _POINTER * 6),  # three of locking, control, sector, characteristics
    )


class _Vfs(ctypes.Structure):
    pass


_VFSES = ctypes.POINTER(_Vfs)
_OPEN = ctypes.CFUNCTYPE(_INT, _VFSES, _POINTER, _FILES, _INT, _OUT)
_DELETE = ctypes.CFUNCTYPE(_INT, _VFSES, _POINTER, _INT)
_Vfs._fields_ = (
    ("version", _INT),
    ("file_size", _INT),
    ("longest_path", _INT),
    ("next", _POINTER),
    ("name", ctypes.c_char_p),
    ("its_own", _POINTER),
    ("open", _OPEN),
    ("delete", _DELETE),
    ("others", _POINTER * 10),  # access, full path, four of loading, random, sleep, time, error
)

_library: Any = ctypes.CDLL(getattr(_sqlite3, "__file__", None))
_library.sqlite3_vfs_find.restype = _VFSES
_library.sqlite3_vfs_register.argtypes = (_VFSES, _INT)
_library.sqlite3_vfs_unregister.argtypes = (_VFSES,)


def _named(pointer: int | None) -> str:
    """Return a file's name without its folder; a temporary file has none."""
    whole = ctypes.string_at(pointer) if pointer else b""
    return Path(whole.decode()).name


class _Layer:
    """Takes the calls of one watcher, and hands them on."""

    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher
        self._files: dict[int, tuple[_Methods, str]] = {}
        self._watched: dict[int, _Methods] = {}
        self._under: _Vfs = _library.sqlite3_vfs_find(None).contents
        self.vfs = _Vfs.from_buffer_copy(self._under)
        self.vfs.version = 1
        self.vfs.next = None
        self.vfs.name = b"watched"
        self._open, self._delete = _OPEN(self.open), _DELETE(self.delete)
        self._calls = (_CLOSE(self.close), _READ(self.read), _READ(self.write))
        self._more_calls = (_TRUNCATE(self.truncate), _SYNC(self.sync))
        self.vfs.open, self.vfs.delete = self._open, self._delete

    def open(self, _: Any, name: int | None, file: Any, flags: int, out: Any) -> int:
        step = DiskStep("open", _named(name))
        if code := self._watcher.before(step):
            file.contents.methods = None
            return code
        code = int(self._under.open(ctypes.byref(self._under), name, file, flags, out))
        if code == OK and file.contents.methods:
            under = _Methods.from_address(file.contents.methods)
            self._files[ctypes.addressof(file.contents)] = under, step.name
            file.contents.methods = ctypes.addressof(self._in_place_of(under))
        return code

    def _in_place_of(self, under: _Methods) -> _Methods:
        watched = self._watched.get(ctypes.addressof(under))
        if watched is None:
            watched = _Methods.from_buffer_copy(under)
            watched.version = 1
            watched.close, watched.read, watched.write = self._calls
            watched.truncate, watched.sync = self._more_calls
            self._watched[ctypes.addressof(under)] = watched
        return watched

    def _of(self, file: Any) -> tuple[_Methods, str]:
        return self._files[ctypes.addressof(file.contents)]

    def close(self, file: Any) -> int:
        under, _ = self._files.pop(ctypes.addressof(file.contents))
        return int(under.close(file))

    def read(self, file: Any, into: int, size: int, at: int) -> int:
        under, name = self._of(file)
        step = DiskStep("read", name, at)
        return self._watcher.before(step) or int(under.read(file, into, size, at))

    def write(self, file: Any, data: int, size: int, at: int) -> int:
        under, name = self._of(file)
        length = _LONG()
        under.size(file, ctypes.byref(length))
        step = DiskStep("write", name, at, ctypes.string_at(data, size), at + size > length.value)
        if code := self._watcher.before(step):
            under.write(file, data, size // 2, at)  # a full disk takes a part of it
            return code
        return int(under.write(file, data, size, at)) or self._watcher.after(step)

    def truncate(self, file: Any, size: int) -> int:
        under, name = self._of(file)
        step = DiskStep("truncate", name, size)
        done = self._watcher.before(step) or int(under.truncate(file, size))
        return done or self._watcher.after(step)

    def sync(self, file: Any, flags: int) -> int:
        under, name = self._of(file)
        step = DiskStep("sync", name)
        done = self._watcher.before(step) or int(under.sync(file, flags))
        return done or self._watcher.after(step)

    def delete(self, _: Any, name: int | None, certain: int) -> int:
        step = DiskStep("delete", _named(name), certain)
        under = ctypes.byref(self._under)
        done = self._watcher.before(step) or int(self._under.delete(under, name, certain))
        return done or self._watcher.after(step)


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Let a watcher stand between SQLite and the disk, for connections opened in this block."""
    layer = _Layer(watcher)
    _library.sqlite3_vfs_register(ctypes.byref(layer.vfs), 1)
    try:
        yield
    finally:
        _library.sqlite3_vfs_unregister(ctypes.byref(layer.vfs))
