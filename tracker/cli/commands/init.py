"""Start a ledger with its first people."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.application.open_ledger import FILE, parse_location
from tracker.cli.hints import quoted
from tracker.cli.options import pass_session
from tracker.cli.receipt import print_safely
from tracker.cli.session import day_stated
from tracker.domain.errors import RefusedError, TrackerError, UsageError, joined, weekday_date
from tracker.presentation.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tracker.application.tracker import Receipt
    from tracker.cli.session import Session
    from tracker.ledger.postgres.address import Address

_ASKED = {
    "service": "The youth justice service this ledger is of",
    "chair": "Who chairs its management board",
    "manager": "Who manages the service, and records this",
}


@click.command()
@click.argument("path", required=False)
@click.option("--service", metavar="NAME", help="The youth justice service.")
@click.option("--chair", metavar="NAME", help="Who chairs the management board.")
@click.option("--manager", metavar="NAME", help="Who manages the service; recorded by them.")
@click.option("--on", metavar="DATE", help="The day it takes effect: today unless given.")
@pass_session
def init(session: Session, /, path: str | None, *, on: str | None, **given: str | None) -> None:
    """Start a ledger with its first people.

    It is made at PATH, else where --ledger or TRACKER_LEDGER says, else as tracker.db in this
    folder. PATH may be the address of a PostgreSQL database: whoever is logged in there is the
    manager. On a terminal it asks for what is not given.

    \b
    Examples:
        tracker init --service "Knowsley Youth Justice Service" \\
            --chair "Dana Okafor" --manager "Sam Reed"
        tracker init postgresql://db.example.org/justice
    """
    where = session.ledger if path is None else path
    if where is None:
        where = os.environ.get("TRACKER_LEDGER") or FILE
    at = parse_location(where)
    if isinstance(at, Path) and os.path.lexists(at):
        raise RefusedError(_taken(where, at))
    day_one = day_stated(on)
    names = _named(given)
    begun = _begin(at, names, day_one)
    with print_safely(begun.receipt.entries):
        for line in _told(where, names, begun):
            click.echo(one_line(line))


def _taken(where: str, path: Path) -> str:
    """Return why nothing is begun in a place, with the way out of an init that was cut short."""
    from tracker.ledger.ledger import Ledger

    unbegun = False
    with suppress(TrackerError), Ledger.open(path) as record:
        unbegun = record.head().position == 0
    with suppress(OSError):  # opening undoes what was cut short: only now it may be empty
        unbegun = unbegun or (path.is_file() and path.stat().st_size == 0)
    if unbegun:
        return f"{where} exists already, with nothing recorded in it; remove it, then init again."
    return f"{where} exists already; init only begins what is not there yet."


def _named(given: dict[str, str | None]) -> dict[str, str]:
    """Return the names, asked for on a terminal where not given; UsageError elsewhere."""
    missing = [name for name in _ASKED if given[name] is None]
    if missing and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(
            f"init needs {joined((f'--{name} NAME' for name in missing), last='and')}."
        )
    asked = {name: click.prompt(_ASKED[name], err=True) for name in missing}
    names = {name: asked.get(name) or str(given[name]) for name in _ASKED}
    if names["chair"].strip().casefold() == names["manager"].strip().casefold():
        raise RefusedError(
            "The chair and the manager must be two people: no one agrees their own proposal."
        )
    return names


@dataclass(frozen=True, slots=True)
class _Begun:
    """What was begun; on a server, who is logged in, and the role that may record."""

    receipt: Receipt
    head: str
    login: str
    writers: str | None


def _begin(at: Path | Address, names: dict[str, str], on: date | None) -> _Begun:
    """Make the ledger and record its first entries; what fails leaves nothing."""
    from tracker.application.tracker import Tracker
    from tracker.ledger.ledger import Ledger

    record = Ledger.begin(at)
    try:
        receipt = Tracker.begin(
            record,
            service=names["service"],
            chair=names["chair"],
            manager=names["manager"],
            on=on,
        )
        begun = _Begun(receipt, record.head().hash, record.login, record.writers)
    except BaseException:
        record.close()
        if isinstance(at, Path):
            for left in ("", "-journal", "-wal", "-shm"):
                at.with_name(f"{at.name}{left}").unlink(missing_ok=True)
        raise
    record.close()
    return begun


def _told(where: str, names: dict[str, str], begun: _Begun) -> Iterator[str]:
    first, last = begun.receipt.entries[0], begun.receipt.entries[-1]
    default = os.environ.get("TRACKER_LEDGER") or FILE
    command = "tracker" if where == default else f"tracker --ledger {quoted(where)}"
    yield (
        f"Started a ledger for {names['service']} in {where}, from "
        f"{weekday_date(first.effective_on)}."
    )
    yield f"Chair: {names['chair']}. Manager: {names['manager']}, who recorded this."
    yield f"Head: #{last.position}, {begun.head}"
    if begun.writers is None:
        command += f" --by {quoted(names['manager'])}"
    else:
        chair = re.sub(r"[^a-z]", "", names["chair"].split()[0].lower()) or "chair"
        yield f"The login {begun.login} is {names['manager']}'s."
        yield "Everyone else who records here needs a login of their own. To allow one:"
        yield f"  in psql:   GRANT {_identifier(begun.writers)} TO {chair};"
        yield f"  and here:  {command} people login {quoted(names['chair'])} {chair}"
    yield f"Next, import a report:    {command} import REPORT"
    yield f"Then answer it:           {command} respond REF agreed"


def _identifier(name: str) -> str:
    """Return a name as SQL takes it."""
    return (
        name if re.fullmatch(r"[a-z_][a-z0-9_]*", name) else '"{}"'.format(name.replace('"', '""'))
    )
