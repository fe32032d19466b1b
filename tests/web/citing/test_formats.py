"""Citations as files: whatever stands in a title or name is read back as it was."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.stating import tidy
from tests.web.citing.parsing import names, read_bibtex, read_ris, untex
from tests.web.citing.records import GUIDANCE, KINDS, cited
from web.citing.formats import bibtex, csl_json, ris
from web.citing.item import Item
from web.citing.parts import in_reverse

_ALL = list(KINDS.values())
_TEXTS = st.text(min_size=1, max_size=60) | st.text(alphabet='\\{}#$%&_^~<>|",@ and\r\nå', min_size=1)


def test_ris_tells_each_kind_with_every_author() -> None:
    talk, _, _, four, *_ = records = read_ris("".join(ris(_ALL)))
    assert [record["TY"][0] for record in records[:1] + records[5:6] + records[8:9]] == [
        "CPAPER",
        "RPRT",
        "ELEC",
    ]
    assert talk["AU"] == ["Exempel, Anna", "af Prov, Margaretha"]
    assert talk["T2"] == ["Kunskapsseminarium I"]
    assert (talk["PY"], talk["DA"], talk["Y2"]) == (["2017"], ["2017/11/08/"], ["2026/11/23/"])
    assert len(four["AU"]) == 4
    assert [record["SP"] for record in records if "SP" in record] == [["bild 7"], ["iv"], ["A-1"]]
    assert "PY" not in read_ris("".join(ris([cited(**GUIDANCE)])))[0]


def test_bibtex_tells_each_kind_with_every_author() -> None:
    entries = read_bibtex("".join(bibtex(_ALL)))
    talk, report = entries[0], entries[5]
    assert (talk["type"], report["type"], entries[8]["type"]) == ("inproceedings", "techreport", "misc")
    assert names(talk["author"]) == ["Exempel, Anna", "af Prov, Margaretha"]
    assert (talk["year"], talk["month"], talk["date"]) == ("2017", "nov", "2017-11-08")
    assert (talk["booktitle"], talk["langid"]) == ("Kunskapsseminarium I", "swedish")
    assert names(report["author"]) == ["{Länsstyrelsen Skåne}"]
    assert report["institution"] == "Länsstyrelsen Skåne"
    assert "year" not in report
    assert entries[2]["date"] == "2018-05-03/2018-05-04"


def test_no_two_entries_have_one_key() -> None:
    keys = [entry["key"] for entry in read_bibtex("".join(bibtex([cited(), cited(page=(1, "1")), cited()])))]
    assert keys == ["helix-abcdefghij-v2", "helix-abcdefghij-v2-1", "helix-abcdefghij-v2-x2"]


@pytest.mark.parametrize("items", [[], _ALL[:1], _ALL])
def test_csl_json_is_the_items(items: list[Item]) -> None:
    assert json.loads("".join(csl_json(items))) == items


@settings(deadline=None)
@given(title=_TEXTS, speaker=_TEXTS, series=_TEXTS)
def test_any_text_is_read_back_from_bibtex_and_ris(title: str, speaker: str, series: str) -> None:
    item = cited(title=title, speakers=(speaker, "Anna Ek"), series=(series,))
    [entry] = read_bibtex("".join(bibtex([item])))
    [record] = read_ris("".join(ris([item])))
    assert untex(entry["title"].removeprefix("{").removesuffix("}")) == item["title"] == record["TI"][0]
    assert tidy(series) == untex(entry.get("booktitle", "")) == record.get("T2", [""])[0]
    authors = [in_reverse(name) for name in item["author"]]
    assert len(names(entry["author"])) == len(authors)
    assert record["AU"] == authors
