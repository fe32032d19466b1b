"""Read a folder of files made to hurt, and print what became of each: ``python -m bench.hostile FOLDER``.

One line a file: name, outcome, seconds, peak memory in MiB, pages, reason. Ends with exit code 1
where a file took longer than its limits allow or a process is left over.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

from ingest.readers.reading import Limits
from ingest.sandbox import read_files

_GRACE = 2.0  # seconds for starting and ending a process


def main(folder: Path) -> int:
    """Read every file of `folder` and print the table."""
    limits = Limits()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    outcomes: Counter[str] = Counter()
    slow = []
    print(f"{'file':28} {'outcome':18} {'s':>6} {'MiB':>6} {'pages':>5}  reason")
    for path, reading in sorted(read_files(files, limits), key=lambda pair: pair[0]):
        outcomes[reading.outcome.value] += 1
        if reading.seconds > limits.wall_seconds + _GRACE:
            slow.append(path.name)
        print(
            f"{path.name[:28]:28} {reading.outcome.value:18} {reading.seconds:6.2f} {reading.memory_mb:6.0f} "
            f"{len(reading.pages):5}  {reading.reason[:90]}"
        )
    left = workers_left()
    print(", ".join(f"{name} {count}" for name, count in sorted(outcomes.items())))
    print(
        f"over the limit of {limits.wall_seconds:.0f} s: {slow or 'none'}; processes left: {left or 'none'}"
    )
    return 1 if slow or left else 0


def workers_left() -> list[int]:
    """Return the workers of a sandbox that are children of this process or of none."""
    left = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            command = (entry / "cmdline").read_bytes()
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue  # it ended while we looked
        if b"ingest.sandbox.worker" in command and parent in (1, os.getpid()):
            left.append(int(entry.name))
    return left


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m bench.hostile FOLDER")
    sys.exit(main(Path(sys.argv[1])))
