"""A text that attacks every reader at once, and a ledger with it in every text there can be.

Each place has its own number, so that none can be left out unseen.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from elmshire_facts import FACTS

if TYPE_CHECKING:
    from command_runner import CommandResult
    from refused_commands import PublicCounter

ATTACK = (
    "=1+1|cmd\x1b[31m\x1b]0;t\x07\x9b1m\x9dt\x9c\u202e\u2066\u2028\x7f\b\r\n"
    "<img src=x onerror=a()>**b**_i_[l](http://x.test)`c`~~s~~</td><script>&#x3c;b>\t@SUM(A1)"
)
UNSEEN = [
    *map(chr, [*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F)]),
    *map(chr, [0x61C, 0x200E, 0x200F, *range(0x2066, 0x206A), 0xD800, 0xDBFF, 0xDC00, 0xDFFF]),
]
"""Characters that drive a terminal or hide what stands there; none of them is ever printed."""

PLACES = (
    *("title", "inspectorate", "kind", "overall", "service", "warning", "standard", "rating"),
    *("question", "figure", "sample", "addressee", "item", "report", "printed"),
    *("chair", "owner", "what", "note", "progress", "reason", "part", "why", "evidence", "link"),
    *("file", "outcome", "measure", "unit", "theme", "claim", "judgement", "closure", "refusal"),
    *("minute", "renamed", "corrected", "taken"),
)


def text(place: str) -> str:
    """Return the attack as the text of a place, which begins as a formula does."""
    return f"{ATTACK}{_tag(place)}"


def _tag(place: str) -> str:
    return f"q{PLACES.index(place):02}q"


def found(printed: str) -> set[str]:
    """Return the places whose text stands in what was printed."""
    return {PLACES[int(number)] for number in re.findall("q([0-9]{2})q", printed)}


def facts() -> str:
    """Return a facts file with the attack in every text of a report."""
    swaps = {
        '"An inspection in Elmshire"\nkind': f"{_toml('title')}\nkind",
        '"An inspectorate"': _toml("inspectorate"),
        '"Inspection"': _toml("kind"),
        'overall = "Good"': f"overall = {_toml('overall')}",
        '"Elmshire Youth Justice Service"': _toml("service"),
        '"A first remark."': _toml("warning"),
        '"Assessment"': _toml("standard"),
        'rating = "Good"': f"rating = {_toml('rating')}",
        '"Is the child safe?"': _toml("question"),
        '"plans had been reviewed"': _toml("figure"),
        '"court cases"': _toml("sample"),
        '"The Board"': _toml("addressee"),
        '"reviews [[items]] were late"': _toml("item"),
        'report = "An inspection in Elmshire"': f"report = {_toml('report')}",
        'text = "May 2023"\niso = "2023-05"': f'text = {_toml("printed")}\nstated = "2023-05-31"',
    }
    poisoned = FACTS
    for plain, odd in swaps.items():
        assert poisoned.count(plain) == 1, plain
        poisoned = poisoned.replace(plain, odd)
    return poisoned.replace("elmshire", "oakshire")


def _toml(place: str) -> str:
    return json.dumps(text(place)).replace("\x7f", r"\u007f")


def record(terminal: PublicCounter) -> None:
    """Record the attack through every command that takes a text; each says so safely."""
    terminal.file("oakshire.toml", facts())
    ledger = terminal.folder / "tracker.db"
    if not _made:
        _type(terminal)
        _made.append(ledger.read_bytes())
    ledger.write_bytes(_made[0])


_made: list[bytes] = []


def _type(terminal: PublicCounter) -> None:
    file = terminal.folder / text("file").replace("/", "")[-200:]
    file.write_bytes(b"")
    item, action = "oak/1", "oak/1/1"
    counted = ("--measure", text("measure"), "--unit", text("unit"), "--target", "5", "--at-most")
    for words in (
        ("import", "oakshire.toml", "--yes"),
        ("people", "add", text("owner"), "--role", "inspector"),
        ("people", "add", "Ines Palmer", "--role", "clerk"),
        ("people", "rename", "Sam Weller", text("renamed")),
        ("respond", item, "partly-agreed", "--part", text("part"), "-m", text("why")),
        ("assign", item, text("what"), "--owner", "p4", "--with", "p3", "--due", "2023-07-03"),
        ("log", item, text("note")),
        ("log", action, text("progress"), "--percent", "5"),
        ("evidence", action, text("evidence"), "--of", "today", "--link", text("link")),
        ("evidence", item, "A file", "--of", "today", "--file", str(file)),
        ("outcome", item, text("outcome"), *counted),
        ("theme", item, text("theme")),
        ("claim", item, "good", "-m", text("claim")),
        ("--by", "p4", "judge", item, "reasonable", "-m", text("judgement")),
        ("redate", action, "--to", "2023-09-29", "-m", text("reason")),
        ("--by", "p5", "--for", "p1", "--minute", text("minute"), "agree", action),
        ("redate", action, "--to", "2023-10-31", "-m", text("reason")),
        ("propose", "oak/2.1-a", "superseded", "-m", text("closure")),
        ("--by", "p1", "refuse", "oak/2.1-a", "-m", text("refusal")),
        ("propose", "oak/2.1-a", "superseded", "-m", text("closure")),
        ("log", item, "To be corrected"),
    ):
        result = terminal.says(*words)
        assert (result.code, unseen(result, "table")) == (0, set()), (words, result.err)
    last = str(terminal.entries()[-1].position)
    for words in (
        ("correct", last, "--text", text("corrected"), "-m", text("reason")),
        ("take-back", last, "-m", text("taken")),
        ("people", "rename", "p1", text("chair")),
    ):
        assert terminal.says(*words).code == 0, words


class DocumentElements(HTMLParser):
    """The elements of a document, each with its attributes."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element."""
        self.found.add(" ".join([tag, *(f"{name}={value}" for name, value in attrs)]))


def unseen(result: CommandResult, form: str) -> set[str]:
    """Return the characters in what was printed that nobody can see, but those of a format."""
    out = result.out.replace("\r\n", "\n").removeprefix("\ufeff") if form == "csv" else result.out
    return set(out + result.err) & {*UNSEEN, "\ufeff", *("" if form in {"csv", "tsv"} else "\t")}
