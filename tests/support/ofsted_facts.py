"""What a reading of an Ofsted report says, in short; and every invented report of other layouts."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from paths import SUPPORT

if TYPE_CHECKING:
    from tracker.intake.readers.registry import ReportReading

WHOLE: Final = 600
"""Letters an invented report has at the least; what is shorter is a part of one."""


def judged(reading: ReportReading) -> list[tuple[str | None, str, str | None]]:
    """Return the judgements of a reading: number, name and rating."""
    return [
        (standard.get("number"), standard["name"], standard.get("rating"))
        for standard in reading.facts["standards"]
    ]


def items(reading: ReportReading) -> list[tuple[str, str, str | None, str]]:
    """Return the items of a reading: number, kind, addressee and text."""
    return [
        (item["number"], item["kind"], item.get("addressee"), item["text"])
        for item in reading.facts["items"]
    ]


def others() -> list[str]:
    """Return every invented report of the other layouts that the tests have."""
    names = sorted(path.stem for path in SUPPORT.glob("invented_*.py"))
    modules = [import_module(name) for name in names if "ofsted" not in name]
    values = [value for module in modules for name, value in vars(module).items() if name.isupper()]
    texts = [each for value in values for each in (value if isinstance(value, tuple) else [value])]
    return [text for text in texts if isinstance(text, str) and len(text) > WHOLE]
