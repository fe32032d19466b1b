from pathlib import Path

import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf.engines.miner import MinerFile
from ingest.readers.pdf.engines.structure import structure, tell_figures
from ingest.readers.pdf.metadata import Structure
from ingest.readers.reading import Refused
from tests.corpora import corpus
from tests.ingest.readers.pdf.making import lines, make

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmp:CreateDate="2017-11-08T09:30:00+01:00"
 pdf:Keywords="brott, län">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Överenskommelsen</rdf:li>
<rdf:li xml:lang="en">The agreement</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>Exempel</rdf:li><rdf:li>Ett till</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def structure_of(path: Path) -> Structure:
    file = MinerFile(path, 1000)
    try:
        return structure(file.document, file.pages)
    finally:
        file.close()


def with_catalog(path: Path, entries: bytes, objects: bytes) -> Path:
    """Append an update to a file: a catalog with more entries, and the objects that they name."""
    data = path.read_bytes()
    start = data.index(b"/PageMode")
    catalog = data[data.rindex(b"obj", 0, start) + 3 : data.index(b"endobj", start)].strip()
    number = int(data[: data.rindex(b"obj", 0, start)].split()[-2])
    body = data[: data.rindex(b"xref", 0, data.rindex(b"startxref"))]
    updated = catalog[:-2] + entries + b">>"
    trailer = b"trailer\n<< /Root %d 0 R /Size 100 >>\n" % number
    path.write_bytes(body + b"%d 0 obj\n%s\nendobj\n%s\n%s" % (number, updated, objects, trailer))
    return path


def test_xmp_language_and_tags_are_read(tmp_path: Path) -> None:
    packet = XMP.encode()
    path = with_catalog(
        make(tmp_path / "a.pdf", lines("Text")),
        b"/Lang (sv-SE) /MarkInfo << /Marked true >> /StructTreeRoot << >> /Metadata 90 0 R",
        b"90 0 obj\n<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream\nendobj\n"
        % (len(packet), packet),
    )
    found = structure_of(path)
    assert found.failed == 0
    assert found.embedded["title"] == "Överenskommelsen"
    assert found.embedded["author"] == "Exempel; Ett till"
    assert found.embedded["keywords"] == "brott, län"
    assert found.embedded["created"] == "2017-11-08T09:30:00+01:00"
    assert found.embedded["language"] == "sv-SE"
    assert found.embedded["tagged"] == "yes"


def test_an_outline_that_leads_out_of_the_file_leads_nowhere(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.addOutlineEntry("Borta", "borta", level=0)
        canvas.bookmarkPage("borta")
        lines("Text")(canvas)

    path = make(tmp_path / "a.pdf", draw)
    path.write_bytes(path.read_bytes().replace(b"/Dest [ ", b"/Dest [9"))
    outline = structure_of(path).outline
    assert [(entry.title, entry.page) for entry in outline] == [("Borta", 0)]


def test_a_real_outline_leads_to_its_pages() -> None:
    found = structure_of(corpus("pdf-general") / "pdfminer-pagelabels.pdf")
    assert [(entry.title, entry.page) for entry in found.outline][:2] == [
        ("First section", 1),
        ("Second section", 2),
    ]


def test_an_outline_in_a_circle_ends_is_counted_and_costs_nothing_else() -> None:
    found = structure_of(corpus("hostile") / "cyc_outline.pdf")
    assert found.failed == 1
    assert found.embedded["tagged"] == "no"


def figures_of(path: Path) -> Structure:
    file = MinerFile(path, 1000)
    try:
        found = Structure()
        tell_figures(file.document, found)
        return found
    finally:
        file.close()


TREE = b"""90 0 obj
<< /Type /StructTreeRoot /RoleMap << /Bild /Figure >> /K [91 0 R 92 0 R] >>
endobj
91 0 obj
<< /S /Document /K [<< /S /Figure /Alt (Tre personer) >> << /S /Figure >> << /S /P /K 0 >> 92 0 R] >>
endobj
92 0 obj
<< /S /Bild /Alt ( ) /K [90 0 R 91 0 R] >>
endobj
"""


def test_figures_without_a_description_are_counted_also_under_a_name_of_the_programs_own(
    tmp_path: Path,
) -> None:
    path = with_catalog(make(tmp_path / "a.pdf", lines("Text")), b"/StructTreeRoot 90 0 R", TREE)
    found = figures_of(path)
    assert (found.embedded["figures"], found.undescribed, found.failed) == ("3", 2, 0)


def test_a_file_without_tags_says_nothing_of_figures(tmp_path: Path) -> None:
    marked = with_catalog(make(tmp_path / "a.pdf", lines("Text")), b"/MarkInfo << /Marked true >>", b"")
    assert "figures" not in figures_of(marked).embedded
    assert structure_of(marked).embedded["tagged"] == "no"  # marked alone: there is nothing to read aloud by


@pytest.mark.parametrize("corpus_name", ["pdf-general", "pdf-swedish"])
def test_objects_parsed_when_asked_for_are_those_that_parsing_all_gives(corpus_name: str) -> None:
    for path in sorted(corpus(corpus_name).glob("*.pdf")):
        if path.stat().st_size > 1_000_000:
            continue
        try:
            file = MinerFile(path, 20)
        except Refused:
            continue
        with path.open("rb") as stream:
            whole = PDFDocument(PDFParser(stream))
            assert str(file.document.catalog) == str(whole.catalog), path.name
            pages = [page for page, _ in zip(PDFPage.create_pages(whole), range(20), strict=False)]
            assert [str(page.attrs) for page in file.pages] == [str(page.attrs) for page in pages], path.name
        file.close()
