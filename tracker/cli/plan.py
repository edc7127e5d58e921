"""Reading the plan: what needs attention, the list, one item whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from tracker.cli.filters import Wanted, filtered
from tracker.cli.options import View, demonstration, heading_of, reading
from tracker.cli.render import Sheet, one_line
from tracker.cli.whole import action_sheets, item_sheets
from tracker.domain.errors import NotFoundError, spoken
from tracker.domain.vocabulary import Rag, Status
from tracker.register.detail import item_detail
from tracker.register.finding import resolve_ref, silence
from tracker.register.history import history_of
from tracker.register.lines import action_shape, item_shape, moment_shape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.cli.session import Session
    from tracker.register.plan import Plan
    from tracker.register.shapes import ItemShape


def overview(session: Session) -> None:
    """Show what needs attention in this ledger, or how to start where there is none."""
    try:
        session.path()
    except NotFoundError:
        click.echo(
            "There is no ledger here yet.\n\n"
            "See what this is for, in a minute:  tracker tour\n"
            "Begin one for your service:         tracker init\n"
            "Every command:                      tracker --help"
        )
        return
    plan = session.plan(session.moment(None, None))
    items = list(plan.items.values())
    for line in (*heading_of(plan), *demonstration(session)):
        click.echo(line)
    click.echo("")
    services = ", ".join(known.name for known in plan.services.values())
    click.echo(
        one_line(
            f"{services}: {_count(len(plan.inspections), 'report')}, {_count(len(items), 'item')}"
        )
    )
    if not items:
        click.echo("Bring in a report:  tracker import FACTS.toml")
        return
    ratings = [plan.rating(item).rag for item in items]
    counts = ", ".join(
        f"{ratings.count(rag)} {rag if rag is not Rag.NONE else 'not rated'}"
        for rag in (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.BLUE, Rag.NONE)
        if rag in ratings
    )
    click.echo(f"Rating of progress: {counts}")
    for count, what, command in _waiting(plan):
        if count:
            click.echo(f"{count} {what}:  {command}")
    today = plan.moment.today
    ahead = [meeting for meeting in plan.meetings if meeting >= today]
    click.echo(
        f"Next board: {spoken(ahead[0])}" if ahead else "No board is fixed:  tracker board add DATE"
    )


def _waiting(plan: Plan) -> list[tuple[int, str, str]]:
    items = list(plan.items.values())
    actions = [action for item in items for action in item.actions.values()]
    answers = sum(plan.status(item) is Status.AWAITING_RESPONSE for item in items)
    late = sum(action.days_late_first(plan.as_of) > 0 for action in actions)
    asked = sum(action.asked is not None for action in actions)
    proposed = sum(item.proposal is not None for item in items)
    return [
        (answers, "awaiting response", "tracker list --status awaiting-response"),
        (late, "late against the first date", "tracker late"),
        (asked + proposed, "awaiting somebody's agreement", "tracker decisions"),
    ]


def _count(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


@click.command("list")
@reading
@filtered
def list_(view: View, wanted: Wanted) -> None:
    """List the plan, one line an item.

    \b
    Examples:
        tracker list
        tracker list --as-of 2026-03-31 --known-at 2026-03-31
        tracker list --rag red --owner "Head of Education" --json
    """
    plan = view.plan()
    shown = [item_shape(plan, plan.items[ref]) for ref in wanted.refs(plan)]
    wide = view.form in {"csv", "tsv", "plain"}
    view.show(
        plan,
        [_everything(shown) if wide else _lines(shown)],
        answer={**moment_shape(plan), "items": shown},
        records="items",
        remarks=_remarks(view, plan, shown),
    )


def _remarks(view: View, plan: Plan, shown: Sequence[ItemShape]) -> list[str]:
    quiet = silence(plan, view.session.tracker())
    if quiet is not None:
        return [quiet]
    if not shown:
        return ["No item fits."]
    return [f"{_count(len(shown), 'item')}. The rule of the rating: tracker settings."]


def _lines(shown: Sequence[ItemShape]) -> Sheet:
    rows = [
        (
            item["ref"],
            item["rag"],
            item["status"] + ("" if not item["not_yet_published"] else ", not yet published"),
            ", ".join(item["owners"]),
            _due(item),
            "" if item["percent"] is None else f"{item['percent']}%",
            item["text"],
        )
        for item in shown
    ]
    return Sheet(
        ("item", "RAG", "status", "owner", "due", "done", "what"),
        rows,
        widths={"status": 18, "owner": 18, "due": 24},
        cut="what",
    )


def _due(item: ItemShape) -> str:
    if item["due"] is None:
        return ""
    words = [item["due"]]
    if item["first_due"] != item["due"]:
        words.append(f"first {item['first_due']}")
    late, first = item["days_late"], item["days_late_first"]
    if late:
        words.append(f"{late} days late" + ("" if first == late else " (agreed date)"))
    if first != late:
        words.append(f"{first} days late (first date)")
    return ", ".join(words)


def _everything(shown: Sequence[ItemShape]) -> Sheet:
    """Every field of every item: what a spreadsheet or another program is given."""
    records = [cast("Mapping[str, object]", item) for item in shown]
    columns = tuple(ItemColumns)
    return Sheet(columns, [tuple(_cell(record[name]) for name in columns) for record in records])


ItemColumns = (
    "ref",
    "rag",
    "rag_reason",
    "status",
    "closed_as",
    "response",
    "owners",
    "first_due",
    "due",
    "days_late_first",
    "days_late",
    "slips",
    "percent",
    "actions_total",
    "actions_complete",
    "evidence",
    "claim",
    "judgement",
    "gap",
    "last_touched",
    "published",
    "not_yet_published",
    "covered_by",
    "themes",
    "inspection",
    "service",
    "kind",
    "number",
    "standard",
    "addressee",
    "text",
    "conflicts",
)
"""The columns of a list for spreadsheets and other programs: every field of the JSON."""


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


@click.command()
@click.argument("ref")
@reading
def show(view: View, ref: str) -> None:
    """Show one item or action, whole.

    \b
    Examples:
        tracker show knowsley-2023/2
        tracker show know/2/1 --as-of 2026-03-31 --json
    """
    plan = view.plan()
    reference = resolve_ref(plan, ref)
    item = plan.items.get(reference.item)
    if item is None:
        quiet = silence(plan, view.session.tracker())
        answer = {**moment_shape(plan), "ref": reference.item}
        nothing = quiet or f"{reference.item} was not in the plan on that day."
        view.show(plan, [], answer=answer, remarks=[nothing])
        return
    told = history_of(plan, reference)
    if reference.action is None:
        whole = item_detail(plan, item)
        view.show(
            plan,
            item_sheets(whole, told),
            answer={**moment_shape(plan), **whole, "history": told},
        )
        return
    action = item.actions.get(reference.action)
    if action is None:
        raise NotFoundError(f"{item.ref} had no action {reference.action} on that day.")
    one = action_shape(plan, item, action)
    view.show(plan, action_sheets(one, told), answer={**moment_shape(plan), **one, "history": told})
