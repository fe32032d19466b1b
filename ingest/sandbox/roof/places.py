"""What a confined process may read: programs, libraries, fonts and our own code; nothing of the archive."""

from __future__ import annotations

import sys
from pathlib import Path

CODE = Path(__file__).resolve().parents[3]
"""The folder that our packages stand in."""

_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc", "/opt", "/proc", "/sys", "/dev")
_CACHES = (
    *("/var/cache/fontconfig", "/var/lib/ghostscript"),
    *("/var/lib/libreoffice", "/var/spool/libreoffice"),
)

SCRIBBLE = (Path("/dev/null"), Path("/dev/zero"), Path("/dev/full"))
"""Devices that may be written to by everybody."""

MEETING = (Path("/tmp"),)  # noqa: S108 - LibreOffice knows no other
"""Where a program that is allowed to may make a socket of this machine, and nothing else."""


def readable() -> tuple[Path, ...]:
    """Return the places that a program needs to start, Python's included."""
    prefixes = (sys.prefix, sys.base_prefix, sys.exec_prefix)
    packages = (CODE / "ingest", CODE / "archive")
    return (*map(Path, (*_SYSTEM, *_CACHES, *prefixes)), *packages)
