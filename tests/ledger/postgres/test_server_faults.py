"""A server, a network and clients that fail in the middle of recording.

Nothing is lost, doubled or torn; whoever asks is told in time, and what they are told is true:
recorded; nothing was recorded; or not known, and then the same command id records it once. The
ordinary run waits for less time than a person has to; the soak waits as long, and far more often.
"""

from __future__ import annotations

import random
import re
from contextlib import ExitStack
from functools import partial
from time import sleep
from typing import TYPE_CHECKING

import faulty_proxy
import pytest
import restartable_server
import saving_client
import server_forger
from faulty_proxy import COMMIT, CUT, DEAD, HUNG, KEPT, LOST, SAVE
from saving_client import BUSY, RECORDED, UNKNOWN, SaveOutcome
from server_forger import Hand, OldSharedLedger

from tracker.ledger.ledger import Ledger
from tracker.ledger.postgres import connection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faulty_proxy import Network
    from postgres_server import Server

_BACKENDS = """
SELECT pid FROM pg_stat_activity
WHERE starts_with(usename, current_schema() || '_') ORDER BY pid
"""
IN_TIME = 15.0
"""Seconds in which everybody has to be told something."""


@pytest.fixture
def ledger(server: Server) -> OldSharedLedger:
    """Return a ledger that several logins share."""
    return server_forger.shared(server)


