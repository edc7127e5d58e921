"""Web pages of a report's text, with the furniture that such pages have around it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from report_blocks import blocks

if TYPE_CHECKING:
    from report_blocks import Block

HEAD = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A report</title>
<style>p { margin: 1em }</style><script>document.write("1. do not trust this")</script></head>
<body class="cookie-banner-open"><div class="cookie-banner"><p>Are you OK with cookies?</p></div>
<a class="skip-link" href="#main">Skip to content</a>
<header><h1>The inspectorate</h1><nav><ul><li><a href="/">Home</a></li></ul></nav></header>
<main id="main"><h2>Contents</h2>
<ol><li><a href="#a">Foreword</a></li><li><a href="#b">Ratings</a></li></ol>
"""
FOOT = """<p><a href="#_ftnref1" id="_ftn1">[1]</a> A footnote of three words.</p>
<p><a href="#main">Back to top</a></p></main><aside>Related pages</aside>
<footer><p>1. should not be here</p></footer></body></html>
"""


def page(body: str) -> bytes:
    """Return a web page with this in it and nothing else."""
    return f'<!DOCTYPE html><meta charset="utf-8"><body>{body}'.encode()


def web_page(report: str) -> bytes:
    """Return a report as a web page."""
    return (HEAD + "\n".join(map(_tagged, blocks(report))) + FOOT).encode()


def _tagged(block: Block) -> str:
    parts = [escape(part) for part in block.parts]
    match block.kind:
        case "h2":
            return f'<h2>{parts[0]} <a href="#main">(Back to top)</a></h2>'
        case "p":
            return f'<p>{parts[0]}<a href="#_ftn1" id="_ftnref1">[1]</a></p>'
        case "ul":
            return "<ul>" + "".join(f"<li>{part}\n" for part in parts) + "</ul>"
        case "roman":
            return '<ol type="i">' + "".join(f"<li>{part}</li>" for part in parts) + "</ol>"
        case "ol":
            points = "".join(f"<li><p>{part}</p></li>" for part in parts)
            return f'<ol start="{block.start}">{points}</ol>'
        case _:
            rows = (part.split("\t") for part in parts)
            cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
            return "<table>" + "".join(f"<tr>{text}</tr>" for text in cells) + "</table>"
