"""What changed between two days, as between two boards, each as it was known on its own day.

What took effect after the first day is a change. What took effect by then and was recorded only
afterwards, corrected or taken back, is no change but was learned since, and stands apart.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from tracker.domain import events as e
from tracker.domain import settings
from tracker.domain.moment import happened, standing
from tracker.domain.timeline import ITEM
from tracker.domain.vocabulary import ItemRef
from tracker.ledger.instants import stamp
from tracker.register.effect import Effects, day_told
from tracker.register.history import mended, said_before, state
from tracker.register.sentences import place, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from typing import TypeVar

    from tracker.domain.action import Action
    from tracker.domain.moment import Standing
    from tracker.domain.reference import Reference
    from tracker.register.board_shapes import ChangeShape, LearnedShape
    from tracker.register.plan import Plan

    Shape = TypeVar("Shape", ChangeShape, LearnedShape)

CATEGORIES = (
    *("new", "re-issued", "answered", "assigned", "re-dated", "re-owned", "asked", "refused"),
    *("progressed", "gone quiet", "closed", "reopened", "judged"),
)
"""Every kind of change, in the order in which a board reads them.

What was only asked for (another date, a closure) or refused has changed no date and closed nothing.
"""


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


def what_changed(
    before: Plan, after: Plan, reference: Reference | None = None
) -> tuple[list[ChangeShape], list[LearnedShape]]:
    """Return what changed from one plan to a later one, and what was learned since of the first.

    By category, and within one in the order of the plan; of everything, one item or one action.
    """
    changes = list(_gone_quiet(before, after))
    learned: list[LearnedShape] = []
    effects = Effects(after)
    for stream, entries in after.streams.items():
        if stream.startswith(ITEM):
            known = _steps(happened(before.streams.get(stream, ()), before.as_of))
            now = _steps(happened(entries, after.as_of))
            ever = _steps(standing(entries))
            mending = mended(entries)
            for position in known | now:
                then, step = known.get(position), now.get(position)
                shown = step or ever.get(position) or known[position]
                change = _change(after, shown, effects)
                if then is None and shown.effective_on > before.as_of:
                    changes.append(change)
                elif step is None or then is None or _said(then) != _said(step):
                    mender = mending.get(position)
                    learned.append(
                        {
                            **change,
                            "recorded_at": stamp(shown.entry.recorded_at),
                            "state": state(shown.entry, mender),
                            "changed_by": None if mender is None else mender.position,
                            "was": None if then is None else said_before(after, then, shown),
                        }
                    )
    return _in_order(after, reference, changes), _in_order(after, reference, learned)


def _steps(steps: Iterable[Standing]) -> dict[int, Standing]:
    return {step.position: step for step in steps if isinstance(step.event, e.ItemEvent)}


def _said(step: Standing) -> tuple[e.PlainEvent, date]:
    return step.event, step.effective_on


def _change(plan: Plan, step: Standing, effects: Effects) -> ChangeShape:
    if not isinstance(step.event, e.ItemEvent):
        raise TypeError(step.event)
    return {
        "category": category(step.event),
        "ref": place(step.entry.stream, step.event),
        "what": told(step.event, plan.name),
        "took_effect": step.effective_on.isoformat(),
        "took_effect_text": effects.told(step.entry, step.effective_on),
        "entry": step.position,
        "by": plan.name(step.actor),
    }


def _gone_quiet(before: Plan, after: Plan) -> Iterator[ChangeShape]:
    """The open actions untouched for too long on the later day that were not on the first."""
    already = _quiet(before)
    for ref, action in _quiet(after).items():
        if ref not in already:
            silent = (after.as_of - action.touched).days
            since = _quiet_since(before, after, action)
            yield {
                "category": "gone quiet",
                "ref": ref,
                "what": f"untouched for {silent} days, answered for by "
                f"{after.name(action.owner)}: {action.what}",
                "took_effect": since.isoformat(),
                "took_effect_text": day_told(since),
                "entry": None,
                "by": None,
            }


def _quiet_since(before: Plan, after: Plan, action: Action) -> date:
    """The first day between the two on which it was quiet, by the number of that day."""
    entries = after.streams.get(settings.STREAM, ())
    day = max(action.touched, before.as_of) + timedelta(days=1)
    while day < after.as_of and (day - action.touched).days <= (
        settings.settings(entries, day).quiet_days
    ):
        day += timedelta(days=1)
    return day


def _quiet(plan: Plan) -> dict[str, Action]:
    return {
        f"{item.ref}/{action.number}": action
        for item in plan.items.values()
        for action in item.actions.values()
        if action.is_open and (plan.as_of - action.touched).days > plan.settings.quiet_days
    }


def _in_order(plan: Plan, reference: Reference | None, found: Iterable[Shape]) -> list[Shape]:
    """What is about the reference, by category, then by item in the order of the plan."""
    order = {ref: place for place, ref in enumerate(plan.items)}

    def key(change: Shape) -> tuple[int, int, str, int]:
        item = ItemRef("/".join(change["ref"].split("/")[:2]))
        kind = CATEGORIES.index(change["category"])
        return kind, order.get(item, len(order)), change["took_effect"], change["entry"] or 0

    asked = [change for change in found if reference is None or _concerns(change["ref"], reference)]
    return sorted(asked, key=key)


def _concerns(ref: str, reference: Reference) -> bool:
    """Whether a place is the item or action asked about, or an action of the item."""
    own = ref.startswith(f"{reference.item}/") and reference.action is None
    return own or ref == str(reference)
