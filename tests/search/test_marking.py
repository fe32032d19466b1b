import html
import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.language.analyser import Analyser
from search.marking import Mark, Marker, mark
from search.query.understand import understand
from search.query.vocabulary import Vocabulary
from tests.search.query.words_of import WordsOf

ANALYSER = Analyser()
ANYTHING = st.text(alphabet=st.one_of(st.sampled_from("polis gäng<>&\"'-\n\u00ad\u030a."), st.characters()))
MARKED = st.sampled_from(
    [
        "polis",
        "polisen",
        "Polisens",
        "po\u00adlis",
        "polisstation",
        "gäng",
        "gänget",
        "ga\u0308ng",
        "s",
        "g&p",
    ]
)
TEXT = st.lists(st.one_of(MARKED, ANYTHING), max_size=8).map(" ".join)


def marker(question: str, *scopes: str, vocabulary: Vocabulary | None = None) -> Marker:
    return Marker(understand(question, ANALYSER, None, vocabulary).root, ANALYSER, scopes or ("",))


def marked(question: str, text: str, language: str = "sv", vocabulary: Vocabulary | None = None) -> str:
    marks = marker(question, vocabulary=vocabulary).marks(text, language)
    return mark(text, marks).replace("<mark>", "[").replace("</mark>", "]")


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("gäng", "Gänget gick en gång", "[Gänget] gick en gång"),
        ("polis kommun", "kommunernas poliser", "[kommunernas] [poliser]"),
        ("projekt", "ett EU-projekt", "ett EU-[projekt]"),
        ("EU-projekt", "EU-projekten", "[EU-projekten]"),
        ("projekt EU", "ett EU-projekt", "ett [EU]-[projekt]"),
        ('"nytt projekt"', "nya EU-projekt", "[nya] EU-[projekt]"),
        ("EU", "EU:s projekt", "[EU:s] projekt"),
        ("samverkan", "sam\u00adverkans", "[sam\u00adverkans]"),
        ("polis*", "polisiär och politik", "[polisiär] och politik"),
        ('"lokal polis"', "lokal plan, lokala poliser", "lokal plan, [lokala] [poliser]"),
        ('"lokal polis" plan', "lokal plan, polis", "lokal [plan], polis"),
        ("+polis", "polisen är polis", "polisen är [polis]"),
        ("hot -våld", "hot och våld", "[hot] och våld"),
        ("hot och våld", "hot och våld", "[hot] och [våld]"),
        ("talare:polis", "polisen", "polisen"),
        ("och", "hot och våld", "hot [och] våld"),
        ("", "hot", "hot"),
        ("överenskommelse", "Samverkansöverenskommelserna", "Samverkans[överenskommelserna]"),
        ("avhoppare", "Avhopparverksamheten", "[Avhoppar]verksamheten"),
        ("samverkansöverenskommelse", "samverkan och överenskommelse", "samverkan och överenskommelse"),
        ("förled:gäng", "gängkriminella i gänget", "[gäng]kriminella i gänget"),
        ("efterled:verksamhet", "verksamhetens avhopparverksamhet", "verksamhetens avhoppar[verksamhet]"),
        ("polis kommun skola brott hot", "skolan och hotet", "[skolan] och [hotet]"),
        (
            "polis NEAR/2 kommun",
            "polis i kommunen, och sist polisen",
            "[polis] i [kommunen], och sist polisen",
        ),
        ("polis NEAR/1 kommun", "polis i kommunen", "polis i kommunen"),
        ("polis NEAR/2 polis", "polis mot polis. Sist en polis", "[polis] mot [polis]. Sist en polis"),
        ("<hot>", "<hot> & våld", "&lt;[hot]&gt; &amp; våld"),
    ],
)
def test_what_is_asked_for_is_marked(question: str, text: str, expected: str) -> None:
    assert marked(question, text) == expected


def test_an_english_page_is_marked_by_english_rules() -> None:
    assert marked("community", "Communities act", "en") == "[Communities] act"


def test_a_decomposed_text_is_marked_where_it_stands() -> None:
    text = unicodedata.normalize("NFD", "på gänget")
    assert marked("gäng", text) == unicodedata.normalize("NFD", "på [gänget]")


def test_a_title_is_marked_for_words_in_titles_too() -> None:
    text = "Polisens plan"
    assert not marker("titel:polis").marks(text, "sv")
    assert marker("titel:polis", "", "title").marks(text, "sv") == (Mark(0, 8, 0),)


def test_marks_say_which_part_of_the_question_they_answer() -> None:
    marks = marker('hot "lokal polis"').marks("lokala polisens hotbild: hotet", "sv")
    assert [(m.start, m.part) for m in marks] == [(0, 1), (7, 1), (16, 0), (25, 0)]


def test_what_was_searched_in_place_of_a_word_is_marked_as_that_word() -> None:
    archive = WordsOf(["gänget var en gång en station för poliser, sade polisen"] * 2, ANALYSER)
    text = "gänget en gång"
    assert marked("ganget gang", text, vocabulary=archive) == "[gänget] en [gång]"
    assert marked("polsien", "en polis", vocabulary=archive) == "en [polis]"
    assert marked("polisstation", "polisens station", vocabulary=archive) == "[polisens] [station]"
    marks = marker("polisstation gang", vocabulary=archive).marks("polis, station, gång", "sv")
    assert [mark.part for mark in marks] == [0, 0, 1]


def test_a_stretch_of_a_text_is_marked_with_marks_cut_at_its_edges() -> None:
    text = "polisen och polisen"
    marks = marker("polis").marks(text, "sv")
    assert mark(text, marks, 3, 15) == "<mark>isen</mark> och <mark>pol</mark>"
    assert mark(text, marks, 7, 12) == " och "


@given(
    TEXT,
    st.sampled_from(
        ["polis gäng", '"polis gäng"', "p* g*", "po* +gäng", "s", "polis NEAR/3 gäng", "förled:polis"]
    ),
)
@example("Polisens ga\u0308ng & gänget", "polis gäng")
def test_without_its_marks_it_is_the_text(text: str, question: str) -> None:
    marks = marker(question).marks(text, "sv")
    assert all(0 <= m.start < m.end <= len(text) for m in marks)
    assert all(one.end <= two.start for one, two in pairwise(marks))
    made = mark(text, marks)
    assert re.findall("</?mark>", made) == ["<mark>", "</mark>"] * len(marks)
    assert html.unescape(re.sub("</?mark>", "", made)) == text
