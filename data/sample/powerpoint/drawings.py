"""Pictures for the decks, drawn with the face that reportlab ships so that they look the same anywhere."""

import io
from itertools import pairwise
from pathlib import Path

import reportlab
from PIL import Image, ImageDraw, ImageFont

ACCENT, PALE, INK, WHITE = "#1f5f6b", "#cfe0e3", "#1b2529", "#ffffff"
FACE = Path(reportlab.__file__).parent / "fonts" / "VeraBd.ttf"
SIZE = (1000, 800)


def triangle(labels: tuple[str, ...]) -> bytes:
    """Return a PNG of a triangle with a label at each of its three corners (top, left, right)."""
    image, draw = _canvas()
    corners = [(500, 150), (190, 640), (810, 640)]
    draw.polygon(corners, fill=PALE)
    for start, end in pairwise([*corners, corners[0]]):
        draw.line((start, end), fill=ACCENT, width=8)
    for corner, label in zip(corners, labels, strict=True):
        _disc(draw, corner, 118)
        _label(draw, corner, label, WHITE)
    return _png(image)


def circles(labels: tuple[str, ...]) -> bytes:
    """Return a PNG of concentric circles, labelled from the innermost outwards."""
    image, draw = _canvas()
    radii = [390 - 390 * n // (len(labels) + 1) for n in range(len(labels))]
    shades = ["#e6f0f1", "#a9c8cd", "#5d929c", ACCENT]
    for n, radius in enumerate(radii):
        draw.ellipse((500 - radius, 790 - 2 * radius, 500 + radius, 790), fill=shades[n + 4 - len(labels)])
    for n, (radius, label) in enumerate(zip(radii, reversed(labels), strict=True)):
        inner = radii[n + 1] if n + 1 < len(radii) else 0
        dark = n >= len(labels) - 2
        _label(draw, (500, 790 - radius - inner), label, WHITE if dark else INK)
    return _png(image)


def _canvas() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", SIZE, WHITE)
    return image, ImageDraw.Draw(image)


def _disc(draw: ImageDraw.ImageDraw, centre: tuple[int, int], radius: int) -> None:
    x, y = centre
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=ACCENT)


def _label(draw: ImageDraw.ImageDraw, centre: tuple[int, int], label: str, colour: str) -> None:
    font = ImageFont.truetype(str(FACE), 30, layout_engine=ImageFont.Layout.BASIC)
    draw.multiline_text(centre, label, fill=colour, font=font, anchor="mm", align="center", spacing=8)


def _png(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.quantize(32).save(target, "PNG", optimize=True)
    return target.getvalue()
