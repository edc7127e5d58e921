"""A ledger is begun on a server whole and once, by `tracker init` alone; and how it is named."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from postgres_server import Server
from shared_ledger import NEW

from tracker.application.tracker import Tracker
from tracker.cli.main import run
from tracker.domain import events as e
from tracker.domain.errors import RefusedError
from tracker.ledger.ledger import Ledger
from tracker.ledger.postgres.address import Address

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.application.tracker import Receipt

NOWHERE = "postgresql://db.example.org/j"
SECRET = "hunter2"  # noqa: S105 - the password that is never repeated


@pytest.fixture(autouse=True)
def _nobody_said_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TRACKER_BY", "TRACKER_LEDGER"):
        monkeypatch.delenv(name, raising=False)


def there(server: Server, name: str) -> list[str]:
    """Return what there is by a name on the server: its schema, and its roles."""
    rows = server.ask("SELECT nspname FROM pg_namespace WHERE nspname = %s", name)
    roles = server.ask("SELECT rolname FROM pg_roles WHERE starts_with(rolname, %s)", name)
    return sorted(row for (row,) in [*rows, *roles])


def new(server: Server, login: str = "postgres") -> tuple[str, str]:
    """Return an address at which nothing is, and the schema that would be made."""
    server.address()
    name = server.made[-1]
    return str(server.address(name, login)), name


def test_init_says_what_it_began_and_how_others_get_in(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """The right to give, as SQL takes it, and the command that says whose a login is."""
    address, name = new(server)

    code = run(["init", address, *NEW, "--on", "2026-06-12"])

    captured = capsys.readouterr()
    command = f"tracker --ledger '{address}'"
    assert (code, captured.err) == (0, "")
    assert re.sub("[0-9a-f]{64}", "HEAD", captured.out) == (
        f"Started a ledger for Elmshire Youth Justice Service in {address}, "
        "from Friday 12 June 2026.\n"
        "Chair: Dana Okafor. Manager: Sam Reed, who recorded this.\n"
        "Head: #7, HEAD\n"
        "The login postgres is Sam Reed's.\n"
        "Everyone else who records here needs a login of their own. To allow one:\n"
        f"  in psql:   GRANT {name}_writer TO dana;\n"
        f'  and here:  {command} people login "Dana Okafor" dana\n'
        f"Next, import a report:    {command} import REPORT\n"
        f"Then answer it:           {command} respond REF agreed\n"
    )


def test_what_init_says_to_do_lets_a_colleague_in(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """Word for word, but for the name of the login."""
    address, name = new(server)
    run(["init", address, *NEW])
    dana = f"{name}_dana"
    lines = capsys.readouterr().out.splitlines()
    sql = next(line.partition("in psql:")[2].strip() for line in lines if "in psql:" in line)

    server.ask(f"CREATE ROLE {dana} LOGIN")
    server.ask(sql.replace("TO dana;", f"TO {dana};"))
    codes = [
        run(["--ledger", address, "people", "login", "Dana Okafor", dana]),
        run(["--ledger", str(server.address(name, dana)), "people", "add", "Ines Palmer"]),
    ]

    assert codes == [0, 0]


def test_the_login_that_began_it_is_the_managers(server: Server) -> None:
    """In the record and on the server, in the save of the first entries."""
    address, _ = new(server)
    run(["init", address, *NEW])

    with Ledger.open(Address(address)) as record:
        entries, logins = record.entries(), record.logins()

    assert entries[-1].event == e.LoginBound(login="postgres")
    assert {entry.command for entry in entries} == {"init"}
    assert logins == {"postgres": "p2"}


def test_a_ledger_that_is_there_is_left_as_it_is(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """Twice is once, and one sentence."""
    address, _ = new(server)
    run(["init", address, *NEW])
    capsys.readouterr()

    code = run(["init", address, *NEW])

    captured = capsys.readouterr()
    sentence = f"There is a ledger at {address} already; it was left as it is.\n"
    assert (code, captured.out, captured.err) == (1, "", sentence)


def test_of_two_at_the_same_moment_one_begins_it(server: Server) -> None:
    """The other is told, in one sentence."""
    address, _ = new(server)
    words = [sys.executable, "-m", "tracker.cli.main", "init", address, *NEW]

    both = [
        subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    ends = sorted((one.communicate(timeout=60)[1], one.returncode) for one in both)

    sentence = f"There is a ledger at {address} already; it was left as it is.\n"
    assert ends == [("", 0), (sentence, 1)]
    with Ledger.open(Address(address)) as record:
        assert record.head().position == 7


def test_what_fails_on_the_way_leaves_nothing(
    server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No schema, no role; and the same command again does it."""
    address, name = new(server)
    begin = Tracker.begin

    def fails(record: Ledger, **_: object) -> Receipt:
        with record.unit():
            begin(record, service="Elmshire", chair="Dana", manager="Sam")
            raise RefusedError("The lights went out.")

    with monkeypatch.context() as dark:
        dark.setattr(Tracker, "begin", fails)
        codes = [run(["init", address, *NEW])]
    left = there(server, name)
    codes.append(run(["init", address, *NEW]))

    assert codes == [1, 0]
    assert capsys.readouterr().err == "The lights went out.\n"
    assert left == []


