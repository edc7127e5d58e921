"""Check a bundle: a copy of an action plan's record, made to prove itself.

    python3 -I check.py BUNDLE.zip
    python3 -I check.py BUNDLE.zip --head "9f3c1a20 ..." --as-of 2026-03-31 --known-at 1204

Says whether it is sound, whether the head in the minutes is one of its own, and what the plan was.
Needs Python 3.8 or later and nothing else; reads the bundle only, and writes no file. FORMAT.md,
beside it in the bundle, says what is checked. Ends with 0 sound, 4 spoiled, 2 asked wrongly.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import struct
import sys
import unicodedata
import zlib
from bisect import bisect_right
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

MEMBERS = (
    "manifest.json",
    "entries.jsonl",
    "texts.jsonl",
    "anchors.jsonl",
    "plan.json",
    "FORMAT.md",
    "README.txt",
    "check.py",
)
LARGEST, LONGEST, DEEPEST, DIGITS = 1 << 29, 1 << 22, 32, 16
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
INSTANT = DAY + r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{6}Z"
CORRECTED, TAKEN_BACK = "entry-corrected.v1", "entry-taken-back.v1"
ASKED, ERASED = "erasure-asked.v1", "text-erased.v1"
MADE, ADDED, RENAMED = "recommendation-made.v1", "party-added.v1", "party-renamed.v1"
DOUBT = "clock-anomaly.v1"
GAVE_HEAD = ("head-anchored.v1", "export-made.v1")
LINKED, JOINING = "recommendation-linked.v1", ("covered by", "serves")
NAMES_ENTRY = (CORRECTED, TAKEN_BACK, ASKED, ERASED)
ALWAYS_WHOLE = ("ledger", "settings", "board", "anchors")


class SpoiledError(Exception):
    """The bundle is not what it should be; the message is the first fault, in a sentence."""


def need(holds: object, fault: str) -> None:
    """Raise SpoiledError with the fault unless something holds."""
    if not holds:
        raise SpoiledError(fault)


# The file, and the JSON in it.


def opened(path: str) -> dict[str, bytes]:
    """Return the eight members; every byte around them is held to the format."""
    with Path(path).open("rb") as file:
        raw = file.read(LARGEST + 1)
    need(len(raw) <= LARGEST, "the file is larger than a bundle may be")
    found: dict[str, bytes] = {}
    central = b""
    at = 0
    for name in MEMBERS:
        need(len(raw) >= at + 30, "the file is no bundle, or is cut short")
        crc, size = struct.unpack_from("<2I", raw, at + 14)
        same = struct.pack("<5H3I2H", 20, 0, 0, 0, 33, crc, size, size, len(name), 0)
        head = b"PK\3\4" + same + name.encode()
        need(raw.startswith(head, at), f"the file is no bundle: {name} is not where it should be")
        rest = struct.pack("<3H2I", 0, 0, 0, 0o100600 << 16, at)
        central += b"PK\1\2" + struct.pack("<H", 788) + same + rest + name.encode()
        found[name] = raw[at + len(head) : at + len(head) + size]
        need(zlib.crc32(found[name]) == crc, f"{name} is not as it was written")
        at += len(head) + size
    end = struct.pack("<4H2IH", 0, 0, len(MEMBERS), len(MEMBERS), len(central), at, 0)
    need(raw[at:] == central + b"PK\5\6" + end, "the end of the file is not a bundle's")
    return found


def _no(_: str) -> Any:
    raise ValueError


def _whole(digits: str) -> int:
    return int(digits) if len(digits) <= DIGITS else _no(digits)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return dict(pairs) if len(dict(pairs)) == len(pairs) else _no("")


def read(raw: bytes | str, what: str) -> dict[str, Any]:
    """Return a JSON object; of JSON only what the format allows is read."""
    try:
        text = raw.decode() if isinstance(raw, bytes) else raw
        value = json.loads(
            text, object_pairs_hook=_object, parse_int=_whole, parse_float=_no, parse_constant=_no
        )
        _bounded(value, 1)
    except (ValueError, RecursionError):
        raise SpoiledError(f"{what} is not JSON as the format has it") from None
    need(isinstance(value, dict), f"{what} is not a JSON object")
    found: dict[str, Any] = value
    return found


def _bounded(value: Any, depth: int) -> None:
    """Refuse what lies too deep, and half characters (encode raises a ValueError)."""
    if isinstance(value, str):
        value.encode()
    elif isinstance(value, (dict, list)):
        if depth > DEEPEST:
            raise ValueError
        for each in value:
            _bounded(each, depth + 1)
        for each in value.values() if isinstance(value, dict) else ():
            _bounded(each, depth + 1)


def lines(raw: bytes, what: str) -> list[dict[str, Any]]:
    """Return the objects of a file, one a line."""
    if not raw:
        return []
    need(raw.endswith(b"\n"), f"{what} does not end with its line")
    found = []
    for number, line in enumerate(raw[:-1].split(b"\n"), start=1):
        need(len(line) < LONGEST, f"line {number} of {what} is longer than a line may be")
        found.append(read(line, f"line {number} of {what}"))
    return found


# What a value must be.


def is_text(value: Any) -> bool:
    """Whether a value is a text."""
    return isinstance(value, str)


def is_number(value: Any) -> bool:
    """Whether a value is a whole number; true and false are none."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_hex(value: Any) -> bool:
    """Whether a value is 64 hexadecimal digits."""
    return is_text(value) and re.fullmatch("[0-9a-f]{64}", value) is not None


