"""An archive into whose folder files are put, and the pictures that are made of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from pptx import Presentation

from archive.catalogue import documents
from archive.kept.pictures import Pictures, Size
from archive.pages import Word
from ingest.picturing.background import PictureMaker
from tests.ingest.folder import conftest as folder
from tests.ingest.folder.conftest import Archive
from tests.tools import tool

archive = folder.archive


@pytest.fixture(scope="session")
def soffice() -> str:
    """Give the LibreOffice of this machine."""
    return tool("soffice")


def draw(archive: Archive) -> PictureMaker:
    """Make all that is missing; return the maker."""
    maker = PictureMaker(archive.catalogue, archive.settings)
    for each in maker.missing():
        maker.step(each)
    maker.tidy()
    return maker


def pictures(archive: Archive) -> Pictures:
    return Pictures(archive.settings.archive.data)


def opened(archive: Archive, path: str, number: int = 1, size: Size = Size.SCREEN) -> Image.Image:
    """Return the picture of a page of the file at a path."""
    with Image.open(pictures(archive).path(archive.document_at(path).sha256, number, size)) as picture:
        return picture.convert("L")


def ink(picture: Image.Image) -> NDArray[np.bool_]:
    """Return which pixels differ from the paper."""
    grey = np.asarray(picture).astype(int)
    return np.asarray(abs(grey - np.median(grey)) > 60)


def inside(marked: NDArray[np.bool_], words: tuple[Word, ...]) -> float:
    """Return the share of ink that lies in the boxes of words, one pixel around them."""
    height, width = marked.shape
    held = np.zeros_like(marked)
    for x0, y0, x1, y1 in (box for word in words for box in word.boxes):
        rows = slice(max(0, int(y0 * height) - 1), int(y1 * height) + 2)
        held[rows, max(0, int(x0 * width) - 1) : int(x1 * width) + 2] = True
    return float(marked[held].sum() / marked.sum())


def words_of(archive: Archive, path: str, number: int = 1) -> tuple[Word, ...]:
    """Return the words of a page as readers get them."""
    with archive.catalogue.read() as session:
        page = documents.get_page(
            session, archive.document_at(path), number, archive.settings.publish, words=True
        )
    assert page is not None
    return page.words


def deck(path: Path) -> Path:
    """Save a deck of three slides, the second hidden, with notes and an author."""
    presentation = Presentation()
    presentation.core_properties.author = "Upphovspersonen"
    for title in ("Samverkan lokalt", "Dolduppgiften", "Frågor om samverkan"):
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = f"Punkt om {title.lower()}\nEn rad till"
        slide.notes_slide.notes_text_frame.text = "Anteckningshemlighet"
    presentation.slides[1]._element.set("show", "0")
    presentation.save(path)
    return path
