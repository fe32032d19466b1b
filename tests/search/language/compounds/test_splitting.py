"""Where compounds are cut, and that other words are not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.compounds import judge
from search.language.compounds.splitting import Splitter
from search.language.lexicon.opening import lexicon
from tests.corpora import corpus

SPLITTER = Splitter(lexicon())

COMPOUNDS = """
samverkans|överenskommelsen avhoppar|verksamheter ordnings|vakts|utbildning barna|hus hyres|värdarna
kvinno|frids|brott stads|delar gäng|skjutningar gatu|belysningen skol|polisen läges|bilds|arbete
sprängnings|våg råds|möte års|redovisning terror|dåd hat|brottet mans|jour
besluts|fattarna andra|hands|marknad lands|bygder el|produktion person|uppgifts|behandling trafik|verket
våldtäkts|offer social|tjänsten nämnd|ordförande anslutnings|avtal sjukdoms|fall
"""

WHOLE = """
extremism radikaliseringen överenskommelserna förutsättningar medborgarskap trygghetens säkerheten
godkännande målsäganden ordförande deltagandet rättvisan handläggarna kombinationer värderingar
intresserade bokstaven genomgången demokraterna ideologiska psykologiska kontrollerna kopplingar
landskrona lundberg bergström trelleborg grooming workshop facebook idrotten avslutningen
"""


@pytest.mark.parametrize("wanted", COMPOUNDS.split())
def test_a_compound_is_cut_where_its_parts_meet(wanted: str) -> None:
    assert judge([wanted], SPLITTER).differing == ()


@pytest.mark.parametrize("word", WHOLE.split())
def test_other_words_are_whole(word: str) -> None:
    assert judge([word], SPLITTER).differing == ()


def test_three_consonants_written_as_two_are_shared() -> None:
    fall, lucka = SPLITTER.split("fallucka")
    assert (fall.start, fall.end, fall.base) == (0, 4, "fall")
    assert (lucka.start, lucka.end, lucka.base) == (3, 8, "lucka")


def test_what_stands_inside_means_its_word() -> None:
    bases = [atom.base for atom in SPLITTER.split("avhopparverksamhetssamordnarna")]
    assert bases == ["avhoppare", "verksamhet", "samordnarna"]


@given(st.text(alphabet="abdefgiklmnoprstuvåäö", max_size=40))
def test_atoms_cover_the_word_in_order(word: str) -> None:
    atoms = SPLITTER.split(word)
    assert atoms[0].start == 0
    assert atoms[-1].end == len(word)
    for before, after in pairwise(atoms):
        assert before.start < after.start <= before.end <= after.end
        assert before.end - after.start <= 1
        assert before.base


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [
        ("domain-compounds.txt", 0.97, 0.9),
        ("domain-not-compounds.txt", 0.97, 0.9),
        ("random-words.txt", 0.97, 0.9),
    ],
)
def test_the_sets_with_known_answers_are_cut_as_wanted(name: str, precision: float, recall: float) -> None:
    judged = judge((corpus("compounds") / name).read_text(encoding="utf-8").split(), SPLITTER)
    assert judged.precision >= 0.97
    assert judged.recall >= 0.9
    assert judged.cut_share <= 0.01
