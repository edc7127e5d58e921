"""The guide to a shared ledger is true: its commands are run on a server, in their order.

They stand there as they are run here, but for where the server is and for whom nothing asks: it is
reached by a socket of its own instead of db.example.org, and lets everybody in, so that no password
is asked for. What a test cannot run was run by hand: TLS, and `pg_hba.conf` with scram-sha-256.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import TYPE_CHECKING, Final

import ledgers
import pytest
import restartable_server
from paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TRUST: Final = (ROOT / "docs" / "trust.md").read_text("utf-8")
PART: Final = (ROOT / "docs" / "server.md").read_text("utf-8")
HOST: Final = "sam@db.example.org/justice?sslmode=verify-full"
"""What is replaced of the guide's address."""

TRIES: Final = 600
"""How often, ten times a second, is looked for what has to come."""


def commands() -> list[str]:
    """Return the commands of the guide in their order, without its remarks."""
    (block,) = re.findall(r"```bash\n(.*?)```", PART, re.DOTALL)
    whole = block.replace("\\\n", "")
    return [
        line.partition("  #")[0].strip() for line in re.findall(r"^\$ (.*)", whole, re.MULTILINE)
    ]


def row(what: str) -> list[str]:
    """Return what the guide's table says to run for something: every command in it."""
    (line,) = re.findall(rf"^\| {what} \|.*$", PART, re.MULTILINE)
    return re.findall(r"`([^`]+)`", line)


class Machine:
    """A shell beside a server that nobody else uses."""

    def __init__(self, own: restartable_server.Own, folder: Path) -> None:
        """Let it find the server, its tools and the program."""
        self.own, self.folder = own, folder
        path = (Path(sys.executable).parent, own.keeper.bin_path, os.environ["PATH"])
        self._env = {
            **os.environ,
            "PATH": os.pathsep.join(map(str, path)),
            "PGHOST": str(own.folder),
            "PGUSER": "postgres",
            "COLUMNS": "100",
            "PYTHONUNBUFFERED": "1",
        }

    def at(self, database: str, login: str = "sam", host: Path | None = None) -> None:
        """Let the program find its ledger in a database, of another server if one is given."""
        at = host or self.own.folder
        self._env["TRACKER_LEDGER"] = f"postgresql://{login}@/{database}?host={at}"

    def start(self, command: str, *, by_server: bool = False) -> subprocess.Popen[str]:
        """Start a command, perhaps as the user whom the server runs as."""
        return subprocess.Popen(
            ["/bin/bash", "-c", f"exec {command}" if command.startswith("tracker ") else command],
            cwd=self.folder,
            env=self._env,
            user=self.own.keeper.system_user if by_server else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, command: str, *, by_server: bool = False) -> str:
        """Return what a command prints, which succeeds."""
        done = self.start(command, by_server=by_server)
        out, err = done.communicate(timeout=60)
        assert done.returncode == 0, f"{command}\n{out}{err}"
        return out

    @contextmanager
    def another(self, name: str) -> Iterator[None]:
        """Run the server that lies in a folder here, and let the program find its ledger there."""
        other = replace(self.own, folder=self.folder / name)
        other.control("-o", f"-h '' -k {self.folder}", "start")
        self.at("justice", host=self.folder)
        try:
            yield
        finally:
            other.control("-m", "immediate", "stop")


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """Return a machine with a server on it on which nothing has been made."""
    with restartable_server.server() as own:
        yield Machine(own, tmp_path)


@pytest.fixture
def whole_machine() -> Iterator[Machine]:
    """Return one with room for whole servers: with a short name, and theirs to write to."""
    with restartable_server.server() as own, TemporaryDirectory(prefix="tracker-") as folder:
        os.chown(folder, own.folder.stat().st_uid, -1)
        yield Machine(own, Path(folder))


def shared(machine: Machine) -> list[str]:
    """Run what the guide says first: the database, the ledger, its logins."""
    database, export, init, logins, bound, *_ = commands()
    assert export == f"export TRACKER_LEDGER='postgresql://{HOST}'"
    text = machine.run(database)
    machine.at("justice")
    return [text, machine.run(init), machine.run(logins), machine.run(bound)]


def head(machine: Machine) -> str:
    """Return the head of the ledger, as it stands in the minutes."""
    (matches,) = re.findall(r"\b[0-9a-f]{64}\b", machine.run("tracker head --json"))
    return str(matches)


def test_a_ledger_is_shared_as_the_readme_says(machine: Machine) -> None:
    """Begun, its logins let in and given; watched; and one that began as a file is moved."""
    *_, watch, copy = commands()

    text, begun, logins, bound = shared(machine)

    assert text.split() == ["CREATE", "DATABASE", "CREATE", "ROLE", "ALTER", "DATABASE"]
    assert "in postgresql://sam@/justice" in begun
    assert "The login sam is Sam Reed's." in begun
    assert logins == "CREATE ROLE\nCREATE ROLE\n"
    assert "Recorded #8" in bound
    machine.at("justice", "dana")
    assert "Recorded #9" in machine.run('tracker people add "Ines Palmer"')
    machine.at("justice", "hmip")
    assert "Ines Palmer" in machine.run("tracker people")
    assert watched(machine, watch) == 1
    with ledgers.made(machine.folder / "tracker.db") as record:
        ledgers.recorded(record, ledgers.note(), command="c1")
    machine.run("createdb -O sam moved")
    machine.at("moved")
    machine.run(copy)
    assert "1 entry" in machine.run("tracker verify")


