"""The plan of a bundle, told from docs/FORMAT.md alone, for the second checker."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
Fact: TypeAlias = tuple[str, int, Json]

CORRECTED, TAKEN_BACK = "entry-corrected.v1", "entry-taken-back.v1"
ABOUT_TEXTS = {"erasure-asked.v1", "text-erased.v1"}


@dataclass
class PlainAction:
    """An action, with the item it was assigned under."""

    ref: str
    owner: str
    first: str
    agreed: str
    started: bool = False
    complete: bool = False
    withdrawn: bool = False
    percent: int | None = None
    asked_from: str | None = None
    slips: int = 0

    @property
    def open(self) -> bool:
        """Neither complete nor withdrawn."""
        return not (self.complete or self.withdrawn)


@dataclass
class PlainItem:
    """An item of the plan."""

    ref: str
    inspection: str
    number: str
    standard: str | None
    published: str
    response: str | None = None
    proposed: bool = False
    closed_as: str | None = None
    actions: dict[int, PlainAction] = field(default_factory=dict)
    links: list[tuple[str, str, int | None]] = field(default_factory=list)
    counting: list[PlainAction] = field(default_factory=list)

    @property
    def covering(self) -> str | None:
        """The item that covers this one."""
        return next((to for how, to, _ in reversed(self.links) if how == "covered by"), None)

    @property
    def any_open(self) -> bool:
        """Whether an action of its own is open."""
        return any(action.open for action in self.actions.values())


def plan_of(one: str | None, entries: list[Json], events: dict[int, Json], day: str) -> list[Json]:
    """Return what `plan.json` lists for a day, known at the last entry."""
    streams: defaultdict[str, list[Json]] = defaultdict(list)
    for entry in entries:
        if entry["position"] in events:
            streams[entry["originator"]].append(entry)
    items = [
        answer
        for stream, known in streams.items()
        if stream.startswith("item:")
        for answer in [_item(stream.partition(":")[2], standing(known, events), day)]
        if answer is not None
    ]
    plan = {item.ref: item for item in sorted(items, key=_order)}
    for item in plan.values():
        item.counting.extend(item.actions.values())
    for item in plan.values():
        for how, to, number in item.links:
            if how == "serves" and number is not None and number in item.actions and to in plan:
                plan[to].counting.append(item.actions[number])
    return [_line(plan, x, day) for x in plan.values() if one is None or x.inspection == one]


def standing(known: list[Json], events: dict[int, Json]) -> list[Fact]:
    """Return what stands of a stream, in order."""
    mendings = [x["position"] for x in known if x["topic"] in {CORRECTED, TAKEN_BACK}]
    off: set[int] = set()
    for position in sorted(mendings, reverse=True):
        if events[position]["type"] == TAKEN_BACK and position not in off:
            off.add(events[position]["entry"])
    stands: dict[int, list[Any]] = {}
    removed: set[int] = set()
    recorded = {x["position"]: [x["effective_on"], events[x["position"]]] for x in known}
    for entry in known:
        position, event = entry["position"], events[entry["position"]]
        if entry["topic"] in ABOUT_TEXTS:
            continue
        if position not in mendings:
            stands[position] = list(recorded[position])
            continue
        target = event["entry"]
        if position in off or target not in stands:
            continue
        if entry["topic"] == TAKEN_BACK:
            removed.add(target)
            continue
        if target in removed:
            removed.discard(target)
            stands[target] = list(recorded[target])
        if event["on"] is not None:
            stands[target][0] = event["on"]
        if event["event"] is not None:
            stands[target][1] = event["event"]
    left = [(on, place, answer) for place, (on, answer) in stands.items() if place not in removed]
    return sorted(left, key=lambda fact: (fact[0], fact[1]))


def _order(item: PlainItem) -> tuple[str, int, list[tuple[int, str]], str]:
    parts = item.number.replace("-", ".").split(".")
    digits = [part.isascii() and part.isdigit() for part in parts]
    keys = [(int(x), "") if whole else (0, x) for x, whole in zip(parts, digits, strict=True)]
    return item.inspection, int(item.standard is not None), keys, item.ref


def _item(ref: str, facts: list[Fact], day: str) -> PlainItem | None:
    rows = [fact for fact in facts if fact[2]["type"] == "recommendation-made.v1"]
    if not rows or facts[0][0] > day:
        return None
    published, _, json = rows[0]
    item = PlainItem(ref, json["inspection"], json["number"], json["standard"], published)
    for on, _, event in facts:
        if on <= day:
            _step(item, event, on)
    return item


def _step(item: PlainItem, event: Json, on: str) -> None:
    kind = event["type"].removesuffix(".v1")
    if item.closed_as is not None and kind not in {
        "recommendation-linked",
        "recommendation-reopened",
        "recommendation-reissued",
    }:
        return
    number: Any = event.get("action")
    match kind:
        case "action-assigned":
            if number not in item.actions and item.response != "not agreed":
                ref = f"{item.ref}/{number}"
                item.actions[number] = PlainAction(ref, event["owner"], event["due"], event["due"])
        case "recommendation-reissued" if on >= item.published:
            item.standard = event["standard"]
        case "response-given" if not (event["response"] == "not agreed" and item.any_open):
            item.response = event["response"]
        case "closure-proposed" if not item.proposed and _may_close(item, event):
            item.proposed = True
        case "closure-agreed" if item.proposed and _may_close(item, event):
            item.proposed, item.closed_as = False, event["closed_as"]
            for action in item.actions.values():
                if action.open:
                    action.withdrawn, action.asked_from = True, None
        case "closure-refused":
            item.proposed = False
        case "recommendation-reopened":
            item.closed_as = None
        case "recommendation-linked" if number is None or number in item.actions:
            link = (event["relation"], event["to"], number)
            if link not in item.links:
                item.links.append(link)
        case "action-reopened" if number in item.actions and item.response != "not agreed":
            item.actions[number].complete = item.actions[number].withdrawn = False
        case _ if kind.startswith(("action-", "date-change-")) and number in item.actions:
            _act(item.actions[number], kind, event)


def _may_close(item: PlainItem, event: Json) -> bool:
    return not (event["closed_as"] == "implemented" and item.any_open)


def _act(action: PlainAction, kind: str, event: Json) -> None:
    match kind:
        case "action-progressed" if not action.withdrawn:
            if action.complete and event["percent"] not in {None, 100}:
                return
            action.started = True
            action.percent = action.percent if event["percent"] is None else event["percent"]
        case "action-completed" if action.open:
            action.complete, action.started, action.asked_from = True, True, None
        case "action-withdrawn" if action.open:
            action.withdrawn, action.asked_from = True, None
        case "action-reowned" if action.open:
            action.owner = event["owner"]
        case "date-change-asked" if action.open and action.asked_from is None:
            action.asked_from = action.agreed
        case "date-change-agreed" if not action.withdrawn and action.asked_from is not None:
            action.slips += event["to"] > action.asked_from
            action.agreed, action.asked_from = event["to"], None
        case "date-change-refused" if not action.withdrawn:
            action.asked_from = None


def _status(item: PlainItem) -> str:
    carried = [action for action in item.counting if not action.withdrawn]
    if item.closed_as is not None:
        return "closed"
    if item.proposed:
        return "closure proposed"
    if item.response is None:
        return "awaiting response"
    if item.response == "not agreed" or not carried:
        return item.response
    return "in progress" if any(action.open for action in carried) else "actions complete"


def _line(plan: dict[str, PlainItem], item: PlainItem, day: str) -> Json:
    behind, been = item, {item.ref}
    while behind.covering in plan and behind.covering not in been:
        behind = plan[behind.covering]
        been.add(behind.ref)
    carried = [action for action in item.counting if not action.withdrawn]
    done = [100 if action.complete else action.percent or 0 for action in carried]
    return {
        "ref": item.ref,
        "response": item.response,
        "status": _status(behind),
        "closed_as": behind.closed_as,
        "covered_by": item.covering,
        "owners": list({action.owner: None for action in carried}),
        "first_due": max((action.first for action in carried), default=None),
        "due": max((action.agreed for action in carried), default=None),
        "days_late_first": max((_late(x, x.first, day) for x in carried), default=0),
        "days_late": max((_late(x, x.agreed, day) for x in carried), default=0),
        "slips": sum(action.slips for action in item.counting),
        "percent": floor(Fraction(sum(done), len(done)) + Fraction(1, 2)) if done else None,
        "actions_total": len(carried),
        "actions_complete": sum(action.complete for action in carried),
        "actions": [_action(action, day) for action in item.counting],
    }


def _late(action: PlainAction, due: str, day: str) -> int:
    days = date.fromisoformat(day).toordinal() - date.fromisoformat(due).toordinal()
    return days if action.open and days > 0 else 0


def _action(action: PlainAction, day: str) -> Json:
    words = {
        "withdrawn": action.withdrawn,
        "complete": action.complete,
        "in progress": action.started,
        "not started": True,
    }
    return {
        "ref": action.ref,
        "owner": action.owner,
        "status": next(word for word, fits in words.items() if fits),
        "first_due": action.first,
        "due": action.agreed,
        "days_late_first": _late(action, action.first, day),
        "days_late": _late(action, action.agreed, day),
        "slips": action.slips,
        "percent": 100 if action.complete else action.percent,
    }
