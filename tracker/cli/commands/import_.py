"""Read published reports or facts files, and record them."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Final

import click

from tracker.application.import_files import (
    StatedFacts,
    blank_facts_file,
    files_of,
    pair,
    read_reports,
    service_called,
)
from tracker.application.import_status import Differs, ImportStatus, Same, Taken, command_id_for
from tracker.cli.hints import full_sentence
from tracker.cli.options import pass_session, rehearsed
from tracker.cli.reading_view import page_width
from tracker.cli.session import day_stated
from tracker.domain.errors import NotFoundError, RefusedError, TrackerError, UsageError, joined
from tracker.presentation.import_review import (
    as_toml,
    outcomes,
    personal_data_remarks,
    recorded,
    review,
    source_shapes,
    source_sheet,
)
from tracker.presentation.render import render
from tracker.presentation.sheet import one_line, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from tracker.application.import_files import ImportFile
    from tracker.application.tracker import Receipt, Tracker
    from tracker.cli.session import Session
    from tracker.domain.services import Service
    from tracker.intake.proposal import Proposal

BY_HAND: Final = "by-hand"
"""The layout of a facts file that a person fills in."""


ENDS_ALL: Final = 4
"""The exit code from which a failure is the ledger's, not the report's."""


@click.command("import")
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
@click.option("--published", metavar="DATE", help="A day that the report does not print.")
@click.option("--service", metavar="NAME", help="Who carries out a report of no one service.")
@click.option("--layout", metavar="LAYOUT", help="Read it as this; by-hand prints empty facts.")
@click.option("--reissue", is_flag=True, help="Record a report that differs as issued again.")
@click.option("--on", metavar="DATE", help="With --reissue: the day it was issued again.")
@click.option("--show-source", is_flag=True, help="Show the line each fact was read from.")
@click.option("--yes", is_flag=True, help="Record without asking.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json", "toml")),
    default="table",
    help="With --dry-run: json, or toml for a facts file to mend.",
)
@click.option("--json", "form", flag_value="json", help="Short for --format json.")
@rehearsed
@pass_session
def import_(
    session: Session,
    reports: tuple[str, ...],
    *,
    published: str | None,
    service: str | None,
    layout: str | None,
    reissue: bool,
    on: str | None,
    show_source: bool,
    yes: bool,
    dry_run: bool,
    form: str,
) -> None:
    """Read published reports or facts files, and record them.

    Reads PDF, web pages, Word files and plain text (.pdf .html .docx .txt .md) of the layouts it
    knows, facts files (.toml), and whole folders of them. Extraction proposes: --dry-run --format
    toml prints a facts file to mend by hand, which is then imported.

    Shows what it found, every warning and every sum that does not agree, then asks. Each report is
    recorded whole or not at all; the same report again records nothing. One that differs from what
    is recorded is shown with its differences, and recorded with --reissue.

    \b
    Examples:
        tracker import report.pdf
        tracker import report.pdf --dry-run --show-source
        tracker import report.pdf --dry-run --format toml
        tracker import reports/ --yes
    """
    files = list(files_of(reports))
    _fitting(files, published, on, form, reissue=reissue, dry_run=dry_run)
    if layout is not None and layout == BY_HAND:
        blanks = (blank_facts_file(safe(file.name), file) for file in files)
        click.echo("".join(blanks).encode(), nl=False)
        return
    if not dry_run:
        session.tracker()
    carrier = None if service is None else service_called(service, _services(session))
    brought = _read(files, StatedFacts(day_stated(published), carrier, layout))
    pair(brought)
    if form != "table":
        _print(brought, form, show_source=show_source)
        _end(brought, session)
        return
    known = _known(session)
    for report_file in brought:
        _show(report_file, session, known, show_source=show_source, reissue=reissue)
    if len(brought) == 1:
        _end(brought, session)
    if not dry_run:
        _agreed(
            [
                report_file.proposal
                for report_file in brought
                if report_file.open and report_file.proposal
            ],
            yes=yes,
        )
        _record_all(brought, session, reissue=reissue, on=session.day(on))
    if len(brought) > 1:
        table = render(
            [outcomes(brought, partial(full_sentence, given=session))],
            form="table",
            width=page_width(),
        )
        click.echo("\n" + "".join(table), nl=False)
    if dry_run:
        click.echo("Nothing was recorded (--dry-run).")
    _end(brought, session, explained=len(brought) > 1)


def _read(files: Sequence[Path], stated: StatedFacts) -> list[ImportFile]:
    """Return what each file says; a bar on a terminal shows how far it is."""
    quiet = len(files) == 1 or not sys.stderr.isatty()
    with click.progressbar(
        length=len(files), label="Reading", file=sys.stderr, hidden=quiet
    ) as bar:
        return list(read_reports(files, stated, partial(bar.update, 1)))


def _services(session: Session) -> Iterable[Service]:
    """Return the services of the ledger, if there is one."""
    try:
        return session.tracker().folded_plan().services.values()
    except NotFoundError:
        return ()


def _fitting(
    files: Sequence[Path],
    published: str | None,
    on: str | None,
    form: str,
    *,
    reissue: bool,
    dry_run: bool,
) -> None:
    """Raise UsageError for options that do not go together."""
    if form != "table" and not dry_run:
        raise UsageError(f"--format {form} prints what was found; give --dry-run with it.")
    if form == "toml" and len(files) > 1:
        raise UsageError("A facts file is of one report; give one with --format toml.")
    if published is not None and len(files) > 1:
        raise UsageError("--published is of one report; give its file alone.")
    if on is not None and not reissue:
        raise UsageError("--on is the day a report was issued again; give --reissue with it.")
    if reissue and len(files) > 1:
        raise UsageError("--reissue is of one report; give its file alone.")


def _print(brought: Sequence[ImportFile], form: str, *, show_source: bool) -> None:
    """Print what was found for another program, or as a facts file."""
    from tracker.intake.facts_file import write_facts

    readable = [
        (report_file, report_file.proposal)
        for report_file in brought
        if report_file.open and report_file.proposal
    ]
    if form == "toml":
        texts = [as_toml(write_facts(proposal)) for _, proposal in readable]
        click.echo("".join(texts).encode(), nl=False)
        return
    answers = [
        {**proposal.as_json(), "sources": source_shapes(report_file.lines) if show_source else None}
        for report_file, proposal in readable
    ]
    written = ["".join(render([], form="json", answer=answer)).rstrip() for answer in answers]
    if len(brought) > 1:
        click.echo("[\n{}\n]".format(",\n".join(written)).encode())
    elif written:
        click.echo(written[0].encode())


def _show(
    one: ImportFile,
    session: Session,
    known: list[str] | None,
    *,
    show_source: bool,
    reissue: bool,
) -> None:
    """Print what a file contains, and how it compares with what is recorded."""
    if one.proposal is None or not one.open:
        return
    for line in review(one.proposal):
        click.echo(one_line(line).encode())
    for line in () if known is None else personal_data_remarks(one.proposal, known):
        click.echo(one_line(line).encode())
    if show_source and not one.lines:
        click.echo("A facts file has no source lines to show.")
    elif show_source:
        sheet = source_sheet(one.proposal, one.lines)
        click.echo("".join(render([sheet], form="table", width=page_width())).encode(), nl=False)
    standing = _standing(one, session)
    if isinstance(standing, Differs):
        for difference in standing.differences:
            click.echo(one_line(f"Differs: {difference}").encode())
    if isinstance(standing, Same):
        one.outcome = standing.sentence
        click.echo(one_line(f"{one.name}: {standing.sentence}").encode())
    elif isinstance(standing, Taken) or (isinstance(standing, Differs) and not reissue):
        how = standing.hint if isinstance(standing, Differs) else None
        one.refused = RefusedError(standing.sentence, hint=how)


def _known(session: Session) -> list[str] | None:
    """Return the names known in the ledger; None if texts are not to be checked."""
    from tracker.presentation.personal_data import names_known

    try:
        tracker = session.tracker()
    except NotFoundError:
        return []
    return names_known(tracker.folded_plan()) if tracker.settings().name_check else None


def _standing(one: ImportFile, session: Session) -> ImportStatus | None:
    """Return how a report compares with what is recorded; None if there is no ledger."""
    if one.proposal is None:
        return None
    try:
        return session.tracker().report_status(one.proposal, digest=one.digest)
    except NotFoundError:
        return None


def _agreed(proposals: Sequence[Proposal], *, yes: bool) -> None:
    """Ask whether to record these, if there are any. Raises UsageError without a terminal."""
    if yes or not proposals:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("Nothing was recorded: give --yes to record it, or --dry-run to look.")
    what = joined((proposal.id for proposal in proposals), last="and")
    click.confirm(f"Record {what}?", abort=True, err=True)


def _record_all(
    brought: Sequence[ImportFile], session: Session, *, reissue: bool, on: date | None
) -> None:
    """Record one after the other. What ends them all says which of them were recorded before."""
    done: list[str] = []
    for report_file in brought:
        left = [one.proposal.id for one in brought if one.open and one.proposal]
        try:
            _record(report_file, session, alone=len(brought) == 1, reissue=reissue, on=on)
        except TrackerError as error:
            if done:
                error.args = (_cut_short(error.sentence, done, left),)
            raise
        except KeyboardInterrupt:
            if done:
                raise RefusedError(_cut_short(f"Stopped{_NOTHING}", done, left)) from None
            raise
        if report_file.outcome and report_file.proposal and report_file.proposal.id in left:
            done.append(report_file.proposal.id)


_NOTHING = "; nothing was recorded."


def _cut_short(sentence: str, done: Sequence[str], left: Sequence[str]) -> str:
    """Return what ended several imports, with which of them were recorded by then."""

    def were(names: Sequence[str]) -> str:
        return f"{joined(names, last='and')} {'was' if len(names) == 1 else 'were'}"

    if sentence.endswith(_NOTHING):
        sentence = sentence.removesuffix(_NOTHING)
        return f"{sentence}; {were(done)} recorded before, {were(left)} not."
    return f"{sentence} Before, {were(done)} recorded."


def _record(
    one: ImportFile, session: Session, *, alone: bool, reissue: bool, on: date | None
) -> None:
    """Record a report in its own transaction; a refusal by the ledger itself ends them all."""
    proposal = one.proposal
    if not one.open or proposal is None:
        return
    given = session.command_id

    def do(tracker: Tracker) -> Receipt:
        if given is not None and not alone:
            own = tracker.acting._replace(command_id=command_id_for(given, proposal))
            tracker = tracker.acting_as(own)
        receipt = tracker.import_report(proposal, digest=one.digest, reissue=reissue, on=on)
        one.outcome = recorded(receipt.entries)
        return receipt

    try:
        session.record(do)
    except TrackerError as refused:
        if refused.exit_code >= ENDS_ALL:
            raise
        one.refused = refused


def _end(brought: Sequence[ImportFile], session: Session, *, explained: bool = False) -> None:
    """Raise the refusal of the files; print each one first, unless that is already done."""
    refused = [report_file.refused for report_file in brought if report_file.refused is not None]
    if len(brought) == 1:
        for refusal in refused:
            raise refusal
    if not refused:
        return
    for refusal in () if explained else refused:
        click.echo(one_line(full_sentence(refusal, session)), err=True)
    raise RefusedError(f"{len(refused)} of {len(brought)} files were refused.")
