"""Single inspections of Ofsted: front, judgements and dates are found as printed, and no more."""

# ruff: noqa: RUF001 - reports print curly quotes and dashes
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from invented_ofsted_ilacs import ILACS, OTHERS
from invented_ofsted_sif import SIF_2013, SIF_2014, SIF_2015, SIF_2016, SIF_2017, SIFS
from invented_reports import changed, reading
from ofsted_facts import items, judged, others

from tracker.intake.pages import UnreadableReportError, read_pages
from tracker.intake.readers import ofsted_sif
from tracker.intake.readers.ofsted.front_page import short
from tracker.intake.readers.registry import chosen, readers

if TYPE_CHECKING:
    from tracker.intake.readers.registry import ReportReading

KIND = (
    "Inspection of services for children in need of help and protection, "
    "children looked after and care leavers"
)
BOARD = "The effectiveness of the Local Safeguarding Children Board (LSCB)"
HELP, PERMANENCE, ADOPTION, LEAVERS, LEADERS = ofsted_sif.NAMES


def ratings(report_reading: ReportReading) -> dict[str | None, str | None]:
    """Return the ratings of a reading by number; the Board's has none."""
    return {number: rating for number, _, rating in judged(report_reading)}


def facts(report_reading: ReportReading, *names: str) -> dict[str, Any]:
    """Return some of the facts of a reading."""
    return {name: report_reading.facts.get(name) for name in names}


def test_the_report_of_2014_gives_all_its_facts() -> None:
    """Front, table, sentences and lists: each is as printed, and nothing is warned of."""
    report_reading = reading(SIF_2014)

    assert report_reading.warnings == ()
    assert facts(report_reading, "id", "inspectorate", "kind", "title", "overall", "service") == {
        "id": "marlowe-ofsted-2014",
        "inspectorate": "Ofsted",
        "kind": KIND,
        "title": f"{KIND} and Review of the effectiveness of the Local Safeguarding Children Board",
        "overall": "Inadequate",
        "service": {"id": "marlowe", "name": "Marlowe County Council"},
    }
    assert report_reading.facts["published"] == {"text": "13 May 2014", "iso": "2014-05-13"}
    assert report_reading.facts["fieldwork"] == {"start": "2014-03-04", "end": "2014-03-27"}
    assert judged(report_reading) == [
        ("1", HELP, "Inadequate"),
        ("2", PERMANENCE, "Requires improvement"),
        ("2.1", ADOPTION, "Good"),
        ("2.2", LEAVERS, "Requires improvement"),
        ("3", LEADERS, "Inadequate"),
        (None, BOARD, "Inadequate"),
    ]
    assert not {"score", "case_figures", "samples"} & set(report_reading.facts)


@pytest.mark.parametrize(
    ("report", "iso"),
    [
        (SIF_2013, "2014-02"),
        (SIF_2014, "2014-05-13"),
        (changed(SIF_2014, ("13 May 2014", "13th May 2014")), "2014-05-13"),
        (changed(SIF_2014, ("13 May 2014", "MAY 2014")), "2014-05"),
        (changed(SIF_2014, ("Report published: ", "Report published:\n")), "2014-05-13"),
    ],
)
def test_publication_is_as_precise_as_printed(report: str, iso: str) -> None:
    """Trap 1: no day is invented."""
    assert reading(report).facts["published"]["iso"] == iso


def test_a_date_of_publication_that_is_not_printed_is_none() -> None:
    """Trap 1: nothing after "Report published:"; the id has the year of the inspection."""
    report_reading = reading(
        changed(SIF_2014, ("Report published: 13 May 2014", "Report published:"))
    )

    assert report_reading.facts.get("published") is None
    assert report_reading.warnings == ("No date of publication is printed.",)
    assert report_reading.facts["id"] == "marlowe-ofsted-2014"


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("4–27 March 2014", "2014-03-04", "2014-03-27"),
        ("29 April – 21 May 2014", "2014-04-29", "2014-05-21"),
        ("3 March 2015 – 25 March 2015", "2015-03-03", "2015-03-25"),
        ("9 October to 2 November 2017", "2017-10-09", "2017-11-02"),
        ("19 November–11\nDecember 2013", "2013-11-19", "2013-12-11"),
        ("1 9 January to 1 1 February 2016", "2016-01-19", "2016-02-11"),
    ],
)
def test_every_range_of_dates_is_read(printed: str, start: str, end: str) -> None:
    """Trap 2: a month or a year said once, dashes, wrapped lines, digits a PDF drew apart."""
    report_reading = reading(changed(SIF_2014, ("4–27 March 2014", printed)))

    assert report_reading.facts["fieldwork"] == {"start": start, "end": end}


def test_a_missing_date_of_the_inspection_is_warned_of() -> None:
    """Trap 2: where no dates are printed there are none."""
    report_reading = reading(changed(SIF_2014, ("Inspection date: 4–27 March 2014\n", "")))

    assert "fieldwork" not in report_reading.facts
    assert report_reading.warnings == ("No date of the inspection is printed.",)


def test_ratings_are_read_however_the_columns_break() -> None:
    """Trap 3: below the name, over two lines, between its halves, beside it."""
    assert [ratings(reading(report)) for report in (SIF_2013, SIF_2015, SIF_2016)] == [
        {
            "1": "Requires improvement",
            "2": "Outstanding",
            "2.1": "Outstanding",
            "2.2": "Good",
            "3": "Good",
            None: "Requires improvement",
        },
        {
            "1": "Requires improvement",
            "2": "Requires improvement",
            "2.1": "Requires improvement",
            "2.2": "Requires improvement",
            "3": "Good",
            None: "Requires improvement",
        },
        {
            "1": "Requires improvement",
            "2": "Requires improvement",
            "2.1": "Good",
            "2.2": "Outstanding",
            "3": "Requires improvement",
            None: "Requires improvement to be good",
        },
    ]


