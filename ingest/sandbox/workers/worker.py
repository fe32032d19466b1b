"""The process that reads one file: forked by `nursery`, or started cold as a module of its own.

The job of one that is started is a line of JSON on standard input: the file as a descriptor that the
parent opened, its name, and the limits. Messages go out on a descriptor (of one that is started, what
was standard output); what libraries print goes nowhere.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from archive.folder.outcomes import Outcome
from ingest.readers.choosing import reader
from ingest.readers.kind import READ, refusal, sniff
from ingest.readers.reading import Limits, Refused
from ingest.sandbox import wire
from ingest.sandbox.confine import confine


def main() -> None:
    """Read the job, and do it."""
    job = json.loads(sys.stdin.readline())
    work(job, job["file"], os.dup(1), job["parent"])


def work(job: Mapping[str, Any], file: int, out: int, parent: int) -> None:
    """Confine this process, read the file, and say how it went; never returns before it is ended."""
    limits = Limits(**job["limits"])
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    path = Path(f"/proc/self/fd/{file}")
    confine(limits, parent, path)
    gc.freeze()
    last: wire.Message
    try:
        last = _read(path, job["name"], limits, out)
    except Refused as refused:
        last = refused
    except MemoryError:
        gc.collect()
        last = Refused(
            Outcome.TOO_LARGE, f"reading it takes more than {limits.memory_bytes >> 20} MiB of memory"
        )
    except ImportError as error:
        last = Refused(
            Outcome.DAMAGED, f"the installation lacks {error.name or error}, which reads it", passing=True
        )
    except Exception as error:  # whatever a library raises, it is this file's outcome
        last = Refused(Outcome.DAMAGED, f"the reader gave up: {type(error).__name__}: {error}"[:300])
    _send(out, last)
    signal.pause()  # for the parent, who measures this process and then ends it


def _read(path: Path, name: str, limits: Limits, out: int) -> wire.Message:
    kind = sniff(path, name)
    _send(out, wire.Begun(kind.value))
    if kind not in READ:
        raise refusal(kind, name)
    pages = reader(kind)(path, limits)
    while True:
        try:
            page = next(pages)
        except StopIteration as end:
            summary: wire.Message = end.value
            return summary
        _send(out, page)


def _send(out: int, message: wire.Message) -> None:
    line = memoryview(wire.encode(message))
    while line:
        line = line[os.write(out, line) :]


if __name__ == "__main__":
    main()
