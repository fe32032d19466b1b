"""Small PDF files for the tests, each made to show one thing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from archive.pages import Block, Page
from ingest.readers.pdf import read
from ingest.readers.reading import Limits, Summary

WIDTH, HEIGHT = A4
LEFT = (
    "Samverkan mellan kommun och polis",
    "bygger på en gemensam bild av läget",
    "och på att var och en vet vad de",
    "andra gör och vad de kan göra mer.",
    "Bilden följs upp varje halvår i ett",
    "möte där alla parter är med och talar.",
)
RIGHT = (
    "Överenskommelsen skrivs under av",
    "kommunens ledning och av den lokala",
    "polisens chef och gäller i tre år åt",
    "gången, med mål som går att mäta och",
    "följa upp, och med en plan för hur det",
    "ska gå till när målen inte nås i tid.",
)

Drawing = Callable[[Canvas], None]


def make(path: Path, *pages: Drawing, **options: object) -> Path:
    """Write a PDF with a page for each drawing; options go to reportlab's canvas."""
    canvas = Canvas(str(path), pagesize=A4, **options)
    for draw in pages:
        canvas.setFont("Helvetica", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def lines(*texts: str, x: float = 60, y: float = 760, step: float = 14) -> Drawing:
    """Draw one line below the other."""

    def draw(canvas: Canvas) -> None:
        for index, text in enumerate(texts):
            canvas.drawString(x, y - index * step, text)

    return draw


def read_all(path: Path, mode: str = "auto", **limits: int) -> tuple[list[Page], Summary]:
    """Read a whole file."""
    pages = []
    reader = read(path, Limits(pdf_reader=mode, **limits))  # type: ignore[arg-type]
    while True:
        try:
            pages.append(next(reader))
        except StopIteration as end:
            return pages, end.value


def block_text(page: Page, block: Block) -> str:
    """Return what a block holds."""
    return page.text[block.start : block.end]
