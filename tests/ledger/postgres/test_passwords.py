"""A password stays where libpq finds it: in no error, no output and no entry.

The server asks for one; it lies in a password file or a service file, as it should.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import faulty_proxy
import pytest
import restartable_server
import server_forger
from faulty_proxy import CUT, LOST

from tracker.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from restartable_server import Own
    from server_forger import OldSharedLedger

SECRET: Final = "Tr0ub4dor-und-3"  # noqa: S105 - the one that is looked for


@pytest.fixture(scope="module")
def own() -> Iterator[Own]:
    """Return a server that asks some of those who log in for a password."""
    with restartable_server.server() as made:
        hba = made.folder / "pg_hba.conf"
        asked = "local all /_ann$ scram-sha-256\nlocal all /_bob$ scram-sha-256\n"
        hba.write_text(asked + hba.read_text(encoding="utf-8"), encoding="utf-8")
        made.control("reload")
        yield made


@pytest.fixture
def ledger(own: Own) -> OldSharedLedger:
    """Return a ledger to which two log in with a password."""
    made = server_forger.shared(own.server)
    for who in ("ann", "bob"):
        own.server.ask(f"ALTER ROLE {made.name(who)} PASSWORD '{SECRET}'")
    return made


@pytest.fixture
def kept(ledger: OldSharedLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the password in files of libpq's, and return the folder they lie in."""
    passwords, services = tmp_path / "pgpass", tmp_path / "services"
    passwords.write_text(f"*:*:*:{ledger.name('ann')}:{SECRET}\n*:*:*:*:{SECRET}-wrong\n")
    passwords.chmod(0o600)
    sections = {
        "right": ("postgres", ledger.name("ann"), SECRET),
        "wrong": ("postgres", ledger.name("ann"), f"{SECRET}-wrong"),
        "nowhere": ("nowhere", ledger.name("ann"), SECRET),
        "nobody": ("postgres", f"{SECRET[:4]}-nobody", SECRET),
        "out": ("postgres", ledger.name("out"), SECRET),
    }
    folder = ledger.server.uri.partition("host=")[2]
    services.write_text(
        "".join(
            f"[{name}]\nhost={folder}\ndbname={database}\n"
            f"user={user}\npassword={password}\noptions=-csearch_path={ledger.schema}\n"
            for name, (database, user, password) in sections.items()
        )
        + f"[unreachable]\nhost=/nowhere\nuser=ann\npassword={SECRET}\n"
        + f"[odd]\nhost={folder}\npasswort={SECRET}\n"
    )
    monkeypatch.setenv("PGPASSFILE", str(passwords))
    monkeypatch.setenv("PGSERVICEFILE", str(services))
    monkeypatch.setenv("PGCONNECT_TIMEOUT", "2")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_with_the_right_password_all_is_well(
    ledger: OldSharedLedger, kept: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """From a password file and from a service file."""
    for place in (str(ledger.address("ann")), "service=right"):
        assert run(["--ledger", place, "head"]) == 0, kept
    captured = capfd.readouterr()
    assert SECRET not in captured.out + captured.err


def places(ledger: OldSharedLedger) -> list[str]:
    """Return addresses at which something is wrong, each in a way of its own."""
    ann, bob = str(ledger.address("ann")), str(ledger.address("bob"))
    return [
        *(f"service={name}" for name in ("wrong", "nowhere", "nobody", "out")),
        *(f"service={name}" for name in ("unreachable", "odd", "missing")),
        bob,
        bob.replace("/postgres?", "/nowhere?"),
        ann.replace("/postgres?", "/nowhere?"),
        ann.replace(ledger.schema + "_ann", "nobody"),
        ann.replace("csearch_path%3D", "csearch_path%3Dno_"),
        ann.replace("host=", "host=/nowhere"),
        f"{ann}&target_session_attrs=standby",
        ann.replace("?host=", "?port=1&host="),
        "postgresql://127.0.0.1:1/postgres",
        f"postgresql://ann:{SECRET}@localhost/postgres",
        f"postgresql://ann:{SECRET}/x@localhost/postgres",
        f"postgresql://ann:{SECRET}?x@localhost/postgres",
        f"postgresql://ann@localhost/postgres?password={SECRET}",
        f"postgresql://ann@localhost/postgres?p%61ssword={SECRET}",
        f"postgresql://ann@localhost/postgres?sslpassword={SECRET}",
        f"host=localhost password={SECRET}",
        f"service=right password={SECRET}",
        f"mysql://ann:{SECRET}@localhost/db",
        f"postgresql://%zz:{SECRET}@localhost",
    ]


def test_no_password_is_ever_said(
    ledger: OldSharedLedger, kept: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Fifty runs that fail, each way they can: the password stands in none of what they print."""
    values = []
    for place in places(ledger):
        for words in (("log", "x-2023/1", "Rang"), ("head",)):
            code = run(["--ledger", place, *words])
            out, err = capfd.readouterr()
            values.append((place, code, out + err))
    with faulty_proxy.network(ledger.server.uri) as net:
        through = str(net.address(ledger.schema, ledger.name("ann")))
        for fate in (CUT, LOST):
            net.commit = fate
            code = run(["--ledger", through, "people", "add", "Ash", "--role", "clerk"])
            values.append((fate, code, "".join(capfd.readouterr())))

    assert len(values) >= 50, kept
    assert [row for row in values if SECRET in row[2]] == []
    assert [element for element in values if element[1] == 0] == []
    assert [one for one in values if "tracker itself failed" in one[2]] == []
    assert {code for _, code, _ in values} <= {1, 2, 3, 4, 5}
    assert SECRET not in repr(ledger.held())