@pytest.fixture
def net(ledger: OldSharedLedger) -> Iterator[Network]:
    """Return a network before the server."""
    with faulty_proxy.network(ledger.server.uri) as between:
        yield between


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Give up sooner than a person would, but in the soak."""
    if request.node.get_closest_marker("soak") is None:
        for name, seconds in (("TOLD", 2.5), ("REACH", 1), ("ANSWER", 1.5), ("_LEAST", 0.3)):
            monkeypatch.setattr(connection, name, seconds)
        monkeypatch.setattr(connection, "SILENT_MS", 1_000)
        monkeypatch.setattr(connection, "LONG_MS", 1_200)
        monkeypatch.setattr(Ledger, "open", partial(Ledger.open, busy_ms=1_000))


def whole(ledger: OldSharedLedger, commands: set[str]) -> bool:
    """Whether these commands, and no others, are recorded once and whole, in one good chain."""
    with ledger.by() as owner:
        counts = saving_client.saves(owner)
    return (
        set(counts) == {"by-hand-1", "by-hand-2", *commands}
        and {number for command, number in counts.items() if command in commands}
        <= {saving_client.PARTS}
        and ledger.first_bad() is None
    )


@pytest.fixture(params=[True, False], ids=["looking", "at once"])
def looking(request: pytest.FixtureRequest, net: Network) -> bool:
    """Whether a client looks at something before it adds to the ledger; it gives up sooner."""
    request.getfixturevalue("hurried")
    looks: bool = request.param
    net.by = COMMIT if looks else SAVE
    return looks


@pytest.mark.parametrize("times", [6, pytest.param(200, marks=pytest.mark.soak)])
def test_a_save_whose_answer_was_cut_off_is_answered_and_recorded_once(
    ledger: OldSharedLedger, net: Network, times: int, *, looking: bool
) -> None:
    """The client finds out by itself: it was recorded; typed again, it is recorded once."""
    address = net.address(ledger.schema, ledger.name("ann"))
    values = []
    for n in range(times):
        net.commit = CUT
        values += [saving_client.save(address, f"c{n}", looking=looking) for _ in range(2)]
        assert not net.commit

    print(f"{times} cut off: longest {max(element.seconds for element in values):.2f} s")  # noqa: T201 - measured
    assert [(row.code, row.again) for row in values] == [
        (RECORDED, False),
        (RECORDED, True),
    ] * times
    assert whole(ledger, {f"c{n}" for n in range(times)})


@pytest.mark.parametrize("times", [3, pytest.param(100, marks=pytest.mark.soak)])
def test_a_save_that_was_cut_off_before_is_said_to_be_nothing(
    ledger: OldSharedLedger, net: Network, times: int, *, looking: bool
) -> None:
    """Nothing was recorded, it says, and nothing was; typed again, it is."""
    address = net.address(ledger.schema, ledger.name("ann"))
    for n in range(times):
        net.commit = LOST
        outcome = saving_client.save(address, f"c{n}", looking=looking)

        assert not net.commit
        assert outcome.code == BUSY
        assert outcome.sentence.endswith(
            "cannot be reached, or gave no answer; nothing was recorded."
        )
        assert whole(ledger, {f"c{m}" for m in range(n)})
        assert saving_client.save(address, f"c{n}").code == RECORDED
    assert whole(ledger, {f"c{n}" for n in range(times)})


@pytest.mark.parametrize(
    ("fate", "codes", "again"),
    [(HUNG, {RECORDED}, True), (KEPT, {BUSY, UNKNOWN}, False), (DEAD, {UNKNOWN}, True)],
)
@pytest.mark.parametrize("times", [1, pytest.param(2, marks=pytest.mark.soak)])
def test_a_commit_that_hangs_is_told_in_time(
    ledger: OldSharedLedger,
    net: Network,
    fate: str,
    codes: set[int],
    *,
    again: bool,
    times: int,
    looking: bool,
) -> None:
    """Recorded where it arrived; where it did not, nothing, or not known as long as it may yet."""
    address = net.address(ledger.schema, ledger.name("ann"))
    for n in range(times):
        net.commit = fate
        outcome = saving_client.save(address, f"c{n}", looking=looking)
        assert not net.commit
        net.mend()

        print(f"{fate}: exit {outcome.code} after {outcome.seconds:.2f} s")  # noqa: T201 - measured
        assert outcome.code in codes
        if outcome.code == UNKNOWN:
            assert outcome.sentence.endswith("whether it was is not known.")
        assert outcome.seconds < IN_TIME
        assert until_recorded(ledger, f"c{n}").again == again
    assert whole(ledger, {f"c{n}" for n in range(times)})


def until_recorded(ledger: OldSharedLedger, command: str) -> SaveOutcome:
    """Type a command again until it is recorded, past the network."""
    for _ in range(saving_client.TRIES):
        outcome = saving_client.save(ledger.address("ann"), command)
        if outcome.code == RECORDED:
            break
        assert outcome.code == BUSY
    return outcome


@pytest.mark.parametrize(
    "steps", [(0, 2, 9), pytest.param(tuple(range(21)), marks=pytest.mark.soak)]
)
def test_a_network_that_hangs_is_told_in_time(
    ledger: OldSharedLedger, net: Network, steps: tuple[int, ...], *, looking: bool
) -> None:
    """Before the connection, at any message, and at the commit; then it is as it was said."""
    address = net.address(ledger.schema, ledger.name("ann"))
    answers = []
    for n in steps:
        net.passed, net.hang_after = 0, n
        outcome = saving_client.save(address, f"c{n}", looking=looking)
        net.mend()
        again = until_recorded(ledger, f"c{n}")

        answers.append((n, outcome.code, round(outcome.seconds, 2)))
        assert outcome.code in {RECORDED, BUSY, UNKNOWN}
        assert outcome.seconds < IN_TIME
        assert saving_client.lied([outcome, again]) == []
    print(*answers, sep="\n")  # noqa: T201 - measured
    assert {BUSY} <= {code for _, code, _ in answers}
    assert whole(ledger, {f"c{n}" for n in steps})


def test_who_falls_silent_in_the_middle_is_let_go(
    ledger: OldSharedLedger, net: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server itself ends a unit of work whose client it hears nothing from."""
    with ExitStack() as holding:
        with monkeypatch.context() as shortened:
            shortened.setattr(connection, "SILENT_MS", 300)
            silent = connection.connect(net.address(ledger.schema, ledger.name("bob")))
            holding.callback(silent.close)
            silent.begin_write()
            silent.fetch("SELECT 1")
        net.hang_after = 0

        outcome = saving_client.save(ledger.address("ann"), "c")

    assert outcome.code == RECORDED
    assert 0.2 < outcome.seconds < 5


