"""Scans made of good PDF pages: drawn, laid a little askew, blurred, with the grain of an office scanner."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from rapidfuzz.distance import Levenshtein

from ingest.readers.pdf import read
from ingest.readers.reading import Limits
from tests.installed import MATERIAL

DPI = 200
_WORD = re.compile(r"\w")

Source = tuple[Path, int]
"""A PDF file and the index of one of its pages."""


def sample(pattern: str, index: int = 0) -> Source:
    """Return a page of the sample material."""
    return next(iter(sorted(MATERIAL.rglob(pattern)))), index


def scan(sources: Sequence[Source], path: Path, *, askew: float = 1.0, turned: int = 0) -> Path:
    """Write a PDF whose pages are pictures of these, turned anticlockwise by so many quarters."""
    pictures = [
        _picture(source, askew * (-1) ** number, number).rotate(90 * turned, expand=True)
        for number, source in enumerate(sources)
    ]
    pictures[0].save(path, save_all=True, append_images=pictures[1:], resolution=DPI, quality=60)
    return path


def _picture(source: Source, askew: float, seed: int) -> Image.Image:
    document = pypdfium2.PdfDocument(source[0])
    drawn = document[source[1]].render(scale=DPI / 72, grayscale=True).to_pil()
    document.close()
    laid = drawn.rotate(askew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    blurred = np.asarray(laid.filter(ImageFilter.GaussianBlur(0.8)), dtype=np.float32)
    grain = np.random.default_rng(seed).normal(0, 8, blurred.shape)
    return Image.fromarray(np.clip(blurred * 0.94 + grain, 0, 255).astype(np.uint8))


def words_of(source: Source) -> list[str]:
    """Return the words of a page as the PDF reader reads them."""
    page = next(page for page in read(source[0], Limits()) if page.number == source[1] + 1)
    return words(page.text)


def words(text: str) -> list[str]:
    """Return the words of a text that are compared: what holds a letter or a figure."""
    return [word for word in text.split() if _WORD.search(word)]


def wrong(expected: Sequence[str], found: Sequence[str]) -> int:
    """Return how many words are wrong, missing or too many, as a word error rate counts them."""
    return Levenshtein.distance(expected, found)
