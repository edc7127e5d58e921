"""What may have been done to the story of `tampering.py`, kind by kind; where verifying sees it.

Each has a name, the kind of finding it is, the first entry that is not as it was recorded (none
where it cannot be told), and what was done.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest
from tampering import entry, save, text, with_state

from tracker.ledger.findings import NEWER

FORGED = """
INSERT INTO stored_events
SELECT 16, 'item/x/1', 1, topic, state, effective_on, hash FROM stored_events WHERE position = 15
"""
FORGED_SAVE = (
    "INSERT INTO saves SELECT {}, '{}-01-01T00:00:00.000000Z', actor, 'c', login FROM saves"
)
MORE_TEXT = "INSERT INTO texts VALUES ({}, {}, zeroblob(32), 'More', NULL)"
DEEP = "state = CAST(replace(hex(zeroblob(50000)), '00', '[') AS BLOB)"
LAST_OF_4 = "recorded_at = (SELECT recorded_at FROM saves WHERE last = 4)"
ANOTHER = "UPDATE ledger SET id = replace(id, '3f2a', '3f2b')"
EARLIER = "recorded_at = '2026-03-01T00:00:00.000000Z'"
NEVER = "recorded_at = '2026-02-30T00:00:00.000000Z'"
NO_TEXT = "originator_id = CAST(X'69FF' AS TEXT)"
HUGE = 10**30
"""A number that no column holds."""

GONE = "salt = NULL, body = NULL"


class Done(NamedTuple):
    """What somebody did to the file, what kind of finding it is, and the first entry it is in."""

    what: str
    kind: str
    first: int | None
    statements: tuple[str, ...]


def done(what: str, kind: str, first: int | None, *statements: str) -> object:
    """Return one kind of damage, under its own name."""
    return pytest.param(Done(what, kind, first, statements), id=what)


def gone(which: str) -> str:
    """Return the statement that takes entries out."""
    return f"DELETE FROM stored_events WHERE position {which}"  # noqa: S608 - the tests' own words


TO_ENTRIES = [
    done("a word of an event", "hash", 12, with_state(12, '"text":1', '"text":2')),
    done("a name in an event", "event", 3, with_state(3, "sha256", "sha257")),
    done("a part more", "event", 2, with_state(2, "}}", '},"more":1}')),
    done("an event cut short", "event", 5, entry(5, "state = substr(state, 1, 20)")),
    done("an event of no bytes", "event", 5, entry(5, "state = X''")),
    done("bytes that are no text", "event", 5, entry(5, "state = X'FFFE00'")),
    done("a deep event", "event", 5, entry(5, DEEP)),
    done("another type", "hash", 3, entry(3, "topic = 'text-erased.v1'")),
    done("a type of no shape", "hash", 3, entry(3, "topic = 'os.system'")),
    done("a type that is no text", "entry", 3, entry(3, "topic = CAST(X'FF' AS TEXT)")),
    done("another day", "hash", 13, entry(13, "effective_on = '2026-03-30'")),
    done("a day there is not", "entry", 13, entry(13, "effective_on = '2026-02-30'")),
    done("a day in other words", "entry", 13, entry(13, "effective_on = '20260330'")),
    done("another subject", "hash", 12, entry(12, "originator_id = 'item/x/1'")),
    done("a subject that is no text", "entry", 7, entry(7, NO_TEXT), entry(8, NO_TEXT)),
    done("another number", "hash", 12, entry(12, "originator_version = 99")),
    done("another hash", "hash", 5, entry(5, "hash = zeroblob(32)")),
    done("half a hash", "hash", 5, entry(5, "hash = zeroblob(16)")),
    done("changed places", "hash", 13, entry(13, "position = -13"), entry(14, "position = 13"),
         entry(-13, "position = 14")),
    done("one taken out", "missing", 12, gone("= 12")),
    done("the first taken out", "missing", 1, gone("= 1")),
    done("the last taken out", "missing", 15, gone("= 15")),
    done("three taken out", "missing", 4, gone("IN (4, 5, 6)")),
    done("all taken out", "missing", 1, gone("> 0")),
    done("a gap", "missing", 15, entry(15, "position = 20")),
    done("an entry before the first", "order", -3, entry(15, "position = -3")),
    done("one taken out, the others moved up", "hash", 3, gone("= 3"),
         "UPDATE stored_events SET position = position - 1 WHERE position > 3"),
    done("one more at the end", "save", 16, FORGED),
]  # fmt: skip
TO_SAVES = [
    done("a save taken out", "save", 4, "DELETE FROM saves WHERE last = 4"),
    done("the last save taken out", "save", 13, "DELETE FROM saves WHERE last = 15"),
    done("every save taken out", "save", 1, "DELETE FROM saves"),
    done("an earlier instant", "instant", 5, save(5, EARLIER)),
    done("the same instant", "instant", 5, save(5, LAST_OF_4)),
    done("no instant", "instant", 5, save(5, "recorded_at = 'yesterday'")),
    done("a day there never is", "instant", 5, save(5, NEVER)),
    done("another actor", "hash", 1, save(2, "actor = 'p9'")),
    done("an actor in quotes", "hash", 3, save(3, "actor = '\"},'")),
    done("another command", "hash", 3, save(3, "command_id = 'c99'")),
    done("another login", "login", 3, save(3, "login = replace(login, 'a', 'b')")),
    done("a save moved", "save", 4, save(4, "last = 100")),
    done("a save of nothing", "missing", 16, FORGED_SAVE.format(16, 2027) + " WHERE last = 15"),
    done("a save cut in two", "hash", 1, FORGED_SAVE.format(1, 2025) + " WHERE last = 2"),
]  # fmt: skip
TO_TEXTS = [
    done("another text", "event", 3, text(3, "body = 'Elsewhat'")),
    done("another salt", "event", 3, text(3, "salt = zeroblob(32)")),
    done("a short salt", "event", 3, text(3, "salt = zeroblob(3)")),
    done("a text that is none", "event", 3, text(3, "body = CAST(X'C3' AS TEXT)")),
    done("a text taken out", "event", 3, "DELETE FROM texts WHERE position = 3 AND n = 1"),
    done("every text taken out", "event", 1, "DELETE FROM texts"),
    done("a text more", "text", 3, MORE_TEXT.format(3, 2)),
    done("a text before the first", "text", 3, MORE_TEXT.format(3, -1)),
    done("a text of no entry", "text", 99, MORE_TEXT.format(99, 1)),
    done("a text of entry nought", "text", 0, MORE_TEXT.format(0, 1)),
    done("a text moved", "event", 3, text(3, "position = 12, n = 7")),
    done("texts changed places", "event", 1, text(1, "n = 9"), text(3, "position = 1"),
         text(1, "position = 3, n = 1", n=9)),
    done("another name at the keyboard", "login", 3, text(3, "body = 'root'", n=0)),
    done("no name at the keyboard", "login", 3, "DELETE FROM texts WHERE position = 3 AND n = 0"),
    done("a hidden name at the keyboard", "login", 3, text(3, "hidden = 7", n=0)),
    done("hidden by a note", "erasure", 3, text(3, "hidden = 12")),
    done("hidden by nothing", "erasure", 3, text(3, "hidden = 999")),
    done("hidden for another", "erasure", 3, text(3, "hidden = 10")),
    done("hidden before it was", "erasure", 9, text(9, "hidden = 7")),
    done("erased by nobody", "event", 3, text(3, GONE)),
    done("erased for another", "erasure", 3, text(3, f"{GONE}, hidden = 8")),
    done("erased when only asked", "erasure", 9, text(9, GONE)),
    done("erased by who asked", "erasure", 6, text(6, "hidden = 7")),
    done("shown again", "erasure", 9, text(9, "hidden = NULL")),
    done("there again", "event", 6, text(6, "salt = zeroblob(32), body = 'x'")),
    done("half erased", "event", 3, text(3, "body = NULL, hidden = 8")),
    done("its salt erased", "event", 3, text(3, "salt = NULL, hidden = 8")),
]  # fmt: skip
TO_THE_FORM = [
    done("another ledger", "hash", 1, ANOTHER),
    done("no id", "form", 1, "UPDATE ledger SET id = 'ours'"),
    done("two ids", "form", 1, "INSERT INTO ledger VALUES ('another')"),
    done("an empty id", "form", 1, "DELETE FROM ledger"),
    done("a table more", "form", None, "CREATE TABLE more (n)"),
    done("a table under an odd name", "form", None, 'CREATE TABLE "\x1b[31m" (n)'),
    done("a view", "form", None, "CREATE VIEW all_texts AS SELECT body FROM texts"),
    done("an index more", "form", None, "CREATE INDEX i ON texts (body)"),
    done("no name of the program", "form", None, "PRAGMA application_id = 0"),
    done("no form", "form", None, "PRAGMA user_version = 0"),
    done("a later form of the same tables", "form", None, "PRAGMA user_version = 7"),
    done("no texts", "form", None, "DROP TABLE texts"),
    done("no saves", "form", None, "DROP TABLE saves"),
    done("no entries", "form", None, "DROP TABLE stored_events"),
    done("no ledger", "form", 1, "DROP TABLE ledger"),
    done("looser tables", "form", None, "CREATE TABLE s AS SELECT * FROM saves",
         "DROP TABLE saves", "ALTER TABLE s RENAME TO saves"),
    done("another column", "form", None, "ALTER TABLE saves ADD COLUMN more ANY"),
]  # fmt: skip
AFTERWARDS = [
    done("corrects what comes later", "target", 4, with_state(4, '"entry":1', '"entry":9')),
    done("corrects itself", "target", 4, with_state(4, '"entry":1', '"entry":4')),
    done("corrects nothing", "target", 4, with_state(4, '"entry":1', '"entry":999')),
    done("corrects what no number can be", "target", 4,
         with_state(4, '"entry":1', f'"entry":{HUGE}')),
    done("takes back what no number can be", "target", 5,
         with_state(5, '"entry":4', f'"entry":{HUGE}')),
    done("hides what no number can be", "target", 7,
         with_state(7, '"entry":6', f'"entry":{HUGE}')),
    done("erases what no number can be", "erasure", 6,
         with_state(8, '"entry":6', f'"entry":{HUGE}')),
    done("takes back another item's", "target", 5, with_state(5, '"entry":4', '"entry":3')),
    done("erases a correction", "target", 7, with_state(7, '"entry":6', '"entry":4')),
    done("erased another's text", "erasure", 2, with_state(8, '"entry":6', '"entry":2')),
    done("another shape", "event", 12, with_state(12, "note", "memo")),
    done("another name", "event", 12, entry(12, "topic = 'party-renamed.v1'")),
    done("a newer type", NEWER, 12, entry(12, "topic = 'note-made.v2'")),
    done("a type of no name", "event", 12, entry(12, "topic = 'Note Made'")),
    done("instants turned", "instant", 5, save(5, EARLIER)),
    done("a gap in a stream", "stream", 15, entry(15, "originator_version = 99")),
    done("a stream turned", "stream", 1, entry(1, "originator_version = -1"),
         entry(2, "originator_version = 1"), entry(1, "originator_version = 2")),
    done("an old entry, the head kept", "anchor", 3, entry(2, "effective_on = '2026-01-01'")),
    done("a head of what comes later", "anchor", 12, with_state(11, ":3,", ":12,")),
    done("a head of what no number can be", "anchor", HUGE, with_state(11, ":3,", f":{HUGE},")),
    done("a head of nothing", "anchor", 999, with_state(11, ":3,", ":999,")),
]  # fmt: skip
