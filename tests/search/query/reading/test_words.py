"""How a word that was typed is read in an archive that has these words."""

import pytest

from search.language.analyser import Analyser
from search.query.composing import terms
from search.query.model import All, AnyOf, Node, Not, Optional, Phrase, Reading, Term, UnderstoodQuery
from search.query.understand import understand
from tests.search.query.words_of import WordsOf

ANALYSER = Analyser()
ARCHIVE = WordsOf(
    [
        ("våldsbejakande extremism", 20),
        ("gäng och gängkriminell", 30),
        ("gång", 10),
        ("Amir Lööw", 5),
        ("Kaati", 4),
        ("Lööf", 6),
        ("Loof", 2),
        ("Sandstrom", 2),
        ("samverkan samverkansöverenskommelse", 50),
        ("polis polisen kommunen station på", 40),
        ("bra brott", 30),
        ("Brå", 60),
        ("rad", 3),
        ("råd rådet", 60),
        ("rader", 4),
        ("råder", 5),
        ("välja", 30),
        ("våld", 200),
        ("förebyggande", 12),
        ("kvorsbelm", 1),
        ("Sjöögren", 1),
        ("Sjoogren", 1),
        ("bilaga", 1),
        ("fåror", 2),
    ],
    ANALYSER,
)


def understood(text: str) -> UnderstoodQuery:
    return understand(text, ANALYSER, vocabulary=ARCHIVE)


def asked(node: Node | None) -> list[str]:
    assert node is not None
    return [term.surface for term in terms(node)]


def reading(text: str) -> Reading:
    root = understood(text).root
    assert isinstance(root, Reading)
    return root


@pytest.mark.parametrize(
    ("typed", "kind", "words"),
    [
        ("valdsbejakande", "twin", ["våldsbejakande"]),
        ("Valdsbejakande", "twin", ["Våldsbejakande"]),
        ("Loow", "twin", ["Lööw"]),
        ("LOOW", "twin", ["LÖÖW"]),
        ("Sandström", "twin", ["Sandstrom"]),
        ("gang", "twin", ["gäng", "gång"]),
        ("ganget", "twin", ["gänget"]),
        ("gangens", "twin", ["gängens", "gångens"]),
        ("valdsbejakandes", "twin", ["våldsbejakande"]),
        ("samverkansoverenskommelserna", "twin", ["samverkansöverenskommelse"]),
        ("loof", "twin", ["loof", "lööf"]),
        ("Sjoogren", "twin", ["Sjoogren", "Sjöögren"]),  # a name, so it need not be the commoner
        (
            "bilagaa",
            "spelling",
            ["bilaga"],
        ),  # stands once, but is a right word, and itself rather than bilagas
        ("samvekran", "spelling", ["samverkan"]),
        ("Förebygande", "spelling", ["Förebyggande"]),
        ("forebygande", "spelling", ["förebyggande"]),
        ("polsi", "spelling", ["polis"]),
        ("polsistation", "spelling", ["polis", "station"]),  # a compound that the archive lacks
        ("förebygggandet", "spelling", ["förebyggandet"]),
        ("polisstation", "parts", ["polis", "station"]),
        ("våldspolisen", "parts", ["våld", "polisen"]),
    ],
)
def test_a_word_is_read_as(typed: str, kind: str, words: list[str]) -> None:
    read = reading(typed)
    assert (read.typed, read.kind, asked(read)) == (typed, kind, words)


@pytest.mark.parametrize(
    "typed",
    [
        "polis",
        "poliserna",  # another form of a word that is there
        "kommuner",
        "gäng",
        "Lööw",
        "brott",
        "bra",  # Brå is not three times as common
        "rad",  # a right word, which råd is another than
        "vald",
        "rader",
        "brandstation",  # a compound that has a part here alone
        "telefon",  # a word that the archive lacks
        "fara",  # another, though it has a form of fåra
        "kvorsblem",  # what stands on one record alone may itself be misspelt
        "2018",
        "covid19",
        "xqzwvk",
        "gng",
    ],
)
def test_a_word_stays_itself(typed: str) -> None:
    root = understood(typed).root
    assert isinstance(root, Term)
    assert root.surface == typed
    assert not understood(typed).corrections


def test_without_knowledge_of_the_archive_words_are_taken_as_typed() -> None:
    for typed in ("valdsbejakande", "polsi", "polisstation"):
        assert isinstance(understand(typed, ANALYSER).root, Term)


def test_a_twin_weighs_less_than_the_word_as_it_was_typed() -> None:
    beside = reading("loof").part
    assert isinstance(beside, AnyOf)
    assert [term.weight for term in terms(beside)] == [1.0, 0.7]
    weights = [term.weight for term in terms(reading("gang").part)]
    assert weights == [pytest.approx(0.3 + 0.7 * 30 / 40), pytest.approx(0.3 + 0.7 * 10 / 40)]
    assert [term.weight for term in terms(reading("polsi").part)] == [0.8]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("rad", ["rad"]),
        ("rad polis", ["rad", "polis"]),
        ("rad valdsbejakande", ["rad", "råd", "våldsbejakande"]),  # no such word, so its dots were left out
        ("vald pa station", ["vald", "våld", "på", "station"]),
        ("bra valdsbejakande", ["bra", "våldsbejakande"]),  # Brå is not three times as common
        ("rad valdsbejakande våld", ["rad", "våldsbejakande", "våld"]),
    ],
)
def test_a_right_word_is_another_where_dots_are_left_out_in_the_question(text: str, words: list[str]) -> None:
    assert asked(understood(text).root) == words


