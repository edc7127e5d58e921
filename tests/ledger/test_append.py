"""Appending to a record: in a unit of work, once for each command, with who was logged in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ledgers
import pytest

from tracker.domain.errors import (
    RefusedError,
    UsageError,
)
from tracker.ledger import system
from tracker.ledger.ledger import Ledger
from tracker.ledger.sqlite_errors import MisuseError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from postgres_server import Server

    from tracker.ledger.open_store import Place

OTHER = "item/elmshire-2025/3"


@pytest.fixture
def record(place: Place) -> Iterator[Ledger]:
    """Give a ledger of five entries in three saves: 1 and 2, 3, 4 and 5."""
    with ledgers.made(place) as record:
        ledgers.recorded(record, ledgers.note("one"), ledgers.note("two", OTHER), command="c1")
        ledgers.recorded(record, ledgers.note("three"), command="c2", actor="p2")
        ledgers.recorded(record, ledgers.note("four", OTHER), ledgers.note("five"), command="c3")
        yield record


def test_appending_is_done_in_a_unit_of_work_only(record: Ledger) -> None:
    """What was decided on may have changed otherwise."""
    with pytest.raises(MisuseError, match="in a unit of work"):
        record.append([ledgers.note()], actor="p1", command_id="c4")

    assert record.head().position == 5


def test_nothing_to_append_is_nothing_recorded(record: Ledger) -> None:
    """Saying what is true already leaves no trace."""
    assert ledgers.recorded(record, command="c4") == []
    assert record.head().position == 5


@pytest.mark.parametrize("command", ["", "a b", "a/b", "é", "x" * 81, "c4\n"])
def test_an_odd_command_id_is_refused(record: Ledger, command: str) -> None:
    """Ids are typed again after a failure, so they are plain."""
    with pytest.raises(UsageError, match="1 to 80 letters"):
        ledgers.recorded(record, ledgers.note(), command=command)

    assert record.head().position == 5


def test_a_command_id_records_once(record: Ledger) -> None:
    """Even if somebody forgot to look it up."""
    with pytest.raises(RefusedError, match="c2 was recorded before"):
        ledgers.recorded(record, ledgers.note(), command="c2")

    assert record.head().position == 5


def test_two_commands_can_share_a_unit_of_work(record: Ledger) -> None:
    """Each is a save of its own; they stand or fall together."""
    with record.unit():
        record.append([ledgers.note()], actor="p1", command_id="c4")
        record.append([ledgers.note()], actor="p1", command_id="c5")

    assert (record.save_of(6), record.save_of(7)) == ((6, 6), (7, 7))


def test_who_was_logged_in_is_kept_beside_the_save(record: Ledger) -> None:
    """As a text, so that it could be erased; its commitment is in the chain."""
    logins = [text.body for row in record.rows(upto=99) for text in row.texts if text.n == 0]

    assert logins == [ledgers.LOGIN] * 3


def test_a_login_is_kept_clean_and_short(place: Place) -> None:
    """A user's name from the operating system is as foreign as any text."""
    login = "a\x1b[31m\u202e\ud800\nb" + "c" * 999
    with Ledger.create(place, clock=ledgers.TickingClock(), login=login) as record:
        ledgers.recorded(record, ledgers.note(), command="c1")
        (row,) = record.rows(upto=1)

    assert row.texts[0].body == ("a[31mb" + "c" * 999)[: system.LOGIN_AT_MOST]


def test_without_a_login_the_operating_systems_user_and_host_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system does not know its user, it says so."""

    def nobody() -> str:
        raise KeyError

    monkeypatch.setattr("getpass.getuser", nobody)
    monkeypatch.setattr("socket.gethostname", lambda: "desk")

    with Ledger.create(tmp_path / "tracker.db", clock=ledgers.TickingClock()) as record:
        ledgers.recorded(record, ledgers.note(), command="c1")
        (row,) = record.rows(upto=1)

    assert row.texts[0].body == "unknown@desk"


def test_without_a_login_that_of_the_server_is_kept(server: Server) -> None:
    """On a server nobody is a user of this computer only."""
    with Ledger.create(server.address(), clock=ledgers.TickingClock()) as record:
        ledgers.recorded(record, ledgers.note(), command="c1")
        (row,) = record.rows(upto=1)

    assert row.texts[0].body == "postgres"
