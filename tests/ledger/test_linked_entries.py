"""The index of links: which streams link to an item, found without reading the rest."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import given as g
import pytest
from stores import OPENED, STORES, SampleLedger

from tracker.domain import events as e
from tracker.domain.vocabulary import ItemRef, Relation
from tracker.ledger import linked_entries
from tracker.ledger.linked_entries import links_into_report, links_to_item
from tracker.projection.projector import Projector

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SERVING = f"item:{g.OTHER}"
CORRECTED = f"item:{g.EARLIER}"
TENTH = ItemRef(f"{g.REF}0")


def link(to: ItemRef) -> e.RecommendationLinked:
    """Return a link to an item."""
    return e.RecommendationLinked(relation=Relation.RECURS, to=to)


@pytest.fixture(params=STORES)
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SampleLedger]:
    """A ledger with a link to an item, one to another whose name begins so, and one corrected."""
    sample = SampleLedger(request.param, tmp_path).opened()
    with sample.record:
        sample.append(link(g.REF), on=OPENED, stream=SERVING)
        sample.append(link(TENTH), on=OPENED, stream=f"item:{TENTH}")
        target = sample.append(link(TENTH), on=OPENED, stream=CORRECTED)[0].position
        correction = e.EntryCorrected(entry=target, event=link(g.REF), reason="The wrong item")
        sample.append(correction, on=OPENED, stream=CORRECTED)
        yield sample


def test_every_stream_that_links_to_an_item_is_found(sample: SampleLedger) -> None:
    """Also one in which a correction links; never one whose target only begins with the name."""
    head = sample.record.head().position

    assert sample.record.streams_linking([links_to_item(g.REF)], head) == [SERVING, CORRECTED]
    assert sample.record.streams_linking([links_to_item(g.REF)], head - 1) == [SERVING]
    assert sample.record.streams_linking([links_to_item(TENTH)], head) == [
        f"item:{TENTH}",
        CORRECTED,
    ]


def test_every_stream_that_links_into_a_report_is_found(sample: SampleLedger) -> None:
    """Whichever of its items is the target; a report whose name begins so is another."""
    head = sample.record.head().position
    report, _, _ = g.REF.partition("/")

    assert sample.record.streams_linking([links_into_report(report)], head) == [
        SERVING,
        f"item:{TENTH}",
        CORRECTED,
    ]
    assert sample.record.streams_linking([links_into_report(report[:-1])], head) == []


def test_the_database_searches_the_index(sample: SampleLedger) -> None:
    """It goes through no entry that is not a link to the item."""
    store = sample.record.store
    explain = "EXPLAIN QUERY PLAN" if store.path else "EXPLAIN"
    with store.reading():
        if store.path is None:
            store.fetch_all("SELECT set_config('enable_seqscan', 'off', true)")
        statement = f"{explain} {linked_entries.query(store.link_target, 1)}"
        steps = store.fetch_all(statement, (*links_to_item(g.REF), 10))

    assert any(f"{linked_entries.NAME} (<expr>>? AND <expr><?)" in str(s) for s in steps) or any(
        "Index Cond" in str(step) and "substring" in str(step).lower() for step in steps
    )


def test_a_ledger_without_the_index_gives_the_same_answer(tmp_path: Path) -> None:
    """One made before there was an index stays sound, and a rebuild creates it."""
    sample = SampleLedger("sqlite", tmp_path).opened()
    sample.append(link(g.REF), on=OPENED, stream=SERVING)
    sample.record.close()
    with closing(sqlite3.connect(tmp_path / "tracker.db")) as file:
        file.execute(f"DROP INDEX {linked_entries.NAME}")

    shown = sample.typed("show", g.REF)
    verified = sample.typed("verify")
    rebuilt = sample.typed("rebuild")

    assert (shown.code, verified.code, rebuilt.code) == (0, 0, 0)
    with closing(sqlite3.connect(tmp_path / "tracker.db")) as file:
        named = "SELECT sql FROM sqlite_schema WHERE name = ?"
        assert file.execute(named, (linked_entries.NAME,)).fetchall() == [
            (linked_entries.IN_A_FILE,)
        ]


def test_an_index_that_was_changed_is_found(tmp_path: Path) -> None:
    """The index decides where a command looks for links, so verify checks what it is made of."""
    sample = SampleLedger("sqlite", tmp_path).opened()
    sample.record.close()
    with closing(sqlite3.connect(tmp_path / "tracker.db")) as file:
        file.execute(f"DROP INDEX {linked_entries.NAME}")
        file.execute(f"CREATE INDEX {linked_entries.NAME} ON stored_events (topic)")

    verified = sample.typed("verify")
    sample.typed("rebuild")

    assert verified.code == 4
    assert f"The index {linked_entries.NAME} was changed" in verified.out
    assert sample.typed("verify").code == 0


def test_a_rebuild_on_a_server_creates_the_index_for_the_owner(tmp_path: Path) -> None:
    """Only the owner of the tables may create one."""
    sample = SampleLedger("postgresql", tmp_path).opened()
    store = sample.record.store
    with sample.record.unit():
        store.execute((f"DROP INDEX {linked_entries.NAME}", [()]))
        store.remake_register()
        Projector(store).rebuild()

    created = store.fetch_all("SELECT to_regclass(?) IS NOT NULL", (linked_entries.NAME,))

    assert created == [(True,)]
    sample.record.close()
