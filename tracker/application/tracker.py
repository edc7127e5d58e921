"""All use cases of one ledger, in one class.

A use case that fails raises a TrackerError. Its sentence is for the person, and its class says
whether anything was recorded.
"""

from __future__ import annotations

from tracker.application.clock_commands import ClockCommands
from tracker.application.command_context import CommandActor
from tracker.application.corrections import CorrectionCommands
from tracker.application.decisions import DecisionCommands
from tracker.application.directory_commands import DirectoryCommands
from tracker.application.erasure import ErasureCommands
from tracker.application.export import ExportCommands
from tracker.application.heads import HeadCommands
from tracker.application.item_commands import ItemCommands
from tracker.application.outcomes import OutcomeCommands
from tracker.application.report_import import ReportCommands
from tracker.application.use_cases import Receipt

__all__ = ["CommandActor", "Receipt", "Tracker"]


class Tracker(
    DirectoryCommands,
    ReportCommands,
    ItemCommands,
    DecisionCommands,
    OutcomeCommands,
    CorrectionCommands,
    ErasureCommands,
    ExportCommands,
    HeadCommands,
    ClockCommands,
):
    """A ledger, and who acts on it."""
