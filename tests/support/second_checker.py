"""A second checker of bundles, written from docs/FORMAT.md alone: it shares no code with the first.

What the format says *must* be is asserted here, and whatever goes wrong means that the bundle is
spoiled. Nothing is made friendly; it is there to disagree with `check.py` where one of them is
wrong.
"""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from second_bundle_file import (
    ORDER,
    Json,
    Kind,
    a_day,
    a_hex,
    a_kept,
    a_number,
    a_text,
    an_instant,
    digest,
    objects,
    or_null,
    parsed,
    shaped,
    unpacked,
)
from second_plan import plan_of

if TYPE_CHECKING:
    from collections.abc import Iterator


MENDING = {"entry-corrected.v1", "entry-taken-back.v1"}
ERASING = {"erasure-asked.v1", "text-erased.v1"}
GAVE = {"head-anchored.v1", "export-made.v1"}


def fault(raw: bytes) -> str | None:
    """Return what is wrong with the bytes of a bundle; nothing where it is sound."""
    try:
        _prove(raw)
    except Exception as wrong:  # noqa: BLE001 - whatever goes wrong, the bundle is spoiled
        return f"{type(wrong).__name__}: {wrong}"
    return None


def _prove(raw: bytes) -> None:
    member = unpacked(raw)
    manifest = parsed(member["manifest.json"])
    shaped(manifest, MANIFEST)
    assert set(manifest["members"]) == set(ORDER[1:])
    for name in ORDER[1:]:
        assert manifest["members"][name] == digest(member[name]), name
    entries = objects(member["entries.jsonl"])
    assert len(entries) == manifest["position"]
    _chain(manifest, entries)
    assert manifest["head"] == entries[-1]["hash"]
    assert manifest["recorded_at"] == entries[-1]["recorded_at"]
    events = {x["position"]: parsed(x["state"].encode()) for x in entries if "state" in x}
    _events(entries, events)
    _joined(entries, events)
    texts = objects(member["texts.jsonl"])
    assert _same(texts, list(_kept(entries, events, texts))), "the texts"
    heads = [entries[0]["prev"], *(x["hash"] for x in entries)]
    gave = [x["position"] for x in entries if x["topic"] in GAVE]
    for by, anchor in zip(gave, objects(member["anchors.jsonl"]), strict=True):
        shaped(anchor, ANCHOR)
        at = anchor["position"]
        assert 0 <= at < by
        assert anchor["head"] == heads[at]
        answer = {"position": at, "head": anchor["head"], **events.get(by, {})}
        assert _same(anchor, {"entry": by, "position": answer["position"], "head": answer["head"]})
    plan = parsed(member["plan.json"])
    shaped(plan, {"as_of": a_day, "position": a_number, "items": lambda x: isinstance(x, list)})
    assert plan["position"] == len(entries)
    expected = plan_of(manifest["inspection"], entries, events, plan["as_of"])
    assert _same(plan["items"], expected), "the plan"


def _same(one: Any, other: Any) -> bool:
    """Whether two values are the same in JSON, where 1 is not true."""
    return repr(_sorted(one)) == repr(_sorted(other))


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _sorted(value[name]) for name in sorted(value)}
    return [_sorted(row) for row in value] if isinstance(value, list) else value


MANIFEST: dict[str, Kind] = {
    "format": lambda x: bool(x == "tracker-bundle-v1"),
    "ledger": a_text,
    "inspection": or_null(a_text),
    "position": lambda x: a_number(x) and x >= 1,
    "head": a_hex,
    "recorded_at": an_instant,
    "program": a_text,
    "members": lambda x: type(x) is dict,
}
ENTRY: dict[str, Kind] = {
    "position": a_number,
    "prev": a_hex,
    "recorded_at": an_instant,
    "effective_on": a_day,
    "actor": a_text,
    "login": a_hex,
    "command": a_text,
    "originator": a_text,
    "version": a_number,
    "topic": a_text,
    "hash": a_hex,
}
ANCHOR: dict[str, Kind] = {"entry": a_number, "position": a_number, "head": a_hex}


# 3. The chain.


def _chain(manifest: Json, entries: list[Json]) -> None:
    one = manifest["inspection"]
    expected = digest(f"tracker-ledger-v1:{manifest['ledger']}".encode())
    seen: defaultdict[str, int] = defaultdict(int)
    for number, entry in enumerate(entries, 1):
        stored = "state" if "state" in entry else "state_sha256"
        shaped(entry, {**ENTRY, stored: a_text if stored == "state" else a_hex})
        stream = entry["originator"]
        room, _, name = stream.partition(":")
        needed = (
            one is None
            or stream in {"ledger", "settings", "board", "anchors", f"inspection:{one}"}
            or (room in {"party", "service"} and ":" in stream)
            or (room == "item" and name.startswith(f"{one}/"))
        )
        assert stored == "state" or not needed
        seen[stream] += 1
        assert (entry["position"], entry["prev"]) == (number, expected)
        assert entry["version"] == seen[stream]
        answer = {name: entry[name] for name in ENTRY if name != "hash"}
        answer |= {"v": 1, "ledger": manifest["ledger"]}
        answer["state"] = digest(entry["state"].encode()) if stored == "state" else entry[stored]
        body = ",".join(
            f"{json.dumps(n)}:{json.dumps(answer[n], ensure_ascii=False)}" for n in sorted(answer)
        )
        expected = digest(b"tracker-event-v1\n{" + body.encode() + b"}")
        assert entry["hash"] == expected
    commands = [list(each) for _, each in groupby(entries, key=lambda x: x["command"])]
    assert len({each[0]["command"] for each in commands}) == len(commands)
    for command in commands:
        assert len({(x["recorded_at"], x["actor"], x["login"]) for x in command}) == 1
    instants = [documents[0]["recorded_at"] for documents in commands]
    assert all(a < b for a, b in pairwise(instants))


