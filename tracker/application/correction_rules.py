"""The rules for corrections: those of recording the entry again, and that no slip is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain import events as e
from tracker.domain import parties, settings
from tracker.domain.bitemporal import effective_entries, london_day
from tracker.domain.errors import RightError, RuleError, long_date, party_mark
from tracker.domain.hints import hint
from tracker.domain.item_history import ItemHistory
from tracker.domain.parties import PARTY
from tracker.domain.recommendation import ITEM
from tracker.domain.redecide import redecide
from tracker.domain.vocabulary import ItemRef, PartyKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from tracker.application.command_context import CommandContext, PlannedEntry
    from tracker.domain.bitemporal import Entry


def check_may_correct(unit: CommandContext, root: Entry, *facts: e.PlainEvent) -> None:
    """Refuse a correction or take-back by a person who might not record it so today.

    `facts` are what stands, and what is to stand instead. A decision or judgement is mended only
    by whoever made or entered it, what someone else agreed to since only by whoever asked.
    """
    decided = facts[0]
    if isinstance(decided, e.Decision) and not isinstance(decided, e.ResponseGiven):
        _refuse_others_decision(unit, root, decided, decided.minuted)
        return
    if root.actor != unit.actor.id and _is_agreed_to(unit, root):
        raise RightError(
            f"Another person has agreed to #{root.position} since; "
            f"only {party_mark(root.actor)} may still correct it."
        )
    for fact in facts:
        unit.check(unit.actor, root.stream, fact)


def _refuse_others_decision(
    unit: CommandContext, root: Entry, decided: e.PlainEvent, minuted: e.Minuted | None
) -> None:
    maker = root.actor if minuted is None else minuted.decided_by
    if unit.actor.id == maker:
        unit.check(unit.actor, root.stream, decided)
    elif unit.actor.id == root.actor:
        unit.check_typist()
    else:
        entered = "" if maker == root.actor else f", entered by {party_mark(root.actor)}"
        raise RightError(
            f"Only the person who made a decision may correct it or take it back: "
            f"#{root.position} is {party_mark(maker)}'s{entered}."
        )


def _is_agreed_to(unit: CommandContext, root: Entry) -> bool:
    """Whether a request, or a proposal, is the one that was agreed later."""
    asked: dict[int | None, int] = {}
    for step in effective_entries(unit.record.stream(root.stream)):
        match step.event:
            case e.DateChangeAsked(action=action):
                asked[action] = step.position
            case e.ClosureProposed():
                asked[None] = step.position
            case e.DateChangeAgreed(action=action) if asked.get(action) == root.position:
                return True
            case e.ClosureAgreed() if asked.get(None) == root.position:
                return True
            case _:
                pass
    return False


def recheck_decision(unit: CommandContext, root: Entry, event: e.PlainEvent, on: date) -> None:
    """Put a corrected event under the rules of recording it so at once, in its place of the day.

    Raises what the command that records it raises.
    """
    if isinstance(event, e.ItemEvent):
        ref = ItemRef(root.stream.removeprefix(ITEM))
        rest = ItemHistory(ref, tuple(_without(unit, root, on))).before_command(on)
        if rest is not None:
            redecide(rest, event, actor=root.actor, settings=unit.settings_on(on), on=on)
    elif isinstance(event, e.PartyEvent):
        _recheck_party(unit, root, event, on)
    elif isinstance(event, e.SettingAgreed):
        settings.agree_setting(unit.settings_on(on), event.setting, event.value)


def _without(unit: CommandContext, root: Entry, on: date) -> Iterable[Entry]:
    """A stream as if an entry, and what comes after it on that day, had not been recorded."""
    entries = unit.record.stream(root.stream)
    after = [
        step.position
        for step in effective_entries(entries)
        if step.effective_on == on
        and step.position > root.position
        and not isinstance(step.event, e.RecommendationMade | e.PartyAdded)
    ]
    last = unit.record.head().position
    gone = (e.EntryTakenBack(entry=position, reason="") for position in (root.position, *after))
    return [
        *entries,
        *(root._replace(position=last + n, event=event) for n, event in enumerate(gone, start=1)),
    ]


def _recheck_party(unit: CommandContext, root: Entry, event: e.PartyEvent, on: date) -> None:
    party_id = root.stream.removeprefix(PARTY)
    if isinstance(event, e.PartyAdded | e.PartyRenamed):
        unit.refuse_name(str(event.name), but=party_id)
    if isinstance(event, e.PartyAdded):
        known = parties.fold_party(unit.record.stream(root.stream), max(on, unit.today))
        if event.kind is not PartyKind.PERSON and known is not None and known.held:
            raise RuleError(f"{party_mark(party_id)} has held a role; only a person does.")
        return
    rest = parties.fold_party(list(_without(unit, root, on)), on)
    match event:
        case e.RoleTaken(role=role, until=until) if rest is not None:
            rest.take_role(role, on=on, until=until)
        case e.RoleEnded(role=role) if rest is not None:
            rest.end_role(role, on=on)
        case _:
            pass


def check_first_date(unit: CommandContext, root: Entry, changes: Sequence[PlannedEntry]) -> None:
    """Refuse to take an assignment back, or correct its date, after the day it was recorded."""
    recorded = london_day(root.recorded_at)
    if recorded == unit.today or not isinstance(root.event, e.ActionAssigned):
        return
    entries = unit.record.stream(root.stream)
    last = unit.record.head().position
    more = [
        root._replace(position=last + n, effective_on=c.on, event=c.event)
        for n, c in enumerate(changes, start=1)
    ]
    if _first_date(entries, root) != _first_date([*entries, *more], root):
        raise RuleError(
            f"#{root.position} assigned an action on {long_date(recorded)}; it is taken back, or "
            "its date corrected, only on that day. Ask for another date or withdraw the action."
        )


def _first_date(entries: Sequence[Entry], root: Entry) -> tuple[date, date] | None:
    for stands in effective_entries(entries):
        if stands.position == root.position and isinstance(stands.event, e.ActionAssigned):
            return stands.effective_on, stands.event.due
    return None


def check_not_reissued(unit: CommandContext, entry: Entry, taken_back: Sequence[Entry]) -> None:
    """Refuse to take back a first publication while its re-issue counts. Raises RuleError."""
    if not isinstance(entry.event, e.InspectionPublished | e.RecommendationMade):
        return
    going = {entry.position for entry in taken_back}
    reissued = e.InspectionReissued | e.RecommendationReissued | e.RecommendationDropped
    for step in effective_entries(unit.record.stream(entry.stream)):
        if isinstance(step.event, reissued) and step.position not in going:
            raise RuleError(
                f"#{entry.position} was re-issued since, by #{step.position}.",
                hint=hint("take-back-first", entry=step.position),
            )
