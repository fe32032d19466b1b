"""What is restored: a backup, the newest of a folder of backups, or a bag; looked at before any is copied."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import bagit

from archive.copies import manifest, shelf
from archive.copies.backup import CATALOGUE
from archive.copies.exporting.layout import CATALOGUE as CATALOGUE_OF_BAG
from archive.copies.exporting.layout import PURGED as PURGED_OF_BAG
from archive.copies.files import CopyError
from archive.purging.purged import NAME as PURGED


@dataclass(frozen=True, slots=True)
class Source:
    """A copy of the whole archive. Hashes are what its manifest says; the bytes are checked when copied."""

    root: Path
    catalogue: Path
    catalogue_sha256: str
    purged: tuple[tuple[Path, str], ...]  # lists of what was removed for good, with SHA-256
    originals: Mapping[str, Path]  # by SHA-256
    others: Mapping[Path, str]  # what else its manifest names, with SHA-256; nothing where that was checked
    missing: frozenset[str]  # were not in the archive any more when the copy was made


def look(path: Path) -> Source:
    """Return what stands at a path; raise :class:`CopyError` where that is no whole copy."""
    if not path.is_dir():
        raise CopyError(f"there is no folder {path}")
    if (path / "bagit.txt").is_file():
        return _bag(path)
    if (path / manifest.ABOUT).is_file():
        return _backup(path)
    whole = shelf.backups(path)
    if not whole:
        raise CopyError(f"{path} is neither a whole backup, nor a folder of backups, nor a bag")
    return _backup(whole[-1])


def _backup(root: Path) -> Source:
    about, listed = manifest.read(root)
    if CATALOGUE not in listed:
        raise CopyError(f"{root} has no catalogue")
    newer = [(each / PURGED, manifest.read(each)[1]) for each in shelf.newer(root.resolve())]
    lists = [(root / PURGED, listed), *newer]
    originals = {sha: root / name for name, sha in listed.items() if name == f"originals/{sha[:2]}/{sha}"}
    return Source(
        root=root,
        catalogue=root / CATALOGUE,
        catalogue_sha256=listed[CATALOGUE],
        purged=tuple((path, files[PURGED]) for path, files in lists if PURGED in files),
        originals=originals,
        others={root / name: sha for name, sha in listed.items() if root / name != originals.get(sha)},
        missing=frozenset(about.missing),
    )


def _bag(root: Path) -> Source:
    """Validate a bag, every hash of it, and return what is in it."""
    logging.getLogger("bagit").setLevel(logging.CRITICAL)  # what is wrong is told once, by us
    try:
        bag = bagit.Bag(str(root))
        bag.validate()
    except (bagit.BagError, OSError) as error:
        raise CopyError(f"{root} is not a valid bag: {error}") from None
    entries = {name: hashes["sha256"] for name, hashes in bag.payload_entries().items() if "sha256" in hashes}
    if CATALOGUE_OF_BAG not in entries:
        raise CopyError(f"the bag {root} is no export of an archive: it has no {CATALOGUE_OF_BAG}")
    lists = [(root / PURGED_OF_BAG, entries[PURGED_OF_BAG])] if PURGED_OF_BAG in entries else []
    return Source(
        root=root,
        catalogue=root / CATALOGUE_OF_BAG,
        catalogue_sha256=entries[CATALOGUE_OF_BAG],
        purged=tuple(lists),
        originals={sha256: root / name for name, sha256 in entries.items()},
        others={},
        missing=frozenset(bag.info.get("Missing-Original", "").split()),
    )
