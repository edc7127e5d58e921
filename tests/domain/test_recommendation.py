"""Answering an item, noting, counting and judging: each allows, refuses and stays quiet."""

from __future__ import annotations

from datetime import date

import given as g
import pytest

from tracker.domain import events as e
from tracker.domain.errors import DateRuleError, RuleError
from tracker.domain.recommendation import Decider, subject
from tracker.domain.vocabulary import ClosedAs, Progress, Response

ON = g.TODAY


def test_an_item_is_agreed() -> None:
    """An answer of agreed needs no reason; entered for another it carries the minute."""
    item = g.given(g.made())

    events = item.respond(Response.AGREED, part=None, why=None, minuted=g.MINUTED, on=ON)

    assert events == [e.ResponseGiven(response=Response.AGREED, minuted=g.MINUTED)]


def test_an_item_is_partly_agreed() -> None:
    """Which part, and why, is kept."""
    item = g.given(g.made())

    events = item.respond(Response.PARTLY_AGREED, part="half", why="Cost", minuted=None, on=ON)

    assert events == [e.ResponseGiven(response=Response.PARTLY_AGREED, part="half", why="Cost")]


def test_an_answer_may_be_changed() -> None:
    """A service may think again: the later answer is recorded beside the earlier."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.withdrawn(1))

    events = item.respond(Response.NOT_AGREED, part=None, why="Cost", minuted=None, on=ON)

    assert events == [e.ResponseGiven(response=Response.NOT_AGREED, why="Cost")]


@pytest.mark.parametrize(("part", "why"), [(None, "Cost"), ("half", None), (None, None)])
def test_partly_agreed_says_which_part_and_why(part: str | None, why: str | None) -> None:
    """Half an answer of partly agreed is refused."""
    item = g.given(g.made())

    with pytest.raises(RuleError, match="says which part is agreed, and why"):
        item.respond(Response.PARTLY_AGREED, part=part, why=why, minuted=None, on=ON)


def test_not_agreed_says_why() -> None:
    """Nobody turns a recommendation down without a reason."""
    item = g.given(g.made())

    with pytest.raises(RuleError, match=r"Not agreed says why"):
        item.respond(Response.NOT_AGREED, part=None, why=None, minuted=None, on=ON)


@pytest.mark.parametrize("response", [Response.AGREED, Response.NOT_AGREED])
def test_only_partly_agreed_names_a_part(response: Response) -> None:
    """A part of a whole answer makes no sense."""
    item = g.given(g.made())

    with pytest.raises(RuleError, match=f"names a part, not {response}"):
        item.respond(response, part="half", why="Cost", minuted=None, on=ON)


def test_nothing_with_open_actions_is_turned_down() -> None:
    """Not agreed would hide the actions still open; they are withdrawn first."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.assigned(2), g.assigned(3))

    with pytest.raises(RuleError, match="/1, knowsley-2023/2/2 and knowsley-2023/2/3"):
        item.respond(Response.NOT_AGREED, part=None, why="Cost", minuted=None, on=ON)


def test_the_same_answer_on_the_same_day_records_nothing() -> None:
    """Saying it again is harmless; on another day it is another fact."""
    item = g.given(g.made(), g.agreed(on=ON))

    again = item.respond(Response.AGREED, part=None, why=None, minuted=None, on=ON)
    later = item.respond(Response.AGREED, part=None, why=None, minuted=None, on=g.DUE)

    assert again == []
    assert later == [e.ResponseGiven(response=Response.AGREED)]


def test_an_answer_changed_and_changed_back_is_recorded() -> None:
    """Only the very last thing said is quiet: back again on the same day is a third fact."""
    partly = g.answered(Response.PARTLY_AGREED)
    item = g.given(g.made(), g.agreed(), partly)

    events = item.respond(Response.AGREED, part=None, why=None, minuted=None, on=g.BOARD)

    assert events == [e.ResponseGiven(response=Response.AGREED)]


def test_a_note_is_made_about_an_item() -> None:
    """A note may concern the item as a whole."""
    item = g.given(g.made())

    assert item.log("Raised", action=None, percent=None, on=ON) == [e.NoteMade(note="Raised")]


def test_percent_belongs_to_an_action() -> None:
    """How far an item is, its actions say."""
    item = g.given(g.made())

    with pytest.raises(RuleError, match=r"log knowsley-2023/2/N, not knowsley-2023/2\."):
        item.log("Half way", action=None, percent=50, on=ON)


def test_the_same_note_on_the_same_day_records_nothing() -> None:
    """Saying it again is harmless."""
    item = g.given(g.made(), g.noted("Raised", on=ON))

    assert item.log("Raised", action=None, percent=None, on=ON) == []


def test_an_outcome_is_stated() -> None:
    """What should be better, and how it is counted, under the next number."""
    item = g.given(g.made(), g.agreed(), g.assigned(1), g.outcome(1))

    events = item.state_outcome("More in class", action=1, measure=g.ATTENDANCE, on=ON)

    expected = e.OutcomeStated(outcome=2, action=1, what="More in class", measure=g.ATTENDANCE)
    assert events == [expected]


def test_an_outcome_is_of_an_action_there_is() -> None:
    """There is no outcome of an action that was never assigned."""
    item = g.given(g.made(), g.agreed())

    with pytest.raises(RuleError, match="knowsley-2023/2/1 was not assigned by 3 July 2023"):
        item.state_outcome("More in class", action=1, measure=None, on=ON)


