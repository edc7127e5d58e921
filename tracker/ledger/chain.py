"""The hash chain over the entries: a change to any of them changes every hash after it.

An entry's hash is the SHA-256 of a fixed line and a canonical JSON object (RFC 8785) of everything
in its envelope, of the digest of its stored bytes and of the hash before it. Texts are in it by
their commitments only, so that erasing one leaves every hash as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.ledger.envelope import LedgerRow


def genesis(ledger: str) -> str:
    """Return what is used as the hash before the first entry of a ledger (hexadecimal)."""
    import hashlib  # noqa: PLC0415 - asking what a head is needs none of it

    return hashlib.sha256(f"tracker-ledger-v1:{ledger}".encode()).hexdigest()


def preimage(
    *,
    ledger: str,
    position: int,
    prev: str,
    recorded_at: str,
    effective_on: str,
    actor: str,
    login: str,
    command: str,
    originator: str,
    version: int,
    topic: str,
    state: bytes,
) -> bytes:
    """Return the bytes an entry's hash is taken of.

    `state` are the stored bytes of the event, of which the digest is taken; `prev` is the hash of
    the entry before, `login` the commitment to who was logged in (both hexadecimal).
    """
    import hashlib  # noqa: PLC0415 - asking what a head is needs none of it

    import rfc8785  # noqa: PLC0415 - the same

    return b"tracker-event-v1\n" + rfc8785.dumps(
        {
            "v": 1,
            "ledger": ledger,
            "position": position,
            "prev": prev,
            "recorded_at": recorded_at,
            "effective_on": effective_on,
            "actor": actor,
            "login": login,
            "command": command,
            "originator": originator,
            "version": version,
            "topic": topic,
            "state": hashlib.sha256(state).hexdigest(),
        }
    )


def row_hash(row: LedgerRow, *, ledger: str, prev: str) -> bytes:
    """Return the hash a row ought to have. Raises ValueError or TypeError if it cannot have one.

    The hash stored in the row plays no part.
    """
    import hashlib  # noqa: PLC0415 - the same

    return hashlib.sha256(
        preimage(
            ledger=ledger,
            position=row.position,
            prev=prev,
            recorded_at=row.recorded_at,
            effective_on=row.effective_on,
            actor=row.actor,
            login=row.login,
            command=row.command,
            originator=str(row.originator_id),
            version=row.originator_version,
            topic=row.topic,
            state=row.state,
        )
    ).digest()
