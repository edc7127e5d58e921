"""Counts as lists print them: letters and small Roman numbers."""

from __future__ import annotations

from typing import Final

_ALPHABET: Final = 26
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST_ROMAN: Final = 4000


def letters(count: int) -> str:
    """Return a count as letters: a to z, then aa."""
    text = ""
    while count > 0:
        count, letter = divmod(count - 1, _ALPHABET)
        text = chr(ord("a") + letter) + text
    return text


def roman(count: int) -> str:
    """Return a count as a small Roman number, and as digits where the Romans had none."""
    if not 0 < count < _MOST_ROMAN:
        return str(count)
    text = ""
    for value, letter in _ROMAN:
        times, count = divmod(count, value)
        text += letter * times
    return text
