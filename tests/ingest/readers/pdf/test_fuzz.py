"""Whatever is wrong with a file, reading it ends in sound pages or in a refusal."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers.reading import Refused
from ingest.sandbox import wire
from tests.ingest.readers.pdf.building import FIRST_PAGE, Leaf, build, literal, marked, stream, text
from tests.ingest.readers.pdf.making import read_all
from tests.ingest.readers.pdf.test_document import assert_sound

CATALOG = (
    b"/AcroForm << /Fields [50 0 R] /DR << /Font << /F1 3 0 R >> >> >> /MarkInfo << /Marked true >> "
    b"/StructTreeRoot 60 0 R /Names << /EmbeddedFiles << /Names [(b.txt) 56 0 R] >> >> "
)
OBJECTS = {
    50: b"<< /Type /Annot /Subtype /Widget /P 10 0 R /Rect [60 500 300 520] /FT /Ch /T (a) /V (k) "
    b"/Opt [[(k) (Ystad)] [(l) (Lund)]] >>",
    51: b"<< /Type /Annot /Subtype /FreeText /Rect [60 400 300 420] /Contents %s >>"
    % literal("Ändras i höst"),
    52: b"<< /Type /Annot /Subtype /Text /Rect [60 300 80 320] /Contents (Kolla) >>",
    53: b"<< /Type /Annot /Subtype /Link /Rect [60 200 80 220] /A << /S /URI /URI (https://a.se) >> >>",
    55: stream(b"ett ord", b"/Type /EmbeddedFile"),
    56: b"<< /Type /Filespec /F (b.txt) /EF << /F 55 0 R >> >>",
    60: b"<< /Type /StructTreeRoot /K 61 0 R /ParentTree 62 0 R >>",
    61: b"<< /Type /StructElem /S /Document /P 60 0 R /Pg 10 0 R /K [63 0 R 64 0 R] >>",
    62: b"<< /Nums [0 [63 0 R 66 0 R 67 0 R 69 0 R]] >>",
    63: b"<< /Type /StructElem /S /H1 /P 61 0 R /Pg 10 0 R /K 0 >>",
    64: b"<< /Type /StructElem /S /Table /P 61 0 R /Pg 10 0 R /K [65 0 R 68 0 R] >>",
    65: b"<< /Type /StructElem /S /TR /P 64 0 R /Pg 10 0 R /K [66 0 R 67 0 R] >>",
    66: b"<< /Type /StructElem /S /TD /P 65 0 R /Pg 10 0 R /K 1 >>",
    67: b"<< /Type /StructElem /S /TD /P 65 0 R /Pg 10 0 R /K 2 >>",
    68: b"<< /Type /StructElem /S /TR /P 64 0 R /Pg 10 0 R /K 69 0 R >>",
    69: b"<< /Type /StructElem /S /TD /P 68 0 R /Pg 10 0 R /K 3 >>",
}
CONTENT = (
    marked("H1", 0, text("Rubrik", y=780))
    + marked("TD", 1, text("ett", y=700))
    + marked("TD", 2, text("två", x=200, y=700))
    + marked("TD", 3, text("tre", y=680))
)
TOKENS = b"/Kids /K /P /V /Opt /FT /EF /Rect /MCID /S /A /Annots null -1 2147483648 [ ] << >> (".split()
REFERENCES = [b"0 R", b"61 0 R", b"%d 0 R" % FIRST_PAGE]

with tempfile.TemporaryDirectory() as _folder:
    LEAF = Leaf(CONTENT, b"/StructParents 0 /Annots [50 0 R 51 0 R 52 0 R 53 0 R]")
    WHOLE = build(Path(_folder) / "a.pdf", [LEAF, Leaf(text("Sida två"))], CATALOG, OBJECTS).read_bytes()

edits = st.lists(
    st.one_of(
        st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 12), st.binary(max_size=3)),
        st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 6), st.sampled_from(TOKENS + REFERENCES)),
    ),
    min_size=1,
    max_size=12,
)


def test_the_file_that_is_spoilt_is_whole() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(WHOLE)
        pages, summary = read_all(path)
    assert "Ystad" in pages[0].text
    assert "ett\ttvå\ntre" in pages[0].text
    assert pages[2].part == "b.txt"
    assert summary.left_out == ()


@settings(max_examples=150, deadline=None)
@given(edits)
def test_a_spoilt_file_ends_in_sound_pages_or_a_refusal(changes: list[tuple[int, int, bytes]]) -> None:
    data = bytearray(WHOLE)
    for place, removed, put in changes:
        data[place : place + removed] = put
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(data)
        try:
            pages, summary = read_all(path)
        except Refused:
            return
    assert summary.page_count >= len(pages)
    wire.decode(wire.encode(summary))
    for page in pages:
        wire.decode(wire.encode(page))
        if not page.part:
            assert_sound(page)
