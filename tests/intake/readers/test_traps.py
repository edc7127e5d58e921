"""The traps that real reports set an importer, in the layouts of HM Inspectorate of Probation."""

# ruff: noqa: RUF001 - reports print curly quotes and dashes
from __future__ import annotations

import pytest
from invented_reports import FOREWORD, LETTER, YOUTH, changed, reading
from small_reports import ALL_GOOD, FRONT, OPEN, WHO, items, rated, report, table

from tracker.intake.pages import UnreadableReportError, read_pages
from tracker.intake.readers.common.printed_dates import printed_range


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("November 2021", "2021-11"),
        ("NOVEMBER 2021", "2021-11"),
        ("9th November 2021", "2021-11-09"),
    ],
)
def test_a_publication_is_dated_as_precisely_as_printed(printed: str, iso: str) -> None:
    """Trap 1: a month only, capitals, a full ordinal; never a day that is not there."""
    report_reading = reading(report(front=changed(FRONT, ("November 2021", printed))))

    assert report_reading.facts["published"] == {"text": printed, "iso": iso}


@pytest.mark.parametrize(
    "front", [FRONT.replace("HM Inspectorate of Probation, November 2021", "Published:")]
)
def test_a_publication_without_a_date_has_none(front: str) -> None:
    """Trap 1: `Published:` with nothing behind it."""
    report_reading = reading(report(front=front))

    assert "published" not in report_reading.facts
    assert "No date of publication is printed." in report_reading.warnings


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("28th-31st October 2013", "2013-10-28", "2013-10-31"),
        ("22-24th June 2015", "2015-06-22", "2015-06-24"),
        ("11 to 22 October 2021", "2021-10-11", "2021-10-22"),
        ("29 April – 21 May 2014", "2014-04-29", "2014-05-21"),
        ("04-07 April 2016", "2016-04-04", "2016-04-07"),
        ("12 - 14 November 2012", "2012-11-12", "2012-11-14"),
        ("29th June – 1st July 2015", "2015-06-29", "2015-07-01"),
        ("09 January 2023", "2023-01-09", None),
        ("Fieldwork started January 2023", "2023-01", None),
    ],
)
def test_ranges_of_dates_share_their_months_and_years(
    printed: str, start: str, end: str | None
) -> None:
    """Trap 2: days, months and years printed once for both ends."""
    rows = printed_range(printed)

    assert rows is not None
    assert (rows[0].iso, rows[1].iso if rows[1] else None) == (start, end)


@pytest.mark.parametrize(
    "printed",
    [
        "Requires\nimprovement",
        "‘Requires improvement.’",
        "Requires i mprovement",
        "Requires i mprov ement",
    ],
)
def test_a_rating_of_two_words_is_never_dropped(printed: str) -> None:
    """Trap 3: over two lines, with the stop inside its quotes, broken by a PDF."""
    report_reading = reading(report(ratings=table({**ALL_GOOD, "2.2": printed})))

    assert rated(report_reading) == {**ALL_GOOD, "2.2": "Requires improvement"}


def test_two_standards_of_one_name_are_two() -> None:
    """Trap 4: Assessment is 2.1 and 3.1; the number is the key."""
    report_reading = reading(
        report(ratings=table({**ALL_GOOD, "2.1": "Inadequate", "3.1": "Outstanding"}))
    )

    assert (rated(report_reading)["2.1"], rated(report_reading)["3.1"]) == (
        "Inadequate",
        "Outstanding",
    )


def test_a_footnote_is_no_rating_and_no_slash_a_score() -> None:
    """Trap 5: `overall rating` below a table, and 4.56% or 1/36 in a sentence."""
    silent = changed(YOUTH, ("Overall rating\nGood\n", ""), (FOREWORD[:86], "Foreword\n"))
    report_reading = reading(changed(silent, ("Score 24/36\n", "")))

    assert not {"overall", "score"} & set(report_reading.facts)
    assert {"No overall rating is printed."} <= set(report_reading.warnings)


def test_words_that_a_pdf_broke_are_healed_by_the_rest_of_the_report() -> None:
    """Trap 6: in the place and the service, in a standard, and glued to what follows."""
    front = changed(FRONT, ("Winterbourne\nHM", "Winterbourn e -on-SeaHM"))
    opening = changed(OPEN, ("Winterbourne", "Winterbourn e -on-Sea"))
    ratings = changed(table(ALL_GOOD, opening=opening), ("Partnerships", "Partners hips"))
    findings = "Overall, Winterbourne-on-Sea Youth Offending Service is good.\n"

    report_reading = reading(report(front=front, ratings=ratings, findings=findings))

    assert report_reading.facts["title"].endswith("in Winterbourne-on-Sea")
    assert report_reading.facts["service"]["name"] == "Winterbourne-on-Sea Youth Offending Service"
    assert report_reading.facts["standards"][2]["name"] == "Partnerships and services"


NUMBERED = """Recommendations
We have made three recommendations.
The Board should:
{}meet often
The Service should:
{}listen
{}answer.
"""


