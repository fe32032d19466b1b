"""The folder that backups stand in: each a complete tree, named for its time in UTC.

One that is being made is called ``.TIME.unfinished``; it gets its name when it is whole.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from archive.copies.files import sync
from archive.dates import now

_WHOLE = re.compile(r"\d{8}T\d{6}Z(-\d+)?")
_UNFINISHED = re.compile(r"\.\d{8}T\d{6}Z(-\d+)?\.unfinished")


def backups(folder: Path) -> list[Path]:
    """Return the whole backups in a folder, the oldest first."""
    found = [path for path in folder.iterdir() if _WHOLE.fullmatch(path.name) and path.is_dir()]
    return sorted(found, key=lambda path: _order(path.name))


def newer(backup: Path) -> list[Path]:
    """Return the backups that stand beside this one and are newer."""
    if not _WHOLE.fullmatch(backup.name):
        return []
    return [each for each in backups(backup.parent) if _order(each.name) > _order(backup.name)]


def begin(folder: Path) -> Path:
    """Make the folder of a new backup, not whole yet."""
    stamp = now().strftime("%Y%m%dT%H%M%SZ")
    name, number = stamp, 1
    while (folder / name).exists():
        number += 1
        name = f"{stamp}-{number}"
    begun = folder / f".{name}.unfinished"
    begun.mkdir(mode=0o750)  # it holds what is withheld too
    return begun


def finish(begun: Path) -> Path:
    """Give a backup that is whole its name."""
    whole = begun.with_name(begun.name.removeprefix(".").removesuffix(".unfinished"))
    begun.rename(whole)
    sync(whole.parent)
    return whole


def sweep(folder: Path) -> int:
    """Remove what interrupted backups left; return how many."""
    left = [path for path in folder.iterdir() if _UNFINISHED.fullmatch(path.name)]
    for path in left:
        shutil.rmtree(path)
    return len(left)


def keep_newest(folder: Path, count: int) -> int:
    """Remove all whole backups but the newest `count`; return how many. What newer ones share stays."""
    old = backups(folder)[:-count]
    for path in old:
        leaving = path.with_name(f".{path.name}.unfinished")  # half removed it must not look whole
        path.rename(leaving)
        shutil.rmtree(leaving)
    return len(old)


def _order(name: str) -> tuple[str, int]:
    stamp, _, number = name.partition("-")
    return stamp, int(number or 1)
