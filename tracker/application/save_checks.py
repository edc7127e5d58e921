"""Checks before a save: an item's history, what serves it, and the roles that are left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.domain import events as e
from tracker.domain.bitemporal import effective_entries
from tracker.domain.errors import ImpossibleTimelineError, RuleError, joined, long_date
from tracker.domain.parties import PARTY, fold_people
from tracker.domain.recommendation import ITEM
from tracker.domain.rights import roles_for
from tracker.domain.transition_rules import requires_open_item
from tracker.domain.vocabulary import ClosedAs, ItemRef, Relation, Role, Verb

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from tracker.application.lookups import Lookups
    from tracker.domain.bitemporal import Entry
    from tracker.domain.item_history import ItemHistory
    from tracker.domain.parties import People
    from tracker.domain.recommendation import Recommendation
    from tracker.domain.vocabulary import PartyId


def check_entries(
    lookups: Lookups, new: Sequence[Entry], actor: PartyId, decided: Collection[str]
) -> None:
    """Refuse entries that contradict what is recorded in their streams, or leave a role empty.

    The streams `decided` have one new entry each, and the rules have run on it.
    """
    by_stream: dict[str, list[Entry]] = {}
    for entry in new:
        by_stream.setdefault(entry.stream, []).append(entry)
    for stream, entries in by_stream.items():
        if stream.startswith(ITEM) and stream not in decided:
            check_transitions(lookups.timeline(ItemRef(stream.removeprefix(ITEM))), entries)
    for closing in (x for x in new if is_implementing(x.event)):
        ref = ItemRef(closing.stream.removeprefix(ITEM))
        check_served(ref, lookups.linking(ref, closing.effective_on))
    if any(stream.startswith(PARTY) for stream in by_stream):
        names = {*lookups.record.streams(PARTY), *by_stream}
        after = {name: [*lookups.record.stream(name), *by_stream.get(name, ())] for name in names}
        check_role_holders(fold_people(after, lookups.today), actor, lookups.today)


def check_transitions(timeline: ItemHistory, new: Sequence[Entry]) -> None:
    """Refuse entries with which an item's history would contradict itself.

    Raises ImpossibleTimelineError with every new contradiction, its dates, and the entries
    recorded already that it is about.
    """
    try:
        timeline.accept(new)
    except ImpossibleTimelineError as error:
        after = replace(timeline, entries=(*timeline.entries, *new))
        odd = {
            position for position, _ in after.contradictions().keys() - timeline.contradictions()
        }
        recorded = {entry.position for entry in timeline.entries}
        against = [
            f"#{step.position} of {long_date(step.effective_on)}"
            for step in effective_entries(after.entries)
            if step.position in odd & recorded
        ]
        sentences = [error.sentence]
        if against:
            sentences.append(f"This would contradict {joined(against, last='and')}.")
        raise ImpossibleTimelineError(sentences) from None


def is_implementing(event: e.AnyEvent) -> bool:
    """Whether an event proposes or agrees that an item is closed as implemented."""
    fact = event.event if isinstance(event, e.EntryCorrected) else event
    if not isinstance(fact, e.ClosureProposed | e.ClosureAgreed):
        return False
    return fact.closed_as is ClosedAs.IMPLEMENTED


def check_served(ref: ItemRef, items: Iterable[Recommendation]) -> None:
    """Refuse to close an item as implemented while an action that serves it is open elsewhere.

    `items` are all that have a link to it, as they are on the day. Raises RuleError.
    """
    still = [
        f"{item.ref}/{link.action}"
        for item in items
        for link in item.links
        if link.relation is Relation.SERVES and link.to == ref
        if (serving := item.actions.get(link.action or 0)) is not None and serving.is_open
    ]
    sentence = requires_open_item(ref, ClosedAs.IMPLEMENTED, still)
    if sentence is not None:
        raise RuleError(sentence)


def check_role_holders(after: People, actor: PartyId, today: date) -> None:
    """Refuse to leave a ledger without anyone in charge, and to remove oneself from it.

    Someone has to be able to say who holds a role. `after` are the people as they would be.
    Raises RuleError.
    """
    keeping = roles_for(Verb.PEOPLE)
    if not any(party.roles(today) & keeping for party in after.by_id.values()):
        holders = joined(f"the {role}" for role in Role if role in keeping)
        raise RuleError(f"There must be {holders}: give the role to another person first.")
    if actor not in after.by_id:
        raise RuleError("No one may take their own name off the record. Another person has to.")
