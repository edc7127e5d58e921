"""What each entry about an item says, as corrected, by the position from which that is known.

A step that is corrected says something else from then on, and may take effect on another day; one
that is taken back does not count. Parties are named by their ids, as in `errors.party_mark`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.domain import events as e
from tracker.domain.bitemporal import (
    EffectiveEntry,
    corrections_by_entry,
    corrections_in_force,
    effective_entries,
    entry_state,
)
from tracker.domain.errors import party_mark
from tracker.domain.event_text import category, event_sentence, subject_of
from tracker.projection.statement_codec import StoredStatement, encode_statement
from tracker.projection.validity import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from tracker.domain.bitemporal import Entry

    Printed = Callable[[Entry, date], str | None]
    """The month or year that is printed instead of the day an entry took effect."""


class StatementVersion(NamedTuple):
    """What an entry said from one position on, up to another: the day it takes effect, as ordinal.

    `text` is what it says, as it is stored.
    """

    effective_on: int
    position: int
    since: int
    text: str
    gone: int = UNKNOWN


class StatementBuilder:
    """What the entries of an item say, played save by save."""

    def __init__(self, printed: Printed) -> None:
        """Take how precisely the reports print their dates."""
        self._printed = printed
        self._gone: list[StatementVersion] = []
        self._live: dict[int, tuple[StatementVersion, StoredStatement]] = {}

    def play(self, entries: Sequence[Entry], save: Sequence[Entry]) -> None:
        """Take one more save, with all entries up to its end."""
        since = save[-1].position
        if any(isinstance(entry.event, e.Mending) for entry in save):
            now = _all(entries, self._printed, self._live)
        else:
            now = dict(_as_recorded(save, self._printed))
        for position, (day, statement) in now.items():
            before = self._live.get(position)
            step = StatementVersion(day, position, since, encode_statement(statement))
            if before is not None:
                if (before[0].effective_on, before[0].text) == (day, step.text):
                    continue
                self._gone.append(before[0]._replace(gone=since))
            self._live[position] = step, statement

    def steps(self) -> list[StatementVersion]:
        """Return every step so far."""
        return [*self._gone, *(step for step, _ in self._live.values())]


def _as_recorded(
    entries: Iterable[Entry], printed: Printed
) -> Iterable[tuple[int, tuple[int, StoredStatement]]]:
    for entry in entries:
        if isinstance(entry.event, e.ItemEvent):
            step = EffectiveEntry(entry, entry.effective_on, entry.event)
            yield entry.position, _stored_statement(step, printed, entry.position)


def _all(
    entries: Sequence[Entry],
    printed: Printed,
    before: dict[int, tuple[StatementVersion, StoredStatement]],
) -> dict[int, tuple[int, StoredStatement]]:
    """What every entry says after a correction; one that no longer counts keeps its last words."""
    mending = corrections_by_entry(entries)
    words = _words(entries)
    statements = {
        position: (step.effective_on, statement._replace(stands=False))
        for position, (step, statement) in before.items()
    }
    plain = [entry for entry in entries if not isinstance(entry.event, e.Mending | e.Erasing)]
    for position, (day, statement) in _as_recorded(plain, printed):
        statements.setdefault(position, (day, statement._replace(stands=False)))
    for step in effective_entries(entries):
        statements[step.position] = _stored_statement(
            step, printed, words.get(step.position, step.position)
        )
    told_of = {entry.position: entry for entry in plain}
    for position, (day, statement) in statements.items():
        mender = mending.get(position)
        changed_by = None if mender is None else mender.position
        became = entry_state(told_of[position], mender)
        statements[position] = day, statement._replace(state=became, changed_by=changed_by)
    return statements


def _words(entries: Sequence[Entry]) -> dict[int, int]:
    """Return, for each entry corrected to another event, the last correction in force that says so.

    Where a date alone was corrected since, the words are still those of the one before; what was
    taken back and corrected after that begins with its own words.
    """
    live = corrections_in_force(entries)
    positions: dict[int, int] = {}
    for entry in entries:
        match entry.event:
            case e.EntryCorrected(entry=target, event=event) if event and entry.position in live:
                positions[target] = entry.position
            case e.EntryTakenBack(entry=target) if entry.position in live:
                positions.pop(target, None)
            case _:
                pass
    return positions


def _stored_statement(
    step: EffectiveEntry, printed: Printed, event_at: int
) -> tuple[int, StoredStatement]:
    if not isinstance(step.event, e.ItemEvent):
        raise TypeError(step.event)
    statement = StoredStatement(
        category(step.event),
        subject_of(step.entry.stream, step.event),
        event_sentence(step.event, party_mark),
        step.actor,
        event_at,
        printed(step.entry, step.effective_on),
    )
    return step.effective_on.toordinal(), statement
