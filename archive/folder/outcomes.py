"""What became of reading a file, and where each file of the folder stands."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What became of reading one file. Every reading ends in exactly one of these."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    NOT_WHAT_IT_CLAIMS = "not-what-it-claims"
    TOO_LARGE = "too-large"
    TIMED_OUT = "timed-out"
    NO_TEXT = "no-text"

    @property
    def archived(self) -> bool:
        """Whether a document with this outcome is in the archive rather than refused.

        A file without text (a scan, pictures alone) is archived: its front record can be found.
        """
        return self in (Outcome.COMPLETE, Outcome.PARTIAL, Outcome.NO_TEXT)


class PlaceState(StrEnum):
    """Where one path of the folder stands."""

    WAITING = "waiting"  # still growing, or not read yet
    ARCHIVED = "archived"  # in the archive
    DUPLICATE = "duplicate"  # the same bytes as another place: one document, two places
    REFUSED = "refused"  # could not be read; the reason says why
    SKIPPED = "skipped"  # passed over on purpose: a lock, a temporary file, a descriptor
    REMOVED = "removed"  # was in the folder and is gone; listed for a while


class Progress(StrEnum):
    """What is being done with a path just now, whatever stood there before."""

    NONE = ""
    GROWING = "growing"  # perhaps still being copied
    QUEUED = "queued"  # stands still, and waits for its turn
    READING = "reading"
