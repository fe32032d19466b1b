"""What an Office file states of itself (ECMA-376 part 2, core properties)."""

from __future__ import annotations

from datetime import UTC

from ingest.readers.office.container import BrokenPart
from ingest.readers.office.letters import normalise
from ingest.readers.office.package import Package

_TEXTS = ("title", "author", "subject", "keywords", "language")


def properties(package: Package) -> dict[str, str]:
    """Return the title, author, and times of making and changing that the file states, where it does."""
    name = next(
        (r.target for r in package.related_to_package().values() if r.kind == "core-properties"),
        "docprops/core.xml",
    )
    try:
        core = package.part(name).root
    except BrokenPart:
        return {}  # files without properties are whole
    if not hasattr(core, "title_text"):
        return {}
    stated = {name: normalise(getattr(core, f"{name}_text")) for name in _TEXTS}
    for name in ("created", "modified"):
        try:
            moment = getattr(core, f"{name}_datetime")
        except (ValueError, OverflowError, TypeError):  # no such moment, or none that Python can hold
            continue
        stated[name] = moment.replace(tzinfo=moment.tzinfo or UTC).isoformat() if moment else ""
    return {name: value for name, value in stated.items() if value}
