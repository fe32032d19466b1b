"""Readers of RIS and BibTeX, as simple as the formats allow, for reading back what was written."""

from __future__ import annotations

import re

_TEX = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciicircum{}": "^",
    r"\textasciitilde{}": "~",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textbar{}": "|",
    **{f"\\{special}": special for special in "#$%&_"},
}
_ESCAPED = re.compile("|".join(map(re.escape, _TEX)))


def read_ris(text: str) -> list[dict[str, list[str]]]:
    """Return the records: the values of each tag, in order."""
    records: list[dict[str, list[str]]] = [{}]
    assert text.count("\n") == text.count("\r\n")
    for line in text.split("\r\n"):
        if not line:
            continue
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert match, line
        if match[1] == "ER":
            records.append({})
        else:
            records[-1].setdefault(match[1], []).append(match[2])
    assert records.pop() == {}
    return records


def read_bibtex(text: str) -> list[dict[str, str]]:
    """Return the entries: their fields as they are written, with `type` and `key`."""
    entries, at = [], 0
    while match := re.compile(r"\s*@(\w+)\{([^,\s]+),").match(text, at):
        entry, at = {"type": match[1], "key": match[2]}, match.end()
        while field := re.compile(r"\s*(\w+) = ").match(text, at):
            value, at = _value(text, field.end())
            entry[field[1]] = value
            if text[at] == ",":
                at += 1
        closing = re.compile(r"\s*\}").match(text, at)
        assert closing, text[at : at + 40]
        at = closing.end()
        entries.append(entry)
    assert not text[at:].strip(), text[at:]
    return entries


def _value(text: str, at: int) -> tuple[str, int]:
    if text[at] != "{":
        word = re.compile(r"\w+").match(text, at)
        assert word
        return word[0], word.end()
    depth, start = 0, at
    while True:  # a backslash keeps no brace from counting
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
        if not depth:
            return text[start + 1 : at - 1], at


def untex(value: str) -> str:
    """Return what TeX would set."""
    return _ESCAPED.sub(lambda match: _TEX[match[0]], value)


def names(value: str) -> list[str]:
    """Return the names of an author field: parted by *and* outside of braces."""
    parts, depth, last = [], 0, 0
    for match in re.finditer(r"[{}]| and ", value):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if match[0] == " and " and not depth:
            parts.append(value[last : match.start()])
            last = match.end()
    return [*parts, value[last:]]
