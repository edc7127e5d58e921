"""Youth inspections as they were printed from 2018 to 2024: each way of it, in a small report."""

# ruff: noqa: RUF001 - reports print curly quotes and dashes
from __future__ import annotations

import pytest
from invented_reports import changed, reading
from small_reports import (
    ALL_GOOD,
    DOMAINS,
    FRONT,
    NAMES,
    OPEN,
    WHO,
    items,
    plain,
    rated,
    report,
    table,
)

GOOD = [{"number": number, "name": name, "rating": "Good"} for number, name in NAMES.items()]


def test_a_small_report_gives_exactly_its_facts() -> None:
    """The report that the others here are changed from; nothing is invented."""
    report_reading = reading(report())

    assert report_reading.warnings == ()
    assert plain(report_reading) == {
        "id": "winterbourne-2021",
        "inspectorate": "HM Inspectorate of Probation",
        "service": {"id": "winterbourne", "name": WHO},
        "title": "An inspection of youth offending services in Winterbourne",
        "kind": "Inspection of youth offending services",
        "published": {"text": "November 2021", "iso": "2021-11"},
        "fieldwork": {"start": "2021-05"},
        "score": {"points": 24, "of": 36},
        "overall": "Good",
        "standards": GOOD,
        "samples": [],
        "items": [
            {
                "number": "1",
                "kind": "recommendation",
                "text": "keep its promises.",
                "addressee": f"The {WHO}",
            }
        ],
    }


def test_a_single_inspection_report_of_2019_is_known_by_its_cover() -> None:
    """No score was printed then, and none is missed; rating and dates stand on the cover."""
    cover = f"""Overall rating for the YOS
Good
{WHO}
Single Inspection Report
Dates of inspection fieldwork: September 2019
Date of publication: November 2019
Inspection of youth offending services: Winterbourne 2
"""
    opening = f"Summary of ratings\n{WHO}\n"

    report_reading = reading(report(front=cover, ratings=table(ALL_GOOD, opening=opening)))

    facts = plain(report_reading)
    assert report_reading.warnings == ()
    assert (facts["title"], facts["id"]) == ("Single Inspection Report", "winterbourne-2019")
    assert facts["service"]["name"] == WHO
    assert facts["published"] == {"text": "November 2019", "iso": "2019-11"}
    assert facts["fieldwork"] == {"start": "2019-09"}
    assert facts["overall"] == "Good"
    assert "score" not in facts
    assert facts["standards"] == GOOD


def test_a_joint_inspection_in_wales_addresses_many_bodies() -> None:
    """The heading of the inspectorate is in two languages; a wrapped body of two is one."""
    front = """HM
Inspectorate of
Probation
Arolygiaeth Prawf
EM
A joint inspection of youth justice services in
Cwm Gwyn & Ynys Wen
HM Inspectorate of Probation, May 2024
"""
    addressed = """Recommendations
We have made three recommendations.
The chair of the Cwm Gwyn & Ynys Wen Youth Justice Management
Board should:
1. fill its places
The local authorities and North Police must:
2. share what they know.
The Welsh Government should:
3. pay.
"""

    report_reading = reading(report(front=front, items=addressed))

    assert report_reading.warnings == ()
    assert report_reading.facts["service"]["id"] == "cwm-gwyn-ynys-wen"
    assert report_reading.facts["kind"] == "Joint inspection of youth justice services"
    assert items(report_reading) == [
        (
            "1",
            "The chair of the Cwm Gwyn & Ynys Wen Youth Justice Management Board",
            "fill its places",
        ),
        ("2", "The local authorities and North Police", "share what they know."),
        ("3", "The Welsh Government", "pay."),
    ]


MIXED = dict(zip(NAMES, ["Good", "Outstanding", "Inadequate", "Good"] * 3, strict=True))
BLOCKS = [list(NAMES)[at : at + 4] for at in (0, 4, 8)]
NAMED = [[f"{number} {NAMES[number]}" for number in block] for block in BLOCKS]
WORDS = [[MIXED[number] for number in block] for block in BLOCKS]
BY_DOMAIN = zip(DOMAINS.values(), NAMED, WORDS, strict=False)
NAMES_FIRST, RATINGS_FIRST = (
    [line for head, names, words in BY_DOMAIN for line in (head, *names, *words)],
    [
        line
        for head, names, words in zip(DOMAINS.values(), NAMED, WORDS, strict=False)
        for line in (head, *words, *names)
    ],
)
APART = [*(line for block in NAMED for line in block), *(word for block in WORDS for word in block)]


@pytest.mark.parametrize("lines", [NAMES_FIRST, RATINGS_FIRST, APART])
def test_ratings_in_a_column_of_their_own_are_paired_with_the_names(lines: list[str]) -> None:
    """Names first or ratings first, by domain or all at once: as many of both."""
    opening = OPEN.replace("Score 24/36", "Score 21/36")

    report_reading = reading(report(ratings=opening + "\n".join(lines) + "\n"))

    assert rated(report_reading) == MIXED
    assert report_reading.warnings == ()


def test_ratings_that_cannot_be_paired_are_not_taken() -> None:
    """Eleven for twelve names: no rating is printed for any, and a warning says why."""
    report_reading = reading(report(ratings=OPEN + "\n".join(APART[:-1]) + "\n"))

    assert rated(report_reading) == dict.fromkeys(NAMES)
    assert any(
        "12 standards and 11 ratings stand apart here" in warning
        for warning in report_reading.warnings
    )


