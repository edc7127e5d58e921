"""An inspection folds from its stream, and its sums are done again without correcting any."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tracker.domain.errors import UndatedReportError
from tracker.domain.events import (
    AnyEvent,
    CaseFigure,
    EntryCorrected,
    EntryTakenBack,
    Fieldwork,
    InspectionPublished,
    KeyQuestion,
    PrintedDate,
    Score,
    Source,
    Standard,
)
from tracker.domain.inspection import (
    Check,
    Inspection,
    arithmetic,
    inspection,
    last_day,
    points,
    points_under,
    published_effective,
)
from tracker.domain.moment import Entry
from tracker.domain.texts import Erased
from tracker.domain.vocabulary import ErasureReason, InspectionId, PartyId, ServiceId

PUBLISHED = date(2023, 5, 31)
WORDS = [w for w in ("Inadequate", "Requires improvement", "Good", "Outstanding") for _ in (1, 2)]
ERASED = Erased(date(2026, 10, 9), ErasureReason.OTHER)


def report(
    *standards: Standard,
    score: Score | None = None,
    overall: str | Erased | None = None,
    title: str = "A report",
) -> InspectionPublished:
    """Return a publication with these standards."""
    return InspectionPublished(
        service=ServiceId("elmshire"),
        inspectorate="An inspectorate",
        title=title,
        kind="Inspection",
        published=PrintedDate(text="May 2023", iso="2023-05"),
        fieldwork=Fieldwork(),
        score=score,
        overall=overall,
        standards=standards,
        source=Source(report="A report", layout="made-up"),
    )


def rated(number: str, rating: str | Erased | None, *percentages: int | None) -> Standard:
    """Return a standard with its rating and the percentages of its key questions."""
    questions = tuple(KeyQuestion(text="Is it?", percent=percent) for percent in percentages)
    return Standard(number=number, name="A standard", rating=rating, questions=questions)


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


def checks(facts: InspectionPublished) -> list[Check]:
    """Return the arithmetic of a report."""
    return arithmetic(Inspection(InspectionId("elmshire-2023"), facts, PUBLISHED, 1))


def twelve(*ratings: str) -> list[Standard]:
    """Return twelve standards: these ratings, and Good for the rest."""
    numbers = [f"{domain}.{place}" for domain in (1, 2, 3) for place in (1, 2, 3, 4)]
    words = [*ratings, *["Good"] * (12 - len(ratings))]
    return [rated(number, word) for number, word in zip(numbers, words, strict=True)]


def test_an_inspection_is_there_from_the_day_it_was_published() -> None:
    """The day counts; the day before there is none."""
    stream = [entry(7, report())]

    assert inspection(stream, date(2023, 5, 30)) is None
    assert inspection(stream, PUBLISHED) == Inspection(
        InspectionId("elmshire-2023"), report(), PUBLISHED, 7
    )


def test_a_stream_without_entries_has_no_inspection() -> None:
    """Nothing recorded is nothing to show, and no error."""
    assert inspection([], date.max) is None


def test_an_import_taken_back_is_no_inspection_until_it_is_made_again() -> None:
    """Importing again continues the same stream; the position is that of the entry that stands."""
    taken_back = [entry(7, report()), entry(8, EntryTakenBack(entry=7, reason="Wrong file"))]

    again = inspection([*taken_back, entry(9, report(title="The right one"))], PUBLISHED)

    assert inspection(taken_back, PUBLISHED) is None
    assert again is not None
    assert (again.facts.title, again.position) == ("The right one", 9)


def test_a_corrected_inspection_shows_the_corrected_facts_and_day() -> None:
    """A correction keeps the position of the entry it corrects."""
    corrected = EntryCorrected(
        entry=7, event=report(title="Put right"), on=date(2023, 6, 2), reason="Misread"
    )
    stream = [entry(7, report()), entry(8, corrected, date(2026, 3, 1))]

    found = inspection(stream, date(2023, 6, 2))

    assert found == Inspection(
        InspectionId("elmshire-2023"), report(title="Put right"), date(2023, 6, 2), 7
    )
    assert inspection(stream, PUBLISHED) is None


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
    with pytest.raises(UndatedReportError, match="--published DATE"):
        published_effective(PrintedDate())


@pytest.mark.parametrize("printed", ["2023-02-29", "2023-04-31", "0000", "0000-05"])
def test_a_date_that_does_not_exist_is_no_day(printed: str) -> None:
    """The pattern alone would let it pass."""
    with pytest.raises(ValueError, match=r"day|year"):
        last_day(printed)


@pytest.mark.parametrize(
    ("rating", "expected"),
    [
        ("Inadequate", 0),
        ("Requires improvement", 1),
        ("Good", 2),
        ("Outstanding", 3),
        ("GOOD", 2),
        ("  requires \n Improvement ", 1),
        ("Requires i mprovement", 1),
        ("Requires improvement to be good", None),
        ("Very good", None),
        ("", None),
        (None, None),
        (ERASED, None),
    ],
)
def test_a_rating_has_points_whatever_its_case_and_spacing(
    rating: str | Erased | None, expected: int | None
) -> None:
    """Inadequate 0, Requires improvement 1, Good 2, Outstanding 3; nothing else has any."""
    assert points(rating) == expected


def test_a_sum_that_fits_agrees() -> None:
    """Ten Good, one Requires improvement and one Outstanding are 24 of 36, which is Good."""
    facts = report(
        *twelve("Requires improvement", "Outstanding"),
        score=Score(points=24, of=36),
        overall="Good",
    )

    assert checks(facts) == [
        Check("sum of the ratings", "24 of 36", "24 of 36", agrees=True),
        Check("overall, 24 of 36, by the bands as recalled", "Good", "Good", agrees=True),
    ]


def test_resettlement_does_not_count_towards_the_score() -> None:
    """With 4.1 left out thirteen standards make the same 24 of 36."""
    standards = twelve("Requires improvement", "Outstanding")
    facts = report(*standards, rated("4.1", "Good"), score=Score(points=24, of=36))

    assert [(check.reckoned, check.agrees) for check in checks(facts)] == [("24 of 36", True)]


def test_a_score_of_more_standards_than_are_there_does_not_fit() -> None:
    """Eleven standards make no score of 36, whatever their points."""
    (check,) = checks(report(*twelve()[:11], score=Score(points=22, of=36)))

    assert (check.reckoned, check.agrees) == ("22 of 33", False)


def test_a_sum_that_does_not_fit_is_a_warning_and_both_are_shown() -> None:
    """The print is not corrected."""
    facts = report(*twelve(), score=Score(points=25, of=36))

    (check,) = checks(facts)

    assert check == Check("sum of the ratings", "25 of 36", "24 of 36", agrees=False)
    assert check.sentence == (
        "sum of the ratings: 24 of 36, but 25 of 36 is printed; "
        "the print stands, and this is a warning."
    )


@pytest.mark.parametrize("missing", [None, "Not rated", ERASED])
def test_there_is_no_sum_without_every_rating_or_a_score(missing: str | Erased | None) -> None:
    """A rating that is missing, unknown or erased leaves nothing to add up."""
    incomplete = [*twelve()[:11], rated("3.4", missing)]

    assert checks(report(*incomplete, score=Score(points=24, of=36))) == []
    assert checks(report(*twelve())) == []
    assert checks(report(score=Score(points=24, of=36))) == []


@pytest.mark.parametrize(
    ("lowest", "band"), list(zip((0, 49, 50, 64, 65, 79, 80, 100), WORDS, strict=True))
)
def test_the_lowest_key_question_gives_the_band_of_its_standard(lowest: int, band: str) -> None:
    """Below 50, 50 to 64, 65 to 79, 80 and over."""
    (check,) = checks(report(rated("2.1", band.upper(), 100, lowest, None)))

    what = f"2.1, lowest key question {lowest}%, by the bands as recalled"
    assert check == Check(what, band.upper(), band, agrees=True)


def test_a_rating_outside_its_band_is_a_warning() -> None:
    """A ratings panel may have used its discretion close to a boundary."""
    (check,) = checks(report(rated("3.2", "Good", 92, 64, 83)))

    assert (check.printed, check.reckoned, check.agrees) == ("Good", "Requires improvement", False)


@pytest.mark.parametrize("rating", [None, "Not rated", ERASED])
def test_a_standard_without_a_known_rating_is_not_checked(rating: str | Erased | None) -> None:
    """Nor is one without percentages."""
    assert checks(report(rated("2.1", rating, 100), rated("1.1", "Good"))) == []


@pytest.mark.parametrize(
    ("score", "band"), list(zip((0, 6, 7, 18, 19, 30, 31, 36), WORDS, strict=True))
)
def test_the_score_gives_the_band_of_the_overall_rating(score: int, band: str) -> None:
    """0 to 6, 7 to 18, 19 to 30 and 31 to 36, of 36."""
    (check,) = checks(report(score=Score(points=score, of=36), overall=band))

    assert (check.reckoned, check.agrees) == (band, True)
    assert (
        check.sentence == f"overall, {score} of 36, by the bands as recalled: {band}, as printed."
    )


def test_without_a_printed_score_the_ratings_give_the_overall_band() -> None:
    """Twelve Good are 24 points, and 24 is not Outstanding."""
    (check,) = checks(report(*twelve(), overall="Outstanding"))

    assert (check.printed, check.reckoned, check.agrees) == ("Outstanding", "Good", False)


@pytest.mark.parametrize("overall", [None, ERASED, "Mixed"])
def test_an_overall_rating_is_checked_only_where_it_is_known(overall: str | Erased | None) -> None:
    """The bands are those of 36 points; no other scale is guessed at."""
    assert checks(report(score=Score(points=24, of=36), overall=overall)) == []
    assert checks(report(score=Score(points=20, of=30), overall="Good")) == []


def test_what_cannot_be_is_a_check_that_does_not_agree() -> None:
    """The print stands, and each such figure is named with where it stands among the facts."""
    odd = report(rated("2.1", None, 75, 104), score=Score(points=38, of=36)).model_copy(
        update={
            "fieldwork": Fieldwork(start="2023-05-04", end="2023-04"),
            "case_figures": (CaseFigure(paragraph="1.2", sufficient=9, of=8, text="9 of 8"),),
        }
    )

    found = [check for check in checks(odd) if check.reckoned.startswith(("at most", "2023"))]

    assert [(check.what, check.printed, check.reckoned, check.agrees) for check in found] == [
        ("end of the fieldwork", "2023-04", "2023-05-04 or later", False),
        ("score", "38 of 36", "at most 36", False),
        ("2.1, key question 2", "104%", "at most 100%", False),
        ("paragraph 1.2", "9 of 8", "at most 8", False),
    ]
    assert [check.field for check in found] == [
        ("fieldwork", "end"),
        ("score",),
        ("standards", 0, "questions", 1),
        ("case_figures", 0),
    ]


def test_a_percentage_that_cannot_be_gives_no_band() -> None:
    """What is misprinted says nothing of the rating; that it is misprinted is said."""
    found = checks(report(rated("2.1", "Good", 75, 104)))

    assert [check.what for check in found] == ["2.1, key question 2"]


@pytest.mark.parametrize(
    ("inspectorate", "layout", "number", "worth"),
    [
        ("HM Inspectorate of Probation", "hmip-youth-2018", "2.1", 2),
        ("HM Inspectorate of Probation", "by-hand", "4.1", 2),
        ("HM Inspectorate of Probation", "hmip-children-victims-2025", "2.1", None),
        ("HM Inspectorate of Probation", "by-hand", "V1.1", None),
        ("HM Inspectorate of Probation", "by-hand", None, None),
        ("Ofsted", "by-hand", "2.1", None),
    ],
)
def test_a_rating_is_worth_points_only_in_the_framework_that_gives_them(
    inspectorate: str, layout: str, number: str | None, worth: int | None
) -> None:
    """Ofsted numbers some of its judgements alike, and the framework of 2025 has no points."""
    facts = report().model_copy(
        update={
            "inspectorate": inspectorate,
            "source": Source(report="A report", layout=layout),
        }
    )

    assert points_under(facts, number, "Good") == worth
