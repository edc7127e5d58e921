"""Small numbers suppressed: neither shown, nor to be reckoned from what is shown."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING, Any

import hypothesis
import hypothesis.strategies as st
import pytest
import sample_plans

from tracker.domain.vocabulary import ServiceId
from tracker.queries.service_comparison import (
    ACTIONS,
    DATES,
    EVER,
    FAMILIES,
    ITEMS,
    VIEWS,
    compare_services,
)
from tracker.queries.suppression import Suppressed, suppressed_cells
from tracker.queries.tally import Tally, total

if TYPE_CHECKING:
    from tracker.queries.json_types.comparison import ComparedShape

Table = tuple[tuple[int, ...], ...]

LARGE = Tally(40, [10] * 20, 30, 9, 22, 3, 100, 50, 20, 10)
SMALLER = Tally(20, [10] * 10, 15, 9, 11, 3, 50, 50, 10, 10)
TALLIES = st.builds(
    lambda items, days, reached, in_time, ever, reopened, actions, slips, viewed, steps: Tally(
        items + len(days), days, reached, in_time, ever, reopened, actions, slips, viewed, steps
    ),
    st.integers(0, 8),
    st.lists(st.integers(0, 400), max_size=8),
    *[st.integers(0, 8)] * 8,
)


def lines(*tallies: Tally, least: int = 5) -> tuple[ComparedShape, list[ComparedShape]]:
    """Return the line of a region, and those of its services, with small numbers suppressed."""
    services = {ServiceId(f"s{number}"): tally for number, tally in enumerate(tallies)}
    (whole,), service_lines = compare_services(
        sample_plans.plan(), services, {"The North": list(services)}, least
    )
    return whole, service_lines


def test_what_rests_on_few_is_hidden_and_one_more_beside_it() -> None:
    """Or the region's total, less the other service, would be the small number."""
    whole, (few, smaller, large) = lines(Tally(actions=3, slips=1), SMALLER, LARGE)

    assert (few["actions"], few["slips_per_action"]) == (None, None)
    assert (smaller["actions"], smaller["slips_per_action"]) == (None, None)
    assert (large["actions"], whole["actions"]) == (100, 153)
    assert few["suppressed"] == smaller["suppressed"] == list(ACTIONS)
    assert large["suppressed"] == whole["suppressed"] == []


def test_two_that_are_small_hide_each_other_where_together_they_are_not() -> None:
    """Nobody else need be hidden."""
    _, service_lines = lines(Tally(viewed=3, steps=1), Tally(viewed=4, steps=1), LARGE)

    assert [x["suppressed"] for x in service_lines] == [list(VIEWS), list(VIEWS), []]


def test_two_that_are_small_together_are_not_left_alone() -> None:
    """What is left of the total would be a small number of both."""
    _, service_lines = lines(Tally(viewed=1), Tally(viewed=2), SMALLER, LARGE)

    assert [x["mean_gap"] for x in service_lines] == [None, None, None, "0.50"]


def test_a_region_that_is_small_itself_is_hidden_and_nobody_else() -> None:
    """There is no total to take anything from."""
    whole, (few, none) = lines(Tally(actions=3), Tally())

    assert (whole["actions"], few["actions"], none["actions"]) == (None, None, 0)
    assert whole["suppressed"] == list(ACTIONS)


def test_one_each_is_not_given_away_by_their_number() -> None:
    """Three hidden that add up to three can be nothing but one each."""
    whole, service_lines = lines(*[Tally(viewed=1)] * 3, least=3)

    assert [x["claimed_and_judged"] for x in (whole, *service_lines)] == [None] * 4


def test_nothing_is_no_small_number() -> None:
    """It is nobody's, and is shown; a share of nothing is empty and not suppressed."""
    _, (none, large) = lines(Tally(), LARGE)

    assert (none["items"], none["actions"], none["slips_per_action"]) == (0, 0, None)
    assert none["suppressed"] == large["suppressed"] == []


def test_few_open_hide_how_many_are_closed() -> None:
    """Of twenty items, eighteen closed leave two."""
    two_open = Tally(20, [5] * 18, 0, 0, 18, 0)
    _, (few, beside, large) = lines(two_open, SMALLER, LARGE)

    assert few["suppressed"] == [*ITEMS, *DATES, *EVER]
    assert beside["suppressed"] == [*ITEMS, *DATES, *EVER]
    assert large["suppressed"] == []


