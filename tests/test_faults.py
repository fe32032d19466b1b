"""The power goes at any moment: `ingest` is killed at random, and the next run makes it whole.

`TEST_KILLS` sets how often (`make soak` kills more).
"""

import os
import random
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests.installed import MATERIAL, Installed

KILLS = int(os.environ.get("TEST_KILLS", "4"))
QUESTIONS = ("samverkan", "avhoppare", '"våldsbejakande extremism"', "polis*", "titel:psykisk", "")


def state(archive: Installed) -> dict[str, Any]:
    """Everything a reader can see, times aside."""
    answers = {question: archive.json("search", question, "--limit", "100") for question in QUESTIONS}
    for answer in answers.values():
        del answer["took_ms"]
    status = archive.json("status")
    for file in status["files"]:
        del file["since"]
    return {"answers": answers, "files": status["files"], "pages": status["pages"], "left": status["pending"]}


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_killed_ingest_is_made_whole_by_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    shutil.copytree(MATERIAL, folder)
    shutil.copy(next(folder.rglob("BOUNCE.pdf")), folder / "Kopia av BOUNCE.pdf")
    (folder / "tom.pdf").write_bytes(b"")
    whole = Installed(folder, tmp_path / "whole")
    began = time.monotonic()
    whole.json("ingest")
    takes = time.monotonic() - began
    expected = state(whole)
    assert expected["left"] == 0
    assert expected["answers"]["samverkan"]["matching_documents"] > 3
    moments = random.Random(0)
    for number in range(KILLS):
        archive = Installed(folder, tmp_path / f"killed-{number}")
        process = archive.start("ingest", "--json", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=moments.uniform(0.3, takes * 1.05))
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait()
        archive.json("ingest")
        assert state(archive) == expected
        assert not list((archive.data / "originals").glob(".incoming-*"))
