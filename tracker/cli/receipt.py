"""What a command that changes tells the person: what was recorded, from when, and the way back."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from tracker.application.concurrent_entries import meanwhile_sentence
from tracker.cli.sheet import one_line
from tracker.domain import board_meetings, settings
from tracker.domain import events as e
from tracker.domain.effective_dates import EffectiveDates
from tracker.domain.errors import TrackerError, weekday_date, with_names
from tracker.domain.event_text import event_sentence, subject_of
from tracker.domain.head_text import ANCHORS
from tracker.domain.parties import PARTY
from tracker.domain.vocabulary import PartyId
from tracker.queries.directory import former_name, party_name
from tracker.queries.known_streams import by_stream

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.application import Receipt
    from tracker.domain.bitemporal import Entry
    from tracker.domain.event_text import Name
    from tracker.queries.plan import Plan

ALONE = (board_meetings.STREAM, settings.STREAM, ANCHORS, "exports", "ledger")
"""Streams there is one of, so that their entries need not say what they are about."""

SINGLY = 6
"""Entries that are told one by one; of more, the first is told and the others are counted."""


class UnprintedReceiptError(TrackerError):
    """It was done, but the answer did not reach whoever asked."""


@contextmanager
def print_safely(entries: Sequence[Entry]) -> Iterator[None]:
    """Print in this block what was recorded; what cuts it short still says that it was.

    Raises UntoldError for a full disk, a closed output, Ctrl-C or a ledger that cannot be read
    again. A reader who has gone is none.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except (KeyboardInterrupt, OSError) as cut:
        why = (cut.strerror or str(cut)).lower() if isinstance(cut, OSError) else "stopped"
        raise UnprintedReceiptError(
            f"{_done(entries)}, but the answer was not printed ({why})."
        ) from None
    except TrackerError as cut:
        raise UnprintedReceiptError(
            f"{_done(entries)}, but the answer was not printed: the ledger could not be read again."
        ) from cut


def _done(entries: Sequence[Entry]) -> str:
    if not entries:
        return "Nothing new was recorded"
    first, last = entries[0].position, entries[-1].position
    return f"Recorded #{first}" if first == last else f"Recorded #{first} to #{last}"


def print_receipt(receipt: Receipt, plan: Plan, *, brief: bool = False) -> None:
    """Print what was recorded, its date as understood, and how to take it back.

    `plan` is the plan as it is now.
    """
    entries = receipt.entries
    name = name_resolver(plan, entries)
    others = with_names(meanwhile_sentence(receipt.meanwhile), name)
    if not entries:
        click.echo(f"Already recorded.{f' {others}' if others else ''} Nothing to do.")
        return
    effects = EffectiveDates(by_stream(entries))  # what is published is recorded by one command
    if len(entries) <= SINGLY:
        for entry in entries:
            line = sentence(plan, name, entry, effects)
            click.echo(one_line(f"{_number(receipt, entry)}: {line}."))
    else:
        last = "" if receipt.dry_run else f" to #{entries[-1].position}"
        line = sentence(plan, name, entries[0], effects)
        more = f"and {len(entries) - 1} entries more"
        click.echo(one_line(f"{_number(receipt, entries[0])}{last}: {line}; {more}."))
    if others:
        click.echo(one_line(others))
    if receipt.repeated:
        click.echo("This command was recorded before; it is not recorded twice.")
    elif receipt.dry_run:
        click.echo("Nothing was recorded (--dry-run).")
    elif not brief:
        click.echo(_way_back(entries))


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
    """What an entry is about, by the name a person knows; nothing where the entry says it."""
    stream, event = entry.stream, entry.event
    if stream in ALONE or isinstance(event, e.PartyAdded):
        return ""
    if stream.startswith(PARTY):
        called = name(stream.removeprefix(PARTY))
        if isinstance(event, e.PartyRenamed):
            return former_name(plan, PartyId(stream.removeprefix(PARTY)), str(event.name)) or called
        return f"about {called}:" if isinstance(event, e.Mending | e.Erasing) else called
    return subject_of(stream, event)


def _way_back(entries: tuple[Entry, ...]) -> str:
    first = entries[0].position
    asked = entries[0].event
    if isinstance(asked, e.ErasureAsked):
        return (
            f"Hidden from now on. Another person confirms it: tracker erase {asked.entry} --confirm"
        )
    if isinstance(asked, e.TextErased):
        return "It is gone for good."
    if isinstance(asked, e.ExportMade):
        return f"Its head is {asked.head}; the SHA-256 of the file is {asked.sha256}."
    if isinstance(asked, e.ClockAnomaly):
        return "Until the clock has passed them, each entry is recorded just after the last."
    if isinstance(asked, e.LoginBound):
        return f"To say it otherwise: tracker people login {entries[0].stream.removeprefix(PARTY)}"
    whole = " --whole" if len(entries) > 1 else ""
    return f"To undo this: tracker take-back {first}{whole} -m WHY"
