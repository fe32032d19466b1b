"""A presentation as a PowerPoint deck: placeholders, tables, groups, charts, SmartArt, pictures, notes."""

import copy
import datetime
import io
import re
from collections.abc import Sequence
from pathlib import Path

import pptx
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation as Deck
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.slide import Slide as DeckSlide
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Emu, Pt

from sample.blocks import (
    DISCLAIMER,
    MARK,
    Aside,
    Block,
    Bullets,
    Chart,
    Group,
    Picture,
    Presentation,
    Slide,
    Steps,
    Table,
)
from sample.powerpoint import drawings
from sample.powerpoint.smartart import add_steps
from sample.powerpoint.zips import fixed

WIDE = 12_192_000  # 16:9; the template that python-pptx brings is 4:3, 9,144,000 wide
MARGIN, TOP, BOTTOM, GAP = 620_000, 1_480_000, 6_200_000, 300_000
TITLE_SLIDE, TITLE_AND_BODY, TITLE_ONLY = 0, 1, 5
ACCENTS = ("1F5F6B", "5D929C", "A9C8CD", "8A6D3B", "55646A", "C2B280")
KINDS = {
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "pie": XL_CHART_TYPE.PIE,
}
Box = tuple[int, int, int, int]


def write_deck(presentation: Presentation, path: Path, made: datetime.datetime) -> None:
    """Write the presentation as .pptx; the same presentation gives the same bytes."""
    deck = _template()
    properties = deck.core_properties
    properties.title = presentation.embedded_title or ""
    properties.author = properties.last_modified_by = MARK
    properties.language, properties.created, properties.modified = "sv-SE", made, made
    _cover(deck, presentation)
    diagrams = 0
    for number, slide in enumerate(presentation.slides, start=2):
        diagrams += any(isinstance(block, Steps) for block in slide.blocks)
        _slide(deck, slide, number, presentation.title, diagrams)
    target = io.BytesIO()
    deck.save(target)
    path.write_bytes(fixed(target.getvalue()))


def _template() -> Deck:
    """Return the template that python-pptx brings, made wide, in our colours and a face met anywhere."""
    deck = pptx.Presentation()
    stretch = WIDE / deck.slide_width
    deck.slide_width = Emu(WIDE)
    for page in (deck.slide_master, *deck.slide_layouts):
        for off in page._element.iter("{*}off"):
            off.set("x", str(int(int(off.get("x")) * stretch)))
        for extent in page._element.iter("{*}ext"):
            if extent.get("cx"):
                extent.set("cx", str(int(int(extent.get("cx")) * stretch)))
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode().replace('typeface="Calibri"', 'typeface="Arial"')
    for n, colour in enumerate(ACCENTS, start=1):
        text = re.sub(rf"(<a:accent{n}>)<a:srgbClr val=\"\w+\"/>", rf'\g<1><a:srgbClr val="{colour}"/>', text)
    theme._blob = text.encode()
    return deck


def _cover(deck: Deck, presentation: Presentation) -> None:
    page = deck.slides.add_slide(deck.slide_layouts[TITLE_SLIDE])
    page.shapes.title.text = presentation.title
    _place(page.shapes.title, (MARGIN, 1_700_000, WIDE - 2 * MARGIN, 1_500_000))
    _title_style(page, 38)
    subtitle = page.placeholders[1]
    _place(subtitle, (MARGIN, 3_350_000, WIDE - 2 * MARGIN, 900_000))
    subtitle.text = presentation.subtitle
    subtitle.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    subtitle.text_frame.paragraphs[0].font.size = Pt(22)
    _mark(page)
    note = page.shapes.add_textbox(Emu(MARGIN), Emu(5_900_000), Emu(WIDE - 2 * MARGIN), Emu(600_000))
    _write(note.text_frame, DISCLAIMER, 14)
    note.name = "Om exempelmaterialet"


def _slide(deck: Deck, slide: Slide, number: int, running_title: str, diagrams: int) -> None:
    plain = len(slide.blocks) == 1 and isinstance(slide.blocks[0], Bullets)
    page = deck.slides.add_slide(deck.slide_layouts[TITLE_AND_BODY if plain else TITLE_ONLY])
    page.shapes.title.text = slide.title
    _place(page.shapes.title, (MARGIN, 420_000, WIDE - 2 * MARGIN, 900_000))
    _title_style(page, 28)
    for block, box in zip(slide.blocks, _boxes(len(slide.blocks)), strict=True):
        _draw(page, block, box, diagrams)
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


def _draw(page: DeckSlide, block: Block, box: Box, diagrams: int) -> None:
    match block:
        case Bullets():
            _bullets(page, block, box)
        case Aside(text):
            _aside(page, text, box)
        case Table():
            _table(page, block, box)
        case Chart():
            _chart(page, block, box)
        case Group():
            _group(page, block, box)
        case Picture():
            _picture(page, block, box)
        case Steps(labels):
            add_steps(page, labels, box, diagrams)
        case _:
            raise TypeError(f"a deck has no {type(block).__name__}")


def _bullets(page: DeckSlide, block: Bullets, box: Box) -> None:
    body = next((shape for shape in page.placeholders if shape.placeholder_format.idx == 1), None)
    shape = body or page.shapes.add_textbox(*map(Emu, box))
    _place(shape, box)
    frame = shape.text_frame
    frame.word_wrap = True
    for n, item in enumerate(block.items):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        paragraph.text = item
        paragraph.font.size = Pt(24 if body is not None else 20)
        paragraph.space_after = Pt(12)
        if body is None:
            _bullet(paragraph)


