"""Many at one ledger on a server: nobody fails, nothing is lost, and the last one is told.

Who records holds a lock, so that entries are committed in the order of their positions: whoever
reads sees whole saves only, never one behind which an earlier one appears.
"""

from __future__ import annotations

from functools import partial
from time import sleep
from typing import TYPE_CHECKING

import command_faults
import pytest
import saving_client
import server_forger
from june_plan import REF
from psycopg import errors
from races import (
    AGAIN,
    BOTH,
    CLERK,
    COMPLETED,
    MANAGER,
    SAME,
    VICE,
    A,
    meanwhile,
    second,
)
from server_forger import OldSharedLedger

from tracker.ledger.envelope import NewEntry
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from command_runner import CommandResult, Terminal
    from postgres_server import Server

    from tracker.domain.bitemporal import Entry

_WAITING = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = %s"
_LOCK = "SELECT 'stored_events'::regclass::oid::bigint"


@pytest.mark.parametrize(
    ("clients", "times"), [(4, 15), pytest.param(8, 500, marks=pytest.mark.soak)]
)
def test_everybody_records_what_they_have_to(server: Server, clients: int, times: int) -> None:
    """No save is refused, lost or mixed with another's, and nobody ever sees a gap."""
    ledger = server_forger.shared(server)
    people = (list(server_forger.PEOPLE.items()) * clients)[:clients]

    running = [
        saving_client.client(ledger.address(who), party, f"{who}{n}", times)
        for n, (who, party) in enumerate(people)
    ]
    seen = [0]
    with ledger.by("rea") as reader, ledger.by() as owner:
        while any(process.poll() is None for process in running):
            ((ends, answer, last),) = reader.ask(
                "SELECT (SELECT max(last) FROM saves), count(*), max(position) FROM stored_events"
            )
            assert ends == answer == last
            seen.append(last)
            sleep(0.002)
        outcomes = [outcome for process in running for outcome in saving_client.ended(process)]
        saves = saving_client.saves(owner)
        instants = [instant for _, instant, *_ in owner.ask("TABLE saves ORDER BY last")]

    print(f"{len(outcomes)} saves, longest {max(each.seconds for each in outcomes):.2f} s")  # noqa: T201 - measured
    assert {save_outcome.code for save_outcome in outcomes} == {saving_client.RECORDED}
    assert seen == sorted(seen)
    assert {each.command for each in outcomes} | {"by-hand-1", "by-hand-2"} == set(saves)
    assert sorted(saves.values()) == [1, 1] + [saving_client.PARTS] * clients * times
    assert instants == sorted(set(instants))
    assert ledger.first_bad() is None


def test_a_gap_is_never_seen_while_one_waits_for_another(server: Server) -> None:
    """The second position is given out when the first one is committed, and not before."""
    ledger = server_forger.shared(server)
    with ledger.by("ann") as ann, ledger.by("bob") as bob, ledger.by("rea") as rea:
        ann.ask("BEGIN")
        ann.put()
        bob.ask("SET lock_timeout = 100")
        with pytest.raises(errors.LockNotAvailable):
            bob.put()
        before = rea.ask("SELECT max(position) FROM stored_events")
        ann.ask("COMMIT")
        after = bob.record()["position"]

    assert before == [(2,)]
    assert after == 4


