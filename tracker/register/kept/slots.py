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


def words_of(answer: object) -> Iterable[str]:
    """Yield every string of an answer that has a place in it."""
    match answer:
        case str():
            if OPENS in answer:
                yield answer
        case dict():
            for each in answer.values():
                yield from words_of(each)
        case list() | tuple():
            for each in answer:
                yield from words_of(each)
        case _:
            pass


def spelt(answer: Any, text: Callable[[Place], str]) -> Any:
    """Return an answer with the texts in their places."""
    match answer:
        case str():
            return said(answer, text)
        case dict():
            return {key: spelt(each, text) for key, each in answer.items()}
        case list():
            return [spelt(each, text) for each in answer]
        case tuple():
            return tuple(spelt(each, text) for each in answer)
        case _:
            return answer
