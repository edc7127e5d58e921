"""What others recorded after a command had opened the ledger and before it held it.

Whoever comes second decides on what the first one left. They are told who that was, whatever comes
of their own command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.errors import party_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.application.command_context import CommandContext
    from tracker.domain.bitemporal import Entry


def entries_meanwhile(unit: CommandContext, position: int) -> tuple[Entry, ...]:
    """Return what was recorded, up to a position, of the items that a command looked at.

    Of anything, where it looked at none.
    """
    seen = unit.record.store.seen
    if seen is None or seen >= position:
        return ()
    new = unit.record.entries(after=seen, upto=position)
    return tuple(x for x in new if not unit.streams_read or x.stream in unit.streams_read)


def meanwhile_sentence(entries: Sequence[Entry]) -> str:
    """Return the sentence about them, with parties as marks; empty if there are none."""
    if not entries:
        return ""
    *_, last = entries
    what = last.event.type.partition(".")[0].replace("-", " ")
    more = f", the last of {len(entries)} entries" if len(entries) > 1 else ""
    return f"Meanwhile {party_mark(last.actor)} recorded #{last.position} ({what}){more}."
