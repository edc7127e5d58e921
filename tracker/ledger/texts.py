"""Texts beside the entries: a salted commitment in the event, the text where it can be erased.

The same text kept twice has two salts and two commitments, so a commitment whose salt is gone says
nothing about the text, not even to someone who guesses it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tracker.domain.free_text import Erased

SALT_BYTES = 32
"""The length of a salt: fixed, or else a salt and its text could be cut apart elsewhere."""


@dataclass(frozen=True, slots=True)
class StoredText:
    """A text of an entry by its number, with its salt; `hidden` is the entry that erases it."""

    n: int
    salt: bytes | None
    body: str | None
    hidden: int | None = None


def commitment(salt: bytes, body: str) -> str:
    """Return the commitment to a text, in hexadecimal."""
    return hashlib.sha256(b"tracker-text-v1\n" + salt + body.encode()).hexdigest()


class TextWriter:
    """Puts the texts of one entry aside, numbered from 1 in their order."""

    def __init__(self, salts: Callable[[], bytes]) -> None:
        self._salts = salts
        self.texts: list[StoredText] = []

    def keep(self, text: str) -> dict[str, object]:
        """Put a text aside under a new salt and return its stored shape."""
        salt = self._salts()
        self.texts.append(StoredText(len(self.texts) + 1, salt, text))
        return {"text": len(self.texts), "sha256": commitment(salt, text)}


class TextReader:
    """Finds the texts of one entry, and holds each to its commitment."""

    def __init__(self, texts: Iterable[StoredText], erased: Callable[[StoredText], Erased]) -> None:
        self._texts = {text.n: text for text in texts}
        self._erased = erased
        self.unread = set(self._texts)

    def find(self, stored: object) -> str | Erased:
        """Return the text of a stored shape, or what is left of it.

        Raises ValueError for another shape, for a text that is missing and for one that is not the
        text committed to.
        """
        match stored:
            case {"text": int(n), "sha256": str(committed), **rest} if not rest and n is not True:
                return self._found(n, committed)
        msg = "a text is not stored as one"
        raise ValueError(msg)

    def _found(self, n: int, committed: str) -> str | Erased:
        text = self._texts.get(n)
        if text is None:
            msg = f"its text {n} is missing"
            raise ValueError(msg)
        self.unread.discard(n)
        if text.hidden is not None:
            return self._erased(text)
        if not commitments_in(text, committed):
            msg = f"its text {n} is not the one that was recorded"
            raise ValueError(msg)
        return str(text.body)


def commitments_in(text: StoredText, committed: str) -> bool:
    """Whether a text, as found, is the one committed to."""
    salt, body = text.salt, text.body
    return (
        isinstance(salt, bytes)
        and len(salt) == SALT_BYTES
        and isinstance(body, str)
        and commitment(salt, body) == committed
    )
