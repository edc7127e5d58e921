"""A long ledger on a small computer: it is listed, told and verified in little memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import given as g
import pytest
import stores
from paths import ROOT, python_path

from tracker.domain.events import NoteMade
from tracker.ledger.envelope import NewEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

MIB = 2**20

LIMITED = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (512 * {MIB}, 512 * {MIB}))
from tracker.cli.main import run
code = run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "MiB", file=sys.stderr)
sys.exit(code)
"""
"""A command in a process that may have half a gibibyte of addresses."""


@pytest.fixture(scope="module", params=[3_000, pytest.param(100_000, marks=pytest.mark.soak)])
def ledger(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, int]]:
    """Give a ledger with so many entries, nearly all of them notes on one item, a save each."""
    folder = tmp_path_factory.mktemp("long")
    sample = stores.SampleLedger("sqlite", folder).opened()
    with sample.record as record, record.unit():
        for n in range(record.head().position, request.param):
            note = NoteMade(note=f"Spoke with the head teacher about exclusions, time {n}")
            new = NewEntry(stores.ITEM, stores.OPENED, note)
            record.append([new], actor=g.MANAGER, command_id=f"c{n}")
    yield folder / "tracker.db", request.param
    (folder / "tracker.db").unlink()


@pytest.mark.parametrize(
    "words", [("list",), ("verify",), ("late",), ("show", g.REF), ("backup", "b.db")]
)
def test_a_long_ledger_is_answered_from_in_little_memory(
    ledger: tuple[Path, int], tmp_path: Path, words: tuple[str, ...]
) -> None:
    """Half a gibibyte of addresses is enough."""
    path, entries = ledger

    done = subprocess.run(
        [sys.executable, "-c", LIMITED, "--ledger", str(path), *words],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": python_path(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    print(f"{words[0]} of {entries:,} entries: {done.stderr.strip()}")  # noqa: T201 - measured
    assert done.returncode == 0, done.stderr
    assert done.stderr.endswith("MiB\n")
    assert done.stdout
