"""Breaks the fold in every small way, one at a time, and counts how many of these tests notice.

    python tests/mutants.py [FIRST [STEP]]

Each mutant is a copy of the program in a temporary folder with one thing changed in
`bitemporal.py`, `item_history.py` or `evolve.py`: a comparison, an operator, a number, a branch, an
argument, a step. It is killed when a test of the fold fails. Prints the survivors, and killed of
all; at least nine in ten are to be killed. It takes minutes, so it is part of the soak and not of
the ordinary run.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
MUTATED = ("bitemporal", "item_history", "evolve")
TESTS = (
    *("london_days", "bitemporal", "item_history", "evolve", "recommendation", "action"),
    *("date_changes", "closure", "time_properties"),
)
EXAMPLES = 300
"""Examples a property is tried on: fewer than in the ordinary run."""

MANY = re.compile(r"(max_examples=)\w+")
ENOUGH = 0.9

AT_ONCE = 2
LONGEST = 180
"""Seconds after which a mutant that does not end is taken as killed."""

FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
SWAPPED = {"min": "max", "max": "min", "reversed": "list", "any": "all", "all": "any"}


def variants(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what a node might wrongly have been."""
    match node:
        case ast.Compare(left=left, ops=[op], comparators=after):
            yield ast.Compare(left, [FLIPPED[type(op)]()], after)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            yield values[0]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
            yield ast.BinOp(left, ast.Sub() if isinstance(op, ast.Add) else ast.Add(), right)
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield ast.Constant(value + 1)
        case ast.IfExp(body=body, orelse=orelse):
            yield body
            yield orelse
        case ast.If(body=body, orelse=orelse):
            yield ast.If(ast.Constant(value=False), body, orelse)
            yield ast.If(ast.Constant(value=True), body, orelse)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords) if name in SWAPPED:
            yield ast.Call(ast.Name(SWAPPED[name], ast.Load()), args, keywords)
        case ast.Call(func=ast.Name(id=name) as func, args=args, keywords=keywords):
            for left_out in keywords if name.islower() else ():
                yield ast.Call(func, args, [k for k in keywords if k is not left_out])
        case ast.Tuple(elts=[_, *_] as elements, ctx=ast.Load()):
            yield ast.Tuple(elements[::-1], ast.Load())
        case ast.Dict(keys=[None, *_] as keys, values=values):
            yield ast.Dict(keys[1:], values[1:])
        case ast.Expr(value=ast.Call(func=ast.Name(id="assert_never"))):
            return
        case ast.Break() | ast.Expr(value=ast.Call()):
            yield ast.Pass()
        case ast.match_case(pattern=ast.MatchClass() | ast.MatchOr() as what, guard=guard):
            yield ast.match_case(what, guard, [_unchanged(node.body)])
        case _:
            return


def _unchanged(body: list[ast.stmt]) -> ast.stmt:
    """Return a step that changes nothing, in the place of one that returns what it changed."""
    match body[-1]:
        case ast.Return(value=ast.Call(args=[ast.Name() as was, *_]) | ast.IfExp(body=was)):
            return ast.Return(was)
        case ast.Return():
            return ast.Return(ast.Name("item", ast.Load()))
        case _:
            return ast.Pass()


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """Yield what was changed, with the line, and the source changed so."""
    tree = ast.parse(source)
    spots = [
        (parent, field, place)
        for parent in _read_when_run(tree)
        for field, value in ast.iter_fields(parent)
        for place in ([None] if isinstance(value, ast.AST) else _places(value))
        if field not in {"decorator_list", "returns", "pattern", "slice"}
    ]
    order = {id(node): n for n, node in enumerate(ast.walk(tree))}
    for parent, field, place in spots:
        value = getattr(parent, field)
        node = value if place is None else value[place]
        for wrong in variants(node):
            copied = deepcopy(tree)
            twin = next(x for n, x in enumerate(ast.walk(copied)) if n == order[id(parent)])
            if place is None:
                setattr(twin, field, wrong)
            else:
                getattr(twin, field)[place] = wrong
            changed = ast.unparse(ast.fix_missing_locations(copied))
            if changed == ast.unparse(tree):
                continue
            before = ast.unparse(node).splitlines()[0]
            after = ast.unparse(wrong).splitlines()[-1].strip()
            line = getattr(node, "lineno", getattr(parent, "lineno", 0))
            yield f"{line}: {before}  ->  {after}", changed


def _places(value: object) -> list[int]:
    if not isinstance(value, list):
        return []
    return [n for n, row in enumerate(value) if isinstance(row, ast.AST)]


def _read_when_run(tree: ast.AST) -> Iterator[ast.AST]:
    """Walk what changes what is run: not what is said for type checkers, nor what is raised."""
    for node in ast.iter_child_nodes(tree):
        checking = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        decorating = isinstance(node, ast.Call) and ast.unparse(node.func) == "dataclass"
        if checking or decorating or isinstance(node, ast.Raise | ast.AnnAssign):
            continue
        yield node
        yield from _read_when_run(node)


def room(folder: Path) -> Path:
    """Lay out a copy of the program and its tests, with fewer examples, and return where it is."""
    skipped = shutil.ignore_patterns("__pycache__", "benchmarks")
    for part in ("tracker", "tests"):
        shutil.copytree(ROOT / part, folder / part, ignore=skipped)
    shutil.copy(ROOT / "pyproject.toml", folder)
    for path in (folder / "tests").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        path.write_text(MANY.sub(rf"\g<1>{EXAMPLES}", text), encoding="utf-8")
    return folder


def pass_in(folder: Path) -> bool:
    """Return whether every test of the fold passes on the program in a folder."""
    tests = [f"tests/domain/test_{name}.py" for name in TESTS]
    words = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", *tests]
    alone = {"PYTHONPATH": str(folder)}
    try:
        ended = subprocess.run(
            words, cwd=folder, env=alone, capture_output=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return ended.returncode == 0


def survives(program: Path, module: str, changed: str) -> bool:
    """Return whether no test of the fold notices a change of a module."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(program, copy)
        (copy / f"tracker/domain/{module}.py").write_text(changed, encoding="utf-8")
        return pass_in(copy)


def main(first: int = 0, step: int = 1) -> str | None:
    """Try every mutant, or every so many; return what is wrong where too many survive."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(AT_ONCE) as pool:
        program = room(Path(folder) / "program")
        if not pass_in(program):
            return "The tests fail on the program as it is."
        rows = [
            (module, text, changed)
            for module in MUTATED
            for text, changed in mutants(
                (program / f"tracker/domain/{module}.py").read_text(encoding="utf-8")
            )
        ][first::step]
        killed = 0
        trials = pool.map(lambda mutant: survives(program, mutant[0], mutant[2]), rows)
        for (module, sentence, _), alive in zip(rows, trials, strict=True):
            killed += not alive
            if alive:
                sys.stdout.write(f"survived: {module}.py:{sentence}\n")
                sys.stdout.flush()
    sys.stdout.write(f"killed {killed} of {len(rows)}: {killed / len(rows):.1%}\n")
    return None if killed >= ENOUGH * len(rows) else "Fewer than nine in ten were killed."


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
