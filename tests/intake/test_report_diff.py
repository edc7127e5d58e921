"""Whether two readings are of one inspection, and what differs between them, in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from elmshire_facts import FACTS, read

from tracker.domain.free_text import Erased
from tracker.domain.vocabulary import ErasureReason
from tracker.intake.report_diff import differences, is_another, is_same, same_text

if TYPE_CHECKING:
    from tracker.intake.recorded_facts import Tables

GONE = Erased(date(2026, 10, 9), ErasureReason.NAMES_A_CHILD)
BEFORE = read().model_dump()


def after(*changes: tuple[str, str]) -> Tables:
    """Return the facts of Elmshire with some of them changed, each of which has to be there."""
    text = FACTS
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read(text).model_dump()


@pytest.mark.parametrize(
    ("set_one_way", "set_another"),
    [
        ("review the\nboard", "review  the board"),
        ("the board\u2019s \u201cplan\u201d", 'the board\'s "plan"'),
        ("2018\u201324 \u2014 late", "2018-24 - late"),
        ("o\ufb03ce \ufb01les", "office files"),
        ("re\u00adview", "review"),
        ("\u200bthe board\u00a0", "the board"),
        ("multi-\nagency", "multi-agency"),
    ],
)
def test_how_a_text_is_set_makes_no_difference(set_one_way: str, set_another: str) -> None:
    """Blank space, quotation marks, dashes, ligatures and soft hyphens are the printer's."""
    assert same_text(set_one_way, set_another)


@pytest.mark.parametrize(
    ("before", "now"),
    [("review", "reviews"), ("Good", None), (None, "Good"), ("12 cases", "21 cases"), (72, 71)],
)
def test_another_word_or_number_makes_a_difference(before: Any, now: Any) -> None:
    """However small."""
    assert not same_text(before, now)


def test_the_same_facts_differ_in_nothing() -> None:
    """Nor do where they were read from, the warnings, or a day that was stated for the first."""
    other = after(
        ('report = "An inspection in Elmshire"', 'report = "elmshire.pdf"'),
        ('layout = "made-up"', f'layout = "another"\nsha256 = "{"0" * 64}"'),
        ('    "A second one.",\n', ""),
        ('text = "May 2023"', 'text = "in May 2023"'),
        ("review the board\nand its papers", "review the board and\u00a0its papers"),
    )
    stated = {**BEFORE, "published": {**BEFORE["published"], "stated": date(2023, 5, 11)}}

    assert differences(BEFORE, other) == []
    assert differences(stated, other) == []


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('overall = "Good"', 'overall = "Inadequate"', "overall: was 'Good', now 'Inadequate'"),
        ('overall = "Good"\n', "", "overall: was 'Good', no longer printed"),
        (
            'title = "An inspection in Elmshire"',
            'title = "Elmshire inspected"',
            "title: was 'An inspection in Elmshire', now 'Elmshire inspected'",
        ),
        (
            'text = "May 2023"\niso = "2023-05"',
            'text = "June 2023"\niso = "2023-06"',
            "published: was '2023-05', now '2023-06'",
        ),
        (
            'iso = "2023-05"',
            'iso = "2023-05"\nstated = 2023-05-11',
            "published, as stated: not printed before, now '2023-05-11'",
        ),
        (
            'end = "2023-01-13"',
            'end = "2023-01-20"',
            "fieldwork: was '2023-01-09 to 2023-01-13', now '2023-01-09 to 2023-01-20'",
        ),
        ("points = 2", "points = 1", "score: was '2/3', now '1/3'"),
        (
            'rating = "Good"',
            'rating = "Requires improvement"',
            "standard 2.1, rating: was 'Good', now 'Requires improvement'",
        ),
        (
            'name = "Governance"',
            'name = "Leadership"',
            "standard 1.1, name: was 'Governance', now 'Leadership'",
        ),
        ("percent = 75", "percent = 70", "standard 2.1, key question 2: was '75%', now '70%'"),
        (
            '\n[[standards.questions]]\ntext = "Are others?"\npercent = 75\n',
            "",
            "standard 2.1, key question 2: no longer there, 'Are others?'",
        ),
        (
            '\n[[standards]]\nnumber = "1.1"\nname = "Governance"\n',
            "",
            "standard 1.1: no longer there, 'Governance'",
        ),
        (
            "sufficient = 15",
            "sufficient = 11",
            "case figure of 2.4, 'plans had been reviewed': was '15 of 26', now '11 of 26'",
        ),
        ("cases = 34", "cases = 43", "sample, 'court cases': was 34, now 43"),
        (
            'addressee = "The Board"\n',
            "",
            "recommendation 1, addressee: was 'The Board', no longer printed",
        ),
        (
            'kind = "area for improvement"\nstandard = "2.1"',
            'kind = "key concern"\nstandard = "1.1"',
            "area for improvement 2.1-a, kind: was 'area for improvement', now 'key concern'",
        ),
        (
            "review the board\n",
            "review the boards\n",
            (
                "recommendation 1, text: was 'review the board and its papers', "
                "now 'review the boards and its papers'"
            ),
        ),
    ],
)
def test_each_fact_that_differs_is_said_in_a_sentence(old: str, new: str, sentence: str) -> None:
    """What it was, and what it is now."""
    assert differences(BEFORE, after((old, new)))[0] == sentence


