"""Who may do what on a server: who records adds to the record and no more, who reads reads.

Each is a login of its own. What is refused is tried as SQL; nothing of the program stands between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import ledgers
import postgres_server
import psycopg
import pytest
import server_forger
from psycopg import errors
from server_forger import CHAIR, TABLES

from tracker.domain.errors import (
    BusyError,
    NotFoundError,
    RefusedError,
    TrackerError,
    UsageError,
)
from tracker.ledger.ledger import Ledger
from tracker.ledger.postgres import create
from tracker.ledger.postgres.functions import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server_forger import Hand, OldSharedLedger

REFUSED: Final = errors.InsufficientPrivilege
NO_MORE: Final = (
    "UPDATE {0} SET {1} = {1}",
    "UPDATE {0} SET {1} = {1} WHERE false",
    "DELETE FROM {0}",
    "DELETE FROM {0} WHERE false",
    "TRUNCATE {0}",
    "TRUNCATE {0} CASCADE",
    "DROP TABLE {0}",
    "ALTER TABLE {0} ADD COLUMN more text",
    "ALTER TABLE {0} RENAME TO {0}_old",
    "ALTER TABLE {0} OWNER TO CURRENT_USER",
    "ALTER TABLE {0} DISABLE TRIGGER ALL",
    "ALTER TABLE {0} DISABLE TRIGGER USER",
    "ALTER TABLE {0} ENABLE ROW LEVEL SECURITY",
    "CREATE TRIGGER mine BEFORE TRUNCATE ON {0} EXECUTE FUNCTION tsvector_update_trigger()",
    "CREATE RULE mine AS ON INSERT TO {0} DO INSTEAD NOTHING",
    "CREATE INDEX mine ON {0} ({1})",
    "CREATE STATISTICS mine ON {1}, ctid FROM {0}",
    "LOCK TABLE {0} IN ACCESS EXCLUSIVE MODE",
    "MERGE INTO {0} USING (SELECT 1) one ON true WHEN MATCHED THEN DELETE",
    "SELECT 1 FROM {0} FOR UPDATE",
    "COMMENT ON TABLE {0} IS 'mine'",
    "COPY {0} FROM '/dev/null'",
    "COPY {0} TO PROGRAM 'true'",
)
"""What nobody but the owner does to any table: its name, and its first column."""

COLUMNS: Final = dict(
    zip(TABLES, ("id", "position", "last", "position", "by", "last"), strict=True)
)
NOT_THEIRS: Final = (
    "INSERT INTO ledger VALUES ('another', 1, true, true)",
    "INSERT INTO bound VALUES (1, session_user, 'p2')",
    "INSERT INTO sessions VALUES (1, session_user)",
    "COPY bound FROM STDIN",
    "INSERT INTO texts SELECT * FROM texts ON CONFLICT (position, n) DO UPDATE SET body = ''",
    "INSERT INTO saves SELECT * FROM saves ON CONFLICT (last) DO UPDATE SET actor = 'p2'",
    "CREATE TABLE {0}.mine ()",
    "CREATE VIEW {0}.mine AS SELECT 1",
    "CREATE TYPE {0}.mine AS (n integer)",
    "CREATE FUNCTION {0}.mine() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    "CREATE OPERATOR {0}.|| (FUNCTION = concat, LEFTARG = text, RIGHTARG = json)",
    "DROP SCHEMA {0} CASCADE",
    "ALTER SCHEMA {0} RENAME TO mine",
    "ALTER SCHEMA {0} OWNER TO CURRENT_USER",
    "SET session_replication_role = replica",
    "ALTER ROLE CURRENT_USER SET session_replication_role = replica",
    "SET ROLE postgres",
    "SET SESSION AUTHORIZATION postgres",
    "ALTER ROLE CURRENT_USER SUPERUSER",
    "GRANT {0}_writer TO {0}_rea",
    "CREATE EVENT TRIGGER mine ON ddl_command_end EXECUTE FUNCTION {0}.never()",
    "CREATE POLICY mine ON texts USING (false)",
    "SELECT pg_read_file('PG_VERSION')",
    "SELECT owns()",
    "SELECT session_of(1)",
    "SELECT saved_now(1)",
    "SELECT named_by(1, ARRAY['note-made.v1'])",
)
"""What else nobody but the owner does; the schema is put in."""

RECORDING: Final = (
    "INSERT INTO {0} SELECT * FROM {0} WHERE false",
    "COPY {0} FROM STDIN",
    "SELECT record_save('p1', 'c', '', NULL, '[]', '[]')",
    "SELECT hide_texts(ARRAY[1], 1)",
    "SELECT erase_texts(ARRAY[1], 1)",
    "SELECT bind_login(1)",
)
"""What only who records may do; the table is put in."""

READING: Final = ("TABLE {0}", "SELECT 1 FROM {0}", "DELETE FROM {0}", "COPY {0} TO STDOUT")
SLIPS: Final = ("DELETE FROM {0}", "TRUNCATE {0}", "UPDATE {0} SET {1} = {1}")


@pytest.fixture(scope="module")
def ledger() -> OldSharedLedger:
    """Return a ledger that several logins share."""
    return server_forger.shared(postgres_server.shared())


@pytest.fixture(scope="module", params=["ann", "rea"])
def hand(ledger: OldSharedLedger, request: pytest.FixtureRequest) -> Iterator[Hand]:
    """Let somebody who records, or who reads, try by hand; all is as it was in the end."""
    held = ledger.held()
    with ledger.by(request.param) as hand:
        yield hand
    assert ledger.held() == held


@pytest.mark.parametrize("statement", NO_MORE)
@pytest.mark.parametrize("table", TABLES)
def test_no_table_is_changed_but_by_recording(hand: Hand, table: str, statement: str) -> None:
    """Nor emptied, dropped, altered, locked, nor are its triggers put out or others put in."""
    with pytest.raises(REFUSED), hand.connection.transaction():
        hand.ask(statement.format(table, COLUMNS[table]))


@pytest.mark.parametrize("statement", NOT_THEIRS)
def test_no_more_is_done_than_recording(
    hand: Hand, ledger: OldSharedLedger, statement: str
) -> None:
    """Nothing is made in the schema, nobody becomes somebody else, and no table is the server's."""
    with pytest.raises(REFUSED), hand.connection.transaction():
        hand.ask(statement.format(ledger.schema))


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_function_is_replaced_dropped_or_taken(hand: Hand, function: str) -> None:
    """They are the owner's, each of them."""
    for statement in (
        f"DROP FUNCTION {function}",
        f"ALTER FUNCTION {function} RESET search_path",
        f"ALTER FUNCTION {function} SECURITY INVOKER",
        f"ALTER FUNCTION {function} OWNER TO CURRENT_USER",
    ):
        with pytest.raises(REFUSED), hand.connection.transaction():
            hand.ask(statement)
    name, arguments = function, FUNCTIONS[function].partition(" LANGUAGE")[0]
    with pytest.raises(REFUSED):
        hand.ask(f"CREATE OR REPLACE FUNCTION {name}{arguments} LANGUAGE sql AS 'SELECT null'")


