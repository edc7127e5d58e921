"""What an application may ask of a record, and what it gets."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import ledgers
import pytest
from stores import STORES

from tracker.domain.bitemporal import Entry
from tracker.domain.errors import (
    DamagedEntryError,
    IntegrityError,
    NotFoundError,
)
from tracker.domain.events import NoteMade
from tracker.domain.vocabulary import PartyId
from tracker.ledger import reader
from tracker.ledger.chain import genesis, row_hash
from tracker.ledger.envelope import Head
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tracker.ledger.open_store import Place

OTHER = "item/elmshire-2025/3"


@pytest.fixture
def record(place: Place) -> Iterator[Ledger]:
    """Give a ledger of five entries in three saves: 1 and 2, 3, 4 and 5."""
    with ledgers.made(place) as record:
        five_entries(record)
        yield record


@pytest.fixture
def in_a_file(tmp_path: Path) -> Iterator[Ledger]:
    """Give the same ledger in a file."""
    with ledgers.made(tmp_path / "tracker.db") as record:
        five_entries(record)
        yield record


def five_entries(record: Ledger) -> None:
    """Record five entries in three saves: 1 and 2, 3, 4 and 5."""
    ledgers.recorded(record, ledgers.note("one"), ledgers.note("two", OTHER), command="c1")
    ledgers.recorded(record, ledgers.note("three"), command="c2", actor="p2")
    ledgers.recorded(record, ledgers.note("four", OTHER), ledgers.note("five"), command="c3")


def positions(entries: list[Entry]) -> list[int]:
    """Return where entries stand."""
    return [entry.position for entry in entries]


def test_what_is_appended_comes_back_as_it_will_be_read(place: Place) -> None:
    """The receipt of a command is read from the ledger, not remembered."""
    with ledgers.made(place) as record:
        entries = ledgers.recorded(record, ledgers.note(), command="c1")

        assert entries == record.entries()
        assert entries == [
            Entry(
                position=1,
                stream=ledgers.ITEM,
                effective_on=date(2026, 3, 31),
                recorded_at=ledgers.START,
                actor=PartyId("p1"),
                command="c1",
                event=NoteMade(note=ledgers.TEXT),
            )
        ]


def test_a_new_ledger_has_an_id_and_nothing_else(place: Place) -> None:
    """Its head is what its first entry will stand on."""
    with ledgers.made(place) as record:
        assert record.ledger_id == ledgers.LEDGER
        assert record.place == str(place)
        assert record.head() == Head(ledgers.LEDGER, 0, genesis(ledgers.LEDGER), None)
        assert record.entries() == []
        assert record.streams() == []
        assert record.position_at(datetime(2100, 1, 1, tzinfo=UTC)) == 0


def test_two_ledgers_made_alike_have_different_ids(store: str, tmp_path: Path) -> None:
    """Their entries cannot be confused."""
    one, other = (STORES[store](tmp_path / name) for name in ("a.db", "b.db"))
    with Ledger.create(one) as a, Ledger.create(other) as b:
        assert a.ledger_id != b.ledger_id


def test_the_same_story_ends_in_the_same_head(place: Place) -> None:
    """With the id, salts and clock given, nothing else goes into a ledger, wherever it is kept."""
    with ledgers.made(place) as record:
        ledgers.recorded(record, ledgers.note(), ledgers.note("b"), command="c1")
        ledgers.asked(record, 1, "c2")
        ledgers.confirmed(record, 1, "c3")
        head = record.head()

    assert head.hash == "6d779b849d72e64b1d769d68759efe4f713dee76842e615bf7fdbf6e97a7a193"


def test_entries_come_in_order_and_in_part(record: Ledger) -> None:
    """After a position, up to another, and never further than the end."""
    assert positions(record.entries()) == [1, 2, 3, 4, 5]
    assert positions(record.entries(after=3)) == [4, 5]
    assert positions(record.entries(after=1, upto=3)) == [2, 3]
    assert positions(record.entries(upto=99)) == [1, 2, 3, 4, 5]
    assert positions(record.entries(after=5)) == []
    assert positions(record.entries(upto=0)) == []


@pytest.mark.parametrize("page", [1, 2, 3, 100])
def test_entries_do_not_depend_on_how_many_are_read_at_a_time(
    record: Ledger, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    """A page is a matter of memory, never of meaning."""
    expected = record.entries()
    monkeypatch.setattr(reader, "PAGE", page)

    assert record.entries() == expected


def test_a_stream_has_its_own_entries_in_order(record: Ledger) -> None:
    """And a stream nobody began has none."""
    assert positions(record.stream(ledgers.ITEM)) == [1, 3, 5]
    assert positions(record.stream(OTHER)) == [2, 4]
    assert record.stream("item/nowhere-2025/1") == []
    assert record.stream(ledgers.ITEM)[0] == record.entries(upto=1)[0]


def test_streams_are_found_by_how_they_begin(record: Ledger) -> None:
    """In the order in which they began; the beginning is taken as it is typed."""
    ledgers.recorded(record, ledgers.note("six", "item/a%"), command="c4")

    assert record.streams() == [ledgers.ITEM, OTHER, "item/a%"]
    assert record.streams("item/elmshire-2025/") == [ledgers.ITEM, OTHER]
    assert record.streams("item/a%") == ["item/a%"]
    assert record.streams("item/_") == []
    assert record.streams("party/") == []


def test_a_stream_counts_its_entries_without_a_gap(record: Ledger) -> None:
    """Also within one save."""
    ledgers.recorded(record, ledgers.note(), ledgers.note("x", OTHER), ledgers.note(), command="c4")

    rows = record.rows(upto=99)
    versions = [row.originator_version for row in rows if row.originator_id == ledgers.ITEM]
    assert versions == [1, 2, 3, 4, 5]


def test_what_one_command_recorded_shares_an_instant_an_actor_and_an_id(record: Ledger) -> None:
    """No view ever splits a save."""
    one, two, three, *_ = record.entries()

    assert (one.recorded_at, one.actor, one.command) == (two.recorded_at, two.actor, two.command)
    assert three.recorded_at > two.recorded_at
    assert (three.actor, three.command) == ("p2", "c2")


def test_a_command_is_found_by_its_id(record: Ledger) -> None:
    """Repeating a command can be answered with what it recorded."""
    assert positions(record.command("c3")) == [4, 5]
    assert record.command("c9") == []


@pytest.mark.parametrize(
    ("position", "save"), [(1, (1, 2)), (2, (1, 2)), (3, (3, 3)), (4, (4, 5)), (5, (4, 5))]
)
def test_a_position_stands_for_its_whole_save(
    record: Ledger, position: int, save: tuple[int, int]
) -> None:
    """What was known at an entry was known at all that was recorded with it."""
    assert record.save_of(position) == save


@pytest.mark.parametrize("position", [-1, 0, 6])
def test_a_position_that_is_not_there_is_not_found(record: Ledger, position: int) -> None:
    """Exit code 3, by number."""
    with pytest.raises(NotFoundError, match=f"no entry #{position} in this ledger"):
        record.save_of(position)
    with pytest.raises(NotFoundError, match=f"no entry #{position} in this ledger"):
        record.row(position)


def test_the_head_at_a_position_is_the_head_as_it_was_then(record: Ledger) -> None:
    """A head in old minutes can be compared for ever."""
    hashes = [record.head(position).hash for position in range(6)]
    before = record.head()

    ledgers.recorded(record, ledgers.note("six"), command="c4")

    assert record.head(5) == before
    assert [record.head(position).hash for position in range(6)] == hashes
    assert len(set(hashes)) == 6
    with pytest.raises(NotFoundError, match="#7"):
        record.head(7)


def test_every_hash_stands_on_the_one_before(record: Ledger) -> None:
    """Checked with what verifying will use: rows as they are stored, and the chain."""
    prev = genesis(record.ledger_id)
    for row in record.rows(upto=99):
        assert row_hash(row, ledger=record.ledger_id, prev=prev) == row.hash
        prev = row.hash.hex()

    assert record.head().hash == prev


def test_what_was_recorded_before_an_instant_is_found(record: Ledger) -> None:
    """Strictly before, so that a day ends where the next one begins, in whatever zone asked."""
    first, _, third, *_ = record.entries()
    zone = timezone(timedelta(hours=1))

    assert record.position_at(first.recorded_at) == 0
    assert record.position_at(first.recorded_at + timedelta(microseconds=1)) == 2
    assert record.position_at(third.recorded_at.astimezone(zone)) == 2
    assert record.position_at(datetime(2100, 1, 1, tzinfo=UTC)) == 5


def test_another_record_of_the_same_ledger_reads_the_same(record: Ledger, place: Place) -> None:
    """Nothing is kept in memory only."""
    with Ledger.open(place) as other:
        assert other.ledger_id == record.ledger_id
        assert other.entries() == record.entries()
        assert other.head() == record.head()


def test_a_hash_that_is_none_is_a_sentence(in_a_file: Ledger) -> None:
    """A head is never made of what is not there."""
    for statement in (
        "DROP TRIGGER stored_events_update",
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE stored_events SET hash = x'00' WHERE position = 5",
    ):
        ledgers.connection(in_a_file).execute(statement)

    assert in_a_file.head().hash == "00"


def test_an_entry_without_its_save_is_a_sentence(record: Ledger, place: Place) -> None:
    """Who recorded it, and when, are gone."""
    ledgers.unguarded(place, "saves")
    ledgers.ask(place, "DELETE FROM saves WHERE last = 5")

    with pytest.raises(DamagedEntryError, match="#4"):
        record.entries()
    with pytest.raises(DamagedEntryError, match="#5"):
        record.head()
    with pytest.raises(IntegrityError):
        ledgers.recorded(record, ledgers.note(), command="c4")
