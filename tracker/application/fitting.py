"""Whether what is to be recorded fits: the history of its item on all days, and who is left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.domain.errors import ImpossibleTimelineError, RuleError, day, listed
from tracker.domain.moment import standing
from tracker.domain.rights import roles_for
from tracker.domain.vocabulary import Role, Verb

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.domain.moment import Entry
    from tracker.domain.parties import People
    from tracker.domain.timeline import Timeline


def check_fit(timeline: Timeline, new: Sequence[Entry]) -> None:
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
            f"#{step.position} of {day(step.effective_on)}"
            for step in standing(after.entries)
            if step.position in odd & recorded
        ]
        said = [error.sentence]
        if against:
            said.append(f"This would contradict {listed(against, last='and')}.")
        raise ImpossibleTimelineError(said) from None


def check_keepers(after: People, today: date) -> None:
    """Refuse to leave a ledger to nobody: somebody has to be able to say who holds a role.

    `after` are the people as they would be. Raises RuleError.
    """
    keeping = roles_for(Verb.PEOPLE)
    if not any(party.roles(today) & keeping for party in after.by_id.values()):
        holders = listed(f"the {role}" for role in Role if role in keeping)
        raise RuleError(f"Nobody would be left as {holders}: name somebody else first.")
