"""Remarks on texts that read like personal data.

A board's own words are never refused: a remark leaves the text to the person who wrote it. What a
report printed is checked before it is recorded, and the names of parties and services are names by
right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.domain import events as e
from tracker.domain.free_text import texts_in
from tracker.domain.personal_data import PersonalDataMatch, find_personal_data

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from tracker.domain.bitemporal import Entry
    from tracker.queries.plan import Plan

_NAMING = e.PartyAdded | e.PartyRenamed | e.ServiceAdded | e.ServiceRenamed
_PRINTED = e.ReportPrinted | e.RecommendationMade | e.RecommendationReissued

LONGEST = 60
"""Characters of a text that are quoted."""


class Remark(NamedTuple):
    """What a text reads like, and the positions of the entries with such a text."""

    sentence: str
    positions: list[int]


def remark_on_entries(entries: Sequence[Entry], plan: Callable[[], Plan]) -> Remark | None:
    """Return a remark on entries whose texts read like personal data; null if none does.

    `plan` gives the plan as it is now, which knows the names of the parties.
    """
    texts = {entry.position: texts_of(entry.event) for entry in entries}
    if not any(find_personal_data(text) for group in texts.values() for text in group):
        return None
    known = names_known(plan())
    matches = {
        at: [match for text in group for match in find_personal_data(text, known)]
        for at, group in texts.items()
    }
    positions = [position for position, hits in matches.items() if hits]
    if not positions:
        return None
    return Remark(remark([match for at in positions for match in matches[at]]), positions)


def remark(matches: Sequence[PersonalDataMatch]) -> str:
    """Return what the first match reads like, and how many others there are."""
    first, words = matches[0], {match.words for match in matches}
    quoted = first.words if len(first.words) <= LONGEST else f"{first.words[: LONGEST - 1]}…"
    more = f" (and {len(words) - 1} more)" if len(words) > 1 else ""
    return f'"{quoted}" looks like {first.like}{more}'


def names_known(plan: Plan) -> list[str]:
    """Return every name that a party of this ledger has or has had."""
    people = plan.people.by_id.values()
    return [name for party in people for name in party.names if isinstance(name, str)]


def texts_of(event: e.AnyEvent) -> Collection[str]:
    """Return the free texts of an event that a person typed, each once."""
    about = event.event if isinstance(event, e.EntryCorrected) else event
    if isinstance(about, _NAMING | _PRINTED):
        return [str(event.reason)] if isinstance(event, e.EntryCorrected) else []
    return dict.fromkeys(texts_in(event))
