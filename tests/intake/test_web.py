"""A web page is read as a browser shows it, without what stands beside the report."""

from __future__ import annotations

import hashlib

import hypothesis
import pytest
from hypothesis import strategies as st
from unpaged_reports import REPORTS, facts_in_text, facts_of, shown, text_of
from web_pages import page, web_page

from tracker.intake.files.web.html_reader import read_html
from tracker.intake.pages import MOST_BYTES, UnreadableReportError


def lines(body: str) -> list[str]:
    """Return the printed lines of a page's body."""
    return shown(read_html(page(body), "report.html"))


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_says_the_same_as_a_web_page(report: str) -> None:
    """Every fact, none lost to markup and none gained from menus, contents or footnotes."""
    content = web_page(text_of(report))

    pages = read_html(content, "report.html")

    assert facts_of(pages) == facts_in_text(report)
    assert pages.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("markup", "printed"),
    [
        (
            "<ol><li>one<li>two</ol><p>and</p><ol start=3><li>three</ol>",
            "1. one|2. two|and|3. three",
        ),
        ("<ol><li>one<li value=7>seven<li>eight</ol>", "1. one|7. seven|8. eight"),
        ("<ol reversed><li>b<li>a</ol>", "2. b|1. a"),
        ("<ol type=a><li>x<li>y</ol><ol type=I start=4><li>z</ol>", "a. x|b. y|IV. z"),
        ("<ol style='list-style-type: lower-roman'><li>x</ol>", "i. x"),
        ("<ul><li>x<ul><li>y</ul><li>z</ul>", "• x|    ◦ y|• z"),
        ("<ol><li><p>x:</p><ul><li>y</ul><li>z</ol>", "1. x:|    • y|2. z"),
        ("<ol><li>1. x<li>2. y</ol>", "1. x|2. y"),
        ("<ol><li><p>x.</p><p>More.</p></ol>", "1. x.|  More."),
        ("<ol style='list-style:none'><li>2.1 x</ol>", "  2.1 x"),
    ],
)
def test_lists_keep_the_numbers_a_browser_prints(markup: str, printed: str) -> None:
    """For recommendations are known by them."""
    assert lines(markup) == printed.split("|")


@pytest.mark.parametrize(
    ("markup", "printed"),
    [
        (
            "<table><tr><td>1.1 Staff<td>Good<tr><td>1.2 X<td>Inadequate</table>",
            "1.1 Staff Good|1.2 X Inadequate",
        ),
        (
            "<table><tr><td><p>1.1 A</p><p>and b</p><td>Requires<br>improvement</table>",
            "1.1 A and b Requires improvement",
        ),
        (
            "<table><tr><td rowspan=2>Domain<td>1.1 A<td>Good<tr><td>1.2 B<td>Good</table>",
            "Domain|1.1 A Good|1.2 B Good",
        ),
        ("<table><tr><td>2.<td>Review:<ul><li>x<li>y</ul></table>", "2. Review:|• x|• y"),
        (
            "<table><tr><th>Strengths<th>Areas<tr><td><ul><li>s</ul><td><ul><li>a</ul></table>",
            "Strengths|• s|Areas|• a",
        ),
        ("<table><tr><td><table><tr><td>1.1 A<td>Good</table></table>", "1.1 A Good"),
        (
            "<dl><dt>Score<dd>29/36<dt>Overall rating<dd><p>Good</p></dl>",
            "Score 29/36|Overall rating Good",
        ),
        ("<div><span>Overall rating</span><span>Good</span></div>", "Overall rating Good"),
    ],
)
def test_what_stands_beside_each_other_is_read_so(markup: str, printed: str) -> None:
    """A row is a line; cells with lists stand below their own headings."""
    assert lines(markup) == printed.split("|")


@pytest.mark.parametrize(
    "markup",
    [
        "<nav><p>Home</p></nav>",
        "<footer>Copyright</footer><aside>Related</aside>",
        "<header><a>Site</a></header>",
        "<script>x</script><style>y</style><template>z</template><noscript>n</noscript>",
        "<div class='cookie-banner'>Cookies?</div><div id='breadcrumbs'>Home</div>",
        "<a href='#main'>Skip to main content</a>",
        "<p><a href='#top'>Back to top</a></p>",
        "<button>Print this page</button>",
        "<p hidden>secret</p><p style='display: none'>secret</p>",
        "<span aria-hidden=true>#</span>",
        "<h2>Contents</h2><ul><li><a href='#a'>One</a><li><a href='#b'>Two</a></ul>",
        "<p class=MsoToc1>Foreword<span>....</span>3</p>",
        "<ol class='wp-block-footnotes'><li>A note.</ol>",
        "<div id=ftn1><p class=MsoFootnoteText>[1] A note.</p></div>",
        "<img src=logo.png alt='The logo'>",
        "<!-- a comment --><del>struck</del>",
    ],
)
def test_what_stands_beside_the_report_is_left_out(markup: str) -> None:
    """Menus, banners, what is hidden, contents, footnotes."""
    assert lines(f"{markup}<p>The report.</p>") == ["The report."]


