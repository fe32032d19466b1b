"""The package of an OpenDocument file: a ZIP file with a manifest (ODF 1.3 part 2)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from archive.folder.outcomes import Outcome
from ingest.readers.office.container import BrokenPart, Container, short
from ingest.readers.office.letters import normalise
from ingest.readers.office.sheet import Whole
from ingest.readers.opendocument.xml import DC, MANIFEST, META, OFFICE, parse
from ingest.readers.reading import Limits, Refused

_STATED = {
    "title": DC + "title",
    "author": META + "initial-creator",
    "subject": DC + "subject",
    "language": DC + "language",
    "created": META + "creation-date",
    "modified": DC + "date",
}


@dataclass(frozen=True, slots=True)
class Roots:
    """The parsed parts. `styles` is None where it is missing or broken."""

    content: etree._Element
    styles: etree._Element | None


class Package(Container):
    """An open OpenDocument file."""

    def __init__(self, path: Path, limits: Limits) -> None:
        """Open the file; raise :class:`Refused` where it is encrypted or damaged."""
        super().__init__(path, limits)
        try:
            manifest, _ = self.root("META-INF/manifest.xml")
        except BrokenPart:
            return  # it is the text that is asked for
        if next(manifest.iter(MANIFEST + "encryption-data"), None) is not None:
            raise Refused(Outcome.ENCRYPTED, "the file is encrypted with a password")

    def root(self, name: str) -> tuple[etree._Element, str]:
        """Return the root of a part and what is wrong with it; raise :class:`BrokenPart` without one."""
        root, fault = parse(self.data(name))
        if root is None:
            raise BrokenPart(f"{short(name)} is not XML: {fault}")
        return root, fault

    def roots(self, whole: Whole) -> Roots:
        """Return the parts that hold the text; raise :class:`Refused` where it cannot be read."""
        try:
            content, fault = self.root("content.xml")
        except BrokenPart as error:
            raise Refused(error.outcome, f"the text of the document cannot be read: {error}") from error
        if fault:
            whole.left_out.append(f"what is damaged in the text: {fault}")
        try:
            styles, _ = self.root("styles.xml")
        except BrokenPart as error:
            whole.left_out.append(f"the styles: {error}")
            return Roots(content, None)
        return Roots(content, styles)

    def stated(self) -> dict[str, str]:
        """Return what the file states of itself: title, author, dates, language."""
        try:
            root, _ = self.root("meta.xml")
        except BrokenPart:
            return {}  # files without are whole
        meta = root.find(OFFICE + "meta")
        if meta is None:
            return {}
        stated = {name: normalise(meta.findtext(tag) or "") for name, tag in _STATED.items()}
        stated["author"] = stated["author"] or normalise(meta.findtext(DC + "creator") or "")
        stated["keywords"] = ", ".join(
            word for element in meta.iterfind(META + "keyword") if (word := normalise(element.text or ""))
        )
        for name in ("created", "modified"):
            stated[name] = _moment(stated[name])
        return {name: value for name, value in stated.items() if value}

    def tell_variant(self, whole: Whole) -> None:
        """Count what tells a template or a file with macros from a plain document."""
        with suppress(BrokenPart):
            whole.counts["template"] = int(self.data("mimetype").strip().endswith(b"-template"))
        macros = ("basic/", "scripts/")
        whole.counts["macros"] = int(any(name.startswith(macros) for name in self.names()))


def _moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text[:19])
    except ValueError:
        return ""
    return moment.replace(tzinfo=UTC).isoformat() if "T" in text else moment.date().isoformat()
