"""One walk through a ledger's rows, side by side: entries, saves and texts, each read once.

Every entry is hashed again, from the bytes as they lie there; its event is read as the catalogue
has it, and its texts are held to their commitments. The walk holds one row of each table at a time,
and trusts none of them: whatever lies there, it ends, and what is wrong becomes a finding.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING

from pydantic import ValidationError

from tracker.domain import events as e
from tracker.domain.errors import UnknownEventError
from tracker.domain.free_text import Erased
from tracker.ledger.chain import genesis
from tracker.ledger.findings import NEWER, Findings
from tracker.ledger.mapper import FAULTS, EntryMapper, first_fault
from tracker.ledger.system import system_salt
from tracker.ledger.verify_totals import HASH_BYTES, Anchor, EntryTexts, WalkTotals, commitments

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.domain.head_text import SavedHead
    from tracker.ledger.verify_totals import Row

_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3])(:[0-5][0-9]){2}\.[0-9]{6}Z")
_NOTED = {e.HeadAnchored, e.ExportMade, e.EntryCorrected, e.EntryTakenBack}
_NOTED |= {e.ErasureAsked, e.TextErased}
_TYPE = re.compile(r"[a-z]+(-[a-z]+)*\.v[1-9][0-9]*")


class EntryWalk:
    """Goes through the rows of one ledger; `findings` gathers what is wrong."""

    def __init__(self, ledger: str, findings: Findings, seek: Sequence[SavedHead]) -> None:
        self._findings = findings
        self._seek = [kept.head for kept in seek]
        self._mapper = EntryMapper(system_salt)
        self._beside = EntryTexts()
        self.found = WalkTotals(sought=[[] for _ in seek])
        self._prev = genesis(ledger)
        self._ledger = quoted(ledger)
        self._look(0, self._prev)

    def through(self, entries: Iterator[Row], saves: Iterator[Row], texts: Iterator[Row]) -> None:
        """Walk to the end. Entries and saves come by position, texts by position and number."""
        add = self._findings.add
        expected, chained = 1, True
        save, ends = self._next_save(saves, 0)
        text = next(texts, None)
        for entry in entries:
            position = entry[0]
            if position != expected:
                chained = False
                if position < expected:
                    add("order", f"Entry #{position} is repeated after #{expected - 1}.", position)
                    continue
                self._missing(expected, position)
            while save is not None and ends < position:
                save, ends = self._next_save(saves, ends)
            beside = self._beside.beside
            beside.clear()
            while text is not None and text[0] <= position:
                if text[0] == position:
                    beside[text[1]] = text
                else:
                    self._stray(text)
                text = next(texts, None)
            if save is None:
                add("save", f"Entry #{position} belongs to no command.", position)
            else:
                self._entry(entry, save, ends=ends == position, chained=chained)
            digest = entry[6]
            chained = type(digest) is bytes and len(digest) == HASH_BYTES
            if chained:
                self._prev = digest.hex()
                if self._seek:
                    self._look(position, self._prev)
            expected = position + 1
            self.found.entries += 1
        self.found.head = bytes.fromhex(self._prev)
        while text is not None:
            self._stray(text)
            text = next(texts, None)
        while save is not None:
            if ends >= expected:
                self._missing(expected, ends + 1)
                expected = ends + 1
            save, ends = self._next_save(saves, ends)

    def _missing(self, first: int, after: int) -> None:
        which = (
            f"Entry #{first} is" if after == first + 1 else f"Entries #{first} to #{after - 1} are"
        )
        self._findings.add("missing", f"{which} missing.", first)

    def _stray(self, text: Row) -> None:
        position = text[0]
        self._findings.add(
            "text", f"A text lies beside entry #{position}, which is not there.", position
        )

    def _look(self, position: int, head: str) -> None:
        """Note where the heads are that someone looks for."""
        for sought, places in zip(self._seek, self.found.sought, strict=True):
            if head.startswith(sought):
                places.append(position)

    def _next_save(self, saves: Iterator[Row], before: int) -> tuple[Row | None, int]:
        """Return the next save, its parts quoted for hashing, and the last entry it covers."""
        save = next(saves, None)
        if save is None:
            return None, before
        last, recorded_at, actor, command, login = save
        try:
            if _INSTANT.fullmatch(recorded_at) is None:
                raise ValueError(recorded_at)  # noqa: TRY301 - one sentence for each way to fail
            datetime.fromisoformat(recorded_at)
        except (TypeError, ValueError):
            self._findings.add(
                "instant", f"The instant at which entry #{last} was recorded is not one.", last
            )
        else:
            earlier = self.found.recorded_at
            if earlier is not None and recorded_at <= earlier:
                says = f"Entry #{last} was recorded no later than the one before it."
                self._findings.add("instant", says, last)
            self.found.recorded_at = recorded_at
        try:
            who = f'{{"actor":{quoted(actor)},"command":{quoted(command)},"effective_on":'
            head = f"tracker-event-v1\n{who}"
            middle = f',"ledger":{self._ledger},"login":{quoted(login)},"originator":'
            return (head, middle, quoted(recorded_at), login), last
        except FAULTS:
            return ("", "", "", login), last

    def _entry(self, entry: Row, save: Row, *, ends: bool, chained: bool) -> None:
        """Check one entry: its hash, its texts, its event."""
        position, stream, version, topic, state, effective_on, digest = entry
        add, texts = self._findings.add, self._beside
        head, middle, recorded_at, login = save
        try:
            preimage = (
                f'{head}{_day(effective_on)}{middle}{quoted(stream)},"position":{position},'
                f'"prev":"{self._prev}","recorded_at":{recorded_at},'
                f'"state":"{sha256(state).hexdigest()}","topic":{quoted(topic)},"v":1,'
                f'"version":{version:d}}}'
            )
            if chained and sha256(preimage.encode()).digest() != digest:
                says = f"Entry #{position} is not as it was recorded: its hash is another."
                add("hash", says, position)
        except FAULTS:
            add("entry", f"Entry #{position} has a part that cannot be one.", position)
        if ends or 0 in texts.beside:
            row = texts.beside.pop(0, None)
            if row is None or not ends or row[4] is not None or commitments(*row[2:4]) != login:
                self._at_the_keyboard(position, missing=row is None, ends=ends)
        for row in texts.beside.values():
            self.found.texts += 1
            if row[4] is not None:
                self.found.erased += row[3] is None
                self.found.hidden.append((position, stream, row[1], row[4], row[3] is None))
        try:
            event = self._mapper.event(topic, state, position, texts)
        except UnknownEventError:
            self._unknown(position, topic)
            return
        except ValidationError as error:
            add("event", f"Entry #{position} cannot be read: {first_fault(error)}.", position)
            return
        except FAULTS as error:
            add("event", f"Entry #{position} cannot be read: {type(error).__name__}.", position)
            return
        if texts.beside:
            add("text", f"Beside entry #{position} lies a text that it does not name.", position)
        if type(event) in _NOTED:
            self._note(position, stream, effective_on, event)

    def _note(self, position: int, stream: str, on: str, event: e.AnyEvent) -> None:
        """Keep what is to be looked at again once the whole ledger was walked through."""
        match event:
            case e.HeadAnchored() | e.ExportMade():
                self._anchored(position, on, event)
            case e.EntryCorrected(event=e.HeadAnchored() as kept):
                self._anchored(position, on, kept)
                self.found.mending = True
            case e.EntryCorrected() | e.EntryTakenBack():
                self.found.mending = True
            case e.ErasureAsked() | e.TextErased():
                self.found.erasing.append((position, stream, event))
            case _:
                pass

    def _anchored(self, position: int, on: str, event: e.HeadAnchored | e.ExportMade) -> None:
        given = event.to if isinstance(event, e.HeadAnchored) else event.file
        to = None if isinstance(given, Erased) else given
        self.found.anchors.append(Anchor(position, str(on), event.position, event.head, to))

    def _at_the_keyboard(self, position: int, *, missing: bool, ends: bool) -> None:
        """Say what is wrong with text 0: it lies by a command's last entry, and by no other."""
        if not ends:
            says = f"The command that ends with entry #{position} is missing."
            self._findings.add("save", says, position)
        else:
            fault = "is missing" if missing else "was changed"
            says = f"Who was logged in when entry #{position} was recorded {fault}."
            self._findings.add("login", says, position)

    def _unknown(self, position: int, topic: object) -> None:
        if isinstance(topic, str) and _TYPE.fullmatch(topic):
            says = (
                f"Entry #{position} is a '{topic}', which this version of the program does not "
                "know; a newer version may."
            )
            self._findings.add(NEWER, says, position)
        else:
            self._findings.add("event", f"Entry #{position} is of no known type.", position)


@lru_cache(maxsize=4096)
def _day(text: str) -> str:
    """Return a day quoted. Raises ValueError or TypeError for what is none."""
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError(text)
    return quoted(text)