def test_few_whose_first_date_has_come_hide_that_share_alone() -> None:
    """How many items there are says nothing about them."""
    early = Tally(20, [5] * 10, 3, 1, 11, 1)
    _, (few, beside, _) = lines(early, SMALLER, LARGE)

    assert few["suppressed"] == beside["suppressed"] == list(DATES)
    assert (few["items"], few["closed"], few["reopened_percent"]) == (20, 10, 9)


def test_what_would_tell_of_a_hidden_figure_is_hidden_with_it() -> None:
    """None reopened: those ever closed are those closed."""
    two_open = Tally(20, [5] * 18, 18, 18, 18, 0)
    _, (few, *_) = lines(two_open, SMALLER, LARGE)

    assert (few["closed"], few["ever_closed"], few["closed_by_first_date_percent"]) == (None,) * 3


def test_only_what_is_hidden_beside_another_is_as_small_as_can_be() -> None:
    """The smallest of the others is hidden, whatever it is called."""
    counts = {"a": [50], "b": [2], "c": [7], "d": [60]}

    assert suppressed_cells(counts, 5) == Suppressed({"b", "c"})
    assert suppressed_cells(counts, 5, Suppressed({"a"})) == Suppressed({"a", "b"})
    assert suppressed_cells(counts, 2) == Suppressed(set())
    assert suppressed_cells(counts, 5, Suppressed({"a"}, total=True)) == Suppressed(
        {"a", "b"}, total=True
    )


def shown(table: Table, least: int) -> tuple[Any, ...]:
    """Return a table with its total as it is printed, `c` for what is hidden."""
    hide = suppressed_cells({str(n): row for n, row in enumerate(table)}, least)
    rows = ["c" if str(n) in hide.parts else row for n, row in enumerate(table)]
    return (*rows, "c" if hide.total else tuple(map(sum, zip(*table, strict=True))))


def fits(table: Table, printed: tuple[Any, ...]) -> bool:
    """Whether a table may be what is printed, for whoever knows that `c` is not nothing."""
    total = tuple(map(sum, zip(*table, strict=True)))
    return all(
        row == answer or (answer == "c" and any(row))
        for row, answer in zip((*table, total), printed, strict=True)
    )


@pytest.mark.parametrize("least", [3, 4, 5])
@pytest.mark.parametrize(
    ("rows", "columns", "most"), [(1, 1, 9), (2, 1, 9), (3, 1, 7), (4, 1, 5), (2, 2, 5)]
)
def test_no_small_number_follows_from_all_that_is_printed(
    rows: int, columns: int, most: int, least: int
) -> None:
    """Every table there is, up to a size: each leaves a hidden number more than one value."""
    every: list[Table] = list(product(product(range(most + 1), repeat=columns), repeat=rows))
    printed: defaultdict[tuple[Any, ...], list[Table]] = defaultdict(list)
    for table in every:
        printed[shown(table, least)].append(table)

    values = [
        (table, row, column)
        for results, tables in printed.items()
        for possible in [[other for other in every if fits(other, results)]]
        for table in tables
        for row, column in product(range(rows), range(columns))
        if 0 < table[row][column] < least and len({other[row][column] for other in possible}) == 1
    ]

    assert values == []


@hypothesis.given(st.lists(TALLIES, min_size=1, max_size=5), st.integers(2, 6))
def test_what_is_left_of_a_region_is_never_a_small_number(tallies: list[Tally], least: int) -> None:
    """Nor of one service alone; and what is shown of either is not small."""
    whole, service_lines = lines(*tallies, least=least)

    for family, rests_on in FAMILIES.items():
        left = [
            tally
            for tally, line in zip(tallies, service_lines, strict=True)
            if family[0] in line["suppressed"]
        ]
        counts = [
            rests_on(tally)
            for tally, service_line in zip(
                (*tallies, total(tallies)), (*service_lines, whole), strict=True
            )
            if family[0] not in service_line["suppressed"]
        ]
        if family[0] not in whole["suppressed"] and left:
            assert len(left) > 1
            counts.append(rests_on(total(left)))
        assert not [n for each_count in counts for n in each_count if 0 < n < least]


@hypothesis.given(st.lists(TALLIES, min_size=1, max_size=5), st.integers(2, 6))
def test_what_is_not_suppressed_is_as_it_would_be(tallies: list[Tally], least: int) -> None:
    """Hiding some changes no other figure; what is hidden says so, and is null."""
    whole, service_lines = lines(*tallies, least=least)
    open_whole, open_each = lines(*tallies, least=0)

    for line, full in zip((whole, *service_lines), (open_whole, *open_each), strict=True):
        answer: dict[str, Any] = {**full, **dict.fromkeys(line["suppressed"])}
        assert line == {**answer, "suppressed": line["suppressed"]}
