"""Which tesseract is on this machine, which languages it reads, and when another would read better.

An operating system brings it (packages tesseract-ocr and tesseract-ocr-swe); without it, or without its
Swedish, nothing is read and pages wait.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass

SWEDISH, ENGLISH = "swe", "eng"
ORIENTATION = "osd"
"""What tesseract calls its knowledge of which way up a page is; a package of its own in some systems."""

PROGRAM = "tesseract"

_ANSWERS_WITHIN = 20.0  # seconds
_VERSION = re.compile(r"tesseract v?(\d+(?:\.\d+)*)")
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Tesseract:
    """A tesseract that reads Swedish."""

    program: str  # its path
    version: str
    english: bool  # whether it reads English beside
    turns: bool  # whether it knows which way up a page is

    @property
    def name(self) -> str:
        """Return its name with version and languages, as the queue keeps it."""
        return self.reader(english=self.english)

    def reader(self, *, english: bool) -> str:
        """Return its name as the reader of a page, in Swedish alone or with English."""
        return f"tesseract {self.version} {languages(english=english and self.english)}"


def languages(*, english: bool) -> str:
    """Return the languages as tesseract's option -l has them; the first counts most."""
    return f"{SWEDISH}+{ENGLISH}" if english else SWEDISH


def find(program: str = PROGRAM) -> Tesseract | str:
    """Return the tesseract of this machine, or what is to be installed where it cannot be used."""
    path = shutil.which(program)
    if path is None:
        return "tesseract is not installed; install the packages tesseract-ocr and tesseract-ocr-swe"
    try:
        version = _VERSION.search(_says(path, "--version"))
        known = set(_says(path, "--list-langs").split())
    except (OSError, subprocess.SubprocessError) as error:
        return f"tesseract does not start ({error}); install the package tesseract-ocr anew"
    if version is None:
        return f"{path} does not tell its version; install the package tesseract-ocr"
    if SWEDISH not in known:
        return "tesseract does not read Swedish here; install the package tesseract-ocr-swe"
    return Tesseract(path, version[1], ENGLISH in known, ORIENTATION in known)


def is_better(present: str, before: str) -> bool:
    """Tell whether one tesseract reads better than another, by their names: newer, or more languages.

    A third number of a version (5.3.1 after 5.3.0) mends mistakes and is no reason to read all anew.
    """
    return (_release(present), ENGLISH in present) > (_release(before), ENGLISH in before)


def _release(name: str) -> tuple[int, ...]:
    version = name.partition(" ")[2].partition(" ")[0]
    return tuple(int(number) for number in _NUMBERS.findall(version)[:2])


def _says(path: str, question: str) -> str:
    done = subprocess.run(
        [path, question],
        capture_output=True,
        text=True,
        timeout=_ANSWERS_WITHIN,
        check=True,
        errors="replace",
    )
    return done.stdout + done.stderr
