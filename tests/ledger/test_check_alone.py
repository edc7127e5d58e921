"""The checker needs nothing but itself: no program, no package, no file of zones."""

from __future__ import annotations

import ast
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from bundle_samples import bundle, everything, taken

from tracker.domain.bitemporal import london_day
from tracker.ledger import check

SOURCE = Path(check.__file__)
STANDARD = {
    "__future__",
    "argparse",
    "bisect",
    "datetime",
    "hashlib",
    "json",
    "pathlib",
    "re",
    "struct",
}
STANDARD |= {"sys", "typing", "unicodedata", "zlib"}


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-03-29T00:59:59.999999Z", "2026-03-29"),
        ("2026-06-30T23:30:00.000000Z", "2026-07-01"),
        ("2026-10-24T23:00:00.000000Z", "2026-10-25"),
        ("2026-10-25T00:59:59.999999Z", "2026-10-25"),
        ("2026-10-25T23:59:59.999999Z", "2026-10-25"),
        ("2026-12-31T23:59:59.999999Z", "2026-12-31"),
    ],
)
def test_the_checker_knows_the_days_of_london(instant: str, day: str) -> None:
    """Without any file of zones, for a computer may have none."""
    assert check.london_day(instant).isoformat() == day


def test_the_days_of_london_are_those_of_the_program() -> None:
    """Each hour of six years falls on the day that the program says."""
    instant = datetime(2025, 1, 1, tzinfo=UTC)
    for _ in range(6 * 366 * 24):
        text = f"{instant:%Y-%m-%dT%H:%M:%S.%f}Z"
        assert check.london_day(text) == london_day(instant)
        instant += timedelta(hours=1)


def test_the_checker_needs_the_standard_library_only() -> None:
    """And no more of the language than Python 3.8 has."""
    tree = ast.parse(SOURCE.read_text("utf-8"), feature_version=(3, 8))
    imported = {
        name
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [str(node.module)]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert imported == STANDARD


def test_the_checker_of_a_bundle_runs_alone(tmp_path: Path) -> None:
    """As the README in the bundle says: taken out, and run by itself."""
    sound, alone = tmp_path / "plan.zip", tmp_path / "alone"
    with (ledger := everything(tmp_path)).record:
        sound.write_bytes(bundle(ledger))
    alone.mkdir()
    (alone / "check.py").write_bytes(taken(sound.read_bytes())["check.py"])

    ended = subprocess.run(
        [sys.executable, "-I", "check.py", str(sound)],
        cwd=alone,
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "ascii"},
    )

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"SOUND" in ended.stdout
    assert [path.name for path in alone.iterdir()] == ["check.py"]
