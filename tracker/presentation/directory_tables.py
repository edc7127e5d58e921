"""People, services, board meetings and settings as tables."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tracker.domain.settings import setting_text
from tracker.domain.vocabulary import Setting
from tracker.presentation.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.queries.json_types.reports import (
        HeldShape,
        MeetingShape,
        PartyShape,
        ServiceShape,
        SettingShape,
    )


def people_table(people: Sequence[PartyShape]) -> Sheet:
    """Return a line for each person, role and organisation."""
    rows = [
        (
            party["id"],
            party["name"],
            party["kind"],
            "; ".join(map(_held, party["roles"])),
            party["login"] or "",
        )
        for party in people
    ]
    return Sheet(("id", "name", "kind", "roles", "login"), rows)


def _held(role: HeldShape) -> str:
    until = "" if role["until"] is None else f" until {role['until']}"
    return f"{role['role']} since {role['since']}{until}"


def services_table(services: Sequence[ServiceShape]) -> Sheet:
    """Return a line for each service."""
    rows = [
        (
            service["id"],
            service["name"],
            _before(service),
            service["merged_into"] or "",
            ", ".join(service["inspections"]),
        )
        for service in services
    ]
    columns = ("id", "name", "names before", "part of", "inspections")
    return Sheet(columns, rows, widths={"names before": 40})


def _before(service: ServiceShape) -> str:
    return "; ".join(f"{was['name']} (from {was['since']})" for was in service["names"][:-1])


def meetings_table(meetings: Sequence[MeetingShape]) -> Sheet:
    """Return a line for each board meeting."""
    rows = [
        (meeting["day"], f"{date.fromisoformat(meeting['day']):%A}", meeting["when"])
        for meeting in meetings
    ]
    return Sheet(("meeting", "weekday", "when"), rows)


def settings_table(settings: Sequence[SettingShape]) -> Sheet:
    """Return a line for each number of the rules."""
    rows = [
        (
            setting["name"],
            setting_text(Setting.read(setting["name"]), setting["value"]),
            setting["meaning"],
        )
        for setting in settings
    ]
    return Sheet(("name", "value", "what it means"), rows, widths={"what it means": 60})
