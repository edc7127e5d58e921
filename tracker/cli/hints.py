"""Hints in the words of the command line: what to type next."""

from __future__ import annotations

import re
from shlex import quote
from typing import TYPE_CHECKING, Final

from tracker.domain.errors import TrackerError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Protocol

    from tracker.domain.hints import Hint, NextStep

    class GlobalOptions(Protocol):
        """The options before a command that its hints repeat; null where not given."""

        ledger: str | None
        by: str | None


WORDS: Final[Mapping[NextStep, str]] = {
    "acknowledge-clock": "If this clock is right: {tracker} clock acknowledge",
    "add-measure": "To add one: {tracker} outcome {ref} WHAT --measure NAME --target N",
    "add-party": "To see everyone: {reading} people. To add a person: {tracker} people add NAME",
    "book-meeting": "To book one: {tracker} board add DATE",
    "change-login": "To change it: {tracker} people login {party}",
    "choose-layout": (
        "To read it so: --layout {layout}. To fill in its facts by hand: --layout by-hand"
    ),
    "choose-measure": "Say which with --measure NAME.",
    "confirm-erasure": "Another person has to confirm: {reading} erase {entry} --confirm",
    "continue-copy": "Run the same tracker copy command again; it continues.",
    "correct-other-parts": "What can be corrected: {options}.",
    "create-ledger": "To start one: tracker init {location}",
    "fill-in-by-hand": "To fill in its facts by hand: --layout by-hand",
    "import-as-new": "Import it without --reissue.",
    "import-report": "To import a report: {tracker} import REPORT",
    "link-login": "Someone with a linked login can run: {reading} people login NAME {login}",
    "link-other-login": "To change it: {tracker} people login NAME LOGIN",
    "name-actor": "Give --by NAME, or set TRACKER_BY.",
    "name-decider": "Say whose with --for PARTY.",
    "name-earlier-head": "Name an earlier head with --known-at.",
    "name-measure": "Give --measure NAME.",
    "name-minute": "Give --minute TEXT.",
    "name-one-place": "Give --link URL or --file PATH, not both.",
    "name-part": "Give --part TEXT and -m TEXT.",
    "name-past-moment": "--known-at takes a day or an instant in the past.",
    "name-reason": "Give -m TEXT.",
    "name-reissue-day": "Say when it was re-issued with --on DATE.",
    "name-service": "Say which service carries it out with --service NAME.",
    "name-target": "Give --target N, and --at-least or --at-most.",
    "omit-actor": "Leave out --by, and unset TRACKER_BY.",
    "omit-decider": "Leave out --for and --minute.",
    "open-without-erasures": "If nothing was erased, restore --without-erasures.",
    "print-head": "To print one: {reading} head",
    "rebuild": "To rebuild it: {reading} rebuild",
    "reissue-or-take-back": (
        "If it was re-issued, give --reissue. If it was misread, take it back and import it "
        "again: {tracker} take-back {entry} --whole -m WHY"
    ),
    "repeat-command": "Run it again with --command-id {command}, which records it once.",
    "say-reissued": "Give --reissue with --on.",
    "serve-by-action": "To link an action: {tracker} link REF/N REF --as serves",
    "sign-head": "To print one: {reading} head --sign KEY",
    "state-publication": "Say when it was published with --published DATE.",
    "take-back-and-import": (
        "Take it back and import it again: {tracker} take-back {entry} --whole -m WHY"
    ),
    "take-back-first": "Take that back first: {tracker} take-back {entry} --whole -m WHY",
    "undo-all": "To undo this: {tracker} take-back {entry} --whole -m WHY",
    "undo-entry": "To undo this: {tracker} take-back {entry} -m WHY",
    "unlink-login": "To unlink it first: {tracker} people login {party}",
    "upgrade": "To upgrade it: {reading} upgrade",
    "verify": "To see what is wrong: {reading} verify",
}
"""Each step, with `{tracker}` for the command as it was begun, and `{reading}` without a name."""


def worded(hint: Hint, given: GlobalOptions | None, refused: str = "") -> str:
    """Return a hint as it is typed, with the ledger and the name that were given.

    A name that the sentence `refused` is about is left out.
    """
    ledger = [] if given is None or given.ledger is None else ["--ledger", given.ledger]
    by = [] if given is None or given.by is None else ["--by", given.by]
    if by and f"'{by[1]}'" in refused:
        by = []
    values = {name: quoted(value) for name, value in hint.values.items()}
    options = hint.values.get("parts", "").split()
    return WORDS[hint.step].format(
        tracker=" ".join(["tracker", *map(quoted, [*ledger, *by])]),
        reading=" ".join(["tracker", *map(quoted, ledger)]),
        options=", ".join(f"--{option}" for option in options),
        **values,
    )


def quoted(text: str) -> str:
    """Return a word for a shell to read as one: in double quotes if any shell takes them."""
    return f'"{text}"' if re.fullmatch(r"[\w.'-]+( [\w.'-]+)+", text) else quote(text)


def full_sentence(error: TrackerError, given: GlobalOptions | None) -> str:
    """Return the sentence of an error, with its hint."""
    if error.hint is None:
        return error.sentence
    return f"{error.sentence} {worded(error.hint, given, error.sentence)}"


def with_hint(error: Exception, given: GlobalOptions | None) -> Exception:
    """Return an error whose sentence includes its hint, if it has one."""
    if isinstance(error, TrackerError) and error.hint is not None:
        error.args = (full_sentence(error, given),)
        error.hint = None
    return error
