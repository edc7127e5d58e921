"""The use cases: ask about the plan at a moment, and record what was decided.

Texts are cleaned here, names become parties, typed references become items; the rules themselves
are the domain's, the bytes are the ledger's.

A verb that fails raises a TrackerError, whose sentence is for the person and whose class says
whether anything was recorded.
"""

from __future__ import annotations

from tracker.application.clocks import ClockVerbs
from tracker.application.deciding import DecidingVerbs
from tracker.application.desk import Receipt
from tracker.application.erasing import ErasingVerbs
from tracker.application.exporting import ExportVerbs
from tracker.application.items import ItemVerbs
from tracker.application.mending import MendingVerbs
from tracker.application.people import PeopleVerbs
from tracker.application.proving import ProvingVerbs
from tracker.application.reports import ReportVerbs
from tracker.application.trusting import TrustingVerbs
from tracker.application.unit import Acting

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