# 4 and 6. The events, and the texts beside them.

_N: dict[str, Kind] = {"action": a_number}
PARTS: dict[str, dict[str, Kind]] = {
    "entry-corrected": {
        "entry": a_number,
        "event": or_null(lambda x: type(x) is dict and a_text(x["type"])),
        "on": or_null(a_day),
    },
    "entry-taken-back": {"entry": a_number},
    "erasure-asked": {"entry": a_number, "reason": a_text},
    "text-erased": {"entry": a_number, "reason": a_text},
    "clock-anomaly": {"first": a_number, "last": a_number, "reason": a_kept},
    "party-added": {"name": a_kept},
    "party-renamed": {"name": a_kept},
    "recommendation-made": {
        "inspection": a_text,
        "number": a_text,
        "standard": or_null(a_text),
        "text": a_kept,
    },
    "recommendation-reissued": {"standard": or_null(a_text), "text": a_kept},
    "response-given": {"response": lambda x: x in ["agreed", "partly agreed", "not agreed"]},
    "action-assigned": {**_N, "what": a_kept, "owner": a_text, "due": a_day},
    "action-progressed": {**_N, "percent": or_null(a_number)},
    "action-completed": _N,
    "action-withdrawn": _N,
    "action-reopened": _N,
    "date-change-refused": _N,
    "action-reowned": {**_N, "owner": a_text},
    "date-change-asked": {**_N, "to": a_day},
    "date-change-agreed": {**_N, "to": a_day},
    "closure-proposed": {"closed_as": a_text},
    "closure-agreed": {"closed_as": a_text},
    "closure-refused": {},
    "recommendation-reopened": {},
    "recommendation-linked": {"relation": a_text, "to": a_text, "action": or_null(a_number)},
}
SILENT = {"recommendation-dropped", "note-made", "outcome-stated", "measure-read"}
SILENT |= {"evidence-filed", "progress-claimed", "progress-judged", "themes-given"}
OF_ITEMS = (SILENT | set(PARTS)) - {"clock-anomaly", "party-added", "party-renamed"}


def _events(entries: list[Json], events: dict[int, Json]) -> None:
    for entry in entries:
        event = events.get(entry["position"])
        if event is None:
            continue
        assert event["type"] == entry["topic"]
        inner = event["event"] if event["type"] == "entry-corrected.v1" else None
        for each in [event] if inner is None else [event, inner]:
            kind, _, version = str(each["type"]).rpartition(".")
            kind = kind if version == "v1" else "another"
            for name, wanted in PARTS.get(kind, {}).items():
                assert wanted(each[name]), name
            assert not entry["originator"].startswith("item:") or kind in OF_ITEMS
        if entry["topic"] in MENDING | ERASING:
            assert 1 <= event["entry"] < entry["position"]
            assert entries[event["entry"] - 1]["originator"] == entry["originator"]


def _joined(entries: list[Json], events: dict[int, Json]) -> None:
    """Streams are whole or are not, and what is linked with a whole one is whole too."""
    whole = {x["originator"] for x in entries if x["position"] in events}
    assert whole.isdisjoint(x["originator"] for x in entries if x["position"] not in events)
    there = {x["originator"] for x in entries}
    for event in events.values():
        inner = event["event"] if event["type"] == "entry-corrected.v1" else None
        answer = event if inner is None else inner
        linked = answer["type"] == "recommendation-linked.v1"
        if linked and answer["relation"] in {"covered by", "serves"}:
            to = f"item:{answer['to']}"
            assert to in whole or to not in there


def _subject(events: dict[int, Json], position: int) -> int:
    while events[position]["type"] in MENDING:
        position = events[position]["entry"]
    return position


def _placed(value: Any) -> Iterator[Json]:
    if a_kept(value):
        yield value
    elif isinstance(value, dict | list):
        for inside in value.values() if isinstance(value, dict) else value:
            yield from _placed(inside)


def _kept(entries: list[Json], events: dict[int, Json], given: list[Json]) -> Iterator[Json]:
    """Yield the line every text must have; of those that stand, what is given and fits."""
    there = {(line["position"], line["n"]): line for line in given}
    assert len(there) == len(given)
    erasing = defaultdict(list)
    for position, event in events.items():
        if event["type"] in ERASING:
            erasing[event["entry"]].append(position)
    for n, entry in enumerate(entries):
        position = entry["position"]
        if position not in events:
            continue
        if n + 1 == len(entries) or entries[n + 1]["command"] != entry["command"]:
            yield _fits(there[position, 0], position, 0, entry["login"])
        later = [x for x in erasing[_subject(events, position)] if x > position]
        gone = [x for x in later if events[x]["type"] == "text-erased.v1"]
        for number, placed in enumerate(_placed(events[position]), 1):
            assert placed["text"] == number
            if gone:
                yield {"position": position, "n": number, "erased": gone[0]}
            elif later:
                yield {"position": position, "n": number, "hidden": later[-1]}
            else:
                yield _fits(there[position, number], position, number, placed["sha256"])


def _fits(line: Json, position: int, number: int, committed: str) -> Json:
    assert all(a_number(line[name]) for name in ("position", "n"))
    assert a_hex(line["salt"])
    salted = b"tracker-text-v1\n" + bytes.fromhex(line["salt"]) + line["text"].encode()
    assert digest(salted) == committed
    return {"position": position, "n": number, "salt": line["salt"], "text": line["text"]}
