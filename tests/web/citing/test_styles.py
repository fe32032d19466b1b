"""The styles, against golden files of our own records; nothing in a title becomes a tag or ends in an error.

`python -m tests.web.citing.test_styles` writes the golden files again: read what changed.
"""

from __future__ import annotations

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.citing.records import KINDS, cited
from web.citing.item import Item
from web.citing.styles import STYLES, setting

_GOLDEN = Path(__file__).parent / "golden"


def told(style: str) -> str:
    """Return every kind of thing in a style, as the golden files have it."""
    parts = []
    for name, item in KINDS.items():
        found = setting(item, style)
        assert found
        parts.append(f"# {name}\n{found.entry}\n{found.reference}\n")
    return "\n".join(parts)


@pytest.mark.parametrize("style", STYLES)
def test_each_kind_is_cited_as_the_golden_file_has_it(style: str) -> None:
    assert told(style) == (_GOLDEN / f"{style}.txt").read_text("utf-8")


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=30, deadline=None)
@given(
    title=st.text(max_size=40) | st.text("<>/i&\"' ab?!.:", max_size=30),
    speaker=st.text(max_size=20),
    label=st.text(max_size=6),
    date=st.sampled_from(["", "2017", "2017-11/2018", "2017-01-01/2017-01-02", "0999-12"]),
)
def test_whatever_is_stated_is_set_and_escaped(
    style: str, title: str, speaker: str, label: str, date: str
) -> None:
    item = cited(title=title, speakers=(speaker,), date=date, page=(3, label))
    found = setting(item, style)
    assert found
    for text in (found.entry, found.reference):
        assert not re.sub(r"</?i>|&(amp|lt|gt|#34|#39);", "", text).count("<")
        assert "&" not in re.sub(r"&(amp|lt|gt|#34|#39);", "", text)
        assert not re.search("[\ue000-\uf8ff]", text)


@pytest.mark.parametrize("style", STYLES)
def test_a_title_keeps_its_letters_and_capitals(style: str) -> None:
    found = setting(cited(title="Kommunerna i Skåne och EU"), style)
    assert found
    assert "Kommunerna i Skåne och EU" in unescape(found.entry)


def test_many_at_once_get_what_one_alone_gets() -> None:
    items: list[Item] = list(KINDS.values())[:4] * 3
    alone = [setting(item, style) for item in items for style in STYLES]
    with ThreadPoolExecutor(8) as threads:
        pairs = [(item, style) for item in items for style in STYLES]
        assert list(threads.map(lambda pair: setting(*pair), pairs)) == alone


def test_the_site_starts_without_the_styles() -> None:
    asked = "import sys, web.app; print('citeproc' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


if __name__ == "__main__":
    for each in STYLES:
        (_GOLDEN / f"{each}.txt").write_text(told(each), "utf-8")
