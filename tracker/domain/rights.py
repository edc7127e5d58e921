"""Who may do what: by the roles held on the recording day, or by owning the action.

There is one table, used by the commands that record and by those that correct or take back. Each
kind of event is recorded by one verb, and the right to use the verb is checked.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tracker.domain.errors import RightError, joined, party_mark
from tracker.domain.lazy_import import lazy_import
from tracker.domain.vocabulary import PartyId, PartyKind, Role, Verb

if TYPE_CHECKING:
    from datetime import date

    from tracker.domain import events as e
    from tracker.domain.parties import Party
    from tracker.domain.recommendation import Recommendation
else:
    e = lazy_import("tracker.domain.events")

_CHAIRS = frozenset({Role.CHAIR, Role.VICE_CHAIR})
_OFFICERS = frozenset({Role.MANAGER, Role.CLERK})
_DECIDED = frozenset({Verb.AGREE, Verb.REFUSE, Verb.REOPEN})
_SHARED = frozenset({Verb.ASSIGN, Verb.REASSIGN, Verb.PEOPLE, Verb.BOARD, Verb.SETTINGS})
OWNERS = frozenset({Verb.LOG, Verb.MEASURE, Verb.EVIDENCE, Verb.COMPLETE, Verb.RESCHEDULE})
"""What the owner of an action may do about it without holding any role."""

_ANYBODY = frozenset({Verb.ERASE, Verb.ANCHOR, Verb.EXPORT})
"""What any person or role may do: ask for and confirm an erasure, save a head, export."""

_DOES: dict[Verb, str] = {
    Verb.REASSIGN: "reassign an action",
    Verb.RESCHEDULE: "ask for another due date",
    Verb.SELF_ASSESS: "record the service's own view of progress",
    Verb.PEOPLE: "add people and change roles",
    Verb.SERVICES: "rename and merge services",
    Verb.BOARD: "book board meetings",
    Verb.SETTINGS: "change the settings",
    Verb.OUTCOME: "record an outcome",
    Verb.MEASURE: "record a measurement",
    Verb.EVIDENCE: "file evidence",
    Verb.THEME: "add themes",
    Verb.CLOCK: "acknowledge that the clock is behind",
}
"""How a refusal words a verb that needs an object."""


def roles_for(verb: Verb) -> frozenset[Role]:
    """Return the roles that may use a verb, whoever owns the action."""
    if verb is Verb.JUDGE:
        return frozenset({Role.INSPECTOR})
    if verb in _DECIDED:
        return _CHAIRS
    return _CHAIRS | _OFFICERS if verb in _SHARED else _OFFICERS


@cache
def _verbs() -> dict[type[e.AnyEvent], Verb]:
    """Return the verb that records each kind of event; reading the roles loads no events."""
    return {
        e.LedgerBegun: Verb.BEGIN,
        e.ClockAnomaly: Verb.CLOCK,
        e.PartyAdded: Verb.PEOPLE,
        e.PartyRenamed: Verb.PEOPLE,
        e.RoleTaken: Verb.PEOPLE,
        e.RoleEnded: Verb.PEOPLE,
        e.LoginBound: Verb.PEOPLE,
        e.ServiceAdded: Verb.SERVICES,
        e.ServiceRenamed: Verb.SERVICES,
        e.ServiceMerged: Verb.SERVICES,
        e.BoardMeetingFixed: Verb.BOARD,
        e.BoardMeetingMoved: Verb.BOARD,
        e.SettingAgreed: Verb.SETTINGS,
        e.HeadAnchored: Verb.ANCHOR,
        e.ExportMade: Verb.EXPORT,
        e.InspectionPublished: Verb.IMPORT,
        e.InspectionReissued: Verb.IMPORT,
        e.RecommendationMade: Verb.IMPORT,
        e.RecommendationReissued: Verb.IMPORT,
        e.RecommendationDropped: Verb.IMPORT,
        e.ResponseGiven: Verb.RESPOND,
        e.NoteMade: Verb.LOG,
        e.ActionAssigned: Verb.ASSIGN,
        e.ActionProgressed: Verb.LOG,
        e.ActionCompleted: Verb.COMPLETE,
        e.ActionWithdrawn: Verb.WITHDRAW,
        e.ActionReopened: Verb.REOPEN,
        e.ActionReowned: Verb.REASSIGN,
        e.DateChangeAsked: Verb.RESCHEDULE,
        e.DateChangeAgreed: Verb.AGREE,
        e.DateChangeRefused: Verb.REFUSE,
        e.OutcomeStated: Verb.OUTCOME,
        e.MeasureRead: Verb.MEASURE,
        e.EvidenceFiled: Verb.EVIDENCE,
        e.ClosureProposed: Verb.PROPOSE,
        e.ClosureAgreed: Verb.AGREE,
        e.ClosureRefused: Verb.REFUSE,
        e.RecommendationReopened: Verb.REOPEN,
        e.ProgressClaimed: Verb.SELF_ASSESS,
        e.ProgressJudged: Verb.JUDGE,
        e.RecommendationLinked: Verb.LINK,
        e.ThemesGiven: Verb.THEME,
        e.EntryCorrected: Verb.CORRECT,
        e.EntryTakenBack: Verb.CORRECT,
        e.ErasureAsked: Verb.ERASE,
        e.TextErased: Verb.ERASE,
    }


def verb_of(event: e.AnyEvent) -> Verb:
    """Return the verb that records an event."""
    return _verbs()[type(event)]


def check_right(
    verb: Verb, person: Party, *, today: date, item: Recommendation | None, event: e.AnyEvent
) -> None:
    """Raise RightError, stating the rule, if a person has no right to record this today.

    Any person or role may ask for an erasure, confirm one, save a head, and export.
    """
    if person.kind is PartyKind.BODY:
        raise RightError(
            f"{party_mark(person.id)} is an organisation; the manager or clerk records for it."
        )
    allowed = roles_for(verb)
    if verb in _ANYBODY or person.roles(today) & allowed:
        return
    if verb in OWNERS and item is not None and _owns(person.id, item, event):
        return
    holders = joined(f"the {role}" for role in Role if role in allowed)
    owning = ", or who owns the action," if verb in OWNERS else ""
    does = _DOES.get(verb, verb.typed)
    raise RightError(f"Only {holders}{owning} may {does}; {_described(person, today)}.")


def _described(person: Party, today: date) -> str:
    roles = sorted(person.roles(today))
    held = f"is {joined(roles, last='and')}" if roles else "holds no role"
    return f"{party_mark(person.id)} {held} today"


def _owns(person: PartyId, item: Recommendation, event: e.AnyEvent) -> bool:
    """Whether the event is about an action the person owns, or a measure of their item."""
    number = getattr(event, "action", None)
    if isinstance(event, e.MeasureRead):
        outcome = item.outcomes.get(event.outcome)
        number = None if outcome is None else outcome.action
        if number is None:
            return any(a.owner == person for a in item.actions.values())
    action = None if number is None else item.actions.get(number)
    return action is not None and action.owner == person
