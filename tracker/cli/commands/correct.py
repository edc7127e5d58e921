"""Correct a wrong entry, visibly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tracker.cli.options import Choice, EntryNumber, pass_session, reasoned, rehearsed
from tracker.domain.errors import UsageError
from tracker.domain.vocabulary import (
    ClosedAs,
    Direction,
    PartyKind,
    Progress,
    Response,
    Role,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.cli.session import Session

_DATES_DUE = ("due", "to", "until")


_DATES_PAST = ("of",)


def _parts(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command every option by which an entry was once recorded."""
    for option in reversed(
        [
            click.option(
                "--text", metavar="TEXT", help="The corrected text: note, reason, title or name."
            ),
            click.option("--part", metavar="TEXT", help="The part agreed."),
            click.option("--response", type=Choice(Response), help="The answer."),
            click.option("--owner", metavar="PARTY", help="Who answers for it."),
            click.option("--with", "with", multiple=True, metavar="PARTY", help="Who helps."),
            click.option("--due", metavar="DATE", help="Only on the day it was recorded."),
            click.option("--to", metavar="DATE", help="The date asked for."),
            click.option("--percent", type=click.IntRange(0, 100), help="How much is done."),
            click.option(
                "--value", metavar="N", help="The corrected measurement, or the number of a rule."
            ),
            click.option("--measure", metavar="NAME", help="The name of the measure."),
            click.option("--unit", metavar="U", help="What is counted."),
            click.option("--baseline", metavar="N", help="The baseline."),
            click.option("--target", metavar="N", help="The target."),
            click.option("--at-least", "direction", flag_value="at least", help="More is better."),
            click.option("--at-most", "direction", flag_value="at most", help="Less is better."),
            click.option("--of", metavar="DATE", help="The date the evidence is of."),
            click.option("--link", metavar="URL", help="Where the evidence is."),
            click.option("--closed-as", type=Choice(ClosedAs), help="What it is closed as."),
            click.option("--progress", type=Choice(Progress), help="How much progress."),
            click.option("--role", type=Choice(Role), help="The role."),
            click.option("--until", metavar="DATE", help="The last day of the role."),
            click.option("--kind", type=Choice(PartyKind), help="What kind of party."),
        ]
    ):
        command = option(command)
    return command


@click.command()
@click.argument("entry", type=EntryNumber())
@click.option("--ref", metavar="REF", help="The item or action it should belong to.")
@_parts
@reasoned("Why it was wrong.")
@click.option("--on", metavar="DATE", help="The corrected effective date.")
@rehearsed
@pass_session
def correct(
    session: Session,
    /,
    entry: int,
    *,
    ref: str | None,
    why: str,
    on: str | None,
    dry_run: bool,
    **parts: Any,
) -> None:
    """Correct a wrong entry, visibly.

    Give only what was wrong, with the options of the command that recorded it; --on is its right
    date. The entry stays, and earlier views of what was known never change.

    \b
    Examples:
        tracker correct 41 --percent 60 -m "Read from the wrong line"
        tracker correct 41 --on 2026-02-10 -m "It was the Tuesday after"
    """
    given = {
        name.replace("_", "-"): value for name, value in parts.items() if value not in (None, ())
    }
    for name in _DATES_DUE + _DATES_PAST:
        if name in given:
            given[name] = session.day(given[name], forward=name in _DATES_DUE)
    if "direction" in given:
        given["direction"] = Direction(given["direction"])
    day = session.day(on)
    if not given and day is None and ref is None:
        raise UsageError("Say what was wrong: give the right value, --on DATE or --ref REF.")
    session.record(
        lambda tracker: tracker.correct(entry, reason=why, given=given, on=day, ref=ref),
        dry_run=dry_run,
    )
