"""Workers that misbehave: whatever they do, there is an outcome, and no process stays.

The worker is replaced by a few lines that speak the same wire.
"""

import re
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest
from docx import Document

from archive.folder.explaining import explain
from archive.folder.outcomes import Outcome, PlaceState
from ingest.readers.reading import Limits
from ingest.sandbox import one, process, read_file, read_files
from ingest.sandbox.process import Cancelled, Running

ROOT = Path(__file__).parents[3]

PRELUDE = """
import json, os, signal, subprocess, sys, time
from archive.folder.outcomes import Outcome
from archive.pages import Page
from ingest.readers.reading import Refused, Summary
from ingest.sandbox import wire
job = json.loads(sys.stdin.readline())
def say(message):
    os.write(1, wire.encode(message))
def page(number, text="Ett ord om samverkan"):
    say(Page(number, text))
say(wire.Begun("pptx"))
"""


@pytest.fixture
def worker(monkeypatch, tmp_path):
    """Return a function that reads a file with a worker that runs these lines."""
    path = tmp_path / "a.pptx"
    path.write_bytes(b"x")

    def read(lines, limits=None, running=None):
        monkeypatch.setattr(process, "WORKER", ("-c", PRELUDE + textwrap.dedent(lines)))
        return read_file(path, limits or Limits(), running)

    return read


