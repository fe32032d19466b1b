"""A filter of system calls: no talk with the network, and, if asked, no further process.

Limits on processes (RLIMIT_NPROC) count all of a user's and do not bind root; namespaces are refused
by many containers and by systemd's `RestrictNamespaces`. This holds for everybody, and for all that
is started afterwards. Threads stay allowed. Sources: linux/filter.h, linux/seccomp.h, seccomp(2).
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_LOAD, _EQUAL, _ANY_BIT, _AT_LEAST, _RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
_NUMBER, _ARCHITECTURE, _FIRST = 0, 4, 16  # offsets in struct seccomp_data; the first argument's low word
_CLONE_THREAD = 0x00010000
_AF_UNIX = 1
_X32 = 0x40000000  # system calls of the x32 ABI begin here

_NUMBERS = {  # audit architecture; socket, clone, clone3, fork, vfork, io_uring_setup
    "x86_64": (0xC000003E, 41, 56, 435, (57, 58), 425),
    "aarch64": (0xC00000B7, 198, 220, 435, (), 425),
}


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def is_known() -> bool:
    """Tell whether there is a filter for this machine's architecture."""
    return platform.machine() in _NUMBERS


def restrict(*, processes: bool, sockets: bool = True) -> bool:
    """Refuse sockets to the network, without `sockets` all; without `processes` every new process.

    Tells whether the kernel holds to it; on other architectures than x86-64 and ARM64 it does not.
    The process must have given up gaining privileges (PR_SET_NO_NEW_PRIVS).
    """
    if (numbers := _NUMBERS.get(platform.machine())) is None:
        return False
    steps = _steps(*numbers, processes=processes, sockets=sockets)
    written = b"".join(struct.pack("HBBI", *step) for step in steps)
    program = _Program(len(written) // 8, written)
    done = ctypes.CDLL(None).prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0)
    return bool(done == 0)


def _steps(
    architecture: int,
    socket: int,
    clone: int,
    clone3: int,
    forks: tuple[int, ...],
    io_uring: int,
    *,
    processes: bool,
    sockets: bool,
) -> list[tuple[int, int, int, int]]:
    """Return the filter: code, steps to jump where true, where false, and a value."""
    refuse = (_RETURN, 0, 0, _ERRNO | errno.EPERM)
    absent = (_RETURN, 0, 0, _ERRNO | errno.ENOSYS)
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),  # another set of numbers, which this filter does not know
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, _X32),
        absent,
        (_EQUAL, 0, 1, io_uring),  # it opens sockets without asking
        absent,
        (_EQUAL, 0, 4, socket),
        (_LOAD, 0, 0, _FIRST),
        (_EQUAL, int(sockets), 0, _AF_UNIX),
        refuse,
        (_RETURN, 0, 0, _ALLOW),
    ]
    if not processes:
        steps += [(_EQUAL, 0, 1, clone3), absent]  # its flags stand in memory; the C library then clones
        for fork in forks:
            steps += [(_EQUAL, 0, 1, fork), refuse]
        steps += [
            (_EQUAL, 0, 3, clone),
            (_LOAD, 0, 0, _FIRST),
            (_ANY_BIT, 1, 0, _CLONE_THREAD),
            refuse,
        ]
    return [*steps, (_RETURN, 0, 0, _ALLOW)]
