"""The sums of a report are done again, and none of them is corrected."""

from __future__ import annotations

from datetime import date

import pytest
from sample_inspections import rated, report

from tracker.domain.events import (
    CaseFigure,
    Fieldwork,
    InspectionPublished,
    Score,
    Source,
    Standard,
)
from tracker.domain.free_text import Erased
from tracker.domain.inspection import Inspection
from tracker.domain.report_checks import Check, check_report, points, points_under
from tracker.domain.vocabulary import ErasureReason, InspectionId

PUBLISHED = date(2023, 5, 31)
WORDS = [w for w in ("Inadequate", "Requires improvement", "Good", "Outstanding") for _ in (1, 2)]
ERASED = Erased(date(2026, 10, 9), ErasureReason.OTHER)


def checks(facts: InspectionPublished) -> list[Check]:
    """Return the arithmetic of a report."""
    return check_report(Inspection(InspectionId("elmshire-2023"), facts, PUBLISHED, 1))


def twelve(*ratings: str) -> list[Standard]:
    """Return twelve standards: these ratings, and Good for the rest."""
    numbers = [f"{domain}.{place}" for domain in (1, 2, 3) for place in (1, 2, 3, 4)]
    words = [*ratings, *["Good"] * (12 - len(ratings))]
    return [rated(number, word) for number, word in zip(numbers, words, strict=True)]


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
