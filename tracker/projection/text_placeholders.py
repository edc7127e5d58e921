"""Places of texts: the register holds where a text stands, never the text.

A place is written as the entry's position and the text's number between two characters that no
reader of the record lets through as its own, so that it may stand in the middle of a sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

OPENS, CLOSES = "\ue000", "\ue001"

_SLOT: Final = re.compile(f"{OPENS}([0-9]+)\\.([0-9]+){CLOSES}")

Place = tuple[int, int]
"""The position of an entry, and the number of one of its texts."""


def slot(position: int, n: int) -> str:
    """Return what stands for a text."""
    return f"{OPENS}{position}.{n}{CLOSES}"


class Slots:
    """Stands where the texts of one entry are looked up, and gives their places instead."""

    def __init__(self, position: int) -> None:
        """Take the position of the entry."""
        self._position = position

    def find(self, stored: object) -> str:
        """Return what stands for the text of a stored shape. Raises ValueError for another."""
        match stored:
            case {"text": int(n), "sha256": str(), **more} if not more:
                return slot(self._position, n)
        msg = "a text is not stored as one"
        raise ValueError(msg)


def places(found: Iterable[str]) -> set[Place]:
    """Return the places that stand in words."""
    return {(int(at), int(n)) for words in found for at, n in _SLOT.findall(words)}


def said(words: str, text: Callable[[Place], str]) -> str:
    """Return words with each place replaced by its text."""
    if OPENS not in words:
        return words
    return _SLOT.sub(lambda found: text((int(found[1]), int(found[2]))), words)


def words_of(answer: object) -> list[str]:
    """Return every string of an answer that has a place in it."""
    found, left = list[str](), [answer]
    while left:
        each = left.pop()
        if isinstance(each, str):
            if OPENS in each:
                found.append(each)
        elif isinstance(each, dict):
            left += each.values()
        elif isinstance(each, list | tuple):
            left += each
    return found


def spelt(answer: Any, text: Callable[[Place], str]) -> Any:
    """Return an answer with the texts in their places."""
    if isinstance(answer, str):
        return said(answer, text)
    if isinstance(answer, dict):
        return {key: spelt(each, text) for key, each in answer.items()}
    if isinstance(answer, list):
        return [spelt(each, text) for each in answer]
    if isinstance(answer, tuple):
        return tuple(spelt(each, text) for each in answer)
    return answer
