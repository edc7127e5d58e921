"""The names we use of the eventsourcing library: no other module imports it.

While it is being imported the library runs code that the environment variable TZINFO_TOPIC names,
so that variable is taken away first. Private names that we override are held to their shape by
tests/test_library_contract.py.
"""

import os

os.environ.pop("TZINFO_TOPIC", None)

from eventsourcing.application import Application
from eventsourcing.persistence import Mapper, Notification, StoredEvent
from eventsourcing.sqlite import (
    SQLiteApplicationRecorder,
    SQLiteCursor,
    SQLiteDatastore,
    SQLiteFactory,
)
from eventsourcing.utils import Environment

__all__ = [
    "Application",
    "Environment",
    "Mapper",
    "Notification",
    "SQLiteApplicationRecorder",
    "SQLiteCursor",
    "SQLiteDatastore",
    "SQLiteFactory",
    "StoredEvent",
]
