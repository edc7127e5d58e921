"""An index of the record's own entries by the item they link to.

The stored bytes of an event are canonical JSON, so the target of a link follows the key `to`. No
text in an event can imitate that: quotation marks inside a string are escaped. The index holds what
is cut from those bytes. It finds every entry that links to an item, also one that was taken back
since, so the caller folds the streams it names.

The database keeps the index up, so nothing but the entries decides what is in it. A ledger without
it gives the same answers more slowly; `tracker rebuild` creates it.
"""

from __future__ import annotations

from typing import Final

Targets = tuple[bytes, bytes]
"""A range of targets: from the first, up to but without the second."""

NAME: Final = "linked_entries"

_TOPICS: Final = "topic IN ('recommendation-linked.v1', 'entry-corrected.v1')"
_LONGEST: Final = 100
"""Bytes that are kept of what follows the key: a reference has at most 90."""

TARGET_IN_A_FILE: Final = f"substr(state, instr(state, X'22746f223a22') + 6, {_LONGEST})"
TARGET_ON_A_SERVER: Final = (
    f"substring(state FROM position('\\x22746f223a22'::bytea IN state) + 6 FOR {_LONGEST})"
)
"""What follows `"to":"` in an event, as each kind of database cuts it from the bytes."""


def creation(target: str) -> str:
    """Return the statement that creates the index."""
    return f"CREATE INDEX {NAME} ON stored_events (({target}), originator_id) WHERE {_TOPICS}"


def query(target: str, ranges: int) -> str:
    """Return the query for the streams with an entry whose target is in one of some ranges."""
    return f"""
WITH asked(low, high) AS (VALUES {", ".join(["(?, ?)"] * ranges)})
SELECT originator_id FROM asked CROSS JOIN stored_events
WHERE {_TOPICS} AND {target} >= low AND {target} < high AND position <= ?
GROUP BY originator_id ORDER BY min(position)
"""  # noqa: S608 - names of our own


def links_to_item(ref: str) -> Targets:
    """Return the range of targets that is one item."""
    return f'{ref}"'.encode(), f"{ref}#".encode()


def links_into_report(report: str) -> Targets:
    """Return the range of targets that are the items of one report."""
    return f"{report}/".encode(), f"{report}0".encode()


IN_A_FILE: Final = creation(TARGET_IN_A_FILE)
ON_A_SERVER: Final = creation(TARGET_ON_A_SERVER)
DROPPING: Final = "DROP INDEX IF EXISTS linked_entries"
