"""Case figures in the sentences of a letter: found, with their sign, or left out and said so."""

# ruff: noqa: RUF001 - reports print curly quotes and dashes
from __future__ import annotations

import pytest
from invented_reports import LETTER, changed, reading

from tracker.intake.readers.letters.case_figures import figures


def counted(sentence: str) -> list[tuple[int | None, int]]:
    """Return the case figures of a sentence."""
    return [(figure.sufficient, figure.of) for figure in figures(sentence)]


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("In all but 3 out of the 22 relevant cases, reports were good.", (19, 22)),
        ("In 11 out of 26 cases, plans had not been reviewed to a good standard.", (15, 26)),
        ("Plans had been reviewed in seven out of the nine relevant cases.", (7, 9)),
        ("Plans were insufficient in twenty-two of the 30 cases.", (8, 30)),
        ("There was a clear plan in 19 of 22 cases where there had been no report.", (19, 22)),
        ("Where risk was not known, planning was good in 4 out of 5 cases.", (4, 5)),
        ("There were 6 out of 9 cases where the plan was unclear.", (3, 9)),
        ("In all but two of the 12 cases, reviews had not been completed.", (2, 12)),
        ("Work was good in 8 of 10 cases, but it was late.", (8, 10)),
        ("Eight out of ten assessments were inadequate.", (2, 10)),
        ("In 12 (60%) out of 20 cases, there was insufficient planning.", (8, 20)),
        ("In half of the 14 cases the plan was good enough.", (7, 14)),
        ("In three-quarters of the 12 cases it had not been reviewed.", (3, 12)),
        ("Two-thirds (12 of 18) of plans were good enough.", (12, 18)),
        ("Planning was insufficient in 5 of 20 cases.", (15, 20)),
        ("Management oversight was effective in 14 cases out of 26.", (14, 26)),
        ("In 11 cases (of 14) the risk was assessed well.", (11, 14)),
        ("Of the 11 cases that needed a plan, three were not good enough.", (8, 11)),
        ("Of the 26 cases inspected, in 11 there was no plan.", (15, 26)),
        ("There were 14 cases that should have been reviewed; six had not been.", (8, 14)),
        ("We expected a plan in 19 cases, but only 11 had one.", (11, 19)),
        ("Reviews were needed in 30 cases and were done well in 21 of them.", (21, 30)),
        ("In only three of the 12 cases where they were missed was no action taken.", (9, 12)),
        ("In one of the four cases nobody had told the YOS.", (3, 4)),
        ("There were no concerns in 12 of 14 cases.", (12, 14)),
        ("Only three of ten were reviewed when they should have been.", (3, 10)),
        ("Twenty-six of the thirty-three children had been properly assessed.", (26, 33)),
        ("In 9 out of 8 cases it was good.", (9, 8)),
        ("Plans were not sufficient in 5/17 cases.", (12, 17)),
        ("They were due in 20 cases. They had been done well in 12 of them.", (12, 20)),
        ("None of the five cases that should have been referred had been.", (0, 5)),
        ("The court had been sent 28 reports. Twenty-six were of good quality.", (26, 28)),
        ("There were 14 plans that we read. However, only six of these were clear.", (6, 14)),
    ],
)
def test_a_figure_counts_what_was_good_enough(sentence: str, figure: tuple[int, int]) -> None:
    """Digits or words, before or behind, with the sign the sentence gives it."""
    assert counted(sentence) == [figure]


