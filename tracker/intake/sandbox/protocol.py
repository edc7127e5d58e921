"""What is said between the process that reads a report and the one that asked for it.

A file goes in with the lengths of its name and its content before it; one answer comes out, JSON
with its length before it. What comes out is believed no further than its shape: it is checked
before it becomes a reading, and its facts are checked as those of any facts file are.
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from tracker.intake.pages import Line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.intake.readers.registry import ReportReading
    from tracker.intake.toml_positions import Path

MOST_ANSWER: Final = 16_000_000
"""Bytes an answer may have: the facts of a report are some 50,000."""

_ASKED: Final = struct.Struct(">IIQ")
_ANSWERED: Final = struct.Struct(">I")


def send_file(into: BinaryIO, name: str, content: bytes, layout: str | None = None) -> None:
    """Send a file to be read, as a report of this layout where one is named."""
    spelt, read_as = name.encode("utf-8", "surrogateescape"), (layout or "").encode()
    into.write(_ASKED.pack(len(spelt), len(read_as), len(content)))
    into.write(spelt + read_as)
    into.write(content)
    into.flush()


def next_file(source: BinaryIO) -> tuple[str, bytes, str | None] | None:
    """Return name, content and named layout of the next file; None if no more come."""
    lengths = source.read(_ASKED.size)
    if len(lengths) < _ASKED.size:
        return None
    name, layout, content = _ASKED.unpack(lengths)
    spelt = source.read(name).decode("utf-8", "surrogateescape")
    read_as = source.read(layout).decode() or None
    return spelt, source.read(content), read_as


def send_answer(into: BinaryIO, answer: Mapping[str, object]) -> None:
    """Send what came of reading a file."""
    spelt = json.dumps(answer).encode()
    into.write(_ANSWERED.pack(len(spelt)))
    into.write(spelt)
    into.flush()


def next_answer(source: BinaryIO) -> dict[str, Any]:
    """Return what came of reading a file. Raises ValueError if no whole answer comes."""
    length = source.read(_ANSWERED.size)
    if len(length) < _ANSWERED.size or (size := _ANSWERED.unpack(length)[0]) > MOST_ANSWER:
        raise ValueError(length)
    try:
        answer = json.loads(source.read(size))
    except RecursionError:
        raise ValueError(size) from None
    if not isinstance(answer, dict):
        raise ValueError(size)  # noqa: TRY004 - whatever is odd about it is the same to who asked
    return answer


def encode_reading(reading: ReportReading) -> dict[str, object]:
    """Return a reading as JSON can spell it."""
    lines = [
        [list(path), [line.number, line.page, line.text, line.indent]]
        for path, line in reading.lines.items()
    ]
    return {"facts": reading.facts, "warnings": reading.warnings, "lines": lines}


def decode_reading(spelt: Mapping[str, Any]) -> ReportReading:
    """Return the reading that was written so. Raises ValueError for anything else."""
    from tracker.intake.readers.registry import ReportReading  # noqa: PLC0415 - loaded while the child reads

    try:
        facts, warnings = spelt["facts"], tuple(spelt["warnings"])
        lines = {_path(path): _line(*line) for path, line in spelt["lines"]}
    except (KeyError, TypeError) as odd:
        raise ValueError(odd) from None
    if not isinstance(facts, dict) or not all(isinstance(warning, str) for warning in warnings):
        raise ValueError(facts)
    return ReportReading(facts, warnings, lines)


def _path(spelt: list[Any]) -> Path:
    if not all(isinstance(key, str | int) for key in spelt):
        raise TypeError(spelt)
    return tuple(spelt)


def _line(number: int, page: int, text: str, indent: int) -> Line:
    if not (isinstance(text, str) and all(isinstance(n, int) for n in (number, page, indent))):
        raise TypeError(text)
    return Line(number, page, text, indent)
