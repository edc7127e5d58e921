"""Letters of the Short Quality Screening: what they print is found, with its sign, and no more."""

# ruff: noqa: RUF001 - reports print curly quotes and dashes
from __future__ import annotations

import pytest
from invented_reports import LETTER, changed, reading, wrapped
from paths import REAL_REPORTS, SEEDS

from tracker.intake.facts_file import read_facts
from tracker.intake.pages import read_pages
from tracker.intake.readers import hmip_sqs
from tracker.intake.readers.registry import read_report

REPORT = REAL_REPORTS / "liverpool-2013.txt"


def test_a_letter_gives_all_its_facts() -> None:
    """Title, service, dates, sample, items and figures are as printed."""
    facts = reading(LETTER).facts

    assert facts["id"] == "thornby-2014"
    assert facts["title"].endswith("(SQS) of youth offending work in Thornby")
    assert facts["kind"] == "Short Quality Screening"
    assert facts["service"] == {"id": "thornby", "name": "Thornby Youth Offending Team"}
    assert facts["published"] == {"text": "4th February 2014", "iso": "2014-02-04"}
    assert facts["fieldwork"] == {"start": "2013-09-30", "end": "2013-10-02"}
    sample = {"text": "recent cases supervised by Thornby Youth Offending Team", "cases": 28}
    assert facts["samples"] == [sample]
    assert not {"score", "overall", "standards"} & set(facts)
    assert [(item["number"], item["text"]) for item in facts["items"]] == [
        ("i", "review of work to manage risk of harm"),
        ("ii", "oversight of plans."),
    ]
    assert {item["kind"] for item in facts["items"]} == {"area requiring improvement"}
    assert [
        (figure["paragraph"], figure["sufficient"], figure["of"])
        for figure in facts["case_figures"]
    ] == [("1.1", 19, 22), ("1.2", 21, 28), ("1.3", 15, 26), ("2.1", 19, 25), ("2.2", 3, 9)]


def test_reasons_of_more_cases_than_are_left_are_warned_of() -> None:
    """Of 25 cases 19 leave 6, and reasons are printed for 5 and 3; the figure is kept."""
    letter = reading(LETTER)

    (warning,) = letter.warnings
    assert warning.startswith("Line 28: paragraph 2.1: 19 of 25 leaves 6;")
    assert "5 and 3, 8 together" in warning


def test_every_fact_names_the_line_it_was_read_from() -> None:
    """A fact without a line of its own is on the line of what holds it."""
    letter = reading(LETTER)

    paths = [("published", "iso"), ("items", 1, "text"), ("case_figures", 0, "of")]
    printed = LETTER.splitlines()
    assert [printed[line.number - 1][:9] for path in paths if (line := letter.line(path))] == [
        "Publicati",
        "ii. overs",
        "1.1. In a",
    ]
    assert letter.line(("id",)) is None


def test_a_letter_of_2016_is_worded_otherwise() -> None:
    """Its days, its sample and its service stand in other sentences, and a paragraph has a gap."""
    letter = """To: A. Name, Chair of Eastmoor Youth Offending Team Management Board
Publication date: 11 May 2016
Report of Short Quality Screening (SQS) of youth offending work in Eastmoor
The inspection was conducted from 04-07 April 2016 as part of our programme of inspection of
youth offending work.
Context
We examined 47 cases of children and young people who had recently offended and were supervised

by Eastmoor Youth Offending Team (YOT).
Summary
The published reoffending rate1 for Eastmoor was 37.7%, better than the previous year.
Commentary on the inspection in Eastmoor:
1. Reducing reoffending
1.1.Reports were good enough in 27 out of 31 cases.
Areas requiring improvement
The most significant areas for improvement were:
• plans
• the recording of victims’ wishes.
"""

    report_reading = reading(letter)

    facts = report_reading.facts
    assert facts["title"].endswith("(SQS) of youth offending work in Eastmoor")
    assert facts["service"] == {"id": "eastmoor", "name": "Eastmoor Youth Offending Team"}
    assert facts["fieldwork"] == {"start": "2016-04-04", "end": "2016-04-07"}
    assert [sample["cases"] for sample in facts["samples"]] == [47]
    assert [(figure["sufficient"], figure["of"]) for figure in facts["case_figures"]] == [(27, 31)]
    assert [item["text"] for item in facts["items"]] == [
        "plans",
        "the recording of victims’ wishes.",
    ]
    assert len(report_reading.warnings) == 1


def test_a_figure_that_says_both_is_left_out_with_a_warning() -> None:
    """Two negatives cannot be told apart with certainty."""
    both = "Eleven out of 26 plans were not insufficient."
    letter = reading(changed(LETTER, ("Eleven out of 26 plans were not reviewed.", both)))

    assert [figure["paragraph"] for figure in letter.facts["case_figures"]] == [
        "1.1",
        "1.2",
        "2.1",
        "2.2",
    ]
    assert any("paragraph 1.3: 'Eleven out of 26'" in warning for warning in letter.warnings)


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("during 28th-31st October 2013", "2013-10-28", "2013-10-31"),
        ("on 22-24th June 2015", "2015-06-22", "2015-06-24"),
        ("from 11 to 22 October 2021", "2021-10-11", "2021-10-22"),
        ("between 29 April – 21 May 2014", "2014-04-29", "2014-05-21"),
        ("during 30th December 2013 and 3rd January 2014", "2013-12-30", "2014-01-03"),
        ("from Monday 3rd to Wednesday 5th March 2014", "2014-03-03", "2014-03-05"),
        ("in March 2014", "2014-03", None),
    ],
)
def test_a_range_of_dates_is_read_as_printed(printed: str, start: str, end: str | None) -> None:
    """Days, months and years may be printed once for both ends."""
    report = changed(LETTER, ("during 30th September –\n2nd October 2013", printed))

    expected = {"start": start} if end is None else {"start": start, "end": end}
    assert reading(report).facts["fieldwork"] == expected


