"""pdfminer.six on a purse: opened when it is first needed, and stopped when its time is spent."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from archive.folder.outcomes import Outcome
from ingest.readers.pdf.engines.budget import OutOfTime, Purse
from ingest.readers.pdf.engines.miner import MinerFile
from ingest.readers.pdf.engines.sheet import Sheet
from ingest.readers.pdf.engines.structure import structure, tell_figures
from ingest.readers.pdf.metadata import Structure
from ingest.readers.reading import Limits, Refused

_STEP_SHARE = 0.15  # of a file's processor time that opening, one page or the structure may take


class SecondReader:
    """A file as pdfminer.six reads it. Nothing that it does may take longer than its purse allows."""

    def __init__(self, path: Path, limits: Limits, share: float) -> None:
        """Take at most this share of the processor time that the limits give the file."""
        self._path = path
        self._limits = limits
        self._purse = Purse(limits.cpu_seconds * share)
        self._step = limits.cpu_seconds * _STEP_SHARE
        self._file: MinerFile | None = None
        self.refusal: Refused | None = None  # why the file could not be opened, once it has been tried

    @property
    def page_count(self) -> int:
        """Return the number of pages; 0 where the file cannot be opened. Opens it."""
        file = self._opened()
        return file.page_count if file else 0

    def sheet(self, index: int) -> Sheet:
        """Return a page; raises Refused, OutOfTime, or whatever broken content makes pdfminer.six raise."""
        file = self._opened()
        if file is None:
            raise self.refusal or Refused(Outcome.DAMAGED, "The file could not be opened.")
        with self._purse.spend(self._step):
            return file.sheet(index, self._limits.page_chars)

    def structure(self) -> Structure | None:
        """Return what the file says of itself; None where it cannot be opened or takes too long."""
        file = self._opened()
        if file is None:
            return None
        try:
            with self._purse.spend(self._step):
                found = structure(file.document, file.pages)
        except OutOfTime:
            return None
        with suppress(OutOfTime), self._purse.spend(self._step):
            tell_figures(file.document, found)
        return found

    def close(self) -> None:
        """Let go of the file."""
        if self._file:
            self._file.close()

    def _opened(self) -> MinerFile | None:
        """Return the open file; None, with the refusal kept, where it cannot be opened."""
        if self._file is None and self.refusal is None:
            try:
                with self._purse.spend(self._step):
                    self._file = MinerFile(self._path, self._limits.pages + 1)
            except Refused as refusal:
                self.refusal = refusal
            except OutOfTime:
                self.refusal = Refused(Outcome.TIMED_OUT, "The file takes too long to find its way in.")
        return self._file
