"""A report's text taken apart into what a page is made of, to be put into a web or Word page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

RATED = r"(?:Outstanding|Good|Requires improvement|Inadequate)"
ROW = re.compile(rf"^(?P<left>\d\.\d\.?\s.*?|.*\?)\s+(?P<right>{RATED}|\d{{1,3}}%)$")
NUMBERED = re.compile(r"^(?P<number>\d{1,2})\.\s+(?P<text>[a-z].*)$")
ROMAN = re.compile(r"^(?P<number>[ivx]+)\.\s+(?P<text>.*)$")
SHORT = 60


@dataclass
class Block:
    """A heading, a paragraph, a list of points or the rows of a table."""

    kind: str
    parts: list[str] = field(default_factory=list)
    start: int = 1


def blocks(report: str) -> list[Block]:
    """Return a report as blocks; lines that a printer cut are one paragraph again."""
    values: list[Block] = []
    gap = True
    for line in (text.strip() for text in report.replace("\f", "\n").split("\n")):
        if line:
            _take(line, values, gap=gap)
        gap = not line
    return values


def _take(line: str, found: list[Block], *, gap: bool) -> None:
    last = found[-1] if found else None
    numbered, roman = NUMBERED.match(line), ROMAN.match(line)
    if row := ROW.match(line):
        _add(found, "table", f"{row['left']}\t{row['right']}")
    elif line.startswith(("- ", "• ")):
        _add(found, "ul", line[2:])
    elif numbered:
        _add(found, "ol", numbered["text"], int(numbered["number"]))
    elif roman:
        _add(found, "roman", roman["text"])
    elif last and not gap and last.kind != "table" and _runs_on(last.parts[-1], line):
        last.parts[-1] = _joined(last.parts[-1], line)
    elif len(line) < SHORT and gap and not re.search(r"[.:,;%\"]$", line):
        found.append(Block("h2", [line]))
    else:
        found.append(Block("p", [line]))


def _add(found: list[Block], kind: str, part: str, start: int = 1) -> None:
    last = found[-1] if found else None
    if last and last.kind == kind and (kind != "ol" or start == last.start + len(last.parts)):
        last.parts.append(part)
    else:
        found.append(Block(kind, [part], start))


def _runs_on(above: str, line: str) -> bool:
    runs = len(above) > SHORT and not re.search(r"[.:?!\"”]$", above)
    return line[0].islower() or (runs and not line.endswith(":"))


def _joined(above: str, line: str) -> str:
    cut = above.endswith("-") and not above.endswith((" -", "multi-"))
    return above[:-1] + line if cut else f"{above}{'' if above.endswith('-') else ' '}{line}"
