"""Who acted last in a ledger that knows no logins: kept for this user, so that it is asked once."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tracker.application.tracker import Tracker


def remembered_actor(tracker: Tracker) -> str | None:
    """Return who acted last here; on a terminal it is asked, and kept for this user and ledger."""
    store = _config() / "acting.json"
    try:
        kept = json.loads(store.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        kept = {}
    ledger = tracker.record.ledger_id
    known = kept.get(ledger) if isinstance(kept, dict) else None
    if isinstance(known, str):
        return known
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    name: str = click.prompt("Who is recording this (remembered for this ledger)", err=True)
    party = tracker.find_party(name)
    kept = {**kept, ledger: party.id} if isinstance(kept, dict) else {ledger: party.id}
    with suppress(OSError):  # where nothing can be kept, it is asked again
        store.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _put(store, json.dumps(kept, indent=1))
    return party.id


def _put(path: Path, text: str) -> None:
    """Write a file for its owner alone, in the place of the one before; no link is followed."""
    import tempfile

    number, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _config() -> Path:
    base = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA")
    try:
        folder = Path(base) if base else Path.home() / ".config"
    except RuntimeError:  # a user without a home
        folder = Path(os.devnull)
    return (folder if folder.is_absolute() else Path(os.devnull)) / "tracker"
