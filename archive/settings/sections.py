"""Each section of the settings: its keys, their defaults, what they allow, one line of help each."""

from __future__ import annotations

import ipaddress
import re
from datetime import date
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, field_validator

Port = Annotated[int, Field(ge=1, le=65535)]


class Section(BaseModel):
    """A section; the docstring of each is its comment in ``config.toml``, as is each key's."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class ArchiveSettings(Section):
    """Where the material stands and where everything that is written goes."""

    folder: Path = Path("data/material")
    """the watched folder; nothing is written there but what staff upload or harvest"""
    data: Path = Path("data/run")
    """the catalogue, index, originals and pictures; must not overlap the folder"""
    timezone: str = "Europe/Stockholm"
    """the time zone that times are shown in"""
    lock_wait: Annotated[float, Field(ge=0, le=86_400)] = 10.0
    """seconds that a command that writes waits for another writer to finish"""
    keep_events_days: Annotated[int, Field(ge=1, le=36_500)] = 730
    """days that the event log is kept"""

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ValueError, OSError, KeyError):
            raise ValueError("the name of a time zone such as Europe/Stockholm") from None
        return value


class IngestSettings(Section):
    """How files are found and read, and the limits of one file."""

    pdf_reader: Literal["auto", "pdfium", "pdfminer"] = "auto"
    """auto reads with PDFium and checks with pdfminer.six; the others use one reader alone"""
    workers: Annotated[int, Field(ge=0, le=64)] = 0
    """files read at the same time; 0 means one for each core"""
    events: bool = True
    """let file system events start a scan sooner; polling works alone"""
    poll_seconds: Annotated[float, Field(gt=0, le=86_400)] = 10.0
    """seconds between two scans of the folder while watching"""
    settle_seconds: Annotated[float, Field(ge=0, le=86_400)] = 2.0
    """a file whose size or time changed within so many seconds is still growing and waits"""
    patience_seconds: Annotated[float, Field(ge=0, le=86_400)] = 600.0
    """a copy that was seen to grow, stopped and looks cut off is given so many seconds to go on"""
    min_free_mb: Annotated[int, Field(ge=0)] = 200
    """with less free space on the disk of archive.data, reading pauses; the site stays up"""
    guard_share: Annotated[float, Field(ge=0, le=1)] = 0.2
    """if more than this share of the documents is gone at once, nothing is withdrawn"""
    guard_minimum: Annotated[int, Field(ge=1)] = 10
    """the guard acts only when at least so many documents are gone at once"""
    keep_removed_days: Annotated[int, Field(ge=0, le=36_500)] = 90
    """days that a file which is gone stays listed as removed"""
    max_file_mb: Annotated[int, Field(ge=1)] = 1024
    """a larger file is refused as too large"""
    max_text_mb: Annotated[int, Field(ge=1)] = 512
    """unpacked size of the text-bearing parts of one deck; media do not count"""
    max_pages: Annotated[int, Field(ge=1)] = 5000
    """pages read of one file; what follows is left out and said"""
    max_page_chars: Annotated[int, Field(ge=1000)] = 200_000
    """characters read of one page; what follows is left out and said"""
    timeout_seconds: Annotated[float, Field(gt=0, le=86_400)] = 120.0
    """wall time for reading one file"""
    cpu_seconds: Annotated[int, Field(ge=1, le=86_400)] = 60
    """processor time for reading one file"""
    memory_mb: Annotated[int, Field(ge=256)] = 2048
    """memory for reading one file"""
    ocr: Literal["auto", "off"] = "auto"
    """auto reads scanned, drawn and garbled pages in the background, where tesseract is installed"""
    ocr_workers: Annotated[int, Field(ge=1, le=16)] = 1
    """pages read by tesseract at the same time, each on one core"""


class PicturesSettings(Section):
    """Pictures of pages and slides, made in the background after reading."""

    enabled: bool = True
    """make pictures; without, readers see the text alone"""
    max_gb: Annotated[float, Field(gt=0, le=100_000)] = 20.0
    """gigabytes that pictures may take; of the oldest documents the large ones go first"""
    libreoffice: str = ""
    """the program that draws slides; empty finds soffice where it is installed"""


class SearchSettings(Section):
    """The engine and the limits of one question."""

    engine: Literal["whoosh"] = "whoosh"
    """the search engine"""
    max_query_chars: Annotated[int, Field(ge=10)] = 1000
    """a longer question is cut, and the page says so"""
    max_query_words: Annotated[int, Field(ge=1)] = 64
    """words of one question that count; the rest is left out and said"""
    max_expansions: Annotated[int, Field(ge=1)] = 1000
    """words that one prefix search (polis*) stands for, the commonest first"""
    max_depth: Annotated[int, Field(ge=100)] = 10_000
    """documents that can be paged through for one question"""
    time_limit_ms: Annotated[int, Field(ge=50)] = 3000
    """time for matching one question; what was found by then is shown and said"""
    pages_per_document: Annotated[int, Field(ge=1, le=50)] = 3
    """pages shown below each document in a list of results"""
    snippet_chars: Annotated[int, Field(ge=40, le=1000)] = 240
    """characters of text shown for a page in a list of results"""


class WebSettings(Section):
    """The site."""

    host: str = "127.0.0.1"
    """address to listen on"""
    port: Port = 8000
    """port to listen on"""
    base_url: str = ""
    """the address people see, with its path (https://example.org/arkiv), or the path alone (/arkiv)"""
    trusted_proxies: list[str] = []
    """addresses or networks of proxies whose X-Forwarded headers count"""
    threads: Annotated[int, Field(ge=1, le=256)] = 8
    """requests answered at the same time"""
    workers: Annotated[int, Field(ge=1, le=64)] = 1
    """web processes; each holds its own view of the index"""
    contact: str = ""
    """e-mail address shown to readers who need help; empty shows none"""
    metrics_token: str = ""
    """bearer token that opens /metrics to the machine that watches; empty: there is no such page"""

    @field_validator("base_url")
    @classmethod
    def _whole_url(cls, value: str) -> str:
        parts = urlsplit(value)
        whole = parts.scheme in ("http", "https") and bool(parts.netloc)
        path_alone = not parts.scheme and not parts.netloc and (not value or value.startswith("/"))
        if not (whole or path_alone) or parts.query or parts.fragment:
            raise ValueError("an address such as https://example.org/arkiv, a path such as /arkiv, or empty")
        return value.rstrip("/")

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: list[str]) -> list[str]:
        for item in value:
            try:
                ipaddress.ip_network(item, strict=False)
            except ValueError:
                raise ValueError("a list of addresses or networks such as 127.0.0.1 or 10.0.0.0/8") from None
        return value


