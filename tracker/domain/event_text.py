"""Each kind of entry in one sentence, for histories, receipts and dry runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from tracker.domain import events as e
from tracker.domain.errors import joined, long_date, weekday_date
from tracker.domain.recommendation import ITEM
from tracker.domain.settings import setting_text
from tracker.domain.vocabulary import PartyKind, Relation

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.domain.free_text import Erased

    Name = Callable[[str], str]


def subject_of(stream: str, event: e.AnyEvent) -> str:
    """Return what an entry is about, as it is typed: an item, an action, or the stream's own id."""
    about = event.event if isinstance(event, e.EntryCorrected) and event.event else event
    subject = stream.partition(":")[2] or stream
    action = getattr(about, "action", None)
    return f"{subject}/{action}" if stream.startswith(ITEM) and action is not None else subject


def category(event: e.ItemEvent) -> str:
    """Return the kind of change an event is."""
    match event:
        case e.RecommendationMade():
            return "new"
        case e.RecommendationReissued() | e.RecommendationDropped():
            return "re-issued"
        case e.ResponseGiven():
            return "answered"
        case e.ActionAssigned():
            return "assigned"
        case e.DateChangeAgreed():
            return "re-dated"
        case e.DateChangeAsked() | e.ClosureProposed():
            return "asked"
        case e.DateChangeRefused() | e.ClosureRefused():
            return "refused"
        case e.ActionReowned():
            return "re-owned"
        case (
            e.NoteMade()
            | e.ActionProgressed()
            | e.ActionCompleted()
            | e.ActionWithdrawn()
            | e.OutcomeStated()
            | e.MeasureRead()
            | e.EvidenceFiled()
            | e.ProgressClaimed()
            | e.RecommendationLinked()
            | e.ThemesGiven()
        ):
            return "progressed"
        case e.ClosureAgreed():
            return "closed"
        case e.ActionReopened() | e.RecommendationReopened():
            return "reopened"
        case e.ProgressJudged():
            return "judged"
        case _:
            assert_never(event)


def event_sentence(event: e.AnyEvent, name: Name) -> str:
    """Return an event as one sentence, without its subject and its author."""
    text = _sentence(event, name)
    if isinstance(event, e.Decision) and event.minuted is not None:
        text += f" (decided by {name(event.minuted.decided_by)}: {event.minuted.minute})"
    return text


def _sentence(event: e.AnyEvent, name: Name) -> str:
    match event:
        case e.LedgerBegun(demonstration=True):
            return "demonstration ledger started: its dates and instants are played"
        case e.LedgerBegun():
            return "ledger started"
        case e.ClockAnomaly():
            doubtful = f"times from #{event.first} to #{event.last} are in doubt"
            return f"the clock was behind, {doubtful}: {event.reason}"
        case e.PartyAdded():
            kind = "organisation" if event.kind is PartyKind.BODY else event.kind
            return f"{event.name} added ({kind})"
        case e.PartyRenamed() | e.ServiceRenamed():
            return f"renamed: {event.name}"
        case e.RoleTaken():
            return f"became {event.role}" + (
                f" until {long_date(event.until)}" if event.until else ""
            )
        case e.RoleEnded():
            return f"is no longer {event.role}"
        case e.LoginBound(login=None):
            return "has no login any more"
        case e.LoginBound():
            return f"logs in as {event.login}"
        case e.ServiceAdded():
            return f"service added: {event.name}"
        case e.ServiceMerged():
            return f"became part of {event.into}"
        case e.BoardMeetingFixed():
            return f"board meeting fixed for {weekday_date(event.day)}"
        case e.BoardMeetingMoved():
            return f"board meeting of {long_date(event.day)} moved to {weekday_date(event.to)}"
        case e.SettingAgreed():
            return f"{event.setting.typed} is {setting_text(event.setting, event.value)}"
        case e.HeadAnchored():
            given = f"head {event.head[:8]}… of #{event.position} given to {event.to}"
            return given + _reason(event.note)
        case e.ExportMade():
            of = "the whole ledger" if event.inspection is None else event.inspection
            return f"exported {of} up to #{event.position}: {event.file}"
        case e.InspectionPublished():
            return f"published: {event.title} ({_when(event.published)})"
        case e.InspectionReissued():
            return f"re-issued: {event.title} ({_when(event.published)})"
        case _:
            return _item_sentence(event, name)


