"""A word in each place that a file can hold text is found, withheld until published, or told as not read."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from archive.catalogue import open_catalogue
from archive.catalogue.tables import Document, PageRow, Version
from archive.settings import load
from tests.installed import Installed
from tests.planted import PLANTED, Fate, plant
from web import create_app

pytestmark = pytest.mark.slow
PUBLISHED = (("HELIXARKIV_PUBLISH__NOTES", "true"), ("HELIXARKIV_PUBLISH__HIDDEN_SLIDES", "true"))
MATRIX = [(file, place, *planted) for file, places in PLANTED.items() for place, planted in places.items()]


@dataclass(frozen=True)
class Known:
    """An archive with all files: what its readers find, and what its catalogue holds of each file."""

    asked: Any
    documents: dict[str, str]  # document by the file's name
    kept: dict[str, dict[str, str]]  # by the file's name: comments, told and outline, as JSON

    def finds(self, file: str, word: str) -> bool:
        """Tell whether a reader's search for just this word gives the document."""
        answer = self.asked.get("/api/v1/search", query_string={"q": f'"{word}"', "size": 50})
        assert answer.status_code == 200
        return self.documents[file] in {hit["document"]["id"] for hit in answer.get_json()["hits"]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted") / "folder"
    folder.mkdir()
    plant(folder)
    return folder


@pytest.fixture(scope="module")
def as_set(folder: Path) -> Known:
    return ingested(Installed(folder, folder.parent / "as-set"))


@pytest.fixture(scope="module")
def published(folder: Path) -> Known:
    return ingested(Installed(folder, folder.parent / "published", PUBLISHED))


def ingested(archive: Installed) -> Known:
    archive.json("ingest", *(("--ocr",) if shutil.which("tesseract") else ()))
    catalogue = open_catalogue(archive.data)
    documents, kept = {}, {}
    with catalogue.read() as session:
        for version in session.query(Version).join(Document, Document.id == Version.document_id):
            pages = session.query(PageRow).where(PageRow.version_id == version.id).all()
            documents[version.file_name] = version.document_id
            told = [version.reason, version.attachments, [[page.remarks, page.coverage] for page in pages]]
            kept[version.file_name] = {
                "comments": told_of([page.comments for page in pages]),
                "told": told_of(told),
                "outline": told_of(version.outline),
            }
    catalogue.close()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in archive.environment.items():
            if name.startswith("HELIXARKIV_"):
                patch.setenv(name, value)
        app = create_app(load())
    app.config["TESTING"] = True
    return Known(app.test_client(), documents, kept)


def told_of(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize(("file", "place", "word", "fate"), MATRIX, ids=[f"{m[0]}-{m[1]}" for m in MATRIX])
def test_no_place_is_silent(
    as_set: Known, published: Known, file: str, place: str, word: str, fate: Fate
) -> None:
    if file not in as_set.documents and file.endswith(".ppt"):
        pytest.skip("needs LibreOffice (soffice) to save a .ppt")
    kept = as_set.kept[file]
    match fate:
        case Fate.FOUND:
            assert as_set.finds(file, word)
        case Fate.NOTES | Fate.HIDDEN:
            assert not as_set.finds(file, word)
            assert published.finds(file, word)
        case Fate.COMMENT:
            assert word in kept["comments"]
            assert not as_set.finds(file, word)
            assert not published.finds(file, word)
        case Fate.TOLD:
            assert word in kept["told"]
        case Fate.OUTLINE:
            assert word in kept["outline"]
        case Fate.OCR:
            assert '"scan"' in kept["told"]
            assert as_set.finds(file, word) or not shutil.which("tesseract")