def test_items_new_gone_and_renumbered_are_told_apart() -> None:
    """By the report's own numbers; where the words had another number that is said."""
    now = after(
        ('number = "2.1-a"', 'number = "2.1-b"'), ("review the board\n", "meet more often\n")
    )

    assert differences(BEFORE, now) == [
        (
            "recommendation 1, text: was 'review the board and its papers', "
            "now 'meet more often and its papers'"
        ),
        (
            "area for improvement 2.1-b: new, 'reviews [[items]] were late' "
            "(which was the text of 2.1-a)"
        ),
        "area for improvement 2.1-a: no longer there, 'reviews [[items]] were late'",
    ]


def test_an_erased_text_differs_from_none_that_is_printed() -> None:
    """What is gone cannot be compared, and importing brings it back only where that is said."""
    first, second = BEFORE["items"]
    was = {**BEFORE, "title": GONE, "items": [{**first, "text": GONE}, second]}

    assert differences(was, BEFORE) == []
    assert differences(was, after(('addressee = "The Board"', 'addressee = "The Chair"'))) == [
        "recommendation 1, addressee: was 'The Board', now 'The Chair'",
        "recommendation 1: its text was erased; a re-issue brings the printed text in again",
    ]


def test_what_lost_its_name_to_an_erasure_is_matched_by_what_is_left() -> None:
    """A figure whose words were erased is no figure new and another gone."""
    (figure,) = BEFORE["case_figures"]
    was = {**BEFORE, "case_figures": [{**figure, "text": GONE}]}

    assert differences(was, BEFORE) == []
    assert differences(was, after(("sufficient = 15", "sufficient = 11"))) == [
        "case figure of 2.4, 'plans had been reviewed': was '15 of 26', now '11 of 26'"
    ]


def test_standards_without_a_number_go_by_their_name() -> None:
    """As some reports print them."""
    was = after(('number = "1.1"\n', ""))
    now = after(('number = "1.1"\nname = "Governance"', 'name = "Governance"\nrating = "Good"'))

    assert differences(was, now) == ["standard Governance, rating: not printed before, now 'Good'"]


@pytest.mark.parametrize(
    ("changes", "another"),
    [
        ([("An inspectorate", "Another inspectorate")], True),
        ([('id = "elmshire"', 'id = "oakley"')], True),
        ([('kind = "Inspection"', 'kind = "Letter"'), ("2023-01-09", "2023-01-02")], True),
        ([('title = "An insp', 'title = "A joint insp'), ("2023-01-13", "2023-01-12")], True),
        ([("2023-01-09", "2023-01-02")], False),
        ([('kind = "Inspection"', 'kind = "Letter"'), ('title = "An', 'title = "The')], False),
        ([("review the board", "review all boards")], False),
    ],
)
def test_another_inspection_under_a_taken_id_is_told_from_a_re_issue(
    changes: list[tuple[str, str]], *, another: bool
) -> None:
    """By who inspected whom, and when they were there."""
    assert is_another(BEFORE, after(*changes)) is another


def test_without_fieldwork_another_title_and_kind_make_another_inspection() -> None:
    """One of the two may have been put right; both are no accident."""
    silent = ('start = "2023-01-09"\nend = "2023-01-13"\n', "")
    kind, title = ('kind = "Inspection"', 'kind = "Letter"'), ('title = "An', 'title = "The')

    assert is_another(after(silent), after(silent, kind, title))
    assert not is_another(after(silent), after(silent, title))


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ([], True),
        ([('title = "An', 'title = "The'), ('rating = "Good"', 'rating = "Poor"')], True),
        ([("May 2023", "January 2024"), ('"2023-05"', '"2024-01"')], True),
        ([("review the board", "review all boards")], True),
        ([("2023-01-09", "2023-01-02")], False),
        ([("An inspectorate", "Another inspectorate")], False),
        ([('id = "elmshire"\n', 'id = "oakley"\n')], False),
        ([('title = "An', 'title = "The'), ("review the board", "review all boards")], False),
    ],
)
def test_one_inspection_under_two_ids_is_known_again(
    changes: list[tuple[str, str]], *, same: bool
) -> None:
    """By what it asks for and when it was published, or by its name and fieldwork."""
    assert is_same(BEFORE, after(('"elmshire-2023"', '"elmshire-2024"'), *changes)) is same


def test_a_report_of_no_one_service_is_of_the_one_it_was_brought_in_for() -> None:
    """It names none to differ."""
    none = {**BEFORE, "service": None}

    assert differences(BEFORE, none) == []
    assert not is_another(BEFORE, none)
