"""The versions of one stream over both times: a pure function of its entries.

The entries are played in the order in which they were recorded, save by save. What a save changes
makes an end of versions and begins others; nothing else does.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from tracker.domain import events as e
from tracker.domain.bitemporal import london_day
from tracker.domain.recommendation import ITEM
from tracker.projection.state_changes import State, StreamFold, Timeline, state_changes
from tracker.projection.validity import NEVER, UNKNOWN, Validity, bin_of, first_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.domain.bitemporal import Entry
    from tracker.domain.recommendation import Recommendation


@dataclass(frozen=True, slots=True)
class BitemporalVersion:
    """A version of a part of a stream, and when it counts: part 0 is all but the numbered parts."""

    part: int
    period: Validity
    state: State
    bin: int = 0


def save_positions(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Yield entries by the command that recorded them."""
    for _, together in groupby(entries, key=attrgetter("command")):
        yield list(together)


class VersionBuilder:
    """The versions of one stream, played save by save."""

    def __init__(self, stream: str) -> None:
        """Take the name of the stream."""
        self._parts: dict[int, _Part] = {}
        self._folding = StreamFold() if stream.startswith(ITEM) else None
        self._days: dict[int, int] = {UNKNOWN: NEVER}

    def resume(self, item: Recommendation, versions: Sequence[BitemporalVersion]) -> None:
        """Begin with an item as it is now and its open versions, instead of with nothing."""
        parts: dict[int, Timeline] = {
            version.part: [(version.period.start, version.state)] for version in versions
        }
        self._folding = StreamFold(item, parts)
        self._parts = {version.part: _Part(version) for version in versions}
        for version in versions:  # where one began later, they were recorded no earlier
            since = version.period.since
            self._days[since] = max(self._days.get(since, 0), first_day(version.bin))

    def goes_on(self, save: Sequence[Entry]) -> bool:
        """Take one more save to an item, if none of it is before any day there is.

        Where some is, nothing can be told of it without all entries; nor where a part changes again
        on the day on which it changed: it may be again as it was before.
        """
        folding = self._folding
        day = min(entry.effective_on for entry in save).toordinal()
        if folding is None or day < folding.day:
            return False
        before = {part: line[-1] for part, line in folding.parts.items() if line[-1][0] >= day}
        if not all(isinstance(x.event, e.ItemEvent) and folding.extend(x) for x in save):
            return False
        if any(folding.parts[part] != [state] for part, state in before.items()):
            return False
        self._become(folding.parts, save)
        return True

    def play(self, entries: Sequence[Entry], save: Sequence[Entry]) -> None:
        """Take one more save, with all entries up to its end."""
        self._become(self._timelines(entries, save), save)

    def _become(self, now: dict[int, Timeline], save: Sequence[Entry]) -> None:
        position = save[-1].position
        self._days[position] = london_day(save[-1].recorded_at).toordinal()
        for part in now.keys() | self._parts.keys():
            self._parts.setdefault(part, _Part()).become(now.get(part, []), position)

    def _timelines(self, entries: Sequence[Entry], save: Sequence[Entry]) -> dict[int, Timeline]:
        if self._folding is None:
            return {0: state_changes(entries)}
        if not all(self._folding.extend(entry) for entry in save):
            self._folding.refold(entries)
        return self._folding.parts

    def versions(self) -> list[BitemporalVersion]:
        """Return every version so far."""
        return [
            BitemporalVersion(part, period, state, bin_of(period, self._days))
            for part, played in self._parts.items()
            for period, state in played.versions()
        ]


class _Part:
    """The versions of one part so far: those in force by their first day, and those gone."""

    def __init__(self, open_: BitemporalVersion | None = None) -> None:
        self._seen: Timeline = []
        self._live: dict[int, tuple[Validity, State]] = {}
        if open_ is not None:
            start = open_.period.start
            self._seen.append((start, open_.state))
            self._live[start] = open_.period, open_.state
        self._gone: list[tuple[Validity, State]] = []

    def versions(self) -> list[tuple[Validity, State]]:
        """Return them all."""
        return [*self._gone, *self._live.values()]

    def become(self, line: Timeline, position: int) -> None:
        """Let a timeline be what is known from a position on."""
        same = 0
        for was, now in zip(self._seen, line, strict=False):
            if was != now:
                break
            same += 1
        if same == len(self._seen) == len(line):
            return
        same = max(0, same - 1)  # the last one that is the same may end on another day now
        left = {start: self._live.pop(start) for start, state in self._seen[same:] if state}
        for index in range(same, len(line)):
            start, state = line[index]
            if state is not None:
                end = line[index + 1][0] if index + 1 < len(line) else NEVER
                self._live[start] = self._from(left.pop(start, None), start, end, state, position)
        self._gone += [(period._replace(gone=position), state) for period, state in left.values()]
        self._seen = list(line)

    def _from(
        self,
        before: tuple[Validity, State] | None,
        start: int,
        end: int,
        state: State,
        position: int,
    ) -> tuple[Validity, State]:
        """Return the version from a day on; the one before, if it still counts."""
        if before is not None:
            period, was = before
            if was == state:
                if period.end == end:
                    return before
                if period.end == NEVER:
                    return period._replace(end=end, ended=position), state
            self._gone.append((period._replace(gone=position), was))
        ended = UNKNOWN if end == NEVER else position
        return Validity(start, position, end, ended), state