@pytest.mark.parametrize(
    ("clients", "times", "faults"), [(3, 25, 8), pytest.param(4, 250, 200, marks=pytest.mark.soak)]
)
def test_killed_clients_and_backends_lose_nothing(
    ledger: OldSharedLedger, clients: int, times: int, faults: int
) -> None:
    """What was said to be recorded is; what was not is there whole or not at all, and true."""
    chance, rows = random.Random(5), []  # noqa: S311 - the same in every run
    with ledger.by() as owner:
        running = [
            saving_client.client(ledger.address(who), party, f"{who}{at}-0", times)
            for at, (who, party) in enumerate(people(clients))
        ]
        for n in range(1, faults + 1):
            sleep(0.15 + chance.random() / 4)
            if n % 2:
                kill_a_backend(owner, chance)
                continue
            at = chance.randrange(clients)
            running[at].kill()
            rows += saving_client.ended(running[at])
            who, party = people(clients)[at]
            running[at] = saving_client.client(ledger.address(who), party, f"{who}{at}-{n}", times)
        for process in running:
            rows += saving_client.ended(process)

    check(ledger, rows)


@pytest.mark.parametrize(
    ("how", "restarts"),
    [
        ("immediate", 1),
        pytest.param("immediate", 20, marks=pytest.mark.soak),
        pytest.param("fast", 20, marks=pytest.mark.soak),
    ],
)
def test_a_server_that_is_started_again_loses_nothing(how: str, restarts: int) -> None:
    """Clients in the middle are told, and go on; with a disk that keeps what it is given."""
    with restartable_server.server() as own:
        ledger = server_forger.shared(own.server)
        own.server.close()
        running = [
            saving_client.client(ledger.address(w), p, w, 10 + 15 * restarts) for w, p in people(3)
        ]
        for _ in range(restarts):
            sleep(1.2)
            own.restart(how)
        outcomes = [outcome for process in running for outcome in saving_client.ended(process)]

        check(ledger, outcomes)


def people(number: int) -> list[tuple[str, str]]:
    """Return so many logins and their parties."""
    return (list(server_forger.PEOPLE.items()) * number)[:number]


def kill_a_backend(owner: Hand, chance: random.Random) -> None:
    """End one of the server's processes for a client of this ledger."""
    for _ in range(200):
        if rows := owner.ask(_BACKENDS):
            sleep(chance.random() / 50)
            owner.ask("SELECT pg_terminate_backend(%s)", chance.choice(rows)[0])
            break
        sleep(0.005)


def check(ledger: OldSharedLedger, outcomes: list[SaveOutcome]) -> None:
    """Hold what everybody was told against what is recorded."""
    with ledger.by() as owner:
        counts = saving_client.saves(owner)
        positions = [n for (n,) in owner.ask("SELECT position FROM stored_events ORDER BY 1")]
    recorded = {outcome.command for outcome in outcomes if outcome.code == RECORDED}
    codes = {
        code: [answer.code for answer in outcomes].count(code)
        for code in {x.code for x in outcomes}
    }
    longest = max(save_outcome.seconds for save_outcome in outcomes)
    print(f"{len(counts)} saves, answers by exit code {codes}, longest {longest:.2f} s")  # noqa: T201 - measured
    assert recorded <= set(counts)
    assert {n for command, n in counts.items() if not re.match("by-hand", command)} == {
        saving_client.PARTS
    }
    assert positions == list(range(1, len(positions) + 1))
    assert ledger.first_bad() is None
    assert saving_client.lied(outcomes) == []
    assert set(codes) <= {RECORDED, BUSY, UNKNOWN}
    assert longest < IN_TIME
