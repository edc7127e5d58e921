"""Units of work, wherever a ledger is kept: all of it is recorded, or nothing."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import ledgers
import pytest

from tracker.domain.errors import BusyError, RefusedError
from tracker.ledger.ledger import Ledger
from tracker.ledger.sqlite_errors import MisuseError

if TYPE_CHECKING:
    from tracker.ledger.open_store import Place


@pytest.fixture
def begun(place: Place) -> Place:
    """Return where a ledger with one entry is."""
    with ledgers.made(place) as record:
        ledgers.recorded(record, ledgers.note(), command="c1")
    return place


def test_somebody_elses_unit_of_work_is_waited_for_and_then_named(begun: Place) -> None:
    """Exit code 5: nothing was recorded, and trying again is harmless."""
    with Ledger.open(begun, busy_ms=20) as record, Ledger.open(begun) as other:
        with other.unit():
            other.head()
            with pytest.raises(BusyError, match=r"someone else.*nothing was recorded") as is_busy:
                ledgers.recorded(record, ledgers.note(), command="c2")

        assert is_busy.value.exit_code == 5
        assert [e.position for e in ledgers.recorded(record, ledgers.note(), command="c2")] == [2]


def test_a_reading_sees_one_state_of_the_ledger(begun: Place) -> None:
    """What is recorded meanwhile, if that can be, cannot be seen before the reading is over."""
    with Ledger.open(begun, busy_ms=20) as record, Ledger.open(begun, busy_ms=20) as writer:
        with record.reading():
            before = record.head()
            with suppress(BusyError):
                ledgers.recorded(writer, ledgers.note(), command="c2")
            assert record.head() == before

        if not writer.command("c2"):
            ledgers.recorded(writer, ledgers.note(), command="c2")
        assert record.head().position == 2


def test_a_unit_of_work_cannot_begin_in_a_reading(begun: Place) -> None:
    """What was read before the ledger was held may be out of date."""
    with (
        Ledger.open(begun) as record,
        record.reading(),
        pytest.raises(MisuseError, match="while reading"),
        record.unit(),
    ):
        pass


@pytest.mark.parametrize("error", [RefusedError("no"), KeyboardInterrupt(), ValueError()])
def test_an_error_in_a_unit_undoes_all_of_it(begun: Place, error: BaseException) -> None:
    """All or nothing, also when somebody presses Ctrl-C."""
    before = ledgers.everything(begun)

    def interrupted(record: Ledger) -> None:
        with record.unit():
            record.append([ledgers.note()], actor="p1", command_id="c2")
            raise error

    with Ledger.open(begun) as record, pytest.raises(type(error)):
        interrupted(record)
    assert ledgers.everything(begun) == before


def test_a_unit_whose_part_failed_cannot_succeed(begun: Place) -> None:
    """Swallowing an error on the way does not record half a command."""

    def careless(record: Ledger) -> None:
        with record.unit():
            record.append([ledgers.note()], actor="p1", command_id="c2")
            with suppress(ValueError), record.unit():
                raise ValueError

    with Ledger.open(begun) as record:
        with pytest.raises(MisuseError, match="A part of this command failed"):
            careless(record)

        assert record.head().position == 1


def test_a_unit_that_the_database_gave_up_cannot_go_on(begun: Place) -> None:
    """After some failures the database undoes everything itself; the rest must not be recorded."""

    def unaware(record: Ledger) -> None:
        with record.unit():
            (entry,) = record.append([ledgers.note()], actor="p1", command_id="c2")
            assert entry.position == 2
            ledgers.connection(record).rollback()
            record.append([ledgers.note()], actor="p1", command_id="c3")

    with Ledger.open(begun) as record:
        with pytest.raises(MisuseError, match="nothing was recorded"):
            unaware(record)

        assert record.head().position == 1


def test_a_closed_ledger_says_so(begun: Place) -> None:
    """Not a traceback, even for a mistake of the program's own."""
    record = Ledger.open(begun)
    record.close()
    record.close()

    with pytest.raises(RefusedError, match="closed"):
        record.entries()
