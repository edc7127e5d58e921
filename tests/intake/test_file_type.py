"""A file is read as what it is, when its name says so too; anything else is one sentence."""

from __future__ import annotations

import os
from pathlib import Path

import hostile_files
import pytest
from hostile_pdfs import WORDS, page, stream

from tracker.domain.errors import NotFoundError
from tracker.intake.files.file_reader import ENDINGS, content_of, read_file
from tracker.intake.files.file_type import FileType, kind_of
from tracker.intake.pages import MOST_BYTES, UnreadableReportError

PDF = page(stream(WORDS))
WORD = hostile_files.word(hostile_files.MILK)
WEB = b"<!DOCTYPE html>\n<html><body><p>Milk</p></body></html>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", WEB, "this is a web page, not a PDF; name it .html"),
        ("a.PDF", b"\xef\xbb\xbf\r\n <HTML><head>", "this is a web page, not a PDF; name it .html"),
        ("a.pdf", WEB.decode().encode("utf-16"), "this is a web page, not a PDF; name it .html"),
        ("a.pdf", WORD, "this is a Word file, not a PDF; name it .docx"),
        ("a.pdf", b"Milk\n", "this is plain text, not a PDF; name it .txt"),
        ("a.pdf", b"\x00\x01" * 99, "this is not a PDF, nor any other kind of file"),
        ("a.txt", PDF, "this is a PDF, not plain text; name it .pdf"),
        ("a.md", WORD, "this is a Word file, not plain text; name it .docx"),
        ("a.txt", WEB, "this is a web page, not plain text; name it .html"),
        ("a.html", PDF, "this is a PDF, not a web page; name it .pdf"),
        ("a.htm", b"Milk < bread\n", "this is plain text, not a web page; name it .txt"),
        ("a.docx", PDF, "this is a PDF, not a Word file; name it .pdf"),
        ("a.docx", WEB, "this is a web page, not a Word file; name it .html"),
        (
            "a.docx",
            hostile_files.encrypted_word(),
            "a Word file locked with a password; save a copy",
        ),
        ("a.docx", OLE, "this is an old Word file or another old Office file; save it as .docx"),
        ("a.doc", OLE, "this is an old Word file or another old Office file; save it as .docx"),
        ("a.rtf", rb"{\rtf1 Milk}", "this is a rich text file (.rtf); save it as .docx"),
        ("a.zip", hostile_files.zipped(("a.txt", b"Milk")), "this is an archive; unpack it"),
        ("a.xlsx", hostile_files.zipped(("xl/workbook.xml", b"")), "this is a spreadsheet"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n", "this is a picture; a report is read from its text"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "this is a picture"),
        ("a.db", b"SQLite format 3\x00", "this is a database, perhaps a ledger"),
        ("a", PDF, "this is a PDF; name it .pdf"),
        ("a.aspx", WEB, "this is a web page; name it .html"),
        (
            "a.csv",
            b"Milk,1\n",
            "the name of a report ends in .pdf, .html, .htm, .docx, .txt or .md",
        ),
        ("a.pdf.exe", b"\x00\x01", "the name of a report ends in"),
        ("a.pdf", b"", "the file is empty"),
        ("a.txt", b" \r\n\t", "the file is empty"),
        ("a.txt", "\u200f\u202e".encode(), "there is no text in it"),
        ("a.txt", b"Milk\n" * 60_001, "it is longer than any report"),
        ("a.txt", b"Milk\r" * 60_001, "it is longer than any report"),
        ("a.md", b"Milk\f" * 2_001, "it is longer than any report"),
        ("a.html", WEB + b"<b>" * 500_000, "it has more tags than the web page of any report"),
        ("a.html", WEB + b"<div>" * 501, "its tags lie too deep in each other"),
        ("a.pdf", PDF.ljust(MOST_BYTES + 1), "the file is too large; 25 MB is the most"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_named(name: str, content: bytes, sentence: str) -> None:
    """What it is and what to do, in one sentence; the error pages of 2012 named .pdf among them."""
    with pytest.raises(UnreadableReportError) as refused:
        read_file(content, name)

    text = refused.value.sentence
    assert text.startswith(f"{name}: ")
    assert sentence in text
    assert text.count(". ") == 1
    assert text.endswith(". Nothing was recorded.")


@pytest.mark.parametrize("name", ["a.txt", "a.MD", "a.Txt"])
def test_a_text_is_read_under_its_name(name: str) -> None:
    """Whatever letters its ending is written in."""
    assert read_file(b"Milk\nand bread\n", name).text == "Milk\nand bread\n"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, FileType.PDF),
        (b"HTTP/1.1 200 OK\r\n\r\n" + PDF, FileType.PDF),
        (b"\x00" * 1019 + PDF, FileType.PDF),
        (b"\x00" * 1020 + PDF, None),
        (b"<html>%PDF-1.7", FileType.WEB),
    ],
)
def test_what_stands_before_a_pdf_is_passed_over(content: bytes, kind: FileType | None) -> None:
    """As readers of PDF do, when the PDF begins within the first 1,024 bytes."""
    assert kind_of(content, FileType.PDF) is kind


@pytest.mark.parametrize(
    ("content", "file_type"),
    [
        (b"A file may begin with %PDF-1.7, or with <html>.\n", FileType.TEXT),
        (b"<u>Ratings</u>\n", FileType.TEXT),
        ("Ynys Môn\n".encode("latin-1"), FileType.TEXT),
        ("Milk".encode("utf-16"), FileType.TEXT),
        (b"<div>Milk</div>", FileType.WEB),
        (b"Milk<br>bread", FileType.WEB),
        (b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', FileType.WEB),
        (WORD, FileType.WORD),
        (WORD[:300], FileType.WORD),
    ],
)
def test_a_name_decides_where_the_bytes_allow_several_answers(
    content: bytes, file_type: FileType
) -> None:
    """A text may speak of PDFs, a page need not be whole, and a torn file is of its kind."""
    assert kind_of(content, file_type) is file_type


def test_every_kind_has_an_ending() -> None:
    """So that whoever is told to rename a file can."""
    assert set(ENDINGS.values()) == set(FileType)


def test_only_an_ordinary_file_is_opened(tmp_path: Path) -> None:
    """A pipe nobody writes to, a device without an end, a folder: nothing hangs."""
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    link = tmp_path / "link.pdf"
    link.symlink_to("/dev/zero")

    for path, sentence in (
        (pipe, f"{pipe} is not an ordinary file."),
        (link, f"{link} is not an ordinary file."),
        (tmp_path, f"{tmp_path} cannot be read (Is a directory)."),
        (tmp_path / "none.pdf", "none.pdf cannot be read (No such file or directory)."),
        (tmp_path / "a\x00b.pdf", "b.pdf cannot be read (embedded null byte)."),
    ):
        with pytest.raises(NotFoundError) as refused:
            content_of(path)
        assert refused.value.sentence.endswith(sentence)


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """Its size is asked first; a file that says it is empty is read no further than it may be."""
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(10**12)

    with pytest.raises(UnreadableReportError, match="the file is too large; 25 MB is the most"):
        content_of(path)

    path.write_bytes(b"0123456789")
    assert content_of(path, 10) == b"0123456789"
    with pytest.raises(UnreadableReportError, match="too large"):
        content_of(path, 9)
    with pytest.raises(UnreadableReportError, match="too large"):
        content_of(Path("/proc/self/status"), 9)
