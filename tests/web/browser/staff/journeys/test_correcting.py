"""Journeys of correcting: a speaker who was wrong, a file that changes later, and undoing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.web.browser.hands import EVERY_WAY, Way
from tests.web.browser.staff.journeys.conftest import OpenStaff
from tests.web.browser.staff.journeys.running import Running, deck

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("way", ["keyboard"])
def test_a_speaker_is_corrected_found_set_beside_the_file_and_undone(
    running: Running, staff: OpenStaff, reader: OpenStaff, way: Way
) -> None:
    word = f"talarord{EVERY_WAY.index(way)}"
    wrong, right, later = f"Fel Felsson{word}", f"Rätt Rättsson{word}", f"Senare Senarsson{word}"
    running.put(f"{word}.pptx", deck(f"Föredrag {word}", "Ett", f"Om {word}."))
    running.put(f"{word}.pptx.toml", f'speakers = ["{wrong}"]\n'.encode())
    running.wait_for(f'talare:"{wrong}"')
    hand = staff(way)
    hand.go("Dokument")
    hand.press(hand.link(f"Föredrag {word}").first)
    speaker = hand.page.get_by_label("Talare 1", exact=True)
    expect(speaker).to_have_value(wrong)
    hand.write(speaker, right)
    hand.press(hand.button("Spara"))
    hand.told("Uppgifterna är sparade")
    hand.look()

    [document] = running.wait_for(f'talare:"{right}"')
    assert running.found(f'talare:"{wrong}"') == []
    readers = reader(f"/dokument/{document}", way)
    expect(readers.page.get_by_role("main")).to_contain_text(right)
    expect(readers.page.get_by_role("main")).not_to_contain_text(wrong)
    readers.page.goto(f"{running.address}/sok?q={word}")
    readers.press(readers.link(right))
    expect(readers.page.get_by_role("heading", level=1)).to_contain_text(right)
    expect(readers.link(f"Föredrag {word}")).to_be_visible()

    running.put(f"{word}.pptx.toml", f'speakers = ["{later}"]\n'.encode())
    hand.see_after_reload(hand.button("Använd det (Talare)"))
    expect(hand.page.get_by_role("main")).to_contain_text(f"nu står det ”{later}”")
    hand.look()
    assert running.found(f'talare:"{later}"') == []  # staff win
    hand.press(hand.link("Historik"))
    hand.look()
    hand.press(hand.page.get_by_role("button", name="Ångra"))
    hand.told("Det är ångrat")
    assert running.wait_for(f'talare:"{later}"') == [document]
    hand.press(hand.link("Uppgifter"))
    expect(speaker).to_have_value(later)
