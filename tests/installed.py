"""The program as its users run it: a process of its own, with a configuration of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
