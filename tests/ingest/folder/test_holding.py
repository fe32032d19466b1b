"""What waits for staff when it arrives, and what stands in *_ej publicerat*."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from archive.catalogue.staff.publication import publishing, rules
from archive.catalogue.tables import Document
from archive.folder.unpublished import is_unpublished, series_folder
from archive.settings import PublishSettings
from tests.ingest.folder.conftest import Archive

NUMBER = "Eva, 811228-9874"


def row(archive: Archive, path: str) -> Document:
    with archive.catalogue.read() as session:
        found = session.get_one(Document, str(archive.entry(path).document))
        _ = found.series.name, found.versions[-1].warnings
        return found


def publish(archive: Archive, **values: object) -> Archive:
    settings = archive.settings.model_copy(update={"publish": PublishSettings.model_validate(values)})
    return replace(archive, settings=settings)


def rule(archive: Archive, folder: str, *, review: bool) -> None:
    with archive.catalogue.write() as session:
        rules.put(session, "eva", folder, review)


def release(archive: Archive, path: str) -> None:
    with archive.catalogue.write() as session:
        document = session.get_one(Document, str(archive.entry(path).document))
        assert publishing.release(session, "eva", document)


def held_for(archive: Archive, path: str) -> list[str] | None:
    document = row(archive, path)
    return list(document.held_for) if document.held_at else None


def test_the_nearest_rule_above_a_file_counts() -> None:
    stated = {"": True, "A": False, "A/B": True, "Å": True}
    for path, default, expected in [
        ("x.txt", False, True),
        ("A/x.txt", True, False),
        ("A/C/x.txt", True, False),
        ("A/B/C/x.txt", False, True),
        (unicodedata.normalize("NFD", "Å/x.txt"), False, True),
    ]:
        assert rules.needs_review(path, stated, default) is expected
    assert rules.needs_review("A/x.txt", {}, True)
    assert not rules.needs_review("A/x.txt", {}, False)


def test_what_comes_into_a_reviewed_folder_waits_and_was_never_seen(archive: Archive) -> None:
    rule(archive, "Ny", review=True)
    archive.put("Ny/a.txt", "Text om samverkan")
    archive.put("Annat/b.txt", "Text om annat")
    archive.reconcile()
    assert held_for(archive, "Ny/a.txt") == ["review"]
    assert row(archive, "Ny/a.txt").published_at is None
    assert archive.document(row(archive, "Ny/a.txt").id) is None
    assert held_for(archive, "Annat/b.txt") is None
    release(archive, "Ny/a.txt")
    assert archive.document_at("Ny/a.txt").published_at is not None


def test_a_new_version_waits_with_the_whole_document_until_it_is_looked_at(archive: Archive) -> None:
    archive.put("Ny/a.txt", "Text om samverkan")
    archive.reconcile()
    rule(archive, "Ny", review=True)
    archive.reconcile()
    assert held_for(archive, "Ny/a.txt") is None  # a rule is for what comes
    archive.put("Ny/a.txt", "Ny text om samverkan")
    archive.reconcile()
    assert held_for(archive, "Ny/a.txt") == ["review"]
    release(archive, "Ny/a.txt")
    archive.put("Ny/a.txt", "Text om samverkan, tredje")
    archive.reconcile()
    assert held_for(archive, "Ny/a.txt") == ["review"]
    archive.put("Ny/a.txt", "Ny text om samverkan")  # bytes that staff have released
    release(archive, "Ny/a.txt")
    archive.reconcile()
    assert held_for(archive, "Ny/a.txt") is None


def test_what_is_released_stays_so_when_it_moves(archive: Archive) -> None:
    rule(archive, "", review=True)
    archive.put("Ny/a.txt", "Text om samverkan")
    archive.reconcile()
    release(archive, "Ny/a.txt")
    (archive.folder / "Ny/b.txt").hardlink_to(archive.folder / "Ny/a.txt")
    (archive.folder / "Ny/a.txt").unlink()
    archive.reconcile()
    archive.reconcile()
    assert held_for(archive, "Ny/b.txt") is None


def test_a_warning_is_noted_and_holds_where_that_is_set(archive: Archive) -> None:
    archive.put("A/a.txt", NUMBER)
    archive.reconcile()
    assert held_for(archive, "A/a.txt") is None
    assert [w["kind"] for w in row(archive, "A/a.txt").versions[-1].warnings] == ["personnummer"]
    assert "811228" not in str(row(archive, "A/a.txt").versions[-1].warnings)
    careful = publish(archive, hold=["personnummer"])
    archive.put("A/b.txt", NUMBER + " igen")
    archive.put("A/c_utkast.txt", "Text")
    careful.reconcile()
    assert held_for(archive, "A/b.txt") == ["personnummer"]
    assert held_for(archive, "A/c_utkast.txt") is None


@pytest.mark.parametrize("folder", ["_ej publicerat", "_Ej_Publicerat", "_EJ PUBLICERAT", "ej publicerat"])
def test_the_folder_is_known_however_it_is_written(folder: str) -> None:
    assert is_unpublished(f"A/{folder}/x.pdf")
    assert is_unpublished(f"{folder}/B/x.pdf")
    assert series_folder(f"A/{folder}/x.pdf") == "A"
    assert series_folder(f"{folder}/x.pdf") == ""
    assert not is_unpublished(f"A/{folder}.pdf")
    assert not is_unpublished(f"A/{folder} mer/x.pdf")


def test_what_stands_in_ej_publicerat_is_kept_whatever_files_say_and_published_when_it_moves_out(
    archive: Archive,
) -> None:
    archive.put("A/_ej publicerat/x.txt", "Text om samverkan")
    archive.put("A/_ej publicerat/x.txt.toml", 'visibility = "public"\n')
    archive.reconcile()
    found = row(archive, "A/_ej publicerat/x.txt")
    assert (found.visibility, found.series.name, found.published_at) == ("hidden", "A", None)
    assert archive.document(found.id) is None
    with archive.catalogue.write() as session:  # staff's own decision counts
        document = session.get_one(Document, found.id)
        publishing.decide(session, "eva", document, {"visibility": "public"})
        assert document.visibility == "public"
        publishing.decide(session, "eva", document, {})
        assert document.visibility == "hidden"
    for name in ("x.txt", "x.txt.toml"):
        (archive.folder / "A/_ej publicerat" / name).rename(archive.folder / "A" / name)
    archive.reconcile()
    archive.reconcile()
    assert archive.document_at("A/x.txt").id == found.id
    assert held_for(archive, "A/x.txt") is None


def test_what_moves_out_of_ej_publicerat_waits_where_its_folder_says_so(archive: Archive) -> None:
    rule(archive, "A", review=True)
    archive.put("A/_ej publicerat/x.txt", "Text om samverkan")
    archive.reconcile()
    assert held_for(archive, "A/_ej publicerat/x.txt") is None
    (archive.folder / "A/_ej publicerat/x.txt").rename(archive.folder / "A/x.txt")
    archive.reconcile()
    archive.reconcile()
    assert held_for(archive, "A/x.txt") == ["review"]
    assert row(archive, "A/x.txt").published_at is None
    assert archive.document(row(archive, "A/x.txt").id) is None