def watched(machine: Machine, watch: str) -> int:
    """Return how many lines a reader sees of one entry that somebody records meanwhile."""
    seeing = machine.start(watch)
    assert seeing.stderr is not None
    assert seeing.stdout is not None
    assert seeing.stderr.readline() == "Watching from #9 on; Ctrl-C ends it.\n"
    machine.at("justice", "dana")
    machine.run('tracker people add "Ken Bell"')
    rows = [seeing.stdout.readline()]
    seeing.send_signal(signal.SIGINT)
    rows += seeing.communicate(timeout=60)[0].splitlines()
    assert seeing.returncode == 0
    return sum("Ken Bell" in line for line in rows)


def test_a_backup_is_restored_and_proves_itself(machine: Machine) -> None:
    """Dumped, restored into a scratch database, and verified there against the head."""
    shared(machine)
    kept = head(machine)
    dump, scratch, restore, verify, *_ = row("a backup")
    assert verify == "tracker verify --head …"

    machine.run(dump)
    machine.run('tracker people add "After the dump"')
    machine.run(scratch)
    machine.run(restore)
    machine.at("scratch")
    sentence = machine.run(verify.replace("…", kept))

    assert "8 entries" in sentence
    assert head(machine) == kept
    machine.at("scratch", "dana")
    assert "Recorded #9" in machine.run('tracker people add "Ines Palmer"')


def test_the_owner_of_the_database_may_clear_what_was_erased(machine: Machine) -> None:
    """What docs/trust.md says for that is not skipped, as the server skips what is not allowed."""
    shared(machine)
    (block,) = re.findall(r"```sql\n(VACUUM.*?)```", TRUST, re.DOTALL)
    statements = [line.partition(";")[0] for line in block.splitlines()]

    cleared = [
        machine.run(f'psql "$TRACKER_LEDGER" -c "{statement}" 2>&1') for statement in statements
    ]

    assert cleared == ["VACUUM\n", "ANALYZE\n", "VACUUM\n"]


def test_a_copy_without_the_server_is_a_ledger(machine: Machine) -> None:
    """The same head, in a file that needs no server."""
    shared(machine)
    kept = head(machine)
    (backup,) = row("a copy without the server")

    machine.run(backup)

    sentence = machine.run(f"tracker --ledger copy.db verify --head {kept}")
    assert "8 entries" in sentence


def until(comes: Callable[[], bool]) -> None:
    """Wait for something that the server does by itself."""
    tries = 0
    while not comes():
        tries += 1
        assert tries < TRIES
        sleep(0.1)


@pytest.mark.soak
def test_any_moment_can_be_had_again(whole_machine: Machine) -> None:
    """A base backup and the archived log, up to an instant: what was recorded by then, and proved.

    Where to put the log, and where to find it, is for whoever runs the server to say.
    """
    machine = whole_machine
    shared(machine)
    on, archived, backup, restored, upto, then, empty, *checks = row("any moment again")
    archive = machine.folder / "archive"
    machine.run(f"mkdir {archive}", by_server=True)
    for setting in (on, f"{archived} = 'cp %p {archive}/%f'"):
        machine.own.server.ask(f"ALTER SYSTEM SET {setting}")
    machine.own.server.close()
    machine.own.control("-o", f"-h '' -k {machine.own.folder}", "-m", "fast", "restart")

    machine.own.server.ask("CHECKPOINT")  # else the backup waits for one that is in no hurry
    machine.run(backup, by_server=True)
    machine.run('tracker people add "Ines Palmer"')
    kept = head(machine)
    ((instant,),) = machine.own.server.ask("SELECT now()::text")
    machine.run('tracker people add "Ken Bell"')
    ((log,),) = machine.own.server.ask("SELECT pg_walfile_name(pg_switch_wal())")
    until((archive / log).exists)
    settings = f"{restored} = 'cp {archive}/%f %p'\n{upto} = '{instant}'\n{then}\n"
    with (machine.folder / "base" / "postgresql.conf").open("a", encoding="utf-8") as written:
        written.write(settings)
    (machine.folder / "base" / empty).touch()

    with machine.another("base"):
        recovering = f"psql -h {machine.folder} -Atc 'SELECT pg_is_in_recovery()'"
        until(lambda: machine.run(recovering) == "f\n")
        lines = [machine.run(check) for check in checks]
    assert empty == "recovery.signal"
    assert kept in lines[0].replace(" ", "")
    assert "9 entries" in lines[1]


@pytest.mark.soak
def test_a_replica_answers_every_question(whole_machine: Machine) -> None:
    """What was recorded since, too; but no head for the minutes, and it takes no entry."""
    machine = whole_machine
    shared(machine)
    backup, asked = row("reports without load")
    machine.own.server.ask("CHECKPOINT")  # else the backup waits for one that is in no hurry
    machine.run(backup, by_server=True)
    machine.run('tracker people add "Ines Palmer"')
    kept = head(machine)

    with machine.another("standby"):
        until(lambda: "Ines Palmer" in machine.run("tracker people"))
        lines = [machine.run(text) for text in (asked, f"tracker verify --head {kept}")]
        refused = [machine.start(each) for each in ("tracker head", 'tracker people add "Ken"')]
        why = [process.communicate(timeout=60)[1] for process in refused]
    assert kept[:8] in lines[0]
    assert "9 entries" in lines[1]
    assert [child.returncode for child in refused] == [1, 1]
    assert "ask that one for the head" in why[0]
