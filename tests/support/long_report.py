"""The facts of a long report, of which one item may be wrong."""

from __future__ import annotations

from elmshire_facts import FACTS

ITEM = """
[[items]]
number = "{}"
kind = "recommendation"
addressee = "The Board"
text = "Review paper {}"
"""

HEAD, SOURCE = FACTS[: FACTS.index("[[items]]")], FACTS[FACTS.index("[source]") :]


def report(items: int, bad: int = 0) -> str:
    """Return the facts of a report with so many items, of which one may be of no known kind."""
    lines = [ITEM.format(n, n) for n in range(1, items + 1)]
    if bad:
        lines[bad - 1] = lines[bad - 1].replace('"recommendation"', '"suggestion"')
    return (HEAD + "".join(lines) + "\n" + SOURCE).replace("elmshire", "thornby")
