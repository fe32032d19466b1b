import json
import threading
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engine import Posting
from search.language.analyser import LANGUAGES, Analyser, Place, Token
from search.language.compounds.parts import Parts
from search.language.lexicon.opening import lexicon
from tests.corpora import corpus

ANALYSER = Analyser()

WORDS = [
    "samverkans",
    "ordnings",
    "vakt",
    "vakts",
    "gatu",
    "våld",
    "polis",
    "skol",
    "överenskommelser",
    "gäng",
    "-",
]


def keys_of(text: str, language: str = "sv") -> list[tuple[str, ...]]:
    return [token.keys for token in ANALYSER.tokens(text, language)]


def found(asked: str, text: str, language: str = "sv") -> bool:
    wanted = set(ANALYSER.question_keys(asked))
    return any(wanted & set(keys) for keys in keys_of(text, language))


def test_tokens_say_where_they_stand_in_the_text_as_it_is() -> None:
    text = "Om sam\u00adverkan: EU:s stöd"
    tokens = list(ANALYSER.tokens(text, "sv"))
    assert [token.surface for token in tokens] == ["Om", "sam\u00adverkan", "EU:s", "stöd"]
    assert [text[token.start : token.end] for token in tokens] == [token.surface for token in tokens]
    assert [token.position for token in tokens] == [0, 1, 2, 3]
    assert tokens[1].exact == "samverkan"


def test_postings_are_what_tokens_are() -> None:
    text = "EU-projekt i Skåne"
    expected = tuple(Posting(t.position, t.exact, t.keys) for t in ANALYSER.tokens(text, "sv"))
    assert ANALYSER.postings(text, "sv") == expected


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("projekt", "ett EU-projekt"),
        ("EU-projekt", "EU-projekten"),
        ("EU-land", "EU-länder"),
        ("epost", "e-posten"),
        ("e-post", "eposten"),
        ("EU", "EU:s budget"),
        ("EU:s", "inom EU"),
        ("701-1234-2018", "dnr 701-1234-2018."),
        ("2017-11-08", "den 2017-11-08"),
        ("2017", "den 2017-11-08"),
        ("SSPF-samordnare", "SSPF-samordnarna"),
        ("Bjorgo", "Bjorgo"),
        ("Björgo", "Tore Bjørgo"),
        ("idé", "en ide"),
        ("Lööw", "Lööw’s och Loow's"),
        ("Lööw's", "av Lööw"),
        (unicodedata.normalize("NFD", "gäng"), "gänget"),
        ("gäng", unicodedata.normalize("NFD", "gänget")),
    ],
)
def test_what_is_asked_for_is_found(asked: str, text: str) -> None:
    assert found(asked, text)


@pytest.mark.parametrize(
    ("asked", "text"), [("EU-projekt", "projekt i EU"), ("gäng", "en gång"), ("7011234", "701-1234")]
)
def test_what_is_not_asked_for_is_not_found(asked: str, text: str) -> None:
    assert not found(asked, text)


def test_english_pages_are_read_by_english_rules_and_asked_for_alike() -> None:
    assert found("community", "communities", "en")
    assert not found("community", "communities", "sv")
    assert set(*keys_of("barn", "en")).isdisjoint(*keys_of("barn", "sv"))


