"""The shapes of the JSON answers: a contract, published in docs/json and enforced by tests.

Dates are `YYYY-MM-DD`, instants `YYYY-MM-DDTHH:MM:SS.ffffffZ`, percentages whole numbers, and
measures decimals exactly as typed. Null means that there is no value, or that the report prints
none.
"""

from __future__ import annotations

from typing import TypedDict

SlipShape = TypedDict(
    "SlipShape",
    {
        "from": str,
        "to": str,
        "reason": str,
        "asked_by": str,
        "agreed_by": str | None,
        "on": str | None,
    },
)

_ActionWith = TypedDict("_ActionWith", {"with": list[str]})


class AskedShape(TypedDict):
    """A date change that was asked for and is not yet decided."""

    to: str
    reason: str
    asked_by: str


class ActionShape(_ActionWith):
    """One action of an item."""

    ref: str
    what: str
    owner: str
    status: str
    percent: int | None
    rag: str
    rag_reason: str
    assigned_on: str
    first_due: str
    due: str
    days_late_first: int
    days_late: int
    slips: list[SlipShape]
    asked: AskedShape | None
    completed_on: str | None
    withdrawn_on: str | None
    serves: list[str]
    last_touched: str


class ItemFacts(TypedDict):
    """The facts in every answer about an item.

    `reissued_on` is the day from which it has the wording of a re-issued report. `dropped_on` is
    the day from which the re-issued report no longer contains it. Each is null if that did not
    happen.
    """

    ref: str
    text: str
    inspection: str
    service: str
    kind: str
    number: str
    addressee: str | None
    standard: str | None
    published: str
    not_yet_published: bool
    reissued_on: str | None
    dropped_on: str | None
    response: str | None
    status: str
    closed_as: str | None
    covered_by: str | None
    rag: str
    rag_reason: str
    owners: list[str]
    themes: list[str]
    first_due: str | None
    due: str | None
    days_late_first: int
    days_late: int
    slips: int
    percent: int | None
    actions_total: int
    actions_complete: int
    claim: str | None
    judgement: str | None
    gap: int | None
    last_touched: str | None
    conflicts: list[str]


class ItemShape(ItemFacts):
    """One item of the plan, as in `tracker list --json`; `evidence` counts what was filed."""

    evidence: int


class MomentShape(TypedDict):
    """The moment an answer is about: a day, as known at a position of the record."""

    as_of: str
    known_at: str | None
    position: int
    head: str


class ListShape(MomentShape):
    """The output of `tracker list --json`."""

    items: list[ItemShape]


class ReadingShape(TypedDict):
    """A dated measurement, with its value as typed."""

    on: str
    value: str


class OutcomeShape(TypedDict):
    """What should improve, and how it is measured; `met` is null if there is no measure."""

    ref: str
    what: str
    measure: str | None
    unit: str | None
    baseline: str | None
    target: str | None
    direction: str | None
    readings: list[ReadingShape]
    met: bool | None


class EvidenceShape(TypedDict):
    """Filed evidence: where it is, the date it is from and the date it was filed."""

    ref: str
    title: str
    of: str
    filed_on: str
    link: str | None
    file: str | None
    sha256: str | None


class ViewShape(TypedDict):
    """A claim or a judgement of progress."""

    progress: str
    why: str
    by: str
    on: str
    minute: str | None


class LinkShape(TypedDict):
    """A link from an item, or from one of its actions, to another item."""

    ref: str
    relation: str
    to: str


class ClosureProposalShape(TypedDict):
    """A proposed closure, not yet decided; what is `missing` does not block it."""

    closed_as: str
    why: str
    by: str
    on: str
    missing: list[str]


class AnswerShape(TypedDict):
    """The service's response, in full."""

    response: str
    part: str | None
    why: str | None
    by: str
    on: str
    minute: str | None


class ClosureShape(TypedDict):
    """An agreed closure."""

    closed_as: str
    on: str
    by: str
    proposed_by: str | None
    minute: str | None


class DetailShape(ItemFacts):
    """One item in full; `evidence` lists what was filed."""

    service_name: str
    answer: AnswerShape | None
    actions: list[ActionShape]
    outcomes: list[OutcomeShape]
    evidence: list[EvidenceShape]
    proposal: ClosureProposalShape | None
    closure: ClosureShape | None
    times_reopened: int
    claims: list[ViewShape]
    judgements: list[ViewShape]
    links: list[LinkShape]


_EntryFor = TypedDict("_EntryFor", {"for": str | None})


class EntryShape(_EntryFor):
    """One entry of a history, with its corrections; `was` is what it said before them.

    `took_effect_text` is as precise as printed. `state` is `stands`, `corrected` or `taken
    back`, or the kind of entry: `correction` or `erasure`. `by` recorded what `for` decided.
    """

    position: int
    took_effect: str
    took_effect_text: str
    recorded_at: str
    by: str
    minute: str | None
    ref: str
    type: str
    what: str
    state: str
    changed_by: int | None
    was: str | None
    command: str


class HistoryShape(MomentShape):
    """The output of `tracker history --json`."""

    entries: list[EntryShape]


class ShowShape(MomentShape, DetailShape):
    """The output of `tracker show REF --json` for an item."""

    history: list[EntryShape]


class ShowActionShape(MomentShape, ActionShape):
    """The output of `tracker show REF/N --json` for an action."""

    history: list[EntryShape]


class HeadShape(MomentShape):
    """The output of `tracker head --json`: `ledger` is the ledger's own id."""

    ledger: str
