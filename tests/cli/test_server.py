"""A ledger on a server at the command line: who is logged in is who acts."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

import pytest
from command_runner import KNOWSLEY
from postgres_server import Server
from shared_ledger import OWNER, SharedLedger

from tracker.cli.main import run
from tracker.domain import events as e
from tracker.domain.errors import TrackerError
from tracker.domain.vocabulary import PartyKind, Role
from tracker.ledger.envelope import NewEntry
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def shared(
    server: Server, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> SharedLedger:
    """Return a ledger on a server, asked by somebody of whom nothing is remembered."""
    for name in ("TRACKER_BY", "TRACKER_LEDGER"):
        monkeypatch.delenv(name, raising=False)
    return SharedLedger(server, capsys)


def test_whoever_is_logged_in_acts(shared: SharedLedger) -> None:
    """Nobody types who they are."""
    dana = shared.login("dana", "Dana Okafor")

    shared.says(OWNER, "people", "add", "Ines Palmer")
    by_the_owner = shared.last()
    shared.says(dana, "people", "add", "Ken Bell")

    assert [by_the_owner, shared.last()] == [("p2", "party-added.v1"), ("p1", "party-added.v1")]


def test_whoever_is_logged_in_may_say_so(shared: SharedLedger) -> None:
    """Their own name is no contradiction."""
    shared.says(OWNER, "--by", "Sam Reed", "people", "add", "Ines Palmer")

    assert shared.last() == ("p2", "party-added.v1")


@pytest.mark.parametrize("words", [("people", "add", "Ines Palmer"), ("respond", "x", "agreed")])
@pytest.mark.parametrize("typed", [True, False])
def test_nobody_records_in_the_name_of_somebody_else(
    shared: SharedLedger, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], *, typed: bool
) -> None:
    """Typed or remembered by the shell: it is refused before anything else is, with who it is."""
    dana = shared.login("dana", "Dana Okafor")
    by = ("--by", "Sam Reed") if typed else ()
    if not typed:
        monkeypatch.setenv("TRACKER_BY", "Sam Reed")

    code, sentence = shared.refuses(dana, *by, *words)

    assert code == 1
    assert sentence == (
        f"The login {dana} is Dana Okafor's. No one may record in another person's name. "
        "Leave out --by, and unset TRACKER_BY."
    )


def test_a_login_that_is_nobodys_records_nothing(shared: SharedLedger) -> None:
    """Whoever is known is told what to type; asking is for everybody."""
    ken = shared.login("ken")

    code, sentence = shared.refuses(ken, "people", "add", "Ken Bell")

    assert code == 1
    assert sentence == (
        f"The login {ken} is not linked to anyone here. Someone with a linked login can run: "
        f"tracker --ledger {quote(str(shared.address(ken)))} people login NAME {ken}"
    )
    assert "Sam Reed" in shared.says(ken, "people")


def test_who_acted_last_is_not_remembered_on_a_server(
    shared: SharedLedger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Another ledger's habit does not speak for a login."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with Ledger.open(shared.address()) as record:
        ledger = record.ledger_id
    (tmp_path / "tracker").mkdir()
    (tmp_path / "tracker" / "acting.json").write_text(f'{{"{ledger}": "p1"}}', encoding="utf-8")

    shared.says(OWNER, "people", "add", "Ines Palmer")

    assert shared.last() == ("p2", "party-added.v1")


def test_a_login_ends(shared: SharedLedger) -> None:
    """Whoever left records no more, and another login may be theirs."""
    dana = shared.login("dana", "Dana Okafor")

    shared.says(OWNER, "people", "login", "dana")
    gone = shared.refuses(dana, "people", "add", "Ines Palmer")
    new = shared.login("okafor", "Dana Okafor")
    shared.says(new, "people", "add", "Ines Palmer")

    assert gone[1].startswith(f"The login {dana} is not linked to anyone here")
    assert shared.last() == ("p1", "party-added.v1")


@pytest.mark.parametrize("words", [("dana",), ("dana", "another"), ("sam", "{dana}")])
def test_nobody_changes_their_own_login(shared: SharedLedger, words: tuple[str, ...]) -> None:
    """Neither away, nor to another one, nor to somebody else."""
    dana = shared.login("dana", "Dana Okafor")

    result = shared.refuses(dana, "people", "login", *(word.format(dana=dana) for word in words))

    assert result == (
        1,
        "No one may change their own login or give it away. Another person has to.",
    )


def test_a_rehearsal_binds_no_login(shared: SharedLedger) -> None:
    """What is undone is undone on the server too."""
    dana = shared.login("dana")

    sentence = shared.says(OWNER, "people", "login", "dana", dana, "--dry-run")

    assert sentence.endswith("\nNothing was recorded (--dry-run).\n")
    assert shared.refuses(dana, "people", "add", "Ines")[1].startswith(
        f"The login {dana} is not linked to anyone"
    )


def test_a_login_is_shown_with_whoever_it_is(shared: SharedLedger) -> None:
    """And how to say it otherwise."""
    dana = shared.login("dana")

    sentence = shared.says(OWNER, "people", "login", "dana", dana)

    step = sentence.splitlines()[1]
    assert step.startswith("To change it: tracker --ledger ")
    assert step.endswith(" people login p1")
    assert f"  {dana}\n" in shared.says(OWNER, "people")


def test_a_decision_is_entered_for_somebody_with_its_minute(shared: SharedLedger) -> None:
    """The login types, the manager decided: both are told."""
    shared.says(OWNER, "people", "add", "Ines Palmer", "--role", "clerk")
    ines = shared.login("ines", "Ines Palmer")
    shared.says(OWNER, "import", KNOWSLEY, "--yes")

    shared.says(
        ines, "--for", "Sam", "--minute", "Minute 4", "respond", "knowsley-2023/1", "agreed"
    )

    assert shared.last() == ("p3", "response-given.v1")
    assert "decided by Sam Reed: Minute 4" in shared.says(OWNER, "history")


def test_who_may_only_read_is_told_so(shared: SharedLedger) -> None:
    """The server gives them no right to record."""
    reader = shared.login("dana", "Dana Okafor", writes=False)

    code, sentence = shared.refuses(reader, "people", "add", "Ines Palmer")

    assert code == 1
    assert "gives this login no right to that" in sentence


# What the server itself refuses, whatever program asks.


def bound(position: int = 0) -> Callable[[Ledger, str], None]:
    """Return who binds what an entry says: that at a position, else one recorded for it."""

    def binds(record: Ledger, login: str) -> None:
        with record.unit():
            if position == 0:
                new = [NewEntry("party:p2", record.now().date(), e.LoginBound(login=login))]
                record.append(new, actor="p1", command_id=f"binds-{login}")
            record.bind(position or record.head().position)

    return binds


@pytest.mark.parametrize(
    ("binds", "login"),
    [
        pytest.param(bound(), "{dana}", id="one's own to somebody else"),
        pytest.param(bound(7), "", id="by an entry of somebody else's"),
        pytest.param(bound(6), "", id="by an entry that says something else"),
        pytest.param(bound(99), "", id="by no entry"),
    ],
)
def test_the_server_refuses_a_login_bound_wrongly(
    shared: SharedLedger, binds: Callable[[Ledger, str], None], login: str
) -> None:
    """Whatever the command would have said."""
    dana = shared.login("dana", "Dana Okafor")
    before = shared.head()

    with (
        Ledger.open(shared.address(dana)) as record,
        pytest.raises(TrackerError, match=r"a login is given by|nobody changes their own"),
    ):
        binds(record, login.format(dana=dana))

    assert shared.head() == before


def test_an_old_entry_binds_no_login_again(shared: SharedLedger) -> None:
    """What was said since stands."""
    dana = shared.login("dana", "Dana Okafor")
    shared.says(OWNER, "people", "login", "dana")

    with (
        Ledger.open(shared.address()) as record,
        pytest.raises(TrackerError, match="a login is given by the entry just recorded"),
    ):
        record.bind(8)

    with Ledger.open(shared.address()) as record:
        assert record.logins() == {OWNER: "p2"}
    assert shared.refuses(dana, "people", "add", "Ines Palmer")[0] == 1


def test_whoever_owns_a_ledger_without_logins_binds_the_first(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """As after a copy: there the name that is typed is believed, once, and to the owner alone."""
    address = server.address()
    schema = server.made[-1]
    with Ledger.create(address) as record, record.unit():
        on = record.now().date()
        added = e.PartyAdded(kind=PartyKind.PERSON, name="Sam Reed")
        new = [NewEntry("party:p1", on, each) for each in (added, e.RoleTaken(role=Role.MANAGER))]
        record.append(new, actor="p1", command_id="made")
    other = server.login(schema, "dana")

    codes = [
        run(["--ledger", str(server.address(schema, login)), *words])
        for login, *words in (
            (OWNER, "people", "login", "sam", OWNER),
            (other, "--by", "sam", "people", "login", "sam", other),
            (OWNER, "--by", "sam", "people", "login", "sam", OWNER),
            (OWNER, "people", "add", "Ines Palmer"),
        )
    ]

    assert codes == [2, 4, 0, 0]
    assert "Who is recording this?" in capsys.readouterr().err
