"""Files made to hurt, among good ones, on a live site: the good come in first, and every search answers."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import urllib3

from tests.ingest.readers.pdf.building import Leaf, build, stream
from tests.ingest.readers.pdf.making import lines, make
from tests.installed import Installed, serving

pytestmark = pytest.mark.slow

GOOD, BOMBS = 20, 3
_ENDED = ("archived", "refused")


def bomb(path: Path, number: int = 0) -> Path:
    """Write a page that calls a form that calls a form …: a few hundred bytes, a thousand million letters."""
    depth, width = 9, 10
    fonts = b"/Resources << /Font << /F1 3 0 R >> /XObject << /X %d 0 R >> >>"
    forms = {
        100 + level: stream(
            b" ".join([b"/X Do"] * width) if level < depth else b"BT /F1 9 Tf (ord%d) Tj ET" % number,
            b"/Type /XObject /Subtype /Form /BBox [0 0 500 500] " + fonts % (101 + min(level, depth - 1)),
        )
        for level in range(depth + 1)
    }
    entries = fonts % 100
    return build(path, [Leaf(b"/X Do", entries)], objects=forms)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Installed, str]]:
    settings = {
        "HELIXARKIV_INGEST__POLL_SECONDS": "0.5",
        "HELIXARKIV_INGEST__CPU_SECONDS": "4",
        "HELIXARKIV_PICTURES__ENABLED": "false",
    }
    installed = Installed(tmp_path / "folder", tmp_path / "run", tuple(settings.items()))
    installed.folder.mkdir()
    with serving(installed) as served:
        yield installed, served.address


def test_good_files_come_in_before_the_bombs_are_over_and_every_search_answers(
    site: tuple[Installed, str], tmp_path: Path
) -> None:
    installed, address = site
    pool, answers, over = urllib3.PoolManager(), [], threading.Event()
    until = time.monotonic() + 240
    retry = urllib3.Retry(
        total=300,
        status_forcelist=[503],
        respect_retry_after_header=False,
        backoff_factor=0.1,
        backoff_max=0.2,
    )  # until there is an index to search
    pool.request("GET", f"{address}/healthz", retries=retry)

    def asks() -> None:
        while not over.is_set():
            answers.append(pool.request("GET", f"{address}/api/v1/search?q=samverkan", retries=False).status)

    asking = threading.Thread(target=asks)
    asking.start()
    try:
        for number in range(BOMBS):
            bomb(tmp_path / "b.pdf", number).rename(installed.folder / f"a bomb {number}.pdf")
        for number in range(GOOD):
            made = make(tmp_path / "g.pdf", lines(f"samverkan nummer{number}"))
            made.rename(installed.folder / f"god {number}.pdf")
        ended = 0
        while _found(pool, address) != GOOD:
            assert time.monotonic() < until
            ended = sum(state in _ENDED for state in _bombs(installed))
        over.set()  # what follows asks for all of the processor
        assert ended < BOMBS, "no bomb was one"
        while not all(state in _ENDED for state in _bombs(installed)):
            assert time.monotonic() < until
    finally:
        over.set()
        asking.join()
    assert set(answers) == {200}
    told = [file for file in installed.json("status")["files"] if "bomb" in file["path"]]
    assert len(told) == BOMBS
    assert all(file["reason"] or file["outcome"] != "complete" for file in told)


def _found(pool: urllib3.PoolManager, address: str) -> int:
    body: Any = pool.request("GET", f"{address}/api/v1/search?q=nummer*&size=1").json()
    return int(body["matching_documents"])


def _bombs(installed: Installed) -> list[str]:
    files = installed.json("status")["files"]
    return [file["state"] for file in files if "bomb" in file["path"]] or ["waiting"]
