"""What a worker takes from itself before it looks at the file: memory, time, network, files, privileges.

Linux only, like the server; what a kernel or container does not allow is reported, not fatal, since
the limits and the parent's clock hold without it.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from dataclasses import dataclass
from pathlib import Path

from ingest.parent import die_with
from ingest.readers.reading import Limits
from ingest.sandbox.roof import landlock, places, seccomp
from ingest.sandbox.roof.limits import limit

_PR_SET_NO_NEW_PRIVS = 38  # linux/prctl.h
_CLONE_NEWUSER = 0x10000000  # linux/sched.h
_CLONE_NEWNET = 0x40000000

NICENESS = 10
"""Reading waits for whoever answers readers of the archive."""

LARGEST_WRITTEN_FILE = 64 << 20
"""Bytes, where the kernel lets it write at all: ample for Python's cache of compiled modules."""

OPEN_FILES = 64


@dataclass(frozen=True, slots=True)
class Confinement:
    """What was had of that which a kernel may refuse."""

    no_network: bool
    no_new_privileges: bool
    no_processes: bool
    no_writing: bool
    dies_with_parent: bool


def confine(limits: Limits, parent: int, *files: Path) -> Confinement:
    """Confine this process for good; end it at once where `parent` is already gone.

    Of what is not programs, libraries and our own code it can read `files` alone; it writes nothing.
    """
    os.nice(NICENESS)
    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_AS, limits.memory_bytes)
    limit(resource.RLIMIT_FSIZE, LARGEST_WRITTEN_FILE)
    limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    # The soft limit ends the process with SIGXCPU, by which the parent knows the reason.
    limit(resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 2)
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    libc = ctypes.CDLL(None, use_errno=True)
    no_privileges = libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
    no_writing = landlock.restrict((*places.readable(), *files), places.SCRIBBLE)
    filtered = seccomp.restrict(processes=False, sockets=False)
    # Where the filter is not to be had. A namespace of users is needed for one of the network where the
    # process is not root. It has to come before the death signal, which a change of credentials clears.
    no_network = filtered or any(
        libc.unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET)
    )
    dies = die_with(parent, signal.SIGKILL)
    return Confinement(no_network, no_privileges, filtered, no_writing, dies)
