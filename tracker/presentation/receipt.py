"""The sentences of a receipt: what a command recorded, or would have, and from when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.application.concurrent_entries import meanwhile_sentence
from tracker.domain import board_meetings, settings
from tracker.domain import events as e
from tracker.domain.effective_dates import EffectiveDates
from tracker.domain.errors import weekday_date, with_names
from tracker.domain.event_text import event_sentence, subject_of
from tracker.domain.head_text import ANCHORS
from tracker.domain.hints import hint
from tracker.domain.parties import PARTY
from tracker.domain.vocabulary import PartyId
from tracker.queries.directory import former_name, party_name
from tracker.queries.known_streams import by_stream

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.application.tracker import Receipt
    from tracker.domain.bitemporal import Entry
    from tracker.domain.event_text import Name
    from tracker.domain.hints import Hint
    from tracker.queries.plan import Plan

ALONE = (board_meetings.STREAM, settings.STREAM, ANCHORS, "exports", "ledger")
"""Streams there is one of, so that their entries need not say what they are about."""

SINGLY = 6
"""Entries that are listed one by one; of more, the first is listed and the others are counted."""


def receipt_lines(receipt: Receipt, plan: Plan) -> Iterator[str]:
    """Yield what was recorded, with its date as understood, and what others recorded meanwhile.

    `plan` is the plan as it is now.
    """
    entries = receipt.entries
    name = name_resolver(plan, entries)
    others = with_names(meanwhile_sentence(receipt.meanwhile), name)
    if not entries:
        yield f"Already recorded.{f' {others}' if others else ''} Nothing to do."
        return
    effects = EffectiveDates(by_stream(entries))  # what is published is recorded by one command
    if len(entries) <= SINGLY:
        for entry in entries:
            yield f"{_number(receipt, entry)}: {sentence(plan, name, entry, effects)}."
    else:
        last = "" if receipt.dry_run else f" to #{entries[-1].position}"
        line = sentence(plan, name, entries[0], effects)
        more = f"and {len(entries) - 1} entries more"
        yield f"{_number(receipt, entries[0])}{last}: {line}; {more}."
    if others:
        yield others


def what_follows(entries: Sequence[Entry]) -> tuple[str, Hint | None]:
    """Return what else to know once these entries are recorded, and the next step, if any.

    The sentence is empty where the step says it all.
    """
    position, event = entries[0].position, entries[0].event
    match event:
        case e.ErasureAsked():
            return "The text is hidden now.", hint("confirm-erasure", entry=event.entry)
        case e.TextErased():
            return "The text has been deleted for good.", None
        case e.ExportMade():
            return f"Its head is {event.head}; the SHA-256 of the file is {event.sha256}.", None
        case e.ClockAnomaly():
            return (
                "Until the clock catches up, each new entry is timed just after the last one.",
                None,
            )
        case e.LoginBound():
            return "", hint("change-login", party=entries[0].stream.removeprefix(PARTY))
        case _:
            return "", hint("undo-entry" if len(entries) == 1 else "undo-all", entry=position)


def _number(receipt: Receipt, entry: Entry) -> str:
    return "Would record" if receipt.dry_run else f"Recorded #{entry.position}"


def name_resolver(plan: Plan, entries: Sequence[Entry]) -> Name:
    """Return what parties are called, with those that these entries would make known."""
    new = {x.stream: str(x.event.name) for x in entries if isinstance(x.event, e.PartyAdded)}
    return lambda party: new.get(f"{PARTY}{party}") or party_name(plan, party)


def sentence(plan: Plan, name: Name, entry: Entry, effects: EffectiveDates) -> str:
    """Return what an entry says, what it is about and when it takes effect."""
    what = f"{_about(plan, name, entry)} {event_sentence(entry.event, name)}".strip()
    if isinstance(entry.event, e.Mending | e.Erasing):
        return what
    verb = "takes" if entry.effective_on > plan.moment.today else "took"
    on = effects.printed(entry, entry.effective_on) or weekday_date(entry.effective_on)
    return f"{what.rstrip('.')}; {verb} effect {on}"


def _about(plan: Plan, name: Name, entry: Entry) -> str:
    """Return what an entry is about, by name; empty if the entry says it."""
    stream, event = entry.stream, entry.event
    if stream in ALONE or isinstance(event, e.PartyAdded):
        return ""
    if stream.startswith(PARTY):
        called = name(stream.removeprefix(PARTY))
        if isinstance(event, e.PartyRenamed):
            return former_name(plan, PartyId(stream.removeprefix(PARTY)), str(event.name)) or called
        return f"about {called}:" if isinstance(event, e.Mending | e.Erasing) else called
    return subject_of(stream, event)
