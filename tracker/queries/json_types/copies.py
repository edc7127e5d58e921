"""The shape of the JSON answer about two copies of a ledger."""

from __future__ import annotations

from typing import TypedDict


class CopyHeadShape(TypedDict):
    """A head; `recorded_at` is null if nothing is recorded."""

    position: int
    head: str
    recorded_at: str | None


class CopyShape(CopyHeadShape):
    """One of two copies, and its head."""

    path: str


class ComparisonShape(TypedDict):
    """The output of `tracker compare --json`.

    `common` is the last head that both have. `verdict` is `same`, `first extends second`, `second
    extends first` or `diverged`.
    """

    ledger: str
    verdict: str
    common: CopyHeadShape
    first: CopyShape
    second: CopyShape