@pytest.mark.parametrize("typed", ["+valdsbejakande", '"polsi"', "+loof", "polsi*"])
def test_nothing_is_read_into_what_is_to_be_taken_as_it_is(typed: str) -> None:
    query = understood(typed)
    assert not isinstance(query.root, Reading)
    assert not query.corrections
    assert not [step for step in query.steps if step.without]


def test_in_a_phrase_what_is_no_word_is_put_right_too_where_it_looks_like_a_form_of_one() -> None:
    assert asked(reading('"radet och polisen"').part)[0] == "rådet"


def test_in_a_phrase_only_dots_are_put_right() -> None:
    read = reading('"valdsbejakande extremism"')
    assert isinstance(read.part, Phrase)
    assert asked(read) == ["våldsbejakande", "extremism"]
    assert understood('"rad polsi"').root == understand('"rad polsi"', ANALYSER).root
    near = reading("valdsbejakande NEAR/3 polis")
    assert asked(near) == ["våldsbejakande", "polis"]


def test_what_is_to_be_absent_is_not_guessed() -> None:
    root = understood("polis -loof -polsi -valdsbejakande").root
    assert isinstance(root, All)
    absent = [part.part for part in root.parts if isinstance(part, Not)]
    assert [asked(part) for part in absent] == [["loof"], ["polsi"], ["våldsbejakande"]]


def test_a_small_word_typed_without_dots_is_one() -> None:
    root = understood("polis pa gang").root
    assert isinstance(root, All)
    assert [isinstance(part, Optional) for part in root.parts] == [False, True, False]
    assert isinstance(understood("pa").root, Reading)  # where there is nothing else it counts


def test_a_field_reaches_the_words_that_are_searched_instead() -> None:
    for text in ("talare:Loow", "talare:polsi", "talare:polisstation"):
        root = understood(text).root
        assert root is not None
        assert {term.scope for term in terms(root)} == {"speaker"}


def test_parts_of_a_word_are_known_to_its_score_and_not_asked_for() -> None:
    root = understood("samverkansöverenskommelse").root
    assert isinstance(root, Term)
    assert set(ANALYSER.question_keys("samverkan")) & set(root.related)
    assert not set(root.related) & set(root.keys)
    assert not terms(understood("+samverkansöverenskommelse").root or root)[0].related


def test_compounds_that_begin_or_end_with_a_word() -> None:
    first, last = understood("förled:gäng").root, understood("efterled:gäng").root
    assert isinstance(first, Term)
    assert isinstance(last, Term)
    assert (first.of_compound, first.keys) == ("first", ANALYSER.compound_keys("gäng", "first"))
    assert (last.of_compound, last.keys) == ("last", ANALYSER.compound_keys("gäng", "last"))


def test_only_so_many_spellings_of_one_question_are_looked_up() -> None:
    archive = WordsOf([("samverkan", 5)], ANALYSER)
    unknown = [f"xqz{letter}wvk" for letter in "abcdefghijklmn"]
    query = understand(" ".join(unknown), ANALYSER, vocabulary=archive)
    assert archive.asked["close_to"] == 10
    assert [(step.kind, step.text) for step in query.steps if step.kind == "limit"] == [
        ("limit", " ".join(unknown[10:]))
    ]


def test_a_correction_tells_how_to_ask_for_what_was_typed() -> None:
    query = understood("polsi om valdsbejakande")
    assert [(c.typed, c.used, c.original) for c in query.corrections] == [
        ("polsi", "polis", "+polsi om valdsbejakande"),
        ("valdsbejakande", "våldsbejakande", "polsi om +valdsbejakande"),
    ]
    assert not understood("loof").corrections  # what was typed was searched too


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("valdsbejakande", "söks som våldsbejakande, så som det skrivs i arkivet"),
        ("gang", "söks som gäng eller gång, så som det skrivs i arkivet"),
        ("loof", "ordet i alla dess former, även skrivet lööf"),
        ("talare:Loow", "söks som Lööw, så som det skrivs i arkivet bland talarna"),
        ("polsi", "finns inte i arkivet; söks som polis"),
        ("polisstation", "finns inte i arkivet; sidor med alla dess delar: polis + station"),
        ("förled:gäng", "sammansättningar som börjar med ordet"),
        ("titel:efterled:gäng", "sammansättningar som slutar med ordet i titeln"),
        ("polis NEAR/4 brott", "högst 4 ord ifrån varandra"),
        ("polis NEAR/1 brott", "sida vid sida, i vilken ordning som helst"),
    ],
)
def test_how_it_was_read_is_said(text: str, meaning: str) -> None:
    assert [step.meaning for step in understood(text).steps] == [meaning]
