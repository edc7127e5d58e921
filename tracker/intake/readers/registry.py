"""One reader per layout of published report. A reader proposes; it never records.

A new layout is one more module with the names of `layout.ReportReader`, listed in LAYOUTS.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

from tracker.domain.errors import RefusedError, UsageError, joined
from tracker.domain.hints import hint
from tracker.intake.readers.layout import ReportReader, ReportReading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.intake.pages import Pages

__all__ = [
    "LAYOUTS",
    "ReportReader",
    "ReportReading",
    "UnknownLayoutError",
    "chosen",
    "named",
    "read_report",
    "read_unsummed",
    "readers",
]

LAYOUTS: Final = (
    "hmip_youth",
    "hmip_sqs",
    "hmip_children",
    "hmip_thematic",
    "ofsted_sif",
    "ofsted_ilacs",
)
"""The module of every reader there is, in the order in which they are asked."""

SURE: Final = 0.6
"""How sure a reader has to be before it may read."""

NEAR: Final = 0.2
"""How sure it has to be to be named as the nearest."""


class UnknownLayoutError(RefusedError):
    """A report is of no layout that is known."""

    def __init__(self, name: str, nearest: ReportReader | None) -> None:
        """Name the file, the nearest layout if one is near, and the way without any."""
        self.nearest = nearest
        near = f"; the nearest is {nearest.TITLE}" if nearest else ""
        super().__init__(
            f"{name}: this is a report of no known layout{near}. Nothing was recorded.",
            hint=hint("choose-layout", layout=nearest.LAYOUT)
            if nearest
            else hint("fill-in-by-hand"),
        )


def readers() -> Iterator[ReportReader]:
    """Yield every reader; each is loaded when its turn comes, for many a report needs the first."""
    for module in LAYOUTS:
        yield cast("ReportReader", import_module(f"{__package__}.{module}"))


def chosen(pages: Pages, name: str) -> ReportReader:
    """Return the reader that is surest of a report. Raises UnknownLayoutError if none is sure."""
    best = 0.0
    surest: ReportReader | None = None
    for reader in readers():
        sure = reader.recognises(pages)
        if sure > best:
            best, surest = sure, reader
        if sure >= 1:
            break
    if surest is None or best < SURE:
        raise UnknownLayoutError(name, surest if best >= NEAR else None)
    return surest


def named(layout: str) -> ReportReader:
    """Return the reader of a layout. Raises UsageError if there is none."""
    by_layout = {reader.LAYOUT: reader for reader in readers()}
    if layout in by_layout:
        return by_layout[layout]
    known = joined(by_layout, last="and")
    raise UsageError(f"There is no layout {layout!r}; there are {known}, and by-hand.")


def read_report(pages: Pages, name: str, layout: str | None = None) -> ReportReading:
    """Return what a report says, read by the reader of its layout, or of the one named.

    Raises UnknownLayoutError, and UsageError for a name that is no layout's.
    """
    return read_unsummed(pages, name, layout).summed()


def read_unsummed(pages: Pages, name: str, layout: str | None = None) -> ReportReading:
    """Return what `read_report` does, the sums not done: a process that reads needs no more."""
    reader = chosen(pages, name) if layout is None else named(layout)
    return reader.read(pages, name).remarked(pages.remarks)
