"""Ofsted's inspections of children's services since 2018: what is printed is found, and no more."""

# ruff: noqa: RUF001 - reports print curly quotes and dashes
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from invented_ofsted_ilacs import (
    ILACS,
    ILACS_2018,
    ILACS_2019,
    ILACS_2022,
    ILACS_2023,
    ILACS_2026,
    OTHERS,
)
from invented_ofsted_sif import SIFS
from invented_reports import changed, reading
from ofsted_facts import others

from tracker.intake.pages import read_pages
from tracker.intake.readers import ofsted_ilacs
from tracker.intake.readers.registry import UnknownLayoutError, chosen

if TYPE_CHECKING:
    from tracker.intake.readers.registry import ReportReading

LEADERS = "The impact of leaders on social work practice with children and families"
HELP = "The experiences and progress of children who need help and protection"
BOTH = "The experiences and progress of children in care and care leavers"
UNDATED = "No date of publication is printed."
IMPROVE = "Requires improvement to be good"


def judged(report_reading: ReportReading) -> dict[str, str | None]:
    """Return the judgements of a reading; none of them has a number."""
    assert not any("number" in row for row in report_reading.facts["standards"])
    return {
        standard["name"]: standard.get("rating") for standard in report_reading.facts["standards"]
    }


def items(report_reading: ReportReading) -> list[tuple[str, str, str]]:
    """Return the items of a reading: number, kind and text; none of them has an addressee."""
    assert not any("addressee" in row for row in report_reading.facts["items"])
    return [(item["number"], item["kind"], item["text"]) for item in report_reading.facts["items"]]


def test_the_report_of_2018_gives_all_its_facts() -> None:
    """Both kinds of points are counted on; only the date of publication is missed."""
    report_reading = reading(ILACS_2018)

    assert report_reading.warnings == (UNDATED,)
    assert {key: report_reading.facts[key] for key in ("id", "inspectorate", "title", "kind")} == {
        "id": "marlowe-ofsted-2018",
        "inspectorate": "Ofsted",
        "title": "Inspection of children’s social care services",
        "kind": "Inspection of children’s social care services",
    }
    assert report_reading.facts["service"] == {"id": "marlowe", "name": "Marlowe County Council"}
    assert report_reading.facts["fieldwork"] == {"start": "2018-10-08", "end": "2018-10-19"}
    assert report_reading.facts["overall"] == "Inadequate"
    assert judged(report_reading) == {LEADERS: IMPROVE, HELP: "Inadequate", BOTH: IMPROVE}
    assert items(report_reading) == [
        (
            "1",
            "priority action",
            "The timeliness of the response to children at risk, including those who go missing.",
        ),
        ("2", "area for improvement", "The quality of assessments and plans."),
        ("3", "area for improvement", "Oversight by managers, so that work does not drift."),
    ]
    assert not {"published", "score", "samples", "case_figures"} & set(report_reading.facts)


def test_the_report_of_2019_gives_all_its_facts() -> None:
    """Two periods are one from first to last day, said in a warning; the table stands."""
    report_reading = reading(ILACS_2019)

    assert report_reading.facts["id"] == "thornby-ofsted-2019"
    assert report_reading.facts["service"]["name"] == "London Borough of Thornby"
    assert report_reading.facts["title"] == "Inspection of children’s social care services"
    assert report_reading.facts["fieldwork"] == {"start": "2019-07-08", "end": "2019-08-08"}
    assert report_reading.facts["overall"] == "Outstanding"
    assert judged(report_reading) == {LEADERS: "Outstanding", HELP: "Good", BOTH: "Outstanding"}
    assert [text for *_, text in items(report_reading)] == [
        "The consistency of return home interviews.",
        "Pathway plans, which young people should own.",
    ]
    assert report_reading.warnings == (
        UNDATED,
        "Line 4: the inspection was in more than one part; all are within the dates.",
        f"Line 22: {HELP!r} is rated {IMPROVE} here, but Good on line 10, which is kept.",
    )


