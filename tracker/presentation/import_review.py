"""What a report was found to say, printed for a person to look at before any of it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.inspection import Inspection
from tracker.domain.personal_data import find_personal_data, quotes_a_case
from tracker.presentation.personal_data import remark
from tracker.presentation.report_tables import oddities
from tracker.presentation.sheet import Sheet
from tracker.queries.report_facts import contents_counts, published_json

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from tracker.application.import_files import ImportFile
    from tracker.domain.bitemporal import Entry
    from tracker.domain.errors import TrackerError
    from tracker.intake.pages import Line
    from tracker.intake.proposal import Proposal
    from tracker.intake.toml_positions import Path
    from tracker.queries.json_types.reports import SourceShape

NOT_OF_ITSELF = ("published", "iso")
"""The fact that repeats another in another form."""


def review(proposal: Proposal) -> Iterator[str]:
    """Yield what was found in a report: what it is, its facts counted, and all that is odd."""
    on, facts, items = proposal.provisional().events()
    report = Inspection(proposal.id, facts, on, position=0)
    service = "Of no one service" if proposal.service is None else proposal.service.name
    when = f", published {published_json(report)}" if proposal.dated else ", no date of publication"
    overall = "" if proposal.overall is None else f", overall {proposal.overall}"
    yield f"{proposal.id}: {proposal.title}"
    yield f"{service}{when}{overall}."
    yield f"Found: {contents_counts(report, items)}."
    yield from oddities(report, agreeing=False)


def personal_data_remarks(proposal: Proposal, known: Collection[str]) -> Iterator[str]:
    """Yield a line for each text that looks like personal data, or describes a single case.

    `known` are names that may be there; the service's own is one.
    """
    facts = proposal.model_dump(mode="json")
    named = [*known, proposal.title, *([proposal.service.name] if proposal.service else [])]
    for path, text in _texts(facts, ()):
        if findings := find_personal_data(text, named):
            yield f"Check this: {_named(facts, path)}: {remark(findings)}."
        if quotes_a_case(text):
            yield f"Check this: {_named(facts, path)}: it seems to describe a single case."


def _texts(fact: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text among the facts but the title, the names of bodies and where they were read."""
    match fact:
        case dict():
            for key, value in fact.items():
                if key not in ("title", "service", "inspectorate", "source", "published"):
                    yield from _texts(value, (*path, key))
        case list():
            for index, value in enumerate(fact):
                yield from _texts(value, (*path, index))
        case str():
            yield path, fact
        case _:
            pass


def source_sheet(proposal: Proposal, lines: Mapping[Path, Line]) -> Sheet:
    """Return each fact beside the line of the report that it was read from."""
    rows = [
        (what, value, line.where.lower(), line.text)
        for what, value, line in _traced(proposal, lines)
    ]
    return Sheet(
        ("fact", "read as", "where", "printed"),
        rows,
        title="Sources",
        widths={"fact": 24, "read as": 40, "where": 16, "printed": 60},
    )


def source_shapes(lines: Mapping[Path, Line]) -> list[SourceShape]:
    """Return the line of each fact; facts are named by JSON Pointers (RFC 6901) into the answer."""
    return [
        {"fact": _pointer(path), "page": line.page, "line": line.number, "text": line.text}
        for path, line in sorted(lines.items(), key=lambda pair: pair[1].number)
    ]


def outcomes(brought: Iterable[ImportFile], full_sentence: Callable[[TrackerError], str]) -> Sheet:
    """Return a table of files: what each contains, and what became of it.

    `full_sentence` words a refusal with its hint.
    """
    rows = [
        (report_file.name, *_figures(report_file.proposal), _outcome(report_file, full_sentence))
        for report_file in brought
    ]
    return Sheet(
        ("file", "inspection", "items", "warnings", "outcome"),
        rows,
        title="Files",
        widths={"file": 40, "outcome": 60},
    )


def _figures(proposal: Proposal | None) -> tuple[str, str, str]:
    if proposal is None:
        return "", "", ""
    return proposal.id, str(len(proposal.items)), str(len(proposal.warnings))


def _outcome(one: ImportFile, full_sentence: Callable[[TrackerError], str]) -> str:
    if one.refused is not None:
        sentence = full_sentence(one.refused).removeprefix(f"{one.name}: ")
        return f"refused: {sentence.removesuffix(' Nothing was recorded.')}"
    return one.outcome or "read"


def recorded(entries: Sequence[Entry]) -> str:
    """Return the positions of what was recorded."""
    if not entries:
        return "recorded already"
    return f"recorded #{entries[0].position} to #{entries[-1].position}"


def as_toml(facts: str) -> str:
    """Return a facts file with control characters escaped as TOML does; it means the same."""
    return "".join(
        character if character.isprintable() or character == "\n" else _escaped(character)
        for character in facts
    )


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - four digits


def _pointer(path: Path) -> str:
    """Return a path into the facts as one into the answer, which has the service's name alone."""
    if path[0] == "service":
        path = ("service_id",) if path == ("service", "id") else ("service",)
    return "".join(f"/{key}" for key in path)


def _traced(proposal: Proposal, lines: Mapping[Path, Line]) -> Iterator[tuple[str, str, Line]]:
    facts = proposal.model_dump(mode="json")
    for path, line in sorted(lines.items(), key=lambda pair: pair[1].number):
        if path == NOT_OF_ITSELF and ("published", "text") in lines:
            continue
        value: object = facts
        for key in path:
            value = value[key] if isinstance(value, dict | list) else None  # type: ignore[index]  # a key fits what it leads into
        yield _named(facts, path), _said(value), line


def _named(facts: Mapping[str, list[Mapping[str, str | None]]], path: Path) -> str:
    """Return the name of a fact: recommendation 2, standard 1.3, its key question 1."""
    match path:
        case ("items", int(place), *_):
            item = facts["items"][place]
            return f"{item['kind']} {item['number']}"
        case ("standards", int(place)):
            return f"standard {_standard(facts, place)}"
        case ("standards", int(place), "questions", int(below), *_):
            return f"{_standard(facts, place)}, key question {below + 1}"
        case ("standards", int(place), *rest):
            return f"{_standard(facts, place)}, {rest[-1]}"
        case ("case_figures", int(place), *_):
            return f"case figure {facts['case_figures'][place]['paragraph'] or place + 1}"
        case ("samples", int(place), *_):
            return f"sample {place + 1}"
        case ("service" | "fieldwork" as what, last):
            return f"{what}, {last}"
        case _:
            return str(path[0])


def _standard(facts: Mapping[str, list[Mapping[str, str | None]]], index: int) -> str:
    standard = facts["standards"][index]
    return str(standard["number"] or standard["name"])


def _said(value: object) -> str:
    """A fact in a few words."""
    match value:
        case {"points": points, "of": of}:
            return f"{points}/{of}"
        case {"sufficient": sufficient, "of": of}:
            return f"{sufficient} of {of}"
        case {"cases": cases, "text": text}:
            return f"{cases} {text}"
        case {"percent": percent, "text": text}:
            return str(text) if percent is None else f"{percent}%: {text}"
        case {"name": name, "rating": rating}:
            return f"{name}: {rating or 'no rating'}"
        case {"text": text, "addressee": str(addressee)}:
            return f"{text} (to {addressee})"
        case {"text": text}:
            return str(text)
        case _:
            return "" if value is None else str(value)
