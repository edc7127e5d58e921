"""What belongs together: links between items, and themes."""

from __future__ import annotations

import given as g
import pytest

from tracker.domain import events as e
from tracker.domain.errors import RuleError
from tracker.domain.vocabulary import ClosedAs, Relation, Status

ON = g.TODAY
OTHER = g.given(g.made(ref=g.OTHER))
EARLIER = g.given(g.made(ref=g.EARLIER))


@pytest.mark.parametrize("relation", [Relation.RECURS, Relation.SUPERSEDES])
def test_items_recur_and_supersede_across_inspections(relation: Relation) -> None:
    """The same is asked again, or something newer stands in its place."""
    item = g.given(g.made())

    events = item.link(EARLIER, relation, action=None, on=ON)

    assert events == [e.RecommendationLinked(relation=relation, to=g.EARLIER)]


@pytest.mark.parametrize("relation", [Relation.RECURS, Relation.SUPERSEDES])
def test_nothing_recurs_or_supersedes_within_an_inspection(relation: Relation) -> None:
    """One report asks once."""
    item = g.given(g.made())

    with pytest.raises(RuleError, match="across inspections; both are knowsley-2023"):
        item.link(OTHER, relation, action=None, on=ON)


def test_an_area_is_covered_by_a_recommendation() -> None:
    """It says at length what the recommendation says in a line."""
    events = OTHER.link(g.given(g.made()), Relation.COVERED_BY, action=None, on=ON)

    assert events == [e.RecommendationLinked(relation=Relation.COVERED_BY, to=g.REF)]


def test_an_action_serves_a_second_item() -> None:
    """It counts under both."""
    item = g.given(g.made(), g.agreed(), g.assigned(1))

    events = item.link(OTHER, Relation.SERVES, action=1, on=ON)

    assert events == [e.RecommendationLinked(relation=Relation.SERVES, to=g.OTHER, action=1)]


def test_only_an_action_serves() -> None:
    """An item as a whole is covered, not served."""
    item = g.given(g.made(), g.agreed(), g.assigned(1))

    with pytest.raises(RuleError, match="What serves a second item is an action"):
        item.link(OTHER, Relation.SERVES, action=None, on=ON)


@pytest.mark.parametrize("relation", [r for r in Relation if r is not Relation.SERVES])
def test_an_action_only_serves(relation: Relation) -> None:
    """Nothing else is said of an action."""
    item = g.given(g.made(), g.agreed(), g.assigned(1))

    with pytest.raises(RuleError, match=f"linked as {relation}, not one of its actions"):
        item.link(EARLIER, relation, action=1, on=ON)


def test_an_action_that_serves_was_assigned() -> None:
    """There is nothing to link before."""
    item = g.given(g.made(), g.agreed())

    with pytest.raises(RuleError, match="knowsley-2023/2/1 was not assigned by 3 July 2023"):
        item.link(OTHER, Relation.SERVES, action=1, on=ON)


@pytest.mark.parametrize("relation", list(Relation))
def test_nothing_is_linked_to_itself(relation: Relation) -> None:
    """An item belongs with another."""
    item = g.given(g.made())

    with pytest.raises(RuleError, match="knowsley-2023/2 cannot be linked to itself"):
        item.link(item, relation, action=None, on=ON)


def test_the_same_link_on_the_same_day_records_nothing() -> None:
    """Saying it again is harmless; on another day it is recorded, and changes nothing."""
    item = g.given(g.made(), g.linked(on=g.BOARD), g.linked(on=ON))

    assert item.link(OTHER, Relation.COVERED_BY, action=None, on=ON) == []
    assert [link.to for link in item.links] == [g.OTHER]


def test_an_item_is_covered_by_what_was_said_last() -> None:
    """Other links cover nothing."""
    item = g.given(
        g.made(),
        g.linked(Relation.COVERED_BY, g.EARLIER),
        g.linked(Relation.COVERED_BY, g.OTHER),
        g.linked(Relation.RECURS, g.EARLIER),
    )

    assert item.covered_by == g.OTHER
    assert g.given(g.made(), g.linked(Relation.RECURS, g.EARLIER)).covered_by is None


def test_an_item_is_put_under_themes() -> None:
    """Beside those it had, each once, in the order given."""
    item = g.given(g.made(), g.themed("health"))

    events = item.give_themes(["education", "health", "education", "courts"], on=ON)

    assert events == [e.ThemesGiven(themes=("education", "courts"))]
    assert g.given(g.made(), g.themed("health"), g.themed("courts", "health")).themes == (
        "health",
        "courts",
    )


def test_themes_it_has_record_nothing() -> None:
    """Saying it again is harmless, on any day."""
    item = g.given(g.made(), g.themed("health"))

    assert item.give_themes(["health"], on=ON) == []


def test_a_closed_item_is_still_linked_and_themed() -> None:
    """What belongs with it may turn out years later."""
    item = g.given(
        g.made(),
        g.closure_proposed(ClosedAs.SUPERSEDED),
        g.closure_agreed(ClosedAs.SUPERSEDED),
    )

    assert len(item.link(EARLIER, Relation.RECURS, action=None, on=ON)) == 1
    assert len(item.give_themes(["health"], on=ON)) == 1


def test_an_action_that_serves_a_second_item_sets_it_in_progress() -> None:
    """It counts under both: an item with no action of its own is still being carried out."""
    item = g.given(g.made(), g.agreed())
    begun = g.given(g.made(), g.agreed(), g.assigned(1)).actions.values()
    done = g.given(g.made(), g.agreed(), g.assigned(1), g.completed(1)).actions.values()

    assert item.status is Status.AGREED
    assert item.status_among(begun) is Status.IN_PROGRESS
    assert item.status_among(done) is Status.ACTIONS_COMPLETE
