"""An empty facts file, for a report that no reader knows: to be filled in by hand.

It has every field, those that a report may not print as comments.
"""

from __future__ import annotations

from typing import Final

import tomli_w

from tracker.domain.errors import joined
from tracker.domain.vocabulary import Kind

BY_HAND: Final = "by-hand"
"""The layout of a report whose facts a person wrote down."""

_BLANK: Final = """\
# Facts to fill in by hand: what stands after a # is not read. Leave out what the report does not
# print; keep what it prints, also where it contradicts itself, and add a warning.

id = ""            # what references begin with: anytown-2024
inspectorate = ""
title = ""
kind = ""          # such as Youth inspection
# overall = "Good"
# warnings = ["The ratings add up to 28, and 29 is printed."]

[service]
id = ""            # anytown
name = ""          # as the report has it

[published]
# text = "May 2023"
# iso = "2023-05"  # as precise as printed: 2023, 2023-05 or 2023-05-11
# stated = "2023-05-11"  # a day that is known and not printed

[fieldwork]
# start = "2023-01-09"
# end = "2023-01-13"

# [score]
# points = 29
# of = 36

# [[standards]]
# number = "1.1"
# name = "Governance and leadership"
# rating = "Good"
#
# [[standards.questions]]
# text = "Is there a clear vision?"
# percent = 75

# [[case_figures]]
# paragraph = "1.2"
# sufficient = 15
# of = 26
# text = "15 of 26 assessments were good enough."

# [[samples]]
# text = "court disposals"
# cases = 12

[[items]]
number = "1"
kind = "recommendation"  # {kinds}
# addressee = "The Chair of the Management Board"
# standard = "1.1"
text = ""

[source]
"""


def blank_facts(report: str, sha256: str) -> str:
    """Return an empty facts file for the report of this name and digest."""
    source = {"report": report, "layout": BY_HAND, "sha256": sha256}
    return _BLANK.replace("{kinds}", f"or {joined(list(Kind)[1:])}") + tomli_w.dumps(source)
