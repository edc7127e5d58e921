"""Every reader: it reads its own layout, any file of it, and takes nobody's name."""

from __future__ import annotations

import hypothesis
import pytest
from hypothesis import strategies as st
from invented_reports import LETTER, UNPAGED, YOUTH, changed, reading, wrapped
from invented_youth_2018 import OLD
from paths import REAL_REPORTS, SEEDS

from tracker.domain.errors import TrackerError
from tracker.intake.facts_file import read_facts
from tracker.intake.pages import read_pages
from tracker.intake.readers.registry import UnknownLayoutError, read_report, readers

REPORT = REAL_REPORTS / "knowsley-2023.txt"


def test_windows_line_ends_byte_order_mark_and_wide_letters_change_nothing() -> None:
    """The same facts but for the digest."""
    windows = YOUTH.replace("\n", "\r\n").encode("utf-16")

    report_reading = read_report(read_pages(windows, "report.txt"), "report.txt")

    same = reading(YOUTH).facts
    assert {**report_reading.facts, "source": None} == {**same, "source": None}


def test_a_fact_names_its_page_and_line() -> None:
    """For whoever wants to see it in the report."""
    report_reading = reading(YOUTH)

    line = report_reading.line(("items", 3, "text"))
    assert line is not None
    assert (line.page, line.text[:8]) == (6, "4. share")
    assert YOUTH.split("\n")[line.number - 1].endswith(line.text)


def test_no_telephone_address_inspector_or_child_is_taken() -> None:
    """What identifies people stays in the report."""
    text = str(reading(YOUTH).facts)

    assert not [word for word in ("01632", "@", "Somebody", "helped me") if word in text]


@pytest.mark.parametrize(
    ("report", "near"),
    [
        (
            "An inspection of youth justice work with children and victims in Ashmere\n",
            "the nearest is inspections of youth justice work with children",
        ),
        (
            "Inspection of youth justice services in Ashmere\n1.1 Staff\n",
            "the nearest is youth inspections",
        ),
        ("A Short Quality Screening happened.\n", "the nearest is Short Quality"),
        ("Minutes of a meeting\n", "no known layout. Nothing was recorded."),
    ],
)
def test_an_unknown_layout_is_refused_with_the_nearest(report: str, near: str) -> None:
    """One sentence, and nothing is read by a reader that is not sure."""
    with pytest.raises(UnknownLayoutError, match=near) as refused:
        read_report(read_pages(report.encode(), "report.txt"), "report.txt")

    assert refused.value.exit_code == 1


def test_each_layout_is_recognised_by_its_own_reader_alone() -> None:
    """The surest is sure, and the other is not."""
    for report, at in ((YOUTH, 0), (LETTER, 1)):
        scores = [reader.recognises(read_pages(report.encode(), "r")) for reader in readers()]
        assert scores[at] >= 0.9
        assert scores[1 - at] <= 0.3


@pytest.mark.parametrize("report", [YOUTH, LETTER, OLD])
def test_a_report_that_breaks_off_anywhere_is_read_or_refused(report: str) -> None:
    """A truncated file gives what it has, with warnings, or one sentence."""
    for end in range(150, len(report), 331):
        try:
            report_reading = reading(report[:end])
        except TrackerError as refused:
            assert refused.exit_code == 1  # noqa: PT017 - either outcome is right
        else:
            assert report_reading.warnings or end > len(report) // 2


@hypothesis.settings(max_examples=40, deadline=None)
@hypothesis.given(
    cuts=st.lists(st.tuples(st.integers(0, 200), st.integers(0, 3)), max_size=12),
    report=st.sampled_from([YOUTH, LETTER]),
)
def test_a_spoilt_report_is_read_or_refused(cuts: list[tuple[int, int]], report: str) -> None:
    """Lines lost, doubled, joined or turned around never give a fault of ours."""
    lines = report.split("\n")
    for place, how in cuts:
        at = place % len(lines)
        changes: tuple[list[str], ...] = (
            [],
            [lines[at]] * 2,
            [lines[at].replace(" ", "")],
            [lines[at][::-1]],
        )
        lines[at : at + 1] = changes[how]

    try:
        report_reading = reading("\n".join(lines))
    except TrackerError as refused:
        assert refused.exit_code == 1  # noqa: PT017 - either outcome is right
    else:
        assert report_reading.facts["source"]["layout"] in {reader.LAYOUT for reader in readers()}


def test_a_report_of_2018_is_read_without_a_score() -> None:
    """A title over two lines, points within a point, running headers and an annex."""
    report_reading = reading(OLD)

    facts = report_reading.facts
    assert facts["title"] == "An inspection of youth offending services in Brackwater"
    assert facts["service"] == {"id": "brackwater", "name": "Brackwater Youth Offending Team"}
    assert facts["published"] == {"text": "DECEMBER 2018", "iso": "2018-12"}
    assert facts["fieldwork"] == {"start": "2018-09-10", "end": "2018-09-14"}
    assert (facts["overall"], "score" in facts) == ("Requires improvement", False)
    assert [sample["cases"] for sample in facts["samples"]] == [21]
    assert [item["number"] for item in facts["items"]] == [*"12345", "1.1-a", "1.1-b"]
    assert facts["items"][0]["text"].endswith("in place: • a strategy • a plan")
    assert facts["items"][3]["text"].endswith("supervision. This should be recorded.")
    who = "The Department for Education and the Ministry of Justice"
    assert facts["items"][4]["addressee"] == who
    asked = {standard["number"]: standard.get("questions", []) for standard in facts["standards"]}
    assert [row.get("percent") for row in asked["2.1"]] == [71, 48, 43]
    assert [element.get("percent") for element in asked["1.1"]] == [None, None]
    assert [warning for warning in report_reading.warnings if "score" not in warning] == []


def test_an_annex_that_says_otherwise_is_warned_of() -> None:
    """A question printed twice keeps its first percentage."""
    first, annex = OLD.split("Annex 2 - Inspection results")

    report_reading = reading(f"{first}Annex 2 - Inspection results{changed(annex, ('48%', '58%'))}")

    assert report_reading.facts["standards"][4]["questions"][1]["percent"] == 48
    assert any("58% is printed here" in warning for warning in report_reading.warnings)


def test_the_knowsley_report_equals_its_seed() -> None:
    """Every fact, to the letter, with no warning."""
    seed = read_facts((SEEDS / "knowsley-2023.toml").read_bytes(), "seed")
    if not REPORT.exists():
        assert seed.id == "knowsley-2023"
        return

    report_reading = read_report(read_pages(REPORT.read_bytes(), REPORT.name), REPORT.name)

    assert report_reading.proposal(REPORT.name) == seed


@pytest.mark.parametrize("width", [70, 95])
def test_the_knowsley_report_reads_the_same_out_of_a_pdf(width: int) -> None:
    """Every line cut and every empty line lost, no fact is lost or changed."""
    report = REPORT.read_text("utf-8") if REPORT.exists() else UNPAGED

    whole, cut = reading(report), reading(wrapped(report, width))

    assert {**cut.facts, "source": None} == {**whole.facts, "source": None}
