"""The English of the pages: all of what they say, nothing that they no longer say, each with its values."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

WEB = Path("web")
_VALUES = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}|</?\w[^>]*>")
_SWEDISH_WORD = re.compile(r"\w*[åäö]\w*", re.IGNORECASE)
_KEPT_IN_SWEDISH = {  # what is searched for, and what a citation says: it is explained, not translated
    *("å", "ä", "ö", "på"),
    *("överenskommelse", "överenskommelser", "samverkansöverenskommelsen", "våldsbejakande"),
    *("gängkriminalitet", "partnervåld", "polisområde", "förskola", "lägesbild", "Lööw"),
}


def both(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type]


def said() -> set[tuple[str, ...]]:
    """Return every text that goes through gettext: its context, itself, its plural where it has one."""
    with (WEB / "babel.cfg").open() as file:
        mapping, options = parse_mapping_cfg(file)
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
    found = extract_from_dir(WEB, mapping, options, keywords=keywords)
    return {(context or "", *both(message)) for _, _, message, _, context in found}


def english() -> Catalog:
    with (WEB / "translations" / "en.po").open("rb") as file:
        return read_po(file, locale="en")


def test_all_that_the_pages_say_is_there_and_nothing_else() -> None:
    """Where this fails, run `make translations` and translate what is new."""
    kept = {(message.context or "", *both(message.id)) for message in english() if message.id}
    assert kept == said()
    assert not english().obsolete


def test_each_text_is_translated_with_its_values() -> None:
    for message in english():
        if not message.id:
            continue
        for source, translated in zip(both(message.id), both(message.string), strict=True):
            assert translated, source
            assert sorted(_VALUES.findall(source)) == sorted(_VALUES.findall(translated)), source
            assert message.fuzzy is False


def test_nothing_is_left_in_swedish_but_the_examples() -> None:
    words = {
        word
        for message in english()
        for translated in both(message.string)
        for word in _SWEDISH_WORD.findall(translated)
    }
    assert words <= _KEPT_IN_SWEDISH
