"""PDFs, web pages and Word files are read by an extra; without it a sentence says what to do."""

from __future__ import annotations

import sys

import pytest
from hostile_pdfs import WORDS, page, stream

from tracker.intake.files.file_reader import read_file
from tracker.intake.pages import UnreadableReportError

WEB = b"<!doctype html><html><body><p>Minutes of a meeting.</p></body></html>"


@pytest.mark.parametrize(
    ("module", "name", "content", "kind"),
    [
        ("pypdfium2", "report.pdf", page(stream(WORDS)), "a PDF"),
        ("bs4", "report.html", WEB, "a web page"),
        ("lxml", "report.html", WEB, "a web page"),
    ],
)
def test_a_library_that_is_not_there_is_named_with_the_command(
    module: str, name: str, content: bytes, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that reads reports is installed at once, in the versions that are known to do."""
    monkeypatch.setitem(sys.modules, module, None)

    with pytest.raises(UnreadableReportError) as refused:
        read_file(content, name)

    assert refused.value.sentence.startswith(f"{name}: to read {kind}, first run: pip install ")
    assert '"pypdfium2>=' in refused.value.sentence
    assert '"lxml>=' in refused.value.sentence


def test_a_text_needs_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain text is read by what every installation has."""
    for module in ("pypdfium2", "bs4", "lxml", "defusedxml"):
        monkeypatch.setitem(sys.modules, module, None)

    assert read_file(b"Minutes of a meeting.\n", "minutes.txt").text == "Minutes of a meeting.\n"
