"""What a reconciliation did, for people and as JSON (design, section 4: `ingest`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that could not be read: its path, the outcome and the reason in words."""

    path: str
    status: str
    reason: str


@dataclass(slots=True)
class Report:
    """Counts of one reconciliation, filled while it runs."""

    added: int = 0
    changed: int = 0
    moved: int = 0
    withdrawn: int = 0
    unchanged: int = 0
    pages: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    refused: list[RefusedFile] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)  # still growing
    unread: list[str] = field(default_factory=list)  # stand still, and wait for their turn
    leaving: list[str] = field(default_factory=list)  # missing since a moment, perhaps on their way back
    problems: list[str] = field(default_factory=list)  # broken descriptors, unreadable folders
    paused: str = ""  # why reading was broken off
    held: str = ""  # why nothing was withdrawn, or read

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing was refused or held up."""
        return not (self.refused or self.waits or self.problems or self.held)

    @property
    def waits(self) -> bool:
        """Tell whether something has to stand still, or be missing, for a little longer."""
        return bool(self.waiting or self.unread or self.leaving)

    @property
    def did_something(self) -> bool:
        """Tell whether the catalogue differs from before."""
        return bool(self.added or self.changed or self.moved or self.withdrawn or self.refused)

    def lines(self) -> list[str]:
        """Return the report in words, a line each."""
        lines = [
            f"{self.added} added, {self.changed} changed, {self.moved} moved, {self.withdrawn} withdrawn, "
            f"{self.unchanged} unchanged; {self.pages} pages read"
        ]
        lines += [f"refused: {r.path}: {r.status}: {r.reason}" for r in self.refused]
        lines += [f"waiting, since it is still growing: {path}" for path in self.waiting]
        lines += [f"waiting for its turn to be read: {path}" for path in self.unread]
        lines += [f"waiting, since it is missing only since a moment: {path}" for path in self.leaving]
        lines += [f"needs attention: {problem}" for problem in self.problems]
        if self.held:
            lines.append(f"held up: {self.held}")
        return lines

    def as_json(self) -> dict[str, Any]:
        """Return the JSON body of `ingest --json`."""
        return {
            "added": self.added,
            "changed": self.changed,
            "moved": self.moved,
            "withdrawn": self.withdrawn,
            "unchanged": self.unchanged,
            "pages": self.pages,
            "outcomes": dict(sorted(self.outcomes.items())),
            "refused": [{"path": r.path, "status": r.status, "reason": r.reason} for r in self.refused],
            "waiting": [*self.waiting, *self.unread, *self.leaving],
            "problems": self.problems,
            "held": self.held,
        }
