"""How the PDFs look: one accent colour, fonts that reportlab itself brings, paragraph styles."""

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

ACCENT = HexColor("#1f5f6b")
PALE = HexColor("#e6f0f1")
INK = HexColor("#1b2529")
MUTED = HexColor("#55646a")
WHITE = HexColor("#ffffff")

SLIDE_FONT, SLIDE_BOLD = "Vera", "VeraBd"
REPORT_FONT, REPORT_BOLD = "Helvetica", "Helvetica-Bold"


def register_fonts() -> None:
    """Make the Bitstream Vera faces that ship with reportlab known by name."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    pdfmetrics.registerFont(TTFont("VeraBd", "VeraBd.ttf"))
    pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="VeraBd", italic="Vera", boldItalic="VeraBd")


def styles(font: str, bold: str, size: float) -> dict[str, ParagraphStyle]:
    """Return the styles of a document whose running text is `size` points."""
    text = ParagraphStyle(
        "text",
        fontName=font,
        fontSize=size,
        leading=size * 1.42,
        textColor=INK,
        spaceAfter=size * 0.6,
        embeddedHyphenation=1,
        allowWidows=0,
        allowOrphans=0,
    )
    heading = {"fontName": bold, "textColor": ACCENT, "keepWithNext": 1, "embeddedHyphenation": 0}
    return {
        "text": text,
        "item": ParagraphStyle("item", text, spaceAfter=size * 0.3),
        "cell": ParagraphStyle("cell", text, fontSize=size * 0.9, leading=size * 1.2, spaceAfter=0),
        "head": ParagraphStyle(
            "head",
            text,
            fontName=bold,
            fontSize=size * 0.9,
            leading=size * 1.2,
            spaceAfter=0,
            textColor=WHITE,
        ),
        "caption": ParagraphStyle("caption", text, fontSize=size * 0.86, textColor=MUTED, keepWithNext=1),
        "aside": ParagraphStyle("aside", text, spaceAfter=0),
        "step": ParagraphStyle(
            "step",
            text,
            fontName=bold,
            fontSize=size * 0.86,
            leading=size * 1.1,
            alignment=1,
            spaceAfter=0,
            splitLongWords=0,
        ),
        "heading1": ParagraphStyle(
            "heading1", text, fontSize=size * 1.7, leading=size * 2.1, spaceBefore=size * 1.2, **heading
        ),
        "heading2": ParagraphStyle(
            "heading2", text, fontSize=size * 1.2, leading=size * 1.5, spaceBefore=size * 0.8, **heading
        ),
    }
