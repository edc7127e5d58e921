"""Verifying a ledger on a server: whoever may do everything there changes nothing unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import ledgers
import pytest
import tampering
from ledger_copies import TABLES, Tampered, schema_of

from tracker.domain.errors import NotFoundError
from tracker.domain.head_text import SavedHead
from tracker.ledger.copy import copy
from tracker.ledger.ledger import Ledger
from tracker.ledger.sqlite_errors import NewerLedgerError
from tracker.ledger.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from postgres_server import Server

    from tracker.ledger.postgres.address import Address

LAST: Final = tampering.LAST

ABOUT: Final = {7: 6, 8: 6, 10: 9}
"""Whose text is hidden or gone without anybody who says so, once these say something else."""


@pytest.fixture
def story(tmp_path: Path, server: Server) -> Address:
    """Return where the story lies on a server."""
    address = server.address()
    tampering.written(tmp_path / "tracker.db")
    copy(tmp_path / "tracker.db", address)
    return address


@pytest.fixture
def tampered(server: Server, story: Address) -> Iterator[Tampered]:
    """Return somebody who may do everything on the server."""
    made = Tampered(server, story)
    yield made
    for table in TABLES:
        server.ask(f"DROP TABLE public.{made.schema}_was_{table}")


def test_a_ledger_on_a_server_is_verified_as_in_its_file(tmp_path: Path, story: Address) -> None:
    """The same counts, the same head, the same anchors."""
    assert verify(story) == verify(tmp_path / "tracker.db")
    assert verify(story).is_good


@pytest.mark.parametrize("position", [1, 4, 7, 8, 10, 11, 14, LAST])
def test_every_change_of_an_entry_is_found_where_it_is(tampered: Tampered, position: int) -> None:
    """Whatever part of it is another: by its hash, or because it cannot be one any more."""
    for change in (
        "effective_on = '2020-01-01'",
        "state = state || ' '",
        "topic = 'note-made.v2'",
        "originator_id = 'item/other'",
        "originator_version = originator_version + 100",
        r"hash = decode(repeat('ab', 32), 'hex')",
    ):
        tampered.tamper(tampering.entry(position, change))

        verdict = verify(tampered.address)

        assert verdict.first_bad in {position, position + 1, ABOUT.get(position)}, change
        assert verdict.is_damaged
        tampered.mend()
    assert verify(tampered.address).is_good


@pytest.mark.parametrize(
    ("change", "bad"),
    [
        (tampering.save(9, "actor = 'p9'"), 9),
        (tampering.save(9, "recorded_at = '2020-01-01T00:00:00.000000Z'"), 9),
        (tampering.save(9, "recorded_at = 'noon'"), 9),
        (tampering.save(9, "command_id = 'other'"), 9),
        (tampering.save(9, "login = 'nobody'"), 9),
        (tampering.text(1, "body = 'Never said'"), 1),
        (tampering.text(9, "hidden = NULL"), 9),
        (tampering.text(9, "hidden = 8"), 9),
        (tampering.text(12, "hidden = 11"), 12),
        (tampering.text(12, "hidden = 11, salt = NULL, body = NULL"), 12),
        (
            tampering.text(6, "hidden = NULL, body = 'x', salt = decode(repeat('ab', 32), 'hex')"),
            6,
        ),
        (tampering.text(5, "body = 'chair@desk'", n=0), 5),
        ("DELETE FROM texts WHERE position = 3 AND n = 1", 3),
        ("DELETE FROM texts WHERE position = 8 AND n = 0", 8),
        ("INSERT INTO texts VALUES (4, 9, NULL, NULL, 7)", 4),
        ("INSERT INTO texts VALUES (99, 1, NULL, NULL, 7)", 99),
        ("DELETE FROM stored_events WHERE position = 7", 7),
        ("DELETE FROM stored_events WHERE position = 1", 1),
        ("DELETE FROM stored_events WHERE position = 15", 15),
        ("DELETE FROM saves WHERE last = 5", 5),
        ("DELETE FROM saves WHERE last = 15", 13),
        ("UPDATE stored_events SET position = position + 100 WHERE position = 4", 4),
        (
            """INSERT INTO stored_events SELECT 16, originator_id, 99, topic, state,
            effective_on, hash FROM stored_events WHERE position = 15""",
            16,
        ),
    ],
)
def test_what_was_changed_removed_or_added_is_found(
    tampered: Tampered, change: str, bad: int
) -> None:
    """In a save or a text, or a whole row; the first bad entry is named."""
    tampered.tamper(change)

    assert verify(tampered.address).first_bad == bad


@pytest.mark.parametrize(("one", "other"), [(1, 2), (6, 9), (12, 13), (14, 15)])
def test_entries_in_another_order_are_found(tampered: Tampered, one: int, other: int) -> None:
    """From the first one that was moved."""
    tampered.tamper(
        tampering.entry(one, "position = 1000"),
        tampering.entry(other, f"position = {one}"),
        tampering.entry(1000, f"position = {other}"),
    )

    assert verify(tampered.address).first_bad == one


def test_a_history_hashed_anew_is_found_by_the_head_given_away(tampered: Tampered) -> None:
    """What lies before a head that the record kept itself cannot be told anew."""
    tampered.tamper(tampering.entry(2, "effective_on = '2020-01-01'"))
    tampered.reseal()

    verdict = verify(tampered.address)

    assert [(finding.kind, finding.position) for finding in verdict.findings] == [("anchor", 3)]


@pytest.mark.parametrize("change", ["hash anew", "cut off"])
def test_what_came_after_the_last_head_is_found_by_a_head_kept_elsewhere(
    tampered: Tampered, change: str
) -> None:
    """And only by that: without it the ledger is good, as it says itself."""
    kept = SavedHead(verify(tampered.address).head)
    if change == "hash anew":
        tampered.tamper(tampering.entry(12, "effective_on = '2020-01-01'"))
        tampered.reseal()
    else:
        tampered.tamper(
            "DELETE FROM stored_events WHERE position > 12",
            "DELETE FROM saves WHERE last > 12",
            "DELETE FROM texts WHERE position > 12",
        )

    verdict = verify(tampered.address, [kept])

    assert verdict.is_good
    assert verdict.sought == ((),)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("ALTER TABLE saves DISABLE TRIGGER saves_saved", "The trigger saves_saved is disabled."),
        ("DROP TRIGGER texts_never ON texts", "The trigger texts_never is missing."),
        (
            """CREATE OR REPLACE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RETURN NULL; END $$""",
            "The function never was changed.",
        ),
        ("ALTER FUNCTION never() RESET ALL", "The function never was changed."),
        (
            "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "There is the function mine, which is no part of a ledger.",
        ),
        (
            "GRANT UPDATE ON texts TO {0}_writer",
            "There is the right of {0}_writer to UPDATE on texts, which is no part of a ledger.",
        ),
        (
            "GRANT UPDATE (n) ON texts TO {0}_reader",
            "There is the right of {0}_reader to UPDATE on texts.n, which is no part of a ledger.",
        ),
        (
            "REVOKE SELECT ON saves FROM {0}_reader",
            "The right of {0}_reader to SELECT on saves is missing.",
        ),
        ("ALTER TABLE texts ENABLE ROW LEVEL SECURITY", "The form of the table texts was changed."),
        ("ALTER TABLE texts SET UNLOGGED", "The form of the table texts was changed."),
        (
            "ALTER TABLE saves DROP CONSTRAINT saves_pkey",
            "The form of the table saves was changed.",
        ),
        ("CREATE VIEW plan AS SELECT 1", "There is the table plan, which is no part of a ledger."),
        ("ALTER TABLE bound ADD COLUMN note text", "The table bound was changed."),
    ],
)
def test_a_form_that_was_changed_is_found(
    server: Server, story: Address, change: str, says: str
) -> None:
    """Tables, triggers that are disabled too, bodies of functions, and rights."""
    name = schema_of(story)
    server.ask(f"SET search_path = {name}")
    server.ask(change.format(name))

    verdict = verify(story)

    assert says.format(name) in {finding.says for finding in verdict.findings}
    assert (verdict.first_bad, verdict.is_damaged) == (None, True)
    assert verdict.entries == LAST
    with Ledger.open(story) as record:
        assert record.altered()


@pytest.mark.parametrize("table", ["ledger", *TABLES])
@pytest.mark.parametrize(
    "change",
    [
        "DROP TABLE {} CASCADE",
        "ALTER TABLE {} RENAME TO other",
        "ALTER TABLE {} ADD COLUMN x text",
    ],
)
def test_a_table_that_is_none_of_ours_any_more_ends_in_a_verdict(
    server: Server, story: Address, table: str, change: str
) -> None:
    """Whatever became of the tables, what is wrong is said."""
    server.ask(f"SET search_path = {schema_of(story)}")
    server.ask(change.format(table))

    verdict = verify(story)

    assert verdict.is_damaged
    assert verdict.findings[0].says.startswith(f"The table {table} ") or table == "ledger"


def test_a_place_without_a_ledger_says_so(server: Server) -> None:
    """It is not there, which is no damage."""
    with pytest.raises(NotFoundError, match="There is no ledger at"):
        verify(server.address())


def test_a_form_of_a_newer_version_is_no_damage(server: Server, story: Address) -> None:
    """Only the newer program can say whether it is good."""
    server.ask(f"SET search_path = {schema_of(story)}")
    server.ask("ALTER TABLE ledger DISABLE TRIGGER ALL")
    server.ask("UPDATE ledger SET form = 99")

    with pytest.raises(NewerLedgerError, match="from a newer version of this program"):
        verify(story)


def test_whoever_may_read_may_verify(server: Server, story: Address) -> None:
    """It takes no right but to read."""
    name = schema_of(story)

    verdict = verify(server.address(name, server.login(name, "ash", writes=False)))

    assert verdict.is_good
    assert verdict.entries == LAST


def test_verifying_changes_nothing(story: Address) -> None:
    """And does not stand in the way of somebody who records meanwhile."""
    with Ledger.open(story) as record, record.unit():
        record.append([ledgers.note("Meanwhile")], actor="p1", command_id="after")

        assert verify(story).entries == LAST

    assert verify(story).entries == LAST + 1
