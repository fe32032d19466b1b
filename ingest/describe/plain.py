"""Descriptors as people write them in Notepad: lines of ``Titel: …``, in Swedish or English.

A line that is not understood costs that line only and is told; what withholds something is heeded
also where it is misspelt, as in :mod:`ingest.describe.keys`, whose keys and values these are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from archive import dates
from archive.stating import names_typed, paragraphs, tidy
from ingest.describe.keys import MOST_UNKNOWN, Key, Said, implied

_LABELS = {
    "titel": "title",
    "rubrik": "title",
    "namn": "name",
    "talare": "speakers",
    "föreläsare": "speakers",
    "medverkande": "speakers",
    "organisation": "organisations",
    "organisationer": "organisations",
    "myndighet": "organisations",
    "datum": "date",
    "språk": "language",
    "serie": "series",
    "länk": "link",
    "beskrivning": "description",
    "ordning": "position",
    "nummer": "position",
    "synlighet": "visibility",
    "publiceras": "embargo_until",
    "embargo till": "embargo_until",
    "publicera anteckningar": "publish_notes",
    "publicera dolda bilder": "publish_hidden_slides",
    "exempel": "sample",
}
"""What people call the keys; the keys' own names are understood too."""

_YES_OR_NO = {"ja": True, "yes": True, "true": True, "nej": False, "no": False, "false": False}
_WORDS: Mapping[str, Mapping[str, Any]] = {
    "visibility": {
        **dict.fromkeys(("publik", "offentlig", "öppen", "synlig"), "public"),
        **dict.fromkeys(("dold", "ej publicerad", "opublicerad", "hemlig"), "hidden"),
        "embargo": "embargoed",
    },
    "language": {"svenska": "sv", "engelska": "en", "swedish": "sv", "english": "en"},
    "publish_notes": _YES_OR_NO,
    "publish_hidden_slides": _YES_OR_NO,
    "sample": _YES_OR_NO,
}
_LINE = re.compile(r"\s*(?P<label>[^\W\d_][^:=]{0,40}?)\s*[:=]\s*(?P<value>.*?)\s*\Z")
_QUOTES = "\"'”“’"


@dataclass
class _Reading:
    """What was understood so far."""

    keys: Mapping[str, Key]
    said: dict[str, tuple[int, str]] = field(default_factory=dict)  # key: line and what it says
    faults: list[tuple[int, str]] = field(default_factory=list)
    unknown: int = 0
    last: str = ""  # the key of the line before

    def take(self, number: int, line: str) -> None:
        """Understand one line."""
        found = _LINE.match(line)
        label = " ".join(found["label"].casefold().replace("_", " ").split()) if found else ""
        name = self._key(label) or self._withholds(label)
        if found is not None and name:
            self._say(number, name, found["value"])
        elif self.last == "description":
            self._go_on(line)
        elif line.strip() and not line.lstrip().startswith("#"):
            self._not_understood(number, line, label)

    def _key(self, label: str) -> str:
        name = _LABELS.get(label, label.replace(" ", "_"))
        if name == "title" and "title" not in self.keys:
            name = "name"
        return name if name in self.keys else ""

    def _withholds(self, label: str) -> str:
        """Return the key that a misspelt label withholds something by, "" where it does not."""
        near = get_close_matches(label, self._labels(), n=1, cutoff=0.75) if label else []
        name = self._key(near[0]) if near else ""
        return name if name and self.keys[name].careful else ""

    def _labels(self) -> list[str]:
        return [*(label for label in _LABELS if self._key(label)), *(k.replace("_", " ") for k in self.keys)]

    def _say(self, number: int, name: str, value: str) -> None:
        if name in self.said and name in ("speakers", "organisations"):
            before, known = self.said[name]
            self.said[name] = (before, f"{known}\n{value}")
        else:
            self.said.setdefault(name, (number, value))
        self.last = name

    def _go_on(self, line: str) -> None:
        number, known = self.said["description"]
        self.said["description"] = (number, f"{known}\n{line}")

    def _not_understood(self, number: int, line: str, label: str) -> None:
        self.unknown += 1
        if self.unknown > MOST_UNKNOWN:
            return
        near = get_close_matches(label, self._labels(), n=1)
        hint = f"did you mean {near[0].capitalize() + ':'!r}?" if near else "lines look like 'Titel: …'"
        self.faults.append((number, f"not understood: {tidy(line)[:40]!r}; {hint}"))


def read(text: str, keys: Mapping[str, Key]) -> Said:
    """Read lines of ``label: value`` with these keys. Raises nothing: what is wrong is a fault."""
    reading = _Reading(keys)
    for number, line in enumerate(re.split(r"\r\n|[\r\n]", text), 1):
        reading.take(number, line)
    values: list[tuple[str, Any]] = []
    careful: list[tuple[str, Any]] = []
    for name, (number, value) in reading.said.items():
        key = keys[name]
        try:
            values.append((key.field, key.read(_value(name, value))))
        except ValueError as error:
            reading.faults.append((number, f"{name}: {error}"))
            careful += [key.careful] if key.careful else []
    if reading.unknown > MOST_UNKNOWN:
        reading.faults.append((0, f"{reading.unknown - MOST_UNKNOWN} more lines not understood"))
    return Said((*careful, *values, *implied(values)), tuple(sorted(reading.faults)))


def _value(name: str, text: str) -> object:
    """Return what a line says in the form that the key takes."""
    if name in ("speakers", "organisations"):
        return [one for line in text.split("\n") for one in names_typed(line)]
    if name == "description":
        return paragraphs(text)
    text = text.strip().strip(_QUOTES)
    if name == "position" and text.isdecimal():
        return int(text[:9])
    if name == "date":
        return dates.typed(text)
    return _WORDS.get(name, {}).get(text.casefold(), text)