def _item_sentence(event: e.ItemEvent | e.Mending | e.Erasing, name: Name) -> str:
    match event:
        case e.RecommendationMade():
            return f"{event.kind} made: {event.text}"
        case e.RecommendationReissued():
            return f"{event.kind} re-issued: {event.text}"
        case e.RecommendationDropped():
            return "no longer in the report as re-issued"
        case e.ResponseGiven():
            part = f", in part: {event.part}" if event.part is not None else ""
            return f"{event.response}{part}{_reason(event.why)}"
        case e.NoteMade():
            return f"noted: {event.note}"
        case e.ActionAssigned():
            helped = joined(map(name, event.supporting), last="and") if event.supporting else ""
            return (
                f"assigned to {name(event.owner)}{f' with {helped}' if helped else ''}, "
                f"due {weekday_date(event.due)}: {event.what}"
            )
        case e.ActionProgressed():
            percent = "" if event.percent is None else f" to {event.percent}%"
            return f"progressed{percent}: {event.note}"
        case e.ActionCompleted():
            return "completed" + _reason(event.note)
        case e.ActionWithdrawn():
            return "withdrawn" + _reason(event.why)
        case e.ActionReopened() | e.RecommendationReopened():
            return "reopened" + _reason(event.why)
        case e.ActionReowned():
            return f"now owned by {name(event.owner)}"
        case e.DateChangeAsked():
            return f"asked to move the date to {weekday_date(event.to)}{_reason(event.reason)}"
        case e.DateChangeAgreed():
            return f"new date agreed: {weekday_date(event.to)}"
        case e.DateChangeRefused():
            return "new date refused" + _reason(event.why)
        case e.OutcomeStated():
            return f"outcome stated: {event.what}{_measure_text(event.measure)}"
        case e.MeasureRead():
            return f"measure read: {event.value}"
        case e.EvidenceFiled():
            where = event.link if event.link is not None else event.file
            return f"evidence filed, of {long_date(event.of)}: {event.title} ({where})"
        case e.ClosureProposed():
            return f"proposed to close as {event.closed_as}{_reason(event.why)}"
        case e.ClosureAgreed():
            return f"closed as {event.closed_as}"
        case e.ClosureRefused():
            return "closure refused" + _reason(event.why)
        case e.ProgressClaimed():
            return f"service claims {event.progress} progress{_reason(event.why)}"
        case e.ProgressJudged():
            return f"inspector judges {event.progress} progress{_reason(event.why)}"
        case e.RecommendationLinked():
            preposition = " from" if event.relation is Relation.RECURS else ""
            return f"{event.relation}{preposition} {event.to}"
        case e.ThemesGiven():
            return f"put under {joined(map(str, event.themes), last='and')}"
        case e.EntryCorrected():
            said = f"{_correction_sentence(event, name)}{_reason(event.reason)}"
            return f"corrected #{event.entry}{said}"
        case e.EntryTakenBack():
            return f"took back #{event.entry}{_reason(event.reason)}"
        case e.ErasureAsked():
            return f"asked to erase the texts of #{event.entry}: {event.reason}"
        case e.TextErased():
            return f"erased the texts of #{event.entry}: {event.reason}"
        case _:
            assert_never(event)


def _when(published: e.PrintedDate) -> str:
    printed = published.text or published.iso
    if printed is not None:
        return str(printed)
    return (
        "no date printed" if published.stated is None else f"{long_date(published.stated)}, stated"
    )


def _reason(why: str | Erased | None) -> str:
    return "" if why is None else f": {why}"


def _measure_text(measure: e.Measure | None) -> str:
    if measure is None:
        return ""
    unit = "" if measure.unit is None else f" {measure.unit}"
    return f" (counted by {measure.name}: {measure.direction} {measure.target}{unit})"


def _correction_sentence(event: e.EntryCorrected, name: Name) -> str:
    now = "" if event.event is None else f" to “{event_sentence(event.event, name)}”"
    on = "" if event.on is None else f", took effect {long_date(event.on)}"
    return now + on
