"""OpenDocument files written by hand for the tests."""

import zipfile

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        **{
            name: f"{_ODF}{name}:1.0"
            for name in ("office", "text", "table", "style", "chart", "presentation")
        },
        "draw": f"{_ODF}drawing:1.0",
        "meta": f"{_ODF}meta:1.0",
        "manifest": f"{_ODF}manifest:1.0",
        "fo": f"{_ODF}xsl-fo-compatible:1.0",
        "svg": f"{_ODF}svg-compatible:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
        "xlink": "http://www.w3.org/1999/xlink",
    }.items()
)
META = (
    "<office:meta><dc:title>Filens titel</dc:title><meta:initial-creator>Någon</meta:initial-creator>"
    "<dc:language>sv-SE</dc:language><meta:creation-date>2017-11-08T09:10:11.5</meta:creation-date></office:meta>"
)
STYLES = (
    '<office:automatic-styles><style:page-layout style:name="A4">'
    '<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"/></style:page-layout>'
    '</office:automatic-styles><office:master-styles><style:master-page style:name="{master}" '
    'style:page-layout-name="A4">{inner}</style:master-page></office:master-styles>'
)
AUTOMATIC = (
    '<office:automatic-styles><style:style style:name="Ny" style:family="paragraph">'
    '<style:paragraph-properties fo:break-before="page"/></style:style>'
    '<style:style style:name="Dold" style:family="text">'
    '<style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="Gömd" style:family="drawing-page">'
    '<style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
    "</office:automatic-styles>"
)
CHART = (
    "<office:body><office:chart><chart:chart><chart:title><text:p>diagramrubrik</text:p></chart:title>"
    '<table:table><table:table-row><table:table-cell office:value-type="string"><text:p>kategoriord</text:p>'
    '</table:table-cell><table:table-cell office:value-type="float"><text:p>17,5</text:p></table:table-cell>'
    "</table:table-row></table:table></chart:chart></office:chart></office:body>"
)


def part(tag, inner):
    """Return a part of an OpenDocument file."""
    return f"<office:{tag} {NAMES}>{inner}</office:{tag}>"


def save(path, kind, body, styles="", parts=None, master="Standard"):
    """Save a file of a kind, text or presentation, with this body."""
    content = f"{AUTOMATIC}<office:body><office:{kind}>{body}</office:{kind}></office:body>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", zipfile.ZIP_STORED)
        package.writestr("content.xml", part("document-content", content))
        package.writestr("styles.xml", part("document-styles", STYLES.format(master=master, inner=styles)))
        package.writestr("meta.xml", part("document-meta", META))
        for name, data in (parts or {}).items():
            package.writestr(name, data)
    return path


SHAPES = (
    "<draw:frame><draw:text-box><text:p>textruta</text:p></draw:text-box></draw:frame>"
    "<draw:g><draw:custom-shape><text:p>gruppform</text:p></draw:custom-shape>"
    "<draw:g><draw:rect><text:p>djupform</text:p></draw:rect></draw:g></draw:g>"
    '<draw:frame><draw:image xlink:href="a.png"/><svg:desc>alternativtext</svg:desc></draw:frame>'
    '<draw:frame><draw:image xlink:href="b.png"/></draw:frame>'
    '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
    '<draw:frame><draw:object-ole xlink:href="./Kalkyl"/></draw:frame>'
)
COMMENT = "<office:annotation><dc:creator>Någon</dc:creator><text:p>kommentarord</text:p></office:annotation>"
TABLE = (
    "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>cellord</text:p>"
    "</table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>"
    "</table:table-header-rows><table:table-row><table:table-cell/><table:table-cell><table:table><table:table-row>"
    "<table:table-cell><text:p>nästladcell</text:p></table:table-cell></table:table-row></table:table>"
    "</table:table-cell></table:table-row></table:table>"
)
PARTS = {"Object 1/content.xml": part("document-content", CHART), "Kalkyl": b"x" * 20}


def rich_text(path):
    """Save a text with a word planted in each place that can hold text."""
    note = (
        '<text:note text:note-class="{0}"><text:note-citation>1</text:note-citation><text:note-body>'
        "<text:p>{1}</text:p></text:note-body></text:note>"
    )
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>struketord</text:p></text:deletion>"
        '</text:changed-region></text:tracked-changes><text:h text:outline-level="1">Huvudrubriken</text:h>'
        f"<text:p>textord{note.format('footnote', 'fotnotsord')}"
        f"{note.format('endnote', 'slutnotsord')}{COMMENT}</text:p>"
        "<text:list><text:list-item><text:p>listord</text:p><text:list><text:list-item><text:p>djuplista</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
        '<text:p><text:a xlink:href="https://lank.example/">länkord</text:a> <text:title>fältord</text:title>'
        '<text:span text:style-name="Dold">doltord</text:span></text:p>'
        f"<text:p>{SHAPES}</text:p>{TABLE}"
        "<text:section><text:p>sektionsord</text:p></text:section>"
        "<text:table-of-content><text:index-body><text:p>innehållsord</text:p></text:index-body>"
        '</text:table-of-content><text:p text:style-name="Ny">Andra<text:soft-page-break/> tredje</text:p>'
    )
    styles = (
        "<style:header><text:p>huvudord <text:page-number>7</text:page-number></text:p></style:header>"
        "<style:footer><text:p>fotord</text:p></style:footer>"
    )
    return save(path, "text", body, styles, PARTS)


def rich_deck(path):
    """Save a presentation with a word planted in each place that can hold text."""
    body = (
        '<presentation:footer-decl presentation:name="f">fotord</presentation:footer-decl>'
        '<draw:page draw:master-page-name="M">'
        '<draw:frame presentation:class="outline"><draw:text-box><text:list><text:list-item>'
        "<text:p>listord</text:p>"
        "</text:list-item></text:list></draw:text-box></draw:frame>"
        '<draw:frame presentation:class="title"><draw:text-box><text:p>Huvudrubriken</text:p>'
        "</draw:text-box></draw:frame>"
        '<draw:frame presentation:class="subtitle" presentation:placeholder="true"><draw:text-box/>'
        "</draw:frame>"
        f"{SHAPES}<draw:frame>{TABLE}<draw:image/></draw:frame>{COMMENT}"
        '<presentation:notes><draw:page-thumbnail/><draw:frame presentation:class="notes"><draw:text-box>'
        "<text:p>anteckningsord</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>"
        '<draw:page draw:master-page-name="M" draw:style-name="Gömd"><draw:frame><draw:text-box><text:p>'
        '<text:a xlink:href="https://lank.example/">länkord</text:a></text:p></draw:text-box></draw:frame></draw:page>'
    )
    styles = (
        '<draw:frame presentation:class="title"><draw:text-box><text:p>Klicka här</text:p>'
        "</draw:text-box></draw:frame>"
        "<draw:frame><draw:text-box><text:p>masterord</text:p></draw:text-box></draw:frame>"
    )
    return save(path, "presentation", body, styles, PARTS, master="M")
