"""The verbs about items, each through a real ledger: it allows, it refuses, it stays quiet."""

from __future__ import annotations

from datetime import date

import given as g
import pytest
from item_verbs import ACTION, BEGUN, OTHER, PROPOSED, REF, VERBS, VerbCase
from office import Office, events_of

from tracker.application.decisions import DecisionCommands
from tracker.application.item_commands import ItemCommands
from tracker.application.outcomes import OutcomeCommands
from tracker.domain import events as e
from tracker.domain.errors import (
    ImpossibleTimelineError,
    RightError,
    RuleError,
)
from tracker.domain.vocabulary import Response

each_verb = pytest.mark.parametrize("verb", VERBS, ids=[verb.name for verb in VERBS])


def test_every_verb_about_items_is_tried_here() -> None:
    """None is added without saying who may use it."""
    public = {
        name
        for room in (ItemCommands, DecisionCommands, OutcomeCommands)
        for name in vars(room)
        if not name.startswith("_")
    }

    assert public == {verb.name for verb in VERBS}


@each_verb
def test_a_verb_records_what_it_says(office: Office, verb: VerbCase) -> None:
    """By whoever typed it, and with the texts and names made fit to be kept."""
    office.given(*verb.before)

    receipt = verb.use(office.by(verb.by))

    assert events_of(receipt) == verb.made
    assert {entry.actor for entry in receipt.entries} == {verb.by}
    assert (receipt.dry_run, receipt.repeated) == (False, False)
    last = office.record.entries(after=office.record.head().position - len(verb.made))
    assert tuple(last) == receipt.entries


@each_verb
def test_a_verb_refuses_whoever_has_no_right_to_it(office: Office, verb: VerbCase) -> None:
    """The sentence says the rule, and what the person is today."""
    office.given(*verb.before)

    with office.refuses(verb.refused, RightError):
        verb.use(office.by(verb.not_by))


def test_a_body_types_nothing(office: Office) -> None:
    """It may own an action, and somebody records for it."""
    office.given(g.agreed(), g.assigned(owner=g.POLICE))

    sentence = "The police is an organisation; the manager or clerk records for it."
    with office.refuses(sentence, RightError):
        office.by(g.POLICE).log(ACTION, "Under way")
    assert office.by(g.CLERK).log(ACTION, "Under way").entries


@pytest.mark.parametrize(
    "verb", [verb for verb in VERBS if verb.again], ids=[v.name for v in VERBS if v.again]
)
def test_saying_the_same_again_that_day_records_nothing(office: Office, verb: VerbCase) -> None:
    """Harmless, and answered with an empty receipt."""
    office.given(*verb.before)
    verb.use(office.by(verb.by))

    assert verb.use(office.by(verb.by)).entries == ()


@each_verb
def test_a_rehearsal_records_nothing(office: Office, verb: VerbCase) -> None:
    """It says what would be recorded, and is refused as the earnest is."""
    office.given(*verb.before)
    head = office.record.head()

    receipt = verb.use(office.by(verb.by, dry_run=True))

    assert (events_of(receipt), receipt.dry_run) == (verb.made, True)
    assert office.record.head() == head
    with office.refuses(verb.refused, RightError):
        verb.use(office.by(verb.not_by, dry_run=True))


def test_a_response_to_several_items_is_for_all_or_none(office: Office) -> None:
    """One that cannot be answered so keeps the others from being answered."""
    office.given(*BEGUN)

    sentence = (
        "knowsley-2023/2 has open actions (knowsley-2023/2/1); "
        "withdraw them before it is not agreed."
    )
    with office.refuses(sentence, RuleError):
        office.by(g.MANAGER).respond([OTHER, REF], Response.NOT_AGREED, why="Too dear")
    both = office.by(g.MANAGER).respond([OTHER, "knowsley-2018/4"], Response.AGREED)
    assert [entry.stream for entry in both.entries] == [
        "item:knowsley-2023/1.3-b",
        "item:knowsley-2018/4",
    ]
    assert len({entry.recorded_at for entry in both.entries}) == 1


def test_an_item_named_twice_is_answered_once(office: Office) -> None:
    """However it is typed."""
    receipt = office.by(g.MANAGER).respond(
        [REF, "knowsley-2023/2", " KNOWSLEY-2023/2"], Response.AGREED
    )

    assert events_of(receipt) == (e.ResponseGiven(response=Response.AGREED),)


