"""A file that means harm, or met with some, costs one sentence: nothing hangs, nothing is recorded.

What each file is stands in `hostile_files.py`; how those of the soak are spoilt, in
`mutated_reports.py`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hostile_files
import invented_reports
import mutated_reports
import pytest

from tracker.domain.errors import TrackerError
from tracker.intake.facts_file import read_facts
from tracker.intake.readers.registry import ReportReading
from tracker.intake.sandbox.pool import read_in_sandbox
from tracker.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterable

    from command_runner import Terminal

    from tracker.intake.proposal import Proposal

MOST_MEMORY = 300_000_000
"""Bytes that a process which reads may hold at once."""

READING = """
import json, resource, sys
from pathlib import Path
from time import perf_counter
from tracker.intake.sandbox.pool import read_in_sandbox
one_by_one, *names = sys.argv[1:]
calls = [[Path(name)] for name in names] if one_by_one == "1" else [list(map(Path, names))]
for paths in calls:
    begun = perf_counter()
    for path, found in read_in_sandbox(paths):
        said = str(found) if isinstance(found, Exception) else None
        print(json.dumps([path.name, said, perf_counter() - begun]))
print(json.dumps(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024))
"""


def written(folder: Path, *names: str) -> list[str]:
    """Write hostile files, all where none is named, and return their paths."""
    for name in names or hostile_files.HOSTILE:
        (folder / name).write_bytes(hostile_files.HOSTILE[name]())
    return [str(folder / name) for name in names or hostile_files.HOSTILE]


def read(names: Iterable[str], *, one_by_one: bool = False) -> tuple[list[Any], int]:
    """Return what a process of its own says of files, and the most memory its children held."""
    done = subprocess.run(
        [sys.executable, "-c", READING, str(int(one_by_one)), *names],
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    assert done.stderr == ""
    *rows, memory = map(json.loads, done.stdout.splitlines())
    return rows, memory


def test_every_hostile_file_is_one_sentence(tmp_path: Path) -> None:
    """Whatever it unpacks to, loops through or pretends to be; and within the memory there is."""
    names = written(tmp_path)

    rows, memory = read(names)

    assert [name for name, _, _ in rows] == list(hostile_files.HOSTILE)
    assert len(rows) >= 25
    for name, sentence, _ in rows:
        assert sentence is not None, name
        assert sentence.startswith(f"{tmp_path / name}: "), sentence
        assert sentence.endswith(" Nothing was recorded."), sentence
        assert "\n" not in sentence
        assert "reading it failed (" not in sentence, sentence
        assert "cannot be read without" not in sentence
    assert memory <= MOST_MEMORY


@pytest.mark.parametrize(
    "name", ["latin.md", "web.pdf", "scanned.pdf", "unpacking.docx", "deep.html", "reports.zip"]
)
def test_nothing_of_a_hostile_file_is_recorded(name: str, bare: Terminal) -> None:
    """The command ends with one sentence and 1, and the ledger is as it was, to the byte."""
    terminal = bare.with_ledger()
    before = (terminal.folder / "tracker.db").read_bytes()
    written(terminal.folder, name)

    result = terminal.manager("import", name, "--yes")

    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"{name}: ")
    assert result.err.count("\n") == 1
    assert (terminal.folder / "tracker.db").read_bytes() == before


@pytest.mark.parametrize("report", [invented_reports.YOUTH, invented_reports.LETTER])
def test_odd_but_honest_bytes_give_the_same_facts(report: str, tmp_path: Path) -> None:
    """A byte order mark, other line ends, UTF-16, marks of direction, letters of no width."""
    odd = {
        "plain.txt": report.encode(),
        "marked.txt": report.encode("utf-8-sig"),
        "windows.txt": report.replace("\n", "\r\n").encode("utf-8-sig"),
        "old-mac.txt": report.replace("\n", "\r").encode(),
        "wide.txt": report.encode("utf-16"),
        "wide-big.txt": "\ufeff".encode("utf-16-be") + report.encode("utf-16-be"),
        "directed.txt": "\n".join(f"\u200f{text}\u202c" for text in report.split("\n")).encode(),
        "split.txt": report.replace("ment", "m\u200bent").replace("and", "a\u2060nd").encode(),
        "named.MD": report.encode(),
    }
    for name, content in odd.items():
        (tmp_path / name).write_bytes(content)

    rows = [reading for _, reading in read_in_sandbox(tmp_path / name for name in odd)]

    facts = [dict(each.facts) for each in rows if isinstance(each, ReportReading)]
    digests = {fact.pop("source")["sha256"] for fact in facts}
    assert len(digests) == len(odd) - 1
    assert facts == [facts[0]] * len(odd)
    assert facts[0]["items"]


@pytest.mark.soak
def test_every_hostile_file_is_refused_in_two_seconds(tmp_path: Path) -> None:
    """Alone, with the start of the process that reads it, on a machine with nothing else to do."""
    rows, memory = read(written(tmp_path), one_by_one=True)

    slow = {name: (sentence, seconds) for name, sentence, seconds in rows if seconds > 2}
    assert slow == {}
    assert memory <= MOST_MEMORY


@pytest.mark.soak
def test_ten_thousand_spoilt_files_are_read_or_refused(tmp_path: Path) -> None:
    """There is no third outcome, and no fault of a reader's own."""
    paths = list(mutated_reports.spoilt(10_000, tmp_path))
    outcomes: Counter[str] = Counter()

    for path, answer in facts_of(path for path in paths if path.suffix == ".toml"):
        outcomes[f"{path.suffix} {outcome(answer, path)}"] += 1
    reports = [path for path in paths if path.suffix != ".toml"]
    for path, (_, reading) in zip(reports, read_in_sandbox(reports), strict=True):
        outcomes[f"{path.suffix} {outcome(reading, path)}"] += 1

    print(*sorted(outcomes.items()), sep="\n")  # noqa: T201 - the figures are what a soak is for
    assert outcomes.total() == len(paths)
    assert [sentence for sentence in outcomes if "reading it failed (" in sentence] == []


