"""Where there may be copies of a text that erasing does not delete: exports, backups, leftovers.

What was given away is known from the record; of what was copied otherwise it can only be said where
to look.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.application.export import EXPORTS, linked_streams
from tracker.domain import events as e
from tracker.domain.errors import RefusedError
from tracker.domain.lazy_import import lazy_import

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.application.command_context import CommandContext
    from tracker.domain.bitemporal import Entry
    from tracker.ledger import bundle
else:
    bundle = lazy_import("tracker.ledger.bundle")


@dataclass(frozen=True, slots=True)
class CopyLocations:
    """Where the texts of an entry may be, apart from the ledger.

    A backup holds them from the position `first` on, up to `last`, null while they are not erased.
    `exports` are the recorded exports with one of them in it; `parts` the files beside the ledger
    that a backup or export left when it was stopped, or is writing now; none beside one that is
    kept `on_server`, whose own files hold the texts until they are cleared.
    """

    first: int
    last: int | None
    exports: tuple[Entry, ...]
    parts: tuple[str, ...]
    on_server: bool


def copy_locations(
    unit: CommandContext, texts: Sequence[tuple[Entry, Sequence[int]]]
) -> CopyLocations:
    """Return where copies may be; `texts` are the entries with the words, and their positions."""
    erasings = {root.position: _erasure_entries(unit, root) for root, _ in texts}
    exports = [
        export
        for export in unit.record.stream(EXPORTS)
        if any(
            _holds(unit, export, root.stream, position, erasings[root.position])
            for root, positions in texts
            for position in positions
        )
    ]
    erased = [
        x.position for of in erasings.values() for x in of if isinstance(x.event, e.TextErased)
    ]
    positions = [position for _, of in texts for position in of]
    gone = max(erased, default=0)
    return CopyLocations(
        first=min(positions),
        last=gone - 1 if gone > max(positions) else None,
        exports=tuple(exports),
        parts=tuple(sorted(_parts(unit))),
        on_server=unit.record.writers is not None,
    )


def _erasure_entries(unit: CommandContext, root: Entry) -> list[Entry]:
    """Return what was said about erasing an entry's texts."""
    return [
        x
        for x in unit.record.stream(root.stream)
        if isinstance(x.event, e.Erasing) and x.event.entry == root.position
    ]


def _holds(
    unit: CommandContext, export: Entry, stream: str, position: int, erasings: Sequence[Entry]
) -> bool:
    """Whether a text that was recorded by an export, and not hidden before it, is in its bundle."""
    if not isinstance(export.event, e.ExportMade) or position > export.event.position:
        return False
    if any(position < x.position < export.position for x in erasings):
        return False
    if export.event.inspection is None:
        return True
    entries = unit.record.entries(upto=export.event.position)
    return bundle.whole_stream_test(
        export.event.inspection, linked_streams(entries, export.event.inspection)
    )(stream)


def _parts(unit: CommandContext) -> Iterator[str]:
    """Yield the hidden files beside the ledger that hold a copy not finished."""
    try:
        yield from (x.name for x in unit.record.path.resolve().parent.glob(".tracker-*.part*"))
    except (OSError, RefusedError):  # a folder that may not be read, or no file at all
        return
