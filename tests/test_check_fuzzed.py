"""Hostile bundles: any value put in the place of any other, with every hash worked out anew."""

from __future__ import annotations

import json
from contextlib import suppress
from copy import deepcopy
from time import perf_counter
from typing import TYPE_CHECKING, Any

import hypothesis
import hypothesis.strategies as st
import pytest
import second_checker
from bundles import bundle, everything, laid, lines, rehashed, taken, with_lines
from second_plan import plan_of

from tracker.ledger import check

if TYPE_CHECKING:
    from pathlib import Path

    from bundles import Members

FUZZED, SOAK = 400, 50_000
"""How many hostile bundles are tried: in the ordinary run, and in the soak."""

SLOWEST = 5.0
"""Seconds that none of them may keep the checker busy."""

MEMBERS = st.sampled_from(["entries.jsonl", "entries.jsonl", "texts.jsonl", "plan.json"])
ODD: st.SearchStrategy[Any] = (
    st.none()
    | st.booleans()
    | st.sampled_from([0, 1, 2, 7, -1, 24, 25, 10**15, 10**16, 0.5, float("nan")])
    | st.sampled_from(["", "p1", "2026-01-31", "2026-02-30", "implemented", "not agreed", "[x]"])
    | st.sampled_from(["item:knowsley-2023/2", "action-completed.v1", "note-made.v1", "\ud800"])
    | st.sampled_from(["recommendation-made.v1", "text-erased.v1", "entry-corrected.v1", "a.v9"])
    | st.sampled_from([[], {}, [[[]]], {"text": 1, "sha256": "0" * 64}, {"type": "note-made.v1"}])
)
NAMES = st.sampled_from(["action", "due", "to", "entry", "event", "on", "number", "percent", "x"])


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> Members:
    """The members of a bundle of a ledger with a little of everything."""
    made = everything(tmp_path_factory.mktemp("ledger"))
    with made.record:
        return taken(bundle(made))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a bundle lies for the checker to read."""
    return tmp_path_factory.mktemp("bundles") / "bundle.zip"


def mutated(value: Any, data: st.DataObject) -> None:
    """Put an odd value somewhere inside a value, or under another name, or take one away."""
    while inside := [x for x in _values(value) if isinstance(x, dict | list) and x]:
        if not data.draw(st.booleans()):
            break
        value = data.draw(st.sampled_from(inside))
    places = list(value) if isinstance(value, dict) else list(range(len(value)))
    place = data.draw(st.sampled_from(places))
    if isinstance(value, dict) and data.draw(st.booleans()):
        place = data.draw(NAMES | st.sampled_from(places))
    value[place] = deepcopy(data.draw(ODD))


def _values(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else list(value)


def _state(found: dict[str, Any]) -> dict[str, Any]:
    """Return the event that an entry still has, to be changed further."""
    stored = found.get("state")
    state = json.loads(stored) if isinstance(stored, str) and stored.startswith("{") else {}
    return state if isinstance(state, dict) else {}


def hostile(members: Members, data: st.DataObject) -> bytes:
    """Return a bundle in which a few values are others, as somebody with time would make it."""
    name = data.draw(MEMBERS)
    objects = lines(members, name)
    for _ in range(data.draw(st.integers(1, 3))):
        found = data.draw(st.sampled_from(objects))
        state = _state(found)
        if data.draw(st.booleans()) and state:
            mutated(state, data)
            found["state"] = json.dumps(state)
            if data.draw(st.booleans()):
                found["topic"] = state.get("type")
        else:
            mutated(found, data)
    changed = with_lines(members, name, objects)
    whole = all(isinstance(found.get("state"), str) for found in objects)
    if name == "entries.jsonl" and whole and data.draw(st.integers(0, 3)):
        with suppress(UnicodeEncodeError):
            return rehashed({**changed, "anchors.jsonl": b"", "plan.json": _plan(changed)})
    return laid(changed)


def _plan(members: Members) -> bytes:
    """Return the plan that follows, by the second checker, where one does."""
    entries, plan = lines(members, "entries.jsonl"), json.loads(members["plan.json"])
    with suppress(Exception):
        events = {n: json.loads(x["state"]) for n, x in enumerate(entries, start=1)}
        plan["items"] = plan_of(None, entries, events, plan["as_of"])
    return json.dumps(plan).encode()


def told(place: Path, members: Members, data: st.DataObject) -> None:
    """Both checkers say the same of it, in good time, and neither falls over it."""
    raw = hostile(members, data)
    place.write_bytes(raw)
    begun = perf_counter()
    try:
        check.Bundle(str(place))
        sound = True
    except check.SpoiledError:
        sound = False

    assert perf_counter() - begun < SLOWEST
    assert sound == (second_checker.fault(raw) is None)


ASKED = hypothesis.given(st.data())


@hypothesis.settings(max_examples=FUZZED)
@ASKED
def test_a_hostile_bundle_is_told_by_both(
    place: Path, members: Members, data: st.DataObject
) -> None:
    """The same verdict from both, a sentence for each, and none takes long."""
    told(place, members, data)


@pytest.mark.soak
@hypothesis.settings(max_examples=SOAK)
@ASKED
def test_a_hostile_bundle_is_told_by_both_soaked(
    place: Path, members: Members, data: st.DataObject
) -> None:
    """The same, 50,000 times."""
    told(place, members, data)
