"""A process that ends with the one that started it, also where that one is killed.

Imported by workers before they read a file: nothing but what Python begins with.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def die_with(parent: int, by: signal.Signals = signal.SIGTERM) -> bool:
    """Let the kernel send this process a signal when its parent dies; end it now where it is dead already.

    Tells whether the kernel will. With SIGTERM the file in hand is finished first. A change of
    credentials or of name spaces clears it, so ask last.
    """
    will = ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, by, 0, 0, 0) == 0
    if os.getppid() != parent:
        sys.exit(1)  # it died before the line above
    return bool(will)