def test_a_page_of_no_known_language_is_read_as_swedish() -> None:
    assert keys_of("städer", "") == keys_of("städer", "sv") == keys_of("städer", "de")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Avhopparverksamheten", ["Avhoppar", "verksamheten"]),
        (
            "ordningsvaktsutbildning",
            ["ordnings", "ordningsvakts", "vakts", "vaktsutbildning", "utbildning"],
        ),
        ("polis-kommunsamverkan", ["polis", "polis-kommun", "kommun", "kommunsamverkan", "samverkan"]),
        ("EU:s", []),
        ("2017-11-08", ["2017", "2017-11", "11", "11-08", "08"]),
        ("Sam\u00adverkans\u00adöverenskommelse", ["Sam\u00adverkans\u00ad", "överenskommelse"]),
        ("fallucka", ["fall", "lucka"]),
        ("extremismens", []),
    ],
)
def test_a_compound_has_parts_and_runs_of_parts(word: str, expected: list[str]) -> None:
    (token,) = ANALYSER.tokens(word, "sv")
    assert [word[part.start : part.end] for part in token.parts] == expected


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("avhoppare", "Avhopparverksamheten"),
        ("överenskommelse", "samverkansöverenskommelserna"),
        ("samverkan", "samverkansöverenskommelserna"),
        ("ordningsvakter", "ordningsvaktsutbildningen"),
        ("gata", "gatuvåldet"),
        ("skola", "skolpoliserna"),
        ("läge", "lägesbilden"),
        ("gäng", "Gängkriminella"),
        ("hus", "barnahus"),
        ("lucka", "falluckorna"),
        ("fall", "falluckorna"),
        (unicodedata.normalize("NFD", "överenskommelse"), "samverkansöverenskommelserna"),
        ("701-1234", "dnr 701-1234-2018"),
        ("2017-11", "den 2017-11-08"),
        ("OSL", "OSL 10 kap. 2 §"),
        ("Brå", "Brås rapport"),
        ("CVE", "CVE-arbetet"),
        ("Säpo", "Säpos lägesbild"),
    ],
)
def test_what_is_part_of_a_word_finds_it(asked: str, text: str) -> None:
    assert found(asked, text)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("berg", "Bergström"),
        ("för", "förebyggande"),
        ("ring", "värderingar"),
        ("skap", "medborgarskap"),
        ("gång", "gängkriminalitet"),
        ("samverkansavtal", "samverkansöverenskommelse"),
        ("Bra", "Brås rapport"),
    ],
)
def test_what_is_no_part_of_a_word_does_not(asked: str, text: str) -> None:
    assert not found(asked, text)


def test_english_words_have_no_parts_but_those_between_hyphens() -> None:
    (token,) = ANALYSER.tokens("lawenforcement", "en")
    assert token.parts == ()
    (token,) = ANALYSER.tokens("law-enforcement", "en")
    assert [token.surface[part.start : part.end] for part in token.parts] == ["law", "enforcement"]


def test_a_question_for_a_compound_can_ask_for_its_parts() -> None:
    asked = ANALYSER.question_parts("ordningsvaktsutbildning")
    assert [part.word for part in asked] == [
        "ordning",
        "ordningsvakt",
        "vakt",
        "vaktsutbildning",
        "utbildning",
    ]
    for part in asked:
        assert set(part.keys) <= set(ANALYSER.question_keys(part.word))
    assert ANALYSER.question_parts("överenskommelse") == ()


def test_related_keys_are_those_of_the_parts_alone() -> None:
    related = ANALYSER.related_keys("ordningsvaktsutbildning")
    for part in ("ordning", "ordningsvakt", "vakt", "vaktsutbildning", "utbildning"):
        assert set(ANALYSER.question_keys(part)) & set(related)
    assert set(related).isdisjoint(ANALYSER.question_keys("ordningsvaktsutbildning"))
    assert ANALYSER.related_keys("extremism") == ()


@pytest.mark.parametrize("asked", ["avhoppare", "avhoppar", "avhopparna"])
def test_compounds_can_be_asked_for_by_how_they_begin(asked: str) -> None:
    wanted = set(ANALYSER.compound_keys(asked, "first"))
    assert wanted & set(*keys_of("avhopparverksamhet"))
    assert not wanted & set(*keys_of("avhoppare"))
    assert not wanted & set(*keys_of("polisavhoppare"))


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("gäng", "gängkonflikt"),
        ("gängs", "gängkonflikt"),
        ("skol", "skolpolis"),
        ("skola", "skolpolis"),
        ("EU", "EU-projekt"),
        ("ordningsvakt", "ordningsvaktsutbildning"),
    ],
)
def test_a_beginning_may_be_typed_as_a_word_or_as_it_stands(asked: str, text: str) -> None:
    assert set(ANALYSER.compound_keys(asked, "first")) & set(*keys_of(text))


def test_compounds_can_be_asked_for_by_how_they_end() -> None:
    wanted = set(ANALYSER.compound_keys("överenskommelser", "last"))
    assert wanted & set(*keys_of("samverkansöverenskommelsen"))
    assert not wanted & set(*keys_of("överenskommelsen"))
    assert not wanted & set(*keys_of("överenskommelseförslag"))


@given(st.text(), st.sampled_from(["first", "last"]))
def test_what_stands_for_a_part_is_no_word(text: str, place: Place) -> None:
    marks = {
        key for token in ANALYSER.tokens(text, "sv") for key in ANALYSER.compound_keys(token.surface, place)
    }
    words = {key for token in ANALYSER.tokens(text, "sv") for key in ANALYSER.question_keys(token.surface)}
    assert marks.isdisjoint(words)


