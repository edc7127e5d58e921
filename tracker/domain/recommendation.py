"""A recommendation, whatever kind the report calls it, and the decisions people take about it.

It is a frozen value. Its commands check the rules and return the events to record. `evolve.py`
holds how events change it, `transition_rules.py` which steps contradict each other, and `rights.py`
who may decide what. Dates come in as arguments: there is no clock here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from tracker.domain.errors import (
    DateRuleError,
    NothingAskedError,
    RuleError,
    SamePersonError,
    long_date,
)
from tracker.domain.hints import hint
from tracker.domain.lazy_import import lazy_import
from tracker.domain.transition_rules import contradiction, requires_open_action
from tracker.domain.vocabulary import Relation, Response, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from tracker.domain import events as e
    from tracker.domain.action import Action
    from tracker.domain.free_text import Erased
    from tracker.domain.item_parts import (
        Answer,
        Closure,
        Conflict,
        Evidence,
        Link,
        Outcome,
        ProgressView,
        ProposedClosure,
    )
    from tracker.domain.settings import Settings
    from tracker.domain.vocabulary import (
        ClosedAs,
        InspectionId,
        ItemRef,
        Kind,
        PartyId,
        Progress,
        ServiceId,
    )

    Events = list[e.ItemEvent]
else:
    e = lazy_import("tracker.domain.events")

ITEM: Final = "item:"
"""The name of an item's stream, before its reference."""


def subject(event: e.ItemEvent) -> str:
    """Return the part of an item that an event is about: an action, an outcome, or the item."""
    for part in ("action", "outcome"):
        number = vars(event).get(part)
        if number is not None:
            return f"{part} {number}"
    return "item"


class Decider(NamedTuple):
    """Who types a decision and, if a meeting took it, whose decision it is."""

    typed_by: PartyId
    minuted: e.Minuted | None = None

    @property
    def party(self) -> PartyId:
        """Whose decision it is."""
        return self.typed_by if self.minuted is None else self.minuted.decided_by

    @property
    def people(self) -> set[PartyId]:
        """Everyone involved in it."""
        return {self.typed_by, self.party}


