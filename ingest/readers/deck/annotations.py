"""What stands beside a slide and is not shown with it: the speaker's notes, and comments on it."""

from __future__ import annotations

from ingest.readers.deck.xml import THREADED, P
from ingest.readers.office.container import BrokenPart
from ingest.readers.office.drawing.paragraphs import lines, paragraphs
from ingest.readers.office.letters import normalise
from ingest.readers.office.package import Package, Part


def notes(package: Package, slide: Part, faults: list[str]) -> str:
    """Return the notes to a slide: of the notes page only the body, not its header or page number."""
    name = slide.first("notesSlide")
    if not name:
        return ""
    try:
        root = package.part(name).root
    except BrokenPart as error:
        faults.append(f"the notes: {error}")
        return ""
    bodies = [
        body
        for shape in root.iter(P + "sp")
        for placeholder in shape.iterfind(f"./*/{P}nvPr/{P}ph")
        if placeholder.get("type") == "body" and (body := shape.find(P + "txBody")) is not None
    ]
    return "\n".join(paragraph.text for body in bodies for paragraph in paragraphs(body))


def comments(package: Package, slide: Part, faults: list[str]) -> tuple[str, ...]:
    """Return the comments on a slide, old ones and threaded ones (2018), a reply after what it answers."""
    found: list[str] = []
    for relationship in slide.related.values():
        if relationship.kind not in ("comments", "comment") or relationship.external:
            continue
        try:
            root = package.part(relationship.target).root
        except BrokenPart as error:
            faults.append(f"the comments: {error}")
            continue
        found += [normalise(text.text or "") for text in root.iter(P + "text")]
        for comment in root.iter(THREADED + "cm"):
            replies = comment.iterfind(f"{THREADED}replyLst/{THREADED}reply")
            found += ["\n".join(lines(said.find(THREADED + "txBody"))) for said in (comment, *replies)]
    return tuple(text for text in found if text)
