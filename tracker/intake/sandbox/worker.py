"""The child's side of reading a report apart: bytes in, facts out, with as little power as may be.

It loads what reads, gives up what it needs no longer (limits.py), and answers one file after
another, each within its own allowance of processor time. Windows knows none of these limits: there
the parent's clock is the only one. It ends when no more files come, so it outlives no parent.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from tracker.domain.errors import TrackerError
from tracker.intake.files.file_reader import read_file
from tracker.intake.pages import UnreadableReportError
from tracker.intake.readers.registry import UnknownLayoutError, read_unsummed
from tracker.intake.sandbox import limits, protocol


def main() -> None:
    """Answer every file that comes; end after the first that could not be dealt with."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    limits.give_up_powers()
    failed = False
    while not failed and (asked := protocol.next_file(sys.stdin.buffer)):
        name, content, layout = asked
        limits.allow(limits.seconds(len(content)))
        answer = answer_of(name, content, layout)
        failed = "failed" in answer
        protocol.send_answer(answers, answer)


def answer_of(name: str, content: bytes, layout: str | None = None) -> dict[str, Any]:
    """Return what came of reading a file: its reading, or why there is none."""
    try:
        pages = read_file(content, name)
        return {"reading": protocol.encode_reading(read_unsummed(pages, name, layout))}
    except UnknownLayoutError as unknown:
        return {"unknown": unknown.nearest.LAYOUT if unknown.nearest else None}
    except TrackerError as refused:
        return {"refused": str(refused), "unreadable": isinstance(refused, UnreadableReportError)}
    except MemoryError:
        return {"failed": "memory"}
    except Exception as fault:  # noqa: BLE001 - whatever a file does to a reader is one sentence
        return {"failed": type(fault).__name__}
