"""What a citation says of a document: kind, names, dates, place; nothing that nobody stated."""

from __future__ import annotations

from typing import Any

import pytest

from archive.dates import BadDate
from tests.web.citing.records import GUIDANCE, cited, document
from web.citing.item import issued, key
from web.citing.names import person


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({}, "paper-conference"),
        ({"format": "pdf", "speakers": ()}, "paper-conference"),  # of a series of seminars
        ({"format": "pdf", "series": ("Blandat",)}, "paper-conference"),  # somebody spoke
        (GUIDANCE, "report"),
        (GUIDANCE | {"format": "docx"}, "report"),
        ({"format": "link", "link": "https://example.org/film"}, "webpage"),
    ],
)
def test_what_a_document_is_follows_from_what_is_known_of_it(changed: dict[str, Any], kind: str) -> None:
    assert cited(**changed)["type"] == kind


@pytest.mark.parametrize(
    ("name", "family", "given", "particle"),
    [
        ("Anna Exempel", "Exempel", "Anna", ""),
        ("Anna Karin Ek-Prov", "Ek-Prov", "Anna Karin", ""),
        ("Margaretha af Prov", "Prov", "Margaretha", "af"),
        ("Jan van der Prov", "Prov", "Jan", "van der"),
        ("Prov, Anna", "Prov", "Anna", ""),
        ("A.-B. O’Prov", "O’Prov", "A.-B.", ""),
    ],
)
def test_a_persons_name_is_cut_where_it_is_sure(name: str, family: str, given: str, particle: str) -> None:
    cut = person(name)
    assert (cut["family"], cut["given"], cut.get("non-dropping-particle", "")) == (family, given, particle)


@pytest.mark.parametrize(
    "name", ["Prov", "Talare 1", "Anna Ek och Bo Al", "Anna Ek (polisen)", "Ek & Al", "– –"]
)
def test_what_may_not_be_one_persons_name_stays_whole(name: str) -> None:
    assert person(name) == {"literal": name}


def test_an_organisation_is_the_author_only_where_nobody_spoke() -> None:
    assert cited(**GUIDANCE)["author"] == [{"literal": "Länsstyrelsen Skåne"}]
    assert cited(organisations=("Polisen",))["author"] == [{"family": "Exempel", "given": "Anna"}]
    assert "author" not in cited(speakers=())


@pytest.mark.parametrize(
    ("stated", "parts"),
    [
        ("2017", [[2017]]),
        ("2017-11", [[2017, 11]]),
        ("2017-11-08", [[2017, 11, 8]]),
        ("2018-05-03/2018-05-04", [[2018, 5, 3], [2018, 5, 4]]),
    ],
)
def test_a_date_is_as_precise_as_it_is_stated(stated: str, parts: list[list[int]]) -> None:
    assert cited(date=stated)["issued"] == {"date-parts": parts}


def test_nothing_is_said_that_nobody_stated() -> None:
    said = cited(**GUIDANCE | {"organisations": (), "language": ""})
    assert not {"author", "issued", "publisher", "language", "locator"} & set(said)
    without_series = cited(series=("Utan serie",))
    assert not {"container-title", "event-title"} & set(without_series)
    with pytest.raises(BadDate):
        issued("igår")


def test_a_page_is_told_by_its_label_and_a_slide_is_a_slide() -> None:
    assert (cited(page=(7, ""))["locator"], cited(page=(7, ""))["label"]) == ("7", "slide")
    of_guidance = cited(**GUIDANCE, page=(4, "iv"))
    assert (of_guidance["locator"], of_guidance["label"]) == ("iv", "page")


def test_a_key_lasts_whatever_is_corrected() -> None:
    assert key(document()) == key(document(title="Ny", date="", speakers=())) == "helix-abcdefghij-v2"
    assert key(document(), (7, "vii")) == "helix-abcdefghij-v2-7"


def test_marks_that_nobody_sees_are_left_out() -> None:
    assert cited(title="Sam\u00adverkan\n\u202e i\x00 praktiken\ue000")["title"] == "Samverkan i praktiken"
