"""Whon the command line shows of a report that was re-issued, on the days before it and after."""

from __future__ import annotations

from datetime import date

import pytest
from command_runner import NOW, Terminal, lines
from elmshire_facts import FACTS, read

from tracker.application.tracker import CommandActor, Tracker
from tracker.ledger.ledger import Ledger

ON = date(2023, 6, 20)
AGAIN = FACTS.replace("review the board", "review all boards").replace('rating = "Good"\n', "")
AGAIN = AGAIN[: AGAIN.index('[[items]]\nnumber = "2.1-a"')] + AGAIN[AGAIN.index("[source]") :]


@pytest.fixture
def terminal(bare: Terminal) -> Terminal:
    """Return a terminal whose report was re-issued on 20 June, without its second item."""
    bare.with_ledger()
    with Ledger.open(bare.folder / "tracker.db", clock=lambda: NOW) as record:
        manager = Tracker(record, CommandActor(by="Sam Reed"))
        manager.import_report(read())
        manager.import_report(read(AGAIN), reissue=True, on=ON)
    return bare


def test_a_list_marks_what_the_report_no_longer_asks_for(terminal: Terminal) -> None:
    """It stays in the plan; before the re-issue there is nothing to mark."""
    mark = ", not in the report as re-issued on 2023-06-20"

    after, before = (
        {x["ref"]: x for x in terminal.says("list", "--as-of", day, "--json").json["items"]}
        for day in ("2023-06-20", "2023-06-19")
    )

    assert terminal.says("list", "--format", "html").out.count(mark) == 1
    assert after["elmshire-2023/2.1-a"]["dropped_on"] == "2023-06-20"
    assert before["elmshire-2023/2.1-a"]["dropped_on"] is None
    assert after["elmshire-2023/1"]["text"].startswith("review all boards")
    assert before["elmshire-2023/1"]["text"].startswith("review the board")


def test_an_item_tells_since_when_its_words_stand(terminal: Terminal) -> None:
    """And another, since when the report does not hold it."""
    first = lines(terminal.says("show", "elmshire-2023/1").out)
    second = lines(terminal.says("show", "elmshire-2023/2.1-a").out)

    assert "re-issued 20 June 2023" in first
    assert "not in the report as re-issued on 20 June 2023" in second
    assert not any(
        "re-issued" in line
        for line in lines(terminal.says("show", "--as-of", "2023-06-19", "elmshire-2023/1").out)
    )


def test_a_report_shows_its_facts_as_re_issued(terminal: Terminal) -> None:
    """On the days since, and says so; the first ones on the days before."""
    after = terminal.says("inspection", "elmshire-2023").out
    before = terminal.says("inspection", "elmshire-2023", "--as-of", "2023-06-19").out

    assert "May 2023, re-issued 20 June 2023" in after
    assert "re-issued" not in before
    assert ("review all boards" in after, "review the board" in before) == (True, True)


def test_a_history_tells_the_re_issue_beside_the_first(terminal: Terminal) -> None:
    """Each thing it changed is an entry of its own."""
    entries = terminal.says("history", "--json").json["entries"]

    values = [
        (x["ref"], x["what"].split("\n")[0]) for x in entries if x["took_effect"] == "2023-06-20"
    ]

    assert values == [
        ("elmshire-2023", "re-issued: An inspection in Elmshire (May 2023)"),
        ("elmshire-2023/1", "recommendation re-issued: review all boards"),
        ("elmshire-2023/2.1-a", "no longer in the report as re-issued"),
    ]
