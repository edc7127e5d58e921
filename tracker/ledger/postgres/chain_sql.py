"""The hash of an entry, as a server works it out for itself: the same as `tracker.ledger.chain`."""

from __future__ import annotations

from typing import Final

_HASH: Final = """sha256(convert_to(concat(
    E'tracker-event-v1\\n{{"actor":', to_json({}),
    ',"command":', to_json({}),
    ',"effective_on":', to_json({}),
    ',"ledger":', to_json({}),
    ',"login":', to_json({}),
    ',"originator":', to_json({}),
    ',"position":', {},
    ',"prev":"', prev,
    '","recorded_at":', to_json({}),
    ',"state":"', encode(sha256(entry.state), 'hex'),
    '","topic":', to_json(entry.topic),
    ',"v":1,"version":', {}, '}}'
), 'UTF8'))"""


def hash_of_entry(names: str, *, indent: int) -> str:
    """Return the expression for the hash of the row `entry`, after the hash in `prev`.

    `names` are what holds its actor, command, day, ledger, login, stream, position, instant and
    version, in this order.
    """
    return _HASH.format(*names.split()).replace("\n", "\n" + " " * indent)
