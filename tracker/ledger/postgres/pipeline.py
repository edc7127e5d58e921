"""Statements that are sent together, in one message, when the last of them is there."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import psycopg
from psycopg import errors

if TYPE_CHECKING:
    from psycopg.abc import PQGen


class LatePipeline(psycopg.Pipeline):
    """A pipeline that says nothing before its end.

    The driver's own sends each statement as it comes, and in the end one word more, after which a
    server counts no silence. The private names are held to their meaning by
    tests/ledger/postgres/test_pipeline.py.
    """

    def _communicate_gen(self) -> PQGen[None]:
        if self.result_queue[-1] is None:  # the end of the batch
            while self.command_queue:
                self.command_queue.popleft()()
            yield from super()._communicate_gen()

    def _exit_gen(self) -> PQGen[None]:
        try:
            self._enqueue_sync()
            yield from self._communicate_gen()
        except psycopg.DatabaseError:  # what came after it was not run, which is no news
            with suppress(errors.PipelineAborted, psycopg.OperationalError):
                yield from self._fetch_gen(flush=False)
            raise
        yield from self._fetch_gen(flush=False)
