"""Word documents made for the tests: with python-docx, then changed part by part."""

import docx

from ingest.readers.reading import Limits
from ingest.readers.word import read
from tests.ingest.readers.decks import change, related

MAIN = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
NAMES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)


def read_all(path, limits=None, reader=read):
    """Return the pages and the summary of a document."""
    pages, walk = [], reader(path, limits or Limits())
    while True:
        try:
            pages.append(next(walk))
        except StopIteration as end:
            return pages, end.value


def document(path, body, relations="", parts=None):
    """Save a document whose body begins with this XML."""
    docx.Document().save(path)

    def edit(name, data):
        if name == MAIN:
            start, tag, end = data.partition(b"<w:body>")
            start = start.replace(b"<w:document ", b"<w:document ", 1)
            wrapped = f"<w:customXml {NAMES}>{body}</w:customXml>".encode()
            return start + tag + wrapped + end
        if name == RELATIONS:
            return data.replace(b"</Relationships>", relations.encode() + b"</Relationships>")
        return data

    return change(path, edit, parts)


def p(text="", inner="", style=""):
    """Return the XML of a paragraph."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{inner or run(text)}</w:p>"


def run(text="", inner="", properties=""):
    """Return the XML of a run."""
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}{inner or f"""<w:t xml:space="preserve">{text}</w:t>"""}</w:r>'


def drawing(data, description="", name="Bild 1"):
    """Return the XML of a run with a drawing."""
    return run(
        inner=f'<w:drawing><wp:inline><wp:docPr id="1" name="{name}" descr="{description}"/><a:graphic>'
        f'<a:graphicData uri="x">{data}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def box(text):
    """Return the XML of a text box's shape."""
    return f"<wps:wsp><wps:txbx><w:txbxContent>{p(text)}</w:txbxContent></wps:txbx></wps:wsp>"


def picture(description=""):
    """Return the XML of a picture."""
    properties = f'<pic:cNvPr id="2" name="x.png" descr="{description}"/>'
    return f"<pic:pic><pic:nvPicPr>{properties}</pic:nvPicPr></pic:pic>"


def field(code, result):
    """Return the XML of a field with its code and its result."""
    begin, separate, end = (
        run(inner=f'<w:fldChar w:fldCharType="{kind}"/>') for kind in ("begin", "separate", "end")
    )
    return f"{begin}{run(inner=f'<w:instrText>{code}</w:instrText>')}{separate}{run(result)}{end}"


def notes(kind, *texts):
    """Return the XML of a part with footnotes, endnotes or comments, numbered from 1."""
    tag = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}[kind]
    found = "".join(f'<w:{tag} w:id="{n}">{p(text)}</w:{tag}>' for n, text in enumerate(texts, 1))
    rule = f'<w:{tag} w:type="separator" w:id="0">{p("strecket")}</w:{tag}>' if tag != "comment" else ""
    return f"<w:{kind} {NAMES}>{rule}{found}</w:{kind}>"


CHART = (
    f"<c:chartSpace {NAMES}><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>diagramrubrik</a:t></a:r></a:p>"
    "</c:rich></c:tx></c:title><c:plotArea><c:ser><c:cat><c:strRef><c:strCache><c:pt><c:v>kategoriord</c:v>"
    "</c:pt></c:strCache></c:strRef></c:cat></c:ser></c:plotArea></c:chart></c:chartSpace>"
)
DIAGRAM = (
    f'<dgm:dataModel {NAMES}><dgm:ptLst><dgm:pt modelId="0" type="doc"/><dgm:pt modelId="1"><dgm:t><a:p><a:r>'
    "<a:t>smartartord</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
)
EMBEDDED = (
    '<w:object><v:shape alt="bildavkalkyl"><v:imagedata r:id="x"/></v:shape>'
    '<o:OLEObject ProgID="Excel" r:id="rId95"/></w:object>'
)


def rich(path):
    """Save a document with a word planted in each place that can hold text."""
    group = f"<wpg:wgp>{box('gruppruta')}<wpg:grpSp>{box('djupruta')}</wpg:grpSp></wpg:wgp>"
    old = (
        f'<w:pict><v:shape alt="gammalalt"><v:textbox><w:txbxContent>{p("vmlruta")}</w:txbxContent>'
        '</v:textbox></v:shape><v:shape><v:textpath string="ordkonst"/></v:shape></w:pict>'
    )
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{box("valruta")}</mc:Choice>'
        f"<mc:Fallback>{box('valruta')}</mc:Fallback></mc:AlternateContent>"
    )
    nested = f"<w:tbl><w:tr><w:tc>{p('nästladcell')}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>"
    table = (
        f"<w:tbl><w:tr><w:tc>{p('cellord')}</w:tc><w:tc>{nested}</w:tc></w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('struketrad')}</w:tc></w:tr></w:tbl>"
    )
    body = (
        p("Huvudrubriken", style="Heading1")
        + p(inner=run("textord") + run(inner='<w:footnoteReference w:id="1"/>'))
        + p(inner=run(inner='<w:endnoteReference w:id="1"/>') + run(inner='<w:commentReference w:id="1"/>'))
        + p("listord", style="ListBullet")
        + p(
            inner=f"<w:ins>{run('infogatord')}</w:ins><w:del>{run(inner='<w:delText>struketord</w:delText>')}</w:del>"
        )
        + p(inner=f"<w:moveTo>{run('flyttattill')}</w:moveTo><w:moveFrom>{run('flyttatfrån')}</w:moveFrom>")
        + f"<w:sdt><w:sdtContent>{p('kontrollord')}</w:sdtContent></w:sdt>"
        + p(inner=f"<w:sdt><w:sdtContent>{run('inlinekontroll')}</w:sdtContent></w:sdt>")
        + p(inner=field(' HYPERLINK "https://falt.example/"', "fältresultat"))
        + p(inner=f'<w:hyperlink r:id="rId90">{run("länkord")}</w:hyperlink>')
        + p(inner="<m:oMath><m:r><m:t>formelord</m:t></m:r></m:oMath>")
        + p(inner=drawing(box("textruta")) + drawing(group) + drawing(both) + run(inner=old))
        + p(inner=drawing(picture("alternativtext")) + drawing(picture()))
        + p(inner=drawing('<c:chart r:id="rId91"/>') + drawing('<dgm:relIds r:dm="rId92"/>'))
        + p(inner=run(inner=EMBEDDED) + run("doltord", properties="<w:vanish/>"))
        + table
    )
    relations = (
        related("rId90", "hyperlink", "https://lank.example/", 'TargetMode="External"')
        + related("rId91", "chart", "charts/c.xml")
        + related("rId92", "diagramData", "diagrams/d.xml")
        + related("rId93", "footnotes", "footnotes.xml")
        + related("rId94", "endnotes", "endnotes.xml")
        + related("rId95", "package", "embeddings/kalkyl.xlsx")
        + related("rId96", "comments", "comments.xml")
    )
    document(
        path,
        body,
        relations,
        {
            "word/charts/c.xml": CHART,
            "word/diagrams/d.xml": DIAGRAM,
            "word/footnotes.xml": notes("footnotes", "fotnotsord"),
            "word/endnotes.xml": notes("endnotes", "slutnotsord"),
            "word/comments.xml": notes("comments", "kommentarord", "lösriven"),
            "word/embeddings/kalkyl.xlsx": b"x" * 20,
        },
    )
    return path
