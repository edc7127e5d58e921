"""Filters, files and links under attack: nothing typed is a statement, nothing made is others'."""

from __future__ import annotations

import ast
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import attack_strings
import pytest
from attack_strings import BEGUN, MANAGER, STATEMENTS, assert_safe, everything, rights
from refused_commands import REF, PublicCounter

import tracker

if TYPE_CHECKING:
    from collections.abc import Iterator

FILTERS = [
    *(("list", name) for name in ("--service", "--inspection", "--owner", "--addressee")),
    *(("list", name) for name in ("--theme", "--as-of", "--known-at", "--status")),
    *(("show",), ("history",), ("inspection",), ("diff", "--to", "today", "--from")),
    *(("late", "--owner"), ("verify", "--head"), ("erase", "--copies"), ("--by", "x", "log")),
]


@pytest.fixture
def terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[PublicCounter]:
    """Return a terminal on which whatever is made is open to all, unless it says otherwise."""
    with attack_strings.terminal(tmp_path / "terminal", monkeypatch, capsys) as counter:
        yield counter


# SQL.


@pytest.mark.parametrize("words", FILTERS, ids=" ".join)
def test_no_filter_is_a_statement(terminal: PublicCounter, words: tuple[str, ...]) -> None:
    """What is typed is only compared: nothing is found by it, made by it or destroyed by it."""
    before = everything(terminal.folder)
    for text in STATEMENTS:
        result = (
            terminal.says(*words, text)
            if words[0] != "--by"
            else terminal.says(*words, text, "A note")
        )

        assert_safe(result, (*words, text))
    assert everything(terminal.folder) == before


def test_no_statement_is_put_together_from_values() -> None:
    """Values are handed over beside a statement; only SQLite's settings are written into one."""
    odd = set()
    for path in Path(tracker.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                answer = node.args[0] if node.args else None
                if node.func.attr.startswith("execute") and isinstance(
                    answer, ast.JoinedStr | ast.BinOp
                ):
                    odd.add(ast.unparse(answer)[2:9])

    assert odd == {"PRAGMA "}


# Rights and links.


def test_every_file_is_its_owners_alone(
    terminal: PublicCounter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """From its first byte on, whatever others would be allowed by default."""
    began = {"text", "tracker.db"}
    seen: dict[str, int] = {}
    link, config = os.link, tmp_path / "config"

    def looking(old: str, new: str) -> None:
        seen.update(rights(terminal.folder))
        link(old, new)

    monkeypatch.setattr(os, "link", looking)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(config))
    for words in (
        ("init", "new.db", *BEGUN),
        ("tour", "tour.db"),
        (*MANAGER, "export", "plan.zip"),
        ("backup", "copy.db"),
        ("restore", "copy.db", "--to", "back.db"),
    ):
        assert terminal.says(*words).code == 0, words
    assert terminal.says("log", REF, "A note", keys="Sam Reed\n").code == 0

    seen.update(rights(terminal.folder))
    counts = {name: mode for name, mode in seen.items() if name not in began}
    assert {"new.db", "plan.zip", "copy.db", "copy.db.head", "back.db"} <= counts.keys()
    assert any(name.endswith(".part") for name in counts)
    assert {name for name, mode in counts.items() if mode != 0o600} == set()
    assert stat.S_IMODE((config / "tracker").stat().st_mode) == 0o700
    assert rights(config / "tracker") == {"acting.json": 0o600}


@pytest.mark.parametrize("there", [True, False])
def test_no_link_is_followed_to_write(terminal: PublicCounter, tmp_path: Path, there: bool) -> None:  # noqa: FBT001 - pytest hands it over by name
    """Where a link lies somebody else would choose what is written over; it is refused."""
    victim = tmp_path / "victim"
    if there:
        victim.write_text("Precious", "utf-8")
    for name, words in {
        "plan.zip": (*MANAGER, "export", "plan.zip"),
        "a.db": ("backup", "a.db"),
        "b.db.head": ("backup", "b.db"),
        "c.db-journal": ("backup", "c.db"),
        "d.db": ("restore", "tracker.db", "--to", "d.db", "--without-erasures"),
        "e.db": ("init", "e.db", *BEGUN),
        "tracker.db-journal": (*MANAGER, "log", REF, "A note"),
    }.items():
        link = terminal.folder / name
        link.symlink_to(victim)

        result = terminal.says(*words)

        assert_safe(result, words)
        assert result.code != 0
        assert link.is_symlink()
        assert victim.exists() == there
        link.unlink()
    assert not there or victim.read_text("utf-8") == "Precious"
    assert sorted(everything(terminal.folder)) == [
        terminal.folder / "text",
        terminal.folder / "tracker.db",
    ]


def test_what_is_remembered_is_not_written_through_a_link(
    terminal: PublicCounter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link in its place is replaced by the file itself."""
    victim = terminal.folder.parent / "victim"
    victim.write_text("Precious", "utf-8")
    store = tmp_path / "config" / "tracker" / "acting.json"
    store.parent.mkdir(parents=True)
    store.symlink_to(victim)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    asked = terminal.says("log", REF, "A note", keys="Sam Reed\n")
    known = terminal.says("log", REF, "Another")

    assert (asked.code, known.code) == (0, 0)
    assert victim.read_text("utf-8") == "Precious"
    assert (store.is_symlink(), rights(store.parent)) == (False, {"acting.json": 0o600})
