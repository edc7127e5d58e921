"""The chain: anybody can recompute it, and no field can change without showing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import ledgers
import pytest

from tracker.ledger.chain import genesis, preimage, row_hash
from tracker.ledger.envelope import LedgerRow

if TYPE_CHECKING:
    from pathlib import Path

ROW = LedgerRow(
    ledgers.ITEM,
    1,
    "note-made.v1",
    b'{"type":"note-made.v1"}',
    "2026-03-31",
    1,
    b"",
    "2026-03-31T16:02:11.123456Z",
    "p1",
    "c1",
    "ab" * 32,
    texts=(),
    erasures={},
)


def three_saves(path: Path) -> None:
    """Record five entries in three saves."""
    with ledgers.made(path) as record:
        ledgers.recorded(record, ledgers.note(), ledgers.note("and again"), command="c1")
        ledgers.recorded(
            record, ledgers.note("elsewhere", "item/elmshire-2025/3"), command="c2", actor="p2"
        )
        ledgers.recorded(record, ledgers.note(), ledgers.note(), command="c3")


def test_the_chain_can_be_checked_with_the_standard_library_alone(tmp_path: Path) -> None:
    """Whoever reads the description can check a ledger without this program."""
    three_saves(tmp_path / "tracker.db")

    assert ledgers.first_bad(tmp_path / "tracker.db") is None


def test_the_bytes_a_hash_is_taken_of_never_change() -> None:
    """Heads printed years ago are compared with what is computed today."""
    expected = (
        b'tracker-event-v1\n{"actor":"p1","command":"c1","effective_on":"2026-03-31",'
        b'"ledger":"3f2a0c1e-5b7d-4e8f-9a01-23456789abcd","login":"abab","originator":"party/p1",'
        b'"position":7,"prev":"00ff","recorded_at":"2026-03-31T16:02:11.123456Z",'
        b'"state":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",'
        b'"topic":"party-added.v1","v":1,"version":2}'
    )

    content = preimage(
        ledger=ledgers.LEDGER,
        position=7,
        prev="00ff",
        recorded_at="2026-03-31T16:02:11.123456Z",
        effective_on="2026-03-31",
        actor="p1",
        login="abab",
        command="c1",
        originator="party/p1",
        version=2,
        topic="party-added.v1",
        state=b"{}",
    )

    assert content == expected


def test_the_chain_begins_with_the_ledgers_own_id() -> None:
    """Entries of one ledger cannot be passed off as another's."""
    assert (
        genesis(ledgers.LEDGER)
        == "9810cec626c97206d17f86cb389b1a30aea3705ed93d4bb1f138b11f41416e65"
    )


@pytest.mark.parametrize(
    "change",
    [
        {"originator_id": "item/elmshire-2025/3"},
        {"originator_version": 2},
        {"topic": "note-made.v2"},
        {"state": b'{"type": "note-made.v1"}'},
        {"effective_on": "2026-03-30"},
        {"position": 2},
        {"recorded_at": "2026-03-31T16:02:11.123457Z"},
        {"actor": "p2"},
        {"command": "c2"},
        {"login": "ac" * 32},
    ],
    ids=lambda change: next(iter(change)),
)
def test_no_field_can_change_without_changing_the_hash(change: dict[str, Any]) -> None:
    """Who, when, where and what are all inside."""
    before = row_hash(ROW, ledger=ledgers.LEDGER, prev=genesis(ledgers.LEDGER))

    after = row_hash(replace(ROW, **change), ledger=ledgers.LEDGER, prev=genesis(ledgers.LEDGER))

    assert after != before


def test_an_entry_hashes_otherwise_in_another_ledger_and_after_another_entry() -> None:
    """An entry cannot be moved."""
    here = row_hash(ROW, ledger=ledgers.LEDGER, prev="00")

    assert here != row_hash(ROW, ledger=ledgers.LEDGER.replace("3", "4"), prev="00")
    assert here != row_hash(ROW, ledger=ledgers.LEDGER, prev="01")


@pytest.mark.parametrize(
    "change",
    [{"state": "text"}, {"actor": b"p1"}, {"recorded_at": "\ud800"}, {"position": 2**60}],
    ids=lambda change: next(iter(change)),
)
def test_what_cannot_be_hashed_says_so(change: dict[str, Any]) -> None:
    """A checker of damaged rows meets two kinds of error, and no other."""
    damaged = replace(ROW, **change)

    with pytest.raises((ValueError, TypeError)):
        row_hash(damaged, ledger=ledgers.LEDGER, prev="00")


@pytest.mark.parametrize(
    ("edit", "position"),
    [
        ("UPDATE stored_events SET originator_id = 'x' WHERE position = 2", 2),
        ("UPDATE stored_events SET originator_version = 9 WHERE position = 3", 3),
        ("UPDATE stored_events SET topic = 'note-made.v2' WHERE position = 4", 4),
        ("UPDATE stored_events SET state = x'7b7d' WHERE position = 5", 5),
        ("UPDATE stored_events SET effective_on = '2026-03-30' WHERE position = 1", 1),
        ("UPDATE stored_events SET hash = zeroblob(32) WHERE position = 2", 2),
        ("UPDATE saves SET recorded_at = '2026-03-31T16:02:11.123455Z' WHERE last = 2", 1),
        ("UPDATE saves SET actor = 'p3' WHERE last = 3", 3),
        ("UPDATE saves SET command_id = 'c9' WHERE last = 5", 4),
        ("UPDATE saves SET login = 'ab' WHERE last = 2", 1),
        ("UPDATE ledger SET id = 'another'", 1),
    ],
)
def test_an_edit_past_the_triggers_breaks_the_chain_where_it_was_made(
    tmp_path: Path, edit: str, position: int
) -> None:
    """Whoever can write to the file can drop the triggers, but not make the chain fit."""
    path = tmp_path / "tracker.db"
    three_saves(path)
    for (trigger,) in ledgers.ask(path, "SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
        ledgers.ask(path, f"DROP TRIGGER {trigger}")

    ledgers.ask(path, edit)

    assert ledgers.first_bad(path) == position
