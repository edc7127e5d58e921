"""Every reading command, and commands that record, in a large ledger beside a small one.

They run in this process, so that the start of the program is not timed. A command about one thing
takes as long in both ledgers; a list grows with what it lists.
"""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing, redirect_stderr, redirect_stdout
from functools import partial
from typing import TYPE_CHECKING, Final

from tracker.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path

    from one_service import InTurn

ROUNDS, LIST_ROUNDS = 15, 3
MOST: Final = 1.5
"""The most that a command about one thing may take in the large ledger, beside the small one."""

BOARDS: Final = ("--from", "2016-03-31", "--to", "2016-06-30")
ABOUT_ONE: Final = (
    ("head",),
    ("settings",),
    ("board",),
    ("inspection", "{report}"),
    ("show", "{ref}"),
    ("show", "{ref}/1"),
    ("show", "{ref}", "--as-of", "2016-06-30", "--known-at", "2016-06-30"),
    ("history", "{ref}"),
    ("history", "{ref}/1"),
    ("changes", "{ref}", *BOARDS),
    ("list", "--service", "service-001"),
    ("late", "--service", "service-001"),
    ("decisions", "--service", "service-001"),
    ("changes", *BOARDS, "--service", "service-001"),
    ("--by", "A Manager", "log", "{ref}", "A note", "--dry-run"),
    ("--by", "A Manager", "outcome", "{ref}", "Fewer exclusions", "--dry-run"),
    ("--by", "A Manager", "propose", "{ref}", "alternative", "-m", "Done", "--dry-run"),
    ("--by", "A Manager", "link", "{ref}", "{other}", "--as", "covered-by", "--dry-run"),
)
LISTS: Final = (
    ("people",),
    ("services",),
    ("services", "compare"),
    ("inspections",),
    ("list",),
    ("late",),
    ("decisions",),
    ("changes", *BOARDS),
    (),
)
_REFS: Final = """
SELECT substr(originator_id, 6) FROM stored_events
WHERE originator_id >= 'item:service-001' AND originator_id < 'item:service-002'
    AND topic = 'action-assigned.v1' AND position < 9000
GROUP BY originator_id ORDER BY min(position) LIMIT 2
"""


def commands_compared(small: Path, large: Path, in_turn: InTurn) -> None:
    """Time each command on both ledgers, in turn, and print the ratio."""
    for heading, commands, rounds in (
        (f"about one thing ({MOST} is the most)", ABOUT_ONE, ROUNDS),
        ("lists of everything, which grow with what they list", LISTS, LIST_ROUNDS),
    ):
        print(f"\ncommands {heading}; {rounds} rounds; the large ledger beside the small one")
        for words in commands:
            asks = [partial(_answer, path, words) for path in (small, large)]
            for ask in asks:
                ask()
            a, b = in_turn(*asks, rounds=rounds)
            print(
                f"  {' '.join(words):76} small {a * 1000:7.1f} ms, large {b * 1000:8.1f} ms, "
                f"ratio {b / a:.2f}"
            )


def _answer(path: Path, words: tuple[str, ...]) -> int:
    """Run a command and return how long its answer is. Raises RuntimeError if it is refused."""
    with closing(sqlite3.connect(path)) as file:
        (ref,), (other,) = file.execute(_REFS).fetchall()
    named = {"ref": ref, "other": other, "report": ref.partition("/")[0]}
    typed = ["--ledger", str(path), *(word.format(**named) for word in words)]
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = run(typed)
    for stream in (out, err):
        stream.seek(0)
    if code:
        raise RuntimeError(typed, err.read())
    return len(out.read())
