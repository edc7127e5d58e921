"""What the read model is held against: a plain table of just the answer, and MariaDB.

MariaDB keeps the same versions in a system-versioned table of its own: what was known when is its
`FOR SYSTEM_TIME AS OF`, what was true when two columns. Its times are those its own profile tells,
from query to last row sent.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from time import sleep
from typing import TYPE_CHECKING

from tracker.projection.validity import NEVER, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.projection.row_queries import ItemRow

_ANSWER = "CREATE TABLE answer (ref TEXT, part INTEGER, service TEXT, serves INTEGER, state TEXT)"
_TABLE = """
CREATE TABLE items (
    service VARCHAR(60) NOT NULL, ref VARCHAR(90) NOT NULL, part INT NOT NULL,
    start_on INT NOT NULL, end_on INT NOT NULL, serves INT NOT NULL, state TEXT NOT NULL,
    since TIMESTAMP(6) GENERATED ALWAYS AS ROW START,
    gone TIMESTAMP(6) GENERATED ALWAYS AS ROW END,
    PERIOD FOR SYSTEM_TIME (since, gone),
    PRIMARY KEY (service, ref, part, start_on)
) WITH SYSTEM VERSIONING CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
"""
_LOADED = """
SET time_zone = '+00:00', system_versioning_insert_history = 1;
LOAD DATA INFILE '{file}' INTO TABLE items CHARACTER SET utf8mb4
(service, ref, part, start_on, end_on, serves, state, @since, @gone)
SET since = FROM_UNIXTIME(@since), gone = FROM_UNIXTIME(@gone);
"""
_ASKED = """
SELECT ref, part, service, serves, state
FROM items FOR SYSTEM_TIME AS OF TIMESTAMP FROM_UNIXTIME({position})
WHERE start_on <= {day} AND end_on > {day};
"""
_LATEST = 2147483647.999999
"""The last instant that MariaDB's time knows: what is not gone is gone then."""


class Plain:
    """A table that holds an answer and nothing else."""

    def __init__(self, path: Path, rows: Sequence[ItemRow]) -> None:
        """Write the rows into a file of its own."""
        path.unlink(missing_ok=True)
        self._connection = sqlite3.connect(path)
        with self._connection:
            self._connection.execute(_ANSWER)
            self._connection.executemany("INSERT INTO answer VALUES (?, ?, ?, ?, ?)", rows)

    def rows(self) -> list[ItemRow]:
        """Return them."""
        text = "SELECT ref, part, service, serves, state FROM answer"
        return self._connection.execute(text).fetchall()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


class Maria:
    """A server of its own, in a folder of its own, with the versions of a ledger in it."""

    def __init__(self, program: Path, folder: Path) -> None:
        """Take the program; the server is to be running."""
        self.program = program
        self.socket = folder / "socket"
        client = shutil.which("mariadb", path=_path(program.parent.parent / "bin"))
        self._client = [client or "mariadb", "--no-defaults", "--quick", "-N", "-B"]
        self._client += ["--default-character-set=utf8mb4", f"--socket={self.socket}"]

    def run(self, statements: str) -> list[str]:
        """Run statements and return the last lines of what they print."""
        with subprocess.Popen(
            self._client, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as client:
            assert client.stdin is not None
            assert client.stdout is not None
            client.stdin.write(statements.encode())
            client.stdin.close()
            tail = b""
            while more := client.stdout.read(1 << 20):
                tail = (tail + more)[-4096:]
        assert client.returncode == 0, statements
        return tail.decode(errors="replace").splitlines()

    def fill(self, ledger: Path, folder: Path) -> None:
        """Take in every version of a ledger's items and actions."""
        file = folder / "versions.tsv"
        with (
            file.open("w", encoding="utf-8") as out,
            closing(sqlite3.connect(ledger)) as connection,
        ):
            for row in connection.execute("SELECT * FROM register_items"):
                out.writelines(_versions(*row))
        self.run(f"CREATE DATABASE nation; USE nation; {_TABLE}; {_LOADED.format(file=file)}")
        file.unlink()

    def seconds(self, day: int, position: int, rounds: int) -> tuple[float, int]:
        """Return the median seconds of a question on the server, and how many rows it has."""
        asked = _ASKED.format(day=day, position=position)
        begun = "USE nation; SET time_zone = '+00:00';"
        counted = asked.replace("ref, part, service, serves, state", "count(*)", 1)
        (count,) = self.run(f"{begun} {counted}")
        lines = self.run(f"{begun} SET profiling = 1; {asked * rounds} SHOW PROFILES;")
        profiles = [line.split("\t") for line in lines[-rounds:]]
        return median(float(seconds) for _, seconds, _ in profiles), int(count)


def _versions(*row: object) -> Iterator[str]:
    """Yield the versions that MariaDB has of one of ours: before its end was known, and since."""
    service, _, ref, part, start, since, end, ended, gone, _, serves, state = row
    assert isinstance(since, int)
    assert isinstance(ended, int)
    assert isinstance(gone, int)
    text = str(state).replace("\\", "\\\\")
    for until, first, last in ((NEVER, since, min(ended, gone)), (end, max(since, ended), gone)):
        if first < last:
            then = _LATEST if last == UNKNOWN else last
            cells = service, ref, part, start, until, serves, text, first, then
            yield "\t".join(map(str, cells)) + "\n"


@contextmanager
def maria(ledger: Path, folder: Path) -> Iterator[Maria | None]:
    """Start MariaDB with what a ledger's read model holds; null where it is not installed."""
    text = shutil.which("mariadbd", path=_path(Path("/usr/sbin"), Path("/usr/local/sbin")))
    if text is None:
        yield None
        return
    program, own = Path(text).resolve(), folder / "mariadb"
    own.mkdir()
    server = Maria(program, own)
    words = ["--no-defaults", f"--datadir={own}", f"--socket={server.socket}"]
    words += [f"--basedir={program.parent.parent}", "--skip-networking", "--skip-grant-tables"]
    words += ["--innodb-buffer-pool-size=2G", "--query-cache-type=0", f"--pid-file={own / 'pid'}"]
    if os.geteuid() == 0:
        words.append("--user=root")
    with (folder / "mariadb.log").open("wb") as log:
        running = subprocess.Popen([str(program), *words], stdout=log, stderr=log)
        try:
            while not server.socket.exists():
                assert running.poll() is None, "MariaDB did not start"
                sleep(0.1)
            server.fill(ledger, own)
            yield server
        finally:
            running.terminate()
            running.wait()


def _path(*more: Path) -> str:
    return os.pathsep.join([*map(str, more), os.environ.get("PATH", "")])
