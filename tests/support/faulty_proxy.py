"""A network between a client and a server that loses what it is told to lose."""

from __future__ import annotations

import socket
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from psycopg.conninfo import conninfo_to_dict

from tracker.ledger.postgres.address import Address

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMIT, SAVE = b"COMMIT\0", b'"stream": '
"""What is in the message that records: a COMMIT, or a whole save that is committed by itself."""

CUT, LOST = "answer cut off", "cut before"
HUNG, KEPT, DEAD = "answer kept back", "kept back", "answer kept back, and all else"
"""What becomes of it: it arrives, or not; and the line is cut then, or says nothing more, or no
line of the network does."""


@dataclass
class Network:
    """A port of this computer behind which a server is, as long as nothing is wrong with it."""

    port: int
    commit: str | None = None
    """What becomes of the next message that records, if anything."""

    by: bytes = COMMIT
    """What that message has in it."""

    hang_after: int | None = None
    """After how many messages of clients nothing is passed on any more; null for never."""

    passed: int = 0

    def address(self, schema: str, login: str = "postgres") -> Address:
        """Return where a ledger is through this network."""
        options = f"sslmode=disable&gssencmode=disable&options=-csearch_path%3D{schema}"
        return Address(f"postgresql://{login}@127.0.0.1:{self.port}/postgres?{options}")

    def mend(self) -> None:
        """Let everything through from now on."""
        self.hang_after = self.commit = None

    @property
    def hangs(self) -> bool:
        """Whether nothing is passed on."""
        return self.hang_after is not None and self.passed >= self.hang_after


@dataclass
class _Line:
    """A connection of a client to the server."""

    network: Network
    client: socket.socket
    server: socket.socket
    silent: bool = False
    dropping: bool = False

    def up(self) -> None:
        """Pass on what the client says."""
        while data := self._read(self.client):
            fate = None
            if self.network.by in data and self.network.commit is not None:
                fate, self.network.commit = self.network.commit, None
            self.silent = self.silent or fate in (HUNG, KEPT, DEAD) or self.network.hangs
            if fate == DEAD:
                self.network.hang_after = 0
            self.dropping = self.dropping or fate in (CUT, LOST)
            self.network.passed += 1
            if fate == LOST:
                break
            if fate != KEPT and (fate is not None or not self.silent):
                self.server.sendall(data)

    def down(self) -> None:
        """Pass on what the server says."""
        while data := self._read(self.server):
            if self.dropping:
                break
            if not self.silent and not self.network.hangs:
                self.client.sendall(data)

    def run(self, way: str) -> None:
        """Pass on one way until the line is cut; one that hangs does not even pass that on."""
        with suppress(OSError):
            getattr(self, way)()
        if not self.silent and not self.network.hangs:
            self.close()

    def _read(self, end: socket.socket) -> bytes:
        return end.recv(1 << 16)

    def close(self) -> None:
        """Cut the line."""
        for end in (self.client, self.server):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def network(uri: str) -> Iterator[Network]:
    """Put a network before a server that is found by a socket in a folder."""
    folder = Path(str(conninfo_to_dict(uri)["host"]))
    lines: list[_Line] = []
    threads: list[Thread] = []

    def accepted() -> None:
        with suppress(OSError):
            while True:
                client, _ = door.accept()
                server = socket.socket(socket.AF_UNIX)
                line = _Line(net, client, server)
                lines.append(line)
                try:
                    server.connect(str(folder / ".s.PGSQL.5432"))
                except OSError:
                    line.close()
                    continue
                for way in ("up", "down"):
                    threads.append(Thread(target=line.run, args=(way,)))
                    threads[-1].start()

    with socket.create_server(("127.0.0.1", 0)) as door:
        net = Network(door.getsockname()[1])
        threads.append(Thread(target=accepted))
        threads[0].start()
        try:
            yield net
        finally:
            door.shutdown(socket.SHUT_RDWR)
            for line in lines:
                line.close()
            for thread in threads:
                thread.join()
            for line in lines:
                line.client.close()
                line.server.close()
