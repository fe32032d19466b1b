from pathlib import Path

import pytest

from archive.catalogue import open_catalogue
from archive.catalogue.folder import events
from archive.folder.attention import explained
from archive.folder.reasons import in_swedish
from archive.settings import ArchiveSettings, IngestSettings, Settings
from ingest.folder.reconciler import Reconciler
from ingest.readers.kind import _WHAT


@pytest.mark.parametrize(
    "key", ["folder.absent", "folder.another", "folder.guard", "folder.disk", "watcher.failed"]
)
def test_what_holds_the_archive_up_is_told_without_a_word_of_the_log(key: str) -> None:
    found = explained(key, "the folder /srv/x is missing; run `helixarkiv ingest`")
    assert found.heading
    assert found.remedy
    assert "helixarkiv" not in found.reason + found.remedy


def test_what_nobody_foresaw_is_told_too() -> None:
    assert explained("new.thing", "x").heading


@pytest.mark.parametrize(
    ("key", "text", "path", "line"),
    [
        ("file.a: b/c", "a: b/c: the folder cannot be read: Permission denied", "a: b/c", 0),
        ("file.", "the folder: the folder cannot be read: Input/output error", "", 0),
        ("file.x, line 3: y.txt:7:z", "x, line 3: y.txt, line 7: z", "x, line 3: y.txt", 7),
        ("file.a.pdf: OSError: [Errno 5]", "a.pdf: OSError: [Errno 5]", "a.pdf", 0),
    ],
)
def test_the_file_and_line_of_a_notice_are_found(key: str, text: str, path: str, line: int) -> None:
    found = explained(key, text)
    assert (found.path, found.line) == (path, line)


def test_the_notices_of_a_real_folder_are_understood(tmp_path: Path) -> None:
    settings = Settings(
        archive=ArchiveSettings(folder=tmp_path / "folder", data=tmp_path / "run"),
        ingest=IngestSettings(settle_seconds=0),
    )
    for name, text in {
        "a.txt": "Text.",
        "a.txt.toml": "titl = 3\n",
        "b.txt": "Annan text.",
        "b.txt.toml": "title = \n",
        "_serie.txt": "Tittel: x\nnågot annat\n",
    }.items():
        file = tmp_path / "folder" / "Serie: 1, line 2" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    catalogue = open_catalogue(settings.archive.data)
    Reconciler(catalogue, settings).run()
    with catalogue.read() as session:
        found = [explained(notice.key, notice.text) for notice in events.standing(session)]
    catalogue.close()
    assert {each.path.rpartition("/")[2] for each in found} == {"a.txt.toml", "b.txt.toml", "_serie.txt"}
    assert all(each.line for each in found)
    assert not [each.reason for each in found if "not " in each.reason or "key" in each.reason]


def test_every_kind_of_file_that_is_not_read_is_told_in_swedish() -> None:
    for what in _WHAT.values():
        assert in_swedish(f"the file is {what}"), what
        assert in_swedish(f"the file is called .pdf, but it is {what}"), what


@pytest.mark.parametrize(
    ("english", "swedish"),
    [
        ("not read within 120 s", "läsningen avbröts efter 120 sekunder"),
        ("left out: Pages 3 to 5 could not be read: it takes too long.", "sidorna 3–5 kunde inte läsas"),
        ("3 pages were read, then: the file is empty", "3 sidor lästes, men sedan: filen är tom"),
        (
            "left out: " + "; ".join(f"slide {number}: broken" for number in range(1, 9)),
            "; ".join(f"något på bild {number} kunde inte läsas" for number in range(1, 6)) + "; med mera",
        ),
        ("left out: slide 1: x; something new", ""),
        ("something new", ""),
        ("", ""),
    ],
)
def test_reasons_are_told_in_swedish_or_not_at_all(english: str, swedish: str) -> None:
    assert in_swedish(english) == swedish
