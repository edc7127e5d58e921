"""Statements of a unit of work on a server: sent together, seen in their order."""

from __future__ import annotations

from contextlib import closing, suppress
from typing import TYPE_CHECKING

import faulty_proxy
import ledgers
import psycopg
import pytest
from long_report import report

from tracker.application.tracker import CommandActor, Tracker
from tracker.domain.errors import BusyError, IntegrityError, RefusedError
from tracker.intake.facts_file import read_facts
from tracker.ledger.ledger import Ledger
from tracker.ledger.postgres import connection as connecting
from tracker.ledger.sqlite_errors import MisuseError

if TYPE_CHECKING:
    from postgres_server import Server

    from tracker.ledger.postgres.address import Address
    from tracker.ledger.store import Change, Values

_STATE = "SELECT state FROM pg_stat_activity WHERE pid = %s"


@pytest.fixture
def address(server: Server) -> Address:
    """Return where a ledger without entries is."""
    address = server.address()
    ledgers.made(address).close()
    return address


@pytest.mark.usefixtures("address")
def test_a_unit_of_work_that_only_adds_waits_for_one_answer(server: Server) -> None:
    """It is held, added to and committed by the server, with no word in between."""
    with (
        faulty_proxy.network(server.uri) as net,
        Ledger.open(net.address(server.made[-1])) as record,
    ):
        ledgers.recorded(record, ledgers.note(), command="c1")
        before = net.passed
        ledgers.recorded(record, ledgers.note(), ledgers.note("two", "item:1/2"), command="c2")

        assert net.passed - before == 1
        assert [entry.position for entry in record.command("c2")] == [2, 3]


@pytest.mark.usefixtures("address")
def test_a_unit_of_work_that_looks_at_what_it_added_waits_for_two_answers(server: Server) -> None:
    """One when it holds the ledger and has added to it, and one when it is committed."""
    with (
        faulty_proxy.network(server.uri) as net,
        Ledger.open(net.address(server.made[-1])) as record,
    ):
        values = []
        for command in ("c1", "c2"):
            before = net.passed
            with record.unit():
                (entry,) = record.append([ledgers.note()], actor="p1", command_id=command)
                values.append(entry.position)

        assert net.passed - before == 2
        assert values == [1, 2]


def test_what_was_added_is_not_told_of_a_unit_of_work_that_failed(address: Address) -> None:
    """Where it lies was never settled: nothing was recorded."""
    with Ledger.open(address) as record:
        with suppress(ZeroDivisionError), record.unit():
            added = record.append([ledgers.note()], actor="p1", command_id="c1")
            raise ZeroDivisionError

        assert len(added) == 1
        with pytest.raises(MisuseError, match=r"nothing was recorded\.$"):
            added[0]
        assert record.head().position == 0


def test_a_unit_of_work_that_only_adds_waits_for_somebody_as_long_as_any(address: Address) -> None:
    """Then it is told that somebody else holds the ledger, and what it would add is not added."""
    with Ledger.open(address) as other, Ledger.open(address, busy_ms=50) as record:
        with other.unit():
            other.head()
            with pytest.raises(BusyError, match="in use by someone else"):
                ledgers.recorded(record, ledgers.note(), command="c1")
        ledgers.recorded(record, ledgers.note(), command="c1")

        assert [entry.command for entry in record.entries()] == ["c1"]


def test_a_unit_of_work_with_little_time_left_is_committed_by_itself(
    server: Server, address: Address
) -> None:
    """So that there is time to find out what became of it."""
    _ = address
    with faulty_proxy.network(server.uri) as net:
        far = net.address(server.made[-1])
        with Ledger.open(far, busy_ms=int(1000 * connecting.TOLD)) as record:
            ledgers.recorded(record, ledgers.note(), command="c1")
            before = net.passed
            ledgers.recorded(record, ledgers.note(), command="c2")

            assert net.passed - before == 2
            assert record.head().position == 2


def test_a_command_that_was_recorded_is_refused_at_the_end_of_a_unit(address: Address) -> None:
    """It adds nothing then, and nothing that comes after it is lost."""
    with Ledger.open(address) as record:
        ledgers.recorded(record, ledgers.note(), command="c1")
        with pytest.raises(RefusedError, match="c1"):
            ledgers.recorded(record, ledgers.note("two"), command="c1")
        ledgers.recorded(record, ledgers.note("three"), command="c2")

        assert [entry.command for entry in record.entries()] == ["c1", "c2"]


