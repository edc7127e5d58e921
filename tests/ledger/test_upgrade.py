"""A ledger of an older form is brought to that of today by one command, and by nothing else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ledgers import note, recorded
from stores import OPENED, STORES, noon

from tracker.cli.main import run
from tracker.domain.errors import RefusedError
from tracker.ledger import open_store, schema, upgrade
from tracker.ledger.ledger import Ledger
from tracker.ledger.postgres import connection as connecting
from tracker.ledger.postgres import schema as server_schema
from tracker.ledger.postgres.address import Address

if TYPE_CHECKING:
    from tracker.ledger.open_store import Place


@pytest.fixture(params=STORES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Return where a ledger with an entry is, on each kind of store."""
    at = STORES[request.param](tmp_path / "tracker.db")
    with Ledger.create(at, clock=lambda: noon(OPENED)) as record:
        recorded(record, note("one"), command="c1")
    return at


def set_form(place: Place, form: int) -> None:
    """Let a ledger say that it has another form."""
    if isinstance(place, Address):
        with closing(connecting.connect(place)) as connection:
            connection.execute("SET session_replication_role = replica")  # no trigger looks
            connection.execute("UPDATE ledger SET form = %s", (form,))
    else:
        with closing(sqlite3.connect(Path(place))) as file:
            file.execute(f"PRAGMA user_version = {form}")


def later(monkeypatch: pytest.MonkeyPatch, form: int) -> list[int]:
    """Let this be a later version, with a step for each form before its own; return those gone."""
    gone: list[int] = []
    monkeypatch.setattr(schema, "VERSION", form)
    monkeypatch.setattr(server_schema, "FORM", form)
    for older in range(1, form):

        def step(place: Place, older: int = older) -> None:
            set_form(place, older + 1)
            gone.append(older)

        monkeypatch.setitem(upgrade.STEPS, older, step)
    return gone


def test_a_ledger_of_this_version_has_nothing_to_do(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """That is said, and nothing is changed."""
    code = run(["--ledger", str(place), "upgrade"])

    sentence = f"Nothing to do: {place} is up to date.\n"
    assert (code, *capsys.readouterr()) == (0, sentence, "")


def test_a_ledger_of_a_newer_version_is_left_as_it_is(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said which form it has and which is known."""
    set_form(place, 2)

    code = run(["--ledger", str(place), "upgrade"])

    captured = capsys.readouterr()
    assert (code, captured.out) == (4, "")
    assert "its form is 2, this version knows 1" in captured.err


def test_an_older_ledger_goes_through_every_form_in_between(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One function for each form, the oldest first; then every command uses it."""
    gone = later(monkeypatch, 3)

    code = run(["--ledger", str(place), "upgrade"])

    assert (code, gone) == (0, [1, 2])
    assert capsys.readouterr().out == f"Upgraded {place} from form 1 to the form of this version.\n"
    with Ledger.open(place) as record:
        assert record.head().position == 1


def test_no_other_command_upgrades(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says which one does."""
    gone = later(monkeypatch, 2)

    codes = [run(["--ledger", str(place), *words]) for words in (["list"], ["head"])]

    captured = capsys.readouterr()
    assert (codes, captured.out, gone) == ([1, 1], "", [])
    assert captured.err.count("To upgrade it: tracker --ledger ") == 2


def test_a_step_that_fails_ends_it(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The steps before it are done; the same command goes on there."""
    gone = later(monkeypatch, 3)
    works = upgrade.STEPS[2]

    def fails(_: Place) -> None:
        raise RefusedError("The lights went out.")

    monkeypatch.setitem(upgrade.STEPS, 2, fails)
    with pytest.raises(RefusedError, match="lights"):
        upgrade.upgrade(place)
    monkeypatch.setitem(upgrade.STEPS, 2, works)

    assert upgrade.upgrade(place) == [2]
    assert gone == [1, 2]
    open_store.open_store(place).close()
