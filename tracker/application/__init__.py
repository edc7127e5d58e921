"""The use cases: ask about the plan at a moment, and record what was decided.

Texts are cleaned here, names become parties, typed references become items; the rules themselves
are the domain's, the bytes are the ledger's.

A verb that fails raises a TrackerError, whose sentence is for the person and whose class says
whether anything was recorded.
"""

from __future__ import annotations

from tracker.application.clock_commands import ClockVerbs
from tracker.application.command_context import Acting
from tracker.application.corrections import MendingVerbs
from tracker.application.decisions import DecidingVerbs
from tracker.application.directory_commands import PeopleVerbs
from tracker.application.erasure import ErasingVerbs
from tracker.application.export import ExportVerbs
from tracker.application.heads import TrustingVerbs
from tracker.application.item_commands import ItemVerbs
from tracker.application.outcomes import ProvingVerbs
from tracker.application.report_import import ReportVerbs
from tracker.application.use_cases import Receipt

__all__ = ["Acting", "Receipt", "Tracker"]


class Tracker(
    PeopleVerbs,
    ReportVerbs,
    ItemVerbs,
    DecidingVerbs,
    ProvingVerbs,
    MendingVerbs,
    ErasingVerbs,
    ExportVerbs,
    TrustingVerbs,
    ClockVerbs,
):
    """A ledger, and who acts on it."""