def test_the_names_of_a_table_may_stand_below_their_numbers_or_behind_an_icon() -> None:
    """`1.1` alone on its line, and `P 1.1` as a printer's picture gives it."""
    below = "".join(f"{number}\n{name}\nGood\n" for number, name in NAMES.items())
    behind = "".join(f"P {number} {name} Good\n" for number, name in NAMES.items())

    assert rated(reading(report(ratings=OPEN + below))) == ALL_GOOD
    assert rated(reading(report(ratings=OPEN + behind))) == ALL_GOOD


def test_resettlement_may_be_described_and_not_rated() -> None:
    """4.1 has a name and no rating, with a warning; it does not count for the score."""
    names = {**NAMES, "4.1": "Resettlement policy and provision"}

    report_reading = reading(report(ratings=table({**ALL_GOOD, "4.1": "Not rated"}, names)))

    assert report_reading.facts["standards"][12] == {"number": "4.1", "name": names["4.1"]}
    assert report_reading.warnings == (
        "Line 38: no rating is printed for 4.1 Resettlement policy and provision.",
    )


def test_an_annexe_that_counts_other_cases_is_warned_of() -> None:
    """The first count is kept."""
    findings = """We took a detailed look at ten community sentences managed by the YOS.
We examined 12 court disposals and 8 out-of-court disposals.
"""

    report_reading = reading(report(findings=findings))

    assert [sample["cases"] for sample in report_reading.facts["samples"]] == [10, 8]
    assert any(
        "12 court cases are printed here, but 10" in warning for warning in report_reading.warnings
    )


def test_two_areas_are_one_service() -> None:
    """`and` never parts a place, nor does a name that ends in a saint."""
    front = changed(FRONT, ("Winterbourne\n", "Barrow and St Ede’s, and the Isle\n"))

    report_reading = reading(report(front=front))

    assert report_reading.facts["service"]["id"] == "barrow-and-st-edes-and-the-isle"


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        (
            "A re-inspection of youth offending services in",
            "Re-inspection of youth offending services",
        ),
        ("An inspection of youth offending in", "Inspection of youth offending"),
        ("Inspection of youth offending services:", "Inspection of youth offending services"),
        (
            "An inspection of small youth offending services in",
            "Inspection of small youth offending services",
        ),
    ],
)
def test_other_openings_of_the_title_are_read(opening: str, kind: str) -> None:
    """A second inspection, a regional report on small services, a title without `services`."""
    front = changed(FRONT, ("An inspection of youth offending services in", opening))

    facts = reading(report(front=front)).facts

    assert (facts["kind"], facts["service"]["id"]) == (kind, "winterbourne")


def test_a_report_that_rates_nothing_has_no_ratings() -> None:
    """The small services of a region: names without ratings, and no score is made up."""
    listed = "Ratings\n" + "".join(f"{number} {name}\n" for number, name in NAMES.items())

    report_reading = reading(report(ratings=listed))

    assert rated(report_reading) == dict.fromkeys(NAMES)
    assert not {"overall", "score"} & set(report_reading.facts)
    assert "No overall rating is printed." in report_reading.warnings


def test_weeks_that_are_named_by_their_beginnings_have_no_last_day() -> None:
    """The second date is a beginning too."""
    text = "The fieldwork took place in the weeks beginning 4 June 2021 and 18 June 2021.\n"

    report_reading = reading(report(ratings=table(ALL_GOOD).replace("May", "June"), findings=text))

    assert report_reading.facts["fieldwork"] == {"start": "2021-06-04"}
    assert report_reading.warnings == ()


@pytest.mark.parametrize(
    "opening",
    [
        f"Ratings\n{WHO}   Score 24/36\nFieldwork started May 2021\nOverall rating   Good\n",
        f"Ratings\n{WHO} Score\n24/36\nFieldwork started May 2021\nOverall rating Good\n",
    ],
)
def test_a_score_beside_the_service_is_no_part_of_its_name(opening: str) -> None:
    """On the same line, or broken over two."""
    report_reading = reading(report(ratings=table(ALL_GOOD, opening=opening)))

    assert report_reading.facts["service"]["name"] == WHO
    assert report_reading.facts["score"] == {"points": 24, "of": 36}
    assert report_reading.warnings == ()


def test_who_led_an_inspection_is_no_part_of_its_title() -> None:
    """The bodies that joined it stand below the place."""
    led = "Winterbourne\nAn inspection led by HM Inspectorate of Probation with:\nEstyn\nHM"

    report_reading = reading(report(front=changed(FRONT, ("Winterbourne\nHM", led))))

    assert (
        report_reading.facts["title"] == "An inspection of youth offending services in Winterbourne"
    )
    assert report_reading.facts["service"]["id"] == "winterbourne"


def test_cases_of_the_courts_are_counted_once() -> None:
    """An annexe names the same sample in other words."""
    findings = """We took a detailed look at 18 cases of children sentenced by the courts.
We conducted an examination of a sample of 18 court disposals.
"""

    report_reading = reading(report(findings=findings))

    assert [sample["cases"] for sample in report_reading.facts["samples"]] == [18]


def test_an_addressee_may_be_cut_anywhere_and_a_list_within_a_point_is_none() -> None:
    """Its second half has a gap above it; the end of a point is no beginning of a body."""
    listed = f"""Recommendations
The {WHO} should:
• use data on girls and on Gypsy,
Roma and Traveller children
Winterbourne Borough Council should:
• pay

Winterbourne Council and Sutton Metropolitan

Borough Council should:
• meet.
"""

    rows = items(reading(report(items=listed)))

    assert [(who, text) for _, who, text in rows] == [
        (f"The {WHO}", "use data on girls and on Gypsy, Roma and Traveller children"),
        ("Winterbourne Borough Council", "pay"),
        ("Winterbourne Council and Sutton Metropolitan Borough Council", "meet."),
    ]
