"""What a server refuses of somebody who may record: whatever would break the record.

Each is tried by hand, past the program, by a login of its own in a ledger in earnest. What is
wrong is one thing only; the rest fits together, hashes and all.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import postgres_server
import psycopg
import pytest
import server_forger
from server_forger import CHAIN, CHAIR, GAP, INSTANT, NAME, SAVE, STRANGER, TEXTS, stamp

if TYPE_CHECKING:
    from collections.abc import Callable

    from server_forger import Hand


def moved(**by: float) -> Callable[[str], str]:
    """Return what moves a stored instant."""
    return lambda text: stamp(datetime.fromisoformat(text) + timedelta(**by))


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "a hole in the positions": ({"position": lambda n: n + 1}, GAP),
    "a position once more": ({"position": lambda n: n - 1}, GAP),
    "position 0": ({"position": 0}, GAP),
    "no position": ({"position": None}, GAP),
    "a hole in its stream": ({"version": lambda n: n + 1}, GAP),
    "a version once more": ({"version": lambda n: n - 1}, GAP),
    "no version": ({"version": None}, GAP),
    "a stream that begins with its second": ({"stream": "item:new", "version": 2}, GAP),
    "no day at all": ({"effective_on": "2026-02-30"}, "date/time field value out of range"),
    "a day in words": ({"effective_on": "today"}, "an entry takes effect on a day"),
    "a day as another writes it": ({"effective_on": "2026-3-31"}, "takes effect on a day"),
    "another hash before": ({"prev": "0" * 64}, CHAIN),
    "another hash": ({"hash": bytes(32)}, CHAIN),
    "half a hash": ({"hash": bytes(16)}, "check constraint"),
    "no hash": ({"hash": None}, "not-null constraint"),
    "the hash of another ledger": ({"ledger": "another"}, CHAIN),
    "the name of another": ({"actor": CHAIR}, NAME),
    "the name of nobody": ({"actor": STRANGER}, NAME),
    "no name": ({"actor": None}, NAME),
    "the login of another": ({"body": "postgres"}, NAME),
    "a commitment to another login": ({"login": "0" * 64}, NAME),
    "no commitment to a login": ({"login": None}, NAME),
    "an hour ago": ({"recorded_at": moved(hours=-1)}, INSTANT),
    "two minutes ago": ({"recorded_at": moved(minutes=-2)}, INSTANT),
    "in two minutes": ({"recorded_at": moved(minutes=2)}, INSTANT),
    "in a year": ({"recorded_at": moved(days=365)}, INSTANT),
    "an instant with an offset": ({"recorded_at": lambda t: t.replace("Z", "+00:00")}, SAVE),
    "an instant without seconds": ({"recorded_at": lambda t: t[:16] + "Z"}, SAVE),
    "the instant now": ({"recorded_at": "now"}, SAVE),
    "the end of time": ({"recorded_at": "infinity"}, SAVE),
    "no instant at all": ({"recorded_at": "soon"}, "invalid input syntax"),
    "no instant": ({"recorded_at": None}, SAVE),
    "a command that is none": ({"command": "two words"}, SAVE),
    "no command": ({"command": None}, SAVE),
    "a command once more": ({"command": "by-hand-1"}, "unique constraint"),
}
"""What is wrong with an entry, and what is said of it."""


ledger, ann = server_forger.ledger_of_module, server_forger.somebody


def test_what_is_right_in_everything_is_recorded() -> None:
    """By hand or not: so what is refused below is refused for what is wrong with it."""
    ledger = server_forger.shared(postgres_server.shared())
    with ledger.by("ann") as ann:
        ann.record()
        ann.record({"type": "note-made.v1", "note": {}}, actor="p1")

    held = ledger.held()

    assert [row[0] for row in held["stored_events"]] == [1, 2, 3, 4]
    assert ledger.first_bad() is None
    assert held["sessions"] == [(3, ledger.name("ann")), (4, ledger.name("ann"))]


@pytest.mark.parametrize("what", WRONG)
def test_an_entry_that_breaks_the_record_is_refused(ann: Hand, what: str) -> None:
    """One thing wrong is enough, and the server says which; nothing of it is kept."""
    wrong, sentence = WRONG[what]

    with pytest.raises(psycopg.Error, match=sentence):
        ann.record(**wrong)


def test_an_entry_is_not_slipped_in_behind_an_old_one(ann: Hand) -> None:
    """Just after the entry before is for clocks that went back, not for what was long ago."""
    ((before,),) = ann.ask("SELECT max(recorded_at) FROM saves")

    with pytest.raises(psycopg.Error, match=INSTANT):
        ann.record(recorded_at=moved(microseconds=1)(before))
    assert before == stamp(server_forger.LONG_AGO + timedelta(days=1))


def without_a_save(ann: Hand) -> None:
    """Record an entry and no save."""
    with ann.connection.transaction():
        ann.enter(ann.rows())


def beyond_the_save(ann: Hand) -> None:
    """Record one more entry after the save."""
    with ann.connection.transaction():
        row = ann.put()
        ann.enter(ann.rows(position=row["position"] + 1, command="another"))


def half_covered(ann: Hand) -> None:
    """Record two entries and a save of the first."""
    with ann.connection.transaction():
        row = ann.rows()
        ann.enter(row)
        version = row["version"] + 1
        ann.enter({**ann.rows(position=row["position"] + 1), "version": version})
        ann.add_text(row["position"], 0, row["body"])
        ann.save(row)


def of_nothing(ann: Hand) -> None:
    """Record a save of entries that are there already, and of none."""
    with ann.connection.transaction():
        ann.save(ann.rows(), last=2)


def of_what_is_to_come(ann: Hand) -> None:
    """Record a save far beyond the entries."""
    with ann.connection.transaction():
        ann.enter(ann.rows())
        ann.save(ann.rows(), last=1_000)


def a_save_once_more(ann: Hand) -> None:
    """Record two saves with one command id, in one transaction."""
    with ann.connection.transaction():
        row = ann.put()
        ann.put(command=row["command"])


def a_save_that_is_let_fall(ann: Hand) -> None:
    """Record a save that its conflict lets fall, to leave entries without one."""
    with ann.connection.transaction():
        row = ann.rows(command="by-hand-1")
        ann.enter(row)
        ann.add_text(row["position"], 0, row["body"])
        ann.ask(
            "INSERT INTO saves VALUES (%s, %s, %s, %s, %s) ON CONFLICT (command_id) DO NOTHING",
            *(row[name] for name in ("position", "recorded_at", "actor", "command", "login")),
        )


def without_a_login(ann: Hand) -> None:
    """Record a save beside which nobody was logged in."""
    with ann.connection.transaction():
        row = ann.rows()
        ann.enter(row)
        ann.save(row)


@pytest.mark.parametrize(
    ("attack", "sentence"),
    [
        (without_a_save, "every entry belongs to a save"),
        (beyond_the_save, "every entry belongs to a save"),
        (half_covered, SAVE),
        (of_nothing, SAVE),
        (of_what_is_to_come, SAVE),
        (a_save_once_more, "unique constraint"),
        (a_save_that_is_let_fall, "every entry belongs to a save"),
        (without_a_login, NAME),
    ],
)
def test_entries_and_saves_go_together(
    ann: Hand, attack: Callable[[Hand], None], sentence: str
) -> None:
    """No entry without a save that covers it, no save without entries of its own."""
    with pytest.raises(psycopg.Error, match=sentence):
        attack(ann)


@pytest.mark.parametrize(
    ("position", "n", "hidden"), [(1, 2, None), (1, 0, None), (2, 9, None), (3, 1, None), (1, 2, 1)]
)
def test_no_text_is_put_beside_another_entry(
    ann: Hand, position: int, n: int, hidden: int | None
) -> None:
    """Not beside one of long ago, nor beside one that is still to come."""
    with pytest.raises(psycopg.Error, match=TEXTS):
        ann.add_text(position, n, "Slander", hidden)


def test_no_text_is_born_hidden(ann: Hand) -> None:
    """What is recorded is read until somebody asks for its erasure."""
    ann.ask("BEGIN")
    ann.enter(ann.rows())

    with pytest.raises(psycopg.Error, match=TEXTS):
        ann.add_text(3, 1, "Slander", 3)


def test_an_old_sight_of_the_ledger_lets_nothing_through(server: postgres_server.Server) -> None:
    """Who looked before somebody else recorded cannot record as if nobody had."""
    ledger = server_forger.shared(server)
    with ledger.by("ann") as ann, ledger.by("bob") as bob:
        for late in (lambda: ann.add_text(3, 5, "Slander"), lambda: ann.put(position=3)):
            ann.ask("BEGIN ISOLATION LEVEL REPEATABLE READ")
            assert len(ann.ask("SELECT 1 FROM saves")) in {2, 3}
            bob.record()

            with pytest.raises(psycopg.Error, match=f"{TEXTS}|{GAP}|unique constraint"):
                late()
            ann.ask("ROLLBACK")

    assert ledger.first_bad() is None


def test_copying_in_is_refused_as_inserting_is(ann: Hand) -> None:
    """A bulk copy runs the same triggers."""
    with (
        pytest.raises(psycopg.Error, match=GAP),
        ann.connection.cursor().copy("COPY stored_events FROM STDIN") as copy,
    ):
        copy.write_row((9, "item:1", 1, "note-made.v1", b"{}", "2026-03-31", bytes(32)))
