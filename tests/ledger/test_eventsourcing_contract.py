"""What we lean on in the eventsourcing library: an upgrade that moves it fails here, loudly."""

from __future__ import annotations

import ast
import inspect
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import eventsourcing.application
import eventsourcing.persistence
import eventsourcing.sqlite
import eventsourcing.utils
import ledgers
import pytest
from eventsourcing.persistence import ApplicationRecorder, InfrastructureFactory
from paths import ROOT, SUPPORT, python_path

from tracker.domain.bitemporal import Entry
from tracker.ledger.ledger import Ledger
from tracker.ledger.recorder import LedgerRecorder

if TYPE_CHECKING:
    from tracker.ledger.open_store import Place

PACKAGE = Path(eventsourcing.utils.__file__).parent


def parameters(function: object) -> list[str]:
    """Return a function's parameters as they are written."""
    assert callable(function)
    return [
        str(p).split(":")[0].split("=")[0] for p in inspect.signature(function).parameters.values()
    ]


def test_the_library_is_of_the_version_whose_private_names_were_read() -> None:
    """Version 10 is another library."""
    assert version("eventsourcing").startswith("9.5.")


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (
            ApplicationRecorder.insert_events,
            ["self", "stored_events", "**kwargs"],
        ),
        (
            ApplicationRecorder.select_events,
            ["self", "originator_id", "gt", "lte", "desc", "limit"],
        ),
        (
            ApplicationRecorder.select_notifications,
            ["self", "start", "limit", "stop", "topics", "inclusive_of_start"],
        ),
        (ApplicationRecorder.max_notification_id, ["self"]),
        (ApplicationRecorder.subscribe, ["self", "gt", "topics"]),
        (InfrastructureFactory.application_recorder, ["self"]),
        (InfrastructureFactory.aggregate_recorder, ["self", "purpose"]),
        (
            InfrastructureFactory.tracking_recorder,
            ["self", "tracking_recorder_class"],
        ),
        (InfrastructureFactory.process_recorder, ["self"]),
        (InfrastructureFactory.close, ["self"]),
        (eventsourcing.persistence.Mapper.to_stored_event, ["self", "domain_event"]),
        (eventsourcing.persistence.Mapper.to_domain_event, ["self", "stored_event"]),
        (eventsourcing.application.Application.construct_env, ["self", "name", "env"]),
        (eventsourcing.application.Application.construct_factory, ["self", "env"]),
        (eventsourcing.application.Application.construct_mapper, ["self"]),
        (eventsourcing.application.Application.save, ["self", "*objs", "**kwargs"]),
    ],
    ids=lambda value: getattr(value, "__qualname__", ""),
)
def test_what_we_override_or_call_has_the_shape_it_had(
    function: object, expected: list[str]
) -> None:
    """A renamed private method would be ours alone, and silently never called."""
    assert parameters(function) == expected


def test_a_transaction_of_the_librarys_own_begins_deferred() -> None:
    """The reason why none of it is used: reading and then writing in one fails at once."""
    source = inspect.getsource(eventsourcing.sqlite.SQLiteTransaction)

    assert 'execute("BEGIN")' in source


def test_nothing_else_of_the_library_has_to_be_given() -> None:
    """A new abstract method would be one that somebody calls."""
    recorder = ApplicationRecorder.__abstractmethods__
    factory = InfrastructureFactory.__abstractmethods__

    assert recorder <= set(LedgerRecorder.__dict__)
    assert factory <= {
        *("application_recorder", "aggregate_recorder"),
        *("tracking_recorder", "process_recorder"),
    }


def test_the_library_reads_the_environment_only_where_we_know_of() -> None:
    """A new place would be a new way for a stray variable to decide where a record goes."""
    rows = {
        (file.stem, ast.unparse(node))
        for file in PACKAGE.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and ast.unparse(node) in {"os.environ", "os.getenv", "os.environb"}
    }

    assert rows == {
        ("application", "os.environ"),
        ("domain", "os.environ"),
        ("domain", "os.getenv"),
        ("projection", "os.environ"),
    }


def test_every_setting_of_the_library_is_given_explicitly(place: Place) -> None:
    """What is not given would be a default that a later version may change."""
    classes = (
        eventsourcing.application.Application,
        eventsourcing.persistence.InfrastructureFactory,
    )
    known = {
        value
        for class_ in classes
        for name, value in inspect.getmembers(class_)
        if isinstance(value, str) and name == value and name.isupper()
    }

    with ledgers.made(place) as record:
        given: dict[str, str] = dict(record.env)

    assert known <= set(given)


def test_a_record_takes_no_snapshots_and_keeps_no_cache(place: Place) -> None:
    """Either would keep a text that was erased."""
    with ledgers.made(place) as record:
        assert record.snapshots is None
        assert record.repository.cache is None


