"""Backup while files arrive, restored on an empty machine: the same hits, ids, hashes and names."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import helixarkiv
from archive.catalogue import open_catalogue
from archive.catalogue.tables import PageRow
from archive.copies import shelf
from archive.kept.originals import digest
from archive.settings import Settings, load
from search.opening import open_search
from search.results import Request
from tests.archive.copies.conftest import put_back, told
from tests.installed import MATERIAL, Installed
from web.api.serialise import search_body
from web.urls import Urls

QUESTIONS = 100


def questions(data: Path) -> list[str]:
    """A hundred words of the archive's own pages: the commonest, the rarest, and between."""
    catalogue = open_catalogue(data)
    with catalogue.read() as session:
        text = " ".join(row.text for row in session.query(PageRow))
    catalogue.close()
    words = [word for word, _ in Counter(re.findall(r"[a-zåäö]{4,}", text.lower())).most_common()]
    step = len(words) // QUESTIONS
    return words[::step][:QUESTIONS]


def settings_of(archive: Installed, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name, value in archive.environment.items():
        if name.startswith("HELIXARKIV_"):
            monkeypatch.setenv(name, value)
    return load()


def hits(archive: Installed, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Return the body of the API's answer to each question, but for the time that it took."""
    catalogue = open_catalogue(archive.data)
    search = open_search(settings_of(archive, monkeypatch), catalogue)
    urls = Urls("https://example.org")
    found = [search_body(search.ask(Request(q=each, size=100)), urls) for each in asked]
    catalogue.close()
    return [{name: value for name, value in body.items() if name != "took_ms"} for body in found]


def run(archive: Installed, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    """Run a command in this process, which costs no start."""
    settings_of(archive, monkeypatch)
    return CliRunner().invoke(helixarkiv.main, arguments)


@pytest.mark.slow
def test_a_backup_made_while_files_arrive_is_the_archive_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, backups = tmp_path / "folder", tmp_path / "backups"
    shutil.copytree(MATERIAL, folder)
    archive = Installed(folder, tmp_path / "data")
    arriving = archive.start("ingest", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while arriving.poll() is None:  # backups, one after the other, for as long as it reads
        assert run(archive, monkeypatch, "backup", str(backups)).exit_code == 0
    half = shelf.backups(backups)
    whole = json.loads(run(archive, monkeypatch, "backup", str(backups), "--json").stdout)
    assert whole["missing"] == []

    within = half[len(half) // 2]  # of a moment while it read
    put_back(within, tmp_path / "within")
    assert told(tmp_path / "within").items() <= told(archive.data).items()

    new = Installed(folder, tmp_path / "new")
    restored = json.loads(run(new, monkeypatch, "restore", str(backups), "--json").stdout)
    assert restored["originals"] == whole["originals"] > 10
    assert told(new.data) == told(archive.data)
    for path in (new.data / "originals").glob("*/*"):
        assert path.suffix or digest(path) == path.name
    asked = questions(archive.data)
    assert len(set(asked)) == QUESTIONS
    expected = hits(archive, asked, monkeypatch)
    assert sum(each["matching_documents"] > 0 for each in expected) > 90
    assert hits(new, asked, monkeypatch) == expected
    assert new.json("ingest")["added"] == 0


@pytest.mark.slow
def test_an_export_is_a_valid_bag_that_people_can_read_and_that_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, bag = tmp_path / "folder", tmp_path / "ut" / "Arkivet 2026"
    (folder / "Träff").mkdir(parents=True)
    decomposed = unicodedata.normalize("NFD", "Överenskommelse åäö.txt")
    (folder / "Träff" / decomposed).write_text("Om samverkan i Skåne.")
    (folder / "Träff" / "dold.txt").write_text("Om något som inte visas.")
    (folder / "Träff" / "dold.txt.toml").write_text('visibility = "hidden"\ntitle = "=HYPERLINK(x)"\n')
    archive = Installed(folder, tmp_path / "data")
    archive.json("ingest")
    made = json.loads(run(archive, monkeypatch, "export", str(bag), "--json").stdout)
    assert (made["documents"], made["originals"], made["missing"]) == (2, 2, [])
    validated = subprocess.run(
        [sys.executable, "-m", "bagit", "--validate", str(bag)], capture_output=True, text=True
    )
    assert validated.returncode == 0, validated.stderr

    names = {path.name for path in bag.rglob("*")}
    assert "Överenskommelse åäö.txt" in names  # composed
    assert all(unicodedata.is_normalized("NFC", name) for name in names)
    assert {path.read_text() for path in bag.rglob("text/0001.txt")} == {
        *("Om samverkan i Skåne.", "Om något som inte visas.")
    }
    table = (bag / "data" / "index.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(table) == 3
    assert any(";nej;" in line and "'=HYPERLINK(x)" in line for line in table)
    described = next(path for path in bag.rglob("dokument.json") if "HYPERLINK" in path.read_text())
    assert '"visibility": "hidden"' in described.read_text()
    assert '"origin": "sidecar"' in described.read_text()

    new = Installed(folder, tmp_path / "new")
    assert "2 documents" in run(new, monkeypatch, "restore", str(bag)).stdout
    assert told(new.data) == told(archive.data)
    assert hits(new, ["samverkan"], monkeypatch)[0]["matching_documents"] == 1
    assert "is not empty" in run(archive, monkeypatch, "export", str(bag)).stderr

    text = next(bag.rglob("text/0001.txt"))
    text.write_text(text.read_text().replace("Om", "om"))
    refused = run(Installed(folder, tmp_path / "newer"), monkeypatch, "restore", str(bag))
    assert refused.exit_code == 1
    assert "not a valid bag" in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_commands_say_in_one_line_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Installed(tmp_path / "folder", tmp_path / "data")
    archive.folder.mkdir()
    for arguments, told_so in (
        (("backup", str(tmp_path / "data" / "b")), "overlap"),
        (("export", str(tmp_path / "folder" / "b")), "overlap"),
        (("restore", str(tmp_path / "nowhere")), "there is no folder"),
        (("restore", str(tmp_path / "folder")), "neither a whole backup"),
    ):
        done = run(archive, monkeypatch, *arguments)
        assert done.exit_code == 1
        assert told_so in done.stderr.splitlines()[-1]
