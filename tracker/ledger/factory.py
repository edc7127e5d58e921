"""What the library asks for a recorder: it gives that of the one ledger that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.ledger.eventsourcing_names import Environment, InfrastructureFactory, TrackingRecorder
from tracker.ledger.recorder import LedgerRecorder
from tracker.ledger.sqlite_errors import MisuseError

if TYPE_CHECKING:
    from tracker.ledger.store import Store


class Factory(InfrastructureFactory[TrackingRecorder]):
    """Gives the library a ledger that is open already, whatever the environment holds."""

    def __init__(self, env: Environment, store: Store) -> None:
        super().__init__(env)
        self._store = store

    def application_recorder(self) -> LedgerRecorder:
        """Return the recorder of that ledger."""
        return LedgerRecorder(self._store)

    def aggregate_recorder(self, purpose: str = "events") -> LedgerRecorder:
        """Refuse: there is one recorder, and no snapshots."""
        raise MisuseError(f"A ledger has one recorder, and none for {purpose}.")

    def tracking_recorder(self, tracking_recorder_class: Any = None) -> Any:  # noqa: ARG002 - none is
        """Refuse: nothing of ours is tracked."""
        raise MisuseError("A ledger tracks nothing.")

    def process_recorder(self) -> Any:
        """Refuse: nothing of ours is processed."""
        raise MisuseError("A ledger processes nothing.")

    def close(self) -> None:
        """Close the ledger."""
        self._store.close()