def is_day(value: Any) -> bool:
    """Whether a value is a date of the calendar."""
    return is_text(value) and re.fullmatch(DAY, value) is not None and _is_date(value)


def is_instant(value: Any) -> bool:
    """Whether a value is an instant, UTC to the microsecond."""
    return is_text(value) and re.fullmatch(INSTANT, value) is not None and _is_date(value[:-1])


def _is_date(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_kept(value: Any) -> bool:
    """Whether a value stands for a text that is stored apart."""
    known = isinstance(value, dict) and value.keys() == {"text", "sha256"}
    return known and is_number(value["text"]) and is_hex(value["sha256"])


def is_inner(value: Any) -> bool:
    """Whether a value is an event inside a correction."""
    return isinstance(value, dict) and is_text(value.get("type"))


def or_null(kind: Any) -> Any:
    """Return the kind that allows null too."""
    return lambda value: value is None or kind(value)


def is_response(value: Any) -> bool:
    """Whether a value is an answer to an item."""
    return value in ("agreed", "partly agreed", "not agreed")


OF_ACTION = {"action": is_number}
PARTS: dict[str, dict[str, Any]] = {
    CORRECTED: {"entry": is_number, "event": or_null(is_inner), "on": or_null(is_day)},
    TAKEN_BACK: {"entry": is_number},
    ASKED: {"entry": is_number, "reason": is_text},
    ERASED: {"entry": is_number, "reason": is_text},
    DOUBT: {"first": is_number, "last": is_number, "reason": is_kept},
    ADDED: {"name": is_kept},
    RENAMED: {"name": is_kept},
    MADE: {
        "inspection": is_text,
        "number": is_text,
        "standard": or_null(is_text),
        "text": is_kept,
    },
    "recommendation-reissued.v1": {"standard": or_null(is_text), "text": is_kept},
    "response-given.v1": {"response": is_response},
    "action-assigned.v1": {"what": is_kept, "owner": is_text, "due": is_day, **OF_ACTION},
    "action-progressed.v1": {"percent": or_null(is_number), **OF_ACTION},
    "action-completed.v1": OF_ACTION,
    "action-withdrawn.v1": OF_ACTION,
    "action-reopened.v1": OF_ACTION,
    "action-reowned.v1": {"owner": is_text, **OF_ACTION},
    "date-change-asked.v1": {"to": is_day, **OF_ACTION},
    "date-change-agreed.v1": {"to": is_day, **OF_ACTION},
    "date-change-refused.v1": OF_ACTION,
    "closure-proposed.v1": {"closed_as": is_text},
    "closure-agreed.v1": {"closed_as": is_text},
    "closure-refused.v1": {},
    "recommendation-reopened.v1": {},
    LINKED: {
        "relation": is_text,
        "to": is_text,
        "action": or_null(is_number),
    },
}
"""Of each topic, the parts that something is told from, and what they must be."""

NOT_OF_ITEMS = (DOUBT, ADDED, RENAMED)

TOLD_NOWHERE = (
    "recommendation-dropped.v1",
    "note-made.v1",
    "outcome-stated.v1",
    "measure-read.v1",
    "evidence-filed.v1",
    "progress-claimed.v1",
    "progress-judged.v1",
    "themes-given.v1",
)
"""What an item's stream may hold besides: it changes nothing that is shown here."""

MANIFEST = {
    "format": lambda value: value == "tracker-bundle-v1",
    "ledger": is_text,
    "inspection": or_null(is_text),
    "position": lambda value: is_number(value) and value > 0,
    "head": is_hex,
    "recorded_at": is_instant,
    "program": is_text,
    "members": lambda value: isinstance(value, dict) and value.keys() == set(MEMBERS[1:]),
}
ENTRY = {
    "position": is_number,
    "prev": is_hex,
    "recorded_at": is_instant,
    "effective_on": is_day,
    "actor": is_text,
    "login": is_hex,
    "command": is_text,
    "originator": is_text,
    "version": is_number,
    "topic": is_text,
    "hash": is_hex,
}
WHOLE, HEADER = {**ENTRY, "state": is_text}, {**ENTRY, "state_sha256": is_hex}
PLACE = {"position": is_number, "n": is_number}
STANDS = {**PLACE, "salt": is_hex, "text": is_text}
ANCHOR = {"entry": is_number, "position": is_number, "head": is_hex}
PLAN = {"as_of": is_day, "position": is_number, "items": lambda value: isinstance(value, list)}


def exactly(value: dict[str, Any], parts: dict[str, Any], what: str) -> None:
    """Refuse an object with other names than these, or other kinds of value."""
    need(value.keys() == parts.keys(), f"{what} does not have the parts it should")
    for part, kind in parts.items():
        need(kind(value[part]), f"the {part} of {what} cannot be one")


# What proves what.


class Bundle:
    """A bundle whose every part has been proved, by what the others say."""

    def __init__(self, path: str) -> None:
        found = opened(path)
        self.manifest = read(found["manifest.json"], "manifest.json")
        exactly(self.manifest, MANIFEST, "manifest.json")
        for name, digest in self.manifest["members"].items():
            need(digest == sha256(found[name]), f"{name} is not the one the manifest names")
        self.entries = lines(found["entries.jsonl"], "entries.jsonl")
        self.subjects: dict[int, int] = {}
        self._chained()
        self._given_whole()
        self._at_its_end()
        self.counts = {"stands": 0, "hidden": 0, "erased": 0}
        self.texts: dict[str, str] = {}
        self._texts_are_those(lines(found["texts.jsonl"], "texts.jsonl"))
        self.anchors = lines(found["anchors.jsonl"], "anchors.jsonl")
        self._heads_are_those()
        self.plan = read(found["plan.json"], "plan.json")
        exactly(self.plan, PLAN, "plan.json")
        need(self.plan["position"] == len(self.entries), "plan.json is not of the last entry")
        items = [item["told"] for item in self.items(self.plan["as_of"], len(self.entries))]
        need(same(self.plan["items"], items), "plan.json does not follow from the entries")

    def _chained(self) -> None:
        prev = sha256(f"tracker-ledger-v1:{self.manifest['ledger']}".encode())
        versions: dict[str, int] = {}
        commands: set[str] = set()
        before: dict[str, Any] = {}
        for position, entry in enumerate(self.entries, start=1):
            what = f"entry #{position}"
            whole = "state" in entry
            exactly(entry, WHOLE if whole else HEADER, what)
            need(entry["position"] == position, f"{what} is missing, or is not in its place")
            need(entry["prev"] == prev, f"{what} does not follow from the entry before it")
            stream = entry["originator"]
            versions[stream] = versions.get(stream, 0) + 1
            need(entry["version"] == versions[stream], f"{what} leaves a gap in {stream}")
            if entry["command"] == before.get("command"):
                for part in ("recorded_at", "actor", "login"):
                    need(entry[part] == before[part], f"{what} does not share its command's {part}")
            else:
                need(entry["command"] not in commands, f"{what} has a command that came before")
                earlier = before.get("recorded_at", "")
                need(entry["recorded_at"] > earlier, f"{what} is not recorded later than the last")
            commands.add(entry["command"])
            if whole:
                entry["event"] = read(entry["state"], what)
                self._is_event(entry)
            else:
                need(not self._must_be_whole(stream), f"{what} is not given whole")
            need(entry["hash"] == self._hash(entry), f"{what} was changed: its hash is another")
            prev, before = entry["hash"], entry

    def _must_be_whole(self, stream: str) -> bool:
        one = self.manifest["inspection"]
        return (
            one is None
            or stream in (*ALWAYS_WHOLE, f"inspection:{one}")
            or stream.startswith(("party:", "service:", f"item:{one}/"))
        )

    def _is_event(self, entry: dict[str, Any]) -> None:
        event, what = entry["event"], f"entry #{entry['position']}"
        need(event.get("type") == entry["topic"], f"{what} is stored under another type's name")
        inner = event.get("event") if entry["topic"] == CORRECTED else None
        for each in (event, inner):
            if each is None:
                continue
            need(isinstance(each, dict), f"the event of {what} cannot be one")
            topic = each.get("type")
            for part, kind in PARTS.get(topic if is_text(topic) else "", {}).items():
                need(part in each and kind(each[part]), f"the {part} of {what} cannot be one")
            if entry["originator"].startswith("item:"):
                known = topic not in NOT_OF_ITEMS and (topic in PARTS or topic in TOLD_NOWHERE)
                need(known, f"{what} is of a kind that only a newer checker knows: {topic}")
        subject = entry["position"]
        if entry["topic"] in NAMES_ENTRY:
            named = event["entry"]
            need(0 < named < subject, f"{what} is about an entry that is not before it")
            other = self.entries[named - 1]["originator"]
            need(other == entry["originator"], f"{what} is about an entry of another stream")
            subject = self.subjects[named]
        self.subjects[entry["position"]] = subject

    def _hash(self, entry: dict[str, Any]) -> str:
        parts = {part: entry[part] for part in ENTRY if part != "hash"}
        state = entry.get("state_sha256") or sha256(entry["state"].encode())
        parts.update(v=1, ledger=self.manifest["ledger"], state=state)
        canonical = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return sha256(b"tracker-event-v1\n" + canonical.encode())

    def _at_its_end(self) -> None:
        count = self.manifest["position"]
        need(len(self.entries) == count, f"there are {len(self.entries)} entries, not {count}")
        last = self.entries[-1]
        for part, is_that in (("head", "hash"), ("recorded_at", "recorded_at")):
            need(self.manifest[part] == last[is_that], f"the manifest's {part} is another's")

    def _given_whole(self) -> None:
        """Hold each stream to being whole or not, and what counts in the plan to being whole."""
        parts = {entry["originator"] for entry in self.entries if "event" not in entry}
        for entry in self.entries if parts else ():
            if "event" in entry:
                what, stream = f"entry #{entry['position']}", entry["originator"]
                need(stream not in parts, f"{what} is given whole, but not all of {stream}")
                event = entry["event"]
                event = (event["event"] or event) if entry["topic"] == CORRECTED else event
                if event["type"] == LINKED and event["relation"] in JOINING:
                    to = f"item:{event['to']}"
                    need(to not in parts, f"{what} is linked with {to}, which is not given whole")

    def _heads_are_those(self) -> None:
        waiting = iter(self.anchors)
        for entry in self.entries:
            if entry["topic"] not in GAVE_HEAD:
                continue
            number, line = entry["position"], next(waiting, {})
            what = f"the head that entry #{number} says was given away"
            need(line.get("entry") == number, f"{what} is missing, or is not in its place")
            exactly(line, ANCHOR, what)
            at, event = line["position"], entry.get("event", line)
            need(0 <= at < number, f"{what} is of no entry before it")
            for part in ("position", "head"):
                need(same(event.get(part), line[part]), f"{what} is another in anchors.jsonl")
            head = self.entries[at - 1]["hash"] if at else self.entries[0]["prev"]
            need(line["head"] == head, f"entry #{at} is not as it was when its head was given away")
        need(next(waiting, None) is None, "there is a head that no entry says was given away")

    def _texts_are_those(self, kept: list[dict[str, Any]]) -> None:
        about: dict[tuple[int, str], list[int]] = {}
        for entry in self.entries:
            if entry["topic"] in (ASKED, ERASED) and "event" in entry:
                named = about.setdefault((entry["event"]["entry"], entry["topic"]), [])
                named.append(entry["position"])
        waiting = iter(kept)
        for position, entry in enumerate(self.entries, start=1):
            if "event" not in entry:
                continue
            later = self.entries[position : position + 1]
            ends = not later or later[0]["command"] != entry["command"]
            promised = [(0, entry["login"])] if ends else []
            for number, committed in enumerate(commitments(entry["event"]), start=1):
                what = f"text {number} of entry #{position}"
                need(committed["text"] == number, f"{what} is not in its place")
                promised.append((number, committed["sha256"]))
            subject = self.subjects[position]
            erased = about.get((subject, ERASED), [])
            gone = erased[bisect_right(erased, position) :][:1]
            hidden = [by for by in about.get((subject, ASKED), [])[-1:] if by > position]
            for number, digest in promised:
                line = next(waiting, {})
                what = f"text {number} of entry #{position}"
                place = (line.get("position"), line.get("n"))
                need(place == (position, number), f"{what} is missing, or is not in its place")
                if number and (gone or hidden):
                    self._is_left(line, digest, "erased" if gone else "hidden", (gone or hidden)[0])
                else:
                    self._stands(line, digest, what)
        need(next(waiting, None) is None, "there is a text that belongs to no entry")

    def _stands(self, line: dict[str, Any], digest: str, what: str) -> None:
        exactly(line, STANDS, what)
        commitment = b"tracker-text-v1\n" + bytes.fromhex(line["salt"]) + line["text"].encode()
        need(sha256(commitment) == digest, f"{what} is not the one that was recorded")
        self.counts["stands"] += 1
        self.texts[digest] = line["text"]

    def _is_left(self, line: dict[str, Any], digest: str, word: str, by: int) -> None:
        what = f"text {line['n']} of entry #{line['position']}"
        exactly(line, {**PLACE, word: is_number}, what)
        need(line[word] == by, f"{what} is not {word} by the entry it names")
        self.counts[word] += 1
        entry = self.entries[by - 1]
        day = london_day(entry["recorded_at"])
        self.texts[digest] = f"[{word} {day.day} {day:%b %Y}: {entry['event']['reason']}]"

    # What the plan was.

    def known(self, position: int) -> int:
        """Return the last entry of the command that recorded the entry at a position."""
        command = self.entries[position - 1]["command"]
        while position < len(self.entries) and self.entries[position]["command"] == command:
            position += 1
        return position

    def streams(self, kind: str, position: int) -> dict[str, list[dict[str, Any]]]:
        """Return what is known at a position of each stream of a kind, by its id."""
        found: dict[str, list[dict[str, Any]]] = {}
        for entry in self.entries[: self.known(position)]:
            start, _, name = entry["originator"].partition(":")
            if start == kind and "event" in entry:
                found.setdefault(name, []).append(entry)
        return found

    def items(self, as_of: str, position: int) -> list[dict[str, Any]]:
        """Return the items of the plan on a day, as known at a position, in order."""
        every = [folded(ref, of, as_of) for ref, of in self.streams("item", position).items()]
        plan = {item["ref"]: item for item in sorted(filter(None, every), key=in_print)}
        for item in plan.values():
            item["counting"] = [(item, action) for action in item["actions"].values()]
        for item in plan.values():
            for relation, to, number in item["links"]:
                if relation == "serves" and to in plan and number in item["actions"]:
                    plan[to]["counting"].append((item, item["actions"][number]))
        one = self.manifest["inspection"]
        return [
            {**item, "told": told(plan, item, as_of)}
            for item in plan.values()
            if one in (None, item["inspection"])
        ]

    def names(self, as_of: str, position: int) -> dict[str, str]:
        """Return what each party is called on a day, as known at a position."""
        found = {}
        for party, entries in self.streams("party", position).items():
            steps = standing(entries)
            added = [event for _, _, event in steps if event["type"] == ADDED][-1:]
            first = [each["event"] for each in entries if each["topic"] == ADDED][:1]
            there = added and steps[0][0] <= as_of
            later = [event for day, _, event in steps if event["type"] == RENAMED and day <= as_of]
            for event in (added + later if there else first)[-1:]:
                found[party] = self.texts[event["name"]["sha256"]]
        return found


def sha256(raw: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same in JSON, where 1 is not true."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def commitments(value: Any) -> list[dict[str, Any]]:
    """Return every stored text in an event, in the order in which they stand."""
    if is_kept(value):
        return [value]
    inside = value.values() if isinstance(value, dict) else value
    if not isinstance(value, (dict, list)):
        return []
    return [found for each in inside for found in commitments(each)]


def london_day(instant: str) -> date:
    """Return the day in London at an instant."""
    at = datetime.fromisoformat(instant[:-1]).replace(tzinfo=timezone.utc)  # noqa: UP017 - Python 3.8
    begins, ends = (last_sunday(at.year, month) for month in (3, 10))
    return (at + timedelta(hours=1) if begins <= at < ends else at).date()


def last_sunday(year: int, month: int) -> datetime:
    """Return one in the morning (UTC) of the last Sunday of a month of 31 days."""
    last = datetime(year, month, 31, 1, tzinfo=timezone.utc)  # noqa: UP017 - Python 3.8
    return last - timedelta(days=last.isoweekday() % 7)


# How the plan follows from the entries.


def standing(entries: list[dict[str, Any]]) -> list[tuple[str, int, dict[str, Any]]]:
    """Return what stands of a stream, in order: its day, its position and its event."""
    gone: set[int] = set()
    for entry in reversed(entries):
        if entry["topic"] == TAKEN_BACK and entry["position"] not in gone:
            gone.add(entry["event"]["entry"])
    first: dict[int, tuple[str, int, dict[str, Any]]] = {}
    now: dict[int, tuple[str, int, dict[str, Any]] | None] = {}
    for entry in entries:
        event, position, topic = entry["event"], entry["position"], entry["topic"]
        if topic not in NAMES_ENTRY:
            first[position] = now[position] = (entry["effective_on"], position, event)
        elif topic in (CORRECTED, TAKEN_BACK) and position not in gone and event["entry"] in first:
            day, at, said = now[event["entry"]] or first[event["entry"]]
            now[at] = None
            if topic == CORRECTED:
                now[at] = (event["on"] or day, at, event["event"] or said)
    return sorted((fact for fact in now.values() if fact is not None), key=lambda fact: fact[:2])


def folded(ref: str, entries: list[dict[str, Any]], as_of: str) -> dict[str, Any] | None:
    """Return an item at the end of a day; none where it is not in the plan."""
    steps = standing(entries)
    made = next((step for step in steps if step[2]["type"] == MADE), None)
    if made is None or steps[0][0] > as_of:
        return None
    item: dict[str, Any] = {part: made[2][part] for part in PARTS[MADE]}
    item.update(ref=ref, published=made[0], response=None, closed_as=None, proposed=False)
    item.update(actions={}, links={}, open=set())
    for day, _, event in steps:
        if day <= as_of:
            take(item, event, day)
    return item


def take(item: dict[str, Any], event: dict[str, Any], day: str) -> None:
    """Let a step change an item; one that could not have happened changes nothing."""
    topic = event["type"][: -len(".v1")]
    number = event["action"] if "action" in PARTS.get(event["type"], ()) else None
    if item["closed_as"] is not None and topic not in (
        "recommendation-linked",
        "recommendation-reopened",
        "recommendation-reissued",
    ):
        return
    action: Any = item["actions"].get(number) if is_number(number) else None
    still = bool(item["open"])
    finished = event.get("closed_as") != "implemented" or not still
    if topic == "action-assigned":
        if action is None and item["response"] != "not agreed":
            item["open"].add(number)
            item["actions"][number] = {
                "ref": f"{item['ref']}/{number}",
                "what": event["what"],
                "owner": event["owner"],
                "first_due": event["due"],
                "due": event["due"],
                "started": False,
                "percent": None,
                "ended": None,
                "asked": None,
                "slips": 0,
            }
    elif action is None and number is not None:
        return
    elif topic == "recommendation-reissued":
        if day >= item["published"]:
            item.update(standard=event["standard"], text=event["text"])
    elif topic == "response-given":
        if event["response"] != "not agreed" or not still:
            item["response"] = event["response"]
    elif topic == "closure-proposed":
        item["proposed"] = item["proposed"] or finished
    elif topic == "closure-agreed":
        if item["proposed"] and finished:
            item.update(closed_as=event["closed_as"], proposed=False)
            for each in item["open"]:
                item["actions"][each].update(ended="withdrawn", asked=None)
            item["open"].clear()
    elif topic == "closure-refused":
        item["proposed"] = False
    elif topic == "recommendation-reopened":
        item["closed_as"] = None
    elif topic == "recommendation-linked":
        link = (event["relation"], event["to"], number)
        item["links"][link] = None
    elif topic == "action-reopened":
        if item["response"] != "not agreed":
            action["ended"] = None
            item["open"].add(number)
    elif action is not None:
        take_action(action, topic, event)
        if action["ended"] is not None:
            item["open"].discard(number)


def take_action(action: dict[str, Any], topic: str, event: dict[str, Any]) -> None:
    """Let a step change an action that it is about."""
    ended = action["ended"]
    if topic == "action-progressed":
        if ended is None or (ended == "complete" and event["percent"] in (None, 100)):
            percent = event["percent"]
            action.update(started=True, percent=action["percent"] if percent is None else percent)
    elif ended is not None and topic in ("action-completed", "action-withdrawn", "action-reowned"):
        return
    elif topic == "action-completed":
        action.update(ended="complete", started=True, asked=None)
    elif topic == "action-withdrawn":
        action.update(ended="withdrawn", asked=None)
    elif topic == "action-reowned":
        action["owner"] = event["owner"]
    elif topic == "date-change-asked":
        if ended is None and action["asked"] is None:
            action["asked"] = action["due"]
    elif topic == "date-change-agreed" and action["asked"] is not None:
        slips = action["slips"] + (event["to"] > action["asked"])
        action.update(due=event["to"], asked=None, slips=slips)
    elif topic == "date-change-refused":
        action["asked"] = None


def in_print(item: dict[str, Any]) -> Any:
    """Return what orders items as their reports print them."""
    parts = re.split("[.-]", item["number"])
    keys = [worth(p) if re.fullmatch("[0-9]+", p) else (0, "", p) for p in parts]
    return item["inspection"], item["standard"] is not None, keys, item["ref"]


def worth(digits: str) -> tuple[int, str, str]:
    """Return what orders digits as the number they make, however many there are."""
    plain = digits.lstrip("0")
    return len(plain), plain, ""


def told(plan: dict[str, Any], item: dict[str, Any], as_of: str) -> dict[str, Any]:
    """Return what is shown of an item."""
    stands, passed = item, {item["ref"]}
    while covered_by(stands) in plan and covered_by(stands) not in passed:
        stands = plan[covered_by(stands)]
        passed.add(stands["ref"])
    actions = [shown(action, as_of) for _, action in item["counting"]]
    carried = [action for action in actions if action["status"] != "withdrawn"]
    percents = [action["percent"] or 0 for action in carried]
    return {
        "ref": item["ref"],
        "response": item["response"],
        "status": status(stands),
        "closed_as": stands["closed_as"],
        "covered_by": covered_by(item),
        "owners": list(dict.fromkeys(action["owner"] for action in carried)),
        "first_due": max((action["first_due"] for action in carried), default=None),
        "due": max((action["due"] for action in carried), default=None),
        "days_late_first": max((action["days_late_first"] for action in carried), default=0),
        "days_late": max((action["days_late"] for action in carried), default=0),
        "slips": sum(action["slips"] for action in actions),
        "percent": (2 * sum(percents) + len(carried)) // (2 * len(carried)) if carried else None,
        "actions_total": len(carried),
        "actions_complete": sum(action["status"] == "complete" for action in carried),
        "actions": actions,
    }


def covered_by(item: dict[str, Any]) -> Any:
    """Return the item that covers another, or null."""
    found = [to for relation, to, _ in item["links"] if relation == "covered by"]
    return found[-1] if found else None


def status(item: dict[str, Any]) -> str:
    """Return where an item stands that is not covered by another."""
    states = {action["ended"] for _, action in item["counting"]} - {"withdrawn"}
    if item["closed_as"] is not None:
        return "closed"
    if item["proposed"]:
        return "closure proposed"
    if item["response"] in (None, "not agreed") or not states:
        return item["response"] or "awaiting response"
    return "in progress" if None in states else "actions complete"


def shown(action: dict[str, Any], as_of: str) -> dict[str, Any]:
    """Return what is shown of an action."""
    found = {part: action[part] for part in ("ref", "owner", "first_due", "due", "slips")}
    begun = "in progress" if action["started"] else "not started"
    found["status"] = action["ended"] or begun
    found["percent"] = 100 if action["ended"] == "complete" else action["percent"]
    for late, due in (("days_late", "due"), ("days_late_first", "first_due")):
        days = (date.fromisoformat(as_of) - date.fromisoformat(action[due])).days
        found[late] = max(0, days) if action["ended"] is None else 0
    return found


# What is said of it.


def safe(text: str) -> str:
    """Return a text as one line that can do nothing to a terminal: odd characters as codes."""
    odd = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    codes = (f"\\u{ord(c):04x}" if unicodedata.category(c) in odd else c for c in text)
    return "".join(codes)


def say(*parts: Any) -> None:
    """Print a line, made safe."""
    sys.stdout.write(safe(" ".join(str(part) for part in parts if part is not None)) + "\n")


def tell(bundle: Bundle, heads: list[str], as_of: str | None, position: int | None) -> None:
    """Print what was found; raises SpoiledError where a head is not one of this history."""
    manifest, entries, counts = bundle.manifest, bundle.entries, bundle.counts
    whole = sum("event" in entry for entry in entries)
    say("Ledger:", manifest["ledger"], f"(made by tracker {manifest['program']})")
    if manifest["inspection"] is not None:
        say("Of one inspection:", manifest["inspection"])
    if entries[0].get("event", {}).get("demonstration") is True:
        say("A demonstration: its plan is illustrative, its instants are played.")
    headers = (
        f"{whole} whole, {len(entries) - whole} as headers" if whole < len(entries) else "whole"
    )
    say(f"Unbroken: {len(entries)} entries, none missing, {headers}.")
    stands, hidden, erased = counts["stands"], counts["hidden"], counts["erased"]
    say(f"Texts: {stands} as recorded, {hidden} hidden, {erased} erased.")
    say(f"Heads given away before: {len(bundle.anchors)}, all of this history.")
    say("Head:", manifest["head"], "recorded", manifest["recorded_at"])
    for entry in entries:
        if "event" in entry and entry["topic"] == DOUBT:
            said = entry["event"]
            why = bundle.texts[said["reason"]["sha256"]]
            doubtful = f"#{said['first']} to #{said['last']} and what was recorded just after"
            say(f"Times in doubt: {doubtful}; #{entry['position']} says why: {why}")
    for head in heads:
        found = [entry["position"] for entry in entries if entry["hash"] == head]
        need(found, "the head given is not one of this history: it is not what it was then")
        say(f"The head given is that of entry #{found[0]}: up to there all is as it was then.")
    if position is not None and as_of is None:
        as_of = london_day(entries[bundle.known(position) - 1]["recorded_at"]).isoformat()
    as_of = as_of or bundle.plan["as_of"]
    position = bundle.known(position or len(entries))
    say(f"The plan, true on {as_of} (end of day), as known at #{position}:")
    names = bundle.names(as_of, position)
    for item in bundle.items(as_of, position):
        facts = item["told"]
        say(" ", facts["ref"], f"[{outline(facts)}]", bundle.texts[item["text"]["sha256"]])
        actions = [action for _, action in item["counting"]]
        for n, action in enumerate(facts["actions"]):
            what = bundle.texts[actions[n]["what"]["sha256"]]
            owner = names.get(action["owner"], action["owner"])
            say("   ", action["ref"], f"[{outline(action)}]", f"{owner}:", what)
    say(
        "SOUND, and the plan in the bundle follows from its entries. Names are as stated by whoever"
    )
    say("typed, and what was entered may be untrue: FORMAT.md says what is proved and what is not.")


def outline(facts: dict[str, Any]) -> str:
    """Return where an item or an action stands, in a line."""
    found = str(facts["status"])
    if facts.get("closed_as"):
        found += f" as {facts['closed_as']}"
    if facts["first_due"]:
        found += f", first due {facts['first_due']}, agreed {facts['due']}"
        found += f", days late {facts['days_late_first']} and {facts['days_late']}"
    return found


def heads_in(text: str) -> list[str]:
    """Return the heads in a text, each once: 64 digits, together or in groups."""
    alone = "".join(text.split()).lower()
    if is_hex(alone):
        return [alone]
    found = re.findall(
        r"(?<![0-9a-f])(?:[0-9a-f]{8}[\s>|]*){7}[0-9a-f]{8}(?![0-9a-f])", text.lower()
    )
    return list(dict.fromkeys(re.sub("[^0-9a-f]", "", each) for each in found))


def asked(words: list[str] | None) -> argparse.Namespace:
    """Return what was asked; ends with 2 where that cannot be."""
    parser = argparse.ArgumentParser(description="Check a bundle of an action plan's record.")
    parser.add_argument("bundle", help="the bundle, a .zip")
    parser.add_argument(
        "--head", help="the head in the minutes: 64 digits, or the text that it stands in"
    )
    parser.add_argument("--as-of", metavar="DATE", help="show the plan true on a day, 2026-03-31")
    parser.add_argument("--known-at", metavar="POSITION", help="as it was known at an entry, 1204")
    found = parser.parse_args(words)
    found.heads = heads_in(found.head or "")
    if found.head is not None and not found.heads:
        parser.error("there is no head in that: one has 64 digits of 0-9 and a-f")
    if found.as_of is not None and not is_day(found.as_of):
        parser.error("--as-of is a date like 2026-03-31")
    if found.known_at is not None:
        if not re.fullmatch("#?[1-9][0-9]{0,14}", found.known_at):
            parser.error("--known-at is the position of an entry, like 1204")
        found.known_at = int(found.known_at.lstrip("#"))
    return found


def main(words: list[str] | None = None) -> int:
    """Check a bundle and print what was found; return 0, 2 or 4."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    question = asked(words)
    try:
        bundle = Bundle(question.bundle)
        if question.known_at is not None and question.known_at > len(bundle.entries):
            return ended(f"There is no entry #{question.known_at} in this bundle.", 2)
        tell(bundle, question.heads, question.as_of, question.known_at)
        sys.stdout.flush()
    except SpoiledError as spoiled:
        return ended(f"SPOILED: {spoiled}.", 4)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no name of a file"
        return ended(f"{question.bundle} cannot be read, or the answer not written: {reason}.", 2)
    except KeyboardInterrupt:
        return ended("Stopped.", 2)
    except Exception as error:  # noqa: BLE001 - whatever a bundle holds, nobody sees a traceback
        return ended(f"SPOILED: in a way this checker does not know ({type(error).__name__}).", 4)
    return 0


def ended(sentence: str, code: int) -> int:
    """Print how it ended and return the exit code."""
    sys.stderr.write(safe(sentence) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
