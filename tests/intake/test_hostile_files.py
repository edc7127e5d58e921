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
    *said, memory = map(json.loads, done.stdout.splitlines())
    return said, memory


def test_every_hostile_file_is_one_sentence(tmp_path: Path) -> None:
    """Whatever it unpacks to, loops through or pretends to be; and within the memory there is."""
    names = written(tmp_path)

    said, memory = read(names)

    assert [name for name, _, _ in said] == list(hostile_files.HOSTILE)
    assert len(said) >= 25
    for name, sentence, _ in said:
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
    desk = bare.with_ledger()
    before = (desk.folder / "tracker.db").read_bytes()
    written(desk.folder, name)

    said = desk.manager("import", name, "--yes")

    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(f"{name}: ")
    assert said.err.count("\n") == 1
    assert (desk.folder / "tracker.db").read_bytes() == before


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
        "directed.txt": "\n".join(f"\u200f{each}\u202c" for each in report.split("\n")).encode(),
        "split.txt": report.replace("ment", "m\u200bent").replace("and", "a\u2060nd").encode(),
        "named.MD": report.encode(),
    }
    for name, content in odd.items():
        (tmp_path / name).write_bytes(content)

    found = [each for _, each in read_in_sandbox(tmp_path / name for name in odd)]

    facts = [dict(each.facts) for each in found if isinstance(each, ReportReading)]
    digests = {each.pop("source")["sha256"] for each in facts}
    assert len(digests) == len(odd) - 1
    assert facts == [facts[0]] * len(odd)
    assert facts[0]["items"]


@pytest.mark.soak
def test_every_hostile_file_is_refused_in_two_seconds(tmp_path: Path) -> None:
    """Alone, with the start of the process that reads it, on a machine with nothing else to do."""
    said, memory = read(written(tmp_path), one_by_one=True)

    slow = {name: (sentence, seconds) for name, sentence, seconds in said if seconds > 2}
    assert slow == {}
    assert memory <= MOST_MEMORY


@pytest.mark.soak
def test_ten_thousand_spoilt_files_are_read_or_refused(tmp_path: Path) -> None:
    """There is no third outcome, and no fault of a reader's own."""
    paths = list(mutated_reports.spoilt(10_000, tmp_path))
    outcomes: Counter[str] = Counter()

    for path, found in facts_of(path for path in paths if path.suffix == ".toml"):
        outcomes[f"{path.suffix} {outcome(found, path)}"] += 1
    reports = [path for path in paths if path.suffix != ".toml"]
    for path, (_, each) in zip(reports, read_in_sandbox(reports), strict=True):
        outcomes[f"{path.suffix} {outcome(each, path)}"] += 1

    print(*sorted(outcomes.items()), sep="\n")  # noqa: T201 - the figures are what a soak is for
    assert outcomes.total() == len(paths)
    assert [said for said in outcomes if "reading it failed (" in said] == []


def facts_of(paths: Iterable[Path]) -> Iterable[tuple[Path, Proposal | TrackerError]]:
    """Yield the proposal of each facts file, or why there is none."""
    for path in paths:
        try:
            yield path, read_facts(path.read_bytes(), path.name)
        except TrackerError as refused:
            yield path, refused


def outcome(found: ReportReading | Proposal | TrackerError, path: Path) -> str:
    """Return what became of a file; what was read can be proposed and shown."""
    if isinstance(found, ReportReading):
        try:
            found = found.proposal(path.name)
        except TrackerError as refused:
            found = refused
    if not isinstance(found, TrackerError):
        assert json.dumps(found.as_json())
        return "read"
    assert found.sentence
    assert "\n" not in found.sentence
    return found.sentence if "reading it failed (" in found.sentence else "refused"


@pytest.mark.soak
def test_spoilt_files_are_recorded_whole_or_not_at_all(bare: Terminal) -> None:
    """Each in a ledger of hundreds: one publication with all its items, or nothing."""
    desk = bare.with_ledger()
    recorded = 0
    for path in mutated_reports.spoilt(300, desk.folder):
        before = streams(desk)
        proposed = desk.says("import", path.name, "--dry-run", "--json")

        said = desk.manager("import", path.name, "--yes")

        new = streams(desk)[len(before) :]
        assert said.code in (0, 1)
        assert "Traceback" not in said.out + said.err
        assert "tracker itself failed" not in said.err
        if said.code or not new:
            assert new == []
            continue
        facts = proposed.json
        service = [each for each in new[:1] if each == f"service:{facts['service_id']}"]
        assert new == [
            *service,
            f"inspection:{facts['id']}",
            *(f"item:{facts['id']}/{item['number']}" for item in facts["items"]),
        ]
        recorded += 1
    assert recorded > 10


def streams(desk: Terminal) -> list[str]:
    """Return the stream of every entry there is."""
    with Ledger.open(desk.folder / "tracker.db") as record:
        return [entry.stream for entry in record.entries()]
