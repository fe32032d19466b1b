"""The program as its users run it: a process of its own, with a configuration of its own; its site too."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import urllib3

ROOT = Path(__file__).resolve().parents[1]
MATERIAL = ROOT / "data" / "material"


@dataclass(frozen=True)
class Installed:
    """One archive: its watched folder, its data, and the command over them."""

    folder: Path
    data: Path
    settings: tuple[tuple[str, str], ...] = ()

    @property
    def environment(self) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith("HELIXARKIV_")}
        chosen = {
            "HELIXARKIV_ARCHIVE__FOLDER": str(self.folder),
            "HELIXARKIV_ARCHIVE__DATA": str(self.data),
            "HELIXARKIV_ARCHIVE__LOCK_WAIT": "20",
            "HELIXARKIV_INGEST__SETTLE_SECONDS": "0",
            **dict(self.settings),
        }
        return own | chosen

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "helixarkiv", *arguments]

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self.command(*arguments), env=self.environment, cwd=ROOT, **options)

    def run(self, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
            **options,
        )

    def json(self, *arguments: str) -> Any:
        """Run a command with --json, which must succeed or be held up, and return what it printed."""
        done = self.run(*arguments, "--json")
        assert done.returncode in (0, 1) and done.stdout, done.stderr
        return json.loads(done.stdout)


@dataclass(frozen=True)
class Site:
    """A site that is being served, at an address without a slash at its end."""

    address: str
    process: subprocess.Popen[bytes]


def free_port() -> int:
    """Return a port that nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def serving(archive: Installed, *options: str) -> Iterator[Site]:
    """Serve a site until the block ends, on a port of its own; it has to listen, and to log no traceback."""
    port = free_port()
    served = replace(archive, settings=(*archive.settings, ("HELIXARKIV_WEB__PORT", str(port))))
    log = archive.data.parent / "serve.log"
    patience = urllib3.Retry(total=200, backoff_factor=0.1, backoff_max=0.2)
    with log.open("wb") as written:
        process = served.start("serve", *options, stdout=written, stderr=written)
        site = Site(f"http://127.0.0.1:{port}", process)
        try:
            try:
                urllib3.request("GET", f"{site.address}/robots.txt", retries=patience)
            except urllib3.exceptions.MaxRetryError:
                raise AssertionError(f"it does not listen: {log.read_text('utf-8')[-2000:]}") from None
            yield site
        finally:
            process.terminate()
            process.wait(60)
    assert "Traceback" not in log.read_text("utf-8")
