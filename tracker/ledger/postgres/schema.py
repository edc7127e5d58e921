"""The stored form of a ledger in PostgreSQL: the tables of a file, and rights that keep them.

The names, columns and meaning are those of `tracker.ledger.schema`. Here the server itself refuses
what would break the record, whoever is logged in: a hole in the positions, a hash that does not
follow, another's name, a false instant. Whether an entry is one that the catalogue reads it does
not judge. `bound` says which login is which party, `sessions` who was logged in for each save; both
are the server's own and no part of the record that is exported.

Nothing is named with its schema: everything is where the connection's search path begins.
"""

from __future__ import annotations

from typing import Final

from tracker.ledger import read_model_schema

FORM: Final = 1
"""The form of the tables, kept in the table `ledger`."""

TABLES: Final = (
    """CREATE TABLE ledger (
    id text NOT NULL,
    form integer NOT NULL,
    rehearsal boolean NOT NULL,
    filling boolean NOT NULL
)""",
    """CREATE TABLE stored_events (
    position bigint PRIMARY KEY CHECK (position > 0),
    originator_id text COLLATE "C" NOT NULL,
    originator_version bigint NOT NULL,
    topic text COLLATE "C" NOT NULL,
    state bytea NOT NULL,
    effective_on text COLLATE "C" NOT NULL,
    hash bytea NOT NULL CHECK (length(hash) = 32),
    UNIQUE (originator_id, originator_version)
)""",
    """CREATE TABLE saves (
    last bigint PRIMARY KEY,
    recorded_at text COLLATE "C" NOT NULL,
    actor text COLLATE "C" NOT NULL,
    command_id text COLLATE "C" NOT NULL UNIQUE,
    login text COLLATE "C" NOT NULL
)""",
    """CREATE TABLE texts (
    position bigint NOT NULL,
    n integer NOT NULL CHECK (n >= 0),
    salt bytea CHECK (length(salt) = 32),
    body text,
    hidden bigint,
    PRIMARY KEY (position, n),
    CHECK ((salt IS NULL) = (body IS NULL)),
    CHECK (body IS NOT NULL OR hidden IS NOT NULL)
)""",
    """CREATE TABLE bound (
    by bigint NOT NULL,
    login text COLLATE "C" PRIMARY KEY,
    party text COLLATE "C" NOT NULL
)""",
    """CREATE TABLE sessions (
    last bigint PRIMARY KEY,
    login text COLLATE "C" NOT NULL
)""",
)
"""`rehearsal`: a ledger of tests, in which anybody may act and the clock is theirs; `filling`: one
that is being copied into and is not to be used yet."""

TRIGGERS: Final = {
    "stored_events_never": (
        "BEFORE UPDATE OR DELETE OR TRUNCATE ON stored_events FOR STATEMENT never"
    ),
    "saves_never": "BEFORE UPDATE OR DELETE OR TRUNCATE ON saves FOR STATEMENT never",
    "sessions_never": "BEFORE UPDATE OR DELETE OR TRUNCATE ON sessions FOR STATEMENT never",
    "texts_never": "BEFORE DELETE OR TRUNCATE ON texts FOR STATEMENT never",
    "ledger_never": "BEFORE DELETE OR TRUNCATE ON ledger FOR STATEMENT never",
    "ledger_filled": "BEFORE INSERT OR UPDATE ON ledger FOR ROW only_filled",
    "stored_events_followed": "BEFORE INSERT ON stored_events FOR ROW followed",
    "stored_events_covered": (
        "AFTER INSERT ON stored_events DEFERRABLE INITIALLY DEFERRED FOR ROW covered"
    ),
    "texts_beside": "BEFORE INSERT ON texts FOR ROW beside",
    "texts_gone": "BEFORE UPDATE ON texts FOR ROW only_gone",
    "saves_saved": "BEFORE INSERT ON saves FOR ROW saved",
}
"""When each function watches which table: `FOR ROW followed` runs `followed()` for each row."""


def schema_statements(trigger: str) -> str:
    """Return the statement that makes a trigger."""
    when = TRIGGERS[trigger]
    kind = "CONSTRAINT TRIGGER" if "DEFERRABLE" in when else "TRIGGER"
    timing, function = when.replace("FOR ", "FOR EACH ").rsplit(" ", 1)
    return f"CREATE {kind} {trigger} {timing} EXECUTE FUNCTION {function}()"


WRITER, READER = "{}_writer", "{}_reader"
"""The roles that may record and read, by the name of the schema. Logins are made members."""

RIGHTS: Final = (
    "REVOKE ALL ON SCHEMA {schema} FROM PUBLIC",
    "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {schema} FROM PUBLIC",
    "GRANT USAGE ON SCHEMA {schema} TO {writer}, {reader}",
    "GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {writer}, {reader}",
    "GRANT INSERT ON stored_events, saves, texts TO {writer}",
    *(
        f"GRANT {right} ON {', '.join(read_model_schema.NAMES)} TO {{writer}}"
        for right in ("INSERT", "UPDATE", "DELETE")
    ),
    "GRANT EXECUTE ON FUNCTION record_save, hide_texts, erase_texts, bind_login TO {writer}",
)
