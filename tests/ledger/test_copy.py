"""Copying a whole ledger: each row as it lies, from and to each kind of place, or not at all."""

from __future__ import annotations

import os
import signal
from datetime import timedelta
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

import command_faults
import ledgers
import pytest
import tampering
from command_runner import CommandResult
from ledger_copies import KINDS, CutShortError, Places, cut_short_at, rows, schema_of
from replayed_streams import retold
from stream_files import STORIES

from tracker.application.export import bundle_members
from tracker.application.tracker import Tracker
from tracker.domain import events as e
from tracker.ledger.bundle import zip_bundle
from tracker.ledger.copy import copy
from tracker.ledger.copy_target import SqliteCopyTarget
from tracker.ledger.envelope import NewEntry
from tracker.ledger.ledger import Ledger
from tracker.ledger.postgres.address import Address
from tracker.ledger.postgres.copy_target import PostgresCopyTarget
from tracker.ledger.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

    from postgres_server import Server

LAST = tampering.LAST
LATER = ledgers.START + timedelta(days=1)
MADE_UP = {"exports-made", "heads-given"}
"""Stories with heads that no ledger has: they do not verify."""


@pytest.fixture
def places(tmp_path: Path, server: Server) -> Places:
    """Return places, with the story in a file."""
    return Places(tmp_path, server)


@pytest.mark.parametrize("to", KINDS)
@pytest.mark.parametrize("of", KINDS)
def test_each_row_is_copied_as_it_lies(places: Places, of: str, to: str) -> None:
    """Positions, instants, hashes, texts with their salts, and what is hidden and erased."""
    source, target = places.holding(of), places.empty(to)

    copied = copy(source, target, batch=4)

    assert rows(target) == rows(source) == rows(places.story)
    assert (copied.head.position, copied.after, copied.already) == (LAST, 0, False)
    assert copied.head.hash == verify(source).head == verify(target).head
    assert places.left() <= {"copy.db"}


@pytest.mark.parametrize("name", sorted(set(STORIES) - MADE_UP))
def test_every_published_story_comes_back_from_a_server(
    tmp_path: Path, server: Server, name: str
) -> None:
    """There and back, with whatever can be recorded, corrected, taken back and erased."""
    path, there, back = tmp_path / "tracker.db", server.address(), tmp_path / "back.db"
    retold(path, name).close()

    copy(path, there)
    copy(there, back)

    assert rows(back) == rows(path)


def test_the_bundle_has_the_same_bytes(places: Places) -> None:
    """An inspector cannot tell where the ledger was kept."""
    there = places.empty("server")
    copy(places.story, there)

    bundles = []
    for place in (places.story, there):
        with Ledger.open(place, clock=ledgers.TickingClock()) as record:
            plan = Tracker(record).folded_plan()
            bundles.append(zip_bundle(bundle_members(record, plan, "1.0")))

    assert bundles[0] == bundles[1]


@pytest.mark.parametrize("position", [2, 3, 6, 7, 8, 10, 14, 15])
@pytest.mark.parametrize("to", KINDS)
def test_a_copy_cut_short_goes_on_where_it_stopped(places: Places, to: str, position: int) -> None:
    """By the same command, and nothing is copied twice."""
    target, seen = places.empty(to), list[int]()
    with pytest.raises(CutShortError):
        copy(places.story, target, batch=1, report_progress=cut_short_at(position))

    copied = copy(places.story, target, batch=1, report_progress=lambda done, _: seen.append(done))

    assert copied.after == (position if position != 14 else 15)  # 13 to 15 are one save
    assert all(done > copied.after for done in seen)
    assert rows(target) == rows(places.story)
    assert places.left() <= {"copy.db"}


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("to", KINDS)
def test_a_copy_that_is_killed_goes_on_where_it_was(
    places: Places, to: str, *, before: bool
) -> None:
    """Just before or just after each commit in turn: no row is lost or doubled, none is torn."""
    kills = 0
    for number in count(1):
        target = places.empty(to)
        killed = command_faults.in_a_process(
            partial(killed_at, places.story, target, number, before)
        )
        kills += killed is None

        copy(places.story, target, batch=3)

        assert rows(target) == rows(places.story)
        assert places.left() <= {"copy.db"}
        if not isinstance(target, Address):
            target.unlink()
        if killed is not None:
            break
    assert kills == (5 if to == "file" else 6)  # on a server one more says that it is whole


