"""Where pictures lie, and how large they are, without opening them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from archive.kept.pictures import Pictures, Size, measures


def test_each_size_has_a_place_of_its_own(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path)
    places = {pictures.path("ab" * 32, 7, size) for size in Size} | {pictures.slides("ab" * 32)}
    assert len(places) == 4
    assert {place.parent for place in places} == {tmp_path / "pictures" / "ab" / ("ab" * 32)}
    assert pictures.path("ab" * 32, 7).name == "7.webp"


@pytest.mark.parametrize(
    "options", [{}, {"lossless": True}, {"exif": b"Exif\0\0II*\0\x08\0\0\0\0\0"}], ids=["VP8", "VP8L", "VP8X"]
)
def test_measures_are_read_from_the_first_bytes(tmp_path: Path, options: dict[str, object]) -> None:
    path = tmp_path / "a.webp"
    Image.new("RGB", (1023, 517), "white").save(path, **options)
    assert measures(path) == (1023, 517)


@pytest.mark.parametrize(
    "content", [b"", b"RIFF", b"\x89PNG" + bytes(40), b"RIFF\0\0\0\0WEBPXXXX" + bytes(20)]
)
def test_what_is_no_picture_has_no_measures(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.webp"
    path.write_bytes(content)
    assert measures(path) is None
    assert measures(tmp_path / "none.webp") is None
