"""Backup while files arrive, restored on an empty machine: the same hits, ids, hashes and names."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from archive.catalogue import open_catalogue
from archive.catalogue.tables import PageRow
from archive.kept.originals import digest
from tests.archive.copies.conftest import told
from tests.installed import MATERIAL, Installed

QUESTIONS = 100

_ASK = """
import json, sys
from archive.catalogue import open_catalogue
from archive.settings import load
from search.opening import open_search
from search.results import Request
from web.api.serialise import search_body
from web.urls import Urls

settings = load()
catalogue = open_catalogue(settings.archive.data)
search = open_search(settings, catalogue)
found = [search_body(search.ask(Request(q=asked, size=100)), Urls("http://x")) for asked in json.load(sys.stdin)]
for body in found:
    del body["took_ms"]
json.dump(found, sys.stdout)
"""


def questions(data: Path) -> list[str]:
    """A hundred words of the archive's own pages: the commonest, the rarest, and between."""
    catalogue = open_catalogue(data)
    with catalogue.read() as session:
        text = " ".join(row.text for row in session.query(PageRow))
    catalogue.close()
    words = [word for word, _ in Counter(re.findall(r"[a-zåäö]{4,}", text.lower())).most_common()]
    step = len(words) // QUESTIONS
    return words[::step][:QUESTIONS]


def hits(archive: Installed, asked: list[str]) -> list[dict[str, Any]]:
    import json

    done = subprocess.run(
        [sys.executable, "-c", _ASK],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        env=archive.environment,
        cwd=Path(__file__).parents[1],
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.mark.slow
def test_a_backup_made_while_files_arrive_is_the_archive_again(tmp_path: Path) -> None:
    folder, backups = tmp_path / "folder", tmp_path / "backups"
    shutil.copytree(MATERIAL, folder)
    archive = Installed(folder, tmp_path / "data")
    arriving = archive.start("ingest", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while arriving.poll() is None:  # backups, one after the other, for as long as it reads
        assert archive.run("backup", str(backups)).returncode == 0
    half = sorted(path for path in backups.iterdir() if path.is_dir())
    whole = archive.json("backup", str(backups))
    assert whole["missing"] == []

    for number, copy in enumerate([half[0], half[len(half) // 2]]):  # also those of a moment within
        within = Installed(folder, tmp_path / f"within {number}")
        assert within.run("restore", str(copy)).returncode == 0
        assert told(within.data).items() <= told(archive.data).items()

    new = Installed(folder, tmp_path / "new")
    restored = new.json("restore", str(backups))
    assert restored["originals"] == whole["originals"] > 10
    assert told(new.data) == told(archive.data)
    for path in (new.data / "originals").glob("*/*"):
        assert path.suffix or digest(path) == path.name
    asked = questions(archive.data)
    assert len(set(asked)) == QUESTIONS
    expected = hits(archive, asked)
    assert sum(each["matching_documents"] > 0 for each in expected) > 90
    assert hits(new, asked) == expected
    assert new.json("ingest")["added"] == 0


@pytest.mark.slow
def test_an_export_is_a_valid_bag_that_people_can_read_and_that_comes_back(tmp_path: Path) -> None:
    folder, bag = tmp_path / "folder", tmp_path / "ut" / "Arkivet 2026"
    (folder / "Träff").mkdir(parents=True)
    decomposed = unicodedata.normalize("NFD", "Överenskommelse åäö.txt")
    (folder / "Träff" / decomposed).write_text("Om samverkan i Skåne.")
    (folder / "Träff" / "dold.txt").write_text("Om något som inte visas.")
    (folder / "Träff" / "dold.txt.toml").write_text('visibility = "hidden"\ntitle = "=HYPERLINK(x)"\n')
    archive = Installed(folder, tmp_path / "data")
    archive.json("ingest")
    made = archive.json("export", str(bag))
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
    assert new.json("restore", str(bag))["documents"] == 2
    assert told(new.data) == told(archive.data)
    assert new.json("search", "samverkan")["matching_documents"] == 1
    assert archive.run("export", str(bag)).returncode == 1

    text = next(bag.rglob("text/0001.txt"))
    text.write_text(text.read_text().replace("Om", "om"))
    refused = Installed(folder, tmp_path / "newer").run("restore", str(bag))
    assert refused.returncode == 1
    assert "not a valid bag" in refused.stderr
    assert refused.stderr.count("\n") == 1


@pytest.mark.slow
def test_commands_say_in_one_line_what_is_wrong(tmp_path: Path) -> None:
    archive = Installed(tmp_path / "folder", tmp_path / "data")
    archive.folder.mkdir()
    for arguments, told_so in (
        (("backup", str(tmp_path / "data" / "b")), "overlap"),
        (("export", str(tmp_path / "folder" / "b")), "overlap"),
        (("restore", str(tmp_path / "nowhere")), "there is no folder"),
        (("restore", str(tmp_path / "folder")), "neither a whole backup"),
    ):
        done = archive.run(*arguments)
        assert done.returncode == 1
        assert told_so in done.stderr.splitlines()[-1]
