"""One reader per layout of published report. A reader proposes; it never records.

A new layout is one more module with the names of `layout.Reader`, listed in READERS.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tracker.domain.errors import RefusedError, listed
from tracker.intake.readers import hmip_youth, sqs
from tracker.intake.readers.layout import Reader, Reading

if TYPE_CHECKING:
    from tracker.intake.pages import Pages

__all__ = ["READERS", "Reader", "Reading", "UnknownLayoutError", "chosen", "read_report"]

READERS: Final[tuple[Reader, ...]] = (hmip_youth, sqs)
"""Every reader there is."""

SURE: Final = 0.6
"""How sure a reader has to be before it may read."""

NEAR: Final = 0.2
"""How sure it has to be to be named as the nearest."""


class UnknownLayoutError(RefusedError):
    """A report is of no layout that is known."""

    def __init__(self, name: str, nearest: Reader | None) -> None:
        """Name the file and the nearest layout, or all of them where none is near."""
        self.nearest = nearest
        known = listed((reader.TITLE for reader in READERS), last="and")
        near = f"the nearest is {nearest.TITLE}" if nearest else f"there are readers for {known}"
        super().__init__(
            f"{name}: this is a report of no known layout; {near}. Nothing was recorded."
        )


def chosen(pages: Pages, name: str) -> Reader:
    """Return the reader that is surest of a report. Raises UnknownLayoutError if none is sure."""
    scores = [(reader.recognises(pages), reader) for reader in READERS]
    best, reader = max(scores, key=lambda each: each[0])
    if best < SURE:
        raise UnknownLayoutError(name, reader if best >= NEAR else None)
    return reader


def read_report(pages: Pages, name: str) -> Reading:
    """Return what a report says, read by the reader of its layout. Raises UnknownLayoutError."""
    return chosen(pages, name).read(pages, name)
