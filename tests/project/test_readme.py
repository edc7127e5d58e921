"""The README and the guides are true: each command in them is run, and answers as printed there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import invented_reports
import pytest
from paths import ROOT, moved_clock
from pdf_printer import printed

if TYPE_CHECKING:
    from collections.abc import Iterator

README = (ROOT / "README.md").read_text("utf-8")
GUIDES = [README, *((ROOT / "docs" / f"{n}.md").read_text("utf-8") for n in ("reports", "trust"))]
"""What has commands with their answers, in the order in which they are run."""
MOST_LINES = 150
PRINTED_AT = datetime(2026, 11, 21, 1, 20, tzinfo=UTC)
"""When the README was printed: its commands are run as if it were then, whatever day it is."""
SETUP = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)


def consoles() -> Iterator[tuple[str, str]]:
    """Yield every command of the consoles with the answer printed below it."""
    for block in re.findall(r"```console\n(.*?)```", "".join(GUIDES), re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, answer = part.partition("\n")
            yield command, answer.strip()


def lasting(text: str) -> str:
    """Return an answer without what differs each time it is given: hashes, and minutes."""
    text = re.sub(r"\b[0-9a-f]{64}\b", "HASH", text)
    text = re.sub(r"\b[0-9a-f]{8}(?: [0-9a-f]{8}){7}\b", "HASH", text)
    text = re.sub(r"head [0-9a-f]{8}…", "head HASH", text)
    text = re.sub(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", "LEDGER", text)
    text = re.sub(r"\b(2026-11-21)T01:[\d:.]+Z", r"\1 NOW", text)
    text = re.sub(r"\b(21 Nov 2026) 01:\d\d:\d\d GMT", r"\1 NOW", text)
    return re.sub(r"[ -]*\n", "\n", re.sub(r" {2,}", "  ", text)).strip()


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """Run the README's consoles in one folder, in order, after the tour."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    (folder / "thornby.pdf").write_bytes(printed(invented_reports.LETTER, reflowed=True))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {
        **os.environ,
        "PATH": path,
        "COLUMNS": "100",
        "XDG_CONFIG_HOME": str(folder / "config"),
        **moved_clock(PRINTED_AT),
    }
    values = {}
    for command in ("tracker tour", *(command for command, _ in consoles())):
        done = subprocess.run(
            ["/bin/bash", "-c", command],
            cwd=folder,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        values[command] = done.returncode, done.stdout
    return values


def test_the_readme_has_two_commands_of_setup() -> None:
    """One sets up and runs the tour, one sets up and passes the tests; each is one line."""
    tour, tests = SETUP

    assert tour.endswith("tracker tour")
    assert "pytest" in tests
    assert all("\n" not in command and command.startswith("python3 -m venv") for command in SETUP)
    assert all("-c constraints.txt" in command for command in SETUP)


def test_the_tour_ends_well(answers: dict[str, tuple[int, str]]) -> None:
    """The first thing anybody runs works."""
    assert answers["tracker tour"][0] == 0


@pytest.mark.parametrize(("command", "printed"), list(consoles()))
def test_every_command_answers_as_printed(
    command: str, printed: str, answers: dict[str, tuple[int, str]]
) -> None:
    """What a reader sees is what a person gets."""
    code, answer = answers[command]

    assert code == 0
    assert lasting(answer) == lasting(printed)


def test_the_readme_is_short() -> None:
    """A newcomer reads it in one go; the rest is in the guides."""
    assert len(README.splitlines()) <= MOST_LINES


def test_every_file_a_page_names_is_there() -> None:
    """No link leads nowhere."""
    named: set[Path] = set()
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        text = page.read_text("utf-8")
        links = re.findall(r"\]\((?!https?:)([^)#:]+)\)", text)
        named |= {page.parent / name for name in links}
        named |= {ROOT / name for name in re.findall(r"`((?:[a-z_]+/)+[\w.]*)`", text)}

    assert len(named) > 40
    assert [str(path) for path in named if not path.exists()] == []
