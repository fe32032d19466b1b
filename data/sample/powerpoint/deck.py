"""A presentation as a PowerPoint deck: title slide, slides, footers, notes, hidden slides."""

import copy
import datetime
import io
import re
from pathlib import Path

import pptx
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide as DeckSlide
from pptx.util import Emu, Pt

from sample.blocks import DISCLAIMER, MARK, Bullets, Presentation, Slide, Steps
from sample.powerpoint.shapes import GAP, INK, Box, draw, fill, place, write
from sample.powerpoint.zips import fixed

WIDE = 12_192_000  # 16:9; the template that python-pptx brings is 4:3, 9,144,000 wide
MARGIN, TOP, BOTTOM = 620_000, 1_480_000, 6_200_000
TITLE_SLIDE, TITLE_AND_BODY, TITLE_ONLY = 0, 1, 5
ACCENTS = ("1F5F6B", "5D929C", "A9C8CD", "8A6D3B", "55646A", "C2B280")


def write_deck(presentation: Presentation, path: Path, made: datetime.datetime) -> None:
    """Write the presentation as .pptx; the same presentation gives the same bytes."""
    deck = _template()
    properties = deck.core_properties
    properties.title = presentation.embedded_title or ""
    properties.author = properties.last_modified_by = MARK
    properties.comments = DISCLAIMER
    properties.language, properties.created, properties.modified = "sv-SE", made, made
    _cover(deck, presentation)
    diagrams = 0
    for number, slide in enumerate(presentation.slides, start=2):
        diagrams += any(isinstance(block, Steps) for block in slide.blocks)
        _slide(deck, slide, number, presentation.title, diagrams)
    for page in deck.slides:
        _in_swedish(page)
    target = io.BytesIO()
    deck.save(target)
    path.write_bytes(fixed(target.getvalue()))


def _template() -> Deck:
    """Return the template that python-pptx brings, made wide, in our colours and a face met anywhere."""
    deck = pptx.Presentation()
    package = deck.part.package
    for key, relation in list(package._rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # a picture of somebody else's deck
            package._rels.pop(key)
    _widen(deck)
    _recolour(deck)
    return deck


def _widen(deck: Deck) -> None:
    stretch = WIDE / deck.slide_width
    deck.slide_width = Emu(WIDE)
    del deck.part._element.sldSz.attrib["type"]  # it says screen4x3
    for page in (deck.slide_master, *deck.slide_layouts):
        for off in page._element.iter("{*}off"):
            off.set("x", str(int(int(off.get("x")) * stretch)))
        for extent in page._element.iter("{*}ext"):
            if extent.get("cx"):  # extensions of the format are called ext too
                extent.set("cx", str(int(int(extent.get("cx")) * stretch)))


def _recolour(deck: Deck) -> None:
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode().replace('typeface="Calibri"', 'typeface="Arial"')
    for n, colour in enumerate(ACCENTS, start=1):
        text = re.sub(rf'(<a:accent{n}>)<a:srgbClr val="\w+"/>', rf'\g<1><a:srgbClr val="{colour}"/>', text)
    theme._blob = text.encode()


def _cover(deck: Deck, presentation: Presentation) -> None:
    page = deck.slides.add_slide(deck.slide_layouts[TITLE_SLIDE])
    page.shapes.title.text = presentation.title
    place(page.shapes.title, (MARGIN, 1_700_000, WIDE - 2 * MARGIN, 1_500_000))
    _title_style(page, 38)
    subtitle = page.placeholders[1]
    place(subtitle, (MARGIN, 3_350_000, WIDE - 2 * MARGIN, 900_000))
    subtitle.text = presentation.subtitle
    subtitle.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    subtitle.text_frame.paragraphs[0].runs[0].font.size = Pt(22)
    _mark(page)
    note = page.shapes.add_textbox(Emu(MARGIN), Emu(5_900_000), Emu(WIDE - 2 * MARGIN), Emu(600_000))
    write(note.text_frame, DISCLAIMER, 14)
    note.name = "Om exempelmaterialet"


def _slide(deck: Deck, slide: Slide, number: int, running_title: str, diagrams: int) -> None:
    plain = len(slide.blocks) == 1 and isinstance(slide.blocks[0], Bullets)
    page = deck.slides.add_slide(deck.slide_layouts[TITLE_AND_BODY if plain else TITLE_ONLY])
    page.shapes.title.text = slide.title
    place(page.shapes.title, (MARGIN, 420_000, WIDE - 2 * MARGIN, 900_000))
    _title_style(page, 28)
    for block, box in zip(slide.blocks, _boxes(len(slide.blocks)), strict=True):
        draw(page, block, box, diagrams)
    _mark(page)
    _footers(page, running_title, number)
    if slide.notes:
        page.notes_slide.notes_text_frame.text = slide.notes
    if slide.hidden:
        page._element.set("show", "0")


def _boxes(count: int) -> list[Box]:
    """Return the places of one, two or three blocks side by side."""
    width = (WIDE - 2 * MARGIN - GAP * (count - 1)) // count
    return [(MARGIN + n * (width + GAP), TOP, width, BOTTOM - TOP) for n in range(count)]


def _mark(page: DeckSlide) -> None:
    width, height = 1_750_000, 300_000
    shape = page.shapes.add_shape(
        MSO_SHAPE.ROUNDED_RECTANGLE, *map(Emu, (WIDE - MARGIN - width, 120_000, width, height))
    )
    shape.name = "Märkning"
    fill(shape, MSO_THEME_COLOR.ACCENT_3)
    write(shape.text_frame, MARK, 12, INK)
    shape.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def _footers(page: DeckSlide, running_title: str, number: int) -> None:
    """Put footer and slide number on the slide, which python-pptx leaves on the layout."""
    for placeholder in page.slide_layout.placeholders:
        kind = placeholder.element.ph.get("type")
        if kind not in ("ftr", "sldNum"):
            continue
        element = copy.deepcopy(placeholder.element)
        element.nvSpPr.cNvPr.set("id", str(page.shapes._next_shape_id))
        page.shapes._spTree.append(element)
        frame = page.shapes[-1].text_frame
        if kind == "ftr":
            frame.text = running_title
            place(page.shapes[-1], (MARGIN, 6_420_000, 8_400_000, 300_000))
        else:
            frame.paragraphs[0]._p.xpath(".//a:fld/a:t")[0].text = str(number)


def _in_swedish(page: DeckSlide) -> None:
    """Say of every run of the slide and its notes that it is Swedish; the template says nothing."""
    trees = [page._element, *([page.notes_slide._element] if page.has_notes_slide else [])]
    for tree in trees:
        for run in tree.xpath(".//a:r"):
            run.get_or_add_rPr()
        for properties in tree.xpath(".//a:rPr | .//a:endParaRPr"):
            properties.set("lang", "sv-SE")


def _title_style(page: Slide, size: float) -> None:
    paragraph = page.shapes.title.text_frame.paragraphs[0]
    font = paragraph.runs[0].font
    font.size, font.bold, font.color.theme_color = Pt(size), True, MSO_THEME_COLOR.ACCENT_1
    paragraph.alignment = PP_ALIGN.LEFT
