"""The archive as it runs: its folder, what is put there, and what its readers are answered."""

from __future__ import annotations

import io
import json
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import urllib3
from pptx import Presentation

from tests.web.crawling import walk

_PATIENCE = 30.0  # seconds


@dataclass(frozen=True)
class Running:
    """A site that runs with its watcher."""

    address: str
    folder: Path
    pool: urllib3.PoolManager

    def put(self, path: str, content: bytes) -> None:
        """Put a file into the watched folder."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def get(self, address: str) -> tuple[int, str]:
        """Return status and text of an answer to a reader."""
        answer = self.pool.request("GET", self.address + address, retries=False, redirect=False)
        return answer.status, answer.data.decode("utf-8", "replace")

    def json(self, address: str) -> Any:
        """Return what the API answers."""
        return json.loads(self.get(f"/api/v1{address}")[1])

    def found(self, question: str) -> list[str]:
        """Return the ids of the documents that readers find by just this, and not by something like it."""
        status, text = self.get(f"/api/v1/search?q={quote(question)}&size=100")
        if status == 503:  # there is no index yet
            return []
        said = json.loads(text)
        like = said["partial"] or said["query"]["corrections"]
        return [] if like else [hit["document"]["id"] for hit in said["hits"]]

    def wait_for(self, question: str, count: int = 1) -> list[str]:
        """Wait until readers find so many documents."""
        until = time.monotonic() + _PATIENCE
        while len(found := self.found(question)) != count:
            assert time.monotonic() < until, f"{question}: {found}"
        return found

    def crawl(self, starts: Iterable[str]) -> dict[str, str]:
        """Follow the links of the site from these addresses; return what each answered."""
        seen: dict[str, str] = {}

        def html_of(url: str) -> str:
            answer = self.pool.request("GET", url, retries=urllib3.Retry(3, respect_retry_after_header=False))
            seen[url.removeprefix(self.address)] = text = answer.data.decode("utf-8", "replace")
            return text if answer.headers.get("Content-Type", "").startswith("text/html") else ""

        walk([self.address + start for start in starts], html_of)
        return seen


def deck(title: str, *slides: str, notes: str = "") -> bytes:
    """Make a deck: a title slide with the first text below the title, and a slide for each further text."""
    made = Presentation()
    for number, text in enumerate(slides):
        slide = made.slides.add_slide(made.slide_layouts[0 if number == 0 else 1])
        slide.shapes.title.text = title if number == 0 else f"Bild {number + 1}"
        slide.placeholders[1].text = text
        if notes and number == 0:
            slide.notes_slide.notes_text_frame.text = notes
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def id_in(address: str | None) -> str:
    """Return the id of the document that an address is about."""
    found = re.search(r"/dokument/([^/?#]+)", address or "")
    assert found, address
    return found[1]
