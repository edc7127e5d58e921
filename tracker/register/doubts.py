"""Times in doubt: the entries recorded by a clock that was wrong, as every answer says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.register.plan import Plan


def doubts(plan: Plan) -> list[str]:
    """Return a line for each clock acknowledged as wrong, in what was known at the moment."""
    return [
        f"Times in doubt: #{first} to #{last}, recorded while a clock was wrong; "
        f"#{position} says why."
        for first, last, position in plan.clocks()
    ]
