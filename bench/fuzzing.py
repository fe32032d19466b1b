"""Spoil files and read them in the sandbox: ``python -m bench.fuzzing FOLDER --minutes 30 --ending pdf``.

Each file of the folder with that ending is mutated again and again: bytes flipped, cut, doubled,
swapped for numbers that hurt, parts of a package packed anew with such bytes. Every result must be an
outcome. What a reader did not see coming (an error that it let through, a crash, a time that ran out)
is printed once for each reason and kept below ``--keep``, to become a test.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import random
import re
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

from ingest.readers.reading import Limits
from ingest.sandbox import Reading, read_file

_HURTING = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_LARGEST = 2 << 20  # bytes of a file that is worth spoiling
_LIMITS = Limits(cpu_seconds=20, wall_seconds=40.0)
_UNFORESEEN = (
    "the reader gave up",
    "the reader crashed",
    "not read within",
    "makes no sense",
    "ran out of memory",
)


def main() -> None:
    """Spoil and read until the time is over; print what was found."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzzing", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--ending", required=True, help="of the files, without a dot")
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="folder for inputs that found something")
    asked = parser.parse_args()
    files = [
        path for path in sorted(asked.folder.rglob(f"*.{asked.ending}")) if 0 < path.stat().st_size < _LARGEST
    ]
    if not files:
        parser.error(f"no .{asked.ending} of less than {_LARGEST >> 20} MiB below {asked.folder}")
    chance, until = random.Random(asked.seed), time.monotonic() + asked.minutes * 60
    outcomes: Counter[str] = Counter()
    found: Counter[str] = Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory(prefix="helixarkivet-fuzzing-") as folder:
        path = Path(folder) / f"a.{asked.ending}"
        while time.monotonic() < until:
            spoilt = _spoilt(chance.choice(files).read_bytes(), chance)
            path.write_bytes(spoilt)
            reading = read_file(path, _LIMITS)
            outcomes[reading.outcome.value] += 1
            slowest = max(slowest, reading.seconds)
            if reason := _unforeseen(reading):
                found[reason] += 1
                if found[reason] == 1:
                    print(f"! {reason}", flush=True)
                    _keep(asked.keep, spoilt, asked.ending)
    print(f"{asked.ending}: {outcomes.total()} inputs, slowest {slowest:.1f} s, {dict(outcomes)}")
    for reason, count in found.most_common():
        print(f"{count:6} {reason}")


def _unforeseen(reading: Reading) -> str:
    """Return a reason that no reader gives by itself, without its numbers; "" for every other."""
    if not any(mark in reading.reason for mark in _UNFORESEEN):
        return ""
    return re.sub(r"0x[0-9a-f]+|\d+", "#", reading.reason)[:160]


def _keep(folder: Path | None, content: bytes, ending: str) -> None:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{hashlib.sha256(content).hexdigest()[:12]}.{ending}").write_bytes(content)


def _spoilt(content: bytes, chance: random.Random) -> bytes:
    """Spoil a file; of a package most often one of its parts, so that the package itself opens."""
    if content.startswith(b"PK") and chance.random() < 0.8:
        try:
            return _with_a_spoilt_part(content, chance)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
            return _mutated(content, chance)
    return _mutated(content, chance)


def _with_a_spoilt_part(content: bytes, chance: random.Random) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(packed, "w") as anew:
        names = package.namelist()
        texts = [name for name in names if name.endswith((".xml", ".rels"))] or names
        chosen = chance.choice(texts)
        for name in names:
            part = package.read(name)
            anew.writestr(name, _mutated(part, chance) if name == chosen else part)
    return packed.getvalue()


def _mutated(content: bytes, chance: random.Random) -> bytes:
    """Change a few places."""
    spoilt = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        if not spoilt:
            break
        at = chance.randrange(len(spoilt))
        match chance.randrange(6):
            case 0:
                spoilt[at] ^= 1 << chance.randrange(8)
            case 1:
                size = chance.choice((1, 2, 4))
                spoilt[at : at + size] = (chance.choice(_HURTING) % (1 << 8 * size)).to_bytes(size, "little")
            case 2:
                del spoilt[at : at + chance.randrange(1, 200)]
            case 3:
                piece = spoilt[at : at + chance.randrange(1, 400)]
                spoilt[at:at] = piece * chance.choice((1, 2, 50))
            case 4:
                other = chance.randrange(len(spoilt))
                spoilt[at : at + 30] = spoilt[other : other + 30]
            case _:
                spoilt[at : at + 8] = str(chance.choice((-1, 0, 2**31, 2**63, 10**12))).encode()
    return bytes(spoilt[: chance.randrange(1, len(spoilt) + 1)] if chance.random() < 0.05 else spoilt)


if __name__ == "__main__":
    main()
