"""Dates as reports print them: `2023`, `2023-05` or `2023-05-11`, and no more precise."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tracker.domain.errors import UndatedReportError, long_date

if TYPE_CHECKING:
    from tracker.domain.events import PrintedDate


def first_day(printed: str) -> date:
    """Return the first day that a date printed as `2023`, `2023-05` or `2023-05-11` can mean.

    Raises ValueError for a date that does not exist.
    """
    year, month, day = [*map(int, printed.split("-")), 1, 1][:3]
    return date(year, month, day)


def last_day(printed: str) -> date:
    """Return the last day that a date printed as `2023`, `2023-05` or `2023-05-11` can mean.

    Raises ValueError for a date that does not exist.
    """
    first = first_day(printed)
    match printed.count("-"):
        case 0:
            return first.replace(month=12, day=31)
        case 1:
            from calendar import monthrange  # noqa: PLC0415 - most reports print a day

            return first.replace(day=monthrange(first.year, first.month)[1])
        case _:
            return first


def has_day(printed: str) -> bool:
    """Whether a date printed as `2023`, `2023-05` or `2023-05-11` names its day."""
    return printed.count("-") > 1


def printed_text(iso: str) -> str:
    """Return a date printed as `2023`, `2023-05` or `2023-05-11` in words, and no more precise."""
    try:
        first = first_day(iso)
    except ValueError:
        return iso
    return (f"{first:%Y}", f"{first:%B %Y}", long_date(first))[iso.count("-")]


def published_effective(published: PrintedDate) -> date:
    """Return the day on which a publication takes effect.

    If a day is printed, it is that day. If only a month or year is printed, it is the day stated at
    import, or else the last day of that month or year. Raises UndatedReportError if no date is
    printed or stated, ValueError for a date that does not exist.
    """
    printed, stated = published.iso, published.stated
    if stated is not None and (printed is None or not has_day(printed)):
        return stated
    if printed is None:
        raise UndatedReportError
    return last_day(printed)
