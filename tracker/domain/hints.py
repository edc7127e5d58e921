"""What a person can do next, after a refusal or after something was recorded.

A sentence states what is not possible or what was done; a hint is the next step. Each interface
words it in its own way: the command line as a command or an option, a page as a link or a field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


NextStep = Literal[
    "acknowledge-clock",
    "add-measure",  # ref
    "add-party",
    "book-meeting",
    "change-login",  # party
    "choose-layout",  # layout (the nearest)
    "choose-measure",
    "confirm-erasure",  # entry
    "continue-copy",
    "correct-other-parts",  # parts, separated by spaces
    "create-ledger",  # location
    "fill-in-by-hand",
    "import-as-new",
    "import-report",
    "link-login",  # login
    "link-other-login",
    "name-actor",
    "name-decider",
    "name-earlier-head",
    "name-measure",
    "name-minute",
    "name-one-place",
    "name-part",
    "name-past-moment",
    "name-reason",
    "name-reissue-day",
    "name-service",
    "name-target",
    "omit-actor",
    "omit-decider",
    "open-without-erasures",
    "print-head",
    "rebuild",
    "reissue-or-take-back",  # entry
    "repeat-command",  # command
    "say-reissued",
    "serve-by-action",
    "sign-head",
    "state-publication",
    "take-back-and-import",  # entry
    "take-back-first",  # entry
    "undo-all",  # entry (the first)
    "undo-entry",  # entry
    "unlink-login",  # party
    "upgrade",
    "verify",
]
"""A step that a person can take. The comment beside it names the values its wording needs."""


class Hint(NamedTuple):
    """A next step, with the values its wording needs."""

    step: NextStep
    values: Mapping[str, str] = {}


def hint(step: NextStep, **values: object) -> Hint:
    """Return a hint with its values as text."""
    return Hint(step, {name: str(value) for name, value in values.items()})
