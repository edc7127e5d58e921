"""Another date for an action: asked for with a reason, agreed or refused by somebody else."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import given as g
import pytest

from tracker.domain import events as e
from tracker.domain.errors import DateRuleError, NothingAskedError, RuleError, SamePersonError
from tracker.domain.recommendation import Decider
from tracker.domain.settings import Settings

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry
    from tracker.domain.vocabulary import PartyId

ON = g.TODAY
FREE = Settings()
CHAIR = Decider(g.CHAIR)


def test_another_date_is_asked_for() -> None:
    """The reason is compulsory and kept."""
    item = g.given(g.made(), g.agreed(), g.assigned(1))

    events = item.ask_date_change(1, to=g.LATER, reason="Staff left", settings=FREE, on=ON)

    assert events == [e.DateChangeAsked(action=1, to=g.LATER, reason="Staff left")]


def test_another_date_may_be_the_day_it_is_asked_for() -> None:
    """A date may be brought forward, as far as today."""
    item = g.given(g.made(), g.agreed(), g.assigned(1))

    events = item.ask_date_change(1, to=ON, reason="Ready", settings=FREE, on=ON)

    assert events == [e.DateChangeAsked(action=1, to=ON, reason="Ready")]


def test_the_date_it_has_is_no_other_date() -> None:
    """There is nothing to agree about a date that stands."""
    item = g.given(g.made(), g.agreed(), g.assigned(1))

    with pytest.raises(DateRuleError, match="/2/1 is due on 29 September 2023 already"):
        item.ask_date_change(1, to=g.DUE, reason="Staff left", settings=FREE, on=ON)


def test_a_date_already_past_is_not_asked_for() -> None:
    """Nobody can promise yesterday."""
    item = g.given(g.made(), g.agreed(), g.assigned(1))

    with pytest.raises(DateRuleError, match="put to 2 July 2023, before it is asked for on 3 July"):
        item.ask_date_change(1, to=date(2023, 7, 2), reason="Late", settings=FREE, on=ON)


def test_one_request_waits_at_a_time() -> None:
    """The first is answered before the next is asked."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.date_asked(1))

    with pytest.raises(
        RuleError, match="already has a date change waiting for a decision: to 31 October 2023"
    ):
        item.ask_date_change(1, to=date(2023, 12, 1), reason="Late", settings=FREE, on=ON)


def test_what_is_complete_needs_no_other_date() -> None:
    """It is reopened first."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.completed(1))

    with pytest.raises(RuleError, match="completed on 12 June 2023; reopen it first"):
        item.ask_date_change(1, to=g.LATER, reason="Late", settings=FREE, on=ON)


def test_a_limit_on_how_often_is_kept() -> None:
    """Put off as often as agreed, it is put off no more; brought forward it may still be."""
    item = g.given(
        g.made(), g.agreed(), g.assigned(1), g.date_asked(1), g.date_agreed(1, to=g.LATER)
    )
    once, twice = Settings(re_dates_at_most=1), Settings(re_dates_at_most=2)
    november = date(2023, 11, 30)

    with pytest.raises(
        DateRuleError, match="/2/1 has been put off as often as is agreed at most: 1"
    ):
        item.ask_date_change(1, to=november, reason="Late", settings=once, on=ON)

    assert len(item.ask_date_change(1, to=november, reason="Late", settings=twice, on=ON)) == 1
    assert len(item.ask_date_change(1, to=g.DUE, reason="Ready", settings=once, on=ON)) == 1


def test_a_limit_on_how_far_is_kept() -> None:
    """How far is measured from the date first promised."""
    item = g.given(g.made(), g.agreed(), g.assigned(1, due=g.DUE))
    limit = Settings(re_date_days_at_most=32)

    assert len(item.ask_date_change(1, to=g.LATER, reason="Late", settings=limit, on=ON)) == 1
    with pytest.raises(DateRuleError, match=r"33 days past the first date of .* 29 September 2023"):
        item.ask_date_change(1, to=date(2023, 11, 1), reason="Late", settings=limit, on=ON)


def test_the_same_request_on_the_same_day_records_nothing() -> None:
    """Saying it again is harmless."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.date_asked(1, on=ON))

    assert item.ask_date_change(1, to=g.LATER, reason="Staff left", settings=FREE, on=ON) == []


def test_another_date_is_agreed() -> None:
    """The agreement carries the date that was asked for, and its minute."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.date_asked(1, to=g.LATER))

    own = item.agree_date_change(1, by=CHAIR, on=ON)
    minuted = item.agree_date_change(1, by=Decider(g.CLERK, g.MINUTED), on=ON)

    assert own == [e.DateChangeAgreed(action=1, to=g.LATER)]
    assert minuted == [e.DateChangeAgreed(action=1, to=g.LATER, minuted=g.MINUTED)]


def test_another_date_is_refused() -> None:
    """The reason is compulsory; the agreed date stands."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.date_asked(1))

    events = item.refuse_date_change(1, why="It is urgent", by=CHAIR, on=ON)

    assert events == [e.DateChangeRefused(action=1, why="It is urgent")]


