"""Originals that nothing refers to go; never because a catalogue was lost."""

from __future__ import annotations

from pathlib import Path

from archive.catalogue import tables
from archive.catalogue.folder.ledger import Fingerprint
from archive.kept.originals import Originals
from ingest.folder.reconcile import BLOCKED, Guard, Scan, Seen, without_blocked
from ingest.folder.sweeping import sweep
from tests.search.archives import add, new_catalogue

GUARD = Guard(share=0.2, minimum=3)


def keep(originals: Originals, folder: Path, content: str) -> Path:
    source = folder / "incoming"
    source.write_text(content)
    return originals.path(originals.keep(source)[0])


def test_only_old_ones_that_nobody_reads_go(tmp_path: Path) -> None:
    catalogue, _ = new_catalogue(tmp_path)
    originals = Originals(tmp_path)
    referred, read, left = (keep(originals, tmp_path, word) for word in ("referred", "read", "left"))
    add(catalogue, "a")
    with catalogue.write() as session:
        session.query(tables.Version).one().sha256 = referred.name
    assert sweep(catalogue, originals, {read}, GUARD) == 0  # it has just come
    assert sweep(catalogue, originals, {read}, GUARD, seconds=-1) == 1
    assert not left.exists()
    assert referred.exists()
    assert read.exists()
    catalogue.close()


def test_none_goes_where_the_catalogue_knows_too_few(tmp_path: Path) -> None:
    catalogue, _ = new_catalogue(tmp_path)  # a new one, since the old one was lost
    originals = Originals(tmp_path)
    kept = [keep(originals, tmp_path, str(number)) for number in range(3)]
    assert sweep(catalogue, originals, (), GUARD, seconds=-1) == 0
    assert all(path.exists() for path in kept)
    kept.pop().unlink()
    assert sweep(catalogue, originals, (), GUARD, seconds=-1) == 2
    catalogue.close()


def test_files_with_blocked_bytes_are_passed_over() -> None:
    seen = {
        path: Seen(path, Fingerprint(1, 1, 1), sha) for path, sha in (("a", "00"), ("b", "11"), ("c", ""))
    }
    scan = Scan(files=seen, skipped={"d": "a link"})
    assert without_blocked(scan, frozenset()) is scan
    found = without_blocked(scan, {"11", "22"})
    assert set(found.files) == {"a", "c"}
    assert found.skipped == {"d": "a link", "b": BLOCKED}
