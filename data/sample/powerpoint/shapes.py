"""Blocks as the shapes of a slide: text, tables, charts, groups, pictures, SmartArt."""

import io

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Emu, Pt

from sample.blocks import Aside, Block, Bullets, Chart, Group, Picture, Steps, Table
from sample.powerpoint import drawings
from sample.powerpoint.smartart import add_steps

GAP = 300_000
WHITE, INK = RGBColor(255, 255, 255), RGBColor(27, 37, 41)
KINDS = {
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "pie": XL_CHART_TYPE.PIE,
}
Box = tuple[int, int, int, int]
"""Left, top, width and height in EMU."""


def draw(page: Slide, block: Block, box: Box, serial: int) -> None:
    """Draw the block within the box; `serial` numbers the SmartArt of the deck."""
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
            add_steps(page, labels, box, serial)
        case _:
            raise TypeError(f"a deck has no {type(block).__name__}")


def _bullets(page: Slide, block: Bullets, box: Box) -> None:
    body = next((shape for shape in page.placeholders if shape.placeholder_format.idx == 1), None)
    shape = body or page.shapes.add_textbox(*map(Emu, box))
    place(shape, box)
    frame = shape.text_frame
    frame.word_wrap = True
    for n, item in enumerate(block.items):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text, run.font.size = item, Pt(24 if body is not None else 20)
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


def _aside(page: Slide, text: str, box: Box) -> None:
    left, top, width, height = box
    shape = page.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *map(Emu, (left, top, width, height // 2)))
    fill(shape, MSO_THEME_COLOR.ACCENT_1)
    write(shape.text_frame, text, 20, WHITE)


def _table(page: Slide, block: Table, box: Box) -> None:
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
            write(frame.table.cell(y, x).text_frame, text, 18)


def _chart(page: Slide, block: Chart, box: Box) -> None:
    data = CategoryChartData()
    data.categories = block.categories
    for name, values in block.series.items():
        data.add_series(name, values)
    frame = page.shapes.add_chart(KINDS[block.kind], *map(Emu, box), data)
    _describe(frame, f"Diagram med påhittade siffror: {block.title}")
    chart = frame.chart
    chart.has_title, chart.has_legend = True, len(block.series) > 1 or block.kind == "pie"
    write(chart.chart_title.text_frame, f"{block.title} (påhittade siffror)", 16)
    chart.font.size = Pt(14)
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False


def _group(page: Slide, block: Group, box: Box) -> None:
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
            fill(shape, MSO_THEME_COLOR.ACCENT_1 if y == 0 else MSO_THEME_COLOR.ACCENT_3)
            write(shape.text_frame, label, 18, WHITE if y == 0 else INK)
            shape.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def _picture(page: Slide, block: Picture, box: Box) -> None:
    left, top, width, height = box
    data = {"triangle": drawings.triangle, "circles": drawings.circles}[block.drawing](block.labels)
    picture = page.shapes.add_picture(io.BytesIO(data), Emu(left), Emu(top), height=Emu(height))
    if picture.width > width:
        picture.height, picture.width = Emu(picture.height * width // picture.width), Emu(width)
    picture.left = Emu(left + (width - picture.width) // 2)
    _describe(picture, block.alt)


def write(frame: TextFrame, text: str, size: float, colour: RGBColor | None = None) -> None:
    """Set the text of a frame, centred on its height, in a size and perhaps a colour."""
    frame.text = text
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    # PowerPoint heeds the font of a run, not what python-pptx sets as the font of a paragraph.
    for run in frame.paragraphs[0].runs:
        run.font.size = Pt(size)
        if colour is not None:
            run.font.color.rgb = colour


def fill(shape: Shape, colour: MSO_THEME_COLOR) -> None:
    """Fill the shape with a colour of the theme, without outline and shadow."""
    shape.fill.solid()
    shape.fill.fore_color.theme_color = colour
    shape.line.fill.background()
    shape.shadow.inherit = False


def place(shape: BaseShape, box: Box) -> None:
    """Move the shape into the box."""
    shape.left, shape.top, shape.width, shape.height = map(Emu, box)


def _describe(shape: BaseShape, alt: str) -> None:
    shape._element.xpath(".//p:cNvPr")[0].set("descr", alt)
