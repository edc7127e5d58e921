"""What the record is held to: its head, who was given it, and whether all of it still holds."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import pass_session, reading, reasoned, rehearsed, written
from tracker.cli.reading_view import View, in_london
from tracker.cli.render import Sheet, one_line
from tracker.domain.errors import IntegrityError, RefusedError, UsageError
from tracker.domain.head_text import grouped, stated
from tracker.ledger.findings import REGISTER
from tracker.ledger.timestamps import stamp
from tracker.queries.item_row import moment_shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.application import Receipt, Tracker
    from tracker.application.heads import Held
    from tracker.cli.session import Session
    from tracker.domain.head_text import Kept
    from tracker.ledger.verify import Verdict
    from tracker.queries.folded_plan import Plan
    from tracker.queries.json_types.items import HeadShape
    from tracker.queries.json_types.verify import VerifyShape


@click.command()
@click.option("--sign", metavar="KEY", help="Print it signed, with this key of ssh-keygen's kind.")
@reading
def head(view: View, *, sign: str | None) -> None:
    """Print the head of the record, for the minutes.

    The head stands for everything recorded up to it: whoever has written it down can tell later
    whether the history was changed. Write it down whole.

    \b
    Examples:
        tracker head
        tracker head --known-at 2026-03-31
        tracker head --sign ~/.ssh/id_ed25519
    """
    if view.session.tracker().record.is_replica():
        raise RefusedError(
            "This server follows another one and may be behind it: ask that one for the head."
        )
    plan = view.plan()
    if sign is not None:
        if view.form != "table":
            raise UsageError("A signed head has a form of its own: leave --format out.")
        _sign(plan, sign)
        return
    at = plan.head.recorded_at
    row = {
        "ledger": plan.head.ledger,
        "entries": str(plan.head.position),
        "head": grouped(plan.head.hash),
        "recorded": "nothing recorded yet" if at is None else in_london(at),
    }
    sheet = Sheet(tuple(row), [tuple(row.values())])
    if view.form == "table":  # below each other: a head has to fit a line, to be copied whole
        sheet = Sheet(("about", "said"), list(row.items()), widths={"said": 71}, headed=False)
    answer: HeadShape = {**moment_shape(plan), "ledger": plan.head.ledger}
    view.show(plan, [sheet], answer=answer)


def _sign(plan: Plan, key: str) -> None:
    from tracker.application.head_signatures import signed

    at = plan.head.recorded_at
    statement = stated(
        ledger=plan.head.ledger,
        position=plan.head.position,
        head=plan.head.hash,
        recorded_at=None if at is None else stamp(at),
    )
    click.echo(signed(statement, _file(key)), nl=False)


def _file(typed: str) -> Path:
    """Return the file typed; ~ is a home, where there is one of that name."""
    with suppress(RuntimeError):
        return Path(typed).expanduser()
    return Path(typed)


@click.command()
@click.option("--to", required=True, metavar="WHOM", help="Who was given it: a person, minutes.")
@click.option("--known-at", metavar="WHEN", help="The head as of a day, instant or position.")
@reasoned("A note on it.", required=False)
@click.option("--on", metavar="DATE", help="The day it was given: today unless said.")
@rehearsed
@pass_session
def anchor(
    session: Session,
    *,
    to: str,
    known_at: str | None,
    why: str | None,
    on: str | None,
    dry_run: bool,
) -> None:
    """Record that the head was given to somebody, and keep it.

    Anybody may. Give it to somebody who keeps it elsewhere: the board's minutes, an inspector. What
    was recorded up to it cannot be rewritten since without their copy telling.

    \b
    Examples:
        tracker anchor --to "Mary Jones, HMIP"
        tracker anchor --to "The minutes" --known-at board -m "Item 9" --on board
    """
    day = session.day(on)
    position = None if known_at is None else session.moment(None, known_at).position
    given: list[str] = []

    def do(tracker: Tracker) -> Receipt:
        receipt = tracker.anchor(to, note=why, position=position, on=day)
        given.extend(_given(receipt))
        return receipt

    session.record(do, dry_run=dry_run)
    for line in given:
        click.echo(line)


def _given(receipt: Receipt) -> list[str]:
    from tracker.domain.events import HeadAnchored

    return [
        f"Give them this: head of #{entry.event.position}: {grouped(entry.event.head)}"
        for entry in receipt.entries
        if isinstance(entry.event, HeadAnchored)
    ]


@click.command()
@click.option(
    "--head", "heads", multiple=True, metavar="HEAD", help="A head kept: HEAD, or HEAD@41."
)
@click.option("-F", "from_file", metavar="FILE", help="Heads in a text; - is standard input.")
@click.option("--signed", metavar="FILE", help="A head signed by tracker head --sign.")
@click.option("--signers", metavar="FILE", help="Who may have signed, as ssh-keygen lists them.")
@click.option("--json", "as_json", is_flag=True, help="Answer for another program.")
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
    """Check everything in the ledger anew, and hold it to heads that were kept.

    The file is only read, and nothing in it is trusted. With a head from the minutes it proves
    that today's history goes on from there; any text with heads in it will do (-F).

    \b
    Examples:
        tracker verify
        tracker verify --head 9f3c1a20...@1204
        tracker verify -F minutes.txt
        tracker verify --signed head.txt --signers allowed_signers
    """
    from tracker.application.heads import checked
    from tracker.domain.head_text import typed_heads, written_heads

    if (signed is None) != (signers is None):
        raise UsageError("A signed head is checked against a list of signers: --signed, --signers.")
    kept = [each for text in heads for each in typed_heads(text)]
    if from_file is not None:
        kept += written_heads(written(None, from_file) or "")
    by: dict[Kept, str] = {}
    if signed is not None and signers is not None:
        from tracker.application.head_signatures import check_signed

        text = written(None, signed) or ""
        found, who = check_signed(text, _file(signers))
        by[found] = who
        kept.append(found)
    verdict, held = checked(session.place(), kept)
    answer = _shape(verdict, held, by)
    if as_json:
        click.echo(json.dumps(answer, indent=2))
    else:
        for line in _lines(verdict, held, by):
            click.echo(one_line(line))
    if not answer["good"]:
        raise IntegrityError(_fault(verdict, held))


def _shape(verdict: Verdict, held: Sequence[Held], by: dict[Kept, str]) -> VerifyShape:
    at = verdict.recorded_at
    return {
        "good": verdict.is_good and all(each.position is not None for each in held),
        "ledger": verdict.ledger,
        "entries": verdict.entries,
        "texts": verdict.texts,
        "erased": verdict.erased,
        "head": verdict.head,
        "recorded_at": None if at is None else stamp(at),
        "first_bad": verdict.first_bad,
        "findings": [
            {
                "kind": each.kind,
                "position": each.position,
                "count": each.count,
                "damage": each.is_damage,
                "says": each.says,
            }
            for each in verdict.findings
        ],
        "anchors": [
            {
                "entry": each.at,
                "to": each.to,
                "on": each.on,
                "position": each.position,
                "head": each.head,
                "good": each.at not in verdict.broken,
            }
            for each in verdict.anchors
        ],
        "heads": [
            {
                "head": each.kept.head,
                "position": each.position,
                "weak": each.kept.is_weak,
                "signed_by": by.get(each.kept),
                "says": each.says,
            }
            for each in held
        ],
    }


def _lines(verdict: Verdict, held: Sequence[Held], by: dict[Kept, str]) -> list[str]:
    lines = [
        f"{each.says}{f' ({each.count} such)' if each.count > 1 else ''}"
        for each in verdict.findings
    ]
    if verdict.is_good:
        good = len(verdict.anchors)
        lines.append(
            f"Verified: {_counted(verdict.entries, 'entry', 'entries')}, "
            f"{_counted(verdict.texts, 'text', 'texts')}, {verdict.erased:,} erased; "
            f"head {grouped(verdict.head)}; anchors: {f'{good:,} good' if good else 'none'}."
        )
    for each in held:
        who = by.get(each.kept)
        lines.append(each.says if who is None else f"Signed by {who}: {each.says}")
    return lines


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _fault(verdict: Verdict, held: Sequence[Held]) -> str:
    """Return the sentence that the command ends with."""
    lost = next((each for each in held if each.position is None), None)
    kinds = {each.kind for each in verdict.findings}
    if lost is not None and kinds <= {REGISTER}:
        return f"The ledger holds together, but not with the head that was kept: {lost.says}"
    found = _counted(sum(each.count for each in verdict.findings), "finding", "findings")
    if kinds == {REGISTER}:
        return f"The record holds together, but its register does not follow from it: {found}."
    if not verdict.is_damaged:
        return f"Not all of this ledger can be checked by this version of tracker: {found}."
    where = "" if verdict.first_bad is None else f", the first at #{verdict.first_bad}"
    return f"This ledger is not as it was recorded: {found}{where}."
