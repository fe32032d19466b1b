"""The presentation part: which slides there are and in what order, their size, sections, properties."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.folder.outcomes import Outcome
from ingest.readers.deck.xml import SECTIONS, P
from ingest.readers.office.container import BrokenPart
from ingest.readers.office.letters import normalise
from ingest.readers.office.package import Package, Part
from ingest.readers.office.xml import R
from ingest.readers.reading import OutlineEntry, Refused

_EMU_PER_POINT = 12700
_MAIN = "ppt/presentation.xml"
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml\Z")


@dataclass(frozen=True, slots=True)
class Presentation:
    """The parts of the slides in order (empty where the deck names none), and what holds for all."""

    slides: tuple[str, ...]
    width: float  # points
    height: float
    outline: tuple[OutlineEntry, ...]
    faults: tuple[str, ...]


def presentation(package: Package) -> Presentation:
    """Read the presentation part.

    Where it is broken, the slides stand in the order of their numbers. Raises :class:`Refused`
    where the package holds none.
    """
    main = package.main(_MAIN)
    try:
        part = package.part(main)
    except BrokenPart as error:
        slides = _by_number(package)
        if not slides:
            raise Refused(error.outcome, f"the package holds no presentation: {error}") from error
        return Presentation(slides, 0.0, 0.0, (), (f"the order of the slides: {error}",))
    if part.root.tag != P + "presentation":
        raise Refused(Outcome.NOT_WHAT_IT_CLAIMS, "an Office file, but not a presentation")
    faults = (f"{main}: {part.fault}",) if part.fault else ()
    slides = _listed(part)
    if part.fault and not slides:
        slides = _by_number(package)
    return Presentation(slides, *_size(part), _sections(part), faults)


def _listed(part: Part) -> tuple[str, ...]:
    """Return the slides that the presentation lists; one whose reference leads nowhere stays, empty."""
    listed = part.root.iterfind(f"{P}sldIdLst/{P}sldId")
    related = (part.related.get(slide.get(R + "id") or "") for slide in listed)
    return tuple(r.target if r and not r.external else "" for r in related)


def _by_number(package: Package) -> tuple[str, ...]:
    numbered = [(int(match[1]), match[0]) for name in package.names() if (match := _SLIDE.match(name))]
    return tuple(name for _, name in sorted(numbered))


def _size(part: Part) -> tuple[float, float]:
    size = part.root.find(P + "sldSz")
    width, height = ((size.get(side, "") if size is not None else "") for side in ("cx", "cy"))
    if not (width.isdecimal() and height.isdecimal()):
        return 0.0, 0.0
    return round(int(width) / _EMU_PER_POINT, 2), round(int(height) / _EMU_PER_POINT, 2)


def _sections(part: Part) -> tuple[OutlineEntry, ...]:
    """Return the sections of the deck with the slide that each begins at, as its table of contents."""
    numbers = {
        slide.get("id"): number for number, slide in enumerate(part.root.iterfind(f"{P}sldIdLst/{P}sldId"), 1)
    }
    outline = []
    for section in part.root.iter(SECTIONS + "section"):
        first = next((numbers.get(slide.get("id"), 0) for slide in section.iter(SECTIONS + "sldId")), 0)
        title = normalise(section.get("name") or "")
        if title and first:
            outline.append(OutlineEntry(1, title, first))
    return tuple(outline)
