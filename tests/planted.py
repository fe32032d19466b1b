"""Files with a word planted in each place that a kind of file can hold text, and what is to become of it."""

from __future__ import annotations

import shutil
import subprocess
from enum import Enum
from pathlib import Path

import pypdfium2
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.readers.decks import NAMES, SLIDE, box, change, frame, related
from tests.ingest.readers.opendocument.documents import rich_deck, rich_text
from tests.ingest.readers.pdf.building import Leaf, build, literal, stream, text
from tests.ingest.readers.pdf.making import make
from tests.ingest.readers.word.documents import rich

DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"


class Fate(Enum):
    """What is to become of a planted word."""

    FOUND = "found by the search"
    NOTES = "withheld, and found once notes are published"
    HIDDEN = "withheld, and found once hidden slides are published"
    COMMENT = "withheld for good, and kept for staff"
    TOLD = "not read, and told: the words that stand in place of it say how"
    OUTLINE = "in the document's table of contents"
    OCR = "read from the picture"


F, N, H, C, T = Fate.FOUND, Fate.NOTES, Fate.HIDDEN, Fate.COMMENT, Fate.TOLD

PLANTED: dict[str, dict[str, tuple[str, Fate]]] = {
    "deck.pptx": {
        "title": ("zorkatitel", F),
        "body": ("zorkapunkt", F),
        "text box": ("zorkaruta", F),
        "nested group": ("zorkagrupp", F),
        "table": ("zorkacell", F),
        "SmartArt": ("zorkasmart", F),
        "chart title": ("zorkadiagram", F),
        "chart category": ("zorkakategori", F),
        "alt text": ("zorkaalternativ", F),
        "notes": ("zorkanotering", N),
        "comment": ("zorkakommentar", C),
        "hidden slide": ("zorkadold", H),
        "footer on the slide": ("zorkafot", F),
        "layout": ("zorkalayout", F),
        "master": ("zorkamaster", F),
    },
    "paper.pdf": {
        "text": ("vexlaordet", F),
        "form field": ("vexlafalt", F),
        "FreeText annotation": ("vexlafritext", F),
        "sticky note": ("vexlalapp", C),
        "rotated text": ("vexlaroterad", F),
        "hyphenated line end": ("vexlaavstavning", F),
        "left column": ("vexlavanster", F),
        "right column": ("vexlahoger", F),
        "bookmark": ("vexlabokmarke", Fate.OUTLINE),
        "pdf within the pdf": ("vexlainre", F),
        "deck within the pdf": ("zorkapunkt", F),
        "header": ("vexlahuvud", F),
    },
    "scan.pdf": {"scanned page": ("handlingsplan", Fate.OCR)},
    "ligature.pdf": {"ligature": ("vexlaffiord", F)},
    "text.docx": {
        "text": ("textord", F),
        "list": ("listord", F),
        "inserted": ("infogatord", F),
        "content control": ("kontrollord", F),
        "field": ("fältresultat", F),
        "link": ("länkord", F),
        "text box": ("textruta", F),
        "group": ("gruppruta", F),
        "nested group": ("djupruta", F),
        "old text box": ("vmlruta", F),
        "WordArt": ("ordkonst", F),
        "alt text": ("alternativtext", F),
        "chart title": ("diagramrubrik", F),
        "chart category": ("kategoriord", F),
        "SmartArt": ("smartartord", F),
        "table": ("cellord", F),
        "nested table": ("nästladcell", F),
        "formula": ("formelord", F),
        "comment": ("kommentarord", C),
        "footnote": ("fotnotsord", F),
        "endnote": ("slutnotsord", F),
    },
    "text.odt": {
        "text": ("textord", F),
        "list": ("djuplista", F),
        "footnote": ("fotnotsord", F),
        "endnote": ("slutnotsord", F),
        "text box": ("textruta", F),
        "group": ("gruppform", F),
        "nested group": ("djupform", F),
        "alt text": ("alternativtext", F),
        "table": ("cellord", F),
        "nested table": ("nästladcell", F),
        "chart title": ("diagramrubrik", F),
        "chart category": ("kategoriord", F),
        "section": ("sektionsord", F),
        "field": ("fältord", F),
        "header": ("huvudord", F),
        "footer": ("fotord", F),
        "comment": ("kommentarord", C),
    },
    "deck.odp": {
        "title": ("Huvudrubriken", F),
        "list": ("listord", F),
        "text box": ("textruta", F),
        "group": ("gruppform", F),
        "nested group": ("djupform", F),
        "alt text": ("alternativtext", F),
        "table": ("cellord", F),
        "chart title": ("diagramrubrik", F),
        "notes": ("anteckningsord", N),
        "comment": ("kommentarord", C),
        "hidden slide": ("länkord", H),
        "footer": ("fotord", F),
        "master": ("masterord", F),
    },
    "deck.ppt": {
        "title": ("zorkatitel", F),
        "body": ("zorkapunkt", F),
        "text box": ("zorkaruta", F),
        "nested group": ("zorkagrupp", F),
        "table": ("zorkacell", F),
        "notes": ("zorkanotering", N),
        "hidden slide": ("zorkadold", H),
        "chart": ("2 embedded: object", T),
    },
}


