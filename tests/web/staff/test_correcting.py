"""*Rätta*: the form of a document's facts, two at once, sent twice, and the way back."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue, open_catalogue, store
from archive.catalogue.staff import decisions
from archive.catalogue.tables import Document
from archive.catalogue.values import Origin, Statement
from tests.web.conftest import Archive
from tests.web.material import HOSTILE
from tests.web.staff.conftest import NAME, PASSWORD, Staff

_INPUT = re.compile(r'<input type="(text|hidden|checkbox)"([^>]*)>')
_SELECT = re.compile(r'<select id="\w+" name="(\w+)".*?</select>', re.DOTALL)
_FORM = re.compile(r'<form class="form facts-form".*?</form>', re.DOTALL)


def filled(page: str) -> dict[str, Any]:
    """Return what a browser would send of the form as it stands."""
    form = _FORM.search(page)
    assert form is not None
    sent: dict[str, list[str]] = {}
    for kind, attributes in _INPUT.findall(form[0]):
        name, value = _attribute(attributes, "name"), _attribute(attributes, "value")
        if kind != "checkbox":
            sent.setdefault(name, []).append(value)
        elif " checked" in attributes:
            sent[name] = ["on"]
    for select in _SELECT.finditer(form[0]):
        chosen = re.search(r'value="([^"]*)" selected', select[0])
        sent[select[1]] = [html.unescape(chosen[1]) if chosen else ""]
    text = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", form[0], re.DOTALL)
    assert text is not None
    sent["beskrivning"] = [html.unescape(text[1])]
    return dict(sent)


def _attribute(attributes: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', attributes)
    return html.unescape(found[1]) if found else ""


@pytest.fixture
def catalogue(staffed: Archive) -> Iterator[Catalogue]:
    opened = open_catalogue(staffed.data)
    yield opened
    opened.close()


@pytest.fixture
def address(staffed: Archive) -> str:
    return f"/personal/dokument/{staffed.ids['bildspel']}"


def restate(session: Session, document_id: str, **values: Any) -> None:
    """Let the sidecar of a document say something else."""
    row = session.get_one(Document, document_id)
    said = [Statement("series", Origin.FOLDER, "Kunskapsseminarium I")]
    said += [Statement(name, Origin.SIDECAR, value, "a.pptx.toml") for name, value in values.items()]
    store.restate(session, row, row.source, said)


def test_a_form_left_as_it_is_changes_nothing_of_any_document(staff: Staff, staffed: Archive) -> None:
    for key, document in staffed.ids.items():
        address = f"/personal/dokument/{document}"
        page = staff.get(address)
        assert page.status_code == 200, key
        answer = staff.client.post(address, data=filled(page.text))
        assert answer.status_code == 303, key
        assert "Inget behövde ändras" in staff.get(address).text
        assert "inte ändrat något" in staff.get(f"{address}/historik").text


def test_facts_are_corrected_and_readers_see_who_said_so_not_who_it_was(
    staff: Staff, staffed: Archive, address: str
) -> None:
    sent = filled(staff.get(address).text)
    sent |= {
        "talare": ["  Anna\u202e Exempel ", "Bo Prov; Cia Ny", "", ""],
        "datum": "8–9 november 2017",
        "ny-serie": "Ny serie",
        "sprak": "en",
        "beskrivning": "Rad ett\r\n\r\n\r\nRad två",
        "ordning": "7",
    }
    assert staff.client.post(address, data=sent).status_code == 303
    page = staff.get(address).text
    now = filled(page)
    assert now["talare"] == ["Anna Exempel", "Bo Prov", "Cia Ny", "", "", ""]
    assert (now["datum"], now["serie"]) == (["2017-11-08/2017-11-09"], ["mapp:Ny serie"])
    assert (now["beskrivning"], now["ordning"]) == (["Rad ett\n\nRad två"], ["7"])
    assert "Sidofilen säger: 8 november 2017" in page
    shown = staff.get(f"/dokument/{staffed.ids['bildspel']}").text
    assert "Bo Prov" in shown
    assert "8 november 2017 – 9 november 2017" in shown
    assert "rättat av personal" in shown
    assert NAME not in shown
    assert "Ny serie" in staff.get("/").text


def test_an_empty_field_is_left_to_the_files_and_none_is_ticked(
    staff: Staff, staffed: Archive, address: str
) -> None:
    sent = filled(staff.get(address).text)
    assert staff.client.post(address, data=sent | {"ingen-talare": "on"}).status_code == 303
    assert "talare ej angiven" in staff.get(f"/dokument/{staffed.ids['bildspel']}").text
    sent = filled(staff.get(address).text)
    assert sent["ingen-talare"] == ["on"]
    assert sent["talare"] == ["", "", ""]
    assert staff.client.post(address, data=sent | {"talare": "Bo Prov"}).status_code == 303
    sent = filled(staff.get(address).text)
    assert sent["talare"][0] == "Bo Prov"
    assert "ingen-talare" not in sent
    assert staff.client.post(address, data=sent | {"talare": ""}).status_code == 303
    assert filled(staff.get(address).text)["talare"][0] == "Anna Exempel"


def test_what_is_wrong_is_told_beside_its_field_and_what_was_typed_stays(staff: Staff, address: str) -> None:
    sent = filled(staff.get(address).text)
    many = [f"Talare {number}" for number in range(301)]
    sent |= {"datum": "i höstas", "titel": "x" * 501, "talare": many, "ordning": "-1", "ny-serie": "a/b"}
    answer = staff.client.post(address, data=sent | {"beskrivning": "Något", "ingen-beskrivning": "on"})
    assert answer.status_code == 422
    for control in ("titel", "talare", "datum", "serie", "ordning", "beskrivning"):
        assert f'id="{control}-fel"' in answer.text
        assert f'<a href="#{control}">' in answer.text
        assert f"{control}-fel " in answer.text.split(f'id="{control}-fel"')[1]
    assert 'value="i höstas"' in answer.text
    assert 'value="Talare 300"' in answer.text
    assert "Anna Exempel" in staff.get(address.replace("/personal", "")).text
    again = filled(answer.text) | {"datum": "2018", "ordning": "", "talare": "Bo Prov", "titel": "Ny titel"}
    again |= {"serie": "", "beskrivning": ""}
    assert staff.client.post(address, data=again).status_code == 303


def test_as_much_as_may_be_stated_is_taken(staff: Staff, address: str) -> None:
    sent = filled(staff.get(address).text)
    many = [f"Talare med ett ganska långt namn å ä ö {number}" for number in range(300)]
    sent |= {"talare": many, "organisation": many, "beskrivning": "å" * 10_000}
    assert staff.client.post(address, data=sent, content_type="multipart/form-data").status_code == 303
    now = filled(staff.get(address).text)
    assert now["talare"][:300] == many
    assert now["beskrivning"] == ["å" * 10_000]


def test_a_form_sent_twice_is_one_decision(staff: Staff, address: str) -> None:
    sent = filled(staff.get(address).text) | {"datum": "november 2016", "titel": "Ny titel"}
    assert staff.client.post(address, data=sent).status_code == 303
    assert staff.client.post(address, data=sent).status_code == 303
    assert staff.get(f"{address}/historik").text.count('<p class="decided">') == 2
    without = {name: value for name, value in sent.items() if name != "csrf_token"}
    assert staff.client.post(address, data=without | {"titel": "Annan"}).status_code == 400


def test_two_who_correct_the_same_lose_nothing(
    staff: Staff, another: Callable[[], Staff], address: str
) -> None:
    other = another()
    other.sign_in(NAME, PASSWORD)
    mine, theirs = filled(staff.get(address).text), filled(other.get(address).text)
    assert other.client.post(address, data=theirs | {"titel": "Deras", "datum": "2015"}).status_code == 303
    answer = staff.client.post(address, data=mine | {"titel": "Min", "beskrivning": "Min text"})
    assert answer.status_code == 409
    assert 'id="titel-nu"' in answer.text
    assert 'id="datum-nu"' in answer.text
    assert "<td>Deras</td><td>Min</td>" in answer.text
    kept = filled(answer.text)
    assert (kept["titel"], kept["datum"], kept["beskrivning"]) == (["Min"], ["2015"], ["Min text"])
    assert filled(staff.get(address).text)["titel"] == ["Deras"], "nothing was saved"
    assert staff.client.post(address, data=kept | {"val-titel": "deras"}).status_code == 303
    now = filled(staff.get(address).text)
    assert (now["titel"], now["datum"], now["beskrivning"]) == (["Deras"], ["2015"], ["Min text"])


def test_saving_over_what_another_saved(staff: Staff, address: str) -> None:
    mine = filled(staff.get(address).text)
    staff.client.post(address, data=mine | {"titel": "Deras"})
    answer = staff.client.post(address, data=mine | {"titel": "Min"})
    assert answer.status_code == 409
    assert staff.client.post(address, data=filled(answer.text) | {"val-titel": "mitt"}).status_code == 303
    assert filled(staff.get(address).text)["titel"] == ["Min"]


def test_a_file_that_changed_since_is_shown_and_taken_with_one_click(
    staff: Staff, staffed: Archive, catalogue: Catalogue, address: str
) -> None:
    sent = filled(staff.get(address).text)
    staff.client.post(address, data=sent | {"talare": "Bo Prov"})
    with catalogue.write() as session:
        restate(session, staffed.ids["bildspel"], title="Samverkan i praktiken", speakers=["Cia Ny"])
    page = staff.get(address).text
    assert "nu står det ”Cia Ny”" in page
    assert "Bo Prov" in staff.get(f"/dokument/{staffed.ids['bildspel']}").text
    form = re.search(r'<form id="anvand-talare".*?</form>', page)
    assert form is not None
    button = {_attribute(each, "name"): _attribute(each, "value") for _, each in _INPUT.findall(form[0])}
    assert staff.client.post(address, data=button).status_code == 303
    assert filled(staff.get(address).text)["talare"][0] == "Cia Ny"
    assert "nu står det" not in staff.get(address).text
    assert staff.client.post(address, data=button).status_code == 303, "clicked twice"


def test_decisions_are_told_undone_and_done_again(staff: Staff, address: str, catalogue: Catalogue) -> None:
    sent = filled(staff.get(address).text)
    staff.client.post(address, data=sent | {"titel": "Två"})
    staff.client.post(address, data=filled(staff.get(address).text) | {"titel": "Tre", "datum": "2015"})
    told = staff.get(f"{address}/historik").text
    assert NAME in told
    assert "Seminariets datum</strong>: som filerna säger" in told
    first, *_ = sorted(map(int, re.findall(r"/personal/angra/(\d+)", told)))
    asked = staff.post(f"/personal/angra/{first}", form=address)
    assert asked.status_code == 200
    assert "<dt>Nu gäller</dt><dd>Tre</dd>" in asked.text
    assert "<dt>Då skulle gälla</dt><dd>som filerna säger</dd>" in asked.text
    assert filled(staff.get(address).text)["titel"] == ["Tre"]
    for _ in range(2):
        answer = staff.post(f"/personal/angra/{first}", {"saker": "ja"}, form=address)
        assert answer.headers["Location"] == f"{address}/historik"
    assert filled(staff.get(address).text)["titel"] == ["Samverkan i praktiken"]
    told = staff.get(f"{address}/historik").text
    assert f"ångrat {told.split('ångrat ')[1][:4]}" in told
    with catalogue.read() as session:
        made = decisions.latest(session, 10)
    assert len(made) == 4
    staff.post(f"/personal/angra/{made[0].id}", form=address)
    assert filled(staff.get(address).text)["titel"] == ["Tre"]


def test_hostile_text_is_text(staff: Staff, address: str) -> None:
    sent = filled(staff.get(address).text) | {"talare": HOSTILE, "titel": f"\u202e{HOSTILE}\n<b>"}
    assert staff.client.post(address, data=sent).status_code == 303
    for part in ("", "/historik"):
        page = staff.get(address + part).text
        assert "<script>alert" not in page
        assert "\u202e" not in page
    assert filled(staff.get(address).text)["titel"] == [f"{HOSTILE} <b>"]


@pytest.mark.parametrize("part", ["", "/historik"])
def test_what_is_not_there_is_404(staff: Staff, part: str) -> None:
    assert staff.get(f"/personal/dokument/finnsinte{part}").status_code == 404
    assert (
        staff.post("/personal/dokument/finnsinte", form="/personal/personer/anna-exempel").status_code == 404
    )
    assert staff.post("/personal/angra/4711", form="/personal/personer/anna-exempel").status_code == 404
    huge = staff.post(f"/personal/angra/{10**30}", form="/personal/personer/anna-exempel")
    assert huge.status_code == 404
