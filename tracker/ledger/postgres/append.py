"""Adding entries to a ledger on a server: all of a save in one statement.

The server gives them their places, their instant and their hashes, with no word in between, so that
the ledger is held for as short a time as can be.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from tracker.ledger.envelope import AppendPosition
from tracker.ledger.positions import LATEST
from tracker.ledger.sqlite_errors import MisuseError, command_used
from tracker.ledger.texts import commitment
from tracker.ledger.timestamps import format_instant, parse_instant

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.ledger.envelope import NewRow, Save
    from tracker.ledger.store import Values

    Ask = Callable[[str, Values], list[Any]]

_ADD: Final = "SELECT known, after, recorded_at FROM record_save(?, ?, ?, ?, ?, ?)"


class SaveStatement:
    """Entries on their way to a server as one save."""

    sent: bool = False
    """Whether the server was asked to add them."""

    _place: AppendPosition | None = None

    def __init__(self, new: Sequence[NewRow], save: Save) -> None:
        """Take the entries to add, and write them as the server reads them."""
        login = commitment(save.login.salt or b"", save.login.body or "")
        entries = [
            {
                "stream": row.originator_id,
                "topic": row.topic,
                "body": row.state.decode(),
                "day": row.effective_on,
            }
            for row in new
        ]
        texts = [(n, text) for n, row in enumerate(new, 1) for text in row.texts]
        beside = [
            {"place": n, "n": text.n, "salt": (text.salt or b"").hex(), "body": text.body}
            for n, text in [*texts, (len(new), save.login)]
        ]
        rows = json.dumps(entries, ensure_ascii=False), json.dumps(beside, ensure_ascii=False)
        self._names, self._rows = (save.actor, save.command, login), rows
        self._save, self._count = save, len(new)

    def send(self, ask: Ask) -> None:
        """Have them added, once, at the instant by the clock or the one that is settled on instead.

        Raises RefusedError for a command that has recorded something already.
        """
        if self.sent:
            return
        self.sent = True
        instant = None if self._save.now is None else format_instant(self._save.now)
        while self._place is None:
            ((known, after, recorded_at, *_),) = ask(_ADD, (*self._names, instant, *self._rows))
            if known:
                raise command_used(self._save.command)
            if recorded_at is None:
                _, settled = self._save.settled(next(iter(ask(LATEST, ())), None))
                instant = format_instant(settled)
            else:
                self._place = AppendPosition(after, parse_instant(recorded_at))

    def position(self, send: Callable[[], None]) -> AppendPosition:
        """Return their position; what waits is sent now. Raises MisuseError if that failed."""
        if not self.sent:
            send()
        if self._place is None:
            raise MisuseError("A part of this command failed; nothing was recorded.")
        return self._place

    def read_answer(self, last: int, recorded_at: str) -> None:
        """Take their position from elsewhere, if the server's own answer never came."""
        self._place = AppendPosition(last - self._count, parse_instant(recorded_at))
