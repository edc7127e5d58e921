"""What an entry about an item says, as the read model writes it, and back."""

from __future__ import annotations

from functools import partial
from typing import Final, NamedTuple

from tracker.projection.codec import (
    FLAG,
    NUMBER,
    TEXT,
    RecordCodec,
    damaged_rows_raise,
    decode,
    encode,
)


class StoredStatement(NamedTuple):
    """What an entry says while it counts, and what became of it.

    `event_at` is the entry whose words these are: a correction, or the entry itself. One that does
    not count any more still has what it said last.
    """

    category: str
    ref: str
    what: str
    actor: str
    event_at: int
    printed: str | None = None
    state: str = "stands"
    changed_by: int | None = None
    stands: bool = True


_SAID: Final = RecordCodec(
    partial(StoredStatement, stands=False),
    **dict.fromkeys(("category", "ref", "what", "actor"), TEXT),
    event_at=NUMBER,
    **dict.fromkeys(("printed", "state"), TEXT),
    changed_by=NUMBER,
    stands=FLAG,
)


def encode_statement(statement: StoredStatement) -> str:
    """Return what an entry says, as it is stored."""
    return encode(_SAID.write(statement))


@damaged_rows_raise()
def decode_statement(text: str) -> StoredStatement:
    """Return what an entry says."""
    statement: StoredStatement = _SAID.read(decode(text))
    return statement
