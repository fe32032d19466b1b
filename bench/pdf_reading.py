"""Read folders of PDF files in every way there is: ``python -m bench.pdf_reading FOLDER…``.

One line a file: pages and words of each reader, and the share of `pdftotext`'s words that each finds
(as multisets of lower-case words, accents composed), where poppler is installed. The last lines give
medians, words, pages a second of processor time, and how many times as fast as stock pdfminer.six (words
with boxes through its own layout) the same pages were read in the same run. Without isolation: for files
that end.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path
from statistics import median

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTContainer, LTItem, LTTextLine

from bench.pdftotext import pdftotext, share, words_of
from ingest.readers.pdf import read
from ingest.readers.pdf.repair import mended_text
from ingest.readers.reading import Limits, Refused

MODES = ("auto", "pdfium", "pdfminer", "stock")
_ORDERED_WORDS = 4_000  # of a file that are compared in order: the comparison is quadratic


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader made of one file."""

    pages: int
    words: list[str]
    seconds: float
    refused: str = ""


def main() -> None:
    """Read the files and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.pdf_reading", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--modes", nargs="+", choices=MODES, default=MODES, help="readers to compare")
    parser.add_argument("--order", action="store_true", help="compare the order of the words too (slow)")
    asked = parser.parse_args()
    readings: dict[str, list[Reading]] = {mode: [] for mode in asked.modes}
    shares: dict[str, list[float]] = {mode: [] for mode in asked.modes}
    for path in sorted(path for folder in asked.folders for path in folder.rglob("*.pdf")):
        reference = pdftotext(path)
        columns = []
        for mode in asked.modes:
            reading = _read(path, mode)
            readings[mode].append(reading)
            columns.append(_column(reading, reference, ordered=asked.order))
            if reference and not reading.refused:
                shares[mode].append(share(reading.words, reference))
        print(f"{path.name[:40]:40} {len(reference):7} | " + " | ".join(columns), flush=True)
    for mode in asked.modes:
        _print_total(mode, readings[mode], shares[mode], readings.get("stock", ()))


def _read(path: Path, mode: str) -> Reading:
    """Read one file with one reader."""
    if mode == "stock":
        return _stock(path)
    words: list[str] = []
    pages = 0
    began = time.process_time()
    try:
        for page in read(path, Limits(pdf_reader=mode)):
            if not page.part:  # pdftotext does not look into attached files
                pages += 1
                words += words_of(page.text)
    except Refused as refusal:
        return Reading(pages, words, time.process_time() - began, refusal.outcome.value)
    return Reading(pages, words, time.process_time() - began)


def _stock(path: Path) -> Reading:
    """Read one file with pdfminer.six as it comes: its words with their boxes, text inside forms too."""
    found: list[str] = []
    pages = 0
    began = time.process_time()
    try:
        for page in extract_pages(path, laparams=LAParams(all_texts=True)):
            pages += 1
            found += [text for text, _box in _boxed_words(page)]
    except Exception as error:  # broken files raise anything
        return Reading(pages, found, time.process_time() - began, type(error).__name__)
    seconds = time.process_time() - began
    return Reading(pages, words_of(mended_text(" ".join(found))), seconds)


def _boxed_words(item: LTItem) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Yield the words below an item of pdfminer.six's layout, each with the box around its letters."""
    if not isinstance(item, LTTextLine):
        if isinstance(item, LTContainer):
            for inner in item:
                yield from _boxed_words(inner)
        return
    for is_word, group in groupby(item, key=_is_letter):
        if is_word:
            letters = [each for each in group if isinstance(each, LTChar)]
            x0, y0, x1, y1 = zip(*(each.bbox for each in letters), strict=True)
            yield "".join(each.get_text() for each in letters), (min(x0), min(y0), max(x1), max(y1))


def _is_letter(item: LTItem) -> bool:
    return isinstance(item, LTChar) and bool(item.get_text().strip())


def _column(reading: Reading, reference: Sequence[str], *, ordered: bool) -> str:
    if reading.refused:
        return f"{reading.refused:>24}"
    found = f"{share(reading.words, reference):6.3f}" if reference else "     –"
    if ordered and reference:
        few, many = reading.words[:_ORDERED_WORDS], reference[:_ORDERED_WORDS]
        found += f" {SequenceMatcher(None, few, many, autojunk=False).ratio():6.3f}"
    return f"{reading.pages:5} {len(reading.words):7} {found}"


def _print_total(
    mode: str, readings: Sequence[Reading], shares: Sequence[float], stock: Sequence[Reading]
) -> None:
    pages = sum(reading.pages for reading in readings)
    words = sum(len(reading.words) for reading in readings)
    seconds = sum(reading.seconds for reading in readings)
    middle = f"{median(shares):.3f}" if shares else "–"
    both = [(one, peer) for one, peer in zip(readings, stock, strict=False) if one.pages == peer.pages]
    times = sum(peer.seconds for _, peer in both) / sum(one.seconds for one, _ in both) if both else 0.0
    print(
        f"{mode:9} {pages:6} pages  {words:8} words  {pages / seconds:7.1f} pages/s  "
        f"{sum(bool(reading.refused) for reading in readings):3} refused  median share {middle}, "
        f"{sum(share < 0.9 for share in shares)} under .9" + (f", {times:.1f} times stock" if both else "")
    )


if __name__ == "__main__":
    main()
