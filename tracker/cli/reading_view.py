"""What a reading command answers: asked of a moment, in a format, with the pair it is true of."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

import click

from tracker.cli.session import STAGE
from tracker.presentation.render import render
from tracker.presentation.sheet import Sheet, one_line
from tracker.queries.clock_doubts import doubt_remarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from tracker.cli.session import Session
    from tracker.domain.bitemporal import Moment
    from tracker.queries.plan import Plan

NARROWEST = 40
"""Characters of the narrowest page that is written for."""


class ReadingView(NamedTuple):
    """What a reading command is asked of, and in which format it answers."""

    session: Session
    as_of: str | None
    known_at: str | None
    form: str

    def moment(self) -> Moment:
        """Return the resolved pair."""
        return self.session.moment(self.as_of, self.known_at)

    def folded_plan(self) -> Plan:
        """Return the whole plan at the resolved pair."""
        return self.session.folded_plan(self.moment())

    def stored_plan(self) -> AbstractContextManager[Plan]:
        """Give the plan at the resolved pair for a block, from the read model if possible."""
        return self.session.stored_plan(self.moment())

    def nothing_recorded_yet(self, plan: Plan) -> str | None:
        """Return the sentence for a moment before everything; null for any other."""
        from tracker.queries.resolve_reference import nothing_recorded_yet

        return nothing_recorded_yet(plan, lambda: self.session.tracker().record)

    def show(
        self,
        plan: Plan,
        sheets: Sequence[Sheet],
        *,
        answer: Mapping[str, object],
        records: str | None = None,
        remarks: Sequence[str] = (),
        heading: Sequence[str] | None = None,
    ) -> None:
        """Print an answer with the pair it is true of; for machines the pair goes to remarks.

        `heading` replaces the usual heading, for an answer about more than one pair.
        """
        heading = self._heading(plan, heading)
        pieces = self.rendered(
            sheets, answer=answer, records=records, heading=heading, remarks=remarks
        )
        self._told_apart(heading, remarks)
        _put(piece.encode("utf-8") for piece in pieces)

    def print_line(self, plan: Plan, pieces: Iterable[bytes], *, remarks: Sequence[str]) -> None:
        """Print an answer that was rendered before, with the pair it is true of apart from it."""
        self._told_apart(self._heading(plan), remarks)
        _put(pieces)

    def _heading(self, plan: Plan, given: Sequence[str] | None = None) -> list[str]:
        """Return the lines that say what an answer is true of; JSON says it in the answer."""
        if self.form in {"json", "jsonl"}:
            return []
        from tracker.presentation.heading import heading_of

        return [
            *(given or heading_of(plan)),
            *doubt_remarks(plan.wrong_clock_ranges()),
            *demonstration(self.session),
        ]

    def rendered(
        self,
        sheets: Sequence[Sheet],
        *,
        answer: Mapping[str, object],
        records: str | None = None,
        heading: Sequence[str] = (),
        remarks: Sequence[str] = (),
    ) -> Iterator[str]:
        """Return an answer in the format asked for, piece by piece."""
        wide = page_width()
        page = wide if self.form in {"table", "plain"} else None
        return render(
            sheets,
            form=self.form,
            heading=_filled(heading, page),
            remarks=_filled(remarks, page),
            answer=answer,
            records=records,
            width=wide,
            bom=not sys.stdout.isatty(),
        )

    def _told_apart(self, heading: Sequence[str], remarks: Sequence[str]) -> None:
        if self.form in {"csv", "tsv"}:
            for line in (*heading, *remarks):
                click.echo(one_line(line), err=True)


def _put(pieces: Iterable[bytes]) -> None:
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def paged(lines: Sequence[str]) -> list[str]:
    """Return lines as they fit the terminal's page."""
    return _filled(lines, page_width())


def _filled(lines: Sequence[str], width: int | None) -> list[str]:
    """Return lines as they fit the page."""
    if width is None:
        return list(lines)
    from textwrap import wrap

    return [part for line in lines for part in wrap(line, width) or [""]]


def page_width() -> int | None:
    """Return the characters a line may have: the terminal's, or those COLUMNS says.

    Output to a file or a program has no limit: nothing is wrapped for it.
    """
    stage = STAGE.get()
    if stage is not None:
        return stage.width
    if sys.stdout.isatty() or os.environ.get("COLUMNS"):
        from shutil import get_terminal_size

        return max(get_terminal_size().columns, NARROWEST)
    return None


def demonstration(session: Session) -> list[str]:
    """Return the warning of a demonstration ledger, in which dates and instants are played."""
    if session.reader().is_demonstration():
        return ["A demonstration ledger: its plan is illustrative, its instants are played."]
    return []
