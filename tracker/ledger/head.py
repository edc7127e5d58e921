"""The head of a ledger: the hash that covers everything up to a position."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

Latest = tuple[int, object, object]
"""Position, hash and instant of an entry, as they are stored."""


class Head(NamedTuple):
    """The ledger at a position: its id, and the hash that covers everything up to there.

    `hash` has 64 hexadecimal digits. At position 0 nothing is recorded and there is no instant.
    """

    ledger: str
    position: int
    hash: str
    recorded_at: datetime | None