def test_several_agreements_are_for_all_or_none(office: Office) -> None:
    """A closure and another date in one breath, or neither."""
    office.given(g.agreed(), g.assigned(), g.assigned(2), g.date_asked())
    chair = office.by(g.CHAIR)

    with office.refuses("No other date for knowsley-2023/2/2 was asked for.", RuleError):
        chair.agree([ACTION, "knowsley-2023/2/2"])
    assert events_of(chair.agree([ACTION, "knowsley-2023/2/01".replace("/01", "/1")])) == (
        e.DateChangeAgreed(action=1, to=g.LATER),
    )


def test_a_closure_is_agreed_once_however_often_it_is_named(office: Office) -> None:
    """The same item under two spellings is one item."""
    office.given(*PROPOSED)

    receipt = office.by(g.CHAIR).agree([REF, "Knowsley-2023/2"])

    assert len(receipt.entries) == 1


def test_the_actions_of_one_are_handed_on_across_items(office: Office) -> None:
    """Those that are open, and theirs on the day; everybody else's stay."""
    elsewhere = g.assigned()._replace(stream=f"item:{g.OTHER}")
    office.given(*BEGUN, g.assigned(2), g.completed(2), g.assigned(3, owner=g.CLERK), elsewhere)

    receipt = office.by(g.CHAIR).reassign_all(
        old="Head of Education", owner="The police", on=date(2023, 9, 1)
    )

    assert [(x.stream, x.event, x.effective_on) for x in receipt.entries] == [
        (f"item:{ref}", e.ActionReowned(action=1, owner=g.POLICE), date(2023, 9, 1))
        for ref in (g.REF, g.OTHER)
    ]
    assert office.item().actions[1].owner == g.EDUCATION
    assert office.item(on=date(2023, 9, 1)).actions[1].owner == g.POLICE


def test_handing_on_to_the_same_owner_is_quiet(office: Office) -> None:
    """And of somebody who owns nothing it is refused."""
    office.given(*BEGUN)
    chair = office.by(g.CHAIR)

    assert chair.reassign_all(old="Head of Education", owner="Head of Education").entries == ()
    with office.refuses("The police owns no open action.", RuleError):
        chair.reassign_all(old="The police", owner="Head of Education")


def test_ownership_counts_on_the_day_it_is_recorded(office: Office) -> None:
    """Whoever is to own an action from September may not report it done in July."""
    office.given(*BEGUN)
    office.by(g.CHAIR).reassign(ACTION, owner="The Inspector", on=date(2023, 9, 1))

    sentence = (
        "Only the manager or the clerk, or who owns the action, may complete; "
        "The Inspector is inspector today."
    )
    with office.refuses(sentence, RightError):
        office.by(g.INSPECTOR).complete(ACTION, on=date(2023, 9, 2))
    assert office.by(g.EDUCATION).log(ACTION, "Under way").entries


def test_an_owner_speaks_for_their_own_actions_only(office: Office) -> None:
    """Not for the item, and not for somebody else's step."""
    office.given(*BEGUN, g.assigned(2, owner=g.CLERK))
    owner = office.by(g.EDUCATION)

    sentence = (
        "Only the manager or the clerk, or who owns the action, may log; "
        "Head of Education holds no role today."
    )
    with office.refuses(sentence, RightError):
        owner.log(REF, "Raised")
    with office.refuses(sentence, RightError):
        owner.log("knowsley-2023/2/2", "Raised")
    with office.refuses(sentence.replace("log", "file evidence"), RightError):
        owner.evidence(REF, "Minutes", of=g.BOARD, link="file 12")


def test_an_action_is_none_before_it_was_assigned(office: Office) -> None:
    """The day is part of the question."""
    office.given(*BEGUN)

    with office.refuses("knowsley-2023/2/1 was not assigned by 1 June 2023.", RuleError):
        office.by(g.MANAGER).complete(ACTION, on=date(2023, 6, 1))


def test_a_back_dated_entry_that_contradicts_a_later_one_is_refused(office: Office) -> None:
    """With the dates of both, for the whole timeline is looked at."""
    office.given(*BEGUN, g.completed(on=date(2023, 6, 20)))

    with office.refuses(
        "knowsley-2023/2/1 was withdrawn on 15 June 2023; reopen it first. "
        "This would contradict #20 of 20 June 2023.",
        ImpossibleTimelineError,
    ):
        office.by(g.MANAGER).withdraw(ACTION, why="Overtaken", on=date(2023, 6, 15))
