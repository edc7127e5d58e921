"""A plan of Elmshire begun in June 2023, for the tests of commands that read.

Its entries: #1 to #6 begin the ledger, #7 to #9 are the report, #10 is the board of 12 June, #11
the answer, #12 an action, #13 its progress, #14 a note recorded late, #15 another date asked for,
and #16, of 3 July, corrects #13.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Final

import elmshire_facts

from tracker.application.tracker import CommandActor, Tracker
from tracker.domain.vocabulary import Response
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path

REF: Final = "elmshire-2023/1"
ACTION: Final = "elmshire-2023/1/1"
LAST: Final = 16

HEADING: Final = (
    "The plan on 3 Jul 2023, as known on 3 Jul 2023 10:00:00 BST (#16, head HEAD…)\n"
    "A demonstration ledger: its plan is illustrative, its instants are played.\n\n"
)
"""What every answer of the plan begins with on 3 July 2023, with HEAD where its hash stands."""


@dataclass
class MorningClock:
    """A clock that stands at nine in the morning (UTC) of a day."""

    day: date

    def __call__(self) -> datetime:
        """Return the instant."""
        return datetime.combine(self.day, time(9), tzinfo=UTC)


def play(folder: Path) -> Path:
    """Record the plan in a demonstration ledger in a folder, and return its path."""
    path, clock = folder / "tracker.db", MorningClock(date(2023, 6, 1))
    with closing(Ledger.create(path, clock=clock, login="somebody")) as record:
        elmshire_facts.begin(record)
        manager = Tracker(record, CommandActor(by="Sam Reed"))
        manager.import_report(elmshire_facts.read())
        clock.day = date(2023, 6, 12)
        manager.add_meeting(clock.day)
        manager.respond([REF], Response.AGREED)
        chair = manager.acting_as(CommandActor(by="Dana Okafor"))
        chair.assign(REF, "Write the papers", owner="Sam Reed", due=date(2023, 6, 30))
        clock.day = date(2023, 6, 20)
        manager.log(ACTION, "Half", percent=40, on=date(2023, 6, 15))
        manager.log(REF, "Begun in time", on=date(2023, 6, 5))
        clock.day = date(2023, 6, 30)
        manager.reschedule(ACTION, to=date(2023, 7, 31), reason="Staff left")
        clock.day = date(2023, 7, 3)
        manager.correct(13, reason="A slip", given={"percent": 50})
    return path
