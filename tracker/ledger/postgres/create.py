"""Making a ledger on a server: its schema, functions and roles, all of it or nothing, and once."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

import psycopg
from psycopg import errors, sql

from tracker.domain.errors import RefusedError, UsageError
from tracker.ledger import linked_entries, read_model_schema
from tracker.ledger.postgres import errors as faults
from tracker.ledger.postgres import functions, schema
from tracker.ledger.postgres.connection import connect

if TYPE_CHECKING:
    from tracker.ledger.postgres.address import Address
    from tracker.ledger.postgres.connection import Connection

NAME: Final = 55
"""Bytes of a schema's name at most: those of its roles and its channel are 8 longer, of 63."""

_REFUSALS = (
    (
        (errors.DuplicateSchema, errors.DuplicateTable, errors.UniqueViolation),
        "There is a ledger at {} already; it was left as it is.",
    ),
    (
        (errors.InsufficientPrivilege,),
        "This login may not make a ledger at {}: it has to be allowed to make schemas and roles.",
    ),
)


def create(
    address: Address, ledger: str, *, rehearsal: bool = False, filling: bool = False
) -> None:
    """Make a ledger without entries. Never touches one that exists.

    It is in the first schema of the connection's search path. Raises RefusedError if that
    exists already, or where this login may make none.
    """
    store = create_and_connect(address, ledger, rehearsal=rehearsal, filling=filling)
    with faults.translated_errors(str(address)), closing(store) as connection:
        connection.execute("COMMIT")


def create_and_connect(
    address: Address, ledger: str, *, rehearsal: bool = False, filling: bool = False
) -> Connection:
    """Create a ledger in a transaction that the caller commits. Raises as `create`."""
    with faults.translated_errors(str(address)):
        connection = connect(address)
        try:
            connection.execute("BEGIN")
            _lay_out(connection, ledger, rehearsal=rehearsal, filling=filling)
        except BaseException as error:
            connection.close()
            for kinds, fault in _REFUSALS:
                if isinstance(error, kinds):
                    raise RefusedError(fault.format(address)) from None
            raise
    return connection


def _lay_out(
    connection: psycopg.Connection[Any], ledger: str, *, rehearsal: bool, filling: bool
) -> None:
    ((path,),) = connection.execute("SELECT current_setting('search_path')").fetchall()
    name = path.split(",")[0].strip().strip('"')
    if len(name.encode()) > NAME:
        raise UsageError(f"The name of a schema for a ledger has at most {NAME} bytes.")
    connection.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", (f"tracker init {name}",))
    roles = {"writer": schema.WRITER.format(name), "reader": schema.READER.format(name)}
    names = {which: sql.Identifier(role) for which, role in {**roles, "schema": name}.items()}
    connection.execute(sql.SQL("CREATE SCHEMA {schema}").format(**names))
    connection.execute(sql.SQL("SET LOCAL search_path = {schema}, pg_temp").format(**names))
    for role in roles.values():
        _make_role(connection, role)
    for statement in (
        *schema.TABLES,
        *read_model_schema.TABLES,
        *read_model_schema.INDEXES,
        linked_entries.ON_A_SERVER,
        read_model_schema.BEGUN,
    ):
        connection.execute(statement.encode())
    for function, body in functions.FUNCTIONS.items():
        guarded = body.replace(" AS $$", " SET search_path FROM CURRENT AS $$", 1)
        connection.execute(f"CREATE FUNCTION {function}{guarded}".encode())
    connection.execute(
        "INSERT INTO ledger VALUES (%s, %s, %s, %s)", (ledger, schema.FORM, rehearsal, filling)
    )
    for trigger in schema.TRIGGERS:
        connection.execute(schema.schema_statements(trigger).encode())
    for right in schema.RIGHTS:
        connection.execute(sql.SQL(right).format(**names))


def _make_role(connection: psycopg.Connection[Any], role: str) -> None:
    """Create a role without a login, unless it is there."""
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,))
    if known.fetchone() is None:
        connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)))
