"""Every way to spoil a bundle that we could think of, most with a manifest put right again.

Each takes the members of a sound bundle of `bundle_samples.everything`, or of a story told after
it, and a number that says where; it returns the bytes of a bundle that must be found out.
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from warnings import catch_warnings, simplefilter

from bundle_samples import Lines, Members, laid, lines, with_lines

from tracker.ledger.bundle import zip_bundle

if TYPE_CHECKING:
    from collections.abc import Callable

Spoiling: TypeAlias = "Callable[[Members, int], bytes]"
Change: TypeAlias = "Callable[[dict[str, Any]], object]"

ENTRIES, TEXTS, ANCHORS = "entries.jsonl", "texts.jsonl", "anchors.jsonl"


def _changed(name: str, change: Change) -> Spoiling:
    """Change one object of a member."""

    def spoil(members: Members, where: int) -> bytes:
        objects = lines(members, name)
        change(objects[where % len(objects)])
        return laid(with_lines(members, name, objects))

    return spoil


def _line(change: Callable[[bytes], bytes]) -> Spoiling:
    """Change one line of the entries as it is written."""

    def spoil(members: Members, where: int) -> bytes:
        written = members[ENTRIES].splitlines(keepends=True)
        place = where % len(written)
        written[place] = change(written[place])
        return laid({**members, ENTRIES: b"".join(written)})

    return spoil


def _arranged(name: str, arrange: Callable[[Lines, int], object]) -> Spoiling:
    """Leave out, double or exchange objects of a member."""

    def spoil(members: Members, where: int) -> bytes:
        objects = lines(members, name)
        arrange(objects, where % max(len(objects) - 1, 1))
        return laid(with_lines(members, name, objects))

    return spoil


def _named(**parts: object) -> Spoiling:
    """Let the manifest say something else."""
    return lambda members, _: laid(members, **parts)


def _raw(change: Callable[[bytes, int], bytes]) -> Spoiling:
    """Change the file as it lies on the disk."""
    return lambda members, where: change(zip_bundle(members), where)


def _flipped(raw: bytes, where: int) -> bytes:
    place = where % len(raw)
    return raw[:place] + bytes([raw[place] ^ 1 << where % 8]) + raw[place + 1 :]


def _planned(change: Change) -> Spoiling:
    """Let the plan in the bundle say something else."""

    def spoil(members: Members, _: int) -> bytes:
        plan = json.loads(members["plan.json"])
        change(plan)
        return laid({**members, "plan.json": json.dumps(plan).encode()})

    return spoil


def _archived(name: str | None, compression: int = zipfile.ZIP_STORED) -> Spoiling:
    """Lay the members into a zip otherwise: one of them under another name, or compressed."""

    def spoil(members: Members, where: int) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", compression) as archive, catch_warnings():
            simplefilter("ignore")  # that a name stands twice
            for place, (member, content) in enumerate(members.items()):
                called = name if name is not None and place == where % 8 else member
                archive.writestr(zipfile.ZipInfo(called), content, compression)
        return file.getvalue()

    return spoil


def _stands(line: dict[str, Any]) -> bool:
    return "text" in line


def _whole(entry: dict[str, Any]) -> bool:
    return "state" in entry


def _first(name: str, which: Callable[[dict[str, Any]], bool], change: Change) -> Spoiling:
    """Change one of the objects of a member that are such."""

    def spoil(members: Members, where: int) -> bytes:
        objects = lines(members, name)
        such = [answer for answer in objects if which(answer)]
        change(such[where % len(such)])
        return laid(with_lines(members, name, objects))

    return spoil


def _put(**parts: object) -> Change:
    """Put other values in place of some parts."""
    return lambda found: found.update(parts)


def _instead(**parts: object) -> Change:
    """Put something else in place of all."""

    def change(found: dict[str, Any]) -> None:
        kept = {name: found[name] for name in ("position", "n")}
        found.clear()
        found.update(kept, **parts)

    return change


def _swap(objects: Lines, where: int) -> None:
    objects[where], objects[where + 1] = objects[where + 1], objects[where]


SPOILINGS: Final[dict[str, Spoiling]] = {
    "a bit flipped": _raw(_flipped),
    "cut short": _raw(lambda raw, where: raw[: where % len(raw)]),
    "more after it": _raw(lambda raw, _: raw + b"\n"),
    "more before it": _raw(lambda raw, _: b"\n" + raw),
    "compressed": _archived(None, zipfile.ZIP_DEFLATED),
    "a path outside": _archived("../../outside"),
    "a name on another disk": _archived("C:\\outside"),
    "a member twice": _archived("check.py"),
    "dates and rights of its own": _archived(None),
    "an entry left out": _arranged(ENTRIES, lambda objects, where: objects.pop(where)),
    "an entry doubled": _arranged(ENTRIES, lambda x, where: x.insert(where, x[where])),
    "entries exchanged": _arranged(ENTRIES, _swap),
    "the last entry left out": _arranged(ENTRIES, lambda objects, _: objects.pop()),
    "another actor": _changed(ENTRIES, _put(actor="p77")),
    "another day": _changed(ENTRIES, _put(effective_on="2020-02-29")),
    "no day": _changed(ENTRIES, _put(effective_on="2023-02-29")),
    "another instant": _changed(ENTRIES, _put(recorded_at="2026-01-01T00:00:00.000000Z")),
    "no instant": _changed(ENTRIES, _put(recorded_at="2026-01-01T24:00:00.000000Z")),
    "another command": _changed(ENTRIES, _put(command="another")),
    "another stream": _changed(ENTRIES, _put(originator="item:knowsley-2023/9")),
    "another place in its stream": _changed(ENTRIES, _put(version=99)),
    "another topic": _changed(ENTRIES, _put(topic="another.v1")),
    "another hash": _changed(ENTRIES, _put(hash="0" * 64)),
    "another hash before": _changed(ENTRIES, _put(prev="0" * 64)),
    "another login": _changed(ENTRIES, _put(login="0" * 64)),
    "true for a number": _changed(ENTRIES, _put(position=True, version=True)),
    "a part more": _changed(ENTRIES, _put(remark="")),
    "a part less": _changed(ENTRIES, lambda entry: entry.pop("actor")),
    "an event with a space more": _first(
        ENTRIES, _whole, lambda entry: entry.update(state=entry["state"] + " ")
    ),
    "only a header": _first(
        ENTRIES, _whole, lambda entry: entry.update(state_sha256="0" * len(entry.pop("state")[:64]))
    ),
    "not a number": _line(lambda line: line.replace(b'"version":1', b'"version":NaN', 1)[:-1]),
    "a name twice": _line(lambda line: line.replace(b"{", b'{"actor":"p1",', 1)),
    "a fraction": _line(lambda line: line.replace(b'"version":', b'"version":1.0e0,"v":', 1)),
    "a huge number": _line(lambda line: line.replace(b'"version":', b'"version":' + b"9" * 5_000)),
    "too deep": _line(lambda line: line.replace(b"{", b'{"x":' + b"[" * 9_000, 1)),
    "not UTF-8": _line(lambda line: line.replace(b'"p', b'"\xff', 1)),
    "half a character": _line(lambda line: line.replace(b'"p', b'"\\ud800', 1)),
    "a mark of its byte order": _line(lambda line: b"\xef\xbb\xbf" + line),
    "a blank line": _line(lambda line: line + b"\n"),
    "a list": _line(lambda _: b"[]\n"),
    "a text changed": _first(TEXTS, _stands, _put(text="It was otherwise")),
    "a salt changed": _first(TEXTS, _stands, _put(salt="0" * 64)),
    "a text left out": _arranged(TEXTS, lambda objects, where: objects.pop(where)),
    "a text doubled": _arranged(TEXTS, lambda x, where: x.insert(where, x[where])),
    "texts exchanged": _arranged(TEXTS, _swap),
    "a text said to be erased": _first(TEXTS, _stands, _instead(erased=3)),
    "a text said to be hidden": _first(TEXTS, _stands, _instead(hidden=3)),
    "an erased text put back": _first(
        TEXTS, lambda x: "erased" in x, _instead(salt="0" * 64, text="Kim Childname")
    ),
    "a hidden text put back": _first(
        TEXTS, lambda x: "hidden" in x, _instead(salt="0" * 64, text="Kim Childname")
    ),
    "erased by another entry": _first(TEXTS, lambda x: "erased" in x, _put(erased=2)),
    "hidden by another entry": _first(TEXTS, lambda x: "hidden" in x, _put(hidden=2)),
    "a head given away left out": _arranged(ANCHORS, lambda objects, _: objects.pop()),
    "a head given away doubled": _arranged(ANCHORS, lambda objects, _: objects.append(objects[0])),
    "a head that nobody gave away": _changed(ANCHORS, _put(entry=1, position=0)),
    "a head given away changed": _changed(ANCHORS, _put(head="0" * 64)),
    "a head of no entry": _changed(ANCHORS, _put(position=10**9)),
    "a head before the first": _changed(ANCHORS, _put(position=-1)),
    "a status changed": _planned(lambda plan: plan["items"][0].update(status="another")),
    "a lateness changed": _planned(lambda plan: plan["items"][0].update(days_late=4_000)),
    "true for one": _planned(lambda plan: plan["items"][0].update(slips=False, percent=True)),
    "an item left out": _planned(lambda plan: plan["items"].pop()),
    "the plan of another entry": _planned(lambda plan: plan.update(position=1)),
    "the plan of another day": _planned(lambda plan: plan.update(as_of="1999-12-31")),
    "another ledger": _named(ledger="4f2a0c1e-5b7d-4e8f-9a01-23456789abcd"),
    "another count": _named(position=7),
    "another head": _named(head="0" * 64),
    "another form": _named(format="tracker-bundle-v2"),
    "a number for its program": _named(program=1),
    "more in the manifest": _named(remark=""),
    "another digest": lambda members, _: zip_bundle({**members, "README.txt": b"Trust me.\n"}),
    "no entries": lambda members, _: laid({**members, ENTRIES: b""}, position=0),
}

OF_ITEMS: Final = frozenset(
    {
        "a status changed",
        "a lateness changed",
        "true for one",
        "an item left out",
        "the plan of another day",
    }
)
"""What spoils a plan that has items: where it has none, there is nothing to tell otherwise."""


def ways(members: Members) -> list[str]:
    """Return the ways in which a bundle can be spoilt."""
    items = json.loads(members["plan.json"])["items"]
    return sorted(SPOILINGS if items else SPOILINGS.keys() - OF_ITEMS)
