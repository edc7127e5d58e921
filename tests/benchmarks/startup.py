"""What a command costs as a whole process, beside bare Python and beside Taskwarrior, in one run.

    python tests/benchmarks/startup.py [ROUNDS]

Ours: `--help`, `list --json` and `list` of 40 items, and a note recorded, beside `python -c pass`:
at most 6, 6, 9 and 20 times that are wanted. Theirs: Taskwarrior (`task`, a package of Debian's),
listing and adding where 1,000 tasks are pending, beside ours where 1,000 actions are open; where
there is none, that is said. All in turn, round by round; medians, and the ratios of medians.
Bytecode is written first, as it is where the program is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

import ledgers

from tracker.application.tracker import CommandActor, Tracker
from tracker.domain import events as e
from tracker.domain.vocabulary import InspectionId, Kind, PartyId, Response, ServiceId
from tracker.ledger.envelope import NewEntry
from tracker.ledger.ledger import Ledger

DAY = date(2026, 3, 2)
TRACKER = [sys.executable, "-c", "from tracker.__main__ import main; main()"]
TASKS = 1_000


def filled(path: Path, items: int, actions: int) -> None:
    """Make a ledger of so many items, with so many actions in all."""
    instant = datetime(2026, 3, 2, 9, tzinfo=UTC)
    with Ledger.create(path, clock=ledgers.TickingClock(instant)) as record:
        tracker = Tracker(record, CommandActor(by="Sam Reed"))
        Tracker.begin(record, service="Elm YJS", chair="Dana Okafor", manager="Sam Reed")
        report = e.InspectionPublished(
            service=ServiceId("elm"),
            inspectorate="An inspectorate",
            title="An inspection in Elm",
            kind="inspection",
            published=e.PrintedDate(iso="2026-03-02"),
            fieldwork=e.Fieldwork(),
            source=e.Source(report="report.pdf", layout="made-up"),
        )
        with record.unit():
            new = [NewEntry("inspection:elm-2026", DAY, report)]
            tracker.record.append(new, actor="p2", command_id="report")
            for number in range(1, items + 1):
                stream = f"item:elm-2026/{number}"
                events: list[e.AnyEvent] = [
                    e.RecommendationMade(
                        inspection=InspectionId("elm-2026"),
                        service=ServiceId("elm"),
                        number=str(number),
                        kind=Kind.RECOMMENDATION,
                        text=f"Make sure that children are taught, in part {number}",
                        addressee="The Chair of the Management Board",
                    ),
                    e.ResponseGiven(response=Response.AGREED),
                ]
                events += [
                    e.ActionAssigned(
                        action=n, what=f"Review {number}.{n}", owner=PartyId("p2"), due=DAY
                    )
                    for n in range(1, actions // items + 1)
                ]
                new = [NewEntry(stream, DAY, event) for event in events]
                tracker.record.append(new, actor="p2", command_id=f"made-{number}")


def timed(words: list[str], folder: Path, environment: dict[str, str]) -> float:
    """Return the seconds a command takes as a process of its own. Fails where it fails."""
    begun = perf_counter()
    subprocess.run(
        words,
        cwd=folder,
        env=environment,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return perf_counter() - begun


def compared(
    cases: dict[str, tuple[list[str], Path]], rounds: int, environment: dict[str, str]
) -> dict[str, float]:
    """Return the median seconds of each command, all of them in turn; one round goes before."""
    seconds: dict[str, list[float]] = {name: [] for name in cases}
    for number in range(rounds + 1):
        for name, (words, folder) in cases.items():
            typed = [word.replace("NUMBER", f"{number}") for word in words]
            seconds[name].append(timed(typed, folder, environment))
    return {name: median(rows[1:]) for name, rows in seconds.items()}


def beside_python(folder: Path, rounds: int, environment: dict[str, str]) -> None:
    """Print what ours cost beside Python that does nothing."""
    home = folder / "forty"
    home.mkdir()
    filled(home / "tracker.db", items=40, actions=40)
    note = ["--by", "Sam Reed", "log", "elm-2026/1", "Note NUMBER"]
    wanted = {"--help": 6, "list --json": 6, "list": 9, "log": 20}
    cases = {
        "pass": ([sys.executable, "-c", "pass"], home),
        "--help": ([*TRACKER, "--help"], home),
        "list --json": ([*TRACKER, "list", "--json"], home),
        "list": ([*TRACKER, "list"], home),
        "log": ([*TRACKER, *note], home),
    }
    seconds = compared(cases, rounds, environment)
    print(f"beside python -c pass ({1000 * seconds['pass']:.1f} ms), {rounds} rounds in turn")
    for name, most in wanted.items():
        times = seconds[name] / seconds["pass"]
        print(f"{name:12} {1000 * seconds[name]:6.1f} ms   {times:5.1f} times (at most {most})")


def beside_taskwarrior(folder: Path, rounds: int, environment: dict[str, str]) -> None:
    """Print what ours cost beside Taskwarrior, both with so many tasks."""
    task = shutil.which("task")
    if task is None:
        print("beside Taskwarrior: not run, for there is none here (Debian: taskwarrior)")
        return
    ours, theirs = folder / "ours", folder / "theirs"
    ours.mkdir()
    theirs.mkdir()
    filled(ours / "tracker.db", items=TASKS, actions=TASKS)
    (theirs / "taskrc").write_text(f"data.location={theirs}\nconfirmation=off\nverbose=nothing\n")
    environment = {**environment, "TASKRC": str(theirs / "taskrc"), "TASKDATA": str(theirs)}
    lines = "\n".join(
        f'{{"description":"Review {n}","due":"20260302T000000Z"}}' for n in range(TASKS)
    )
    subprocess.run(
        [task, "import", "-"],
        input=lines,
        text=True,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    words = ["--by", "Sam Reed", "log", "elm-2026/1", "Note NUMBER"]
    timings = compared(
        {
            "list, theirs": ([task, "list"], theirs),
            "list, ours": ([*TRACKER, "list"], ours),
            "list --json, ours": ([*TRACKER, "list", "--json"], ours),
            "add, theirs": ([task, "add", "Review NUMBER"], theirs),
            "add, ours": ([*TRACKER, *words], ours),
        },
        rounds,
        environment,
    )
    print(f"beside Taskwarrior, {TASKS:,} tasks each, {rounds} rounds in turn")
    for name, seconds in timings.items():
        other = timings[f"{name.split()[0].rstrip(',')}, theirs"]
        print(f"{name:18} {1000 * seconds:6.1f} ms   {seconds / other:5.1f} times theirs")


def main() -> None:
    """Make the ledgers and print the figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    folder = Path(tempfile.mkdtemp(prefix="tracker-"))
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        beside_python(folder, rounds, environment)
        beside_taskwarrior(folder, rounds, environment)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
