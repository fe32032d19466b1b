"""Checks of the whole archive: what is wrong is found, told and, where it can be, put right."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from archive.catalogue import Catalogue
from archive.catalogue.checks import CheckKind, last
from archive.catalogue.tables import OriginalCheck, PageRow, Place, Version
from archive.checking import originals, whole
from archive.checking.repairing import repair
from archive.dates import now
from archive.kept.originals import Originals
from tests.search.archives import add, new_catalogue

Archived = Callable[[str], str]


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    catalogue, _ = new_catalogue(tmp_path)
    yield catalogue
    catalogue.close()


@pytest.fixture
def kept(tmp_path: Path) -> Originals:
    return Originals(tmp_path)


@pytest.fixture
def archived(catalogue: Catalogue, kept: Originals, tmp_path: Path) -> Archived:
    """Archive a text, with its original, and return its hash."""

    def archive(said: str) -> str:
        source = tmp_path / "folder" / f"{said}.txt"
        source.parent.mkdir(exist_ok=True)
        source.write_text(said)
        sha256, _ = kept.keep(source)
        add(catalogue, said, [said])
        with catalogue.write() as session:
            session.execute(update(Version).where(Version.document_id == said).values(sha256=sha256))
        return sha256

    return archive


def rot(kept: Originals, sha256: str) -> None:
    path = kept.path(sha256)
    path.chmod(0o640)
    path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:])


def test_one_flipped_bit_and_a_lost_file_are_named(
    catalogue: Catalogue, kept: Originals, archived: Archived
) -> None:
    sound, rotten, lost = archived("hel"), archived("rutten"), archived("borta")
    rot(kept, rotten)
    kept.discard(lost)
    found = whole.check(catalogue, kept)
    assert {each.sha256: each.problem.partition(":")[0] for each in found.wrong} == {
        rotten: "the original's bytes have changed",
        lost: "the original is missing",
    }
    assert (found.checked, found.left, found.catalogue) == (3, 0, ())
    with catalogue.read() as session:
        assert not originals.last_checked(session, sound).problem  # type: ignore[union-attr]
        assert last(session, CheckKind.VERIFY).wrong == 2  # type: ignore[union-attr]


def test_a_check_with_a_set_time_goes_on_where_it_ended(
    catalogue: Catalogue, kept: Originals, archived: Archived
) -> None:
    hashes = {archived(said) for said in ("ett", "två", "tre")}
    assert [(f.checked, f.left) for f in (whole.check(catalogue, kept, seconds=0) for _ in range(3))] == [
        (1, 2),
        (1, 1),
        (1, 0),
    ]
    with catalogue.read() as session:
        assert set(session.scalars(select(OriginalCheck.sha256))) == hashes
        assert last(session, CheckKind.VERIFY, whole=True)
    assert whole.check(catalogue, kept).checked == 3, "the next begins anew"


def test_what_a_check_found_before_it_was_called_off_is_kept(
    catalogue: Catalogue, kept: Originals, archived: Archived
) -> None:
    for said in ("ett", "två", "tre"):
        archived(said)
    checking = originals.check(catalogue, kept, now() + timedelta(seconds=1))
    first = next(checking)
    checking.close()
    with catalogue.read() as session:
        assert list(session.scalars(select(OriginalCheck.sha256))) == [first]


def test_whoever_waits_longest_is_checked_first(
    catalogue: Catalogue, kept: Originals, archived: Archived
) -> None:
    hashes = [archived(said) for said in ("ett", "två", "tre")]
    with catalogue.write() as session:
        for days, sha256 in zip((1, 9, 5), hashes, strict=True):
            session.add(OriginalCheck(sha256=sha256, checked_at=now() - timedelta(days=days)))
    never = archived("aldrig")
    assert list(originals.check(catalogue, kept, now())) == [never, hashes[1], hashes[2], hashes[0]]


def test_a_catalogue_that_does_not_agree_with_itself_is_told(
    catalogue: Catalogue, kept: Originals, archived: Archived
) -> None:
    archived("ett")
    with catalogue.write() as session:
        version = session.scalars(select(Version)).one()
        session.execute(text("DELETE FROM pages"))
        document = version.document_id
    assert whole.check(catalogue, kept).catalogue == (f"{document} version 1 has 0 of its 1 pages",)
    with catalogue.write() as session:
        session.add(PageRow(version_id=version.id, number=1))
        session.execute(text("UPDATE documents SET version = 7"))
    assert whole.check(catalogue, kept).catalogue == (f"{document} has no version 7",)


def test_an_original_is_put_right_from_a_file_that_is_still_it(
    catalogue: Catalogue, kept: Originals, archived: Archived, tmp_path: Path
) -> None:
    whole_one, changed = archived("hel"), archived("ändrad")
    folder = tmp_path / "folder"
    with catalogue.write() as session:
        for sha256, path in ((whole_one, "hel.txt"), (changed, "ändrad.txt")):
            session.add(_place(path, sha256))
    (folder / "ändrad.txt").write_text("något annat")
    kept.discard(whole_one)
    rot(kept, changed)
    wrong = [each.sha256 for each in whole.check(catalogue, kept).wrong]
    assert repair(catalogue, kept, folder, wrong) == {whole_one}
    assert hashlib.sha256(kept.path(whole_one).read_bytes()).hexdigest() == whole_one
    assert [each.sha256 for each in whole.check(catalogue, kept).wrong] == [changed]
    assert not kept.has(hashlib.sha256("något annat".encode()).hexdigest()), "nothing else was kept"


def _place(path: str, sha256: str) -> Place:
    return Place(
        path=path,
        size=0,
        mtime_ns=0,
        ctime_ns=0,
        sha256=sha256,
        state="archived",
        seen_at=now(),
        changed_at=now(),
    )
