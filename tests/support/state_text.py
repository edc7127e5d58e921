"""The state of a stream in readable words, as `events/streams/*.expected.json` tells it.

What there is none of is left out. An erased text shows its marker. Every part of the domain's
values is told, but for the sentence of a conflict and for the steps kept so that saying a thing
twice is quiet: neither is history.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.domain import board_meetings, settings
from tracker.domain import events as e
from tracker.domain.bitemporal import effective_up_to
from tracker.domain.inspection import fold_inspection
from tracker.domain.item_history import fold_item
from tracker.domain.parties import fold_party
from tracker.domain.services import fold_service

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.domain.action import Action, DateChange
    from tracker.domain.bitemporal import EffectiveEntry, Entry
    from tracker.domain.inspection import Inspection
    from tracker.domain.item_parts import (
        Answer,
        Closure,
        Evidence,
        Link,
        Minute,
        Outcome,
        ProgressView,
    )
    from tracker.domain.parties import HeldRole, Party
    from tracker.domain.recommendation import Recommendation
    from tracker.domain.services import Service

Words = dict[str, Any]


def in_words(stream: str, entries: Sequence[Entry], as_of: date) -> object:
    """Return a stream's state at the end of a day; None where there is nothing yet."""
    match stream.partition(":")[0]:
        case "item":
            item = fold_item(entries, as_of)
            return None if item is None else _item(item)
        case "inspection":
            report = fold_inspection(entries, as_of)
            return None if report is None else _inspection(report)
        case "party":
            known = fold_party(entries, as_of)
            return None if known is None else _party(known, as_of)
        case "service":
            place = fold_service(entries, as_of)
            return None if place is None else _service(place)
        case "board":
            return [str(day) for day in board_meetings.fold_meetings(entries, as_of)]
        case "settings":
            return dict(settings.fold_settings(entries, as_of).listed())
        case "anchors":
            return [_anchored(step) for step in effective_up_to(entries, as_of)]
        case "exports":
            return [_exported(step) for step in effective_up_to(entries, as_of)]
        case "ledger":
            return [_begun(step) for step in effective_up_to(entries, as_of)]
        case _:
            raise AssertionError(stream)


def _begun(step: EffectiveEntry) -> str:
    if isinstance(step.event, e.ClockAnomaly):
        doubtful = f"#{step.event.first} to #{step.event.last} in doubt"
        return _told(f"{doubtful} on {step.effective_on} at {step.event.clock}", step.event.reason)
    assert isinstance(step.event, e.LedgerBegun)
    return f"begun on {step.effective_on}" + " as a demonstration" * step.event.demonstration


def _exported(step: EffectiveEntry) -> str:
    plain_event = step.event
    assert isinstance(plain_event, e.ExportMade)
    what = f"{plain_event.inspection or 'all'} up to #{plain_event.position} on {step.effective_on}"
    return f"{what}, head {plain_event.head}, file {plain_event.file} of {plain_event.sha256}"


def _anchored(step: EffectiveEntry) -> str:
    assert isinstance(step.event, e.HeadAnchored)
    given = f"{step.event.head} of #{step.event.position} to {step.event.to}"
    return _told(f"{given} on {step.effective_on}", step.event.note)


def _said(**words: Any) -> Words:
    return {word: value for word, value in words.items() if value not in (None, "", [], {}, ())}


def _told(*parts: object) -> str:
    return ", ".join(str(part) for part in parts if part is not None)


def _labelled(word: str, value: object) -> str | None:
    return None if value is None else f"{word} {value}"


def _plain(value: object) -> str | None:
    return None if value is None else str(value)


def _item(item: Recommendation) -> Words:
    assert item.ref == f"{item.inspection}/{item.number}"
    return _said(
        item=f"{item.kind} {item.number} of {item.inspection}, service {item.service}",
        text=str(item.text),
        addressee=_plain(item.addressee),
        standard=item.standard,
        published=str(item.published_on),
        reissued=_plain(item.reissued_on),
        dropped=_plain(item.dropped_on),
        touched=_plain(item.touched),
        status=str(item.status),
        response=item.answer and _answer(item.answer),
        actions={str(number): _action(action) for number, action in item.actions.items()},
        outcomes={str(number): _outcome(outcome) for number, outcome in item.outcomes.items()},
        evidence={str(number): _evidence(evidence) for number, evidence in item.evidence.items()},
        proposal=item.proposal
        and f"{item.proposal.closed_as} on {item.proposal.on}, by {item.proposal.by}: "
        f"{item.proposal.why}",
        closure=item.closure and _closure(item.closure),
        reopened=item.times_reopened or None,
        claims=[_view(view) for view in item.claims],
        judgements=[_view(view) for view in item.judgements],
        covered_by=item.covered_by,
        links=[_link(link) for link in item.links],
        themes=[str(theme) for theme in item.themes],
        conflicts=[f"#{conflict.position} on {conflict.on}" for conflict in item.conflicts],
        next=f"action {item.next_action}, outcome {item.next_outcome}, "
        f"evidence {item.next_evidence}",
    )


