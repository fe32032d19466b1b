"""*Mappen*: a real folder with names that mean harm, reconciled; what staff see of it and ask there."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest

from archive.catalogue.folder import events, ledger, tree
from archive.catalogue.folder.tree import FileState
from archive.catalogue.staff import decisions, requests
from archive.catalogue.tables import Document, Fact, Place
from archive.dates import now
from tests.web.staff.conftest import NAME, Staff
from tests.web.staff.house import House, make_house

PAGE = "/personal/mappen"
IMG = "<img src=x onerror=alert(1)>.txt"
TURNED, BROKEN = "faktura\u202efdp.txt", "rad\nbrytning.pdf"
HOSTILE_FOLDER = 'mapp\nmed "rad" <b>'


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with make_house(tmp_path) as made:
        yield made


@pytest.fixture
def hostile(house: House) -> House:
    for number, name in enumerate((IMG, TURNED, "-rf.txt", "=cmd|x.txt", f"{HOSTILE_FOLDER}/fil.txt")):
        house.put(name, f"Text nummer {number} om samverkan.".encode())
    house.put(BROKEN, b"trasig")
    with suppress(OSError):  # a file system may take text alone
        house.put(b"\xe5\xe4\xf6.pdf", b"x")
    house.put("~$bild.pptx", b"x")
    house.put("Serie I/Dag 1/a.txt", b"En text.")
    house.put("Serie I/b.txt", b"En text.")
    house.reconcile()
    return house


def test_each_file_is_there_with_its_state_and_hostile_names_are_harmless_and_legible(hostile: House) -> None:
    page = hostile.page()
    assert "<img" not in page
    assert html.escape(IMG) in page
    assert "faktura‹U+202E›fdp.txt" in page
    assert "\u202e" not in page
    assert "rad‹U+000A›brytning.pdf" in page
    assert "det är vanlig text" in page
    assert "Ett Office-program har lagt den här" in page
    assert "a.txt" not in page  # one level at a time
    with hostile.catalogue.read() as session:
        paths = [entry.path for entry, _ in ledger.listed(session)]
    if len(paths) > 9:
        assert r"\xe5\xe4\xf6.pdf" in page


def test_every_link_of_the_page_leads_somewhere_whatever_the_names(hostile: House) -> None:
    for address in ("", "visa=beslut", "visa=i-dag", f"mapp={quote(HOSTILE_FOLDER)}", "sok=rad"):
        for link in set(re.findall(r'href="(/personal/mappen[^"]*)"', hostile.page(address))):
            assert hostile.staff.get(html.unescape(link)).status_code == 200, link


def test_folders_are_counted_with_all_that_is_below_them(hostile: House) -> None:
    page = hostile.page()
    assert re.search(r"Serie I</bdi></a>\s*<span class=\"hint\">i arkivet: 1, dubbletter: 1<", page)
    below = hostile.page("mapp=Serie+I")
    assert "b.txt" in below
    assert "Dag 1" in below
    assert 'aria-current="page">Serie I' in below


PICKED_OUT = {
    "lage=kunde-inte-lasas": ("rad‹U+000A›brytning.pdf", "-rf.txt"),
    "lage=hoppas-over": ("~$bild.pptx", "-rf.txt"),
    "visa=beslut": ("rad‹U+000A›brytning.pdf", "-rf.txt"),
    "visa=i-dag": ("-rf.txt", "~$bild.pptx"),
    "sok=SERIE+dag": ("Serie I/Dag 1", "-rf.txt"),
    "mapp=Serie+I&sok=a.txt": ("a.txt", "-rf.txt"),
    "sok=%25": ("Inga filer att visa här", "-rf.txt"),
}


def test_files_are_picked_out_at_any_depth(hostile: House) -> None:
    for asked, (there, not_there) in PICKED_OUT.items():
        page = hostile.page(asked)
        assert there in page, asked
        assert not_there not in page, asked


def test_what_there_is_not_is_refused(unchanged_staff: Staff) -> None:
    for asked in ("lage=ny", "visa=allt", "sida=0", "sida=x", "sida=99999999"):
        assert unchanged_staff.get(f"{PAGE}?{asked}").status_code == 400, asked


def test_what_waits_for_review_waits_for_a_decision(hostile: House) -> None:
    with hostile.catalogue.write() as session:
        place = session.get_one(Place, "-rf.txt")
        session.get_one(Document, place.document_id).held_at = now()
    page = hostile.page("visa=beslut")
    assert "-rf.txt" in page
    assert "väntar på granskning" in page


def test_a_refused_file_is_asked_to_be_read_again_whatever_its_name(hostile: House) -> None:
    form = re.search(r'name="fil" value="(rad[^"]*)"', hostile.page())
    assert form
    answer = hostile.staff.post(f"{PAGE}/forsok", {"fil": html.unescape(form[1]), "tillbaka": "visa=beslut"})
    assert answer.headers["Location"].endswith("/personal/mappen?visa=beslut")
    with hostile.catalogue.read() as session:
        (asked,) = requests.waiting(session)
    assert (asked.kind, asked.subject, asked.by) == (requests.RETRY, BROKEN, NAME)
    assert "Arkivet läser filen igen" in hostile.page()
    hostile.put(BROKEN, b"trasig")
    hostile.reconcile()
    with hostile.catalogue.read() as session:
        assert not requests.waiting(session)


def test_only_what_was_refused_is_read_again(hostile: House) -> None:
    for path in ("-rf.txt", "../etc/passwd", "saknas.pdf"):
        assert hostile.staff.post(f"{PAGE}/forsok", {"fil": quote(path)}).status_code == 303
    with hostile.catalogue.read() as session:
        assert not requests.waiting(session)
    hostile.staff.post(f"{PAGE}/forsok", {"alla": "ja"})
    with hostile.catalogue.read() as session:
        assert [asked.subject for asked in requests.waiting(session)] == [""]


def test_where_a_form_leads_back_to_is_always_the_folder(hostile: House) -> None:
    answer = hostile.staff.post(
        f"{PAGE}/forsok", {"alla": "ja", "tillbaka": "//example.org/?mapp=//example.org"}
    )
    assert answer.headers["Location"].startswith("/personal/mappen")


def test_the_guard_lists_what_is_gone_and_lets_it_go_when_staff_say_so(house: House) -> None:
    for number in range(5):
        house.put(f"fil {number}.txt", f"Text {number}.".encode())
    house.reconcile()
    for number in range(4):
        house.remove(f"fil {number}.txt")
    house.reconcile()
    page = house.page()
    assert "Många filer är borta på en gång" in page
    assert "4 filer är borta" in page
    assert "helixarkiv ingest" not in page
    assert page.count("fil 3.txt") > 1  # in the list of what is gone, and in the folder still
    wrong = house.staff.post(f"{PAGE}/bekrafta", {"antal": "3"})
    assert wrong.status_code == 303
    assert "Det har ändrats i mappen" in house.page()
    house.staff.post(f"{PAGE}/bekrafta", {"antal": "4"})
    assert "Arkivet håller på att ta bort dem" in house.page()
    with house.catalogue.read() as session:
        assert decisions.latest(session, 1)[0].after == 4
    house.reconcile()
    page = house.page()
    assert "Många filer är borta" not in page
    assert "borttagna <span" in page


def test_a_missing_folder_and_a_broken_descriptor_are_told_in_swedish(house: House) -> None:
    house.put("a.txt", b"Text.")
    house.put("a.txt.toml", b"titel = 3\nfel rad\n")
    house.reconcile()
    page = house.page()
    assert "Det som står i beskrivningsfilen" in page
    assert "a.txt.toml" in page
    assert "rad 2" in page
    house.settings.archive.folder.rename(house.settings.archive.folder.with_name("borta"))
    house.reconcile()
    assert "Mappen går inte att nå" in house.page()


def test_rounds_that_fail_wait_for_staff_too(house: House) -> None:
    assert "Mappen behöver någon" not in house.staff.get("/personal/").text
    with house.catalogue.write() as session:
        events.set_notices(session, "watcher.", {"failed": "OSError: No space left"}, degraded=True)
    assert "Mappen behöver någon som ser efter" in house.staff.get("/personal/").text
    assert "Arkivet kunde inte gå igenom mappen" in house.page()


def test_a_watcher_that_has_not_looked_for_long_is_told(house: House) -> None:
    assert "har ännu inte gått igenom mappen" in house.page()
    house.reconcile()
    assert "gick igenom mappen senast" in house.page()
    with house.catalogue.write() as session:
        session.merge(Fact(key="last-round", value="2020-01-01T12:00:00+00:00"))
    assert "inte gått igenom mappen sedan" in house.page()


def test_the_page_that_asks_again_gets_its_part_only_where_it_changed(hostile: House) -> None:
    ask = {"Helixarkiv-Part": "1"}
    first = hostile.staff.get(PAGE, headers=ask)
    assert "<html" not in first.text
    again = hostile.staff.get(PAGE, headers=ask | {"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"] == "no-store"
    hostile.put("ny.txt", b"En ny text.")
    hostile.reconcile()
    changed = hostile.staff.get(PAGE, headers=ask | {"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert "ny.txt" in changed.text
    assert changed.headers["Cache-Control"] == "no-store"


def test_one_file_has_its_own_history(hostile: House) -> None:
    page = hostile.staff.get(f"{PAGE}/fil?fil={quote(BROKEN)}").text
    assert "rad‹U+000A›brytning.pdf" in page
    assert "En fil i mappen fick ett nytt läge: kunde inte läsas" in page
    assert hostile.staff.get(f"{PAGE}/fil?fil=nej").status_code == 404
    assert hostile.staff.get(f"{PAGE}/fil").status_code == 404


def test_the_counts_of_a_level_are_those_of_all_its_files(hostile: House) -> None:
    with hostile.catalogue.read() as session:
        level = tree.level(session, "", 0, 100)
        every = len(ledger.listed(session))
        parts = [tree.level(session, "", start, 2) for start in range(0, level.total, 2)]
    assert sum(level.counts.values()) == every
    assert [f.path for p in parts for f in (*p.folders, *p.files)] == [
        f.path for f in (*level.folders, *level.files)
    ]
    assert level.counts[FileState.SKIPPED] >= 1
