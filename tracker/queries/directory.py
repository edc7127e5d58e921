"""Who and what a plan is kept by on a day: parties and roles, services, meetings, the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tracker.domain.free_text import text_or_marker
from tracker.domain.vocabulary import Setting
from tracker.queries.item_row import iso

if TYPE_CHECKING:
    from tracker.domain.vocabulary import PartyId
    from tracker.queries.json_types.reports import (
        MeetingShape,
        PartyShape,
        ServiceShape,
        SettingShape,
    )
    from tracker.queries.plan import Plan

MEANINGS: Final = {
    Setting.DUE_SOON_DAYS: "An action due within this many days, and not half done, is amber.",
    Setting.HALF_DONE_PERCENT: "An action below this percentage counts as not half done.",
    Setting.QUIET_DAYS: "An action with no entry for more than this many days is amber.",
    Setting.PLAN_DEADLINE_DAYS: "Days from publication to the plan. Reports do not print this.",
    Setting.RE_DATES_AT_MOST: "How many times an action's date may be moved later.",
    Setting.RE_DATE_DAYS_AT_MOST: "How many days after its first date an action may be due.",
    Setting.NAME_CHECK: "New texts are checked for personal data: 1 is on, 0 is off.",
}
"""What each number of the rules decides, in a sentence."""


def people_json(plan: Plan) -> list[PartyShape]:
    """Return every party known on the day, in the order they became known, with its roles then."""
    every = sorted(plan.people.by_id.values(), key=lambda party: int(party.id[1:]))
    people: list[PartyShape] = [
        {
            "id": party.id,
            "name": party.name,
            "kind": party.kind.value,
            "names": [str(name) for name in party.names],
            "login": text_or_marker(party.login),
            "roles": [
                {"role": held.role.value, "since": held.since.isoformat(), "until": iso(held.until)}
                for held in party.held
                if held.since <= plan.as_of and (held.until is None or plan.as_of <= held.until)
            ],
        }
        for party in every
    ]
    return plan.resolve_texts(people)


def services_json(plan: Plan) -> list[ServiceShape]:
    """Return every service known on the day, by its id, with its names and its reports."""
    services: list[ServiceShape] = [
        {
            "id": known.id,
            "name": known.name,
            "names": [
                {"name": str(name), "since": since.isoformat()} for since, name in known.names
            ],
            "merged_into": known.merged_into,
            "inspections": [
                report.id
                for report in plan.inspections.values()
                if report.facts.service == known.id
            ],
        }
        for known in plan.services.values()
    ]
    return plan.resolve_texts(services)


def party_name(plan: Plan, party: str) -> str:
    """Return the name of a party on the day, to be printed; its id if it is not known."""
    return plan.resolve_texts(plan.name(party))


def former_name(plan: Plan, party: PartyId, name: str) -> str | None:
    """Return what a party was called before it had a name, if it was called something else."""
    known = plan.people.by_id.get(party)
    names = [] if known is None else plan.resolve_texts([str(once) for once in known.names])
    return next((once for once in reversed(names) if once != name), None)


def meetings_json(plan: Plan) -> list[MeetingShape]:
    """Return the days of the board's meetings, in order, as they are seen from the day asked of."""
    ahead = [meeting for meeting in plan.meetings if meeting > plan.as_of]

    def seen(meeting: object) -> str:
        if meeting not in ahead:
            return "today" if meeting == plan.as_of else "past"
        return "next" if meeting == ahead[0] else "later"

    return [{"day": meeting.isoformat(), "when": seen(meeting)} for meeting in plan.meetings]


def settings_json(plan: Plan) -> list[SettingShape]:
    """Return every number of the rules on the day, with what it decides; null is no limit."""
    return [
        {"name": name, "value": value, "meaning": MEANINGS[Setting.read(name)]}
        for name, value in plan.settings.listed()
    ]
