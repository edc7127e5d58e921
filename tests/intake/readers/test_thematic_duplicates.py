"""Thematic reports: what is printed twice, how long that takes, and where dates hide."""

from __future__ import annotations

from hashlib import sha256

from invented_reports import changed, reading

REPORT = """Children who are held
overnight: a joint thematic
inspection
HM Inspectorate of Probation and HM Inspectorate of Prisons
MAY 2017

Foreword

The inspection visited five police areas in June and July 2016: Arden, Bexley Moor and others.

Executive summary

We examined 40 cases.

Recommendations

Chief constables should:

1. record why each child is held, and for how long
2. ask for a place with foster carers.

The Home Office should:

1. publish how many children are held each night, by force and by age

Introduction

There was no count of these children.

Conclusion and recommendations

Chief constables should:

1. record why each child is held, and for how long
2. ask for a place with foster carers.

The Home Office should:

1. publish how many children are held each night, by force, age and sex

References
"""


def test_a_kind_over_two_lines_and_a_visit_in_two_months_are_found() -> None:
    """A narrow cover wraps its title; "visited" tells of the fieldwork."""
    facts = reading(REPORT).facts

    assert facts["kind"] == "Joint thematic inspection"
    assert facts["fieldwork"] == {"start": "2016-06", "end": "2016-07"}


def test_a_number_that_begins_again_is_known_again_by_its_body() -> None:
    """The second print of the Home Office's first is compared with its own first print."""
    report_reading = reading(REPORT)

    assert [item["number"] for item in report_reading.facts["items"]] == ["1", "2", "1-b"]
    assert sum("reads otherwise here" in warning for warning in report_reading.warnings) == 1


def test_a_pile_of_reports_is_cut_at_five_hundred_recommendations() -> None:
    """Each is compared with few others, so that a pile takes no longer than its parts."""
    pile = "".join(
        f"Recommendations\n\nForce {at} should:\n1. {sha256(bytes(at)).hexdigest()}\n\nContext\n\n"
        for at in range(600)
    )

    report_reading = reading(changed(REPORT, ("References\n", pile)))

    assert len(report_reading.facts["items"]) == 500
    assert "500 recommendations were found; the rest is left out." in report_reading.warnings
