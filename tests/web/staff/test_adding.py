"""Lägg till: files from the browser into the folder, whole or in chunks, with every check told in Swedish."""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from archive.catalogue import open_catalogue
from archive.catalogue.folder import ledger
from archive.catalogue.folder.ledger import Entry, Fingerprint
from archive.catalogue.staff import decisions
from archive.folder.outcomes import PlaceState
from archive.uploads import parts
from tests.web.conftest import Archive
from tests.web.staff.conftest import Staff, make_user

ADD = "/personal/lagg-till"
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40


@pytest.fixture
def folder(staffed: Archive) -> Path:
    return staffed.data.parent / "folder"


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def send_form(staff: Staff, *files: tuple[str, bytes], **values: str) -> TestResponse:
    sent = {
        "csrf_token": staff.token(ADD),
        "filer": [(io.BytesIO(body), name) for name, body in files],
        **values,
    }
    return staff.client.post(ADD, data=sent, content_type="multipart/form-data")


class Sender:
    """The page's script, as the server meets it."""

    def __init__(self, staff: Staff) -> None:
        self.client, self.headers = staff.client, {"X-CSRFToken": staff.token(ADD)}

    def begin(self, name: str = "rapport.pdf", size: int = len(PDF), **values: Any) -> TestResponse:
        data = {"fil": name, "storlek": size, "andrad": 1_500_000_000_000, "mapp": "", **values}
        return self.client.post(f"{ADD}/filer", data=data, headers=self.headers)

    def chunk(self, address: str, offset: int | str, body: bytes, **headers: str) -> TestResponse:
        headers = {**self.headers, "Upload-Offset": str(offset), **headers}
        return self.client.patch(address, data=body, headers=headers)

    def finish(self, address: str, **values: str) -> TestResponse:
        return self.client.post(f"{address}/klar", data=values, headers=self.headers)

    def whole(self, name: str = "rapport.pdf", body: bytes = PDF, **values: Any) -> TestResponse:
        address = self.begin(name, len(body), **values).json["address"]
        assert self.chunk(address, 0, body).json["received"] == len(body)
        return self.finish(address)


@pytest.fixture
def sender(staff: Staff, folder: Path) -> Sender:
    return Sender(staff)


