"""The shapes of the JSON answers about reports, and about who and what a plan is kept by.

They are part of the contract that `shapes` states: the same dates, numbers and nulls.
"""

from __future__ import annotations

from typing import TypedDict

from tracker.queries.json_types.items import MomentShape


class HeldShape(TypedDict):
    """A role a person holds; `until` is its last day, null where none is set."""

    role: str
    since: str
    until: str | None


class PartyShape(TypedDict):
    """Who may own or do things, as known on the day; the latest of the names is last.

    `login` is who they are on a server where a ledger is kept; null where they have none.
    """

    id: str
    name: str
    kind: str
    names: list[str]
    login: str | None
    roles: list[HeldShape]


class PeopleShape(MomentShape):
    """The answer of `tracker people list --json`."""

    people: list[PartyShape]


class NameShape(TypedDict):
    """A name of a service and the day it began."""

    name: str
    since: str


class ServiceShape(TypedDict):
    """A service on the day; `inspections` are the ids of its reports."""

    id: str
    name: str
    names: list[NameShape]
    merged_into: str | None
    inspections: list[str]


class ServicesShape(MomentShape):
    """The answer of `tracker services list --json`."""

    services: list[ServiceShape]


class MeetingShape(TypedDict):
    """A meeting of the board: past, today, next or later, as seen from the day asked of."""

    day: str
    when: str


class BoardShape(MomentShape):
    """The answer of `tracker board list --json`."""

    meetings: list[MeetingShape]


class SettingShape(TypedDict):
    """A number of the rules; null is no limit."""

    name: str
    value: int | None
    meaning: str


class SettingsShape(MomentShape):
    """The answer of `tracker settings list --json`; `rule` is that of the rating of progress."""

    rule: str
    settings: list[SettingShape]


class PublishedShape(TypedDict):
    """A date of publication as printed, and as precisely: `2023-05` has no day."""

    text: str | None
    iso: str | None


class FieldworkShape(TypedDict):
    """When the inspectors were there, as precisely as printed."""

    start: str | None
    end: str | None


class ScoreShape(TypedDict):
    """Points printed, of how many."""

    points: int
    of: int


class QuestionShape(TypedDict):
    """A key question and the percentage of cases answered with yes, as printed."""

    text: str
    percent: int | None


class StandardShape(TypedDict):
    """A standard inspected, its rating as printed and the points that rating is worth."""

    number: str | None
    name: str
    rating: str | None
    points: int | None
    questions: list[QuestionShape]


class CaseFigureShape(TypedDict):
    """How many cases were good enough, of how many, and the paragraph that prints it."""

    paragraph: str | None
    sufficient: int
    of: int
    text: str


class SampleShape(TypedDict):
    """How many cases of a kind were looked at."""

    text: str
    cases: int


class CheckShape(TypedDict):
    """A sum of the report done again: what is printed beside what was reckoned."""

    what: str
    printed: str
    reckoned: str
    agrees: bool


class MadeShape(TypedDict):
    """An item as its report makes it; `ref` is what it is called in the plan."""

    ref: str
    number: str
    kind: str
    standard: str | None
    addressee: str | None
    text: str


class ReportFacts(TypedDict):
    """What every answer about a report gives."""

    id: str
    service: str
    service_id: str
    title: str
    published: PublishedShape
    published_stated: str | None
    score: ScoreShape | None
    overall: str | None


class ReportLineShape(ReportFacts):
    """One report of the list; `published_stated` is a day that is not printed but was stated.

    `reissued_on` is the day from which its facts are those of a re-issue, null where there is none.
    """

    reissued_on: str | None
    items: int
    closed: int


class ReportsShape(MomentShape):
    """The answer of `tracker inspections --json`."""

    inspections: list[ReportLineShape]


class ReportShape(ReportFacts):
    """One report whole, its facts as printed.

    `action_plan_due` is reckoned from a setting: `action_plan_due_basis` says how.
    """

    reissued_on: str | None
    inspectorate: str
    kind: str
    fieldwork: FieldworkShape
    standards: list[StandardShape]
    case_figures: list[CaseFigureShape]
    samples: list[SampleShape]
    items: list[MadeShape]
    warnings: list[str]
    checks: list[CheckShape]
    action_plan_due: str
    action_plan_due_basis: str


class InspectionShape(MomentShape, ReportShape):
    """The answer of `tracker inspection ID --json`."""


class ProposedItemShape(TypedDict):
    """An item a report asks for, before it has a reference in the plan."""

    number: str
    kind: str
    standard: str | None
    addressee: str | None
    text: str


class SourceShape(TypedDict):
    """The line of a report that a fact was read from.

    `fact` leads to it in the answer (a JSON Pointer); a fact within one that is listed is on the
    same line. `line` counts on over the pages.
    """

    fact: str
    page: int
    line: int
    text: str


class ProposalShape(TypedDict):
    """The answer of `tracker import FILE --dry-run --json`; several files give a list of them.

    `service` is null for a report of no one service. `sources` is null unless `--show-source` asks.
    """

    id: str
    service: str | None
    service_id: str | None
    title: str
    published: PublishedShape
    published_stated: str | None
    score: ScoreShape | None
    overall: str | None
    inspectorate: str
    kind: str
    fieldwork: FieldworkShape
    standards: list[StandardShape]
    case_figures: list[CaseFigureShape]
    samples: list[SampleShape]
    items: list[ProposedItemShape]
    warnings: list[str]
    sources: list[SourceShape] | None
