"""What a command loads before it does anything: start-up is counted in modules, not time."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from loaded_modules import loaded

HEAVY = ("eventsourcing", "pydantic", "tabulate", "sqlite3", "zoneinfo", "tomllib")


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["--version"]])
def test_help_loads_nothing_heavy(words: list[str], tmp_path: Path) -> None:
    """`--help` imports neither eventsourcing nor pydantic nor tabulate, nor any command."""
    modules = loaded(words, tmp_path)

    assert "click" in modules
    assert not modules.intersection(HEAVY)
    ours = {name for name in modules if name.startswith("tracker")}
    assert ours == {"tracker", "tracker.cli", "tracker.cli.main"}


def test_the_first_words_without_a_ledger_load_no_library(tmp_path: Path) -> None:
    """`tracker` alone, where there is no ledger, says how to start before anything is loaded."""
    assert not loaded([], tmp_path).intersection({"eventsourcing", "pydantic", "tabulate"})


def test_the_help_of_one_command_does_not_open_the_ledger(tmp_path: Path) -> None:
    """A command's own help loads that command, not the storage beneath it."""
    assert "eventsourcing" not in loaded(["assign", "--help"], tmp_path)


READING: tuple[list[str], ...] = (
    ["list", "--json"],
    ["list", "--csv", "--service", "know", "--owner", "head", "--overdue"],
    ["late", "--json"],
    ["decisions", "--json", "--as-of", "2023-12-13"],
    ["inspections", "--json"],
    ["diff", "--from", "2023-06-01", "--to", "2023-12-14", "--json"],
    [],
)
"""Every command that is answered from the read model."""


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which the tour was played."""
    folder = tmp_path_factory.mktemp("tour")
    code = "from tracker.cli.main import run; assert run(['tour']) == 0"
    subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, check=True)
    (folder / "tour.db").rename(folder / "tracker.db")
    return folder


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_what_the_register_answers_needs_no_library_of_events(words: list[str], tour: Path) -> None:
    """Neither pydantic nor eventsourcing, nor what only writing, sharing or tables need."""
    modules = loaded(words, tour)

    assert "sqlite3" in modules
    assert not modules.intersection(
        {"eventsourcing", "pydantic", "pydantic_core", "tabulate", "rfc8785", "psycopg"}
        | {"secrets", "socket", "getpass", "html", "tomllib", "calendar", "signal"}
        | {"tracker.ledger.safe_location", "tracker.ledger.postgres.address"}
    )
    assert len(modules) <= MOST


def test_a_note_loads_what_notes_need(tour: Path, tmp_path: Path) -> None:
    """Not what reads reports, looks for doubtful sums, exports or verifies."""
    shutil.copy(tour / "tracker.db", tmp_path)

    modules = loaded(["--by", "The Manager", "log", "knowsley-2023/1", "Raised"], tmp_path)

    assert "eventsourcing" in modules
    assert not modules.intersection(
        {
            "tracker.application.recorded_reports",
            "tracker.intake.recorded_facts",
            "tracker.queries.report_facts",
        }
        | {"tracker.ledger.findings", "tracker.projection.consistency"}
    )


def test_an_answer_for_a_program_needs_no_time_zone(tour: Path) -> None:
    """What it is true of stands in the answer; nobody reads the hour in London.

    Only in the last hour of a day in UTC, when it may be tomorrow in London, does it matter.
    """
    noon = datetime(2026, 7, 1, 12, tzinfo=UTC)
    last_hour = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)

    assert "zoneinfo" not in loaded(["list", "--json"], tour, noon)
    assert "zoneinfo" in loaded(["list", "--json"], tour, last_hour)


MOST = 201
"""Modules that a list loads at most, of which Python and Click bring about half."""
