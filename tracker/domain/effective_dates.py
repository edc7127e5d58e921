"""The day an entry took effect, in words, and no more precise than its report prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.errors import short_date
from tracker.domain.events import InspectionPublished, InspectionReissued
from tracker.domain.inspection import INSPECTION
from tracker.domain.partial_dates import has_day, last_day, printed_text
from tracker.domain.recommendation import ITEM
from tracker.domain.services import SERVICE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from tracker.domain.bitemporal import Entry


class EffectiveDates:
    """Effective dates of entries, including those of reports that print only a month or year."""

    def __init__(self, streams: Mapping[str, Iterable[Entry]]) -> None:
        """Take the dates that reports in the streams print without a day, even if taken back."""
        self._printed: dict[tuple[str, str, date], str] = {}
        for stream, entries in streams.items():
            if stream.startswith(INSPECTION):
                for entry in entries:
                    self._note_printed(entry)

    def _note_printed(self, entry: Entry) -> None:
        if not isinstance(entry.event, InspectionPublished | InspectionReissued):
            return
        iso = entry.event.published.iso
        if isinstance(entry.event, InspectionReissued) and not _is_end(iso, entry.effective_on):
            return
        if iso is not None and not has_day(iso):
            for about in (entry.stream, f"{SERVICE}{entry.event.service}"):
                key = entry.command, about, entry.effective_on
                self._printed[key] = printed_text(iso)

    def text(self, entry: Entry, on: date) -> str:
        """Return the day on which an entry took effect: 12 Jun 2023, or May 2023 as printed.

        An entry recorded with a publication, and dated by it, is as precise as the publication.
        """
        return self.printed(entry, on) or short_date(on)

    def printed(self, entry: Entry, on: date) -> str | None:
        """Return the month or year an entry took effect in, if only that is printed."""
        return self._printed.get((entry.command, _about(entry), on))


def _is_end(iso: str | None, on: date) -> bool:
    """Whether a re-issue takes its date from what it prints, not from a day given for it."""
    return iso is not None and last_day(iso) == on


def _about(entry: Entry) -> str:
    """The stream of an item's report; for any other entry, the stream it is in."""
    if entry.stream.startswith(ITEM):
        return INSPECTION + entry.stream.removeprefix(ITEM).partition("/")[0]
    return entry.stream
