"""The rating of progress: every line of the rule, its reason, and the first line that fits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tracker.domain.rag import RULE, RagThresholds, Rating, before_actions, rate_action, worst
from tracker.domain.settings import Settings
from tracker.domain.vocabulary import ActionStatus, ClosedAs, Rag, Response

DAY = date(2023, 7, 3)
USUAL = Settings().numbers
GREEN, AMBER, RED, NONE = Rag.GREEN, Rag.AMBER, Rag.RED, Rag.NONE


def rated(
    status: ActionStatus = ActionStatus.IN_PROGRESS,
    *,
    due: int = 100,
    first_due: int | None = None,
    percent: int = 0,
    quiet: int = 0,
    measure_met: bool = True,
    numbers: RagThresholds = USUAL,
) -> Rating:
    """Return the rating of an action due in so many days, untouched for so many days."""
    first = due if first_due is None else first_due
    return rate_action(
        status=status,
        due=DAY + timedelta(days=due),
        first_due=DAY + timedelta(days=first),
        percent=percent,
        touched=DAY - timedelta(days=quiet),
        measure_met=measure_met,
        as_of=DAY,
        numbers=numbers,
    )


def test_the_rule_is_printed_with_its_numbers() -> None:
    """Whoever reads a colour can read the rule beside it."""
    assert USUAL.rule == (
        "Blue: closed. None: no response, not agreed, no action yet, withdrawn. "
        "Red: open and late against the agreed date. "
        "Amber: late against the first date; due within 28 days and under 50% done; "
        "untouched for more than 42 days; complete with a measure not met. Green: the rest."
    )
    assert RagThresholds(1, 2, 3).rule == RULE.format(due_soon=1, half_done=2, quiet=3)


@pytest.mark.parametrize("status", [ActionStatus.NOT_STARTED, ActionStatus.IN_PROGRESS])
def test_open_and_late_against_the_agreed_date_is_red(status: ActionStatus) -> None:
    """From the day after the date; the day itself is not late."""
    assert rated(status, due=-1) == Rating(RED, "1 day late against the agreed date")
    assert rated(status, due=-40) == Rating(RED, "40 days late against the agreed date")
    assert rated(status, due=0, percent=50) == Rating(GREEN, "on course")


def test_late_against_the_first_date_is_amber() -> None:
    """Put off and agreed, it is still late against what was first promised."""
    assert rated(due=100, first_due=-1) == Rating(AMBER, "1 day late against the first date")
    assert rated(due=100, first_due=0) == Rating(GREEN, "on course")


@pytest.mark.parametrize(
    ("due", "percent", "rating"),
    [
        (28, 49, Rating(AMBER, "due in 28 days and 49% done")),
        (28, 50, Rating(GREEN, "on course")),
        (29, 49, Rating(GREEN, "on course")),
        (29, 0, Rating(GREEN, "on course")),
        (1, 0, Rating(AMBER, "due in 1 day and 0% done")),
        (0, 0, Rating(AMBER, "due today and 0% done")),
    ],
)
def test_due_soon_and_under_half_done_is_amber(due: int, percent: int, rating: Rating) -> None:
    """Within 28 days and under 50 percent: both, and to the day."""
    assert rated(due=due, percent=percent) == rating


def test_untouched_for_long_is_amber() -> None:
    """More than 42 days: the 42nd is not yet."""
    assert rated(quiet=43) == Rating(AMBER, "untouched for 43 days")
    assert rated(quiet=42) == Rating(GREEN, "on course")


def test_complete_with_a_measure_not_met_is_amber() -> None:
    """Done is one thing, and better another."""
    complete = ActionStatus.COMPLETE

    assert rated(complete, measure_met=False) == Rating(AMBER, "complete with a measure not met")
    assert rated(complete) == Rating(GREEN, "complete")
    assert rated(measure_met=False) == Rating(GREEN, "on course")


def test_complete_or_withdrawn_is_never_late() -> None:
    """Only what is open is late, due soon or untouched."""
    complete, withdrawn = ActionStatus.COMPLETE, ActionStatus.WITHDRAWN

    assert rated(complete, due=-9, quiet=99) == Rating(GREEN, "complete")
    assert rated(withdrawn, due=-9, quiet=99, measure_met=False) == Rating(NONE, "withdrawn")


def test_the_first_line_that_fits_gives_the_reason() -> None:
    """Red before amber; of the ambers the first date, then the next date, then the silence."""
    assert rated(due=-1, first_due=-9, quiet=99).reason == "1 day late against the agreed date"
    assert rated(due=5, first_due=-9, quiet=99).reason == "9 days late against the first date"
    assert rated(due=5, first_due=5, quiet=99).reason == "due in 5 days and 0% done"
    assert rated(due=5, percent=50, quiet=99).reason == "untouched for 99 days"


def test_the_numbers_of_the_day_are_used() -> None:
    """A board may agree other numbers."""
    strict = RagThresholds(due_soon=60, half_done=80, quiet=7)

    assert rated(due=60, percent=79, numbers=strict).rag is AMBER
    assert rated(due=60, percent=80, numbers=strict).rag is GREEN
    assert rated(due=61, numbers=strict).rag is GREEN
    assert rated(quiet=8, numbers=strict).rag is AMBER
    assert rated(quiet=7, numbers=strict).rag is GREEN


@pytest.mark.parametrize("closed_as", list(ClosedAs))
def test_closed_is_blue(closed_as: ClosedAs) -> None:
    """Whatever else is said of it."""
    rating = before_actions(closed=closed_as, response=None, withdrawn=True)

    assert rating == Rating(Rag.BLUE, f"closed as {closed_as}")


def test_what_has_no_rating_says_why() -> None:
    """No response, not agreed, withdrawn: in this order."""
    assert before_actions(closed=None, response=None, withdrawn=True) == Rating(NONE, "no response")
    assert before_actions(closed=None, response=Response.NOT_AGREED, withdrawn=True) == Rating(
        NONE, "not agreed"
    )
    assert before_actions(closed=None, response=Response.AGREED, withdrawn=True) == Rating(
        NONE, "withdrawn"
    )
    assert before_actions(closed=None, response=Response.AGREED) is None
    assert before_actions(closed=None, response=Response.PARTLY_AGREED) is None


def test_an_item_takes_the_worst_of_its_actions() -> None:
    """With the reason of the first of the worst."""
    red, late = Rating(RED, "red"), Rating(RED, "late")
    amber, green, gone = Rating(AMBER, "amber"), Rating(GREEN, "green"), Rating(NONE, "withdrawn")

    assert worst([green, amber, red, late]) == red
    assert worst(iter([gone, green, amber])) == amber
    assert worst([gone, green]) == green
    assert worst([gone, gone]) == Rating(NONE, "withdrawn")
    assert worst([]) == Rating(NONE, "no action yet")
