"""What a report prints goes out as text, whatever it would do elsewhere."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import invented_reports
import pytest

if TYPE_CHECKING:
    from command_runner import Terminal

LIVE = '=HYPERLINK("x") | <plans>'


@pytest.mark.parametrize(
    ("form", "spelt"),
    [
        ("html", "=HYPERLINK(&#34;x&#34;) | &lt;plans&gt;"),
        ("md", '\\=HYPERLINK("x") \\| &lt;plans&gt;'),
        ("json", '=HYPERLINK(\\"x\\") | <plans>'),
    ],
)
def test_live_characters_of_a_report_are_only_text(bare: Terminal, form: str, spelt: str) -> None:
    """Trap 14: no formula, no markup and no column is made of them."""
    terminal = bare.with_ledger()
    letter = invented_reports.changed(
        invented_reports.LETTER, ("ii. oversight of plans.", f"ii. {LIVE}.")
    )
    terminal.manager("import", terminal.file("letter.txt", letter), "--yes")

    result = terminal.says("list", "--format", form)

    assert result.code == 0
    assert spelt in result.out.replace("&quot;", "&#34;")


def test_no_formula_of_a_report_runs_in_a_spreadsheet(bare: Terminal) -> None:
    """Trap 14: the cell begins with a mark that makes it text, and is one cell."""
    terminal = bare.with_ledger()
    letter = invented_reports.changed(
        invented_reports.LETTER, ("ii. oversight of plans.", f"ii. {LIVE}.")
    )
    terminal.manager("import", terminal.file("letter.txt", letter), "--yes")

    rows = list(csv.DictReader(terminal.says("list", "--csv").out.lstrip("\ufeff").splitlines()))

    assert rows[1]["text"].startswith("'=HYPERLINK")
