"""The lexicon as it was built: what its forms may do, and what they stand for."""

import subprocess
import sys

import pytest

from search.language.lexicon.opening import lexicon

BASES = [
    ("samverkans", "samverkan"),
    ("ordningsvakts", "ordningsvakt"),
    ("avhoppar", "avhoppare"),
    ("medborgar", "medborgare"),
    ("gatu", "gata"),
    ("skol", "skola"),
    ("läges", "läge"),
    ("arbets", "arbete"),
    ("kvinno", "kvinna"),
    ("hyres", "hyra"),
    ("års", "år"),
    ("gäng", "gäng"),
    ("kommun", "kommun"),
]


@pytest.mark.parametrize(("form", "base"), BASES)
def test_what_begins_a_compound_stands_for_a_word(form: str, base: str) -> None:
    assert lexicon().base(form) == base


@pytest.mark.parametrize("form", ["för", "förs", "över", "genom", "inte", "xyzzy", "gängens"])
def test_particles_and_inflected_forms_begin_no_compound(form: str) -> None:
    assert not lexicon().base(form)


@pytest.mark.parametrize("word", ["polis", "poliserna", "överenskommelse", "malmö", "the", "community"])
def test_words_of_swedish_and_english_are_words(word: str) -> None:
    assert lexicon().is_word(word)


@pytest.mark.parametrize("word", ["polsi", "överrenskommelse", "samverkans-", "gatu", ""])
def test_misspelt_words_and_linking_forms_are_none(word: str) -> None:
    assert not lexicon().is_word(word)


def test_forms_are_looked_up_as_the_index_has_them() -> None:
    assert lexicon().is_word("kommitte")  # é is folded, å ä ö are not
    assert lexicon().is_word("råd")
    assert lexicon().knows("rad")


def test_looking_up_loads_nothing_of_what_builds() -> None:
    code = (
        "import sys; from search.language.analyser import Analyser;"
        "assert Analyser().question_parts('samverkansöverenskommelse');"
        "assert not {'wordfreq', 'search.language.lexicon.building.build'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
