"""What attacks the command line: odd names of files and statements; and what it may not do."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import hostile_text
import refused_commands

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest
    from command_runner import CommandResult

MANAGER: Final = ("--by", "Sam Reed")
BEGUN: Final = ("--service", "A", "--chair", "B", "--manager", "C")
"""Who types, and what begins a ledger."""

PATHS: Final = {
    "above": "../above.db",
    "far above": "../" * 60 + "nowhere/above.db",
    "absolute": "/nowhere/at/all.db",
    "a home": "~/a.db",
    "nobody's home": "~nobody-of-that-name/a.db",
    "NUL": "a\x00b.db",
    "only NUL": "\x00",
    "300 long": "x" * 300,
    "6,000 long": "/".join(["y" * 200] * 30),
    "reserved": "CON",
    "reserved with an ending": "NUL.db",
    "a device of its own": "COM1:",
    "a share": r"\\host\share\a.db",
    "a drive": r"C:\a.db",
    "backwards": r"..\..\a.db",
    "ends in a dot": "a.",
    "ends in a blank": "a ",
    "a stream": "a.db:hidden",
    "from the right": "a\u202ebd.exe",
    "isolated": "\u2066a\u2069.db",
    "escapes": "\x1b[31m\x1b]0;t\x07\x9b1m\x9dt\x9c.db",
    "lines": "a\nRecorded #99: all is well.\r\n",
    "separators": "a\u2028b\u2029c",
    "a formula": "=1+1|cmd",
    "another": "@SUM(A1)",
    "an element": "<img src=x onerror=a()>",
    "an address": "file:///a.db",
    "another address": "mysql://host/a",
    "a password": "postgresql://a:b@host/a",
    "a query": "a.db?mode=memory&cache=shared#b%00%2e%2e",
    "memory": ":memory:",
    "a statement": "a'; DROP TABLE texts; --",
    "a shell": "$(touch pwned);`touch pwned`|touch pwned",
    "a template": "{}{0}%s%n{self}",
    "an option": "--yes",
    "a short option": "-f",
    "half a character": "caf\udce9.db",
    "nothing": "",
    "blank": " ",
    "here": ".",
    "up": "..",
    "a folder": "folder",
    "in a file": "tracker.db/a.db",
    "a device": "/dev/null",
    "a full one": "/dev/full",
}
"""Each by what is wrong with it; the folder it is named in has a `folder` and a `tracker.db`."""

STATEMENTS: Final = [
    *("' OR '1'='1", "'; DROP TABLE texts; --", '" OR ""="', "1; UPDATE saves SET actor=''"),
    *("%' ESCAPE '%", "_", "%", "*", "[a-z]*", "') UNION SELECT body FROM texts --", "x'--"),
    *("\\'; --", "1 OR 1=1", "/**/OR/**/1", "ATTACH DATABASE 'pwned' AS p", "load_extension('x')"),
    *("0x27204f52", "CHAR(39)", "'||(SELECT body FROM texts)||'", "?1", ":name", "@name", "$name"),
    *("PRAGMA writable_schema=1", ";", "--", "'", '"', "`", "''''", "NULL", "1e999", "-1", "0"),
    *("\u02bc OR 1=1", "\uff07; DROP TABLE texts", "a' COLLATE nocase --", "1 AND sleep(9)"),
    *("x' AND randomblob(1e9) --", "readfile('/etc/passwd')", "\\x27"),
]
"""What would be done, were what is typed a part of a statement in SQL."""


def assert_safe(result: CommandResult, words: object) -> None:
    """Demand an answer without characters that nobody sees, and at most one sentence of refusal."""
    assert hostile_text.unseen(result, "table") == set(), (words, result)
    assert "itself failed" not in result.err, (words, result)
    assert "Traceback" not in result.out + result.err
    if result.code:
        assert result.err.count("\n") == 1, (words, result)
        assert result.code in {1, 2, 3, 4}


def everything(folder: Path) -> dict[Path, bytes]:
    """Return each ordinary file in a folder and below it."""
    return {x: x.read_bytes() for x in folder.rglob("*") if x.is_file() and not x.is_symlink()}


def rights(folder: Path) -> dict[str, int]:
    """Return what may be done with each file in a folder, and by whom."""
    return {x.name: stat.S_IMODE(x.lstat().st_mode) for x in folder.iterdir() if x.is_file()}


@contextmanager
def terminal(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[refused_commands.PublicCounter]:
    """Let somebody sit at a terminal with another folder and a text on it.

    Everybody may do anything with whatever is made meanwhile without saying otherwise.
    """
    before = os.umask(0)
    try:
        (folder / "folder").mkdir(parents=True)
        (folder / "text").write_text("A text", "utf-8")
        counter = refused_commands.counter(folder, monkeypatch, capsys)
        (folder / "tracker.db").chmod(0o600)
        yield counter
    finally:
        os.umask(before)
