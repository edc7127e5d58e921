"""Published reports: read, shown with their sums done again, recorded, and shown again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import View, pass_session, reading
from tracker.cli.printed import oddities, report_lines, report_sheets
from tracker.cli.render import one_line, render
from tracker.cli.session import day_stated
from tracker.domain.errors import NotFoundError, RefusedError, UsageError, day, listed
from tracker.domain.inspection import Inspection
from tracker.register.finding import resolve_inspection_id, silence
from tracker.register.lines import moment_shape
from tracker.register.reports import contents, published, report_line, report_shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tracker.application import Receipt, Tracker
    from tracker.cli.session import Session
    from tracker.intake.facts import Proposal
    from tracker.register.report_shapes import InspectionShape, ReportsShape

FACTS = ".toml"
"""How the name of a facts file ends."""

TEXTS = frozenset({".txt", ".md"})
"""How the names of files end that are a report's text."""


@click.command("import")
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
@click.option("--published", "stated", metavar="DATE", help="A day that the report does not print.")
@click.option("--yes", is_flag=True, help="Record it without a question.")
@click.option("--dry-run", is_flag=True, help="Show what was found; record nothing.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json", "toml")),
    default="table",
    help="With --dry-run: json, or toml for a facts file to mend.",
)
@click.option("--json", "form", flag_value="json", help="Short for --format json.")
@pass_session
def import_(
    session: Session,
    reports: tuple[str, ...],
    *,
    stated: str | None,
    yes: bool,
    dry_run: bool,
    form: str,
) -> None:
    """Read published reports or facts files, and record them.

    Reads the text of a report (.txt, .md) of a layout it knows, and facts files (.toml). Extraction
    proposes: --dry-run --format toml prints a facts file to mend by hand.

    Shows what it found, every warning and every sum that does not agree, then asks. All of the
    files are recorded or none is; the same report again records nothing.

    \b
    Examples:
        tracker import seeds/knowsley-2023.toml
        tracker import seeds/knowsley-2023.toml --dry-run --json
        tracker import report.txt --dry-run --format toml
    """
    if form != "table" and not dry_run:
        raise UsageError(f"--format {form} prints what was found; give --dry-run with it.")
    if form == "toml" and len(reports) > 1:
        raise UsageError("A facts file is of one report; give one with --format toml.")
    proposals = _proposals(reports, stated)
    if form != "table":
        click.echo(_written(proposals, form).encode(), nl=False)
        return
    if not dry_run:
        session.tracker()
    for line in _shown(proposals):
        click.echo(one_line(line).encode())
    if dry_run:
        click.echo("Nothing was recorded (--dry-run).")
        return
    _agreed(proposals, yes=yes)
    session.record(lambda tracker: _recorded(tracker, proposals))


def _proposals(names: Sequence[str], stated: str | None) -> list[Proposal]:
    """Return the proposal of each file, a report that comes twice once.

    Raises FactsError, NotFoundError for a file that cannot be read, and RefusedError.
    """
    if stated is not None and len(names) > 1:
        raise UsageError("--published is of one report; give its file alone.")
    found: dict[str, tuple[str, Proposal]] = {}
    for name in names:
        proposal = _proposal(name, stated)
        first, same = found.setdefault(proposal.id, (name, proposal))
        if same != proposal:
            raise RefusedError(f"{first} and {name} are both of {proposal.id}, and differ.")
    return [proposal for _, proposal in found.values()]


def _proposal(name: str, stated: str | None) -> Proposal:
    suffix = Path(name).suffix.lower()
    if suffix != FACTS and suffix not in TEXTS:
        raise RefusedError(
            f"{name} is neither a facts file ({FACTS}) nor the text of a report "
            f"({listed(sorted(TEXTS))}); this version reads no other."
        )
    content = _content(name)
    proposal = _facts(content, name) if suffix == FACTS else _report(content, name)
    on = day_stated(stated)
    return proposal if on is None else proposal.with_stated(on)


def _facts(content: bytes, name: str) -> Proposal:
    from tracker.intake.facts import read_facts

    return read_facts(content, name)


