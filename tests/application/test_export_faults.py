"""What happens when a bundle cannot be made: nothing is recorded, and nothing is left behind."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from datetime import date
from errno import ENOSPC, EPERM
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from bundle_samples import PROGRAM, everything, export, for_bundles, taken
from stores import OPENED, SampleLedger

from tracker.domain.errors import IntegrityError, RefusedError
from tracker.ledger import check
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[SampleLedger]:
    """A ledger with a little of everything."""
    folder = tmp_path / "ledger"
    folder.mkdir()
    ledger = everything(folder)
    with ledger.record:
        yield ledger


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An empty folder for bundles."""
    return for_bundles(tmp_path)


def refused(sample: SampleLedger, path: Path) -> str:
    """Return the sentence an export is refused with; nothing is recorded, and nothing left."""
    before, there = sample.record.head(), sorted(path.parent.iterdir())
    with pytest.raises(RefusedError) as error:
        sample.manager.export(path, program=PROGRAM)
    assert sample.record.head() == before
    assert sorted(path.parent.iterdir()) == there
    return error.value.sentence


def test_nothing_is_written_over(sample: SampleLedger, out: Path) -> None:
    """Not a file, and not a link, wherever it points."""
    (out / "there.zip").write_bytes(b"A file of somebody's")
    (out / "link.zip").symlink_to(out / "nowhere.zip")

    for name in ("there.zip", "link.zip"):
        assert refused(sample, out / name) == f"{out / name} exists already; it was left as it is."
    assert (out / "there.zip").read_bytes() == b"A file of somebody's"


def test_a_path_that_cannot_be_is_a_sentence(sample: SampleLedger, out: Path) -> None:
    """A folder that is not there, a file for a folder, a name too long."""
    (out / "file").write_bytes(b"")

    with pytest.raises(RefusedError, match=r"plan\.zip cannot be written: no such file or direc"):
        sample.manager.export(out / "nowhere" / "plan.zip", program=PROGRAM)
    with pytest.raises(RefusedError, match="cannot be written: not a directory"):
        sample.manager.export(out / "file" / "plan.zip", program=PROGRAM)
    assert "cannot be written" in refused(sample, out / ("x" * 300))
    assert "exists already" in refused(sample, out)


def fails(number: int) -> NoReturn:
    """Fail as the system does."""
    raise OSError(number, os.strerror(number))


def test_a_full_disk_records_nothing(
    sample: SampleLedger, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bundle is on the disk before it is recorded."""
    monkeypatch.setattr(os, "fsync", lambda _: fails(ENOSPC))

    sentence = refused(sample, out / "plan.zip")

    assert sentence == f"{out / 'plan.zip'} cannot be written: no space left on device."


def test_a_disk_without_links_gets_its_bundle_too(
    sample: SampleLedger, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a memory stick's: and there too nothing is written over."""
    monkeypatch.setattr(os, "link", lambda *_: fails(EPERM))

    export(sample, out / "plan.zip")

    check.Bundle(str(out / "plan.zip"))
    assert [path.name for path in out.iterdir()] == ["plan.zip"]


def test_there_is_no_bundle_that_is_not_recorded(
    sample: SampleLedger, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fails after recording leaves the record of a bundle that is not there, and says so."""

    def taken_by_somebody(_: object, path: Path) -> NoReturn:
        assert sample.record.head().position == 25
        path.write_bytes(b"A file of somebody's")
        raise FileExistsError

    monkeypatch.setattr(os, "link", taken_by_somebody)

    with pytest.raises(RefusedError) as error:
        export(sample, out / "plan.zip")

    there = f"{out / 'plan.zip'} exists already; it was left as it is."
    assert error.value.sentence == f"Recorded #25, but {there} Export again."
    assert [path.read_bytes() for path in out.iterdir()] == [b"A file of somebody's"]


def test_a_command_repeated_writes_nothing(sample: SampleLedger, out: Path) -> None:
    """It was recorded before; whether its file is still somewhere is another question."""
    words = ("--by", "Sam Manager", "--command-id", "once", "export")
    sample.typed(*words, str(out / "plan.zip"))

    result = sample.typed(*words, str(out / "again.zip"))

    assert result.code == 1
    assert result.err.startswith("This command was recorded before, as #25")
    assert [path.name for path in out.iterdir()] == ["plan.zip"]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE saves SET actor = 'p5' WHERE last = 21",
        "UPDATE texts SET body = 'Kept otherwise' WHERE body = 'Kept as it is'",
        "UPDATE stored_events SET hash = zeroblob(32) WHERE position = 9",
        "DELETE FROM texts WHERE position = 18",
    ],
)
def test_a_record_that_was_tampered_with_is_not_exported(
    sample: SampleLedger, out: Path, damage: str
) -> None:
    """Every bundle is checked by the checker it carries before it counts."""
    sample.record.close()
    with closing(sqlite3.connect(sample.record.path)) as connection, connection:
        for table, verb in (("saves", "update"), ("texts", "update"), ("texts", "delete")):
            connection.execute(f"DROP TRIGGER {table}_{verb}")
        connection.execute("DROP TRIGGER stored_events_update")
        connection.execute(damage)
    reopened = SampleLedger.__new__(SampleLedger)
    reopened.clock = sample.clock
    reopened.record = Ledger.open(sample.record.path, clock=sample.clock)
    with reopened.record, pytest.raises(IntegrityError):
        export(reopened, out / "plan.zip")

    assert list(out.iterdir()) == []


def test_a_ledger_just_begun_can_be_exported(tmp_path: Path, out: Path) -> None:
    """A plan without items is a plan."""
    ledger = SampleLedger("sqlite", tmp_path).opened()
    with ledger.record:
        export(ledger, out / "plan.zip")

    assert json.loads(taken((out / "plan.zip").read_bytes())["plan.json"])["position"] > 0
    assert date.fromisoformat(check.Bundle(str(out / "plan.zip")).plan["as_of"]) == OPENED
