"""Putting the record right, visibly: corrections, take-backs and erasures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.application.desk import Desk, Receipt
from tracker.application.unit import Change, Unit
from tracker.domain import events as e
from tracker.domain.amend import amended
from tracker.domain.anew import anew
from tracker.domain.errors import NotFoundError, RightError, RuleError, day, who
from tracker.domain.moment import Entry, in_force, london_day, standing
from tracker.domain.texts import Erased, clean
from tracker.domain.timeline import ITEM, Timeline
from tracker.domain.vocabulary import ItemRef

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from tracker.domain.moment import Standing
    from tracker.domain.vocabulary import ErasureReason


class MendingVerbs(Desk):
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

        def decide(unit: Unit) -> list[Change]:
            entry = _root(unit, position)
            stands = _standing(unit, entry)
            parts = {name: _resolved(unit, name, value) for name, value in given.items()}
            if ref is not None:
                reference, item = unit.item(ref)
                if reference.action is not None:
                    parts["action"] = reference.action
                if f"{ITEM}{item.ref}" != entry.stream:
                    return _moved(unit, entry, stands, parts, to=item.ref, on=on, reason=reason)
            event = amended(stands.event, parts)
            moved = on if on not in (None, stands.effective_on) else None
            if event == stands.event and moved is None:
                return []
            _refuse_mending(unit, entry, stands.event)
            if event != stands.event and any(isinstance(v, Erased) for _, v in event):
                raise RuleError("The text of this entry was erased; give a new one (--text).")
            _decide_anew(unit, entry, event, moved or stands.effective_on)
            corrected = e.EntryCorrected(
                entry=entry.position,
                event=None if event == stands.event else event,
                on=moved,
                reason=reason,
            )
            change = Change(entry.stream, corrected, moved or stands.effective_on)
            _keep_first_date(unit, entry, [change])
            return [change]

        return self._do(decide)

    def take_back(self, position: int, *, reason: str, whole: bool = False) -> Receipt:
        """Say that an entry, or a correction of one, was never true.

        `whole` takes back all that its command recorded.
        """
        reason = clean(reason, what="reason")

        def decide(unit: Unit) -> list[Change]:
            entry = _entry(unit, position)
            entries = unit.record.command(entry.command) if whole else [entry]
            changes = [
                Change(one.stream, e.EntryTakenBack(entry=one.position, reason=reason), unit.today)
                for one in reversed(entries)
                if not (whole and _is_taken_back(unit, one))
            ]
            for one in entries:
                if not whole and _is_taken_back(unit, one):
                    raise RuleError(f"Entry #{one.position} is taken back already.")
                _refuse_mending(unit, one, _fact(unit, one))
                _keep_first_date(unit, one, [c for c in changes if c.stream == one.stream])
            return changes

        return self._do(decide)

    def ask_erasure(self, position: int, reason: ErasureReason) -> Receipt:
        """Ask for the texts of an entry to be erased; they are hidden from now on."""

        def decide(unit: Unit) -> list[Change]:
            entry = _root(unit, position)
            if _asked(unit, entry) is not None:
                return []
            asked = e.ErasureAsked(entry=entry.position, reason=reason)
            return [Change(entry.stream, asked, unit.today)]

        def hide(unit: Unit, made: Sequence[Entry]) -> None:
            for entry in made:
                unit.record.hide(_texts_of(unit, entry), entry.position)

        return self._do(decide, after=hide)

    def confirm_erasure(self, position: int) -> Receipt:
        """Confirm an erasure that somebody else asked for: the texts are destroyed."""

        def decide(unit: Unit) -> list[Change]:
            entry = _root(unit, position)
            asked = _asked(unit, entry)
            if asked is None or not isinstance(asked.event, e.ErasureAsked):
                raise RuleError(f"Nobody asked for the texts of #{entry.position} to be erased.")
            if asked.actor == unit.actor.id:
                raise RuleError(
                    f"This erasure was asked for by {who(asked.actor)}; "
                    "somebody else has to confirm it."
                )
            erased = e.TextErased(entry=entry.position, reason=asked.event.reason)
            return [Change(entry.stream, erased, unit.today)]

        def erase(unit: Unit, made: Sequence[Entry]) -> None:
            for entry in made:
                unit.record.erase(_texts_of(unit, entry), entry.position)

        return self._do(decide, after=erase)


def _entry(unit: Unit, position: int) -> Entry:
    if position > unit.record.head().position:
        raise NotFoundError(f"There is no entry #{position}; the last is the head's.")
    found = list(unit.record.entries(after=position - 1, upto=position))
    if not found:
        raise NotFoundError(f"There is no entry #{position}.")
    return found[0]


def _root(unit: Unit, position: int) -> Entry:
    """The fact an entry is about in the end: itself, or what it corrects."""
    entry = _entry(unit, position)
    while not isinstance(entry.event, e.PlainEvent):
        entry = _entry(unit, entry.event.entry)
    return entry


def _fact(unit: Unit, entry: Entry) -> e.PlainEvent:
    root = _root(unit, entry.position).event
    if not isinstance(root, e.PlainEvent):
        raise TypeError(root)
    return root


def _standing(unit: Unit, entry: Entry) -> Standing:
    """What stands of an entry now. Raises RuleError for one that is taken back."""
    for stands in standing(unit.record.stream(entry.stream)):
        if stands.position == entry.position:
            return stands
    raise RuleError(
        f"Entry #{entry.position} is taken back; take its take-back back before correcting it."
    )


def _is_taken_back(unit: Unit, entry: Entry) -> bool:
    entries = unit.record.stream(entry.stream)
    live = in_force(entries)
    return any(
        isinstance(x.event, e.EntryTakenBack)
        and x.event.entry == entry.position
        and x.position in live
        for x in entries
    )


def _resolved(unit: Unit, name: str, value: Any) -> Any:
    if name == "owner":
        return unit.party(value).id
    if name == "with":
        return tuple(unit.party(one).id for one in value)
    return clean(value, what=name) if name in {"text", "part", "measure", "unit"} else value


def _refuse_mending(unit: Unit, entry: Entry, fact: e.PlainEvent) -> None:
    """Whoever might record an entry may mend it; a decision only whoever made it."""
    if isinstance(entry.event, e.Erasing | e.LedgerBegun):
        raise RuleError(f"Entry #{entry.position} cannot be corrected or taken back.")
    root = _root(unit, entry.position)
    made_by = {root.actor, entry.actor}
    if isinstance(fact, e.Decision) and not isinstance(fact, e.ResponseGiven):
        if fact.minuted is not None:
            made_by.add(fact.minuted.decided_by)
        if not made_by & unit.voice.people:
            raise RightError(
                f"Only whoever made a decision corrects it: #{root.position} is "
                f"{who(root.actor)}'s."
            )
        return
    if _agreed_since(unit, root, fact) and root.actor != unit.actor.id:
        raise RightError(
            f"Somebody else has agreed to #{root.position} since; "
            f"only {who(root.actor)} may still correct it."
        )
    unit.check(unit.actor, entry.stream, fact)


def _agreed_since(unit: Unit, root: Entry, fact: e.PlainEvent) -> bool:
    for step in standing(unit.record.stream(root.stream)):
        if step.position <= root.position:
            continue
        match fact, step.event:
            case e.DateChangeAsked(action=asked), e.DateChangeAgreed(action=agreed):
                if asked == agreed:
                    return True
            case e.ClosureProposed(), e.ClosureAgreed():
                return True
            case _:
                pass
    return False


def _decide_anew(unit: Unit, entry: Entry, event: e.PlainEvent, on: date) -> None:
    """Put a corrected event under the rules of recording it so at once."""
    if not isinstance(event, e.ItemEvent):
        return
    without = Entry(
        unit.record.head().position + 1,
        entry.stream,
        unit.today,
        entry.recorded_at,
        entry.actor,
        "",
        e.EntryTakenBack(entry=entry.position, reason="to be corrected"),
    )
    ref = ItemRef(entry.stream.removeprefix(ITEM))
    rest = Timeline(ref, (*unit.timeline(ref).entries, without)).before(on)
    if rest is not None:
        anew(rest, event, actor=entry.actor, settings=unit.settings, on=on)


def _keep_first_date(unit: Unit, entry: Entry, changes: Sequence[Change]) -> None:
    """An assignment is taken back, or its date corrected, only on the day it was recorded."""
    root = _root(unit, entry.position)
    recorded = london_day(root.recorded_at)
    if recorded == unit.today or not isinstance(root.event, e.ActionAssigned):
        return
    entries = unit.record.stream(root.stream)
    last = unit.record.head().position
    more = [
        Entry(last + n, c.stream, c.on, root.recorded_at, root.actor, "", c.event)
        for n, c in enumerate(changes, start=1)
    ]
    if _first_date(entries, root) != _first_date([*entries, *more], root):
        raise RuleError(
            f"#{root.position} assigned an action on {day(recorded)}; it is taken back, or its "
            "date corrected, only on that day. Ask for another date or withdraw the action."
        )


def _first_date(entries: Sequence[Entry], root: Entry) -> tuple[date, date] | None:
    for stands in standing(entries):
        if stands.position == root.position and isinstance(stands.event, e.ActionAssigned):
            return stands.effective_on, stands.event.due
    return None


def _moved(
    unit: Unit,
    entry: Entry,
    stands: Standing,
    parts: Mapping[str, Any],
    *,
    to: ItemRef,
    on: date | None,
    reason: str,
) -> list[Change]:
    """An entry moved to another item: taken back in its stream, recorded in the other, at once."""
    if not isinstance(stands.event, e.NoteMade | e.ActionProgressed | e.EvidenceFiled):
        raise RuleError(
            "Only a note, progress or evidence is moved to another item; "
            "take the entry back and record it there."
        )
    _refuse_mending(unit, entry, stands.event)
    when = on or stands.effective_on
    item = unit.timeline(to).before(when)
    if item is None:
        raise NotFoundError(f"There is no item {to}.")
    event = amended(stands.event, parts)
    if not isinstance(event, e.ItemEvent):
        raise TypeError(event)
    made = anew(item, event, actor=unit.actor.id, settings=unit.settings, on=when)
    taken = e.EntryTakenBack(entry=entry.position, reason=reason)
    return [
        Change(entry.stream, taken, unit.today),
        *(Change(f"{ITEM}{to}", one, when) for one in made),
    ]


def _asked(unit: Unit, root: Entry) -> Entry | None:
    """The last word on erasing an entry's texts: asked for, or confirmed; null if nobody asked."""
    said = [
        x
        for x in unit.record.stream(root.stream)
        if isinstance(x.event, e.Erasing) and x.event.entry == root.position
    ]
    return said[-1] if said else None


def _texts_of(unit: Unit, erasing: Entry) -> list[int]:
    """The entries whose texts an erasure covers: the one it names, and every correction of it."""
    if not isinstance(erasing.event, e.Erasing):
        raise TypeError(erasing)
    root = erasing.event.entry
    return [
        x.position
        for x in unit.record.stream(erasing.stream)
        if x.position == root or (isinstance(x.event, e.Mending) and _about(unit, x) == root)
    ]


def _about(unit: Unit, entry: Entry) -> int:
    return _root(unit, entry.position).position
