"""Adding entries to a ledger on a server: all of a save in one statement.

The server gives them their places, their instant and their hashes, with no word in between, so that
the ledger is held for as short a time as can be.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from tracker.ledger.envelope import Place
from tracker.ledger.faults import recorded_before
from tracker.ledger.instants import read_stamp, stamp
from tracker.ledger.texts import commitment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.ledger.envelope import NewRow, Save
    from tracker.ledger.store import Values

    Ask = Callable[[str, Values], list[Any]]

_ADD: Final = "SELECT known, after, recorded_at FROM record_save(?, ?, ?, ?, ?, ?)"
_LATEST: Final = """
SELECT position, hash, (SELECT recorded_at FROM saves WHERE last = position)
FROM stored_events ORDER BY position DESC LIMIT 1
"""


def added(ask: Ask, new: Sequence[NewRow], save: Save) -> Place:
    """Add entries as one save, at the instant by the clock or the one that is settled on instead.

    Raises RefusedError for a command that has recorded something already.
    """
    login = commitment(save.login.salt or b"", save.login.body or "")
    entries = [
        {
            "stream": each.originator_id,
            "topic": each.topic,
            "body": each.state.decode(),
            "day": each.effective_on,
        }
        for each in new
    ]
    texts = [(n, text) for n, each in enumerate(new, 1) for text in each.texts]
    beside = [
        {"place": n, "n": text.n, "salt": (text.salt or b"").hex(), "body": text.body}
        for n, text in [*texts, (len(new), save.login)]
    ]
    rows = json.dumps(entries, ensure_ascii=False), json.dumps(beside, ensure_ascii=False)
    instant = None if save.now is None else stamp(save.now)
    while True:
        values = (save.actor, save.command, login, instant, *rows)
        ((known, after, recorded_at, *_),) = ask(_ADD, values)
        if known:
            raise recorded_before(save.command)
        if recorded_at is not None:
            return Place(after, read_stamp(recorded_at))
        _, settled = save.settled(next(iter(ask(_LATEST, ())), None))
        instant = stamp(settled)
