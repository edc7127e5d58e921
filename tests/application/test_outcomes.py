"""Outcomes, their readings and what covers what: the rules beside those of every verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

import given as g
import pytest
from item_verbs import ACTION, BEGUN, OTHER, REF
from office import Office, events_of

from tracker.domain import events as e
from tracker.domain.errors import (
    AmbiguousError,
    NotFoundError,
    OddTextError,
    RuleError,
    UsageError,
)
from tracker.domain.vocabulary import ClosedAs, Direction, Relation

if TYPE_CHECKING:
    from datetime import date


@pytest.mark.parametrize("number", ["98%", "84,9", "1e5", "+5", ".5", "5.", "", "٣", "1" * 16])
def test_a_number_is_refused_unless_it_is_one(office: Office, number: str) -> None:
    """It is kept as it is typed, so it has to be readable for ever."""
    office.given(*BEGUN, g.outcome())
    manager = office.by(g.MANAGER)
    rest = "is not a number written like 84.9 or -2; nothing was recorded."

    with office.refuses(f"The value {rest}", OddTextError):
        manager.measure(REF, number)
    for part in ("target", "baseline"):
        given = {"target": "1", "baseline": "1", part: number}
        with office.refuses(f"The {part} {rest}", OddTextError):
            manager.outcome(
                REF,
                "X",
                measure="days",
                direction=Direction.AT_MOST,
                target=given["target"],
                baseline=given["baseline"],
            )


def test_a_measure_is_named_by_its_beginning_in_either_case(office: Office) -> None:
    """Where several fit they are listed, and no two go by one name."""
    reading = g.ATTENDANCE.model_copy(update={"name": "attendance at 16"})
    office.given(g.outcome(), g.outcome(2, measure=reading), g.outcome(3, measure=None))
    manager = office.by(g.MANAGER)

    assert events_of(manager.measure(REF, "80", measure="ATTENDANCE")) == (
        e.MeasureRead(outcome=1, value="80"),
    )
    assert events_of(manager.measure(REF, "81", measure="attendance at")) == (
        e.MeasureRead(outcome=2, value="81"),
    )
    several = "knowsley-2023/2 has several measures: attendance or attendance at 16."
    with office.refuses(several, AmbiguousError):
        manager.measure(REF, "82")
    with office.refuses("knowsley-2023/2 has a measure of that name already.", RuleError):
        manager.outcome(REF, "X", measure="Attendance", target="9", direction=Direction.AT_LEAST)


def test_a_measure_is_stated_whole(office: Office) -> None:
    """A target without a direction says nothing, nor does a baseline of nothing."""
    manager = office.by(g.MANAGER)

    sentence = "A measure has a target, and says which way."
    with office.refuses(sentence, UsageError):
        manager.outcome(REF, "More in class", measure="attendance", target="98")
    sentence = "A target, baseline or unit belongs to a measure."
    with office.refuses(sentence, UsageError):
        manager.outcome(REF, "More in class", baseline="84.9")


def test_what_covers_goes_round_on_no_day(office: Office) -> None:
    """Neither today, nor by a link that is dated before the other."""
    manager = office.by(g.MANAGER)
    manager.link(OTHER, REF, Relation.COVERED_BY)
    manager.link(REF, "knowsley-2018/4", Relation.COVERED_BY)

    for day in (None, g.BOARD):
        sentence = "knowsley-2023/1.3-b is itself covered by knowsley-2018/4."
        with office.refuses(sentence, RuleError):
            manager.link("knowsley-2018/4", OTHER, Relation.COVERED_BY, on=day)


def test_a_measure_that_nothing_counts_is_not_read(office: Office) -> None:
    """An outcome may be stated without one."""
    office.given(g.outcome(measure=None))

    sentence = "knowsley-2023/2 had no measure called 'days' by 3 July 2023."
    with office.refuses(sentence, NotFoundError):
        office.by(g.MANAGER).measure(REF, "9", measure="days")


@pytest.mark.parametrize(
    ("where", "of", "sentence"),
    [
        ({}, g.BOARD, "Evidence is in one place: a link or a file."),
        (
            {"link": "12", "file": "r.pdf"},
            g.BOARD,
            "Evidence is in one place: a link or a file.",
        ),
        (
            {"link": "12"},
            g.LATER,
            "Evidence of 31 October 2023 cannot be filed before it, on 3 July 2023.",
        ),
    ],
)
def test_evidence_is_somewhere_and_of_a_day_that_has_been(
    office: Office, where: dict[str, str], of: date, sentence: str
) -> None:
    """Nobody can look up anything else."""
    with office.refuses(sentence, RuleError):
        office.by(g.MANAGER).evidence(
            REF, "Minutes", of=of, link=where.get("link"), file=where.get("file")
        )


def test_an_item_is_not_implemented_while_what_serves_it_is_open(office: Office) -> None:
    """An action counts under the second item too, however its closing comes about."""
    office.given(*BEGUN)
    manager = office.by(g.MANAGER)
    manager.link(ACTION, OTHER, Relation.SERVES)
    sentence = (
        "knowsley-2023/1.3-b cannot be closed as implemented while knowsley-2023/2/1 is open."
    )

    with office.refuses(sentence, RuleError):
        manager.propose(OTHER, ClosedAs.IMPLEMENTED, why="Done")
    other = manager.propose(OTHER, ClosedAs.ALTERNATIVE, why="Done").entries[0].position
    with office.refuses(sentence, RuleError):
        manager.correct(other, given={"closed-as": ClosedAs.IMPLEMENTED}, reason="A slip")
    manager.take_back(other, reason="A slip")
    manager.complete(ACTION)
    manager.propose(OTHER, ClosedAs.IMPLEMENTED, why="Done")
    office.by(g.CHAIR).reopen(ACTION, why="Not quite")
    with office.refuses(sentence, RuleError):
        office.by(g.CHAIR).agree([OTHER])
    manager.complete(ACTION)
    assert events_of(office.by(g.CHAIR).agree([OTHER])) == (
        e.ClosureAgreed(closed_as=ClosedAs.IMPLEMENTED),
    )
