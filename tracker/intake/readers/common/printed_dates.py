"""Dates as reports print them, read as precisely as they are printed and never more."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from dataclasses import dataclass, field
from typing import Final

from tracker.domain.partial_dates import first_day

_MONTHS: Final = {
    name.casefold(): index
    for names in (month_name, month_abbr)
    for index, name in enumerate(names)
    if name
} | {"sept": 9}
_MONTH: Final = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY: Final = r"\d{1,2}(?:\s?(?:st|nd|rd|th))?"
_WEEKDAY: Final = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_ONE: Final = rf"{_WEEKDAY}(?:{_DAY}(?:\s+of)?\s+)?{_MONTH},?\s+(?:19|20)\d\d\b"
_JOIN: Final = r"\s*(?:-|\u2013|\u2014|\bto\b|\band\b|\buntil\b)\s*"
_DATE: Final = re.compile(rf"\b{_ONE}|\b\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)\d\d\b", re.IGNORECASE)
_RANGE: Final = re.compile(
    rf"\b{_WEEKDAY}(?P<d1>{_DAY})?\s*(?P<m1>{_MONTH})?,?\s*(?P<y1>(?:19|20)\d\d)?{_JOIN}"
    rf"{_WEEKDAY}(?P<d2>{_DAY})?\s*(?P<m2>{_MONTH}),?\s+(?P<y2>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A date in print: its words and what they say; `iso` is None for a day that does not exist."""

    text: str
    iso: str | None
    at: int = field(default=0, compare=False)
    """Where in the text that was looked at its own words begin."""


def printed_date(text: str, start: int = 0) -> PrintedDay | None:
    """Return the first date in a text from a place of it on, or None if there is none."""
    match = _DATE.search(text, start)
    if match is None:
        return None
    if "/" in match[0] or re.match(r"\d+\.\d", match[0]):
        day, month, year = re.split(r"[/.]", match[0])
        return PrintedDay(match[0], _iso(year, int(month), day), match.start())
    words = re.findall(r"\d+|[a-z]+", match[0].casefold())
    month = next(_MONTHS[word] for word in words if word in _MONTHS)
    numbers = [word for word in words if word.isdecimal()]
    day = numbers[0] if len(numbers) > 1 else None
    return PrintedDay(match[0], _iso(numbers[-1], month, day), match.start())


def printed_range(text: str) -> tuple[PrintedDay, PrintedDay | None] | None:
    """Return the first and last day of the first range in a text, or the one date it prints."""
    one = _DATE.search(text)
    for match in _RANGE.finditer(text):
        if one is not None and one.end() <= match.start():
            break
        if not (match["d1"] or match["m1"]) or (match["d1"] and not match["d2"]):
            continue
        month, year = match["m1"] or match["m2"], match["y1"] or match["y2"]
        whole = " ".join(match[0].split())
        second = match.start("d2" if match["d2"] else "m2")
        return (
            PrintedDay(whole, _iso(year, _month(month), match["d1"]), match.start()),
            PrintedDay(whole, _iso(match["y2"], _month(match["m2"]), match["d2"]), second),
        )
    single = printed_date(text)
    return (single, None) if single else None


def _month(word: str) -> int:
    return _MONTHS[word.casefold().rstrip(".")]


def _iso(year: str, month: int, day: str | None) -> str | None:
    iso = f"{year}-{month:02d}"
    if day is not None:
        digits = re.sub(r"\D", "", day)
        iso += f"-{int(digits):02d}"
    try:
        first_day(iso)
    except ValueError:
        return None
    return iso


def exactness(start: PrintedDay, end: PrintedDay | None) -> tuple[int, bool]:
    """Return how much a period in print says: how precise its beginning is, and whether it ends."""
    return len(start.iso or ""), end is not None
