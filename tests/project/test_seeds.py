"""The seeds are counted and summed on their own, and held against the reports where those are."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from datetime import date

import pytest
from paths import REAL_REPORTS, SEEDS

from tracker.domain.inspection import Inspection
from tracker.domain.report_checks import check_report
from tracker.domain.vocabulary import InspectionId
from tracker.intake.facts_file import Proposal, read_facts, write_facts

REPORTS = REAL_REPORTS
NAMES = ("knowsley-2023", "liverpool-2013")

RATINGS = {
    "1.1": "Good",
    "1.2": "Outstanding",
    "1.3": "Good",
    "1.4": "Good",
    "2.1": "Outstanding",
    "2.2": "Outstanding",
    "2.3": "Outstanding",
    "2.4": "Good",
    "3.1": "Outstanding",
    "3.2": "Good",
    "3.3": "Good",
    "3.4": "Good",
}
PERCENTAGES = {
    "2.1": [100, 100, 100],
    "2.2": [100, 100, 88],
    "2.3": [88, 88, 88],
    "2.4": [75, 75, 88],
    "3.1": [92, 83, 92],
    "3.2": [92, 67, 83],
    "3.3": [83, 67, 92],
}
CASES = {
    "1.1": (19, 22, "In all but 3 out of the 22 relevant cases"),
    "1.5": (7, 9, "in seven out of the nine relevant cases"),
    "2.1": (19, 22, "in 19 out of 22 cases"),
    "2.2": (27, 34, "in 27 out of 34 cases"),
    "2.3": (23, 29, "In 23 out of 29 cases"),
    "2.4": (15, 26, "In 11 out of 26 cases, plans to address the risk of harm to others had not"),
    "3.3": (22, 31, "In 22 out of 31 cases"),
    "3.5": (20, 29, "In 20 out of 29 cases"),
}


def seed(name: str) -> Proposal:
    """Return the proposal in a seed."""
    return read_facts((SEEDS / f"{name}.toml").read_bytes(), f"{name}.toml")


def absent_from_report(name: str, quoted: list[str]) -> list[str]:
    """Return what the report does not print; nothing where the report is not at hand."""
    report = REPORTS / f"{name}.txt"
    if not report.exists():
        return []
    printed = " ".join(report.read_text("utf-8").split())
    return [text for text in quoted if " ".join(text.split()) not in printed]


def test_knowsley_has_four_recommendations_addressed_as_printed() -> None:
    """The first is the chair's, the others the board's; none belongs to a standard."""
    items = [item for item in seed("knowsley-2023").items if item.kind == "recommendation"]

    board = "The Knowsley Youth Justice Management Board"
    chair = "The Chair of the Knowsley Youth Justice Management Board"
    assert [(item.number, item.addressee) for item in items] == [
        ("1", chair),
        ("2", board),
        ("3", board),
        ("4", board),
    ]
    assert {item.standard for item in items} == {None}
    assert absent_from_report("knowsley-2023", [f"{chair} should:", f"{board} should:"]) == []


def test_knowsley_has_fourteen_areas_for_improvement_under_their_standards() -> None:
    """Four under 1.1, one under 1.2, five under 1.3, two under 1.4 and two under 3.4."""
    items = [item for item in seed("knowsley-2023").items if item.kind == "area for improvement"]

    assert Counter(item.standard for item in items) == {
        "1.1": 4,
        "1.2": 1,
        "1.3": 5,
        "1.4": 2,
        "3.4": 2,
    }
    assert " ".join(item.number for item in items) == (
        "1.1-a 1.1-b 1.1-c 1.1-d 1.2-a 1.3-a 1.3-b 1.3-c 1.3-d 1.3-e 1.4-a 1.4-b 3.4-a 3.4-b"
    )
    assert {item.addressee for item in items} == {None}


def test_knowsley_was_rated_on_twelve_standards_that_make_29_of_36() -> None:
    """Seven Good and five Outstanding are 14 and 15 points."""
    knowsley = seed("knowsley-2023")

    assert {each.number: each.rating for each in knowsley.standards} == RATINGS
    assert Counter(RATINGS.values()) == {"Good": 7, "Outstanding": 5}
    assert knowsley.score is not None
    assert (knowsley.score.points, knowsley.score.of) == (7 * 2 + 5 * 3, 12 * 3)
    assert knowsley.overall == "Good"
    quoted = [
        f"{standard.number} {standard.name} {standard.rating}" for standard in knowsley.standards
    ]
    quoted += ["Score 29/36 Overall rating Good", "Knowsley Youth Justice Service"]
    assert absent_from_report("knowsley-2023", quoted) == []


def test_knowsley_has_21_key_questions_with_their_percentages() -> None:
    """Three questions each in the seven standards judged from cases."""
    asked = {standard.number: standard.questions for standard in seed("knowsley-2023").standards}

    percentages = {
        number: [q.percent for q in questions] for number, questions in asked.items() if questions
    }
    assert percentages == PERCENTAGES
    quoted = [f"{q.text} {q.percent}%" for pair in asked.values() for q in pair]
    assert len(quoted) == 21
    assert absent_from_report("knowsley-2023", quoted) == []


def test_knowsley_was_published_in_a_month_without_a_day() -> None:
    """The month is printed, no day; it takes effect on the month's last day."""
    knowsley = seed("knowsley-2023")

    assert (knowsley.published.text, knowsley.published.iso) == ("May 2023", "2023-05")
    assert knowsley.events()[0] == date(2023, 5, 31)
    assert (knowsley.fieldwork.start, knowsley.fieldwork.end) == ("2023-01-09", None)
    quoted = ["HM Inspectorate of Probation, May 2023", "beginning on 09 January 2023"]
    assert absent_from_report("knowsley-2023", quoted) == []


