"""Putting the record right, visibly: corrections and take-backs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tracker.application.command_context import CommandContext, PlannedEntry
from tracker.application.correction_rules import (
    check_first_date,
    check_may_correct,
    check_not_reissued,
    recheck_decision,
)
from tracker.application.correction_targets import (
    effective_version,
    entry_at,
    is_taken_back,
    original_event,
    original_of,
)
from tracker.application.input_cleaning import clean_decimal
from tracker.application.use_cases import Receipt, UseCases
from tracker.domain import events as e
from tracker.domain.bitemporal import effective_entries
from tracker.domain.correction_fields import corrected_event
from tracker.domain.errors import NotFoundError, RuleError, UsageError, party_mark
from tracker.domain.free_text import Erased, clean
from tracker.domain.hints import hint
from tracker.domain.inspection import INSPECTION
from tracker.domain.recommendation import ITEM
from tracker.domain.redecide import redecide
from tracker.domain.services import SERVICE
from tracker.domain.vocabulary import NOTE, TITLE, ItemRef

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from tracker.domain.bitemporal import Entry

_TEXTS = frozenset({"text", "part", "measure", "unit", "link"})
_NUMBERS = frozenset({"value", "baseline", "target"})
_TITLED = (e.PartyAdded, e.PartyRenamed, e.ServiceAdded, e.ServiceRenamed, e.EvidenceFiled)
_MOVABLE = (e.NoteMade, e.ActionProgressed, e.EvidenceFiled)
_WHOLE = re.compile(r"[0-9]{1,6}")


class CorrectionCommands(UseCases):
    """The verbs about entries already recorded."""

    def correct(
        self,
        position: int,
        *,
        reason: str,
        given: Mapping[str, Any],
        on: date | None = None,
        ref: str | None = None,
    ) -> Receipt:
        """Put a wrong entry right: `given` are its parts by option name, `on` its new date.

        `ref` moves it to another item or action. A correction corrected corrects its root.
        """
        reason = clean(reason, what="reason")

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            _check_correctable(entry_at(unit, position))
            root = original_of(unit, position)
            stands = effective_version(unit, root)
            stream, event = _target_reference(unit, root.stream, stands.event, ref)
            event = corrected_event(
                event,
                {name: _resolve_fields(unit, event, name, value) for name, value in given.items()},
            )
            when = on or stands.effective_on
            if (stream, event, when) == (root.stream, stands.event, stands.effective_on):
                return []
            here = [event] if stream == root.stream else []
            check_may_correct(unit, root, stands.event, *here)
            if (stream, event) != (root.stream, stands.event) and _is_erased(event):
                raise RuleError("The words of this entry were erased; give it new ones.")
            if stream != root.stream:
                return _moved_event(unit, root, event, to=stream, on=when, reason=reason)
            recheck_decision(unit, root, event, when)
            corrected = e.EntryCorrected(
                entry=root.position,
                event=None if event == stands.event else event,
                on=None if when == stands.effective_on else when,
                reason=reason,
            )
            change = PlannedEntry(root.stream, corrected, when)
            check_first_date(unit, root, [change])
            return [change]

        return self.run_command(decide)

    def take_back(self, position: int, *, reason: str, whole: bool = False) -> Receipt:
        """Say that an entry, or a correction of one, was never true.

        `whole` takes back all that its command recorded.
        """
        reason = clean(reason, what="reason")
        return self.run_command(lambda unit: _taken_back(unit, position, reason, whole=whole))

    def undo(self, *, reason: str) -> Receipt:
        """Take back what one's own last command recorded, the whole of it.

        That may be a correction or a take-back: then what was there before it counts again.
        """
        reason = clean(reason, what="reason")

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            last = unit.record.last_by(unit.actor.id)
            if last == 0:
                raise RuleError(f"{party_mark(unit.actor.id)} has recorded nothing here to undo.")
            return _taken_back(unit, last, reason, whole=True)

        return self.run_command(decide)


def _taken_back(
    unit: CommandContext, position: int, reason: str, *, whole: bool
) -> list[PlannedEntry]:
    """Return the take-backs of an entry, or of all that its command recorded, the last first."""
    entry = entry_at(unit, position)
    entries = [entry]
    if whole:
        every = unit.record.command(entry.command)
        entries = [one for one in every if not _is_needed(unit, one)]
    stand = [one for one in entries if not is_taken_back(unit, one)]
    if not stand:
        raise RuleError(f"Entry #{position} is taken back already.")
    changes = [
        PlannedEntry(one.stream, e.EntryTakenBack(entry=one.position, reason=reason), unit.today)
        for one in reversed(stand)
    ]
    for one in stand:
        _check_correctable(one)
        root = original_of(unit, one.position)
        check_may_correct(unit, root, original_event(root))
        check_not_reissued(unit, one, stand)
        check_first_date(unit, root, [c for c in changes if c.stream == one.stream])
    return changes


def _check_correctable(entry: Entry) -> None:
    if isinstance(entry.event, e.LoginBound):
        raise RuleError(
            f"Entry #{entry.position} links a login; linking another one replaces it.",
            hint=hint("link-other-login"),
        )
    if isinstance(entry.event, e.Erasing | e.LedgerBegun | e.ExportMade | e.ClockAnomaly):
        raise RuleError(f"Entry #{entry.position} cannot be corrected or taken back.")


def _is_needed(unit: CommandContext, entry: Entry) -> bool:
    """Whether an entry added a service that another command's report still needs."""
    if not isinstance(entry.event, e.ServiceAdded):
        return False
    return any(
        isinstance(step.event, e.ReportPrinted)
        and f"{SERVICE}{step.event.service}" == entry.stream
        and step.entry.command != entry.command
        for stream in unit.record.streams(INSPECTION)
        for step in effective_entries(unit.record.stream(stream))
    )


