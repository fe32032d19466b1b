"""The commands as people and machines meet them: what is printed, exit codes, one line for a mistake."""

import fcntl
import json
import re
import resource
import socket
from pathlib import Path

import click
import pytest

import helixarkiv
from tests.installed import ROOT, Installed


@pytest.fixture
def archive(tmp_path: Path) -> Installed:
    folder = tmp_path / "folder"
    (folder / "Kunskapsseminarium I").mkdir(parents=True)
    (folder / "Kunskapsseminarium I" / "Samverkan.txt").write_text("Samverkan mellan kommun och polis.")
    (folder / "Lägesbild.txt").write_text("Den gemensamma lägesbilden.\fSidan två om avhoppare.")
    return Installed(folder, tmp_path / "run")


def one_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.startswith("helixarkiv:")]
    assert len(lines) == 1, text
    assert "Traceback" not in text
    return lines[0]


def test_from_a_folder_to_a_result(archive: Installed) -> None:
    report = archive.json("ingest")
    assert (report["added"], report["pages"], report["refused"]) == (2, 3, [])
    found = archive.json("search", "avhoppare")
    assert (found["matching_documents"], found["matching_pages"]) == (1, 1)
    page = found["hits"][0]["pages"][0]
    assert page["number"] == 2
    assert page["snippet"] == "Sidan två om <mark>avhoppare</mark>."
    again = archive.json("ingest")
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 2)


def test_what_could_not_be_searched_is_told_beside_the_hits(archive: Installed) -> None:
    archive.json("ingest")
    done = archive.run("search", 'avhoppare "')
    assert "1 documents, 1 pages" in done.stdout
    assert '! ": citattecknet saknar slut' in done.stderr
    assert "!" not in done.stdout


def test_the_status_explains_each_file(archive: Installed) -> None:
    (archive.folder / "~$lås.pptx").write_text("lock")
    (archive.folder / "tom.pdf").write_text("")
    report = archive.json("ingest")
    assert [(r["path"], r["status"]) for r in report["refused"]] == [("tom.pdf", "damaged")]
    files = {file["path"]: file for file in archive.json("status")["files"]}
    assert files["tom.pdf"]["state"] == "refused"
    assert "empty" in files["tom.pdf"]["reason"]
    assert files["~$lås.pptx"]["state"] == "skipped"
    assert files["Lägesbild.txt"]["document"]


def test_the_exit_code_tells_of_what_was_refused(archive: Installed) -> None:
    assert archive.run("ingest").returncode == 0
    (archive.folder / "tom.pdf").write_text("")
    done = archive.run("ingest")
    assert done.returncode == 1
    assert "refused: tom.pdf: damaged: the file is empty" in done.stdout


def test_verify_finds_a_changed_and_a_missing_original(archive: Installed) -> None:
    archive.json("ingest")
    assert archive.run("verify").returncode == 0
    first, second = sorted((archive.data / "originals").glob(f"??/{'?' * 64}"))
    first.chmod(0o640)
    first.write_bytes(first.read_bytes()[:-1] + b"?")
    second.unlink()
    wrong = archive.json("verify")["wrong"]
    assert {item["problem"].split(":")[0] for item in wrong} == {
        "the original's bytes have changed",
        "the original is missing",
    }
    assert archive.run("verify").returncode == 1


def test_reindex_finds_the_same(archive: Installed) -> None:
    archive.json("ingest")
    before = archive.json("search", "kommun")["hits"]
    assert archive.run("reindex").stdout == "2 documents indexed\n"
    assert archive.json("search", "kommun")["hits"] == before


def test_a_torn_index_is_told_and_made_anew(archive: Installed) -> None:
    archive.json("ingest")
    largest = max((archive.data / "index").rglob("*.*"), key=lambda file: file.stat().st_size)
    largest.write_bytes(b"torn")
    assert "of the index is damaged" in one_line(archive.run("search", "kommun").stderr)
    assert "of the index is damaged" in archive.json("verify")["index"]
    archive.json("ingest")
    assert archive.json("search", "kommun")["matching_documents"] == 1


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("HELIXARKIV_WEB__PORT", "0", "web.port = '0'"),
        ("HELIXARKIV_WEB__PROT", "1", "HELIXARKIV_WEB__PROT = '1': there is no such setting"),
        ("HELIXARKIV_INGEST__PDF_READER", "x", "'auto', 'pdfium' or 'pdfminer'"),
        ("HELIXARKIV_CONFIG", "/nowhere.toml", "cannot be read"),
    ],
)
def test_a_wrong_setting_is_one_line(archive: Installed, name: str, value: str, told: str) -> None:
    done = Installed(archive.folder, archive.data, ((name, value),)).run("status")
    assert done.returncode == 2
    assert told in one_line(done.stderr)


def test_overlapping_folders_are_one_line(archive: Installed) -> None:
    done = Installed(archive.folder, archive.folder / "run").run("ingest")
    assert done.returncode == 2
    assert "must not overlap" in one_line(done.stderr)


def test_a_data_folder_that_cannot_be_made_is_one_line(archive: Installed, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = Installed(archive.folder, tmp_path / "file" / "run").run("ingest")
    assert done.returncode == 1
    assert "cannot be opened: Not a directory" in one_line(done.stderr)


def test_a_file_that_does_not_fit_on_the_disk_is_one_line(archive: Installed) -> None:
    archive.json("ingest")
    (archive.folder / "stor.txt").write_text(f"{'ord' * 30} " * 50_000)

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))

    done = archive.run("ingest", preexec_fn=small_disk)
    assert done.returncode == 1
    assert "File too large" in one_line(done.stderr)
    report = archive.json("ingest")
    assert (report["added"], report["unchanged"]) == (1, 2), "with space it goes on where it stopped"


def test_a_second_writer_waits_then_names_the_holder(archive: Installed) -> None:
    archive.data.mkdir()
    with (archive.data / "writer.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write(json.dumps({"purpose": "the watcher", "pid": 1, "since": "now"}))
        lock.flush()
        hasty = Installed(archive.folder, archive.data, (("HELIXARKIV_ARCHIVE__LOCK_WAIT", "0"),))
        done = hasty.run("ingest")
    assert done.returncode == 1
    assert "the watcher (process 1, since now) is writing" in one_line(done.stderr)


def test_a_taken_port_is_one_line(archive: Installed) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = Installed(archive.folder, archive.data, (("HELIXARKIV_WEB__PORT", port),)).run("serve")
    assert done.returncode == 1
    assert f"port {port}" in one_line(done.stderr)


def test_a_newer_schema_is_refused(archive: Installed) -> None:
    import sqlite3

    archive.json("ingest")
    with sqlite3.connect(archive.data / "catalogue.sqlite") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    done = archive.run("status")
    assert done.returncode == 1
    assert "newer than this program knows" in one_line(done.stderr)


@pytest.mark.parametrize("name", sorted(helixarkiv.main.commands))
def test_every_command_has_help_and_is_documented(name: str) -> None:
    documented = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    command = helixarkiv.main.commands[name]
    assert command.help
    assert re.search(rf"^\| `helixarkiv {name}\b", documented, re.MULTILINE)
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            assert parameter.help, f"{name} {parameter.name} has no help"
            assert parameter.opts[0] in documented, f"{name} {parameter.opts[0]} is not documented"