def test_nothing_asked_is_not_answered() -> None:
    """There is nothing to agree or refuse."""
    item = g.given(g.made(), g.agreed(), g.assigned(1))

    with pytest.raises(NothingAskedError, match="No other date for knowsley-2023/2/1 was asked"):
        item.agree_date_change(1, by=CHAIR, on=ON)
    with pytest.raises(NothingAskedError, match="No other date for knowsley-2023/2/1 was asked"):
        item.refuse_date_change(1, why="It is urgent", by=CHAIR, on=ON)


@pytest.mark.parametrize("ending", [g.completed(1), g.withdrawn(1)])
def test_what_has_ended_waits_for_no_answer(ending: Entry) -> None:
    """A request falls away with its action."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.date_asked(1), ending)

    with pytest.raises(NothingAskedError):
        item.agree_date_change(1, by=CHAIR, on=ON)


def test_nobody_answers_what_they_asked_for() -> None:
    """Whoever asked for another date neither agrees nor refuses it."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.date_asked(1, by=g.CHAIR))

    with pytest.raises(SamePersonError, match="asked for by «p1»; another person has to agree"):
        item.agree_date_change(1, by=CHAIR, on=ON)
    with pytest.raises(SamePersonError, match="asked for by «p1»"):
        item.refuse_date_change(1, why="Urgent", by=CHAIR, on=ON)


@pytest.mark.parametrize("asker", [g.CHAIR, g.CLERK])
def test_nobody_minutes_the_answer_to_their_own_request(asker: PartyId) -> None:
    """Neither the one who decided nor the one who typed may have asked."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.date_asked(1, by=asker))

    with pytest.raises(SamePersonError, match=f"asked for by «{asker}»"):
        item.agree_date_change(1, by=Decider(g.CLERK, g.MINUTED), on=ON)


def test_the_same_answer_on_the_same_day_records_nothing() -> None:
    """Agreeing or refusing again is harmless on the day; later there is nothing to answer."""
    asked = [g.made(), g.agreed(), g.assigned(1), g.date_asked(1)]
    agreed = g.given(*asked, g.date_agreed(1, on=ON))
    refused = g.given(*asked, g.date_refused(1, on=ON))

    assert agreed.agree_date_change(1, by=CHAIR, on=ON) == []
    assert refused.refuse_date_change(1, why="It is urgent", by=CHAIR, on=ON) == []
    with pytest.raises(NothingAskedError):
        agreed.agree_date_change(1, by=CHAIR, on=g.DUE)


def test_the_first_date_is_never_lost() -> None:
    """However often it is put off, the action knows what was first promised, and each slip."""
    december = date(2023, 12, 29)
    item = g.given(
        g.made(),
        g.agreed(),
        g.assigned(1, due=g.DUE),
        g.date_asked(1, to=g.LATER),
        g.date_agreed(1, to=g.LATER),
        g.date_asked(1, to=december, by=g.MANAGER),
        g.date_agreed(1, to=december, on=ON),
    )

    action = item.actions[1]

    assert (action.first_due, action.due) == (g.DUE, december)
    assert [(s.was, s.to, s.asked_by, s.agreed_by, s.on) for s in action.slips] == [
        (g.DUE, g.LATER, g.EDUCATION, g.CHAIR, g.BOARD),
        (g.LATER, december, g.MANAGER, g.CHAIR, ON),
    ]
    assert [action.days_late_first(on) for on in (g.BOARD, g.DUE, g.LATER)] == [0, 0, 32]
    assert [action.days_late(on) for on in (g.BOARD, december, date(2024, 1, 8))] == [0, 0, 10]


def test_a_date_brought_forward_is_no_slip() -> None:
    """Nor is the same date agreed again; both are changes of date all the same."""
    item = g.given(
        g.made(),
        g.agreed(),
        g.assigned(1),
        g.date_asked(1, to=g.DUE),
        g.date_agreed(1, to=g.DUE),
        g.date_asked(1, to=ON),
        g.date_agreed(1, to=ON),
    )

    action = item.actions[1]

    assert (action.first_due, action.due, action.slips) == (g.DUE, ON, ())
    assert [change.to for change in action.date_changes] == [g.DUE, ON]


def test_a_date_asked_for_or_refused_changes_no_date() -> None:
    """Until somebody else agrees, the agreed date stands."""
    asked = g.given(g.made(), g.agreed(), g.assigned(1), g.date_asked(1)).actions[1]
    refused = g.given(
        g.made(), g.agreed(), g.assigned(1), g.date_asked(1), g.date_refused(1)
    ).actions[1]

    assert (asked.due, asked.asked is not None) == (g.DUE, True)
    assert (refused.due, refused.asked, refused.date_changes) == (g.DUE, None, ())


def test_what_was_agreed_is_what_the_agreement_says() -> None:
    """Correcting a request after its agreement changes nothing agreed."""
    wrong = e.DateChangeAsked(action=1, to=date(2024, 5, 1), reason="Typed wrongly")
    item = g.given(
        g.made(),
        g.agreed(),
        g.assigned(1),
        g.date_asked(1, to=g.LATER),
        g.date_agreed(1, to=g.LATER),
        g.corrected(4, wrong),
    )

    assert item.actions[1].due == g.LATER
    assert [slip.to for slip in item.actions[1].slips] == [g.LATER]