def is_alive(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_whole_reading(worker):
    found = worker("page(1); page(2, ''); say(Summary('test', 2))")
    assert (found.outcome, found.reason, found.format) == (Outcome.COMPLETE, "", "pptx")
    assert [page.number for page in found.pages] == [1, 2]
    assert found.pages[0].language == "sv"
    assert found.summary.page_count == 2
    assert 0 < found.seconds < 20


def test_what_was_left_out_makes_it_partial(worker):
    found = worker("page(1); say(Summary('test', 1, left_out=('slide 2: gone', 'slide 3: gone')))")
    assert (found.outcome, found.reason) == (Outcome.PARTIAL, "left out: slide 2: gone; slide 3: gone")


def test_no_letters_is_no_text(worker):
    assert worker("page(1, ' – \\n'); say(Summary('test', 1))").outcome is Outcome.NO_TEXT


def test_a_link_is_complete_without_pages(worker):
    assert worker("say(Summary('test', 0, link='https://x.se'))").outcome is Outcome.COMPLETE


def test_a_refusal_keeps_its_words(worker):
    found = worker("say(Refused(Outcome.ENCRYPTED, 'locked'))")
    assert (found.outcome, found.reason, found.pages) == (Outcome.ENCRYPTED, "locked", ())


@pytest.mark.parametrize("name", ["SIGSEGV", "SIGABRT"])
def test_a_crash_is_named(worker, name):
    found = worker(f"os.kill(os.getpid(), signal.{name})")
    assert found.outcome is Outcome.DAMAGED
    assert name in found.reason


def test_a_kill_from_outside_is_taken_for_want_of_memory_and_passes(worker):
    found = worker("os.kill(os.getpid(), signal.SIGKILL)")
    assert (found.outcome, found.passing) == (Outcome.TOO_LARGE, True)
    assert "ran out of memory" in found.reason


def test_a_crash_keeps_the_pages_before_it(worker):
    found = worker("page(1); page(2); os.abort()")
    assert found.outcome is Outcome.PARTIAL
    assert len(found.pages) == 2
    assert found.reason.startswith("2 pages were read, then: the reader crashed")


def test_an_exit_without_a_word_is_a_crash(worker):
    assert "exit code 3" in worker("sys.exit(3)").reason


@pytest.mark.parametrize(("stands_back", "outcome"), [(False, Outcome.TIMED_OUT), (True, Outcome.COMPLETE)])
def test_waiting_for_the_processor_is_no_time_of_one_that_gives_way(
    worker, monkeypatch, stands_back, outcome
):
    monkeypatch.setattr(process, "_waited", lambda _pid: 60.0)
    running = Running()
    if stands_back:
        running.give_way()
    late = "time.sleep(1.5); page(1); say(Summary('test', 1))"  # the reading of a large file
    assert worker(late, Limits(wall_seconds=1.0), running).outcome is outcome


def test_processor_time_is_up(worker):
    found = worker("os.kill(os.getpid(), signal.SIGXCPU)")
    assert found.outcome is Outcome.TIMED_OUT
    assert "60 s of processor time" in found.reason


def test_the_clock_runs_out(worker):
    found = worker("time.sleep(600)", Limits(wall_seconds=1.0))
    assert found.outcome is Outcome.TIMED_OUT
    assert 1 <= found.seconds < 10
    assert found.memory_mb > 5


def test_the_clock_runs_out_for_one_that_never_stops_writing(worker):
    found = worker(
        "os.write(1, b'x')\nwhile True: os.write(1, b'y'); time.sleep(0.01)", Limits(wall_seconds=1.0)
    )
    assert found.outcome is Outcome.TIMED_OUT


def test_a_kill_keeps_the_pages_before_it(worker):
    found = worker("page(1); time.sleep(600)", Limits(wall_seconds=2.0))
    assert (found.outcome, len(found.pages)) == (Outcome.PARTIAL, 1)


def test_output_is_bounded(worker, monkeypatch):
    monkeypatch.setattr(one, "MOST_OUTPUT", 100_000)
    found = worker("n = 0\nwhile True: n += 1; page(n, '')")
    assert found.outcome is Outcome.TOO_LARGE


def test_a_line_is_bounded(worker):
    assert worker("while True: os.write(1, b'x' * 65536)").outcome is Outcome.TOO_LARGE


@pytest.mark.parametrize(
    "lines",
    [
        "os.write(1, b'hello\\n')",
        "os.write(1, b'\\xff\\xfe\\x00\\n')",
        "page(2)",
        "page(1, ''); page(1, '')",
        "os.write(1, b'[\"page\", {}]\\n')",
        "os.write(1, b'[\"summary\", 7]\\n')",
    ],
)
def test_nonsense_is_not_believed(worker, lines):
    found = worker(lines + "\ntime.sleep(600)")
    assert found.outcome is Outcome.DAMAGED
    assert "makes no sense" in found.reason


def test_more_pages_than_allowed_are_nonsense(worker):
    assert len(worker("page(1); page(2)\nsay(Summary('t', 2))", Limits(pages=1)).pages) == 1


def test_what_a_worker_started_is_ended_with_it(worker, tmp_path):
    note = tmp_path / "pid"
    found = worker(
        f"""
        child = subprocess.Popen(["sleep", "600"])
        open({str(note)!r}, "w").write(str(child.pid))
        page(1)
        say(Summary("test", 1))
        time.sleep(600)
        """
    )
    assert found.outcome is Outcome.COMPLETE
    wait_for(lambda: not is_alive(int(note.read_text())))  # killed, but it takes the kernel a moment


def children():
    """Return the processes of this one, dead ones that nobody waited for too; the nursery is one."""
    return {
        pid for listed in Path("/proc/self/task").glob("*/children") for pid in listed.read_text().split()
    }


def test_no_zombie_is_left(worker):
    before = children()
    worker("os.abort()")
    worker("time.sleep(600)", Limits(wall_seconds=0.5))
    assert children() == before


def test_cancelling_ends_what_runs_and_lets_nothing_start(worker):
    running = Running()
    timer = threading.Timer(0.5, running.cancel)
    timer.start()
    with pytest.raises(Cancelled):
        worker("time.sleep(600)", running=running)
    with pytest.raises(Cancelled):
        worker("page(1)", running=running)
    timer.join()


def test_closing_the_iterator_ends_every_process(monkeypatch, tmp_path):
    slow = """
if job["name"] > "b":
    time.sleep(600)
page(1)
say(Summary("t", 1))
time.sleep(600)
"""
    monkeypatch.setattr(process, "WORKER", ("-c", PRELUDE + slow))
    before = children()
    paths = [tmp_path / name for name in "abcdefgh"]
    for path in paths:
        path.write_bytes(b"x")
    drawn = []
    readings = read_files((drawn.append(path) or path for path in paths), Limits(), workers=2)
    assert next(readings)[0] in paths[:2]
    assert len(drawn) < len(paths)
    readings.close()
    assert children() == before


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_workers_die_with_their_parent(tmp_path, name):
    """The real worker, on a pipe that never ends, so that it hangs."""
    note = tmp_path / "pids"
    script = f"""
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background hands on that it is ignored
from pathlib import Path
from ingest.readers.reading import Limits
from ingest.sandbox import confine, process, read_files
process.WORKER = ("-c", '''
import json, os, sys, time
from ingest.readers.reading import Limits
from ingest.sandbox.confine import confine
job = json.loads(sys.stdin.readline())
with open({str(note)!r}, "a") as file:  # nothing is written later
    confine(Limits(**job["limits"]), job["parent"])
    file.write(str(os.getpid()) + chr(10))
time.sleep(600)
''')
files = [Path({str(tmp_path)!r}) / str(n) for n in range(2)]
for file in files:
    file.write_text("x")
list(read_files(files, Limits(), workers=2))
"""
    parent = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stderr=subprocess.DEVNULL)
    wait_for(lambda: note.exists() and len(note.read_text().split()) == 2)
    parent.send_signal(getattr(signal, name))
    parent.wait(timeout=30)
    wait_for(lambda: not any(is_alive(int(pid)) for pid in note.read_text().split()))


def wait_for(condition, seconds=30.0):
    """Wait until a condition holds."""
    moment = threading.Event()
    for _ in range(int(seconds / 0.02)):
        if condition():
            return
        moment.wait(0.02)
    raise AssertionError("it never came to hold")


def test_a_library_that_is_missing_is_not_the_files_fault(tmp_path, monkeypatch):
    Document().save(tmp_path / "text.docx")
    without = "import sys; sys.modules['docx'] = None; from ingest.sandbox.workers.worker import main; main()"
    monkeypatch.setattr(process, "WORKER", ("-c", without))
    found = read_file(tmp_path / "text.docx", Limits())
    assert (found.outcome, found.passing) == (Outcome.DAMAGED, True)
    assert re.fullmatch("the installation lacks docx[.a-z]*, which reads it", found.reason)
    told = explain(PlaceState.REFUSED, outcome=found.outcome, reason=found.reason, tried_again=True)
    assert "inget fel på" in told.remedy
    assert "docx" in told.reason