class Table:
    """The plan of June on a server, at which two people sit; its instants are played."""

    def __init__(self, terminal: Terminal, server: Server) -> None:
        """Record it there as it lies in the file in the folder."""
        self._desk, self._server = terminal, server
        self.address = server.address()
        self.schema = server.made[-1]
        for words in (
            ("people", "add", CLERK, "--role", "clerk"),
            ("people", "add", VICE, "--role", "vice-chair"),
            ("assign", REF, "Ask them", "--owner", CLERK, "--due", "2023-09-01"),
        ):
            assert terminal.manager(*words).code == 0
        entries = command_faults.recorded(terminal.folder / "tracker.db")
        now = [entries[0].recorded_at]
        with Ledger.create(self.address, clock=lambda: now[0], login="somebody") as record:
            for command in dict.fromkeys(entry.command for entry in entries):
                made = [entry for entry in entries if entry.command == command]
                now[0] = made[0].recorded_at
                new = [NewEntry(x.stream, x.effective_on, x.event) for x in made]
                with record.unit():
                    record.append(new, actor=made[0].actor, command_id=command)
        self.known = self.entries()
        assert len(self.known) == len(entries)

    def entries(self) -> list[Entry]:
        """Return what is recorded."""
        with Ledger.open(self.address) as record:
            return record.entries()

    def first_bad(self) -> int | None:
        """Return the first position at which the chain is wrong."""
        return OldSharedLedger(self._server, self.schema).first_bad()

    def at_once(self, *typed: tuple[str, ...]) -> list[CommandResult]:
        """Let each be typed by its person, while a third holds the ledger until both wait."""
        place = ("--ledger", str(self.address))
        with OldSharedLedger(self._server, self.schema).by() as third:
            ((lock,),) = third.ask(_LOCK)
            third.ask("SELECT pg_advisory_lock(%s)", lock)
            children = [
                command_faults.begun(
                    partial(self._desk.says, *place, "--by", by, "--command-id", f"of-{n}", *words)
                )
                for n, (by, *words) in enumerate(typed)
            ]
            while len(third.ask(_WAITING, lock)) < len(typed):
                sleep(0.01)
            third.ask("SELECT pg_advisory_unlock(%s)", lock)
        return [result for child in children if (result := child.ended()) is not None]


@pytest.mark.parametrize("what", SAME)
@pytest.mark.parametrize("turned", [False, pytest.param(True, marks=pytest.mark.soak)])
def test_what_only_one_can_do_is_done_once_and_the_other_told(
    terminal: Terminal, server: Server, what: str, *, turned: bool
) -> None:
    """As in a file: one entry, of whoever was first; the second learns what stands."""
    *typed, stands = SAME[what]
    table = Table(terminal, server)

    both = typed[::-1] if turned else typed

    results = table.at_once(*both)

    *earlier, entry = table.entries()
    assert earlier == table.known
    first = int(entry.command.removeprefix("of-"))
    assert (results[first].code, results[first].err) == (0, "")
    assert f"Recorded #{entry.position}: " in results[first].out
    other = results[1 - first]
    assert f"{other.out}{other.err}" == f"{second(stands, entry, *both)}\n"
    assert other.code == (0 if stands == AGAIN else 1)
    assert table.first_bad() is None


@pytest.mark.parametrize("what", BOTH)
def test_what_both_can_do_is_recorded_of_both(
    terminal: Terminal, server: Server, what: str
) -> None:
    """Two entries, each of its own command, one after the other."""
    table = Table(terminal, server)

    results = table.at_once(*BOTH[what])

    *earlier, one, two = table.entries()
    assert earlier == table.known
    assert {one.command, two.command} == {"of-0", "of-1"}
    for entry in (one, two):
        answer = results[int(entry.command.removeprefix("of-"))]
        assert (answer.code, answer.err) == (0, "")
        assert f"Recorded #{entry.position}: " in answer.out
    assert f"\n{meanwhile(one, *BOTH[what])}\n" in results[int(two.command.removeprefix("of-"))].out
    assert table.first_bad() is None


def test_what_no_longer_fits_is_refused_with_what_stands(
    terminal: Terminal, server: Server
) -> None:
    """Completed by one and withdrawn by another: the second is told when, and records nothing."""
    table = Table(terminal, server)

    both = (MANAGER, "complete", A), (CLERK, "withdraw", A, "-m", "Not needed")

    results = table.at_once(*both)

    *earlier, entry = table.entries()
    assert earlier == table.known
    first = int(entry.command.removeprefix("of-"))
    assert (results[first].code, results[1 - first].code) == (0, 1)
    stands = (COMPLETED, COMPLETED.replace("completed", "withdrawn"))[first]
    assert results[1 - first].err == f"{second(stands, entry, *both)}\n"
