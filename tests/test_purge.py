"""Removed for good: gone from every answer and every byte of the data folder, and it does not come back."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from archive.catalogue import open_catalogue
from archive.catalogue.staff import decisions
from archive.catalogue.staff.corrections import correcting
from archive.catalogue.tables import Document
from archive.purging.purged import NAME, PurgedList, TornList
from tests.installed import Installed, serving
from tests.web.conftest import as_tested
from web import create_app

TITLE, SPEAKER, WORD = "Hemlighetsfullt föredrag", "Östen Åkerhielm", "kryptoplanktonisk"
FILE = "Hemlig fil åäö.txt"


@pytest.fixture
def archive(tmp_path: Path) -> Installed:
    folder = tmp_path / "folder"
    (folder / "I").mkdir(parents=True)
    (folder / "I" / FILE).write_text(f"{TITLE}\n\nEn {WORD} plan om samverkan.\n")
    (folder / "I" / f"{FILE}.toml").write_text(f'title = "{TITLE}"\nspeakers = ["{SPEAKER}", "Anna Ek"]\n')
    (folder / "I" / "annan.txt").write_text("En annan text\n\nom samverkan och trygghet.\n")
    (folder / "I" / "annan.txt.toml").write_text('speakers = ["Anna Ek"]\n')
    made = Installed(folder, tmp_path / "data")
    made.json("ingest")
    return made


def document_of(archive: Installed, path: str) -> str:
    files = {file["path"]: file["document"] for file in archive.json("status")["files"]}
    return str(files[path])


def take_out_of_the_folder(archive: Installed) -> None:
    for name in (FILE, f"{FILE}.toml"):
        (archive.folder / "I" / name).unlink()
    archive.json("ingest")


def bytes_that_tell(data: Path) -> list[str]:
    """Return what files below a folder hold the document's words, in any encoding that may be written."""
    words = (TITLE, SPEAKER, "Åkerhielm", WORD, FILE, "Hemlig fil")
    needles = {
        form
        for word in words
        for form in (
            word.encode(),
            word.lower().encode(),
            ascii(word)[1:-1].encode(),
            word.encode("utf-16-le"),
            word.replace("ö", "\\u00f6").replace("Å", "\\u00c5").replace("å", "\\u00e5").encode(),
        )
    }
    files = [path for path in data.rglob("*") if path.is_file() and "lexicon" not in path.parts]
    return [
        f"{path.relative_to(data)}: {needle!r}"
        for path in files
        for needle in needles
        if needle in path.read_bytes() or needle in os.fsencode(path.name)
    ]


def client(archive: Installed, monkeypatch: pytest.MonkeyPatch) -> Any:
    from archive.settings import load

    for name, value in archive.environment.items():
        if name.startswith("HELIXARKIV_"):
            monkeypatch.setenv(name, value)
    return as_tested(create_app(load())).test_client()


def is_nowhere(asked: Any, document: str) -> None:
    for address in ("", "/sida/1", "/original", "/sida/1?version=1"):
        assert asked.get(f"/dokument/{document}{address}").status_code == 410
    assert asked.get(f"/api/v1/documents/{document}").status_code == 410
    for word in (WORD, "Åkerhielm", "Hemlighetsfullt"):
        assert asked.get(f"/api/v1/search?q={word}").get_json()["matching_documents"] == 0
        assert asked.get(f"/api/v1/suggestions?q={word[:6]}").get_json()["suggestions"] == []
    assert asked.get("/api/v1/search?q=samverkan").get_json()["matching_documents"] == 1
    for address in ("/", "/sok", "/api/v1/documents?size=100", "/serie/i"):
        assert TITLE not in asked.get(address).text


