"""What a server knows of logins, held to what the record says of them.

`bound` follows from the entries that say whose a login is, `sessions` from who was logged in for
each save. Whoever owns the ledger can change both past the record; here it shows. A login whose
text was erased cannot be compared, and saves that were copied into the ledger have no session.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from tracker.domain.parties import PARTY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tracker.ledger.findings import Findings
    from tracker.ledger.verify_totals import Row

TABLES: Final = {"ledger", "bound", "sessions"}
"""The tables that are looked at, beside those of the record."""

_IN_USE = "SELECT 1 FROM ledger WHERE NOT rehearsal AND NOT filling"
_SAID = """
SELECT position, originator_id, said.body, said.body IS NULL AND position('sha256' IN state) > 0
FROM stored_events LEFT JOIN (SELECT * FROM texts WHERE n = 1) said USING (position)
WHERE topic = 'login-bound.v1' AND originator_id LIKE 'party:%' ORDER BY position
"""
_KNOWN = """
SELECT position, login, party FROM bound LEFT JOIN stored_events ON position = by
ORDER BY by, login
"""
_SESSIONS = """
SELECT s.last FROM sessions s LEFT JOIN saves USING (last)
LEFT JOIN texts t ON t.position = s.last AND n = 0
WHERE saves.last IS NULL OR t.body COLLATE "C" <> s.login
UNION
SELECT last FROM saves LEFT JOIN sessions s USING (last)
WHERE s.last IS NULL AND last > (SELECT min(last) FROM sessions)
ORDER BY last
"""
"""Saves before the first session were copied into the ledger; each one after it has its own."""


class _Said(NamedTuple):
    """What an entry says of a party's login: null takes it away, unless its text is gone."""

    position: int
    stream: str
    login: str | None
    gone: bool


def check(fetch: Callable[[str], Sequence[Row]], findings: Findings) -> None:
    """Find bindings and sessions that do not follow from the record. In a rehearsal none do."""
    if not fetch(_IN_USE):
        return
    bindings = [_Said(*row) for row in fetch(_SAID)]
    for position, says in _unlike(bindings, fetch(_KNOWN)):
        findings.add("bound", says, position)
    for (last,) in fetch(_SESSIONS):
        says = f"Who the server knows was logged in for entry #{last} is not who the record says."
        findings.add("session", says, last)


def _unlike(bindings: Sequence[_Said], known: Sequence[Row]) -> Iterator[tuple[int | None, str]]:
    """Yield where the bindings on the server differ from those in the record, and how."""
    last = {binding.stream: binding for binding in bindings}
    bound: set[str] = set()
    for by, login, party in known:
        says = last.get(f"{PARTY}{party}")
        if says is None:
            yield by, "The server knows a login of somebody to whom no entry gives one."
            continue
        at = says.position
        if says.login is None and not says.gone:
            yield at, f"The server still knows a login that entry #{at} took away."
        elif by != at or not (says.gone or login == says.login):
            yield at, f"The server knows another login than the one that entry #{at} gives."
        elif says.stream in bound:
            yield at, f"The server knows more logins than the one that entry #{at} gives."
        bound.add(says.stream)
    for says in last.values():
        if says.stream not in bound and says.login is not None and not _passed_on(says, bindings):
            at = says.position
            yield at, f"The server does not know the login that entry #{at} gives."


def _passed_on(given: _Said, bindings: Sequence[_Said]) -> bool:
    """Whether a login may have been given to another person later, as a file allows."""
    return any(
        binding.position > given.position
        and binding.stream != given.stream
        and (binding.gone or binding.login == given.login)
        for binding in bindings
    )
