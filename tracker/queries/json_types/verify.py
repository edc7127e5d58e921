"""The shapes of the JSON answer of verify: published in docs/json and enforced by tests."""

from __future__ import annotations

from typing import TypedDict


class FindingShape(TypedDict):
    """One kind of fault, how often it was found, and a sentence about the first of them.

    `position` is null if the fault is not in an entry. `damage` is false if only a newer version of
    the program can read the entry, or if only the read model is wrong.
    """

    kind: str
    position: int | None
    count: int
    damage: bool
    says: str


class AnchorShape(TypedDict):
    """A head that was given away, as recorded by `entry`; `good` if the ledger still has it.

    `to` is null if it was erased; for an export it is the name of the file.
    """

    entry: int
    to: str | None
    on: str
    position: int
    head: str
    good: bool


class CheckedHeadShape(TypedDict):
    """A head to look for; `position` is the entry whose head it is, null if there is none.

    `weak` is true if the head is not complete. `signed_by` is who signed it, null if no signature
    was given.
    """

    head: str
    position: int | None
    weak: bool
    signed_by: str | None
    says: str


class VerifyShape(TypedDict):
    """The output of `tracker verify --json`. `first_bad` is the first entry with a fault.

    `good` is true if nothing is wrong and every head to look for was found.
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
