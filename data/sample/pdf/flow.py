"""Blocks as reportlab flowables."""

from collections.abc import Iterable

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, ListFlowable, ListItem, Spacer
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from sample.blocks import Aside, Block, Bullets, Heading, Paragraph, Steps, Table
from sample.pdf.hyphenation import with_soft_hyphens
from sample.pdf.look import ACCENT, PALE, WHITE

Styles = dict[str, ParagraphStyle]


class Arrows(Flowable):
    """Boxes in a row with arrows between them."""

    GAP = 18.0

    def __init__(self, labels: tuple[str, ...], style: ParagraphStyle) -> None:
        super().__init__()
        self.labels = [Text(label, style) for label in labels]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the size the row needs: as wide as it may be, as high as its highest label."""
        self.box = (width - self.GAP * (len(self.labels) - 1)) / len(self.labels)
        self.height = max(label.wrap(self.box - 8, height)[1] for label in self.labels) + 20
        self.width = width
        return width, self.height + 12

    def draw(self) -> None:
        """Draw on the canvas that reportlab has set."""
        canvas: Canvas = self.canv
        for index, label in enumerate(self.labels):
            left = index * (self.box + self.GAP)
            canvas.setFillColor(PALE)
            canvas.roundRect(left, 6, self.box, self.height, 5, stroke=0, fill=1)
            label.drawOn(canvas, left + 4, 6 + (self.height - label.height) / 2)
            if index:
                self._arrow(left - self.GAP, 6 + self.height / 2)

    def _arrow(self, left: float, middle: float) -> None:
        right = left + self.GAP - 4
        self.canv.setStrokeColor(ACCENT)
        self.canv.setLineWidth(1.4)
        self.canv.lines(
            [
                (left + 4, middle, right, middle),
                (right, middle, right - 4, middle + 4),
                (right, middle, right - 4, middle - 4),
            ]
        )


def flowables(blocks: Iterable[Block], styles: Styles, width: float) -> list[Flowable]:
    """Return what draws the blocks on lines `width` points long; page set-up blocks are the caller's."""
    return [flowable for block in blocks for flowable in _flow(block, styles, width)]


def _flow(block: Block, styles: Styles, width: float) -> list[Flowable]:
    match block:
        case Heading(text, level):
            return [Text(text, styles[f"heading{level}"])]
        case Paragraph(text):
            return [Text(with_soft_hyphens(text), styles["text"])]
        case Bullets():
            return [_list(block, styles)]
        case Table():
            return _table(block, styles, width)
        case Aside(text):
            return _aside(text, styles, width)
        case Steps(labels):
            return [Arrows(labels, styles["step"]), Spacer(1, styles["text"].spaceAfter)]
    raise TypeError(f"a PDF has no {type(block).__name__}")


def _list(block: Bullets, styles: Styles) -> Flowable:
    style = styles["item"]
    marks = {"bullet": "•", "check": "❏", "number": "1"}
    items = [
        ListItem(Text(with_soft_hyphens(item), style), spaceAfter=style.spaceAfter) for item in block.items
    ]
    return ListFlowable(
        items,
        bulletType="1" if block.kind == "number" else "bullet",
        start=None if block.kind == "number" else marks[block.kind],
        bulletFormat="%s." if block.kind == "number" else None,
        bulletFontName="ZapfDingbats" if block.kind == "check" else style.fontName,
        bulletFontSize=style.fontSize,
        bulletColor=ACCENT,
        leftIndent=style.fontSize * 1.7,
        spaceAfter=style.fontSize * 0.5,
    )


def _table(block: Table, styles: Styles, width: float) -> list[Flowable]:
    shares = block.widths or (1.0,) * len(block.head)
    cells = [[Text(cell, styles["head"]) for cell in block.head]]
    cells += [[Text(with_soft_hyphens(cell), styles["cell"]) for cell in row] for row in block.rows]
    grid = Grid(cells, [width * share / sum(shares) for share in shares], repeatRows=1)
    grid.setStyle(
        [
            ("BACKGROUND", (0, 0), (-1, 0), ACCENT),
            ("ROWBACKGROUNDS", (0, 1), (-1, -1), [WHITE, PALE]),
            ("LINEBELOW", (0, -1), (-1, -1), 0.8, ACCENT),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ]
    )
    caption = [Text(block.caption, styles["caption"])] if block.caption else []
    return [*caption, grid, Spacer(1, styles["text"].fontSize)]


def _aside(text: str, styles: Styles, width: float) -> list[Flowable]:
    box = Grid([[Text(with_soft_hyphens(text), styles["aside"])]], [width])
    box.setStyle(
        [
            ("BACKGROUND", (0, 0), (-1, -1), PALE),
            ("LINEBEFORE", (0, 0), (0, -1), 3, ACCENT),
            ("LEFTPADDING", (0, 0), (-1, -1), 10),
            ("TOPPADDING", (0, 0), (-1, -1), 7),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
        ]
    )
    return [Spacer(1, 4), box, Spacer(1, styles["text"].fontSize)]
