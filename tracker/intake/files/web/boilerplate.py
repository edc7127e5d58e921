"""What is on a web page beside the report: menus, banners, contents, footnotes, what is hidden.

A thing is left out only where the page says what it is, by its tag, its role, its name or its
links. Whatever is doubtful stays, for a line too many is seen in a review, and one too few is not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bs4.element import NavigableString, Tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup

NEVER: Final = frozenset(
    {"head", "title", "script", "style", "template", "noscript", "nav", "footer", "aside", "del"}
    | {"iframe", "object", "canvas", "audio", "video", "select", "textarea", "datalist", "input"}
    | {"map", "dialog", "math", "rp", "rt"}
)
"""Tags that hold no words of a report."""

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_ROLES: Final = frozenset(
    {"navigation", "contentinfo", "search", "dialog", "alertdialog", "complementary", "menu"}
    | {"doc-toc", "doc-endnotes", "doc-footnotes", "doc-footnote", "doc-backlink", "doc-noteref"}
)
_KINDS: Final = re.compile(
    r"^(?:.*[-_])?(?:cookies?|gdpr|breadcrumbs?|skip-?(?:nav|links?|to-content)|back-?to-?top|"
    r"toc|toc-container|table-of-contents|contents-list|print-(?:link|page|button)|"
    r"(?:social|share|sharing)-(?:links?|buttons?|icons?)|pagination|footnotes?|endnotes?|"
    r"phase-banner)(?:[-_](?:banner|bar|notice|consent|control|message|popup|list|wrapper|link|item))*$"
    r"|^mso(?:toc\d|tocheading|footnotetext|endnotetext)$|^(?:ftn|edn)\d+$",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(
    r"^\W*(?:back to (?:the )?(?:top|contents)|return to (?:the )?(?:top|contents)|"
    r"skip to .{1,40}|print(?: this page| this document)?|share(?: this page)?|"
    r"\(?opens in (?:a )?new (?:tab|window)\)?)\W*$",
    re.IGNORECASE,
)
_UNSEEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_MARK: Final = re.compile(r"^\W*\d{1,3}(?:\W+\d{1,3})*\W*$|^\s*[*†‡§]{1,3}\s*$")
_NOTE: Final = re.compile(r"fn|ftn|edn|note", re.IGNORECASE)

A_PAGE: Final = 3000
"""Letters that what is only named like furniture has at the most."""

A_GLANCE: Final = 200
"""Letters that tell what a link or an icon says."""

_CONTENTS: Final = frozenset({"contents", "contentspage", "tableofcontents", "onthispage"})


class Boilerplate:
    """What is not of the report on one web page."""

    def __init__(self, page: BeautifulSoup) -> None:
        """Look at the page once for what its parts say of each other."""
        self.opened: set[str] = set()
        self.notes: set[str] = set()
        self.titled = False
        self.held: set[int] = set()
        for tag in page.find_all():
            self._look(tag)

    def _look(self, tag: Tag) -> None:
        self.opened.update(attribute(tag, "aria-controls").split())
        for name in ("data-target", "data-bs-target"):
            self.opened.update(attribute(tag, name).lstrip("#").split())
        if tag.name == "h1":
            self.titled = self.titled or _within(tag, "main", "article")
            self.held.update(id(outer) for outer in _around(tag))
        target = attribute(tag, "href")
        if (
            target.startswith("#")
            and _MARK.match(visible_text(tag, A_GLANCE))
            and _NOTE.search(target)
        ):
            self.notes.add(target[1:])

    def holds(self, tag: Tag) -> bool:
        """Whether a tag, with all in it, is left out."""
        name = tag.name
        if name in ("html", "body", "main", "article", "[document]"):
            return False
        return (
            name in NEVER
            or attribute(tag, "role").casefold() in _ROLES
            or (name == "header" and self._of_the_site(tag))
            or self._unseen(tag)
            or self._named(tag)
            or self._beside(tag)
            or self._contents(tag)
            or self._note(tag)
        )

    def _of_the_site(self, header: Tag) -> bool:
        return (id(header) not in self.held or self.titled) and not _within(
            header, "main", "article", "section"
        )

    def _unseen(self, tag: Tag) -> bool:
        if (
            attribute(tag, "aria-hidden") == "true"
            and len(_letters(visible_text(tag, A_GLANCE))) <= 1
        ):
            return True
        hidden = tag.has_attr("hidden") and attribute(tag, "hidden") != "until-found"
        unseen = hidden or _UNSEEN.search(attribute(tag, "style")) is not None
        return unseen and attribute(tag, "id") not in self.opened

    def _named(self, tag: Tag) -> bool:
        names = f"{attribute(tag, 'id')} {attribute(tag, 'class')}".split()
        return (
            any(_KINDS.match(name) for name in names)
            and id(tag) not in self.held
            and len(visible_text(tag, A_PAGE)) < A_PAGE
        )

    def _beside(self, tag: Tag) -> bool:
        """Whether it is a button or a link that is used and not read, or a footnote's mark."""
        if tag.name == "sup":
            return _MARK.match(visible_text(tag, A_GLANCE)) is not None
        if tag.name == "button":
            opens = tag.has_attr("aria-expanded") or tag.has_attr("aria-controls")
            return not (opens or _within(tag, "summary", *HEADINGS))
        if tag.name != "a":
            return False
        words = visible_text(tag, A_GLANCE)
        if _BESIDE.match(words):
            return True
        target = attribute(tag, "href")
        marks = _MARK.match(words) or (words and not _letters(words))
        return bool(marks and target.startswith("#")) and (
            _NOTE.search(target) is not None or words.lstrip().startswith(("[", "↩", "^"))
        )

    def _contents(self, tag: Tag) -> bool:
        """Whether it is nothing but links to places on this page, or the heading of such a list."""
        if tag.name in HEADINGS | {"p"} and _letters(visible_text(tag, A_GLANCE)) in _CONTENTS:
            after = tag.find_next_sibling()
            return after is not None and (after.name in NEVER or self._contents(after))
        if tag.name not in ("ul", "ol", "p", "table"):
            return False
        if not any(_local(node) for node in inner(tag, 12)):
            return False
        nodes = [node for node in inner(tag, A_PAGE) if isinstance(node, Tag)]
        links = [node for node in nodes if node.name == "a"]
        local = [link for link in links if _local(link)]
        if len(local) <= 1 or len(local) < len(links):
            return False
        words = _letters(visible_text(tag, A_PAGE))
        linked = "".join(_letters(visible_text(link, A_GLANCE)) for link in local)
        return re.sub(r"\d", "", words) == re.sub(r"\d", "", linked)

    def _note(self, tag: Tag) -> bool:
        """Whether it is a footnote that a mark in the text leads to."""
        if not self.notes or tag.name not in ("p", "li", "div", "dd", "section"):
            return False
        names = {attribute(tag, "id")}
        for inner in _first(tag, 4):
            names |= {attribute(inner, "id"), attribute(inner, "name")}
        return any(name in self.notes and "ref" not in name.casefold() for name in names if name)