@pytest.mark.parametrize("table", ["stored_events", "saves", "texts"])
def test_who_reads_does_not_record(ledger: OldSharedLedger, table: str) -> None:
    """Not even nothing, and calls none of the functions."""
    with ledger.by("rea") as rea:
        for statement in RECORDING:
            with pytest.raises(REFUSED):
                rea.ask(statement.format(table))


def test_who_reads_reads_all_there_is(ledger: OldSharedLedger) -> None:
    """Through the program too, which says that this login may not record."""
    with Ledger.open(ledger.address("rea")) as record:
        assert [entry.position for entry in record.entries()] == [1, 2]
        with pytest.raises(RefusedError, match="gives this login no right to that"):
            ledgers.recorded(record, ledgers.note(), command="c")


@pytest.mark.parametrize("table", TABLES)
def test_whoever_else_logs_in_sees_nothing(ledger: OldSharedLedger, table: str) -> None:
    """The schema is closed to who was given no role."""
    with ledger.by("out") as out:
        for statement in READING:
            with pytest.raises(REFUSED):
                out.ask(statement.format(f"{ledger.schema}.{table}"))
            with pytest.raises(errors.UndefinedTable):
                out.ask(statement.format(table))
        for function in ("hide_texts(ARRAY[1], 1)", "bind_login(1)", "owns()"):
            with pytest.raises(REFUSED):
                out.ask(f"SELECT {ledger.schema}.{function}")
    with pytest.raises(NotFoundError, match="is not there, or not for this login"):
        Ledger.open(ledger.address("out"))


