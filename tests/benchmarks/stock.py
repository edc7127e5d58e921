"""The same history kept the stock way: `@event` aggregates, stock mapper, stock SQLite recorder."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, UUID, uuid5

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.sqlite import SQLiteFactory

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class StockItem(Aggregate):
    """A recommendation as the library's tutorial would write it; dates are plain values."""

    @event("Made")
    def __init__(self, ref: str, text: str, published: str) -> None:
        """Begin with what the report says."""
        self.ref = ref
        self.text = text
        self.published = published
        self.response: str | None = None
        self.actions: dict[int, dict[str, object]] = {}
        self.notes = 0

    @staticmethod
    def create_id(ref: str) -> UUID:
        """Return the id of an item."""
        return uuid5(NAMESPACE_URL, ref)

    @event("Responded")
    def respond(self, response: str, on: str) -> None:
        """Answer it."""
        self.response = response

    @event("Assigned")
    def assign(self, number: int, what: str, owner: str, due: str, on: str) -> None:
        """Give somebody a step."""
        self.actions[number] = {"what": what, "owner": owner, "due": due, "percent": None}

    @event("Progressed")
    def progress(self, number: int, note: str, percent: int, on: str) -> None:
        """Log progress."""
        self.actions[number]["percent"] = percent

    @event("Noted")
    def note(self, text: str, on: str) -> None:
        """Note something."""
        self.notes += 1


class Items(Application[UUID]):
    """The stock application."""


def open_items(path: Path, settings: Sequence[str] = ()) -> Items:
    """Return the stock application on a file of its own, its one connection told of settings."""
    items = Items(env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(path)})
    assert isinstance(items.factory, SQLiteFactory)
    with items.factory.datastore.get_connection(commit=True) as connection:
        for setting in settings:
            connection.cursor().execute(setting)
    return items


def build(items: Items, count: int, per_item: int) -> list[UUID]:
    """Record the benchmark's story, as `replay.py` does with ours; return the ids."""
    ids = []
    for n in range(1, count + 1):
        ref = f"northdale-2023/{n}"
        item = StockItem(ref, f"Recommendation {n} of the report", "2023-05-31")
        item.respond("agreed", "2023-06-01")
        item.assign(1, "Review every case", "p3", "2024-03-31", "2023-06-02")
        for k in range(per_item - 3):
            on = date.fromordinal(date(2023, 6, 3).toordinal() + 7 * k).isoformat()
            if k % 2:
                item.note(f"Discussed at meeting {k}", on)
            else:
                item.progress(1, f"Visited school {k}", min(99, k), on)
        items.save(item)
        ids.append(item.id)
    return ids
