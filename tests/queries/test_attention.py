"""What a plan waits for: late actions, and decisions nobody has taken."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import given as g
import sample_plans

from tracker.domain import events as e
from tracker.domain.vocabulary import ClosedAs, Direction, Relation, Role
from tracker.queries.attention import late_actions, pending_decisions

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry
    from tracker.queries.json_types.board import DecisionShape, LateShape

BEGUN = (g.made(), g.agreed(), g.assigned(1))
AFTER = g.DUE + timedelta(days=10)
PUT_OFF = (g.date_asked(1), g.date_agreed(1))


def overdue(*entries: Entry, on: date = AFTER) -> list[LateShape]:
    """Return what is late on a day."""
    plan = sample_plans.plan(*entries, on=on)
    return late_actions(plan, plan.items.values())


def awaited(*entries: Entry, on: date = g.TODAY) -> list[DecisionShape]:
    """Return what awaits somebody's agreement on a day."""
    plan = sample_plans.plan(*entries, on=on)
    return pending_decisions(plan, plan.items.values())


def test_an_action_past_its_date_is_late() -> None:
    """By the first date and by the agreed one, which here are the same."""
    assert overdue(*BEGUN, g.progressed(1, 30)) == [
        {
            "ref": "knowsley-2023/2/1",
            "what": "Review every exclusion this term",
            "owner": "Head of Education",
            "first_due": "2023-09-29",
            "due": "2023-09-29",
            "days_late_first": 10,
            "days_late": 10,
            "slips": 0,
            "percent": 30,
            "status": "in progress",
        }
    ]


def test_an_action_put_off_is_late_against_its_first_date_only() -> None:
    """Agreeing another date does not make the first one met."""
    (row,) = overdue(*BEGUN, *PUT_OFF)

    assert (row["days_late_first"], row["days_late"], row["slips"]) == (10, 0, 1)
    assert (row["first_due"], row["due"], row["percent"]) == ("2023-09-29", "2023-10-31", None)


def test_an_action_brought_forward_is_late_by_the_agreed_date_only() -> None:
    """It was promised for later, and then agreed for sooner."""
    sooner = date(2023, 8, 31)
    entries = (*BEGUN, g.date_asked(1, to=sooner), g.date_agreed(1, to=sooner))

    (row,) = overdue(*entries, on=date(2023, 9, 1))

    assert (row["days_late_first"], row["days_late"], row["slips"]) == (0, 1, 0)


def test_an_action_is_not_late_on_its_last_day() -> None:
    """The day counts to its end."""
    assert overdue(*BEGUN, on=g.DUE) == []
    assert len(overdue(*BEGUN, on=g.DUE + timedelta(days=1))) == 1


def test_what_has_ended_is_not_late() -> None:
    """Complete, withdrawn, or ended with its item."""
    two = (*BEGUN, g.assigned(2), g.completed(1), g.withdrawn(2))
    proposed = g.closure_proposed(ClosedAs.SUPERSEDED)

    assert overdue(*two) == []
    assert overdue(*BEGUN, proposed, g.closure_agreed(ClosedAs.SUPERSEDED)) == []


def test_the_longest_late_against_the_first_date_stands_first() -> None:
    """Then the longest against the agreed one, then the order of the plan."""
    earlier = date(2023, 8, 1)
    entries = (
        *BEGUN,
        g.assigned(2),
        g.assigned(3, due=earlier),
        g.assigned(4, due=earlier),
        g.date_asked(1),
        g.date_agreed(1),
    )

    assert [row["ref"][-1] for row in overdue(*entries)] == ["3", "4", "2", "1"]


def test_only_the_items_asked_for_are_looked_at() -> None:
    """Whoever asks has chosen them already."""
    plan = sample_plans.plan(*BEGUN, on=AFTER)

    assert late_actions(plan, []) == []
    assert pending_decisions(plan, []) == []


def test_another_date_asked_for_awaits_the_chair() -> None:
    """From when to when, why, who asked and since when."""
    asked = g.date_asked(1, on=date(2023, 6, 30))

    assert awaited(*BEGUN, asked) == [
        {
            "ref": "knowsley-2023/2/1",
            "decision": "date change",
            "what": "Review every exclusion this term",
            "from": "2023-09-29",
            "to": "2023-10-31",
            "closed_as": None,
            "reason": "Staff left",
            "asked_by": "Head of Education",
            "since": "2023-06-30",
            "days_waiting": 3,
            "missing": [],
            "may_decide": ["The Chair"],
        }
    ]


