"""Single inspections of Ofsted: each point is found under its number, and findings are none."""

# ruff: noqa: RUF001 - reports print curly quotes and dashes
from __future__ import annotations

import pytest
from invented_ofsted_sif import SIF_2013, SIF_2014, SIF_2015, SIF_2016, SIF_2017
from invented_reports import changed, reading
from ofsted_facts import items


def test_running_paragraph_numbers_are_the_numbers_of_the_items() -> None:
    """Trap 7: items are paragraphs 27 to 30 and 145 to 147; findings follow straight after."""
    report_reading = reading(SIF_2014)

    authority, board = "The local authority", "The LSCB"
    referral = (
        "Ensure that every referral is read by a qualified social worker on the day it comes in."
    )
    review = "Review the cases of all children on a plan for more than 18 months, so that:"
    assert items(report_reading) == [
        (
            "27",
            "priority action",
            authority,
            referral,
        ),
        (
            "28",
            "priority action",
            authority,
            f"{review} • nobody waits for a visit • a manager signs each decision.",
        ),
        (
            "29",
            "area for improvement",
            authority,
            "Ensure that assessments weigh what fathers say (paragraph 31).",
        ),
        (
            "30",
            "area for improvement",
            authority,
            "The local authority should publish its sufficiency strategy.",
        ),
        ("145", "priority action", board, "Ensure that the section 11 audit is finished."),
        ("146", "area for improvement", board, "Publish a learning and improvement framework."),
        (
            "147",
            "area for improvement",
            "The Chair of the LSCB",
            "The Chair of the LSCB should report to the council each quarter.",
        ),
    ]


def test_a_number_alone_on_its_line_begins_an_item() -> None:
    """Trap 7: in 2017 the number stands above the words; "10 school days" is no number."""
    report_reading = reading(SIF_2017)

    kind = "recommendation"
    assert items(report_reading) == [
        (
            "1",
            kind,
            None,
            "Improve the quality of assessments and plans, so that they are sharp.",
        ),
        (
            "2",
            kind,
            None,
            "Ensure that personal education plans are complete within 10 school days.",
        ),
        ("3", kind, None, "Ensure that care leavers know what they are entitled to."),
    ]


def test_a_number_printed_twice_is_kept_apart_and_warned_of() -> None:
    """Trap 7: the Board's recommendations begin at 1 again."""
    report_reading = reading(
        changed(SIF_2016, ("101. Ensure", "1. Ensure"), ("102. The", "2. The"))
    )

    assert [number for number, *_ in items(report_reading)] == ["1", "2", "3", "1-b", "2-b"]
    assert [warning.split(": ")[1] for warning in report_reading.warnings] == [
        "1 is printed again; here it is 1-b.",
        "2 is printed again; here it is 2-b.",
    ]


def test_points_with_bullets_are_counted_with_a_warning() -> None:
    """Trap 7: where no numbers are printed they are counted."""
    report_reading = reading(SIF_2013)

    kind = "area for improvement"
    assert items(report_reading) == [
        ("1", kind, "The local authority", "The quality of chronologies, so that they are read."),
        ("2", kind, "The local authority", "Supervision, which is not yet recorded."),
        ("3", kind, "The LSCB", "The Board’s own audits."),
        ("4", kind, "The LSCB", "The Board’s data, which come too late."),
    ]
    assert report_reading.warnings == (
        "Line 32: no numbers are printed for these points; they are counted.",
    )


def test_addressees_come_from_the_sentence_then_from_the_section() -> None:
    """Trap 8: the sentence, the heading above, the part of the report; nobody where none is."""
    assert [who for *_, who, _ in items(reading(SIF_2016))] == [
        None,
        None,
        None,
        "The Local Safeguarding Children Board (LSCB)",
        "The LSCB",
    ]
    assert {who for *_, who, _ in items(reading(SIF_2015))} == {"The local authority", "The LSCB"}


