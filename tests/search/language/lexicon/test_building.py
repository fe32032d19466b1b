"""From what the sources say to what a form may do, and what it costs."""

from collections.abc import Mapping

from search.language.lexicon.building.build import build
from search.language.lexicon.building.packing import pack
from search.language.lexicon.entries import Entry
from search.language.lexicon.lexicon import Lexicon
from search.language.lexicon.sources.hunspell import DictionaryForm
from search.language.lexicon.sources.reviewed import FIRST, LAST
from search.language.lexicon.sources.stops import NEVER_FIRST, NEVER_LAST

COMMON = {"polis": 4.9, "råd": 4.8, "berg": 4.6, "hus": 5.0}


def form(
    text: str, base: str = "", *, begins: bool = False, ends: bool = False, bare: bool = False
) -> DictionaryForm:
    stands = not text.endswith("-")
    return DictionaryForm(text.rstrip("-"), base or text, begins, ends, stands, noun=True, bare=bare)


def built(*forms: DictionaryForm, zipf: Mapping[str, float] = COMMON) -> dict[str, Entry]:
    return build(forms, zipf, ["police"])


def test_rare_and_short_parts_are_dear() -> None:
    entries = built(form("polis", begins=True), form("polisiär", begins=True), form("råd", begins=True))
    assert 0 < entries["polis"].begins < entries["polisiär"].begins
    assert entries["polis"].begins < entries["råd"].begins


def test_a_linking_form_is_as_common_as_its_word() -> None:
    entries = built(form("polis"), form("polis", begins=True), form("ordnings-", "ordning", begins=True))
    assert entries["ordnings"].base == "ordning"
    assert not entries["ordnings"].swedish


def test_what_was_only_listed_is_a_word_if_it_was_seen_elsewhere_and_no_more() -> None:
    entries = built(form("polis", begins=True, ends=True, bare=True), form("polisn", begins=True, bare=True))
    assert entries["polis"].swedish
    assert not entries["polis"].begins
    assert not entries["polisn"].swedish


def test_a_noun_that_ends_many_compounds_may_end_others() -> None:
    firsts = ["by", "kyrko", "borg", "stads", "läns", "hov", "skol", "bygg", "polis"]
    begin = [form(first, begins=True) for first in firsts]
    shown = built(*begin, form("berg"), form("bergen", "berg"), *(form(first + "berg") for first in firsts))
    assert shown["berg"].ends
    assert shown["bergen"].ends
    assert not built(*begin, form("berg"), form("polisberg"))["berg"].ends


def test_names_are_whole_but_for_organisations() -> None:
    entries = built(form("Lundberg"), form("Trafikverket"), form("Berg"), form("berg"))
    assert entries["lundberg"].fixed
    assert not entries["trafikverket"].fixed
    assert not entries["berg"].fixed


def test_a_compound_is_joined_by_s_to_what_follows() -> None:
    entries = built(form("bild", ends=True))
    assert entries["bilds"].inside
    assert entries["bilds"].base == "bild"


def test_english_words_are_words_and_no_parts() -> None:
    police = built()["police"]
    assert (police.english, police.begins, police.ends) == (True, 0, 0)


def test_packing_keeps_what_was_built() -> None:
    entries = built(form("polis", begins=True, ends=True), form("gatu-", "gata", begins=True), form("gata"))
    lexicon = Lexicon(pack(entries))
    for word, entry in entries.items():
        number = lexicon.number(word)
        costs = (lexicon.whole[number], lexicon.begins[number], lexicon.ends[number])
        assert costs == (entry.whole, entry.begins, entry.ends)
        assert lexicon.base(word) == (entry.base if entry.begins else "")
        assert lexicon.is_word(word) == (entry.swedish or entry.english)


def test_the_lists_put_in_by_hand_do_not_contradict_each_other() -> None:
    assert not LAST & NEVER_LAST
    assert not FIRST.keys() & NEVER_FIRST - {"halv"}
