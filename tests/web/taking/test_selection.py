"""A selection stands in its address; as a ZIP file it holds what may be read, and opens without a server."""

from __future__ import annotations

import io
import json
import re
import zipfile
from html import unescape

import pytest
from flask.testing import FlaskClient

from archive.catalogue import open_catalogue
from archive.catalogue.tables import Document
from tests.web.conftest import Archive, as_tested
from tests.web.taking.test_results import sent
from web import create_app
from web.taking import selection


def opened(client: FlaskClient, address: str) -> zipfile.ZipFile:
    response = sent(client, address)
    assert response.mimetype == "application/zip"
    package = zipfile.ZipFile(io.BytesIO(response.data))
    assert package.testzip() is None
    return package


def asking(archive: Archive, *keys: str) -> str:
    return "&".join(f"d={archive.ids.get(key, key)}" for key in keys)


def test_the_page_shows_what_is_chosen_and_lets_each_go(client: FlaskClient, archive: Archive) -> None:
    one, other = archive.ids["checklista"], archive.ids["rapport-1"]
    html = client.get(f"/urval?d={one}&d={other}@1&d={one}&d=").text
    assert "2 dokument i urvalet" in html
    without = [unescape(each) for each in re.findall(r'class="remove" href="([^"]*)"', html)]
    assert without == [f"/urval?d={other}%401", f"/urval?d={one}"]
    assert f'href="/urval.zip?d={one}&amp;d={other}%401"' in html


def test_what_is_not_to_be_read_is_not_in_it(client: FlaskClient, archive: Archive) -> None:
    asked = asking(archive, "dold", "borttaget", "checklista", "aaaaaaaaaa")
    html = client.get(f"/urval?{asked}").text
    assert "1 dokument i urvalet" in html
    assert "3 dokument i urvalet finns inte längre att läsa" in html
    assert len([name for name in opened(client, f"/urval.zip?{asked}").namelist() if "/text" in name]) == 1
    assert client.get(f"/urval.zip?{asking(archive, 'dold')}").status_code == 404


@pytest.mark.parametrize("value", ["x", "../etc", "aaaaaaaaaa@0", "aaaaaaaaaa@", "<b>", "AAAAAAAAAA"])
def test_what_selects_nothing_is_explained(client: FlaskClient, value: str) -> None:
    response = client.get("/urval", query_string={"d": value})
    assert response.status_code == 400
    assert "id@version" in response.text


def test_a_selection_has_an_end(client: FlaskClient, archive: Archive) -> None:
    assert "Urvalet är tomt" in client.get("/urval").text
    assert client.get("/urval.zip").status_code == 404
    many = "&".join(f"d=aaaaaaaaaa@{number}" for number in range(1, selection.MOST + 2))
    assert client.get(f"/urval?{many}").status_code == 400


def test_the_file_holds_originals_texts_what_is_known_and_citations(
    client: FlaskClient, archive: Archive
) -> None:
    asked = asking(archive, "checklista", "bildspel", "rapport-1")
    package = opened(client, f"/urval.zip?{asked}")
    names = set(package.namelist())
    index = package.read("index.html").decode()
    links = [unescape(each) for each in re.findall(r'href="(?!http)([^"]+)"', index)]
    assert set(links) == names - {"index.html"}
    assert "<script" not in index
    for line in [name for name in names if name.endswith("/metadata.json")]:
        told = json.loads(package.read(line))
        folder = line.rpartition("/")[0]
        served = client.get(f"/dokument/{told['id']}/original?version={told['version']}")
        originals = [name for name in names if name.startswith(f"{folder}/original")]
        assert [package.read(name) for name in originals] == (
            [served.data] if served.status_code == 200 else []
        )
        text = package.read(f"{folder}/text.txt").decode()
        for page in told["pages"]:
            body = client.get(f"/api/v1/documents/{told['id']}/pages/{page['number']}").get_json()
            assert body["text"] in text
    assert (
        "Anteckningar" not in package.read(next(n for n in names if "bildspel" in n or "/text" in n)).decode()
    )
    assert package.read("referenser.ris").decode().count("ER  - ") == 3


def test_names_in_the_file_are_safe_whatever_a_document_is_called(own_archive: Archive) -> None:
    catalogue = open_catalogue(own_archive.data)
    with catalogue.write() as session:
        session.get_one(Document, own_archive.ids["checklista"]).title = "../../<b>CON: å\n\\x"
    catalogue.close()
    client = as_tested(create_app(own_archive.settings())).test_client()
    package = opened(client, f"/urval.zip?{asking(own_archive, 'checklista')}")
    for name in package.namelist():
        assert re.fullmatch(r"[a-z0-9-]+(/[a-z]+)?(\.[a-z0-9]+)?", name), name
    assert "<b>" not in package.read("index.html").decode()


def test_what_is_taken_down_while_the_file_is_sent_is_not_in_it(own_archive: Archive) -> None:
    app = as_tested(create_app(own_archive.settings()))
    response = app.test_client().get(
        f"/urval.zip?{asking(own_archive, 'checklista', 'rapport-1')}", buffered=False
    )
    catalogue = open_catalogue(own_archive.data)
    with catalogue.write() as session:
        session.get_one(Document, own_archive.ids["rapport-1"]).visibility = "hidden"
    catalogue.close()
    package = zipfile.ZipFile(io.BytesIO(response.data))
    response.close()
    folder = next(name for name in package.namelist() if own_archive.ids["rapport-1"] in name).partition("/")[
        0
    ]
    for name in package.namelist():
        assert bool(package.read(name)) != name.startswith(folder), name


def test_more_than_a_file_can_hold_is_said_before(
    client: FlaskClient, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection, "MOST_BYTES", 10)
    asked = asking(archive, "checklista")
    assert "Ta bort något av dokumenten" in client.get(f"/urval?{asked}").text
    assert sent(client, f"/urval.zip?{asked}").status_code == 400
