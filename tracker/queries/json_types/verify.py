"""The shape of what verifying answers: a contract, published in docs/json and held by tests."""

from __future__ import annotations

from typing import TypedDict


class FindingShape(TypedDict):
    """One kind of fault, how often it was found, and the first of them in a sentence.

    `position` is null where it concerns no entry but the file; `damage` is false for what only a
    newer version of the program can read.
    """

    kind: str
    position: int | None
    count: int
    damage: bool
    says: str


class AnchorShape(TypedDict):
    """A head that was given away, as `entry` recorded; whether the ledger still has it.

    `to` is null where it was erased; of an export it is the name of the file.
    """

    entry: int
    to: str | None
    on: str
    position: int
    head: str
    good: bool


class CheckedHeadShape(TypedDict):
    """A head that was looked for; `position` is the entry whose head it is, null for none.

    `weak` says that it is not whole; `signed_by` who signed it, null where no signature was given.
    """

    head: str
    position: int | None
    weak: bool
    signed_by: str | None
    says: str


class VerifyShape(TypedDict):
    """The answer of `tracker verify --json`. `first_bad` is the first entry with a fault.

    `good` says that nothing is wrong and every head looked for is there.
    """

    good: bool
    ledger: str | None
    entries: int
    texts: int
    erased: int
    head: str
    recorded_at: str | None
    first_bad: int | None
    findings: list[FindingShape]
    anchors: list[AnchorShape]
    heads: list[CheckedHeadShape]
