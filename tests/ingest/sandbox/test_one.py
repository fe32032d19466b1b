"""Real files through the real worker."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from archive.folder.outcomes import Outcome
from ingest.readers.reading import Limits
from ingest.sandbox import read_file, read_files
from tests.corpora import corpus

ROOT = Path(__file__).parents[3]


@pytest.fixture
def text_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "Samverkan mellan kommun och polis.\n\fSida två, med mer text om samverkan.", encoding="latin-1"
    )
    return path


def test_a_text(text_file):
    found = read_file(text_file, Limits())
    assert (found.outcome, found.reason, found.format) == (Outcome.COMPLETE, "", "txt")
    assert [page.text for page in found.pages] == [
        "Samverkan mellan kommun och polis.",
        "Sida två, med mer text om samverkan.",
    ]
    assert [page.language for page in found.pages] == ["sv", "sv"]
    assert 5 < found.memory_mb < 200


@pytest.mark.parametrize(("name", "kind"), [("hostile/ok.pdf", "pdf"), ("pptx/poi-SampleShow.pptx", "pptx")])
def test_a_pdf_and_a_deck(name, kind):
    folder, file = name.split("/")
    found = read_file(corpus(folder) / file, Limits())
    assert (found.outcome, found.format) == (Outcome.COMPLETE, kind)
    assert found.pages[0].language in ("sv", "en")
    assert found.summary.page_count == len(found.pages)


def test_a_shortcut(tmp_path):
    path = tmp_path / "a.url"
    path.write_text("[InternetShortcut]\nURL=https://www.example.se/film\n")
    found = read_file(path, Limits())
    assert (found.outcome, found.format, found.pages) == (Outcome.COMPLETE, "link", ())
    assert found.summary.link == "https://www.example.se/film"


@pytest.mark.parametrize(
    ("name", "data", "outcome", "reason"),
    [
        ("a.pdf", b"", Outcome.DAMAGED, "the file is empty"),
        (
            "a.pdf",
            b"<html>404</html>",
            Outcome.NOT_WHAT_IT_CLAIMS,
            "the file is called .pdf, but it is a web page",
        ),
        (
            "a.txt",
            b"\0\1\2\3" * 9,
            Outcome.NOT_WHAT_IT_CLAIMS,
            "the file is of no kind that can be read here",
        ),
        ("a.txt", b"  \n\n", Outcome.NO_TEXT, "no page holds any text"),
        ("a.pptx", b"PK\x03\x04ppt/slides/slide1.xml", Outcome.DAMAGED, "the package is damaged or cut off"),
    ],
)
def test_refusals(tmp_path, name, data, outcome, reason):
    path = tmp_path / name
    path.write_bytes(data)
    found = read_file(path, Limits())
    assert found.outcome is outcome
    assert found.reason.startswith(reason)
    assert found.pages == () or outcome is Outcome.NO_TEXT


def test_only_regular_files_are_opened(tmp_path, text_file):
    (tmp_path / "link.txt").symlink_to(text_file)
    os.mkfifo(tmp_path / "pipe.txt")
    for name in ("link.txt", "pipe.txt", "."):
        found = read_file(tmp_path / name, Limits())
        assert found.outcome is Outcome.NOT_WHAT_IT_CLAIMS, name
    missing = read_file(tmp_path / "gone.txt", Limits())
    assert (missing.outcome, missing.reason) == (
        Outcome.DAMAGED,
        "the file cannot be opened: No such file or directory",
    )


def test_a_file_over_the_limit_is_not_even_opened_by_a_worker(text_file):
    found = read_file(text_file, Limits(file_bytes=20))
    assert (found.outcome, found.memory_mb) == (Outcome.TOO_LARGE, 0.0)


def test_memory_is_limited(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"ord " * (12 << 20))
    found = read_file(path, Limits(memory_bytes=150 << 20))
    assert (found.outcome, found.reason) == (
        Outcome.TOO_LARGE,
        "reading it takes more than 150 MiB of memory",
    )


def test_processor_time_is_limited(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"# \t\xe5 \n" * (6 << 20))
    found = read_file(path, Limits(cpu_seconds=1, wall_seconds=60))
    assert "1 s of processor time" in found.reason


def test_many_files_each_once(tmp_path):
    paths = [tmp_path / f"{n}.txt" for n in range(12)]
    for n, path in enumerate(paths):
        path.write_text(f"fil nummer {n}")
    found = dict(read_files(paths, Limits()))
    assert {path: reading.pages[0].text for path, reading in found.items()} == {
        path: f"fil nummer {n}" for n, path in enumerate(paths)
    }


def test_a_worker_starts_without_what_only_its_parent_needs():
    listing = "import sys, ingest.sandbox.workers.worker; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", listing], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {"numpy", "py3langid", "subprocess", "concurrent.futures", "lxml"} & set(done.stdout.split())


@pytest.mark.slow
def test_decks_of_the_hostile_corpus():
    expected = {
        "billion_laughs.pptx": Outcome.DAMAGED,
        "bomb_1g_space.pptx": Outcome.TOO_LARGE,
        "bomb_300k_shapes.pptx": Outcome.PARTIAL,
        "deep_group_240.pptx": Outcome.COMPLETE,
        "deep_group_5000.pptx": Outcome.PARTIAL,
        "encrypted.pptx": Outcome.ENCRYPTED,
        "many_parts.pptx": Outcome.TOO_LARGE,
        "missing_slide.pptx": Outcome.DAMAGED,
        "no_ct.pptx": Outcome.COMPLETE,
        "ok.pptx": Outcome.COMPLETE,
        "trunc.pptx": Outcome.DAMAGED,
        "trunc_slide.pptx": Outcome.DAMAGED,
        "xxe.pptx": Outcome.NO_TEXT,
        "zero.pptx": Outcome.DAMAGED,
    }
    found = {path.name: reading for path, reading in read_files(corpus("hostile").glob("*.pptx"), Limits())}
    assert {name: reading.outcome for name, reading in found.items()} == expected
    assert all(reading.reason for reading in found.values() if reading.outcome is not Outcome.COMPLETE)
    assert all(reading.memory_mb < 2048 and reading.seconds < 60 for reading in found.values())