def test_nothing_of_ones_own_stands_before_what_is_there(server: postgres_server.Server) -> None:
    """Tables and functions of a session's own change nothing of what the server asks itself."""
    ledger = server_forger.shared(server)
    with ledger.by("ann") as ann:
        for name in TABLES:
            ann.ask(f"CREATE TEMP TABLE {name} AS TABLE {ledger.schema}.{name}")
        ann.ask("UPDATE pg_temp.ledger SET rehearsal = true, filling = true")
        ann.ask("UPDATE pg_temp.bound SET party = 'p2'")
        for name in ("owns", "sha256", "to_json", "never"):
            ann.ask(
                f"CREATE FUNCTION pg_temp.{name}(anyelement DEFAULT null::text) RETURNS boolean"
                " LANGUAGE sql AS 'SELECT true'"
            )
        for path in ("pg_temp", f"pg_temp, {ledger.schema}", "pg_temp, pg_catalog"):
            ann.ask(f"SET search_path = {ledger.schema}")
            row = ann.rows(actor=CHAIR)
            ann.ask(f"SET search_path = {path}")
            with pytest.raises(psycopg.Error, match="in the name of somebody else"):
                put_by_full_name(ann, ledger, row)

    assert len(ledger.held()["saves"]) == 2


def put_by_full_name(hand: Hand, ledger: OldSharedLedger, row: dict[str, object]) -> None:
    """Record an entry in the tables of the schema, whatever the search path says."""
    fields = ("position", "stream", "version", "topic", "state", "effective_on", "hash")
    with hand.connection.transaction():
        into = f"INSERT INTO {ledger.schema}"
        hand.ask(f"{into}.stored_events VALUES (%s,%s,%s,%s,%s,%s,%s)", *(row[x] for x in fields))
        hand.ask(f"{into}.texts VALUES (%s,0,%s,%s,NULL)", row["position"], hand.salt, row["body"])
        saved = ("position", "recorded_at", "actor", "command", "login")
        hand.ask(f"{into}.saves VALUES (%s,%s,%s,%s,%s)", *(row[x] for x in saved))


def test_a_trigger_of_ones_own_runs_none_of_the_functions(ledger: OldSharedLedger) -> None:
    """They run with the owner's rights, so nobody else hangs them on a table."""
    with ledger.by("ann") as ann:
        ann.ask("CREATE TEMP TABLE mine AS TABLE saves")
        for function in ("saved", "beside", "followed", "covered", "never"):
            with pytest.raises(REFUSED):
                ann.ask(
                    "CREATE TRIGGER mine BEFORE INSERT ON mine FOR EACH ROW"
                    f" EXECUTE FUNCTION {ledger.schema}.{function}()"
                )


def test_whoever_holds_the_lock_holds_it_for_a_while_only(ledger: OldSharedLedger) -> None:
    """Locks are open to everybody who logs in; then nothing is recorded, and it is said."""
    with ledger.by("rea") as rea:
        rea.ask("SELECT pg_advisory_lock('stored_events'::regclass::oid::bigint)")
        with Ledger.open(ledger.address("ann"), busy_ms=200) as record:
            with pytest.raises(BusyError, match="in use by someone else; try again"):
                ledgers.recorded(record, ledgers.note(), command="c")
            assert len(record.entries()) == 2


@pytest.mark.parametrize("table", ["stored_events", "saves", "sessions", "texts", "ledger"])
def test_not_even_the_owner_changes_the_record_by_accident(
    ledger: OldSharedLedger, table: str
) -> None:
    """The triggers stop a slip of whoever may do anything; what is meant, only the chain shows."""
    held = ledger.held()
    with ledger.by() as owner:
        for statement in SLIPS:
            with pytest.raises(errors.RaiseException):
                owner.ask(statement.format(table, COLUMNS[table]))
        with pytest.raises(errors.RaiseException, match="only ever hidden or erased"):
            owner.ask("UPDATE texts SET body = 'Another'")
        with pytest.raises(errors.RaiseException, match="one ledger"):
            owner.ask("INSERT INTO ledger VALUES ('another', 1, true, true)")

    assert ledger.held() == held


def test_the_program_says_who_may_not_be_somebody_else(ledger: OldSharedLedger) -> None:
    """In a sentence, and twenty times of twenty."""
    with Ledger.open(ledger.address("ann")) as record:
        for n in range(20):
            with pytest.raises(TrackerError, match="in the name of somebody else; nothing was rec"):
                ledgers.recorded(record, ledgers.note(), command=f"c{n}", actor=CHAIR)

    assert len(ledger.held()["saves"]) == 2


def test_a_schema_has_a_name_short_enough_for_its_roles(server: postgres_server.Server) -> None:
    """Cut to the same length, the roles of two ledgers would be one."""
    with pytest.raises(UsageError, match="at most 55 bytes"):
        create.create(server.address("t" * 56), ledgers.LEDGER)

    literal_string = "t" * 55
    create.create(server.address(literal_string), ledgers.LEDGER)
    server.made.append(literal_string)
    with server_forger.OldSharedLedger(server, literal_string).by() as owner:
        assert owner.record()["position"] == 1
