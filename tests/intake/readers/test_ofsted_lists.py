"""Where the lists of Ofsted's reports end: no heading is swallowed, no point lost in silence."""

from __future__ import annotations

from invented_ofsted_ilacs import ILACS_2018, ILACS_2019
from invented_ofsted_sif import SIF_2015
from invented_reports import changed, reading


def texts(report: str) -> list[str]:
    """Return the text of each item."""
    return [item["text"] for item in reading(report).facts["items"]]


def test_a_heading_nobody_knows_is_not_swallowed_into_the_point_above_it() -> None:
    """Where no empty line parts them, the room left beside the point does; a warning says so."""
    unknown = changed(
        ILACS_2019,
        (
            "young people should own.\n",
            "young people own\nContext\nInspectors read 90 of the records, both old and new.\n",
        ),
    )

    report_reading = reading(unknown)

    assert texts(unknown)[-1] == "Pathway plans, which young people own"
    assert any(
        "taken for a heading, and ends the list" in warning for warning in report_reading.warnings
    )


def test_the_number_of_a_page_within_a_point_is_none_of_its_words() -> None:
    """It stands alone below a gap, and the point goes on below it."""
    turned = changed(
        ILACS_2018, ("so that\n  work does not drift.", "so that\n\n7\n\n  work does not drift.")
    )

    assert texts(turned) == texts(ILACS_2018)


def test_a_point_below_words_that_end_its_list_is_warned_of() -> None:
    """What stands between is no part of the list, and so nor is the point."""
    parted = changed(
        ILACS_2018,
        ("◼ Oversight by managers", "Department for Education, 2014.\n\n◼ Oversight by managers"),
    )

    report_reading = reading(
        changed(parted, ("assessments and plans.\n", "assessments and plans.\n\n"))
    )

    assert len(report_reading.facts["items"]) == 2
    assert any("taken for none of the list above" in warning for warning in report_reading.warnings)


def test_a_heading_above_another_heading_lacks_no_points() -> None:
    """What needs to improve may be said above both kinds of areas."""
    both = changed(
        ILACS_2018,
        ("Areas for priority action\n", "What needs to improve?\n\nAreas for priority action\n"),
    )

    assert reading(both).warnings == reading(ILACS_2018).warnings


def test_a_title_of_many_narrow_lines_is_whole() -> None:
    """At 24 letters a line it takes ten."""
    lines = SIF_2015.split("\n")
    start = next(at for at, line in enumerate(lines) if line.startswith("Inspection of services"))
    stop = next(at for at in range(start, len(lines)) if lines[at].startswith("Inspection date"))
    words = " ".join(lines[start:stop]).split()
    narrow = [" ".join(words[at : at + 3]) for at in range(0, len(words), 3)]

    report_reading = reading("\n".join([*lines[:start], *narrow, "", *lines[stop:]]))

    assert report_reading.facts["title"] == reading(SIF_2015).facts["title"]
