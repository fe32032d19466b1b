"""Finding and reading the files that describe others."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.catalogue.values import Origin, effective
from ingest.describe.descriptors import MOST_BYTES, DescriptorReader, Descriptors, Problem, is_descriptor


def write(folder: Path, path: str, content: str | bytes = "x") -> None:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content if isinstance(content, bytes) else content.encode())


def find(folder: Path, path: str) -> Descriptors:
    return DescriptorReader(folder).find(path)


def values(found: Descriptors) -> dict[str, Any]:
    return {field: statement.value for field, statement in effective(found.statements).items()}


def test_a_file_that_nothing_describes(tmp_path: Path) -> None:
    write(tmp_path, "I/a.pdf")
    assert find(tmp_path, "I/a.pdf") == Descriptors()
    assert find(tmp_path, "borta/a.pdf") == Descriptors()


def test_a_sidecar_stands_before_its_folder_and_a_deeper_folder_before_one_above(tmp_path: Path) -> None:
    write(
        tmp_path, "_serie.toml", 'organisations = ["Exempel"]\nlanguage = "en"\nsample = true\nname = "Rot"'
    )
    write(
        tmp_path,
        "I/_serie.toml",
        'name = "Seminarium I"\ndescription = "Om."\ndate = "2017"\nlanguage = "sv"',
    )
    write(tmp_path, "I/B/_Serie.TOML", 'date = "2018"\nspeakers = "Bo Al"')
    write(tmp_path, "I/B/a.pdf.toml", 'speakers = "Anna Ek"')
    found = find(tmp_path, "I/B/a.pdf")
    assert not found.problems
    assert values(found) == {
        "series_name": "Seminarium I",
        "series_description": "Om.",
        "date": "2018",
        "speakers": ["Anna Ek"],
        "language": "sv",
        "sample": True,
        "organisations": ["Exempel"],
    }
    winners = effective(found.statements)
    assert (winners["speakers"].origin, winners["speakers"].detail) == (Origin.SIDECAR, "I/B/a.pdf.toml")
    assert (winners["date"].origin, winners["date"].detail) == (Origin.SERIES_FILE, "I/B/_Serie.TOML")
    assert values(find(tmp_path, "a.pdf"))["series_name"] == "Rot"


def test_only_the_folder_of_a_series_names_it(tmp_path: Path) -> None:
    write(tmp_path, "I/B/_serie.toml", '\nname = "Del B"')
    found = find(tmp_path, "I/B/a.pdf")
    assert "series_name" not in values(found)
    assert [(p.path, p.line) for p in found.problems] == [("I/B/_serie.toml", 2)]


def test_a_document_moved_to_another_series_bears_that_name(tmp_path: Path) -> None:
    write(tmp_path, "I/_serie.toml", 'name = "Ett"\ndate = "2017"')
    write(tmp_path, "II/_serie.toml", 'name = "Två"\ndate = "2018"')
    write(tmp_path, "I/a.pdf.toml", 'series = "II"')
    write(tmp_path, "I/b.pdf.toml", f'series = "{"x" * 300}"')
    assert values(find(tmp_path, "I/a.pdf")) == {"series": "II", "series_name": "Två", "date": "2017"}
    assert "series_name" not in values(find(tmp_path, "I/b.pdf"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_text_beside_a_shortcut_describes_it(tmp_path: Path, encoding: str) -> None:
    write(tmp_path, "IV/Lööw.url")
    write(tmp_path, "IV/Lööw.TXT", "En föreläsning\r\nom kulturen.\r\n\r\n".encode(encoding))
    [statement] = find(tmp_path, "IV/Lööw.url").statements
    assert statement.value == "En föreläsning\nom kulturen."
    assert (statement.field, statement.origin) == ("description", Origin.DESCRIPTION)
    assert not find(tmp_path, "IV/Lööw.pdf").statements


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_sidecar_may_be_saved_by_any_editor(tmp_path: Path, encoding: str) -> None:
    write(tmp_path, "a.pdf.toml", 'title = "Psykisk ohälsa"\r\n'.encode(encoding))
    assert values(find(tmp_path, "a.pdf")) == {"title": "Psykisk ohälsa"}


def test_a_name_written_in_another_normal_form_is_the_same(tmp_path: Path) -> None:
    write(tmp_path, "o\u0308ga.pdf.toml", 'title = "Öga"')
    assert values(find(tmp_path, "\u00f6ga.pdf")) == {"title": "Öga"}


def test_the_digest_follows_names_and_bytes(tmp_path: Path) -> None:
    digests = [find(tmp_path, "I/a.url").digest]
    for path, content in (
        ("I/a.url.toml", 'title = "A"'),
        ("I/a.url.toml", 'title = "B"'),
        ("I/a.txt", "Text"),
        ("I/_serie.toml", ""),
        ("_serie.toml", "x" * (MOST_BYTES + 1)),
        ("I/_SERIE.toml", ""),
    ):
        write(tmp_path, path, content)
        digests.append(find(tmp_path, "I/a.url").digest)
    assert digests[0] == ""
    assert len(set(digests)) == len(digests)
    assert find(tmp_path, "I/a.url").digest == digests[-1]


def test_problems_name_file_and_line_and_block_nothing(tmp_path: Path) -> None:
    write(tmp_path, "I/_serie.toml", 'date = "2017"\nlanguage = "tyska"\n')
    write(tmp_path, "I/a.pdf.toml", 'title = "A"\nspeakers = [\n')
    found = find(tmp_path, "I/a.pdf")
    assert values(found) == {"date": "2017"}
    assert [(p.path, p.line) for p in found.problems] == [("I/a.pdf.toml", 2), ("I/_serie.toml", 2)]


def test_what_cannot_be_read_is_a_problem_and_counts_in_the_digest(tmp_path: Path) -> None:
    write(tmp_path, "secret", 'title = "Hemligt"')
    (tmp_path / "folder.pdf.toml").mkdir()
    (tmp_path / "link.pdf.toml").symlink_to(tmp_path / "secret")
    os.mkfifo(tmp_path / "pipe.pdf.toml")
    write(tmp_path, "large.pdf.toml", "#" * (MOST_BYTES + 1))
    write(tmp_path, "binary.pdf.toml", b"\0\1\2")
    for name in ("folder", "link", "pipe", "large", "binary"):
        found = find(tmp_path, f"{name}.pdf")
        [problem] = found.problems
        assert (problem.path, problem.line) == (f"{name}.pdf.toml", 0)
        assert str(tmp_path) not in problem.text
        assert values(found) == {"visibility": "hidden"}, "it may have said so"
        assert found.unread == (name in ("folder", "link", "pipe"))
        assert found.digest


def test_a_linked_folder_is_not_entered(tmp_path: Path) -> None:
    write(tmp_path, "outside/_serie.toml", 'name = "Utanför"')
    write(tmp_path, "archive/I/a.pdf.toml", 'series = "II"')
    (tmp_path / "archive" / "II").symlink_to(tmp_path / "outside")
    assert values(find(tmp_path / "archive", "I/a.pdf")) == {"series": "II"}


def test_two_that_differ_in_case_alone_are_told(tmp_path: Path) -> None:
    write(tmp_path, "_serie.toml", 'language = "sv"')
    write(tmp_path, "_SERIE.toml", 'language = "en"')
    found = find(tmp_path, "a.pdf")
    assert values(found) == {"language": "sv"}
    assert found.problems == (Problem("_SERIE.toml", 0, "not read, for '_serie.toml' stands beside it"),)


def test_an_embargo_without_an_end_is_told(tmp_path: Path) -> None:
    write(tmp_path, "I/a.pdf.toml", 'visibility = "embargoed"')
    [problem] = find(tmp_path, "I/a.pdf").problems
    assert problem.path == "I/a.pdf.toml"
    write(tmp_path, "I/_serie.toml", "embargo_until = 2026-12-01")
    assert not find(tmp_path, "I/a.pdf").problems


def test_each_series_file_is_read_once_in_a_scan(tmp_path: Path) -> None:
    write(tmp_path, "I/_serie.toml", 'language = "sv"')
    reader = DescriptorReader(tmp_path)
    before = reader.find("I/a.pdf")
    write(tmp_path, "I/_serie.toml", 'language = "en"')
    assert reader.find("I/b.pdf") == before
    assert values(find(tmp_path, "I/b.pdf")) == {"language": "en"}


@pytest.mark.parametrize(
    ("path", "siblings", "expected"),
    [
        ("_serie.toml", [], True),
        ("I/_SERIE.TOML", [], True),
        ("I/a.pdf.toml", [], True),
        ("I/a.PPTX.Toml", [], True),
        ("I/a.toml", [], False),
        ("I/a.toml", ["a"], True),
        ("I/bild.key.toml", ["bild.key"], True),
        ("I/bild.key.toml", [], False),
        ("I/Lööw.txt", ["Lööw.url"], True),
        ("I/Lööw.txt", ["Lööw.WEBLOC"], True),
        ("I/Lööw.txt", ["Lööw.pdf", "annan.url"], False),
        ("I/a.pdf", ["a.pdf.toml"], False),
        ("toml", [], False),
    ],
)
def test_descriptors_are_told_from_documents(path: str, siblings: list[str], expected: bool) -> None:
    assert is_descriptor(path, siblings) is expected


@given(sidecar=st.binary(max_size=200), text=st.binary(max_size=200))
def test_any_bytes_are_read(tmp_path_factory: pytest.TempPathFactory, sidecar: bytes, text: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    write(folder, "a.url.toml", sidecar)
    write(folder, "a.txt", text)
    found = find(folder, "a.url")
    assert found.digest
    assert {s.origin for s in found.statements} <= {Origin.SIDECAR, Origin.DESCRIPTION}
