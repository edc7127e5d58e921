"""A file that a report comes in: on this machine, or given as its name and bytes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tracker.intake.files.file_reader import content_of
from tracker.intake.pages import MOST_BYTES, check_size


class UploadedFile(NamedTuple):
    """A file that is already in memory, as a page receives it."""

    name: str
    content: bytes


ReportFile = Path | UploadedFile


def file_name(file: ReportFile) -> str:
    """Return what sentences call a file."""
    return str(file) if isinstance(file, Path) else file.name


def named_content(file: ReportFile, most: int = MOST_BYTES) -> tuple[str, bytes]:
    """Return the name of a file and its bytes.

    Raises NotFoundError for what cannot be read, UnreadableReportError for more than `most` bytes.
    """
    if isinstance(file, Path):
        return str(file), content_of(file, most)
    check_size(len(file.content), file.name, most)
    return file