@pytest.mark.parametrize(
    "sentence",
    [
        "Planning was satisfactory in all of the eight relevant custody cases.",
        "These issues were fully addressed in all but five of the reports.",
        "Four out of five staff said that they were supported.",
        "They scored it at 10 out of 10.",
        "Version 1.2 of 3.4 was used, in 1/36 of the county.",
        "Only half of the cases were reviewed, and 78% were late.",
        "We noted: “In 2 out of 3 cases the plan was late.”",
        'An inspector wrote: "in 5 out of 6 cases it was good',
        "In every one of the 26 cases the child was seen.",
        "Almost half of the 14 cases were good.",
        "Nobody counted, but 83% of plans were good, and three in four were late.",
        "An inspector noted: ‘In 2 out of 3 visits the child’s mother was away.’",
        "In 2 out of 3 meetings nobody came.",
        "None of the five plans was late.",
        "The YOT had 28 cases and 14 reports. Twelve were closed.",
        "We read 12 plans. Thirteen were good.",
    ],
)
def test_no_figure_is_made_of_what_is_none(sentence: str) -> None:
    """No total, people asked, scores, slashes, shares and single cases quoted are no figures."""
    assert counted(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "both"),
    [
        ("Nineteen of the 26 plans were good enough, but only eight of 15 reviews were.", (19, 8)),
        (
            "Diversity was assessed in 17 of 20 cases, and in 18 of 20 the child’s parents came.",
            (17, 18),
        ),
        ("The aim was clear in 17 of 20 cases and parents came in 18 of 20.", (17, 18)),
        ("In 15 of 20 cases there was enough, whereas in 5 of 20 there was not.", (15, 15)),
        ("Of the 47 cases 12 of 20 plans were poor; in 41 of 47 the aim was clear.", (8, 41)),
    ],
)
def test_each_figure_of_a_sentence_has_its_own_sign(sentence: str, both: tuple[int, int]) -> None:
    """What is said of one is not said of the other."""
    assert tuple(good for good, _ in counted(sentence)) == both


@pytest.mark.parametrize(
    "sentence",
    [
        "In half of the 15 cases the plan was good enough.",
        "In 10 of 26 cases the plan was neither good nor poor.",
        "In more than 12 of the 20 cases it was good.",
        "In 14 of 20 cases the child had not reoffended.",
        "20 out of 26 cases were of boys.",
        "Of the seven insufficient ones, five did not draw on all sources.",
        "In all but 9 of the 8 cases it was good.",
    ],
)
def test_what_cannot_be_told_is_no_figure_and_a_warning(sentence: str) -> None:
    """No whole number, neither good nor bad, about so many, or a part of those that were not."""
    report_reading = reading(
        changed(LETTER, ("Eleven out of 26 plans were not reviewed.", sentence))
    )

    assert counted(sentence)[0][0] is None
    assert "1.3" not in {figure["paragraph"] for figure in report_reading.facts["case_figures"]}
    assert any(
        "1.3: " in warning and "how many were good" in warning
        for warning in report_reading.warnings
    )


@pytest.mark.parametrize(
    ("below", "text"),
    [
        (
            "In five cases it was late, in four, no plan was made and in a further three it",
            "5, 4 and 3, 12 together",
        ),
        ("In 9 cases it was late and in 6 it was missing.", "9 and 6, 15 together"),
        ("In 4 there was no plan; the other 5 were late.", "4 and 5, 9 together"),
        ("Of the remaining ten, four were missing and six were late.", "are 10."),
    ],
)
def test_a_remainder_that_does_not_add_up_is_warned_of(below: str, text: str) -> None:
    """Of 26 cases 18 leave 8, however the reasons for these are told."""
    sentence = f"In 18 of 26 cases the plan was good. {below} was wrong."
    report_reading = reading(
        changed(LETTER, ("Eleven out of 26 plans were not reviewed.", sentence))
    )

    assert any(
        "1.3: 18 of 26 leaves 8" in warning and text in warning
        for warning in report_reading.warnings
    )


@pytest.mark.parametrize(
    "below",
    [
        "In five cases it was late and in three it was missing.",
        "In 3 there was no plan; the other 5 were late.",
        "Of the remaining eight, six were missing and two were late.",
        "In 2014 it was better, and in 12 cases of another kind as well.",
    ],
)
def test_a_remainder_that_adds_up_is_not_warned_of(below: str) -> None:
    """No reasons of more cases than are left, no year and no single count."""
    sentence = f"In 18 of 26 cases the plan was good. {below}"
    report_reading = reading(
        changed(LETTER, ("Eleven out of 26 plans were not reviewed.", sentence))
    )

    assert not any("1.3" in warning for warning in report_reading.warnings)