@pytest.mark.parametrize(
    "word",
    [
        *("poliserna", "samverkansöverenskommelse", "community", "EU-projekt", "SSPF-samordnare", "2018"),
        *("covid19", "brottsoffermyndighet", "e-post", "Brås", "Malmö"),
        unicodedata.normalize("NFD", "överenskommelse"),
    ],
)
def test_a_right_word_is_one(word: str) -> None:
    assert ANALYSER.is_word(word)


@pytest.mark.parametrize(
    "word", ["polsiserna", "överenskomelse", "valdsbejakande", "samvrekan", "EU-projket"]
)
def test_a_misspelt_word_is_none(word: str) -> None:
    assert not ANALYSER.is_word(word)


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("".join).map(lambda word: word.strip("-"))
)
def test_every_part_is_found_by_the_word_it_means(word: str) -> None:
    for token in ANALYSER.tokens(word, "sv"):
        check_parts(token)


def check_parts(token: Token) -> None:
    for stretch in Parts(lexicon()).stretches(token.surface):
        (part,) = (p for p in token.parts if (p.start, p.end) == (stretch.start, stretch.end))
        asked = set(ANALYSER.question_keys(stretch.base))
        assert {key for key in part.keys if not key.startswith("-") and not key.endswith("-")} <= asked


@given(st.text(alphabet="abdeglorsåäöéÅÖ-'\u00ad\u0308\u030a", max_size=30), st.sampled_from(LANGUAGES))
def test_parts_stand_inside_their_word(text: str, language: str) -> None:
    for token in ANALYSER.tokens(text, language):
        for part in token.parts:
            assert 0 <= part.start < part.end <= len(token.surface)
            assert part.end - part.start < len(token.surface)


def test_a_word_of_too_many_letters_has_no_parts() -> None:
    (token,) = ANALYSER.tokens("polis" * 40, "sv")
    assert token.parts == ()
    assert ANALYSER.question_parts("polis" * 40) == ()


def test_the_parts_of_a_word_say_where_they_stand_in_it() -> None:
    (token,) = ANALYSER.tokens("EU\u00ad-projekten", "sv")
    assert [token.surface[part.start : part.end] for part in token.parts] == ["EU\u00ad", "projekten"]
    assert set(token.keys) == {*token.own_keys, *(key for part in token.parts for key in part.keys)}


@given(st.text(), st.sampled_from(LANGUAGES))
def test_question_and_index_agree_on_every_word(text: str, language: str) -> None:
    for token in ANALYSER.tokens(text, language):
        assert token.own_keys
        assert set(token.own_keys) <= set(ANALYSER.question_keys(token.surface))
        assert set(token.own_keys) <= set(token.keys)


def test_question_and_index_agree_on_every_word_of_a_collection() -> None:
    path = corpus("relevance") / "swefaq" / "corpus.jsonl"
    for line in path.read_text().splitlines()[:200]:
        for language in LANGUAGES:
            for token in ANALYSER.tokens(json.loads(line)["text"], language):
                assert set(token.own_keys) <= set(ANALYSER.question_keys(token.surface))


def test_threads_share_one_analyser() -> None:
    words = [f"samverkansöverenskommelse{n} polisernas{n}" for n in range(300)]
    expected = [Analyser().postings(text, "en") for text in words]
    results: list[list[tuple[Posting, ...]]] = []
    threads = [
        threading.Thread(target=lambda: results.append([ANALYSER.postings(text, "en") for text in words]))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 4


def test_analysis_keeps_up_with_a_reader() -> None:
    text = "Samverkan mellan kommun och polis om lägesbild, EU-projekt och överenskommelser. " * 500
    ANALYSER.postings(text, "sv")
    started = time.process_time()
    postings = ANALYSER.postings(text, "sv")
    speed = len(postings) / (time.process_time() - started)
    assert speed > 20_000  # words a second: 180,000 at rest, but the machine may be at work


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("orsaksanalys", "orsaksanalyserna"),
        ("kunskapsseminarium", "kunskapsseminarier"),
        ("medborgarlöfte", "medborgarlöftet"),
        ("EU-projekt", "EU-projekten"),
    ],
)
def test_the_last_part_of_a_word_is_what_has_forms(one: str, other: str) -> None:
    analyser = Analyser()
    assert not set(analyser.question_keys(one)).isdisjoint(next(analyser.tokens(other, "sv")).own_keys)
