"""What every test starts from: the same examples on any machine, and nothing of the user's."""

from __future__ import annotations

import hypothesis
import pytest

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
