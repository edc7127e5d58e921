"""The stored form of a ledger in SQLite. It never changes: readers of later years rely on it.

`stored_events` holds the entries by position, `saves` what all entries of one save share (a save
covers the positions after the save before, up to its own), `texts` the texts of an entry by number.
Text 0 of a save's last entry is who was logged in. `hidden` is the entry that asks for a text to be
erased, then the one that confirms it, when salt and body go. The triggers stop accidents, not
someone who may write to the file; that is what the chain is for.
"""

from __future__ import annotations

APPLICATION_ID = 0x54524B52
"""Written in the file's head: `TRKR`."""

VERSION = 1
"""The form of the tables, kept in the file as its user version."""

TABLES = (
    """CREATE TABLE ledger (
    id TEXT NOT NULL
) STRICT""",
    """CREATE TABLE stored_events (
    position INTEGER PRIMARY KEY CHECK (position > 0),
    originator_id TEXT NOT NULL,
    originator_version INTEGER NOT NULL,
    topic TEXT NOT NULL,
    state BLOB NOT NULL,
    effective_on TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    UNIQUE (originator_id, originator_version)
) STRICT""",
    """CREATE TABLE saves (
    last INTEGER PRIMARY KEY REFERENCES stored_events (position),
    recorded_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    command_id TEXT NOT NULL UNIQUE,
    login TEXT NOT NULL
) STRICT""",
    # A table with a rowid: in one without, SQLite leaves copies of texts in pages that it splits.
    """CREATE TABLE texts (
    position INTEGER NOT NULL REFERENCES stored_events (position),
    n INTEGER NOT NULL CHECK (n >= 0),
    salt BLOB CHECK (length(salt) = 32),
    body TEXT,
    hidden INTEGER REFERENCES stored_events (position),
    PRIMARY KEY (position, n),
    CHECK ((salt IS NULL) = (body IS NULL)),
    CHECK (body IS NOT NULL OR hidden IS NOT NULL)
) STRICT""",
)

_NEVER = (
    f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table}\n"
    "BEGIN\n    SELECT RAISE(ABORT, 'what was recorded stays');\nEND"
    for table, verb in (
        ("ledger", "UPDATE"),
        ("ledger", "DELETE"),
        ("stored_events", "UPDATE"),
        ("stored_events", "DELETE"),
        ("saves", "UPDATE"),
        ("saves", "DELETE"),
        ("texts", "DELETE"),
    )
)

TRIGGERS = (
    *_NEVER,
    """CREATE TRIGGER texts_update BEFORE UPDATE ON texts
WHEN NOT (
    NEW.position IS OLD.position AND NEW.n IS OLD.n
    AND OLD.body IS NOT NULL AND NEW.hidden IS NOT NULL
    AND (NEW.salt IS OLD.salt AND NEW.body IS OLD.body OR NEW.salt IS NULL AND NEW.body IS NULL)
)
BEGIN
    SELECT RAISE(ABORT, 'a text is only ever hidden or erased');
END""",
    """CREATE TRIGGER ledger_insert BEFORE INSERT ON ledger
WHEN EXISTS (SELECT 1 FROM ledger)
BEGIN
    SELECT RAISE(ABORT, 'a file holds one ledger');
END""",
    """CREATE TRIGGER stored_events_insert BEFORE INSERT ON stored_events
WHEN NEW.position IS NOT (SELECT ifnull(max(position), 0) + 1 FROM stored_events)
    OR NEW.originator_version IS NOT (
        SELECT ifnull(max(originator_version), 0) + 1
        FROM stored_events WHERE originator_id = NEW.originator_id
    )
BEGIN
    SELECT RAISE(ABORT, 'entries follow each other without a gap');
END""",
    """CREATE TRIGGER saves_insert BEFORE INSERT ON saves
WHEN NEW.last IS NOT (SELECT max(position) FROM stored_events)
    OR NEW.last <= (SELECT ifnull(max(last), 0) FROM saves)
    OR EXISTS (SELECT 1 FROM saves WHERE command_id = NEW.command_id)
BEGIN
    SELECT RAISE(ABORT, 'a save covers the entries just recorded, under a new command id');
END""",
    """CREATE TRIGGER texts_insert BEFORE INSERT ON texts
WHEN NEW.position <= (SELECT ifnull(max(last), 0) FROM saves)
    OR EXISTS (SELECT 1 FROM texts WHERE position = NEW.position AND n = NEW.n)
BEGIN
    SELECT RAISE(ABORT, 'texts are recorded with their entry');
END""",
)

STATEMENTS = TABLES + TRIGGERS

CREATION = (
    "PRAGMA encoding = 'UTF-8'",
    "PRAGMA page_size = 4096",
    "PRAGMA auto_vacuum = NONE",
)
"""Run before the first table is created; afterwards the file keeps them."""
