"""What poppler's pdftotext finds in a PDF, and how much of that another reader finds."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ingest.readers.pdf.repair import mended_text

_SECONDS = 30
_WORD = re.compile(r"[^\W_]+")


def pdftotext(path: Path) -> list[str]:
    """Return the words that poppler's pdftotext finds; none where it is missing, fails, or never ends."""
    tool = shutil.which("pdftotext")
    if tool is None:
        return []
    try:
        done = subprocess.run([tool, str(path), "-"], capture_output=True, check=False, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        return []
    return words_of(mended_text(done.stdout.decode("utf-8", "replace").replace("\f", "\n")))


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, accents composed."""
    return _WORD.findall(unicodedata.normalize("NFC", text.lower()))


def share(words: Sequence[str], reference: Sequence[str]) -> float:
    """Return the share of the reference's words that are found, as multisets."""
    return (Counter(words) & Counter(reference)).total() / len(reference)