def test_themes_among_the_points_end_none_of_them_and_join_none() -> None:
    """Trap 9: "Leadership, management and governance" heads more points here, not findings."""
    report_reading = reading(SIF_2015)

    assert [(number, text) for number, _, _, text in items(report_reading)] == [
        ("2", "Ensure that strategy discussions include the police and health partners."),
        ("3", "Improve the recording of visits."),
        ("4", "Ensure that supervision is regular."),
        ("90", "The LSCB should agree its threshold document."),
    ]


def test_no_areas_for_priority_and_immediate_action_are_none() -> None:
    """Trap 9: the sentence that there are none is no item, and no warning either."""
    report_reading = reading(SIF_2015)

    assert {kind for _, kind, *_ in items(report_reading)} == {"area for improvement"}
    assert report_reading.warnings == ()


def test_contents_cross_references_and_history_are_no_items() -> None:
    """Trap 9: headings in the contents, "(Recommendation)", six recommendations of 2012."""
    report_reading = reading(SIF_2014)

    texts = " ".join(text for *_, text in items(report_reading))
    assert "six" not in texts
    assert "(Recommendation)" not in texts
    assert len(items(report_reading)) == len({number for number, *_ in items(report_reading)})


def test_a_report_without_a_section_of_improvements_is_warned_of() -> None:
    """No item is found where no heading says what has to improve."""
    report_reading = reading(changed(SIF_2017, ("Recommendations\n", "Other matters\n")))

    assert items(report_reading) == []
    assert "No section says what has to improve." in report_reading.warnings


def test_a_heading_without_points_is_warned_of() -> None:
    """A list that was lost is noticed."""
    start, stop = SIF_2017.index("1.\nImprove"), SIF_2017.index("The experiences and progress")
    report_reading = reading(SIF_2017[:start] + SIF_2017[stop:])

    assert items(report_reading) == []
    assert "Line 16: no point was found below this heading." in report_reading.warnings


def test_a_title_that_names_the_board_alone_on_a_line_addresses_nobody() -> None:
    """Trap 8: the last line of the title is no heading of the Board's part of the report."""
    title = "board of the\nLocal Safeguarding Children Board"
    report_reading = reading(
        changed(
            SIF_2016,
            (
                "care leavers and review of the effectiveness of the Local Safe",
                "care leavers and\n",
            ),
            ("guarding Children Board", f"review of the effectiveness of the{title[12:]}"),
        )
    )

    assert [who for *_, who, _ in items(report_reading)][:3] == [None, None, None]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("The Chair of the LSCB should write.", "The Chair of the LSCB"),
        (
            "The Director of Children’s Services must agree plans.",
            "The Director of Children’s Services",
        ),
        (
            "Elected members and senior leaders should know caseloads.",
            "Elected members and senior leaders",
        ),
        ("The quality of supervision by managers should improve.", None),
        ("Plans that need to be agreed should be agreed.", None),
    ],
)
def test_only_a_body_is_an_addressee(sentence: str, who: str | None) -> None:
    """Trap 8: what should be better is not who should do it."""
    report_reading = reading(
        changed(SIF_2016, ("Ensure that thresholds are understood by all partners.", sentence))
    )

    assert items(report_reading)[0] == ("1", "recommendation", who, sentence)


def test_page_numbers_between_points_are_no_points() -> None:
    """Trap 10: a 3 alone below point 3 is of a page, and so is one just above point 3."""
    number = changed(SIF_2015, ("visits.\nLead", "visits.\n7\nLead"), ("3. Imp", "3\n3. Imp"))

    assert items(reading(number)) == items(reading(SIF_2015))


def test_an_unknown_heading_above_findings_ends_the_list() -> None:
    """Trap 7: what follows it is numbered on, but is no step that anybody is asked to take."""
    report_reading = reading(
        changed(SIF_2015, ("The local authority’s strengths", "What goes well"))
    )

    assert [number for number, *_ in items(report_reading)] == ["2", "3", "4", "90"]


def test_letters_below_a_point_are_part_of_it() -> None:
    """Trap 7: "i." and "a)" are no numbers of the report."""
    lettered = "visits:\ni. for babies\nii. for others."
    report_reading = reading(
        changed(SIF_2015, ("3. Improve the recording of visits.", f"3. Record {lettered}"))
    )

    assert items(report_reading)[1][3] == "Record visits: i. for babies ii. for others."
