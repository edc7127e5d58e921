"""Who may do what: the table of the design, role by role and verb by verb."""

from __future__ import annotations

from datetime import date, timedelta

import given as g
import pytest
from sample_events import SAMPLES

from tracker.domain import events as e
from tracker.domain.errors import RightError
from tracker.domain.parties import HeldRole, Party
from tracker.domain.rights import OWNERS, check_right, roles_for, verb_of
from tracker.domain.vocabulary import ClosedAs, PartyId, PartyKind, Role, Verb

TODAY = g.TODAY
DAY = timedelta(days=1)
CHAIRS = {"assign", "reassign", "agree", "refuse", "reopen", "people", "board", "settings"}
ANYBODY = {"erase", "anchor", "export"}
CHAIRS |= ANYBODY
VERBS = [verb for verb in Verb if verb is not Verb.CORRECT]  # which goes by what it corrects
OFFICERS = {verb.typed for verb in VERBS} - {"agree", "refuse", "reopen", "judge"}
TABLE = {
    Role.CHAIR: CHAIRS,
    Role.VICE_CHAIR: CHAIRS,
    Role.MANAGER: OFFICERS,
    Role.CLERK: OFFICERS,
    Role.MEMBER: ANYBODY,
    Role.INSPECTOR: {"judge", *ANYBODY},
}
OWNED = g.given(
    g.made(),
    g.agreed(),
    g.assigned(1, owner=g.EDUCATION),
    g.assigned(2, owner=g.POLICE),
    g.outcome(1, action=1),
    g.outcome(2, action=2),
    g.outcome(3),
)


def person(*roles: Role, since: date = TODAY, until: date | None = None) -> Party:
    """Return somebody who holds roles."""
    held = tuple(HeldRole(role, since, until) for role in roles)
    return Party(PartyId("p9"), PartyKind.PERSON, ("Ann Other",), held)


def owner(party: PartyId = g.EDUCATION, kind: PartyKind = PartyKind.PERSON) -> Party:
    """Return an owner who holds no role."""
    return Party(party, kind, ("An owner",))


def may(who: Party, verb: Verb, event: e.AnyEvent, *, on: date = TODAY) -> bool:
    """Return whether somebody may record an event today."""
    try:
        check_right(verb, who, today=on, item=OWNED, event=event)
    except RightError:
        return False
    return True


def verbs_of(who: Party, *, on: date = TODAY) -> set[str]:
    """Return every verb somebody may use, owning nothing."""
    anything = e.NoteMade(note="Raised")
    return {verb.typed for verb in VERBS if may(who, verb, anything, on=on)}


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_its_verbs(role: Role) -> None:
    """Exactly those of the table, and no other."""
    assert verbs_of(person(role)) == TABLE[role]


def test_roles_add_up() -> None:
    """Who holds two roles has the rights of both."""
    assert verbs_of(person(Role.CHAIR, Role.CLERK)) == CHAIRS | OFFICERS
    assert verbs_of(person(Role.MEMBER, Role.INSPECTOR)) == {"judge", *ANYBODY}


def test_whoever_holds_no_role_may_have_texts_erased_and_keep_a_head() -> None:
    """The child's name comes before the rules, and so does holding the record to its word."""
    assert verbs_of(person()) == ANYBODY


def test_rights_begin_with_the_role() -> None:
    """The day before it is held it gives nothing of its own."""
    chair = person(Role.CHAIR, since=TODAY)

    assert verbs_of(chair, on=TODAY) == CHAIRS
    assert verbs_of(chair, on=TODAY - DAY) == ANYBODY


def test_rights_end_with_the_role() -> None:
    """The last day counts; the day after gives nothing."""
    chair = person(Role.CHAIR, since=TODAY - DAY, until=TODAY)

    assert verbs_of(chair, on=TODAY) == CHAIRS
    assert verbs_of(chair, on=TODAY + DAY) == ANYBODY


def test_a_body_has_nobody_behind_the_keyboard() -> None:
    """The manager or the clerk records for it, even where it owns the action."""
    police = Party(g.POLICE, PartyKind.BODY, ("Merseyside Police",))

    with pytest.raises(
        RightError, match="«p5» is an organisation; the manager or clerk records for it"
    ):
        check_right(
            Verb.COMPLETE, police, today=TODAY, item=OWNED, event=e.ActionCompleted(action=2)
        )


OWN = (
    e.ActionProgressed(action=1, note="Half done"),
    e.ActionCompleted(action=1),
    e.DateChangeAsked(action=1, to=g.LATER, reason="Staff left"),
    e.EvidenceFiled(evidence=1, action=1, title="Register", of=TODAY, link="12"),
    e.MeasureRead(outcome=1, value="90"),
)


