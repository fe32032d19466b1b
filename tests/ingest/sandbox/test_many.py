"""Many files at once: those that take long keep no others waiting."""

import threading
import time
from pathlib import Path

import pytest

from archive.folder.outcomes import Outcome
from ingest.readers.reading import Limits
from ingest.sandbox import many
from ingest.sandbox.one import Reading
from ingest.sandbox.process import Cancelled, Running


@pytest.mark.parametrize("bombs", [1, 2, 4, 6, 20])
def test_good_files_do_not_wait_for_those_that_take_long(monkeypatch: pytest.MonkeyPatch, bombs: int) -> None:
    over = threading.Event()

    def read(path: Path, _limits: Limits, running: Running, _name: str) -> Reading:
        if path.name.startswith("bomb"):
            until = time.monotonic() + 60
            while not over.wait(0.01):
                assert time.monotonic() < until
                if running.cancelled:
                    raise Cancelled
            return Reading(Outcome.TIMED_OUT)
        return Reading(Outcome.COMPLETE)

    monkeypatch.setattr(many, "read_file", read)
    monkeypatch.setattr(many, "_LONGEST", 0.05)
    monkeypatch.setattr(many, "_LOOK_EVERY", 0.02)
    files = [Path(f"bomb{n}") for n in range(bombs)] + [Path(f"good{n}") for n in range(20)]
    taken = many.read_files(files, Limits(), workers=2)
    first = [next(taken)[0].name for _ in range(20)]
    assert all(name.startswith("good") for name in first)
    over.set()
    assert sorted(path.name for path, _ in taken) == sorted(f"bomb{n}" for n in range(bombs))


def test_a_file_of_middling_length_is_not_put_behind_those_that_took_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    over = threading.Event()
    began: dict[Running, float] = {}

    def read(path: Path, _limits: Limits, running: Running, _name: str) -> Reading:
        began[running] = time.monotonic()
        until = time.monotonic() + (0.3 if path.name.startswith("middling") else 60)
        while time.monotonic() < until and not over.wait(0.01):
            if running.cancelled:
                raise Cancelled
        return Reading(Outcome.COMPLETE)

    def used(running: Running) -> float:
        return time.monotonic() - began.get(running, time.monotonic())

    monkeypatch.setattr(many, "read_file", read)
    monkeypatch.setattr(many, "_PATIENCE", 0.1)
    monkeypatch.setattr(many, "_LOOK_EVERY", 0.02)
    monkeypatch.setattr(Running, "cpu_seconds", used)
    files = [Path(f"bomb{n}") for n in range(8)] + [Path(f"middling{n}") for n in range(4)]
    taken = many.read_files(files, Limits(), workers=2)
    assert {next(taken)[0].name for _ in range(4)} == {f"middling{n}" for n in range(4)}
    over.set()
    assert len(list(taken)) == 8
