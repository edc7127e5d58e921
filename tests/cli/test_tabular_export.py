"""Answers for spreadsheets and other programs have every field of the JSON."""

from __future__ import annotations

from typing import get_type_hints

import pytest

from tracker.presentation.board_tables import CHANGE, DECISION, LATE, LEARNED
from tracker.presentation.history_table import ENTRY
from tracker.presentation.plan_tables import ITEM
from tracker.presentation.tabular_export import every_field
from tracker.queries.json_types.board import ChangeShape, DecisionShape, LateShape, LearnedShape
from tracker.queries.json_types.items import EntryShape, ItemShape


@pytest.mark.parametrize(
    ("columns", "shape"),
    [
        (ITEM, ItemShape),
        (ENTRY, EntryShape),
        (CHANGE, ChangeShape),
        (LEARNED, LearnedShape),
        (LATE, LateShape),
        (DECISION, DecisionShape),
    ],
)
def test_every_field_has_a_column(columns: tuple[str, ...], shape: type) -> None:
    """Whoever adds a field to an answer adds it to its file, once."""
    assert sorted(columns) == sorted(get_type_hints(shape))


def test_a_cell_is_text_whatever_the_field_is() -> None:
    """A list is parted by semicolons, null is empty, and a number stands as it is."""
    record = {"refs": ["a/1", "a/2"], "open": True, "due": None, "percent": 0}

    sheet = every_field(("percent", "due", "open", "refs"), [record], "Actions")

    assert sheet.title == "Actions"
    assert sheet.columns == ("percent", "due", "open", "refs")
    assert sheet.rows == [["0", "", "true", "a/1; a/2"]]
