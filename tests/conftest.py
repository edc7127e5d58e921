"""What tests start from: the same examples on any machine, and the ledgers that many share."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import hypothesis
import june
import pytest
from desk import Desk
from office import Office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

hypothesis.settings.register_profile("tracker", derandomize=True, deadline=None)
hypothesis.settings.load_profile("tracker")


@pytest.fixture(autouse=True)
def _nothing_of_the_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """No variable, width or remembered name of whoever runs the tests decides what they see."""
    for name in ("COLUMNS", "TRACKER_LEDGER", "TRACKER_BY", "NO_COLOR", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.getbasetemp() / "config"))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Return an office with everybody and three items."""
    with Office(tmp_path) as opened:
        yield opened


@pytest.fixture(scope="session")
def june_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the ledger of the plan begun in June."""
    return june.play(tmp_path_factory.mktemp("june"))


@pytest.fixture
def desk(
    june_ledger: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Desk:
    """Return a desk with that ledger, on 3 July."""
    shutil.copy(june_ledger, tmp_path)
    return Desk(tmp_path, monkeypatch, capsys)


@pytest.fixture
def bare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    """Return a desk on which there is no ledger."""
    return Desk(tmp_path, monkeypatch, capsys)
