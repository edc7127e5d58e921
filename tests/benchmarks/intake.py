"""How fast reports come in, beside PDFium reading the bare text of the same files, in one run.

    python tests/benchmarks/intake.py [REPORTS]

Ours is the whole intake up to the review: files opened, held against their names, read in child
processes with the start of these, their lines put in order, the layout told, every fact found and
brought back. Theirs is `get_text_bounded` of every page in one process that has loaded its library
already; it gives text and no fact. The reports are invented, of 30 to 40 pages, in PDFs of one and
of two columns. Both in turn, several rounds: the ratio of a round is of times taken side by side,
and the median of the rounds is what counts (1.5 is the most that is wanted).
"""

from __future__ import annotations

import random
import sys
import tempfile
import textwrap
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

import invented_reports
import pypdfium2  # type: ignore[import-untyped]
from pdf_printer import printed

from tracker.intake.readers.registry import ReportReading
from tracker.intake.sandbox.pool import read_in_sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROUNDS = 15
WORDS = (
    *("board", "service", "children", "partner", "plan", "case", "staff", "review", "court"),
    *("school", "health", "police", "worker", "assessment", "risk", "need", "support", "family"),
    *("quality", "manager", "practice", "training", "outcome", "were", "which", "been", "their"),
    *("the", "of", "and", "to", "in", "a", "that", "is", "was", "with", "for", "by", "are"),
)


def prose(rng: random.Random, lines: int) -> str:
    """Return a page of sentences that say nothing, in paragraphs and points of a list."""
    texts: list[str] = []
    while len(texts) < lines:
        words = rng.choices(WORDS, k=rng.randint(40, 90))
        text = " ".join(words).capitalize() + "."
        mark = rng.choice(("", "", "• "))
        texts += [*textwrap.wrap(mark + text, 95), ""]
    return "\n".join(texts)


def report(number: int, pages: int) -> str:
    """Return an invented report of so many pages: the facts of one, and much to read between."""
    rng = random.Random(number)  # noqa: S311 - chance that comes out the same every time
    whole = invented_reports.YOUTH.split("\f")
    between = pages - len(whole)
    for n in range(between):
        whole.insert(len(whole) - 1 - n % 3, prose(rng, 40))
    return "\f".join(whole)


def bare(paths: Sequence[Path]) -> int:
    """Return how many pages these files have, once the text of each has been taken."""
    count = 0
    for path in paths:
        document = pypdfium2.PdfDocument(path.read_bytes())
        for page in document:
            text = page.get_textpage()
            text.get_text_bounded()
            text.close()
            page.close()
            count += 1
        document.close()
    return count


def intake(paths: Sequence[Path], children: int | None = None) -> None:
    """Read the reports, all of them."""
    for path, outcome in read_in_sandbox(paths, children=children):
        if not isinstance(outcome, ReportReading):
            raise SystemExit(f"{path.name}: {outcome}")
        assert outcome.facts["items"]


def timed(*runs: Callable[[], object]) -> list[list[float]]:
    """Return the seconds of each, run in turn, round by round."""
    timings: list[list[float]] = [[] for _ in runs]
    for _ in range(ROUNDS):
        for run, seconds in zip(runs, timings, strict=True):
            begun = perf_counter()
            run()
            seconds.append(perf_counter() - begun)
    return timings


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Return how many times as long we took, round by round."""
    return [one / two for one, two in zip(ours, theirs, strict=True)]


def main() -> None:
    """Print the reports, read them, print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 24
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"report-{n}.pdf" for n in range(count)]
        for n, path in enumerate(paths):
            text = report(n, 30 + n % 11)
            path.write_bytes(printed(text, columns=1 + n % 2, header="Invented", footer="Page"))
        pages = bare(paths)
        theirs, ours, alone, one = timed(
            lambda: bare(paths),
            lambda: intake(paths),
            lambda: intake(paths, children=1),
            lambda: intake(paths[:1]),
        )
    print(f"{count} reports, {pages} pages, {ROUNDS} rounds")
    for what, seconds in (
        ("PDFium, text alone", theirs),
        ("intake, all processors", ours),
        ("intake, one child", alone),
    ):
        print(
            f"{what:24} {pages / median(seconds):8,.0f} pages a second   "
            f"ratio of time: median {median(ratios(seconds, theirs)):.2f} "
            f"({min(ratios(seconds, theirs)):.2f} to {max(ratios(seconds, theirs)):.2f})"
        )
    print(f"{'one report alone':24} {1000 * median(one):8,.0f} ms, the start of its child included")


if __name__ == "__main__":
    main()
