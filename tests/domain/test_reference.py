"""What a person types to name an item or an action."""

from __future__ import annotations

import re

import given as g
import pytest

from tracker.domain.errors import AmbiguousError, NotFoundError, UsageError
from tracker.domain.reference import Reference, no_such_item, parse_reference, resolve_inspection
from tracker.domain.vocabulary import InspectionId, ItemRef

KNOWN = {InspectionId("knowsley-2023"), InspectionId("knowsley-2018"), InspectionId("wirral-2023")}


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("knowsley-2023/2", ("knowsley-2023", "2", None)),
        ("knowsley-2023/1.3-b", ("knowsley-2023", "1.3-b", None)),
        ("knowsley-2023/2/4", ("knowsley-2023", "2", 4)),
        ("know/2/40", ("know", "2", 40)),
        (" Know/1.3-B ", ("know", "1.3-b", None)),
    ],
)
def test_a_reference_is_read(typed: str, parts: tuple[str, str, int | None]) -> None:
    """An inspection or its beginning, the report's own number, and perhaps an action."""
    assert parse_reference(typed) == parts


@pytest.mark.parametrize(
    "typed", ["", "2", "know", "know/", "/2", "know/2/", "know/2/0", "know/2/x", "know/2/1/1"]
)
def test_what_is_no_reference_is_refused(typed: str) -> None:
    """With what one looks like."""
    with pytest.raises(UsageError, match=rf"'{re.escape(typed)}' is not a reference; one looks"):
        parse_reference(typed)


@pytest.mark.parametrize("typed", ["#41", "know 2", "know/2 b", "knöw/2", "know/(2)", "know/$2"])
def test_no_reference_needs_quoting(typed: str) -> None:
    """Nothing a shell would touch is part of one."""
    with pytest.raises(UsageError):
        parse_reference(typed)


@pytest.mark.parametrize("typed", ["wirral-2023", "wirral", "w"])
def test_an_inspection_goes_by_any_beginning_of_its_own(typed: str) -> None:
    """As short as it is unique."""
    assert resolve_inspection(typed, KNOWN) == "wirral-2023"


def test_a_whole_id_is_never_ambiguous() -> None:
    """Even where a longer one begins with it."""
    known = {InspectionId("leeds-2023"), InspectionId("leeds-2023-a")}

    assert resolve_inspection("leeds-2023", known) == "leeds-2023"


def test_an_ambiguous_beginning_lists_its_candidates() -> None:
    """So that one more letter settles it."""
    with pytest.raises(AmbiguousError, match="'know' could be knowsley-2018 or knowsley-2023"):
        resolve_inspection("know", KNOWN)


def test_an_unknown_beginning_says_what_there_is() -> None:
    """Or how to begin, where there is nothing."""
    with pytest.raises(NotFoundError, match="'leeds'; it has knowsley-2018, knowsley-2023, wirr"):
        resolve_inspection("leeds", KNOWN)
    with pytest.raises(NotFoundError, match=r"it has none yet\."):
        resolve_inspection("leeds", set())


def test_an_unknown_item_says_which_there_are() -> None:
    """The first eight of them, and how many more."""
    refs = [ItemRef(f"knowsley-2023/{number}") for number in range(1, 10)]

    refusal = no_such_item(g.INSPECTION, "12", refs)

    assert str(refusal) == (
        "knowsley-2023 has no item 12; it has 1, 2, 3, 4, 5, 6, 7, 8 and 1 more."
    )
    assert str(no_such_item(g.INSPECTION, "12", refs[:8])).endswith("1, 2, 3, 4, 5, 6, 7, 8.")


def test_a_reference_is_printed_as_it_is_typed() -> None:
    """And knows its inspection."""
    item, action = Reference(g.REF), Reference(g.REF, 4)

    assert (str(item), str(action)) == ("knowsley-2023/2", "knowsley-2023/2/4")
    assert action.inspection == "knowsley-2023"
