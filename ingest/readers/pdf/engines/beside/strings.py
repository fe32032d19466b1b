"""Strings that PDFium hands over in two calls: how long it is, then the string."""

from __future__ import annotations

import ctypes
from collections.abc import Callable

import pypdfium2.raw as pdfium

MOST_BYTES = 4 << 20
"""Of one string that a file holds beside its pages; a longer one is cut here, and its text told as cut."""


def wide(call: Callable[..., int], *arguments: object) -> str:
    """Return the UTF-16 string of a function of PDFium that takes a buffer and its size last."""
    size = min(int(call(*arguments, None, 0)), MOST_BYTES)
    if size <= 2:  # bytes: the NUL at the end
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(*arguments, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    return buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")


def narrow(call: Callable[..., int], *arguments: object) -> str:
    """Return the string of a function that hands over bytes: an address, mostly of ASCII letters."""
    size = min(int(call(*arguments, None, 0)), MOST_BYTES)
    if size <= 1:
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(*arguments, buffer, size)
    return buffer.raw[:size].rstrip(b"\0").decode("utf-8", "replace")