@pytest.mark.slow
def test_nothing_of_it_is_left_and_it_does_not_come_back(
    archive: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = document_of(archive, f"I/{FILE}")
    catalogue = open_catalogue(archive.data)
    with catalogue.write() as session:
        given = correcting.Given("En plan av Åkerhielm, hemlig")
        correcting.correct(session, "eva", session.get_one(Document, document), {"description": given})
        decisions.record(session, "eva", "takedown", document, after={"title": TITLE})
        decisions.record(session, "eva", "upload", subject=f"I/{FILE}", after={"size": 1})
    catalogue.close()
    assert bytes_that_tell(archive.data)
    held = archive.run("purge", document, "--reason", "begäran", "--yes")
    assert held.returncode == 1
    assert "the folder still holds it" in held.stderr
    take_out_of_the_folder(archive)
    archive.json("ingest")
    backup = tmp_path / "backup"
    shutil.copytree(archive.data, backup)
    removed = archive.json("purge", document, "--reason", "begäran 2026/17")
    assert (removed["versions"], removed["originals"], removed["left"]) == (1, 1, [])
    assert bytes_that_tell(archive.data) == []
    assert "begäran 2026/17" in (archive.data / NAME).read_text()
    is_nowhere(client(archive, monkeypatch), document)
    assert archive.json("ingest")["added"] == 0

    listed = (archive.data / NAME).read_bytes()
    shutil.rmtree(archive.data)
    shutil.copytree(backup, archive.data)
    (archive.data / NAME).write_bytes(listed)
    status = archive.json("status")  # any command hides it, before the watcher removes it again
    assert status["documents"] == 1
    is_nowhere(client(archive, monkeypatch), document)
    archive.json("ingest")
    assert bytes_that_tell(archive.data) == []

    (archive.folder / "I" / FILE).write_text(f"{TITLE}\n\nEn {WORD} plan om samverkan.\n")
    assert archive.json("ingest")["added"] == 0
    entry = next(file for file in archive.json("status")["files"] if file["path"] == f"I/{FILE}")
    assert entry["state"] == "skipped"
    assert "tagits bort ur arkivet för gott" in entry["explained"]["reason"]
    assert not list((archive.data / "originals").rglob(purge_hash(archive, document)))
    assert archive.run("purge", document, "--reason", "misstag", "--allow").returncode == 0
    assert archive.json("ingest")["added"] == 1


def purge_hash(archive: Installed, document: str) -> str:
    return sorted(PurgedList(archive.data).documents()[document].hashes)[0]


def let_go_of(data: Path, root: int) -> bool:
    """Tell whether no process from this one down holds a file below a folder that was removed."""
    processes = {int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()}
    family, new = {root}, {root}
    while new:
        new = {each for each in processes - family if parent_of(each) in new}
        family |= new
    held = [link for each in family for link in open_files(each)]
    return not any(link.startswith(str(data)) and link.endswith("(deleted)") for link in held)


def parent_of(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def open_files(process: int) -> Iterator[str]:
    with suppress(OSError):
        for path in Path(f"/proc/{process}/fd").iterdir():
            with suppress(OSError):
                yield str(path.readlink())
    with suppress(OSError):
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            yield line.partition("/")[1] + line.partition("/")[2]


def answer(url: str) -> tuple[int, str]:
    try:
        with urlopen(url, timeout=20) as said:
            return said.status, said.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()
    except URLError:
        return 0, ""


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.slow
def test_it_is_gone_from_a_site_that_goes_on_and_the_site_lets_go_of_it(archive: Installed) -> None:
    document = document_of(archive, f"I/{FILE}")
    with serving(archive) as site:
        until(lambda: answer(f"{site.address}/healthz")[0] == 200)
        question = f"{site.address}/api/v1/search?q={WORD}"
        assert document in answer(question)[1]
        for name in (FILE, f"{FILE}.toml"):
            (archive.folder / "I" / name).unlink()
        archive.json("purge", document, "--reason", "x", "--block")
        assert answer(f"{site.address}/dokument/{document}")[0] == 410
        assert document not in answer(question)[1]
        until(lambda: let_go_of(archive.data, site.process.pid))
        assert bytes_that_tell(archive.data) == []
    assert document not in archive.run("status").stdout


@pytest.mark.slow
def test_a_file_that_stays_in_the_folder_is_passed_over(archive: Installed) -> None:
    document = document_of(archive, f"I/{FILE}")
    archive.json("purge", document, "--reason", "begäran", "--block")
    report = archive.json("ingest")
    assert (report["added"], report["withdrawn"], report["held"]) == (0, 0, "")
    assert archive.json("search", "samverkan")["matching_documents"] == 1
    again = archive.run("purge", "finns-inte", "--reason", "x", "--yes")
    assert again.returncode == 1
    assert "there is no document" in again.stderr


@pytest.mark.slow
@pytest.mark.parametrize("step", ["remove"])  # each other step: tests/archive/purging
def test_the_power_goes_at_any_step_and_the_next_start_goes_on(
    archive: Installed, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    document = document_of(archive, f"I/{FILE}")
    take_out_of_the_folder(archive)
    code = (
        "import sys, os, signal, helixarkiv, archive.purging.purge as purge\n"
        f"purge.{step} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"sys.argv = ['helixarkiv', 'purge', {document!r}, '--reason', 'x', '--yes']\n"
        "helixarkiv.main()\n"
    )
    done = subprocess.run([*archive.command()[:1], "-c", code], env=archive.environment, cwd=Path.cwd())
    assert done.returncode == -signal.SIGKILL
    if step != "hide":  # before, nothing but the list knows of it, until any command starts
        is_nowhere(client(archive, monkeypatch), document)
    archive.json("ingest")
    assert bytes_that_tell(archive.data) == []
    is_nowhere(client(archive, monkeypatch), document)


def test_bytes_that_another_document_shares_stay(archive: Installed, tmp_path: Path) -> None:
    """A template began two documents: removing one leaves the bytes of the other."""
    first = document_of(archive, "I/annan.txt")
    path = archive.folder / "I" / "annan.txt"
    template = path.read_bytes()
    path.write_text("Nu något annat\n\nom trygghet.\n")
    archive.json("ingest")
    (archive.folder / "I" / "ny.txt").write_bytes(template)
    archive.json("ingest")
    second = document_of(archive, "I/ny.txt")
    assert first != second
    archive.json("purge", first, "--reason", "x", "--block")
    archive.json("ingest")
    assert archive.json("verify")["wrong"] == []
    assert document_of(archive, "I/ny.txt") == second


def test_a_list_that_cannot_be_read_stops_the_start_with_one_line(archive: Installed) -> None:
    (archive.data / NAME).write_text('{"step": "begun"\n')
    done = archive.run("status")
    assert done.returncode == 1
    assert "line 1 of" in done.stderr.strip().splitlines()[-1]
    with pytest.raises(TornList):
        PurgedList(archive.data).blocked()
    (archive.data / NAME).write_text('{"step": "begun", "docu')  # cut off by the power: never begun
    assert PurgedList(archive.data).documents() == {}
    archive.json("purge", document_of(archive, "I/annan.txt"), "--reason", "x", "--block")
    assert len(PurgedList(archive.data).documents()) == 1
