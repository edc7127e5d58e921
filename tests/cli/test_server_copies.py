"""Copies of a ledger on a server, as they are asked for: copy, backup, restore, compare, export."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import command_faults
import ledgers
import pytest
import tampering
from ledger_copies import rows

from tracker.cli.main import run
from tracker.ledger import check
from tracker.ledger.backup import back_up
from tracker.ledger.copy_target import copy_entries
from tracker.ledger.ledger import Ledger
from tracker.ledger.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

    from postgres_server import Server

    from tracker.ledger.copy_target import CopyTarget
    from tracker.ledger.postgres.address import Address
    from tracker.ledger.store import Store

BOTH = "15 entries, the last recorded 31 Mar 2026 17:02:22 BST"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the story of `tampering.py` lies, in the folder one is in."""
    monkeypatch.chdir(tmp_path)
    tampering.written(tmp_path / "tracker.db")
    return tmp_path / "tracker.db"


@pytest.fixture
def there(path: Path, server: Server) -> Address:
    """Return where it lies on a server."""
    address = server.address()
    assert run(["copy", str(path), str(address)]) == 0
    return address


def test_a_ledger_moves_to_a_server_and_back(
    path: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each time it says what was copied, and the head to hold against the minutes."""
    there = server.address()
    assert run(["copy", str(path), str(there)]) == 0
    sentence = capsys.readouterr().out
    assert run(["copy", str(there), "back.db"]) == 0

    back = capsys.readouterr().out
    assert sentence.startswith(f"Copied {path} to {there}: {BOTH}")
    assert back.startswith(f"Copied {there} to back.db: {BOTH}")
    assert f"Head: #15, {verify(path).head}." in sentence
    assert sentence.splitlines()[1:] == back.splitlines()[1:]
    assert rows(path.with_name("back.db")) == rows(path)


def test_asked_again_it_says_that_all_of_it_is_there(
    path: Path, there: Address, capsys: pytest.CaptureFixture[str]
) -> None:
    """As whoever lost the answer does."""
    capsys.readouterr()

    assert run(["copy", str(path), str(there)]) == 0

    assert capsys.readouterr().out.startswith(f"{there} has all of {path} already, verified: ")


def test_a_copy_that_somebody_stops_says_how_to_go_on(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same command goes on where it stopped, and says so."""
    with monkeypatch.context() as patch:
        patch.setattr("tracker.ledger.copy.copy_entries", stopped_after_four)
        assert run(["copy", str(path), "copy.db"]) == 1
    stopped = capsys.readouterr().err

    assert run(["copy", str(path), "copy.db"]) == 0

    assert stopped == "Stopped; the same command continues where the copy stopped.\n"
    assert "It went on after #4, where a copy had been cut short." in capsys.readouterr().out
    assert rows(path.with_name("copy.db")) == rows(path)


def stopped_after_four(source: Store, target: CopyTarget, **_: object) -> None:
    """Copy four entries, and have somebody press the keys that stop it."""

    def told(position: int) -> None:
        if position >= 4:
            raise KeyboardInterrupt

    copy_entries(source, target, batch=1, report_progress=told)


def test_a_damaged_ledger_ends_with_the_code_of_what_is_damaged(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the sentence names what is wrong, and where."""
    tampering.tamper(path, tampering.entry(9, "effective_on = '2020-01-01'"))

    assert run(["copy", str(path), "copy.db"]) == 4

    assert "Entry #9 is not as it was recorded" in capsys.readouterr().err
    assert not path.with_name("copy.db").exists()


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["copy", "tracker.db", "tracker.db"], 2, "tracker.db and tracker.db are one place."),
        (["copy", "nowhere.db", "copy.db"], 3, "There is no ledger at"),
        (["copy", "tracker.db", "postgresql://a:secret@b/c"], 2, "A password has no place"),
        (["copy", "tracker.db", "notes.txt"], 1, "exists already; it was left as it is."),
        (["backup", "postgresql://b/c"], 2, "tracker copy moves a ledger to a server."),
        (["restore", "postgresql://b/c"], 2, "tracker copy moves a ledger from a server into one."),
        (["restore", "x.db", "--to", "postgresql://b/c"], 2, "then move that there with tracker"),
    ],
)
def test_what_makes_no_sense_is_said_to_make_none(
    path: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, says: str
) -> None:
    """In one sentence, that says what to do instead, and never repeats a password."""
    path.with_name("notes.txt").write_text("Minutes")

    assert run(words) == code

    sentence = capsys.readouterr().err
    assert says in sentence
    assert "secret" not in sentence


def test_a_ledger_on_a_server_verifies_as_its_file_does(
    path: Path, there: Address, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same answer, for people and for programs."""
    capsys.readouterr()
    values = []
    for place in (str(path), str(there)):
        assert run(["--ledger", place, "verify"]) == 0
        assert run(["--ledger", place, "verify", "--json"]) == 0
        values.append(capsys.readouterr().out)

    assert values[0] == values[1]


def test_damage_on_a_server_ends_with_its_code(
    path: Path, server: Server, there: Address, capsys: pytest.CaptureFixture[str]
) -> None:
    """A trigger that somebody disabled is said, though every entry is good."""
    assert path.exists()
    server.ask(f"ALTER TABLE {there.text.rpartition('%3D')[2]}.texts DISABLE TRIGGER texts_gone")

    assert run(["--ledger", str(there), "verify"]) == 4

    assert "The trigger texts_gone is disabled." in capsys.readouterr().out


def test_a_backup_of_a_server_is_a_ledger_in_a_file(
    path: Path, there: Address, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its head beside it; it is brought back as any other."""
    capsys.readouterr()
    assert run(["--ledger", str(there), "backup", "safe.db"]) == 0
    assert capsys.readouterr().out.startswith(f"Backed up to safe.db: {BOTH}")
    assert rows(path.with_name("safe.db")) == rows(path)
    assert json.loads(path.with_name("safe.db.head").read_text())["head"] == verify(path).head

    assert run(["--ledger", str(there), "restore", "safe.db", "--to", "trial.db"]) == 0

    assert f"{there} has nothing more." in capsys.readouterr().out
    assert rows(path.with_name("trial.db")) == rows(path)


def test_a_backup_of_a_damaged_server_is_not_kept(
    path: Path, server: Server, there: Address, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is found when it is backed up, not when it is needed."""
    name = there.text.rpartition("%3D")[2]
    server.ask(f"ALTER TABLE {name}.texts DISABLE TRIGGER ALL")
    server.ask(f"UPDATE {name}.texts SET body = 'Never said' WHERE position = 12")  # noqa: S608 - ours

    assert run(["--ledger", str(there), "backup", "safe.db"]) == 4

    assert "is not as it was recorded" in capsys.readouterr().err
    assert {file.name for file in path.parent.iterdir()} == {"tracker.db"}


def test_what_is_erased_on_the_server_since_is_erased_in_what_comes_back(
    path: Path, tmp_path: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """Erasures are carried forward from there too."""
    rehearsal = server.address()
    with Ledger.create(rehearsal, clock=ledgers.TickingClock(), login="clerk@desk") as record:
        ledgers.recorded(record, ledgers.note(command_faults.CHILD), command="c1")
        back_up(record, tmp_path / "safe.db")
        ledgers.asked(record, 1, "c2")
        ledgers.confirmed(record, 1, "c3")

    assert run(["--ledger", str(rehearsal), "restore", "safe.db", "--to", "trial.db"]) == 0

    assert "the texts of #1" in capsys.readouterr().out
    assert verify(tmp_path / "trial.db").erased == 1
    assert command_faults.CHILD.encode() not in (tmp_path / "trial.db").read_bytes()
    assert path.exists()


def test_a_file_and_a_server_are_compared(
    path: Path, there: Address, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same, gone on, or gone apart."""
    assert run(["compare", str(path), str(there), "--json"]) == 0
    with Ledger.open(there) as record:
        ledgers.recorded(record, ledgers.note("There"), command="after")
    assert run(["compare", str(path), str(there)]) == 0
    with Ledger.open(path) as record:
        ledgers.recorded(record, ledgers.note("Here"), command="after")
    assert run(["compare", str(path), str(there)]) == 1

    sentence = capsys.readouterr().out
    assert '"verdict": "same"' in sentence
    assert f"{there} goes on to #16." in sentence
    assert "They diverged: neither holds all that was recorded." in sentence


def test_a_ledger_on_a_server_is_exported(
    june_ledger: Path, tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An inspector checks the bundle alone, as one of a file."""
    monkeypatch.chdir(tmp_path)
    there = server.address()
    assert run(["copy", str(june_ledger), str(there)]) == 0

    assert (
        run(["--ledger", str(there), "--by", command_faults.MANAGER, "export", "bundle.zip"]) == 0
    )

    assert check.Bundle("bundle.zip")
    assert verify(there).is_good