def test_whoever_may_make_nothing_is_told_so(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """A login that may only log in begins no ledger."""
    _, name = new(server)
    guest = f"{name}_guest"
    server.ask(f"CREATE ROLE {guest} LOGIN")
    address = str(server.address(name, guest))

    code = run(["init", address, *NEW])

    captured = capsys.readouterr()
    sentence = (
        f"This login may not make a ledger at {address}: "
        "it has to be allowed to make schemas and roles.\n"
    )
    assert (code, captured.out, captured.err) == (1, "", sentence)
    assert there(server, name) == [guest]


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("list",),
        ("head",),
        ("people", "add", "Ines Palmer"),
        ("people", "login", "dana", "dana"),
        ("import", "nothing.toml"),
        ("upgrade",),
        ("export", "bundle.zip"),
    ],
)
def test_no_other_command_makes_anything(
    server: Server, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    """Where no ledger is, none is made by asking."""
    address, name = new(server)

    code = run(["--ledger", address, *words])

    captured = capsys.readouterr()
    assert (code, captured.out) == (3, "")
    assert captured.err.count("\n") == 1
    assert there(server, name) == []


def test_a_ledger_is_found_by_the_environment(
    server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """TRACKER_LEDGER may be an address, for init and for all that comes after."""
    address, _ = new(server)
    monkeypatch.setenv("TRACKER_LEDGER", address)

    codes = [run(["init", *NEW]), run(["people"])]

    out = capsys.readouterr().out
    assert codes == [0, 0]
    assert "tracker import REPORT" in out
    assert "  postgres\n" in out


def test_a_ledger_is_found_by_the_name_of_a_service(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where libpq's service file says where it is, and under which name."""
    _, name = new(server)
    host = re.search("host=([^&]+)", server.uri)
    assert host is not None
    sentence = f"host={host[1]}\nuser=postgres\ndbname=postgres\noptions=-csearch_path={name}\n"
    (tmp_path / "services").write_text(f"[elmshire]\n{sentence}", encoding="utf-8")
    monkeypatch.setenv("PGSERVICEFILE", str(tmp_path / "services"))

    codes = [
        run(["init", "service=elmshire", *NEW]),
        run(["--ledger", "service=elmshire", "people", "add", "Ines Palmer"]),
    ]

    assert codes == [0, 0]
    assert there(server, name) == [name, f"{name}_reader", f"{name}_writer"]


@pytest.mark.parametrize(
    "typed",
    [
        f"postgresql://sam:{SECRET}@db.example.org/justice",
        f"postgres://sam:{SECRET}/and?more@db.example.org/justice",
        f"postgresql://sam@db.example.org/justice?password={SECRET}",
        f"postgresql://sam@db.example.org/justice?pass%77ord={SECRET}",
        f"postgresql://sam@db.example.org/justice?sslmode=require&sslpassword={SECRET}",
        f"host=db.example.org user=sam password={SECRET}",
        f"host=db.example.org user=sam password = {SECRET}",
    ],
)
@pytest.mark.parametrize("way", ["--ledger", "environment", "init", "copy"])
def test_a_password_is_refused_and_never_repeated(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, way: str
) -> None:
    """In one sentence, which says where it belongs; for another program too."""
    words = {
        "--ledger": ["--ledger", typed, "list", "--json"],
        "environment": ["list", "--json"],
        "init": ["init", typed, *NEW],
        "copy": ["backup", typed],
    }[way]
    if way == "environment":
        monkeypatch.setenv("TRACKER_LEDGER", typed)

    code = run(words)

    captured = capsys.readouterr()
    assert (code, captured.out) == (2, "")
    assert captured.err.startswith("A password has no place in an address: ")
    assert captured.err.count("\n") == 1
    assert SECRET not in captured.err


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        (("backup", NOWHERE), "a backup is a file; tracker copy moves a ledger to a server"),
        (
            ("restore", "x", "--to", NOWHERE, "--without-erasures"),
            "bring it back with --to FILE, then move that there with tracker copy",
        ),
    ],
)
def test_what_takes_a_file_takes_no_address(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], instead: str
) -> None:
    """A backup is a file, and is brought back to one."""
    code = run(list(words))

    assert code == 2
    assert capsys.readouterr().err == f"{NOWHERE} is no file: {instead}.\n"
