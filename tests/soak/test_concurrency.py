"""Many at one ledger: who records, who reads, who backs up; nobody fails, nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ledgers
import pytest
from writing_processes import saves, writer

from tracker.domain.errors import IntegrityError, TrackerError
from tracker.ledger.ledger import Ledger
from tracker.ledger.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_runner import Terminal


@pytest.mark.parametrize(
    ("writers", "times"), [(4, 15), pytest.param(8, 500, marks=pytest.mark.soak)]
)
def test_everybody_records_what_they_have_to(tmp_path: Path, writers: int, times: int) -> None:
    """No save is refused, lost or mixed with another's; one chain, one line of instants."""
    path = tmp_path / "tracker.db"
    ledgers.made(path).close()

    processes = [writer(path, f"w{n}", times) for n in range(writers)]
    pairs = [process.communicate() for process in processes]

    assert [err for _, err in pairs] == [""] * writers
    with Ledger.open(path) as record:
        counts = saves(record)
    assert set(counts) == {command for out, _ in pairs for command in out.split()}
    assert (len(counts), set(counts.values())) == (writers * times, {3})
    verdict = verify(path)
    assert (verdict.is_good, verdict.entries) == (True, 3 * writers * times)


@pytest.mark.parametrize("times", [40, pytest.param(1_000, marks=pytest.mark.soak)])
def test_a_reader_disturbs_nobody_and_sees_whole_saves(tmp_path: Path, times: int) -> None:
    """However long it reads; what it sees is always a save's end, and never goes back."""
    path = tmp_path / "tracker.db"
    ledgers.made(path).close()

    process, seen = writer(path, "w", times), [0]
    while process.poll() is None:
        with Ledger.open(path) as record, record.reading():
            seen.append(len(record.entries()))
    out, err = process.communicate()

    assert (process.returncode, len(out.split()), err) == (0, times, "")
    assert {count % 3 for count in seen} == {0}
    assert seen == sorted(seen)


def flip(content: bytes, at: int) -> bytes:
    """Turn one bit over."""
    place, bit = divmod(at, 8)
    return content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :]


def cut(content: bytes, at: int) -> bytes:
    """Lose the end."""
    return content[: at // 8]


def blank(content: bytes, at: int) -> bytes:
    """Lose a page."""
    start = at // 8 // 4096 * 4096
    return content[:start] + bytes(4096) + content[start + 4096 :]


@pytest.mark.parametrize("harm", [flip, cut, blank])
@pytest.mark.parametrize("places", [24, pytest.param(10_000, marks=pytest.mark.soak)])
def test_a_damaged_file_is_answered_rightly_or_with_a_sentence(
    terminal: Terminal, harm: Callable[[bytes, int], bytes], places: int
) -> None:
    """No other answer than that of the whole file, unless verifying finds the damage."""
    path = terminal.folder / "tracker.db"
    whole, right = path.read_bytes(), terminal.says("history", "--json").out
    wrong, refused = [], 0

    for n in range(places):
        at = (2 * n + 1) * 8 * len(whole) // (2 * places) + n % 8
        path.write_bytes(harm(whole, at))
        result = terminal.says("history", "--json")
        assert "tracker itself failed" not in result.err, (at, result)
        refused += result.code != 0
        if result.code == 0 and result.out != right and is_good(path):
            wrong.append(at)

    print(f"{harm.__name__}: {places} damaged, {refused} refused, rest right or found")  # noqa: T201 - measured
    assert wrong == []


def is_good(path: Path) -> bool:
    """Whether verifying finds nothing."""
    try:
        return verify(path).is_good
    except (IntegrityError, TrackerError):
        return False