def facts_of(paths: Iterable[Path]) -> Iterable[tuple[Path, Proposal | TrackerError]]:
    """Yield the proposal of each facts file, or why there is none."""
    for path in paths:
        try:
            yield path, read_facts(path.read_bytes(), path.name)
        except TrackerError as refused:
            yield path, refused


def outcome(proposal: ReportReading | Proposal | TrackerError, path: Path) -> str:
    """Return what became of a file; what was read can be proposed and shown."""
    if isinstance(proposal, ReportReading):
        try:
            proposal = proposal.proposal(path.name)
        except TrackerError as refused:
            proposal = refused
    if not isinstance(proposal, TrackerError):
        assert json.dumps(proposal.as_json())
        return "read"
    assert proposal.sentence
    assert "\n" not in proposal.sentence
    return proposal.sentence if "reading it failed (" in proposal.sentence else "refused"


@pytest.mark.soak
def test_spoilt_files_are_recorded_whole_or_not_at_all(bare: Terminal) -> None:
    """Each in a ledger of hundreds: one publication with all its items, or nothing."""
    terminal = bare.with_ledger()
    recorded = 0
    for path in mutated_reports.spoilt(300, terminal.folder):
        before = streams(terminal)
        proposed = terminal.says("import", path.name, "--dry-run", "--json")

        result = terminal.manager("import", path.name, "--yes")

        new = streams(terminal)[len(before) :]
        assert result.code in (0, 1)
        assert "Traceback" not in result.out + result.err
        assert "tracker itself failed" not in result.err
        if result.code or not new:
            assert new == []
            continue
        facts = proposed.json
        service = [text for text in new[:1] if text == f"service:{facts['service_id']}"]
        assert new == [
            *service,
            f"inspection:{facts['id']}",
            *(f"item:{facts['id']}/{item['number']}" for item in facts["items"]),
        ]
        recorded += 1
    assert recorded > 10


def streams(terminal: Terminal) -> list[str]:
    """Return the stream of every entry there is."""
    with Ledger.open(terminal.folder / "tracker.db") as record:
        return [entry.stream for entry in record.entries()]
