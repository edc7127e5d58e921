"""What is recorded about items and their actions: one method a verb, one unit of work a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.application.desk import Desk, Receipt
from tracker.application.unit import Change, Unit
from tracker.domain.errors import AmbiguousError, NotFoundError, RuleError, UsageError, listed
from tracker.domain.events import Measure
from tracker.domain.texts import NOTE, TITLE, clean
from tracker.domain.timeline import ITEM
from tracker.domain.vocabulary import ItemRef, Relation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.domain.item import Outcome
    from tracker.domain.recommendation import Recommendation
    from tracker.domain.vocabulary import ClosedAs, Direction, Progress, Response


def _optional(text: str | None, *, what: str, limit: int = NOTE) -> str | None:
    return None if text is None else clean(text, limit=limit, what=what)


class ItemVerbs(Desk):
    """The verbs about what has to be carried out."""

    def respond(
        self,
        refs: Sequence[str],
        response: Response,
        *,
        part: str | None = None,
        why: str | None = None,
        on: date | None = None,
    ) -> Receipt:
        """Answer items."""
        part, why = _optional(part, what="part"), _optional(why, what="reason")

        def decide(unit: Unit) -> list[Change]:
            return [
                change
                for item in _items(unit, refs)
                for change in unit.about(
                    item,
                    item.respond(response, part=part, why=why, minuted=unit.minuted, on=unit.on),
                )
            ]

        return self._do(decide, on)

    def assign(
        self,
        ref: str,
        what: str,
        *,
        owner: str,
        due: date,
        supporting: Sequence[str] = (),
        on: date | None = None,
    ) -> Receipt:
        """Give somebody a step towards an item."""
        what = clean(what, what="action")

        def decide(unit: Unit) -> list[Change]:
            item = unit.only_item(ref)
            made = item.assign_action(
                what,
                owner=unit.party(owner).id,
                due=due,
                supporting=[unit.party(name).id for name in supporting],
                on=unit.on,
            )
            return unit.about(item, made)

        return self._do(decide, on)

    def log(
        self, ref: str, note: str, *, percent: int | None = None, on: date | None = None
    ) -> Receipt:
        """Note something about an item, or progress on an action."""
        note = clean(note, what="note")

        def decide(unit: Unit) -> list[Change]:
            reference, item = unit.item(ref)
            made = item.log(note, action=reference.action, percent=percent, on=unit.on)
            return unit.about(item, made)

        return self._do(decide, on)

    def complete(self, ref: str, *, note: str | None = None, on: date | None = None) -> Receipt:
        """Report an action carried out."""
        note = _optional(note, what="note")

        def decide(unit: Unit) -> list[Change]:
            item, action = unit.action(ref)
            return unit.about(item, item.complete_action(action, note=note, on=unit.on))

        return self._do(decide, on)

    def withdraw(self, ref: str, *, why: str, on: date | None = None) -> Receipt:
        """Say that an action is no longer to be carried out."""
        why = clean(why, what="reason")

        def decide(unit: Unit) -> list[Change]:
            item, action = unit.action(ref)
            return unit.about(item, item.withdraw_action(action, why=why, on=unit.on))

        return self._do(decide, on)

    def reopen(self, ref: str, *, why: str, on: date | None = None) -> Receipt:
        """Take up a closed item, or a complete or withdrawn action, again."""
        why = clean(why, what="reason")

        def decide(unit: Unit) -> list[Change]:
            reference, item = unit.item(ref)
            if reference.action is None:
                made = item.reopen(why=why, minuted=unit.minuted, on=unit.on)
            else:
                made = item.reopen_action(
                    reference.action, why=why, minuted=unit.minuted, on=unit.on
                )
            return unit.about(item, made)

        return self._do(decide, on)

    def reown(self, ref: str, *, owner: str, on: date | None = None) -> Receipt:
        """Let somebody else answer for an action."""

        def decide(unit: Unit) -> list[Change]:
            item, action = unit.action(ref)
            to = unit.party(owner).id
            return unit.about(item, item.reown_action(action, owner=to, on=unit.on))

        return self._do(decide, on)

    def reown_all(self, *, old: str, owner: str, on: date | None = None) -> Receipt:
        """Let somebody else answer for every open action that one party owns."""

        def decide(unit: Unit) -> list[Change]:
            was, to = unit.party(old), unit.party(owner).id
            made = [
                change
                for item in _every_item(unit)
                for action in item.actions.values()
                if action.is_open and action.owner == was.id
                for change in unit.about(
                    item, item.reown_action(action.number, owner=to, on=unit.on)
                )
            ]
            if not made:
                raise RuleError(f"{was.name} owns no open action.")
            return made

        return self._do(decide, on)

    def redate(self, ref: str, *, to: date, reason: str, on: date | None = None) -> Receipt:
        """Ask for another due date of an action."""
        reason = clean(reason, what="reason")

        def decide(unit: Unit) -> list[Change]:
            item, action = unit.action(ref)
            made = item.ask_date_change(
                action, to=to, reason=reason, settings=unit.settings, on=unit.on
            )
            return unit.about(item, made)

        return self._do(decide, on)

    def agree(self, refs: Sequence[str], *, on: date | None = None) -> Receipt:
        """Agree the closure of items, and other dates for actions, that somebody else asked for."""

        def decide(unit: Unit) -> list[Change]:
            changes: list[Change] = []
            for ref in dict.fromkeys(refs):
                reference, item = unit.item(ref)
                if reference.action is None:
                    made = item.agree_closure(by=unit.voice, on=unit.on)
                else:
                    made = item.agree_date_change(reference.action, by=unit.voice, on=unit.on)
                changes += unit.about(item, made)
            return changes

        return self._do(decide, on)

    def refuse(self, ref: str, *, why: str, on: date | None = None) -> Receipt:
        """Refuse the closure of an item, or another date for an action."""
        why = clean(why, what="reason")

        def decide(unit: Unit) -> list[Change]:
            reference, item = unit.item(ref)
            if reference.action is None:
                made = item.refuse_closure(why=why, by=unit.voice, on=unit.on)
            else:
                made = item.refuse_date_change(reference.action, why=why, by=unit.voice, on=unit.on)
            return unit.about(item, made)

        return self._do(decide, on)

    def outcome(
        self,
        ref: str,
        what: str,
        *,
        measure: str | None = None,
        target: str | None = None,
        direction: Direction | None = None,
        baseline: str | None = None,
        unit_of: str | None = None,
        on: date | None = None,
    ) -> Receipt:
        """State what should be better, and how it is counted."""
        what = clean(what, what="outcome")
        counted: Measure | None = None
        if measure is not None:
            if target is None or direction is None:
                raise UsageError(
                    "A measure has a --target and says which way: --at-least or --at-most."
                )
            counted = Measure(
                name=clean(measure, limit=TITLE, what="name of the measure"),
                unit=_optional(unit_of, limit=TITLE, what="unit"),
                baseline=baseline,
                target=target,
                direction=direction,
            )
        elif any(part is not None for part in (target, direction, baseline, unit_of)):
            raise UsageError(
                "A target, baseline or unit belongs to a measure: give --measure NAME."
            )

        def decide(unit: Unit) -> list[Change]:
            reference, item = unit.item(ref)
            same = counted is not None and any(
                outcome.measure is not None and outcome.measure.name == counted.name
                for outcome in item.outcomes.values()
            )
            if same:
                raise RuleError(f"{item.ref} has a measure of that name already.")
            made = item.state_outcome(what, action=reference.action, measure=counted, on=unit.on)
            return unit.about(item, made)

        return self._do(decide, on)

    def measure(
        self, ref: str, value: str, *, measure: str | None = None, on: date | None = None
    ) -> Receipt:
        """Give a reading of a measure of an item or action."""

        def decide(unit: Unit) -> list[Change]:
            reference, item = unit.item(ref)
            outcome = _measured(item, reference.action, measure)
            return unit.about(item, item.read_measure(outcome.number, value, on=unit.on))

        return self._do(decide, on)

    def evidence(
        self,
        ref: str,
        title: str,
        *,
        of: date,
        link: str | None = None,
        file: str | None = None,
        sha256: str | None = None,
        on: date | None = None,
    ) -> Receipt:
        """File proof of an item or action."""
        title = clean(title, limit=TITLE, what="title")
        link = _optional(link, what="link")
        file = _optional(file, limit=TITLE, what="file name")

        def decide(unit: Unit) -> list[Change]:
            reference, item = unit.item(ref)
            made = item.file_evidence(
                title,
                of=of,
                action=reference.action,
                link=link,
                file=file,
                sha256=sha256,
                on=unit.on,
            )
            return unit.about(item, made)

        return self._do(decide, on)

    def propose(
        self, ref: str, closed_as: ClosedAs, *, why: str, on: date | None = None
    ) -> Receipt:
        """Propose to close an item."""
        why = clean(why, what="reason")

        def decide(unit: Unit) -> list[Change]:
            item = unit.only_item(ref)
            return unit.about(item, item.propose_closure(closed_as, why=why, on=unit.on))

        return self._do(decide, on)

    def claim(self, ref: str, progress: Progress, *, why: str, on: date | None = None) -> Receipt:
        """Say how far the service itself thinks it has come with an item."""
        why = clean(why, what="reason")

        def decide(unit: Unit) -> list[Change]:
            item = unit.only_item(ref)
            return unit.about(item, item.claim(progress, why=why, on=unit.on))

        return self._do(decide, on)

    def judge(self, ref: str, progress: Progress, *, why: str, on: date | None = None) -> Receipt:
        """Say how far the inspector judges that the service has come with an item."""
        why = clean(why, what="reason")

        def decide(unit: Unit) -> list[Change]:
            item = unit.only_item(ref)
            made = item.judge(progress, why=why, minuted=unit.minuted, on=unit.on)
            return unit.about(item, made)

        return self._do(decide, on)

    def link(self, ref: str, to: str, relation: Relation, *, on: date | None = None) -> Receipt:
        """Say what an item, or one of its actions, belongs with."""

        def decide(unit: Unit) -> list[Change]:
            reference, item = unit.item(ref)
            other = unit.only_item(to)
            if relation is Relation.COVERED_BY:
                _refuse_circle(unit, item, other)
            made = item.link(other, relation, action=reference.action, on=unit.on)
            return unit.about(item, made)

        return self._do(decide, on)

    def theme(self, ref: str, themes: Sequence[str], *, on: date | None = None) -> Receipt:
        """Put an item under themes."""
        named = [clean(theme, limit=TITLE, what="theme") for theme in themes]

        def decide(unit: Unit) -> list[Change]:
            item = unit.only_item(ref)
            return unit.about(item, item.give_themes(named, on=unit.on))

        return self._do(decide, on)


def _items(unit: Unit, refs: Sequence[str]) -> list[Recommendation]:
    return [unit.only_item(ref) for ref in dict.fromkeys(refs)]


def _every_item(unit: Unit) -> list[Recommendation]:
    found = (
        unit.timeline(ref).before(unit.on)
        for ref in (ItemRef(name.removeprefix(ITEM)) for name in unit.record.streams(ITEM))
    )
    return [item for item in found if item is not None]


def _measured(item: Recommendation, action: int | None, name: str | None) -> Outcome:
    counted = [
        outcome
        for outcome in item.outcomes.values()
        if outcome.measure is not None and (action is None or outcome.action == action)
    ]
    if name is not None:
        wanted = name.strip().casefold()
        counted = [
            o for o in counted if o.measure and str(o.measure.name).casefold().startswith(wanted)
        ]
        counted = [
            o for o in counted if o.measure and str(o.measure.name).casefold() == wanted
        ] or counted
    if len(counted) == 1:
        return counted[0]
    if not counted:
        called = "" if name is None else f" called '{name}'"
        raise NotFoundError(
            f"{item.ref} has no measure{called}; tracker outcome {item.ref} … --measure makes one."
        )
    names = listed(str(o.measure.name) for o in counted if o.measure)
    raise AmbiguousError(f"{item.ref} has several measures: --measure {names}.")


def _refuse_circle(unit: Unit, item: Recommendation, other: Recommendation) -> None:
    seen = other
    while (ref := seen.covered_by) is not None:
        if ref == item.ref:
            raise RuleError(f"{other.ref} is itself covered by {item.ref}.")
        further = unit.timeline(ref).before(unit.on)
        if further is None:
            return
        seen = further
