"""Placeholders: the read model holds the position of a text, never the text.

A place is written as the entry's position and the text's number between two characters that no
reader of the record lets through, so that it may be part of a sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

OPENS, CLOSES = "\ue000", "\ue001"

_SLOT: Final = re.compile(f"{OPENS}([0-9]+)\\.([0-9]+){CLOSES}")

TextPosition = tuple[int, int]
"""The position of an entry, and the number of one of its texts."""


def placeholder(position: int, n: int) -> str:
    """Return the placeholder of a text."""
    return f"{OPENS}{position}.{n}{CLOSES}"


class PlaceholderReader:
    """Gives placeholders instead of the texts of one entry."""

    def __init__(self, position: int) -> None:
        """Take the position of the entry."""
        self._position = position

    def find(self, stored: object) -> str:
        """Return the placeholder for a stored text. Raises ValueError for anything else."""
        match stored:
            case {"text": int(n), "sha256": str(), **more} if not more:
                return placeholder(self._position, n)
        msg = "a text is not stored as one"
        raise ValueError(msg)


def find_placeholders(strings: Iterable[str]) -> set[TextPosition]:
    """Return the placeholders in some strings."""
    return {(int(at), int(n)) for words in strings for at, n in _SLOT.findall(words)}


def resolve_placeholders(words: str, text: Callable[[TextPosition], str]) -> str:
    """Return a string with each placeholder replaced by its text."""
    if OPENS not in words:
        return words
    return _SLOT.sub(lambda match: text((int(match[1]), int(match[2]))), words)


def strings_in(answer: object) -> list[str]:
    """Return every string of an answer that has a placeholder in it."""
    strings, left = list[str](), [answer]
    while left:
        value = left.pop()
        if isinstance(value, str):
            if OPENS in value:
                strings.append(value)
        elif isinstance(value, dict):
            left += value.values()
        elif isinstance(value, list | tuple):
            left += value
    return strings


def resolve_texts(answer: Any, text: Callable[[TextPosition], str]) -> Any:
    """Return an answer with each placeholder replaced by its text."""
    if isinstance(answer, str):
        return resolve_placeholders(answer, text)
    if isinstance(answer, dict):
        return {key: resolve_texts(element, text) for key, element in answer.items()}
    if isinstance(answer, list):
        return [resolve_texts(element, text) for element in answer]
    if isinstance(answer, tuple):
        return tuple(resolve_texts(element, text) for element in answer)
    return answer
