"""What may stand in a descriptor: the keys of a sidecar and of a ``_serie.toml``, and their values.

A broken value costs that value only. The exception is what withholds something from readers: a
misspelt ``visibility = "hiden"`` must not publish a document, so there the careful value holds
until the descriptor is mended; for the same reason such a key is heeded in a file that is no
TOML for another line's sake.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from archive import stating
from archive.stating import tidy

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MOST_PARTS = 500  # of a dotted key
MOST_UNKNOWN = 20  # keys told one by one


class BadValue(ValueError):  # noqa: N818 - named for the mistake, as the text is shown to people
    """The value of a key is not of the form that the key takes; the text says which that is."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key: the field that it fills, how its value is read, and what holds while it is broken."""

    field: str
    read: Callable[[object], Any]
    careful: tuple[str, Any] | None = None  # a field and its value


@dataclass(frozen=True, slots=True)
class Said:
    """What a descriptor says: fields with their values, and its faults with their lines.

    Of a field that is said twice the first counts. Lines count from 1; 0 is the file as a whole.
    """

    values: tuple[tuple[str, Any], ...] = ()
    faults: tuple[tuple[int, str], ...] = ()


def read(text: str, keys: Mapping[str, Key]) -> Said:
    """Read the text of a TOML file with these keys. Raises nothing: what is wrong is a fault."""
    try:
        table = _parsed(text)
    except RecursionError:
        return _salvage(text, keys, (0, "not valid TOML: nested too deeply"))
    except ValueError as error:  # TOMLDecodeError, and numbers of too many digits
        return _salvage(text, keys, _fault_of(error, text))
    values: list[tuple[str, Any]] = []
    careful: list[tuple[str, Any]] = []
    known, faults = _recognised(text, table, keys)
    for name, key in known.items():
        try:
            values.append((key.field, key.read(table[name])))
        except ValueError as error:  # BadValue, here and in archive.stating
            faults.append((_line(text, name), f"{name}: {error}"))
            careful += [key.careful] if key.careful else []
    return Said((*careful, *values, *implied(values)), tuple(sorted(faults)))


def _recognised(
    text: str, table: Mapping[str, Any], keys: Mapping[str, Key]
) -> tuple[dict[str, Key], list[tuple[int, str]]]:
    """Return the key that each name in a table stands for, and a fault for each that is none.

    A misspelt key is heeded only where it withholds something.
    """
    known = {name: keys[name] for name in table if name in keys}
    faults = []
    unknown = [name for name in table if name not in keys]
    for name in unknown[:MOST_UNKNOWN]:
        near = get_close_matches(name[:40].casefold(), keys, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"the keys are {', '.join(keys)}"
        faults.append((_line(text, name), f"unknown key {tidy(name)[:40]!r}: {hint}"))
        if near and keys[near[0]].careful:
            known[name] = keys[near[0]]
    if more := len(unknown) - len(faults):
        faults.append((0, f"{more} more unknown keys"))
    return known, faults


def _parsed(text: str) -> dict[str, Any]:
    # tomllib takes 20 s for one key of 32,000 parts, and time by the square of their number.
    if any(run.count(".") > MOST_PARTS for run in re.findall(r"""[\w"'. \t-]+""", text)):
        raise ValueError(f"a key of more than {MOST_PARTS} parts")
    return tomllib.loads(text)


def implied(values: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Return what values say without words: a time to wait for means that the document waits."""
    fields = [field for field, _ in values]
    return [("visibility", "embargoed")] if "embargo_until" in fields and "visibility" not in fields else []


def _salvage(text: str, keys: Mapping[str, Key], fault: tuple[int, str]) -> Said:
    """Of a file that is no TOML, still heed the lines that withhold something, each on its own."""
    careful: list[tuple[str, Any]] = []
    values: list[tuple[str, Any]] = []
    for name, key in keys.items():
        if key.careful is None or not (line := _line(text, name)):
            continue
        try:
            alone = _parsed(text.split("\n")[line - 1].rstrip("\r"))
            values.append((key.field, key.read(alone[name])))
        except (ValueError, KeyError, RecursionError):
            careful.append(key.careful)
    return Said((*careful, *values, *implied(values)), (fault,))


def _fault_of(error: ValueError, text: str) -> tuple[int, str]:
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)\Z", str(error))
    if place is None:
        return 0, f"not valid TOML: {error}"
    line = int(place[1]) if place[1] else text.rstrip().count("\n") + 1
    return line, f"not valid TOML: {str(error)[: place.start()]}"


def _line(text: str, name: str) -> int:
    """Return the line on which a key is set, 0 where it cannot be told (a key written with escapes)."""
    pattern = rf"""^[ \t]*\[{{0,2}}[ \t]*(["']?){re.escape(name)}\1[ \t]*[.=\]]"""
    match = re.search(pattern, text, re.MULTILINE)
    return text.count("\n", 0, match.start()) + 1 if match else 0


def _seminar_date(value: object) -> str:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        value = value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999:
        value = str(value)
    return stating.date(value)


def _link(value: object) -> str:
    link = value.strip() if isinstance(value, str) else ""
    try:
        parts = urlsplit(link)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        valid = False
    if not valid or "@" in parts.netloc or re.search(r"[\s\x00-\x1f\x7f\"<>\\^`{|}]", link):
        raise BadValue("must be a web address that begins with http:// or https://")
    return link


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise BadValue("must be true or false, without quotation marks")
    return value


def _moment(value: object) -> str:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        if isinstance(moment, date) and not isinstance(moment, datetime):
            moment = datetime.combine(moment, time())
        if isinstance(moment, datetime):
            return (moment if moment.tzinfo else moment.replace(tzinfo=STOCKHOLM)).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        pass
    raise BadValue("must be a time, such as 2026-12-01T09:00:00 (of Stockholm, unless it names its zone)")


def _one_of(*words: str) -> Callable[[object], str]:
    def read_word(value: object) -> str:
        if not isinstance(value, str) or value not in words:
            raise BadValue("must be " + " or ".join(f'"{word}"' for word in words))
        return value

    return read_word


_HIDDEN = ("visibility", "hidden")
FOLDER_KEYS: Mapping[str, Key] = {
    "speakers": Key("speakers", stating.names),
    "organisations": Key("organisations", stating.names),
    "date": Key("date", _seminar_date),
    "language": Key("language", stating.language),
    "sample": Key("sample", _yes_or_no),
    "visibility": Key("visibility", _one_of("public", "hidden", "embargoed"), careful=_HIDDEN),
    "embargo_until": Key("embargo_until", _moment, careful=_HIDDEN),
    "publish_notes": Key("publish_notes", _yes_or_no, careful=("publish_notes", False)),
    "publish_hidden_slides": Key(
        "publish_hidden_slides", _yes_or_no, careful=("publish_hidden_slides", False)
    ),
}
"""Keys of a ``_serie.toml`` in any folder: what holds for each document below it."""

SERIES_KEYS: Mapping[str, Key] = {
    "name": Key("series_name", stating.text),
    "description": Key("series_description", stating.description),
    "position": Key("series_position", stating.position),
    **FOLDER_KEYS,
}
"""Keys of a ``_serie.toml`` in the folder of a series."""

SIDECAR_KEYS: Mapping[str, Key] = {
    "title": Key("title", stating.text),
    "description": Key("description", stating.description),
    "series": Key("series", stating.series),
    "link": Key("link", _link),
    "position": Key("position", stating.position),
    **FOLDER_KEYS,
}
"""Keys of the sidecar of one document."""
