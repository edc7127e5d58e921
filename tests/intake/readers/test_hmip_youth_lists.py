"""The lists of a youth inspection: where a point ends, and what is none."""

from __future__ import annotations

import pytest
from invented_reports import reading
from small_reports import ITEMS, WHO, items, report

HEADED = "1.1. Governance and leadership\nThe board leads.\nGood\n"


def test_bullets_within_a_point_stay_in_it() -> None:
    """Another bullet below a colon is no point of the list."""
    listed = f"""Recommendations
We have made two recommendations.
The {WHO} should:
• make sure of:
o health
o schooling
• listen.
"""
    areas = (
        f"{HEADED}Areas for improvement\n• Children wait for:\n- therapy\n- a place.\n• None ask.\n"
    )

    report_reading = reading(report(items=listed, findings=areas))

    assert [text for *_, text in items(report_reading)] == [
        "make sure of: o health o schooling",
        "listen.",
        "Children wait for: - therapy - a place.",
        "None ask.",
    ]
    assert len(report_reading.warnings) == 1
    assert "no numbers are printed" in report_reading.warnings[0]


def test_a_paragraph_below_a_list_is_not_of_it() -> None:
    """Though the last point has no stop: its line ends early and a capital begins the next."""
    paragraph = "The board told us that it had met often, " + "and so it seems " * 4 + "to us.\n"

    report_reading = reading(
        report(findings=f"{HEADED}Areas for improvement\n• Nobody asks why\n{paragraph * 9}")
    )

    assert items(report_reading)[1:] == [("1.1-a", None, "Nobody asks why")]


@pytest.mark.parametrize(
    "printed", ["• There were no areas for improvement.", "None identified.", "- No areas."]
)
def test_a_list_that_says_there_is_nothing_is_empty(printed: str) -> None:
    """It is no area for improvement itself."""
    report_reading = reading(report(findings=f"{HEADED}Areas for improvement:\n{printed}\n"))

    assert items(report_reading) == items(reading(report(items=ITEMS)))


def test_more_areas_than_letters_are_numbered_on() -> None:
    """After z comes aa, after zz comes aaa; what is beyond all reason is left out, and said so."""
    many = "".join(f"• Point {place}.\n" for place in range(1100))

    report_reading = reading(report(findings=f"{HEADED}Areas for improvement\n{many}"))

    numbers = [number for number, *_ in items(report_reading)[1:]]
    assert (numbers[0], numbers[26], numbers[702]) == ("1.1-a", "1.1-aa", "1.1-aaa")
    assert len(numbers) == 1000
    assert any("the rest is left out" in warning for warning in report_reading.warnings)


@pytest.mark.parametrize(
    "more", ["plan • review", "plan \uf0b7 review", "plan. " + 80 * "Yes it is. "]
)
def test_a_point_that_may_be_of_two_is_warned_of(more: str) -> None:
    """A mark of the list within it, or a length that no point has."""
    listed = f"Recommendations\nThe Board should:\n1. {more.strip()}\n"

    report_reading = reading(report(items=listed))

    assert any("point" in warning for warning in report_reading.warnings)


def test_a_sentence_that_ends_in_the_name_of_a_section_is_no_heading() -> None:
    """A narrow column leaves one word on its last line."""
    listed = f"""Recommendations
As a result of our findings, we have made one
recommendations.
The {WHO} should:
1. look at its own
areas for improvement.
"""

    assert items(reading(report(items=listed))) == [
        ("1", f"The {WHO}", "look at its own areas for improvement.")
    ]
