"""Landlock: from now on this process and its children reach only these folders.

Needs no privileges and no namespaces, so it works beside systemd's own sandboxing and in containers.
Source: linux/landlock.h; https://docs.kernel.org/userspace-api/landlock.html
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every architecture
_VERSION = 1  # flag: tell the version of the interface
_PATH_BENEATH = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 1 << 1, 1 << 2, 1 << 3
_READING = _EXECUTE | _READ_FILE | _READ_DIR
_MAKE_SOCKET = 1 << 9
_OF_VERSION = {1: 1 << 13, 2: 1 << 14, 3: 1 << 15, 5: 1 << 16}  # first right that a version does not know
_ON_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | 1 << 14 | 1 << 15  # what a rule on a file may name


class _Ruleset(ctypes.Structure):
    _fields_ = [("handled_access_fs", ctypes.c_uint64)]


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32)]


def version() -> int:
    """Return the version of the interface; 0 where the kernel has none, or it is not switched on."""
    found = ctypes.CDLL(None, use_errno=True).syscall(_CREATE_RULESET, None, 0, _VERSION)
    return max(0, int(found))


def restrict(reading: Iterable[Path], writing: Iterable[Path], meeting: Iterable[Path] = ()) -> bool:
    """Allow reading, and starting programs, below some places, everything below others, and nothing else.

    But for sockets of this machine, which may be made where processes are to be met. Places that are
    not there are left out. Tells whether the kernel holds to it. Files that are open stay open. The
    process must have given up gaining privileges (PR_SET_NO_NEW_PRIVS).
    """
    if not (known := version()):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    handled = max(bound for first, bound in _OF_VERSION.items() if first <= known) - 1
    ruleset = libc.syscall(_CREATE_RULESET, ctypes.byref(_Ruleset(handled)), ctypes.sizeof(_Ruleset), 0)
    if ruleset < 0:
        return False
    try:
        for place in reading:
            _allow(libc, ruleset, place, _READING)
        for place in writing:
            _allow(libc, ruleset, place, handled)
        for place in meeting:
            _allow(libc, ruleset, place, _MAKE_SOCKET)
        return bool(libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, place: Path, access: int) -> None:
    try:
        descriptor = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rights = access if place.is_dir() else access & _ON_FILES
        rule = _Beneath(rights, descriptor)
        libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(descriptor)
