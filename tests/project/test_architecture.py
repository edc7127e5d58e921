"""Imports point inwards only: whoever reads the domain need not know what is built around it."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from paths import ROOT

FILES = sorted((ROOT / "tracker").rglob("*.py"))
MAY_IMPORT = {
    "domain": {"domain"},
    "intake": {"intake", "domain"},
    "ledger": {"ledger", "domain"},
    "projection": {"projection", "ledger", "domain"},
    "queries": {"queries", "projection", "ledger", "domain"},
    "application": {"application", "domain", "intake", "ledger", "projection", "queries"},
    "presentation": {"presentation", "application", "domain", "intake", "ledger", "queries"},
}
"""What each room may import of ours. The command line, outermost, may import them all."""

PURE = {"__future__", "calendar", "collections", "dataclasses", "datetime", "decimal", "enum"}
PURE |= {"functools", "re", "typing", "unicodedata", "zoneinfo", "pydantic", "pydantic_core"}
PURE |= {"importlib", "sys", "types"}  # its events are loaded later
"""All the domain imports that is not ours: no clock, no storage, no command line."""

CLOCKS = {"now", "today", "utcnow", "time_ns", "monotonic", "uuid4", "random"}
"""What would make the same question give another answer tomorrow."""


def module(path: Path) -> str:
    """Return the dotted name of a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(name: str) -> str:
    """Return the room a module of ours lies in, and nothing for the package itself."""
    return [*name.split("."), ""][1]


@cache
def parsed(path: Path) -> ast.Module:
    """Return what a file says, read once."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(path: Path) -> set[str]:
    """Return every module a file imports anywhere, also for its types only."""
    texts: set[str] = set()
    for node in ast.walk(parsed(path)):
        match node:
            case ast.Import(names=names):
                texts.update(alias.name for alias in names)
            case ast.ImportFrom(module=source, names=names, level=0) if source is not None:
                texts.update(f"{source}.{alias.name}" for alias in names)
            case ast.ImportFrom():
                texts.add("a relative import")
            case _:
                pass
    return texts


def calls(path: Path) -> set[str]:
    """Return the last name of everything a file calls: `now` of `datetime.now()`."""
    rows = [n.func for n in ast.walk(parsed(path)) if isinstance(n, ast.Call)]
    return {expression.attr for expression in rows if isinstance(expression, ast.Attribute)} | {
        each.id for each in rows if isinstance(each, ast.Name)
    }


def ours(path: Path) -> set[str]:
    """Return the modules of ours that a file imports, and not the names out of them."""
    modules = {module(file) for file in FILES}
    wanted = {name for name in imports(path) if name.split(".")[0] == "tracker"}
    return {name if name in modules else name.rpartition(".")[0] for name in wanted}


def others(path: Path) -> set[str]:
    """Return the packages not ours that a file imports."""
    return {name.split(".")[0] for name in imports(path)} - {"tracker"}


def reached(name: str) -> set[str]:
    """Return every package not ours that is loaded with a module, through whatever of ours."""
    paths = {module(path): path for path in FILES}
    waiting, seen, names = [name], set[str](), set[str]()
    while waiting:
        text = waiting.pop()
        if text not in seen and text in paths:
            seen.add(text)
            names |= others(paths[text])
            waiting.extend(ours(paths[text]))
    return names


def users(package: str) -> set[str]:
    """Return the files that import a package."""
    return {str(p.relative_to(ROOT)) for p in FILES if package in others(p)}


@pytest.mark.parametrize("name", sorted(MAY_IMPORT))
def test_a_room_imports_what_lies_further_in(name: str) -> None:
    """And never what lies further out."""
    inside = [path for path in FILES if room(module(path)) == name]

    outward = {
        (module(path), target)
        for path in inside
        for target in ours(path)
        if room(target) not in MAY_IMPORT[name]
    }

    assert inside
    assert outward == set()


def lazily(path: Path) -> set[str]:
    """Return the modules that a file names to be imported when something in them is asked for."""
    return {
        node.args[0].value
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "lazy_import"
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Not within a room either, nor for types, nor lazily: each is read after what it needs."""
    waiting = {module(path): (ours(path) | lazily(path)) - {module(path)} for path in FILES}
    while free := {name for name, needs in waiting.items() if not needs & waiting.keys()}:
        waiting = {name: needs for name, needs in waiting.items() if name not in free}

    assert waiting == {}


def test_nobody_imports_the_command_line() -> None:
    """It is one way in among others."""
    inner = [path for path in FILES if room(module(path)) not in {"cli", "__main__"}]

    assert [module(p) for p in inner if any(room(text) == "cli" for text in ours(p))] == []


def test_imports_are_absolute() -> None:
    """So that whoever moves a file reads what it needs."""
    assert [module(path) for path in FILES if "a relative import" in imports(path)] == []


def test_the_domain_is_pure() -> None:
    """Only the standard library without its clocks and files, and pydantic."""
    domain = [path for path in FILES if room(module(path)) == "domain"]

    assert {text for path in domain for text in others(path)} <= PURE