@pytest.mark.parametrize("event", OWN)
@pytest.mark.parametrize("kind", [PartyKind.PERSON, PartyKind.ROLE])
def test_an_owner_looks_after_their_own_action(event: e.ItemEvent, kind: PartyKind) -> None:
    """Log, complete, ask to re-date, file and measure: without any role."""
    assert may(owner(kind=kind), verb_of(event), event)


@pytest.mark.parametrize("event", OWN)
def test_an_owner_does_not_look_after_another_action(event: e.ItemEvent) -> None:
    """Owning one action gives no right to its neighbour."""
    assert not may(owner(PartyId("p7")), verb_of(event), event)
    assert not may(person(Role.MEMBER), verb_of(event), event)


def test_an_owner_looks_after_nothing_else() -> None:
    """Not the item as a whole, not what decides, not an action that is not there."""
    refused: list[e.ItemEvent] = [
        e.NoteMade(note="Raised"),
        e.EvidenceFiled(evidence=1, title="Register", of=TODAY, link="12"),
        e.ActionCompleted(action=3),
        e.MeasureRead(outcome=2, value="90"),
        e.ActionWithdrawn(action=1, why="Overtaken"),
        e.ActionReopened(action=1, why="Not done"),
        e.ActionReowned(action=1, owner=g.POLICE),
        e.DateChangeAgreed(action=1, to=g.LATER),
        e.DateChangeRefused(action=1, why="Urgent"),
        e.OutcomeStated(outcome=4, action=1, what="Better"),
    ]

    assert [event for event in refused if may(owner(), verb_of(event), event)] == []


def test_any_owner_reads_the_measure_of_the_item() -> None:
    """A measure of the item as a whole bears on each of its actions."""
    event = e.MeasureRead(outcome=3, value="90")

    assert may(owner(), Verb.MEASURE, event)
    assert not may(owner(PartyId("p7")), Verb.MEASURE, event)


def test_a_refusal_says_the_rule() -> None:
    """Who may, and what whoever asked holds today."""
    agreeing = e.ClosureAgreed(closed_as=ClosedAs.IMPLEMENTED)
    completing = e.ActionCompleted(action=1)

    with pytest.raises(RightError) as first:
        check_right(Verb.AGREE, person(Role.MANAGER), today=TODAY, item=OWNED, event=agreeing)
    with pytest.raises(RightError) as second:
        check_right(Verb.COMPLETE, person(), today=TODAY, item=OWNED, event=completing)

    assert str(first.value) == "Only the chair or the vice chair may agree; «p9» is manager today."
    assert str(second.value) == (
        "Only the manager or the clerk, or who owns the action, may complete; "
        "«p9» holds no role today."
    )


def test_every_event_has_its_verb() -> None:
    """Whatever can be recorded, somebody's right covers it."""
    verbs = {verb_of(sample) for sample in SAMPLES}

    assert {type(sample) for sample in SAMPLES} == set(e.CATALOGUE.values())
    assert verbs == set(Verb)
    assert all(roles_for(verb) for verb in Verb)
    assert set(Verb) > OWNERS


@pytest.mark.parametrize(
    ("verb", "events"),
    [
        (Verb.AGREE, {"date-change-agreed.v1", "closure-agreed.v1"}),
        (Verb.REFUSE, {"date-change-refused.v1", "closure-refused.v1"}),
        (Verb.REOPEN, {"action-reopened.v1", "recommendation-reopened.v1"}),
        (Verb.JUDGE, {"progress-judged.v1"}),
        (Verb.ASSIGN, {"action-assigned.v1"}),
        (Verb.REASSIGN, {"action-reowned.v1"}),
        (Verb.LOG, {"note-made.v1", "action-progressed.v1"}),
        (Verb.RESPOND, {"response-given.v1"}),
        (
            Verb.IMPORT,
            {
                "inspection-published.v1",
                "inspection-reissued.v1",
                "recommendation-made.v1",
                "recommendation-reissued.v1",
                "recommendation-dropped.v1",
            },
        ),
        (
            Verb.PEOPLE,
            {
                "party-added.v1",
                "party-renamed.v1",
                "role-taken.v1",
                "role-ended.v1",
                "login-bound.v1",
            },
        ),
    ],
)
def test_a_verb_records_its_events(verb: Verb, events: set[str]) -> None:
    """So that a correction needs the right of what it corrects."""
    assert {sample.type for sample in SAMPLES if verb_of(sample) is verb} == events