def test_a_measure_is_read() -> None:
    """A reading is kept as typed."""
    item = g.given(g.made(), g.outcome(1))

    assert item.read_measure(1, "84.90", on=ON) == [e.MeasureRead(outcome=1, value="84.90")]


@pytest.mark.parametrize("number", [1, 2])
def test_only_what_is_counted_is_read(number: int) -> None:
    """There is no reading without a measure, or without an outcome."""
    item = g.given(g.made(), g.outcome(1, measure=None))

    with pytest.raises(RuleError, match="had no such measure by 3 July 2023"):
        item.read_measure(number, "90", on=ON)


def test_the_same_reading_on_the_same_day_records_nothing() -> None:
    """The same value of another day is another reading."""
    item = g.given(g.made(), g.outcome(1), g.reading("90"))

    assert item.read_measure(1, "90", on=g.BOARD) == []
    assert item.read_measure(1, "90", on=ON) == [e.MeasureRead(outcome=1, value="90")]


def test_evidence_is_filed() -> None:
    """Where it is and the date it is of; under the next number."""
    item = g.given(g.made(), g.assigned(1), g.evidence(1))

    events = item.file_evidence("Register", of=g.BOARD, action=1, file="r.pdf", on=ON)

    assert events == [
        e.EvidenceFiled(evidence=2, action=1, title="Register", of=g.BOARD, file="r.pdf")
    ]


@pytest.mark.parametrize(("link", "file"), [(None, None), ("12", "r.pdf")])
def test_evidence_is_in_one_place(link: str | None, file: str | None) -> None:
    """A link or a file: not neither, and not both."""
    item = g.given(g.made())

    with pytest.raises(RuleError, match="Evidence is in one place"):
        item.file_evidence("Register", of=ON, action=None, link=link, file=file, on=ON)


def test_evidence_is_not_filed_before_what_it_shows() -> None:
    """Proof of tomorrow cannot be filed today; proof of today can."""
    item = g.given(g.made())

    with pytest.raises(DateRuleError, match="of 4 July 2023 cannot be filed before it, on 3 July"):
        item.file_evidence("Register", of=date(2023, 7, 4), action=None, link="12", on=ON)

    assert len(item.file_evidence("Register", of=ON, action=None, link="12", on=ON)) == 1


def test_evidence_is_of_an_action_there_is() -> None:
    """There is no proof for an action that was never assigned."""
    item = g.given(g.made())

    with pytest.raises(RuleError, match="knowsley-2023/2/1 was not assigned"):
        item.file_evidence("Register", of=ON, action=1, link="12", on=ON)


def test_the_service_claims_and_the_inspector_judges() -> None:
    """Both on the same scale, each with its reason."""
    item = g.given(g.made())

    claim = item.claim(Progress.GOOD, why="All done", on=ON)
    judgement = item.judge(Progress.REASONABLE, why="Most done", minuted=g.MINUTED, on=ON)

    assert claim == [e.ProgressClaimed(progress=Progress.GOOD, why="All done")]
    assert judgement == [
        e.ProgressJudged(progress=Progress.REASONABLE, why="Most done", minuted=g.MINUTED)
    ]


def test_the_same_claim_or_judgement_on_the_same_day_records_nothing() -> None:
    """Saying it again is harmless."""
    claimed = g.given(g.made(), g.claimed(Progress.GOOD, on=ON))
    judged = g.given(g.made(), g.judged(Progress.REASONABLE, on=ON))

    assert claimed.claim(Progress.GOOD, why="All reviewed", on=ON) == []
    assert judged.judge(Progress.REASONABLE, why="Most reviewed", on=ON) == []


def test_a_closed_item_is_still_noted_proved_counted_and_judged() -> None:
    """What an inspector looks for at re-inspection may be added; nothing else may."""
    item = g.given(
        g.made(), g.agreed(), g.outcome(1), g.closure_proposed(), g.closure_agreed(), g.noted()
    )

    assert item.log("Seen", action=None, percent=None, on=ON) == [e.NoteMade(note="Seen")]
    assert len(item.file_evidence("Register", of=ON, action=None, link="12", on=ON)) == 1
    assert len(item.read_measure(1, "98", on=ON)) == 1
    assert len(item.judge(Progress.GOOD, why="Seen", on=ON)) == 1
    with pytest.raises(RuleError, match="closed as implemented on 12 June 2023"):
        item.respond(Response.AGREED, part=None, why=None, minuted=None, on=ON)
    with pytest.raises(RuleError, match="nothing more can be done about it on 3 July 2023"):
        item.propose_closure(ClosedAs.SUPERSEDED, why="Again", on=ON)


def test_an_event_is_about_an_action_an_outcome_or_the_item() -> None:
    """The subject is what saying the same again is measured by."""
    assert subject(e.ActionCompleted(action=3)) == "action 3"
    assert subject(e.MeasureRead(outcome=2, value="1")) == "outcome 2"
    assert subject(e.OutcomeStated(outcome=2, what="Better")) == "outcome 2"
    assert subject(e.NoteMade(note="Raised")) == "item"


def test_a_voice_is_whoever_types_and_whoever_decided() -> None:
    """Chairs decide in meetings and clerks type: both have a hand in it."""
    own, minuted = Decider(g.CHAIR), Decider(g.CLERK, g.MINUTED)

    assert (own.party, own.people) == (g.CHAIR, {g.CHAIR})
    assert (minuted.party, minuted.people) == (g.CHAIR, {g.CHAIR, g.CLERK})
