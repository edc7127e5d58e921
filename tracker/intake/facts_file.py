"""Facts files (TOML): a proposal written for people to read and mend, and read back.

What is written reads back as the same proposal. A file that does not is refused with one sentence
naming the file, the line and the field.
"""

from __future__ import annotations

import difflib
import json
import tomllib
from datetime import date, time
from typing import TYPE_CHECKING, Any, Final, get_args

import tomli_w
from pydantic import BaseModel, ValidationError

from tracker.domain.errors import FactsError, joined
from tracker.intake.proposal import Proposal
from tracker.intake.toml_positions import line_in, line_of, places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic_core import ErrorDetails

    from tracker.intake.toml_positions import Path

__all__ = ["MOST_BYTES", "FactsError", "Proposal", "propose", "read_facts", "write_facts"]

MOST_BYTES: Final = 5_000_000
"""The largest facts file that is read."""

TOO_MUCH: Final = "a number is too long, or its lists lie too deep, to be read"

FORMS: Final = {
    "id": "small letters, digits and hyphens, such as knowsley-2023",
    "layout": "small letters, digits and hyphens, such as hmip-sqs",
    "number": "the report's own number, such as 2 or 1.3-b",
    "standard": "the number of a standard, such as 1.3",
    "paragraph": "the number of a paragraph, such as 2.4",
    "iso": "a date as precise as printed: 2023, 2023-05 or 2023-05-11",
    "start": "a date as precise as printed: 2023, 2023-01 or 2023-01-09",
    "end": "a date as precise as printed: 2023, 2023-01 or 2023-01-13",
    "stated": "a day, such as 2023-05-11",
    "sha256": "64 hexadecimal digits in small letters",
}
"""What a field that follows a pattern looks like, in words."""

TYPES: Final = {
    "missing": "this field is missing",
    "string_type": "a text in quotes is expected here",
    "int_type": "a whole number is expected here",
    "int_from_float": "a whole number is expected here",
    "tuple_type": "a list is expected here",
    "model_type": "a table is expected here",
    "json_invalid": TOO_MUCH,
}
"""What is said of a field that is missing or of the wrong type."""


def read_facts(text: str | bytes, name: str) -> Proposal:
    """Return the proposal in a facts file; `name` is the file's, for the sentences.

    Accepts a byte order mark and either kind of line end. Raises FactsError.
    """
    source = _decoded(text, name)
    try:
        facts = tomllib.loads(source)
    except tomllib.TOMLDecodeError as odd:
        fault = f"this is not valid TOML: {str(odd).partition(' (at ')[0]}"
        raise FactsError(name, fault, line=line_in(str(odd), source)) from None
    except (ValueError, RecursionError):
        raise FactsError(name, TOO_MUCH) from None
    return propose(facts, name, source)


def write_facts(proposal: Proposal) -> str:
    """Return the proposal as a facts file; what is null or empty is left out."""
    return "\n".join(_sections(proposal.model_dump(exclude_defaults=True)))


def _sections(table: dict[str, Any], name: str = "", header: str = "") -> Iterator[str]:
    """A table and those within it, each under a header of its own, so that all read alike."""
    parts = {key: value for key, value in table.items() if _holds_tables(value)}
    plain = {key: value for key, value in table.items() if key not in parts}
    yield header + tomli_w.dumps(plain, multiline_strings=True)
    for key, value in parts.items():
        path = f"{name}.{key}" if name else key
        if isinstance(value, dict):
            yield from _sections(value, path, f"[{path}]\n")
        else:
            for element in value:
                yield from _sections(element, path, f"[[{path}]]\n")


def _holds_tables(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, tuple) and isinstance(value[0], dict))


def propose(facts: Mapping[str, Any], name: str, source: str | None = None) -> Proposal:
    """Return the proposal of plain tables, lists and values, checked.

    Raises FactsError naming the first fault; with its line when the TOML source is given.
    """
    try:
        plain = json.dumps(facts, default=_printed, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise FactsError(name, "a text has half a character in it (a lone surrogate)") from None
    except (ValueError, RecursionError):
        raise FactsError(name, TOO_MUCH) from None
    try:
        return Proposal.model_validate_json(plain)
    except ValidationError as refused:
        faults = refused.errors(include_url=False)
    first = min(faults, key=lambda fault: fault["type"] != "extra_forbidden")
    path = (*first["loc"], *first.get("ctx", {}).get("field", ()))
    line = None if source is None else line_of(path, places(source))
    raise FactsError(name, _sentence(first, path), field=_field(path), line=line)


def _decoded(text: str | bytes, name: str) -> str:
    stored = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    if len(stored) > MOST_BYTES:
        raise FactsError(name, f"the file is too large; {MOST_BYTES // 10**6} MB is the most")
    try:
        return stored.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as odd:
        line = stored.count(b"\n", 0, odd.start) + 1
        raise FactsError(name, "this is not UTF-8", line=line) from None


def _printed(value: object) -> str:
    """A date that is in the file without quotes."""
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(value)


def _sentence(error: ErrorDetails, path: Path) -> str:
    """What is wrong, in words."""
    last = str(path[-1]) if path else ""
    match error["type"]:
        case "extra_forbidden":
            fields = _fields(path[:-1])
            near = difflib.get_close_matches(last, fields, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are {joined(fields, last='and')}"
            return f"there is no such field; {hint}"
        case kind if kind in TYPES:
            return TYPES[kind]
        case "fault":
            return error["msg"]
        case "string_too_long":
            return f"this is too long; {error['ctx']['max_length']} characters are the most"
        case _ if last in FORMS:
            return f"{error['input']!r:.60} is not {FORMS[last]}"
        case _:
            return f"{error['input']!r:.60}: {error['msg'].lower()}"


def _fields(path: Path) -> list[str]:
    """The fields of the table at a path."""
    table: type[BaseModel] = Proposal
    for key in path:
        if isinstance(key, str):
            table = _table(table.model_fields[key].annotation) or table
    return list(table.model_fields)


def _table(annotation: Any) -> type[BaseModel] | None:
    """The table in a field's type, perhaps in a list or optional."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_table, get_args(annotation))), None)


def _field(path: Path) -> str:
    """A path as people say it: 'text' of item 3."""
    words: list[str] = []
    for key in path:
        if isinstance(key, int):
            words[0] = f"{words[0].removesuffix('s').replace('_', ' ')} {key + 1}"
        else:
            words.insert(0, key)
    if path and isinstance(path[-1], str):
        words[0] = f"'{words[0]}'"
    return " of ".join(words)
