"""Fetching one file or page: redirects looked at one by one, its size, time and type bounded."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from typing import BinaryIO
from urllib.parse import unquote, urljoin

from urllib3 import HTTPResponse

from archive.settings import Settings
from ingest.harvest.fetching.allowed import NotAllowed, Target, target
from ingest.harvest.fetching.connecting import Deadline, Network, NotFetched, asked

MOST_HOPS = 5
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came. `validators` say by what it is asked whether it has changed; `address` where it was."""

    address: str
    size: int
    sha256: str
    media_type: str
    charset: str
    file_name: str  # as the server calls it, "" where it does not
    validators: Mapping[str, str]


def fetch(
    address: str,
    into: BinaryIO,
    settings: Settings,
    most_bytes: int,
    network: Network,
    validators: Mapping[str, str] | None = None,
) -> Fetched | None:
    """Write what stands at an address to a file; None where it is as it was by `validators`.

    Raises :class:`NotAllowed` and :class:`NotFetched`.
    """
    deadline = Deadline.after(settings.harvest.timeout_seconds)
    at = target(address, settings.harvest.hosts)
    for _ in range(MOST_HOPS + 1):
        with asked(at, network, deadline, _conditions(validators or {})) as answer:
            if answer.status in _REDIRECTS:
                at = _onward(at, answer, settings)
                continue
            if answer.status == 304 and validators:
                return None
            if answer.status != 200:
                raise NotFetched(f"{at.host} svarade med felkod {answer.status}.")
            size, sha256 = _copied(answer, into, most_bytes, deadline)
            return _fetched(at, answer, size, sha256)
    raise NotFetched("Adressen leder vidare för många gånger.")


def _onward(at: Target, answer: HTTPResponse, settings: Settings) -> Target:
    location = answer.headers.get("Location", "")
    if not location:
        raise NotFetched(f"{at.host} leder vidare utan att säga vart.")
    try:
        onward = target(urljoin(at.address, location), settings.harvest.hosts)
    except NotAllowed as error:
        raise NotAllowed(f"{at.host} leder vidare dit inget hämtas: {error}") from None
    except ValueError:
        raise NotFetched(f"{at.host} leder vidare till något som inte är en webbadress.") from None
    if (at.scheme, onward.scheme) == ("https", "http"):
        raise NotAllowed(f"{at.host} leder vidare från https till http, som inte är skyddat.")
    return onward


def _conditions(validators: Mapping[str, str]) -> dict[str, str]:
    asked_by = {"etag": "If-None-Match", "last_modified": "If-Modified-Since"}
    return {header: validators[name] for name, header in asked_by.items() if validators.get(name)}


def _copied(answer: HTTPResponse, into: BinaryIO, most_bytes: int, deadline: Deadline) -> tuple[int, str]:
    if answer.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise NotFetched("Webbplatsen skickar filen packad fast den inte ombetts.")
    stated = answer.headers.get("Content-Length", "")
    too_large = NotFetched(f"Den är större än {most_bytes >> 20} MB, som är det mesta som hämtas.")
    if stated.isdigit() and int(stated) > most_bytes:
        raise too_large
    digest, size = hashlib.sha256(), 0
    while piece := answer.read1(_PIECE):
        size += len(piece)
        if size > most_bytes:
            raise too_large
        digest.update(piece)
        into.write(piece)
        deadline.left  # noqa: B018 - raises where the time is up
    if stated.isdigit() and int(stated) != size:
        raise NotFetched("Förbindelsen bröts innan hela filen hade kommit.")
    return size, digest.hexdigest()


def _fetched(at: Target, answer: HTTPResponse, size: int, sha256: str) -> Fetched:
    header = Message()
    header["Content-Type"] = _clean(answer.headers.get("Content-Type", ""))
    stated = {
        "etag": answer.headers.get("ETag", ""),
        "last_modified": answer.headers.get("Last-Modified", ""),
    }
    return Fetched(
        address=at.address,
        size=size,
        sha256=sha256,
        media_type=header.get_content_type() if answer.headers.get("Content-Type") else "",
        charset=str(header.get_param("charset") or ""),
        file_name=_file_name(answer.headers.get("Content-Disposition", "")),
        validators={name: value for name, value in stated.items() if 0 < len(value) <= 500}
        | {"sha256": sha256},
    )


def _file_name(disposition: str) -> str:
    """Return the file's name of a Content-Disposition (RFC 6266), "" where it holds none."""
    extended = re.search(r"(?i)filename\*\s*=\s*utf-8'[^']*'([^;\s]+)", disposition)
    if extended:
        return unquote(extended[1])
    plain = re.search(r'(?i)filename\s*=\s*(?:"([^"]*)"|([^;\s]+))', disposition)
    return (plain[1] or plain[2] or "") if plain else ""


def _clean(header: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f]", " ", header)[:300]
