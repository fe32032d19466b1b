from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from archive.settings import Settings
from tests.installed import free_port
from tests.web.conftest import Archive
from web.server import PortTaken, run

_SERVE = (
    "import sys; from archive.settings import Settings; from web.server import run;"
    "run(Settings.model_validate_json(sys.argv[1]), lambda: print('started', flush=True))"
)


@contextmanager
def serving(settings: Settings) -> Iterator[subprocess.Popen[str]]:
    """Serve in a process of its own; it is ended when the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVE, settings.model_dump_json()],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def status_of(url: str) -> int:
    try:
        with urlopen(url, timeout=20) as answer:
            answer.read()
            return int(answer.status)
    except HTTPError as error:
        return error.code


@pytest.mark.slow
def test_it_serves_and_ends_cleanly_when_told_to(archive: Archive) -> None:
    port = free_port()
    with serving(archive.settings(port=port)) as process:
        assert status_of(f"http://127.0.0.1:{port}/") == 200
        # 10,000 characters, and what is longer than any question, each get an answer
        assert status_of(f"http://127.0.0.1:{port}/sok?q={quote('å' * 10_000)}") == 200
        assert status_of(f"http://127.0.0.1:{port}/sok?q={'x' * 200_000}") in (400, 414)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=20)
        assert process.returncode == 0
        assert time.monotonic() - began < 10
    assert "Traceback" not in errors
    assert "127.0.0.1:" not in errors.replace(f"127.0.0.1:{port}", "")
    assert "xxxx" not in errors


def test_a_taken_port_is_one_clear_error(archive: Archive) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(PortTaken, match=f"cannot listen on 127.0.0.1 port {port}: another program"):
            run(archive.settings(port=port), lambda: pytest.fail("nothing is started"))


def test_an_address_of_somebody_else_is_one_clear_error(archive: Archive) -> None:
    with pytest.raises(PortTaken, match=r"cannot listen on 192\.0\.2\.1"):
        run(archive.settings(host="192.0.2.1", port=free_port()))


def test_no_reader_of_documents_is_loaded_where_http_is_served(archive: Archive) -> None:
    code = (
        "import sys; from archive.settings import Settings; from web import create_app; import web.server;"
        "app = create_app(Settings.model_validate_json(sys.argv[1]));"
        "c = app.test_client(); assert c.get('/sok?q=samverkan').status_code == 200;"
        "print(sorted({m.partition('.')[0] for m in sys.modules}"
        " & {'pypdfium2', 'pypdfium2_raw', 'pdfminer', 'pptx', 'PIL', 'ingest'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, archive.settings().model_dump_json()],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ,
    )
    assert done.stdout == "[]\n"