def _resolve_fields(unit: CommandContext, event: e.PlainEvent, name: str, value: Any) -> Any:
    if name == "owner":
        return unit.party(value).id
    if name == "with":
        return tuple(unit.party(one).id for one in value)
    if name == "value" and isinstance(event, e.SettingAgreed):
        return _setting(value)
    if name in _NUMBERS:
        return clean_decimal(value, what=name)
    if name in _TEXTS:
        short = name in {"measure", "unit"} or isinstance(event, _TITLED)
        return clean(value, limit=TITLE if short else NOTE, what=name)
    return value


def _setting(value: str) -> int | None:
    if value == "none":
        return None
    if _WHOLE.fullmatch(value) is None:
        raise UsageError(f"'{value}' is no number for a rule; give a whole one, or none.")
    return int(value)


def _target_reference(
    unit: CommandContext, stream: str, event: e.PlainEvent, ref: str | None
) -> tuple[str, e.PlainEvent]:
    """Return where an entry belongs if `ref` says so, and the event as it is said there."""
    if ref is None:
        return stream, event
    reference, item = unit.item(ref)
    to = f"{ITEM}{item.ref}"
    if to != stream and not isinstance(event, _MOVABLE):
        raise RuleError(
            "Only a note, progress or evidence is moved to another item; "
            "take the entry back and record it there."
        )
    match event, reference.action:
        case e.NoteMade(note=note), int(action):
            return to, e.ActionProgressed(action=action, note=note)
        case e.ActionProgressed(note=note, percent=None), None:
            return to, e.NoteMade(note=note)
        case e.ActionProgressed(), None:
            raise RuleError(f"Progress in percent belongs to an action: name one, as {item.ref}/1.")
        case e.EvidenceFiled(), action:
            return to, event.model_copy(update={"action": action})
        case _, action if getattr(event, "action", None) == action:
            return to, event
        case e.ActionAssigned() | e.OutcomeStated() | e.RecommendationLinked(), _:
            raise UsageError("This entry cannot be moved. Take it back and record it again.")
        case _, int(action) if hasattr(event, "action"):
            return to, corrected_event(event, {"action": action})
        case _, int():
            raise UsageError("Such an entry is about an item, not one of its actions.")
        case _:
            raise UsageError(f"Such an entry is about an action: name one, as {item.ref}/1.")


def _moved_event(
    unit: CommandContext, root: Entry, event: e.PlainEvent, *, to: str, on: date, reason: str
) -> list[PlannedEntry]:
    """An entry moved to another item: taken back in its stream, recorded in the other, at once."""
    ref = ItemRef(to.removeprefix(ITEM))
    item = unit.timeline(ref).before_command(on)
    if item is None or not isinstance(event, e.ItemEvent):
        raise NotFoundError(f"There is no item {ref}.")
    new_events = redecide(item, event, actor=unit.actor.id, settings=unit.settings_on(on), on=on)
    taken = e.EntryTakenBack(entry=root.position, reason=reason)
    return [
        PlannedEntry(root.stream, taken, unit.today),
        *(PlannedEntry(to, one, on) for one in new_events),
    ]


def _is_erased(fact: object) -> bool:
    """Whether any text in a fact is hidden or gone."""
    if isinstance(fact, tuple):
        return any(map(_is_erased, fact))
    if isinstance(fact, e.Fact):
        return any(_is_erased(value) for _, value in fact)
    return isinstance(fact, Erased)
