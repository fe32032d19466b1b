"""What of the roof is not to be had on this machine, for the operator's log."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.sandbox.roof import landlock, seccomp


def lacking() -> tuple[str, ...]:
    """Return one sentence for each part that the kernel or the architecture does not give."""
    return tuple(_sentences())


def _sentences() -> Iterator[str]:
    if not landlock.version():
        yield "this kernel has no Landlock (5.13 or newer): readers may write and read what this user may"
    if not seccomp.is_known():
        yield "system calls are filtered on x86-64 and ARM64 alone: readers may start processes"
