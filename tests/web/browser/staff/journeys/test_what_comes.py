"""Journeys from a file to the archive: dropped, broken, uploaded, and under a new name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.ingest.folder.likeness.conftest import text
from tests.web.browser.hands import EVERY_WAY, Way
from tests.web.browser.staff.journeys.conftest import OpenStaff
from tests.web.browser.staff.journeys.running import Running, deck, id_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("way", ["mouse", "no scripts"])
def test_a_deck_that_is_dropped_is_seen_to_arrive_and_found(
    running: Running, staff: OpenStaff, reader: OpenStaff, way: Way
) -> None:
    word = f"kommitord{EVERY_WAY.index(way)}"
    hand = staff(way)
    hand.go("Mappen")
    running.put(f"{word}.pptx", deck(f"Lägesbild {word}", "Ett", f"Vi talar om {word} i kommunen."))
    hand.see(hand.link(f"{word}.pptx"))
    hand.see(hand.link(f"Uppgifter om Lägesbild {word}"))
    hand.look()
    hand.press(hand.link(f"Uppgifter om Lägesbild {word}"))
    expect(hand.page.get_by_role("heading", level=1)).to_have_text(f"Lägesbild {word}")
    hand.look()
    hand.go("Att göra")
    expect(hand.link(f"Lägesbild {word}")).to_be_visible()
    running.wait_for(word)
    readers = reader("/", way)
    readers.write(readers.page.get_by_label("Vad letar du efter?"), word)
    readers.press(readers.button("Sök"))
    readers.press(readers.link(re.compile("^Bild 2")).first)
    expect(readers.page.locator("mark").first).to_have_text(word)


@pytest.mark.parametrize("way", ["keyboard"])
def test_a_broken_deck_says_why_and_what_to_do_and_a_good_one_takes_its_place(
    running: Running, staff: OpenStaff, way: Way
) -> None:
    name = f"trasig{EVERY_WAY.index(way)}.pptx"
    running.put(name, b"PK\x03\x04 inte en presentation")
    hand = staff(way)
    hand.go("Mappen")
    hand.see(hand.button(f"Försök läsa igen {name}"))
    row = hand.page.get_by_role("listitem").filter(has=hand.link(name))
    expect(row).to_contain_text("kunde inte läsas")
    expect(row).to_contain_text("Innehållet är inte vad filnamnet säger")  # why
    expect(row).to_contain_text("Spara filen som PDF eller som PowerPoint (.pptx)")  # and what to do
    hand.look()
    hand.press(hand.button(f"Försök läsa igen {name}"))
    hand.told("Arkivet läser filen igen")
    hand.see(hand.button(f"Försök läsa igen {name}"))  # it was, and could not be
    running.put(name, deck(f"Hel {name}", "Nu går den att läsa."))
    hand.see(hand.link(f"Uppgifter om Hel {name}"))
    expect(row).to_contain_text("i arkivet")
    hand.press(hand.link(name))
    expect(hand.page.get_by_role("main")).to_contain_text("kunde inte läsas")  # what has happened
    hand.look()


@pytest.mark.parametrize("way", ["mouse", "no scripts"])
def test_a_deck_is_uploaded_into_a_series_of_its_own(
    running: Running, staff: OpenStaff, tmp_path: Path, way: Way
) -> None:
    name = f"uppladdad{EVERY_WAY.index(way)}"
    (tmp_path / f"{name}.pptx").write_bytes(deck(f"Bilder {name}", f"Om {name}."))
    hand = staff(way)
    hand.go("Lägg till")
    hand.write(hand.page.get_by_label("Eller en ny serie"), f"Serie {name}")
    hand.page.get_by_label("Filer", exact=True).set_input_files(tmp_path / f"{name}.pptx")
    if way == "no scripts":
        hand.press(hand.button("Ladda upp"))
        expect(hand.page.get_by_text(f"Uppladdad till Serie {name}/{name}.pptx.")).to_be_visible()
        hand.go("Mappen")
        hand.see(hand.link(f"Serie {name}"))
        hand.press(hand.link(f"Serie {name}"))
        hand.see(hand.link(f"Uppgifter om Bilder {name}"))
    else:
        hand.look()
        hand.see(hand.link(f"Visa dokumentet – {name}.pptx"))
        hand.press(hand.link(f"Visa dokumentet – {name}.pptx"))
    running.wait_for(name)
    assert (running.folder / f"Serie {name}" / f"{name}.pptx").is_file()


@pytest.mark.parametrize("way", ["keyboard"])
def test_a_newer_version_under_another_name_goes_on_at_the_old_address_and_parts_again(
    running: Running, staff: OpenStaff, reader: OpenStaff, way: Way
) -> None:
    seed = 90 + EVERY_WAY.index(way)
    words = f"versionord{seed}"
    (place := Path(f"Versioner {seed}"))
    running.put(str(place / "slutlig.txt"), f"Rapport {words}\n\n{text(seed)}".encode())
    [old] = running.wait_for(words)
    (running.folder / place / "slutlig.txt").unlink()
    running.wait_for(words, 0)
    running.put(str(place / "slutlig_v2.txt"), f"Rapport {words}\n\n{text(seed, instead=[7, 70])}".encode())
    [new] = running.wait_for(words)
    assert new != old
    hand = staff(way)
    hand.go("Förslag")
    offered = hand.page.get_by_role("article").filter(has_text=f"Rapport {words}")
    hand.see_after_reload(offered)
    hand.look()
    hand.press(offered.get_by_role("button", name="Ja, det är en ny version"))
    answered = hand.page.get_by_role("listitem").filter(has_text=f"Versioner {seed}/slutlig_v2.txt")
    hand.see_after_reload(answered.get_by_role("button", name="Ångra"))
    assert running.wait_for(words) == [old]
    readers = reader(f"/dokument/{new}", way)
    assert id_in(readers.page.url) == old
    expect(readers.page.get_by_role("main")).to_contain_text("ersatt")
    hand.press(answered.get_by_role("button", name="Ångra"))
    hand.see_after_reload(offered.or_(hand.page.get_by_text("Ångrat")))
    assert running.wait_for(words) == [new]
    assert running.get(f"/dokument/{old}")[0] == 410
