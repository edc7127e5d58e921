"""What two people type at the same moment, and what the second of them is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import june_plan

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry

A, REF = june_plan.ACTION, june_plan.REF

MANAGER, CLERK, CHAIR, VICE = "Sam Reed", "Ash Clerk", "Dana Okafor", "Kit Vale"

AGAIN = "Already recorded."

COMPLETED = f"{A} was completed on 3 July 2023; reopen it first."

SAME = {
    "complete": ((MANAGER, "complete", A), (CLERK, "complete", A), AGAIN),
    "hand over": (
        (MANAGER, "reown", A, "--owner", CLERK),
        (CHAIR, "reown", A, "--owner", CLERK),
        AGAIN,
    ),
    "agree a date": ((CHAIR, "agree", A), (VICE, "agree", A), AGAIN),
    "refuse a date": (
        (CHAIR, "refuse", A, "-m", "Too late"),
        (VICE, "refuse", A, "-m", "Too late"),
        AGAIN,
    ),
    "take back": (
        (MANAGER, "take-back", "14", "-m", "Of another item"),
        (CLERK, "take-back", "14", "-m", "Misheard"),
        "Entry #14 is taken back already.",
    ),
    "slip": (
        (MANAGER, "redate", "elmshire-2023/1/2", "--to", "2023-10-02", "-m", "Staff left"),
        (CLERK, "redate", "elmshire-2023/1/2", "--to", "2023-11-01", "-m", "No room"),
        "elmshire-2023/1/2 already has a date change waiting for a decision: to {}.",
    ),
}
"""What two people do that only one can: what each types, and what the second is told."""

REPEAT = {
    True: "Nothing to do.",
    False: "Look at it, and type this again only if it still has to be.",
}
"""What the second is told last, by whether it stands already."""

BOTH = {
    "note": ((MANAGER, "log", A, "One", "--percent", "60"), (CLERK, "log", A, "Two")),
    "progress": (
        (MANAGER, "log", A, "One", "--percent", "60"),
        (CLERK, "log", A, "Two", "--percent", "70"),
    ),
    "hand over to two": (
        (MANAGER, "reown", A, "--owner", CLERK),
        (CHAIR, "reown", A, "--owner", VICE),
    ),
    "assign": (
        (MANAGER, "assign", REF, "More", "--owner", CLERK, "--due", "2023-09-01"),
        (CHAIR, "assign", REF, "Else", "--owner", VICE, "--due", "2023-09-04"),
    ),
    "correct": (
        (MANAGER, "correct", "13", "--percent", "45", "-m", "Read again"),
        (CLERK, "correct", "13", "--percent", "55", "-m", "Counted again"),
    ),
}
"""What two people do that both can: both stand in the record, one after the other."""


def second(sentence: str, entry: Entry, *typed: tuple[str, ...]) -> str:
    """Return what the second of two is told, after the entry of the first."""
    words = typed[int(entry.command.removeprefix("of-"))]
    to = "2 October 2023" if "2023-10-02" in words else "1 November 2023"
    return f"{sentence.format(to)} {meanwhile(entry, *typed)} {REPEAT[sentence == AGAIN]}"


def meanwhile(entry: Entry, *typed: tuple[str, ...]) -> str:
    """Return the sentence that says who was first, and with what."""
    who, *_ = typed[int(entry.command.removeprefix("of-"))]
    what = entry.event.type.partition(".")[0].replace("-", " ")
    return f"Meanwhile {who} recorded #{entry.position} ({what})."
