"""The kinds of change a board reads of: nothing goes unseen, and what goes quiet is seen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, get_args

import given as g
import pytest
import sample_plans
from sample_events import SAMPLES

from tracker.domain import events as e
from tracker.domain.event_text import category
from tracker.domain.reference import Reference
from tracker.domain.vocabulary import ItemRef, Setting
from tracker.queries.diff import CATEGORIES, diff_plans

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry
    from tracker.queries.json_types.board import ChangeShape

FIRST = date(2023, 6, 12)
BETWEEN = date(2023, 6, 20)
LAST = date(2023, 7, 3)
QUIET = 42
BEGUN = (g.made(), g.agreed(), g.assigned(1))
"""Known and in force at the end of the first day: entries 1 to 3."""


def changed(
    *entries: Entry, first: date = FIRST, last: date = LAST, reference: Reference | None = None
) -> list[ChangeShape]:
    """Return what changed, each day as it was known on that day."""
    before = sample_plans.plan(*entries, on=first, known=first)
    after = sample_plans.plan(*entries, on=last, known=last)
    return diff_plans(before, after, reference)[0]


@pytest.mark.parametrize("event", [x for x in SAMPLES if isinstance(x, e.ItemEvent)], ids=str)
def test_every_event_of_an_item_is_in_a_category(event: e.ItemEvent) -> None:
    """Nothing that happens to an item goes unseen between two boards."""
    assert category(event) in CATEGORIES


def test_the_samples_hold_every_event_of_an_item() -> None:
    """So that the test above is of all of them, and finds each category but going quiet."""
    of_items = [x for x in SAMPLES if isinstance(x, e.ItemEvent)]

    assert {type(x) for x in of_items} == set(get_args(e.ItemEvent))
    assert {category(x) for x in of_items} == set(CATEGORIES) - {"gone quiet"}


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        (g.made(ref=g.OTHER, on=BETWEEN), "new"),
        (g.agreed(on=BETWEEN), "answered"),
        (g.assigned(2, on=BETWEEN), "assigned"),
        (g.date_asked(1, on=BETWEEN), "asked"),
        (g.date_agreed(1, on=BETWEEN), "re-dated"),
        (g.date_refused(1, on=BETWEEN), "refused"),
        (g.reowned(1, on=BETWEEN), "re-owned"),
        (g.progressed(1, on=BETWEEN), "progressed"),
        (g.withdrawn(1, on=BETWEEN), "progressed"),
        (g.evidence(1, on=BETWEEN), "progressed"),
        (g.claimed(on=BETWEEN), "progressed"),
        (g.closure_proposed(on=BETWEEN), "asked"),
        (g.closure_refused(on=BETWEEN), "refused"),
        (g.closure_agreed(on=BETWEEN), "closed"),
        (g.reopened(1, on=BETWEEN), "reopened"),
        (g.item_reopened(on=BETWEEN), "reopened"),
        (g.judged(on=BETWEEN), "judged"),
    ],
)
def test_a_change_goes_by_the_words_of_the_board(entry: Entry, kind: str) -> None:
    """Asking and refusing stand with what was asked for."""
    changes = changed(*BEGUN, entry)

    assert [change["category"] for change in changes] == [kind]


def test_changes_come_by_category_then_by_item_in_the_order_of_the_plan() -> None:
    """As a board reads them: first what was answered; item 10 after item 2."""
    other = g.made(ref=ItemRef("knowsley-2023/10"))
    entries = (
        *BEGUN,
        other,
        g.judged(on=BETWEEN),
        g.entry(e.NoteMade(note="Elsewhere"), on=BETWEEN, stream=other.stream),
        g.progressed(1, on=LAST),
        g.noted("Sooner", on=BETWEEN),
        g.agreed(on=LAST),
    )

    changes = changed(*entries)

    assert [change["entry"] for change in changes] == [9, 8, 7, 6, 5]


def quiet_on(touched: date, days: int) -> tuple[date, date]:
    """Return the days on which an action has been untouched for so many days, and the eve."""
    return touched + timedelta(days=days - 1), touched + timedelta(days=days)


def test_an_action_goes_quiet_when_it_is_untouched_for_longer_than_agreed() -> None:
    """More than 42 days on the last day, and not on the first; it is no entry, and nobody's."""
    eve, day = quiet_on(g.BOARD, QUIET + 1)

    changes = changed(*BEGUN, first=eve, last=day)

    assert changes == [
        {
            "category": "gone quiet",
            "ref": "knowsley-2023/2/1",
            "what": "untouched for 43 days, answered for by Head of Education: "
            "Review every exclusion this term",
            "took_effect": "2023-07-25",
            "took_effect_text": "25 Jul 2023",
            "entry": None,
            "by": None,
        }
    ]


def test_an_action_quiet_on_the_first_day_already_has_not_gone_quiet_since() -> None:
    """It is no news to the second board; nor is one untouched for 42 days quiet."""
    eve, day = quiet_on(g.BOARD, QUIET + 1)

    assert changed(*BEGUN, first=day, last=day + timedelta(days=9)) == []
    assert changed(*BEGUN, first=FIRST, last=eve) == []


def test_an_action_that_has_ended_is_not_quiet() -> None:
    """Nothing is to be done about it any more."""
    day = g.BOARD + timedelta(days=QUIET + 9)

    changes = changed(*BEGUN, g.completed(1, on=BETWEEN), last=day)

    assert [change["category"] for change in changes] == ["progressed"]


def test_how_long_is_too_long_goes_by_the_numbers_of_the_day() -> None:
    """The board may agree another number of days."""
    agreed = g.entry(
        e.SettingAgreed(setting=Setting.QUIET_DAYS, value=10), on=FIRST, stream="settings"
    )

    changes = changed(*BEGUN, agreed)

    assert [(x["category"], x["took_effect"]) for x in changes] == [("gone quiet", "2023-06-23")]


def test_nothing_went_quiet_before_the_number_was_agreed_by_which_it_is() -> None:
    """Nor before the first of the two days."""
    agreed_on = FIRST + timedelta(days=9)
    agreed = g.entry(
        e.SettingAgreed(setting=Setting.QUIET_DAYS, value=2), on=agreed_on, stream="settings"
    )

    changes = changed(*BEGUN, agreed)

    assert [(x["category"], x["took_effect"]) for x in changes] == [
        ("gone quiet", agreed_on.isoformat())
    ]


def test_what_changed_about_one_item_or_one_action() -> None:
    """An item's changes are those of its actions too, and of no item whose number begins so."""
    other = g.made(ref=ItemRef("knowsley-2023/21"))
    entries = (
        *BEGUN,
        g.assigned(2),
        other,
        g.noted(on=BETWEEN),
        g.completed(1, on=BETWEEN),
        g.completed(2, on=BETWEEN),
        g.entry(e.NoteMade(note="Elsewhere"), on=BETWEEN, stream=other.stream),
    )

    item = changed(*entries, reference=Reference(g.REF))
    action = changed(*entries, reference=Reference(g.REF, 2))

    assert [change["entry"] for change in item] == [6, 7, 8]
    assert [change["entry"] for change in action] == [8]