def test_a_day_that_does_not_exist_is_kept_in_words_with_a_warning() -> None:
    """The words stand; no other day is made of them."""
    letter = reading(changed(LETTER, ("4th February 2014", "30th February 2014")))

    assert letter.facts["published"] == {"text": "30th February 2014"}
    assert letter.warnings[0] == "Line 5: '30th February 2014' has a date that does not exist."


def test_a_fieldwork_that_ends_before_it_begins_is_warned_of() -> None:
    """Both stay as printed, and a warning names them."""
    letter = reading(changed(LETTER, ("2nd October 2013", "2nd August 2013")))

    assert letter.facts["fieldwork"] == {"start": "2013-09-30", "end": "2013-08-02"}
    assert any("2013-09-30 or later, but 2013-08-02" in warning for warning in letter.warnings)


def test_a_letter_without_a_date_has_none() -> None:
    """Silence is no date, and the id takes the year of the visit."""
    letter = reading(changed(LETTER, ("Publication date: 4th February 2014\n", "")))

    assert "published" not in letter.facts
    assert letter.facts["id"] == "thornby-2013"
    assert "No date of publication is printed." in letter.warnings


@pytest.mark.parametrize("marks", [("- i. ", "- ii. "), ("(i) ", "(ii) "), ("i) ", "ii) ")])
def test_areas_keep_their_printed_numbers(marks: tuple[str, str]) -> None:
    """Roman numbers with any stops, behind a bullet or not."""
    report = changed(LETTER, ("\ni. ", f"\n{marks[0]}"), ("\nii. ", f"\n{marks[1]}"))

    assert [item["number"] for item in reading(report).facts["items"]] == ["i", "ii"]


def test_areas_without_numbers_are_counted_with_a_warning() -> None:
    """Bullets alone give 1 and 2, and a warning says that these are not printed."""
    letter = reading(changed(LETTER, ("\ni. ", "\n• "), ("\nii. ", "\n• ")))

    assert [item["number"] for item in letter.facts["items"]] == ["1", "2"]
    assert any("no numbers are printed" in warning for warning in letter.warnings)


@pytest.mark.parametrize("space", ["\r\n", "\n\n"])
def test_line_ends_and_empty_lines_between_paragraphs_do_not_matter(space: str) -> None:
    """A letter from Windows, or one with every line set apart, gives the same figures."""
    loose = LETTER.replace("\n", "\r\n") if space == "\r\n" else LETTER.replace("\n\n", "\n\n\n")

    assert reading(loose).facts["case_figures"] == reading(LETTER).facts["case_figures"]


def test_nobody_is_named_and_nothing_to_ring_or_write_to_is_taken() -> None:
    """Addressee, copy list, inspector, telephone and e-mail stay out."""
    text = str(reading(LETTER).facts)

    assert not [word for word in ("01632", "Somebody", "A. Name", "@") if word in text]


def test_a_letter_is_recognised_and_nothing_else_is() -> None:
    """It says what it is."""
    letter = read_pages(LETTER.encode(), "letter.txt")
    other = read_pages(b"An inspection of youth justice services in Ashmere\n", "other.txt")

    assert hmip_sqs.recognises(letter) == 1
    assert hmip_sqs.recognises(other) == 0


def test_the_liverpool_letter_equals_its_seed() -> None:
    """All but the wording of the figures, which a person has shortened; the sentence is ours."""
    seed = read_facts((SEEDS / "liverpool-2013.toml").read_bytes(), "seed").as_json()
    if not REPORT.exists():
        assert seed["id"] == "liverpool-2013"
        return

    letter = read_report(read_pages(REPORT.read_bytes(), REPORT.name), REPORT.name)

    mine = letter.proposal(REPORT.name).as_json()
    differing = {key for key in mine if mine[key] != seed[key]}
    assert differing == {"case_figures", "warnings"}
    figures_of = [
        [
            (figure["paragraph"], figure["sufficient"], figure["of"])
            for figure in facts["case_figures"]
        ]
        for facts in (letter.facts, read_seed())
    ]
    assert figures_of[0] == figures_of[1]
    assert len(letter.warnings) == 1
    assert "paragraph 3.3" in letter.warnings[0]


def read_seed() -> dict[str, list[dict[str, object]]]:
    """Return the seed as plain facts."""
    proposal = read_facts((SEEDS / "liverpool-2013.toml").read_bytes(), "seed")
    facts: dict[str, list[dict[str, object]]] = proposal.model_dump(mode="json")
    return facts


@pytest.mark.parametrize("pages", ["\f", ""])
def test_the_liverpool_letter_reads_the_same_out_of_a_pdf(pages: str) -> None:
    """Every line cut, every empty line lost and page numbers in the sentences."""
    report = REPORT.read_text("utf-8") if REPORT.exists() else LETTER

    whole, cut = reading(report), reading(wrapped(report, 80).replace("\f", pages))

    assert {**cut.facts, "source": 0, "warnings": 0} == {**whole.facts, "source": 0, "warnings": 0}
    assert len(cut.warnings) == len(whole.warnings)


def test_a_date_behind_other_labels_is_the_publication() -> None:
    """A page that has lost the ends of its lines runs them together."""
    labels = ("Copy to: See copy list at end\nPublication", "From: A. Name Publication")

    assert reading(changed(LETTER, labels)).facts["published"]["iso"] == "2014-02-04"
