"""Heads given to people, and verifying the record against them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tracker.application.command_context import CommandContext, PlannedEntry
from tracker.application.input_cleaning import clean_optional
from tracker.application.use_cases import Receipt, UseCases
from tracker.domain import events as e
from tracker.domain.bitemporal import london_day
from tracker.domain.errors import AmbiguousError, RuleError, joined, long_date
from tracker.domain.free_text import clean
from tracker.domain.head_text import ANCHORS
from tracker.domain.hints import hint
from tracker.domain.lazy_import import lazy_import
from tracker.domain.vocabulary import TITLE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from tracker.application import read_model
    from tracker.domain.head_text import SavedHead
    from tracker.ledger import verify as proof
    from tracker.ledger.postgres.address import Address
    from tracker.ledger.verify import VerifyResult
else:
    proof = lazy_import("tracker.ledger.verify")
    read_model = lazy_import("tracker.application.read_model")


class HeadCommands(UseCases):
    """Recording which head was given to a person."""

    def anchor(
        self,
        to: str,
        *,
        note: str | None = None,
        position: int | None = None,
        on: date | None = None,
    ) -> Receipt:
        """Record that a person was given a head: that of a position, else the last one."""
        to = clean(to, limit=TITLE, what="name of whom it was given to")
        note = clean_optional(note, what="note")

        def decide(unit: CommandContext) -> list[PlannedEntry]:
            head = self.record.head(position)
            if head.recorded_at is None:
                raise RuleError("Nothing was recorded by then; there is no head to give.")
            if unit.on > unit.today:
                raise RuleError(
                    f"{long_date(unit.on)} has not come; a head is recorded after it was given."
                )
            if london_day(head.recorded_at) > unit.on < unit.today:
                raise RuleError(
                    f"#{head.position} was recorded on {long_date(london_day(head.recorded_at))}; "
                    f"its head cannot have been given on {long_date(unit.on)}.",
                    hint=hint("name-earlier-head"),
                )
            event = e.HeadAnchored(position=head.position, head=head.hash, to=to, note=note)
            known = self.record.stream(ANCHORS)
            if any((entry.event, entry.effective_on) == (event, unit.on) for entry in known):
                return []
            return [PlannedEntry(ANCHORS, event, unit.on)]

        return self.run_command(decide, on)


class CheckedHead(NamedTuple):
    """A saved head, compared with today's history.

    `position` is the entry whose head it is, null if there is none; `says` the answer in a
    sentence.
    """

    kept: SavedHead
    position: int | None
    says: str


def verify_with_heads(
    location: Path | Address, kept: Sequence[SavedHead] = ()
) -> tuple[VerifyResult, list[CheckedHead]]:
    """Verify a ledger, and compare it with saved heads.

    Raises what `verify` raises, and AmbiguousError for a short head that several entries have.
    """
    verdict = proof.verify(location, kept)
    if verdict.is_good:
        verdict = replace(verdict, findings=read_model.findings(location))
    pairs = zip(kept, verdict.sought, strict=True)
    return verdict, [_check_head(verdict, head, positions) for head, positions in pairs]


def _check_head(verdict: VerifyResult, kept: SavedHead, positions: Sequence[int]) -> CheckedHead:
    short = f"{kept.head[:8]}…"
    if kept.ledger is not None and kept.ledger != verdict.ledger:
        return CheckedHead(kept, None, f"The head {short} is of another ledger, {kept.ledger}.")
    if not positions:
        beyond = kept.position is not None and kept.position > verdict.entries
        more = (
            f" It was of #{kept.position}; this one ends at #{verdict.entries}." if beyond else ""
        )
        return CheckedHead(
            kept, None, f"The head {short} is that of no entry of this ledger.{more}"
        )
    if kept.position is not None and kept.position not in positions:
        there = joined([f"#{position}" for position in positions])
        return CheckedHead(
            kept, None, f"The head {short} is not that of #{kept.position} but of {there}."
        )
    if kept.position is None and len(positions) > 1:
        several = joined([f"#{position}" for position in positions])
        says = f"The head {short} could be that of {several}"
        if verdict.is_good:
            raise AmbiguousError(f"{says}; give more of it.")
        return CheckedHead(kept, None, f"{says}.")
    position = positions[0] if kept.position is None else kept.position
    after = verdict.entries - position
    sentence = f"The head {short} is that of #{position}; {_entry_count(after)} recorded after it."
    if kept.is_weak:
        sentence += f" This is weak proof: {len(kept.head)} of 64 letters can be made to fit."
    return CheckedHead(kept, position, sentence)


def _entry_count(count: int) -> str:
    return "1 entry was" if count == 1 else f"{count or 'no'} entries were"
