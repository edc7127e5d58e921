"""The tables of the read model: made with a ledger, filled by read models, no part of the record.

They are derived. The ledger creates them and never reads them; they can be emptied or rebuilt at
any time, and nothing of the record goes.

`register` says up to which entry the others take everything in. `register_items` holds the versions
of items (part 0) and of their actions (the action's number), `register_streams` those of everything
else there is in a plan, `register_steps` what each entry about an item says, as it stands. Days are
ordinals; a `state` is JSON, in which texts stand by their places only.
"""

from __future__ import annotations

from typing import Final

FORM: Final = 2
"""The form of the tables and their content. Tables of another form are rebuilt."""

_PERIOD = """    start_on integer NOT NULL,
    since bigint NOT NULL,
    end_on integer NOT NULL,
    ended_at bigint NOT NULL,
    gone_at bigint NOT NULL,"""

TABLES: Final = (
    """CREATE TABLE register (
    form integer NOT NULL,
    position bigint NOT NULL
)""",
    f"""CREATE TABLE register_items (
    service text COLLATE "C" NOT NULL,
    bin integer NOT NULL,
    ref text COLLATE "C" NOT NULL,
    part integer NOT NULL,
{_PERIOD}
    kind text COLLATE "C",
    serves integer NOT NULL,
    state text COLLATE "C" NOT NULL,
    PRIMARY KEY (service, bin, start_on, ref, part, since)
)""",
    f"""CREATE TABLE register_streams (
    stream text COLLATE "C" NOT NULL,
{_PERIOD}
    state text COLLATE "C" NOT NULL,
    PRIMARY KEY (stream, start_on, since)
)""",
    """CREATE TABLE register_steps (
    service text COLLATE "C" NOT NULL,
    effective_on integer NOT NULL,
    position bigint NOT NULL,
    since bigint NOT NULL,
    gone_at bigint NOT NULL,
    state text COLLATE "C" NOT NULL,
    PRIMARY KEY (service, effective_on, position, since)
)""",
)
INDEXES: Final = (
    "CREATE INDEX register_serving ON register_items (service, bin) WHERE serves = 1",
    "CREATE INDEX register_learned ON register_steps (service, since)",
    """CREATE INDEX register_changed ON register_steps (service, gone_at)
    WHERE gone_at < 70368744177664""",
)


def _in_a_file(statement: str) -> str:
    """Return a statement as a file keeps such a table best: by its key alone."""
    if "PRIMARY KEY" in statement:
        statement += " WITHOUT ROWID, STRICT"
    return statement.replace("bigint", "integer").replace(' COLLATE "C"', "")


IN_A_FILE: Final = {sql.split()[2]: _in_a_file(sql) for sql in (*TABLES, *INDEXES)}
"""The statements of a file by the name of the table or index each makes."""

NAMES: Final = tuple(sql.split()[2] for sql in TABLES)

DROPPING: Final = {
    (kind, name): f"DROP {kind} {name}"
    for kind in ("table", "view", "index", "trigger")
    for name in (*NAMES, *IN_A_FILE)
}
"""The statement that drops anything in a file that has a name of the read model's."""

BEGUN: Final = f"INSERT INTO register VALUES ({FORM}, 0)"  # noqa: S608 - a number of our own
"""The statement that begins a read model of a ledger without entries."""