def test_knowsley_looked_at_8_court_and_12_out_of_court_cases() -> None:
    """Seven community sentences and one custodial one; no figures of cases are printed."""
    knowsley = seed("knowsley-2023")

    assert [sample.cases for sample in knowsley.samples] == [8, 12]
    assert knowsley.case_figures == ()
    assert (
        absent_from_report(
            "knowsley-2023", [proposed_sample.text for proposed_sample in knowsley.samples]
        )
        == []
    )


def test_no_sum_of_knowsley_contradicts_the_print() -> None:
    """The sum, seven standards and the overall rating: nine checks, and all agree."""
    effective_on, published, _ = seed("knowsley-2023").events()

    checks = check_report(Inspection(InspectionId("knowsley-2023"), published, effective_on, 1))

    assert [check.agrees for check in checks] == [True] * 9


def test_liverpool_has_two_areas_requiring_improvement() -> None:
    """Numbered i and ii, addressed to nobody in particular, under no standard."""
    liverpool = seed("liverpool-2013")

    assert [(item.number, item.kind) for item in liverpool.items] == [
        ("i", "area requiring improvement"),
        ("ii", "area requiring improvement"),
    ]
    assert {(item.addressee, item.standard) for item in liverpool.items} == {(None, None)}
    quoted = [f"- {item.number}. {item.text}" for item in liverpool.items]
    assert absent_from_report("liverpool-2013", quoted) == []


def test_liverpool_prints_eight_case_figures_and_all_count_what_was_good_enough() -> None:
    """`All but 3 of 22` is 19, and 11 of 26 that had not been reviewed well leave 15."""
    figures = seed("liverpool-2013").case_figures

    by_name = {figure.paragraph: (figure.sufficient, figure.of) for figure in figures}
    assert len(figures) == 8
    assert by_name == {paragraph: (good, of) for paragraph, (good, of, _) in CASES.items()}
    assert absent_from_report("liverpool-2013", [phrase for _, _, phrase in CASES.values()]) == []


def test_liverpool_has_a_day_a_sample_and_no_rating() -> None:
    """A letter of the short screening rates nothing."""
    liverpool = seed("liverpool-2013")

    assert liverpool.events()[0] == date(2013, 11, 20)
    assert (liverpool.fieldwork.start, liverpool.fieldwork.end) == ("2013-10-28", "2013-10-31")
    assert [sample.cases for sample in liverpool.samples] == [34]
    assert (liverpool.score, liverpool.overall, liverpool.standards) == (None, None, ())
    assert liverpool.service is not None
    quoted = [
        liverpool.title,
        liverpool.service.name,
        "Publication date: 20th November 2013",
        "during 28th-31st October 2013",
        "a sample of 34 recent cases",
    ]
    assert absent_from_report("liverpool-2013", quoted) == []


def test_the_one_contradiction_in_print_is_a_warning() -> None:
    """In paragraph 3.3 of the letter 31 less 22 is 9, and the reasons are of 11 cases."""
    assert seed("knowsley-2023").warnings == ()
    (warning,) = seed("liverpool-2013").warnings
    assert warning.startswith("Paragraph 3.3:")


@pytest.mark.parametrize("name", NAMES)
def test_every_item_is_in_the_words_of_the_report(name: str) -> None:
    """Texts are as printed; eighteen items in one report and two in the other."""
    proposal = seed(name)

    assert len({item.text for item in proposal.items}) == {NAMES[0]: 18, NAMES[1]: 2}[name]
    assert absent_from_report(name, [proposal.title, *(item.text for item in proposal.items)]) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_seed_names_the_digest_of_its_report(name: str) -> None:
    """The facts can be traced to the bytes they were taken from."""
    report = REPORTS / f"{name}.txt"

    stated = seed(name).source.sha256

    assert stated is not None
    assert len(stated) == 64
    assert not report.exists() or stated == hashlib.sha256(report.read_bytes()).hexdigest()


@pytest.mark.parametrize("name", NAMES)
def test_a_seed_is_written_as_the_program_writes_facts(name: str) -> None:
    """Reading a seed and writing it gives the same file, to the letter."""
    path = SEEDS / f"{name}.toml"

    assert write_facts(seed(name)) == path.read_text("utf-8")


def test_no_telephone_number_address_or_person_is_in_the_seeds() -> None:
    """Neither the lead inspectors nor the people of the copy list were taken over."""
    texts = [path.read_text("utf-8") for path in sorted((SEEDS).iterdir())]
    plain = re.sub(r'^sha256 = ".*"$', "", "\n".join(texts), flags=re.MULTILINE)

    assert len(texts) >= 3
    assert re.findall(r"\S+@\S+", plain) == []
    assert re.findall(r"\d[\d \-]{8,}\d", re.sub(r"\d{4}-\d\d-\d\d", "", plain)) == []
    assert (
        re.findall(r"\b(?:Burke|Russell|Ward|Fox|Simpson|Griffiths|Kennedy|Mr|Ms)\b", plain) == []
    )
