"""The form of a ledger on a server, compared with what `create` makes.

Tables with their constraints, triggers, functions and rights: each is told in words of the server's
own catalogue, and in the same words by what this program would make. Only a table whose columns are
ours is read later; of anything else it is said only that it is there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from tracker.ledger import read_model_schema
from tracker.ledger.postgres import functions, schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Ask = Callable[[str], list[Any]]
    Part = tuple[str, str, str]
    """A part of the form: its kind, its name, and what it is like."""

_MADE: Final = (*schema.TABLES, *read_model_schema.TABLES)

DISABLED: Final = "disabled"
"""What a trigger is like that does not fire."""

_OPTIONS = "ordinary table, permanent, owner of the schema, no policy, rule or heir"
_TABLES = """
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
    || CASE WHEN l.collname = 'C' THEN ' COLLATE C' ELSE '' END
    || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_collation l ON l.oid = a.attcollation
WHERE c.relnamespace = quote_ident(current_schema())::regnamespace
    AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
ORDER BY c.relname, a.attnum
"""
_KEPT = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = current_schema() AND c.relkind = 'r' AND c.relpersistence = 'p'
    AND c.relowner = n.nspowner AND NOT c.relrowsecurity AND NOT c.relhasrules
    AND NOT EXISTS (SELECT 1 FROM pg_inherits WHERE c.oid IN (inhrelid, inhparent))
"""
_CONSTRAINTS = """
SELECT c.relname, pg_get_constraintdef(o.oid)
FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
WHERE o.connamespace = quote_ident(current_schema())::regnamespace
    AND o.contype IN ('c', 'p', 'u', 'f', 'x') AND o.convalidated
"""
_TRIGGERS = """
SELECT t.tgname, CASE WHEN t.tgenabled IN ('O', 'A') THEN pg_get_triggerdef(t.oid, true) END
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = quote_ident(current_schema())::regnamespace AND NOT t.tgisinternal
"""
_FUNCTIONS = """
SELECT p.proname, '(' || pg_get_function_arguments(p.oid) || ') RETURNS '
    || pg_get_function_result(p.oid) || ' LANGUAGE ' || l.lanname
    || CASE p.provolatile WHEN 's' THEN ' STABLE' WHEN 'i' THEN ' IMMUTABLE' ELSE '' END
    || CASE WHEN p.prosecdef THEN ' SECURITY DEFINER' ELSE '' END,
    p.prosrc,
    coalesce(p.proconfig = ARRAY['search_path=' || quote_ident(current_schema()) || ', pg_temp'],
        false) AND p.proowner = n.nspowner
FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname = current_schema()
"""
_RIGHTS = """
SELECT coalesce(r.rolname, 'everybody'), x.privilege_type, x.what FROM (
    SELECT c.relname::text AS what, c.relowner AS owner, a.*
    FROM pg_class c, aclexplode(c.relacl) a
    WHERE c.relnamespace = quote_ident(current_schema())::regnamespace
    UNION ALL
    SELECT c.relname || '.' || t.attname, c.relowner, a.*
    FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid, aclexplode(t.attacl) a
    WHERE c.relnamespace = quote_ident(current_schema())::regnamespace
    UNION ALL
    SELECT p.proname::text, p.proowner, a.*
    FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
    WHERE p.pronamespace = quote_ident(current_schema())::regnamespace
    UNION ALL
    SELECT 'the schema', n.nspowner, a.*
    FROM pg_namespace n, aclexplode(n.nspacl) a WHERE n.nspname = current_schema()
) x LEFT JOIN pg_roles r ON r.oid = x.grantee WHERE x.grantee <> x.owner
"""
_COLUMN = re.compile(r"(\w+) (bigint|integer|text|bytea|boolean)( COLLATE \"C\")?(.*?),?")
_GRANT = re.compile(r"GRANT (\w+) ON (FUNCTION )?(.+?)( IN SCHEMA .*)? TO (.*)")


def schema_differences(ask: Ask) -> Iterator[tuple[str, str]]:
    """Yield each part that is not as it is made: what it is called, and what became of it.

    A part that is ours `is missing`, `was changed` or `is disabled`; any other `is there`.
    """
    ((name,),) = ask("SELECT current_schema()")
    ours, actual = _by_name(_expected(name)), _by_name(_found(ask))
    for part, like in ours.items():
        if part not in actual:
            yield " ".join(part), "is missing"
        elif actual[part] != like:
            disabled = DISABLED in actual[part]
            yield " ".join(part), "is disabled" if disabled else "was changed"
    for part in actual:
        if part not in ours:
            yield " ".join(part), "is there"


