"""Whoever watches the record sees every entry, once, in order, as colleagues record them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import json_contract
import ledgers
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BEGIN = (
    *("init", "--service", "Elm YJS", "--chair", "Dana Okafor", "--manager", "Sam Reed"),
    *("--on", "2026-01-05"),
)
ADD = ("--by", "Sam Reed", "people", "add")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a ledger of six entries."""
    typed(tmp_path, *BEGIN)
    return tmp_path


def started(folder: Path, *words: str) -> subprocess.Popen[str]:
    """Start a command in a folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "tracker.cli.main", *words],
        cwd=folder,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def typed(folder: Path, *words: str) -> str:
    """Run a command and return what it printed; it succeeds."""
    done = started(folder, *words)
    out, err = done.communicate(timeout=60)
    assert done.returncode == 0, err
    return out


@pytest.fixture
def watching(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Return a watch that has begun."""
    watch = started(folder, "watch")
    assert watch.stderr is not None
    assert watch.stderr.readline() == "Watching from #6 on; Ctrl-C ends it.\n"
    yield watch
    watch.kill()
    watch.communicate()


def test_what_a_colleague_records_is_shown_at_once(
    folder: Path, watching: subprocess.Popen[str]
) -> None:
    """Each entry is a line with its number, instant and author; Ctrl-C is the usual end."""
    for name in ("Ines Palmer", "Jo Marsh"):
        typed(folder, *ADD, name)

    assert watching.stdout is not None
    first, second = (watching.stdout.readline() for _ in range(2))
    watching.send_signal(signal.SIGINT)
    out, err = watching.communicate(timeout=60)

    assert first.startswith("#7  ")
    assert "  Sam Reed: Ines Palmer added (person); took effect " in first
    assert second.startswith("#8  ")
    assert (out, err, watching.returncode) == ("", "", 0)


def test_a_watch_begins_after_a_position_and_ends_in_time(folder: Path) -> None:
    """All of the record, as JSON a line: the shape of an entry of `history`."""
    rows: list[dict[str, Any]] = [
        json.loads(line)
        for line in typed(folder, "watch", "--since", "2", "--seconds", "0", "--json").splitlines()
    ]

    assert [row["position"] for row in rows] == [3, 4, 5, 6]
    asked = json_contract.schema(json_contract.ANSWERS["watch"])
    assert [fault for row in rows for fault in json_contract.faults(row, asked)] == []


def test_nobody_watches_from_an_entry_that_is_not_there(folder: Path) -> None:
    """A number that somebody mistyped is said to be one."""
    done = started(folder, "watch", "--since", "99")

    out, err = done.communicate(timeout=60)

    text = "There is no entry #99 in this ledger; the last is #6.\n"
    assert (out, err, done.returncode) == ("", text, 3)


def test_a_file_is_asked_again_every_moment(tmp_path: Path) -> None:
    """Nobody sends word of a file: waiting for it is short, whatever time there is."""
    with ledgers.made(tmp_path / "tracker.db") as record:
        record.wait(0.01)
        assert record.head().position == 0
