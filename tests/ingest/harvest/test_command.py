"""`helixarkiv harvest` on the sample listing and the sample material's names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from helixarkiv import main

LISTING = str(Path(__file__).parents[3] / "data" / "listing.html")


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "folder").mkdir()
    file = tmp_path / "config.toml"
    file.write_text('[archive]\nfolder = "folder"\ndata = "run"\n')
    monkeypatch.setenv("HELIXARKIV_CONFIG", str(file))
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["harvest", *arguments])


def as_json(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--json").stdout)


def test_every_item_is_told_and_a_second_time_nothing_is_new(config: Path) -> None:
    first, second = as_json(LISTING), as_json(LISTING, "--accept")
    assert (first["new"], second["new"], second["same"], second["accepted"]) == (21, 0, 21, 0)
    assert first["items"] == second["items"]
    assert first["page"] == "https://www.example.org/skane/brottsforebyggande-arbete.html"
    named = [each for each in first["items"] if each["differences"] and each["differences"][1]["perhaps"]]
    assert [each["title"] for each in named] == ["Anders Bergman", "Dan Erik Andersson", "Manne Gerell"]


def test_the_table_is_for_people(config: Path) -> None:
    told = run(LISTING)
    assert told.exit_code == 0
    line = next(line for line in told.stdout.splitlines() if "Kampen om kulturen" in line)
    for piece in ("Kunskapsseminarium IV", "Helene Lööw", "link", "https://example.org/kampen-om-kulturen"):
        assert piece in line
    assert "Anders Bergman?" in told.stdout


def test_what_is_wrong_is_one_line_and_changes_nothing(config: Path) -> None:
    page = config / "sida.html"
    page.write_text("<p><a href='a.pdf'>A</a>")
    assert "--base-url" in run(str(page)).stderr
    assert as_json(str(page), "--base-url", "https://www.example.org/d/")["items"][0]["address"].endswith(
        "/d/a.pdf"
    )
    page.write_text("<p>Inget</p>")
    assert "nothing was changed" in run(str(page), "--base-url", "https://www.example.org/d/").stderr
    assert run(str(config / "saknas.html")).exit_code == 1
    told = run("https://www.example.org/sida.html")
    assert told.exit_code == 1 and "harvest.hosts" in told.stderr


def test_without_hosts_nothing_is_fetched(config: Path) -> None:
    told = as_json(LISTING, "--accept")
    assert not any(each["fetched"] for each in told["items"])
    assert list((config / "folder").iterdir()) == []
