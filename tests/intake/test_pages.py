"""A report's text is read as pages and lines, whatever bytes it came in; the rest is refused."""

# ruff: noqa: RUF001 - reports print curly quotes and dashes
from __future__ import annotations

import hashlib

import hypothesis
import pytest
from hypothesis import strategies as st

from tracker.intake.pages import MOST_BYTES, UnreadableReportError, pages_of, read_pages

PLAIN = "Ratings\n\nStaff – Good\n"


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        "\ufeff".encode("utf-16-be") + PLAIN.encode("utf-16-be"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
    ],
)
def test_the_same_text_is_read_from_every_encoding_and_line_end(content: bytes) -> None:
    """A byte order mark, UTF-16 and the line ends of Windows change nothing but the digest."""
    pages = read_pages(content, "report.txt")

    assert [line.text for line in pages.lines] == ["Ratings", "", "Staff – Good", ""]
    assert [line.number for line in pages.lines] == [1, 2, 3, 4]
    assert pages.sha256 == hashlib.sha256(content).hexdigest()


def test_a_form_feed_begins_a_page_and_no_line() -> None:
    """Lines keep the number they have in the file, on whichever page."""
    pages = read_pages(b"one\ntwo\n\fthree\nfour\ffive\n", "report.txt")

    assert [(line.number, line.page, line.text) for line in pages.lines][:5] == [
        (1, 1, "one"),
        (2, 1, "two"),
        (3, 2, "three"),
        (4, 2, "four"),
        (4, 3, "five"),
    ]
    assert pages.lines[2].where == "Page 2, line 3"


def test_what_nobody_sees_is_taken_out() -> None:
    """Zero-width and right-to-left marks, soft hyphens and odd blanks leave the words."""
    pages = pages_of(
        ["\u200fRe\u200bcom\u00admend\u2060ations\u00a0for\u202f\u202eall\x07 o\ufb03ces"]
    )

    assert pages.text == "Recommendations for all offices"


@pytest.mark.parametrize(
    ("lines", "healed"),
    [
        (["work with multi-", "agency panels"], "work with multi-agency panels"),
        (["needs improve-", "ment now"], "needs improvement now"),
        (["of high-", "quality work"], "of high-quality work"),
        (["the super-", "vision of staff"], "the supervision of staff"),
        (["in care-", "experienced groups"], "in care-experienced groups"),
        (["a Stoke-", "Hill team"], "a Stoke-Hill team"),
        (["every plan\u00ad", "ning meeting"], "every planning meeting"),
        (["from 2020 -", "2021 on"], "from 2020 - 2021 on"),
    ],
)
def test_a_word_broken_over_two_lines_is_healed(lines: list[str], healed: str) -> None:
    """The report's own words decide whether the hyphen was the word's or the line's."""
    report = pages_of(["\n".join([*lines, "", "supervision of experienced children"])])

    assert report.joined(report.lines[:2]) == healed


def test_marks_of_markdown_are_not_words() -> None:
    """Headings, emphasis, links, tables, escapes and simple tags leave what they mark."""
    pages = pages_of(
        [
            (
                "## Ratings\n**1.1 Staff** | Good\n| 1.2 Staff | Good |\n|---|:--|\n"
                "See [our site](https://example.org).<sup>1</sup>\n1\\. review *all* plans\n- a_b"
            )
        ]
    )

    assert [line.text for line in pages.lines] == [
        "Ratings",
        "1.1 Staff | Good",
        "1.2 Staff Good",
        "",
        "See our site.",
        "1. review all plans",
        "- a_b",
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "no text"),
        (b" \r\n\t\n", "no text"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04rest", "Word"),
        (b"<!DOCTYPE html><html>404</html>", "web page"),
        (b"\xef\xbb\xbf \n<html><body>", "web page"),
        ("Ratings: Ynys Môn\n".encode("latin-1"), "line 1"),
        (b"fine\nfine\xff\n", "line 2"),
        ("plain".encode("utf-16-le"), "UTF-16"),
        (b"\xff\xfea", "UTF-16"),
        (b"text\x00text", "plain text"),
        (b"a" * (MOST_BYTES + 1), "25 MB"),
        (b"fine\n" + b"." * 20_001, "too long"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_in_one_sentence(
    content: bytes, fault: str
) -> None:
    """An error page named .txt, a wrong encoding or a huge file is named, and nothing is read."""
    with pytest.raises(UnreadableReportError, match=fault) as refused:
        read_pages(content, "report.txt")

    assert refused.value.sentence.startswith("report.txt: ")
    assert "\n" not in refused.value.sentence
    assert refused.value.exit_code == 1


@hypothesis.settings(max_examples=60, deadline=None)
@hypothesis.given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """There is no third outcome, and what is read has no character that hides."""
    try:
        pages = read_pages(content, "report.txt")
    except UnreadableReportError:
        return

    assert not {"\u200b", "\x00", "\x1b", "\f", "\r"} & set(pages.text)