def known(archive: Archive, path: Path, folder: Path, state: PlaceState = PlaceState.ARCHIVED) -> None:
    """Write a file of the folder into the ledger, as the watcher does."""
    found, body = path.stat(), path.read_bytes()
    seen = Fingerprint(found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    sha256 = hashlib.sha256(body).hexdigest()
    name = str(path.relative_to(folder))
    catalogue = open_catalogue(archive.data)
    with catalogue.write() as session:
        ledger.put(session, Entry(name, seen, sha256, "", state, document=archive.ids["checklista"]))
    catalogue.close()


def test_without_javascript_many_files_go_into_a_new_series(staff: Staff, folder: Path) -> None:
    answer = send_form(staff, ("a.pdf", PDF), ("b.txt", b"Text."), ("c.exe", b"MZ"), ny_mapp="Seminarium V")
    assert answer.status_code == 200
    assert files_in(folder) == {"Seminarium V/a.pdf": PDF, "Seminarium V/b.txt": b"Text."}
    assert "Uppladdad till Seminarium V/a.pdf." in answer.text
    assert "Arkivet läser PDF, PowerPoint" in answer.text
    assert '<option value="Seminarium V"' in staff.get(ADD).text


def test_what_is_not_to_be_published_goes_into_the_folder_for_it(staff: Staff, folder: Path) -> None:
    (folder / "Serie").mkdir()
    send_form(staff, ("a.pdf", PDF), mapp="Serie", opublicerat="on")
    assert list(files_in(folder)) == ["Serie/_ej publicerat/a.pdf"]


def test_a_form_sent_twice_leaves_one_file(staff: Staff, folder: Path, staffed: Archive) -> None:
    assert send_form(staff, ("a.pdf", PDF)).status_code == 200
    again = send_form(staff, ("a.pdf", PDF))
    assert again.status_code == 422
    assert "Det finns redan en fil som heter så: a.pdf." in again.text
    assert list(files_in(folder)) == ["a.pdf"]


def test_an_upload_is_written_down(sender: Sender, staffed: Archive) -> None:
    assert sender.whole().json["path"] == "rapport.pdf"
    catalogue = open_catalogue(staffed.data)
    with catalogue.read() as session:
        (decided,) = decisions.latest(session, 5)
    catalogue.close()
    assert (decided.by, decided.kind, decided.subject) == ("eva.exempel", "upload", "rapport.pdf")
    assert decided.after["size"] == len(PDF)


def test_chunks_go_on_where_the_server_says(sender: Sender, folder: Path) -> None:
    address = sender.begin().json["address"]
    assert sender.chunk(address, 0, PDF[:1000]).json["received"] == 1000
    wrong = sender.chunk(address, 500, PDF[500:])
    assert (wrong.status_code, wrong.json["received"]) == (409, 1000)
    assert sender.finish(address).status_code == 409
    assert files_in(folder) == {}
    again = sender.begin(mapp="", ny_mapp="Annan mapp").json  # chosen once more in a new browser
    assert (again["address"], again["received"]) == (address, 1000)
    assert sender.chunk(address, 1000, PDF[1000:]).json["received"] == len(PDF)
    assert sender.finish(address).json["path"] == "Annan mapp/rapport.pdf"
    assert sender.finish(address).json["path"] == "Annan mapp/rapport.pdf"  # the answer was lost
    assert files_in(folder) == {"Annan mapp/rapport.pdf": PDF}
    assert int((folder / "Annan mapp/rapport.pdf").stat().st_mtime) == 1_500_000_000


def test_a_chunk_counts_whole_or_not_at_all(sender: Sender) -> None:
    address = sender.begin().json["address"]
    assert sender.chunk(address, 0, PDF + b"x").status_code == 400  # beyond the claimed size
    bad = sender.chunk(address, 0, PDF, **{"Upload-Checksum": hashlib.sha256(b"annat").hexdigest()})
    assert (bad.status_code, bad.json["kind"]) == (400, "chunk")
    cut = sender.client.patch(
        address,
        input_stream=io.BytesIO(PDF[:100]),
        headers={**sender.headers, "Upload-Offset": "0"},
        environ_overrides={"CONTENT_LENGTH": str(len(PDF))},
    )
    assert cut.status_code == 400
    for offset in ("", "-1", "x", "9" * 30, "²"):
        assert sender.chunk(address, offset.encode().decode("latin-1"), PDF).status_code == 400
    assert sender.client.get(address).json["received"] == 0
    good = sender.chunk(address, 0, PDF, **{"Upload-Checksum": hashlib.sha256(PDF).hexdigest()})
    assert good.json["received"] == len(PDF)


def test_only_who_began_it_may_go_on(sender: Sender, staffed: Archive, another: Callable[[], Staff]) -> None:
    address = sender.begin().json["address"]
    make_user(staffed, "bo.exempel")
    somebody = another()
    somebody.sign_in("bo.exempel")
    other = Sender(somebody)
    assert other.client.get(address).status_code == 404
    assert other.chunk(address, 0, PDF).status_code == 404
    assert other.finish(address).status_code == 404
    other.client.post(f"{address}/avbryt", headers=other.headers)
    assert sender.client.get(address).status_code == 200
    assert sender.client.get(f"{ADD}/filer/..%2F..%2Fsecret").status_code == 404


def test_who_is_not_signed_in_sends_nothing(another: Callable[[], Staff], staffed: Archive) -> None:
    stranger = another().client
    big = {"filer": (io.BytesIO(bytes(200_000)), "a.pdf")}
    assert stranger.post(ADD, data=big, content_type="multipart/form-data").status_code in (401, 413)
    assert stranger.patch(f"{ADD}/filer/{'0' * 32}", data=bytes(200_000)).status_code in (401, 413)
    assert (
        not list((staffed.data / parts.FOLDER).glob("*")) if (staffed.data / parts.FOLDER).exists() else True
    )


def test_without_its_token_nothing_is_taken(staff: Staff, sender: Sender, folder: Path) -> None:
    address = sender.begin().json["address"]
    assert staff.client.patch(address, data=PDF, headers={"Upload-Offset": "0"}).status_code == 400
    assert staff.client.post(f"{address}/klar").status_code == 400
    sent = {"filer": (io.BytesIO(PDF), "a.pdf")}
    assert staff.client.post(ADD, data=sent, content_type="multipart/form-data").status_code == 400
    assert files_in(folder) == {}


def test_a_name_that_is_taken_is_offered_to_be_replaced(
    sender: Sender, staffed: Archive, folder: Path
) -> None:
    (folder / "Rapport.PDF").write_bytes(b"%PDF-1.4 gammal")
    taken = sender.begin()
    assert (taken.status_code, taken.json["kind"], taken.json["replaceable"]) == (422, "taken", True)
    assert taken.json["suggestion"] == "rapport (2).pdf"
    address = sender.begin(ersatt="on").json["address"]
    sender.chunk(address, 0, PDF)
    unread = sender.finish(address, ersatt="on")
    assert unread.json["kind"] == "unread"  # its bytes are nowhere else yet
    known(staffed, folder / "Rapport.PDF", folder)
    assert sender.finish(address).json["kind"] == "taken"
    assert sender.finish(address, ersatt="on").json["path"] == "Rapport.PDF"
    assert files_in(folder) == {"Rapport.PDF": PDF}


def test_another_name_can_be_given_instead(sender: Sender, folder: Path) -> None:
    (folder / "rapport.pdf").write_bytes(b"%PDF-1.4 gammal")
    assert sender.begin(namn="rapport 2.pdf").status_code == 200
    assert sender.begin("<b>.pdf").json["suggestion"] == "_b_.pdf"


def test_the_same_bytes_are_told_and_staff_choose(sender: Sender, staffed: Archive, folder: Path) -> None:
    (folder / "annan.pdf").write_bytes(PDF)
    known(staffed, folder / "annan.pdf", folder)
    address = sender.begin().json["address"]
    sender.chunk(address, 0, PDF)
    told = sender.finish(address)
    assert told.json["kind"] == "already"
    assert "Filen finns redan: ”Checklista för överenskommelser" in told.json["problem"]
    assert told.json["documents"][0]["path"] == "annan.pdf"
    assert sender.finish(address, anda="on").json["path"] == "rapport.pdf"


REFUSED = {
    ("a.pdf", 0): "empty",
    ("a.pdf", 200 << 30): "size",
    ("../a.pdf", 10): "name",
    ("con.pdf", 10): "name",
    ("_serie.toml", 10): "format",
    ("a.pdf.txt", 10): "format",
    ("bild.key", 10): "format",
    ("x" * 300 + ".pdf", 10): "name",
    ("a\u202efdp.pdf", 10): "name",
}


def test_what_the_folder_would_not_take_is_refused_at_once(sender: Sender) -> None:
    for (name, size), kind in REFUSED.items():
        answer = sender.begin(name, size)
        assert (answer.status_code, answer.json["kind"]) == (422, kind), name
        assert answer.json["problem"].endswith(".")


def test_no_folder_leads_outside(sender: Sender, folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "utanför"
    outside.mkdir()
    (folder / "länk").symlink_to(outside)
    for chosen in ("..", "../utanför", "/etc", "a/../../b", ".dold", "länk", "a\0b", "CON"):
        for values in ({"mapp": chosen}, {"ny_mapp": chosen}):
            assert sender.begin(**values).status_code == 422, chosen
    assert list(outside.iterdir()) == []


def test_a_full_disk_is_told(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    full = os.statvfs_result((4096, 4096, 1000, 1000, 1000, 0, 0, 0, 0, 255))
    monkeypatch.setattr("archive.uploads.parts.os.statvfs", lambda _: full)
    answer = sender.begin()
    assert (answer.status_code, answer.json["kind"]) == (507, "room")


def test_uploads_begun_and_abandoned_are_bounded(
    sender: Sender, staffed: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MOST_BEGUN", 5)
    answers = [sender.begin(f"{number}.pdf").status_code for number in range(8)]
    assert answers == [200] * 5 + [429] * 3
    for about in (staffed.data / parts.FOLDER).glob("*.json"):
        sender.client.post(f"{ADD}/filer/{about.stem}/avbryt", headers=sender.headers)
    assert sender.begin("9.pdf").status_code == 200


def test_a_read_only_folder_is_told_beforehand(
    staff: Staff, sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.uploads.folders.os.access", lambda *_: False)
    shown = staff.get(ADD).text
    assert "Arkivet får inte skriva i mappen" in shown
    assert '<input type="file"' not in shown
    assert sender.begin().json["kind"] == "read-only"


def test_the_way_of_each_file_is_told(sender: Sender, staffed: Archive, folder: Path) -> None:
    sender.whole()
    asked = f"{ADD}/lage?fil=rapport.pdf"
    assert sender.client.get(asked).json["files"][0]["label"] == "uppladdad, väntar på att läsas"
    known(staffed, folder / "rapport.pdf", folder)
    found = sender.client.get(asked).json["files"][0]
    assert (found["state"], found["label"]) == ("archived", "i arkivet")
    assert found["address"] == f"/personal/dokument/{staffed.ids['checklista']}"


def test_what_does_not_begin_as_its_name_says_is_warned_of(sender: Sender, folder: Path) -> None:
    done = sender.whole("a.pdf", b"<html>")
    assert "ser inte ut att vara vad namnet säger" in done.json["warning"]
    assert list(files_in(folder)) == ["a.pdf"]


def test_begun_uploads_stand_on_the_page(staff: Staff, sender: Sender) -> None:
    sender.begin("<img onerror=x>.pdf", namn="bild.pdf")
    shown = staff.get(ADD).text
    assert "&lt;img onerror=x&gt;.pdf" in shown
    assert "Påbörjade uppladdningar" in shown


def test_parts_outlive_the_server(sender: Sender, staffed: Archive) -> None:
    address = sender.begin().json["address"]
    sender.chunk(address, 0, PDF[:700])
    about = json.loads((staffed.data / parts.FOLDER / f"{address[-32:]}.json").read_text())
    assert about["received"] == 700
