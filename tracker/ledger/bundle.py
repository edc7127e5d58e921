"""A bundle: a copy of a ledger, whole or for one inspection, laid out as docs/FORMAT.md says.

The same ledger at the same position, with the same texts erased, gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.domain.errors import DamagedEntryError
from tracker.domain.events import ExportMade, HeadAnchored, TextErased
from tracker.ledger.chain import genesis
from tracker.ledger.check import ALWAYS_WHOLE, MEMBERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from tracker.domain.bitemporal import Entry
    from tracker.ledger.envelope import Head, LedgerRow
    from tracker.ledger.texts import StoredText

README = """\
A copy of the record of an action plan, made by tracker so that you can check it yourself.

You need Python 3.8 or later, and nothing else. In the folder with the bundle, with its own name:

    unzip BUNDLE.zip check.py
    python3 -I check.py BUNDLE.zip --head "the head printed in the minutes"

(On Windows: tar -xf BUNDLE.zip check.py, and py in place of python3.)

It says whether the record is unbroken and complete, whether its texts are those recorded, and
whether it goes on from the head in the minutes. Without a head from elsewhere it cannot say that
the whole history was not written anew. For the plan as it was on a day, as known at an entry:

    python3 -I check.py BUNDLE.zip --as-of 2026-03-31 --known-at 1204

A checker that comes with what it checks could be false: compare its SHA-256 with that of the one
published with the program, or write another; FORMAT.md says all it takes.
"""


def bundled_documents() -> dict[str, bytes]:
    """Return what is in every bundle: its format, how to check it, and the checker."""
    here = Path(str(files("tracker")))
    packed = here / "_docs" / "FORMAT.md"
    manual = packed if packed.exists() else here.parent / "docs" / "FORMAT.md"
    return {
        "FORMAT.md": manual.read_bytes(),
        "README.txt": README.encode(),
        "check.py": (here / "ledger" / "check.py").read_bytes(),
    }


def whole_stream_test(inspection: str | None, joined: Iterable[str] = ()) -> Callable[[str], bool]:
    """Return which streams a bundle holds whole: of one inspection, all that its plan needs.

    `joined` are the streams of items elsewhere that its items are linked with.
    """
    if inspection is None:
        return lambda _: True
    named = {*ALWAYS_WHOLE, f"inspection:{inspection}", *joined}
    starts = ("party:", "service:", f"item:{inspection}/")
    return lambda stream: stream in named or stream.startswith(starts)


def members(
    rows: Iterable[LedgerRow],
    head: Head,
    *,
    inspection: str | None,
    whole: Callable[[str], bool],
    anchors: Sequence[Entry],
    plan: Mapping[str, object],
    program: str,
) -> dict[str, bytes]:
    """Return the eight members of a bundle by name, for the rows of a ledger up to a head.

    `anchors` are the entries that gave a head away. Raises DamagedEntryError for a row that cannot
    be written out; whether the rest is as it was recorded is for the checker to say.
    """
    entries, texts = io.BytesIO(), io.BytesIO()
    prev, instant = genesis(head.ledger), ""
    for row in rows:
        if not isinstance(row.hash, bytes) or not isinstance(row.state, bytes):
            raise DamagedEntryError(row.position, "it is not stored as bytes")
        given = whole(str(row.originator_id))
        entries.write(_line(_entry(row, prev, whole=given)))
        if given:
            texts.writelines(_line(text) for text in _texts(row))
        prev, instant = row.hash.hex(), row.recorded_at
    files = {
        "entries.jsonl": entries.getvalue(),
        "texts.jsonl": texts.getvalue(),
        "anchors.jsonl": b"".join(map(_line, _heads(anchors))),
        "plan.json": _line(plan),
        **bundled_documents(),
    }
    manifest = {
        "format": "tracker-bundle-v1",
        "ledger": head.ledger,
        "inspection": inspection,
        "position": head.position,
        "head": head.hash,
        "recorded_at": instant,
        "program": program,
        "members": {name: hashlib.sha256(files[name]).hexdigest() for name in MEMBERS[1:]},
    }
    return {"manifest.json": _line(manifest), **files}


def zip_bundle(files: Mapping[str, bytes]) -> bytes:
    """Return a bundle's file: its members in order, stored as they are, with no date of their own.

    The checker holds every byte of it to the format.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name in MEMBERS:
            member = zipfile.ZipInfo(name)
            member.create_system, member.external_attr = 3, 0o100600 << 16
            archive.writestr(member, files[name])
    return file.getvalue()


def _line(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _entry(row: LedgerRow, prev: str, *, whole: bool) -> dict[str, object]:
    stored = {"state": row.state.decode()}
    header = {"state_sha256": hashlib.sha256(row.state).hexdigest()}
    return {
        "position": row.position,
        "prev": prev,
        "recorded_at": row.recorded_at,
        "effective_on": row.effective_on,
        "actor": row.actor,
        "login": row.login,
        "command": row.command,
        "originator": str(row.originator_id),
        "version": row.originator_version,
        "topic": row.topic,
        **(stored if whole else header),
        "hash": row.hash.hex(),
    }


def _texts(row: LedgerRow) -> Iterator[dict[str, object]]:
    for text in sorted(row.texts, key=lambda text: text.n):
        yield {"position": row.position, "n": text.n, **_left_out(row, text)}


def _left_out(row: LedgerRow, text: StoredText) -> dict[str, object]:
    """Return a text with its salt, or which entry hides or erased it."""
    if text.hidden is None and text.salt is not None:
        return {"salt": text.salt.hex(), "text": text.body}
    by: Any = row.erasures.get(text.hidden or 0)
    word = "erased" if by is not None and by.topic == ERASED else "hidden"
    return {word: text.hidden}


ERASED = TextErased.model_fields["type"].default


def _heads(anchors: Iterable[Entry]) -> Iterator[dict[str, object]]:
    for entry in anchors:
        if isinstance(entry.event, HeadAnchored | ExportMade):
            yield {
                "entry": entry.position,
                "position": entry.event.position,
                "head": entry.event.head,
            }
