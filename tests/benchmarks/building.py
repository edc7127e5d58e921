"""The ledgers of the national benchmark: made through the product's bulk path, or found there."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, time
from itertools import groupby
from time import perf_counter
from typing import TYPE_CHECKING

import click
import country

from tracker.application.bulk_append import catch_up, record_many
from tracker.application.tracker import Tracker
from tracker.cli.progress_bar import progress
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path

_SIZES = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name"


def ledger(folder: Path, entries: int) -> Path:
    """Return a ledger of about so many entries; one that is there already is used again."""
    path = folder / f"national-{entries}.db"
    if not path.exists():
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        _build(part, entries)
        part.rename(path)
    return path


def _build(path: Path, entries: int) -> None:
    clock = country.Played(datetime.combine(country.FIRST, time(), UTC))
    with Ledger.create(path, clock=clock) as record:
        Tracker.begin(record, service="Northdale", chair="A Chair", manager="A Manager")
        head = record.head().position
    begun = perf_counter()
    with click.progressbar(length=entries, label="Recording", file=sys.stderr) as bar:
        story = country.saves(entries, clock, head)
        record_many(
            path,
            story,
            clock=clock,
            report_progress=lambda position: bar.update(position - bar.pos),
        )
        last = bar.pos
    recording, begun = perf_counter() - begun, perf_counter()
    with progress("Read model") as answer:
        catch_up(path, answer)
    registering = perf_counter() - begun
    print(
        f"built {last:,} entries of {country.services(entries)} services: "
        f"{last / recording:,.0f} entries a second recorded, "
        f"{last / registering:,.0f} taken into the read model"
    )


def told_sizes(path: Path) -> None:
    """Print how many bytes an entry takes on the disk, in the record and in the read model."""
    with closing(sqlite3.connect(path)) as connection:
        ((entries,),) = connection.execute("SELECT max(position) FROM stored_events")
        try:
            sizes = connection.execute(_SIZES).fetchall()
        except sqlite3.OperationalError:
            print(f"{entries:,} entries, {path.stat().st_size / entries:,.0f} bytes each; of which")
            print("the read model: not told by this SQLite")
            return
    parts = sorted((name.startswith("register"), size) for name, size in sizes)
    of = {kind: sum(size for _, size in some) for kind, some in groupby(parts, lambda x: x[0])}
    print(
        f"{entries:,} entries, bytes on disk for each: record {of[False] / entries:,.0f}, "
        f"register {of[True] / entries:,.0f}"
    )
