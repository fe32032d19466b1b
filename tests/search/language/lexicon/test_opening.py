"""The lexicon's file: built where it is missing, whole or not at all, and refused where it is another."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.language.lexicon import opening
from search.language.lexicon.opening import LexiconError, ensure, lexicon
from search.language.lexicon.sources import frequency, hunspell
from search.language.lexicon.sources.hunspell import DictionaryError, DictionaryForm
from search.language.lexicon.stamp import stamp
from search.language.lexicon.storing import NoLexicon, read, read_stamp


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Yield where a lexicon of two words would stand, and count in `built` how often one is built."""
    forms = [
        DictionaryForm("gäng", "gäng", begins=True, ends=True, stands=True, noun=True, bare=False),
        DictionaryForm("vålds", "våld", begins=True, ends=False, stands=False, noun=True, bare=False),
    ]

    def dictionary() -> Iterator[DictionaryForm]:
        BUILT.append(1)
        return iter(forms)

    BUILT.clear()
    monkeypatch.setattr(opening, "read_dictionary", dictionary)
    monkeypatch.setattr(frequency, "swedish_words", lambda: {"gäng": 4.0, "våld": 4.5})
    monkeypatch.setattr(frequency, "english_words", lambda: iter(["gang"]))
    yield tmp_path / "run" / "lexicon" / "swedish.lexicon"
    opening._opened.clear()


BUILT: list[int] = []


def test_it_is_built_where_it_is_missing_and_then_only_read(place: Path) -> None:
    assert lexicon(place).is_word("gäng")
    assert lexicon(place).is_word("gang")
    assert not lexicon(place).is_word("vålds")
    opening._opened.clear()
    assert lexicon(place).base("vålds") == "våld"
    assert len(BUILT) == 1


def test_ensure_builds_once(place: Path) -> None:
    assert ensure(place)
    assert not ensure(place)
    assert read_stamp(place) == stamp()


def test_another_stamp_is_another_lexicon(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ensure(place)
    monkeypatch.setattr(opening, "stamp", lambda: "of another day")
    assert ensure(place)
    assert lexicon(place).is_word("gäng")
    assert read_stamp(place) == "of another day"


@pytest.mark.parametrize("kept", [0, 5, 30, -1])
def test_what_is_left_of_a_lexicon_is_built_anew(place: Path, kept: int) -> None:
    ensure(place)
    place.write_bytes(place.read_bytes()[:kept])
    assert lexicon(place).is_word("gäng")
    assert len(BUILT) == 2


def test_a_changed_byte_is_seen(place: Path) -> None:
    ensure(place)
    content = bytearray(place.read_bytes())
    content[-1] ^= 1
    place.write_bytes(content)
    with pytest.raises(NoLexicon, match="damaged"):
        read(place, stamp())


def test_many_who_come_at_once_share_one(place: Path) -> None:
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(lexicon(place))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(map(id, found))) == len(BUILT) == 1


def test_where_it_cannot_be_written_the_error_says_what_to_do(place: Path) -> None:
    place.parent.parent.write_text("a file where the folder should be")
    with pytest.raises(LexiconError, match="make env"):
        lexicon(place)
    with pytest.raises(LexiconError, match="helixarkiv lexicon"):
        ensure(place)


def test_another_dictionary_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(hunspell.SUMS, "sv_SE.dic", "0" * 64)
    with pytest.raises(DictionaryError, match="SHA-256"):
        next(iter(hunspell.read_dictionary()))
    with pytest.raises(LexiconError, match="the version of requirements"):
        ensure(tmp_path / "swedish.lexicon")


def test_a_missing_dictionary_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hunspell, "PACKAGE", "hunspell-not-here")
    with pytest.raises(DictionaryError, match="not installed"):
        next(iter(hunspell.read_dictionary()))
