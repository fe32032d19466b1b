"""The index on disk: few segments, nothing lost to a kill, nothing read that is damaged."""

from __future__ import annotations

import random
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from search.engine import EngineUnavailable, Window
from search.whoosh_engine import Generations, WhooshEngine, WhooshWriter
from search.whoosh_engine.disk import manifest as manifests
from search.whoosh_engine.writer import MAX_SEGMENTS
from tests.search.engine_contract import ask, found
from tests.search.toy import document, word
from tests.search.whoosh_engine.test_engine import STAMP, new_writer


def segments(folder: Path) -> set[str]:
    return {path.name.partition(".")[0] for path in folder.glob("*.trm")}


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def test_segments_stay_few_and_no_file_is_left_over(tmp_path: Path) -> None:
    writer = new_writer(tmp_path)
    folder = Generations(tmp_path).current()
    for number in range(40):
        writer.replace(document(f"d{number % 25:02}", ["polis"] * 3))
        writer.commit()
        assert len(segments(folder)) <= MAX_SEGMENTS
    named = set(manifests.read(folder).files) | {manifests.NAME}
    assert {path.name for path in folder.iterdir() if path.suffix} == named
    answer = ask(WhooshEngine(tmp_path, STAMP), word("polis"), window=Window(0, 100))
    assert (answer.matching_documents, answer.matching_pages) == (25, 75)


def test_a_held_engine_takes_up_commits_and_keeps_answering_when_files_go(tmp_path: Path) -> None:
    writer = new_writer(tmp_path)
    engine = WhooshEngine(tmp_path, STAMP)
    for number in range(30):
        writer.replace(document(f"d{number:02}", ["polis"]))
        writer.commit()
        assert engine.refresh() is True
        assert engine.refresh() is False
        assert ask(engine, word("polis")).matching_documents == number + 1
    held = WhooshEngine(tmp_path, STAMP)
    other = new_writer(tmp_path)
    Generations(tmp_path).remove_others()
    assert ask(held, word("polis")).matching_documents == 30
    other.replace(document("a", ["polis"]))
    other.commit()
    assert held.refresh() is True
    assert found(ask(held, word("polis"))) == {"a": {1}}


def test_many_threads_read_while_one_writes(tmp_path: Path) -> None:
    writer = new_writer(tmp_path)
    writer.replace(document("d", ["polis hund"] * 20))
    writer.commit()
    engine = WhooshEngine(tmp_path, STAMP)
    done = threading.Event()
    wrong: list[object] = []

    def read() -> None:
        while not done.is_set():
            try:
                engine.refresh()
                answer = ask(engine, word("polis"))
                if answer.matching_pages % 20 or answer.matching_pages != 20 * answer.matching_documents:
                    wrong.append(answer)
                if [form.exact for form in engine.vocabulary().close_to("plois", 1, 5)] != ["polis"]:
                    wrong.append(engine.vocabulary().beginning("", 9))
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(20):
        writer.replace(document(f"d{number}", ["polis katt"] * 20))
        writer.commit()
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    engine.refresh()
    assert ask(engine, word("polis")).matching_documents == 21


@pytest.mark.parametrize("pattern", ["*.trm", "*.pst", "*.toc", "*.col", manifests.NAME])
def test_a_damaged_file_is_noticed_by_reader_and_writer(tmp_path: Path, pattern: str) -> None:
    writer = new_writer(tmp_path)
    writer.replace(document("a", ["polis"] * 50))
    writer.commit()
    folder = Generations(tmp_path).current()
    damage(next(folder.glob(pattern)))
    with capture_logs():
        engine = WhooshEngine(tmp_path, STAMP)
    with pytest.raises(EngineUnavailable):
        ask(engine, word("polis"))
    with pytest.raises(EngineUnavailable):
        WhooshWriter(folder, STAMP)


def test_a_missing_or_short_file_is_noticed(tmp_path: Path) -> None:
    writer = new_writer(tmp_path)
    writer.replace(document("a", ["polis"] * 50))
    writer.commit()
    held = WhooshEngine(tmp_path, STAMP)
    folder = Generations(tmp_path).current()
    next(folder.glob("*.pst")).unlink()
    with pytest.raises(EngineUnavailable):
        WhooshWriter(folder, STAMP)
    assert found(ask(held, word("polis"), window=Window(pages=1))) == {"a": {1}}


def test_another_stamp_and_no_index_are_unavailable(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable):
        ask(WhooshEngine(tmp_path / "none", STAMP), None)
    new_writer(tmp_path)
    with pytest.raises(EngineUnavailable):
        ask(WhooshEngine(tmp_path, "another"), None)
    with pytest.raises(EngineUnavailable):
        WhooshWriter(Generations(tmp_path).current(), "another")


def test_an_engine_opened_before_the_index_finds_it(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path, STAMP)
    assert engine.refresh() is False
    new_writer(tmp_path)
    assert engine.refresh() is True
    assert ask(engine, None).matching_documents == 0


def test_a_commit_that_fails_leaves_what_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = new_writer(tmp_path)
    writer.replace(document("a", ["polis"]))
    writer.commit()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    writer.replace(document("b", ["polis"]))
    with monkeypatch.context() as patched:
        patched.setattr(manifests, "write", full)
        with pytest.raises(OSError, match="No space"):
            writer.commit()
    assert found(ask(WhooshEngine(tmp_path, STAMP), word("polis"))) == {"a": {1}}
    writer.commit()
    assert found(ask(WhooshEngine(tmp_path, STAMP), word("polis"))) == {"a": {1}, "b": {1}}
    WhooshWriter(Generations(tmp_path).current(), STAMP)


WRITE_FOR_EVER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from search.whoosh_engine import Generations, WhooshWriter
    from tests.search.toy import document

    writer = WhooshWriter(Generations(Path(sys.argv[1])).current(), "test")
    number = int(sys.argv[2])
    while True:
        for each in ("a", "b", f"d{number % 12}"):
            writer.replace(document(each, [f"polis nummer{number}"] * 5))
        writer.commit()
        print(number, flush=True)
        number += 1
    """
)


def kill_at_random(data: Path, rounds: int, seed: int) -> None:
    """Kill a writer after some commits and some of the next; what it said was committed is there."""
    order = random.Random(seed)
    new_writer(data)
    number = 0
    for _ in range(rounds):
        child = subprocess.Popen(
            [sys.executable, "-c", WRITE_FOR_EVER, str(data), str(number)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        said = -1
        for _ in range(order.randint(1, 12)):
            said = int(child.stdout.readline())
        waited = threading.Event()
        waited.wait(order.random() * 0.05)  # lands anywhere in a commit
        child.kill()
        said = max([said, *map(int, child.stdout.read().split())])
        child.wait()
        child.stdout.close()

        engine = WhooshEngine(data, STAMP)
        kept = [n for n in (said, said + 1) if found(ask(engine, word(f"nummer{n}", literal=True)))]
        hits = found(ask(engine, word(f"nummer{kept[-1]}", literal=True), window=Window(0, 10, 5)))
        assert {"a", "b"} <= set(hits)
        assert all(pages == {1, 2, 3, 4, 5} for pages in hits.values())
        WhooshWriter(Generations(data).current(), STAMP).close()
        number = kept[-1] + 1


def test_killed_writers_leave_a_whole_index(tmp_path: Path) -> None:
    kill_at_random(tmp_path, rounds=8, seed=1)


@pytest.mark.slow
def test_many_killed_writers_leave_a_whole_index(tmp_path: Path) -> None:
    kill_at_random(tmp_path, rounds=25, seed=2)
