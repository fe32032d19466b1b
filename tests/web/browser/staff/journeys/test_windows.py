"""Journeys in two windows: one document corrected in both, signing out in one, a session that ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.hands import EVERY_WAY, Hand, Way
from tests.web.browser.staff.journeys.conftest import NAME, PASSWORD, OpenStaff, sign_in
from tests.web.browser.staff.journeys.running import Running, deck

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("way", ["mouse"])
def test_who_saves_second_is_told_and_may_choose(running: Running, staff: OpenStaff, way: Way) -> None:
    word = f"samtidigord{EVERY_WAY.index(way)}"
    running.put(f"{word}.pptx", deck(f"Samtidigt {word}", f"Om {word}."))
    [document] = running.wait_for(word)
    address = f"{running.address}/personal/dokument/{document}"
    first, second = staff(way), staff(way)
    for hand in (first, second):
        hand.page.goto(address)
    first.write(first.page.get_by_label("Talare 1", exact=True), "Anna Först")
    first.press(first.button("Spara"))
    first.told("Uppgifterna är sparade")
    second.write(second.page.get_by_label("Talare 1", exact=True), "Bo Sedan")
    second.press(second.button("Spara"))
    expect(second.page.get_by_role("alert")).to_contain_text("någon annan har ändrat dokumentet")
    expect(second.page.get_by_role("row", name="Talare")).to_contain_text("Anna Först")
    expect(second.page.get_by_label("Talare 1", exact=True)).to_have_value("Bo Sedan")
    second.look()
    second.press(second.button("Spara"))
    second.told("Uppgifterna är sparade")
    running.wait_for('talare:"Bo Sedan" ' + word)


@pytest.mark.parametrize("way", ["no scripts"])
def test_who_has_signed_out_in_one_window_loses_nothing_written_in_the_other(
    running: Running, windows: Callable[..., Page], way: Way
) -> None:
    word = f"utloggadord{EVERY_WAY.index(way)}"
    running.put(f"{word}.pptx", deck(f"Utloggad {word}", f"Om {word}."))
    [document] = running.wait_for(word)
    page = windows(java_script_enabled=way != "no scripts")
    sign_in(page, running)
    page.goto(f"{running.address}/personal/dokument/{document}")
    hand, other = Hand(page, way), Hand(page.context.new_page(), way)
    other.page.goto(f"{running.address}/personal/")
    hand.write(page.get_by_label("Talare 1", exact=True), f"Cia {word}")
    other.press(other.button(f"Logga ut {NAME}"))
    expect(other.page.get_by_role("navigation", name="Personal", exact=True)).to_have_count(0)
    hand.press(hand.button("Spara"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Du är inte inloggad längre")
    expect(hand.button("Skicka igen")).to_have_count(0)  # it would be refused: signing out ended what it had
    expect(page.get_by_role("listitem").filter(has_text=f"Cia {word}")).to_be_visible()  # to be copied
    hand.look()
    sign_in(other.page, running)
    other.page.goto(f"{running.address}/personal/dokument/{document}")
    other.write(other.page.get_by_label("Talare 1", exact=True), f"Cia {word}")
    other.press(other.button("Spara"))
    other.told("Uppgifterna är sparade")
    running.wait_for(f'talare:"Cia {word}"')


def test_a_session_that_has_ended_leads_back_after_signing_in(
    running: Running, staff: OpenStaff, signed_in: Any
) -> None:
    hand = staff("keyboard")
    hand.go("Publicering")
    hand.page.context.clear_cookies()
    hand.press(hand.link("Personer"))
    hand.look()
    hand.write(hand.page.get_by_label("Användarnamn"), NAME)
    hand.write(hand.page.get_by_label("Lösenord"), PASSWORD)
    hand.press(hand.button("Logga in"))
    expect(hand.page.get_by_role("heading", level=1)).to_have_text("Personer")
