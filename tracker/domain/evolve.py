"""How each recorded step changes a recommendation. It reads history: no refusals, no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from tracker.domain.action import Action, DateChange
from tracker.domain.fast_replace import changed
from tracker.domain.item_parts import (
    Answer,
    Closure,
    Conflict,
    Evidence,
    Link,
    Measurement,
    Minute,
    Outcome,
    OutcomeMeasure,
    ProgressView,
    ProposedClosure,
)
from tracker.domain.lazy_import import lazy_import
from tracker.domain.recommendation import subject
from tracker.domain.transition_rules import contradiction

if TYPE_CHECKING:
    from datetime import date

    from tracker.domain import events as e
    from tracker.domain.bitemporal import EffectiveEntry
    from tracker.domain.recommendation import Recommendation
    from tracker.domain.vocabulary import PartyId
else:
    e = lazy_import("tracker.domain.events")


def evolve(item: Recommendation, step: EffectiveEntry) -> Recommendation:
    """Return the recommendation after one more step; a contradiction only adds a conflict."""
    event, on = step.event, step.effective_on
    if not isinstance(event, e.ItemEvent):
        return item
    sentence = contradiction(item, event, on)
    if sentence is not None:
        conflict = Conflict(step.position, on, sentence)
        return changed(item, conflicts=(*item.conflicts, conflict))
    latest = {**item.latest, subject(event): (on, event)}
    touched = max(on, item.touched or on)
    return changed(_applied(item, event, step), touched=touched, latest=latest)


def _by(step: EffectiveEntry, event: e.Decision) -> PartyId:
    return step.actor if event.minuted is None else event.minuted.decided_by


def _minute(event: e.Decision) -> Minute | None:
    minuted = event.minuted
    return None if minuted is None else Minute(minuted.decided_by, minuted.minute)


def _measure(event: e.OutcomeStated) -> OutcomeMeasure | None:
    measure = event.measure
    if measure is None:
        return None
    return OutcomeMeasure(
        measure.name, measure.unit, measure.baseline, measure.target, measure.direction
    )


def _applied(item: Recommendation, event: e.ItemEvent, step: EffectiveEntry) -> Recommendation:
    on = step.effective_on
    if isinstance(event, e.ActionStep):
        action = _action_after(item.actions[event.action], event, step)
        return _with(item, changed(action, touched=on))
    match event:
        case e.RecommendationMade() | e.NoteMade():
            return item
        case e.RecommendationReissued(kind=kind, text=text, addressee=addressee):
            words = changed(item, kind=kind, text=text, addressee=addressee)
            return changed(words, standard=event.standard, reissued_on=on, dropped_on=None)
        case e.RecommendationDropped():
            return changed(item, dropped_on=on)
        case e.ResponseGiven(response=response, part=part, why=why):
            answer = Answer(response, on, _by(step, event), part, why, _minute(event))
            return changed(item, answer=answer)
        case e.ActionAssigned():
            return _with(item, _assigned(event, step))
        case e.OutcomeStated(outcome=number, action=action_number, what=what):
            outcome = Outcome(number, what, action_number, _measure(event))
            return _touching(
                changed(item, outcomes={**item.outcomes, number: outcome}), outcome, on
            )
        case e.MeasureRead(outcome=number, value=value):
            outcome = item.outcomes[number]
            readings = (*outcome.readings, Measurement(on, value, step.position))
            outcome = outcome._replace(readings=readings)
            return _touching(
                changed(item, outcomes={**item.outcomes, number: outcome}), outcome, on
            )
        case e.EvidenceFiled(evidence=number, action=action_number):
            filed = Evidence(
                number,
                action_number,
                event.title,
                event.of,
                on,
                event.link,
                event.file,
                event.sha256,
            )
            return _touching(changed(item, evidence={**item.evidence, number: filed}), filed, on)
        case e.ClosureProposed(closed_as=closed_as, why=why):
            return changed(item, proposal=ProposedClosure(closed_as, why, step.actor, on))
        case e.ClosureAgreed(closed_as=closed_as):
            proposed_by = None if item.proposal is None else item.proposal.by
            closure = Closure(closed_as, on, _by(step, event), proposed_by, _minute(event))
            ended = {
                n: changed(a, withdrawn_on=on, ended_by_closure=True, asked=None)
                if a.is_open
                else a
                for n, a in item.actions.items()
            }
            return changed(item, closure=closure, proposal=None, actions=ended)
        case e.ClosureRefused():
            return changed(item, proposal=None)
        case e.RecommendationReopened():
            return changed(item, closure=None, times_reopened=item.times_reopened + 1)
        case e.ProgressClaimed(progress=progress, why=why):
            return changed(item, claims=(*item.claims, ProgressView(progress, why, step.actor, on)))
        case e.ProgressJudged(progress=progress, why=why):
            view = ProgressView(progress, why, _by(step, event), on, _minute(event))
            return changed(item, judgements=(*item.judgements, view))
        case e.RecommendationLinked(relation=relation, to=to, action=action_number):
            link = Link(relation, to, action_number)
            links = item.links if link in item.links else (*item.links, link)
            return _touching(changed(item, links=links), link, on)
        case e.ThemesGiven(themes=themes):
            return changed(item, themes=tuple(dict.fromkeys((*item.themes, *themes))))
        case _:
            assert_never(event)


def _with(item: Recommendation, action: Action) -> Recommendation:
    return changed(item, actions={**item.actions, action.number: action})


def _touching(item: Recommendation, about: Outcome | Evidence | Link, on: date) -> Recommendation:
    if about.action is None:
        return item
    return _with(item, changed(item.actions[about.action], touched=on))


def _assigned(event: e.ActionAssigned, step: EffectiveEntry) -> Action:
    return Action(
        number=event.action,
        what=event.what,
        owner=event.owner,
        due=event.due,
        first_due=event.due,
        supporting=event.supporting,
        assigned_on=step.effective_on,
        assigned_at=step.position,
        touched=step.effective_on,
    )


def _action_after(action: Action, event: e.ActionStep, step: EffectiveEntry) -> Action:
    on = step.effective_on
    match event:
        case e.ActionProgressed(percent=percent):
            return changed(
                action, started=True, percent=action.percent if percent is None else percent
            )
        case e.ActionCompleted():
            return changed(action, completed_on=on, started=True, asked=None)
        case e.ActionWithdrawn():
            return changed(action, withdrawn_on=on, asked=None)
        case e.ActionReopened():
            return changed(action, completed_on=None, withdrawn_on=None, ended_by_closure=False)
        case e.ActionReowned(owner=owner):
            return changed(action, owner=owner) if action.is_open else action
        case e.DateChangeAsked(to=to, reason=reason):
            asked = DateChange(action.due, to, reason, step.actor, step.position, on)
            return changed(action, asked=asked)
        case e.DateChangeAgreed(to=to):
            if action.asked is None:
                return changed(action, due=to)
            agreed = action.asked._replace(to=to, agreed_by=_by(step, event), on=on)
            changes = (*action.date_changes, agreed)
            return changed(action, due=to, asked=None, date_changes=changes)
        case e.DateChangeRefused():
            return changed(action, asked=None)
        case _:
            assert_never(event)
