"""Libraries that read files from anywhere are never older than what their known faults were mended in."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

LEAST = {
    # CVE-2025-64512 (a CMap unpickled from a path that the file names) was mended in 20251107,
    # CVE-2025-70559 (the same through the cache of CMaps) in 20251230.
    "pdfminer.six": (20251230,),
    "pypdfium2": (5, 15),  # tells attached files of annotations and the object of each letter
    "lxml": (6, 1),  # libxml2 2.14: entities are not expanded without end
    "pillow": (12, 1),
}


def numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", text)))


def stated(name: str) -> list[str]:
    """Return the least versions that the project asks for; Pillow comes with python-pptx."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return [entry for entry in project["dependencies"] if re.split(r"[<>=~!]", entry)[0].lower() == name]


@pytest.mark.parametrize("name", LEAST)
def test_what_is_locked_and_installed_is_new_enough(name: str) -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        locked = re.findall(rf"(?im)^{name.replace('.', '[-._]')}==(\S+)", (ROOT / lock).read_text())
        assert locked, f"{name} is not in {lock}"
        assert all(numbers(each) >= LEAST[name] for each in locked), locked
    assert numbers(version(name)) >= LEAST[name]


@pytest.mark.parametrize("name", [name for name in LEAST if name != "pillow"])
def test_what_the_project_asks_for_lets_no_older_one_in(name: str) -> None:
    (entry,) = stated(name)
    least = re.search(r">=([\d.]+)", entry)
    assert least
    assert numbers(least[1]) >= LEAST[name]
