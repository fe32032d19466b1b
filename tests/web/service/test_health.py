from __future__ import annotations

from datetime import timedelta

from flask.testing import FlaskClient

from archive.catalogue import open_catalogue, tables
from archive.dates import now
from tests.web.conftest import Archive, as_tested, make_archive
from web import create_app


def test_all_is_well(client: FlaskClient) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.get_json()) == (200, {"status": "ok", "reasons": []})


def test_what_holds_the_service_up_is_told_while_it_serves_on(own_archive: Archive) -> None:
    client = as_tested(create_app(own_archive.settings())).test_client()
    with open_catalogue(own_archive.data).write() as session:
        session.add(tables.Notice(key="folder.guard", text="the folder is empty", degraded=True, since=now()))
        session.add(tables.Notice(key="file.x", text="a broken sidecar", degraded=False, since=now()))
        row = session.get_one(tables.Document, own_archive.ids["delvis"])
        row.revision += 1
        row.changed_at = now() - timedelta(hours=1)
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.get_json() == {
        "status": "degraded",
        "reasons": ["the folder is empty", "the index has not followed 1 changed documents"],
    }
    assert client.get("/sok?q=samverkan").status_code == 200


def test_without_an_index_the_service_is_down_but_documents_can_be_read(tmp_path) -> None:  # type: ignore[no-untyped-def]
    archive = make_archive(tmp_path / "data", indexed=False)
    client = as_tested(create_app(archive.settings())).test_client()
    response = client.get("/healthz")
    assert (response.status_code, response.get_json()["status"]) == (503, "down")
    assert client.get("/sok?q=samverkan").status_code == 503
    assert client.get(f"/dokument/{archive.ids['checklista']}?q=polis").status_code == 200


def test_numbers_are_told_to_whoever_bears_the_token(own_archive: Archive) -> None:
    settings = own_archive.settings()
    web = settings.web.model_copy(update={"metrics_token": "hemligt-nog"})
    client = as_tested(create_app(settings.model_copy(update={"web": web}))).test_client()
    assert client.get("/metrics").status_code == 404
    for offered in ("Bearer fel", "Bearer", "Basic YTpi", "Bearer \xff"):
        assert client.get("/metrics", headers={"Authorization": offered}).status_code == 404, offered
    response = client.get("/metrics", headers={"Authorization": "Bearer hemligt-nog"})
    assert response.status_code == 200
    assert response.content_type.startswith("text/plain; version=0.0.4")
    assert "helixarkiv_documents " in response.text


def test_without_a_token_there_are_no_numbers(client: FlaskClient) -> None:
    for offered in ("Bearer ", "Bearer x"):
        assert client.get("/metrics", headers={"Authorization": offered}).status_code == 404
