"""How fast a shared ledger records, beside the stock PostgreSQL recorder, in one run.

    python tests/benchmarks/shared.py [SAVES] [ENTRIES]

Writing: 1, 2, 4 and 8 clients, each a process with a connection of its own, record notes one save
at a time, so many in all. Ours is a unit of work of the record: the lock, the command looked up,
positions, the chain, the texts apart, who records and when checked by the server, and the entry
read back. Theirs is `insert_events` of the library's own PostgresApplicationRecorder, of the same
bytes under the same names. Both in turn, several rounds, on the same server; the ratio of saves a
second (0.6 is the least that is wanted).

Reading: the same ledger of ENTRIES entries (10,000 unless given) in a file and on the server, each
command a process of its own; the time the driver's import takes, measured beside it, is taken off.
The ratio of times (2 is the most).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING
from uuid import uuid4

from paths import SEEDS

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

import ledgers
import postgres_server
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg.conninfo import conninfo_to_dict

from tracker.application.bulk_append import catch_up
from tracker.application.tracker import CommandActor, Tracker
from tracker.domain.events import NoteMade
from tracker.intake.facts_file import read_facts
from tracker.ledger.copy import copy
from tracker.ledger.envelope import NewEntry, NumberedEntry
from tracker.ledger.ledger import Ledger
from tracker.ledger.mapper import EntryMapper
from tracker.ledger.postgres.address import Address
from tracker.ledger.system import system_salt

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5
CLIENTS = (1, 2, 4, 8)
BOARD = date(2026, 3, 2)
READING = [["list"], ["late"], ["show", "knowsley-2023/2"], ["history"], ["head"], ["verify"]]


def ours(address: str, client: int, saves: int) -> None:
    """Record so many notes."""
    with Ledger.open(Address(address)) as record:
        for _ in range(saves):
            ledgers.recorded(record, ledgers.note(stream=f"item:elm/{client}"), command=uuid4().hex)


def theirs(address: str, client: int, saves: int) -> None:
    """Insert so many events of the same bytes with the library's own recorder."""
    recorder = PostgresApplicationRecorder(stock(address))
    mapper = EntryMapper(system_salt)
    for version in range(1, saves + 1):
        entry = NumberedEntry(f"item:elm/{client}", version, ledgers.BOARD, ledgers.note().event)
        new = mapper.to_stored_event(entry)
        stored = StoredEvent(new.originator_id, version, new.topic, new.state)
        recorder.insert_events([stored])
    recorder.datastore.close()


def stock(address: str) -> PostgresDatastore:
    """Return the library's own access to a database, with waiting and ids as ours are."""
    return PostgresDatastore(
        dbname="postgres",
        host=str(conninfo_to_dict(address)["host"]),
        port=5432,
        user="postgres",
        password="",
        lock_timeout=10,
        originator_id_type="text",
        schema="stock",
    )


def saved(work: Callable[[str, int, int], None], address: str, clients: int, saves: int) -> float:
    """Return the seconds in which so many clients together made so many saves."""
    context = get_context("fork")
    rows = [
        context.Process(target=work, args=(address, client, saves // clients))
        for client in range(clients)
    ]
    begun = perf_counter()
    for process in rows:
        process.start()
    for process in rows:
        process.join()
    if any(process.exitcode for process in rows):
        raise SystemExit("a client failed")
    return perf_counter() - begun


def writing(server: postgres_server.Server, saves: int) -> None:
    """Print the saves a second of both."""
    print(f"{saves} saves, {ROUNDS} rounds in turn: saves a second (median), ratio of each round")
    for clients in CLIENTS:
        ratios, mine, stocks = [], [], []
        for _ in range(ROUNDS):
            address = server.address()
            Ledger.create(address, clock=ledgers.TickingClock()).close()
            server.ask("DROP SCHEMA IF EXISTS stock CASCADE")
            server.ask("CREATE SCHEMA stock")
            datastore = stock(server.uri)
            PostgresApplicationRecorder(datastore).create_table()
            datastore.close()
            stocks.append(saved(theirs, server.uri, clients, saves))
            mine.append(saved(ours, str(address), clients, saves))
            ratios.append(stocks[-1] / mine[-1])
        print(
            f"{clients} client{'s' * (clients > 1):1}  ours {saves / median(mine):7,.0f}   "
            f"stock {saves / median(stocks):7,.0f}   ratio: median {median(ratios):.2f} "
            f"({min(ratios):.2f} to {max(ratios):.2f})"
        )


def filled(path: Path, entries: int) -> None:
    """Make a ledger of so many entries: a real report of eighteen items, and notes on them."""
    instant = datetime(2026, 3, 2, 9, tzinfo=UTC)
    seed = SEEDS / "knowsley-2023.toml"
    with Ledger.create(path, clock=ledgers.TickingClock(instant)) as record:
        Tracker.begin(
            record, service="Elm YJS", chair="Dana Okafor", manager="Sam Reed", demonstration=True
        )
        Tracker(record, CommandActor(by="Sam Reed")).import_report(
            read_facts(seed.read_bytes(), "seed")
        )
        items = record.streams("item:")
        with record.unit():
            for number in range(record.head().position, entries):
                note = NewEntry(items[number % len(items)], BOARD, NoteMade(note=f"Note {number}"))
                record.append([note], actor="p2", command_id=f"c{number}")


def asked(place: str, words: list[str]) -> float:
    """Return the seconds a command takes as a whole process; what it prints goes nowhere."""
    return timed("from tracker.__main__ import main; main()", "--ledger", place, *words)


def timed(code: str, *words: str) -> float:
    """Return the seconds that Python takes to run some code as a process of its own."""
    begun = perf_counter()
    typed = [sys.executable, "-c", code, *words]
    subprocess.run(typed, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return perf_counter() - begun


def imported() -> float:
    """Return the seconds that importing the driver takes."""
    return timed("import psycopg") - timed("pass")


def reading(server: postgres_server.Server, folder: Path, entries: int) -> None:
    """Print how long commands take on the server, beside the same ledger in a file."""
    path, address = folder / "tracker.db", server.address()
    filled(path, entries)
    copy(path, address)
    catch_up(address, lambda _done, _of: None)
    print(f"{entries} entries, {ROUNDS} rounds in turn: the driver's import aside")
    timed("import psycopg, tracker.cli.main")  # bytecode is written, as where it is installed
    for words in READING:
        seconds = [
            (asked(str(path), words), asked(str(address), words) - imported())
            for _ in range(ROUNDS)
        ]
        ratios = [there / here for here, there in seconds]
        print(
            f"{' '.join(words):24} file {1000 * median(pair[0] for pair in seconds):6,.0f} ms   "
            f"server {1000 * median(pair[1] for pair in seconds):6,.0f} ms   "
            f"ratio: median {median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
        )


def main() -> None:
    """Start a server as a council runs it, that waits for its disk, and print the figures."""
    saves = int(sys.argv[1]) if len(sys.argv) > 1 else 800
    entries = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    folder = Path(tempfile.mkdtemp(prefix="tracker-"))
    try:
        with postgres_server.running(folder) as uri:
            server = postgres_server.Server(uri, "b")
            writing(server, saves)
            with tempfile.TemporaryDirectory() as files:
                reading(server, Path(files), entries)
            server.close()
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
