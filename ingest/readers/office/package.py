"""The package of an Office file: a ZIP file of parts that refer to each other (ECMA-376 part 2)."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from archive.folder.outcomes import Outcome
from ingest.readers import ole
from ingest.readers.office.container import BrokenPart, Container, canonical, short
from ingest.readers.reading import Limits, Refused

Parse = Callable[[bytes], tuple[etree._Element | None, str]]
"""Returns the root element of a part and what is wrong with its XML (`ingest.readers.office.xml`)."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """A part's reference to another part, or to an address outside the package."""

    kind: str  # the last word of its type: slide, notesSlide, chart …
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A parsed part, with what its XML refers to. `fault` is what is wrong with it, or empty."""

    name: str
    root: etree._Element
    fault: str
    related: dict[str, Relationship]

    def first(self, *kinds: str) -> str:
        """Return the target of the first relationship of one of these kinds, or an empty string."""
        return next((r.target for r in self.related.values() if r.kind in kinds and not r.external), "")


class Package(Container):
    """An open package. Names of parts have, as the standard says, no case."""

    def __init__(self, path: Path, limits: Limits, parse: Parse) -> None:
        """Open the file; raise :class:`Refused` where it is encrypted, damaged or has too many parts."""
        _refuse_ole(path)
        super().__init__(path, limits)
        self._parse = parse

    def part(self, name: str) -> Part:
        """Unpack and parse a part; raise :class:`BrokenPart` where nothing can be read of it."""
        root, fault = self._parse(self.data(name))
        if root is None:
            raise BrokenPart(f"{short(name)} is not XML: {fault}")
        return Part(name, root, fault, self._related(name))

    def related_to_package(self) -> dict[str, Relationship]:
        """Return the relationships of the package itself: its main part and properties."""
        return self._related("")

    def main(self, otherwise: str) -> str:
        """Return the name of the part that the package is about, or `otherwise` where it tells none."""
        related = self.related_to_package().values()
        return next((r.target for r in related if r.kind == "officeDocument"), otherwise)

    def _related(self, name: str) -> dict[str, Relationship]:
        folder, base = posixpath.split(name)
        try:
            root, _ = self._parse(self.data(posixpath.join(folder, "_rels", base + ".rels")))
        except BrokenPart:
            return {}  # most parts refer to none; one that should is found to lack its parts
        related = {}
        for element in root if root is not None else ():
            target = element.get("Target") or ""
            external = element.get("TargetMode") == "External"
            if not external:
                target = canonical(posixpath.join("/", folder, unquote(target.replace("\\", "/"))))
            kind = (element.get("Type") or "").rsplit("/", 1)[-1]
            related[element.get("Id") or ""] = Relationship(kind, target, external)
        return related


def _refuse_ole(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(len(ole.MAGIC)) != ole.MAGIC:
            return
    if "encryptedpackage" in ole.streams(path):
        raise Refused(Outcome.ENCRYPTED, "the file is encrypted with a password")
    raise Refused(Outcome.NOT_WHAT_IT_CLAIMS, "an older Microsoft Office file; save it as .pptx")