def test_only_one_module_imports_the_library() -> None:
    """So that there is one place where it is made safe first."""
    importing = [
        file.name
        for file in sorted((ROOT / "tracker").rglob("*.py"))
        if any(
            name.startswith("eventsourcing")
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in [getattr(node, "module", None) or "", *(a.name for a in node.names)]
        )
    ]

    assert importing == ["eventsourcing_names.py"]


def test_notifications_are_entries_by_position(place: Place) -> None:
    """The library's own way of reading everything in order works, with positions as ids."""
    with ledgers.made(place) as record:
        ledgers.recorded(record, ledgers.note(), ledgers.note("b", "item/x"), command="c1")
        log = record.notification_log

        assert [(n.id, n.originator_id) for n in log.select(1, 10)] == [
            (1, ledgers.ITEM),
            (2, "item/x"),
        ]
        assert [n.id for n in log.select(1, 10, inclusive_of_start=False)] == [2]
        assert [n.id for n in log.select(None, 1)] == [1]
        assert [n.id for n in log.select(1, 10, stop=1, topics=["note-made.v1"])] == [1]
        assert log.select(1, 10, topics=["os:system"]) == []
        assert record.recorder.max_notification_id() == 2


def test_events_of_a_stream_can_be_read_as_the_library_does(place: Place) -> None:
    """Versions after, up to, from the end, and so many of them."""
    with ledgers.made(place) as record:
        ledgers.recorded(record, *[ledgers.note()] * 4, command="c1")

        def versions(**which: int) -> list[int]:
            answer = record.events.get(ledgers.ITEM, **which)  # type: ignore[arg-type] # desc too
            events: list[object] = [*answer]
            return [entry.position for entry in events if isinstance(entry, Entry)]

        assert versions() == [1, 2, 3, 4]
        assert versions(gt=1, lte=3) == [2, 3]
        assert versions(desc=True, limit=2) == [4, 3]


STRAY = {
    "PERSISTENCE_MODULE": "trace",
    "INFRASTRUCTURE_FACTORY": "trace:Factory",
    "FACTORY_TOPIC": "trace:Factory",
    "TRANSCODER_TOPIC": "trace:Transcoder",
    "MAPPER_TOPIC": "trace:Mapper",
    "CIPHER_TOPIC": "trace:Cipher",
    "CIPHER_KEY": "c2VjcmV0",
    "COMPRESSOR_TOPIC": "trace:Compressor",
    "APPLICATION_RECORDER_TOPIC": "trace:Recorder",
    "TZINFO_TOPIC": "trace:zone",
    "SQLITE_DBNAME": "elsewhere.db",
    "SQLITE_LOCK_TIMEOUT": "nonsense",
    "ORIGINATOR_ID_TYPE": "nonsense",
    "CREATE_TABLE": "y",
    "IS_SNAPSHOTTING_ENABLED": "y",
    "AGGREGATE_CACHE_MAXSIZE": "100",
    "AGGREGATE_CACHE_FASTFORWARD": "n",
    "DEEPCOPY_FROM_AGGREGATE_CACHE": "n",
}

STORY = """
import sys
from pathlib import Path
import ledgers
with ledgers.made(Path("tracker.db")) as record:
    ledgers.recorded(record, ledgers.note(), command="c1")
    ledgers.recorded(record, ledgers.note("again"), command="c2")
    assert len(record.stream(ledgers.ITEM)) == 2
    sys.stdout.write(record.head().hash)
"""


def told(folder: Path, **environment: str) -> str:
    """Tell a story in a process of its own, in a folder, and return the head it ends with."""
    folder.mkdir()
    (folder / "trace.py").write_text("open('imported', 'w').close()\n")
    process = subprocess.run(
        [sys.executable, "-c", STORY],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": python_path(folder, ROOT, SUPPORT),
            "PYTHONDONTWRITEBYTECODE": "1",
            **environment,
        },
        check=True,
        capture_output=True,
        text=True,
    )
    return process.stdout


def test_no_variable_of_the_environment_changes_anything(tmp_path: Path) -> None:
    """Nothing is configured, imported or put elsewhere by a variable somebody left lying about."""
    plain = told(tmp_path / "plain")
    by_name = {f"RECORD_{name}": value for name, value in STRAY.items()}

    stray = told(tmp_path / "stray", **STRAY, **by_name)

    files = {file.name for file in (tmp_path / "stray").iterdir()}
    assert files == {"tracker.db", "trace.py"}
    assert stray == plain
    with Ledger.open(tmp_path / "stray" / "tracker.db") as record:
        assert record.head().hash == plain
