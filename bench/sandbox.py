"""What the sandbox costs: ``python -m bench.sandbox``.

The same files of 20 pages, read in this process and in one of their own, in turn and in the same
run. The first file of the sandbox, which starts the nursery, is read before and told apart.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from reportlab.pdfgen.canvas import Canvas

from ingest.readers.choosing import reader
from ingest.readers.kind import Kind
from ingest.readers.language import page_language
from ingest.readers.reading import Limits
from ingest.sandbox import read_file

_FILES, _PAGES, _LINES, _WORDS = 20, 20, 35, 9
_SYLLABLES = ("sam", "ver", "kan", "trygg", "het", "kom", "mun", "poli", "lä", "ges", "bild", "stöd", "råd")


def main() -> None:
    """Read the files both ways and print the ratio."""
    with tempfile.TemporaryDirectory(prefix="helixarkivet-bench-") as folder:
        paths = [_written(Path(folder) / f"{number}.pdf", number) for number in range(_FILES)]
        first = _seconds(lambda: read_file(paths[0], Limits()))
        alone, held = [], []
        for path in paths:
            alone.append(_seconds(lambda: _read_here(path)))  # noqa: B023 - called at once
            held.append(_seconds(lambda: read_file(path, Limits())))  # noqa: B023
    print(f"first file, with the nursery's start   {first:6.3f} s")
    print(f"in this process, median of {_FILES}          {median(alone):6.3f} s")
    print(f"in the sandbox, median of {_FILES}           {median(held):6.3f} s")
    print(f"what the sandbox adds                  {median(held) / median(alone) - 1:6.1%}")


def _read_here(path: Path) -> None:
    for page in reader(Kind.PDF)(path, Limits()):
        page_language(page.text)  # the parent tells it of what the sandbox reads


def _seconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def _written(path: Path, seed: int) -> Path:
    """Write a PDF of made-up words."""
    chance = random.Random(seed)
    canvas = Canvas(os.fspath(path))
    for _ in range(_PAGES):
        for line in range(_LINES):
            words = ("".join(chance.choices(_SYLLABLES, k=3)) for _ in range(_WORDS))
            canvas.drawString(50, 790 - 20 * line, " ".join(words))
        canvas.showPage()
    canvas.save()
    return path


if __name__ == "__main__":
    main()
