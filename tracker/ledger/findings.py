"""What is wrong with a ledger: findings, gathered by their kind, the first of each in a sentence.

A finding repeats nothing from a text: it may be erased, or forged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

NEWER = "newer"
"""The kind of what is no damage: only a newer version of the program can read it."""

REGISTER = "register"
"""The kind of what is wrong with the read model: a rebuild mends it, the record is sound."""

NOT_REACHED = -1
"""Sorts what concerns the whole file before the entries."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of fault: how often it was found, and the first of them in a sentence.

    `position` is the entry of the first, null if it concerns no entry but the file.
    """

    kind: str
    position: int | None
    says: str
    count: int = 1

    @property
    def is_damage(self) -> bool:
        """Whether something was changed or lost, and not only written by a newer version."""
        return self.kind not in {NEWER, REGISTER}


class Findings:
    """Findings as they come; of each kind the first is kept and the others are counted."""

    def __init__(self) -> None:
        self._found: dict[str, Finding] = {}

    def add(self, kind: str, says: str, position: int | None = None, *, count: int = 1) -> None:
        """Add a fault; of one kind, the one nearest to the beginning is kept."""
        known = self._found.get(kind)
        finding = Finding(kind, position, says, count)
        if known is None:
            self._found[kind] = finding
        elif _place(finding) < _place(known):
            self._found[kind] = replace(finding, count=known.count + count)
        else:
            self._found[kind] = replace(known, count=known.count + count)

    def copy(self) -> Findings:
        """Return the same findings, to be gone on with apart."""
        other = Findings()
        other._found = dict(self._found)  # its own kind
        return other

    def listed(self) -> tuple[Finding, ...]:
        """Return what was found: what concerns the whole file, then by position."""
        return tuple(sorted(self._found.values(), key=_place))


def _place(finding: Finding) -> int:
    return NOT_REACHED if finding.position is None else finding.position
