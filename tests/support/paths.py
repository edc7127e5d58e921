"""Where things are: the project, its seeds, its tests, and the two real reports where those are."""

from __future__ import annotations

from pathlib import Path
from typing import Final

SUPPORT: Final = Path(__file__).resolve().parent
TESTS: Final = SUPPORT.parent
ROOT: Final = TESTS.parent
SEEDS: Final = ROOT / "seeds"
REAL_REPORTS: Final = ROOT.parent / "shared" / "seeds"
"""The two published reports that the seeds were made from; not part of the project."""