@pytest.mark.parametrize(
    ("markup", "printed"),
    [
        (
            "<p>In Wales.<a href='#_ftn1'>[1]</a> We saw<sup>2</sup> it.[3]</p><p>[3] A note.</p>",
            "In Wales. We saw it.",
        ),
        ("<p>The 4<sup>th</sup> of May</p>", "The 4th of May"),
        (
            "<p>As in <a href='#rec2'>recommendation 2</a>.</p><p id=rec2>Two.</p>",
            "As in recommendation 2.|Two.",
        ),
        ("<h2>Foreword <a href='#t'>(Back to top)</a></h2>", "Foreword"),
        ("<h2>Foreword (Back to top)</h2>", "Foreword"),
        ("<details><summary>Ratings</summary><p>Good</p></details>", "Ratings|Good"),
        ("<h2><button aria-expanded=false>Ratings</button></h2>", "Ratings"),
        ("<button aria-controls=x>Open</button><div id=x hidden>Kept</div>", "Open|Kept"),
        ("<main><header><h1>The title</h1></header></main>", "The title"),
        (
            "<p>2 * 3 and a_b and __c__ and [d](e) and #f</p>",
            "2 * 3 and a_b and __c__ and [d](e) and #f",
        ),
        ("<p><span style='font-family:Wingdings'>§<i> &nbsp;</i></span>x</p>", "• x"),
        ("<pre>one\n  two</pre>", "one|  two"),
        ("<p>one<br>two</p>", "one|two"),
        ("<p>a&#xD800;b&#0;c&shy;d</p>", "a\ufffdb\ufffdcd"),
    ],
)
def test_what_is_of_the_report_stays(markup: str, printed: str) -> None:
    """Marks of footnotes go and their words with them; all else is as it was."""
    assert lines(markup) == printed.split("|")


@pytest.mark.parametrize(
    ("markup", "printed"),
    [
        ("<p>1.1 Staff <img alt='Rating: good'></p>", "1.1 Staff Good"),
        (
            "<p>1.1 Staff <img alt='Requires improvement rating icon'></p>",
            "1.1 Staff Requires improvement",
        ),
        ("<p>1.1 Staff Good <img alt='Good'></p>", "1.1 Staff Good"),
        ("<p>1.1 Staff <img alt='a good team at work'></p>", "1.1 Staff"),
        ("<p>1.1 Staff <img alt='Children look good'></p>", "1.1 Staff"),
        ("<p><img alt='Score 29/36'></p>", "Score 29/36"),
    ],
)
def test_a_picture_speaks_only_where_it_alone_says_the_rating(markup: str, printed: str) -> None:
    """Other pictures say nothing, and no rating is said twice."""
    assert lines(markup) == [printed]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-8", "iso-8859-1"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", ""),
        ("iso-8859-15", "iso-8859-15"),
    ],
)
def test_letters_are_read_in_the_encoding_they_are_in(encoding: str, named: str) -> None:
    """Whatever mark, name or habit tells it; UTF-8 is known by itself."""
    body = f"<html><meta charset='{named}'><body><p>Ynys Môn</p></body></html>"

    assert shown(read_html(body.encode(encoding), "report.html")) == ["Ynys Môn"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"<html><body></body></html>", "no text"),
        (b"<html><body><div id=root></div><script>app()</script></body></html>", "no text"),
        (b"plain words", "not a web page"),
        (b"<p>\x00</p>", "not a web page"),
        ("<p>wide</p>".encode("utf-16-le"), "not a web page"),
        (b"<meta charset=utf-8><p>Ynys M\xf4n</p>", "says that it is in UTF-8 and is not"),
        (b"<meta charset=utf-7>\n<p>\xf4</p>", "line 2"),
        (b"<p>\x81\x8d</p>", "no encoding"),
        (b"MIME-Version: 1.0\r\n\r\n<p>a</p>", "web archive"),
        (b"<p>" + b"long " * 5000 + b"</p>", "too long"),
        (b"<p>" + b"a" * MOST_BYTES, "25 MB"),
        (b"<div style='position:absolute;top:1px'>1.1 Staff</div>" * 40, "bring the PDF"),
        (b"<meta name=generator content=pdf2htmlEX><p>Good</p>", "bring the PDF"),
    ],
)
def test_a_page_that_cannot_be_right_is_refused_in_one_sentence(content: bytes, fault: str) -> None:
    """No letter is guessed, and print made into a page is left to its PDF."""
    with pytest.raises(UnreadableReportError, match=fault) as refused:
        read_html(content, "report.html")

    assert refused.value.sentence.startswith("report.html: ")
    assert "\n" not in refused.value.sentence


@pytest.mark.parametrize("tag", ["<div>", "<table><tr><td>", "<ul><li>", "<sup>", "<b><p>", "<a "])
def test_a_page_nested_without_end_is_read_or_refused(tag: str) -> None:
    """Depth costs no more than length."""
    content = page(tag * 3000 + "words")

    try:
        text = read_html(content, "report.html").text
    except UnreadableReportError as refused:
        text = refused.sentence

    assert "words" in text or "no text" in text


PIECES = [
    "<p>",
    "</p>",
    "<ol start=9>",
    "<li>",
    "</ol>",
    "<table>",
    "<td rowspan=x>",
    "</tr>",
    "<dt>",
]
PIECES += [
    "<a href='#fn1'>[1]</a>",
    "<sup>1</sup>",
    "<pre>\n",
    "<br>",
    "<q>",
    "&#xDFFF;",
    "words",
    "<",
]


@hypothesis.settings(max_examples=150, deadline=None)
@hypothesis.given(pieces=st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30))
def test_any_page_is_read_or_refused(pieces: list[str]) -> None:
    """There is no third outcome, and no line has a character that hides."""
    content = page("".join(pieces)[:5000].encode("utf-8", "ignore").decode())

    try:
        text = read_html(content, "report.html").text
    except UnreadableReportError:
        return

    assert not {"\x00", "\x1b", "\f", "\r"} & set(text)