def test_a_request_whose_date_was_corrected_waits_since_the_right_day() -> None:
    """It was typed in later than it was made."""
    (row,) = awaited(*BEGUN, g.date_asked(1), g.corrected(4, to=date(2023, 6, 20)))

    assert (row["since"], row["days_waiting"]) == ("2023-06-20", 13)


def test_a_closure_proposed_awaits_the_chair_with_what_it_misses() -> None:
    """No evidence, an open action, a measure not met: shown, and deciding nothing."""
    measure = e.Measure(name="seen in time", target="98", direction=Direction.AT_LEAST)
    entries = (*BEGUN, g.outcome(measure=measure), g.closure_proposed(ClosedAs.ALTERNATIVE))

    (row,) = awaited(*entries)

    assert (row["ref"], row["decision"], row["closed_as"]) == (
        "knowsley-2023/2",
        "closure",
        "alternative",
    )
    assert (row["asked_by"], row["reason"], row["since"]) == (
        "The Manager",
        "It is done",
        "2023-06-12",
    )
    assert (row["from"], row["to"]) == (None, None)
    assert row["missing"] == [
        "knowsley-2023/2/1 is open",
        "seen in time is not met",
        "no evidence is filed",
    ]


def test_a_closure_shows_what_serves_the_item_and_is_open() -> None:
    """It counts under the item, though it was assigned under another."""
    serving = g.linked(Relation.SERVES, g.OTHER, action=1)
    proposed = g.entry(
        e.ClosureProposed(closed_as=ClosedAs.ALTERNATIVE, why="Done"),
        on=g.BOARD,
        stream=f"item:{g.OTHER}",
    )

    (row,) = awaited(*BEGUN, serving, g.made(ref=g.OTHER), proposed)

    assert row["missing"] == ["knowsley-2023/2/1 is open", "no evidence is filed"]


def test_a_closure_that_misses_nothing_says_so() -> None:
    """Everything complete, met and shown."""
    entries = (*BEGUN, g.completed(1), g.evidence(1), g.closure_proposed())

    assert [row["missing"] for row in awaited(*entries)] == [[]]


def test_nobody_is_named_to_decide_what_they_asked_for_themselves() -> None:
    """The vice-chair may where the chair asked; with no vice-chair, nobody may."""
    asked = g.date_asked(1, by=g.CHAIR)
    deputy = sample_plans.role_taken(g.CLERK, Role.VICE_CHAIR)

    assert [row["may_decide"] for row in awaited(*BEGUN, asked)] == [[]]
    assert [row["may_decide"] for row in awaited(*BEGUN, asked, deputy)] == [["The Clerk"]]


def test_who_may_decide_holds_the_role_on_the_day() -> None:
    """Whoever has left the chair decides nothing any more."""
    ended = g.entry(e.RoleEnded(role=Role.CHAIR), on=g.TODAY, stream=f"party:{g.CHAIR}")
    entries = (*BEGUN, g.date_asked(1), ended)

    assert [row["may_decide"] for row in awaited(*entries, on=g.BOARD)] == [["The Chair"]]
    assert [row["may_decide"] for row in awaited(*entries, on=g.TODAY)] == [[]]


def test_what_was_answered_waits_no_longer() -> None:
    """Agreed or refused, and on the days before it still waited."""
    later = date(2023, 6, 20)
    entries = (
        *BEGUN,
        g.assigned(2),
        g.date_asked(1),
        g.date_asked(2),
        g.closure_proposed(ClosedAs.SUPERSEDED),
        g.date_agreed(1, on=later),
        g.date_refused(2, on=later),
        g.closure_refused(on=later),
    )

    assert len(awaited(*entries, on=g.BOARD)) == 3
    assert awaited(*entries, on=later) == []


def test_the_longest_waiting_stands_first() -> None:
    """Whatever it is that waits."""
    entries = (
        *BEGUN,
        g.assigned(2),
        g.date_asked(1, on=date(2023, 6, 30)),
        g.date_asked(2, on=date(2023, 6, 20)),
        g.closure_proposed(ClosedAs.SUPERSEDED, on=date(2023, 6, 25)),
    )

    assert [row["since"] for row in awaited(*entries)] == ["2023-06-20", "2023-06-25", "2023-06-30"]