def plant(folder: Path) -> None:
    """Save all files into a folder; the .ppt only where LibreOffice is."""
    pptx(folder / "deck.pptx")
    pdf(folder / "paper.pdf", (folder / "deck.pptx").read_bytes())
    rich(folder / "text.docx")
    rich_text(folder / "text.odt")
    rich_deck(folder / "deck.odp")
    scan(folder / "scan.pdf")
    ligature(folder / "ligature.pdf")
    _ppt(folder)


def ligature(path: Path) -> Path:
    """Save a PDF whose font has a glyph for ffi and says so."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding "
    font += b"/BaseEncoding /WinAnsiEncoding /Differences [1 /ffi] >> /ToUnicode 51 0 R >>"
    letters = b"".join(b"<%02x> <%04x>\n" % (code, code) for code in range(32, 127))
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def\n"
        b"1 begincodespacerange <00> <ff> endcodespacerange\n96 beginbfchar\n<01> <FB03>\n"
        + letters
        + b"endbfchar endcmap end end"
    )
    page = Leaf(b"BT /F2 11 Tf 60 700 Td (Ordet vexla\\001ord) Tj ET", b"")
    page = Leaf(page.content.replace(b"/F2", b"/F1"))
    return build(path, [page], objects={3: font, 51: stream(cmap)})


def pptx(path: Path) -> Path:
    """Save a deck: python-pptx makes most, the rest is added part by part."""
    made = Presentation()
    first = made.slides.add_slide(made.slide_layouts[1])
    first.shapes.title.text = "zorkatitel"
    first.placeholders[1].text_frame.text = "zorkapunkt"
    first.notes_slide.notes_text_frame.text = "zorkanotering"
    _box(first.shapes, "zorkaruta")
    _box(first.shapes.add_group_shape().shapes.add_group_shape().shapes, "zorkagrupp")
    table = first.shapes.add_table(1, 2, 0, Inches(2), Inches(6), Inches(1)).table
    table.cell(0, 1).text = "zorkacell"
    data = CategoryChartData()
    data.categories = ["zorkakategori"]
    data.add_series("serie", (1,))
    chart = first.shapes.add_chart(XL_CHART_TYPE.PIE, 0, 0, Inches(3), Inches(3), data).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "zorkadiagram"
    hidden = made.slides.add_slide(made.slide_layouts[6])
    hidden._element.set("show", "0")
    _box(hidden.shapes, "zorkadold")
    made.save(str(path))
    return _with_parts(path)


def _box(shapes, said: str) -> None:  # type: ignore[no-untyped-def]
    shapes.add_textbox(Inches(1), Inches(1), Inches(2), Inches(1)).text_frame.text = said


def _with_parts(path: Path) -> Path:
    """Add SmartArt, a described picture, a footer and a comment to the first slide."""
    diagram = (
        f'<dgm:dataModel xmlns:dgm="{DGM}" {NAMES}><dgm:ptLst><dgm:pt modelId="0" type="doc"/>'
        '<dgm:pt modelId="1"><dgm:t><a:p><a:r><a:t>zorkasmart</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst>'
        '<dgm:cxnLst><dgm:cxn modelId="2" srcId="0" destId="1" srcOrd="0"/></dgm:cxnLst></dgm:dataModel>'
    )
    comments = (
        f'<p:cmLst {NAMES}><p:cm authorId="0" dt="2020-01-01T00:00:00" idx="1"><p:pos x="0" y="0"/>'
        "<p:text>zorkakommentar</p:text></p:cm></p:cmLst>"
    )
    shapes = frame(
        f'<dgm:relIds xmlns:dgm="{DGM}" r:dm="rId77" r:lo="rId1"/>', 'descr="zorkaalternativ"'
    ) + box("zorkafot", placeholder='<p:ph type="ftr"/>')
    relations = related("rId77", "diagramData", "../diagrams/d.xml") + related(
        "rId78", "comments", "../comments/c.xml"
    )

    around = {
        "ppt/slideLayouts/slideLayout2.xml": "zorkalayout",
        "ppt/slideMasters/slideMaster1.xml": "zorkamaster",
    }

    def edit(name: str, data: bytes) -> bytes:
        if name == SLIDE:
            return data.replace(b"</p:spTree>", shapes.encode() + b"</p:spTree>")
        if name == "ppt/slides/_rels/slide1.xml.rels":
            return data.replace(b"</Relationships>", relations.encode() + b"</Relationships>")
        if name in around:
            return data.replace(b"</p:spTree>", box(around[name]).encode() + b"</p:spTree>")
        return data

    return change(path, edit, {"ppt/diagrams/d.xml": diagram, "ppt/comments/c.xml": comments})


def _ppt(folder: Path) -> None:
    """Save the deck as LibreOffice does in the old format; not at all where it is missing."""
    program = shutil.which("soffice")
    if program is None:
        return
    profile = f"-env:UserInstallation=file://{folder.parent}/profile"
    command = [program, "--headless", profile, "--convert-to", "ppt", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "deck.pptx")], check=False, capture_output=True, timeout=120)


def pdf(path: Path, deck: bytes) -> Path:
    """Save a PDF written object by object, with a PDF, a deck and a page that is a picture in it."""
    inner = make(path.with_name("inner.bygge"), lambda canvas: canvas.drawString(60, 700, "Ordet vexlainre"))
    files = (("inre.pdf", inner.read_bytes()), ("bilder.pptx", deck))
    inner.unlink()
    objects: dict[int, bytes] = {
        60: stream(
            b"BT /F1 11 Tf 2 5 Td (vexlafalt) Tj ET",
            b"/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 3 0 R >> >>",
        ),
        61: b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (vexlafalt) /P 10 0 R "
        b"/Rect [60 600 300 620] /AP << /N 60 0 R >> >>",
        62: b"<< /Type /Annot /Subtype /FreeText /Contents (vexlafritext) /DA (/F1 11 Tf) "
        b"/Rect [60 560 300 580] >>",
        63: b"<< /Type /Annot /Subtype /Text /Contents (vexlalapp) /Rect [60 520 80 540] >>",
        64: b"<< /Type /Outlines /First 65 0 R /Last 65 0 R /Count 1 >>",
        65: b"<< /Title (vexlabokmarke) /Parent 64 0 R /Dest [10 0 R /Fit] >>",
    }
    names = b""
    for number, (name, data) in enumerate(files):
        objects[70 + 2 * number] = stream(data, b"/Type /EmbeddedFile")
        objects[71 + 2 * number] = b"<< /Type /Filespec /F %s /EF << /F %d 0 R >> >>" % (
            literal(name),
            70 + 2 * number,
        )
        names += b"%s %d 0 R " % (literal(name), 71 + 2 * number)
    catalog = (
        b"/Outlines 64 0 R /AcroForm << /Fields [61 0 R] /DR << /Font << /F1 3 0 R >> >> >> "
        b"/Names << /EmbeddedFiles << /Names [%s] >> >>" % names
    )
    left = (
        "I vänster spalt står vexlavanster",
        "som hör till en text om samverkan",
        "och om trygghet i länet.",
    )
    right = (
        "I höger spalt står vexlahoger och",
        "sedan kommer ett ord med vexlaav-",
        "stavning på två rader.",
    )
    turned = b"q 0 1 -1 0 560 300 cm BT /F1 11 Tf 0 0 Td (Ett ord vexlaroterad vid kanten) Tj ET Q\n"
    content = (
        text("Sidhuvud vexlahuvud", y=810)
        + text("Ordet vexlaordet står i texten")
        + text(*left, y=700)
        + text(*right, x=320, y=700)
        + turned
    )
    first = Leaf(content, b"/Annots [61 0 R 62 0 R 63 0 R]")
    return build(path, [first], catalog, objects)


def scan(path: Path) -> Path:
    """Save a PDF of one page that is a picture of a text."""
    drawn = make(path.with_name("scan.bygge"), _printed)
    document = pypdfium2.PdfDocument(drawn)
    picture = document[0].render(scale=200 / 72, grayscale=True).to_pil()
    document.close()
    drawn.unlink()
    picture.save(path, resolution=200)
    return path


def _printed(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 14)
    for line in range(6):
        canvas.drawString(60, 760 - 24 * line, "En handlingsplan för arbetet i kommunen och regionen")
