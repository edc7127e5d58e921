"""What a walk through a ledger comes by, and the texts that lie beside the entry it is at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeAlias

from tracker.domain.free_text import Erased
from tracker.domain.vocabulary import ErasureReason
from tracker.ledger.texts import SALT_BYTES

if TYPE_CHECKING:
    from tracker.domain import events as e

Row: TypeAlias = tuple[Any, ...]

HASH_BYTES = 32
_GONE = Erased(date.min, ErasureReason.OTHER)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A head that was given away, as the entry at `at` says: on which day, and to whom.

    `to` is null if that was erased; of an export it is the name of its file.
    """

    at: int
    on: str
    position: int
    head: str
    to: str | None


@dataclass(slots=True)
class WalkTotals:
    """What a walk came by: counts, the head it ended at, and what is to be looked at again.

    `sought` are, for each head looked for, the positions that have it. `texts` counts those that a
    person wrote or a report printed, `erased` those of them that are gone.
    """

    entries: int = 0
    texts: int = 0
    erased: int = 0
    head: bytes = b""
    recorded_at: str | None = None
    anchors: list[Anchor] = field(default_factory=list)
    sought: list[list[int]] = field(default_factory=list)
    mending: bool = False
    hidden: list[tuple[int, str, int, object, bool]] = field(default_factory=list)
    erasing: list[tuple[int, str, e.Erasing]] = field(default_factory=list)


class EntryTexts:
    """The texts beside one entry, for pydantic to find them."""

    __slots__ = ("beside",)

    def __init__(self) -> None:
        self.beside: dict[int, Row] = {}

    def find(self, stored: Any) -> str | Erased:
        """Return the text of a stored shape; raises ValueError for one that is not as recorded."""
        number, digest = stored["text"], stored["sha256"]
        if type(number) is not int or len(stored) != 2:  # noqa: PLR2004 - its two parts
            msg = "a text is not stored as one"
            raise ValueError(msg)
        row = self.beside.pop(number, None)
        if row is None:
            msg = f"its text {number} is missing"
            raise ValueError(msg)
        _, _, salt, body, hidden = row
        if body is None and salt is None and hidden is not None:
            if type(digest) is str and len(digest) == 2 * HASH_BYTES:
                return _GONE
        elif type(digest) is str and commitments(salt, body) == digest:
            return _GONE if hidden is not None else str(body)
        msg = f"its text {number} is not the one that was recorded"
        raise ValueError(msg)


def commitments(salt: object, body: object) -> str | None:
    """Return the commitment to a text, as found; null for what is none."""
    if type(salt) is bytes and len(salt) == SALT_BYTES and type(body) is str:
        try:
            return sha256(b"tracker-text-v1\n" + salt + body.encode()).hexdigest()
        except UnicodeEncodeError:  # it was not UTF-8 in the file
            return None
    return None
