"""The read model: never apart from the record, made anew at any time, and proven."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING

import given as g
import pytest
from stores import OPENED, STORES, SampleLedger

from tracker.application.tracker import Tracker
from tracker.domain import events as e
from tracker.domain.vocabulary import ErasureReason
from tracker.ledger import read_model_schema
from tracker.ledger.envelope import NewEntry
from tracker.ledger.ledger import Ledger
from tracker.projection.consistency import inconsistencies
from tracker.projection.coverage import covered_up_to
from tracker.projection.projector import Projector
from tracker.projection.row_builder import KEYS
from tracker.queries.reader import ReadModelReader
from tracker.queries.stored_plan import StoredPlan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tracker.ledger.store import Store
    from tracker.queries.plan import Plan

TAMPERING = {
    "a day later": "UPDATE register_items SET start_on = start_on + 1 WHERE part = 1",
    "ended earlier": "UPDATE register_items SET end_on = end_on - 1 WHERE part = 1",
    "filed elsewhere": "UPDATE register_items SET bin = bin + 1 WHERE part = 0",
    "another state": "UPDATE register_items SET state = replace(state, '50', '80')",
    "a version lost": "DELETE FROM register_items WHERE part = 1 AND end_on > 4000000",
    "a version more": "INSERT INTO register_items SELECT 'elm', bin, ref, part, start_on, since, "
    "end_on, ended_at, gone_at, kind, serves, state FROM register_items WHERE part = 0",
    "another name": "UPDATE register_streams SET state = replace(state, 'manager', 'chair')",
    "a step lost": "DELETE FROM register_steps WHERE position = (SELECT max(position) FROM "
    "register_steps)",
    "a step more": "INSERT INTO register_steps SELECT service, effective_on, 9999, since, gone_at, "
    "state FROM register_steps WHERE position = (SELECT max(position) FROM register_steps)",
    "other words": "UPDATE register_steps SET state = replace(state, 'progressed', 'completed')",
}
"""What somebody might do to a read model."""


@pytest.fixture(params=STORES)
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SampleLedger]:
    """A ledger with an item, an action, progress on it and a correction."""
    ledger = SampleLedger(request.param, tmp_path).opened()
    with ledger.record:
        ledger.on(date(2026, 1, 20)).log(f"{g.REF}/1", "Half of it", percent=50)
        yield ledger


def asked(sample: SampleLedger) -> Plan:
    """Return the plan that a reading command gets."""
    tracker = Tracker(sample.record)
    reading = ReadModelReader(sample.record._store, tracker.folded_plan, sample.clock)
    with reading.plan(tracker.moment()) as plan:
        assert plan.items[g.REF].actions[1].percent == 50
        return plan


def changed(store: Store, statement: str) -> None:
    """Change a read model behind the program's back."""
    with store.unit():
        store.execute((statement, [()]))


def test_what_is_recorded_is_in_the_register_at_once(sample: SampleLedger) -> None:
    """In the same transaction: there is no moment at which one has what the other has not."""
    assert covered_up_to(sample.record._store) == sample.record.head().position
    assert isinstance(asked(sample), StoredPlan)
    assert inconsistencies(sample.record._store) == []


def test_what_is_undone_is_in_neither(sample: SampleLedger) -> None:
    """A command that fails after it recorded leaves the read model as it was."""
    before = covered_up_to(sample.record._store)

    def fail() -> None:
        with sample.record.unit():
            note = NewEntry(f"item:{g.REF}", OPENED, e.NoteMade(note="Never"))
            sample.record.append([note], actor=g.MANAGER, command_id="never")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()

    assert covered_up_to(sample.record._store) == before
    assert inconsistencies(sample.record._store) == []


def test_where_the_register_is_behind_the_answer_is_folded(sample: SampleLedger) -> None:
    """What a program recorded that keeps none is told all the same, and taken in with the next."""
    store = sample.record._store
    keeping, store.projector = store.projector, None
    sample.append(e.NoteMade(note="Behind its back"), on=OPENED + timedelta(days=30))
    assert not isinstance(asked(sample), StoredPlan)
    assert asked(sample).head == sample.record.head()

    store.projector = keeping
    sample.append(e.NoteMade(note="And another"), on=OPENED + timedelta(days=31))

    assert isinstance(asked(sample), StoredPlan)
    assert inconsistencies(store) == []


