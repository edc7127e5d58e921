"""Copies that are refused: of what is damaged, into what holds anything else, by others."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import damaged_files
import ledgers
import pytest
import tampering
from ledger_copies import KINDS, CutShortError, Places, cut_short_at, rows, schema_of

from tracker.domain.errors import IntegrityError, NotFoundError, RefusedError
from tracker.ledger import open_store
from tracker.ledger.copy import copy
from tracker.ledger.ledger import Ledger
from tracker.ledger.postgres.address import Address
from tracker.ledger.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from postgres_server import Server

LATER = ledgers.START + timedelta(days=1)
OTHER = "00000000-5b7d-4e8f-9a01-23456789abcd"


@pytest.fixture
def places(tmp_path: Path, server: Server) -> Places:
    """Return places, with the story in a file."""
    return Places(tmp_path, server)


def grown(path: Path, text: str, clock: ledgers.TickingClock | None = None) -> None:
    """Record one more note."""
    with Ledger.open(
        path, clock=clock or ledgers.TickingClock(LATER), login="clerk@desk"
    ) as record:
        ledgers.recorded(record, ledgers.note(text), command=f"grown-{len(text)}")


def another(path: Path) -> Path:
    """Make another ledger."""
    with Ledger.create(path, clock=ledgers.TickingClock(), ledger_id=OTHER) as record:
        ledgers.recorded(record, ledgers.note(), command="c1")
    return path


@pytest.mark.parametrize("to", KINDS)
def test_a_damaged_ledger_is_not_copied(places: Places, to: str) -> None:
    """And nothing is begun: with the exit code of what is damaged."""
    tampering.tamper(places.story, tampering.entry(9, "effective_on = '2020-01-01'"))
    target = places.empty(to)

    with pytest.raises(IntegrityError, match="#9 is not as it was recorded") as refused:
        copy(places.story, target)

    assert refused.value.exit_code == 4
    assert places.left() == set()
    with pytest.raises(NotFoundError):
        open_store.open_store(target)


def test_a_damaged_ledger_on_a_server_is_not_copied(places: Places, tmp_path: Path) -> None:
    """The same there, whoever changed it."""
    source = places.holding("server")
    assert isinstance(source, Address)
    places.server.ask(f"ALTER TABLE {schema_of(source)}.texts DISABLE TRIGGER ALL")

    with pytest.raises(IntegrityError, match="trigger texts_never is disabled"):
        copy(source, tmp_path / "copy.db")

    assert places.left() == set()


@pytest.mark.parametrize(
    "happen",
    [damaged_files.a_text, damaged_files.empty, damaged_files.a_database, damaged_files.a_folder],
)
def test_what_is_no_ledger_stays_as_it_is(places: Places, happen: Callable[[Path], None]) -> None:
    """Nothing is ever overwritten."""
    target = places.copy
    target.touch()
    happen(target)
    before = None if target.is_dir() else target.read_bytes()

    with pytest.raises(RefusedError, match="exists already; it was left as it is"):
        copy(places.story, target)

    assert before is None or target.read_bytes() == before
    assert places.left() == {"copy.db"}


@pytest.mark.parametrize("name", ["copy.db-journal", "copy.db-wal", "copy.db-shm"])
def test_what_is_left_of_another_file_is_not_taken_for_a_part(places: Places, name: str) -> None:
    """SQLite would roll it into the copy."""
    (places.story.parent / name).write_text("of somebody else")

    with pytest.raises(RefusedError, match=f"{name} is left of another ledger"):
        copy(places.story, places.empty("file"))

    assert places.left() == {name}


@pytest.mark.parametrize("to", KINDS)
def test_another_ledger_is_no_target(places: Places, tmp_path: Path, to: str) -> None:
    """It stays what it is, to the last row."""
    other, target = another(tmp_path / "other.db"), places.empty(to)
    copy(other, target)

    with pytest.raises(RefusedError, match="are two ledgers, not copies of one"):
        copy(places.story, target)

    assert rows(target) == rows(other)


@pytest.mark.parametrize("to", KINDS)
def test_a_copy_in_use_is_not_copied_into(places: Places, to: str) -> None:
    """Nobody but those who use it goes on with it, though the source has more by now."""
    target = places.empty(to)
    copy(places.story, target)
    before = rows(target)
    grown(places.story, "More")

    with pytest.raises(RefusedError, match=r"is in use: it goes up to #15, and .* up to #16"):
        copy(places.story, target)

    assert rows(target) == before


@pytest.mark.parametrize("to", KINDS)
def test_a_copy_that_goes_on_differently_is_left_alone(
    places: Places, tmp_path: Path, to: str
) -> None:
    """Two histories are never made one."""
    fork, target = tmp_path / "fork.db", places.empty(to)
    copy(places.story, fork)
    grown(places.story, "Here")
    grown(fork, "Elsewhere")
    copy(fork, target)

    with pytest.raises(RefusedError, match="continues differently after #15; it was left as it is"):
        copy(places.story, target)

    assert rows(target) == rows(fork)


@pytest.mark.parametrize("to", KINDS)
def test_a_copy_begun_of_another_ledger_is_not_gone_on_with(
    places: Places, tmp_path: Path, to: str
) -> None:
    """What was left of it says so, and stays."""
    other, target = another(tmp_path / "other.db"), places.empty(to)
    with pytest.raises(CutShortError):
        copy(other, target, report_progress=cut_short_at(1))

    with pytest.raises(RefusedError, match=f"left of copying another ledger, {OTHER}"):
        copy(places.story, target)

    copy(other, target)
    assert rows(target) == rows(other)


@pytest.mark.parametrize("to", KINDS)
def test_a_copy_begun_of_another_history_is_not_gone_on_with(
    places: Places, tmp_path: Path, to: str
) -> None:
    """Where the source is not the one that the copy was begun of."""
    fork, target = tmp_path / "fork.db", places.empty(to)
    copy(places.story, fork)
    grown(fork, "Elsewhere")
    with pytest.raises(CutShortError):
        copy(fork, target, batch=1, report_progress=cut_short_at(16))

    with pytest.raises(RefusedError, match="left of a copy that went on differently by #16"):
        copy(places.story, target)


@pytest.mark.parametrize("of", KINDS)
@pytest.mark.parametrize("to", KINDS)
def test_copying_what_is_copied_already_is_harmless(places: Places, of: str, to: str) -> None:
    """The answer may have been lost; asking again gives it."""
    source, target = places.holding(of), places.empty(to)
    first = copy(source, target)
    before = rows(target)

    again = copy(source, target)

    assert (again.head, again.already) == (first.head, True)
    assert rows(target) == before


def test_a_copy_that_was_damaged_since_is_not_said_to_be_whole(places: Places) -> None:
    """The same head is not enough: what lies there is verified."""
    target = places.copy
    copy(places.story, target)
    tampering.tamper(target, tampering.text(12, "body = 'Never said'"))

    with pytest.raises(IntegrityError):
        copy(places.story, target)


def test_nobody_uses_a_ledger_on_a_server_before_it_is_whole(places: Places) -> None:
    """Neither to read nor to record, and it is not verified as a ledger."""
    target = places.empty("server")
    with pytest.raises(CutShortError):
        copy(places.story, target, batch=4, report_progress=cut_short_at(8))

    for use in (open_store.open_store, verify):
        with pytest.raises(RefusedError, match="is not whole yet"):
            use(target)


def test_only_its_owner_fills_a_ledger_on_a_server(places: Places) -> None:
    """Whoever may record later may not put the past in."""
    target = places.server.address()
    with pytest.raises(CutShortError):
        copy(places.story, target, batch=4, report_progress=cut_short_at(8))
    name = schema_of(target)
    writer = places.server.address(name, places.server.login(name, "jo"))

    with pytest.raises(RefusedError, match="not whole yet; its owner goes on filling it"):
        copy(places.story, writer)


@pytest.mark.parametrize("to", KINDS)
def test_a_copy_that_does_not_prove_itself_does_not_count(places: Places, to: str) -> None:
    """Somebody changed what was copied before it was whole."""
    target = places.empty(to)

    def told(done: int, _: int) -> None:
        if done == tampering.LAST and isinstance(target, Address):
            name = schema_of(target)
            places.server.ask(f"ALTER TABLE {name}.texts DISABLE TRIGGER ALL")
            places.server.ask(f"UPDATE {name}.texts SET body = 'Never said' WHERE position = 12")  # noqa: S608 - ours
            places.server.ask(f"ALTER TABLE {name}.texts ENABLE TRIGGER ALL")
        elif done == tampering.LAST:
            part = places.story.with_name(".tracker-copy.db.part")
            tampering.tamper(part, tampering.text(12, "body = 'Never said'"))

    with pytest.raises(IntegrityError, match="is not as it was recorded"):
        copy(places.story, target, report_progress=told)

    assert places.left() == set()
    with pytest.raises((NotFoundError, RefusedError), match=r"no ledger at|not whole yet"):
        open_store.open_store(target)
