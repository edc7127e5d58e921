"""A ledger on a server that is being filled: its owner's alone, until it is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError
from tracker.ledger.chain import genesis
from tracker.ledger.copy_target import CopyTarget, hash_at, last_of
from tracker.ledger.postgres.store import PostgresStore

if TYPE_CHECKING:
    from tracker.ledger.envelope import Head
    from tracker.ledger.postgres.address import Address

_FILLED_BY = """
SELECT filling, pg_has_role(session_user, nspowner, 'USAGE')
FROM ledger JOIN pg_namespace ON nspname = current_schema()
"""
_BOUND = """
INSERT INTO bound
SELECT DISTINCT ON (said.body) e.position, said.body, substr(e.originator_id, length('party:') + 1)
FROM stored_events e JOIN texts said ON said.position = e.position AND said.n = 1
WHERE e.topic = 'login-bound.v1' AND said.body IS NOT NULL AND e.position = (
    SELECT max(position) FROM stored_events
    WHERE originator_id = e.originator_id AND topic = e.topic
)
ORDER BY said.body, e.position DESC
"""
"""The login that each party has by the record; of a login given twice, whose it is now."""


class PostgresCopyTarget(PostgresStore, CopyTarget):
    """A ledger on a server, which its owner may use while it is being filled."""

    fills = True
    _batches = 0

    def __init__(self, address: Address) -> None:
        """Connect. Raises as any ledger on a server does, and RefusedError for another login."""
        super().__init__(address)
        ((self.is_filling, owned),) = self.fetch_all(_FILLED_BY)
        if self.is_filling and not owned:
            self.close()
            raise RefusedError(f"{self.location} is not whole yet; its owner goes on filling it.")

    def begin(self) -> None:
        """Let the server count its rows now and then: by that it plans how it looks them up."""
        self._batches += 1
        if self._batches.bit_count() == 1:
            with self.translated():
                self._ready()
                self.connection.execute("ANALYZE stored_events, saves, texts")

    def finish(self, head: Head) -> None:
        """Let it be used, if it is as it was when it was verified."""
        with self.unit():
            last_hash = hash_at(self, head.position) or bytes.fromhex(genesis(self.ledger))
            if last_of(self) != head.position or last_hash.hex() != head.hash:
                raise RefusedError(f"{self.location} is being filled by another process too.")
            self.execute((_BOUND, [()]), ("UPDATE ledger SET filling = false", [()]))
