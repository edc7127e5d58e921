"""Youth inspections of 2018 to 2024: every fact as printed, under its number, none invented."""

# ruff: noqa: RUF001 - reports print curly quotes and dashes
from __future__ import annotations

import pytest
from invented_reports import FOREWORD, FRONT, YOUTH, changed, reading
from paths import REAL_REPORTS

REPORT = REAL_REPORTS / "knowsley-2023.txt"


RATED = {
    "1.1": "Requires improvement",
    "1.2": "Good",
    "1.3": "Outstanding",
    "1.4": "Good",
    "2.1": "Good",
    "2.2": "Requires improvement",
    "2.3": "Good",
    "2.4": "Requires improvement",
    "3.1": "Outstanding",
    "3.2": "Good",
    "3.3": "Outstanding",
    "3.4": "Good",
    "4.1": "Outstanding",
}


def rated(report: str) -> dict[str, str | None]:
    """Return the rating of each standard by its number."""
    return {
        standard["number"]: standard.get("rating")
        for standard in reading(report).facts["standards"]
    }


def test_the_front_and_the_table_of_a_report_are_read() -> None:
    """Title, kind, service, dates, score and overall rating, without a warning."""
    report_reading = reading(YOUTH)

    facts = report_reading.facts
    assert report_reading.warnings == ()
    assert facts["id"] == "ashmere-and-dunholt-2022"
    assert facts["title"] == "An inspection of youth justice services in Ashmere and Dunholt"
    assert facts["kind"] == "Inspection of youth justice services"
    assert facts["service"]["name"] == "Ashmere and Dunholt Youth Justice Service"
    assert facts["published"] == {"text": "March 2022", "iso": "2022-03"}
    assert facts["fieldwork"] == {"start": "2021-10-11"}
    assert (facts["score"], facts["overall"]) == ({"points": 24, "of": 36}, "Good")
    assert rated(YOUTH) == RATED


def test_standards_of_one_name_are_told_apart_by_number() -> None:
    """Assessment is 2.1 and 3.1, each with its own rating and percentages."""
    asked = {standard["number"]: standard for standard in reading(YOUTH).facts["standards"]}

    assert asked["2.1"]["name"] == asked["3.1"]["name"] == "Assessment"
    assert [question["percent"] for question in asked["2.1"]["questions"]] == [73, 82, 91]
    assert [row["percent"] for row in asked["3.1"]["questions"]] == [86, 93]
    assert asked["2.1"]["questions"][2]["text"].endswith("how to keep other people safe?")
    assert "questions" not in asked["1.1"]


def test_samples_are_the_sum_of_what_is_printed() -> None:
    """Nine and two are eleven; a breakdown that does not add up is warned of."""
    odd = reading(changed(YOUTH, ("ten community resolutions", "nine community resolutions")))

    assert [sample["cases"] for sample in odd.facts["samples"]] == [11, 14]
    assert len(odd.warnings) == 1
    assert "13" in odd.warnings[0]


@pytest.mark.parametrize(
    "printed",
    [
        "Requires\nimprovement",
        "Requires i mprovement",
        "‘Requires improvement.’",
        "“Requires improvement”",
    ],
)
def test_requires_improvement_is_read_however_it_is_printed(printed: str) -> None:
    """Over two lines, with a stray blank, in quotes with the stop inside."""
    report = changed(YOUTH, ("leadership Requires improvement", f"leadership\n{printed}"))

    assert rated(report) == RATED


def test_names_a_pdf_has_broken_are_still_the_standard() -> None:
    """`Partners hips` and `Outofcourt` are mended, for the number says what they are."""
    report = changed(
        YOUTH, ("Partnerships and", "Partners hips and"), ("3.4 Out-of-court", "3.4 Outofcourt")
    )

    names = {
        standard["number"]: standard["name"] for standard in reading(report).facts["standards"]
    }
    assert names["1.3"] == "Partnerships and services"
    assert names["3.4"] == "Out-of-court disposal policy and provision"
    assert rated(report) == RATED


@pytest.mark.parametrize("name", ["Joint working", "Policy and provision"])
def test_the_last_standard_has_had_other_names(name: str) -> None:
    """3.4 is 3.4, whatever it was called that year."""
    report = changed(YOUTH, ("3.4 Out-of-court disposal policy and\nprovision\n", f"3.4 {name}\n"))

    assert reading(report).facts["standards"][11]["name"] == name
    assert rated(report) == RATED


def test_the_place_is_parted_from_what_a_pdf_glued_to_it() -> None:
    """`DunholtHM Inspectorate`, and a date in capitals."""
    report = changed(
        YOUTH,
        (
            "and Dunholt\nHM Inspectorate of Probation, March 2022",
            "and DunholtHM Inspectorate of Probation\nDECEMBER 2018",
        ),
    )

    facts = reading(report).facts
    assert facts["service"]["id"] == "ashmere-and-dunholt"
    assert facts["published"] == {"text": "DECEMBER 2018", "iso": "2018-12"}


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        (
            "A joint inspection of youth offending services in",
            "Joint inspection of youth offending services",
        ),
        ("Inspection of youth offending services:", "Inspection of youth offending services"),
        ("An inspection of youth offending services in:", "Inspection of youth offending services"),
    ],
)
def test_single_and_joint_titles_are_read(opening: str, kind: str) -> None:
    """The title names the kind and the place."""
    facts = reading(changed(YOUTH, ("An inspection of youth justice services in", opening))).facts

    assert facts["title"] == f"{opening} Ashmere and Dunholt"
    assert (facts["kind"], facts["service"]["id"]) == (kind, "ashmere-and-dunholt")