def test_the_report_of_2023_gives_all_its_facts() -> None:
    """Children in care and care leavers are judged apart; Markdown's marks are no text."""
    report_reading = reading(ILACS_2023)

    assert report_reading.warnings == (UNDATED,)
    assert report_reading.facts["service"] == {
        "id": "ashmere-and-dunholt",
        "name": "Ashmere and Dunholt Council’s children’s services",
    }
    assert (
        report_reading.facts["title"]
        == "Inspection of Ashmere and Dunholt Council’s children’s services"
    )
    assert report_reading.facts["kind"] == "Inspection of children’s services"
    assert report_reading.facts["fieldwork"] == {"start": "2023-06-12", "end": "2023-06-23"}
    assert report_reading.facts["overall"] == "Inadequate"
    assert judged(report_reading) == {
        LEADERS: IMPROVE,
        HELP: IMPROVE,
        "The experiences and progress of children in care": "Good",
        "The experiences and progress of care leavers": "Inadequate",
    }
    assert items(report_reading) == [
        ("1", "priority action", "Safe homes for care leavers in custody."),
        ("2", "area for improvement", "The capacity, quality and impact of supervision."),
        ("3", "area for improvement", "Timeliness of strategy meetings."),
        ("4", "area for improvement", "The application of thresholds in early help."),
    ]


def test_the_report_of_2026_has_no_overall_effectiveness() -> None:
    """It is judged no longer, so nothing is reckoned and nothing is warned of."""
    report_reading = reading(ILACS_2026)

    assert "overall" not in report_reading.facts
    assert judged(report_reading) == {
        "Impact of leaders on practice with children and families": "Good",
        "Experiences and progress of children who need help and protection": IMPROVE,
        "Experiences and progress of children in care": "Good",
        "Experiences and progress of care leavers": "Outstanding",
    }
    assert items(report_reading) == [
        (
            "1",
            "area for improvement",
            "The quality of child-in-need plans, so that they can be measured.",
        ),
        ("2", "area for improvement", "The frequency of supervision."),
    ]
    assert report_reading.warnings == (
        UNDATED,
        "Line 17: neither numbers nor bullets are printed here; each paragraph is a point.",
    )


def test_before_2026_a_missing_overall_effectiveness_is_warned_of() -> None:
    """It is never invented from the other judgements."""
    report_reading = reading(changed(ILACS_2022, ("Overall effectiveness Good\n", "")))

    assert "overall" not in report_reading.facts
    assert "No overall effectiveness is printed." in report_reading.warnings


def test_no_date_of_publication_is_invented() -> None:
    """Trap 1: none is in the text at all; the year of the id is that of the inspection."""
    for report in ILACS:
        report_reading = reading(report)
        assert "published" not in report_reading.facts
        assert report_reading.warnings[0] == UNDATED
        assert report_reading.facts["id"].endswith(report_reading.facts["fieldwork"]["start"][:4])


def test_a_date_of_publication_that_is_printed_is_read() -> None:
    """Trap 1: should a report print it, it is kept as printed."""
    report_reading = reading(
        changed(ILACS_2022, ("Lead inspector", "Report published: 14 April 2022\nLead"))
    )

    assert report_reading.facts["published"] == {"text": "14 April 2022", "iso": "2022-04-14"}


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("19 November–30 November 2018", "2018-11-19", "2018-11-30"),
        ("28 February to\n4 March 2022", "2022-02-28", "2022-03-04"),
        ("15 to 1 9 June 2019", "2019-06-15", "2019-06-19"),
        ("12 December 2022 to 13 January 2023", "2022-12-12", "2023-01-13"),
    ],
)
def test_every_range_of_dates_is_read(printed: str, start: str, end: str) -> None:
    """Trap 2: dashes without blanks, wrapped lines, over the turn of the year."""
    report_reading = reading(changed(ILACS_2018, ("8 October to 19 October 2018", printed)))

    assert report_reading.facts["fieldwork"] == {"start": start, "end": end}


