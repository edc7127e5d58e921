"""The modules that a command loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def loaded(words: list[str], folder: Path) -> set[str]:
    """Return the modules a fresh process has loaded after running a command.

    Without `sitecustomize`: this computer may have one, and it moves the clock for tests.
    """
    code = (
        "import sys\n"
        "from tracker.cli.main import run\n"
        f"run({words!r})\n"
        "print('loaded', *sys.modules, file=sys.stderr, sep='\\n')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(done.stderr.rpartition("loaded\n")[2].split()) - {"sitecustomize"}
