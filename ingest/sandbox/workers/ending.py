"""How a worker ended, and what every process of the sandbox finds around it."""

from __future__ import annotations

import os
from dataclasses import dataclass

from ingest.sandbox.roof.places import CODE


@dataclass(frozen=True, slots=True)
class Exit:
    """How a worker ended: its exit code or the signal that ended it, and what it took."""

    code: int
    signal: int
    cpu_seconds: float
    memory_mb: float  # peak resident; of one that died by itself 0 if less than the parent's own peak

    @staticmethod
    def of(status: int, seconds: float, megabytes: float) -> Exit:
        """Return what a wait for the process told."""
        return Exit(
            code=os.WEXITSTATUS(status) if os.WIFEXITED(status) else 0,
            signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
            cpu_seconds=seconds,
            memory_mb=megabytes,
        )


def environment() -> dict[str, str]:
    """Return the environment of a process that reads: nothing of ours, one thread."""
    return {
        "PYTHONPATH": str(CODE),
        "PYTHONHASHSEED": "0",
        "LANG": "C.UTF-8",
        "PATH": "/usr/bin:/bin",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",  # else numpy reserves memory for every core
    }
