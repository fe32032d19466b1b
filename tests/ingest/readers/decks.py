"""Decks made for the tests: with python-pptx, then changed part by part where it cannot make a thing."""

import zipfile
from collections.abc import Callable

from pptx import Presentation

from ingest.readers.deck import read
from ingest.readers.reading import Limits

P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = f'xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{R}"'
SLIDE = "ppt/slides/slide1.xml"


def read_deck(path, limits=None):
    """Return the pages and the summary of a deck."""
    pages, reader = [], read(path, limits or Limits())
    while True:
        try:
            pages.append(next(reader))
        except StopIteration as end:
            return pages, end.value


def outline(page):
    """Return the blocks of a page as (kind, level, text)."""
    return [(block.kind.value, block.level, page.text[block.start : block.end]) for block in page.blocks]


def deck(path, *titles):
    """Save a deck with one title-and-content slide for each title."""
    presentation = Presentation()
    for title in titles:
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = f"Punkt om {title}"
    presentation.save(path)
    return path


def change(path, edit: Callable[[str, bytes], bytes | None], add: dict[str, str | bytes] | None = None):
    """Rewrite a package, each part through `edit`; None leaves the part out."""
    with zipfile.ZipFile(path) as package:
        parts = [(info.filename, package.read(info)) for info in package.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts:
            changed = edit(name, data)
            if changed is not None:
                package.writestr(name, changed)
        for name, data in (add or {}).items():
            package.writestr(name, data)
    return path


def with_shapes(path, shapes: str, relationships: str = "", add: dict[str, str | bytes] | None = None):
    """Save a deck of one slide titled *Rubrik* whose shape tree ends with this XML."""
    deck(path, "Rubrik")

    def edit(name: str, data: bytes) -> bytes:
        if name == SLIDE:
            return data.replace(b"</p:spTree>", shapes.encode() + b"</p:spTree>")
        if name == "ppt/slides/_rels/slide1.xml.rels":
            return data.replace(b"</Relationships>", relationships.encode() + b"</Relationships>")
        return data

    return change(path, edit, add)


def box(text="", inner="", name="Ruta", attributes="", placeholder=""):
    """Return the XML of a text box with one paragraph, or with `inner` as its paragraphs."""
    inner = inner or f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"
    return (
        f'<p:sp {NAMES}><p:nvSpPr><p:cNvPr id="9" name="{name}" {attributes}/><p:cNvSpPr/>'
        f"<p:nvPr>{placeholder}</p:nvPr></p:nvSpPr><p:spPr/>"
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{inner}</p:txBody></p:sp>"
    )


def related(key, kind, target, mode=""):
    """Return the XML of a relationship."""
    return f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}" {mode}/>'


def frame(data, attributes=""):
    """Return the XML of a graphic frame that holds this."""
    return (
        f'<p:graphicFrame {NAMES}><p:nvGraphicFramePr><p:cNvPr id="8" name="Ram" {attributes}/>'
        f"<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm/>"
        f'<a:graphic><a:graphicData uri="x">{data}</a:graphicData></a:graphic></p:graphicFrame>'
    )
