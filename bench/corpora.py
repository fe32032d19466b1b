"""Read everything below a folder through the sandbox: ``python -m bench.corpora FOLDER``.

Prints what became of the files by kind, each that was not read whole with its reason, the slowest and
the largest in memory, the share of pdftotext's words that is found (median over the PDFs that both
read), slides against the package's own count, and processes left behind. Ends with exit code 1 where a
limit was exceeded, a process is left, or an answer makes no sense.
"""

from __future__ import annotations

import os
import re
import sys
import time
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from archive.folder.outcomes import Outcome
from bench.pdftotext import pdftotext, share, words_of
from ingest.readers.reading import Limits
from ingest.sandbox import Reading, read_files

_GRACE = 2.0  # seconds for starting and ending a process
_SHOWN = 8  # of the slowest, the largest and the least alike
_SLIDE = re.compile(rb"<p:sldId\s")


@dataclass(frozen=True, slots=True)
class Line:
    """What is kept of one reading: the pages are too much to hold of all of them."""

    name: str
    kind: str
    outcome: Outcome
    reason: str
    pages: int
    seconds: float
    memory_mb: float
    alike: float | None  # share of pdftotext's words; None where either did not read the file
    unread: int  # words that pdftotext reads in a file that was refused
    slides: int | None  # by the package; None where it does not tell


def main(folder: Path) -> int:
    """Read every file and print the tables."""
    limits = Limits()
    before = set(_sandboxes())
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    began = time.monotonic()
    lines = sorted(
        (_line(path, reading) for path, reading in read_files(files, limits)), key=lambda x: x.name
    )
    print(f"{len(lines)} files, {time.monotonic() - began:.0f} s")
    _print_outcomes(lines)
    _print_extremes(lines)
    _print_against_others(lines)
    slow = [line.name for line in lines if line.seconds > limits.wall_seconds + _GRACE]
    large = [line.name for line in lines if line.memory_mb > limits.memory_bytes >> 20]
    ours = [line.name for line in lines if "on this side" in line.reason or "makes no sense" in line.reason]
    left = sorted(set(_sandboxes()) - before)
    print(f"over the time: {slow or 'none'}; over the memory: {large or 'none'}")
    print(f"our own faults: {ours or 'none'}; processes left: {left or 'none'}")
    return 1 if slow or large or ours or left else 0


def _line(path: Path, reading: Reading) -> Line:
    """Compare a reading with what others say of the file."""
    reference = pdftotext(path) if reading.format == "pdf" or path.suffix.lower() == ".pdf" else []
    own = [page for page in reading.pages if not page.part]
    alike = None
    if reference and reading.outcome in (Outcome.COMPLETE, Outcome.PARTIAL):
        alike = share(words_of("\n".join(page.text for page in own)), reference)
    return Line(
        path.name,
        reading.format or path.suffix.lower().lstrip("."),
        reading.outcome,
        reading.reason,
        len(own),
        reading.seconds,
        reading.memory_mb,
        alike,
        len(reference) if alike is None else 0,
        _slides(path) if reading.outcome.archived else None,
    )


def _slides(path: Path) -> int | None:
    """Return how many slides a .pptx lists."""
    try:
        with zipfile.ZipFile(path) as package:
            return len(_SLIDE.findall(package.read("ppt/presentation.xml")))
    except (OSError, KeyError, zipfile.BadZipFile):
        return None


def _print_outcomes(lines: list[Line]) -> None:
    counts = Counter((line.kind, line.outcome) for line in lines)
    for kind in sorted({line.kind for line in lines}):
        told = ", ".join(
            f"{outcome.value} {counts[kind, outcome]}" for outcome in Outcome if counts[kind, outcome]
        )
        print(f"{kind:6} {sum(line.kind == kind for line in lines):5}  {told}")
    for line in lines:
        if line.outcome is not Outcome.COMPLETE:
            print(f"  {line.name[:44]:44} {line.outcome.value:18} {line.pages:5} p  {line.reason[:150]}")


def _print_extremes(lines: list[Line]) -> None:
    for line in sorted(lines, key=lambda x: -x.seconds)[:_SHOWN]:
        print(f"slow   {line.seconds:7.2f} s   {line.outcome.value:18} {line.name}")
    for line in sorted(lines, key=lambda x: -x.memory_mb)[:_SHOWN]:
        print(f"large  {line.memory_mb:7.0f} MiB {line.outcome.value:18} {line.name}")


def _print_against_others(lines: list[Line]) -> None:
    alike = sorted((line.alike, line.name) for line in lines if line.alike is not None)
    if alike:
        print(f"pdftotext's words: median {median(one for one, _ in alike):.4f} of {len(alike)} PDFs")
    for one, name in alike[:_SHOWN]:
        print(f"  {one:.3f} {name}")
    for line in lines:
        if line.unread and not line.outcome.archived:
            print(f"  pdftotext reads {line.unread} words where we do not: {line.name}: {line.reason[:100]}")
        elif line.unread and line.outcome is Outcome.NO_TEXT:
            print(f"  pdftotext reads {line.unread} words where we find none: {line.name}")
    told = [line for line in lines if line.slides is not None]
    unlike = [f"{line.name} {line.pages} of {line.slides}" for line in told if line.pages != line.slides]
    print(
        f"slides: {len(told) - len(unlike)} of {len(told)} as the package lists; unlike: {unlike or 'none'}"
    )


def _sandboxes() -> list[int]:
    """Return the processes of a sandbox, without the nursery that this process keeps."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            command = (entry / "cmdline").read_bytes()
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue  # it ended while we looked
        nursery = b"ingest.sandbox.workers.nursery" in command and parent == os.getpid()
        if b"ingest.sandbox." in command and parent in _family() and not nursery:
            found.append(int(entry.name))
    return found


def _family() -> set[int]:
    """Return this process, what it started, and 1, which takes over orphans."""
    started = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {1, os.getpid(), *(int(pid) for listed in started for pid in listed.read_text().split())}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m bench.corpora FOLDER")
    sys.exit(main(Path(sys.argv[1])))