@dataclass(frozen=True)
class Recommendation:
    """An item to carry out, with everything about it on a day.

    The next numbers count everything ever recorded, so no number is used twice. An item may have
    entries before `published_on`, if the plan was begun on the draft. From `reissued_on` it has the
    wording of the re-issued report. From `dropped_on` the re-issued report no longer has it, but it
    stays here. `latest` holds the last step about each subject: the same step again on the same day
    records nothing.
    """

    ref: ItemRef
    inspection: InspectionId
    service: ServiceId
    number: str
    kind: Kind
    text: str | Erased
    addressee: str | Erased | None
    standard: str | None
    published_on: date
    reissued_on: date | None = None
    dropped_on: date | None = None
    touched: date | None = None
    answer: Answer | None = None
    actions: Mapping[int, Action] = field(default_factory=dict)
    outcomes: Mapping[int, Outcome] = field(default_factory=dict)
    evidence: Mapping[int, Evidence] = field(default_factory=dict)
    proposal: ProposedClosure | None = None
    closure: Closure | None = None
    times_reopened: int = 0
    claims: tuple[ProgressView, ...] = ()
    judgements: tuple[ProgressView, ...] = ()
    links: tuple[Link, ...] = ()
    themes: tuple[str | Erased, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    latest: Mapping[str, tuple[date, e.ItemEvent]] = field(default_factory=dict)
    next_action: int = 1
    next_outcome: int = 1
    next_evidence: int = 1

    @property
    def response(self) -> Response | None:
        """The service's answer; null while it is awaited."""
        return None if self.answer is None else self.answer.response

    @property
    def covered_by(self) -> ItemRef | None:
        """The item whose status this one has, if another covers it."""
        covering = [link.to for link in self.links if link.relation is Relation.COVERED_BY]
        return covering[-1] if covering else None

    @property
    def status(self) -> Status:
        """Its own status, ignoring any item that covers it and any action that serves it."""
        return self.status_among(self.actions.values())

    def status_among(self, actions: Iterable[Action]) -> Status:
        """Return its status with the actions that count under it."""
        if self.closure is not None:
            return Status.CLOSED
        if self.proposal is not None:
            return Status.CLOSURE_PROPOSED
        if self.response is None:
            return Status.AWAITING_RESPONSE
        carried = [a for a in actions if a.withdrawn_on is None]
        if self.response is Response.NOT_AGREED or not carried:
            return Status(self.response.value)
        if any(a.is_open for a in carried):
            return Status.IN_PROGRESS
        return Status.ACTIONS_COMPLETE

    def action(self, number: int, on: date) -> Action:
        """Return an action assigned by a day. Raises RuleError if there is none."""
        if number not in self.actions:
            raise RuleError(f"{self.ref}/{number} was not assigned by {long_date(on)}.")
        return self.actions[number]

    def respond(
        self,
        response: Response,
        *,
        part: str | None,
        why: str | None,
        minuted: e.Minuted | None,
        on: date,
    ) -> Events:
        """Record the response: partly agreed needs a part and a reason, not agreed a reason."""
        if response is Response.PARTLY_AGREED and (part is None or why is None):
            raise RuleError(
                "Partly agreed says which part is agreed, and why.", hint=hint("name-part")
            )
        if response is Response.NOT_AGREED and why is None:
            raise RuleError("Not agreed says why.", hint=hint("name-reason"))
        if response is not Response.PARTLY_AGREED and part is not None:
            raise RuleError(f"Only a response that is partly agreed names a part, not {response}.")
        return self._possible(
            e.ResponseGiven(response=response, part=part, why=why, minuted=minuted), on
        )

    def assign_action(
        self, what: str, *, owner: PartyId, due: date, supporting: Sequence[PartyId] = (), on: date
    ) -> Events:
        """Assign an action towards it, with a date to finish it by."""
        if due < on:
            raise DateRuleError(
                f"An action cannot be due on {long_date(due)}, before it is assigned on "
                f"{long_date(on)}."
            )
        others = tuple(dict.fromkeys(party for party in supporting if party != owner))
        return self._possible(
            e.ActionAssigned(
                action=self.next_action, what=what, owner=owner, due=due, supporting=others
            ),
            on,
        )

    def log(self, note: str, *, action: int | None, percent: int | None, on: date) -> Events:
        """Record a note about it, or progress on one of its actions, perhaps with a percentage."""
        if action is not None:
            progressed = e.ActionProgressed(action=action, note=note, percent=percent)
            return self._possible(progressed, on)
        if percent is not None:
            raise RuleError(
                f"Progress in percent belongs to an action: log {self.ref}/N, not {self.ref}."
            )
        return self._possible(e.NoteMade(note=note), on)

    def complete_action(self, action: int, *, note: str | None = None, on: date) -> Events:
        """Record that an action is complete."""
        return self._possible(e.ActionCompleted(action=action, note=note), on)

    def withdraw_action(self, action: int, *, why: str, on: date) -> Events:
        """Withdraw an action."""
        return self._possible(e.ActionWithdrawn(action=action, why=why), on)

    def reopen_action(
        self, action: int, *, why: str, minuted: e.Minuted | None = None, on: date
    ) -> Events:
        """Reopen a complete or withdrawn action."""
        return self._possible(e.ActionReopened(action=action, why=why, minuted=minuted), on)

    def reassign_action(self, action: int, *, owner: PartyId, on: date) -> Events:
        """Reassign an open action; the same owner changes nothing."""
        events = self._possible(e.ActionReowned(action=action, owner=owner), on)
        now = self.action(action, on)
        if (sentence := requires_open_action(now, f"{self.ref}/{action}")) is not None:
            raise RuleError(sentence)
        return [] if now.owner == owner else events

    def ask_date_change(
        self, action: int, *, to: date, reason: str, settings: Settings, on: date
    ) -> Events:
        """Ask for another due date, with the reason."""
        events = self._possible(e.DateChangeAsked(action=action, to=to, reason=reason), on)
        now = self.actions[action]
        ref = f"{self.ref}/{action}"
        if to == now.due:
            raise DateRuleError(f"{ref} is due on {long_date(to)} already.")
        if to < on:
            raise DateRuleError(
                f"{ref} cannot be put to {long_date(to)}, before it is asked for on "
                f"{long_date(on)}."
            )
        most, days = settings.re_dates_at_most, settings.re_date_days_at_most
        if most is not None and len(now.slips) >= most and to > now.due:
            raise DateRuleError(f"{ref} has been put off as often as is agreed at most: {most}.")
        if days is not None and (to - now.first_due).days > days:
            raise DateRuleError(
                f"{long_date(to)} is {(to - now.first_due).days} days past the first date of "
                f"{ref}, {long_date(now.first_due)}; {days} days is the most agreed."
            )
        return events

    def agree_date_change(self, action: int, *, by: Decider, on: date) -> Events:
        """Agree the date that another person asked for."""
        now = self.action(action, on)
        again = e.DateChangeAgreed(action=action, to=now.due, minuted=by.minuted)
        if self._repeats(again, on):
            return []
        asked = self._asked(action, by, on)
        return self._possible(e.DateChangeAgreed(action=action, to=asked, minuted=by.minuted), on)

    def refuse_date_change(self, action: int, *, why: str, by: Decider, on: date) -> Events:
        """Refuse the date that another person asked for; the agreed one stays."""
        event = e.DateChangeRefused(action=action, why=why, minuted=by.minuted)
        if not self._repeats(event, on):
            self._asked(action, by, on)
        return self._possible(event, on)

    def state_outcome(
        self, what: str, *, action: int | None, measure: e.Measure | None, on: date
    ) -> Events:
        """State what should be better, and how it is counted."""
        return self._possible(
            e.OutcomeStated(outcome=self.next_outcome, action=action, what=what, measure=measure),
            on,
        )

    def read_measure(self, outcome: int, value: str, *, on: date) -> Events:
        """Record a measurement; its effective date is the day it is of."""
        return self._possible(e.MeasureRead(outcome=outcome, value=value), on)

    def file_evidence(
        self,
        title: str,
        *,
        of: date,
        action: int | None,
        link: str | None = None,
        file: str | None = None,
        sha256: str | None = None,
        on: date,
    ) -> Events:
        """File evidence: where it is, and the date it is of."""
        if (link is None) == (file is None):
            raise RuleError(
                "Evidence is in one place: a link or a file.", hint=hint("name-one-place")
            )
        if of > on:
            raise DateRuleError(
                f"Evidence of {long_date(of)} cannot be filed before it, on {long_date(on)}."
            )
        return self._possible(
            e.EvidenceFiled(
                evidence=self.next_evidence,
                action=action,
                title=title,
                of=of,
                link=link,
                file=file,
                sha256=sha256,
            ),
            on,
        )

    def propose_closure(self, closed_as: ClosedAs, *, why: str, on: date) -> Events:
        """Propose to close it; implemented is refused while an action is open."""
        return self._possible(e.ClosureProposed(closed_as=closed_as, why=why), on)

    def agree_closure(self, *, by: Decider, on: date) -> Events:
        """Agree the closure that another person proposed."""
        if self.closure is not None:
            again = e.ClosureAgreed(closed_as=self.closure.closed_as, minuted=by.minuted)
            return self._possible(again, on)
        proposal = self._proposed(by, on)
        return self._possible(e.ClosureAgreed(closed_as=proposal.closed_as, minuted=by.minuted), on)

    def refuse_closure(self, *, why: str, by: Decider, on: date) -> Events:
        """Refuse the closure that another person proposed, with the reason."""
        event = e.ClosureRefused(why=why, minuted=by.minuted)
        if not self._repeats(event, on):
            self._proposed(by, on)
        return self._possible(event, on)

    def reopen(self, *, why: str, minuted: e.Minuted | None = None, on: date) -> Events:
        """Reopen a closed item."""
        return self._possible(e.RecommendationReopened(why=why, minuted=minuted), on)

    def claim(self, progress: Progress, *, why: str, on: date) -> Events:
        """Record the service's own view of progress."""
        return self._possible(e.ProgressClaimed(progress=progress, why=why), on)

    def judge(
        self, progress: Progress, *, why: str, minuted: e.Minuted | None = None, on: date
    ) -> Events:
        """Record the inspector's judgement of progress."""
        return self._possible(e.ProgressJudged(progress=progress, why=why, minuted=minuted), on)

    def link(
        self, to: Recommendation, relation: Relation, *, action: int | None, on: date
    ) -> Events:
        """Link it, or one of its actions, to another item."""
        if to.ref == self.ref:
            raise RuleError(f"{self.ref} cannot be linked to itself.")
        if (relation is Relation.SERVES) != (action is not None):
            if relation is Relation.SERVES:
                raise RuleError(
                    "What serves a second item is an action.", hint=hint("serve-by-action")
                )
            raise RuleError(f"An item is linked as {relation}, not one of its actions.")
        across = relation in (Relation.RECURS, Relation.SUPERSEDES)
        if across and to.inspection == self.inspection:
            raise RuleError(f"An item {relation} across inspections; both are {to.inspection}.")
        return self._possible(
            e.RecommendationLinked(relation=relation, to=to.ref, action=action), on
        )

    def give_themes(self, themes: Sequence[str], *, on: date) -> Events:
        """Add themes to it; a theme that it already has changes nothing."""
        new = tuple(theme for theme in dict.fromkeys(themes) if theme not in self.themes)
        return self._possible(e.ThemesGiven(themes=new), on) if new else []

    def _possible(self, event: e.ItemEvent, on: date) -> Events:
        if self._repeats(event, on):
            return []
        sentence = contradiction(self, event, on)
        if sentence is not None:
            raise RuleError(sentence)
        return [event]

    def _repeats(self, event: e.ItemEvent, on: date) -> bool:
        """Whether it repeats the last step about its subject, on the same day."""
        return self.latest.get(subject(event)) == (on, event)

    def _asked(self, action: int, by: Decider, on: date) -> date:
        asked = self.action(action, on).asked
        if asked is None:
            raise NothingAskedError(f"No other date for {self.ref}/{action} was asked for.")
        if asked.asked_by in by.people:
            raise SamePersonError("asked for", asked.asked_by)
        return asked.to

    def _proposed(self, by: Decider, on: date) -> ProposedClosure:
        if self.proposal is None:
            raise NothingAskedError(f"No closure of {self.ref} was proposed by {long_date(on)}.")
        if self.proposal.by in by.people:
            raise SamePersonError("proposed", self.proposal.by)
        return self.proposal
