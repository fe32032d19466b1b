"""Names that mean harm, through the program as it is installed: every line, log, page and download."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from archive.settings import load
from tests.installed import Installed
from tests.web.conftest import as_tested
from web import create_app

NAMES = (
    "<img src=x onerror=alert(1)>.txt",
    "\u202etxt.exe.txt",
    "rad\nbryt\r\nX-Evil: 1.txt",
    "tab\tb.txt",
    "\x1b[31mröd\x1b]0;titel\x07.txt",
    "..txt",
    "CON.txt",
    "-rf.txt",
    "--help.txt",
    "x" * 251 + ".txt",
    "ö" * 125 + ".txt",
    unicodedata.normalize("NFC", "rösträtt.txt"),
    unicodedata.normalize("NFD", "rösträtt.txt"),
    "Plan.TXT",
    "plan.txt",
    '"citat"; filename=evil.html.txt',
    "a%00b.txt",
    "=cmd|' calc'!A1.txt",
    "{{7*7}}.txt",
    "\u202emapp/fil.txt",
    "<script>alert(2)<.d/fil.txt",
)
_DECEIVES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    where: Path = tmp_path_factory.mktemp("names")
    made = Installed(where / "folder", where / "data")
    for number, name in enumerate(NAMES):
        file = made.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"Fil nummer {number} handlar om trygghet.\n")
    (made.folder / "\u202efdp.pdf").write_bytes(b"%PDF-1.7 trasig\n")
    (made.folder / "ogiltig\udcff.txt").write_text("text")
    return made


@pytest.fixture(scope="module")
def said(archive: Installed) -> dict[str, str]:
    done = archive.run("ingest")
    return {"ingest": done.stdout, "log": done.stderr, "status": archive.run("status").stdout}


def test_each_name_is_in_one_state(archive: Installed, said: dict[str, str]) -> None:
    files = archive.json("status")["files"]
    states = {file["path"]: file["state"] for file in files}
    assert len(files) == len(states) == len(NAMES) + 2
    assert {name for name, state in states.items() if state == "archived"} == set(NAMES) - {"..txt"}
    assert states["..txt"] == states["ogiltig\\xff.txt"] == "skipped"


def test_no_name_forges_a_line_or_rules_a_terminal(said: dict[str, str]) -> None:
    for text in said.values():
        for line in text.splitlines():
            assert not line.startswith(("X-Evil", "bryt"))
        for line in text.split("\n"):
            assert "\x1b" not in line and "\x07" not in line and "\r" not in line
    assert "‹U+202E›fdp.pdf" in said["ingest"] and not _DECEIVES.search(said["ingest"])
    assert not _DECEIVES.search(said["status"])
    for line in said["log"].splitlines():
        assert isinstance(json.loads(line), dict)


def pages(archive: Installed, monkeypatch: pytest.MonkeyPatch) -> Any:
    for name, value in archive.environment.items():
        if name.startswith("HELIXARKIV_"):
            monkeypatch.setenv(name, value)
    return as_tested(create_app(load())).test_client()


def test_no_page_or_download_deceives(
    archive: Installed, said: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = pages(archive, monkeypatch)
    documents = {file["document"] for file in archive.json("status")["files"] if file["document"]}
    assert len(documents) == len(NAMES) - 1
    for address in ("/", "/sok?q=trygghet", *(f"/dokument/{each}" for each in sorted(documents))):
        answer = client.get(address)
        assert answer.status_code == 200
        assert not _DECEIVES.search(answer.text), address
        assert "<img src=x" not in answer.text and "<script>alert" not in answer.text
    for each in sorted(documents):
        answer = client.get(f"/dokument/{each}/original")
        assert answer.status_code == 200
        assert "X-Evil" not in answer.headers
        offered = answer.headers["Content-Disposition"]
        assert offered.startswith("attachment;") and "%E2%80%AE" not in offered
        assert not _DECEIVES.search(offered)
