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
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SampleLedger]:
    """A ledger with a link to an item, one to another whose name begins so, and one corrected."""
    desk = SampleLedger(request.param, tmp_path).opened()
    with desk.record:
        desk.append(link(g.REF), on=OPENED, stream=SERVING)
        desk.append(link(TENTH), on=OPENED, stream=f"item:{TENTH}")
        target = desk.append(link(TENTH), on=OPENED, stream=CORRECTED)[0].position
        correction = e.EntryCorrected(entry=target, event=link(g.REF), reason="The wrong item")
        desk.append(correction, on=OPENED, stream=CORRECTED)
        yield desk


def test_every_stream_that_links_to_an_item_is_found(desk: SampleLedger) -> None:
    """Also one in which a correction links; never one whose target only begins with the name."""
    head = desk.record.head().position

    assert desk.record.streams_linking([links_to_item(g.REF)], head) == [SERVING, CORRECTED]
    assert desk.record.streams_linking([links_to_item(g.REF)], head - 1) == [SERVING]
    assert desk.record.streams_linking([links_to_item(TENTH)], head) == [
        f"item:{TENTH}",
        CORRECTED,
    ]


def test_every_stream_that_links_into_a_report_is_found(desk: SampleLedger) -> None:
    """Whichever of its items is the target; a report whose name begins so is another."""
    head = desk.record.head().position
    report, _, _ = g.REF.partition("/")

    assert desk.record.streams_linking([links_into_report(report)], head) == [
        SERVING,
        f"item:{TENTH}",
        CORRECTED,
    ]
    assert desk.record.streams_linking([links_into_report(report[:-1])], head) == []


def test_the_database_searches_the_index(desk: SampleLedger) -> None:
    """It goes through no entry that is not a link to the item."""
    store = desk.record.store
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
    desk = SampleLedger("sqlite", tmp_path).opened()
    desk.append(link(g.REF), on=OPENED, stream=SERVING)
    desk.record.close()
    with closing(sqlite3.connect(tmp_path / "tracker.db")) as file:
        file.execute(f"DROP INDEX {linked_entries.NAME}")

    shown = desk.typed("show", g.REF)
    verified = desk.typed("verify")
    rebuilt = desk.typed("rebuild")

    assert (shown.code, verified.code, rebuilt.code) == (0, 0, 0)
    with closing(sqlite3.connect(tmp_path / "tracker.db")) as file:
        named = "SELECT sql FROM sqlite_schema WHERE name = ?"
        assert file.execute(named, (linked_entries.NAME,)).fetchall() == [
            (linked_entries.IN_A_FILE,)
        ]


def test_an_index_that_was_changed_is_found(tmp_path: Path) -> None:
    """The index decides where a command looks for links, so verify checks what it is made of."""
    desk = SampleLedger("sqlite", tmp_path).opened()
    desk.record.close()
    with closing(sqlite3.connect(tmp_path / "tracker.db")) as file:
        file.execute(f"DROP INDEX {linked_entries.NAME}")
        file.execute(f"CREATE INDEX {linked_entries.NAME} ON stored_events (topic)")

    verified = desk.typed("verify")
    desk.typed("rebuild")

    assert verified.code == 4
    assert f"The index {linked_entries.NAME} was changed" in verified.out
    assert desk.typed("verify").code == 0


def test_a_rebuild_on_a_server_creates_the_index_for_the_owner(tmp_path: Path) -> None:
    """Only the owner of the tables may create one."""
    desk = SampleLedger("postgresql", tmp_path).opened()
    store = desk.record.store
    with desk.record.unit():
        store.execute((f"DROP INDEX {linked_entries.NAME}", [()]))
        store.remake_register()
        Projector(store).rebuild()

    created = store.fetch_all("SELECT to_regclass(?) IS NOT NULL", (linked_entries.NAME,))

    assert created == [(True,)]
    desk.record.close()
