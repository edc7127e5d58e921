"""The streams of a ledger up to a position, each read when it is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import ItemsView, Mapping, ValuesView
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Protocol

    from tracker.domain.bitemporal import Entry
    from tracker.ledger.linked_entries import Targets

    class EntrySource(Protocol):
        """Where entries are read, in order of position: a ledger."""

        def entries(self, *, upto: int) -> Sequence[Entry]:
            """Return all of them up to a position."""
            ...

        def stream(self, name: str, /) -> Sequence[Entry]:
            """Return those of one stream."""
            ...

        def streams(self, prefix: str, upto: int, /) -> list[str]:
            """Return the streams that begin so and had begun by a position."""
            ...

        def streams_linking(self, targets: Sequence[Targets], upto: int, /) -> list[str]:
            """Return the streams with an entry, up to a position, that links into some ranges."""
            ...


def by_stream(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return entries by their stream, each in order of position."""
    streams: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        streams[entry.stream].append(entry)
    return dict(streams)


class KnownStreams(Mapping[str, "Sequence[Entry]"]):
    """The entries known at a position, by stream.

    One stream is read by itself. Whoever goes through all of them reads the whole ledger, once.
    """

    def __init__(self, ledger: EntrySource, position: int) -> None:
        """Take the ledger, and the last position that is known."""
        self._ledger = ledger
        self._position = position
        self._read: dict[str, list[Entry]] = {}

    @cached_property
    def _whole(self) -> dict[str, list[Entry]]:
        return by_stream(self._ledger.entries(upto=self._position))

    def __getitem__(self, stream: str) -> Sequence[Entry]:
        """Return the entries of a stream, in order of position."""
        if "_whole" in self.__dict__:
            return self._whole[stream]
        if stream not in self._read:
            entries = self._ledger.stream(stream)
            self._read[stream] = [entry for entry in entries if entry.position <= self._position]
        if not self._read[stream]:
            raise KeyError(stream)
        return self._read[stream]

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the streams, in the order in which they began."""
        return iter(self._whole)

    def __len__(self) -> int:
        """Return how many streams there are."""
        return len(self._whole)

    def beginning(self, prefix: str) -> list[str]:
        """Return the names of the streams that begin so, in the order in which they began."""
        if "_whole" in self.__dict__:
            return [name for name in self._whole if name.startswith(prefix)]
        return self._ledger.streams(prefix, self._position)

    def linking(self, targets: Targets) -> list[str]:
        """Return the streams with an entry that links into a range of targets."""
        return self._ledger.streams_linking([targets], self._position)

    def items(self) -> ItemsView[str, Sequence[Entry]]:
        """Return every stream with its entries."""
        return self._whole.items()

    def values(self) -> ValuesView[Sequence[Entry]]:
        """Return the entries of every stream."""
        return self._whole.values()
