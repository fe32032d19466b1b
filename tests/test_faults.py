"""The power goes at any moment, the disk is full at any place: the next start makes it whole.

`TEST_KILLS` sets how often `ingest` is killed, `TEST_FILES` of how many files, `TEST_FULL_DISKS` at how many
places the disk is full (`make soak`: 200, 300 and 10).
"""

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import urllib3

from archive.catalogue import open_catalogue
from archive.catalogue.tables import Version
from archive.kept.originals import Originals, digest
from tests.installed import MATERIAL, Installed, serving

KILLS = int(os.environ.get("TEST_KILLS", "8"))
FILES = int(os.environ.get("TEST_FILES", "120"))
FULL_DISKS = int(os.environ.get("TEST_FULL_DISKS", "2"))
SHARES = (0.1, 0.5, 0.9, 0.03, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8)  # of the space that is needed
QUESTIONS = ("samverkan", "avhoppare", '"våldsbejakande extremism"', "polis*", "titel:psykisk", "ordnr7", "")


def state(archive: Installed) -> dict[str, Any]:
    """Everything a reader can see, times aside."""
    answers = {}
    named = replace(
        archive, settings=(*archive.settings, ("HELIXARKIV_WEB__BASE_URL", "http://archive.test"))
    )
    with serving(named, "--no-watch") as site, urllib3.PoolManager() as pool:
        for question in QUESTIONS:
            answer = pool.request("GET", f"{site.address}/api/v1/search", {"q": question, "size": "100"})
            assert answer.status == 200, answer.data
            answers[question] = answer.json()
            del answers[question]["took_ms"]
    status = archive.json("status")
    for file in status["files"]:
        del file["since"]
    return {"answers": answers, "files": status["files"], "pages": status["pages"], "left": status["pending"]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample material, a copy, a broken file, and short texts up to so many files."""
    made = tmp_path_factory.mktemp("faults") / "folder"
    shutil.copytree(MATERIAL, made)
    shutil.copy(next(made.rglob("BOUNCE.pdf")), made / "Kopia av BOUNCE.pdf")
    (made / "tom.pdf").write_bytes(b"")
    documents = [path for path in made.rglob("*") if path.suffix in (".pdf", ".pptx")]
    for number in range(FILES - len(documents)):
        below = made / f"Kunskapsseminarium {'I' * (number % 3 + 1)}"
        (below / f"Blad {number}.txt").write_text(
            f"Blad {number} om samverkan\n\n" + f"Polisen och kommunen, ordnr{number}, möts. " * (number % 40)
        )
    return made


@pytest.fixture(scope="module")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What an archive of the folder is that nothing happened to."""
    whole = Installed(folder, tmp_path_factory.mktemp("whole") / "data")
    whole.json("ingest")
    found = state(whole)
    assert found["left"] == 0
    assert found["answers"]["samverkan"]["matching_documents"] > FILES // 3
    return found


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_a_killed_ingest_is_made_whole_by_the_next(
    folder: Path, expected: dict[str, Any], tmp_path: Path
) -> None:
    moments, kills, archives = random.Random(0), 0, 0
    while kills < KILLS:
        archives += 1
        archive = Installed(folder, tmp_path / f"killed-{archives}")
        while kills < KILLS and killed(archive, moments.uniform(0.3, FILES / 100)):
            kills += 1
            keeps_what_it_says(archive)
        archive.json("ingest")
        assert state(archive) == expected
        assert not list((archive.data / "originals").glob(".incoming-*"))
        shutil.rmtree(archive.data)


def killed(archive: Installed, seconds: float) -> bool:
    """Kill `ingest` after so many seconds; tell whether it was still at work."""
    process = archive.start("ingest", "--json", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


def keeps_what_it_says(archive: Installed) -> None:
    """The original of every version that the catalogue tells of is there, and is what it was."""
    if not archive.data.exists():
        return
    catalogue, kept = open_catalogue(archive.data), Originals(archive.data)
    with catalogue.read() as session:
        hashes = list(session.query(Version.sha256).all())
    catalogue.close()
    for (sha256,) in hashes:
        assert digest(kept.path(sha256)) == sha256


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, in memory, whose size the test sets."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", place], capture_output=True)
    if mounted.returncode:
        pytest.skip("needs to mount a tmpfs, which only root may")
    yield place
    subprocess.run(["umount", place], check=True)


def resize(disk: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", disk], check=True)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_disk_that_is_full_at_any_place_loses_nothing(small_disk: Path) -> None:
    archive = Installed(MATERIAL, small_disk / "data", (("HELIXARKIV_INGEST__MIN_FREE_MB", "0"),))
    archive.json("ingest")
    expected = state(archive)
    needed = shutil.disk_usage(small_disk).used
    for share in SHARES[:FULL_DISKS]:
        shutil.rmtree(archive.data)
        resize(small_disk, int(needed * share))
        done = archive.run("ingest")
        assert done.returncode == 1, done.stderr
        assert "Traceback" not in done.stderr.splitlines()[-1]
        resize(small_disk, needed * 4)
        archive.json("ingest")
        assert state(archive) == expected, f"full at {share:.0%}"
