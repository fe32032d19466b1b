"""Looking through names as people type them, in SQLite."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from archive.catalogue import open_catalogue
from archive.catalogue.containing import contains


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    catalogue = open_catalogue(tmp_path_factory.mktemp("archive"))
    with catalogue.read() as opened:
        yield opened
    catalogue.close()


def holds(session: Session, name: str, typed: str) -> bool:
    return bool(session.scalar(select(contains(typed, literal(name)))))


_LETTERS = st.text("abcåäöÅÄÖéXYZ 1_%.", max_size=20)


@given(
    before=_LETTERS,
    word=st.text("abåäöé1_%.", min_size=1, max_size=8),
    after=_LETTERS,
    form=st.sampled_from(["NFC", "NFD"]),
)
def test_a_piece_of_a_name_is_found_however_it_is_written(
    session: Session, before: str, word: str, after: str, form: str
) -> None:
    for written in (word, word.upper()):
        name = unicodedata.normalize(form, before + written + after)  # type: ignore[arg-type]
        assert holds(session, name, word)
        assert holds(session, name, unicodedata.normalize("NFD", word))


def test_what_is_not_there_is_not_found(session: Session) -> None:
    name = "Kunskapsseminarium I/Överenskommelse.pdf"
    for typed in ("överenskommelser", "%", "_", "Kunskap x", "Overens", "\\"):
        assert not holds(session, name, typed), typed
    assert holds(session, name, "PDF kunskap överens")
    assert holds(session, name, "")
