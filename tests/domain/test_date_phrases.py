"""Dates as people type them, in both directions, and the sentences that refuse the rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TypeVar

import hypothesis
import pytest
from hypothesis import strategies as st

from tracker.application.date_phrases import understand, understand_known, understand_strict
from tracker.domain.errors import DateError, weekday_date

T = TypeVar("T")

TODAY = date(2026, 11, 21)
"""A Saturday."""

MEETINGS = [date(2027, 1, 14), date(2026, 9, 10), date(2026, 11, 21), date(2026, 12, 3)]

ONE_MEANING = {
    "2026-03-31": date(2026, 3, 31),
    " 2028-02-29 ": date(2028, 2, 29),
    "3/4/2027": date(2027, 4, 3),
    "31/03/2026": date(2026, 3, 31),
    "3 april 2027": date(2027, 4, 3),
    "3rd of April 2027": date(2027, 4, 3),
    "1st sept 2025": date(2025, 9, 1),
    "29 FEB 2028": date(2028, 2, 29),
    "today": date(2026, 11, 21),
    "Yesterday": date(2026, 11, 20),
    "tomorrow": date(2026, 11, 22),
    "last friday": date(2026, 11, 20),
    "last saturday": date(2026, 11, 14),
    "last sun": date(2026, 11, 15),
    "next tue": date(2026, 11, 24),
    "next  Saturday": date(2026, 11, 28),
    "10 days ago": date(2026, 11, 11),
    "1 day ago": date(2026, 11, 20),
    "2 weeks ago": date(2026, 11, 7),
    "a fortnight ago": date(2026, 11, 7),
    "3 months ago": date(2026, 8, 21),
    "9 months ago": date(2026, 2, 21),
    "in 0 days": date(2026, 11, 21),
    "in 10 days": date(2026, 12, 1),
    "in a week": date(2026, 11, 28),
    "in 2 fortnights": date(2026, 12, 19),
    "in 14 months": date(2028, 1, 21),
    "+2w": date(2026, 12, 5),
    "+10d": date(2026, 12, 1),
    "+3m": date(2027, 2, 21),
    "-2w": date(2026, 11, 7),
    "-11m": date(2025, 12, 21),
    "end of march 2027": date(2027, 3, 31),
    "end of feb 2028": date(2028, 2, 29),
    "end of 2027": date(2027, 12, 31),
    "1/1/1900": date(1900, 1, 1),
    "2199-12-31": date(2199, 12, 31),
}

BY_DIRECTION = {
    "3 apr": (date(2026, 4, 3), date(2027, 4, 3)),
    "3rd of April": (date(2026, 4, 3), date(2027, 4, 3)),
    "20 nov": (date(2026, 11, 20), date(2027, 11, 20)),
    "21 november": (date(2026, 11, 21), date(2026, 11, 21)),
    "22 nov": (date(2025, 11, 22), date(2026, 11, 22)),
    "1 december": (date(2025, 12, 1), date(2026, 12, 1)),
    "friday": (date(2026, 11, 20), date(2026, 11, 27)),
    "sun": (date(2026, 11, 15), date(2026, 11, 22)),
    "Weds": (date(2026, 11, 18), date(2026, 11, 25)),
    "end of month": (date(2026, 10, 31), date(2026, 11, 30)),
    "end of the month": (date(2026, 10, 31), date(2026, 11, 30)),
    "end of quarter": (date(2026, 9, 30), date(2026, 12, 31)),
    "end of march": (date(2026, 3, 31), date(2027, 3, 31)),
    "end of nov": (date(2025, 11, 30), date(2026, 11, 30)),
    "end of december": (date(2025, 12, 31), date(2026, 12, 31)),
    "board": (date(2026, 11, 21), date(2026, 12, 3)),
}

FORMS = (
    "is not understood as a date; write one like 2026-03-31, 31/3/2026, 3 april, last friday, "
    "in 2 weeks, end of march or board."
)

UNKNOWN = (
    "cannot be used here: ISO only (2026-03-31 or 2026-03-31T17:00:00+01:00), "
    "or today, yesterday or a position (1204)."
)

REFUSED = {
    "31/4/2026": "does not exist: the days of April 2026 are 1 to 30.",
    "31 april": "does not exist: the days of April 2027 are 1 to 30.",
    "2026-02-29": "does not exist: the days of February 2026 are 1 to 28.",
    "29 feb": "does not exist: the days of February 2027 are 1 to 28.",
    "0 march": "does not exist: the days of March 2027 are 1 to 31.",
    "3/31/2026": "does not exist: the months are 1 to 12, as in 2026-03-31 or 31/3/2026.",
    "2026-13-01": "does not exist: the months are 1 to 12, as in 2026-03-31 or 31/3/2026.",
    "31/03/26": "has a year of two digits; write all four.",
    "3 april 27": "has a year of two digits; write all four.",
    "26-03-31": "has a year of two digits; write all four.",
    "end of 27": "has a year of two digits; write all four.",
    "31/12/1899": "is outside the years 1900 to 2199.",
    "2200-01-01": "is outside the years 1900 to 2199.",
    "3 april 027": "is outside the years 1900 to 2199.",
    "in 9999 months": "is outside the years 1900 to 2199.",
    "9999 fortnights ago": "is outside the years 1900 to 2199.",
    "saturday": "may be today or a week away; write today, last Saturday or next Saturday.",
    **dict.fromkeys(["", "soon", "3/4", "20260331", "2026-3-1", "3 foo", "in 2 days ago"], FORMS),
    **dict.fromkeys(["2 weeks", "last week", "end of time", "end of month 2027", "ma"], FORMS),
    **dict.fromkeys(["٣ april", "+2y", "next board", "2026-W13-2", "1" * 50], FORMS),
}


def refusal(text: str, *, forward: bool = True, meetings: tuple[date, ...] = ()) -> str:
    """Return the sentence with which a text is refused."""
    with pytest.raises(DateError) as refused:
        understand(text, today=TODAY, forward=forward, meetings=meetings)
    assert refused.value.exit_code == 2
    return refused.value.sentence


@pytest.mark.parametrize(("text", "day"), ONE_MEANING.items())
def test_a_whole_date_means_the_same_in_both_directions(text: str, day: date) -> None:
    """What names its day, or counts from today, does not depend on the direction."""
    assert understand(text, today=TODAY, forward=True) == day
    assert understand(text, today=TODAY, forward=False) == day


@pytest.mark.parametrize(("text", "days"), BY_DIRECTION.items())
def test_part_of_a_date_is_the_nearest_in_its_direction(text: str, days: tuple[date, date]) -> None:
    """What happened lies behind and what is due lies ahead."""
    behind = understand(text, today=TODAY, forward=False, meetings=MEETINGS)
    ahead = understand(text, today=TODAY, forward=True, meetings=MEETINGS)

    assert (behind, ahead) == days


@pytest.mark.parametrize(
    ("today", "text", "day"),
    [
        (date(2026, 1, 31), "+1m", date(2026, 2, 28)),
        (date(2028, 1, 31), "in 1 month", date(2028, 2, 29)),
        (date(2026, 12, 31), "in 2 months", date(2027, 2, 28)),
        (date(2026, 3, 31), "1 month ago", date(2026, 2, 28)),
        (date(2026, 1, 31), "end of month", date(2026, 1, 31)),
        (date(2026, 12, 31), "end of quarter", date(2026, 12, 31)),
        (date(2028, 2, 29), "29 feb", date(2028, 2, 29)),
        (date(2026, 12, 31), "tomorrow", date(2027, 1, 1)),
    ],
)
def test_months_and_periods_end_where_they_end(today: date, text: str, day: date) -> None:
    """A month without the day ends on its last; the end of a period may be today."""
    assert understand(text, today=today, forward=True) == day


@pytest.mark.parametrize(("text", "fault"), REFUSED.items())
def test_what_is_not_one_day_is_refused_in_one_sentence(text: str, fault: str) -> None:
    """The sentence names the text and what is wrong with it."""
    shown = f"{text!r}" if len(text) < 50 else f"'{'1' * 50}'"

    assert refusal(text) == f"{shown} {fault}"


def test_a_board_without_a_meeting_says_how_to_add_one() -> None:
    """Today's meeting is the last one, and never the next."""
    assert refusal("board", meetings=(TODAY,)) == (
        "'board' names no meeting: none is known after 21 November 2026."
    )
    assert refusal("board", forward=False, meetings=(TODAY + timedelta(days=1),)) == (
        "'board' names no meeting: none is known on or before 21 November 2026."
    )


