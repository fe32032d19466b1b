"""Making the pictures of one file: drawn a few pages at a time, each there for readers as soon as it is."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from archive.catalogue import Catalogue
from archive.kept.originals import Originals
from archive.kept.pictures import Pictures
from ingest.picturing import made as notes
from ingest.picturing import pages, placing, slides, wanted
from ingest.picturing.made import Made
from ingest.picturing.wanted import Part, Wanted
from ingest.readers.reading import Limits
from ingest.sandbox import read_file
from ingest.sandbox.process import Running


class Maker:
    """Makes pictures for one archive, one file after the other."""

    def __init__(
        self, catalogue: Catalogue, data: Path, libreoffice: str, tool: str, running: Running
    ) -> None:
        """Make slides with this LibreOffice, "" for none; `tool` names what makes them in the notes."""
        self._catalogue, self._libreoffice, self._tool, self._running = catalogue, libreoffice, tool, running
        self._originals, self._pictures = Originals(data), Pictures(data)

    def make(self, each: Wanted, advance: Callable[[int], None] = lambda _count: None) -> Made | None:
        """Make what is missing of one file and note it; None where it is gone.

        Raises Cancelled where `running` was: what is made stays, and the rest is made another time.
        """
        notes.clear(self._pictures.folder(each.sha256))
        try:
            made = self._make(each, advance)
        except slides.NotMade as error:
            made = Made(self._tool, reason=str(error))
        if not self._still(each):
            return None
        notes.write(self._pictures.folder(each.sha256), made)
        return made if self._still(each) else None

    def _make(self, each: Wanted, advance: Callable[[int], None]) -> Made:
        original = self._originals.path(each.sha256)
        with self._catalogue.read() as session:
            found = wanted.parts(session, each.version)
            hidden = wanted.hidden(session, each.version)
        if each.format == "pdf":
            return self._drawn(each, original, found, advance)
        own = next((part for part in found if not part.name), None)
        if own is None:
            return Made(self._tool)
        if not self._libreoffice:
            raise slides.NotMade("LibreOffice is not installed")
        pdf = slides.as_pdf(self._libreoffice, original, each.format, self._running)
        with tempfile.TemporaryDirectory(prefix="helixarkivet-slides-") as folder:
            path = Path(folder) / "deck.pdf"
            path.write_bytes(pdf)
            read = read_file(path, Limits(), running=self._running)
            if len(read.pages) != own.count:
                raise slides.NotMade(f"LibreOffice made {len(read.pages)} pages of {own.count} slides")
            kept = slides.without_hidden(pdf, own.count, hidden, self._running)
            if kept:
                self._put(each, self._pictures.slides(each.sha256), kept)
            with self._catalogue.write() as session:
                placing.write(session, each.sha256, {page.number: page.words for page in read.pages})
            return self._drawn(each, path, (own,), advance)

    def _drawn(
        self, each: Wanted, file: Path, found: tuple[Part, ...], advance: Callable[[int], None]
    ) -> Made:
        failed: dict[str, str] = {}
        count = 0
        for part in (part for part in found if part.is_drawn):
            for index in range(0, part.count, pages.AT_ONCE):
                most = min(pages.AT_ONCE, part.count - index)
                drawn = pages.draw(file, index, most, part.name, self._running)
                offset = part.first - 1
                for name, content in drawn.pictures.items():
                    self._put(each, self._pictures.folder(each.sha256) / _renumbered(name, offset), content)
                failed |= {str(number + offset): reason for number, reason in drawn.failed.items()}
                count += most
                advance(most)
        return Made(self._tool, count - len(failed), failed)

    def _put(self, each: Wanted, path: Path, content: bytes) -> None:
        if self._still(each):
            notes.put(path, content)

    def _still(self, each: Wanted) -> bool:
        with self._catalogue.read() as session:
            return wanted.still(session, each.sha256)


def _renumbered(name: str, offset: int) -> str:
    number = name.partition(".")[0].partition("-")[0]
    return f"{int(number) + offset}{name[len(number) :]}"
