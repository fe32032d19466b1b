"""What every template may use: addresses, wording, and the digests of the static files."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path
from typing import Any
from zlib import crc32

from flask import Flask
from markupsafe import Markup

from archive.legible import legible
from web.language import choosing, wording
from web.site import links, site
from web.urls import Urls

_MARKS = 6  # in style.css
_LANGUAGES = {"sv": "Svenska", "en": "English"}  # each in itself


def set_up(app: Flask) -> None:
    """Give the templates their words and addresses; let them leave no blank lines behind."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        byte_size=wording.byte_size,
        day=wording.day,
        decimal=wording.decimal,
        format_name=wording.format_name,
        language_name=wording.language_name,
        legible=legible,
        minute=wording.minute,
        second=wording.second,
        series_name=wording.series_name,
        stated_date=wording.stated_date,
        w3c=wording.w3c,
        marked=_marked,
        without_title=_without_title,
    )
    app.jinja_env.globals.update(
        is_deck=wording.is_deck,
        outcome_remark=wording.outcome_remark,
        page_count=wording.page_count,
        page_name=wording.page_name,
        left_out=wording.left_out,
        needs_ocr=wording.needs_ocr,
        percent=wording.percent,
        read_by_machine=wording.read_by_machine,
        series_mark=_series_mark,
    )
    digests = _digests(Path(app.static_folder or ""))
    app.context_processor(partial(_of_the_request, digests))


def _of_the_request(digests: dict[str, str]) -> dict[str, Any]:
    urls = links()
    return {
        "urls": urls,
        "static": partial(_static, urls, digests),
        "contact": site().settings.web.contact,
        "spoken": choosing.spoken(),
        "spoken_elsewhere": [
            (code, name, choosing.in_language(code))
            for code, name in _LANGUAGES.items()
            if code != choosing.spoken()
        ],
    }


def _static(urls: Urls, digests: dict[str, str], name: str) -> str:
    return urls.static(name, digests[name])


def _digests(folder: Path) -> dict[str, str]:
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:12]
        for file in folder.iterdir()
        if file.is_file()
    }


def _series_mark(slug: str) -> Markup:
    """Return the quiet mark of a series, always the same; it says nothing that its name does not."""
    kind = crc32(slug.encode()) % _MARKS
    return Markup('<span class="mark-{}" aria-hidden="true"></span>').format(kind)


def _without_title(beginning: str, title: str) -> str:
    """Return how a page goes on after its title, which already stands above."""
    return beginning.strip().removeprefix(title).strip()


def _marked(html: str) -> Markup:
    """Let through what `search.marking` made: it escapes the text before it marks words in it."""
    return Markup(html)  # noqa: S704
