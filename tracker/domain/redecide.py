"""Decides a corrected entry again, under the rules that apply when it is first recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from tracker.domain import events as e
from tracker.domain.errors import RuleError
from tracker.domain.free_text import text_or_marker
from tracker.domain.recommendation import Decider

if TYPE_CHECKING:
    from datetime import date

    from tracker.domain.recommendation import Events, Recommendation
    from tracker.domain.settings import Settings
    from tracker.domain.vocabulary import PartyId


def redecide(
    item: Recommendation, event: e.ItemEvent, *, actor: PartyId, settings: Settings, on: date
) -> Events:
    """Run the command that records an event again, on the item as it is without the entry.

    Links, and what an inspection published, are checked elsewhere. Raises what the command raises.
    """
    minuted = event.minuted if isinstance(event, e.Decision) else None
    voice = Decider(actor, minuted)
    match event:
        case (
            e.RecommendationMade()
            | e.RecommendationReissued()
            | e.RecommendationDropped()
            | e.RecommendationLinked()
        ):
            return []
        case e.ResponseGiven():
            return item.respond(
                event.response,
                part=text_or_marker(event.part),
                why=text_or_marker(event.why),
                minuted=minuted,
                on=on,
            )
        case e.NoteMade():
            return item.log(str(event.note), action=None, percent=None, on=on)
        case e.ActionAssigned():
            return item.assign_action(
                str(event.what),
                owner=event.owner,
                due=event.due,
                supporting=event.supporting,
                on=on,
            )
        case e.ActionProgressed():
            return item.log(str(event.note), action=event.action, percent=event.percent, on=on)
        case e.ActionCompleted():
            return item.complete_action(event.action, note=text_or_marker(event.note), on=on)
        case e.ActionWithdrawn():
            return item.withdraw_action(event.action, why=str(event.why), on=on)
        case e.ActionReopened():
            return item.reopen_action(event.action, why=str(event.why), minuted=minuted, on=on)
        case e.ActionReowned():
            return item.reassign_action(event.action, owner=event.owner, on=on)
        case e.DateChangeAsked():
            return item.ask_date_change(
                event.action, to=event.to, reason=str(event.reason), settings=settings, on=on
            )
        case e.DateChangeAgreed():
            asked = item.action(event.action, on).asked
            if asked is not None and asked.to != event.to:
                raise RuleError("What was agreed is the date that was asked for.")
            return item.agree_date_change(event.action, by=voice, on=on)
        case e.DateChangeRefused():
            return item.refuse_date_change(event.action, why=str(event.why), by=voice, on=on)
        case e.OutcomeStated():
            return item.state_outcome(
                str(event.what), action=event.action, measure=event.measure, on=on
            )
        case e.MeasureRead():
            return item.read_measure(event.outcome, event.value, on=on)
        case e.EvidenceFiled():
            return item.file_evidence(
                str(event.title),
                of=event.of,
                action=event.action,
                link=text_or_marker(event.link),
                file=text_or_marker(event.file),
                sha256=event.sha256,
                on=on,
            )
        case e.ClosureProposed():
            return item.propose_closure(event.closed_as, why=str(event.why), on=on)
        case e.ClosureAgreed():
            return item.agree_closure(by=voice, on=on)
        case e.ClosureRefused():
            return item.refuse_closure(why=str(event.why), by=voice, on=on)
        case e.RecommendationReopened():
            return item.reopen(why=str(event.why), minuted=minuted, on=on)
        case e.ProgressClaimed():
            return item.claim(event.progress, why=str(event.why), on=on)
        case e.ProgressJudged():
            return item.judge(event.progress, why=str(event.why), minuted=minuted, on=on)
        case e.ThemesGiven():
            return item.give_themes([str(theme) for theme in event.themes], on=on)
        case _:
            assert_never(event)
