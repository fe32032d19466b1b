"""A presentation as a PDF of landscape slides, and the one page that stands in for a missing file."""

import io
from pathlib import Path

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame
from reportlab.platypus import Paragraph as Text

from sample.blocks import DISCLAIMER, MARK, Presentation, Slide
from sample.pdf.flow import flowables
from sample.pdf.look import ACCENT, INK, MUTED, PALE, SLIDE_BOLD, SLIDE_FONT, WHITE, styles

WIDTH, HEIGHT = 720.0, 405.0
SIDE = 48.0
LINE = WIDTH - 2 * SIDE
SIZES = (16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0)

TITLE = ParagraphStyle("title", fontName=SLIDE_BOLD, fontSize=21, leading=26, textColor=ACCENT)
COVER_TITLE = ParagraphStyle("cover", fontName=SLIDE_BOLD, fontSize=30, leading=38, textColor=WHITE)
COVER_TEXT = ParagraphStyle("subtitle", fontName=SLIDE_FONT, fontSize=14, leading=20, textColor=WHITE)
SMALL = ParagraphStyle("small", fontName=SLIDE_FONT, fontSize=9.5, leading=14, textColor=INK)


class SlideOverflowError(ValueError):
    """A slide holds more than its page."""


def write_presentation(presentation: Presentation, path: Path) -> None:
    """Write the slides as a PDF; the same slides give the same bytes.

    Raises SlideOverflowError when the text of a slide does not fit.
    """
    canvas = _canvas(path, presentation.embedded_title)
    _cover(canvas, presentation)
    for number, slide in enumerate(presentation.slides, start=2):
        _slide(canvas, slide, number, presentation.title)
    canvas.save()


def write_placeholder(title: str, sentence: str, path: Path) -> None:
    """Write the single page that says which file belongs here."""
    canvas = _canvas(path, title)
    _cover(canvas, Presentation(title, sentence, (), title))
    canvas.save()


def _canvas(path: Path, embedded_title: str | None) -> Canvas:
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1, lang="sv-SE")
    canvas.setAuthor(MARK)
    canvas.setSubject(DISCLAIMER)
    if embedded_title is not None:
        canvas.setTitle(embedded_title)
    return canvas


def _cover(canvas: Canvas, presentation: Presentation) -> None:
    canvas.setFillColor(ACCENT)
    canvas.rect(0, 96, WIDTH, HEIGHT - 96, stroke=0, fill=1)
    _mark(canvas, on_accent=True)
    title, subtitle = Text(presentation.title, COVER_TITLE), Text(presentation.subtitle, COVER_TEXT)
    _, title_height = title.wrap(LINE, HEIGHT)
    _, subtitle_height = subtitle.wrap(LINE, HEIGHT)
    title.drawOn(canvas, SIDE, 262 - title_height / 2)
    subtitle.drawOn(canvas, SIDE, 262 - title_height / 2 - 16 - subtitle_height)
    note = Text(DISCLAIMER, SMALL)
    _, height = note.wrap(LINE, 96)
    note.drawOn(canvas, SIDE, 48 - height / 2)
    canvas.showPage()


def _slide(canvas: Canvas, slide: Slide, number: int, running_title: str) -> None:
    _mark(canvas, on_accent=False)
    title = Text(slide.title, TITLE)
    _, height = title.wrap(LINE, 80)
    title.drawOn(canvas, SIDE, 356 - height)
    room = 356 - height - 14 - 40
    body = _fitting(slide, room)
    if body is None:
        raise SlideOverflowError(f"slide {number} of {running_title!r} holds more than its page")
    Frame(SIDE, 40, LINE, room, 0, 0, 0, 0).addFromList(body, canvas)
    canvas.setFillColor(MUTED)
    canvas.setFont(SLIDE_FONT, 8.5)
    canvas.drawString(SIDE, 20, running_title)
    canvas.drawRightString(WIDTH - SIDE, 20, str(number))
    canvas.bookmarkPage(f"bild-{number}")
    canvas.addOutlineEntry(slide.title, f"bild-{number}", 0)
    canvas.showPage()


def _fitting(slide: Slide, room: float) -> list[Flowable] | None:
    """Return the flowables in the largest size that fits into `room` points, as a slide program would."""
    for size in SIZES:
        scratch = Canvas(io.BytesIO())
        rest = flowables(slide.blocks, styles(SLIDE_FONT, SLIDE_BOLD, size), LINE)
        Frame(0, 0, LINE, room, 0, 0, 0, 0).addFromList(rest, scratch)
        if not rest:
            return flowables(slide.blocks, styles(SLIDE_FONT, SLIDE_BOLD, size), LINE)
    return None


def _mark(canvas: Canvas, *, on_accent: bool) -> None:
    width = canvas.stringWidth(MARK, SLIDE_BOLD, 8.5) + 16
    canvas.setFillColor(PALE)
    canvas.roundRect(WIDTH - SIDE - width, HEIGHT - 36, width, 17, 4, stroke=0, fill=1)
    canvas.setFillColor(ACCENT)
    canvas.setFont(SLIDE_BOLD, 8.5)
    canvas.drawString(WIDTH - SIDE - width + 8, HEIGHT - 30.5, MARK)
    if not on_accent:
        canvas.rect(0, 0, 10, HEIGHT, stroke=0, fill=1)
