"""How a ledger begins: with its service, its chair and its manager."""

from __future__ import annotations

import os
import re
import shlex
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import pass_session
from tracker.cli.render import one_line
from tracker.cli.say import telling
from tracker.cli.session import FILE, day_stated, place
from tracker.domain.errors import RefusedError, TrackerError, UsageError, listed, spoken

if TYPE_CHECKING:
    from datetime import date

    from tracker.application import Receipt
    from tracker.cli.session import Session

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
    """Begin a ledger with its first parties.

    It is made at PATH, else where --ledger or TRACKER_LEDGER says, else as tracker.db in this
    folder. On a terminal it asks for what is not given.

    \b
    Example:
        tracker init --service "Knowsley Youth Justice Service" \\
            --chair "Dana Okafor" --manager "Sam Reed"
    """
    where = session.ledger if path is None else path
    if where is None:
        where = os.environ.get("TRACKER_LEDGER") or FILE
    if os.path.lexists(place(where)):
        raise RefusedError(_taken(where))
    day_one = day_stated(on)
    names = _named(given)
    receipt, head = _begin(where, names, day_one)
    with telling(receipt.entries):
        for line in _told(where, names, receipt, head):
            click.echo(one_line(line))


def _taken(where: str) -> str:
    """Return why nothing is begun in a place, with the way out of an init that was cut short."""
    from tracker.ledger.record import Record

    path = place(where)
    unbegun = False
    with suppress(TrackerError), Record.open(path) as record:
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
            f"init needs {listed((f'--{name} NAME' for name in missing), last='and')}."
        )
    asked = {name: click.prompt(_ASKED[name], err=True) for name in missing}
    names = {name: asked.get(name) or str(given[name]) for name in _ASKED}
    if names["chair"].strip().casefold() == names["manager"].strip().casefold():
        raise RefusedError(
            "The chair and the manager are two people: nobody agrees what they proposed."
        )
    return names


def _begin(where: str, names: dict[str, str], on: date | None) -> tuple[Receipt, str]:
    """Make the ledger and record its first entries; what fails leaves no file."""
    from tracker.application import Tracker
    from tracker.ledger.record import Record

    record = Record.create(place(where))
    try:
        receipt = Tracker.begin(
            record,
            service=names["service"],
            chair=names["chair"],
            manager=names["manager"],
            on=on,
        )
        head = record.head().hash
    except BaseException:
        record.close()
        for left in ("", "-journal", "-wal", "-shm"):
            Path(f"{where}{left}").unlink(missing_ok=True)
        raise
    record.close()
    return receipt, head


def _told(where: str, names: dict[str, str], receipt: Receipt, head: str) -> list[str]:
    found = os.environ.get("TRACKER_LEDGER") or FILE
    elsewhere = "" if where == found else f"--ledger {_quoted(where)} "
    command = f"tracker {elsewhere}--by {_quoted(names['manager'])}"
    first, last = receipt.entries[0], receipt.entries[-1]
    return [
        f"Begun in {where}: a ledger for {names['service']}, from {spoken(first.effective_on)}.",
        f"Chair: {names['chair']}. Manager: {names['manager']}, who records this.",
        f"Head: #{last.position}, {head}",
        f"Next, bring in a report:  {command} import REPORT",
        f"Then answer it:           {command} respond REF agreed",
    ]


def _quoted(text: str) -> str:
    """Return a word for a shell to read as one: in double quotes where any shell takes them."""
    return f'"{text}"' if re.fullmatch(r"[\w.'-]+( [\w.'-]+)+", text) else shlex.quote(text)
