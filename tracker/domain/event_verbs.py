"""Which verb records each kind of event."""

from __future__ import annotations

from tracker.domain import events as e
from tracker.domain.vocabulary import Verb

_VERBS: dict[type[e.AnyEvent], Verb] = {
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
    return _VERBS[type(event)]
