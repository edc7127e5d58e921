"""Many saves recorded at once: the same ledger as one by one, and the same read model."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import ledgers
import pytest

from tracker.application import bulk_append
from tracker.application.bulk_append import BulkSave, catch_up, record_many
from tracker.domain.events import (
    ActionAssigned,
    ActionProgressed,
    EntryCorrected,
    EvidenceFiled,
    NoteMade,
    RecommendationMade,
)
from tracker.domain.vocabulary import InspectionId, Kind, PartyId, ServiceId
from tracker.ledger import open_store
from tracker.ledger.envelope import NewEntry
from tracker.ledger.ledger import Ledger
from tracker.projection.consistency import inconsistencies
from tracker.projection.coverage import covered_up_to
from tracker.projection.projector import Projector

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tracker.domain.events import AnyEvent

DAY = date(2025, 5, 1)


def saved(position: int, event: AnyEvent, days: int) -> BulkSave:
    """Return a save of one entry about the one item, so many days after its report."""
    entry = NewEntry(ledgers.ITEM.replace("/", ":", 1), DAY + timedelta(days=days), event)
    return BulkSave([entry], "p2", f"save-{position}")


def story() -> list[BulkSave]:
    """Return what is recorded: later and later, on one day twice, dated back, corrected."""
    made_ = RecommendationMade(
        inspection=InspectionId("elmshire-2025"),
        service=ServiceId("elmshire"),
        number="2",
        kind=Kind.RECOMMENDATION,
        text="Review every case",
    )
    owner, due = PartyId("p2"), DAY + timedelta(days=90)
    events: list[tuple[AnyEvent, int]] = [
        (made_, 0),
        (ActionAssigned(action=1, what="Look at them", owner=owner, due=due), 5),
        (NoteMade(note="Begun"), 9),
        (ActionProgressed(action=1, note="Half of them", percent=50), 9),
        (NoteMade(note="Spoke of it"), 9),
        (ActionProgressed(action=1, note="A third of them", percent=30), 7),
        (EvidenceFiled(evidence=1, action=1, title="A list", of=DAY), 12),
        (EntryCorrected(entry=4, on=DAY + timedelta(days=13), reason="A slip"), 14),
        (ActionProgressed(action=1, note="Most of them", percent=90), 13),
        (ActionAssigned(action=2, what="Tell the board", owner=owner, due=due), 20),
        (NoteMade(note="Nearly there"), 21),
    ]
    return [saved(position, event, days) for position, (event, days) in enumerate(events, 1)]


def recorded_one_by_one(path: Path, saves: Sequence[BulkSave]) -> None:
    """Record saves, each in a unit of its own that keeps the read model up."""
    with ledgers.made(path) as record:
        record.project_with(lambda store: Projector(store).catch_up)
        for save in saves:
            with record.unit():
                record.append(save.entries, actor=save.actor, command_id=save.command_id)


def registered(path: Path) -> list[list[tuple[object, ...]]]:
    """Return the rows of the read model."""
    tables = ("register", "register_items", "register_streams", "register_steps")
    return [sorted(ledgers.ask(path, f"SELECT * FROM {table}"), key=repr) for table in tables]  # noqa: S608 - names of our own


@pytest.mark.parametrize("at_once", [1, 3, 1_000])
def test_many_saves_make_the_ledger_that_each_alone_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """Entries, instants and read model are the same, however many share a transaction."""
    alone, together = tmp_path / "alone.db", tmp_path / "together.db"
    recorded_one_by_one(alone, story())
    ledgers.made(together).close()
    monkeypatch.setattr(bulk_append, "AT_ONCE", at_once)
    heard: list[int] = []

    record_many(together, story(), clock=ledgers.TickingClock(), report_progress=heard.append)
    catch_up(together, lambda _done, _of: None)

    assert heard == [*range(at_once, len(story()), at_once), len(story())]
    assert entries(together) == entries(alone)
    assert registered(together) == registered(alone)


def entries(path: Path) -> list[tuple[object, ...]]:
    """Return each entry but the id of its command."""
    with Ledger.open(path) as record:
        return [
            (x.position, x.stream, x.effective_on, x.recorded_at, x.actor, x.event)
            for x in record.entries()
        ]


def test_a_register_kept_up_is_the_one_made_anew(tmp_path: Path) -> None:
    """What comes after all the rest is taken in by itself, and gives the same rows."""
    path = tmp_path / "ledger.db"

    for upto in range(1, len(story()) + 1):
        path.unlink(missing_ok=True)
        recorded_one_by_one(path, story()[:upto])

        store = open_store.open_store(path)
        assert inconsistencies(store) == []
        assert covered_up_to(store) == upto
        store.close()


def test_a_ledger_has_no_register_until_it_is_made(tmp_path: Path) -> None:
    """What is cut short keeps what it recorded, and the read model can be made at any time."""
    path = tmp_path / "ledger.db"
    ledgers.made(path).close()

    record_many(path, story(), clock=ledgers.TickingClock())

    store = open_store.open_store(path)
    before = covered_up_to(store)
    catch_up(path, lambda _done, _of: None)
    assert (before, covered_up_to(store)) == (None, len(story()))
    store.close()


def test_a_register_that_tells_everything_is_left_alone(tmp_path: Path) -> None:
    """Nothing is made anew where nothing is missing."""
    path = tmp_path / "ledger.db"
    recorded_one_by_one(path, story())
    heard: list[int] = []

    catch_up(path, lambda done, _of: heard.append(done))

    assert heard == []
