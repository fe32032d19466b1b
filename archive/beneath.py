"""Opening what stands in a folder, so that no symbolic link leads out of it, also one put there just now.

A path here is the names below a root with "/" between; "" is the root itself. That may be a link:
whoever sets the service up says where it is.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC


@contextmanager
def folder(root: Path, path: str) -> Iterator[int]:
    """Give a descriptor of a folder. Raises NotADirectoryError where a link is on the way to it."""
    descriptor = _opened(root, path)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _opened(root: Path, path: str) -> int:
    descriptor = os.open(root / path, _FOLDER)
    try:
        if not path or _stands_at(descriptor) == f"{_root_stands_at(root)}/{path}":
            return descriptor  # where the kernel has it is where it was looked for: no link was followed
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return _step_by_step(root, path)  # a link, or a share that spells names otherwise


def _step_by_step(root: Path, path: str) -> int:
    descriptor = os.open(root, _FOLDER)
    for name in path.split("/"):
        try:
            if name in ("", ".", ".."):
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
            below = os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=descriptor)
        finally:
            os.close(descriptor)
        descriptor = below
    return descriptor


def _root_stands_at(root: Path) -> str:
    descriptor = os.open(root, _FOLDER)
    try:
        return _stands_at(descriptor).rstrip("/")
    finally:
        os.close(descriptor)


def _stands_at(descriptor: int) -> str:
    return os.readlink(f"/proc/self/fd/{descriptor}")  # noqa: PTH115
