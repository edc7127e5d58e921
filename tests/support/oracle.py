"""What an item is at any moment, told a second time: the oracle of the property tests.

Written from the documents, apart from the program, whose code it does not share: a mistake would
have to be made twice to go unseen. Entries are plain dictionaries as JSON has them: `position`,
`stream`, `effective_on`, `recorded_at`, `actor`, `type` and `data` (the event). Days are ISO texts,
which sort as the days they name. Nothing here is meant to be fast.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from oracle_steps import State, status, tell

Facts: TypeAlias = Sequence[Mapping[str, Any]]

CORRECTED, TAKEN_BACK, MADE = "entry-corrected.v1", "entry-taken-back.v1", "recommendation-made.v1"
BESIDE = {CORRECTED, TAKEN_BACK, "erasure-asked.v1", "text-erased.v1"}
"""What is said about entries, and is no fact of the plan by itself."""


def in_force(position: int, facts: Facts) -> bool:
    """Return whether a mending has not been taken back by another one that is in force."""
    return not any(
        fact["type"] == TAKEN_BACK
        and fact["data"]["entry"] == position
        and in_force(fact["position"], facts)
        for fact in facts
    )


def stands(facts: Facts) -> list[State]:
    """Return what stands, by the day it took effect and within a day by its first recording."""
    values = []
    for fact in facts:
        if fact["type"] in BESIDE:
            continue
        mendings = [
            other
            for other in facts
            if other["type"] in {CORRECTED, TAKEN_BACK}
            and other["data"]["entry"] == fact["position"]
            and in_force(other["position"], facts)
        ]
        if mendings and mendings[-1]["type"] == TAKEN_BACK:
            continue
        gone = [n for n, mending in enumerate(mendings, start=1) if mending["type"] == TAKEN_BACK]
        live = [mending["data"] for mending in mendings[max(gone, default=0) :]]
        days = [fact["effective_on"], *(m["on"] for m in live if m["on"] is not None)]
        rows = [fact["data"], *(m["event"] for m in live if m["event"] is not None)]
        values.append({**fact, "on": days[-1], "says": rows[-1]})
    return sorted(values, key=lambda each: (each["on"], each["position"]))


def view(facts: Facts, as_of: str, known_at: int | None = None) -> State | None:
    """Return an item at the end of a day, as known at a position; nothing where it is not there."""
    story = stands([f for f in facts if known_at is None or f["position"] <= known_at])
    reports = [step for step in story if step["says"]["type"] == MADE]
    if not reports or story[0]["on"] > as_of:
        return None
    first = reports[0]
    item: State = {
        "number": first["says"]["number"],
        "words": [first["says"][part] for part in ("kind", "text", "addressee", "standard")],
        "published": first["on"],
        "reissued": None,
        "dropped": None,
        "touched": None,
        "response": None,
        "answered_by": None,
        "closed_as": None,
        "closed_by": None,
        "proposed": None,
        "reopened": 0,
        "actions": {},
        "outcomes": {},
        "evidence": {},
        "claims": [],
        "judgements": [],
        "links": [],
        "themes": [],
        "conflicts": [],
    }
    for step in story:
        if step["on"] > as_of:
            continue
        if step is first or tell(item, step):
            item["touched"] = step["on"]
        else:
            item["conflicts"].append(step["position"])
    item["status"] = status(item)
    return item


def numbers_used(facts: Facts, kind: str, part: str) -> int:
    """Return the highest number ever given to an action, outcome or proof, standing or not."""
    rows = [fact["data"].get("event") or fact["data"] for fact in facts]
    return max([0, *(int(event[part]) for event in rows if event.get("type") == kind)])
