"""Elmshire, an invented service: its report as a facts file, and its ledger as it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tracker.application.tracker import Tracker
from tracker.intake.facts_file import FactsError, Proposal, read_facts

if TYPE_CHECKING:
    from tracker.ledger.ledger import Ledger

FACTS = """\
id = "elmshire-2023"
inspectorate = "An inspectorate"
title = "An inspection in Elmshire"
kind = "Inspection"
overall = "Good"
warnings = [
    "A first remark.",
    "A second one.",
]

[service]
id = "elmshire"
name = "Elmshire Youth Justice Service"

[published]
text = "May 2023"
iso = "2023-05"

[fieldwork]
start = "2023-01-09"
end = "2023-01-13"

[score]
points = 2
of = 3

[[standards]]
number = "2.1"
name = "Assessment"
rating = "Good"

[[standards.questions]]
text = "Is the child safe?"
percent = 67

[[standards.questions]]
text = "Are others?"
percent = 75

[[standards]]
number = "1.1"
name = "Governance"

[[case_figures]]
paragraph = "2.4"
sufficient = 15
of = 26
text = "plans had been reviewed"

[[samples]]
text = "court cases"
cases = 34

[[items]]
number = "1"
kind = "recommendation"
addressee = "The Board"
text = '''
review the board
and its papers'''

[[items]]
number = "2.1-a"
kind = "area for improvement"
standard = "2.1"
text = "reviews [[items]] were late"

[source]
report = "An inspection in Elmshire"
layout = "made-up"
"""


def read(text: str = FACTS) -> Proposal:
    """Return the proposal in these facts."""
    return read_facts(text, "elmshire.toml")


def changed(before: str, after: str) -> str:
    """Return the facts with one part of them changed, which has to be there."""
    assert before in FACTS
    return FACTS.replace(before, after, 1)


def refusal(text: str | bytes) -> str:
    """Return the sentence with which these facts are refused."""
    with pytest.raises(FactsError) as refused:
        read_facts(text, "elmshire.toml")
    return refused.value.sentence


def begin(record: Ledger, *, demonstration: bool = True) -> None:
    """Begin a ledger for the service, with its chair and its manager."""
    Tracker.begin(
        record,
        service="Elmshire Youth Justice Service",
        chair="Dana Okafor",
        manager="Sam Reed",
        demonstration=demonstration,
    )
