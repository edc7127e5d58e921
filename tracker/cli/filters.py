"""The options that say which items a reading command is about."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.options import Choice
from tracker.domain.vocabulary import Kind, Rag, Status
from tracker.queries.item_filter import ItemFilter

if TYPE_CHECKING:
    from collections.abc import Callable


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Give a reading command its filters; it receives them as `wanted`."""

    @click.option("--service", metavar="NAME", help="Only this service, by id or name.")
    @click.option("--inspection", metavar="ID", help="Only this report, or ids that begin so.")
    @click.option("--status", type=Choice(Status), help="Only items with this status.")
    @click.option("--owner", metavar="NAME", help="Only items this party owns.")
    @click.option("--addressee", metavar="NAME", help="Only items addressed to this body.")
    @click.option("--rag", type=Choice(Rag), help="Only this rating of progress.")
    @click.option("--theme", metavar="THEME", help="Only items with this theme.")
    @click.option("--kind", type=Choice(Kind), help="Only this kind of item.")
    @click.option("--overdue", is_flag=True, help="Only what is late, by either date.")
    @functools.wraps(command)
    def asks(*args: Any, **given: Any) -> None:
        wanted = ItemFilter(*(given.pop(name) for name in ItemFilter._fields))
        command(*args, wanted=wanted, **given)

    return asks
