"""What a file is, told by its bytes and not by its name: a kind that is read, or something else."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum
from typing import Final


class FileType(StrEnum):
    """A kind of file that a report is read from, in words."""

    PDF = "a PDF"
    WEB = "a web page"
    WORD = "a Word file"
    TEXT = "plain text"


PDF_WITHIN: Final = 1024
"""A PDF says that it is one within so many bytes; what comes before is passed over."""

HEAD: Final = 4096
"""Bytes at the beginning that are looked at."""

PICTURE: Final = "a picture; a report is read from its text"
ARCHIVE: Final = "an archive; unpack it, and give the reports in it"
LOCKED: Final = "a Word file locked with a password; save a copy without one"
OLD: Final = "an old Word file or another old Office file; save it as .docx"

_OLE: Final = b"\xd0\xcf\x11\xe0"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_IN_ZIP: Final[tuple[tuple[bytes, FileType | str], ...]] = (
    (b"word/", FileType.WORD),
    (b"xl/workbook", "a spreadsheet, and no report"),
    (b"ppt/presentation", "a set of slides, and no report"),
    (b"vnd.oasis.opendocument.text", "an OpenDocument file; save it as .docx"),
    (b"application/epub", "an electronic book; save it as .pdf or .html"),
)
_MARKS: Final[tuple[tuple[bytes, FileType | str], ...]] = (
    (b"%PDF-", FileType.PDF),
    (rb"{\rtf", "a rich text file (.rtf); save it as .docx"),
    (b"%!PS", "a PostScript file; save it as .pdf"),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE),
    (b"RIFF", PICTURE),
    (b"\x1f\x8b", ARCHIVE),
    (b"7z\xbc\xaf", ARCHIVE),
    (b"Rar!", ARCHIVE),
    (b"BZh", ARCHIVE),
    (b"\xfd7zXZ", ARCHIVE),
    (b"MZ\x90", "a program"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database, perhaps a ledger"),
    (b"From: <Saved by", "a saved web archive; save the page as .html alone"),
    (b"MIME-Version:", "a saved web archive or an e-mail; save its text or the page alone"),
)
_PAGE: Final = re.compile(
    rb"<(?:\?xml|!doctype html|!--|html|head|body|title|meta|script|style|div|table|article|main"
    rb"|h[1-6]|p)\b",
    re.IGNORECASE,
)
_BINARY: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(content: bytes, stated: FileType | None = None) -> FileType | str | None:
    """Return what a file is: a kind that is read, words for another one, None for one unknown.

    `said` is what its name says it is: it decides where the bytes allow several answers, and text
    in an odd encoding is still text when the name says so.
    """
    head = _head(content)
    for mark, kind in _MARKS:
        if head.startswith(mark):
            return kind
    if content.startswith(_OLE):
        return LOCKED if _ENCRYPTED in content else OLD
    if content.startswith(_ZIP):
        unknown = FileType.WORD if stated is FileType.WORD else ARCHIVE
        return next((kind for inside, kind in _IN_ZIP if inside in content), unknown)
    if _PAGE.match(head) or (
        stated is FileType.WEB and re.search(rb"<[a-z!]", head, re.IGNORECASE)
    ):
        return stated if stated is FileType.TEXT and not _whole_page(head) else FileType.WEB
    if stated is FileType.PDF and b"%PDF-" in content[:PDF_WITHIN]:
        return FileType.PDF
    if stated is FileType.TEXT or not _BINARY.search(head):
        return FileType.TEXT
    return None


def _head(content: bytes) -> bytes:
    """The beginning of a file, without a byte order mark and blanks, UTF-16 as UTF-8."""
    head = content[:HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return head.removeprefix(codecs.BOM_UTF8).lstrip()


def _whole_page(head: bytes) -> bool:
    """Whether a text is a whole web page, and not words that begin with a tag."""
    return re.search(rb"<(?:html|head|body|!doctype html)\b", head, re.IGNORECASE) is not None