def _report(content: bytes, name: str) -> Proposal:
    from tracker.intake.pages import read_pages
    from tracker.intake.readers import read_report

    return read_report(read_pages(content, name), name).proposal(name)


def _content(name: str) -> bytes:
    """Return a file's bytes, no more than any reader takes. Raises NotFoundError."""
    from tracker.intake.pages import MOST_BYTES

    try:
        with Path(name).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        fault = getattr(error, "strerror", None) or error
        raise NotFoundError(f"{name} cannot be read ({fault}).") from None


def _written(proposals: Sequence[Proposal], form: str) -> str:
    from tracker.intake.facts import write_facts

    if form == "toml":
        return "".join(
            each if each.isprintable() or each == "\n" else _escaped(each)
            for each in write_facts(proposals[0])
        )
    answers = ["".join(render([], form="json", answer=each.as_json())) for each in proposals]
    whole = ",\n".join(map(str.rstrip, answers))
    return f"{whole}\n" if len(answers) == 1 else f"[\n{whole}\n]\n"


def _escaped(character: str) -> str:
    """Return what drives a terminal as TOML spells it: the file reads back the same."""
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - four digits


def _shown(proposals: Iterable[Proposal]) -> Iterator[str]:
    """Yield what was found in each report: what it is, its facts counted, and what is odd."""
    for proposal in proposals:
        on, facts, items = proposal.events()
        report = Inspection(proposal.id, facts, on, position=0)
        overall = "" if proposal.overall is None else f", overall {proposal.overall}"
        yield f"{proposal.id}: {proposal.title}"
        yield f"{proposal.service.name}, published {published(report)}{overall}."
        yield f"Found: {contents(report, items)}."
        yield from oddities(report, agreeing=False)


def _agreed(proposals: Sequence[Proposal], *, yes: bool) -> None:
    if yes:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("Nothing was recorded: give --yes to record it, or --dry-run to look.")
    what = listed((each.id for each in proposals), last="and")
    click.confirm(f"Record {what}?", abort=True, err=True)


def _recorded(tracker: Tracker, proposals: Sequence[Proposal]) -> Receipt:
    receipt = tracker.import_report(*proposals)
    if not receipt.entries:
        what = listed((each.id for each in proposals), last="and")
        click.echo(f"In this ledger already, with the same facts: {what}.")
    return receipt


@click.command()
@click.option("--service", metavar="NAME", help="Only this service, by id or name.")
@reading
def inspections(view: View, service: str | None) -> None:
    """List the reports, with their dates and ratings.

    \b
    Examples:
        tracker inspections
        tracker inspections --service knowsley --json
    """
    plan = view.plan()
    lines = [(report_line(plan, report), report) for report in plan.inspections.values()]
    if service is not None:
        asked = service.casefold()
        lines = [
            (line, report)
            for line, report in lines
            if asked in line["service_id"] or asked in line["service"].casefold()
        ]
    answer: ReportsShape = {**moment_shape(plan), "inspections": [line for line, _ in lines]}
    quiet = silence(plan, view.session.tracker().record)
    nothing = [] if lines else ["No report: tracker import FACTS.toml brings one in."]
    view.show(
        plan,
        [report_lines(lines)],
        answer=answer,
        records="inspections",
        remarks=nothing if quiet is None else [quiet],
    )


@click.command()
@click.argument("typed", metavar="ID")
@reading
def inspection(view: View, typed: str) -> None:
    """Show one report and its facts, with the arithmetic checked.

    \b
    Examples:
        tracker inspection knowsley-2023
        tracker inspection know --json
    """
    plan = view.plan()
    quiet = silence(plan, view.session.tracker().record)
    if quiet is not None:
        view.show(plan, [], answer=moment_shape(plan), remarks=[quiet])
        return
    known = resolve_inspection_id(plan, typed)
    report = plan.inspections.get(known)
    if report is None:
        nothing = f"{known} was not published by {day(plan.as_of)}."
        view.show(plan, [], answer={**moment_shape(plan), "id": known}, remarks=[nothing])
        return
    answer: InspectionShape = {**moment_shape(plan), **report_shape(plan, report)}
    view.show(
        plan, report_sheets(answer, published(report)), answer=answer, remarks=oddities(report)
    )
