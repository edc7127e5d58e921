"""The figures of an item: what its actions add up to, and its rating."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import given as g
import pytest

from tracker.domain.item_figures import (
    Counted,
    Figures,
    figures,
    rate_action_alone,
    rate_item,
    unmet_measures,
)
from tracker.domain.rag import Rating
from tracker.domain.settings import Settings
from tracker.domain.vocabulary import ClosedAs, Rag, Response

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry
    from tracker.domain.recommendation import Recommendation

USUAL = Settings().numbers
NOVEMBER = date(2023, 11, 30)


def own(item: Recommendation) -> list[Counted]:
    """Return an item's own actions, as they are counted."""
    return [(item, action) for action in item.actions.values()]


def rated(*steps: Entry, on: date = g.TODAY) -> Rating:
    """Return the rating of the agreed item after the steps, from its own actions."""
    item = g.given(g.made(), g.agreed(), *steps, on=on)
    return rate_item(item, own(item), on, USUAL)


def test_without_actions_there_are_no_dates() -> None:
    """And nothing is late."""
    assert figures([], g.TODAY) == Figures(
        owners=(),
        first_due=None,
        due=None,
        days_late_first=0,
        days_late=0,
        slips=0,
        percent=None,
        actions_total=0,
        actions_complete=0,
    )


def test_actions_add_up() -> None:
    """Dates are the latest, days late the largest of the open, slips the sum, percent the mean."""
    item = g.given(
        g.made(),
        g.agreed(),
        g.assigned(1, owner=g.POLICE, due=g.TODAY),
        g.progressed(1, 30),
        g.date_asked(1, to=g.DUE),
        g.date_agreed(1, to=g.DUE),
        g.date_asked(1, to=g.LATER),
        g.date_agreed(1, to=g.LATER),
        g.assigned(2, owner=g.EDUCATION, due=g.DUE),
        g.assigned(3, owner=g.POLICE, due=g.BOARD),
        g.date_asked(3, to=g.TODAY),
        g.date_agreed(3, to=g.TODAY),
        g.completed(3),
        on=NOVEMBER,
    )

    assert figures(own(item), NOVEMBER) == Figures(
        owners=(g.POLICE, g.EDUCATION),
        first_due=g.DUE,
        due=g.LATER,
        days_late_first=150,
        days_late=62,
        slips=3,
        percent=43,
        actions_total=3,
        actions_complete=1,
    )


def test_withdrawn_actions_count_for_nothing() -> None:
    """Neither their dates nor their percentages."""
    item = g.given(
        g.made(),
        g.agreed(),
        g.assigned(1, due=g.DUE),
        g.assigned(2, due=NOVEMBER),
        g.withdrawn(2),
        on=NOVEMBER,
    )

    item_figures = figures(own(item), NOVEMBER)

    assert (item_figures.due, item_figures.first_due, item_figures.actions_total) == (
        g.DUE,
        g.DUE,
        1,
    )
    assert item_figures.days_late == 62


