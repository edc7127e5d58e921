"""The published shapes of the JSON answers: which command has which, and their schemas.

Run by hand after a shape was added to, to write the schemas anew; git shows what became of them.

    python tests/support/json_contract.py
"""

from __future__ import annotations

import inspect
import json
from types import UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints, is_typeddict

from paths import ROOT

from tracker.queries.json_types import board, comparison, copies, items, reports, verify

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = ROOT / "docs" / "json"

_NAMES: dict[type, str] = {
    str: "string",
    int: "integer",
    bool: "boolean",
    type(None): "null",
}

ANSWERS: dict[str, Any] = {
    "board": reports.BoardShape,
    "compare": copies.ComparisonShape,
    "decisions": board.DecisionsShape,
    "diff": board.DiffShape,
    "head": items.HeadShape,
    "history": items.HistoryShape,
    "import": reports.ProposalShape,
    "inspection": reports.InspectionShape,
    "inspections": reports.ReportsShape,
    "late": board.LatenessShape,
    "list": items.ListShape,
    "people": reports.PeopleShape,
    "services": reports.ServicesShape,
    "services-compare": comparison.ServicesComparedShape,
    "settings": reports.SettingsShape,
    "show": items.ShowShape,
    "show-action": items.ShowActionShape,
    "verify": verify.VerifyShape,
    "watch": items.EntryShape,
}
"""The shape of each answer, by the command that gives it."""


def schema(shape: Any) -> dict[str, Any]:
    """Return the JSON Schema of a shape: exactly its words, each of its own type."""
    if is_typeddict(shape):
        words = get_type_hints(shape)
        return {
            "type": "object",
            "description": inspect.cleandoc(shape.__doc__ or ""),
            "properties": {word: schema(kind) for word, kind in words.items()},
            "required": list(words),
            "additionalProperties": False,
        }
    if get_origin(shape) is list:
        return {"type": "array", "items": schema(*get_args(shape))}
    if isinstance(shape, UnionType):
        return {"anyOf": [schema(kind) for kind in get_args(shape)]}
    return {"type": _NAMES[shape]}


def faults(given: object, asked: dict[str, Any], place: str = "answer") -> Iterator[str]:
    """Yield what in an answer is not as its schema asks; nothing for one that keeps it."""
    if "anyOf" in asked:
        if all(any(faults(given, kind)) for kind in asked["anyOf"]):
            yield f"{place} is none of what it may be"
    elif asked["type"] == "object":
        if not isinstance(given, dict) or set(given) != set(asked["required"]):
            yield f"{place} has other words than {asked['required']}"
            return
        for word, value in given.items():
            yield from faults(value, asked["properties"][word], f"{place}.{word}")
    elif asked["type"] == "array":
        if not isinstance(given, list):
            yield f"{place} is no list"
            return
        for n, value in enumerate(given):
            yield from faults(value, asked["items"], f"{place}[{n}]")
    elif _NAMES.get(type(given)) != asked["type"]:
        yield f"{place} is no {asked['type']}"


def schema_text(shape: Any) -> str:
    """Return the schema of an answer as it is published."""
    return json.dumps(schema(shape), ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Write every schema."""
    for name, shape in ANSWERS.items():
        (FOLDER / f"{name}.schema.json").write_text(schema_text(shape), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