def test_a_refusal_shows_what_cannot_be_seen() -> None:
    """What was typed is spelt out where it would drive the terminal, and cut where it is long."""
    assert refusal("3\x1b[2J apr\u202e") == f"'3\\x1b[2J apr\\u202e' {FORMS}"
    assert refusal("x" * 70) == f"'{'x' * 60}'… {FORMS}"


WORDS = (
    "last next end of in ago board march friday 29 feb 3 9999 +2w a month days 31/4/2026 2026 th"
)
TYPED = st.text() | st.lists(st.sampled_from(WORDS.split())).map(" ".join)
TYPED |= st.text(alphabet="0123456789/-+: TZdwmy", max_size=25)


def outcome(ask: Callable[[], T]) -> T | str:
    """Return what was understood, or the sentence that refuses it."""
    try:
        return ask()
    except DateError as refused:
        return refused.sentence


@hypothesis.given(TYPED, st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_any_text_is_a_date_or_is_refused(text: str, today: date) -> None:
    """Nothing that can be typed ends in anything but a day in range or one sentence to print."""
    ask = partial(understand, text, today=today, meetings=MEETINGS)
    behind, ahead = outcome(partial(ask, forward=False)), outcome(partial(ask, forward=True))
    strict = outcome(partial(understand_strict, text, today=today))
    known = outcome(partial(understand_known, text, today=today))

    for answer in (behind, ahead, strict, known):
        assert answer.isprintable() if isinstance(answer, str) else isinstance(answer, date | int)
    assert isinstance(behind, str) or 1900 <= behind.year <= 2199
    assert isinstance(ahead, str) or 1900 <= ahead.year <= 2199
    assert isinstance(strict, str) or strict == behind == ahead == known


@hypothesis.given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.booleans())
def test_every_day_can_be_typed(day: date, forward: bool) -> None:  # noqa: FBT001 - Hypothesis gives it by place
    """ISO, day first, and in words: a day that is written out comes back as itself."""
    for text in (
        f"{day}",
        f"{day.day}/{day.month}/{day.year}",
        weekday_date(day).split(maxsplit=1)[1],
    ):
        assert understand(text, today=TODAY, forward=forward) == day
    assert understand_strict(f"{day}", today=TODAY) == day