def test_the_domain_has_no_clock() -> None:
    """Today is an argument."""
    domain = [path for path in FILES if room(module(path)) == "domain"]

    assert {(module(path), call) for path in domain for call in calls(path) & CLOCKS} == set()


def test_one_module_reads_the_clock() -> None:
    """So that a test on another day moves one clock, and no time slips in elsewhere."""
    asks = re.compile(r"\b(?:datetime|date)\.(?:now|today|utcnow)\(|\btime\.time(?:_ns)?\(")

    reading = [module(path) for path in FILES if asks.search(path.read_text(encoding="utf-8"))]

    assert reading == ["tracker.ledger.system"]


@pytest.mark.parametrize("name", ["tracker.domain.vocabulary", "tracker.domain.rag"])
def test_the_words_and_the_rating_need_no_pydantic(name: str) -> None:
    """Reading a plan costs no more than the words it prints."""
    path = next(path for path in FILES if module(path) == name)

    assert not {"pydantic", "pydantic_core"} & reached(name)
    assert ours(path) <= {"tracker.domain.vocabulary"}


@pytest.mark.parametrize(
    ("package", "only"),
    [
        ("eventsourcing", "tracker/ledger/eventsourcing_names.py"),
        ("tabulate", "tracker/presentation/render.py"),
    ],
)
def test_a_library_has_one_user(package: str, only: str) -> None:
    """Whoever replaces it changes one file."""
    assert users(package) <= {only}


@pytest.mark.parametrize(
    ("package", "rooms"),
    [
        ("click", {"cli"}),
        ("sqlite3", {"ledger"}),
        ("psycopg", {"ledger"}),
    ],
)
def test_a_matter_stays_in_its_room(package: str, rooms: set[str]) -> None:
    """Storage in the ledger, the command line at its door."""
    assert {file.split("/")[1] for file in users(package)} <= rooms


def test_a_kind_of_file_knows_no_reader() -> None:
    """Files become pages first; what a page means is the readers' business."""
    files = [path for path in FILES if "intake/files" in path.as_posix()]

    assert files
    assert {
        name for path in files for name in ours(path) | lazily(path) if ".readers" in name
    } == set()


def test_no_class_name_stands_for_two_things() -> None:
    """One name, one meaning, over the program and its tests."""
    named: dict[str, set[str]] = {}
    for path in (*FILES, *(ROOT / "tests").rglob("*.py")):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef):
                named.setdefault(node.name, set()).add(str(path.relative_to(ROOT)))

    assert {name: where for name, where in named.items() if len(where) > 1} == {}


def test_a_package_holds_no_code_of_its_own() -> None:
    """What it holds is found under the name of a module."""
    packages = [path for path in FILES if path.name == "__init__.py"]

    assert [
        str(path.relative_to(ROOT))
        for path in packages
        if any(not isinstance(node, ast.Expr | ast.Assign) for node in parsed(path).body)
    ] == []


def test_no_sentence_of_an_inner_room_names_a_command_or_an_option() -> None:
    """An error carries a hint instead, which the command line and a page word each in their way."""
    named = {
        f"{path.relative_to(ROOT)}: {text}"
        for path in FILES
        if room(module(path)) not in {"cli", ""} and path.name not in UNWORDED
        for text in sentences(path)
        if re.search(r"(?<![\w-])--[a-z]|\btracker [a-z]|(?<!\w)-m\b", text)
    }

    assert named == set()


UNWORDED = {
    "check.py",  # a program of its own, with options of its own
    "head_text.py",  # a head begins with `tracker head`
    "create.py",  # the name of a lock
    "bundle.py",  # what stands in a bundle stays as it is
    "optional_libraries.py",  # a command of pip
}


def sentences(path: Path) -> set[str]:
    """Return every text in a file that is not a docstring."""
    docstrings = {
        id(node.value)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return {
        node.value
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    }


def test_placeholders_of_texts_stay_in_the_queries() -> None:
    """An answer leaves them with its texts in it: nothing further out has to resolve any."""
    further_out = [
        str(path.relative_to(ROOT))
        for path in FILES
        if room(module(path)) not in {"queries", "projection"}
        and "resolve_texts" in path.read_text(encoding="utf-8")
    ]

    assert further_out == []


def test_every_file_that_the_prose_names_is_there() -> None:
    """In docstrings, the README and the guides: a name given up leaves nothing pointing at it."""
    guides = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "events").glob("*.md")]
    sources = [*FILES, *(ROOT / "tests").rglob("*.py")]
    written = [path for path in (*guides, *sources) if path.name != "CHANGELOG.md"]
    there = {path.relative_to(ROOT).as_posix() for path in sources}
    names = there | {path.name for path in sources}

    named = {
        (name, path.relative_to(ROOT).as_posix())
        for path in written
        for name in re.findall(r"`([\w./]+\.py)`", path.read_text("utf-8"))
    }

    assert named
    assert not {(name, where) for name, where in named if name not in names}
