"""Titles: junk told from titles, and file names cleaned."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.stating import tidy
from ingest.describe.titles import LONGEST, clean_file_name, clean_title, is_junk, says_nothing

ANY_TEXT = st.text(st.characters(), max_size=200)  # lone surrogates too: names that are not UTF-8 hold them
NAME_PARTS = st.sampled_from(
    ["Kopia av ", "Copy of ", "_", "-", " ", ".", "(1)", "FINAL", "v3", "slutlig", "20171108", "%20", "%",
     "å", "Samverkan", "V", ".pdf", ".pptx", "¨", "\u0308", "o", "\u00ad", "\udcff", "/"]
)  # fmt: skip

FILE_NAMES = {
    "Kunskapsseminarium I/Anders Bergman.pdf": "Anders Bergman",
    "Kopia av Sekretess i samverkan (1).pdf": "Sekretess i samverkan",
    "Kopia (3) av Kampen om kulturen.url": "Kampen om kulturen",
    "Copy of Copy of Riksenheten för säkerhetsmål.pdf": "Riksenheten för säkerhetsmål",
    "Om fotokopia av handling.pdf": "Om fotokopia av handling",
    "Medier och terrorism - Kopia (2).pptx": "Medier och terrorism",
    "Medier och terrorism - Kopia - Kopia.pptx": "Medier och terrorism",
    "Psykisk_ohälsa_FINAL_v3.pptx": "Psykisk ohälsa",
    "Psykisk%20oh%C3%A4lsa%20[2].pdf": "Psykisk ohälsa",
    "Psykisk oha\u0308lsa.pdf": "Psykisk ohälsa",
    "BOUNCE (slutlig).pdf": "BOUNCE",
    "BOUNCE, slutversion, ver. 2.pdf": "BOUNCE",
    "CVE_center_mot_våldsbejakande_extremism_v2.1.pdf": "CVE center mot våldsbejakande extremism",
    "Skåne tillsammans mot brott v. 3.pdf": "Skåne tillsammans mot brott",
    "Handlingsplan 2018-2020 version 2.docx.pdf": "Handlingsplan 2018-2020",
    "Handlingsprogram (2018).pdf": "Handlingsprogram (2018)",
    "Kunskapsseminarium V 2018.pptx": "Kunskapsseminarium V 2018",
    "20171108_Dan_Erik_Andersson_slutlig.pdf": "2017-11-08 Dan Erik Andersson",
    "2017-11-08 Manne Gerell.pdf": "2017-11-08 Manne Gerell",
    "Mötesanteckningar_20191301.txt": "Mötesanteckningar 20191301",
    "01_Inledning.pptx": "01 Inledning",
    "4. BOUNCE.pdf": "4. BOUNCE",
    "vagledning-till-tecknande-av-overenskommelse-2018-2020.pdf": (
        "vagledning till tecknande av overenskommelse 2018-2020"
    ),
    "Checklista kommun-polis.pdf": "Checklista kommun-polis",
    "Möte m.fl. aktörer.pdf": "Möte m.fl. aktörer",
    "Mänskliga rättigheter – för vem?.webloc": "Mänskliga rättigheter – för vem?",
    "100% trygg.pdf": "100% trygg",
    "FINAL_v3.pptx": "FINAL_v3",
    "(1).pdf": "(1)",
    ".pdf": "pdf",
    "___.pdf": "___",
    "": "Utan titel",
    "\u202e\u00ad": "Utan titel",
}

JUNK = [
    "Microsoft PowerPoint - förkunskaper-img-v2.pptx",
    "Microsoft Word - Dokument1",
    "PowerPoint-presentation",
    "PowerPoint Presentation",
    "PowerPoint 演示文稿",
    "Presentation",
    "Presentation1",
    "Bild 1",
    "Слайд 1",
    "Dokument1",
    "untitled",
    "Namnlös",
    "Namnlös presentation",
    "Klicka här för att lägga till rubrik",
    "Click to add title",
    "Office-tema",
    "PPT-mall",
    "Skannat dokument",
    "Slutrapport",
    "Projektrapport",
    "Bilaga 2",
    "Rapport, digitaliseringsprojektet, under arbete.docx",
    "LTH.key",
    "C:\\Users\\anna\\rapport",
    "file:///G:/gemensam/rapport",
    "bild_ny",
    "Scala2016",
    "Föreläsning [basicstyle=]pgk",
    "\\LaTeX",
    "2019-11-08",
    "1 2 3",
    "(cid:12)(cid:34)",
    "S\ufffdkerhet",
    "….-–",
    "",
]

TITLES = [
    "BOUNCE",
    "Sekretess i samverkan",
    "Kampen om kulturen - Mänskliga rättigheter för vem?",
    "Slutrapport för Skånes Quatro Helix",
    "Presentation av Helene Lööw",
    "Program mot våldsbejakande extremism",
    "Microsoft i skolan",
    "PowerPoint i undervisningen",
    "Brå 2019:12",
    "Test av metoder i förebyggande arbete",
    "COVID-19 och brottsligheten",
    "EDAA45 Programmering, grundkurs - Läsvecka 5: Sekvensalgoritmer",
    "Mallar för samverkan",
]


@pytest.mark.parametrize(("path", "title"), FILE_NAMES.items())
def test_a_file_name_is_cleaned(path: str, title: str) -> None:
    assert clean_file_name(path) == title


@pytest.mark.parametrize("title", JUNK)
def test_what_nobody_chose_as_a_title_is_junk(title: str) -> None:
    assert is_junk(title)


@pytest.mark.parametrize("title", TITLES)
def test_what_says_something_is_a_title(title: str) -> None:
    assert not is_junk(title, "Annat namn.pdf", "Anna Ek")


def test_the_author_or_an_empty_file_name_over_again_is_junk() -> None:
    assert is_junk("bjornr", author="BjornR")
    assert is_junk("underlag korr", "Underlag_korr.pptx")
    assert not is_junk("Medier och terrorism", "Medier och terrorism.pptx")


def test_a_large_line_may_look_like_a_file_name_but_must_say_something() -> None:
    assert not says_nothing("Malmö2030")
    assert says_nothing("Slutrapport")


def test_a_long_title_is_cut_at_a_word() -> None:
    title = clean_title("Överenskommelse om samverkan " * 20)
    assert len(title) <= LONGEST
    assert title.endswith(" samverkan…") or title.endswith(" om…") or title.endswith("Överenskommelse…")
    assert clean_title("Scala - – Erfarenheter\r\n från\u00a0LTH\x00") == "Scala – Erfarenheter från LTH"


@given(ANY_TEXT | st.lists(NAME_PARTS, max_size=12).map("".join))
def test_a_cleaned_name_can_always_be_shown(path: str) -> None:
    title = clean_file_name(path)
    assert title
    assert title == " ".join(title.split())
    assert title == unicodedata.normalize("NFC", title)
    title.encode()


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_any_text_is_judged(title: str, file_name: str, author: str) -> None:
    is_junk(title, file_name, author)
    assert len(clean_title(title)) <= LONGEST
    assert tidy(tidy(title)) == tidy(title)