def _bullet(paragraph: _Paragraph) -> None:
    """Give a paragraph of a text box the bullet that a body placeholder has by itself."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "285750")
    properties.set("indent", "-285750")
    properties.append(parse_xml(f'<a:buFont {nsdecls("a")} typeface="Arial"/>'))
    properties.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))


def _aside(page: DeckSlide, text: str, box: Box) -> None:
    left, top, width, height = box
    shape = page.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *map(Emu, (left, top, width, height // 2)))
    _fill(shape, MSO_THEME_COLOR.ACCENT_1)
    _write(shape.text_frame, text, 20, RGBColor(255, 255, 255))


def _table(page: DeckSlide, block: Table, box: Box) -> None:
    left, top, width, _ = box
    frame = page.shapes.add_table(
        len(block.rows) + 1, len(block.head), *map(Emu, (left, top, width, 480_000 * (len(block.rows) + 1)))
    )
    frame.name = block.caption or "Tabell"
    shares = block.widths or (1.0,) * len(block.head)
    for column, share in zip(frame.table.columns, shares, strict=True):
        column.width = Emu(int(width * share / sum(shares)))
    for y, row in enumerate((block.head, *block.rows)):
        for x, text in enumerate(row):
            _write(frame.table.cell(y, x).text_frame, text, 18)


def _chart(page: DeckSlide, block: Chart, box: Box) -> None:
    data = CategoryChartData()
    data.categories = block.categories
    for name, values in block.series.items():
        data.add_series(name, values)
    frame = page.shapes.add_chart(KINDS[block.kind], *map(Emu, box), data)
    _describe(frame, f"Diagram med påhittade siffror: {block.title}")
    chart = frame.chart
    chart.has_title, chart.has_legend = True, len(block.series) > 1 or block.kind == "pie"
    chart.chart_title.text_frame.text = f"{block.title} (påhittade siffror)"
    chart.chart_title.text_frame.paragraphs[0].font.size = Pt(16)
    chart.font.size = Pt(14)
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False


def _group(page: DeckSlide, block: Group, box: Box) -> None:
    """Draw rows of boxes, every row a group of its own inside the named one."""
    left, top, width, height = box
    outer = page.shapes.add_group_shape()
    outer.name = block.name
    row_height = min(1_300_000, (height - GAP * (len(block.rows) - 1)) // len(block.rows))
    for y, labels in enumerate(block.rows):
        inner = outer.shapes.add_group_shape()
        inner.name = f"{block.name}, rad {y + 1}"
        box_width = (width - GAP * (len(labels) - 1)) // len(labels)
        for x, label in enumerate(labels):
            place = (left + x * (box_width + GAP), top + y * (row_height + GAP), box_width, row_height)
            shape = inner.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *map(Emu, place))
            _fill(shape, MSO_THEME_COLOR.ACCENT_1 if y == 0 else MSO_THEME_COLOR.ACCENT_3)
            _write(shape.text_frame, label, 18, RGBColor(255, 255, 255) if y == 0 else RGBColor(27, 37, 41))
            shape.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def _picture(page: DeckSlide, block: Picture, box: Box) -> None:
    left, top, width, height = box
    data = {"triangle": drawings.triangle, "circles": drawings.circles}[block.drawing](block.labels)
    picture = page.shapes.add_picture(io.BytesIO(data), Emu(left), Emu(top), height=Emu(height))
    if picture.width > width:
        picture.height, picture.width = Emu(picture.height * width // picture.width), Emu(width)
    picture.left = Emu(left + (width - picture.width) // 2)
    _describe(picture, block.alt)


def _mark(page: DeckSlide) -> None:
    width, height = 1_750_000, 300_000
    shape = page.shapes.add_shape(
        MSO_SHAPE.ROUNDED_RECTANGLE, *map(Emu, (WIDE - MARGIN - width, 120_000, width, height))
    )
    shape.name = "Märkning"
    _fill(shape, MSO_THEME_COLOR.ACCENT_3)
    _write(shape.text_frame, MARK, 12, RGBColor(27, 37, 41))
    shape.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def _footers(page: DeckSlide, running_title: str, number: int) -> None:
    """Put footer and slide number on the slide, which python-pptx leaves on the layout."""
    for placeholder in page.slide_layout.placeholders:
        kind = placeholder.element.ph.get("type")
        if kind not in ("ftr", "sldNum"):
            continue
        page.shapes._spTree.append(copy.deepcopy(placeholder.element))
        frame = page.shapes[-1].text_frame
        if kind == "ftr":
            frame.text = running_title
            _place(page.shapes[-1], (MARGIN, 6_420_000, 8_400_000, 300_000))
        else:
            frame.paragraphs[0]._p.xpath(".//a:fld/a:t")[0].text = str(number)


def _write(frame: TextFrame, text: str, size: float, colour: RGBColor | None = None) -> None:
    frame.text = text
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    for paragraph in frame.paragraphs:
        paragraph.font.size = Pt(size)
        if colour is not None:
            paragraph.font.color.rgb = colour


def _title_style(page: DeckSlide, size: float) -> None:
    paragraph = page.shapes.title.text_frame.paragraphs[0]
    paragraph.font.size, paragraph.font.bold = Pt(size), True
    paragraph.font.color.theme_color = MSO_THEME_COLOR.ACCENT_1
    paragraph.alignment = PP_ALIGN.LEFT


def _fill(shape: Shape, colour: MSO_THEME_COLOR) -> None:
    shape.fill.solid()
    shape.fill.fore_color.theme_color = colour
    shape.line.fill.background()
    shape.shadow.inherit = False


def _place(shape: BaseShape, box: Sequence[int]) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Emu, box)


def _describe(shape: BaseShape, alt: str) -> None:
    shape._element.xpath(".//p:cNvPr")[0].set("descr", alt)
