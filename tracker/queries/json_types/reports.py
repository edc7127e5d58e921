"""The shapes of the JSON answers about reports, people, services, meetings and settings.

They are part of the contract that `items` states: the same dates, numbers and nulls.
"""

from __future__ import annotations

from typing import TypedDict

from tracker.queries.json_types.items import MomentShape


class HeldShape(TypedDict):
    """A role a person holds; `until` is its last day, null if none is set."""

    role: str
    since: str
    until: str | None


class PartyShape(TypedDict):
    """A person, role or organisation that may own or do things, as known on the day.

    `names` has the latest name last. `login` is their login on a server, null if they have none.
    """

    id: str
    name: str
    kind: str
    names: list[str]
    login: str | None
    roles: list[HeldShape]


class PeopleShape(MomentShape):
    """The output of `tracker people list --json`."""

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
    """The output of `tracker services list --json`."""

    services: list[ServiceShape]


class MeetingShape(TypedDict):
    """A board meeting: past, today, next or later, as seen from the day asked about."""

    day: str
    when: str


class BoardShape(MomentShape):
    """The output of `tracker board list --json`."""

    meetings: list[MeetingShape]


class SettingShape(TypedDict):
    """A number in the rules; null means no limit."""

    name: str
    value: int | None
    meaning: str


class SettingsShape(MomentShape):
    """The output of `tracker settings list --json`; `rule` is the rule of the progress rating."""

    rule: str
    settings: list[SettingShape]


class PublishedShape(TypedDict):
    """A publication date, as printed and as precise as printed: `2023-05` has no day."""

    text: str | None
    iso: str | None


class FieldworkShape(TypedDict):
    """The dates of the inspectors' visit, as precise as printed."""

    start: str | None
    end: str | None


class ScoreShape(TypedDict):
    """The points printed, and the total they are out of."""

    points: int
    of: int


class QuestionShape(TypedDict):
    """A key question and the percentage of cases answered "yes", as printed."""

    text: str
    percent: int | None


class StandardShape(TypedDict):
    """An inspected standard, its rating as printed and the points that rating is worth."""

    number: str | None
    name: str
    rating: str | None
    points: int | None
    questions: list[QuestionShape]


class CaseFigureShape(TypedDict):
    """How many cases were good enough, out of how many, and the paragraph that prints it."""

    paragraph: str | None
    sufficient: int
    of: int
    text: str


class SampleShape(TypedDict):
    """How many cases of one kind were inspected."""

    text: str
    cases: int


class CheckShape(TypedDict):
    """A sum in the report, checked: the printed figure and the calculated one."""

    what: str
    printed: str
    reckoned: str
    agrees: bool


class MadeShape(TypedDict):
    """An item as its report prints it; `ref` is its reference in the plan."""

    ref: str
    number: str
    kind: str
    standard: str | None
    addressee: str | None
    text: str


class ReportFacts(TypedDict):
    """The facts in every answer about a report."""

    id: str
    service: str
    service_id: str
    title: str
    published: PublishedShape
    published_stated: str | None
    score: ScoreShape | None
    overall: str | None


class ReportLineShape(ReportFacts):
    """One report in the list.

    `published_stated` is a day that a person gave because the report prints none. `reissued_on` is
    the day from which its facts are those of a re-issue, null if there is none.
    """

    reissued_on: str | None
    items: int
    closed: int


class ReportsShape(MomentShape):
    """The output of `tracker inspections --json`."""

    inspections: list[ReportLineShape]


class ReportShape(ReportFacts):
    """One report in full, with its facts as printed.

    `action_plan_due` is calculated from a setting; `action_plan_due_basis` explains how.
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
    """The output of `tracker inspection ID --json`."""


class ProposedItemShape(TypedDict):
    """An item in a report, before it has a reference in the plan."""

    number: str
    kind: str
    standard: str | None
    addressee: str | None
    text: str


class SourceShape(TypedDict):
    """The line of a report from which a fact was read.

    `fact` is a JSON Pointer to the fact in the answer. A fact inside one that is listed is on the
    same line. `line` is counted from the start of the report, not of the page.
    """

    fact: str
    page: int
    line: int
    text: str


class ProposalShape(TypedDict):
    """The output of `tracker import FILE --dry-run --json`; several files give a list of them.

    `service` is null for a report that is not about one service. `sources` is null without
    `--show-source`.
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
