"""Show and change the numbers of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.default_list import DefaultListGroup, show_list
from tracker.cli.options import Choice, changing, pass_session, reading
from tracker.cli.reading_view import ReadingView
from tracker.domain.errors import UsageError
from tracker.domain.settings import SWITCH
from tracker.domain.vocabulary import Setting
from tracker.presentation.directory_tables import settings_table
from tracker.queries.directory import settings_json
from tracker.queries.item_row import moment_json

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.queries.json_types.reports import SettingsShape

MOST = 10_000
"""The largest number a rule may have."""


@click.group(cls=DefaultListGroup)
def settings() -> None:
    """Show and change the numbers of the rules.

    A view of an old date goes by the numbers of its day.

    With name-check on, as it is at first, one line says which words of a text just recorded read
    like a name, initials, a date of birth, a case number or contact details. It refuses nothing.

    \b
    Examples:
        tracker settings
        tracker settings agree quiet-days 30
        tracker settings agree name-check off
    """


@settings.command("list")
@reading
def list_settings(view: ReadingView) -> None:
    """List the numbers of the rules, and how ratings work.

    \b
    Example:
        tracker settings list --as-of 2026-03-31
    """
    with view.stored_plan() as plan:
        rule = plan.settings.numbers.rule
        answer: SettingsShape = {
            **moment_json(plan),
            "rule": rule,
            "settings": settings_json(plan),
        }
        quiet = view.nothing_recorded_yet(plan)
    show_list(
        view,
        plan,
        settings_table(answer["settings"]),
        answer=answer,
        records="settings",
        quiet=quiet,
        remarks=[f"Rating of progress. {rule}"],
    )


@settings.command("agree")
@click.argument("name", type=Choice(Setting))
@click.argument("value", metavar="NUMBER|none|on|off")
@changing
@pass_session
def agree_setting(
    session: Session, name: Setting, value: str, *, on: str | None, dry_run: bool
) -> None:
    """Change the number of a rule; none lifts a limit; name-check is on or off.

    \b
    Examples:
        tracker settings agree quiet-days 30
        tracker settings agree re-dates-at-most none --on 2026-04-01
        tracker settings agree name-check off
    """
    number, since = _number(name, value), session.day(on)
    session.record(lambda tracker: tracker.agree_setting(name, number, on=since), dry_run=dry_run)


def _number(name: Setting, typed: str) -> int | None:
    """Return the number typed, null for none. Raises UsageError for anything else."""
    if name is Setting.NAME_CHECK:
        return _switched(typed)
    if typed.lower() == "none":
        return None
    if typed.isascii() and typed.isdigit() and len(typed) <= len(str(MOST)) and int(typed) <= MOST:
        return int(typed)
    raise UsageError(f"'{typed}' is no number for a rule; give one up to {MOST:,}, or none.")


def _switched(typed: str) -> int:
    """Return the number that on or off is kept as. Raises UsageError for anything else."""
    for value, word in SWITCH.items():
        if typed.lower() in {word, str(value)}:
            return value
    raise UsageError(f"'{typed}' is neither on nor off.")
