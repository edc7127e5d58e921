"""What is put right is put under the rules of recording it so, on its own day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import given as g
import pytest
from item_verbs import ACTION, BEGUN
from office import Office

from tracker.domain import events as e
from tracker.domain.errors import ImpossibleTimelineError, NotFoundError, RuleError
from tracker.domain.vocabulary import PartyKind, Response, Role, Setting

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry

WHY = "Typed wrongly"
EARLIER = date(2023, 6, 20)


def test_what_says_so_already_is_not_corrected(office: Office) -> None:
    """Neither by the same words, nor by the same date, nor by the place it has."""
    (progress,) = office.given(*BEGUN, g.progressed())[2:]
    clerk = office.by(g.CLERK)

    assert clerk.correct(progress, given={"percent": 50}, reason=WHY).entries == ()
    assert clerk.correct(progress, given={}, on=g.BOARD, reason=WHY).entries == ()
    assert clerk.correct(progress, given={}, ref=ACTION, reason=WHY).entries == ()


def test_a_correction_is_under_the_rules_of_recording(office: Office) -> None:
    """What could not be recorded so cannot be corrected so."""
    answer, _, asked, evidence = office.given(*BEGUN, g.date_asked(), g.evidence())
    manager = office.by(g.MANAGER)

    with office.refuses("Not agreed says why.", RuleError):
        manager.correct(answer, given={"response": Response.NOT_AGREED}, reason=WHY)
    with office.refuses("knowsley-2023/2/1 is due on 29 September 2023 already.", RuleError):
        manager.correct(asked, given={"to": g.DUE}, reason=WHY)
    sentence = "Evidence of 31 October 2023 cannot be filed before it, on 12 June 2023."
    with office.refuses(sentence, RuleError):
        manager.correct(evidence, given={"of": g.LATER}, reason=WHY)


def test_a_request_is_corrected_under_the_numbers_of_its_day(office: Office) -> None:
    """A cap agreed since does not make an old request wrong."""
    (asked,) = office.given(*BEGUN, g.date_asked())[2:]
    office.by(g.CHAIR).agree_setting(Setting.RE_DATE_DAYS_AT_MOST, 0)

    assert office.by(g.EDUCATION).correct(asked, given={"text": "Ill"}, reason=WHY).entries


def test_progress_is_corrected_though_it_was_completed_that_day(office: Office) -> None:
    """An entry keeps its place within the day: what came after it does not count against it."""
    _, _, half, done = office.given(*BEGUN, g.progressed(), g.completed())

    assert office.by(g.EDUCATION).correct(half, given={"percent": 90}, reason=WHY).entries
    sentence = "knowsley-2023/2/1 was not assigned by 1 June 2023."
    with office.refuses(sentence, RuleError):
        office.by(g.EDUCATION).correct(done, given={}, on=date(2023, 6, 1), reason=WHY)


def test_a_date_that_makes_the_history_impossible_is_refused_with_the_dates(office: Office) -> None:
    """The whole timeline is looked at, and the entries it would contradict are named."""
    done, again = office.given(*BEGUN, g.completed(on=EARLIER), g.reopened(on=EARLIER))[2:]

    sentence = (
        "knowsley-2023/2/1 is open; there is nothing to reopen. "
        f"This would contradict #{again} of 20 June 2023."
    )
    with office.refuses(sentence, ImpossibleTimelineError):
        office.by(g.EDUCATION).correct(done, given={}, on=date(2023, 6, 28), reason=WHY)


@pytest.mark.parametrize(
    ("entry", "given", "sentence"),
    [
        (
            g.noted(),
            {"percent": 5},
            "An entry like this has no percent to correct.",
        ),
        (
            g.noted(),
            {"due": g.DUE, "owner": "The Clerk"},
            "An entry like this has no due or owner to correct.",
        ),
        (
            g.progressed(),
            {"percent": 101},
            "The percent given does not fit: input should be less than or equal to 100.",
        ),
        (g.noted(), {"text": " "}, "The text is empty; nothing was recorded."),
        (
            g.reading("9"),
            {"value": "9,5"},
            "The value is not a number written like 84.9 or -2; nothing was recorded.",
        ),
        (
            g.outcome(2, measure=None),
            {"target": "9"},
            "This outcome is not counted; state another one with a measure.",
        ),
        (
            g.entry(e.SettingAgreed(setting=Setting.QUIET_DAYS, value=30), stream="settings"),
            {"value": "9.5"},
            "'9.5' is no number for a rule; give a whole one, or none.",
        ),
        (
            g.entry(e.SettingAgreed(setting=Setting.QUIET_DAYS, value=30), stream="settings"),
            {"value": "none"},
            "quiet-days needs a number.",
        ),
        (
            g.entry(e.RoleTaken(role=Role.MEMBER), stream=f"party:{g.CLERK}"),
            {"until": g.PUBLISHED},
            "A role cannot end on 31 May 2023, before it begins on 12 June 2023.",
        ),
        (
            g.entry(e.PartyRenamed(name="Court"), stream=f"party:{g.CLERK}"),
            {"text": "the POLICE"},
            "The police is already known, as a body.",
        ),
    ],
)
def test_a_correction_that_does_not_fit_says_why(
    office: Office, entry: Entry, given: dict[str, Any], sentence: str
) -> None:
    """One sentence, and nothing is recorded."""
    position = office.given(*BEGUN, g.outcome(), entry)[-1]

    with office.refuses(sentence):
        office.by(g.MANAGER).correct(position, given=given, reason=WHY)


def test_nobody_with_a_role_becomes_a_body(office: Office) -> None:
    """Nobody would sit behind its keyboard."""
    (added,) = [x.position for x in office.record.stream("party:p3")][:1]

    sentence = "The Clerk has held a role; only a person does."
    with office.refuses(sentence, RuleError):
        office.by(g.CHAIR).correct(added, given={"kind": PartyKind.BODY}, reason=WHY)


def test_the_beginning_of_a_ledger_and_what_is_not_there_are_not_corrected(office: Office) -> None:
    """Nor what was taken back, before its take-back is taken back."""
    (note,) = office.given(g.noted())
    clerk = office.by(g.CLERK)
    taken = clerk.take_back(note, reason=WHY).entries[0].position

    with office.refuses("Entry #1 cannot be corrected or taken back.", RuleError):
        clerk.correct(1, given={}, on=g.TODAY, reason=WHY)
    with office.refuses("There is no entry #99; the last is #19.", NotFoundError):
        clerk.correct(99, given={}, on=g.TODAY, reason=WHY)
    sentence = f"Entry #{note} is taken back; take its take-back back before correcting it."
    for position in (note, taken):
        with office.refuses(sentence, RuleError):
            clerk.correct(position, given={"text": "X"}, reason=WHY)
