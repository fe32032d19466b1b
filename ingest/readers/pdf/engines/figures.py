"""The figures that a tagged PDF tells of, and how many of them nobody has described.

ISO 32000-1, 14.7 (structure) and 14.9.3 (alternate descriptions): a figure is described by its Alt, or
replaced by its ActualText.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral, literal_name

_MOST_ELEMENTS = 10_000  # looked at; a file with more is not judged


@dataclass(frozen=True, slots=True)
class Figures:
    """How many figures there are, and how many are not described."""

    figures: int
    undescribed: int


def count_figures(root: object) -> Figures | None:
    """Count the figures below a structure tree's root; None where there is no tree, or a vast one."""
    tree = resolve1(root)
    if not isinstance(tree, dict):
        return None
    roles = resolve1(tree.get("RoleMap"))
    figures = undescribed = looked = 0
    seen: set[int] = set()
    waiting: list[object] = [tree.get("K")]
    while waiting:
        element = _unseen(waiting.pop(), seen)
        if isinstance(element, list):
            waiting += element
        if not isinstance(element, dict):
            continue
        looked += 1
        if looked > _MOST_ELEMENTS:
            return None
        if _role(element, roles if isinstance(roles, dict) else {}) == "Figure":
            figures += 1
            undescribed += not _is_described(element)
        waiting.append(element.get("K"))
    return Figures(figures, undescribed)


def _unseen(value: object, seen: set[int]) -> object:
    """Return what a reference leads to, once: a broken tree may run in a circle."""
    if isinstance(value, PDFObjRef):
        if value.objid in seen:
            return None
        seen.add(value.objid)
    return resolve1(value)


def _role(element: dict[str, Any], roles: dict[str, Any]) -> str:
    """Return what an element is; a program's own names stand for others by the role map."""
    name = resolve1(element.get("S"))
    if not isinstance(name, PSLiteral):
        return ""
    stated = str(literal_name(name))
    meant = resolve1(roles.get(stated))
    return str(literal_name(meant)) if isinstance(meant, PSLiteral) else stated


def _is_described(element: dict[str, Any]) -> bool:
    texts = (resolve1(element.get(key)) for key in ("Alt", "ActualText"))
    return any(isinstance(text, bytes) and text.strip(b"\xfe\xff\0 \t\r\n") for text in texts)
