"""What happened, one row for each entry, with what was corrected or taken back.

Corrections, take-backs and erasures are rows of their own, shown wherever the entry they are about
is shown. That entry is shown as it is now, with what it said at first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain import events as e
from tracker.domain.bitemporal import corrections_by_entry, effective_entries, entry_state
from tracker.domain.effective_dates import EffectiveDates
from tracker.domain.event_text import event_sentence, subject_of
from tracker.domain.inspection import INSPECTION
from tracker.domain.recommendation import ITEM
from tracker.ledger.timestamps import format_instant
from tracker.queries.statement import original_statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.domain.bitemporal import EffectiveEntry, Entry
    from tracker.domain.reference import Reference
    from tracker.queries.json_types.items import EntryShape
    from tracker.queries.plan import Plan


def history_entries(
    plan: Plan, reference: Reference | None = None, *, by_record: bool = False
) -> list[EntryShape]:
    """Return what happened up to the day: in the whole ledger, to one item or to one action.

    In the order of the dates on which it took effect, or in that of the record.
    """
    if reference is None:
        streams, effects = list(plan.streams), EffectiveDates(plan.streams)
    else:
        report = f"{INSPECTION}{reference.inspection}"
        streams = [f"{ITEM}{reference.item}"]
        effects = EffectiveDates({report: plan.streams.get(report, ())})
    rows = [row for stream in streams for row in _rows(plan, stream, reference, effects)]
    rows.sort(key=lambda row: ("" if by_record else row["took_effect"], row["position"]))
    return plan.resolve_texts(rows)


def entry_with_marks(entry: EntryShape) -> str:
    """Return what an entry says, and for people what became of it and what it said at first."""
    text = entry["what"]
    if entry["changed_by"] is not None:
        text += f" [{entry['state']} by #{entry['changed_by']}]"
    if entry["was"] is not None:
        text += f" [it said: {entry['was']}]"
    return text


def author_text(entry: EntryShape) -> str:
    """Return who decided an entry, and who entered it if that was another person."""
    if entry["for"] is None:
        return entry["by"]
    return f"{entry['for']}, entered by {entry['by']}"


def _original_text(plan: Plan, then: Entry, now: EffectiveEntry | Entry) -> str | None:
    if (then.event, then.effective_on) == (now.event, now.effective_on):
        return None
    return original_statement(
        event_sentence(then.event, plan.name), then.effective_on, now.effective_on
    )


def _rows(
    plan: Plan, stream: str, reference: Reference | None, effects: EffectiveDates
) -> Iterator[EntryShape]:
    entries = plan.streams.get(stream, ())
    stands = {step.position: step for step in effective_entries(entries)}
    mending = corrections_by_entry(entries)
    subjects: dict[int, Entry] = {}
    for entry in entries:
        target = entry.event.entry if isinstance(entry.event, e.Mending | e.Erasing) else 0
        subject = subjects[entry.position] = subjects.get(target, entry)
        now = stands.get(subject.position) or subject
        if now.effective_on > plan.as_of or not _is_about(reference, subject, now):
            continue
        shown = now if entry is subject else entry
        mender = mending.get(entry.position)
        minuted = shown.event.minuted if isinstance(shown.event, e.Decision) else None
        yield {
            "position": entry.position,
            "took_effect": shown.effective_on.isoformat(),
            "took_effect_text": effects.text(entry, shown.effective_on),
            "recorded_at": format_instant(entry.recorded_at),
            "by": plan.name(entry.actor),
            "for": None if minuted is None else plan.name(minuted.decided_by),
            "minute": None if minuted is None else str(minuted.minute),
            "ref": subject_of(stream, now.event),
            "type": shown.event.type,
            "what": event_sentence(shown.event, plan.name),
            "state": entry_state(entry, mender),
            "changed_by": None if mender is None else mender.position,
            "was": _original_text(plan, entry, shown),
            "command": entry.command,
        }


def _is_about(reference: Reference | None, entry: Entry, now: EffectiveEntry | Entry) -> bool:
    """Whether an entry, as recorded or as corrected, is about the action asked for."""
    if reference is None or reference.action is None:
        return True
    return str(reference) in {subject_of(entry.stream, step.event) for step in (entry, now)}
