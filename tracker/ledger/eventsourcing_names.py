"""The names we use of the eventsourcing library: no other module imports it.

While it is being imported the library runs code that the environment variable TZINFO_TOPIC names,
so that variable is taken away first. Private names that we override are held to their shape by
tests/ledger/test_eventsourcing_contract.py.
"""

import os

os.environ.pop("TZINFO_TOPIC", None)

from eventsourcing.application import Application
from eventsourcing.persistence import (
    ApplicationRecorder,
    InfrastructureFactory,
    Mapper,
    Notification,
    StoredEvent,
    TrackingRecorder,
)
from eventsourcing.utils import Environment

__all__ = [
    "NOTHING_BY_ENVIRONMENT",
    "Application",
    "ApplicationRecorder",
    "Environment",
    "InfrastructureFactory",
    "Mapper",
    "Notification",
    "StoredEvent",
    "TrackingRecorder",
]

NOTHING_BY_ENVIRONMENT = {
    "PERSISTENCE_MODULE": "",
    "INFRASTRUCTURE_FACTORY": "",
    "FACTORY_TOPIC": "",
    "TRANSCODER_TOPIC": "",
    "MAPPER_TOPIC": "",
    "CIPHER_TOPIC": "",
    "CIPHER_KEY": "",
    "COMPRESSOR_TOPIC": "",
    "APPLICATION_RECORDER_TOPIC": "",
    "TRACKING_RECORDER_TOPIC": "",
    "PROCESS_RECORDER_TOPIC": "",
    "IS_SNAPSHOTTING_ENABLED": "n",
    "CREATE_TABLE": "n",
    "AGGREGATE_CACHE_MAXSIZE": "",
    "AGGREGATE_CACHE_FASTFORWARD": "n",
    "AGGREGATE_CACHE_FASTFORWARD_SKIPPING": "n",
    "DEEPCOPY_FROM_AGGREGATE_CACHE": "n",
}
"""Every setting of the library that an environment could give, decided here."""