def test_what_was_changed_is_seen_by_what_is_asked_next(address: Address) -> None:
    """In a unit of work that goes on, before anything is committed."""
    with Ledger.open(address) as record:
        with record.unit():
            record.append([ledgers.note("one")], actor="p1", command_id="c1")
            seen = record.head().position, len(record.command("c1"))
            record.append([ledgers.note("two")], actor="p1", command_id="c2")

        assert seen == (1, 1)
        assert [entry.command for entry in record.entries()] == ["c1", "c2"]


def test_who_asks_nothing_keeps_nobody_waiting(address: Address) -> None:
    """A unit of work holds the ledger from the first look; without one there was nothing."""
    with Ledger.open(address) as idle, Ledger.open(address, busy_ms=100) as other:
        with idle.unit():
            ledgers.recorded(other, ledgers.note(), command="c1")

        assert idle.head().position == 1


def test_many_rows_are_sent_before_the_commit(address: Address) -> None:
    """Then the COMMIT, which is not waited for as long, comes by itself."""
    new = [ledgers.note(f"note {n}", f"item:1/{n % 7}") for n in range(connecting._MANY)]
    with Ledger.open(address) as record, record.unit():
        record.append(new, actor="p1", command_id="c1")

        assert ledgers.connection(record)._changes == ()


def test_a_long_report_takes_hardly_more_messages_than_a_short_one(server: Server) -> None:
    """A server may be far away, and nobody else records while each is waited for."""
    address = server.address()
    with Ledger.create(address, clock=ledgers.TickingClock()) as record:
        Tracker.begin(
            record, service="Elm YJS", chair="Dana Okafor", manager="Sam Reed", demonstration=True
        )
    took = []
    with faulty_proxy.network(server.uri) as net:
        for items in (3, 90):
            facts = read_facts(report(items).replace("thornby", f"oak{items}").encode(), "a file")
            begun = net.passed
            with Ledger.open(net.address(server.made[-1]), clock=ledgers.TickingClock()) as record:
                receipt = Tracker(record, CommandActor(by="Sam Reed")).import_report(facts)
            took.append(net.passed - begun)
            assert len(receipt.entries) >= items

    short, long = took  # what is said at once may come in pieces
    assert long - short < (90 - 3) / 2


def test_the_first_fault_of_a_batch_is_told(address: Address) -> None:
    """Not that what came after it was not run."""
    row: Values = (7, "item:1", 1, "note-made.v1", b"{}", "2026-03-31", bytes(32))
    entry: Change = ("INSERT INTO stored_events VALUES (?, ?, ?, ?, ?, ?, ?)", [row])
    save: Change = ("INSERT INTO saves VALUES (?, ?, ?, ?, ?)", [(7, "", "", "", "")])
    with Ledger.open(address) as record:
        with pytest.raises(IntegrityError, match="entries follow each other without a gap"):
            record._store.execute(entry, save)

        assert record.head().position == 0


def test_nothing_is_changed_outside_of_a_transaction(address: Address) -> None:
    """Where it was ended past the store, what was still to be sent is not sent."""
    with closing(connecting.connect(address)) as connection:
        connection.begin_write()
        connection.fetch("SELECT 1")
        connection.execute_many(
            [("INSERT INTO saves VALUES (?, ?, ?, ?, ?)", [(1, "", "", "", "")])]
        )
        connection.rollback()

        with pytest.raises(MisuseError):
            connection.end()


def test_the_server_counts_the_silence_after_a_batch(server: Server, address: Address) -> None:
    """So somebody who holds the ledger and hangs is let go."""
    with closing(connecting.connect(address)) as connection:
        connection.begin_write()
        connection.fetch("SELECT set_config('idle_in_transaction_session_timeout', '50', true)")

        while server.ask(_STATE, connection.info.backend_pid):
            pass

        with pytest.raises(psycopg.errors.IdleInTransactionSessionTimeout):
            connection.fetch("SELECT 1")