class PublishSettings(Section):
    """What of a document readers may see, unless staff decide otherwise for that document."""

    notes: bool = False
    """publish speaker notes"""
    hidden_slides: bool = False
    """publish hidden slides"""
    originals: bool = False
    """serve originals also where they hold notes, comments or hidden slides that are not published"""
    review: bool = False
    """publish what is new only when staff have reviewed it, where no folder's own rule says otherwise"""
    hold: list[Literal["personnummer", "telefonlista", "arbetsmaterial", "sekretess"]] = []
    """warnings that keep a document from being published until staff have reviewed it"""


class StaffSettings(Section):
    """The pages of the staff, under /personal/; `helixarkiv user add NAME` opens them."""

    session_hours: Annotated[float, Field(gt=0, le=8760)] = 10.0
    """hours after which staff sign in again"""
    user_header: str = ""
    """header in which a trusted proxy names who is signed in; empty means that staff sign in here"""

    @field_validator("user_header")
    @classmethod
    def _header(cls, value: str) -> str:
        if value and not re.fullmatch(r"[A-Za-z0-9-]{1,64}", value):
            raise ValueError("the name of a header such as X-Remote-User, or empty")
        return value


class AccessibilitySettings(Section):
    """What the accessibility statement tells, which the law requires of public bodies (2018:1937)."""

    actor: str = ""
    """the public body that answers for the site; the statement says so while it is empty"""
    compliance: Literal["helt", "delvis", "inte"] = "delvis"
    """how far the site meets the law, as its last assessment found"""
    assessed: str = ""
    """the day of the last assessment, such as 2027-02-01"""
    updated: str = ""
    """the day when the statement was last looked over, such as 2027-02-01"""
    method: Literal["egen", "extern"] = "egen"
    """who assessed the site: the body itself, or somebody from outside"""
    shortcomings: list[str] = []
    """what of the site is not accessible and why, a sentence each; documents are told by themselves"""
    burdensome: list[str] = []
    """what is left as it is since mending it would be an unreasonable burden (12 §), with the reason"""
    outside: list[str] = []
    """what the law does not cover (9 §), beside office files from before 2018-09-23"""

    @field_validator("assessed", "updated")
    @classmethod
    def _day(cls, value: str) -> str:
        try:
            return value and date.fromisoformat(value).isoformat()
        except ValueError:
            raise ValueError("a day such as 2027-02-01, or empty") from None


class HarvestSettings(Section):
    """Listing pages of the authority's own, and what is fetched from them."""

    hosts: list[str] = []
    """hosts that listed files are fetched from, such as www.lansstyrelsen.se; no other is asked"""
    timeout_seconds: Annotated[float, Field(gt=0, le=3600)] = 60.0
    """time for fetching one page or file"""


class LogSettings(Section):
    """What is logged, on standard error. No addresses and no questions of readers."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    """the least severe that is logged"""
    format: Literal["auto", "json", "text"] = "auto"
    """json lines or text; auto writes text to a terminal and json elsewhere"""
