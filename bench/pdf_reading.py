"""Read a folder of PDF files in every way there is: ``python -m bench.pdf_reading FOLDER``.

One line a file: pages and words of each reader, and the share of `pdftotext`'s words that each finds
(as multisets of lower-case words, accents composed), where poppler is installed. The last lines give
medians, words and pages a second of processor time. Without isolation: for files that end.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import time
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from statistics import median

from ingest.readers.pdf import read
from ingest.readers.pdf.repair import mended_text
from ingest.readers.reading import Limits, Refused

MODES = ("auto", "pdfium", "pdfminer")
_WORD = re.compile(r"[^\W_]+")
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
    parser.add_argument("folder", type=Path)
    parser.add_argument("--modes", nargs="+", choices=MODES, default=MODES, help="readers to compare")
    parser.add_argument("--order", action="store_true", help="compare the order of the words too (slow)")
    asked = parser.parse_args()
    readings: dict[str, list[Reading]] = {mode: [] for mode in asked.modes}
    shares: dict[str, list[float]] = {mode: [] for mode in asked.modes}
    for path in sorted(asked.folder.rglob("*.pdf")):
        reference = _pdftotext(path)
        columns = []
        for mode in asked.modes:
            reading = _read(path, mode)
            readings[mode].append(reading)
            columns.append(_column(reading, reference, ordered=asked.order))
            if reference and not reading.refused:
                shares[mode].append(_share(reading.words, reference))
        print(f"{path.name[:40]:40} {len(reference):7} | " + " | ".join(columns), flush=True)
    for mode in asked.modes:
        _print_total(mode, readings[mode], shares[mode])


def _read(path: Path, mode: str) -> Reading:
    """Read one file with one reader."""
    words: list[str] = []
    pages = 0
    began = time.process_time()
    try:
        for page in read(path, Limits(pdf_reader=mode)):
            pages += 1
            words += _words(page.text)
    except Refused as refusal:
        return Reading(pages, words, time.process_time() - began, refusal.outcome.value)
    return Reading(pages, words, time.process_time() - began)


def _pdftotext(path: Path) -> list[str]:
    """Return the words that poppler's pdftotext finds; none where it is missing or fails."""
    tool = shutil.which("pdftotext")
    if tool is None:
        return []
    done = subprocess.run([tool, str(path), "-"], capture_output=True, check=False)
    return _words(mended_text(done.stdout.decode("utf-8", "replace").replace("\f", "\n")))


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text.lower()))


def _share(words: Sequence[str], reference: Sequence[str]) -> float:
    """Return the share of the reference's words that are found, as multisets."""
    return (Counter(words) & Counter(reference)).total() / len(reference)


def _column(reading: Reading, reference: Sequence[str], *, ordered: bool) -> str:
    if reading.refused:
        return f"{reading.refused:>24}"
    share = f"{_share(reading.words, reference):6.3f}" if reference else "     –"
    if ordered and reference:
        few, many = reading.words[:_ORDERED_WORDS], reference[:_ORDERED_WORDS]
        share += f" {SequenceMatcher(None, few, many, autojunk=False).ratio():6.3f}"
    return f"{reading.pages:5} {len(reading.words):7} {share}"


def _print_total(mode: str, readings: Sequence[Reading], shares: Sequence[float]) -> None:
    pages = sum(reading.pages for reading in readings)
    words = sum(len(reading.words) for reading in readings)
    seconds = sum(reading.seconds for reading in readings)
    middle = f"{median(shares):.3f}" if shares else "–"
    print(
        f"{mode:9} {pages:6} pages  {words:8} words  {pages / seconds:7.1f} pages/s  "
        f"{sum(bool(reading.refused) for reading in readings):3} refused  median share {middle}, "
        f"{sum(share < 0.9 for share in shares)} under .9"
    )


if __name__ == "__main__":
    main()
