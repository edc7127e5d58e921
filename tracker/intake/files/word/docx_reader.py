"""A report sent as a Word file (.docx), read as Word shows it: with the numbers of its lists.

No library is trusted with the numbers, for they are what recommendations are known by: those that
read Word files leave them out, or count each list from one.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from tracker.intake.files.file_type import FileType, kind_of
from tracker.intake.files.word.docx_lines import write_docx
from tracker.intake.files.word.numbering import ListNumbering, Styles
from tracker.intake.files.word.package import Package
from tracker.intake.pages import UnreadableReportError, check_size

if TYPE_CHECKING:
    from tracker.intake.pages import Pages


def read_docx(content: bytes, name: str) -> Pages:
    """Return the pages of a Word file; `name` is the file's, for the sentences.

    Raises UnreadableReportError.
    """
    check_size(len(content), name)
    if not content:
        raise UnreadableReportError(name, "the file is empty")
    kind = kind_of(content, FileType.WORD)
    if kind is not FileType.WORD:
        raise UnreadableReportError(name, f"this is {kind or 'not a Word file'}")
    package = Package(content, name)
    main = package.main()
    styles = Styles(package.xml(package.related(main, "styles")))
    numbers = ListNumbering(package.xml(package.related(main, "numbering")), styles)
    sheet = write_docx(package.xml(main), styles, numbers)
    return sheet.pages(name, hashlib.sha256(content).hexdigest())
