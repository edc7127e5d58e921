"""Answers for spreadsheets and other programs: every field, under the names of the JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.presentation.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeVar

    Shape = TypeVar("Shape", bound=Mapping[str, object])

FILES = frozenset({"csv", "tsv"})
"""The formats for spreadsheets and other programs: every field, and its name even without rows."""


def without_empty(form: str, *sheets: Sheet) -> list[Sheet]:
    """Return the sheets that have rows; a file for other programs names its columns anyway."""
    return [sheet for sheet in sheets if sheet.rows or form in FILES]


def records_sheet(
    form: str,
    columns: tuple[str, ...],
    records: Sequence[Shape],
    table: Callable[[Sequence[Shape]], Sheet],
    title: str = "",
) -> Sheet:
    """Return records as a table for people, or with every field for a file."""
    return every_field(columns, records, title) if form in FILES else table(records)


def every_field(
    columns: tuple[str, ...], records: Sequence[Mapping[str, object]], title: str = ""
) -> Sheet:
    """Return every field of every record, under the names of the JSON."""
    return Sheet(columns, [[_cell(record[name]) for name in columns] for record in records], title)


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
