"""What tests start from: the same examples on any machine, and the ledgers that many share.

A test on a server that cannot be had is skipped, and the summary says how many were not run.
"""

from __future__ import annotations

import shutil
import signal
from typing import TYPE_CHECKING

import hypothesis
import june_plan
import postgres_server
import pytest
from command_runner import Terminal
from office import Office
from stores import STORES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tracker.ledger.open_store import Place

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


@pytest.fixture(scope="session", autouse=True)
def _ctrl_c() -> None:
    """Ctrl-C ends what a test starts, also where the tests run in the background, which ignores it.

    What a process ignores, its children ignore.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _servers(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """All workers of a run share a server, which is started by the first that needs it."""
    worker = getattr(request.config, "workerinput", {}).get("workerid")
    folder = tmp_path_factory.getbasetemp()
    with postgres_server.shared_in(folder.parent if worker else folder, worker):
        yield


@pytest.fixture(autouse=True)
def _nothing_on_the_server(_servers: None) -> Iterator[None]:
    """What a test made on the server is dropped after it."""
    with postgres_server.tidied():
        yield


@pytest.fixture
def server() -> postgres_server.Server:
    """Return a server for ledgers; without one, the test is not run."""
    return postgres_server.shared()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests on a server were not run, and why."""
    reasons = [
        str(report.longrepr[2]).removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", ())
    ]
    for reason in sorted({text for text in reasons if text.startswith(postgres_server.NOT_RUN)}):
        product, _, why = reason.partition(": ")
        terminalreporter.write_line(
            f"{product}: {reasons.count(reason)} tests not run: {why}", yellow=True
        )


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest) -> str:
    """Return each kind of store in turn."""
    kind: str = request.param
    return kind


@pytest.fixture
def place(store: str, tmp_path: Path) -> Place:
    """Return where a ledger can be made, in each kind of store."""
    return STORES[store](tmp_path / "tracker.db")


@pytest.fixture
def office(store: str, tmp_path: Path) -> Iterator[Office]:
    """Return an office with everybody and three items, on each kind of store."""
    with Office(tmp_path, store) as opened:
        yield opened


@pytest.fixture(scope="session")
def june_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the ledger of the plan begun in June."""
    return june_plan.play(tmp_path_factory.mktemp("june"))


@pytest.fixture
def terminal(
    june_ledger: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Terminal:
    """Return a terminal with that ledger, on 3 July."""
    shutil.copy(june_ledger, tmp_path)
    return Terminal(tmp_path, monkeypatch, capsys)


@pytest.fixture
def bare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Terminal:
    """Return a terminal in a folder without a ledger."""
    return Terminal(tmp_path, monkeypatch, capsys)
