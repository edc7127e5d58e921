"""Reports read in child processes of few powers, so that no file can harm who brings it in.

Whatever a file holds, the answer is a reading or one sentence; a child that dies, hangs or takes
too much is one sentence too. Several children read several files at once, and each is kept for
many files. How much a file may take is in `limits`; on Windows, which knows no such limits,
only the clock holds a child.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from tracker.domain.errors import RefusedError, TrackerError
from tracker.intake.files.report_file import named_content
from tracker.intake.pages import UnreadableReportError
from tracker.intake.sandbox import limits, protocol

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping

    from tracker.intake.files.report_file import ReportFile
    from tracker.intake.readers.registry import ReportReading

MOST_CHILDREN: Final = 4
"""Children at once: more would want more memory than a small machine has."""

BOOT: Final = (
    "import sys; sys.path[:] = sys.argv[1:]; from tracker.intake.sandbox.worker import main; main()"
)
"""What a child runs: it finds modules where its parent does, and nowhere else."""

OUT_OF_TIME: Final = {
    number for name in ("SIGPROF", "SIGXCPU") if (number := getattr(signal, name, None))
}
"""How a child ends that has taken all its processor time."""

KEPT: Final = ("SYSTEMROOT",)
"""What is passed on of the environment: without it Python does not start on Windows."""


class SandboxError(UnreadableReportError):
    """A file that the child refused, in the sentence it gave."""

    def __init__(self, sentence: str) -> None:
        """Say what the child said."""
        RefusedError.__init__(self, sentence)


def read_in_sandbox(
    files: Iterable[ReportFile], *, layout: str | None = None, children: int | None = None
) -> Generator[tuple[ReportFile, ReportReading | TrackerError], None, None]:
    """Yield each file, in the order given, with its reading or the error to say.

    Each is read by the `layout` named, else by the one it is of. At most `children` processes read
    at once; as many as there are processors, where not given. Close the iterator to end them early.
    """
    reports = list(files)
    most = children or min(os.cpu_count() or 1, MOST_CHILDREN)
    crew = _WorkerPool(layout)
    with ThreadPoolExecutor(max(1, min(most, len(reports)))) as threads:
        try:
            readings = threads.map(crew.read, reports)
            import_module("tracker.intake.score_warnings")  # while the children do the same
            yield from zip(reports, readings, strict=True)
        finally:
            crew.dismiss()
            threads.shutdown(cancel_futures=True)


class _WorkerPool:
    """The children of one call: an idle one is asked first, and all of them end together."""

    def __init__(self, layout: str | None) -> None:
        self._layout = layout
        self._children: set[_Worker] = set()
        self._idle: list[_Worker] = []
        self._lock = Lock()
        self._dismissed = False

    def read(self, file: ReportFile) -> ReportReading | TrackerError:
        """Return the reading of a file, or the error to say; raises none."""
        try:
            name, content = named_content(file)
            child = self._taken(name)
            try:
                return child.read(name, content, self._layout)
            finally:
                self._released(child)
        except TrackerError as refused:
            return refused

    def _taken(self, name: str) -> _Worker:
        with self._lock:
            if self._dismissed:
                raise UnreadableReportError(name, "reading it was stopped")
            if not self._idle:
                try:
                    self._idle.append(_Worker())
                except OSError as fault:
                    sentence = f"no process can be started to read it ({fault.strerror})"
                    raise UnreadableReportError(name, sentence) from None
            child = self._idle.pop()
            self._children.add(child)
            return child

    def _released(self, child: _Worker) -> None:
        with self._lock:
            self._children.discard(child)
            if child.fit and not self._dismissed:
                self._idle.append(child)
            else:
                child.end()

    def dismiss(self) -> None:
        """End every child; whoever waits for one is told that it died."""
        with self._lock:
            self._dismissed = True
            for child in self._children:
                child.kill()
            for child in self._idle:
                child.end()


class _Worker:
    """One process that reads; `fit` to be asked again until it fails or has read enough."""

    def __init__(self) -> None:
        """Start it. Raises OSError if no process can be started."""
        self._process = subprocess.Popen(  # noqa: S603 - this very Python, and a program of ours
            [sys.executable, "-I", "-S", "-c", BOOT, *places()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in KEPT if name in os.environ},
        )
        self._stdin = cast("BinaryIO", self._process.stdin)
        self._stdout = cast("BinaryIO", self._process.stdout)
        self._left = limits.FILES_EACH
        self._late = False

    @property
    def fit(self) -> bool:
        """Whether it may be asked again."""
        return self._left > 0

    def read(self, name: str, content: bytes, layout: str | None) -> ReportReading:
        """Return the reading of a file. Raises TrackerError."""
        self._left -= 1
        try:
            answer = self._answer(name, content, layout)
            if "failed" not in answer:
                return reading_of(answer, name)
        except (OSError, ValueError):
            answer = {}
        self._left = 0
        raise UnreadableReportError(name, self._cause(answer, len(content)))

    def _answer(self, name: str, content: bytes, layout: str | None) -> dict[str, Any]:
        """What it answers; ValueError if it answers nothing that can be understood."""
        clock = Timer(limits.patience(len(content)), self._give_up)
        clock.start()
        try:
            protocol.send_file(self._stdin, name, content, layout)
            return protocol.next_answer(self._stdout)
        finally:
            clock.cancel()

    def _cause(self, answer: dict[str, Any], size: int) -> str:
        """Why it gave no reading, in words."""
        self.kill()
        ended = self._process.wait()
        if self._late or -ended in OUT_OF_TIME:
            return f"reading it takes more than {limits.seconds(size):.1f} seconds, the most it may"
        if answer.get("failed") == "memory":
            return f"reading it takes more memory than the {limits.MEMORY >> 20} MB it may"
        if "failed" in answer:
            return f"reading it failed ({answer['failed']})"
        if ended > 0:  # no system ended it: it did not begin, or broke off by itself
            return f"reading it failed (exit {ended})"
        return "reading it failed: it is damaged, or unpacks to more than a report may"

    def _give_up(self) -> None:
        self._late = True
        self.kill()

    def kill(self) -> None:
        """Stop it, whatever it does."""
        self._process.kill()

    def end(self) -> None:
        """Stop it and let go of it."""
        self.kill()
        self._process.wait()
        for pipe in (self._stdin, self._stdout):
            with suppress(OSError):  # what was still to be sent is not
                pipe.close()


def places() -> list[str]:
    """Return where this process finds its modules, so that a child finds the same."""
    home = str(Path(__file__).parents[3])
    paths = [str(Path(path).absolute()) for path in sys.path if path]
    return paths if home in paths else [home, *paths]


def reading_of(answer: Mapping[str, Any], name: str) -> ReportReading:
    """Return the reading that an answer is, its sums done.

    Raises the refusal it says, and ValueError for what is no answer.
    """
    if "reading" in answer:
        return protocol.decode_reading(answer["reading"]).summed()
    if "unknown" in answer:
        from tracker.intake.readers.registry import (  # noqa: PLC0415 - loaded while the child reads
            UnknownLayoutError,
            readers,
        )

        near = (reader for reader in readers() if answer["unknown"] == reader.LAYOUT)
        raise UnknownLayoutError(name, next(near, None))
    if "refused" in answer:
        sentence = str(answer["refused"])
        raise SandboxError(sentence) if answer.get("unreadable") else RefusedError(sentence)
    raise ValueError(answer)
