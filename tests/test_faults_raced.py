"""Two people who change the same thing at the same moment: one after the other, and both know.

Each is a process of its own; a third holds the ledger until both wait for it. Whoever comes second
decides on what the first one left: what is true by then is not recorded twice, what cannot be any
more is refused in a sentence, and what can is recorded after it.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

import faults
import june
import pytest
from holding import holding

from tracker.ledger.verify import verify

if TYPE_CHECKING:
    from desk import Desk, Said

    from tracker.domain.bitemporal import Entry

A, REF = june.ACTION, june.REF
MANAGER, CLERK, CHAIR, VICE = "Sam Reed", "Ash Clerk", "Dana Okafor", "Kit Vale"
AGAIN = "Nothing new: that is recorded already."
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
        "elmshire-2023/1/2 already waits for an answer: to {} was asked for.",
    ),
}
"""What two people do that only one can: what each types, and what the second is told."""

REPEAT = {
    True: "There is nothing to type again.",
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

TIMES = [2, pytest.param(25, marks=pytest.mark.soak)]


@pytest.fixture
def path(desk: Desk) -> Path:
    """Return the ledger of June, with a clerk, a vice-chair, and an action of the clerk's."""
    for words in (
        ("people", "add", CLERK, "--role", "clerk"),
        ("people", "add", VICE, "--role", "vice-chair"),
        ("assign", REF, "Ask them", "--owner", CLERK, "--due", "2023-09-01"),
    ):
        assert desk.manager(*words).code == 0
    return desk.folder / "tracker.db"


def at_once(desk: Desk, path: Path, *typed: tuple[str, ...]) -> list[Said]:
    """Let each be typed by its person, all at the same moment, and return what each was told."""
    with holding(path, "recording", 30):
        told = [
            faults.begun(partial(desk.says, "--by", by, "--command-id", f"of-{n}", *words))
            for n, (by, *words) in enumerate(typed)
        ]
        while not all(path in open_files(child.number) for child in told):
            sleep(0.01)
        sleep(0.2)  # what is done between opening and waiting takes some milliseconds
    answers = [child.ended() for child in told]
    return [said for said in answers if said is not None]


@pytest.mark.parametrize("what", SAME)
@pytest.mark.parametrize("times", TIMES)
def test_what_only_one_can_do_is_done_once_and_the_other_told(
    desk: Desk, path: Path, what: str, times: int
) -> None:
    """One entry, of whoever was first; the second learns what stands, and recorded nothing."""
    *typed, told = SAME[what]
    before, known = path.read_bytes(), faults.recorded(path)
    for n in range(times):
        path.write_bytes(before)

        both = typed if n % 2 else typed[::-1]

        said = at_once(desk, path, *both)

        entries = faults.recorded(path)
        assert entries[:-1] == known
        first = int(entries[-1].command.removeprefix("of-"))
        assert (said[first].code, said[first].err) == (0, "")
        assert f"Recorded #{entries[-1].position}: " in said[first].out
        other = said[1 - first]
        assert f"{other.out}{other.err}" == f"{second(told, entries[-1], *both)}\n"
        assert other.code == (0 if told == AGAIN else 1)
        assert verify(path).is_good


def open_files(process: int) -> list[Path]:
    """Return what a process has open."""
    found = []
    for each in Path(f"/proc/{process}/fd").iterdir():
        with suppress(FileNotFoundError):  # it was closed just now
            found.append(each.readlink())
    return found


def second(told: str, entry: Entry, *typed: tuple[str, ...]) -> str:
    """Return what the second of two is told, after the entry of the first."""
    words = typed[int(entry.command.removeprefix("of-"))]
    to = "2 October 2023" if "2023-10-02" in words else "1 November 2023"
    return f"{told.format(to)} {meanwhile(entry, *typed)} {REPEAT[told == AGAIN]}"


def meanwhile(entry: Entry, *typed: tuple[str, ...]) -> str:
    """Return the sentence that says who was first, and with what."""
    who, *_ = typed[int(entry.command.removeprefix("of-"))]
    what = entry.event.type.partition(".")[0].replace("-", " ")
    return f"Meanwhile {who} recorded #{entry.position} ({what})."


@pytest.mark.parametrize("what", BOTH)
@pytest.mark.parametrize("times", TIMES)
def test_what_both_can_do_is_recorded_of_both(
    desk: Desk, path: Path, what: str, times: int
) -> None:
    """Nobody's words are written over: two entries, one after the other, each of its command."""
    before, known = path.read_bytes(), faults.recorded(path)
    for n in range(times):
        path.write_bytes(before)

        both = BOTH[what] if n % 2 else BOTH[what][::-1]

        said = at_once(desk, path, *both)

        *earlier, one, two = faults.recorded(path)
        assert earlier == known
        assert {one.command, two.command} == {"of-0", "of-1"}
        assert one.recorded_at < two.recorded_at
        for entry in (one, two):
            answer = said[int(entry.command.removeprefix("of-"))]
            assert (answer.code, answer.err) == (0, "")
            assert f"Recorded #{entry.position}: " in answer.out
        assert f"\n{meanwhile(one, *both)}\n" in said[int(two.command.removeprefix("of-"))].out
        assert verify(path).is_good


@pytest.mark.parametrize("times", TIMES)
def test_what_no_longer_fits_is_refused_with_what_stands(
    desk: Desk, path: Path, times: int
) -> None:
    """Completed by one and withdrawn by another: the second is told when, and records nothing."""
    before, known = path.read_bytes(), faults.recorded(path)
    withdrawn = COMPLETED.replace("completed", "withdrawn")
    for _ in range(times):
        path.write_bytes(before)

        both = (MANAGER, "complete", A), (CLERK, "withdraw", A, "-m", "Not needed")

        said = at_once(desk, path, *both)

        *earlier, entry = faults.recorded(path)
        assert earlier == known
        first = int(entry.command.removeprefix("of-"))
        assert said[first].code == 0
        assert said[1 - first].code == 1
        stands = (COMPLETED, withdrawn)[first]
        assert said[1 - first].err == f"{second(stands, entry, *both)}\n"
        assert verify(path).is_good