def test_a_day_is_said_with_its_weekday() -> None:
    """The echo of what was understood lets a slip be seen."""
    assert weekday_date(date(2027, 3, 31)) == "Wednesday 31 March 2027"


@pytest.mark.parametrize(
    "text", ["31/03/26", "tomorrow", "friday", "3 april 2026", "board", "1204"]
)
def test_a_question_takes_iso_dates_only(text: str) -> None:
    """What is asked of the past must mean the same to whoever repeats it."""
    with pytest.raises(DateError) as refused:
        understand_strict(text, today=TODAY)

    fault = "cannot be used here: ISO only (2026-03-31), or today or yesterday."
    assert refused.value.sentence == f"'{text}' {fault}"
    assert understand_strict("Today", today=TODAY) == TODAY
    assert understand_strict("yesterday", today=TODAY) == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("1204", 1204),
        ("#1204", 1204),
        ("2026-03-31", date(2026, 3, 31)),
        ("today", TODAY),
        ("yesterday", date(2026, 11, 20)),
        ("2026-03-31T17:00:00+01:00", datetime(2026, 3, 31, 16, tzinfo=UTC)),
        ("2026-03-31t17:00z", datetime(2026, 3, 31, 17, tzinfo=UTC)),
        ("2026-03-31 17:00:00.25Z", datetime(2026, 3, 31, 17, 0, 0, 250_000, tzinfo=UTC)),
        ("2026-10-25T01:30+01:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T01:30+00:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("2026-06-30T23:30", datetime(2026, 6, 30, 22, 30, tzinfo=UTC)),
        ("2026-12-31T23:30", datetime(2026, 12, 31, 23, 30, tzinfo=UTC)),
        ("2026-03-29T02:00", datetime(2026, 3, 29, 1, tzinfo=UTC)),
        ("2026-10-25T02:00", datetime(2026, 10, 25, 2, tzinfo=UTC)),
    ],
)
def test_knowledge_is_of_a_position_a_day_or_an_instant(
    text: str, known: int | date | datetime
) -> None:
    """An instant comes back in UTC; without an offset it is London's."""
    answer = understand_known(text, today=TODAY)

    assert (type(answer), answer) == (type(known), known)
    assert getattr(answer, "tzinfo", UTC) is UTC


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("2026-03-29T01:30", "does not exist: clocks in London went forward over it."),
        (
            "2026-10-25 01:30",
            "comes twice in London; write 2026-10-25T01:30:00+01:00 or 2026-10-25T01:30:00+00:00.",
        ),
        ("2026-02-30T01:30Z", "does not exist: the days of February 2026 are 1 to 28."),
        ("2026-03-31T25:00Z", "has no such time of day or offset."),
        ("2026-03-31T05:00+24:00", "has no such time of day or offset."),
        ("#0", "is no position: entries are counted from 1."),
        *(
            (text, UNKNOWN)
            for text in ("31/03/26", "tomorrow", "-4", "9" * 19, "2026-03-31T17", "")
        ),
    ],
)
def test_knowledge_of_no_one_instant_is_refused(text: str, fault: str) -> None:
    """A clock time that was skipped, or came twice, is not guessed."""
    with pytest.raises(DateError) as refused:
        understand_known(text, today=TODAY)

    assert refused.value.sentence == f"'{text}' {fault}"
