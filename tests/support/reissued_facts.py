"""Elmshire's report as it was published again, as the tests of re-issues have it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from elmshire_facts import FACTS, read

from tracker.domain.vocabulary import InspectionId, ItemRef

if TYPE_CHECKING:
    from office import Office

    from tracker.domain.recommendation import Recommendation
    from tracker.intake.facts_file import Proposal

ID = InspectionId("elmshire-2023")
FIRST, SECOND, THIRD = (ItemRef(f"elmshire-2023/{n}") for n in ("1", "2.1-a", "2"))
ON = date(2023, 6, 20)
BEFORE = ON - timedelta(days=1)
WHY = "Read from a draft"
NEW_ITEM = """[[items]]
number = "2"
kind = "priority action"
text = "meet every month"

[source]"""


def again(*changes: tuple[str, str]) -> Proposal:
    """Return the report with changes: other words, a rating, an item more and one less, usually."""
    text = FACTS
    for old, new in changes or (
        ('rating = "Good"', 'rating = "Inadequate"'),
        ("review the board", "review all boards"),
        (FACTS[FACTS.index('[[items]]\nnumber = "2.1-a"') : FACTS.index("[source]")], ""),
        ("[source]", NEW_ITEM),
    ):
        assert old in text
        text = text.replace(old, new)
    return read(text)


def told(office: Office, ref: ItemRef, on: date, known: int | None = None) -> Recommendation:
    """Return an item of the plan on a day."""
    return office.plan(on=on, known=known).items[ref]
