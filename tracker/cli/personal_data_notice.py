"""Looks again at the texts just recorded, for words that read like somebody's personal data.

It says so in one line, beside the answer, and leaves the text to whoever wrote it: a board's own
words are never refused and nobody is asked. What a report printed is looked at before it is
recorded (`import`), and the names of parties and services are names by right.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import click

from tracker.cli.sheet import one_line
from tracker.domain import events as e
from tracker.domain.personal_data import PersonalDataMatch, find_personal_data
from tracker.domain.vocabulary import ErasureReason

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tracker.application import Receipt, Tracker

_NAMING = e.PartyAdded | e.PartyRenamed | e.ServiceAdded | e.ServiceRenamed
_PRINTED = e.ReportPrinted | e.RecommendationMade | e.RecommendationReissued

LONGEST = 60
"""Characters of a text that are quoted."""


def remark_on(receipt: Receipt, tracker: Tracker) -> None:
    """Print one line on standard error where a text recorded reads like personal data."""
    texts = {entry.position: texts_of(entry.event) for entry in receipt.entries}
    if not any(find_personal_data(text) for group in texts.values() for text in group):
        return
    known = names_known(tracker)
    findings_at = {
        at: [y for text in group for y in find_personal_data(text, known)]
        for at, group in texts.items()
    }
    at = [position for position, hits in findings_at.items() if hits]
    if at:
        line = remark([finding for position in at for finding in findings_at[position]])
        with suppress(OSError):
            click.echo(one_line(f"Look again: {line}{_way_out(receipt, at)}"), err=True)


def remark(findings: Sequence[PersonalDataMatch]) -> str:
    """Return what the first finding reads like, and how many others there are."""
    first, words = findings[0], {finding.words for finding in findings}
    quoted = first.words if len(first.words) <= LONGEST else f"{first.words[: LONGEST - 1]}…"
    more = f" (and {len(words) - 1} more)" if len(words) > 1 else ""
    return f'"{quoted}" reads like {first.like}{more}'


def names_known(tracker: Tracker) -> list[str]:
    """Return every name that a party of this ledger goes or has gone by."""
    people = tracker.folded_plan().people.by_id.values()
    return [name for party in people for name in party.names if isinstance(name, str)]


def texts_of(event: e.AnyEvent) -> Collection[str]:
    """Return the free texts of an event that somebody typed, each once."""
    about = event.event if isinstance(event, e.EntryCorrected) else event
    if isinstance(about, _NAMING | _PRINTED):
        return [str(event.reason)] if isinstance(event, e.EntryCorrected) else []
    collector = _TextCollector()
    event.model_dump(mode="json", context=collector)
    return dict.fromkeys(collector.texts)


class _TextCollector:
    """Stands where the store of texts does, and hears each text that would go there."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def keep(self, text: str) -> dict[str, object]:
        """Hear a text."""
        self.texts.append(text)
        return {}


def _way_out(receipt: Receipt, at: Sequence[int]) -> str:
    if receipt.dry_run:
        return "."
    others = f" (and so #{', #'.join(map(str, at[1:]))})" if len(at) > 1 else ""
    reason = ErasureReason.NAMES_A_CHILD.typed
    return f"; text can be erased with: tracker erase {at[0]} --reason {reason}{others}"
