"""An inspection folds from its stream, and stands from the day its report was published."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sample_inspections import report

from tracker.domain.bitemporal import Entry
from tracker.domain.errors import UndatedReportError
from tracker.domain.events import (
    AnyEvent,
    EntryCorrected,
    EntryTakenBack,
    PrintedDate,
)
from tracker.domain.inspection import Inspection, fold_inspection
from tracker.domain.partial_dates import last_day, published_effective
from tracker.domain.vocabulary import InspectionId, PartyId

PUBLISHED = date(2023, 5, 31)


def entry(position: int, event: AnyEvent, on: date = PUBLISHED) -> Entry:
    """Return an entry in the stream of one inspection."""
    return Entry(
        position=position,
        stream="inspection:elmshire-2023",
        effective_on=on,
        recorded_at=datetime(2026, 3, 1, 12, 0, position, tzinfo=UTC),
        actor=PartyId("p1"),
        command=f"c{position}",
        event=event,
    )


def test_an_inspection_is_there_from_the_day_it_was_published() -> None:
    """The day counts; the day before there is none."""
    stream = [entry(7, report())]

    assert fold_inspection(stream, date(2023, 5, 30)) is None
    assert fold_inspection(stream, PUBLISHED) == Inspection(
        InspectionId("elmshire-2023"), report(), PUBLISHED, 7
    )


def test_a_stream_without_entries_has_no_inspection() -> None:
    """Nothing recorded is nothing to show, and no error."""
    assert fold_inspection([], date.max) is None


def test_an_import_taken_back_is_no_inspection_until_it_is_made_again() -> None:
    """Importing again continues the same stream; the position is that of the entry that stands."""
    taken_back = [entry(7, report()), entry(8, EntryTakenBack(entry=7, reason="Wrong file"))]

    again = fold_inspection([*taken_back, entry(9, report(title="The right one"))], PUBLISHED)

    assert fold_inspection(taken_back, PUBLISHED) is None
    assert again is not None
    assert (again.facts.title, again.position) == ("The right one", 9)


def test_a_corrected_inspection_shows_the_corrected_facts_and_day() -> None:
    """A correction keeps the position of the entry it corrects."""
    corrected = EntryCorrected(
        entry=7, event=report(title="Put right"), on=date(2023, 6, 2), reason="Misread"
    )
    stream = [entry(7, report()), entry(8, corrected, date(2026, 3, 1))]

    answer = fold_inspection(stream, date(2023, 6, 2))

    assert answer == Inspection(
        InspectionId("elmshire-2023"), report(title="Put right"), date(2023, 6, 2), 7
    )
    assert fold_inspection(stream, PUBLISHED) is None


@pytest.mark.parametrize(
    ("iso", "stated", "expected"),
    [
        ("2013-11-20", None, date(2013, 11, 20)),
        ("2023-05", None, date(2023, 5, 31)),
        ("2023-02", None, date(2023, 2, 28)),
        ("2024-02", None, date(2024, 2, 29)),
        ("2023", None, date(2023, 12, 31)),
        ("2023-05", date(2023, 5, 11), date(2023, 5, 11)),
        ("2023", date(2023, 5, 11), date(2023, 5, 11)),
        (None, date(2023, 5, 11), date(2023, 5, 11)),
        ("2013-11-20", date(2013, 11, 21), date(2013, 11, 20)),
    ],
)
def test_a_publication_takes_effect_on_its_printed_or_stated_or_last_day(
    iso: str | None, stated: date | None, expected: date
) -> None:
    """A printed day is the day; else the stated one; else the last day that the print allows."""
    assert published_effective(PrintedDate(iso=iso, stated=stated)) == expected


def test_a_publication_without_any_date_says_how_to_give_one() -> None:
    """No day is invented."""
    with pytest.raises(UndatedReportError, match="prints no date of publication"):
        published_effective(PrintedDate())


@pytest.mark.parametrize("printed", ["2023-02-29", "2023-04-31", "0000", "0000-05"])
def test_a_date_that_does_not_exist_is_no_day(printed: str) -> None:
    """The pattern alone would let it pass."""
    with pytest.raises(ValueError, match=r"day|year"):
        last_day(printed)
