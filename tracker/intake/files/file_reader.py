"""The file a report came in: what it really is, held against what its name says it is.

A file is read by the reader of its kind only when both agree. One that is mislabelled, empty, of
no known kind, or larger than any report is refused with one sentence that says what it is and what
to do. Nothing but an ordinary file is opened, so that nothing here waits for ever.
"""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING, Final

from tracker.domain.errors import NotFoundError, joined
from tracker.intake.files.file_type import FileType, kind_of
from tracker.intake.files.optional_libraries import missing_packages
from tracker.intake.pages import (
    MOST_BYTES,
    Pages,
    UnreadableReportError,
    check_size,
    read_pages,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENDINGS: Final = {
    ".pdf": FileType.PDF,
    ".html": FileType.WEB,
    ".htm": FileType.WEB,
    ".docx": FileType.WORD,
    ".txt": FileType.TEXT,
    ".md": FileType.TEXT,
}
"""How the names of reports end that are read, in small letters, and what each then is."""

NEEDS: Final = {
    FileType.PDF: ("pypdfium2",),
    FileType.WEB: ("bs4", "lxml"),
    FileType.WORD: ("defusedxml",),
    FileType.TEXT: (),
}
"""The modules that read each kind."""

MOST_LINES: Final = 60_000
"""Lines a report may have: one of 500 pages has some 25,000."""

MOST_PAGES: Final = 2_000
"""Pages a report may have; the longest of these reports have some 200."""

MOST_LETTERS: Final = 2_000_000
"""Characters a report's text may have: one of 500 pages has some 1,500,000."""

TOO_LONG: Final = "it is longer than any report"

MOST_TAGS: Final = 500_000
"""Tags a web page may have: one of 500 pages, saved by Word, has some 100,000."""

DEEPEST: Final = 500
"""Tags that may be open at once: in real pages some 30 do."""

_TAG: Final = re.compile(rb"<(/?)([a-z][a-z0-9:-]*)", re.IGNORECASE)
_CLOSED_BY_OTHERS: Final = frozenset(
    b"area base body br caption col colgroup dd dt embed head hr html img input li link meta "
    b"optgroup option p param source tbody td tfoot th thead tr track wbr".split()
)
"""Tags that need no end, because another one ends them or nothing is in them."""


def content_of(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return a file's bytes.

    Raises NotFoundError for what cannot be opened or is no ordinary file, and
    UnreadableReportError for more than `most` bytes, before they are read.
    """
    try:
        if stat.S_ISDIR(mode := path.stat().st_mode) or stat.S_ISREG(mode):
            with open(path, "rb", opener=_unhurried) as file:
                status = os.fstat(file.fileno())
                if stat.S_ISREG(status.st_mode):
                    return _whole(file.read, status.st_size, path, most)
    except (OSError, ValueError) as error:
        fault = getattr(error, "strerror", None) or error
        raise NotFoundError(f"{path} cannot be read ({fault}).") from None
    raise NotFoundError(f"{path} is not an ordinary file.")


def _unhurried(name: str, flags: int) -> int:
    """Open a file without waiting for whoever writes it, should it be a pipe by now."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def _whole(read: Callable[[int], bytes], size: int, path: Path, most: int) -> bytes:
    check_size(size, str(path), most)
    content = read(most + 1)
    check_size(len(content), str(path), most)
    return content


def read_file(content: bytes, name: str) -> Pages:
    """Return the pages of a report in any kind of file; `name` is the file's, with its ending.

    Raises UnreadableReportError.
    """
    kind = _agreed(content, name)
    if kind is FileType.WEB and content.count(b"<") > MOST_TAGS:
        raise UnreadableReportError(name, "it has more tags than the web page of any report")
    if kind is FileType.WEB and _depth(content) > DEEPEST:
        raise UnreadableReportError(name, "its tags lie too deep in each other")
    lines = max(map(content.count, (b"\n", b"\r")))
    if kind is FileType.TEXT and (len(content) > MOST_LETTERS or lines > MOST_LINES):
        raise UnreadableReportError(name, TOO_LONG)
    if NEEDS[kind] and (command := missing_packages(*NEEDS[kind])):
        raise UnreadableReportError(name, f"to read {kind}, first run: {command}")
    return _fitting(_reader_of(kind)(content, name), name)


def _reader_of(kind: FileType) -> Callable[[bytes, str], Pages]:
    """What reads a kind of file, loaded when the first of the kind comes."""
    match kind:
        case FileType.PDF:
            from tracker.intake.files.pdf.pdf_reader import read_pdf  # noqa: PLC0415 - a text needs no library

            return read_pdf
        case FileType.WEB:
            from tracker.intake.files.web.html_reader import read_html  # noqa: PLC0415 - the same

            return read_html
        case FileType.WORD:
            from tracker.intake.files.word.docx_reader import read_docx  # noqa: PLC0415 - the same

            return read_docx
        case FileType.TEXT:
            return read_pages


def _agreed(content: bytes, name: str) -> FileType:
    """The kind that a file's name and its bytes agree on."""
    ending = next((ending for ending in ENDINGS if name.lower().endswith(ending)), None)
    stated = ENDINGS[ending] if ending else None
    check_size(len(content), name)
    if not content.strip():
        raise UnreadableReportError(name, "the file is empty")
    actual = kind_of(content, stated)
    if isinstance(actual, FileType) and actual is stated:
        return actual
    raise UnreadableReportError(name, _mislabelled(actual, stated))


def _depth(content: bytes) -> int:
    """How many tags stand open at once in a web page, at the most."""
    deepest = depth = 0
    for end, tag in _TAG.findall(content):
        if tag.lower() not in _CLOSED_BY_OTHERS:
            depth = max(depth + (-1 if end else 1), 0)
            deepest = max(deepest, depth)
    return deepest


def _mislabelled(actual: FileType | str | None, stated: FileType | None) -> str:
    """What a file is, and how to name it so that it is read."""
    if isinstance(actual, FileType) and (stated or actual is not FileType.TEXT):
        instead = f", not {stated}" if stated else ""
        ending = next(suffix for suffix, kind in ENDINGS.items() if kind is actual)
        return f"this is {actual}{instead}; name it {ending}"
    if actual is not None and not isinstance(actual, FileType):
        return f"this is {actual}"
    if stated is not None:
        return f"this is not {stated}, nor any other kind of file that a report is read from"
    return f"the name of a report ends in {joined(ENDINGS)}"


def _fitting(pages: Pages, name: str) -> Pages:
    """The pages, when there is something on them, and no more than a report can have."""
    letters = sum(len(line.text) for line in pages.lines)
    if not letters:
        raise UnreadableReportError(name, "there is no text in it")
    page = pages.lines[-1].page
    if len(pages.lines) > MOST_LINES or page > MOST_PAGES or letters > MOST_LETTERS:
        raise UnreadableReportError(name, TOO_LONG)
    return pages
