"""The site below a path behind nginx: every link stays below that path, however it is proxied."""

import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.installed import MATERIAL, Installed, free_port
from tests.tools import tool
from tests.web.crawling import walk

NGINX = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder};
    proxy_temp_path {folder};
    fastcgi_temp_path {folder};
    uwsgi_temp_path {folder};
    scgi_temp_path {folder};
    server {{
        listen 127.0.0.1:{port};
        location / {{ return 418; }}
        location /arkiv/ {{
            proxy_pass http://127.0.0.1:{site}{target};
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_set_header X-Forwarded-Proto $scheme;
        }}
    }}
}}
"""


@contextmanager
def running(process: subprocess.Popen[bytes], port: int) -> Iterator[None]:
    """Wait until something listens on the port; end the process when the block ends."""
    try:
        deadline = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert process.poll() is None, "it ended before it listened"
                assert time.monotonic() < deadline, "nothing listens after 30 seconds"
        yield
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    archive = Installed(MATERIAL, tmp_path_factory.mktemp("nginx") / "run")
    assert archive.json("ingest")["added"] == 16
    return archive


def fetch(url: str) -> tuple[int, str, str]:
    """Return status, content type and text of a page."""
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"], error.read().decode("utf-8", "replace")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("target", "whole"),
    [("", False), ("/", True)],
    ids=["path passed on, path alone", "path stripped, whole base_url"],
)
def test_no_link_escapes(filled: Installed, tmp_path: Path, target: str, whole: bool) -> None:
    nginx = tool("nginx")
    port, site = free_port(), free_port()
    base = f"http://127.0.0.1:{port}/arkiv"
    archive = Installed(
        filled.folder,
        filled.data,
        (
            ("HELIXARKIV_WEB__PORT", str(site)),
            ("HELIXARKIV_WEB__BASE_URL", base if whole else "/arkiv"),
            ("HELIXARKIV_WEB__TRUSTED_PROXIES", '["127.0.0.1"]'),
        ),
    )
    config = tmp_path / "nginx.conf"
    config.write_text(NGINX.format(folder=tmp_path, port=port, site=site, target=target))
    proxy = [nginx, "-p", str(tmp_path), "-c", str(config)]
    with (
        running(archive.start("serve", "--no-watch", stderr=subprocess.DEVNULL), site),
        running(subprocess.Popen(proxy, stderr=subprocess.DEVNULL), port),
    ):
        seen = set()

        def html_of(url: str) -> str:
            status, kind, text = fetch(url)
            assert status == (404 if urlsplit(url).path.endswith("/finns-inte") else 200), url
            seen.add(url)
            return text if kind.startswith("text/html") else ""

        elsewhere = walk([f"{base}/", f"{base}/sok?q=samverkan", f"{base}/finns-inte"], html_of)
        assert len(seen) > 100
        assert [url for url in seen if not url.startswith(f"{base}/")] == []
        assert "127.0.0.1" not in {urlsplit(url).hostname for url in elsewhere}
        status, _, body = fetch(f"{base}/api/v1/search?q=samverkan")
        assert status == 200
        assert f'"{base}/dokument/' in body
