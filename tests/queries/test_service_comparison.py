"""What each figure of a service is, reckoned by hand on small plans."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import given as g
import pytest
import sample_plans
from comparison_plans import item, line, lines, ref

from tracker.domain.vocabulary import ClosedAs, Progress, Relation
from tracker.queries.service_comparison import compare_services
from tracker.queries.tally import Tally

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry

A_DAY = timedelta(days=1)
CLOSED = (g.agreed(), g.assigned(1), g.completed(1), g.closure_proposed())
JULY = date(2023, 7, 1)
YEAR_END = date(2023, 12, 31)


def closed(on: date, *, due: date = g.DUE) -> tuple[Entry, ...]:
    """Return what closes an item on a day; its action was assigned in June, or on that day."""
    begun = min(on, g.BOARD)
    return (
        g.agreed(on=begun),
        g.assigned(1, due=due, on=begun),
        g.completed(1, on=on),
        g.closure_proposed(on=on),
        g.closure_agreed(on=on),
    )


def test_items_are_open_or_closed_whatever_they_were_closed_as() -> None:
    """One implemented, one superseded, one whose closure is only proposed, one untouched."""
    other = g.closure_proposed(ClosedAs.SUPERSEDED), g.closure_agreed(ClosedAs.SUPERSEDED)

    service_line = line(
        *item("leeds", 1, *closed(JULY)),
        *item("leeds", 2, *other),
        *item("leeds", 3, *CLOSED),
        *item("leeds", 4),
    )

    assert (service_line["items"], service_line["open"], service_line["closed"]) == (4, 2, 2)


def test_what_is_not_in_the_plan_on_the_day_is_not_counted() -> None:
    """And what is closed later is open still."""
    entries = item("leeds", 1, *closed(JULY))

    before = line(*entries, on=JULY - A_DAY)

    assert (before["items"], before["open"]) == (1, 1)
    assert lines(sample_plans.plan(*entries, on=g.PUBLISHED - A_DAY), {}) == ([], [])


def test_days_to_close_are_the_median_from_publication() -> None:
    """Of two it is the middle between them, halves up; closed before publication is no days."""
    after = [
        item("leeds", n, *closed(g.PUBLISHED + days * A_DAY)) for n, days in ((1, 40), (2, 90))
    ]
    draft = item("leeds", 3, *closed(g.PUBLISHED - A_DAY))

    one, two, three = after[0], [*after[0], *after[1]], [*after[0], *after[1], *draft]

    rows = [line(*entries, on=YEAR_END)["median_days_to_close"] for entries in (one, two, three)]
    assert rows == [40, 65, 40]
    assert line(*item("leeds", 4, *closed(g.PUBLISHED - A_DAY)))["median_days_to_close"] == 0
    assert line(*item("leeds", 5))["median_days_to_close"] is None


def test_closed_by_the_first_date_is_of_every_item_whose_first_date_has_come() -> None:
    """One on its last day, one a day late, one open; one whose date is to come is left out."""
    entries = [
        *item("leeds", 1, *closed(g.DUE)),
        *item("leeds", 2, *closed(g.DUE + A_DAY)),
        *item("leeds", 3, g.agreed(), g.assigned(1)),
        *item("leeds", 4, *closed(g.DUE, due=YEAR_END)),
        *item("leeds", 5),
    ]

    eve, day, later = (line(*entries, on=g.DUE + n * A_DAY) for n in (-1, 0, 1))

    assert (eve["first_date_reached"], eve["closed_by_first_date_percent"]) == (0, None)
    assert (day["first_date_reached"], day["closed_by_first_date_percent"]) == (3, 33)
    assert (later["first_date_reached"], later["closed_by_first_date_percent"]) == (3, 33)


def test_the_first_date_is_the_one_first_promised() -> None:
    """Agreeing another one does not make it met."""
    put_off = g.date_asked(1), g.date_agreed(1)
    about = (g.agreed(), g.assigned(1), *put_off, g.completed(1), g.closure_proposed())

    service_line = line(*item("leeds", 1, *about, g.closure_agreed(on=g.LATER)), on=YEAR_END)

    assert (service_line["first_date_reached"], service_line["closed_by_first_date_percent"]) == (
        1,
        0,
    )


def test_the_first_date_is_the_latest_of_the_actions_that_were_not_withdrawn() -> None:
    """Also of one that serves the item from elsewhere."""
    early, late = g.assigned(1, due=JULY), g.assigned(2, due=YEAR_END)
    serving = g.linked(Relation.SERVES, ref("leeds", 1), action=1)
    one = item("leeds", 1, g.agreed(), early)

    withdrawn = line(*item("leeds", 1, g.agreed(), early, late, g.withdrawn(2)))
    both = line(*item("leeds", 1, g.agreed(), early, late))
    served = line(*one, *item("leeds", 2, g.agreed(), g.assigned(1), serving))

    assert [service_line["first_date_reached"] for service_line in (withdrawn, both, served)] == [
        1,
        0,
        0,
    ]


def test_closing_an_item_does_not_take_its_first_date_from_it() -> None:
    """An action that the closing ended was still promised for its day."""
    ended = g.closure_proposed(ClosedAs.SUPERSEDED), g.closure_agreed(ClosedAs.SUPERSEDED, on=JULY)

    service_line = line(*item("leeds", 1, g.agreed(), g.assigned(1, due=g.BOARD + A_DAY), *ended))

    assert (service_line["first_date_reached"], service_line["closed_by_first_date_percent"]) == (
        1,
        0,
    )


def test_reopened_is_the_share_of_the_items_ever_closed() -> None:
    """Closed again or not; an item that was reopened is not closed by its first date."""
    again = g.item_reopened(on=JULY + A_DAY)
    twice = (again, g.closure_proposed(on=g.TODAY), g.closure_agreed(on=g.TODAY))
    entries = [
        *item("leeds", 1, *closed(JULY), again),
        *item("leeds", 2, *closed(JULY), *twice),
        *item("leeds", 3, *closed(JULY)),
        *item("leeds", 4),
    ]

    service_line, after = line(*entries), line(*entries, on=g.DUE)

    assert (
        service_line["closed"],
        service_line["ever_closed"],
        service_line["reopened_percent"],
    ) == (2, 3, 67)
    assert (after["first_date_reached"], after["closed_by_first_date_percent"]) == (3, 67)


def test_slips_per_action_are_of_all_that_were_assigned() -> None:
    """A withdrawn one keeps its slips; what was only asked for, or brought forward, is no slip."""
    sooner = date(2023, 8, 31)
    service_line = line(
        *item("leeds", 1, g.assigned(1), g.date_asked(1), g.date_agreed(1), g.withdrawn(1)),
        *item("leeds", 2, g.assigned(1), g.date_asked(1, to=sooner), g.date_agreed(1, to=sooner)),
        *item("leeds", 3, g.assigned(1), g.date_asked(1)),
    )

    assert (service_line["actions"], service_line["slips_per_action"]) == (3, "0.33")
    assert line(*item("leeds", 4))["slips_per_action"] is None


def test_the_latest_claim_is_set_against_the_latest_judgement() -> None:
    """In steps, in the mean of the items that have both; a claim below it is negative."""
    low, high = g.claimed(Progress.INSUFFICIENT), g.judged(Progress.GOOD)
    service_line = line(
        *item("leeds", 1, low, g.claimed(), high, g.judged(Progress.INSUFFICIENT)),
        *item("leeds", 2, g.claimed(Progress.GOOD), g.judged(Progress.REASONABLE)),
        *item("leeds", 3, g.claimed()),
        *item("leeds", 4, g.judged()),
    )

    assert (service_line["claimed_and_judged"], service_line["mean_gap"]) == (2, "1.50")
    assert line(*item("leeds", 1, low, high))["mean_gap"] == "-2.00"


@pytest.mark.parametrize(
    ("total", "count", "mean"), [(1, 3, "0.33"), (1, 200, "0.01"), (-1, 200, "-0.01")]
)
def test_means_have_two_decimals_halves_away_from_nothing(
    total: int, count: int, mean: str
) -> None:
    """And there is no minus nothing."""
    tally = Tally(viewed=count, steps=total)

    ((service_line,), _) = compare_services(sample_plans.plan(), {g.SERVICE: tally}, {}, None)

    assert service_line["mean_gap"] == mean
    ((none,), _) = compare_services(
        sample_plans.plan(), {g.SERVICE: Tally(viewed=300, steps=-1)}, {}, None
    )
    assert none["mean_gap"] == "0.00"


def test_a_covered_item_counts_once_as_what_covers_it() -> None:
    """Its own actions are actions all the same, and their slips are slips."""
    slipped = g.assigned(1), g.date_asked(1), g.date_agreed(1)
    covered = g.linked(Relation.COVERED_BY, ref("leeds", 1))
    entries = [
        *item("leeds", 1, *closed(JULY)),
        *item("leeds", 2, *slipped, g.claimed(), g.judged(), covered),
    ]

    service_line, eve = line(*entries), line(*entries, on=g.BOARD - A_DAY)

    assert (service_line["items"], service_line["closed"], service_line["claimed_and_judged"]) == (
        1,
        1,
        0,
    )
    assert (service_line["actions"], service_line["slips_per_action"]) == (2, "0.50")
    assert eve["items"] == 2


def test_what_is_covered_by_an_item_that_is_not_there_counts_itself() -> None:
    """So do those that cover each other: nothing is lost."""
    lost = item("leeds", 1, g.linked(Relation.COVERED_BY, ref("leeds", 9)))
    ring = [
        *item("leeds", 2, g.linked(Relation.COVERED_BY, ref("leeds", 3))),
        *item("leeds", 3, g.linked(Relation.COVERED_BY, ref("leeds", 2))),
        *item("leeds", 4, g.linked(Relation.COVERED_BY, ref("leeds", 2))),
    ]

    assert line(*lost)["items"] == 1
    assert line(*ring)["items"] == 2


def test_an_item_covered_from_elsewhere_counts_there() -> None:
    """Its own service has its actions, and no item."""
    covered = g.linked(Relation.COVERED_BY, ref("york", 1))
    entries = [*item("leeds", 1, g.assigned(1), covered), *item("york", 1)]

    _, (leeds, york) = lines(sample_plans.plan(*entries), {})

    assert (leeds["items"], leeds["actions"]) == (0, 1)
    assert (york["items"], york["actions"]) == (1, 0)


def test_a_region_is_reckoned_as_one() -> None:
    """Shares and medians are those of all its items, not means of its services' figures."""
    entries = [
        *item("leeds", 1, *closed(g.PUBLISHED + 10 * A_DAY, due=JULY)),
        *item("york", 1, *closed(g.PUBLISHED + 20 * A_DAY, due=JULY)),
        *item("york", 2, *closed(g.PUBLISHED + 33 * A_DAY, due=JULY)),
        *item("hull", 1),
    ]

    (whole, other), services = lines(sample_plans.plan(*entries), {"Yorkshire": ["york", "leeds"]})

    assert (whole["region"], whole["service"], whole["items"]) == ("Yorkshire", None, 3)
    assert whole["median_days_to_close"] == 20
    assert whole["closed_by_first_date_percent"] == 67
    assert (other["region"], other["items"]) == (None, 1)
    assert [(x["region"], x["service"]) for x in services] == [
        ("Yorkshire", "leeds"),
        ("Yorkshire", "york"),
        (None, "hull"),
    ]


def test_without_small_numbers_to_suppress_all_is_shown() -> None:
    """Nothing is hidden unless somebody asks."""
    whole, service_lines = lines(sample_plans.plan(*item("leeds", 1)), {})

    assert [x["suppressed"] for x in (*whole, *service_lines)] == [[], []]
    assert (service_lines[0]["items"], service_lines[0]["name"]) == (1, "leeds")
