"""Journeys of publishing: a draft is held and published, a folder keeps one back, one is taken down."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, expect

from tests.web.browser.hands import EVERY_WAY, Hand, Way
from tests.web.browser.staff.journeys.conftest import OpenStaff
from tests.web.browser.staff.journeys.running import Running, deck, id_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def waiting(hand: Hand) -> Locator:
    """Return what waits for review on *Publicering*."""
    return hand.page.get_by_role("region", name="Väntar på granskning")


@pytest.mark.parametrize("way", ["no scripts"])
def test_a_draft_waits_until_it_has_been_looked_at(
    running: Running, staff: OpenStaff, reader: OpenStaff, way: Way
) -> None:
    word = f"utkastord{EVERY_WAY.index(way)}"
    folder, title = f"Utkast {word}", f"Förslag om {word}"
    hand = staff(way)
    hand.go("Publicering")
    hand.write(hand.page.get_by_label("Mapp", exact=True), folder)
    hand.choose(hand.page.get_by_label("Nytt material publiceras"), "efter granskning")
    hand.press(hand.button("Lägg till regel"))
    expect(hand.page.get_by_role("row", name=folder)).to_contain_text("efter granskning")
    hand.look()

    running.put(f"{folder}/{word}.pptx", deck(title, "Arbetsmaterial", f"Hemliga {word}."))
    hand.go("Att göra")
    hand.see_after_reload(hand.page.get_by_role("listitem").filter(has=hand.link(title)))
    expect(hand.page.get_by_role("listitem").filter(has=hand.link(title))).to_contain_text("granskning")
    hand.look()
    hand.press(hand.link("Dokument att granska innan de visas"))
    hand.press(waiting(hand).get_by_role("link", name=title, exact=True))
    document = id_in(hand.page.url)
    assert running.get(f"/dokument/{document}")[0] == 404  # nobody is told that there is one
    assert running.found(word) == []
    hand.look()
    hand.press(hand.link("Innehåll"))
    expect(hand.page.get_by_text(f"Hemliga {word}.")).to_be_visible()
    hand.look()
    hand.press(
        hand.page.get_by_role("navigation", name="Dokumentets sidor").get_by_role("link", name="Publicering")
    )
    hand.press(hand.button("Publicera"))
    hand.press(hand.link("Så ser läsarna det"))
    expect(hand.page.get_by_role("heading", level=1)).to_have_text(title)
    assert running.wait_for(word) == [document]


@pytest.mark.parametrize("way", ["mouse"])
def test_what_lies_in_the_folder_of_the_unpublished_is_public_when_it_moves_out(
    running: Running, staff: OpenStaff, way: Way
) -> None:
    word = f"undanord{EVERY_WAY.index(way)}"
    running.put(f"Serie {word}/_ej publicerat/{word}.pptx", deck(f"Undan {word}", f"Om {word}."))
    hand = staff(way)
    hand.go("Dokument")
    hand.see_after_reload(hand.link(f"Undan {word}").first)
    hand.press(hand.link(f"Undan {word}").first)
    document = id_in(hand.page.url)
    hand.press(hand.link("Ändra publiceringen"))
    expect(hand.page.get_by_role("main")).to_contain_text("_ej publicerat")
    assert running.get(f"/dokument/{document}")[0] == 404  # nobody is told that there is one
    place = running.folder / f"Serie {word}"
    (place / "_ej publicerat" / f"{word}.pptx").rename(place / f"{word}.pptx")
    assert running.wait_for(word) == [document]
    hand.see_after_reload(hand.link("Så ser läsarna det"))


@pytest.mark.parametrize("way", ["mouse"])
def test_a_document_that_is_taken_down_is_nowhere_and_comes_back(
    running: Running, staff: OpenStaff, way: Way
) -> None:
    word = f"nertagetord{EVERY_WAY.index(way)}"
    title = f"Nertaget {word}"
    running.put(f"Nertaget/{word}.pptx", deck(title, "Ett", f"Om {word}.", notes=f"Not {word}."))
    running.put(
        f"Nertaget/{word}.pptx.toml", f'speakers = ["Anna Nert{word}"]\npublish_notes = true'.encode()
    )
    [document] = running.wait_for(word)
    before = set(tells(running, document, word))
    assert {f"/dokument/{document}", f"/dokument/{document}/sida/2", "/api/v1/documents?size=100"} < before
    own = {address for address in before if document in urlsplit(address).path}
    own |= {f"/dokument/{document}/original"}
    counted = running.json("/documents")["matching_documents"]
    assert {running.get(address)[0] for address in own} == {200}

    hand = staff(way)
    hand.go("Dokument")
    hand.press(hand.link(title).first)
    hand.press(
        hand.page.get_by_role("navigation", name="Dokumentets sidor").get_by_role("link", name="Publicering")
    )
    hand.press(hand.link("Avpublicera nu …"))
    hand.look()
    hand.write(hand.page.get_by_label("Skäl, till exempel beslut och diarienummer"), "Beslut 123-2026")
    hand.press(hand.button("Avpublicera nu"))
    assert running.json("/documents")["matching_documents"] == counted - 1  # at once
    assert list(tells(running, document, word)) == []
    assert {running.get(address)[0] for address in own} == {410}
    expect(hand.page.get_by_role("heading", name="Kvitto på avpublicering")).to_be_visible()
    expect(hand.page.get_by_role("main")).to_contain_text("Beslut 123-2026")
    expect(hand.page.get_by_role("table")).not_to_contain_text("Finns kvar")
    hand.look()
    hand.see_after_reload(hand.page.get_by_role("row", name="Borta").first)
    hand.press(hand.button("Publicera igen"))
    assert running.wait_for(word) == [document]
    assert {running.get(address)[0] for address in own} == {200}


def tells(running: Running, document: str, word: str) -> Iterator[str]:
    """Yield every address of the readers' whose answer tells of a document, by its id, title or a word.

    An address that asks for the word has it in its answer; there, more than the word must stand.
    """
    begun = [word[:length] for length in (3, 6, len(word))]
    starts = [
        *("/", "/sok?size=100", "/om", "/robots.txt", "/healthz", "/api/v1/openapi.json"),
        *("/api/v1/documents?size=100", "/api/v1/search?size=100"),
        *(f"/api/v1/suggestions?q={each}" for each in [*begun, "nert", "anna"]),
        *(f"/sok?q={each}" for each in begun),
        *(f"/dokument/{document}{part}" for part in ("", "/sida/1", "/sida/2", "/sida/2.webp", "/original")),
        *(f"/api/v1/documents/{document}{part}" for part in ("", "/pages/1", "/pages/2")),
    ]
    for address, said in running.crawl(starts).items():
        if "/personal" in address:
            continue
        own = address.split("/", 2)[-1]
        if (word in said.lower() and word not in own) or (document in said and document not in own):
            yield address