def _minute(minuted: Minute | None) -> str:
    return "" if minuted is None else f" ({minuted.minute})"


def _answer(answer: Answer) -> str:
    return _told(
        f"{answer.response} on {answer.on}, by {answer.by}{_minute(answer.minuted)}",
        _labelled("part:", answer.part),
        _labelled("why:", answer.why),
    )


def _action(action: Action) -> Words:
    return _said(
        what=str(action.what),
        status=str(action.status),
        owner=action.owner,
        supporting=list(action.supporting),
        assigned=f"{action.assigned_on} (#{action.assigned_at})",
        first_due=str(action.first_due),
        due=str(action.due),
        percent=action.percent,
        touched=str(action.touched),
        completed=_plain(action.completed_on),
        withdrawn=action.withdrawn_on
        and f"{action.withdrawn_on}{' by the closure' * action.ended_by_closure}",
        asked=action.asked and _change(action.asked),
        agreed=[_change(change) for change in action.date_changes],
        slips=len(action.slips) or None,
    )


def _change(change: DateChange) -> str:
    return _told(
        f"from {change.was} to {change.to}",
        f"asked for by {change.asked_by} (#{change.asked_at}): {change.reason}",
        change.on and f"agreed by {change.agreed_by} on {change.on}",
    )


def _outcome(outcome: Outcome) -> Words:
    counted = outcome.measure
    return _said(
        what=str(outcome.what),
        action=outcome.action,
        measure=counted
        and _told(
            counted.name,
            _labelled("in", counted.unit),
            _labelled("from", counted.baseline),
            f"{counted.direction} {counted.target}",
        ),
        readings=[f"{read.on}: {read.value} (#{read.position})" for read in outcome.readings],
        met=outcome.met,
    )


def _evidence(evidence: Evidence) -> str:
    return _told(
        evidence.title,
        f"of {evidence.of}",
        f"filed on {evidence.filed_on}",
        _labelled("for action", evidence.action),
        _labelled("link", evidence.link),
        _labelled("file", evidence.file),
        _labelled("sha256", evidence.sha256),
    )


def _closure(closure: Closure) -> str:
    return _told(
        f"{closure.closed_as} on {closure.on}",
        f"proposed by {closure.proposed_by}",
        f"agreed by {closure.by}{_minute(closure.minuted)}",
    )


def _view(view: ProgressView) -> str:
    return f"{view.progress} on {view.on}, by {view.by}{_minute(view.minuted)}: {view.why}"


def _link(link: Link) -> str:
    subject = "item" if link.action is None else f"action {link.action}"
    return f"{subject} {link.relation} {link.to}"


def _inspection(report: Inspection) -> Words:
    facts = report.facts
    return _said(
        title=str(facts.title),
        inspectorate=str(facts.inspectorate),
        kind=str(facts.kind),
        service=facts.service,
        took_effect=f"{report.published_on} (#{report.position})",
        reissued=_plain(report.reissued_on),
        items=list(facts.items) if isinstance(facts, e.InspectionReissued) else [],
        published=_told(
            _labelled("printed", facts.published.text),
            _labelled("which is", facts.published.iso),
            _labelled("stated", facts.published.stated),
        ),
        fieldwork=_told(
            _labelled("from", facts.fieldwork.start), _labelled("to", facts.fieldwork.end)
        ),
        score=facts.score and f"{facts.score.points} of {facts.score.of}",
        overall=_plain(facts.overall),
        standards={standard.number: _standard(standard) for standard in facts.standards},
        case_figures=[
            f"{_plain(figure.paragraph) or 'no paragraph'}: {figure.sufficient} of {figure.of}: "
            f"{figure.text}"
            for figure in facts.case_figures
        ],
        samples=[f"{sample.cases} {sample.text}" for sample in facts.samples],
        source=_told(
            facts.source.report,
            f"as {facts.source.layout}",
            _labelled("sha256", facts.source.sha256),
        ),
        warnings=[str(warning) for warning in facts.warnings],
    )


def _standard(standard: e.Standard) -> list[str]:
    return [
        _told(standard.name, _labelled("rated", standard.rating)),
        *(
            f"{asked.text} {'no figure' if asked.percent is None else f'{asked.percent}%'}"
            for asked in standard.questions
        ),
    ]


def _party(known: Party, as_of: date) -> Words:
    return _said(
        kind=str(known.kind),
        names=[str(name) for name in known.names],
        roles=sorted(known.roles(as_of)),
        held=[_held(held) for held in known.held],
        login=_plain(known.login),
    )


def _held(held: HeldRole) -> str:
    return f"{held.role} from {held.since}" + (f" to {held.until}" if held.until else "")


def _service(place: Service) -> Words:
    return _said(
        names=[f"{name} from {since}" for since, name in place.names],
        merged_into=place.merged_into,
    )