def attribute(tag: Tag, name: str) -> str:
    """Return an attribute as text; nothing if it is not there."""
    value = tag.attrs.get(name, "")
    return value if isinstance(value, str) else " ".join(value)


def inner(tag: Tag, most: int) -> Iterator[Tag | NavigableString]:
    """Yield the first tags and words in a tag, in order, at most so many."""
    waiting = list(reversed(tag.contents[:most]))
    for _ in range(most):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, Tag):
            waiting += reversed(node.contents[:most])
            yield node
        elif type(node) is NavigableString:
            yield node


def visible_text(tag: Tag, most: int) -> str:
    """Return the first words in a tag, up to about so many letters."""
    parts, size = [], 0
    for node in inner(tag, most):
        if isinstance(node, NavigableString):
            parts.append(str(node))
            size += len(node.strip())
            if size >= most:
                break
    return "".join(parts)


def _local(node: Tag | NavigableString) -> bool:
    """Whether a node is a link to a place on its own page."""
    return isinstance(node, Tag) and node.name == "a" and attribute(node, "href").startswith("#")


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _first(tag: Tag, most: int) -> Iterator[Tag]:
    """The first tags in a tag, before any word."""
    for node in inner(tag, most):
        if isinstance(node, Tag):
            yield node
        elif node.strip():
            return


def _around(tag: Tag) -> Iterator[Tag]:
    """The tags around a tag, the nearest ones only in a page no person has written."""
    for count, outer in enumerate(tag.parents):
        if count > A_GLANCE:
            return
        yield outer


def _within(tag: Tag, *names: str) -> bool:
    return any(outer.name in names for outer in _around(tag))
