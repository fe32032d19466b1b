"""The secret that sessions are signed with, made at first need; no backup holds it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

_BYTES = 32


def secret(data: Path) -> bytes:
    """Return the secret of a data folder; of several processes that make it, one's is taken by all."""
    path = data / "secret"
    if not path.exists():
        made = data / f".secret-{secrets.token_hex(8)}"
        made.touch(mode=0o600)
        made.write_bytes(secrets.token_bytes(_BYTES))
        try:
            os.link(made, path)
        except FileExistsError:
            pass  # another process was quicker
        finally:
            made.unlink()
    return path.read_bytes()
