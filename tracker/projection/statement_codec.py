"""What an entry about an item says, as the register writes it, and back."""

from __future__ import annotations

from functools import partial
from typing import Final, NamedTuple

from tracker.projection.codec import SAME, Shape, packed, unpacked


class Said(NamedTuple):
    """What an entry says while it stands, and what became of it.

    `event_at` is the entry whose words these are: a correction, or the entry itself. One that does
    not stand any more still has what it said last.
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


_SAID: Final = Shape(
    partial(Said, stands=False),
    **dict.fromkeys(("category", "ref", "what", "actor", "event_at"), SAME),
    **dict.fromkeys(("printed", "state", "changed_by", "stands"), SAME),
)


def said_text(statement: Said) -> str:
    """Return what an entry says, as it is stored."""
    return packed(_SAID.write(statement))


def said_read(text: str) -> Said:
    """Return what an entry says."""
    statement: Said = _SAID.read(unpacked(text))
    return statement
