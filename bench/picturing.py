"""How fast pages are drawn, and how well the boxes of words lie on them: ``python -m bench.picturing …``.

``speed FOLDER…`` draws the pages of PDF files in three sizes as WebP under the sandbox's roof, on one core,
and has poppler's ``pdftoppm`` draw the same pages once as PNG in the largest size: pages a second of
processor time of each, and how many times as fast. ``boxes FOLDER…`` takes random words of PDF files and
decks (through LibreOffice), and compares with the boxes that poppler gives the same words (``pdftotext
-bbox``): the share of a word's ink, on our picture, that our box covers, and the words whose box lies
elsewhere. The last line tells how many words of decks have a box at all, alt texts aside.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from pathlib import Path
from statistics import mean

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from archive.kept.pictures import WIDEST, Size
from archive.pages import Box, Page, Word
from ingest.picturing import pages, slides
from ingest.picturing.boxes import aligned
from ingest.picturing.placing import undrawn
from ingest.readers.reading import Limits
from ingest.sandbox import read_file
from ingest.sandbox.process import Running

Ink = NDArray[np.bool_]
SIDE = WIDEST[Size.LARGE]
_BBOX = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')
_SHEET = re.compile(r'<page width="(.+?)" height="(.+?)">(.*?)</page>', re.DOTALL)
_PER_FILE = 4  # pages of one file that words are taken from
_DECKS = frozenset({".pptx", ".ppt", ".odp"})


@dataclass(frozen=True, slots=True)
class Marked:
    """A word with our box, the box that poppler gives it, and the ink of its page."""

    file: str
    page: int
    text: str
    ours: Box
    theirs: Box
    covered: float


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.picturing", description=__doc__)
    parser.add_argument("what", choices=("speed", "boxes"))
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--words", type=int, default=200)
    parser.add_argument("--files", type=int, default=40)
    asked = parser.parse_args()
    every = sorted({path for folder in asked.folders for path in folder.rglob("*") if path.is_file()})
    random.Random(1).shuffle(every)
    if asked.what == "speed":
        _speed([path for path in every if path.suffix == ".pdf"][: asked.files])
    else:
        _boxes(every, asked.files, asked.words)


def _speed(files: Sequence[Path]) -> None:
    count = ours = theirs = 0.0
    for path in files:
        read = read_file(path, Limits()).pages
        own = min(len([page for page in read if not page.part]), 32)
        if not own:
            continue
        began = _processor()
        for index in range(0, own, pages.AT_ONCE):
            pages.draw(path, index, min(pages.AT_ONCE, own - index), "", Running())
        ours, began = ours + _processor() - began, _processor()
        with tempfile.TemporaryDirectory() as folder:
            drawing = ["pdftoppm", "-png", "-l", str(own), "-scale-to", str(SIDE), str(path), f"{folder}/p"]
            subprocess.run(drawing, check=False, capture_output=True)
        theirs, count = theirs + _processor() - began, count + own
    print(f"{count:.0f} pages of {len(files)} files")
    print(f"three sizes, WebP, confined {count / ours:6.1f} pages a second")
    print(f"pdftoppm, one size, PNG     {count / theirs:6.1f} pages a second")
    print(f"{theirs / ours:.2f} times as fast")


def _processor() -> float:
    """Return the processor time of this process and of all that it waited for, in seconds."""
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


def _boxes(files: Sequence[Path], most: int, count: int) -> None:
    marked: list[Marked] = []
    placed = total = taken = 0
    for path in files:
        if taken == most:
            break
        if path.suffix.lower() == ".pdf":
            found = list(marked_in_pdf(path))
        elif path.suffix.lower() in _DECKS:
            found, own, given = marked_in_deck(path)
            placed, total = placed + given, total + own
        else:
            continue
        taken += bool(found)
        marked += found
    chosen = random.Random(2).sample(marked, min(count, len(marked)))
    _tell(chosen)
    if total:
        print(f"{placed / total:.3f} of {total} words of decks have a box")


def _tell(chosen: Sequence[Marked]) -> None:
    elsewhere = [each for each in chosen if each.covered < 0.1]
    print(f"{len(chosen)} words of {len({each.file for each in chosen})} files")
    print(f"{mean(each.covered for each in chosen):.3f} of their ink is covered")
    print(f"{sum(each.covered < 0.7 for each in chosen)} below .7, {len(elsewhere)} elsewhere")
    for each in elsewhere:
        print(f"  {each.file} {each.page} {each.text!r}")


def marked_in_pdf(path: Path, listed: Sequence[Page] | None = None) -> Iterator[Marked]:
    """Yield words of some pages that poppler reads too; `listed` are the pages as they are to be judged."""
    read = listed if listed is not None else read_file(path, Limits()).pages
    own = [page for page in read if page.words and not page.part]
    for page in random.Random(path.name).sample(own, min(_PER_FILE, len(own))):
        drawn = pages.draw(path, page.number - 1, 1, "", Running())
        content = drawn.pictures.get(f"{page.number}-{Size.LARGE}.webp")
        if content is None:
            continue
        picture = Image.open(BytesIO(content)).convert("L")
        yield from _judged(path.name, page, _theirs(path, page.number), _ink(picture))


def marked_in_deck(path: Path) -> tuple[list[Marked], int, int]:
    """Return the words of a deck, how many it has, and how many of them have a box."""
    read = read_file(path, Limits()).pages
    office = slides.find("")
    try:
        pdf = slides.as_pdf(office, path, path.suffix.lower()[1:], Running())
    except slides.NotMade:
        return [], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, path.name)
        made.write_bytes(pdf)
        rendered = read_file(made, Limits()).pages
        own = [page for page in read if not page.part]
        if len(rendered) != len(own):
            return [], 0, 0
        listed = [
            Page(page.number, page.text, words=aligned(page.text, drawn.words, undrawn(page.blocks)))
            for page, drawn in zip(own, rendered, strict=True)
        ]
        words = sum(
            bool(re.search(r"\w", each[0]))
            and not any(a <= each.start() < b for a, b in undrawn(page.blocks))
            for page in own
            for each in re.finditer(r"\S+", page.text)
        )
        placed = sum(len(page.words) for page in listed)
        return list(marked_in_pdf(made, listed)), words, placed


def _theirs(path: Path, number: int) -> list[tuple[str, Box]]:
    """Return the words of a page as poppler reads them, with their boxes as fractions of the page."""
    asked = ["pdftotext", "-bbox", "-cropbox", "-f", str(number), "-l", str(number), str(path), "-"]
    told = subprocess.run(asked, check=False, capture_output=True).stdout.decode("utf-8", "replace")
    found = []
    for sheet in _SHEET.finditer(told):
        width, height = float(sheet[1]), float(sheet[2])
        for word in _BBOX.finditer(sheet[3]):
            x0, y0, x1, y1 = (float(word[place]) for place in range(1, 5))
            found.append((unescape(word[5]), (x0 / width, y0 / height, x1 / width, y1 / height)))
    return found


def _judged(name: str, page: Page, theirs: list[tuple[str, Box]], ink: Ink) -> Iterator[Marked]:
    """Yield each of our words that poppler has too, with its box there that is nearest."""
    for word in page.words:
        same = [box for text, box in theirs if text == word.text]
        if len(word.boxes) != 1 or not same or len(word.text) < 2:
            continue
        box = min(same, key=lambda each: _distance(each, word))
        covered = _covered(ink, word.boxes[0], box)
        if covered is not None:
            yield Marked(name, page.number, word.text, word.boxes[0], box, covered)


def _distance(box: Box, word: Word) -> float:
    ours = word.boxes[0]
    return abs(box[0] + box[2] - ours[0] - ours[2]) + abs(box[1] + box[3] - ours[1] - ours[3])


def _covered(ink: Ink, ours: Box, theirs: Box) -> float | None:
    """Return the share of the ink in one box that is in the other, a pixel around it; None without ink."""
    held = np.zeros_like(ink)
    held[_slices(ink, theirs, 0)] = True
    within = np.zeros_like(ink)
    within[_slices(ink, ours, 1)] = True
    total = int((ink & held).sum())
    return float((ink & held & within).sum() / total) if total else None


def _slices(ink: Ink, box: Box, around: int) -> tuple[slice, slice]:
    height, width = ink.shape
    x0, y0, x1, y1 = box
    rows = slice(max(0, int(y0 * height) - around), int(y1 * height) + 1 + around)
    return rows, slice(max(0, int(x0 * width) - around), int(x1 * width) + 1 + around)


def _ink(picture: Image.Image) -> Ink:
    grey = np.asarray(picture).astype(int)
    return np.asarray(abs(grey - np.median(grey)) > 60)


if __name__ == "__main__":
    main()
