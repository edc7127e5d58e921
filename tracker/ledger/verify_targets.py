"""What an entry is about: what corrects, takes back or erases points at something that it can.

No text is hidden unless someone asked for it, or gone unless someone else confirmed it; and none
is still there after that.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from tracker.domain import events as e

if TYPE_CHECKING:
    from tracker.ledger.findings import Findings
    from tracker.ledger.verify_source import VerifySource
    from tracker.ledger.verify_totals import WalkTotals

_CORRECTED, _TAKEN_BACK = "entry-corrected.v1", "entry-taken-back.v1"
_ABOUT_FACTS = (_CORRECTED, "erasure-asked.v1", "text-erased.v1")
_POINTING = (*_ABOUT_FACTS, _TAKEN_BACK)
_EVERY = (
    "SELECT position, originator_id, topic, state FROM stored_events WHERE topic IN (?, ?, ?, ?)"
)
_ONE = "SELECT originator_id, topic FROM stored_events WHERE position = ?"
_MENDING = """
SELECT position, state FROM stored_events
WHERE originator_id = {a_text} AND topic IN (?, ?) ORDER BY position
"""
_TEXTS = "SELECT hidden, body IS NULL FROM texts WHERE position = ? AND n > 0"


def _entry(state: object) -> int | None:
    """Return the position that an event names; null if it cannot be read, which is told."""
    try:
        named = json.loads(state)["entry"]  # type: ignore[arg-type]  # whatever lies there
    except (ValueError, TypeError, LookupError, RecursionError):
        return None
    return named if type(named) is int and named > 0 else None


def check_targets(source: VerifySource, findings: Findings) -> None:
    """Find corrections, take-backs and erasures that point nowhere, forward or elsewhere."""
    for position, stream, topic, state in source.iterate(_EVERY, _POINTING):
        named = _entry(state)
        if named is None:
            continue
        rows = source.fetch(_ONE, (named,)) if named < position else []
        fault = None
        if not rows:
            fault = "no entry before it"
        elif rows[0][0] != stream:
            fault = "an entry of something else"
        elif rows[0][1] in (_POINTING if topic in _ABOUT_FACTS else _ABOUT_FACTS[1:]):
            fault = "an entry that it cannot change"
        if fault is not None:
            findings.add("target", f"Entry #{position} is about #{named}, {fault}.", position)


def check_erasures(source: VerifySource, walked: WalkTotals, findings: Findings) -> None:
    """Find texts hidden or gone that no one had erased, and erased ones that are still there."""
    asked: defaultdict[int, list[int]] = defaultdict(list)
    erased: defaultdict[int, list[int]] = defaultdict(list)
    roots: dict[str, dict[int, int]] = {}
    named_in: defaultdict[str, set[int]] = defaultdict(set)
    for position, stream, event in walked.erasing:
        (erased if isinstance(event, e.TextErased) else asked)[event.entry].append(position)
        roots.setdefault(stream, {})
        if event.entry < position:  # what points forward is told as such
            named_in[stream].add(event.entry)
    for _, stream, *_ in walked.hidden:
        roots.setdefault(stream, {})
    for stream, targets in roots.items():
        asked_of = (source.stored(stream), _CORRECTED, _TAKEN_BACK)
        for position, state in source.fetch(_MENDING.format(a_text=source.a_text), asked_of):
            if (named := _entry(state)) is not None:
                targets[position] = targets.get(named, named)
    for position, stream, n, hidden, gone in walked.hidden:
        root = roots[stream].get(position, position)
        after = [at for at in (erased if gone else asked)[root] if at > position]
        if not after or hidden != (after[0] if gone else after[-1]):
            word = "erased" if gone else "hidden"
            says = f"Text {n} of entry #{position} is {word}, but not by the entry it names."
            findings.add("erasure", says, position)
    for stream, targets in roots.items():
        here = named_in[stream]
        for position in [*here, *(at for at, root in targets.items() if root in here)]:
            root = targets.get(position, position)
            is_asked = any(at > position for at in asked[root])
            is_erased = any(at > position for at in erased[root])
            for hidden, gone in source.fetch(_TEXTS, (position,)):
                if (is_erased and not gone) or ((is_erased or is_asked) and hidden is None):
                    says = f"A text of entry #{position} was erased, and is still there."
                    findings.add("erasure", says, position)
