"""What one command finds in the ledger: who and what is known, each read once."""

from __future__ import annotations

import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.domain import board_meetings
from tracker.domain.errors import AmbiguousError, NotFoundError, RuleError, joined
from tracker.domain.hints import hint
from tracker.domain.item_history import ItemHistory
from tracker.domain.parties import PARTY, Party, People, fold_people
from tracker.domain.recommendation import ITEM
from tracker.domain.services import SERVICE, Service, fold_service
from tracker.domain.vocabulary import ItemRef
from tracker.ledger.linked_entries import links_to_item

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from tracker.domain.recommendation import Recommendation
    from tracker.domain.vocabulary import PartyId
    from tracker.ledger.ledger import Ledger


class Lookups:
    """What is known on a day, while a unit of work holds the ledger."""

    def __init__(self, record: Ledger, today: date) -> None:
        """Take the ledger, and the day."""
        self.record = record
        self.today = today
        self.streams_read: set[str] = set()
        self._timelines: dict[ItemRef, ItemHistory] = {}
        self._folded: dict[tuple[ItemRef, date], Recommendation | None] = {}

    @cached_property
    def people(self) -> People:
        """Everybody known today."""
        return self._fold_parties(self.record.streams(PARTY))

    def party_by_id(self, party: PartyId) -> Party | None:
        """Return a party known today by its id; null if there is none."""
        return self._fold_parties([f"{PARTY}{party}"]).by_id.get(party)

    def _fold_parties(self, streams: Iterable[str]) -> People:
        return fold_people({name: self.record.stream(name) for name in streams}, self.today)

    def _streams_named(self, wanted: str) -> list[str]:
        """Return the streams of parties whose name begins so, in either case.

        In the order in which they became known.
        """
        own = f"{PARTY}{wanted}"
        streams = {
            stream
            for stream, text in self.record.words(PARTY)
            if text is None or text.casefold().startswith(wanted) or stream == own
        }
        return sorted(streams, key=lambda stream: (len(stream), stream))

    @cached_property
    def meetings(self) -> board_meetings.Meetings:
        """The board's meetings as fixed by today."""
        return board_meetings.fold_meetings(self.record.stream(board_meetings.STREAM), self.today)

    def party(self, typed: str) -> Party:
        """Return the one party that goes, or has gone, by a name or begins with it.

        Raises AmbiguousError with the candidates, NotFoundError if there is none.
        """
        wanted = unicodedata.normalize("NFC", " ".join(typed.split())).casefold()
        known = list(self._fold_parties(self._streams_named(wanted)).by_id.values())
        exact = [p for p in known if wanted in (p.id, *(str(n).casefold() for n in p.names[-1:]))]
        former = [p for p in known if wanted in {str(n).casefold() for n in p.names}]
        begins = [p for p in known if wanted and p.name.casefold().startswith(wanted)]
        matches = exact or former or begins
        if len(matches) > 1:
            names = joined(f"{p.name} ({p.id}, {p.kind})" for p in matches)
            raise AmbiguousError(f"'{typed}' could be {names}; type a little more.")
        if not matches:
            raise NotFoundError(f"There is no one called '{typed}' here.", hint=hint("add-party"))
        return matches[0]

    def refuse_name(self, name: str, *, but: str | None = None) -> None:
        """Refuse a name that another party has today. Raises RuleError."""
        for known in self.people.by_id.values():
            if known.id != but and known.name.casefold() == name.casefold():
                raise RuleError(f"{known.name} is already known, as a {known.kind}.")

    def service(self, typed: str) -> Service:
        """Return the service with an id, or that goes by a name. Raises NotFoundError."""
        wanted = " ".join(typed.split()).casefold()
        every = self._services()
        for known in every:
            if wanted in (known.id, *(str(name).casefold() for _, name in known.names)):
                return known
        ids = ", ".join(known.id for known in every)
        raise NotFoundError(f"No service here is called '{typed}'; there are {ids or 'none'}.")

    def _services(self) -> list[Service]:
        """Return every service known by today, or by the day its first name began."""
        services = []
        for name in self.record.streams(SERVICE):
            entries = self.record.stream(name)
            known = fold_service(entries, max(self.today, entries[0].effective_on))
            if known is not None:
                services.append(known)
        return services

    def timeline(self, ref: ItemRef) -> ItemHistory:
        """Return everything recorded about an item."""
        self.streams_read.add(f"{ITEM}{ref}")
        if ref not in self._timelines:
            self._timelines[ref] = ItemHistory(ref, tuple(self.record.stream(f"{ITEM}{ref}")))
        return self._timelines[ref]

    def prefetch(self, refs: Sequence[ItemRef]) -> None:
        """Learn at once of which items nothing is recorded: those of a report may be many."""
        if len(refs) > 1:
            reports = {ref.partition("/")[0] for ref in refs}
            there = (self.record.streams(f"{ITEM}{report}/") for report in reports)
            for ref in {*refs} - {name.removeprefix(ITEM) for names in there for name in names}:
                self._timelines[ref] = ItemHistory(ref, ())

    def item_before(self, ref: ItemRef, on: date) -> Recommendation | None:
        """Return an item as a command dated on a day finds it, folded once."""
        if (ref, on) not in self._folded:
            self._folded[ref, on] = self.timeline(ref).before_command(on)
        return self._folded[ref, on]

    def items(self, on: date) -> list[Recommendation]:
        """Return every item, as a command dated on a day finds it."""
        return self._existing(self.record.streams(ITEM), on)

    def linking(self, ref: ItemRef, on: date) -> list[Recommendation]:
        """Return every item with a link to another, as a command finds it."""
        upto = self.record.head().position
        return self._existing(self.record.streams_linking([links_to_item(ref)], upto), on)

    def _existing(self, streams: Iterable[str], on: date) -> list[Recommendation]:
        refs = (ItemRef(name.removeprefix(ITEM)) for name in streams)
        items = (self.item_before(ref, on) for ref in refs)
        return [item for item in items if item is not None]

    def forget(self) -> None:
        """Read everything again from now on: something was recorded."""
        self._timelines, self._folded = {}, {}