def test_a_complete_action_is_not_late() -> None:
    """Its dates still count among the item's."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.completed(1), on=NOVEMBER)

    item_figures = figures(own(item), NOVEMBER)

    assert (item_figures.days_late, item_figures.days_late_first, item_figures.due) == (0, 0, g.DUE)
    assert (item_figures.percent, item_figures.actions_complete) == (100, 1)


@pytest.mark.parametrize(
    ("percents", "mean"),
    [([0, 1], 1), ([0, 0, 1], 0), ([33, 33, 34], 33), ([50], 50), ([None], 0), ([None, 100], 50)],
)
def test_the_mean_is_in_whole_percent(percents: list[int | None], mean: int) -> None:
    """Halves go up; no percentage counts as 0."""
    steps = [
        step
        for number, percent in enumerate(percents, start=1)
        for step in (g.assigned(number), g.progressed(number, percent))
    ]
    item = g.given(g.made(), g.agreed(), *steps)

    assert figures(own(item), g.TODAY).percent == mean


def test_an_action_that_serves_counts_under_both() -> None:
    """Whatever item it was assigned under."""
    home = g.given(g.made(ref=g.OTHER), g.agreed(), g.assigned(1), g.completed(1))
    item = g.given(g.made(), g.agreed(), g.assigned(1))

    item_figures = figures([*own(item), *own(home)], g.TODAY)

    assert (item_figures.actions_total, item_figures.actions_complete, item_figures.percent) == (
        2,
        1,
        50,
    )


def test_an_item_s_own_state_comes_first() -> None:
    """Closed, unanswered or not agreed: its actions are not asked."""
    late = g.given(g.made(), g.assigned(1), on=NOVEMBER)
    refused = g.given(g.made(), g.answered(Response.NOT_AGREED))

    assert rate_item(late, own(late), NOVEMBER, USUAL) == Rating(Rag.NONE, "no response")
    assert rate_item(refused, [], g.TODAY, USUAL) == Rating(Rag.NONE, "not agreed")
    assert rated(g.closure_proposed(), g.closure_agreed()) == Rating(
        Rag.BLUE, "closed as implemented"
    )
    assert rated() == Rating(Rag.NONE, "no action yet")
    assert rated(g.assigned(1), g.withdrawn(1)) == Rating(Rag.NONE, "withdrawn")


def test_an_item_takes_the_worst_of_its_actions() -> None:
    """One late action makes it red, however many are on course."""
    steps = [g.assigned(1, due=date(2024, 3, 1)), g.assigned(2, due=g.TODAY)]

    assert rated(*steps, g.progressed(2, 90)) == Rating(Rag.GREEN, "on course")
    assert rated(*steps, g.progressed(2, 40)) == Rating(Rag.AMBER, "due today and 40% done")
    assert rated(*steps, on=g.TODAY + timedelta(days=1)) == Rating(
        Rag.RED, "1 day late against the agreed date"
    )


def test_an_action_is_rated_under_its_item() -> None:
    """Blue once its item is closed, withdrawn by itself, else by the rule."""
    closed = g.given(
        g.made(),
        g.agreed(),
        g.assigned(1),
        g.closure_proposed(ClosedAs.ALTERNATIVE),
        g.closure_agreed(ClosedAs.ALTERNATIVE),
    )
    open_ = g.given(g.made(), g.agreed(), g.assigned(1), g.assigned(2), g.withdrawn(2))

    assert rate_action_alone(closed, closed.actions[1], g.TODAY, USUAL) == Rating(
        Rag.BLUE, "closed as alternative"
    )
    assert rate_action_alone(open_, open_.actions[1], g.TODAY, USUAL) == Rating(
        Rag.GREEN, "on course"
    )
    assert rate_action_alone(open_, open_.actions[2], g.TODAY, USUAL) == Rating(
        Rag.NONE, "withdrawn"
    )


def test_a_serving_action_is_judged_by_itself() -> None:
    """What its own item is at does not colour the item it serves."""
    served = g.given(g.made(), g.agreed())
    steps = [g.made(ref=g.OTHER), g.assigned(1)]
    unanswered = g.given(*steps, on=NOVEMBER)
    closed = g.given(*steps, g.completed(1), g.closure_proposed(), g.closure_agreed())

    assert rate_item(served, own(unanswered), NOVEMBER, USUAL) == Rating(
        Rag.RED, "62 days late against the agreed date"
    )
    assert rate_item(served, own(closed), g.TODAY, USUAL) == Rating(Rag.GREEN, "complete")


def test_a_measure_not_met_shows_on_what_is_complete() -> None:
    """Of the action itself or of the item as a whole; once it is met no more."""
    done = [g.assigned(1), g.completed(1)]
    amber = Rating(Rag.AMBER, "complete with a measure not met")
    green = Rating(Rag.GREEN, "complete")

    assert rated(*done, g.outcome(1)) == amber
    assert rated(*done, g.outcome(1, action=1)) == amber
    assert rated(*done, g.outcome(1), g.reading("97.9")) == amber
    assert rated(*done, g.outcome(1), g.reading("98")) == green
    assert rated(*done, g.outcome(1, measure=None)) == green
    assert rated(*done, g.assigned(2), g.completed(2), g.outcome(1, action=2)) == amber


def test_the_measures_not_met_are_named() -> None:
    """All of an item's, or those that bear on one of its actions."""
    item = g.given(
        g.made(), g.assigned(1), g.assigned(2), g.outcome(1, action=1), g.outcome(2), g.outcome(3)
    )
    met = g.given(g.made(), g.outcome(1), g.reading("98"), g.outcome(2, measure=None))

    assert unmet_measures(item) == ["attendance"] * 3
    assert unmet_measures(item, 1) == ["attendance"] * 3
    assert unmet_measures(item, 2) == ["attendance"] * 2
    assert unmet_measures(met) == []
