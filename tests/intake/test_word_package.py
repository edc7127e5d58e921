"""A Word file that is damaged, hostile or none at all is refused, and nothing else is opened."""

from __future__ import annotations

import hypothesis
import pytest
from hypothesis import strategies as st
from unpaged_reports import shown
from word_files import LEVELS, PLAIN, W, numbering, packed, paragraph, raw_word, relations

from tracker.intake.files.word.docx_reader import read_docx
from tracker.intake.files.word.package import MOST_ENTRIES
from tracker.intake.pages import MOST_BYTES, UnreadableReportError


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "empty"),
        (b"words", "plain text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (packed({"xl/workbook.xml": b"<a/>"}), "spreadsheet"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "no Word text"),
        (packed({"photo.jpg": b"x"}), "no Word text"),
        (packed({"word/other.xml": b"<a/>"}), "no Word text"),
        (
            packed(
                {
                    "_rels/.rels": relations("officeDocument", "../../etc/passwd").encode(),
                    "word/x": b"",
                }
            ),
            "no Word text",
        ),
        (raw_word(""), "no text"),
        (raw_word(PLAIN)[:-40], "damaged"),
        (raw_word(PLAIN, styles="<broken"), "damaged"),
        (raw_word(PLAIN, parts={"word/document.xml": b"\xff\xfe<a>"}), "damaged"),
        (
            raw_word(
                PLAIN, parts={"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}
            ),
            "entities",
        ),
        (raw_word("<w:tbl><w:tr><w:tc>" * 200 + PLAIN + "</w:tc></w:tr></w:tbl>" * 200), "deeper"),
        (
            raw_word(PLAIN, parts={"word/document.xml": b"<a>" * 20_000 + b"</a>" * 20_000}),
            "deeper",
        ),
        (raw_word(" " * 3_000_000 + PLAIN), "larger than any report"),
        (
            raw_word(PLAIN, parts={f"media/{at}": b"" for at in range(MOST_ENTRIES)}),
            "more than 1000 parts",
        ),
        (raw_word(paragraph("long " * 5000)), "too long"),
        (b"PK\x03\x04word/" + b"a" * MOST_BYTES, "25 MB"),
    ],
)
def test_a_file_that_is_no_sound_report_is_refused_in_one_sentence(
    content: bytes, fault: str
) -> None:
    """Other files, damage, bombs, entities and depth are each named, and nothing is read."""
    with pytest.raises(UnreadableReportError, match=fault) as refused:
        read_docx(content, "report.docx")

    assert refused.value.sentence.startswith("report.docx: ")
    assert "\n" not in refused.value.sentence


def test_nothing_outside_the_file_is_followed() -> None:
    """Its text may name another place for its lists; that is not looked for."""
    named = relations("numbering", "https://example.org/n.xml")
    outside = named.replace("<Relationship Id", '<Relationship TargetMode="External" Id')
    content = raw_word(PLAIN, parts={"word/_rels/document.xml.rels": outside.encode()})

    assert shown(read_docx(content, "report.docx")) == ["The report."]


def test_a_size_in_the_header_is_not_believed() -> None:
    """What comes out is counted, whatever the archive says will."""
    content = raw_word(" " * 3_000_000 + PLAIN)
    count = len(f'<w:document xmlns:w="{W}"><w:body>{" " * 3_000_000}{PLAIN}</w:body></w:document>')

    with pytest.raises(UnreadableReportError):
        read_docx(content.replace(count.to_bytes(4, "little"), b"\x00\x10\0\0"), "report.docx")


@hypothesis.settings(max_examples=60, deadline=None)
@hypothesis.given(
    cuts=st.lists(st.tuples(st.integers(0, 3000), st.binary(max_size=4)), min_size=1, max_size=6)
)
def test_a_spoilt_file_is_read_or_refused(cuts: list[tuple[int, bytes]]) -> None:
    """Bytes changed anywhere never give a fault of ours."""
    content = bytearray(raw_word(paragraph("x", 0) + PLAIN, numbering(*LEVELS)))
    for place, change in cuts:
        at = place % len(content)
        content[at : at + 2] = change

    try:
        text = read_docx(bytes(content), "report.docx").text
    except UnreadableReportError as refused:
        assert refused.exit_code == 1  # noqa: PT017 - either outcome is right
    else:
        assert "\x00" not in text
