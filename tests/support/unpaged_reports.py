"""The invented reports as a web or Word page has them: their lines not cut by a printer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from invented_reports import LETTER, UNPAGED, changed
from invented_youth_2018 import OLD
from paths import REAL_REPORTS

from tracker.intake.pages import read_pages
from tracker.intake.readers.registry import read_report

if TYPE_CHECKING:
    from tracker.intake.pages import Pages


INVENTED: Final = {
    "youth": changed(
        UNPAGED,
        ("Youth Justice\nManagement Board should:", "Youth Justice Management Board should:"),
        ("children aged\n16", "children aged 16"),
        ("keep 91%\nother people safe?", "keep other people safe? 91%"),
    ),
    "letter": changed(LETTER, ("work in\nThornby\nThis", "work in Thornby\n\nThis")),
    "old": changed(OLD, ("and the\nMinistry", "and the Ministry")),
}

REPORTS: Final = sorted({*INVENTED, "knowsley-2023", "liverpool-2013"})
"""Every report that is put into pages; the two real ones where they are at hand."""


def text_of(report: str) -> str:
    """Return a report's text; that of an invented one where the real one is not at hand."""
    if report in INVENTED:
        return INVENTED[report]
    path = REAL_REPORTS / f"{report}.txt"
    if path.exists():
        return path.read_text("utf-8")
    return INVENTED["youth" if report.startswith("knowsley") else "letter"]


def facts_of(pages: Pages) -> dict[str, object]:
    """Return the facts that are read, without the file they are of and the lines of warnings."""
    facts = dict(read_report(pages, "report").facts)
    del facts["source"], facts["warnings"]
    return facts


def facts_in_text(report: str) -> dict[str, object]:
    """Return the facts that a report's bare text is read to say."""
    return facts_of(read_pages(text_of(report).encode(), f"{report}.txt"))


def shown(pages: Pages) -> list[str]:
    """Return the printed lines, each as far in as it stands."""
    return [" " * line.indent + line.text for line in pages.lines if not line.blank]
