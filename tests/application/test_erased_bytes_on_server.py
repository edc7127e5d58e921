"""What two people erased is gone from the files of a server, once its owner has cleared it away.

Every file of the data directory is searched, as a ledger's file is. That an erasure alone, and
VACUUM alone, leave the bytes is shown first; then what docs/trust.md says to run is run as it
stands there. Archived logs, base backups and replicas lie elsewhere, and are not looked at.
"""

from __future__ import annotations

import random
import re
import string
from pathlib import Path
from typing import TYPE_CHECKING, Final

import command_faults
import ledgers
import pytest
import restartable_server
from paths import ROOT

from tracker.ledger.ledger import Ledger
from tracker.ledger.postgres.address import Address
from tracker.ledger.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator

TRUST: Final = ROOT / "docs" / "trust.md"
LENGTHS: Final = (0, 15, 100, 450, 4_500)
"""Letters around a name; what is longest lies in a table beside the table."""

LATER: Final = ledgers.START.replace(hour=23)
TABLES, LOG = "base", "pg_wal"
ROUNDS: Final = 12
"""How often the log is gone on in another file, at most: those that are kept to be used anew."""


class Keeping:
    """A server of its own, of which every file can be searched."""

    def __init__(self, own: restartable_server.Own) -> None:
        """Clear nothing away by itself."""
        self._folder = own.folder
        self._ask = own.server.ask
        self.address = Address(own.server.uri)
        self.run("ALTER SYSTEM SET autovacuum = off", "SELECT pg_reload_conf()")

    def run(self, *statements: str) -> None:
        """Run statements one by one, as the owner of the server."""
        for statement in statements:
            self._ask(statement)

    def held(self, names: list[str]) -> dict[str, int]:
        """Return how many names are in the files of each folder that has any."""
        forms = {name: command_faults.forms(name) for name in names}
        begun = [form[:4] for form in forms[names[0]]]  # alike in all names
        values: dict[str, set[str]] = {}
        for file in filter(Path.is_file, self._folder.rglob("*")):
            content = file.read_bytes()
            if any(raw in content for raw in begun):
                here = [name for name in names if any(form in content for form in forms[name])]
                values.setdefault(file.relative_to(self._folder).parts[0], set()).update(here)
        return {folder: len(here) for folder, here in values.items() if here}


@pytest.fixture
def keeping() -> Iterator[Keeping]:
    """Return a server of one's own."""
    with restartable_server.server() as own:
        yield Keeping(own)


def cleared() -> list[str]:
    """Return the statements that docs/trust.md says to run."""
    blocks = re.findall(r"```sql\n(.*?)```", TRUST.read_text("utf-8"), re.DOTALL)
    return [line.partition(";")[0] for block in blocks for line in block.splitlines()]


def noted(keeping: Keeping, names: list[str]) -> None:
    """Record names, each within a note of its own, between notes that stay."""
    chance = random.Random(13)  # noqa: S311 - the same in every run
    with ledgers.made(keeping.address) as record:
        for n, name in enumerate(names):
            size = LENGTHS[n % len(LENGTHS)]
            before, after = ("".join(chance.choices(string.ascii_letters, k=size)) for _ in "ab")
            notes = [ledgers.note(f"{before} {name} {after}"), ledgers.note(f"stays {after}")]
            ledgers.recorded(record, *notes, command=f"c{n}")


def erased(keeping: Keeping, names: list[str]) -> None:
    """Have each of them erased, by two."""
    with Ledger.open(keeping.address, clock=ledgers.TickingClock(LATER)) as record:
        for n in range(len(names)):
            ledgers.asked(record, 2 * n + 1, f"a{n}")
            ledgers.confirmed(record, 2 * n + 1, f"e{n}")


@pytest.mark.parametrize("texts", [40, pytest.param(300, marks=pytest.mark.soak)])
def test_no_byte_is_left_on_a_server_that_was_cleared(keeping: Keeping, texts: int) -> None:
    """Not in its tables, in what it counts, nor in its log; and the ledger proves itself."""
    chance = random.Random(14)  # noqa: S311 - the same in every run
    names = [f"Child {''.join(chance.choices('abcdefghij', k=20))}" for _ in range(texts)]
    rows, counted, anew, *log = cleared()
    noted(keeping, names)
    keeping.run("ANALYZE tracker.texts", "CHECKPOINT")
    assert keeping.held(names)[TABLES] == texts

    erased(keeping, names)
    keeping.run("CHECKPOINT")
    left = keeping.held(names)
    assert left[TABLES] > texts / 2
    keeping.run("VACUUM tracker.texts", "CHECKPOINT")
    vacuumed = keeping.held(names)
    assert vacuumed[TABLES] > texts / 2

    keeping.run(rows)
    sampled = keeping.held(names)
    assert sampled[TABLES] > 0
    keeping.run(counted, anew)
    logged = keeping.held(names)
    assert logged.keys() == {LOG}
    done = 0
    while keeping.held(names) and done < ROUNDS:
        keeping.run(*log)
        done += 1

    print(  # noqa: T201 - the figures measured
        f"{texts} erased: {left[TABLES]} left in tables, {vacuumed[TABLES]} after VACUUM, "
        f"{sampled[TABLES]} in samples, 0 then; log {logged[LOG]}, 0 after {done} switches"
    )
    assert keeping.held(names) == {}
    verdict = verify(keeping.address)
    assert (verdict.is_good, verdict.erased) == (True, texts)