def test_a_rating_that_is_not_printed_is_none_and_warned_of() -> None:
    """Trap 3: nothing is taken from another row."""
    report_reading = reading(
        changed(ILACS_2022, ("children and families Good", "children and families"))
    )

    assert judged(report_reading)[LEADERS] is None
    assert f"Line 8: no rating is printed for {LEADERS!r}." in report_reading.warnings


def test_a_missing_judgement_is_warned_of() -> None:
    """Trap 3: of what every report judges, each that is not there is named."""
    report_reading = reading(changed(ILACS_2022, (f"{BOTH} Good\n", "")))

    assert list(judged(report_reading)) == [LEADERS, HELP]
    assert "No judgement on 'care leavers' was found." in report_reading.warnings


def test_findings_numbered_straight_after_are_no_items() -> None:
    """Trap 7: points have bullets; the paragraphs numbered from 1 below them are findings."""
    report_reading = reading(
        changed(ILACS_2019, (f"{HELP}\nRequires improvement to be good\n1.", "1."))
    )

    assert [number for number, *_ in items(report_reading)] == ["1", "2"]


def test_points_have_no_addressee_where_none_is_printed() -> None:
    """Trap 8: the whole report is to the council, so no point names it."""
    assert all("addressee" not in item for item in reading(ILACS_2018).facts["items"])


def test_look_alikes_are_no_points() -> None:
    """Trap 9: "There were no areas for priority action" and a finding that uses the words."""
    assert {kind for _, kind, _ in items(reading(ILACS_2019))} == {"area for improvement"}
    none = changed(ILACS_2018, ("◼ The timeliness of", "There are no areas for priority action.\n"))
    assert {kind for _, kind, _ in items(reading(none))} == {"area for improvement"}


def test_a_running_header_within_the_list_is_taken_out() -> None:
    """Trap 10: title, dates and page number stand between two halves of a point."""
    report_reading = reading(ILACS_2022)

    assert report_reading.warnings == (UNDATED,)
    name = "Dunholt local authority children’s services"
    assert report_reading.facts["service"] == {"id": "dunholt", "name": name}
    assert report_reading.facts["kind"] == "Inspection of local authority children’s services"
    assert [text for *_, text in items(report_reading)] == [
        "The response to 16- and 17-year-olds who present as homeless",
        "The quality of life-story work",
        "Support for care leavers over 21",
    ]


def test_people_and_contacts_are_no_facts() -> None:
    """The lead inspector's name, telephone numbers and addresses stay out."""
    stored = " ".join(str(reading(report).facts) for report in ILACS)

    assert "Somebody" not in stored
    assert "@" not in stored
    assert "0300" not in stored


def test_a_report_without_its_list_is_warned_of() -> None:
    """No item is found where no heading says what needs to improve."""
    report_reading = reading(changed(ILACS_2019, ("What needs to improve\n", "")))

    assert items(report_reading) == []
    assert "No section says what needs to improve." in report_reading.warnings


@pytest.mark.parametrize("report", ILACS)
def test_inspections_since_2018_are_recognised_surely(report: str) -> None:
    """Every year's layout is this reader's own."""
    assert chosen(read_pages(report.encode(), "report.txt"), "report.txt") is ofsted_ilacs


@pytest.mark.parametrize("report", [*SIFS, *OTHERS, *others()])
def test_no_other_report_is_taken_for_one_of_these(report: str) -> None:
    """Other layouts, letters after visits, cover reports and school reports score under a half."""
    most = 0.5

    assert ofsted_ilacs.recognises(read_pages(report.encode(), "report.txt")) < most


@pytest.mark.parametrize("report", OTHERS)
def test_letters_after_visits_and_reports_about_reports_are_refused(report: str) -> None:
    """What only quotes an inspection is read by no reader."""
    with pytest.raises(UnknownLayoutError, match="no known layout"):
        chosen(read_pages(report.encode(), "report.txt"), "report.txt")
