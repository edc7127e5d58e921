"""The streams known at a position: one is read by itself, and nothing else for its sake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import given as g
import pytest
import sample_plans
from sample_plans import Entries

from tracker.domain.bitemporal import Moment
from tracker.domain.vocabulary import InspectionId
from tracker.ledger.head import Head
from tracker.queries.folded_plan import FoldedPlan
from tracker.queries.known_streams import KnownStreams

if TYPE_CHECKING:
    from typing import NoReturn

OTHER = "item:elmshire-2023/2"
KNOWN = g.recorded(g.made(), g.agreed(), g.entry(g.made().event, stream=OTHER), g.assigned(1))


class OneByOne(Entries):
    """Entries of which each stream may be read, and all at once may not."""

    def entries(self, *, upto: int) -> NoReturn:
        """Refuse."""
        raise AssertionError(upto)


def test_a_stream_ends_with_the_position_that_is_known() -> None:
    """What was recorded later is not in it, and a stream that began later is not there."""
    known = KnownStreams(OneByOne(KNOWN), 2)

    assert [entry.position for entry in known[KNOWN[0].stream]] == [1, 2]
    assert known.beginning("item:") == [KNOWN[0].stream]
    with pytest.raises(KeyError):
        known[OTHER]


def test_all_of_them_say_the_same_as_each_alone() -> None:
    """However they are read first."""
    alone, whole = (KnownStreams(Entries(KNOWN), 3) for _ in range(2))

    assert {name: list(alone[name]) for name in alone.beginning("")} == dict(whole.items())
    assert whole.beginning("item:") == alone.beginning("item:") == [KNOWN[0].stream, OTHER]


def test_a_plan_answers_about_one_thing_without_reading_the_rest() -> None:
    """Whether anything has happened, a person's name, a report, and the numbers of the rules."""
    entries = [*KNOWN, *sample_plans.everybody()]
    last = entries[-1].position
    head = Head("a ledger", last, "0" * 64, entries[-1].recorded_at)
    streams = KnownStreams(OneByOne(entries), last)
    plan = FoldedPlan(streams, Moment(g.TODAY, last, g.TODAY, g.TODAY), head)

    assert plan.has_begun()
    assert plan.name(g.CHAIR) == "The Chair"
    assert plan.settings_on(g.TODAY) == plan.settings
    assert plan.report_on(InspectionId("elmshire-2023"), g.TODAY) is None
