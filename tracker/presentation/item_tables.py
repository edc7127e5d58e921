"""One item or action as sheets: its facts, then a table for each thing there is about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tracker.domain.partial_dates import printed_text
from tracker.presentation.cells import counted, facts, percentage, table
from tracker.queries.history import author_text, entry_with_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.presentation.sheet import Sheet
    from tracker.queries.json_types.items import ActionShape, DetailShape, EntryShape, ViewShape

_sheet = partial(
    table,
    {
        "what": 60,
        "why": 50,
        "title": 40,
        "where": 40,
        "owner": 16,
        "by": 16,
        "asked by": 14,
        "agreed by": 14,
        "reason": 40,
    },
)


def item_sheets(item: DetailShape, entries: Sequence[EntryShape]) -> list[Sheet]:
    """Return the sheets of an item; an empty list has none."""
    sheets = [
        facts(
            [
                (item["ref"], item["text"]),
                ("kind", item["kind"]),
                ("service", item["service_name"]),
                ("addressed to", item["addressee"]),
                ("standard", item["standard"]),
                ("published", printed_text(item["published"])),
                ("", "not yet published on this day" if item["not_yet_published"] else None),
                ("re-issued", _day(item["reissued_on"])),
                ("", _dropped(item["dropped_on"])),
                ("response", _answered(item)),
                ("status", item["status"] + _as(item["closed_as"])),
                ("covered by", item["covered_by"]),
                ("rating", f"{item['rag']}: {item['rag_reason']}"),
                ("themes", ", ".join(item["themes"]) or None),
                ("progress", _progress(item)),
                ("closure", _closure(item)),
                ("conflicts", " ".join(item["conflicts"]) or None),
            ]
        ),
        _sheet(
            "Actions",
            ("action", "RAG", "status", "owner", "first due", "due", "done", "what"),
            (
                (
                    a["ref"],
                    a["rag"],
                    a["status"],
                    ", with ".join([a["owner"], *a["with"]]),
                    a["first_due"],
                    a["due"],
                    percentage(a["percent"]),
                    a["what"],
                )
                for a in item["actions"]
            ),
        ),
        _slips(item["actions"]),
        _sheet(
            "Outcomes",
            ("of", "what", "measure", "baseline", "target", "latest", "met"),
            (
                (
                    o["ref"],
                    o["what"],
                    o["measure"] or "not counted",
                    o["baseline"] or "",
                    " ".join(filter(None, (o["direction"], o["target"], o["unit"]))),
                    f"{o['readings'][-1]['value']} ({o['readings'][-1]['on']})"
                    if o["readings"]
                    else "",
                    "" if o["met"] is None else "met" if o["met"] else "not met",
                )
                for o in item["outcomes"]
            ),
        ),
        _sheet(
            "Evidence",
            ("of", "title", "dated", "filed", "where"),
            (
                (x["ref"], x["title"], x["of"], x["filed_on"], x["link"] or x["file"] or "")
                for x in item["evidence"]
            ),
        ),
        _sheet(
            "Claim beside judgement",
            ("whose", "progress", "by", "on", "why"),
            (
                *_views("the service's claim", item["claims"]),
                *_views("the inspector's judgement", item["judgements"]),
            ),
        ),
        _sheet(
            "Links",
            ("item", "relation", "to"),
            ((link["ref"], link["relation"], link["to"]) for link in item["links"]),
        ),
        _history(entries),
    ]
    return [sheet for sheet in sheets if sheet.rows]


def action_sheets(action: ActionShape, entries: Sequence[EntryShape]) -> list[Sheet]:
    """Return the sheets of one action."""
    asked = action["asked"]
    waits = (
        None
        if asked is None
        else f"{asked['to']} asked for by {asked['asked_by']}: {asked['reason']}"
    )
    late = _late(action)
    sheets = [
        facts(
            [
                (action["ref"], action["what"]),
                ("owner", action["owner"]),
                ("with", ", ".join(action["with"]) or None),
                ("status", action["status"]),
                ("done", percentage(action["percent"]) or None),
                ("rating", f"{action['rag']}: {action['rag_reason']}"),
                ("assigned", action["assigned_on"]),
                ("first due", action["first_due"]),
                ("due", action["due"]),
                ("late", late),
                ("awaits an answer", waits),
                ("completed", action["completed_on"]),
                ("withdrawn", action["withdrawn_on"]),
                ("serves", ", ".join(action["serves"]) or None),
            ]
        ),
        _slips([action]),
        _history(entries),
    ]
    return [sheet for sheet in sheets if sheet.rows]


def _slips(actions: Sequence[ActionShape]) -> Sheet:
    return _sheet(
        "Slips, against the first date",
        ("action", "from", "to", "reason", "asked by", "agreed by", "on"),
        (
            (
                a["ref"],
                s["from"],
                s["to"],
                s["reason"],
                s["asked_by"],
                s["agreed_by"] or "",
                s["on"] or "",
            )
            for a in actions
            for s in a["slips"]
        ),
    )


def _history(entries: Sequence[EntryShape]) -> Sheet:
    return _sheet(
        "History",
        ("took effect", "entry", "by", "what"),
        (
            (x["took_effect_text"], f"#{x['position']}", author_text(x), entry_with_marks(x))
            for x in entries
        ),
    )


def _views(whose: str, views: Sequence[ViewShape]) -> list[tuple[str, ...]]:
    return [(whose, view["progress"], view["by"], view["on"], view["why"]) for view in views]


def _answered(item: DetailShape) -> str | None:
    answer = item["answer"]
    if answer is None:
        return None
    parts = [answer["response"], answer["part"] and f"in part: {answer['part']}", answer["why"]]
    return "; ".join(part for part in parts if part)


def _progress(item: DetailShape) -> str | None:
    """Claim beside judgement, with the gap in steps."""
    if item["gap"] is None:
        return None
    gap = item["gap"]
    words = "the same" if gap == 0 else f"{abs(gap)} step{'' if abs(gap) == 1 else 's'} apart"
    return f"claimed {item['claim']}, judged {item['judgement']}: {words}"


def _closure(item: DetailShape) -> str | None:
    proposal, closure = item["proposal"], item["closure"]
    if proposal is not None:
        short = f" Missing: {'; '.join(proposal['missing'])}." if proposal["missing"] else ""
        return (
            f"proposed as {proposal['closed_as']} by {proposal['by']} on {proposal['on']}: "
            f"{proposal['why']}.{short}"
        )
    if closure is not None:
        minute = "" if closure["minute"] is None else f" (minute: {closure['minute']})"
        agreed = f"closed as {closure['closed_as']} on {closure['on']}, agreed by {closure['by']}"
        return agreed + minute
    return None


def _day(iso: str | None) -> str | None:
    return None if iso is None else printed_text(iso)


def _dropped(iso: str | None) -> str | None:
    return None if iso is None else f"not in the report as re-issued on {printed_text(iso)}"


def _as(closed_as: str | None) -> str:
    return "" if closed_as is None else f" as {closed_as}"


def _late(action: ActionShape) -> str | None:
    first, agreed = action["days_late_first"], action["days_late"]
    if not first and not agreed:
        return None
    return f"{counted(first, 'day')} (first date), {counted(agreed, 'day')} (agreed date)"
