"""Any file of the index cut, overwritten or lost while the archive runs is noticed at once, and made anew."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from structlog.testing import capture_logs

from search.engine import EngineUnavailable
from search.indexer import Indexer, stamp
from search.language.analyser import Analyser
from search.opening import open_engine
from search.whoosh_engine import WhooshEngine
from search.whoosh_engine import engine as engine_module
from search.whoosh_engine.disk import stamps
from tests.search.archives import add, change, new_catalogue

ANALYSER = Analyser()


def cut(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.truncate(file.stat().st_size // 2)


def zero(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.write(bytes(file.stat().st_size))


def flip(file: Path) -> None:
    content = file.read_bytes()
    with file.open("r+b") as opened:
        opened.seek(len(content) // 2)
        opened.write(bytes([content[len(content) // 2] ^ 1]))


@pytest.mark.parametrize("damage", [cut, zero, flip, Path.unlink])
def test_whatever_happens_to_a_file_the_index_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[Path], None]
) -> None:
    """A kept indexer notices at its next turn; a kept engine answers rightly, or not at all."""
    seconds = count(0, 2.0)  # each look at the clock is later than an engine waits before it looks again
    monkeypatch.setattr(engine_module, "time", SimpleNamespace(monotonic=seconds.__next__))
    catalogue, settings = new_catalogue(tmp_path)
    add(catalogue, "a", ["samverkan", "trygghet"])
    indexer = Indexer(catalogue, tmp_path, settings, ANALYSER)
    indexer.follow()
    add(catalogue, "b", ["avhoppare"])
    change(catalogue, "a", title="Ny titel")  # so that there are deletions too
    indexer.follow()
    right = {"a": 2, "b": 1}
    assert len(_files(tmp_path)) > 5
    with capture_logs():
        for place in range(len(_files(tmp_path))):
            files = _files(tmp_path)
            engine = open_engine(settings)
            assert engine.pages_held() == right
            damage(files[place % len(files)])
            _answers_rightly_or_not_at_all(engine, right)
            indexer.follow()
            engine.refresh()
            assert engine.pages_held() == right
            assert open_engine(settings).pages_held() == right
            change(catalogue, "a", title=f"Titel {place}")
            indexer.follow()
    catalogue.close()


def _files(data: Path) -> list[Path]:
    """Return the files of the index that hold anything; the lock does not."""
    return sorted(p for p in (data / "index").rglob("*") if p.is_file() and p.stat().st_size)


def _answers_rightly_or_not_at_all(engine: WhooshEngine, right: dict[str, int]) -> None:
    engine.refresh()
    try:
        assert engine.pages_held() == right
        assert engine.vocabulary().records("avhoppare") == 1
    except EngineUnavailable:
        return


def test_an_index_of_another_analyser_answers_until_the_new_one_is_there(tmp_path: Path) -> None:
    catalogue, settings = new_catalogue(tmp_path)
    add(catalogue, "a", ["samverkan"])
    Indexer(catalogue, tmp_path, settings, ANALYSER).follow()
    held = open_engine(settings)
    with capture_logs():
        newer = WhooshEngine(
            tmp_path, stamps.stamp(stamp(settings.publish).partition(";")[0], "6, other lexicon")
        )
        assert newer.is_older
        assert newer.pages_held() == {"a": 1}
        assert not held.is_older
        foreign = WhooshEngine(tmp_path, stamps.stamp("schema 0, notes True", "5"))
        with pytest.raises(EngineUnavailable, match="another version"):
            foreign.pages_held()
    catalogue.close()
