"""Dates as people type them: each text means one day, or is refused with one sentence.

Nothing here reads a clock: today is an argument, and so is the direction, since `3 apr` is in the
past for what happened and in the future for what is due. A day is never guessed between two
readings. The caller must show the day understood.

    2026-03-31                          a day, ISO
    31/3/2026                           a day, day first always; the year in full
    3 apr, 3rd of April, 3 april 2027   a day; without a year the nearest, which may be today
    today, yesterday, tomorrow
    last friday, next tue               the nearest before today, the nearest after today
    friday                              as last or next, by direction; on a Friday it is refused
    2 weeks ago, in 3 months, -2w, +10d, +3m   counted from today
    end of month, end of quarter        the nearest end, which may be today
    end of march, end of march 2027     the nearest such end, or that one
    end of 2027                         31 December of that year
    board                               looking back the last meeting, which may be today's;
                                        looking forward the next after today

The nearest is the last when looking back and the next when looking forward. Quarters end in March,
June, September and December. Counting in months keeps the day of the month, or takes the month's
last if there is no such day.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from tracker.domain.bitemporal import london_zone
from tracker.domain.errors import DateError, long_date
from tracker.domain.hints import hint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tracker.domain.hints import Hint

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS_IN = {"d": 1, "day": 1, "w": 7, "week": 7, "fortnight": 14}
_PERIODS = {"": (12,), "month": tuple(range(1, 13)), "quarter": (3, 6, 9, 12)}
_LONGEST = 40

_ISO = re.compile(r"([0-9]+)-([0-9]{2})-([0-9]{2})")
_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]+)")
_NAMED = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+)(?: ([0-9]+))?")
_WEEKDAY = re.compile(r"(?:(last|next) )?([a-z]+)")
_AWAY = re.compile(r"(in )?([0-9]{1,4}|a) (day|week|fortnight|month)s?( ago)?")
_SIGNED = re.compile(r"([+-][0-9]{1,4})([dwm])")
_END = re.compile(r"end of (?:the )?([a-z]*) ?([0-9]*)")
_POSITION = re.compile(r"#?([0-9]{1,18})")
_INSTANT = re.compile(
    r"([0-9]+-[0-9]{2}-[0-9]{2})[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
    r"(?:z|[+-][0-9]{2}:[0-9]{2})?"
)


class _FaultError(Exception):
    """What is wrong with a text, to be said after naming it."""

    def __init__(self, fault: str, *, hint: Hint | None = None) -> None:
        super().__init__(fault)
        self.hint = hint


def understand(text: str, *, today: date, forward: bool, meetings: Sequence[date] = ()) -> date:
    """Return the day that was typed; `forward` for what is due, else for what happened.

    `meetings` are the known dates of the board. Raises DateError for what is not understood, has
    two meanings, does not exist or is outside the years 1900 to 2199.
    """
    with _read(text) as words:
        understood = (
            _by_word(words, today)
            or _iso(words)
            or _by_number(words)
            or _by_month(words, today, forward=forward)
            or _by_weekday(words, today, forward=forward)
            or _away(words, today)
            or _end(words, today, forward=forward)
            or _board(words, today, meetings, forward=forward)
        )
        if understood is None:
            raise _FaultError(
                "is not understood as a date; write one like 2026-03-31, 31/3/2026, 3 april, "
                "last friday, in 2 weeks, end of march or board"
            )
        _kept(understood.year)
        return understood


def understand_strict(text: str, *, today: date) -> date:
    """Return the day a question is asked of: an ISO date, `today` or `yesterday`.

    Raises DateError for anything else. `board` is for the caller to put a date to.
    """
    with _read(text) as words:
        understood = _asked(words, today)
        if understood is None:
            raise _FaultError("cannot be used here: ISO only (2026-03-31), or today or yesterday")
        return understood


def understand_known(text: str, *, today: date) -> int | date | datetime:
    """Return what knowledge is asked of: a position, the end of a day, or an instant (UTC).

    A position is `1204` or `#1204`; a day is as for `understand_strict`. An instant without an
    offset is London's, if there is exactly one such instant. A `datetime` is a `date` too, so
    ask for it first. Raises DateError for anything else.
    """
    with _read(text) as words:
        understood = _position(words) or _asked(words, today) or _instant(words)
        if understood is None:
            raise _FaultError(
                "cannot be used here: ISO only (2026-03-31 or 2026-03-31T17:00:00+01:00), "
                "or today, yesterday or a position (1204)"
            )
        return understood


@contextmanager
def _read(text: str) -> Iterator[str]:
    """Give the words of a text in lower case; what is wrong with them is said with the text."""
    words = " ".join(text.lower().split())
    try:
        yield words if len(words) <= _LONGEST else ""
    except _FaultError as fault:
        raise DateError(text, str(fault), hint=fault.hint) from None


def _by_word(words: str, today: date) -> date | None:
    away = {"yesterday": -1, "today": 0, "tomorrow": 1}.get(words)
    return None if away is None else today + timedelta(days=away)


def _iso(words: str) -> date | None:
    match = _ISO.fullmatch(words)
    return _on(_year(match[1]), int(match[2]), int(match[3])) if match else None


def _by_number(words: str) -> date | None:
    match = _SLASHED.fullmatch(words)
    return _on(_year(match[3]), int(match[2]), int(match[1])) if match else None


def _by_month(words: str, today: date, *, forward: bool) -> date | None:
    match = _NAMED.fullmatch(words)
    month_index = _place(match[2], _MONTHS) if match else None
    if match is None or month_index is None:
        return None
    asked, now = (month_index + 1, int(match[1])), (today.month, today.day)
    if match[3]:
        return _on(_year(match[3]), *asked)
    return _on(today.year + (asked < now if forward else -(asked > now)), *asked)


def _by_weekday(words: str, today: date, *, forward: bool) -> date | None:
    match = _WEEKDAY.fullmatch(words)
    weekday_index = _place(match[2], _WEEKDAYS) if match else None
    if match is None or weekday_index is None:
        return None
    ahead = (weekday_index - today.weekday()) % 7
    if not ahead and not match[1]:
        name = _WEEKDAYS[weekday_index]
        raise _FaultError(f"may be today or a week away; write today, last {name} or next {name}")
    if match[1] == "next" or (forward and not match[1]):
        return today + timedelta(days=ahead or 7)
    return today - timedelta(days=7 - ahead)


def _away(words: str, today: date) -> date | None:
    if match := _SIGNED.fullmatch(words):
        return _moved(today, int(match[1]), match[2])
    match = _AWAY.fullmatch(words)
    if match is None or bool(match[1]) == bool(match[4]):
        return None
    count = 1 if match[2] == "a" else int(match[2])
    return _moved(today, count if match[1] else -count, match[3])


def _moved(today: date, count: int, unit: str) -> date:
    if unit in _DAYS_IN:
        return today + timedelta(days=count * _DAYS_IN[unit])
    year, month_index = divmod(today.year * 12 + today.month - 1 + count, 12)
    end = _month_end(year, month_index + 1)
    return end.replace(day=min(today.day, end.day))


def _end(words: str, today: date, *, forward: bool) -> date | None:
    match = _END.fullmatch(words)
    if match is None:
        return None
    period, year = match.groups()
    month_index = _place(period, _MONTHS)
    months = _PERIODS.get(period, ()) if month_index is None else (month_index + 1,)
    if year:
        return _month_end(_year(year), *months) if len(months) == 1 else None
    years = (today.year - 1, today.year, today.year + 1)
    ends = [_month_end(year, month) for year in years for month in months]
    return _nearest(ends, today, forward=forward)


def _board(words: str, today: date, meetings: Sequence[date], *, forward: bool) -> date | None:
    if words != "board":
        return None
    start = today + timedelta(days=1) if forward else today
    meeting = _nearest(meetings, start, forward=forward)
    if meeting is None:
        side = "after" if forward else "on or before"
        raise _FaultError(
            f"names no meeting: none is known {side} {long_date(today)}",
            hint=hint("book-meeting"),
        )
    return meeting


def _nearest(days: Iterable[date], start: date, *, forward: bool) -> date | None:
    if forward:
        return min((day for day in days if day >= start), default=None)
    return max((day for day in days if day <= start), default=None)


def _asked(words: str, today: date) -> date | None:
    return _iso(words) or (None if words == "tomorrow" else _by_word(words, today))


def _position(words: str) -> int | None:
    match = _POSITION.fullmatch(words)
    if match and not int(match[1]):
        raise _FaultError("is no position: entries are counted from 1")
    return int(match[1]) if match else None


def _instant(words: str) -> datetime | None:
    match = _INSTANT.fullmatch(words)
    if match is None or _iso(match[1]) is None:
        return None
    try:
        typed = datetime.fromisoformat(words.upper())
    except ValueError:
        raise _FaultError("has no such time of day or offset") from None
    return typed.astimezone(UTC) if typed.tzinfo else _in_london(typed)


def _in_london(clock: datetime) -> datetime:
    earlier = clock.replace(tzinfo=london_zone())
    later = earlier.replace(fold=1)
    first, second = earlier.astimezone(UTC), later.astimezone(UTC)
    if first.astimezone(earlier.tzinfo).replace(tzinfo=None) != clock:
        raise _FaultError("does not exist: clocks in London went forward over it")
    if first != second:
        raise _FaultError(
            f"comes twice in London; write {earlier.isoformat()} or {later.isoformat()}"
        )
    return first


def _place(word: str, names: Sequence[str]) -> int | None:
    """Return which of the names a word begins, with three letters or more."""
    word = "wednesday" if word == "weds" else word
    places = (index for index, name in enumerate(names) if name.lower().startswith(word))
    return next(places, None) if len(word) >= len("mon") else None


def _year(digits: str) -> int:
    if len(digits) == len("26"):
        raise _FaultError("has a year of two digits; write all four")
    return _kept(int(digits))


def _kept(year: int) -> int:
    if not 1900 <= year <= 2199:  # noqa: PLR2004 - the sentence beneath says them
        raise _FaultError("is outside the years 1900 to 2199")
    return year


def _on(year: int, month: int, number: int) -> date:
    if not 1 <= month <= len(_MONTHS):
        raise _FaultError("does not exist: the months are 1 to 12, as in 2026-03-31 or 31/3/2026")
    last = _month_end(year, month).day
    if not 1 <= number <= last:
        name = _MONTHS[month - 1]
        raise _FaultError(f"does not exist: the days of {name} {year} are 1 to {last}")
    return date(year, month, number)


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
