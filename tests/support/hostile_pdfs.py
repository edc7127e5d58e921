"""PDFs that nobody should have to read: bombs, loops, torn ones, and pictures of text."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = b"<</Font<</F 5 0 R>>>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources %b>>" % FONT
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
WORDS = b"BT /F 12 Tf 50 700 Td (Milk and bread) Tj ET"
BLANKS = 2**20


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is its catalogue."""
    whole = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        whole
        + b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root 1 0 R%b>>\n"
        % (
            size,
            rows,
            size,
            trailer,
        )
        + b"startxref\n%d\n%%%%EOF\n" % len(whole)
    )


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(content), entries, content)


def page(content: bytes, *more: bytes) -> bytes:
    """Return a PDF of one page with this stream for its content."""
    return pdf(CATALOGUE, ONE_PAGE, PAGE, content, HELVETICA, *more)


def blanks(megabytes: int) -> bytes:
    """Return so many megabytes of blanks, as zlib packs them: a thousandth of it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b" " * BLANKS) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 1
    for _ in range(megabytes):
        check = zlib.adler32(b" " * BLANKS, check)
    return b"\x78\xda" + block * megabytes + b"\x03\x00" + check.to_bytes(4, "big")


def unpacking() -> bytes:
    """Return a page whose content unpacks to a gigabyte."""
    return page(stream(blanks(1024), b"/Filter/FlateDecode"))


def unpacking_twice() -> bytes:
    """Return a page whose content has to be unpacked twice, and is small before."""
    return page(stream(zlib.compress(blanks(1024), 9), b"/Filter[/FlateDecode/FlateDecode]"))


def unpacking_often() -> bytes:
    """Return a page whose content is said to be packed a thousand times."""
    return page(stream(zlib.compress(WORDS), b"/Filter[%b]" % (b"/FlateDecode" * 1000)))


def wide_rows() -> bytes:
    """Return a page whose content is said to have rows of two thousand million columns."""
    parms = b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2147483647/Colors 4>>"
    return page(stream(zlib.compress(WORDS * 99), parms))


def huge_picture() -> bytes:
    """Return a page that is one picture of ten thousand million dots."""
    picture = b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/ColorSpace/DeviceRGB"
    return pdf(
        CATALOGUE,
        ONE_PAGE,
        PAGE.replace(FONT, b"<</XObject<</I 5 0 R>>>>"),
        stream(b"q 600 0 0 800 0 0 cm /I Do Q"),
        stream(blanks(64), picture + b"/BitsPerComponent 8/Filter/FlateDecode"),
    )


def scanned() -> bytes:
    """Return three pages that are each a picture of text."""
    picture = stream(b"\x00" * 16, b"/Type/XObject/Subtype/Image/Width 4/Height 4" + GREY)
    leaf = PAGE.replace(FONT, b"<</XObject<</I 5 0 R>>>>")
    tree = b"<</Type/Pages/Kids[3 0 R 6 0 R 7 0 R]/Count 3>>"
    shown = stream(b"q 600 0 0 800 0 0 cm /I Do Q")
    return pdf(CATALOGUE, tree, leaf, shown, picture, leaf, leaf)


GREY = b"/ColorSpace/DeviceGray/BitsPerComponent 8"


def same_page_often() -> bytes:
    """Return a tree that has one page a hundred thousand times."""
    tree = b"<</Type/Pages/Kids[%b]/Count 100000>>" % (b"3 0 R " * 100_000)
    return pdf(CATALOGUE, tree, PAGE, stream(WORDS), HELVETICA)


def tree_of_itself() -> bytes:
    """Return a tree of a hundred thousand pages that has itself for its branches."""
    tree = b"<</Type/Pages/Kids[%b]/Count 100000>>" % (b"2 0 R " * 100)
    return pdf(CATALOGUE, tree)


def counted_wrongly() -> bytes:
    """Return one page that is said to be two thousand million."""
    return page(stream(WORDS)).replace(b"/Count 1", b"/Count 2147483647")


def contents_of_itself() -> bytes:
    """Return a page whose content is a list of itself, and whose length is its own length."""
    return pdf(CATALOGUE, ONE_PAGE, PAGE, b"[4 0 R 4 0 R 6 0 R]", HELVETICA, b"6 0 R")


def length_of_itself() -> bytes:
    """Return a page whose content is as long as it says itself."""
    return page(stream(WORDS).replace(b"/Length 44", b"/Length 4 0 R"))


def forms_of_forms() -> bytes:
    """Return a page that shows a form ten times, which shows another ten times, and so on."""
    forms = [
        stream(
            b"/N Do " * 10 if depth < 12 else WORDS,
            b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</N %d 0 R>>"
            b"/Font<</F 5 0 R>>>>" % (depth + 7),
        )
        for depth in range(13)
    ]
    leaf = PAGE.replace(FONT, b"<</XObject<</N 6 0 R>>>>")
    return pdf(CATALOGUE, ONE_PAGE, leaf, stream(b"/N Do"), HELVETICA, *forms)


def form_of_itself() -> bytes:
    """Return a page with a form that shows itself twice."""
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</N 6 0 R>>>>"
    leaf = PAGE.replace(FONT, b"<</XObject<</N 6 0 R>>>>")
    form = stream(b"/N Do /N Do", entries)
    return pdf(CATALOGUE, ONE_PAGE, leaf, stream(b"/N Do"), HELVETICA, form)


def endless_letters() -> bytes:
    """Return a page on which two million words stand upon each other."""
    words = zlib.compress(b"BT /F 12 Tf 50 700 Td " + b"(Milk) Tj " * 2_000_000 + b"ET", 9)
    return page(stream(words, b"/Filter/FlateDecode"))


def endless_meanings() -> bytes:
    """Return a page whose font says what each of four thousand million codes means."""
    meanings = stream(
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange "
        b"<00000000> <FFFFFFFF> endcodespacerange 1 beginbfrange "
        b"<00000000> <FFFFFFFF> <0041> endbfrange endcmap end"
    )
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    return pdf(CATALOGUE, ONE_PAGE, PAGE, stream(WORDS), font, meanings)


def nested() -> bytes:
    """Return a page in a hundred thousand lists, one in the other."""
    deep = b"[" * 100_000 + b"]" * 100_000
    return pdf(CATALOGUE, ONE_PAGE, PAGE.replace(b"4 0 R", deep), stream(WORDS), HELVETICA)


def table_before_itself() -> bytes:
    """Return a PDF whose table of objects says that an earlier one is itself."""
    whole = page(stream(WORDS))
    at = whole.rindex(b"xref\n0")
    return whole.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % at)


def locked() -> bytes:
    """Return a PDF that opens with a password only."""
    key = b"/Filter/Standard/V 2/R 3/Length 128/P -44/O<%b>/U<%b>" % (b"5a" * 32, b"a5" * 32)
    trailer = b"/Encrypt<<%b>>/ID[<00><00>]" % key
    return pdf(CATALOGUE, ONE_PAGE, PAGE, stream(WORDS), HELVETICA, trailer=trailer)


PDFS: dict[str, Callable[[], bytes]] = {
    each.__name__.replace("_", "-") + ".pdf": each
    for each in (
        unpacking,
        unpacking_twice,
        unpacking_often,
        wide_rows,
        huge_picture,
        scanned,
        same_page_often,
        tree_of_itself,
        counted_wrongly,
        contents_of_itself,
        length_of_itself,
        forms_of_forms,
        form_of_itself,
        endless_letters,
        endless_meanings,
        nested,
        table_before_itself,
        locked,
    )
}
"""Each by the name of its file."""


def torn(parts: Sequence[int] = (1, 3, 6, 9)) -> dict[str, bytes]:
    """Return an honest PDF torn off after so many tenths."""
    whole = page(stream(WORDS))
    return {f"torn-{part}.pdf": whole[: len(whole) * part // 10] for part in parts}
