"""File evidence: where it is, and its date."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import changing, pass_session
from tracker.domain.errors import NotFoundError

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command()
@click.argument("ref")
@click.argument("title")
@click.option("--of", required=True, metavar="DATE", help="The date it is of.")
@click.option("--link", metavar="URL", help="Where it is.")
@click.option("--file", "path", metavar="PATH", help="A file; its name and SHA-256 are kept.")
@changing
@pass_session
def evidence(
    session: Session,
    ref: str,
    title: str,
    *,
    of: str,
    link: str | None,
    path: str | None,
    on: str | None,
    dry_run: bool,
) -> None:
    """File evidence: where it is, and its date.

    \b
    Example:
        tracker evidence knowsley-2023/2/1 "Minutes of the inclusion panel" \\
            --link https://example.org/minutes --of 2026-03-12
    """
    day, dated = session.day(on), session.day(of)
    digest = None if path is None else _digest(Path(path))
    session.record(
        lambda tracker: tracker.evidence(
            ref,
            title,
            of=dated,
            link=link,
            file=None if path is None else Path(path).name,
            sha256=digest,
            on=day,
        ),
        dry_run=dry_run,
    )


def _digest(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():
            raise NotFoundError(f"{path} is not an ordinary file, whose content stays as it is.")
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise NotFoundError(f"{path} cannot be read ({error.strerror}).") from None