def test_no_score_is_made_of_other_figures() -> None:
    """4.56%, 1/36 in a sentence and a report of 2018 without a score give none."""
    report_reading = reading(changed(YOUTH, ("Score 24/36\n", "")))

    assert "score" not in report_reading.facts
    assert any("No score is printed" in warning for warning in report_reading.warnings)


def test_a_score_that_is_not_the_sum_is_kept_and_warned_of() -> None:
    """The sum leaves resettlement out; a score above its maximum is kept too."""
    odd = reading(changed(YOUTH, ("Score 24/36", "Score 29/36")))
    impossible = reading(changed(YOUTH, ("Score 24/36", "Score 42/36")))

    assert odd.facts["score"] == {"points": 29, "of": 36}
    assert any("sum of the ratings: 24 of 36" in warning for warning in odd.warnings)
    assert impossible.facts["score"] == {"points": 42, "of": 36}
    assert any("at most 36, but 42 of 36" in warning for warning in impossible.warnings)


def test_an_overall_rating_in_a_footnote_is_none() -> None:
    """Only the table prints it, or a sentence that says so of this inspection."""
    silent = changed(YOUTH, ("Overall rating\nGood\n", ""), (FOREWORD[:86], "Foreword\n"))
    note = changed(silent, ("is not influenced by the rating of resettlement", "Good"))

    assert "overall" not in reading(note).facts
    assert "No overall rating is printed." in reading(note).warnings


def test_an_overall_rating_said_otherwise_is_warned_of() -> None:
    """The table stands, and the sentence is named with its line."""
    for answer in ("rated as ‘Outstanding’.", "rated by us, overall, as ‘Outstanding’."):
        report_reading = reading(changed(YOUTH, ("rated as ‘Good.’", answer)))

        assert report_reading.facts["overall"] == "Good"
        assert any("Outstanding is said here" in warning for warning in report_reading.warnings)


def test_a_rating_that_differs_above_its_findings_is_warned_of() -> None:
    """The table stands."""
    report_reading = reading(
        changed(YOUTH, ("deliver a high-quality service.\nGood", "deliver it.\nInadequate"))
    )

    assert report_reading.facts["standards"][1]["rating"] == "Good"
    assert any("1.2 is rated Inadequate here" in warning for warning in report_reading.warnings)


def test_a_rating_outside_its_band_is_kept_and_warned_of() -> None:
    """49% is not Good by the bands; a panel may have decided so."""
    report_reading = reading(changed(YOUTH, ("73%", "49%")))

    assert report_reading.facts["standards"][4]["rating"] == "Good"
    assert any(warning.endswith("this is a warning.") for warning in report_reading.warnings)


def test_an_impossible_percentage_is_kept_and_warned_of() -> None:
    """The print stands; what is no whole number is left out."""
    much = reading(changed(YOUTH, ("73%", "730%")))
    broken = reading(changed(YOUTH, ("73%", "73.5%")))

    assert much.facts["standards"][4]["questions"][0]["percent"] == 730
    assert any("at most 100%, but 730%" in warning for warning in much.warnings)
    assert "percent" not in broken.facts["standards"][4]["questions"][0]
    assert any("73.5% is printed" in warning for warning in broken.warnings)


def test_a_day_in_print_is_kept_and_none_is_invented() -> None:
    """`Published: 11 March 2022` has a day; a report without a date has nothing."""
    dated = changed(YOUTH, (", March 2022", "\nPublished: 11 March 2022"))
    empty = changed(YOUTH, (", March 2022", "\nPublished:"))

    assert reading(dated).facts["published"]["iso"] == "2022-03-11"
    assert "published" not in reading(empty).facts
    assert reading(empty).facts["id"] == "ashmere-and-dunholt-2021"


def test_fieldwork_that_two_places_date_otherwise_is_warned_of() -> None:
    """The more precise date is kept."""
    report_reading = reading(changed(YOUTH, ("started October 2021", "started November 2021")))

    assert report_reading.facts["fieldwork"]["start"] == "2021-10-11"
    assert any(
        "the fieldwork began November 2021 here" in warning for warning in report_reading.warnings
    )


def test_a_standard_that_is_missing_is_named() -> None:
    """Nothing is put in its place."""
    report_reading = reading(changed(YOUTH, ("2.3 Implementation and delivery Good\n", "")))

    assert "2.3" not in {standard["number"] for standard in report_reading.facts["standards"]}
    assert any("not found: 2.3" in warning for warning in report_reading.warnings)


def test_the_article_of_a_place_is_in_the_title_and_not_in_the_id() -> None:
    """The royal boroughs have one."""
    for turn in ("\n", "\n\n"):
        place = f"services in the{turn}Royal Borough of Ashmere"
        front = changed(FRONT, ("services in\nAshmere and Dunholt", place))

        facts = reading(changed(YOUTH, (FRONT, front))).facts
        assert facts["title"].endswith("in the Royal Borough of Ashmere")
        assert facts["service"]["id"] == "royal-borough-of-ashmere"
