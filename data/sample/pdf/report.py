"""A report as an A4 PDF: cover, contents, chapters, page numbers, outline, page labels."""

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
)
from reportlab.platypus import Paragraph as Text
from reportlab.platypus.tableofcontents import TableOfContents

from sample.blocks import DISCLAIMER, MARK, Aside, NewPage, Report, Table, TwoColumns
from sample.pdf.flow import flowables
from sample.pdf.look import ACCENT, INK, MUTED, REPORT_BOLD, REPORT_FONT, WHITE, styles

WIDTH, HEIGHT = A4
SIDE, TOP, BOTTOM, GUTTER = 26 * mm, 30 * mm, 26 * mm, 8 * mm
LINE = WIDTH - 2 * SIDE
COVER = HEIGHT * 0.62  # the title starts at this height above the bottom margin
ROMAN = ("i", "ii", "iii", "iv")


class _Template(BaseDocTemplate):
    """A document that numbers its pages, fills its contents and builds its outline as headings pass."""

    def __init__(self, path: Path, report: Report, front_pages: int) -> None:
        super().__init__(
            str(path),
            pagesize=A4,
            title=report.embedded_title,
            author=MARK,
            subject=DISCLAIMER,
            lang=report.language,
            invariant=1,
        )
        self.report, self.front_pages = report, front_pages
        body = Frame(SIDE, BOTTOM, LINE, HEIGHT - TOP - BOTTOM, 0, 0, 0, 0)
        half = (LINE - GUTTER) / 2
        columns = [
            Frame(SIDE + n * (half + GUTTER), BOTTOM, half, HEIGHT - TOP - BOTTOM, 0, 0, 0, 0) for n in (0, 1)
        ]
        cover = Frame(SIDE, BOTTOM, LINE, COVER, 0, 0, 0, 0)
        self.addPageTemplates(
            [
                PageTemplate("cover", [cover], onPage=self._cover),
                PageTemplate("body", [body], onPage=self._page),
                PageTemplate("columns", columns, onPage=self._page),
            ]
        )

    def beforeDocument(self) -> None:  # noqa: N802 - reportlab's name
        """Start the outline over: the document is built several times until its contents are right."""
        self.headings = 0
        if self.report.roman_front:
            self.canv.addPageLabel(0, style="ROMAN_LOWER", start=1)
            self.canv.addPageLabel(self.front_pages, style="ARABIC", start=1)

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        """Enter a heading into the outline and the table of contents."""
        name = getattr(getattr(flowable, "style", None), "name", "")
        if name not in ("heading1", "heading2"):
            return
        level, text = int(name[-1]) - 1, flowable.getPlainText()
        self.headings += 1
        key = f"rubrik-{self.headings}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(text, key, level, closed=False)
        self.notify("TOCEntry", (level, text, self.page - self._shift(), key))

    def _shift(self) -> int:
        return self.front_pages if self.report.roman_front else 0

    def _label(self) -> str:
        number = self.page - self._shift()
        return str(number) if number > 0 else ROMAN[self.page - 1]

    def _mark(self, canvas: Canvas) -> None:
        canvas.setFillColor(ACCENT)
        canvas.rect(0, HEIGHT - 12 * mm, WIDTH, 12 * mm, stroke=0, fill=1)
        canvas.setFillColor(WHITE)
        canvas.setFont(REPORT_BOLD, 9)
        canvas.drawString(SIDE, HEIGHT - 7.6 * mm, MARK)

    def _page(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        self._mark(canvas)
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(0.6)
        canvas.line(SIDE, 18 * mm, WIDTH - SIDE, 18 * mm)
        canvas.setFillColor(MUTED)
        canvas.setFont(REPORT_FONT, 8.5)
        canvas.drawString(SIDE, 13 * mm, self.report.short_title)
        canvas.drawRightString(WIDTH - SIDE, 13 * mm, self._label())

    def _cover(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        self._mark(canvas)
        canvas.setFillColor(ACCENT)
        canvas.rect(SIDE, BOTTOM + COVER + 16, 34 * mm, 2.2 * mm, stroke=0, fill=1)


def write_report(report: Report, path: Path) -> None:
    """Write the report as a PDF; the same report gives the same bytes."""
    front_pages = 2 if report.contents else 1
    _Template(path, report, front_pages).multiBuild(_story(report))


def _story(report: Report) -> list[Flowable]:
    text = styles(REPORT_FONT, REPORT_BOLD, 10.5)
    title = ParagraphStyle(
        "title", fontName=REPORT_BOLD, fontSize=25, leading=31, textColor=ACCENT, spaceAfter=14
    )
    subtitle = ParagraphStyle("subtitle", fontName=REPORT_FONT, fontSize=13, leading=18, textColor=INK)
    story: list[Flowable] = [Text(report.title, title), Text(report.subtitle, subtitle), Spacer(1, 34)]
    story += flowables((Aside(DISCLAIMER),), text, LINE)
    story += [NextPageTemplate("body"), PageBreak()]
    if report.contents:
        story += [*_contents(text), PageBreak()]
    for block in report.blocks:
        match block:
            case NewPage():
                story.append(PageBreak())
            case TwoColumns(blocks):
                story += [NextPageTemplate("columns"), PageBreak()]
                story += flowables(blocks, text, (LINE - GUTTER) / 2)
                story += [NextPageTemplate("body"), PageBreak()]
            case Table() | Aside():
                story.append(KeepTogether(flowables((block,), text, LINE)))
            case _:
                story += flowables((block,), text, LINE)
    return story


def _contents(text: dict[str, ParagraphStyle]) -> list[Flowable]:
    # A style of another name keeps the heading of the contents out of the contents.
    heading = ParagraphStyle("contents", text["heading1"], spaceBefore=0)
    contents = TableOfContents(dotsMinLevel=0)
    contents.levelStyles = [
        ParagraphStyle("contents1", text["text"], fontName=REPORT_BOLD, spaceBefore=4, spaceAfter=2),
        ParagraphStyle("contents2", text["text"], leftIndent=14, spaceAfter=2),
    ]
    return [Text("Innehåll", heading), contents]
