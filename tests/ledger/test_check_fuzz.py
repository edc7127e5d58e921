"""Hostile bundles: any value put in the place of any other, with every hash worked out anew."""

from __future__ import annotations

import json
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from time import process_time
from typing import TYPE_CHECKING, Any, NamedTuple

import hypothesis
import hypothesis.strategies as st
import pytest
import second_checker
from bundle_samples import bundle, everything, laid, lines, rehashed, taken, with_lines
from second_plan import plan_of

from tracker.ledger import check

if TYPE_CHECKING:
    from pathlib import Path

    from bundle_samples import Members

FUZZED, SOAK = 400, 50_000
"""How many hostile bundles are tried: in the ordinary run, and in the soak."""

SLOWEST = 5.0
"""Seconds of work that none of them may be to the checker, however busy the machine is."""

ENTRIES = "entries.jsonl"
MEMBERS = st.sampled_from([*[ENTRIES] * 6, "texts.jsonl", "anchors.jsonl", "plan.json"])
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


@dataclass(frozen=True)
class Sound:
    """A sound bundle; its members are too long to be printed with a failing example."""

    members: Members = field(repr=False)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    """A bundle of a ledger with a little of everything."""
    ledger = everything(tmp_path_factory.mktemp("ledger"))
    with ledger.record:
        return Sound(taken(bundle(ledger)))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a bundle lies for the checker to read."""
    return tmp_path_factory.mktemp("bundles") / "bundle.zip"


class Change(NamedTuple):
    """A value to be put somewhere, said in numbers that mean something in any bundle."""

    line: int
    """Which object of the member, as the numbers after it counted round and round."""
    in_state: bool
    """Whether in the event that an entry has, where it has one."""
    names_topic: bool
    """Whether the entry's topic then goes with its event."""
    path: list[int]
    """How deep, and each time into which of the values that hold others."""
    place: int
    """In the place of which value there."""
    name: str | None
    """Under which name instead, in an object."""
    value: Any
    """What is put there."""


COUNTED = st.integers(0, 999)
CHANGES = st.lists(
    st.builds(
        Change,
        line=COUNTED,
        in_state=st.sampled_from([True, True, False]),
        names_topic=st.booleans(),
        path=st.lists(COUNTED, max_size=3),
        place=COUNTED,
        name=st.none() | NAMES,
        value=ODD,
    ),
    min_size=1,
    max_size=3,
)


def mutated(value: Any, change: Change) -> None:
    """Put an odd value somewhere inside a value, or under another name."""
    for turn in change.path:
        if inside := [x for x in _values(value) if isinstance(x, dict | list) and x]:
            value = inside[turn % len(inside)]
    places = list(value) if isinstance(value, dict) else list(range(len(value)))
    place = places[change.place % len(places)]
    if isinstance(value, dict) and change.name is not None:
        place = change.name
    value[place] = deepcopy(change.value)


def _values(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else list(value)


def _state(answer: dict[str, Any]) -> dict[str, Any]:
    """Return the event that an entry still has, to be changed further."""
    stored = answer.get("state")
    state = json.loads(stored) if isinstance(stored, str) and stored.startswith("{") else {}
    return state if isinstance(state, dict) else {}


def hostile(members: Members, name: str, changes: list[Change], *, anew: bool) -> bytes:
    """Return a bundle in which a few values are others, as somebody with time would make it."""
    objects = lines(members, name)
    for change in changes:
        answer = objects[change.line % len(objects)]
        state = _state(answer)
        if change.in_state and state:
            mutated(state, change)
            answer["state"] = json.dumps(state)
            if change.names_topic:
                answer["topic"] = state.get("type")
        else:
            mutated(answer, change)
    changed = with_lines(members, name, objects)
    whole = all(isinstance(fields.get("state"), str) for fields in objects)
    if name == ENTRIES and whole and anew:
        with suppress(ValueError, TypeError, LookupError):
            return rehashed({**changed, "plan.json": _plan(changed)}, heads_too=True)
    return laid(changed)


def _plan(members: Members) -> bytes:
    """Return the plan that follows, by the second checker, where one does."""
    entries, plan = lines(members, ENTRIES), json.loads(members["plan.json"])
    with suppress(Exception):
        events = {n: json.loads(x["state"]) for n, x in enumerate(entries, start=1)}
        plan["items"] = plan_of(None, entries, events, plan["as_of"])
    return json.dumps(plan).encode()


def told(place: Path, raw: bytes) -> None:
    """Both checkers say the same of it, in good time, and neither falls over it."""
    place.write_bytes(raw)
    begun = process_time()
    try:
        check.Bundle(str(place))
        sound = True
    except check.SpoiledError:
        sound = False

    assert process_time() - begun < SLOWEST
    assert sound == (second_checker.fault(raw) is None)


def test_a_bundle_with_every_hash_worked_out_anew_is_sound_to_both(
    place: Path, sound: Sound
) -> None:
    """What is changed besides is told by its own fault, and not by what was left behind."""
    raw = rehashed(sound.members, heads_too=True)

    place.write_bytes(raw)
    check.Bundle(str(place))
    assert second_checker.fault(raw) is None


def test_what_a_topic_has_no_part_for_counts_for_nothing(place: Path, sound: Sound) -> None:
    """An answer is to the item, whatever it says of an action: it is told by both alike."""
    answers = [x["topic"] for x in lines(sound.members, ENTRIES)].index("response-given.v1")
    odd = Change(answers, True, False, [], 0, "action", 7)  # noqa: FBT003 - a part of the change

    raw = hostile(sound.members, ENTRIES, [odd], anew=True)

    place.write_bytes(raw)
    check.Bundle(str(place))
    assert second_checker.fault(raw) is None


ASKED = hypothesis.given(
    name=MEMBERS, changes=CHANGES, anew=st.sampled_from([True, True, True, False])
)


@hypothesis.settings(max_examples=FUZZED)
@ASKED
def test_a_hostile_bundle_is_told_by_both(
    place: Path, sound: Sound, name: str, changes: list[Change], *, anew: bool
) -> None:
    """The same verdict from both, a sentence for each, and none takes long."""
    told(place, hostile(sound.members, name, changes, anew=anew))


@pytest.mark.soak
@hypothesis.settings(max_examples=SOAK)
@ASKED
def test_a_hostile_bundle_is_told_by_both_soaked(
    place: Path, sound: Sound, name: str, changes: list[Change], *, anew: bool
) -> None:
    """The same, 50,000 times."""
    told(place, hostile(sound.members, name, changes, anew=anew))
