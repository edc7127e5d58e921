"""The items of a youth inspection: each once, whole, with its number and its addressee."""

# ruff: noqa: RUF001 - reports print curly quotes and dashes
from __future__ import annotations

import re

import pytest
from invented_reports import YOUTH, changed, reading
from paths import REAL_REPORTS

REPORT = REAL_REPORTS / "knowsley-2023.txt"

CHAIR = "The Chair of the Ashmere and Dunholt Youth Justice Management Board"
BOTH = "The Ashmere and Dunholt Youth Justice Service and Ashmere Council"
POLICE = "Ashmere Police"
HEAD = "Inspection of youth justice services in Ashmere and Dunholt\n"


def recommended(report: str) -> list[tuple[str, str | None, str]]:
    """Return number, addressee and first words of each recommendation."""
    return [
        (item["number"], item.get("addressee"), " ".join(item["text"].split()[:2]))
        for item in reading(report).facts["items"]
        if item["kind"] == "recommendation"
    ]


ALL = [
    ("1", CHAIR, "make sure"),
    ("2", BOTH, "offer multi-agency"),
    ("3", BOTH, "record the"),
    ("4", POLICE, "share intelligence"),
    ("5", POLICE, "review its"),
]


def test_recommendations_are_numbered_on_across_bodies() -> None:
    """A wrapped addressee, two bodies with `and`, and a list that goes on over a page."""
    assert recommended(YOUTH) == ALL


def test_texts_are_healed_of_lines_pages_notes_and_marks() -> None:
    """Words broken over lines, a footnote's mark and a running header leave the sentence."""
    texts = {item["number"]: item["text"] for item in reading(YOUTH).facts["items"]}

    assert texts["1"].endswith("who can decide, and that their attendance is reviewed each year")
    assert texts["2"] == "offer multi-agency training to all staff"
    assert texts["3"] == "record the wishes of victims in every plan."
    assert texts["4"].endswith("and tell children aged 16 and over what is shared")
    assert texts["5"] == "review its policy."
    assert texts["1.1-a"].endswith("well enough to act on them.")
    assert texts["1.1-b"].endswith("and has not done so for some years.")


def test_areas_for_improvement_are_lettered_under_their_standard() -> None:
    """They have no addressee, and strengths are none of them."""
    rows = [item for item in reading(YOUTH).facts["items"] if "area" in item["kind"]]

    assert [(item["number"], item["standard"]) for item in rows] == [
        ("1.1-a", "1.1"),
        ("1.1-b", "1.1"),
        ("1.1-c", "1.1"),
        ("1.2-a", "1.2"),
        ("4.1-a", "4.1"),
    ]
    assert not any("addressee" in item for item in rows)


def test_numbers_that_begin_again_are_told_apart() -> None:
    """Each body counts from one; the second 1 is 1-b, with a warning."""
    report = changed(
        YOUTH,
        ("\n2. offer", "\n1. offer"),
        ("\n3. record", "\n2. record"),
        ("\n4. share", "\n1. share"),
        ("\n5. review", "\n2. review"),
    )

    assert [number for number, *_ in recommended(report)] == ["1", "1-b", "2", "1-c", "2-b"]
    assert [who for _, who, _ in recommended(report)] == [who for _, who, _ in ALL]
    assert len(reading(report).warnings) == 3


def test_bullets_instead_of_numbers_are_counted() -> None:
    """1 to 5, with a warning that these are not printed."""
    report = re.sub(r"(?m)^\d\. (?=make|offer|record|share|review)", "• ", YOUTH)

    assert recommended(report) == ALL
    assert any("no numbers are printed" in warning for warning in reading(report).warnings)


def test_a_number_alone_on_its_line_is_still_a_number() -> None:
    """Some files part the number from its words."""
    report = re.sub(r"(?m)^(\d)\. (?=make|offer|record|share|review)", r"\1.\n", YOUTH)

    assert recommended(report) == ALL


def test_a_count_that_is_not_the_list_is_warned_of() -> None:
    """`We have made six recommendations`, and five follow."""
    report_reading = reading(
        changed(YOUTH, ("made five recommendations", "made six recommendations"))
    )

    assert len([i for i in report_reading.facts["items"] if i["kind"] == "recommendation"]) == 5
    assert any(
        "six recommendations are announced, and 5 found" in warning
        for warning in report_reading.warnings
    )


def test_an_addressee_only_in_the_heading_or_the_sentence_is_found() -> None:
    """And where nobody is addressed the fact is null, with a warning."""
    bare = re.sub(r"(?m)^The Chair of the[^:]*:\n", "", YOUTH)
    headed = changed(bare, (HEAD + "Recommendations\n", f"{HEAD}Recommendations for {CHAIR}\n"))
    itself = changed(bare, ("1. make sure", "1. The local authority should make sure"))

    assert recommended(headed)[0][1] == CHAIR
    assert recommended(itself)[0][1] == "The local authority"
    assert recommended(bare)[0][1] is None
    assert any("addressed to nobody" in warning for warning in reading(bare).warnings)


@pytest.mark.parametrize("bullet", ["-", "–", "\uf06e", "◼", "\uf0b7", "*"])
def test_any_bullet_begins_a_point(bullet: str) -> None:
    """The letters of symbol fonts as well."""
    assert reading(YOUTH.replace("•", bullet)).facts["items"] == reading(YOUTH).facts["items"]


def test_a_report_with_its_pages_lost_reads_the_same() -> None:
    """Headers are known by coming back, page numbers by standing beside them."""
    assert reading(YOUTH.replace("\f", "")).facts["items"] == reading(YOUTH).facts["items"]


def test_domain_headings_and_contents_are_no_recommendations() -> None:
    """`1. Organisational delivery` and dot leaders are not in any list."""
    texts = " ".join(item["text"] for item in reading(YOUTH).facts["items"])

    assert not re.search(r"Organisational delivery|\.\.\.|Foreword|Ashmere and Dunholt\b", texts)


def test_a_body_alone_on_its_line_is_the_addressee() -> None:
    """In bold or not, without `should`; the one above it is not carried on."""
    report = changed(YOUTH, ("Ashmere Police should:", "\nAshmere Health Board\n"))

    assert [who for _, who, _ in recommended(report)][3:] == ["Ashmere Health Board"] * 2


def test_a_list_that_seems_to_go_on_is_warned_of() -> None:
    """A paragraph between two points ends the list, and what follows it is named."""
    between = "\n\nThe board met twice.\n\n• Risks are not recorded."

    report_reading = reading(changed(YOUTH, ("\n• Risks are not recorded.", between)))

    numbers = [item["number"] for item in report_reading.facts["items"]]
    assert "1.1-b" in numbers
    assert "1.1-c" not in numbers
    assert any("points follow here" in warning for warning in report_reading.warnings)
