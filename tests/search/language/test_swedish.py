from itertools import combinations

import pytest

from search.language.swedish import stems

APART = [
    ("gäng", "gång"),
    ("råd", "rad"),
    ("stöd", "stod"),
    ("brå", "bra"),
    ("län", "lån"),
    ("mål", "mal"),
    ("väg", "våg"),
    ("skola", "ska"),
    ("skola", "skulle"),
    ("vår", "var"),
    ("här", "har"),
    ("rån", "ran"),
    ("val", "väl"),
    ("ulf", "ulv"),
    ("sam", "simma"),
    ("redo", "rida"),
    ("jan", "ja"),
    ("it", "se"),
    ("första", "en"),
    ("vuxna", "växa"),
    ("mindre", "lite"),
    # The stemmer would make one of each of these
    ("intern", "inte"),
    ("förare", "för"),
    ("hemlig", "hem"),
    ("månad", "mån"),
    ("ungern", "unga"),
    ("tidigare", "tid"),
    ("höger", "hög"),
    ("nära", "när"),
    ("viktig", "vikt"),
    ("fastighet", "fast"),
    ("sektor", "sekt"),
    ("heder", "hed"),
    ("läger", "läge"),
    ("order", "ord"),
    ("domare", "dom"),
    ("dator", "data"),
    ("polen", "pol"),
    ("granater", "gran"),
    ("aldrig", "aldre"),
    ("brottare", "brott"),
    ("far", "fara"),
    ("pirater", "pir"),
]

TOGETHER = [
    "samverkan samverkans samverka samverkar samverkade",
    "överenskommelse överenskommelsen överenskommelser överenskommelserna",
    "polis polisen poliser poliserna polisens",
    "kommun kommunen kommunernas",
    "myndighet myndigheten myndigheternas",
    "stad städer städernas",
    "bok böcker",
    "gäng gänget gängen gängens",
    "uppdrag uppdraget uppdragen",
    "växt växter växten",
    "boende boendet boenden",
    "vuxen vuxna vuxnas",
    "studie studien studier studierna",
    "brott brottet brotten brottens",
    "rån rånet rånen",
    "lån lånet lånen",
    "lägesbild lägesbilden lägesbilder",
    "radikalisering radikaliseringen",
    "avhoppare avhopparen avhopparna",
    "skola skolan skolor skolornas",
    "enkel enkla enkelt enklare",
    "trygg trygga tryggt tryggare",
    "stöd stödet stödja stöder",
    "dom domen domar domarna",
    "narkotika narkotikan",
    "intern interna internt",
    "förare föraren förarna",
    "hemlig hemliga hemligt hemlighet hemligheter",
    "månad månaden månader månaderna",
    "tidig tidiga tidigt tidigare tidigast",
    "viktig viktiga viktigt viktigare",
    "fastighet fastigheten fastigheter fastighetens",
    "sektor sektorn sektorer sektorns",
    "läger lägret lägren lägers",
    "färdig färdiga färdigt",
    "modern moderna modernt",
    "lag lagen lagar lagarna laglig",
    "anmälan anmälningar anmälningarna anmäla anmälde",
    "ansökan ansökningar ansökningarna",
    "överklagan överklaganden överklagas",
    "misshandel misshandeln misshandlade",
    "far fars fadern fäder",
    "bror brodern bröder brödernas",
    "hand handen händer händerna",
    "sälja sålde sålt sålda",
    "arme armen armeer armeerna",
    "kommitte kommitten kommitteer",
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_words_never_share_a_stem(one: str, other: str) -> None:
    assert set(stems(one)).isdisjoint(stems(other))


@pytest.mark.parametrize("forms", TOGETHER)
def test_the_forms_of_a_word_share_a_stem(forms: str) -> None:
    base, *others = forms.split()
    assert not [form for form in others if set(stems(base)).isdisjoint(stems(form))]


NAMES = "ulf jan göran allan tage dan kim sam ek löf brå"


@pytest.mark.parametrize("name", NAMES.split())
def test_a_name_and_its_genitive_are_a_name(name: str) -> None:
    assert stems(name)[0] == name.rstrip("e")
    assert set(stems(name)) & set(stems(name + "s"))


def test_har_här_and_hår_are_three_words() -> None:
    assert all(set(stems(a)).isdisjoint(stems(b)) for a, b in combinations(["har", "här", "hår"], 2))
