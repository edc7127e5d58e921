"""Where in a TOML file a field stands, so that a fault can be named with its line.

`places` is asked only once a fault is known, and only of a file that tomllib has read whole.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Path: TypeAlias = tuple[str | int, ...]
"""The way to a field: names of tables and keys, and places in lists counted from 0."""

MOST_TRIES: Final = 500
"""How often the end of one statement is looked for."""


def line_of(path: Path, where: Mapping[Path, int]) -> int:
    """Return the line of a field, or of the nearest table around one that is missing.

    That is the first line for what is missing at the top.
    """
    while path and path not in where:
        path = path[:-1]
    return where[path] if path else 1


def line_in(message: str, source: str) -> int:
    """Return the line that tomllib's message names; the last one where it names the end."""
    named = re.search(r"\(at line (\d+)", message)
    return int(named[1]) if named else source.rstrip().count("\n") + 1


def places(source: str) -> dict[Path, int]:
    """Return the line on which each table, list element and key of a TOML file begins."""
    where: dict[Path, int] = {}
    begun: dict[Path, int] = {}
    table: Path = ()
    for line, lines, content in _statements(source):
        if lines[0].lstrip().startswith("["):
            table = _header(content, begun)
            for depth in range(1, len(table) + 1):
                where.setdefault(table[:depth], line)
        else:
            for path, at in _fields(content, table, line, _inner(line, lines)):
                where.setdefault(path, at)
    return where


def _statements(source: str) -> Iterator[tuple[int, list[str], dict[str, Any]]]:
    """Each header or assignment: its first line, its lines, and what it says on its own.

    Stops at one whose end is not found in reasonable time; what follows has no line of its own.
    """
    lines: list[str] = []
    tries = 0
    for number, line in enumerate(source.replace("\r\n", "\n").split("\n"), start=1):
        lines.append(line)
        if len(lines) > 1 and not any(closing in line for closing in ("]", '"""', "'''")):
            continue
        try:
            content = tomllib.loads("\n".join(lines))
        except tomllib.TOMLDecodeError:
            tries += 1
            if tries > MOST_TRIES:
                return
            continue
        if content:
            yield number - len(lines) + 1, lines, content
        lines, tries = [], 0


def _header(content: dict[str, Any], begun: dict[Path, int]) -> Path:
    """The path of a header: the next place in its list of tables, the last one in those above."""
    path: Path = ()
    value: Any = content
    while isinstance(value, dict) and value:
        ((key, value),) = value.items()
        path = (*path, key)
        if isinstance(value, list):
            begun[path] = begun.get(path, 0) + 1
        if path in begun:
            path = (*path, begun[path] - 1)
    return path


def _inner(line: int, lines: list[str]) -> list[int]:
    """The lines between the brackets of a list that is written over several."""
    return [
        line + offset
        for offset, text in enumerate(lines[1:-1], start=1)
        if text.strip() and not text.lstrip().startswith("#")
    ]


def _fields(value: Any, path: Path, line: int, inner: list[int]) -> Iterator[tuple[Path, int]]:
    """Every field in a value with its line, the elements of a list each with its own."""
    yield path, line
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _fields(part, (*path, key), line, inner)
    if isinstance(value, list):
        lines = inner if len(inner) == len(value) else [line] * len(value)
        for index, (part, at) in enumerate(zip(value, lines, strict=True)):
            yield from _fields(part, (*path, index), at, [])