@pytest.mark.parametrize("statement", TAMPERING.values(), ids=list(TAMPERING))
def test_whatever_is_changed_in_it_is_found_and_made_good(
    sample: SampleLedger, statement: str
) -> None:
    """It is held to the entries row for row; made anew it is as it was, the record untouched."""
    store, head = sample.record._store, sample.record.head()
    changed(store, statement)

    faults = inconsistencies(store)
    with store.unit():
        store.remake_register()
        taken_in = Projector(store).rebuild()

    assert faults
    assert taken_in == head.position
    assert inconsistencies(store) == []
    assert sample.record.head() == head


def test_a_register_of_another_form_is_not_believed(sample: SampleLedger) -> None:
    """A newer version may keep it otherwise: then the answer is folded, and nothing is written."""
    changed(sample.record._store, "UPDATE register SET form = form + 1")

    assert covered_up_to(sample.record._store) is None
    assert not isinstance(asked(sample), StoredPlan)
    sample.append(e.NoteMade(note="Recorded all the same"), on=OPENED)
    assert sample.record.head().position > 1


def test_an_erased_text_was_never_in_it(sample: SampleLedger) -> None:
    """Erasing needs no read model made anew: it holds where a text stands, and not the text."""
    secret = "Robin's brother told us so"  # noqa: S105 - a text about somebody, made up
    store = sample.record._store
    entry = sample.append(e.NoteMade(note=secret), on=OPENED)[0].position
    rows = [row for table in KEYS for row in store.fetch_all(f"SELECT * FROM {table}")]  # noqa: S608 - ours
    assert not any("Robin" in str(value) for row in rows for value in row)

    with sample.record.unit():
        event = e.ErasureAsked(entry=entry, reason=ErasureReason.NAMES_A_CHILD)
        count = sample.append(event, on=OPENED)[0].position
        sample.record.hide([entry], count)

    assert inconsistencies(store) == []


def test_a_file_without_a_register_is_a_ledger(tmp_path: Path) -> None:
    """It may be made later, with `tracker rebuild`; until then every answer is folded."""
    sample = SampleLedger("sqlite", tmp_path).opened()
    sample.record.close()
    with closing(sqlite3.connect(tmp_path / "tracker.db")) as file:
        for name in read_model_schema.NAMES:
            file.execute(f"DROP TABLE {name}")

    listed = sample.typed("list")
    verified = sample.typed("verify")
    noted = sample.typed("--by", "Sam Manager", "log", g.REF, "Still here")
    rebuilt = sample.typed("rebuild")

    assert (listed.code, verified.code, noted.code, rebuilt.code) == (0, 0, 0, 0)
    assert g.REF in listed.out
    with Ledger.open(tmp_path / "tracker.db", clock=sample.clock) as record:
        assert covered_up_to(record._store) == record.head().position
        assert inconsistencies(record._store) == []


def test_a_register_that_cannot_be_read_is_said_to_be_it(tmp_path: Path) -> None:
    """One sentence, exit 4, and how to go on; the record is sound, and verify says so."""
    sample = SampleLedger("sqlite", tmp_path).opened()
    sample.record.close()
    with closing(sqlite3.connect(tmp_path / "tracker.db")) as file, file:
        file.execute("UPDATE register_items SET state = '[]'")

    listed, verified = sample.typed("list"), sample.typed("verify")
    rebuilt, after = sample.typed("rebuild"), sample.typed("verify")

    assert (listed.code, verified.code) == (4, 4)
    assert "To rebuild it: tracker " in listed.err
    assert "The record is sound, but its read model is out of date or was changed" in verified.err
    assert rebuilt.code == after.code == 0
    assert "it covers" in rebuilt.out


@pytest.mark.parametrize("kind", ["TABLE", "VIEW", "INDEX", "TRIGGER"])
def test_whatever_took_its_place_is_told_and_removed(tmp_path: Path, kind: str) -> None:
    """A table that somebody made otherwise, a view, an index gone or a trigger that is not ours."""
    sample = SampleLedger("sqlite", tmp_path).opened()
    sample.record.close()
    with closing(sqlite3.connect(tmp_path / "tracker.db")) as file:
        if kind == "INDEX":
            file.execute("DROP INDEX register_learned")
        elif kind == "TRIGGER":
            file.execute(
                "CREATE TRIGGER mine AFTER INSERT ON register_steps BEGIN "
                "DELETE FROM register_items; END"
            )
        else:
            file.execute("DROP TABLE register_steps")
            like = " (service TEXT)" if kind == "TABLE" else " AS SELECT 1"
            file.execute(f"CREATE {kind} register_steps{like}")

    verified = sample.typed("verify")
    diff = sample.typed("diff", "--from", "2026-01-01", "--to", "2026-01-05")
    rebuilt, after = sample.typed("rebuild"), sample.typed("verify")

    assert verified.code == 4
    assert diff.code == 0
    assert (rebuilt.code, after.code) == (0, 0)