def test_the_overall_judgement_is_as_printed_and_never_an_average() -> None:
    """Trap 3: "require improvement to be good" is kept whole; a silent front gives none."""
    silent = changed(SIF_2013, ("The overall judgement is good\n", ""))

    assert [reading(report).facts.get("overall") for report in (*SIFS, silent)] == [
        "Good",
        "Inadequate",
        "Requires improvement",
        "Requires improvement to be good",
        "Requires improvement to be good",
        None,
    ]
    assert "No overall judgement is printed." in reading(silent).warnings


def test_a_heading_that_contradicts_the_table_is_warned_of() -> None:
    """Trap 3: the table stands, and the warning names the line of the other."""
    report_reading = reading(SIF_2017)

    assert ratings(report_reading)["1"] == "Requires improvement"
    assert report_reading.warnings == (
        f"Line 25: {HELP!r} is rated Good here, but Requires improvement on line 8, which is kept.",
    )


def test_a_judgement_that_is_not_printed_is_warned_of() -> None:
    """Trap 3: a missing row is named; the others keep their ratings."""
    report_reading = reading(changed(SIF_2014, ("2.1 Adoption performance\nGood\n", "")))

    assert list(ratings(report_reading)) == ["1", "2", "2.2", "3", None]
    assert report_reading.warnings == (f"Of the five judgements these were not found: {ADOPTION}.",)


def test_a_missing_judgement_on_the_board_is_warned_of() -> None:
    """The title promises a review of the Board; where its judgement is lost that is said."""
    report_reading = reading(
        changed(SIF_2016, ("The Local Safeguarding Children Board requires", "It requires"))
    )

    assert None not in ratings(report_reading)
    assert (
        "No judgement on the Local Safeguarding Children Board is printed."
        in report_reading.warnings
    )


def test_footnotes_and_page_numbers_are_taken_off() -> None:
    """Trap 10: "Board1", "governance 2" and the 3 between two pages are of no fact."""
    report_reading = reading(SIF_2014)

    assert report_reading.facts["title"].endswith("Board")
    assert (
        dict(zip(ratings(report_reading), judged(report_reading), strict=True))["3"][1] == LEADERS
    )
    assert "for more than 18 months" in items(report_reading)[1][3]


def test_contacts_are_no_facts() -> None:
    """Telephone numbers and addresses at the end are not of the last item."""
    stored = " ".join(str(reading(report).facts) for report in SIFS)

    assert "@" not in stored
    assert "0300" not in stored


def test_a_web_page_named_as_text_is_refused() -> None:
    """Trap 12: the small files of 2012 are web pages, whatever they are called."""
    with pytest.raises(UnreadableReportError, match="this is a web page"):
        read_pages(b"<!DOCTYPE html><html><body>Not found</body></html>", "thornby.txt")


def test_every_fact_names_the_line_it_was_read_from() -> None:
    """An item is on its own line, a judgement on the line of its name."""
    report_reading = reading(SIF_2016)

    lines = [
        report_reading.line(("items", 0)),
        report_reading.line(("standards", 0)),
        report_reading.line(("overall",)),
    ]
    assert [line.number if line else None for line in lines] == [23, 11, 9]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("London Borough of Thornby", "Thornby"),
        ("Royal Borough of Ashmere and Dunholt", "Ashmere and Dunholt"),
        ("City of Thornby Council", "Thornby"),
        ("City of Thornby Metropolitan District Council", "Thornby"),
        ("Council of the Isles of Wend", "Isles of Wend"),
        ("Marlowe County Council", "Marlowe"),
        ("Wend-on-Sea Borough Council", "Wend-on-Sea"),
        ("Thornby", "Thornby"),
    ],
)
def test_a_council_is_known_by_its_place(name: str, place: str) -> None:
    """Two reports on one council have the same service, however it is called in each."""
    assert short(name) == place


@pytest.mark.parametrize("report", SIFS)
def test_single_inspections_are_recognised_surely(report: str) -> None:
    """Every year's layout is this reader's own."""
    assert chosen(read_pages(report.encode(), "report.txt"), "report.txt") is ofsted_sif


@pytest.mark.parametrize("report", [*ILACS, *OTHERS, *others()])
def test_no_other_report_is_taken_for_a_single_inspection(report: str) -> None:
    """Other layouts, letters after visits, annual and school reports score under a half."""
    most = 0.5

    assert ofsted_sif.recognises(read_pages(report.encode(), "report.txt")) < most


@pytest.mark.parametrize("report", [*SIFS, *ILACS])
def test_no_other_reader_takes_a_report_of_ofsted_for_its_own(report: str) -> None:
    """Every reader but one scores under a half."""
    most = 0.5
    pages = read_pages(report.encode(), "report.txt")

    scores = sorted(reader.recognises(pages) for reader in readers())
    assert scores[-1] > most
    assert scores[-2] < most


def test_a_number_of_a_judgement_printed_twice_is_left_out_once() -> None:
    """Nothing is renumbered: the second has no number, and a warning says so."""
    report_reading = reading(changed(SIF_2016, ("2.2 Experiences", "2.1 Experiences")))

    assert [number for number, *_ in judged(report_reading)] == ["1", "2", "2.1", None, "3", None]
    assert report_reading.warnings == (
        "Line 14: the number 2.1 is printed again; here it is left out.",
    )