def killed_at(source: Path, target: Path | Address, number: int, before: bool) -> CommandResult:  # noqa: FBT001 - for partial
    """Copy in this process, which is killed at a commit of the target."""
    kind = PostgresCopyTarget if isinstance(target, Address) else SqliteCopyTarget
    commit, numbers = kind.commit, count(1)

    def dying(self: Any) -> None:
        now = next(numbers) == number
        if now and before:
            os.kill(os.getpid(), signal.SIGKILL)
        commit(self)
        if now:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kind, "commit", dying)
        copy(source, target, batch=3)
    return CommandResult(0, "", "")


@pytest.mark.parametrize("to", KINDS)
def test_what_is_erased_meanwhile_is_erased_in_the_copy(places: Places, to: str) -> None:
    """A text that was copied before it was erased does not stay in what goes on later."""
    target = places.empty(to)
    with pytest.raises(CutShortError):
        copy(places.story, target, batch=1, report_progress=cut_short_at(12))
    with Ledger.open(places.story, clock=ledgers.TickingClock(LATER), login="chair@desk") as record:
        ledgers.confirmed(record, 9, "e1")
        ledgers.asked(record, 12, "e2")

    copy(places.story, target)

    assert rows(target) == rows(places.story)
    assert verify(target).erased == 2


@pytest.mark.parametrize("to", KINDS)
def test_a_copy_goes_on_being_recorded_in(places: Places, to: str) -> None:
    """It is a ledger like the one it is of."""
    target = places.empty(to)
    copy(places.story, target)

    with Ledger.open(target) as record, record.unit():
        record.append([ledgers.note("In the new place")], actor="p1", command_id="after")

    assert verify(target).is_good
    assert verify(target).entries == LAST + 1


@pytest.mark.parametrize("batch", [1, 4, 15, 1_000])
def test_how_far_it_is_is_told_after_each_batch(places: Places, batch: int) -> None:
    """Of all the entries that there are, and the last is the last."""
    seen = list[tuple[int, int]]()

    copy(
        places.story, places.empty("file"), batch=batch, report_progress=lambda *at: seen.append(at)
    )

    assert [done for done, _ in seen] == sorted({done for done, _ in seen})
    assert seen[-1] == (LAST, LAST)
    assert {of for _, of in seen} == {LAST}


def test_a_ledger_without_entries_is_copied(places: Places, tmp_path: Path) -> None:
    """There and back."""
    path, there = tmp_path / "new.db", places.empty("server")
    Ledger.create(path).close()

    assert copy(path, there).head.position == 0
    assert copy(there, tmp_path / "copy.db").head.position == 0


def test_logins_are_known_to_the_server_as_the_record_has_them(
    tmp_path: Path, server: Server
) -> None:
    """The last one that each party was given, and none that was taken from it."""
    path, there = tmp_path / "tracker.db", server.address()
    with ledgers.made(path) as record:
        for number, (party, login) in enumerate(
            [("jo", "jo_old"), ("sam", "sam"), ("jo", "jo"), ("ash", "ash"), ("ash", None)]
        ):
            new = NewEntry(f"party:{party}", ledgers.BOARD, e.LoginBound(login=login))
            ledgers.recorded(record, new, command=f"c{number}")

    copy(path, there)

    bound = f"SELECT login, party, by FROM {schema_of(there)}.bound ORDER BY login"  # noqa: S608 - ours
    assert server.ask(bound) == [("jo", "jo", 3), ("sam", "sam", 2)]
