"""Bundles for tests: ledgers with a little of everything, taken apart and laid together again."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import date, timedelta
from itertools import cycle
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import given as g
from stores import OPENED, SampleLedger

from tracker.application.export import bundle_members
from tracker.application.tracker import Tracker
from tracker.domain import events as e
from tracker.domain.vocabulary import ErasureReason
from tracker.ledger.bundle import zip_bundle
from tracker.ledger.check import GAVE_HEAD, MEMBERS
from tracker.ledger.envelope import NewEntry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tracker.domain.bitemporal import Entry
    from tracker.domain.vocabulary import InspectionId, ItemRef

Members: TypeAlias = dict[str, bytes]
Lines: TypeAlias = list[dict[str, Any]]

CHILD: Final = "Spoke with the mother of Kim Childname"
PROGRAM: Final = "0.1.0"
"""The version of the program that makes them."""


def everything(folder: Path, store: str = "sqlite", **fixed: Any) -> SampleLedger:
    """Return a ledger with an anchor, a text that is hidden, one that is gone, and another item."""
    sample = SampleLedger(store, folder, **fixed).opened()
    sample.append(g.made(ref=g.OTHER).event, on=OPENED, stream=f"item:{g.OTHER}")
    sample.append(g.linked(to=g.OTHER).event, on=OPENED)
    for day, words in enumerate((CHILD, "Spoke with the school", "Kept as it is"), start=1):
        sample.clock.instant += timedelta(days=1)
        sample.manager.log(f"{g.REF}/1", words, percent=day * 10)
    positions = [
        x.position for x in sample.record.entries() if isinstance(x.event, e.ActionProgressed)
    ]
    sample.manager.correct(positions[0], reason="Mistyped", given={"text": f"{CHILD} again"})
    sample.manager.ask_erasure(positions[0], ErasureReason.NAMES_A_CHILD)
    sample.by("Jo Chair").confirm_erasure(positions[0])
    sample.manager.ask_erasure(positions[1], ErasureReason.OTHER)
    head = sample.record.head()
    anchor = e.HeadAnchored(position=head.position, head=head.hash, to="The inspector")
    sample.append(anchor, on=OPENED, stream="anchors")
    sample.clock.instant += timedelta(days=1)
    return sample


def bundle(
    sample: SampleLedger, *, as_of: date | None = None, inspection: InspectionId | None = None
) -> bytes:
    """Return the bundle of a ledger as it is now, without recording that it was made."""
    tracker = Tracker(sample.record)
    return zip_bundle(
        bundle_members(
            sample.record, tracker.folded_plan(tracker.moment(as_of)), PROGRAM, inspection
        )
    )


def export(sample: SampleLedger, path: Path, *, inspection: str | None = None) -> e.ExportMade:
    """Export as the manager, and return what was recorded of it."""
    receipt = sample.manager.export(path, program=PROGRAM, inspection=inspection)
    (entry,) = receipt.entries
    assert isinstance(entry.event, e.ExportMade)
    return entry.event


def for_bundles(folder: Path) -> Path:
    """Return a folder made in another, for bundles: the ledger's own holds other files."""
    path = folder / "out"
    path.mkdir()
    return path


def tell(sample: SampleLedger, story: Sequence[Entry], ref: ItemRef, saves: Sequence[int]) -> int:
    """Record a story about an item, a few entries in each command; return where it begins."""
    begins = sample.record.head().position
    left = [NewEntry(f"item:{ref}", x.effective_on, _moved(x, ref, begins)) for x in story]
    for count in cycle(saves):
        if not left:
            break
        sample.clock.instant += timedelta(hours=7)
        with sample.record.unit():
            command = f"from-{sample.record.head().position}"
            sample.record.append(left[:count], actor=g.MANAGER, command_id=command)
        del left[:count]
    return begins


def _moved(entry: Entry, ref: ItemRef, begins: int) -> e.AnyEvent:
    """Return what a story says of its entries, where it is told further down, of another item."""
    event = entry.event
    if isinstance(event, e.Mending):
        return event.model_copy(update={"entry": event.entry + begins})
    if isinstance(event, e.RecommendationMade):
        inspection, _, number = ref.partition("/")
        return event.model_copy(update={"number": number, "inspection": inspection})
    return event


# Bundles as files.


def taken(raw: bytes) -> Members:
    """Return the members of a bundle."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def laid(members: Members, **manifest: object) -> bytes:
    """Return a bundle of these members, whose manifest names them as they are now."""
    named = json.loads(members["manifest.json"])
    named["members"] = {name: hashlib.sha256(members[name]).hexdigest() for name in MEMBERS[1:]}
    return zip_bundle({**members, "manifest.json": json.dumps({**named, **manifest}).encode()})


def lines(members: Members, name: str) -> Lines:
    """Return the objects of a member, one a line."""
    return [json.loads(line) for line in members[name].splitlines()]


def with_lines(members: Members, name: str, objects: Lines) -> Members:
    """Return the members with these objects in one of them."""
    return {**members, name: b"".join(json.dumps(x).encode() + b"\n" for x in objects)}


def rehashed(members: Members, *, heads_too: bool = False) -> bytes:
    """Return the bundle of somebody who changed an entry and worked out every hash anew.

    `heads_too` puts the heads that were given away right as well, in the events and beside them.
    """
    ledger = json.loads(members["manifest.json"])["ledger"]
    entries = lines(members, "entries.jsonl")
    prev = hashlib.sha256(f"tracker-ledger-v1:{ledger}".encode()).hexdigest()
    heads, anchors = [prev], []
    for number, entry in enumerate(entries, start=1):
        entry["prev"] = heads[-1]
        if heads_too and entry["topic"] in GAVE_HEAD:
            event = json.loads(entry["state"])
            event["head"] = heads[event["position"]]
            entry["state"] = json.dumps(event)
            anchors.append({"entry": number, **{x: event[x] for x in ("position", "head")}})
        answer = {name: value for name, value in entry.items() if name not in {"hash", "state"}}
        state = hashlib.sha256(entry["state"].encode()).hexdigest()
        answer.update(v=1, ledger=ledger, state=state)
        body = json.dumps(answer, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        entry["hash"] = hashlib.sha256(b"tracker-event-v1\n" + body.encode()).hexdigest()
        heads.append(entry["hash"])
    kept = with_lines(members, "anchors.jsonl", anchors) if heads_too else members
    return laid(with_lines(kept, "entries.jsonl", entries), head=heads[-1])
