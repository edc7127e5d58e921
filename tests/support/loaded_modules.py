"""The modules that a command loads."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from paths import moved_clock


def loaded(words: list[str], folder: Path, at: datetime | None = None) -> set[str]:
    """Return the modules a fresh process has loaded after running a command, at an instant.

    Without `sitecustomize`: this computer may have one, and it moves the clock for tests.
    """
    code = (
        "import sys\n"
        "from tracker.cli.main import run\n"
        f"run({words!r})\n"
        "print('loaded', *sys.modules, file=sys.stderr, sep='\\n')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, **(moved_clock(at) if at else {})},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.rpartition("loaded\n")[2].split()) - {"sitecustomize"}
