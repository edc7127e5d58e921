"""Recheck the whole ledger and compare it with saved heads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from tracker.cli.options import pass_session, written
from tracker.cli.session import home_file
from tracker.domain.errors import IntegrityError, UsageError
from tracker.domain.head_text import grouped_digits
from tracker.domain.hints import hint
from tracker.ledger.findings import REGISTER
from tracker.ledger.timestamps import format_instant
from tracker.presentation.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.application.heads import CheckedHead
    from tracker.cli.session import Session
    from tracker.domain.head_text import SavedHead
    from tracker.ledger.verify import VerifyResult
    from tracker.queries.json_types.verify import VerifyShape


@click.command()
@click.option(
    "--head", "heads", multiple=True, metavar="HEAD", help="A saved head: HEAD, or HEAD@41."
)
@click.option("-F", "from_file", metavar="FILE", help="Heads in a text; - is standard input.")
@click.option("--signed", metavar="FILE", help="A head signed by tracker head --sign.")
@click.option("--signers", metavar="FILE", help="Who may have signed, as ssh-keygen lists them.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def verify(
    session: Session,
    *,
    heads: tuple[str, ...],
    from_file: str | None,
    signed: str | None,
    signers: str | None,
    as_json: bool,
) -> None:
    """Recheck the whole ledger and compare it with saved heads.

    The file is only read, and nothing in it is trusted. With a head from the minutes it proves
    that today's history goes on from there; any text with heads in it will do (-F).

    \b
    Examples:
        tracker verify
        tracker verify --head 9f3c1a20...@1204
        tracker verify -F minutes.txt
        tracker verify --signed head.txt --signers allowed_signers
    """
    from tracker.application.heads import verify_with_heads
    from tracker.domain.head_text import heads_from_argument, heads_from_text

    if (signed is None) != (signers is None):
        raise UsageError("A signed head is checked against a list of signers: --signed, --signers.")
    kept = [typed_head for text in heads for typed_head in heads_from_argument(text)]
    if from_file is not None:
        kept += heads_from_text(written(None, from_file) or "")
    by: dict[SavedHead, str] = {}
    if signed is not None and signers is not None:
        from tracker.application.head_signatures import check_signature

        text = written(None, signed) or ""
        head, who = check_signature(text, home_file(signers))
        by[head] = who
        kept.append(head)
    verdict, held = verify_with_heads(session.location(), kept)
    answer = _shape(verdict, held, by)
    if as_json:
        click.echo(json.dumps(answer, indent=2))
    else:
        for line in _lines(verdict, held, by):
            click.echo(one_line(line))
    if not answer["good"]:
        heads_match = all(kept_head.position is not None for kept_head in held)
        only_read_model = {finding.kind for finding in verdict.findings} == {REGISTER}
        rebuild = hint("rebuild") if heads_match and only_read_model else None
        raise IntegrityError(_fault(verdict, held), hint=rebuild)


def _shape(
    verdict: VerifyResult, held: Sequence[CheckedHead], by: dict[SavedHead, str]
) -> VerifyShape:
    at = verdict.recorded_at
    return {
        "good": verdict.is_good and all(kept_head.position is not None for kept_head in held),
        "ledger": verdict.ledger,
        "entries": verdict.entries,
        "texts": verdict.texts,
        "erased": verdict.erased,
        "head": verdict.head,
        "recorded_at": None if at is None else format_instant(at),
        "first_bad": verdict.first_bad,
        "findings": [
            {
                "kind": finding.kind,
                "position": finding.position,
                "count": finding.count,
                "damage": finding.is_damage,
                "says": finding.says,
            }
            for finding in verdict.findings
        ],
        "anchors": [
            {
                "entry": anchor.at,
                "to": anchor.to,
                "on": anchor.on,
                "position": anchor.position,
                "head": anchor.head,
                "good": anchor.at not in verdict.broken,
            }
            for anchor in verdict.anchors
        ],
        "heads": [
            {
                "head": kept_head.kept.head,
                "position": kept_head.position,
                "weak": kept_head.kept.is_weak,
                "signed_by": by.get(kept_head.kept),
                "says": kept_head.says,
            }
            for kept_head in held
        ],
    }


def _lines(
    verdict: VerifyResult, held: Sequence[CheckedHead], by: dict[SavedHead, str]
) -> list[str]:
    lines = [
        f"{finding.says}{f' ({finding.count} such)' if finding.count > 1 else ''}"
        for finding in verdict.findings
    ]
    if verdict.is_good:
        good = len(verdict.anchors)
        lines.append(
            f"Verified: {_counted(verdict.entries, 'entry', 'entries')}, "
            f"{_counted(verdict.texts, 'text', 'texts')}, {verdict.erased:,} erased; "
            f"head {grouped_digits(verdict.head)}; anchors: {f'{good:,} good' if good else 'none'}."
        )
    for kept_head in held:
        who = by.get(kept_head.kept)
        lines.append(kept_head.says if who is None else f"Signed by {who}: {kept_head.says}")
    return lines


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _fault(verdict: VerifyResult, held: Sequence[CheckedHead]) -> str:
    """Return the sentence that the command ends with."""
    lost = next((kept_head for kept_head in held if kept_head.position is None), None)
    kinds = {finding.kind for finding in verdict.findings}
    if lost is not None and kinds <= {REGISTER}:
        return f"The ledger is sound, but it does not match the saved head: {lost.says}"
    summary = _counted(sum(finding.count for finding in verdict.findings), "finding", "findings")
    if kinds == {REGISTER}:
        return f"The record is sound, but its read model is out of date or was changed: {summary}."
    if not verdict.is_damaged:
        return f"Not all of this ledger can be checked by this version of tracker: {summary}."
    where = "" if verdict.first_bad is None else f", the first at #{verdict.first_bad}"
    return f"This ledger is not as it was recorded: {summary}{where}."