@pytest.mark.parametrize(
    ("marks", "numbers", "warned"),
    [
        (("1. ", "2. ", "3. "), ["1", "2", "3"], 0),
        (("1) ", "2) ", "3) "), ["1", "2", "3"], 0),
        (("P 1. ", "P 2. ", "R 3. "), ["1", "2", "3"], 0),
        (("1.\n", "2.\n", "3.\n"), ["1", "2", "3"], 0),
        (("1. ", "1. ", "2. "), ["1", "1-b", "2"], 1),
        (("• ", "• ", "• "), ["1", "2", "3"], 1),
        (("\uf06e ", "◼ ", "\uf06e "), ["1", "2", "3"], 1),
    ],
)
def test_numbers_are_those_of_the_report(
    marks: tuple[str, str, str], numbers: list[str], warned: int
) -> None:
    """Trap 7: on across bodies, begun again, none, alone on a line, behind an icon.

    A number that is printed again is told apart by a letter, and bullets are counted; both are
    warned of.
    """
    report_reading = reading(report(items=NUMBERED.format(*marks)))

    assert items(report_reading) == [
        (numbers[0], "The Board", "meet often"),
        (numbers[1], "The Service", "listen"),
        (numbers[2], "The Service", "answer."),
    ]
    assert len(report_reading.warnings) == warned


@pytest.mark.parametrize(
    ("printed", "who"),
    [
        (f"The {WHO}\nManagement Board should:\n1. act.", f"The {WHO} Management Board"),
        (
            "The local authority and North Police should:\n1. act.",
            "The local authority and North Police",
        ),
        (
            "The Government and the Board\n\nfor Wales should:\n1. act.",
            "The Government and the Board for Wales",
        ),
        (
            "The chair of the Management\n\nBoard should:\n1. act.",
            "The chair of the Management Board",
        ),
        ("• The Board should:\n1. act.", "The Board"),
        (
            "The Director, as chair of the board, should:\n1. act.",
            "The Director, as chair of the board",
        ),
        ("We recommend that the Board should:\n1. act.", "The Board"),
        ("1. The LSCB should act.", "The LSCB"),
        (
            "1. Winterbourne Council’s education department should act.",
            "Winterbourne Council’s education department",
        ),
        ("1. act.", None),
    ],
)
def test_an_addressee_is_found_wherever_it_stands(printed: str, who: str | None) -> None:
    """Trap 8: wrapped, over a gap, two bodies, as a bullet, only in the sentence; else nobody."""
    report_reading = reading(
        report(items=f"Recommendations\nWe have made one recommendation.\n{printed}\n")
    )

    ((number, addressee, text),) = items(report_reading)
    assert (number, addressee) == ("1", who)
    assert text.endswith("act.")
    assert len(report_reading.warnings) == (who is None)


def test_what_only_looks_like_an_item_is_none() -> None:
    """Trap 9: contents lists, headings of domains, cross-references, history."""
    contents = "Contents\nRecommendations ........ 5\n1.1. Governance and leadership ... 7\n"
    findings = """Background
All six recommendations from 2016 were met (Recommendation 2). There were no areas for priority
and immediate action.
1. Organisational delivery
2. Court disposals
"""

    report_reading = reading(report(front=FRONT + contents, findings=findings))

    assert items(report_reading) == items(reading(report()))
    assert report_reading.warnings == ()


def test_headers_footers_and_notes_leave_the_lists() -> None:
    """Trap 10: a page turns within a point, a note stands between, and its mark was glued on."""
    listed = f"""Recommendations
We have made one recommendation.
The {WHO} should:
1. work with all partners1, and with
1 The Act names them.
\fInspection of youth offending services in Winterbourne 6
every parent.
\fInspection of youth offending services in Winterbourne 7
Background
\fInspection of youth offending services in Winterbourne 8
"""

    assert items(reading(report(items=listed))) == [
        ("1", f"The {WHO}", "work with all partners, and with every parent.")
    ]


def test_cases_are_counted_with_their_sign_and_halves_that_do_not_add_up_are_named() -> None:
    """Trap 11: words, `all but 3`, `had not`, and reasons of more cases than are left."""
    report_reading = reading(LETTER)

    assert [
        (figure["sufficient"], figure["of"]) for figure in report_reading.facts["case_figures"]
    ] == [
        (19, 22),
        (21, 28),
        (15, 26),
        (19, 25),
        (3, 9),
    ]
    assert any("5 and 3, 8 together" in warning for warning in report_reading.warnings)


def test_a_page_of_the_web_is_not_read_as_text() -> None:
    """Trap 12: a file that is not what its name says is refused with one sentence."""
    with pytest.raises(UnreadableReportError, match="web page"):
        read_pages(b"<!DOCTYPE html><html><body>1.1 Staff</body></html>", "report.txt")


def test_one_service_inspected_twice_has_two_inspections() -> None:
    """Trap 13: the id of an inspection is the service's with the year of its report."""
    second = reading(report(front=changed(FRONT, ("November 2021", "March 2024"))))

    first = reading(report())
    assert first.facts["service"]["id"] == second.facts["service"]["id"] == "winterbourne"
    assert (first.facts["id"], second.facts["id"]) == ("winterbourne-2021", "winterbourne-2024")


def test_what_a_report_contradicts_is_kept_and_warned_of() -> None:
    """A score above its maximum, two overall ratings, and a count that is not the list."""
    odd = changed(
        report(),
        ("24/36", "38/36"),
        ("made one recommendation", "made two recommendations"),
        (
            "Fieldwork started May 2021",
            "Fieldwork started May 2021\nOverall, it was rated as ‘Inadequate’.",
        ),
    )

    report_reading = reading(odd)

    assert report_reading.facts["score"] == {"points": 38, "of": 36}
    assert report_reading.facts["overall"] == "Good"
    text = "\n".join(report_reading.warnings)
    assert "Inadequate is said here to be the overall rating" in text
    assert "two recommendations are announced, and 1 found" in text
    assert "score: at most 36, but 38 of 36 is printed" in text