def readable(ask: Ask) -> set[str]:
    """Return the tables whose columns are ours."""
    ours, actual = _by_name(_expected_tables()), _by_name(_found_tables(ask))
    return {name for (kind, name), like in ours.items() if actual.get((kind, name)) == like}


def _by_name(parts: Iterator[Part]) -> dict[tuple[str, str], list[str]]:
    grants: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for kind, name, like in parts:
        grants[kind, name].append(like)
    return {part: sorted(like) for part, like in grants.items()}


def _words(text: str) -> str:
    """Return a statement so that only what matters of its wording is left."""
    return " ".join(sorted(re.sub(r"[()\",]", " ", text).split()))


def _plain(text: str) -> str:
    """Return a condition without what the server adds to its wording, or leaves out."""
    return re.sub(r"[()\"\s]|::\w+", "", text)


# What is made.


def _expected(name: str) -> Iterator[Part]:
    yield from _expected_tables()
    for statement in _MADE:
        table = statement.split()[2]
        for like in (_OPTIONS, *map(_plain, _constraints(statement))):
            yield "form of the table", table, like
    for trigger in schema.TRIGGERS:
        yield "trigger", trigger, _words(schema.schema_statements(trigger))
    for function, statement in functions.FUNCTIONS.items():
        head, body, _ = statement.split("$$")
        yield "function", function, f"{_words(head.strip().removesuffix(' AS'))}\n{body}"
    yield from _expected_rights(name)


def _expected_tables() -> Iterator[Part]:
    for statement in _MADE:
        table = statement.split()[2]
        key = re.search(r"^    PRIMARY KEY \((.*)\)", statement, re.MULTILINE)
        keys = key[1].split(", ") if key else []
        columns = []
        for line in statement.splitlines()[1:-1]:
            if column := _COLUMN.fullmatch(line.strip()):
                name, kind, collated, rest = column.groups()
                never = "NOT NULL" in rest or "PRIMARY KEY" in rest or name in keys
                c, n = " COLLATE C" if collated else "", " NOT NULL" if never else ""
                columns.append(f"{name} {kind}{c}{n}")
        yield "table", table, ", ".join(columns)


def _constraints(statement: str) -> Iterator[str]:
    for line in statement.splitlines()[1:-1]:
        text = line.strip().removesuffix(",")
        column = _COLUMN.fullmatch(line.strip())
        name, rest = (column[1], column[4]) if column else ("", text)
        if "CHECK" in rest:
            yield rest[rest.index("CHECK") :].removesuffix(" UNIQUE")
        for word in ("PRIMARY KEY", "UNIQUE"):
            if word in rest:
                yield f"{word} ({name})" if name else text


def _expected_rights(name: str) -> Iterator[Part]:
    tables = [statement.split()[2] for statement in _MADE]
    roles = {"{writer}": schema.WRITER.format(name), "{reader}": schema.READER.format(name)}
    every = {
        "ALL TABLES": tables,
        "ALL FUNCTIONS": list(functions.FUNCTIONS),
        "SCHEMA {schema}": ["the schema"],
    }
    for statement in schema.RIGHTS:
        if grant := _GRANT.fullmatch(statement):
            right, _, what, _, whom = grant.groups()
            for granted in every.get(what) or what.split(", "):
                for role in whom.split(", "):
                    yield f"right of {roles[role]} to", f"{right} on {granted}", ""


# What is there.


def _found(ask: Ask) -> Iterator[Part]:
    yield from _found_tables(ask)
    for (table,) in ask(_KEPT):
        yield "form of the table", table, _OPTIONS
    for table, constraint in ask(_CONSTRAINTS):
        yield "form of the table", table, _plain(constraint)
    for trigger, statement in ask(_TRIGGERS):
        yield "trigger", trigger, DISABLED if statement is None else _words(statement)
    for function, head, body, as_made in ask(_FUNCTIONS):
        yield "function", function, f"{_words(head)}\n{body}" if as_made else "of somebody else"
    for role, right, what in ask(_RIGHTS):
        yield f"right of {role} to", f"{right} on {what}", ""


def _found_tables(ask: Ask) -> Iterator[Part]:
    columns: defaultdict[str, list[str]] = defaultdict(list)
    for table, column, kind in ask(_TABLES):
        columns[table].append(f"{column} {kind}")
    for table, names in columns.items():
        yield "table", table, ", ".join(names)
