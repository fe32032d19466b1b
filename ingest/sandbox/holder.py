"""Holds one external program under the roof: ``python -m ingest.sandbox.holder``, started by `tools`.

The job is one line of JSON on standard input. Where the kernel gives namespaces, the program runs
in some of its own, whose first process is this one's child: when that ends, so does all that was
started in it, whatever session it moved to. Elsewhere this process takes in whoever loses his
parent, and ends them itself. How the program ended is one line of JSON on the job's descriptor.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from ingest.parent import die_with
from ingest.sandbox.roof import landlock, places, seccomp
from ingest.sandbox.roof.limits import limit

_PR_SET_NO_NEW_PRIVS, _PR_SET_CHILD_SUBREAPER = 38, 36  # linux/prctl.h
_NEW_USER, _NEW_PID, _NEW_NET, _NEW_IPC = 0x10000000, 0x20000000, 0x40000000, 0x08000000  # linux/sched.h
_OWN = _NEW_PID | _NEW_NET | _NEW_IPC


def main() -> None:
    """Read the job, run the program, say how it ended."""
    job = json.loads(sys.stdin.readline())
    os.set_inheritable(job["answer"], False)
    libc = ctypes.CDLL(None, use_errno=True)
    alone = libc.unshare(_OWN) == 0 or libc.unshare(_OWN | _NEW_USER) == 0
    libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    die_with(job["parent"], signal.SIGKILL)
    signal.signal(signal.SIGTERM, _called_off)
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _first_process(job) if alone else _become(job)
    _, status, usage = os.wait4(pid, 0)
    _end_children()
    told = {"status": status, "seconds": usage.ru_utime + usage.ru_stime, "kilobytes": usage.ru_maxrss}
    os.write(job["answer"], json.dumps(told).encode())


def _first_process(job: dict[str, Any]) -> None:
    """Wait for the program in a namespace of processes of its own, and end with it as it did.

    The kernel spares the first process of a namespace the signals by which a limit ends it, so the
    program is its child.
    """
    die_with(os.getppid(), signal.SIGKILL)
    pid = os.fork()
    if pid == 0:
        _become(job)
    while True:
        ended, status = os.wait()
        if ended == pid:
            code = os.waitstatus_to_exitcode(status)
            os._exit(code if code >= 0 else 128 - code)


def _become(job: dict[str, Any]) -> None:
    """Take every freedom but the scratch folder from this process, and become the program."""
    limits = job["limits"]
    os.chdir(job["scratch"])
    ctypes.CDLL(None).prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_AS, limits["memory_bytes"])
    limit(resource.RLIMIT_CPU, limits["cpu_seconds"], limits["cpu_seconds"] + 2)
    limit(resource.RLIMIT_FSIZE, limits["output_bytes"])
    limit(resource.RLIMIT_NOFILE, limits["open_files"])
    readable = (*places.readable(), *map(Path, job["inputs"]))
    meeting = places.MEETING if limits["sockets"] else ()
    landlock.restrict(readable, (Path(job["scratch"]), *places.SCRIBBLE), meeting)
    seccomp.restrict(processes=limits["processes"] > 1)
    environment = {"PATH": job["path"], "HOME": job["scratch"], "TMPDIR": job["scratch"], "LANG": "C.UTF-8"}
    try:
        os.execvpe(job["argv"][0], job["argv"], environment)  # noqa: S606 - no shell is wanted
    except OSError as error:
        os.write(2, f"{job['argv'][0]} cannot be started: {error.strerror}\n".encode())
        os._exit(127)


def _called_off(*_: object) -> None:
    _end_children()
    os._exit(1)


def _end_children() -> None:
    """End whoever is left, also those who come to this process when their parent ends."""
    while True:
        for pid in _children():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        try:
            os.wait()
        except ChildProcessError:
            return


def _children() -> list[int]:
    listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
    return [int(pid) for pid in listed.split()]


if __name__ == "__main__":
    main()
